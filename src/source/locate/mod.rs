//! Symbolic places become file, line and column, or sheet and cell. Reads only what is shown again; where the file has
//! changed or gone since, the line alone is told.

mod table;
mod tree;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::encoding::Encoding;
use super::mapping::Mapping;
use super::transport::Origin;
use super::{Layout, SourceText, Sources, columns};
use crate::model::personal_number;
use crate::model::place::{Located, Place, RecordRef, Spot, Step};

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

/// Finds places of sources in their files.
#[derive(Debug)]
pub struct Locator<'s> {
    sources: &'s Sources,
    mapping: Option<&'s Mapping>,
    workbooks: RefCell<HashMap<u32, Rc<table::Workbook>>>,
    held: RefCell<Held>,
}

/// Files that are held whole once something in them is shown, up to a limit in all: a report of a region points into
/// them thousands of times.
#[derive(Debug, Default)]
struct Held {
    files: HashMap<u32, Option<Rc<[u8]>>>,
    bytes: u64,
}

/// How many bytes of files are held.
const HELD: u64 = 64 << 20;

impl<'s> Locator<'s> {
    /// For what was loaded, with the mapping file that it was loaded with.
    #[must_use]
    pub fn new(sources: &'s Sources, mapping: Option<&'s Mapping>) -> Self {
        Self { sources, mapping, workbooks: RefCell::default(), held: RefCell::default() }
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
        if let Layout::Workbook(sheets) = &text.layout {
            let sheet = usize::try_from(record.start).ok().and_then(|sheet| sheets.get(sheet));
            if let Some(sheet) = sheet {
                let workbook = self.workbook(record.file.0, &text.origin);
                workbook.locate(sheet, place, &mut located);
            }
            return located;
        }
        located.spot = Spot::Line { line: record.line, column: 1 };
        let held = self.held(record.file.0, file.bytes, &text.origin);
        let Some((piece, bytes)) = read_piece(text, held.as_deref(), record) else { return located };
        let piece = Piece { text: &piece, record: bytes };
        let value = match &text.layout {
            Layout::Delimited { delimiter, columns } => table::find(&piece, *delimiter, columns, &place.route),
            Layout::Tree => {
                let canonical = |key: &str| columns::canonical(file.kind, key, self.mapping);
                tree::find(&piece, &place.route, &canonical)
            }
            Layout::Workbook(_) | Layout::Unknown => None,
        };
        show(&piece, value, record.line, &mut located);
        located
    }

    /// The file as a whole, where there is room for it.
    fn held(&self, file: u32, bytes: u64, origin: &Origin) -> Option<Rc<[u8]>> {
        let mut held = self.held.borrow_mut();
        if let Some(known) = held.files.get(&file) {
            return known.clone();
        }
        let read = (held.bytes + bytes <= HELD).then(|| origin.read_range(0, bytes).ok()).flatten();
        let read: Option<Rc<[u8]>> = read.map(Into::into);
        held.bytes += read.as_ref().map_or(0, |read| read.len() as u64);
        held.files.insert(file, read.clone());
        read
    }

    fn workbook(&self, file: u32, origin: &Origin) -> Rc<table::Workbook> {
        let mut workbooks = self.workbooks.borrow_mut();
        Rc::clone(workbooks.entry(file).or_insert_with(|| Rc::new(table::Workbook::read(origin))))
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

/// Bytes of a file: of what is held of it, or read for the purpose.
fn range<'h>(text: &SourceText, held: Option<&'h [u8]>, offset: u64, len: u64) -> Option<Cow<'h, [u8]>> {
    let Some(held) = held else { return text.origin.read_range(offset, len).ok().map(Cow::Owned) };
    let start = usize::try_from(offset).ok()?.min(held.len());
    let end = usize::try_from(offset.saturating_add(len)).ok()?.min(held.len());
    Some(Cow::Borrowed(&held[start..end]))
}

/// The record with its first and last lines, as text, and which bytes of that text are the record.
fn read_piece(text: &SourceText, held: Option<&[u8]>, record: RecordRef) -> Option<(String, Range<usize>)> {
    let len = u64::from(record.len);
    let own = range(text, held, record.start, len + LINE_AFTER)?;
    let (own, after) = own.split_at(own.len().min(usize::try_from(len).ok()?));
    let mut piece = line_before(text, held, record.start)?;
    let start = piece.len();
    piece.push_str(&text.encoding.decode_piece(own));
    let end = piece.len();
    // In these encodings a line's end is a byte that nothing else holds, so that no more than the line is decoded.
    let after = match text.encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => after,
        _ => after.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default(),
    };
    let after = text.encoding.decode_piece(after);
    piece.push_str(after.split(['\n', '\r']).next().unwrap_or_default());
    Some((piece, start..end))
}

/// What stands on the record's first line before the record.
fn line_before(text: &SourceText, held: Option<&[u8]>, start: u64) -> Option<String> {
    let narrow = !matches!(text.encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    if narrow && start > 0 && matches!(range(text, held, start - 1, 1)?[..], [b'\n' | b'\r']) {
        return Some(String::new());
    }
    let mut window = LINE_AFTER;
    loop {
        // An even number of bytes, so that no character of UTF-16 is cut.
        let from = start.saturating_sub(window);
        let bytes = range(text, held, from, start - from)?;
        let bytes = if from == 0 { &bytes[mark(&bytes, text.encoding).min(bytes.len())..] } else { &bytes };
        let before = text.encoding.decode_piece(bytes);
        if let Some(at) = before.rfind(['\n', '\r']) {
            return Some(before[at + 1..].to_owned());
        }
        if from == 0 || window >= LINE_BEFORE {
            return Some(before.into_owned());
        }
        window *= 16;
    }
}

/// The length of a byte-order mark.
fn mark(bytes: &[u8], encoding: Encoding) -> usize {
    match (encoding, bytes) {
        (Encoding::Utf8, [0xEF, 0xBB, 0xBF, ..]) => 3,
        (Encoding::Utf16Le, [0xFF, 0xFE, ..]) | (Encoding::Utf16Be, [0xFE, 0xFF, ..]) => 2,
        _ => 0,
    }
}

/// Fills in line, column, text and mark of a value; of the record's beginning where there is no value.
fn show(piece: &Piece<'_>, value: Option<Range<usize>>, first_line: u32, located: &mut Located) {
    let value = value.unwrap_or(piece.record.start..piece.record.end);
    let text = piece.text;
    let (start, end) = (text.floor_char_boundary(value.start), text.floor_char_boundary(value.end));
    let line_end = if text.contains('\n') { '\n' } else { '\r' };
    let lines_before = text[piece.record.start.min(start)..start].matches(line_end).count();
    let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = text[line_start..].split(['\n', '\r']).next().unwrap_or_default();
    let value_start = text[line_start..start].chars().count();
    let value_len = text[start..end.clamp(start, line_start + line.len().max(start - line_start))].chars().count();

    let line_number = first_line.saturating_add(u32::try_from(lines_before).unwrap_or(u32::MAX));
    let column = u32::try_from(value_start + 1).unwrap_or(u32::MAX);
    located.spot = Spot::Line { line: line_number, column };
    (located.text, located.mark) = cut(line, value_start, value_len);
}

/// A line, cut to what is shown around a value (in characters), without personal identity numbers, and the value's place in
/// what is left.
fn cut(line: &str, value_start: usize, value_len: usize) -> (Box<str>, (u32, u32)) {
    let line = personal_number::masked(line);
    let is_long = line.chars().nth(SHOWN).is_some();
    let from = if is_long { value_start.saturating_sub(SHOWN_BEFORE) } else { 0 };
    let shown: String = line.chars().skip(from).take(SHOWN).collect();
    let start = value_start - from;
    let len = value_len.min(shown.chars().count().saturating_sub(start));
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (shown.into(), (number(start), number(len)))
}
