//! Delimited text: the delimiter is found by its content, rows that do not fit are told.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use super::{Cells, Form, HEADING_ROWS, Known, Row, Rows, Table, heading_row, no_rows, too_many_columns};
use crate::model::hsa_id;
use crate::model::place::{FileIx, Place, RecordRef};
use crate::source::encoding::{Offsets, Text};
use crate::source::problems::Problems;
use crate::source::{Limits, Unusable};
use crate::text::Message;

/// The delimiters that are looked for; the first wins where nothing tells them apart.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// How much of a file is looked at to find its delimiter.
const SNIFFED: usize = 256 << 10;
/// How often reading begins again after a quotation mark that is never closed.
const RECOVERIES: u32 = 16;

/// Opens a table.
pub(super) fn table<'a>(
    text: &'a Text,
    file: FileIx,
    limits: &Limits,
    known: Known<'_>,
) -> Result<Table<'a>, Unusable> {
    let whole = text.as_str();
    let (named, start) = separator_line(whole);
    let delimiter = named.unwrap_or_else(|| sniff(&whole[start..], known));
    let mut rows = Delimited::new(text, file, delimiter, limits.record);
    rows.begin_at(start);
    let heading = heading_line(&whole[start..], delimiter, known);
    let mut skipped = 0;
    let heading_row = loop {
        let Some(read) = rows.read() else { return Err(no_rows()) };
        if rows.is_blank() {
            continue;
        }
        if skipped == heading {
            break rows.reference(&read);
        }
        skipped += 1;
    };
    if rows.current.len() > limits.columns {
        return Err(too_many_columns(limits).at(heading_row.line, 1));
    }
    let headings: Vec<(Box<str>, u32)> = (0..)
        .zip(&rows.current)
        .map(|(column, text)| (Box::from(hsa_id::trim(text)), column))
        .filter(|(text, _): &(Box<str>, u32)| !text.is_empty())
        .collect();
    rows.width = headings.last().map_or(0, |(_, column)| *column as usize + 1);
    let mut notes = vec![
        Message::new("source-read-delimited")
            .with("encoding", text.encoding().name())
            .with("delimiter", Message::new(delimiter_name(delimiter))),
    ];
    if text.is_mixed() {
        notes.push(Message::new("source-encoding-mixed"));
    }
    if skipped > 0 {
        notes.push(Message::new("source-heading-row").with("line", heading_row.line));
    }
    Ok(Table {
        headings,
        heading_row,
        form: Form::Delimited(delimiter),
        declares: None,
        notes,
        rows: Rows::Delimited(Box::new(rows)),
    })
}

fn delimiter_name(delimiter: u8) -> &'static str {
    match delimiter {
        b',' => "source-delimiter-comma",
        b'\t' => "source-delimiter-tab",
        b'|' => "source-delimiter-bar",
        _ => "source-delimiter-semicolon",
    }
}

/// The rows of a table, and how far they have been read.
#[derive(Debug)]
pub(super) struct Delimited<'a> {
    text: &'a str,
    file: FileIx,
    delimiter: u8,
    limit: usize,
    offsets: Offsets<'a>,
    reader: csv::Reader<&'a [u8]>,
    /// Where in the text `reader` began.
    base: usize,
    /// How far lines have been counted: the offset, and the number of the line that stands there.
    counted: (usize, u32),
    /// Lines end with this byte; a lone carriage return in files from very old systems.
    line_end: u8,
    /// Columns up to the last heading.
    width: usize,
    recoveries: u32,
    current: StringRecord,
    pub(super) left_out: u64,
}

/// A row as it stands in the text, without empty lines before it.
#[derive(Debug)]
struct Raw {
    range: Range<usize>,
    line: u32,
}

impl<'a> Delimited<'a> {
    fn new(text: &'a Text, file: FileIx, delimiter: u8, limit: usize) -> Self {
        let whole = text.as_str();
        let line_end = if whole.contains('\n') || !whole.contains('\r') { b'\n' } else { b'\r' };
        Self {
            text: whole,
            file,
            delimiter,
            limit,
            offsets: text.offsets(),
            reader: reader(whole, delimiter),
            base: 0,
            counted: (0, 1),
            line_end,
            width: 0,
            recoveries: 0,
            current: StringRecord::new(),
            left_out: 0,
        }
    }

    fn begin_at(&mut self, offset: usize) {
        self.reader = reader(&self.text[offset..], self.delimiter);
        self.base = offset;
    }

    /// Reads the next row into `current`, empty or not.
    fn read(&mut self) -> Option<Raw> {
        let from = self.base + byte(self.reader.position());
        // The text is UTF-8 and the reader flexible, so nothing can fail.
        if !self.reader.read_record(&mut self.current).unwrap_or(false) {
            return None;
        }
        let to = self.base + byte(self.reader.position());
        let raw = &self.text[from..to];
        let start = from + (raw.len() - raw.trim_start_matches(['\r', '\n']).len());
        let end = start + self.text[start..to].trim_end_matches(['\r', '\n']).len();
        let (at, line) = self.counted;
        let lines = memchr::memchr_iter(self.line_end, &self.text.as_bytes()[at.min(start)..start]).count();
        let line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.counted = (start, line);
        Some(Raw { range: start..end, line })
    }

    fn is_blank(&self) -> bool {
        self.current.iter().all(|cell| hsa_id::trim(cell).is_empty())
    }

    fn reference(&mut self, raw: &Raw) -> RecordRef {
        let start = self.offsets.stored(raw.range.start);
        let end = self.offsets.stored(raw.range.end);
        RecordRef { file: self.file, start, len: u32::try_from(end - start).unwrap_or(u32::MAX), line: raw.line }
    }

    pub(super) fn next(&mut self, problems: &mut Problems) -> Option<Row<'_>> {
        loop {
            let raw = self.read()?;
            if self.is_blank() {
                continue;
            }
            let record = self.reference(&raw);
            if self.fits(&raw, record, problems) {
                return Some(Row { record, cells: Cells::Delimited(&self.current) });
            }
            self.left_out += 1;
        }
    }

    /// Whether the row has a cell for each heading, and nothing beyond them.
    fn fits(&mut self, raw: &Raw, record: RecordRef, problems: &mut Problems) -> bool {
        let text = &self.text[raw.range.clone()];
        let place = Place::record(record);
        if text.len() > self.limit {
            let message = Message::new("source-record-too-long").with("line", raw.line);
            let message = message.with("mebibytes", self.limit as u64 >> 20);
            problems.error(place, message, Message::new("source-record-too-long-advice"));
            return false;
        }
        let cells = self.current.len();
        let extra = self.current.iter().skip(self.width).any(|cell| !hsa_id::trim(cell).is_empty());
        let lines = memchr::memchr_iter(self.line_end, text.as_bytes()).count();
        let open = lines > 0 && memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1;
        if !open && cells >= self.width && !extra {
            return true;
        }
        if lines > 0 && (open || self.next_line_would_fit(raw)) && self.recoveries < RECOVERIES {
            // A quotation mark swallowed the following rows: this row is lost, they are not.
            self.recoveries += 1;
            self.begin_at(self.end_of_line(raw.range.start));
            let message = Message::new("source-quote").with("line", raw.line);
            problems.error(place, message, Message::new("source-quote-advice"));
            return false;
        }
        let message = Message::new(if cells < self.width { "source-row-short" } else { "source-row-long" });
        let message = message.with("cells", cells).with("headings", self.width);
        problems.error(place, message, Message::new("source-row-advice"));
        false
    }

    /// Whether a row that begins on the line after the first of this one has as many cells as there are headings.
    fn next_line_would_fit(&self, raw: &Raw) -> bool {
        let next = &self.text[self.end_of_line(raw.range.start)..raw.range.end];
        let mut record = StringRecord::new();
        reader(next, self.delimiter).read_record(&mut record).unwrap_or(false) && record.len() == self.width
    }

    fn end_of_line(&self, from: usize) -> usize {
        let rest = &self.text.as_bytes()[from..];
        memchr::memchr(self.line_end, rest).map_or(self.text.len(), |at| from + at + 1)
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

fn byte(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).expect("a text in memory has offsets that fit")
}

/// A first line `sep=;`, which spreadsheets understand: the delimiter, and where the next line begins.
fn separator_line(text: &str) -> (Option<u8>, usize) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    match line.as_bytes() {
        [s, e, p, b'=', delimiter] if [*s, *e, *p].eq_ignore_ascii_case(b"sep") => (Some(*delimiter), line.len()),
        _ => (None, 0),
    }
}

/// The first rows, as far as they are looked at before reading begins.
fn first_rows(text: &str, delimiter: u8) -> Vec<StringRecord> {
    let sample = &text[..text.floor_char_boundary(SNIFFED)];
    let is_blank = |record: &StringRecord| record.iter().all(|cell| hsa_id::trim(cell).is_empty());
    let records = reader(sample, delimiter).into_records().map_while(Result::ok);
    records.filter(|record| !is_blank(record)).take(HEADING_ROWS).collect()
}

fn trimmed(record: &StringRecord) -> Vec<&str> {
    record.iter().map(hsa_id::trim).collect()
}

/// Which of the rows that are not empty has the headings.
fn heading_line(text: &str, delimiter: u8, known: Known<'_>) -> usize {
    heading_row(first_rows(text, delimiter).iter().map(trimmed), known).0
}

/// The delimiter under which most headings are known, or else under which the rows are most alike.
fn sniff(text: &str, known: Known<'_>) -> u8 {
    let score = |delimiter: u8| {
        let rows = first_rows(text, delimiter);
        let (heading, count) = heading_row(rows.iter().map(trimmed), known);
        let width = rows.get(heading).map_or(0, StringRecord::len);
        let alike = rows.iter().skip(heading).filter(|row| row.len() == width).count();
        (count, if width > 1 { alike } else { 0 }, width)
    };
    let mut best = (DELIMITERS[0], score(DELIMITERS[0]));
    for delimiter in &DELIMITERS[1..] {
        let this = score(*delimiter);
        if this > best.1 {
            best = (*delimiter, this);
        }
    }
    best.0
}

/// Where the cells of a row stand in its text, quotation marks included.
pub(crate) fn cells_of(row: &str, delimiter: u8) -> Vec<Range<usize>> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut input, mut cells) = (row.as_bytes(), Vec::new());
    let mut sink = vec![0; row.len() + 1];
    let mut start = 0;
    loop {
        let (result, read, _) = reader.read_field(input, &mut sink);
        input = &input[read..];
        let end = row.len() - input.len();
        match result {
            csv_core::ReadFieldResult::Field { record_end } => {
                let delimited = row.as_bytes()[..end].last() == Some(&delimiter) && !record_end;
                cells.push(start..if delimited { end - 1 } else { end });
                start = end;
                if record_end {
                    return cells;
                }
            }
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
            csv_core::ReadFieldResult::End => return cells,
        }
        if input.is_empty() && matches!(result, csv_core::ReadFieldResult::OutputFull) {
            return cells;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, proptest};

    use super::super::{Cell, Form, Source, Table};
    use super::{FileIx, Limits, Problems, Text, cells_of};

    const KNOWN: [&str; 4] = ["hsa-id", "namn", "kommun", "status"];

    fn known(heading: &str) -> bool {
        KNOWN.contains(&heading.to_lowercase().as_str())
    }

    fn source(text: &str) -> Source {
        Source::Text(Text::decode(text.as_bytes().to_vec()).expect("it is a text"))
    }

    fn open(source: &Source) -> Table<'_> {
        source.tables(FileIx(0), &Limits::default(), &known).expect("it is a table").remove(0)
    }

    /// The rows as `line: a|b`, and the keys of the problems with their lines.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let source = source(text);
        let mut table = open(&source);
        let mut problems = Problems::default();
        let mut rows = Vec::new();
        let width = table.headings.len() as u32;
        while let Some(row) = table.next_row(&mut problems) {
            let cells: Vec<&str> = (0..width)
                .map(|column| match row.cell(column) {
                    Cell::Text(text) | Cell::Unreadable(text) => text,
                    Cell::Empty => "",
                })
                .collect();
            rows.push(format!("{}: {}", row.record.line, cells.join("|")));
        }
        let problems = problems.finish();
        (rows, problems.iter().map(|p| format!("{}: {}", p.place.record.line, p.message.key)).collect())
    }

    #[test]
    fn the_delimiter_is_found_by_the_headings() {
        for (text, delimiter) in [
            ("HSA-id;Namn\nA;B, C\n", b';'),
            ("HSA-id,Namn\nA,B\n", b','),
            ("HSA-id\tNamn\nA\tB;C\n", b'\t'),
            ("HSA-id|Namn\n", b'|'),
            ("sep=,\r\nHSA-id,Namn\r\n", b','),
            ("HSA-id\nA\n", b';'),
            ("a,b,c\n1,2,3\n", b','),
        ] {
            assert_eq!(open(&source(text)).form, Form::Delimited(delimiter), "{text}");
        }
    }

    #[test]
    fn rows_know_their_lines_and_blank_rows_are_skipped() {
        let (rows, problems) = read("\r\nHSA-id;Namn;\r\n\r\nA;\"två\r\nrader\";\r\n;;\r\nB; -\r\nC;c;");
        assert_eq!(rows, ["4: A|två\r\nrader", "7: B|", "8: C|c"]);
        assert_eq!(problems, Vec::<String>::new());
    }

    #[test]
    fn lines_may_end_as_on_very_old_systems() {
        assert_eq!(read("HSA-id;Namn\rA;a\rB;b\r").0, ["2: A|a", "3: B|b"]);
    }

    #[test]
    fn a_title_above_the_headings_is_skipped() {
        let source = source("Uttag 2026-11-18\n\nHSA-id;Namn\nA;a\n");
        let table = open(&source);
        assert_eq!((table.heading_row.line, table.headings.len()), (3, 2));
    }

    #[test]
    fn rows_that_do_not_fit_are_left_out_and_told() {
        let (rows, problems) = read("HSA-id;Namn;Kommun\nA;a;x\nB;b\nC;c;x;y\nD;d;x;;\n");
        assert_eq!(rows, ["2: A|a|x", "5: D|d|x"]);
        assert_eq!(problems, ["3: source-row-short", "4: source-row-long"]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_costs_one_row() {
        let (rows, problems) = read("HSA-id;Namn\nA;a\nB;\"b\nC;c\nD;d\n");
        assert_eq!(rows, ["2: A|a", "4: C|c", "5: D|d"]);
        assert_eq!(problems, ["3: source-quote"]);
        let (rows, problems) = read("HSA-id;Namn\nA;\"a\nB;b\nC;c\"\nD;d\nE;\"e;\"\n");
        assert_eq!(rows.last().map(String::as_str), Some("6: E|e;"));
        assert_eq!(problems.len(), 0, "a cell with several lines is no fault");
        let (rows, problems) = read("HSA-id;Namn\nA;\"a\nB;b\nC;\"c\"\nD;d\n");
        assert_eq!(rows, ["3: B|b", "4: C|c", "5: D|d"]);
        assert_eq!(problems, ["2: source-quote"]);
    }

    #[test]
    fn cells_are_found_again_in_their_row() {
        let row = "A;\"b;\"\"b\";;d";
        let cells: Vec<&str> = cells_of(row, b';').into_iter().map(|cell| &row[cell]).collect();
        assert_eq!(cells, ["A", "\"b;\"\"b\"", "", "d"]);
        assert_eq!(cells_of("", b';').len(), 0);
        assert_eq!(cells_of("A;", b';'), [0..1, 2..2]);
        let cut = "A;\"b";
        assert_eq!(cells_of(cut, b';').into_iter().map(|cell| &cut[cell]).collect::<Vec<_>>(), ["A", "\"b"]);
    }

    #[test]
    fn references_lead_to_the_stored_bytes() {
        let bytes = b"HSA-id;Namn\r\nA;V\xe4xj\xf6\r\nB;\xd6rebro\r\n".to_vec();
        let source = Source::Text(Text::decode(bytes.clone()).expect("it is a text"));
        let mut table = open(&source);
        let mut pieces = Vec::new();
        while let Some(row) = table.next_row(&mut Problems::default()) {
            let start = usize::try_from(row.record.start).unwrap();
            pieces.push(bytes[start..start + row.record.len as usize].to_vec());
        }
        assert_eq!(pieces, [b"A;V\xe4xj\xf6".to_vec(), b"B;\xd6rebro".to_vec()]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn no_text_makes_it_panic(text in "[;,\"\r\n\tåA b-]{0,60}", cut in any::<u8>()) {
            let text = format!("HSA-id;Namn\n{text}");
            let cut = text.floor_char_boundary(usize::from(cut));
            if !text[..cut].trim().is_empty() {
                read(&text[..cut]);
            }
            cells_of(&text, b';');
        }
    }
}
