//! Symbolic places become file, line and column, or sheet and cell. Reads only what is shown again; where the file has
//! changed or gone since, the line alone is told.

mod ldif;
mod table;
mod tree;
mod xml;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::encoding::Encoding;
use super::mapping::Mapping;
use super::transport::Origin;
use super::{Layout, ShownRow, SourceText, Sources, columns};
use crate::model::personal_number;
use crate::model::place::{Located, Place, RecordRef, Spot, Step};
use crate::model::source::SourceFile;

/// How far before a record its line may begin: a JSON document may be one long line.
const LINE_BEFORE: u64 = 16 << 20;
/// How much is read beyond a record to find the end of its last line.
const LINE_AFTER: u64 = 4 << 10;
/// How many characters of a line are shown, and how many of them before the value.
const SHOWN: usize = 200;
const SHOWN_BEFORE: usize = 60;

/// A record as it stands in its file, with the lines that it begins and ends on.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// The text, from the beginning of the record's first line (at most 16 MiB before the record) to the end of its last.
    pub(super) text: &'a str,
    /// Which bytes of it are the record.
    pub(super) record: Range<usize>,
}

/// Finds places of sources in their files. Several threads may ask at once.
#[derive(Debug)]
pub struct Locator<'s> {
    sources: &'s Sources,
    mapping: Option<&'s Mapping>,
    /// By file.
    held: Vec<OnceLock<Held>>,
    /// How many bytes of text files are held.
    bytes: AtomicU64,
}

/// A file that something points into. A report of a region does so thousands of times: a file is read once, as long as
/// there is room for it.
#[derive(Debug)]
enum Held {
    /// Only the parts that are asked for are read, each time.
    No,
    Whole(Vec<u8>),
    Workbook(table::Workbook),
}

/// How many bytes of text files are held at most.
const HELD: u64 = 64 << 20;
/// How many bytes make a record large, on an average, in a file that is more than a few of them.
const LARGE_RECORD: u64 = 16 << 10;
const FEW: u64 = 64;

impl<'s> Locator<'s> {
    /// For what was loaded, with the mapping file that it was loaded with.
    #[must_use]
    pub fn new(sources: &'s Sources, mapping: Option<&'s Mapping>) -> Self {
        let held = sources.files.iter().map(|_| OnceLock::new()).collect();
        Self { sources, mapping, held, bytes: AtomicU64::new(0) }
    }

    /// The place as a person can find it. Never fails: at worst it is the file.
    #[must_use]
    pub fn locate(&self, place: &Place) -> Located {
        let record = place.record;
        let index = record.file.0 as usize;
        let (Some(file), Some(text)) = (self.sources.files.get(index), self.sources.texts.get(index)) else {
            return Located { route: route(&place.route), ..Located::default() };
        };
        let mut located = Located { file: file.name.clone(), route: route(&place.route), ..Located::default() };
        if record.line == 0 {
            return located;
        }
        if matches!(text.layout, Layout::Journal) {
            located.spot = Spot::Event { number: record.line };
            return located;
        }
        if let Layout::Cases(rows) = &text.layout {
            located.spot = Spot::Line { line: record.line, column: 1 };
            show_kept(rows, place, &mut located);
            return located;
        }
        let held = self.held[index].get_or_init(|| self.hold(file, text));
        if let (Layout::Workbook(sheets), Held::Workbook(workbook)) = (&text.layout, held) {
            if let Some(sheet) = usize::try_from(record.start).ok().and_then(|sheet| sheets.get(sheet)) {
                workbook.locate(sheet, place, &mut located);
            }
            return located;
        }
        located.spot = Spot::Line { line: record.line, column: 1 };
        let bytes = Bytes { text, held };
        let Some((piece, record_in_it)) = bytes.piece(record) else { return located };
        let piece = Piece { text: &piece, record: record_in_it };
        let value = match &text.layout {
            Layout::Delimited { delimiter, columns } => table::find(&piece, *delimiter, columns, &place.route),
            Layout::Tree => {
                let canonical = |key: &str| columns::canonical(file.kind, key, self.mapping);
                tree::find(&piece, &place.route, &canonical)
            }
            Layout::Xml => xml::find(&piece, &place.route),
            Layout::Ldif => ldif::find(&piece, &place.route),
            Layout::Cases(_) | Layout::Workbook(_) | Layout::Journal | Layout::Unknown => None,
        };
        show(&piece, value, record.line, &mut located);
        located
    }

    fn hold(&self, file: &SourceFile, text: &SourceText) -> Held {
        if matches!(text.layout, Layout::Workbook(_)) {
            return Held::Workbook(table::Workbook::read(&text.origin));
        }
        let bytes = text.origin.unpacked(file.bytes);
        // Large records are read one by one, by several threads, sooner than the file is read once more by one of them.
        if matches!(text.origin, Origin::File(_)) && bytes > LARGE_RECORD * file.records.max(FEW) {
            return Held::No;
        }
        if self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes > HELD {
            self.bytes.fetch_sub(bytes, Ordering::Relaxed);
            return Held::No;
        }
        text.origin.read_range(0, bytes).map_or(Held::No, Held::Whole)
    }
}

/// A route as people write it: `case_types[3].state`.
fn route(steps: &[Step]) -> Box<str> {
    let mut route = String::new();
    for step in steps {
        match step {
            Step::Field(name) => {
                if !route.is_empty() {
                    route.push('.');
                }
                route.push_str(name);
            }
            Step::Index(index) => {
                route.push('[');
                route.push_str(&index.to_string());
                route.push(']');
            }
            Step::Named(name) => {
                route.push('[');
                route.push_str(&personal_number::masked(name));
                route.push(']');
            }
        }
    }
    route.into()
}

/// The bytes of a file.
#[derive(Clone, Copy)]
struct Bytes<'h> {
    text: &'h SourceText,
    held: &'h Held,
}

impl<'h> Bytes<'h> {
    /// Some of them: of what is held, or read for the purpose.
    fn range(self, offset: u64, len: u64) -> Option<Cow<'h, [u8]>> {
        let Held::Whole(held) = self.held else {
            return self.text.origin.read_range(offset, len).ok().map(Cow::Owned);
        };
        let start = usize::try_from(offset).ok()?.min(held.len());
        let end = usize::try_from(offset.saturating_add(len)).ok()?.min(held.len());
        Some(Cow::Borrowed(&held[start..end]))
    }

    /// The record with its first and last lines, as text, and which bytes of that text are the record.
    fn piece(self, record: RecordRef) -> Option<(Cow<'h, str>, Range<usize>)> {
        if let (Encoding::Utf8, Held::Whole(held)) = (self.text.encoding, self.held)
            && let Some((piece, record)) = lines_around(held, record)
        {
            return Some((Cow::Borrowed(piece), record));
        }
        let encoding = self.text.encoding;
        let len = u64::from(record.len);
        let own = self.range(record.start, len + LINE_AFTER)?;
        let (own, after) = own.split_at(own.len().min(usize::try_from(len).ok()?));
        let mut piece = self.line_before(record.start)?;
        let start = piece.len();
        piece.push_str(&encoding.decode_piece(own));
        let end = piece.len();
        // In these encodings a line's end is a byte that nothing else holds, so that no more than the line is decoded.
        let after = if self.is_narrow() { &after[..line_end(after)] } else { after };
        let after = encoding.decode_piece(after);
        piece.push_str(&after[..line_end(after.as_bytes())]);
        Some((Cow::Owned(piece), start..end))
    }

    /// What stands on the record's first line before the record.
    fn line_before(self, start: u64) -> Option<String> {
        if self.is_narrow() && start > 0 && matches!(self.range(start - 1, 1)?[..], [b'\n' | b'\r']) {
            return Some(String::new());
        }
        let encoding = self.text.encoding;
        let mut window = LINE_AFTER;
        loop {
            // An even number of bytes, so that no character of UTF-16 is cut.
            let from = start.saturating_sub(window);
            let bytes = self.range(from, start - from)?;
            let bytes = if from == 0 { &bytes[mark(&bytes, encoding).min(bytes.len())..] } else { &bytes };
            let before = encoding.decode_piece(bytes);
            if let Some(at) = line_start(before.as_bytes()) {
                return Some(before[at..].to_owned());
            }
            if from == 0 || window >= LINE_BEFORE {
                return Some(before.into_owned());
            }
            window *= 16;
        }
    }

    fn is_narrow(self) -> bool {
        !matches!(self.text.encoding, Encoding::Utf16Le | Encoding::Utf16Be)
    }
}

/// Where the last of several lines begins.
fn line_start(lines: &[u8]) -> Option<usize> {
    memchr::memrchr2(b'\n', b'\r', lines).map(|at| at + 1)
}

/// Where the first of several lines ends.
fn line_end(lines: &[u8]) -> usize {
    memchr::memchr2(b'\n', b'\r', lines).unwrap_or(lines.len())
}

/// The record with its first and last lines as they stand in a file in UTF-8; `None` where they are anything but that.
fn lines_around(file: &[u8], record: RecordRef) -> Option<(&str, Range<usize>)> {
    let start = usize::try_from(record.start).ok().filter(|start| *start <= file.len())?;
    let end = start.checked_add(usize::try_from(record.len).ok()?)?.min(file.len());
    let before = start.saturating_sub(usize::try_from(LINE_BEFORE).ok()?);
    let first = line_start(&file[before..start]).map(|at| before + at);
    let first = first.unwrap_or_else(|| if before == 0 { mark(file, Encoding::Utf8).min(start) } else { before });
    let after = &file[end..file.len().min(end + usize::try_from(LINE_AFTER).ok()?)];
    let piece = simdutf8::basic::from_utf8(&file[first..end + line_end(after)]).ok()?;
    let record = start - first..end - first;
    piece.get(record.clone()).map(|_| (piece, record))
}

/// The length of a byte-order mark.
fn mark(bytes: &[u8], encoding: Encoding) -> usize {
    match (encoding, bytes) {
        (Encoding::Utf8, [0xEF, 0xBB, 0xBF, ..]) => 3,
        (Encoding::Utf16Le, [0xFF, 0xFE, ..]) | (Encoding::Utf16Be, [0xFE, 0xFF, ..]) => 2,
        _ => 0,
    }
}

/// Fills in what was kept of a row of a case log.
fn show_kept(rows: &[ShownRow], place: &Place, located: &mut Located) {
    let Ok(at) = rows.binary_search_by_key(&place.record.start, |row| row.start) else { return };
    let row = &rows[at];
    let field = place.route.last().and_then(|step| match step {
        Step::Field(name) => row.cells.iter().find(|(known, ..)| known == name),
        _ => None,
    });
    let (value, column) = field.map_or((0..row.text.len(), 1), |(_, range, column)| (range.clone(), *column));
    located.spot = Spot::Line { line: place.record.line, column };
    (located.text, located.mark) = cut(&row.text, value);
}

/// Fills in line, column, text and mark of a value; of the record's beginning where there is no value.
fn show(piece: &Piece<'_>, value: Option<Range<usize>>, first_line: u32, located: &mut Located) {
    let value = value.unwrap_or(piece.record.start..piece.record.end);
    let text = piece.text;
    let (start, end) = (text.floor_char_boundary(value.start), text.floor_char_boundary(value.end));
    let line_start = line_start(&text.as_bytes()[..start]).unwrap_or(0);
    let line = &text[line_start..start + line_end(&text.as_bytes()[start..])];
    let column = text[line_start..start].chars().count() + 1;
    let line_number = first_line.saturating_add(lines_between(text, piece.record.start.min(start)..start));
    located.spot = Spot::Line { line: line_number, column: u32::try_from(column).unwrap_or(u32::MAX) };
    let start = start - line_start;
    (located.text, located.mark) = cut(line, start..(end.max(line_start) - line_start).clamp(start, line.len()));
}

/// How many lines end between two places of a text.
fn lines_between(text: &str, between: Range<usize>) -> u32 {
    let between = &text.as_bytes()[between];
    if line_end(between) == between.len() {
        return 0;
    }
    let line_end = if text.contains('\n') { b'\n' } else { b'\r' };
    u32::try_from(memchr::memchr_iter(line_end, between).count()).unwrap_or(u32::MAX)
}

/// Where so many characters of a text end, if there are more.
fn after(text: &str, characters: usize) -> Option<usize> {
    let mut rest = text.chars();
    // Whole chunks are passed over at once, other than by `char_indices`.
    rest.nth(characters - 1)?;
    let end = text.len() - rest.as_str().len();
    (end < text.len()).then_some(end)
}

/// How many bytes beyond what is shown are looked at for personal identity numbers that begin or end there: more than
/// any of them takes.
const BESIDE: usize = 32;

/// A line, cut to what is shown around a value, without personal identity numbers, and the value's place (in characters)
/// in what is left.
fn cut(line: &str, value: Range<usize>) -> (Box<str>, (u32, u32)) {
    let before = line[..value.start].char_indices().rev();
    let is_long = after(line, SHOWN).is_some();
    let start = if is_long { before.take(SHOWN_BEFORE).last().map_or(value.start, |(at, _)| at) } else { 0 };
    let end = after(&line[start..], SHOWN).map_or(line.len(), |at| start + at);
    let around = line.floor_char_boundary(start.saturating_sub(BESIDE));
    let masked = personal_number::masked(&line[around..line.ceil_char_boundary(end + BESIDE)]);
    let number = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let value = value.start.min(end)..value.end.min(end);
    let mark = (number(&line[start..value.start]), number(&line[value]));
    (masked[start - around..end - around].into(), mark)
}
