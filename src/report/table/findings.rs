//! What is broken, by the role that is answerable and by rule. A rule shows a few of its clinics with the source line,
//! the others as a list.

use std::io;

use crate::model::finding::{Evidence, Finding};
use crate::model::outcome::Severity;
use crate::model::place::Located;
use crate::model::value::Value;
use crate::report::digest::broken::{
    ADVICE, Broken, advice, by_role, cited, decisive, place, shared_evidence, steps, told,
};
use crate::report::digest::{Digest, sign};
use crate::report::sheet::{BOLD, FAINT, Piece, Sheet, piece, plain};
use crate::report::snippet;
use crate::report::words::capitalised;

/// Up to so many broken rules are shown closely; beyond that a report is an overview.
const CLOSE: usize = 10;

/// How much of a rule is shown.
#[derive(Clone, Copy, Debug)]
struct Detail {
    /// Findings that are shown with their source line.
    samples: usize,
    /// Clinics that are named after those.
    listed: usize,
    /// Different changes that the remedy is told in.
    changes: usize,
    /// What was expected and found is told in words; else the title says enough.
    evidence: bool,
}

impl Detail {
    fn new(rules: usize, severity: Severity) -> Self {
        match severity {
            _ if rules <= CLOSE => Self { samples: 2, listed: 20, changes: 6, evidence: true },
            Severity::Error => Self { samples: 1, listed: 3, changes: 3, evidence: true },
            Severity::Warning | Severity::Info => Self { samples: 0, listed: 2, changes: 2, evidence: false },
        }
    }
}

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let roles = by_role(digest);
    let count = roles.iter().map(|(_, rules)| rules.len()).sum();
    let mut left_out = false;
    for (role, rules) in roles {
        let words = digest.words;
        let heading = words.count("report-rules", u64::try_from(rules.len()).unwrap_or(u64::MAX));
        sheet.heading(&format!("{}: {heading}", capitalised(&words.role(role))))?;
        let mut before = None;
        for broken in rules {
            let detail = Detail::new(count, broken.0.severity);
            // Short ones stand close together.
            if before.is_some_and(|samples| samples + detail.samples > 0) {
                sheet.blank()?;
            }
            before = Some(detail.samples);
            left_out |= rule(sheet, digest, (broken, detail))?;
        }
    }
    if left_out {
        sheet.blank()?;
        sheet.flow((0, 0), &[piece(FAINT, digest.words.get("report-findings-all"))])?;
    }
    Ok(())
}

/// One rule. Says whether something was left out.
fn rule(
    sheet: &mut Sheet<'_>,
    digest: &Digest<'_>,
    ((info, of_rule), detail): (Broken<'_, '_>, Detail),
) -> io::Result<bool> {
    let words = digest.words;
    let (sign, ink) = sign(info.severity);
    let title = [piece(ink, sign), plain(" "), piece(BOLD, words.both(&info.title))];
    let all = of_rule.clinics == digest.run.summary.clinics && of_rule.clinics > 1;
    let count = words.count(if all { "report-all-clinics" } else { "report-clinics" }, of_rule.clinics);
    let reach = [plain(count), piece(FAINT, format!(" · {}", cited(info)))];
    if detail.samples > 0 {
        sheet.flow((0, 2), &title)?;
        sheet.flow((2, 2), &reach)?;
    } else {
        let on_one_line: Vec<Piece> = title.into_iter().chain([piece(FAINT, " · ")]).chain(reach).collect();
        sheet.flow((0, 2), &on_one_line)?;
    }

    let shared = shared_evidence(&of_rule.open);
    let condition = values(&of_rule.open).filter(|_| shared.is_none());
    if let Some(evidence) = shared.filter(|_| detail.evidence) {
        for one in told(evidence) {
            // A long list of what there is besides tells little; the place shows it.
            let beside = detail.samples < 2 && matches!(&one.found, Some(Value::Names(names)) if names.len() > 3);
            let sentence = if beside { words.expectation(one) } else { words.evidence(one) };
            sheet.flow((2, 4), &[plain(sentence)])?;
        }
    } else if let Some((condition, _)) = condition.filter(|_| detail.evidence) {
        sheet.flow((2, 4), &[plain(words.expectation(condition))])?;
    }
    let samples = samples(&of_rule.open, detail.samples);
    for finding in &samples {
        sample(sheet, digest, (finding, shared.is_none() && condition.is_none(), detail))?;
    }
    let others: Vec<&Finding> =
        of_rule.open.iter().copied().filter(|one| !samples.iter().any(|sample| std::ptr::eq(*sample, *one))).collect();
    // «All clinics» needs no list, unless each has a value of its own.
    let left_out = if others.is_empty() {
        false
    } else if all && !condition.is_some_and(|(_, short)| short) {
        true
    } else {
        let key = (!samples.is_empty()).then_some("report-also");
        let with_values = condition.is_some_and(|(_, short)| short);
        list(sheet, digest, &List { findings: &others, key, most: detail.listed, with_values })?
    };
    remedies(sheet, digest, ((info, of_rule), detail))?;
    Ok(left_out)
}

/// The one condition that all fail, each with a value of its own, and whether those values are short.
fn values<'r>(findings: &[&'r Finding]) -> Option<(&'r Evidence, bool)> {
    let one = |finding: &'r Finding| {
        let mut conditions = told(&finding.evidence);
        conditions.next().filter(|_| conditions.next().is_none())
    };
    let first = one(findings.first()?)?;
    let same = |other: &Evidence| {
        (&first.fact, first.operator, &first.expected) == (&other.fact, other.operator, &other.expected)
    };
    let long = |value: &Value| {
        matches!(value, Value::Names(_) | Value::Words(_) | Value::Text(_) | Value::Named { .. } | Value::Prose { .. })
    };
    let short =
        |finding: &&'r Finding| one(finding).and_then(|one| one.found.as_ref()).is_some_and(|found| !long(found));
    let all_same = findings.iter().all(|finding| one(finding).is_some_and(same));
    all_same.then(|| (first, findings.iter().all(short)))
}

/// The findings that are shown with their source line: the first ones that have a place, of different clinics.
fn samples<'r>(findings: &[&'r Finding], most: usize) -> Vec<&'r Finding> {
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

fn sample(
    sheet: &mut Sheet<'_>,
    digest: &Digest<'_>,
    (finding, alone, detail): (&Finding, bool, Detail),
) -> io::Result<()> {
    let words = digest.words;
    let mut places: Vec<&Located> = decisive(&finding.evidence).flat_map(|evidence| &evidence.at).collect();
    places.dedup();
    places.truncate(detail.samples);
    let whom = digest.whom(finding);
    // One place stands beside the name; so that a line is saved where there are many rules.
    let beside = if let [place] = places[..] { snippet::heading(words, place) } else { Vec::new() };
    let mut pieces = vec![plain(whom)];
    if !beside.is_empty() {
        pieces.push(plain("  "));
        pieces.extend(beside.iter().cloned());
    }
    sheet.flow((2, 4), &pieces)?;
    if !matches!(&*finding.message.key, "finding-fail" | "finding-unknown") {
        sheet.flow((4, 6), &[plain(words.say(&finding.message))])?;
    }
    if alone {
        for evidence in told(&finding.evidence) {
            sheet.flow((4, 6), &[plain(words.evidence(evidence))])?;
        }
    }
    for place in places {
        if beside.is_empty() {
            snippet::write(sheet, words, (place, 4))?;
        } else {
            snippet::draw(sheet, (place, 4))?;
        }
    }
    Ok(())
}

/// Findings that are told by name.
struct List<'l, 'r> {
    findings: &'l [&'r Finding],
    /// The word before the names.
    key: Option<&'static str>,
    /// So many names.
    most: usize,
    /// What was found stands beside the name; else where.
    with_values: bool,
}

/// The clinics by name, with what was found there or else with file and line. Says whether some were left out.
fn list(sheet: &mut Sheet<'_>, digest: &Digest<'_>, list: &List<'_, '_>) -> io::Result<bool> {
    let words = digest.words;
    let mut clinics: Vec<(&Finding, u64)> = Vec::new();
    for finding in list.findings {
        match clinics.last_mut() {
            Some((last, items)) if last.clinic == finding.clinic => *items += 1,
            _ => clinics.push((finding, 1)),
        }
    }
    let name = |(finding, items): &(&Finding, u64)| {
        if *items > 1 {
            return format!("{} ({})", digest.whose(finding), words.count("report-items", *items));
        }
        let found = told(&finding.evidence).next().and_then(|evidence| evidence.found.as_ref());
        match (found.filter(|_| list.with_values), place(finding)) {
            (Some(found), _) => format!("{}: {}", digest.whom(finding), words.value(found)),
            // The place says which of the clinic's items it is.
            (None, Some(place)) => format!("{} ({})", digest.whose(finding), words.place_in_short(place)),
            (None, None) => digest.whom(finding),
        }
    };
    let mut names: Vec<String> = clinics.iter().take(list.most).map(name).collect();
    let more = clinics.len().saturating_sub(list.most);
    if more > 0 {
        names.push(words.count("report-more", u64::try_from(more).unwrap_or(u64::MAX)));
    }
    let before = list.key.map_or_else(String::new, |key| format!("{} ", words.get(key)));
    sheet.flow((2, 4), &[plain(before), plain(words.join(&names))])?;
    Ok(more > 0)
}

/// Who does what, and at how many places where it is not the same everywhere.
fn remedies(
    sheet: &mut Sheet<'_>,
    digest: &Digest<'_>,
    ((info, of_rule), detail): (Broken<'_, '_>, Detail),
) -> io::Result<()> {
    let words = digest.words;
    let steps = steps(&of_rule.open);
    let different = steps.len() > 1;
    let mut by_role: Vec<(&str, Vec<String>)> = Vec::new();
    for (step, count) in steps.iter().take(detail.changes) {
        let mut what = words.say(&step.message);
        if different {
            what = format!("{what} ({})", words.count("report-places", *count));
        }
        match by_role.iter_mut().find(|(who, _)| *who == &*step.who) {
            Some((_, changes)) => changes.push(what),
            None => by_role.push((&step.who, vec![what])),
        }
    }
    if by_role.is_empty() {
        let most = if detail.samples > 0 { ADVICE } else { 0 };
        by_role.push((&info.responsible, vec![advice(digest, info, most)]));
    }
    for (who, changes) in by_role {
        let mut pieces = vec![plain("→ ")];
        // The heading names the role that is answerable.
        if who != &*info.responsible {
            pieces.push(piece(BOLD, format!("{}: ", capitalised(&words.role(who)))));
        }
        pieces.push(plain(changes.join("; ")));
        sheet.flow((2, 4), &pieces)?;
    }
    Ok(())
}
