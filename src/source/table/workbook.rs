//! Workbooks (XLSX). Only cells that hold something are kept: a workbook may claim to be seventeen thousand million cells.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};

use super::{Cell, Cells, Form, Known, Row, Rows, Table, heading_row, no_rows, text_cell, too_many_columns};
use crate::model::hsa_id;
use crate::model::place::{FileIx, RecordRef};
use crate::source::{Limits, Unusable, transport};
use crate::text::Message;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SheetCell {
    /// A text, or a number, date or truth value as text.
    Text(Box<str>),
    /// A spreadsheet's error, or a formula that was never computed.
    Unreadable(Box<str>),
}

impl SheetCell {
    pub(super) fn view(&self) -> Cell<'_> {
        match self {
            Self::Text(text) => text_cell(text),
            Self::Unreadable(shown) => Cell::Unreadable(shown),
        }
    }

    /// What the cell shows.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Unreadable(text) => text,
        }
    }
}

/// The cells of a sheet that hold something, by row (from 0) and column (from 0).
#[derive(Debug, Default)]
pub(crate) struct SheetCells {
    /// The sheet's name.
    pub(crate) name: Box<str>,
    /// The rows, in order; no row is empty.
    rows: Vec<(u32, Vec<(u32, SheetCell)>)>,
    /// Merged areas.
    merged: Vec<Dimensions>,
    /// Cells that hold formulas.
    formulas: u64,
}

impl SheetCells {
    /// The cells of a row (from 0) that hold something.
    pub(crate) fn row(&self, row: u32) -> Option<&[(u32, SheetCell)]> {
        self.rows.binary_search_by_key(&row, |(at, _)| *at).ok().map(|at| self.rows[at].1.as_slice())
    }
}

/// The rows of a sheet under its headings.
#[derive(Debug)]
pub(super) struct SheetRows {
    rows: std::vec::IntoIter<(u32, Vec<(u32, SheetCell)>)>,
    current: Vec<(u32, SheetCell)>,
}

impl SheetRows {
    pub(super) fn next(&mut self, heading: RecordRef) -> Option<Row<'_>> {
        let (row, cells) = self.rows.next()?;
        self.current = cells;
        Some(Row { record: RecordRef { line: row + 1, ..heading }, cells: Cells::Sheet(&self.current) })
    }
}

/// The sheets that have a known heading; the first that has anything where none has.
pub(super) fn tables(
    bytes: &[u8],
    file: FileIx,
    limits: &Limits,
    known: Known<'_>,
) -> Result<Vec<Table<'static>>, Unusable> {
    let sheets = read_sheets(bytes, limits)?;
    let mut tables = Vec::new();
    let mut unknown = None;
    let mut not_read: Vec<Box<str>> = Vec::new();
    for sheet in sheets {
        if sheet.rows.is_empty() {
            continue;
        }
        let rows =
            sheet.rows.iter().map(|(_, cells)| cells.iter().map(|(_, cell)| hsa_id::trim(cell.text())).collect());
        let (heading, count) = heading_row(rows, known);
        if count == 0 {
            not_read.push(sheet.name.clone());
            if unknown.is_none() {
                unknown = Some((sheet, heading));
            }
            continue;
        }
        // A place in a workbook names its sheet by the order of the sheets that are read.
        let index = tables.len() as u64;
        tables.push(table(sheet, heading, RecordRef { start: index, ..RecordRef::whole_file(file) }, limits)?);
    }
    if tables.is_empty() {
        let (sheet, heading) = unknown.ok_or_else(no_rows)?;
        tables.push(table(sheet, heading, RecordRef::whole_file(file), limits)?);
    } else if !not_read.is_empty() {
        tables[0]
            .notes
            .push(Message::new("source-sheets-not-read").with("count", not_read.len()).with("names", not_read));
    }
    Ok(tables)
}

fn table(mut sheet: SheetCells, heading: usize, place: RecordRef, limits: &Limits) -> Result<Table<'static>, Unusable> {
    let (row, cells) = &sheet.rows[heading];
    if cells.len() > limits.columns {
        return Err(too_many_columns(limits));
    }
    let heading_row = RecordRef { line: row + 1, ..place };
    let headings: Vec<(Box<str>, u32)> = cells
        .iter()
        .map(|(column, cell)| (Box::from(hsa_id::trim(cell.text())), *column))
        .filter(|(text, _): &(Box<str>, u32)| !text.is_empty())
        .collect();
    let mut notes = vec![Message::new("source-read-sheet").with("sheet", sheet.name.clone())];
    if heading > 0 {
        notes.push(Message::new("source-heading-row").with("line", heading_row.line));
    }
    if sheet.formulas > 0 {
        notes.push(Message::new("source-formulas").with("count", sheet.formulas));
    }
    let declares = sheet.rows[..heading].iter().flat_map(|(_, cells)| cells).find_map(|(_, cell)| format_of(cell));
    let mut rows = sheet.rows.split_off(heading + 1);
    if spread_merged(&mut rows, &sheet.merged) {
        notes.push(Message::new("source-merged"));
    }
    let rows = Rows::Sheet(SheetRows { rows: rows.into_iter(), current: Vec::new() });
    Ok(Table { headings, heading_row, form: Form::Sheet(sheet.name), declares, notes, rows })
}

/// The format that a cell names.
fn format_of(cell: &SheetCell) -> Option<Box<str>> {
    let text = hsa_id::trim(cell.text());
    let (_, version) = text.strip_prefix("riktlinje/")?.split_once("/v")?;
    (text.len() < 60 && version.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.into())
}

/// Gives every cell of a merged area the value that it shows, on rows that hold something. Says whether there was any.
fn spread_merged(rows: &mut [(u32, Vec<(u32, SheetCell)>)], merged: &[Dimensions]) -> bool {
    let mut any = false;
    for area in merged {
        let first = rows.partition_point(|(row, _)| *row < area.start.0);
        let Some((row, cells)) = rows.get(first) else { continue };
        if *row != area.start.0 {
            continue;
        }
        let Ok(at) = cells.binary_search_by_key(&area.start.1, |(column, _)| *column) else { continue };
        let shown = cells[at].1.clone();
        for (row, cells) in &mut rows[first..] {
            if *row > area.end.0 {
                break;
            }
            // Only down a column: a value merged across columns is a title, not the same value many times.
            if let Err(at) = cells.binary_search_by_key(&area.start.1, |(column, _)| *column) {
                cells.insert(at, (area.start.1, shown.clone()));
                any = true;
            }
        }
    }
    any
}

/// All worksheets of a workbook, as far as they hold anything.
///
/// # Errors
/// When it is broken, or unpacks to more than is held whole.
pub(crate) fn read_sheets(bytes: &[u8], limits: &Limits) -> Result<Vec<SheetCells>, Unusable> {
    check_size(bytes, limits.whole)?;
    // The parser is not ours; what makes it panic is a broken workbook and no more.
    catch_unwind(AssertUnwindSafe(|| read_worksheets(bytes))).unwrap_or_else(|_| Err(broken()))
}

fn read_worksheets(bytes: &[u8]) -> Result<Vec<SheetCells>, Unusable> {
    let fault = |error: XlsxError| match error {
        XlsxError::Password => {
            Unusable::new(Message::new("source-old-office")).advice(Message::new("source-old-office-advice"))
        }
        _ => broken(),
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut sheets = Vec::new();
    for name in names {
        let merged = workbook.merge_cells_by_sheet_name(&name).map_err(fault)?;
        let mut sheet = SheetCells { name: name.as_str().into(), merged, ..SheetCells::default() };
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(fault)?;
        while let Some(record) = cells.next_cell_with_formula_metadata().map_err(fault)? {
            let (row, column) = record.pos;
            let is_formula = record.formula.is_some();
            sheet.formulas += u64::from(is_formula);
            let Some(cell) = cell(&record.value, is_formula) else { continue };
            match sheet.rows.last_mut() {
                Some((last, cells)) if *last == row => cells.push((column, cell)),
                _ => sheet.rows.push((row, vec![(column, cell)])),
            }
        }
        put_in_order(&mut sheet.rows);
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Rows and cells come in order from every spreadsheet; a hand-made file may have them otherwise.
fn put_in_order(rows: &mut Vec<(u32, Vec<(u32, SheetCell)>)>) {
    if !rows.is_sorted_by(|a, b| a.0 < b.0) {
        rows.sort_by_key(|(row, _)| *row);
        rows.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1.append(&mut later.1);
            }
            same
        });
    }
    for (_, cells) in rows {
        if !cells.is_sorted_by(|a, b| a.0 < b.0) {
            cells.sort_by_key(|(column, _)| *column);
            cells.dedup_by_key(|(column, _)| *column);
        }
    }
}

/// A cell's value as a person would write it; `None` where there is nothing.
fn cell(value: &DataRef<'_>, is_formula: bool) -> Option<SheetCell> {
    let text = |text: String| Some(SheetCell::Text(text.into()));
    match value {
        DataRef::Empty if is_formula => Some(SheetCell::Unreadable("=".into())),
        DataRef::Empty => None,
        DataRef::String(s) | DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => shown(s),
        DataRef::SharedString(s) => shown(s),
        DataRef::Int(number) => text(number.to_string()),
        DataRef::Float(number) => text(plain_number(*number)),
        DataRef::Bool(yes) => text(yes.to_string()),
        DataRef::DateTime(date) => text(date_text(date)),
        DataRef::Error(error) => Some(SheetCell::Unreadable(error.to_string().into())),
    }
}

fn shown(text: &str) -> Option<SheetCell> {
    (!hsa_id::trim(text).is_empty()).then(|| SheetCell::Text(text.into()))
}

/// `1500` for 1500.0.
fn plain_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}

/// `2026-05-01`, with the time of day where it has one; the number where it is no date.
fn date_text(date: &ExcelDateTime) -> String {
    let moment = date.as_datetime().filter(|_| date.is_datetime());
    match moment {
        Some(moment) if date.as_f64().fract() == 0.0 => moment.format("%Y-%m-%d").to_string(),
        Some(moment) => moment.format("%Y-%m-%dT%H:%M:%S").to_string(),
        None => plain_number(date.as_f64()),
    }
}

/// Unpacks every part of the workbook once, counting and throwing away, so that a small file that unpacks to a huge one
/// is refused before anything keeps it.
fn check_size(bytes: &[u8], limit: u64) -> Result<(), Unusable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut left = limit;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| broken())?;
        let is_xml = part.name().is_ok_and(|name| name.ends_with(".xml"));
        let mut part = part.take(left.saturating_add(1));
        let mut head = Vec::new();
        part.by_ref().take(HEAD).read_to_end(&mut head).map_err(|_| broken())?;
        if is_xml && claims_too_much(&head, bytes.len() as u64) {
            return Err(broken());
        }
        let rest = std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| broken())?;
        let unpacked = rest + head.len() as u64;
        if unpacked > left {
            return Err(transport::too_large(limit));
        }
        left -= unpacked;
    }
    Ok(())
}

/// How much of a part is looked at for what it claims.
const HEAD: u64 = 64 << 10;

/// The table of strings says how many there are, and the parser makes room for them. A packed string takes at least a few
/// bits, so a claim of far more strings than the file has bits is a trap.
fn claims_too_much(head: &[u8], packed: u64) -> bool {
    memchr::memmem::find_iter(head, b"uniqueCount=").any(|at| {
        let digits = head[at + b"uniqueCount=".len()..].iter().skip(1).take_while(|byte| byte.is_ascii_digit());
        let claimed = digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
        claimed > packed.saturating_mul(64)
    })
}

/// What the parser says of it is in English and helps nobody who has a spreadsheet program.
fn broken() -> Unusable {
    Unusable::new(Message::new("source-workbook-broken")).advice(Message::new("source-workbook-broken-advice"))
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    use super::super::Source;
    use super::{FileIx, Limits, claims_too_much, tables};
    use crate::source::problems::Problems;
    use crate::source::table::{Cell, Table};

    fn known(heading: &str) -> bool {
        matches!(heading, "HSA-id" | "Namn")
    }

    fn cells(table: &mut Table<'_>) -> Vec<String> {
        let columns: Vec<u32> = table.headings.iter().map(|(_, column)| *column).collect();
        let mut rows = Vec::new();
        while let Some(row) = table.next_row(&mut Problems::default()) {
            let cells: Vec<String> = columns
                .iter()
                .map(|column| match row.cell(*column) {
                    Cell::Text(text) => text.to_owned(),
                    Cell::Unreadable(text) => format!("?{text}"),
                    Cell::Empty => String::new(),
                })
                .collect();
            rows.push(format!("{}: {}", row.record.line, cells.join("|")));
        }
        rows
    }

    fn keys(table: &Table<'_>) -> Vec<String> {
        table.notes.iter().map(|note| note.key.to_string()).collect()
    }

    #[test]
    fn cells_are_read_as_a_person_sees_them() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("Mottagningar").unwrap();
        sheet.write(0, 0, "Uttag ur systemet").unwrap();
        for (column, heading) in ["HSA-id", "Namn", "Kod", "Datum", "Ja"].into_iter().enumerate() {
            sheet.write(2, column as u16, heading).unwrap();
        }
        sheet.write(3, 0, " SE1\u{a0}").unwrap();
        sheet.write(3, 2, 1500).unwrap();
        let format = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(3, 3, ExcelDateTime::from_ymd(2026, 5, 1).unwrap(), &format).unwrap();
        sheet.write(3, 4, true).unwrap();
        sheet.write(5, 0, "SE2").unwrap();
        sheet.write(5, 1, Formula::new("=1+1").set_result("Två")).unwrap();
        sheet.write(5, 2, Formula::new("=NA()").set_result("#N/A")).unwrap();
        sheet.write(5, 3, 46143.5).unwrap();
        workbook.add_worksheet().set_name("Annat").unwrap().write(0, 0, "Diagram").unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        let mut tables = tables(&bytes, FileIx(0), &Limits::default(), &known).expect("it is a workbook");
        assert_eq!(tables.len(), 1);
        assert_eq!(cells(&mut tables[0]), ["4: SE1||1500|2026-05-01|true", "6: SE2|Två|?#N/A|46143.5|"]);
        assert_eq!(
            keys(&tables[0]),
            ["source-read-sheet", "source-heading-row", "source-formulas", "source-sheets-not-read"]
        );
    }

    #[test]
    fn every_sheet_with_known_headings_is_read_and_merged_cells_count_for_each_row() {
        let mut workbook = Workbook::new();
        for (name, id) in [("Norr", "SE1"), ("Söder", "SE2")] {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            sheet.write(0, 0, "HSA-id").unwrap();
            sheet.write(0, 1, "Namn").unwrap();
            sheet.merge_range(1, 0, 2, 0, id, &Format::new()).unwrap();
            sheet.write(1, 1, "a").unwrap();
            sheet.write(2, 1, "b").unwrap();
        }
        let source = Source::Workbook(workbook.save_to_buffer().unwrap());
        let mut tables = source.tables(FileIx(0), &Limits::default(), &known).expect("it is a workbook");
        assert_eq!(cells(&mut tables[1]), ["2: SE2|a", "3: SE2|b"]);
        assert_eq!(tables[1].heading_row.start, 1);
        assert_eq!(cells(&mut tables[0]), ["2: SE1|a", "3: SE1|b"]);
        assert!(keys(&tables[0]).contains(&"source-merged".to_owned()));
    }

    #[test]
    fn a_workbook_cut_anywhere_is_refused_and_never_panics() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "HSA-id").unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        for end in (0..bytes.len()).step_by(7) {
            assert!(tables(&bytes[..end], FileIx(0), &Limits::default(), &known).is_err(), "cut at {end}");
        }
        for at in (0..bytes.len()).step_by(11) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            drop(tables(&changed, FileIx(0), &Limits::default(), &known));
        }
    }

    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_refused() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for row in 0..2000 {
            sheet.write(row, 0, "HSA-id").unwrap();
        }
        let bytes = workbook.save_to_buffer().unwrap();
        let limits = Limits { whole: 20_000, ..Limits::default() };
        let fault = tables(&bytes, FileIx(0), &limits, &known).expect_err("it is too large");
        assert_eq!(fault.message.key, "source-too-large");
        assert!(claims_too_much(b"<sst count=\"1\" uniqueCount=\"999999999999\">", 100_000));
        assert!(!claims_too_much(b"<sst count=\"1\" uniqueCount=\"4000\">", 100_000));
    }

    #[test]
    fn a_cell_in_the_last_corner_costs_nothing() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "HSA-id").unwrap();
        sheet.write(1_048_575, 0, "SE1").unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        let mut tables = tables(&bytes, FileIx(0), &Limits::default(), &known).expect("it is a workbook");
        assert_eq!(cells(&mut tables[0]), ["1048576: SE1"]);
    }
}
