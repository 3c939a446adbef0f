//! The small sources as YAML, JSON and JSON Lines.

use super::{Decoder, Small, format_name, list_key, personal_number_in};
use crate::document::{self, DocumentError, Kind, Node};
use crate::model::personal_number;
use crate::model::place::{Place, RecordRef, Step};
use crate::source::content::Shape;
use crate::source::encoding::{Offsets, Text};
use crate::source::fields::{Fields, Raw, Value, node_holds_personal_number};
use crate::source::problems::Problems;
use crate::source::{Layout, Unusable, columns, scalar};
use crate::text::Message;

/// How many different unknown keys are told of a file.
const TOLD: usize = 40;

/// Keys of records that are not read.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Keys that mean nothing to us, where they first stand, and how often they do.
    unknown: Vec<(Box<str>, RecordRef, u64)>,
    /// Keys that tell a cause of absence.
    causes: Vec<Box<str>>,
}

impl Keys {
    fn unknown(&mut self, key: &str, record: RecordRef) {
        if let Some((.., count)) = self.unknown.iter_mut().find(|(known, ..)| **known == *key) {
            *count += 1;
        } else if self.unknown.len() < TOLD {
            self.unknown.push((key.into(), record, 1));
        }
    }

    pub(super) fn tell(&mut self, problems: &mut Problems, notes: &mut Vec<Message>) {
        for (key, record, count) in self.unknown.drain(..) {
            let shown: String = personal_number::masked(&key).chars().take(60).collect();
            problems.note(
                Place::record(record),
                Message::new("source-key-unknown").with("key", shown).with("count", count),
            );
        }
        if !self.causes.is_empty() {
            let names = std::mem::take(&mut self.causes);
            notes.push(Message::new("source-cause").with("count", names.len()).with("names", names));
        }
    }
}

/// Reads a YAML or JSON document, which are the same to the parser and not to who wrote it.
pub(super) fn document<T: Small>(decoder: &mut Decoder<'_, T>, text: &Text, shape: Shape) -> Result<(), Unusable> {
    decoder.loaded.layout = Layout::Tree;
    decoder.loaded.notes.extend(text.note());
    let root = document::parse(text.as_str()).map_err(|errors| unusable(&errors, shape))?;
    let mut offsets = text.offsets();
    let unnamed = Message::new("source-format-unnamed").with("wanted", format_name(T::KIND));
    let items = match &root.kind {
        Kind::List(items) => {
            decoder.loaded.notes.push(unnamed);
            items.as_slice()
        }
        Kind::Map(_) => {
            head(decoder, &root, text)?;
            if root.get("format").is_none() {
                decoder.loaded.notes.push(unnamed);
            }
            match root.get(list_key(T::KIND)) {
                Some(list) if matches!(list.kind, Kind::List(_)) || list.is_null() => list.list(),
                Some(other) => return Err(wrong_shape::<T>(other)),
                None if is_record::<T>(decoder, &root) => std::slice::from_ref(&root),
                None => return Err(wrong_shape::<T>(&root)),
            }
        }
        Kind::Scalar { .. } => return Err(wrong_shape::<T>(&root)),
    };
    for item in items {
        let start = offsets.stored(item.span.start as usize);
        let end = offsets.stored(item.span.end as usize);
        let len = u32::try_from(end - start).unwrap_or(u32::MAX);
        entry(decoder, item, RecordRef { file: decoder.file, start, len, line: item.span.line });
    }
    Ok(())
}

/// Reads JSON Lines: a record a line, after a first line that may name the format.
pub(super) fn lines<T: Small>(decoder: &mut Decoder<'_, T>, text: &Text) -> Result<(), Unusable> {
    decoder.loaded.layout = Layout::Tree;
    decoder.loaded.notes.extend(text.note());
    let mut offsets: Offsets<'_> = text.offsets();
    let (mut at, mut number, mut first) = (0, 0_u32, true);
    for line in text.as_str().split_inclusive('\n') {
        let begin = at;
        at += line.len();
        number = number.saturating_add(1);
        let line = line.trim_end();
        if line.is_empty() {
            continue;
        }
        let start = offsets.stored(begin);
        let len = u32::try_from(offsets.stored(begin + line.len()) - start).unwrap_or(u32::MAX);
        let record = RecordRef { file: decoder.file, start, len, line: number };
        match document::parse(line) {
            Ok(node) if std::mem::take(&mut first) && node.get("format").is_some() => head(decoder, &node, text)?,
            Ok(node) => entry(decoder, &node, record),
            Err(errors) => {
                let column = errors.first().map_or(1, |error| error.span.column);
                let message = Message::new("source-line-syntax").with("column", column);
                decoder.problems.error(Place::record(record), message, Message::new("source-line-advice"));
                decoder.loaded.left_out += 1;
            }
        }
    }
    Ok(())
}

/// What a document says of itself.
fn head<T: Small>(decoder: &mut Decoder<'_, T>, root: &Node<'_>, text: &Text) -> Result<(), Unusable> {
    let wanted = format_name(T::KIND);
    if let Some(format) = root.get("format")
        && format.text() != Some(&wanted)
    {
        let found: String = format.text().unwrap_or_default().chars().take(60).collect();
        return Err(Unusable::new(Message::new("source-format-unknown").with("found", found).with("wanted", &*wanted))
            .advice(Message::new("source-format-advice").with("wanted", &*wanted))
            .at(format.span.line, format.span.column));
    }
    let whole = Place::record(RecordRef::whole_file(decoder.file));
    if let Some(taken) = root.get("taken").filter(|taken| !taken.is_null()) {
        decoder.loaded.taken_at = taken.text().and_then(scalar::instant);
        if decoder.loaded.taken_at.is_none() {
            let message = Message::new("source-value-unreadable").with("field", "taken");
            let message = message.with("found", taken.text().unwrap_or_default());
            decoder.problems.warning(whole.clone(), message, Message::new("source-instant-advice"));
        }
    }
    if let Some(complete) = root.get("complete").filter(|complete| !complete.is_null()) {
        match complete.text().and_then(scalar::truth) {
            Some(complete) => decoder.loaded.complete = complete,
            None => {
                let message = Message::new("source-value-unreadable").with("field", "complete");
                let message = message.with("found", complete.text().unwrap_or_default());
                decoder.problems.warning(whole, message, Message::new("source-truth-advice"));
            }
        }
    }
    if root.get(list_key(T::KIND)).is_some() || root.get("format").is_some() {
        let mut offsets = text.offsets();
        for (key, _) in root.map() {
            let own = ["format", "taken", "complete", list_key(T::KIND)];
            if !own.contains(&key.text.as_ref()) {
                let start = offsets.stored(key.span.start as usize);
                let record = RecordRef { file: decoder.file, start, len: 0, line: key.span.line };
                decoder.keys.unknown(&key.text, record);
            }
        }
    }
    Ok(())
}

/// Whether a mapping without a list is itself the one record.
fn is_record<T: Small>(decoder: &Decoder<'_, T>, root: &Node<'_>) -> bool {
    let mapping = decoder.context.mapping;
    let has = |needed: &&str| {
        root.map().iter().any(|(key, _)| columns::canonical(T::KIND, &key.text, mapping) == Some(needed))
    };
    !root.map().is_empty() && T::NEEDED.iter().all(has)
}

fn entry<T: Small>(decoder: &mut Decoder<'_, T>, node: &Node<'_>, record: RecordRef) {
    let kept = read_entry(decoder, node, record);
    decoder.loaded.left_out += u64::from(!kept);
}

fn read_entry<T: Small>(decoder: &mut Decoder<'_, T>, node: &Node<'_>, record: RecordRef) -> bool {
    let mapping = decoder.context.mapping;
    if !matches!(node.kind, Kind::Map(_)) {
        let advice = Message::new("source-record-shape-advice").with("fields", T::NEEDED.to_vec());
        decoder.problems.error(Place::record(record), Message::new("source-record-shape"), advice);
        return false;
    }
    let mut fields: Vec<(&'static str, Value<'_>)> = Vec::new();
    for (key, value) in node.map() {
        if columns::tells_a_cause(T::KIND, &key.text) {
            if !decoder.keys.causes.iter().any(|known| **known == *key.text) && decoder.keys.causes.len() < TOLD {
                decoder.keys.causes.push(key.text.as_ref().into());
            }
            continue;
        }
        let name = columns::canonical(T::KIND, &key.text, mapping);
        let is_dialled = name.is_some_and(|name| T::DIALLED.contains(&name));
        if !is_dialled && node_holds_personal_number(value) {
            let step = name.map_or_else(|| Step::Named(key.text.as_ref().into()), Step::Field);
            personal_number_in(Place { record, route: vec![step] }, &mut decoder.problems);
            return false;
        }
        match name {
            None => decoder.keys.unknown(&key.text, record),
            Some(name) if fields.iter().any(|(known, _)| *known == name) => {
                let message = Message::new("source-key-twice").with("field", name);
                decoder.problems.error(Place::field(record, name), message, Message::new("source-key-twice-advice"));
                return false;
            }
            Some(name) => fields.push((name, Value::Node(value))),
        }
    }
    let raw = Raw { record, fields };
    T::read(&mut Fields::new(&raw, mapping, &mut decoder.problems), &mut decoder.loaded.records).is_ok()
}

/// What the parser said first; the rest is likely to follow from it.
fn unusable(errors: &[DocumentError], shape: Shape) -> Unusable {
    let first = errors.first().expect("a failed parse tells at least one error");
    let is_of_both = ["document-duplicate-key", "document-depth"].contains(&&*first.message.key);
    let (message, advice) = match shape {
        Shape::Json if is_of_both => (first.message.clone(), "source-document-json-advice"),
        Shape::Json => (Message::new("source-document-json"), "source-document-json-advice"),
        _ => (first.message.clone(), "source-document-advice"),
    };
    Unusable::new(message).advice(Message::new(advice)).at(first.span.line.max(1), first.span.column.max(1))
}

fn wrong_shape<T: Small>(node: &Node<'_>) -> Unusable {
    let wanted = format_name(T::KIND);
    let message = Message::new("source-document-shape").with("key", list_key(T::KIND));
    let advice = Message::new("source-document-shape-advice").with("wanted", wanted).with("key", list_key(T::KIND));
    Unusable::new(message).advice(advice).at(node.span.line.max(1), node.span.column.max(1))
}
