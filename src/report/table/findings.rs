//! What is broken, by the role that is answerable and by rule. A rule shows a few of its clinics with the source line,
//! the others as a list.

use std::cmp::Reverse;
use std::io;

use unicode_width::UnicodeWidthStr as _;

use super::answer::cited;
use super::digest::{Digest, OfRule, sign};
use crate::model::finding::{Evidence, Finding, Remedy};
use crate::model::outcome::Severity;
use crate::model::place::Located;
use crate::model::run::RuleInfo;
use crate::report::sheet::{BOLD, FAINT, Sheet, piece, plain, shortened};
use crate::report::snippet;
use crate::report::words::capitalised;

/// Clinics that are named in the list after those that are shown.
const LISTED: usize = 8;
/// Different changes that a rule's remedy is told in.
const CHANGES: usize = 3;

/// A rule with open failures.
type Broken<'d, 'r> = (&'r RuleInfo, &'d OfRule<'r>);

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let mut roles: Vec<(&str, Vec<Broken<'_, '_>>)> = Vec::new();
    for (info, of_rule) in digest.run.rules.iter().zip(&digest.rules) {
        if of_rule.open.is_empty() {
            continue;
        }
        match roles.iter_mut().find(|(role, _)| *role == &*info.responsible) {
            Some((_, rules)) => rules.push((info, of_rule)),
            None => roles.push((&info.responsible, vec![(info, of_rule)])),
        }
    }
    roles.sort_by_key(|(_, rules)| {
        let weight = |severity: Severity| -> u64 {
            rules.iter().filter(|(info, _)| info.severity == severity).map(|(_, rule)| u64::from(rule.clinics)).sum()
        };
        Reverse((weight(Severity::Error), weight(Severity::Warning), weight(Severity::Info)))
    });
    let mut folded = false;
    for (role, mut rules) in roles {
        rules.sort_by_key(|(info, rule)| Reverse((info.severity, rule.clinics)));
        let words = digest.words;
        let count = words.count("report-rules", u64::try_from(rules.len()).unwrap_or(u64::MAX));
        sheet.heading(&format!("{}: {count}", capitalised(&words.role(role))))?;
        for (number, broken) in rules.into_iter().enumerate() {
            if number > 0 {
                sheet.blank()?;
            }
            folded |= rule(sheet, digest, broken)?;
        }
    }
    if folded {
        sheet.blank()?;
        sheet.flow((0, 0), &[piece(FAINT, digest.words.get("report-findings-all"))])?;
    }
    Ok(())
}

/// One rule. Says whether something was left out.
fn rule(sheet: &mut Sheet<'_>, digest: &Digest<'_>, (info, of_rule): Broken<'_, '_>) -> io::Result<bool> {
    let words = digest.words;
    let (sign, ink) = sign(info.severity);
    sheet.flow((0, 2), &[piece(ink, sign), plain(" "), piece(BOLD, words.both(&info.title))])?;
    let all = of_rule.clinics == digest.run.summary.clinics && of_rule.clinics > 1;
    let count = words.count(if all { "report-all-clinics" } else { "report-clinics" }, of_rule.clinics);
    sheet.flow((2, 2), &[plain(count), piece(FAINT, format!(" · {}", cited(info)))])?;

    let shared = shared_evidence(&of_rule.open);
    for evidence in shared.iter().flat_map(|evidence| decisive(evidence)) {
        sheet.flow((2, 4), &[plain(words.evidence(evidence))])?;
    }
    let samples = samples(info.severity, &of_rule.open);
    for finding in &samples {
        sample(sheet, digest, (finding, shared.is_none()))?;
    }
    let others: Vec<&Finding> =
        of_rule.open.iter().copied().filter(|one| !samples.iter().any(|sample| std::ptr::eq(*sample, *one))).collect();
    // «All clinics» needs no list, unless each has a value of its own.
    let left_out = match (others.is_empty(), all, values(&of_rule.open)) {
        (true, ..) => false,
        (_, _, Some(condition)) if samples.is_empty() && shared.is_none() => {
            with_values(sheet, digest, (condition, &others))?
        }
        (_, true, _) => true,
        _ => list(sheet, digest, (&others, samples.is_empty()))?,
    };
    if !samples.is_empty() {
        sheet.blank()?;
    }
    remedies(sheet, digest, (info, of_rule))?;
    Ok(left_out)
}

/// The conditions that decided: not those that say why the rule applies, unless there are no others.
fn decisive(evidence: &[Evidence]) -> impl Iterator<Item = &Evidence> {
    let required = evidence.iter().any(|one| !one.in_when);
    evidence.iter().filter(move |one| one.in_when != required)
}

/// The evidence, if it is the same at every clinic, places aside.
fn shared_evidence<'r>(findings: &[&'r Finding]) -> Option<&'r [Evidence]> {
    let (first, rest) = findings.split_first()?;
    let same = |one: &Evidence, other: &Evidence| {
        (&one.fact, one.operator, &one.expected, &one.found)
            == (&other.fact, other.operator, &other.expected, &other.found)
    };
    let all = rest.iter().all(|finding| {
        let (mut ours, mut theirs) = (decisive(&first.evidence), decisive(&finding.evidence));
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return true,
                (Some(one), Some(other)) if same(one, other) => {}
                _ => return false,
            }
        }
    });
    all.then_some(&first.evidence)
}

/// The one condition that all fail, each with a value of its own.
fn values<'r>(findings: &[&'r Finding]) -> Option<&'r Evidence> {
    let one = |finding: &'r Finding| {
        let mut conditions = decisive(&finding.evidence);
        conditions.next().filter(|_| conditions.next().is_none())
    };
    let first = one(findings.first()?)?;
    let same = |other: &Evidence| {
        (&first.fact, first.operator, &first.expected) == (&other.fact, other.operator, &other.expected)
    };
    findings.iter().all(|finding| one(finding).is_some_and(same)).then_some(first)
}

/// The condition once, then a line a clinic with what was found. Says whether some were left out.
fn with_values(
    sheet: &mut Sheet<'_>,
    digest: &Digest<'_>,
    (condition, findings): (&Evidence, &[&Finding]),
) -> io::Result<bool> {
    let words = digest.words;
    sheet.flow((2, 4), &[plain(words.expectation(condition))])?;
    let shown = &findings[..findings.len().min(LISTED)];
    let names: Vec<String> = shown.iter().map(|one| shortened(&digest.whom(one), sheet.width() / 2)).collect();
    let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
    for (finding, name) in shown.iter().zip(names) {
        let found = decisive(&finding.evidence).next().and_then(|evidence| evidence.found.as_ref());
        let found = found.map_or_else(String::new, |found| words.value(found));
        let gap = "\u{a0}".repeat(widest - name.width() + 2);
        sheet.flow((4, 6 + widest), &[plain(name.replace(' ', "\u{a0}")), plain(format!("{gap}{found}"))])?;
    }
    let more = findings.len() - shown.len();
    if more > 0 {
        let more = words.count("report-more", u64::try_from(more).unwrap_or(u64::MAX));
        sheet.flow((4, 4), &[piece(FAINT, more)])?;
    }
    Ok(more > 0)
}

/// The findings that are shown with their source line: the first ones that have a place, of different clinics.
fn samples<'r>(severity: Severity, findings: &[&'r Finding]) -> Vec<&'r Finding> {
    let most = if severity == Severity::Error { 2 } else { 1 };
    let mut samples: Vec<&Finding> = Vec::new();
    for finding in findings {
        if samples.len() == most {
            break;
        }
        if place(finding).is_some() && samples.last().is_none_or(|last| last.clinic != finding.clinic) {
            samples.push(finding);
        }
    }
    samples
}

/// The place that a person goes to first.
fn place(finding: &Finding) -> Option<&Located> {
    let places = || decisive(&finding.evidence).flat_map(|evidence| &evidence.at);
    places().find(|place| !place.text.is_empty()).or_else(|| places().next())
}

fn sample(sheet: &mut Sheet<'_>, digest: &Digest<'_>, (finding, alone): (&Finding, bool)) -> io::Result<()> {
    let words = digest.words;
    sheet.blank()?;
    sheet.flow((2, 4), &[plain(digest.whom(finding))])?;
    if !matches!(&*finding.message.key, "finding-fail" | "finding-unknown") {
        sheet.flow((4, 6), &[plain(words.say(&finding.message))])?;
    }
    if alone {
        for evidence in decisive(&finding.evidence) {
            sheet.flow((4, 6), &[plain(words.evidence(evidence))])?;
        }
    }
    let mut places: Vec<&Located> = decisive(&finding.evidence).flat_map(|evidence| &evidence.at).collect();
    places.dedup();
    for place in places.into_iter().take(2) {
        snippet::write(sheet, words, (place, 4))?;
    }
    Ok(())
}

/// The others by name, with file and line. Says whether some were left out.
fn list(sheet: &mut Sheet<'_>, digest: &Digest<'_>, (findings, only): (&[&Finding], bool)) -> io::Result<bool> {
    let words = digest.words;
    let mut clinics: Vec<(&Finding, u64)> = Vec::new();
    for finding in findings {
        match clinics.last_mut() {
            Some((last, items)) if last.clinic == finding.clinic => *items += 1,
            _ => clinics.push((finding, 1)),
        }
    }
    let mut names: Vec<String> = clinics
        .iter()
        .take(LISTED)
        .map(|(finding, items)| {
            let place = place(finding).map(|place| words.place_in_short(place));
            match (place, *items) {
                (Some(place), 1) => format!("{} ({place})", digest.whom(finding)),
                (None, 1) => digest.whom(finding),
                (_, items) => {
                    let clinic = finding.clinic.as_ref().map_or_else(String::new, |clinic| digest.clinic_name(clinic));
                    format!("{clinic} ({})", words.count("report-items", items))
                }
            }
        })
        .collect();
    let more = clinics.len().saturating_sub(LISTED);
    if more > 0 {
        names.push(words.count("report-more", u64::try_from(more).unwrap_or(u64::MAX)));
    }
    let key = if only { "report-at" } else { "report-also" };
    if !only {
        sheet.blank()?;
    }
    sheet.flow((2, 4), &[plain(format!("{} ", words.get(key))), plain(words.join(&names))])?;
    Ok(more > 0)
}

/// Who does what, and at how many clinics where it is not the same everywhere; else the rule's advice.
fn remedies(sheet: &mut Sheet<'_>, digest: &Digest<'_>, (info, of_rule): Broken<'_, '_>) -> io::Result<()> {
    let words = digest.words;
    let mut counted: Vec<(&Remedy, u64)> = Vec::new();
    for remedy in of_rule.open.iter().filter_map(|finding| finding.remedy.as_ref()) {
        match counted.iter().position(|(known, _)| *known == remedy) {
            Some(ix) => counted[ix].1 += 1,
            // Changes that name each clinic are not gathered without end.
            None if counted.len() < 50 => counted.push((remedy, 1)),
            None => {}
        }
    }
    counted.sort_by_key(|(_, count)| Reverse(*count));
    let several = counted.len() > 1;
    for (remedy, count) in counted.iter().take(CHANGES) {
        for step in &remedy.changes {
            let who = capitalised(&words.role(&step.who));
            let mut what = format!(": {}", words.say(&step.message));
            if several {
                what = format!("{what} ({})", words.count("report-places", *count));
            }
            sheet.flow((2, 4), &[plain("→ "), piece(BOLD, who), plain(what)])?;
        }
    }
    if counted.is_empty() {
        let who = capitalised(&words.role(&info.responsible));
        let advice = words.both(&info.advice);
        if !advice.is_empty() {
            sheet.flow((2, 4), &[plain("→ "), piece(BOLD, who), plain(format!(": {advice}"))])?;
        }
    }
    Ok(())
}
