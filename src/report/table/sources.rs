//! Which sources were read, how old they are, and what was wrong with them.

use std::cmp::Reverse;
use std::io;

use comfy_table::{Cell, CellAlignment, Table, presets};

use super::digest::Digest;
use crate::model::run::LocatedProblem;
use crate::model::source::{ProblemLevel, SourceFile, SourceKind};
use crate::report::escape::escape;
use crate::report::sheet::{BOLD, FAINT, RED, Sheet, YELLOW, piece, plain, shortened};
use crate::report::words::capitalised;
use crate::text::Message;

/// Files of a kind that have a line each; more are folded.
const FILES: usize = 3;
/// Problems that are told.
const PROBLEMS: usize = 6;

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    sheet.heading(&words.get("report-sources-heading"))?;
    files(sheet, digest)?;
    for kind in &digest.run.coverage.sources_failed {
        let failed = Message::new("report-source-failed").with("source", words.source(*kind));
        sheet.flow((2, 4), &[piece(RED, "✗ "), plain(capitalised(&words.say(&failed)))])?;
    }
    problems(sheet, digest)
}

fn files(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let sources = &digest.run.sources;
    if sources.is_empty() {
        return sheet.flow((2, 2), &[plain(words.get("report-sources-none"))]);
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    table.add_row([
        Cell::new(words.get("report-column-source")),
        Cell::new(words.get("report-column-file")),
        right(words.get("report-column-records")),
        right(words.get("report-column-left-out")),
        Cell::new(words.get("report-column-taken")),
    ]);
    let room = (sheet.width() / 3).max(20);
    for kind in SourceKind::all() {
        let of_kind: Vec<&SourceFile> = sources.iter().filter(|source| source.kind == kind).collect();
        let rows: Vec<&[&SourceFile]> =
            if of_kind.len() > FILES { vec![&of_kind[..]] } else { of_kind.chunks(1).collect() };
        for (number, row) in rows.into_iter().enumerate() {
            let name = if number == 0 { capitalised(&words.source(kind)) } else { String::new() };
            let file = match row {
                [one] => escape(&one.name).into_owned(),
                many => words.count("report-files", u64::try_from(many.len()).unwrap_or(u64::MAX)),
            };
            let left_out: u64 = row.iter().map(|source| source.left_out).sum();
            table.add_row([
                Cell::new(shortened(&name, room)),
                Cell::new(shortened(&file, room)),
                right(words.number(row.iter().map(|source| source.records).sum())),
                right(if left_out == 0 { "·".to_owned() } else { words.number(left_out) }),
                Cell::new(age(digest, row)),
            ]);
        }
    }
    for column in table.column_iter_mut() {
        column.set_padding((2, 0));
    }
    for (number, line) in table.lines().enumerate() {
        let ink = if number == 0 { FAINT } else { crate::report::sheet::PLAIN };
        sheet.line(&[piece(ink, line.trim_end())])?;
    }
    Ok(())
}

/// When the oldest of the files was taken out, and how long before the day of the run that was.
fn age(digest: &Digest<'_>, files: &[&SourceFile]) -> String {
    let words = digest.words;
    let Some(taken) = files.iter().map(|source| source.taken_at).min().flatten() else {
        return words.get("report-taken-unknown");
    };
    let taken = taken.with_timezone(&digest.run.as_of.timezone()).date_naive();
    let days = digest.run.as_of.date_naive().signed_duration_since(taken).num_days();
    let age = match u64::try_from(days) {
        Ok(0) => words.get("report-taken-today"),
        Ok(days) => words.count("span-days", days),
        Err(_) => words.get("report-taken-later"),
    };
    format!("{} ({age})", taken.format("%Y-%m-%d"))
}

fn problems(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let mut told: Vec<&LocatedProblem> =
        digest.run.problems.iter().filter(|problem| problem.level != ProblemLevel::Note).collect();
    told.sort_by_key(|problem| Reverse(problem.level));
    let hidden = digest.run.problems_not_shown + u64::try_from(told.len().saturating_sub(PROBLEMS)).unwrap_or(0);
    if told.is_empty() && hidden == 0 {
        return Ok(());
    }
    sheet.blank()?;
    let total = u64::try_from(told.len()).unwrap_or(u64::MAX) + digest.run.problems_not_shown;
    sheet.line(&[piece(BOLD, words.count("report-problems", total))])?;
    for problem in told.iter().take(PROBLEMS) {
        let (sign, ink) = match problem.level {
            ProblemLevel::Error => ("✗", RED),
            ProblemLevel::Warning | ProblemLevel::Note => ("!", YELLOW),
        };
        sheet.flow(
            (2, 4),
            &[
                piece(ink, sign),
                plain(" "),
                piece(FAINT, words.place(&problem.at)),
                plain(format!("  {}", words.say(&problem.message))),
            ],
        )?;
        if let Some(advice) = &problem.advice {
            sheet.flow((4, 6), &[plain(format!("→ {}", words.say(advice)))])?;
        }
    }
    if hidden > 0 {
        sheet.flow((2, 2), &[piece(FAINT, words.count("report-problems-more", hidden))])?;
    }
    Ok(())
}
