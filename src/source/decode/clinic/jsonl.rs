//! JSON Lines: a clinic a line, in blocks of whole lines that several threads decode.

use std::sync::{Mutex, PoisonError};

use super::convert::{Converter, Part};
use super::json::{self, Header};
use super::wire::Clinic;
use super::{ClinicDecoder, assemble, parts};
use crate::model::clinic::UnitRecord;
use crate::model::field::Field;
use crate::model::place::Place;
use crate::parallel::beside;
use crate::source::content::{Block, Content};
use crate::source::{Context, Loaded, Unusable};
use crate::text::Message;

/// Reads a file of JSON Lines.
///
/// # Errors
/// When it cannot be read to its end, or its first line names another format.
pub(super) fn read(
    decoder: &ClinicDecoder,
    context: &Context<'_>,
    content: &Content<'_>,
) -> Result<Loaded<Box<UnitRecord>>, Unusable> {
    let Some(first) = content.next_block()? else {
        return Ok(assemble(Vec::new(), "jsonl"));
    };
    let header = header(&first)?;
    let run = Run {
        content,
        header_lines: header.as_ref().map_or(0, |(_, lines)| *lines),
        parts: Mutex::default(),
        failure: Mutex::default(),
    };
    beside(context.jobs, &|| run.blocks(Converter::new(decoder)), || {
        let mut converter = Converter::new(decoder);
        run.block(&first, &mut converter);
        drop(first);
        run.blocks(converter);
    });
    if let Some(failure) = run.failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(failure);
    }
    let mut loaded = assemble(parts::sorted(run.parts), "jsonl");
    match header {
        Some((header, _)) => loaded.taken_at = header.exported,
        None => loaded.notes.push(Message::new("source-export-format-unnamed")),
    }
    Ok(loaded)
}

/// What the first line says, if it speaks of the file and not of a clinic, and how many lines it takes.
fn header(block: &Block) -> Result<Option<(Header, u32)>, Unusable> {
    let lines = block.bytes.split(|byte| *byte == b'\n').zip(1_u32..);
    for (line, number) in lines {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let Ok(wire) = serde_json::from_slice::<Clinic<'_>>(line) else { return Ok(None) };
        if wire.hsa_id.0 != Field::NotExported || (!wire.format.0.is_exported() && !wire.exported.0.is_exported()) {
            return Ok(None);
        }
        return Header::of(&wire, block.line + number - 1).map(|header| Some((header, number)));
    }
    Ok(None)
}

struct Run<'a, 'c> {
    content: &'a Content<'c>,
    /// Lines of the first block that are not records.
    header_lines: u32,
    parts: Mutex<Vec<(usize, Part)>>,
    failure: Mutex<Option<Unusable>>,
}

impl Run<'_, '_> {
    fn blocks(&self, mut converter: Converter<'_>) {
        loop {
            match self.content.next_block() {
                Ok(Some(block)) => self.block(&block, &mut converter),
                Ok(None) => break,
                Err(failure) => {
                    self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(failure);
                    break;
                }
            }
        }
    }

    fn block(&self, block: &Block, converter: &mut Converter<'_>) {
        let skipped = if block.number == 0 { self.header_lines } else { 0 };
        lines(converter, block, skipped);
        let part = converter.take();
        self.parts.lock().unwrap_or_else(PoisonError::into_inner).push((block.number, part));
    }
}

fn lines(converter: &mut Converter<'_>, block: &Block, skipped: u32) {
    let mut places = block.places();
    if block.too_long {
        converter.leave_out(
            Place::record(places.record(0, 0, 0)),
            Message::new("source-export-line-long").with("line", block.line),
            Message::new("source-export-line-long-advice"),
        );
        return;
    }
    // Checked for a block at a time, which is faster than for each string of each line.
    let whole = simdutf8::basic::from_utf8(&block.bytes).ok();
    let mut start = 0;
    let mut number = 0;
    while start < block.bytes.len() {
        let end = memchr::memchr(b'\n', &block.bytes[start..]).map_or(block.bytes.len(), |at| start + at);
        let bytes = block.bytes[start..end].trim_ascii_end();
        let lead = bytes.len() - bytes.trim_ascii_start().len();
        let (at, line) = (start + lead, number);
        start = end + 1;
        number += 1;
        if line < skipped || bytes.len() == lead {
            continue;
        }
        let bytes = &bytes[lead..];
        let record = places.record(at, bytes.len(), line);
        let text = whole.map_or_else(|| std::str::from_utf8(bytes), |text| Ok(&text[at..at + bytes.len()]));
        match text {
            Ok(text) => json::record(converter, text, record),
            Err(_) => converter.leave_out(
                Place::record(record),
                Message::new("source-export-line-not-utf8"),
                Message::new("source-export-line-not-utf8-advice"),
            ),
        }
    }
}
