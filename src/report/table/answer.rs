//! The answer: how many clinics follow the guideline, what is broken most, what to do first and by whom.

use std::io;

use super::findings;
use crate::model::finding::Finding;
use crate::model::run::{FirstAction, Population, RuleInfo, Summary};
use crate::report::digest::{Digest, Standing, sign};
use crate::report::escape::escape;
use crate::report::sheet::{BOLD, FAINT, Sheet, piece, plain};
use crate::report::words::{Words, capitalised};
use crate::text::Message;

/// How many rules and actions the answer names.
const FIRST: usize = 5;
/// How many findings of a rule are asked for the change that most of them need.
const ASKED: usize = 500;

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let (run, words) = (digest.run, digest.words);
    for policy in &run.policies {
        sheet.flow((0, 2), &[piece(BOLD, words.both(&policy.title))])?;
        let line = Message::new("report-policy")
            .with("date", run.as_of.date_naive())
            .with("policy", &*policy.id)
            .with("edition", &*policy.edition);
        sheet.flow((0, 2), &[piece(FAINT, words.say(&line))])?;
    }
    sheet.blank()?;
    sheet.flow((0, 2), &[piece(BOLD, headline(&run.summary, words))])?;
    standings(sheet, &run.summary, words)?;
    population(sheet, &run.population, words)?;
    most_broken(sheet, digest)?;
    first_actions(sheet, digest)
}

fn headline(summary: &Summary, words: &Words) -> String {
    let number = |count: u32| words.number(count.into());
    let message = match summary {
        Summary { clinics: 0, .. } => Message::new("report-headline-nobody"),
        Summary { clinics, proven, .. } if proven == clinics => {
            Message::new("report-headline-all").with("count", *clinics).with("clinics", number(*clinics))
        }
        Summary { clinics, breaking: 1.., .. } => Message::new("report-headline-breaking")
            .with("count", *clinics)
            .with("breaking", number(summary.breaking))
            .with("clinics", number(*clinics)),
        Summary { remarked: 1.., .. } => Message::new("report-headline-remarked")
            .with("count", summary.remarked)
            .with("remarked", number(summary.remarked)),
        Summary { clinics, proven, .. } => {
            Message::new("report-headline-unproven").with("proven", number(*proven)).with("clinics", number(*clinics))
        }
    };
    words.say(&message)
}

/// A line for each way in which a clinic can stand.
fn standings(sheet: &mut Sheet<'_>, summary: &Summary, words: &Words) -> io::Result<()> {
    if summary.clinics == 0 || summary.proven == summary.clinics {
        return Ok(());
    }
    let lines = [
        (Standing::Breaking, summary.breaking, "report-standing-breaking"),
        (Standing::Remarked, summary.remarked, "report-standing-remarked"),
        (Standing::Unproven, summary.clear.saturating_sub(summary.proven), "report-standing-unproven"),
        (Standing::Proven, summary.proven, "report-standing-proven"),
    ];
    let digits = words.number(summary.clinics.into()).chars().count();
    sheet.blank()?;
    for (standing, count, key) in lines {
        let (sign, ink) = standing.sign();
        let number = format!("{:>digits$}", words.number(count.into()));
        let text = words.say(&Message::new(key).with("count", count));
        let ink = if count == 0 { FAINT } else { ink };
        let rest = if count == 0 { piece(FAINT, text) } else { plain(text) };
        sheet.line(&[plain("  "), piece(ink, format!("{sign} {number}")), plain("  "), rest])?;
    }
    Ok(())
}

/// What is not known about the population itself.
fn population(sheet: &mut Sheet<'_>, population: &Population, words: &Words) -> io::Result<()> {
    let mut lines = Vec::new();
    if population.listed.is_none() {
        lines.push(words.get("report-population-unlisted"));
    }
    for (key, count) in [
        ("report-population-not-exported", population.listed_not_exported),
        ("report-population-not-listed", population.exported_not_listed),
        ("report-population-filtered", population.filtered_out),
    ] {
        if count > 0 {
            lines.push(words.count(key, count));
        }
    }
    if !lines.is_empty() {
        sheet.blank()?;
    }
    for line in lines {
        sheet.flow((2, 2), &[plain(line)])?;
    }
    Ok(())
}

fn most_broken(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let broken: Vec<_> = digest.run.summary.most_broken.iter().take(FIRST).collect();
    if broken.is_empty() {
        return Ok(());
    }
    sheet.blank()?;
    sheet.line(&[piece(BOLD, words.get("report-most-broken"))])?;
    let counts: Vec<String> = broken.iter().map(|(_, clinics)| words.number((*clinics).into())).collect();
    let digits = counts.iter().map(|count| count.chars().count()).max().unwrap_or(0);
    for ((rule, _), count) in broken.iter().zip(counts) {
        let Some(info) = digest.info(*rule) else { continue };
        let (sign, ink) = sign(info.severity);
        let pieces = [
            piece(ink, sign),
            plain(format!("\u{a0}{}{count}\u{a0}\u{a0}", "\u{a0}".repeat(digits - count.chars().count()))),
            plain(words.both(&info.title)),
            piece(FAINT, format!(" · {}", info.clauses.join(", "))),
        ];
        sheet.flow((2, 6 + digits), &pieces)?;
    }
    Ok(())
}

/// A rule as one refers to it: its clauses and its id.
pub(in crate::report) fn cited(info: &RuleInfo) -> String {
    let clauses = info.clauses.join(", ");
    let parts = if clauses.is_empty() { info.id.to_string() } else { format!("{clauses} · {}", info.id) };
    escape(&parts).into_owned()
}

fn first_actions(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let (actions, words) = (&digest.run.summary.first_actions, digest.words);
    if actions.is_empty() {
        return Ok(());
    }
    sheet.blank()?;
    sheet.line(&[piece(BOLD, words.get("report-first"))])?;
    for (number, action) in (1..).zip(actions.iter().take(FIRST)) {
        let Some(info) = digest.info(action.rule) else { continue };
        let what = change(digest, action, info);
        let at = words.count("report-at-clinics", action.clinics);
        let who = capitalised(&words.role(&action.who));
        let pieces = [plain(format!("{number}. ")), piece(BOLD, who), plain(format!(", {at}: {what}"))];
        sheet.flow((2, 5), &pieces)?;
    }
    Ok(())
}

/// The change that the rule's findings need most from this role, else the rule's advice, or what is wrong.
fn change(digest: &Digest<'_>, action: &FirstAction, info: &RuleInfo) -> String {
    let words = digest.words;
    let open = digest.rules.get(usize::from(action.rule.0)).map_or(&[][..], |of_rule| &of_rule.open);
    let theirs = |finding: &&&Finding| finding.remedy.as_ref().is_some_and(|remedy| remedy.who == action.who);
    let theirs: Vec<&Finding> = open.iter().take(ASKED).filter(theirs).copied().collect();
    let steps = findings::steps(&theirs);
    match steps.iter().find(|(step, _)| step.who == action.who) {
        Some((step, count)) if usize::try_from(*count).is_ok_and(|count| count * 2 > theirs.len()) => {
            words.say(&step.message)
        }
        Some((step, _)) => words.say(&Message::new("report-change-among").with("change", words.say(&step.message))),
        None if info.responsible == action.who => findings::advice(digest, info, findings::ADVICE),
        None => words.both(&info.title),
    }
}
