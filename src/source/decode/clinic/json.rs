//! JSON documents: one clinic, a list of clinics, or `{format, exported, clinics}`.
//!
//! The list is cut into its elements before anything is parsed, so that a clinic with a fault in it does not take the
//! others with it, and so that several threads can parse.

use std::ops::Range;

use chrono::{DateTime, FixedOffset};
use serde_json::error::Category;

use super::convert::{Converter, Part};
use super::wire::{Clinic, NOT_AN_OBJECT, Scalar};
use super::{ClinicDecoder, FORMAT, assemble, parts};
use crate::model::clinic::UnitRecord;
use crate::model::field::Field;
use crate::model::place::{FileIx, Place, RecordRef};
use crate::source::encoding::{Text, line_and_column};
use crate::source::json_text::{self, Items, Members};
use crate::source::{Loaded, Unusable, scalar};
use crate::text::Message;

/// Which file is read, and with how many threads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Task {
    pub(super) file: FileIx,
    pub(super) jobs: usize,
}

/// What a file says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Header {
    pub(super) exported: Option<DateTime<FixedOffset>>,
    pub(super) named: bool,
}

impl Header {
    /// Reads it from an object that carries it.
    ///
    /// # Errors
    /// When the object names another format.
    pub(super) fn of(wire: &Clinic<'_>, line: u32) -> Result<Self, Unusable> {
        let mut header = Self::default();
        header.format(&wire.format, line)?;
        header.exported(&wire.exported);
        Ok(header)
    }

    pub(super) fn format(&mut self, format: &Scalar<'_>, line: u32) -> Result<(), Unusable> {
        match &format.0 {
            Field::Value(format) if format.trim() == FORMAT => self.named = true,
            Field::NotExported | Field::Absent => {}
            other => {
                let found: String = other.value().map_or(String::new(), |text| text.chars().take(60).collect());
                let ours = found.starts_with("riktlinje/clinics/");
                let advice =
                    if ours { "source-export-format-newer-advice" } else { "source-export-format-other-advice" };
                return Err(Unusable::new(
                    Message::new("source-export-format-other").with("found", found).with("expected", FORMAT),
                )
                .advice(Message::new(advice).with("expected", FORMAT))
                .at(line, 1));
            }
        }
        Ok(())
    }

    pub(super) fn exported(&mut self, exported: &Scalar<'_>) {
        self.exported = exported.0.value().and_then(|text| scalar::instant(text.trim()));
    }

    /// Adds what the file says of itself to what it gave.
    pub(super) fn tell(self, loaded: &mut Loaded<UnitRecord>) {
        loaded.taken_at = self.exported;
        if !self.named {
            loaded.notes.push(Message::new("source-export-format-unnamed"));
        }
    }
}

/// Elements that one thread parses at a time.
struct Batch {
    records: Vec<(Range<usize>, RecordRef)>,
}

/// How many bytes of elements make a batch.
const BATCH: usize = 256 << 10;

/// Reads a document.
///
/// # Errors
/// When it is not JSON, or names another format.
pub(super) fn read(decoder: &ClinicDecoder, task: &Task, text: &Text) -> Result<Loaded<UnitRecord>, Unusable> {
    let document = text.as_str();
    let bytes = document.as_bytes();
    let start = json_text::skip_blanks(bytes, 0);
    let mut header = Header::default();
    let mut elements = Vec::new();
    let mut cut = false;
    let end;
    match bytes.get(start) {
        Some(b'[') => (cut, end) = list(bytes, start, &mut elements),
        Some(b'{') => {
            let mut members = Members::new(bytes, start);
            let mut bare = true;
            while let Some(member) = members.next() {
                let Ok(member) = member else {
                    cut = true;
                    break;
                };
                let value = member.value.clone();
                let scalar = || serde_json::from_str::<Scalar<'_>>(&document[value.clone()]).unwrap_or_default();
                match document[member.key].trim_matches('"') {
                    "format" => header.format(&scalar(), line_and_column(document, value.start).0)?,
                    "exported" => header.exported(&scalar()),
                    "clinics" if bytes.get(value.start) == Some(&b'[') => {
                        bare = false;
                        let (list_cut, _) = list(bytes, value.start, &mut elements);
                        cut |= list_cut;
                    }
                    _ => {}
                }
            }
            end = members.end();
            if bare {
                elements = vec![start..end];
                cut = false;
            }
        }
        _ => return Err(not_json(document, start)),
    }
    let rest = json_text::skip_blanks(bytes, end);
    let offsets = &mut text.offsets();
    let mut records = Vec::with_capacity(elements.len());
    let (mut line, mut counted) = (1_u32, 0);
    for element in elements {
        let breaks = memchr::memchr_iter(b'\n', &bytes[counted..element.start]).count();
        line = line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        counted = element.start;
        let (from, to) = (offsets.stored(element.start), offsets.stored(element.end));
        let len = u32::try_from(to - from).unwrap_or(u32::MAX);
        records.push((element, RecordRef { file: task.file, start: from, len, line }));
    }
    let batches = batches(records);
    let mut parts = parts::in_order(task.jobs, &batches, |batch| {
        let mut converter = Converter::new(decoder);
        for (range, place) in &batch.records {
            record(&mut converter, &document[range.clone()], *place);
        }
        converter.finish()
    });
    if cut || rest < bytes.len() {
        parts.push(broken_off(document, task.file, if cut { bytes.len() } else { rest }));
    }
    let mut loaded = assemble(parts, "json");
    header.tell(&mut loaded);
    Ok(loaded)
}

/// The elements of a list; whether it is cut off; where it ends.
fn list(bytes: &[u8], start: usize, elements: &mut Vec<Range<usize>>) -> (bool, usize) {
    let mut items = Items::new(bytes, start);
    let mut cut = false;
    while let Some(item) = items.next() {
        match item {
            Ok(item) => elements.push(item),
            Err(rest) => {
                cut = true;
                // What is left of the last clinic is told as such, with its place.
                if rest.start < bytes.len() {
                    elements.push(rest);
                }
            }
        }
    }
    (cut, items.end())
}

fn batches(records: Vec<(Range<usize>, RecordRef)>) -> Vec<Batch> {
    let mut batches: Vec<Batch> = Vec::new();
    let mut size = BATCH;
    for (range, place) in records {
        if size >= BATCH {
            batches.push(Batch { records: Vec::new() });
            size = 0;
        }
        size += range.len();
        batches.last_mut().expect("the size began at its limit").records.push((range, place));
    }
    batches
}

/// A document that ends too early, or that goes on after its end.
fn broken_off(document: &str, file: FileIx, at: usize) -> Part {
    let (line, column) = line_and_column(document, at);
    let record = RecordRef { file, start: at as u64, len: 0, line };
    let key = if at == document.len() { "source-export-json-cut" } else { "source-export-json-more" };
    let advice = if at == document.len() { "source-export-json-cut-advice" } else { "source-export-json-more-advice" };
    let mut part = Part::default();
    part.problems.error(
        Place::record(record),
        Message::new(key).with("line", line).with("column", column),
        Message::new(advice),
    );
    part
}

fn not_json(document: &str, at: usize) -> Unusable {
    let (line, column) = line_and_column(document, at);
    Unusable::new(Message::new("source-export-json-none").with("line", line).with("column", column))
        .advice(Message::new("source-export-json-none-advice"))
        .at(line, column)
}

/// Reads one clinic.
pub(super) fn record(converter: &mut Converter<'_>, text: &str, record: RecordRef) {
    match serde_json::from_str::<Clinic<'_>>(text) {
        Ok(wire) => converter.clinic(&wire, record, text.as_bytes()),
        Err(error) => {
            let (message, advice) = fault(&error, text, record.line);
            converter.leave_out(Place::record(record), message, Message::new(advice));
        }
    }
}

/// What is wrong with a record that cannot be parsed. serde's own words may quote the source, so they are not shown.
fn fault(error: &serde_json::Error, text: &str, line: u32) -> (Message, &'static str) {
    let in_line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or("");
    let column = in_line[..in_line.floor_char_boundary(error.column().saturating_sub(1))].chars().count() + 1;
    let line = line.saturating_add(u32::try_from(error.line().saturating_sub(1)).unwrap_or(0));
    let at = |key| Message::new(key).with("line", line).with("column", column);
    match error.classify() {
        Category::Eof => (at("source-export-json-record-cut"), "source-export-json-record-cut-advice"),
        Category::Data if error.to_string().starts_with(NOT_AN_OBJECT) => {
            (at("source-export-json-record-shape"), "source-export-json-record-shape-advice")
        }
        _ => (at("source-export-json-record-syntax"), "source-export-json-record-syntax-advice"),
    }
}
