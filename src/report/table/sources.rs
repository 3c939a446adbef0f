//! Which sources were read, how old they are, and what was wrong with them.

use std::cmp::Reverse;
use std::io;

use comfy_table::{Cell, CellAlignment, Table, presets};
use unicode_width::UnicodeWidthStr as _;

use crate::model::run::LocatedProblem;
use crate::model::source::{ProblemLevel, SourceFile, SourceKind};
use crate::report::digest::Digest;
use crate::report::digest::answer::source_failed;
use crate::report::digest::sources::age;
use crate::report::escape::escape;
use crate::report::sheet::{BOLD, FAINT, PLAIN, RED, Sheet, YELLOW, piece, plain, shortened, shortened_from_left};
use crate::report::words::capitalised;

/// Files of a kind that have a line each; more are folded.
const FILES: usize = 3;
/// Problems that are told.
const PROBLEMS: usize = 6;

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    sheet.heading(&words.get("report-sources-heading"))?;
    files(sheet, digest)?;
    for kind in &digest.run.coverage.sources_failed {
        sheet.flow((2, 4), &[piece(RED, "✗ "), plain(source_failed(digest.run, *kind, words))])?;
    }
    problems(sheet, digest)
}

fn files(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let sources = &digest.run.sources;
    if sources.is_empty() {
        return sheet.flow((2, 2), &[plain(words.get("report-sources-none"))]);
    }
    let mut rows: Vec<Row> = Vec::new();
    for kind in SourceKind::all() {
        let of_kind: Vec<&SourceFile> = sources.iter().filter(|source| source.kind == kind).collect();
        let groups = if of_kind.len() > FILES { of_kind.len() } else { 1 };
        for (number, files) in of_kind.chunks(groups.max(1)).enumerate() {
            let name = if number == 0 { capitalised(&words.source(kind)) } else { String::new() };
            rows.push(Row::new(digest, name, files));
        }
    }
    let left_out = rows.iter().any(|row| row.left_out > 0);
    let headings = [
        words.get("report-column-source"),
        words.get("report-column-file"),
        words.get("report-column-records"),
        words.get("report-column-left-out"),
        words.get("report-column-taken"),
    ];
    let widest = |cell: &dyn Fn(&Row) -> &str| rows.iter().map(|row| cell(row).width()).max().unwrap_or(0);
    let fixed =
        widest(&|row| &row.taken) + headings[2].width().max(6) + if left_out { headings[3].width() + 2 } else { 0 };
    let room = sheet.width().saturating_sub(fixed + 4 * 2);
    let names = widest(&|row| &row.name).min(room.saturating_sub(14));
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let right = |text: &str| Cell::new(text).set_alignment(CellAlignment::Right);
    let mut add = |cells: [&str; 5]| {
        let [name, file, records, skipped, taken] = cells;
        let mut row =
            vec![Cell::new(shortened(name, names)), Cell::new(shortened_from_left(file, room - names)), right(records)];
        if left_out {
            row.push(right(skipped));
        }
        row.push(Cell::new(taken));
        table.add_row(row);
    };
    add(headings.each_ref().map(String::as_str));
    for row in &rows {
        let skipped = if row.left_out == 0 { "·".to_owned() } else { words.number(row.left_out) };
        add([&row.name, &row.file, &words.number(row.records), &skipped, &row.taken]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((2, 0));
    }
    for (number, line) in table.lines().enumerate() {
        let ink = if number == 0 { FAINT } else { PLAIN };
        sheet.line(&[piece(ink, line.trim_end())])?;
    }
    Ok(())
}

/// A line of the table: a file, or all files of a kind.
struct Row {
    name: String,
    file: String,
    records: u64,
    left_out: u64,
    taken: String,
}

impl Row {
    fn new(digest: &Digest<'_>, name: String, files: &[&SourceFile]) -> Self {
        let file = match files {
            [one] => escape(&one.name).into_owned(),
            many => digest.words.count("report-files", u64::try_from(many.len()).unwrap_or(u64::MAX)),
        };
        Self {
            name,
            file,
            records: files.iter().map(|source| source.records).sum(),
            left_out: files.iter().map(|source| source.left_out).sum(),
            taken: age(digest, files),
        }
    }
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
                piece(FAINT, format!("{}: ", words.place(&problem.at))),
                plain(words.say(&problem.message)),
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
