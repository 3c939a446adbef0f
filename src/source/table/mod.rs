//! Tables: delimited text and workbooks as rows of cells under headings. Knows nothing of what headings mean; whoever
//! reads a table says which headings are known, and the heading row is found by them.

mod delimited;
mod workbook;

use super::content::{Content, Shape};
use super::encoding::Text;
use super::problems::Problems;
use super::{Limits, Unusable};
use crate::model::hsa_id;
use crate::model::personal_number;
use crate::model::place::{FileIx, RecordRef};
use crate::text::Message;

pub(crate) use delimited::cells_of;
pub(crate) use workbook::{SheetCells, read_sheets};

/// How many rows are searched for the headings.
const HEADING_ROWS: usize = 20;

/// Says whether a heading is one of ours.
pub(crate) type Known<'k> = &'k dyn Fn(&str) -> bool;

/// The content of a file that holds tables.
#[derive(Debug)]
pub(crate) enum Source {
    /// Delimited text.
    Text(Text),
    /// The bytes of a workbook.
    Workbook(Vec<u8>),
}

/// A table, row by row.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    /// The headings that are not empty, as written, with their columns from 0.
    pub(crate) headings: Vec<(Box<str>, u32)>,
    /// The row of the headings.
    pub(crate) heading_row: RecordRef,
    /// What kind of table it is.
    pub(crate) form: Form,
    /// The format that a form names above its headings, such as `riktlinje/attestations/v1`.
    pub(crate) declares: Option<Box<str>>,
    /// How it was read.
    pub(crate) notes: Vec<Message>,
    rows: Rows<'a>,
}

/// What kind of table it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Delimited text, with its delimiter.
    Delimited(u8),
    /// The sheet of a workbook, by its name.
    Sheet(Box<str>),
}

#[derive(Debug)]
enum Rows<'a> {
    Delimited(Box<delimited::Delimited<'a>>),
    Sheet(workbook::SheetRows),
}

/// A row that is not empty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'t> {
    /// Where it stands.
    pub(crate) record: RecordRef,
    cells: Cells<'t>,
}

#[derive(Clone, Copy, Debug)]
enum Cells<'t> {
    Delimited(&'t csv::StringRecord),
    Sheet(&'t [(u32, workbook::SheetCell)]),
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell<'t> {
    /// Nothing: no text, or a lone dash, or `null`.
    Empty,
    /// A text, without blanks at its ends.
    Text(&'t str),
    /// A spreadsheet's error (`#N/A`), or a formula that was never computed.
    Unreadable(&'t str),
}

impl Source {
    /// The content of a file that [`Shape`] says is a table.
    ///
    /// # Errors
    /// When it cannot be read, is too large or holds NUL bytes.
    pub(crate) fn of(content: &Content<'_>) -> Result<Self, Unusable> {
        match content.shape {
            Shape::Workbook => content.bytes().map(Self::Workbook),
            _ => content.text().map(Self::Text),
        }
    }

    /// Its tables: one for delimited text, one for each sheet that has a known heading for a workbook (or the first
    /// sheet that has anything, so that its headings can be told). Never none.
    ///
    /// # Errors
    /// When it is empty, has too many columns, or is no workbook.
    pub(crate) fn tables(&self, file: FileIx, limits: &Limits, known: Known<'_>) -> Result<Vec<Table<'_>>, Unusable> {
        match self {
            Self::Text(text) => delimited::table(text, file, limits, known).map(|table| vec![table]),
            Self::Workbook(bytes) => workbook::tables(bytes, file, limits, known),
        }
    }
}

impl Table<'_> {
    /// The next row that is not empty. Rows that do not fit the headings are left out and told.
    pub(crate) fn next_row(&mut self, problems: &mut Problems) -> Option<Row<'_>> {
        match &mut self.rows {
            Rows::Delimited(rows) => rows.next(problems),
            Rows::Sheet(rows) => rows.next(self.heading_row),
        }
    }

    /// Rows that were left out because they do not fit the headings.
    pub(crate) fn left_out(&self) -> u64 {
        match &self.rows {
            Rows::Delimited(rows) => rows.left_out,
            Rows::Sheet(_) => 0,
        }
    }
}

impl<'t> Row<'t> {
    /// What stands in a column.
    pub(crate) fn cell(&self, column: u32) -> Cell<'t> {
        match self.cells {
            Cells::Delimited(record) => text_cell(record.get(column as usize).unwrap_or_default()),
            Cells::Sheet(cells) => match cells.binary_search_by_key(&column, |(at, _)| *at) {
                Ok(at) => cells[at].1.view(),
                Err(_) => Cell::Empty,
            },
        }
    }

    /// The column of the first cell in which a personal identity number stands, skipping columns that are never read.
    pub(crate) fn personal_number(&self, skip: &[u32]) -> Option<u32> {
        let refused = |column: &u32, text: &str| holds_personal_number(text) && !skip.contains(column);
        match self.cells {
            Cells::Delimited(record) => (0..).zip(record).find(|(column, text)| refused(column, text)).map(|(c, _)| c),
            Cells::Sheet(cells) => cells.iter().find(|(c, cell)| refused(c, cell.text())).map(|(c, _)| *c),
        }
    }
}

/// Whether a personal identity number stands anywhere in a text. Cheap for texts with fewer than ten digits.
pub(crate) fn holds_personal_number(text: &str) -> bool {
    text.len() >= 10
        && text.bytes().filter(u8::is_ascii_digit).nth(9).is_some()
        && personal_number::find(text).is_some()
}

/// What a spreadsheet's errors become when it is saved as text, in English and in Swedish.
const ERRORS: [&str; 14] = [
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SAKNAS!",
    "#REFERENS!",
    "#VÄRDEFEL!",
    "#NAMN?",
    "#DIVISION/0!",
    "#SKÄRNING!",
    "#OGILTIGT!",
];

fn text_cell(text: &str) -> Cell<'_> {
    match hsa_id::trim(text) {
        "" | "-" | "–" | "—" | "null" | "NULL" => Cell::Empty,
        text if text.starts_with('#') && ERRORS.contains(&text) => Cell::Unreadable(text),
        text => Cell::Text(text),
    }
}

/// Of the first rows, the one with most known headings; the first of all if no row has any.
fn heading_row<'r>(rows: impl Iterator<Item = Vec<&'r str>>, known: Known<'_>) -> (usize, usize) {
    let mut best = (0, 0);
    for (index, row) in rows.take(HEADING_ROWS).enumerate() {
        let count = row.iter().filter(|cell| !cell.is_empty() && known(cell)).count();
        if count > best.1 {
            best = (index, count);
        }
    }
    best
}

/// Too many columns to be a table of ours.
fn too_many_columns(limits: &Limits) -> Unusable {
    Unusable::new(Message::new("source-columns").with("limit", limits.columns))
        .advice(Message::new("source-columns-advice"))
}

/// Nothing but empty rows.
fn no_rows() -> Unusable {
    Unusable::new(Message::new("source-empty")).advice(Message::new("source-empty-advice"))
}
