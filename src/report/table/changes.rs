//! What has changed since an earlier run, and the figures that are no verdict.

use std::io;

use crate::model::comparison::{Change, Went};
use crate::model::finding::Finding;
use crate::report::beside::{self, Tone};
use crate::report::digest::{Digest, sign};
use crate::report::sheet::{BOLD, CYAN, FAINT, GREEN, PLAIN, RED, Sheet, piece, plain};

/// Rules with something new that are named.
const RULES: usize = 5;
/// Clinics that are named for a rule.
const NAMES: usize = 3;
/// The widest bar of the distribution of answer times.
const BAR: usize = 40;

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    changes(sheet, digest)?;
    answer_times(sheet, digest)?;
    follow_up(sheet, digest)
}

fn changes(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let Some(comparison) = &digest.run.comparison else { return Ok(()) };
    sheet.heading(&beside::heading(comparison, words))?;
    // The first line tells what is new, were it nothing; good news after it are of what was put right.
    for (at, (tone, text)) in beside::changes(comparison, words).into_iter().enumerate() {
        let ink = match tone {
            Tone::Worse => RED,
            Tone::Better => GREEN,
            Tone::Unclear => CYAN,
            Tone::Neutral => FAINT,
        };
        sheet.flow((2, 4), &[piece(ink, tone.sign()), plain("\u{a0}"), plain(text)])?;
        match tone {
            Tone::Worse => new(sheet, digest)?,
            Tone::Better if at > 0 => fixed(sheet, digest)?,
            Tone::Better | Tone::Unclear | Tone::Neutral => {}
        }
    }
    for line in beside::standings(comparison, &digest.run.summary, words) {
        sheet.flow((2, 2), &[piece(FAINT, line)])?;
    }
    Ok(())
}

/// What is new, rule by rule.
fn new(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let rules = digest.run.rules.iter().zip(&digest.rules).enumerate();
    let mut shown = 0;
    let mut left = 0_u64;
    for (ix, (info, of_rule)) in rules {
        let new: Vec<&&Finding> = of_rule.open.iter().filter(|one| one.change == Some(Change::New)).collect();
        if new.is_empty() {
            continue;
        }
        if shown == RULES {
            left += new.len() as u64;
            continue;
        }
        shown += 1;
        let names = new.iter().map(|finding| digest.whom(finding));
        let (sign, ink) = sign(info.severity);
        let then = digest.run.comparison.as_ref().and_then(|comparison| comparison.rules.get(ix).copied().flatten());
        let note = if then.is_none() { format!(" {}", words.get("changes-new-rule")) } else { String::new() };
        let title = format!("\u{a0}{}{note}: ", words.both(&info.title));
        sheet.flow((4, 6), &[piece(ink, sign), plain(title), piece(FAINT, listed(names, digest))])?;
    }
    if left > 0 {
        sheet.flow((4, 6), &[piece(FAINT, words.count("report-more", left))])?;
    }
    Ok(())
}

/// What has been put right, by title.
fn fixed(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let Some(comparison) = &digest.run.comparison else { return Ok(()) };
    let mut titles: Vec<(&str, String, Vec<String>)> = Vec::new();
    for gone in comparison.gone.iter().filter(|gone| gone.how == Went::Fixed) {
        let clinic = gone.clinic.as_ref().map(|clinic| digest.clinic_name(clinic)).unwrap_or_default();
        let whom = match &gone.item {
            Some(item) => format!("{clinic}, {}", digest.item(item)),
            None => clinic,
        };
        match titles.iter_mut().find(|(id, ..)| *id == &*gone.id) {
            Some((_, _, names)) => names.push(whom),
            None => titles.push((&gone.id, words.both(&gone.title), vec![whom])),
        }
    }
    let left: usize = titles.iter().skip(RULES).map(|(_, _, names)| names.len()).sum();
    for (_, title, names) in titles.into_iter().take(RULES) {
        let names = listed(names.into_iter(), digest);
        sheet.flow((4, 6), &[plain(format!("{title}: ")), piece(FAINT, names)])?;
    }
    if left > 0 {
        sheet.flow((4, 6), &[piece(FAINT, words.count("report-more", left as u64))])?;
    }
    Ok(())
}

/// The first names, and how many more there are.
fn listed(names: impl ExactSizeIterator<Item = String>, digest: &Digest<'_>) -> String {
    let more = names.len().saturating_sub(NAMES);
    let mut shown: Vec<String> = names.take(NAMES).collect();
    if more > 0 {
        shown.push(digest.words.count("report-more", more as u64));
    }
    digest.words.join(&shown)
}

fn answer_times(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let Some(times) = &digest.run.answer_times else { return Ok(()) };
    sheet.heading(&words.get("answer-times-heading"))?;
    sheet.flow((2, 2), &[piece(BOLD, beside::answer_times(times, words))])?;
    let steps = beside::distribution(times);
    let most = steps.iter().map(|(_, answers)| *answers).max().unwrap_or(0).max(1);
    let labels: Vec<String> = steps
        .iter()
        .map(|(time, _)| match time {
            Some(time) => words.span(*time),
            None => words.get("answer-times-longer"),
        })
        .collect();
    let widest = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    let digits = words.number(most).chars().count();
    for ((time, answers), label) in steps.iter().zip(labels) {
        let in_time = time.is_some_and(|time| time.weight() <= times.limit.weight());
        let ink = if in_time { GREEN } else { RED };
        let bar = usize::try_from((answers * BAR as u64).div_ceil(most)).unwrap_or(BAR);
        let label = format!("{label:<widest$}  {:>digits$}  ", words.number(*answers));
        let sign = if in_time { "✓ " } else { "✗ " };
        sheet.line(&[
            plain("  "),
            piece(if *answers == 0 { PLAIN } else { ink }, sign),
            plain(label),
            piece(ink, "▇".repeat(bar)),
        ])?;
    }
    Ok(())
}

fn follow_up(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let lines = digest.run.follow_up.as_ref().map(|figures| beside::follow_up(figures, words)).unwrap_or_default();
    if lines.is_empty() {
        return Ok(());
    }
    sheet.heading(&words.get("follow-up-heading"))?;
    for line in lines {
        sheet.flow((2, 4), &[plain(line)])?;
    }
    Ok(())
}
