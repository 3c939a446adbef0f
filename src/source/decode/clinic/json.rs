//! JSON documents: one clinic, a list of clinics, or `{format, exported, clinics}`.
//!
//! The list is cut into its elements before anything is parsed, so that a clinic with a fault in it does not take the
//! others with it, and so that several threads can parse.

use std::ops::Range;

use chrono::{DateTime, FixedOffset};
use serde_json::error::Category;

use super::convert::Converter;
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
    pub(super) fn tell(self, loaded: &mut Loaded<Box<UnitRecord>>) {
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
pub(super) fn read(decoder: &ClinicDecoder, task: &Task, text: &Text) -> Result<Loaded<Box<UnitRecord>>, Unusable> {
    let document = text.as_str();
    let bytes = document.as_bytes();
    let mut outline = Outline::default();
    let mut rest = json_text::skip_blanks(bytes, 0);
    if !matches!(bytes.get(rest), Some(b'[' | b'{')) {
        return Err(not_json(document, rest));
    }
    if bytes[rest] == b'[' {
        let end = outline.list(bytes, rest);
        rest = json_text::skip_blanks(bytes, end);
    } else {
        // Clinics may follow one another, as in JSON Lines with another name.
        while bytes.get(rest) == Some(&b'{') && !outline.has_list {
            let end = outline.object(document, rest)?;
            rest = json_text::skip_blanks(bytes, end);
        }
        if outline.elements.is_empty() && !outline.has_list {
            outline.elements.extend(outline.head.take());
        }
    }
    let Outline { header, elements, cut, .. } = outline;
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
    let parts = parts::in_order(task.jobs, &batches, |batch| {
        let mut converter = Converter::new(decoder);
        for (range, place) in &batch.records {
            record(&mut converter, &document[range.clone()], *place);
        }
        converter.take()
    });
    let mut loaded = assemble(parts, "json");
    loaded.broken_off = (cut || rest < bytes.len()).then(|| broken_off(document, if cut { bytes.len() } else { rest }));
    header.tell(&mut loaded);
    Ok(loaded)
}

/// What a document holds, by position.
#[derive(Default)]
struct Outline {
    header: Header,
    /// The clinics.
    elements: Vec<Range<usize>>,
    /// An object that speaks of the file and of no clinic.
    head: Option<Range<usize>>,
    /// There was a list of clinics, be it empty.
    has_list: bool,
    /// The document ends before it should.
    cut: bool,
}

impl Outline {
    /// A list of clinics. Gives where it ends.
    fn list(&mut self, bytes: &[u8], start: usize) -> usize {
        self.has_list = true;
        let mut items = Items::new(bytes, start);
        for item in items.by_ref() {
            match item {
                Ok(item) => self.elements.push(item),
                Err(rest) => {
                    self.cut = true;
                    // What is left of the last clinic is told as such, with its place.
                    self.elements.extend((rest.start < bytes.len()).then_some(rest));
                }
            }
        }
        items.end()
    }

    /// A clinic, or an object with a list of them. Gives where it ends.
    fn object(&mut self, document: &str, start: usize) -> Result<usize, Unusable> {
        let bytes = document.as_bytes();
        let (mut with_list, mut with_id, mut named) = (false, false, false);
        let mut members = Members::new(bytes, start);
        let mut cut = false;
        for member in members.by_ref() {
            let Ok(member) = member else {
                cut = true;
                break;
            };
            let scalar = || serde_json::from_str::<Scalar<'_>>(&document[member.value.clone()]).unwrap_or_default();
            match document[member.key.clone()].trim_matches('"') {
                "format" => {
                    named = true;
                    self.header.format(&scalar(), line_and_column(document, member.value.start).0)?;
                }
                "exported" => {
                    named = true;
                    self.header.exported(&scalar());
                }
                "hsa_id" => with_id = true,
                "clinics" if bytes.get(member.value.start) == Some(&b'[') => {
                    with_list = true;
                    self.list(bytes, member.value.start);
                }
                _ => {}
            }
        }
        let end = members.end();
        if with_list {
            self.cut |= cut;
        } else if named && !with_id && !cut {
            self.head = Some(start..end);
        } else {
            self.elements.push(start..end);
        }
        Ok(end)
    }
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
fn broken_off(document: &str, at: usize) -> Unusable {
    let (line, column) = line_and_column(document, at);
    let (key, advice) = if at == document.len() {
        ("source-export-json-cut", "source-export-json-cut-advice")
    } else {
        ("source-export-json-more", "source-export-json-more-advice")
    };
    Unusable::new(Message::new(key).with("line", line).with("column", column)).advice(Message::new(advice))
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
