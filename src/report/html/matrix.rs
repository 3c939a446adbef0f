//! The map: a row a clinic, a column a clause.

use askama::Template;
use unicode_width::UnicodeWidthStr as _;

use super::shell::Signs;
use super::view::View;
use crate::report::alphabet::swedish;
use crate::report::digest::Tally;
use crate::report::digest::clinics::worst_first;
use crate::report::escape::escape;
use crate::report::mark::Mark;
use crate::report::sheet::shortened;
use crate::report::words::Words;
use crate::text::Message;

/// Clinics that have a row.
const ROWS: usize = 250;
/// So many clinics all have a row, those without findings too.
const FEW: usize = 100;
/// Columns of a name.
const NAME: usize = 60;
/// Up to so many columns of a clause's name stand across the column.
const ACROSS: usize = 4;

/// The section.
#[derive(Template)]
#[template(path = "matrix.html")]
pub(super) struct Matrix<'r> {
    words: &'r Words,
    signs: Signs,
    tables: Vec<Table>,
    left_out: Option<String>,
    clear: Option<String>,
}

/// The clauses of a policy.
struct Table {
    label: String,
    /// Some name is too long to stand across its column.
    is_tall: bool,
    /// The clauses, each with its place in the filter.
    clauses: Vec<(usize, String)>,
    rows: Vec<Row>,
}

struct Row {
    /// The clinic's place in the run.
    clinic: usize,
    mark: Mark,
    name: String,
    cells: Vec<Mark>,
}

impl<'r> Matrix<'r> {
    pub(super) fn of(view: &View<'_, 'r>) -> Option<Self> {
        let (run, words) = (view.digest.run, view.words);
        let mut lines: Vec<(usize, Tally)> =
            view.digest.tallies.iter().copied().enumerate().filter(|(_, tally)| tally.bound).collect();
        let all = lines.len();
        if all > FEW {
            lines.retain(|(clinic, _)| !view.of_clinic[*clinic].is_empty());
        }
        let clear = all - lines.len();
        let mut ordered: Vec<_> = lines.iter().map(|(clinic, tally)| (&run.clinics[*clinic], *tally)).collect();
        let left_out = ordered.len().saturating_sub(ROWS);
        worst_first(&mut ordered, ROWS, &swedish());
        ordered.truncate(ROWS);
        let rows: Vec<(usize, Tally)> = ordered
            .iter()
            .filter_map(|(clinic, tally)| Some((view.digest.position(&clinic.hsa_id)?, *tally)))
            .collect();
        let tables: Vec<Table> = (0..run.policies.len()).filter_map(|policy| table(view, policy, &rows)).collect();
        (!rows.is_empty() && !tables.is_empty()).then(|| Self {
            words,
            signs: Signs::of(words),
            tables,
            left_out: (left_out > 0).then(|| words.count("html-matrix-left-out", super::number(left_out))),
            clear: (clear > 0).then(|| words.count("html-matrix-clear", super::number(clear))),
        })
    }
}

fn table(view: &View<'_, '_>, policy: usize, rows: &[(usize, Tally)]) -> Option<Table> {
    let clauses: Vec<usize> = (0..view.clauses.len())
        .filter(|ix| view.clauses[*ix].policy == policy && view.clauses[*ix].name.is_some())
        .collect();
    let info = view.digest.run.policies.get(policy).filter(|_| !clauses.is_empty())?;
    let row = |(clinic, tally): &(usize, Tally)| Row {
        clinic: *clinic,
        mark: tally.standing().into(),
        name: shortened(&view.digest.clinic_name(&view.digest.run.clinics[*clinic].hsa_id), NAME),
        cells: clauses.iter().map(|clause| view.marks.worst(*clinic, &view.clauses[*clause].rules)).collect(),
    };
    let label = Message::new("html-matrix-of").with("policy", view.words.both(&info.title));
    let is_tall = clauses.iter().filter_map(|ix| view.clauses[*ix].name).any(|name| name.width() > ACROSS);
    Some(Table {
        label: view.words.say(&label),
        is_tall,
        rows: rows.iter().map(row).collect(),
        clauses: clauses
            .iter()
            .map(|clause| (*clause, escape(view.clauses[*clause].name.unwrap_or_default()).into_owned()))
            .collect(),
    })
}
