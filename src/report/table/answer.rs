//! The answer: how many clinics follow the guideline, what is broken most, what to do first and by whom.

use std::io;

use crate::model::run::{Run, Summary};
use crate::report::digest::answer::{self, FIRST, change};
use crate::report::digest::{Digest, sign};
use crate::report::sheet::{BOLD, FAINT, Sheet, piece, plain};
use crate::report::words::{Words, capitalised};
use crate::text::Message;

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
    sheet.flow((0, 2), &[piece(BOLD, answer::headline(&run.summary, words))])?;
    standings(sheet, &run.summary, words)?;
    population(sheet, run, words)?;
    most_broken(sheet, digest)?;
    first_actions(sheet, digest)
}

/// A line for each way in which a clinic can stand.
fn standings(sheet: &mut Sheet<'_>, summary: &Summary, words: &Words) -> io::Result<()> {
    if summary.clinics == 0 || summary.proven == summary.clinics {
        return Ok(());
    }
    let digits = words.number(summary.clinics.into()).chars().count();
    sheet.blank()?;
    for (standing, count) in answer::standings(summary) {
        let (sign, ink) = standing.sign();
        let number = format!("{:>digits$}", words.number(count.into()));
        let text = words.say(&Message::new(standing.key()).with("count", count));
        let ink = if count == 0 { FAINT } else { ink };
        let rest = if count == 0 { piece(FAINT, text) } else { plain(text) };
        sheet.line(&[plain("  "), piece(ink, format!("{sign} {number}")), plain("  "), rest])?;
    }
    Ok(())
}

/// What is not known about the population itself.
fn population(sheet: &mut Sheet<'_>, run: &Run, words: &Words) -> io::Result<()> {
    let lines = answer::population(run, words);
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
            piece(FAINT, info.clauses.first().map(|_| format!(" · {}", info.clauses.join(", "))).unwrap_or_default()),
        ];
        sheet.flow((2, 6 + digits), &pieces)?;
    }
    Ok(())
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
