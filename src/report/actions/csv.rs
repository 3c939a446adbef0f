//! Actions as a table for a spreadsheet: a row for each change at each place.

use std::io;

use super::Actions;
use super::rows::{Kind, Row, rows};
use crate::report::csv;
use crate::report::digest::Digest;
use crate::report::words::Words;

const COLUMNS: [&str; 17] = [
    "actions-column-kind",
    "actions-column-number",
    "actions-column-who",
    "actions-column-what",
    "actions-column-after",
    "actions-column-due",
    "findings-column-clinic",
    "findings-column-name",
    "findings-column-item",
    "findings-column-clause",
    "findings-column-rule",
    "actions-column-problem",
    "findings-column-severity",
    "findings-column-evidence",
    "findings-column-place",
    "actions-column-command",
    "findings-column-clinics",
];

pub(super) fn write(actions: &Actions<'_>, digest: &Digest<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let words = digest.words;
    csv::write(out, &COLUMNS.map(|key| words.get(key)), rows(actions, digest).map(|row| cells(row, words)))
}

fn cells(row: Row<'_>, words: &Words) -> [String; 17] {
    let kind = match row.kind {
        Kind::Change => "actions-kind-change",
        Kind::Request => "actions-kind-request",
    };
    [
        words.get(kind),
        row.number.to_string(),
        row.who,
        row.what,
        row.after,
        row.due.map(|day| day.to_string()).unwrap_or_default(),
        row.clinic.map(ToString::to_string).unwrap_or_default(),
        row.name,
        row.item,
        row.clauses,
        row.rules,
        row.problem,
        row.severity,
        row.evidence,
        row.place,
        row.command,
        row.clinics.to_string(),
    ]
}
