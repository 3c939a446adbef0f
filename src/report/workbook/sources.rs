//! A row a file that was read, and below them what was wrong in the files.

use super::book::lines;
use super::{Book, Cell, Column, Look, Trouble};
use crate::model::source::ProblemLevel;
use crate::report::digest::Digest;
use crate::report::words::capitalised;

pub(super) fn write(book: &mut Book, digest: &Digest<'_>) -> Result<(), Trouble> {
    let (run, words) = (digest.run, digest.words);
    let column = |key, width| Column::new(words.get(key), width);
    let columns = [
        column("report-column-source", 24.0),
        column("report-column-file", 50.0),
        column("workbook-column-format", 32.0),
        column("report-column-records", 11.0).figures(),
        column("report-column-left-out", 11.0).figures(),
        column("workbook-column-bytes", 13.0).figures(),
        column("report-column-taken", 18.0),
        column("workbook-column-digest", 24.0),
    ];
    let rows = run.sources.iter().map(|source| {
        vec![
            capitalised(&words.source(source.kind)).into(),
            (&*source.name).into(),
            (&*source.format).into(),
            source.records.into(),
            source.left_out.into(),
            source.bytes.into(),
            source.taken_at.map_or(Cell::Nothing, Cell::Instant),
            Cell::Exact(source.digest.to_string()),
        ]
    });
    let mut sheet = book.sheet(&words.get("workbook-sources"))?;
    let last = sheet.table((0, &columns), rows, words)?;
    if run.problems.is_empty() && run.problems_not_shown == 0 {
        return Ok(());
    }
    // A filter reaches down to the first empty row, so that one stands between.
    let mut row = last + 3;
    let total = u64::try_from(run.problems.len()).unwrap_or(u64::MAX).saturating_add(run.problems_not_shown);
    sheet.say((row - 1, 0), &words.count("report-problems", total), Look::Strong)?;
    let heading = |text: String| Column::new(text, 40.0);
    let heads = ["workbook-column-level", "findings-column-place", "workbook-column-problem"]
        .map(|key| heading(words.get(key)));
    sheet.headings(row, &heads)?;
    let first = row + 1;
    for problem in &run.problems {
        row += 1;
        let mark = match problem.level {
            ProblemLevel::Error => "✗",
            ProblemLevel::Warning => "!",
            ProblemLevel::Note => "i",
        };
        let advice = problem.advice.as_ref().map(|advice| format!(" {}", words.say(advice))).unwrap_or_default();
        let told = words.say(&problem.message);
        let stop = if told.ends_with(['.', '?', '!', ':']) || advice.is_empty() { "" } else { "." };
        let told = format!("{told}{stop}{advice}");
        sheet.put((row, 0), &format!("{mark} {}", words.level(problem.level)).into())?;
        sheet.put((row, 1), &words.place(&problem.at).into())?;
        // A sentence needs the width of several columns.
        sheet.across(row, 2..=7, &told)?;
        // Merged cells do not grow with their text.
        let needed = lines(&told, columns[2..8].iter().map(|column| column.width).sum());
        let needed = needed.max(lines(&words.place(&problem.at), columns[1].width)).min(20);
        sheet.height(row, needed)?;
    }
    if row >= first {
        sheet.colour((first, row), 0)?;
    }
    if run.problems_not_shown > 0 {
        sheet.say((row + 1, 0), &words.count("workbook-problems-more", run.problems_not_shown), Look::Faint)?;
    }
    Ok(())
}
