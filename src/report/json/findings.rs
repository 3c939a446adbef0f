//! Writes findings. There may be a great many, and neighbours have much in common: what is the same as in the finding
//! before is copied, the rest is written straight into the buffer. The shape is that of [`wire::Finding`], which reads
//! it back; tests hold the two together.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;

use super::names::{Known, Names};
use super::page::{append, append_text};
use super::wire;
use super::write::{wire_missing, wire_remedy, wire_settlement};
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::{Decided, Evidence, Finding, Remedy, RuleIx, Settlement};
use crate::model::place::{Located, Spot};
use crate::model::source::SourceKind;
use crate::model::value::Value;
use crate::text::{Bilingual, Message};

/// Writes one finding after the other.
pub(super) struct Findings<'r> {
    keys: &'r [Cow<'r, str>],
    kinds: &'r HashMap<&'r str, SourceKind>,
    names: Known<'r>,
    ids: Ids<'r>,
    message: Same<'r, Message>,
    settled_by: Same<'r, Vec<Settlement>>,
    remedy: Same<'r, Remedy>,
    /// By position in the evidence: the conditions of a rule come in the same order everywhere.
    conditions: Vec<Condition<'r>>,
    file: Same<'r, str>,
}

/// What was written last, to be copied when it comes again.
struct Same<'r, T: ?Sized> {
    last: Option<&'r T>,
    bytes: Vec<u8>,
}

impl<'r, T: PartialEq + ?Sized> Same<'r, T> {
    fn append(&mut self, buffer: &mut Vec<u8>, value: &'r T, write: impl FnOnce(&mut Vec<u8>)) {
        if !self.last.is_some_and(|last| std::ptr::eq(last, value) || last == value) {
            self.bytes.clear();
            write(&mut self.bytes);
            self.last = Some(value);
        }
        buffer.extend_from_slice(&self.bytes);
    }
}

impl<T: ?Sized> Default for Same<'_, T> {
    fn default() -> Self {
        Self { last: None, bytes: Vec::new() }
    }
}

/// A condition's fixed part (fact, operator, what is expected), and what was found.
#[derive(Default)]
struct Condition<'r> {
    last: Option<&'r Decided>,
    head: Vec<u8>,
    found: Same<'r, Value>,
}

impl<'r> Findings<'r> {
    /// `names` are those that the file gives.
    pub(super) fn new(keys: &'r [Cow<'r, str>], kinds: &'r HashMap<&'r str, SourceKind>, names: &'r Names<'r>) -> Self {
        Self {
            keys,
            kinds,
            names: names.known(),
            ids: Ids::default(),
            message: Same::default(),
            settled_by: Same::default(),
            remedy: Same::default(),
            conditions: Vec::new(),
            file: Same::default(),
        }
    }

    /// Appends one finding.
    pub(super) fn append(&mut self, buffer: &mut Vec<u8>, finding: &'r Finding) {
        let rule = self.keys.get(usize::from(finding.rule.0)).map_or("", |key| &**key);
        buffer.extend_from_slice(b"{\"id\":");
        append_text(buffer, self.ids.next(rule, finding));
        buffer.extend_from_slice(b",\"rule\":");
        append_text(buffer, rule);
        buffer.extend_from_slice(b",\"clinic\":");
        match &finding.clinic {
            Some(clinic) => append_text(buffer, clinic.as_str()),
            None => buffer.extend_from_slice(b"null"),
        }
        number(buffer, ",\"clinics\":", finding.clinics);
        if let Some(item) = &finding.item {
            text(buffer, ",\"item\":{\"kind\":", item.kind.key());
            text(buffer, ",\"id\":", &item.id);
            buffer.push(b'}');
        }
        text(buffer, ",\"outcome\":", finding.outcome.key());
        text(buffer, ",\"disposition\":", finding.disposition.key());
        if let Some(change) = finding.change {
            text(buffer, ",\"change\":", change.key());
        }
        buffer.extend_from_slice(b",\"message\":");
        self.message.append(buffer, &finding.message, |bytes| {
            append(bytes, &super::message::Message::from(&*finding.message));
        });
        buffer.extend_from_slice(b",\"evidence\":[");
        for (position, evidence) in finding.evidence.iter().enumerate() {
            if position > 0 {
                buffer.push(b',');
            }
            self.evidence(buffer, position, evidence);
        }
        buffer.push(b']');
        if !finding.settled_by.is_empty() {
            buffer.extend_from_slice(b",\"settled_by\":");
            self.settled_by.append(buffer, &finding.settled_by, |bytes| {
                append(bytes, &finding.settled_by.iter().map(wire_settlement).collect::<Vec<_>>());
            });
        }
        if let Some(remedy) = &finding.remedy {
            buffer.extend_from_slice(b",\"remedy\":");
            self.remedy.append(buffer, remedy, |bytes| append(bytes, &wire_remedy(remedy)));
        }
        text(buffer, ",\"fingerprint\":", &finding.fingerprint);
        buffer.push(b'}');
    }

    fn evidence(&mut self, buffer: &mut Vec<u8>, position: usize, evidence: &'r Evidence) {
        let places = &evidence.at;
        let evidence: &'r Decided = &evidence.decided;
        if self.conditions.len() <= position {
            self.conditions.push(Condition::default());
        }
        let Condition { last, head, found } = &mut self.conditions[position];
        let is_known = last.is_some_and(|last| {
            std::ptr::eq(last, evidence)
                || (&last.fact, last.operator, &last.expected_from)
                    == (&evidence.fact, evidence.operator, &evidence.expected_from)
                    && last.expected == evidence.expected
        });
        if !is_known {
            head.clear();
            text(head, "{\"fact\":", &evidence.fact);
            text(head, ",\"operator\":", evidence.operator);
            head.extend_from_slice(b",\"expected\":");
            append_value(head, &evidence.expected, &mut self.names);
            if let Some(from) = &evidence.expected_from {
                text(head, ",\"expected_from\":", from);
            }
            *last = Some(evidence);
        }
        buffer.extend_from_slice(head);
        if let Some(value) = &evidence.found {
            buffer.extend_from_slice(b",\"found\":");
            found.append(buffer, value, |bytes| append_value(bytes, value, &mut self.names));
        }
        if let Some(missing) = evidence.missing {
            buffer.extend_from_slice(b",\"missing\":");
            append(buffer, &wire_missing(missing));
        }
        if evidence.in_when {
            buffer.extend_from_slice(b",\"in_when\":true");
        }
        for (number, place) in places.iter().enumerate() {
            buffer.extend_from_slice(if number == 0 { b",\"at\":[" } else { b"," });
            self.place(buffer, place);
        }
        buffer.extend_from_slice(if places.is_empty() { b"}" } else { b"]}" });
    }

    fn place(&mut self, buffer: &mut Vec<u8>, place: &'r Located) {
        self.file.append(buffer, &place.file, |bytes| {
            bytes.push(b'{');
            if let Some(kind) = self.kinds.get(&*place.file) {
                text(bytes, "\"source\":", kind.key());
                bytes.push(b',');
            }
            text(bytes, "\"file\":", &place.file);
        });
        if !place.route.is_empty() {
            text(buffer, ",\"route\":", &place.route);
        }
        match &place.spot {
            Spot::File => {}
            Spot::Line { line, column } => {
                number(buffer, ",\"line\":", *line);
                number(buffer, ",\"column\":", *column);
            }
            Spot::Cell { sheet, cell } => {
                text(buffer, ",\"sheet\":", sheet);
                text(buffer, ",\"cell\":", cell);
            }
            Spot::Event { number: event } => number(buffer, ",\"event\":", *event),
        }
        if !place.text.is_empty() {
            text(buffer, ",\"text\":", &place.text);
        }
        if place.mark != (0, 0) {
            number(buffer, ",\"mark\":[", place.mark.0);
            number(buffer, ",", place.mark.1);
            buffer.push(b']');
        }
        buffer.push(b'}');
    }
}

/// Findings that a thread writes at a time.
const SHARE: usize = 64;

/// Findings cut into shares. Those of one rule at one clinic stay together, since their ids are told apart.
pub(super) fn shares(findings: &[Finding]) -> Vec<&[Finding]> {
    let mut shares = Vec::with_capacity(findings.len() / SHARE + 1);
    let mut rest = findings;
    while !rest.is_empty() {
        let of = |at: usize| (rest[at].rule, rest[at].clinic.as_ref().map(|clinic| clinic.as_str()));
        let cut = (SHARE..rest.len()).find(|at| of(*at) != of(*at - 1)).unwrap_or(rest.len());
        let (share, after) = rest.split_at(cut);
        shares.push(share);
        rest = after;
    }
    shares
}

fn append_value<'r>(buffer: &mut Vec<u8>, value: &'r Value, names: &mut Known<'r>) {
    match value {
        Value::Named { key, name } => {
            buffer.extend_from_slice(b"{\"type\":\"named\",\"value\":");
            append_name(buffer, (key, name), names);
            buffer.push(b'}');
        }
        Value::Names(listed) => {
            buffer.extend_from_slice(b"{\"type\":\"names\",\"value\":[");
            for (position, (key, name)) in listed.iter().enumerate() {
                if position > 0 {
                    buffer.push(b',');
                }
                append_name(buffer, (key, name), names);
            }
            buffer.extend_from_slice(b"]}");
        }
        other => append(buffer, &wire_value(other)),
    }
}

/// The key alone, where the file gives the key this name.
fn append_name<'r>(buffer: &mut Vec<u8>, (key, name): (&'r str, &'r Bilingual), names: &mut Known<'r>) {
    if names.name(key) == Some(name) {
        append_text(buffer, key);
    } else {
        append(buffer, &wire::Name::Own { key: key.into(), name: name.into() });
    }
}

/// A value without names.
fn wire_value(value: &Value) -> wire::Value<'_> {
    match value {
        Value::Bool(value) => wire::Value::Bool(*value),
        Value::Word(word) => wire::Value::Word((&**word).into()),
        Value::Text(text) => wire::Value::Text((&**text).into()),
        Value::Prose { chars } => wire::Value::Prose(*chars),
        Value::Date(date) => wire::Value::Date(*date),
        Value::Count(count) => wire::Value::Count(*count),
        Value::Share { part, of } => wire::Value::Share { part: *part, of: *of },
        Value::Percent(percent) => wire::Value::Percent(*percent),
        Value::Span(span) => wire::Value::Span(span.to_string().into()),
        Value::Words(words) => wire::Value::Words(words.iter().map(|word| (&**word).into()).collect()),
        Value::Absent => wire::Value::Absent,
        Value::Named { key, .. } => wire::Value::Named(wire::Name::Key((&**key).into())),
        Value::Names(names) => {
            wire::Value::Names(names.iter().map(|(key, _)| wire::Name::Key((&**key).into())).collect())
        }
    }
}

/// Sees to it that no two findings have the same id.
#[derive(Default)]
struct Ids<'r> {
    at: Option<(RuleIx, Option<&'r str>)>,
    /// The ids at that rule and clinic, the newest last.
    used: Vec<String>,
}

impl<'r> Ids<'r> {
    fn next(&mut self, rule: &str, finding: &'r Finding) -> &str {
        let clinic = finding.clinic.as_ref().map(|clinic| clinic.as_str());
        // Findings are ordered by rule and clinic, so that only neighbours can have the same id.
        if self.at != Some((finding.rule, clinic)) {
            self.at = Some((finding.rule, clinic));
            self.used.clear();
        }
        let mut id = String::with_capacity(rule.len() + 40);
        id.push_str(rule);
        id.push('@');
        id.push_str(clinic.unwrap_or("*"));
        if let Some(item) = &finding.item {
            id.push('#');
            id.push_str(&item.id);
        }
        let plain = id.len();
        let mut times = 1;
        while self.used.contains(&id) {
            times += 1;
            id.truncate(plain);
            write!(id, "~{times}").expect("memory takes every byte");
        }
        self.used.push(id);
        self.used.last().expect("it was pushed just now")
    }
}

/// A field that holds a text, `before` being its name with all that stands around it.
fn text(buffer: &mut Vec<u8>, before: &str, value: &str) {
    buffer.extend_from_slice(before.as_bytes());
    append_text(buffer, value);
}

/// A field that holds a number.
fn number(buffer: &mut Vec<u8>, before: &str, value: u32) {
    write!(buffer, "{before}{value}").expect("memory takes every byte");
}
