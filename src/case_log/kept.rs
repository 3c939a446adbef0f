//! The few rows that are shown: kept as text, without what the log's other columns say.

use super::heading::{Column, Heading};
use super::rows::{Fit, Row};
use super::swedish_time::Instant;
use crate::model::personal_number;
use crate::source::ShownRow;
use crate::source::encoding::Encoding;

/// Where a row stands, in the order of files and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// Which of the logs.
    pub(super) file: u32,
    /// Its first byte.
    pub(super) start: u64,
    /// Its length in bytes.
    pub(super) len: u32,
    /// Its block.
    pub(super) block: u32,
    /// Lines of the block before it.
    pub(super) line: u32,
}

/// A row that is shown.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// What it is ordered by: the earlier, the more it is worth showing.
    pub(super) at: Instant,
    pub(super) spot: Spot,
    pub(super) row: ShownRow,
}

/// The first of them.
#[derive(Clone, Debug, Default)]
pub(super) struct First(pub(super) Vec<Kept>);

impl First {
    /// Keeps a row if it is among the first so many.
    #[inline]
    pub(super) fn keep(&mut self, (at, spot): (Instant, Spot), many: usize, row: impl FnOnce() -> ShownRow) {
        if self.0.len() >= many && self.0.last().is_none_or(|last| (last.at, last.spot) <= (at, spot)) {
            return;
        }
        let place = self.0.partition_point(|kept| (kept.at, kept.spot) < (at, spot));
        self.0.insert(place, Kept { at, spot, row: row() });
        self.0.truncate(many);
    }

    /// The first so many of both.
    pub(super) fn absorb(&mut self, other: Self, many: usize) {
        self.0.extend(other.0);
        self.0.sort_by_key(|kept| (kept.at, kept.spot));
        self.0.truncate(many);
    }
}

/// The cells of a row that mean something, as one text. Nothing else of the row is ever shown.
pub(super) fn shown(row: &Row<'_>, heading: &Heading, spot: Spot) -> ShownRow {
    let mut shown = ShownRow { start: spot.start, text: Box::default(), cells: Vec::new() };
    if !matches!(row.fit, Fit::Fits | Fit::FitsAtEnd) {
        return shown;
    }
    let encoding = cells_encoding(heading.encoding);
    let (mut text, mut column, mut next) = (String::new(), 1, 0);
    for (at, name) in heading.read_columns() {
        // How far to the right it stands is counted in what is stored, the columns that are not shown included.
        while next < at {
            column += encoding.decode_piece(row.written(next)).chars().count() + 1;
            next += 1;
        }
        if !text.is_empty() {
            text.push(char::from(heading.delimiter));
        }
        let begins = text.len();
        text.push_str(&encoding.decode_piece(&row.cell(at)).replace(['\n', '\r'], " "));
        shown.cells.push((name, begins..text.len(), u32::try_from(column).unwrap_or(u32::MAX)));
    }
    // As long as before, so that the cells keep their places.
    shown.text = personal_number::masked(&text).into();
    shown
}

/// How the bytes of cells become text: UTF-16 has become UTF-8 on its way.
pub(super) fn cells_encoding(stored: Encoding) -> Encoding {
    if stored == Encoding::Windows1252 { stored } else { Encoding::Utf8 }
}

/// A cell as text.
pub(super) fn text(row: &Row<'_>, heading: &Heading, column: Column) -> String {
    let cell = heading.column(column).map(|at| row.cell(at)).unwrap_or_default();
    cells_encoding(heading.encoding).decode_piece(&cell).into_owned()
}
