//! Finds a value in a table: the cell of a row of delimited text, or of a sheet.

use std::ops::Range;

use super::{Piece, cut};
use crate::model::hsa_id;
use crate::model::place::{Located, Place, Spot, Step};
use crate::source::table::{SheetCells, cells_of, read_sheets};
use crate::source::transport::{self, Origin};
use crate::source::{Columns, Limits, Sheet};

/// The columns that say whom or what a row is about, which stand for the row as a whole.
const ABOUT: [&str; 6] = ["hsa_id", "rule", "staff", "clinic", "clause", "clinics"];

/// The bytes of `piece.text` that the value takes.
pub(super) fn find(piece: &Piece<'_>, delimiter: u8, columns: &Columns, route: &[Step]) -> Option<Range<usize>> {
    let column = column(columns, route)?;
    let row = piece.text.get(piece.record.clone())?;
    let cell = cells_of(row, delimiter).into_iter().nth(column as usize)?;
    let within = |text: &str| hsa_id::trim(text).to_owned();
    let written = &row[cell.clone()];
    let mut inner = within(written);
    if let Some(unquoted) = inner.strip_prefix('"') {
        inner = within(unquoted.strip_suffix('"').unwrap_or(unquoted));
    }
    let start = piece.record.start + cell.start + written.find(&inner).unwrap_or(0);
    Some(start..start + inner.len())
}

/// The column that a route leads to; without a route, the one that says what the row is about.
fn column(columns: &Columns, route: &[Step]) -> Option<u32> {
    let of = |step: &Step| columns.iter().find(|(known, _)| known == step).map(|(_, column)| *column);
    let named = route.iter().rev().filter(|step| matches!(step, Step::Named(_))).find_map(of);
    let field = || route.iter().rev().filter(|step| matches!(step, Step::Field(_))).find_map(of);
    // Services may stand in a column for each way in which they can be had.
    let services = || {
        let is_services = route.first() == Some(&Step::Field("services"));
        ["phone", "letter"].into_iter().filter(|_| is_services).find_map(|name| of(&Step::Field(name)))
    };
    // A place may stand in two columns.
    let halves = || {
        let halves = [("rt90", "rt90_x"), ("sweref99", "sweref99_n"), ("temporary", "temporary_until")];
        let (_, half) = halves.iter().find(|(whole, _)| route.first() == Some(&Step::Field(whole)))?;
        of(&Step::Field(half))
    };
    let about = || ABOUT.iter().find_map(|name| of(&Step::Field(name)));
    named.or_else(field).or_else(services).or_else(halves).or_else(about)
}

/// A workbook, read again.
#[derive(Debug)]
pub(super) struct Workbook {
    sheets: Vec<SheetCells>,
}

impl Workbook {
    /// Reads it; one that is gone or changed has no sheets.
    pub(super) fn read(origin: &Origin) -> Self {
        let limits = Limits::default();
        let bytes = origin.open().map_err(|error| transport::unreadable(&error));
        let bytes = bytes.and_then(|reader| transport::read_whole(reader, limits.whole));
        Self { sheets: bytes.and_then(|bytes| read_sheets(&bytes, &limits)).unwrap_or_default() }
    }

    /// Fills in sheet, cell and text.
    pub(super) fn locate(&self, sheet: &Sheet, place: &Place, located: &mut Located) {
        let row = place.record.line.saturating_sub(1);
        let Some(column) = column(&sheet.columns, &place.route) else {
            located.spot = Spot::Cell { sheet: sheet.name.clone(), cell: cell_name(row, 0) };
            return;
        };
        located.spot = Spot::Cell { sheet: sheet.name.clone(), cell: cell_name(row, column) };
        let cells = self.sheets.iter().find(|read| read.name == sheet.name).and_then(|read| read.row(row));
        let cell = cells.and_then(|cells| cells.iter().find(|(at, _)| *at == column));
        if let Some((_, cell)) = cell {
            let text = hsa_id::trim(cell.text());
            let line = text.split(['\n', '\r']).next().unwrap_or_default();
            (located.text, located.mark) = cut(line, 0..line.len());
        }
    }
}

/// `C7` for row 6, column 2.
fn cell_name(row: u32, column: u32) -> Box<str> {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).expect("a remainder of 26 fits")));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1).into()
}

#[cfg(test)]
mod tests {
    use super::{Step, cell_name, column};

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (row, at, name) in
            [(0, 0, "A1"), (6, 2, "C7"), (0, 25, "Z1"), (9, 26, "AA10"), (0, 701, "ZZ1"), (0, 702, "AAA1")]
        {
            assert_eq!(&*cell_name(row, at), name);
        }
    }

    #[test]
    fn a_case_types_column_stands_for_its_fields() {
        let named = |name: &str| Step::Named(name.into());
        let columns = vec![(Step::Field("hsa_id"), 0), (Step::Field("changed"), 1), (named("Förnya recept"), 2)];
        let route = [Step::Field("case_types"), named("Förnya recept"), Step::Field("changed")];
        assert_eq!(column(&columns, &route), Some(2));
        assert_eq!(column(&columns, &[Step::Field("changed")]), Some(1));
        assert_eq!(column(&columns, &[Step::Field("status")]), Some(0), "the row itself");
        assert_eq!(column(&vec![(Step::Field("phone"), 3)], &[Step::Field("services"), Step::Index(0)]), Some(3));
    }
}
