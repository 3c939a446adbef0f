//! YAML documents, in the same three forms as JSON documents.
//!
//! YAML is slow to parse, so a list in block style is cut into its elements first: several threads then parse, and a
//! clinic with a fault in it does not take the others with it.

use std::ops::Range;

use serde::Deserialize as _;

use super::convert::{Converter, Part};
use super::json::{Header, Task};
use super::wire::{Clinic, Scalar};
use super::{ClinicDecoder, assemble, parts};
use crate::document::{self, DocumentError, Kind, Node};
use crate::model::clinic::UnitRecord;
use crate::model::place::{FileIx, Place, RecordRef};
use crate::source::encoding::Text;
use crate::source::yaml_text::{self, Cut};
use crate::source::{Loaded, Unusable};
use crate::text::Message;

/// How many bytes of elements are parsed at a time.
const BATCH: usize = 64 << 10;

/// Reads a document.
///
/// # Errors
/// When it is not YAML (or uses what we do not read: anchors, tags, several documents), or names another format.
pub(super) fn read(decoder: &ClinicDecoder, task: &Task, text: &Text) -> Result<Loaded<Box<UnitRecord>>, Unusable> {
    let source = text.as_str();
    let mut header = Header::default();
    let parts = match yaml_text::cut(source, "clinics") {
        Some(cut) => {
            for frame in [cut.before.clone(), cut.after.clone()] {
                let root = document::parse(&source[frame.clone()])
                    .map_err(|errors| unusable(&errors, line_of(source, frame.start)))?;
                head(&root, &mut header)?;
            }
            elements(decoder, task, text, &cut)
        }
        None => {
            let root = document::parse(source).map_err(|errors| unusable(&errors, 1))?;
            head(&root, &mut header)?;
            vec![whole(decoder, task.file, text, &root)]
        }
    };
    let mut loaded = assemble(parts, "yaml");
    header.tell(&mut loaded);
    Ok(loaded)
}

fn head(root: &Node<'_>, header: &mut Header) -> Result<(), Unusable> {
    if let Some(node) = root.get("format") {
        header.format(&Scalar::deserialize(node).unwrap_or_default(), node.span.line)?;
    }
    if let Some(node) = root.get("exported") {
        header.exported(&Scalar::deserialize(node).unwrap_or_default());
    }
    Ok(())
}

/// A document that could not be cut: flow style, or one clinic.
fn whole(decoder: &ClinicDecoder, file: FileIx, text: &Text, root: &Node<'_>) -> Part {
    let mut converter = Converter::new(decoder);
    let mut offsets = text.offsets();
    let list = match &root.kind {
        Kind::List(items) => items.as_slice(),
        _ => match root.get("clinics") {
            Some(clinics) => clinics.list(),
            None => std::slice::from_ref(root),
        },
    };
    for node in list {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let (from, to) = (offsets.stored(start), offsets.stored(end));
        let len = u32::try_from(to.saturating_sub(from)).unwrap_or(u32::MAX);
        let record = RecordRef { file, start: from, len, line: node.span.line };
        let source = text.as_str().as_bytes().get(start..end).unwrap_or_default();
        clinic(&mut converter, node, record, source);
    }
    converter.take()
}

/// The elements of a list that was cut.
fn elements(decoder: &ClinicDecoder, task: &Task, text: &Text, cut: &Cut) -> Vec<Part> {
    let source = text.as_str();
    let mut offsets = text.offsets();
    let mut batches: Vec<Vec<(Range<usize>, RecordRef)>> = Vec::new();
    let mut size = BATCH;
    let (mut line, mut counted) = (1_u32, 0);
    for item in &cut.items {
        let breaks = memchr::memchr_iter(b'\n', &source.as_bytes()[counted..item.start]).count();
        line = line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        counted = item.start;
        let (from, to) = (offsets.stored(item.start), offsets.stored(item.end));
        let len = u32::try_from(to - from).unwrap_or(u32::MAX);
        if size >= BATCH {
            batches.push(Vec::new());
            size = 0;
        }
        size += item.len();
        let record = RecordRef { file: task.file, start: from, len, line };
        batches.last_mut().expect("the size began at its limit").push((item.clone(), record));
    }
    parts::in_order(task.jobs, &batches, |batch| {
        let mut converter = Converter::new(decoder);
        let (Some((first, _)), Some((last, _))) = (batch.first(), batch.last()) else { return converter.take() };
        match document::parse(&source[first.start..last.end]) {
            Ok(root) if root.list().len() == batch.len() => {
                for (node, (range, record)) in root.list().iter().zip(batch) {
                    clinic(&mut converter, node, *record, source[range.clone()].as_bytes());
                }
            }
            // One of them has a fault: which one is seen when each is parsed alone.
            _ => batch.iter().for_each(|(range, record)| alone(&mut converter, &source[range.clone()], *record)),
        }
        converter.take()
    })
}

fn alone(converter: &mut Converter<'_>, source: &str, record: RecordRef) {
    match document::parse(source) {
        Ok(root) => match root.list() {
            [node] => clinic(converter, node, record, source.as_bytes()),
            _ => clinic(converter, &root, record, source.as_bytes()),
        },
        Err(errors) => {
            let Some(error) = errors.into_iter().next() else { return };
            let line = record.line.saturating_add(error.span.line.saturating_sub(1));
            let message =
                Message::new("source-export-yaml-record").with("line", line).with("column", error.span.column);
            let place = Place::record(record);
            converter.leave_out(
                place,
                message.with("error", error.message),
                Message::new("source-export-yaml-record-advice"),
            );
        }
    }
}

fn clinic(converter: &mut Converter<'_>, node: &Node<'_>, record: RecordRef, source: &[u8]) {
    match Clinic::deserialize(node) {
        Ok(wire) => converter.clinic(&wire, record, source),
        Err(_) => converter.leave_out(
            Place::record(record),
            Message::new("source-export-yaml-record-shape").with("line", record.line),
            Message::new("source-export-yaml-record-shape-advice"),
        ),
    }
}

fn line_of(source: &str, offset: usize) -> u32 {
    let breaks = memchr::memchr_iter(b'\n', &source.as_bytes()[..offset]).count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}

fn unusable(errors: &[DocumentError], first_line: u32) -> Unusable {
    let Some(error) = errors.first() else { return Unusable::new(Message::new("source-export-yaml")) };
    let line = first_line.saturating_add(error.span.line.saturating_sub(1));
    Unusable::new(
        Message::new("source-export-yaml")
            .with("line", line)
            .with("column", error.span.column)
            .with("error", error.message.clone()),
    )
    .advice(Message::new("source-export-yaml-advice"))
    .at(line, error.span.column)
}
