//! A record of a small source, whatever it was written in, and the reading of its fields: said once for rows of tables
//! and for YAML. Every fault is told with its place and what to do; a record that cannot be used is left out.

use chrono::NaiveDate;

use super::mapping::Mapping;
use super::problems::Problems;
use super::scalar;
use super::table::holds_personal_number;
use crate::document::{Kind, Node};
use crate::model::case_type::Vocabulary;
use crate::model::field::Field;
use crate::model::form::row_code;
use crate::model::hsa_id::{self, HsaId, HsaIdError};
use crate::model::personal_number;
use crate::model::place::{Place, RecordRef, Step};
use crate::text::{Arg, Message};

/// How much of an unreadable value is shown.
const SHOWN: usize = 60;

/// A record of a small source.
#[derive(Debug)]
pub(crate) struct Raw<'a> {
    /// Where it stands.
    pub(crate) record: RecordRef,
    /// Its fields, by their canonical names. A field that is not here was not exported.
    pub(crate) fields: Vec<(&'static str, Value<'a>)>,
}

/// What stands in a field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// An empty cell.
    Empty,
    /// The text of a cell, without blanks at its ends.
    Text(&'a str),
    /// A cell that a spreadsheet itself could not read (`#N/A`).
    Unreadable(&'a str),
    /// A value of a document.
    Node(&'a Node<'a>),
}

/// The record cannot be used. What is wrong has been told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LeftOut;

/// Reads the fields of one record.
#[derive(Debug)]
pub(crate) struct Fields<'r> {
    raw: &'r Raw<'r>,
    mapping: Option<&'r Mapping>,
    problems: &'r mut Problems,
    /// A value that cannot be read costs the record.
    strict: bool,
    /// The record is a row of a form that we sent out.
    form: bool,
    /// It is such a row, and nobody has filled it in.
    blank: bool,
}

impl<'r> Fields<'r> {
    pub(crate) fn new(raw: &'r Raw<'r>, mapping: Option<&'r Mapping>, problems: &'r mut Problems) -> Self {
        Self { raw, mapping, problems, strict: false, form: false, blank: false }
    }

    /// The same, of a row of a form that we sent out.
    pub(crate) fn of_a_form(self) -> Self {
        Self { form: true, ..self }
    }

    /// Whether it was a row of a form that nobody has filled in.
    pub(crate) fn is_blank(&self) -> bool {
        self.blank
    }

    /// Holds a row of a form to what was sent: `kept` are the cells that stood there, `filled` those to fill in, of which
    /// `needed` must be. Says whether the row is to be read: one that nobody has filled in is not, and says nothing. What
    /// does not come from a form is to be read.
    ///
    /// # Errors
    /// When a cell that stood there was changed, or one that is needed is empty.
    pub(crate) fn check_form(
        &mut self,
        kept: &[&str],
        filled: &[&str],
        needed: &[&'static str],
    ) -> Result<bool, LeftOut> {
        if !self.form {
            return Ok(true);
        }
        let text = |value: Option<Value<'r>>| match value {
            Some(Value::Text(text) | Value::Unreadable(text)) => text,
            _ => "",
        };
        if filled.iter().all(|name| text(self.value(name)).is_empty()) {
            self.blank = true;
            return Ok(false);
        }
        let code = text(self.value("row_code"));
        // A row that somebody has added has no code.
        if !code.is_empty() && code != row_code(kept.iter().map(|name| text(self.value(name)))) {
            let changed = if kept.contains(&"clinic") { "clinic" } else { "clinics" };
            return Err(self.left_out(changed, "source-form-changed", "source-form-changed-advice"));
        }
        let missing: Vec<&'static str> =
            needed.iter().filter(|name| text(self.value(name)).is_empty()).copied().collect();
        // Each of them, so that whoever filled it in need not be asked again and again.
        let left_out = |name: &'static str| self.left_out(name, "source-form-empty", "source-form-empty-advice");
        missing.into_iter().map(left_out).last().map_or(Ok(true), Err)
    }

    /// Where the record stands.
    pub(crate) fn record(&self) -> RecordRef {
        self.raw.record
    }

    /// What stands in a field, if the source carries it.
    pub(crate) fn value(&self, name: &str) -> Option<Value<'r>> {
        self.raw.fields.iter().find(|(field, _)| *field == name).map(|(_, value)| *value)
    }

    /// Whether the source carries the field.
    pub(crate) fn carries(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// A short text.
    pub(crate) fn text(&mut self, name: &'static str) -> Field<Box<str>> {
        self.scalar(name).map(Box::from)
    }

    /// A date.
    pub(crate) fn date(&mut self, name: &'static str) -> Field<NaiveDate> {
        self.read(name, scalar::date, || Message::new("source-date-advice"))
    }

    /// Yes or no.
    pub(crate) fn truth(&mut self, name: &'static str) -> Field<bool> {
        self.read(name, scalar::truth, || Message::new("source-truth-advice"))
    }

    /// A word of a vocabulary.
    pub(crate) fn word<T: Vocabulary>(&mut self, name: &'static str) -> Field<T> {
        self.read(name, T::parse, one_of::<T>)
    }

    /// An HSA-id that the record can do without.
    pub(crate) fn id(&mut self, name: &'static str) -> Field<HsaId> {
        match self.scalar(name) {
            Field::Value(text) => match HsaId::parse(text) {
                Ok(id) => Field::Value(id),
                Err(error) => {
                    self.warn(name, id_fault(error, name));
                    Field::Unreadable
                }
            },
            other => missing(&other),
        }
    }

    /// An HSA-id without which the record means nothing.
    ///
    /// # Errors
    /// When it is missing or is none.
    pub(crate) fn needed_id(&mut self, name: &'static str) -> Result<HsaId, LeftOut> {
        let id = self.or_left_out(|fields| fields.id(name))?;
        id.ok_or_else(|| self.left_out(name, "source-id-empty", "source-id-advice"))
    }

    /// A text without which the record means nothing.
    ///
    /// # Errors
    /// When it is missing.
    pub(crate) fn needed_text(&mut self, name: &'static str) -> Result<Box<str>, LeftOut> {
        match self.text(name) {
            Field::Value(text) => Ok(text),
            _ => Err(self.left_out(name, "source-field-missing", "source-field-missing-advice")),
        }
    }

    /// A date without which the record means nothing.
    ///
    /// # Errors
    /// When it is missing or is none.
    pub(crate) fn needed_date(&mut self, name: &'static str) -> Result<NaiveDate, LeftOut> {
        let date = self.or_left_out(|fields| fields.date(name))?;
        date.ok_or_else(|| self.left_out(name, "source-field-missing", "source-field-missing-advice"))
    }

    /// A field that may be empty, but without which the record would mean something else if it cannot be read.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn or_left_out<T>(&mut self, read: impl FnOnce(&mut Self) -> Field<T>) -> Result<Option<T>, LeftOut> {
        self.strict = true;
        let field = read(self);
        self.strict = false;
        match field {
            Field::Value(value) => Ok(Some(value)),
            Field::Unreadable | Field::Conflicting => Err(LeftOut),
            Field::NotExported | Field::Absent => Ok(None),
        }
    }

    /// A list: of YAML, or in one cell. An empty list is `Absent`, as an empty cell is.
    pub(crate) fn list(&mut self, name: &'static str) -> Field<Vec<&'r str>> {
        let items: Vec<&'r str> = match self.value(name) {
            Some(Value::Node(Node { kind: Kind::List(nodes), .. })) => {
                let mut items = Vec::with_capacity(nodes.len());
                for (index, node) in (0..).zip(nodes) {
                    match node.text() {
                        Some(text) => items.push(self.meaning(name, hsa_id::trim(text))),
                        None if node.is_null() => {}
                        None => {
                            let mut place = self.place(name);
                            place.route.push(Step::Index(index));
                            self.warn_at(place, no_text(name), Message::new("source-no-text-advice"));
                        }
                    }
                }
                items
            }
            _ => match self.scalar(name) {
                Field::Value(text) => scalar::parts(text).map(|part| self.meaning(name, part)).collect(),
                other => return missing(&other),
            },
        };
        if items.is_empty() { Field::Absent } else { Field::Value(items) }
    }

    /// Tells that the record is left out because of a field.
    pub(crate) fn left_out(&mut self, name: &'static str, message: &'static str, advice: &'static str) -> LeftOut {
        let place = self.place(name);
        let message = Message::new(message).with("field", name);
        self.problems.error(place, message, Message::new(advice).with("field", name));
        LeftOut
    }

    /// Tells that a value could not be read.
    pub(crate) fn unreadable(&mut self, name: &'static str, text: &str, advice: Message) {
        let key = if self.strict { "source-record-value" } else { "source-value-unreadable" };
        self.warn(name, (Message::new(key).with("field", name).with("found", shown(text)), advice));
    }

    /// Tells a fault of a value.
    pub(crate) fn warn(&mut self, name: &'static str, (message, advice): (Message, Message)) {
        self.warn_at(self.place(name), message, advice);
    }

    fn warn_at(&mut self, place: Place, message: Message, advice: Message) {
        if self.strict {
            self.problems.error(place, message, advice);
        } else {
            self.problems.warning(place, message, advice);
        }
    }

    /// The place of a field; of the record where the source does not carry it.
    pub(crate) fn place(&self, name: &'static str) -> Place {
        if self.carries(name) { Place::field(self.raw.record, name) } else { Place::record(self.raw.record) }
    }

    /// A single value as text, translated by the mapping file.
    pub(crate) fn scalar(&mut self, name: &'static str) -> Field<&'r str> {
        match self.value(name) {
            None => Field::NotExported,
            Some(Value::Empty) => Field::Absent,
            Some(Value::Text(text)) => Field::Value(self.meaning(name, text)),
            Some(Value::Unreadable(text)) => {
                let advice =
                    Message::new(if text == "=" { "source-formula-advice" } else { "source-cell-error-advice" });
                self.unreadable(name, text, advice);
                Field::Unreadable
            }
            Some(Value::Node(node)) => match node.text().map(hsa_id::trim) {
                Some("") => Field::Absent,
                Some(text) => Field::Value(self.meaning(name, text)),
                None if node.is_null() => Field::Absent,
                None => {
                    self.warn(name, (no_text(name), Message::new("source-no-text-advice")));
                    Field::Unreadable
                }
            },
        }
    }

    fn read<T>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
        advice: impl FnOnce() -> Message,
    ) -> Field<T> {
        match self.scalar(name) {
            Field::Value(text) => match parse(text) {
                Some(value) => Field::Value(value),
                None => {
                    self.unreadable(name, text, advice());
                    Field::Unreadable
                }
            },
            other => missing(&other),
        }
    }

    /// What a value means, according to the mapping file.
    pub(crate) fn meaning(&self, name: &str, text: &'r str) -> &'r str {
        self.mapping.and_then(|mapping| mapping.value(name, text)).unwrap_or(text)
    }
}

/// The same lack of a value, of another type.
fn missing<T, U>(field: &Field<T>) -> Field<U> {
    match field {
        Field::NotExported => Field::NotExported,
        Field::Absent => Field::Absent,
        Field::Conflicting => Field::Conflicting,
        Field::Unreadable | Field::Value(_) => Field::Unreadable,
    }
}

/// The words of a vocabulary, each in the reader's language; they are read in both.
pub(crate) fn words_of<T: Vocabulary>() -> Arg {
    Arg::List(T::WORDS.iter().map(|(word, _)| Message::word("word", word.key()).into()).collect())
}

/// Advice that lists the words of a vocabulary.
pub(crate) fn one_of<T: Vocabulary>() -> Message {
    Message::new("source-one-of").with("names", words_of::<T>())
}

fn no_text(name: &'static str) -> Message {
    Message::new("source-no-text").with("field", name)
}

/// What is wrong with an HSA-id, without ever showing it: it may be a personal identity number.
pub(crate) fn id_fault(error: HsaIdError, name: &'static str) -> (Message, Message) {
    let message = match error {
        HsaIdError::Empty => Message::new("source-id-empty"),
        HsaIdError::TooLong => Message::new("source-id-long"),
        HsaIdError::Character { character, position } => Message::new("source-id-character")
            .with("character", printable(character))
            .with("code", format!("U+{:04X}", u32::from(character)))
            .with("position", position),
        HsaIdError::PersonalNumber => Message::new("source-personal-number"),
    };
    let advice = match error {
        HsaIdError::PersonalNumber => "source-personal-number-advice",
        HsaIdError::Character { character, .. } if character.is_alphabetic() => "source-id-letter-advice",
        _ => "source-id-advice",
    };
    (message.with("field", name), Message::new(advice))
}

fn printable(character: char) -> String {
    if character.is_control() { String::new() } else { character.to_string() }
}

/// A value as it may be shown: cut, and without a personal identity number.
fn shown(text: &str) -> String {
    personal_number::masked(text).chars().take(SHOWN).collect()
}

/// Whether a personal identity number stands anywhere in a value, its keys included.
pub(crate) fn node_holds_personal_number(node: &Node<'_>) -> bool {
    match &node.kind {
        Kind::Scalar { text, .. } => holds_personal_number(text),
        Kind::List(items) => items.iter().any(node_holds_personal_number),
        Kind::Map(entries) => {
            entries.iter().any(|(key, value)| holds_personal_number(&key.text) || node_holds_personal_number(value))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::case_type::{CaseTypeKind, CaseTypeState, Origin, Vocabulary};
    use crate::model::clinic::{Agreement, CareLevel, Channel, ClinicStatus, UnitKind};
    use crate::model::permission::{Action, PermissionState, Reason, Role};
    use crate::text::{Catalogue, Lang, Message};

    /// The words of a vocabulary that would be advised, and not be read.
    fn unread<T: Vocabulary + PartialEq>() -> Vec<String> {
        let shown = |lang| {
            T::WORDS
                .iter()
                .map(move |(word, _)| (*word, Catalogue::new(lang).render(&Message::word("word", word.key()))))
        };
        let shown = Lang::ALL.into_iter().flat_map(shown);
        shown.filter(|(word, shown)| T::parse(shown) != Some(*word)).map(|(_, shown)| shown).collect()
    }

    #[test]
    fn the_words_that_are_advised_are_read() {
        let unread = [
            unread::<CaseTypeState>(),
            unread::<CaseTypeKind>(),
            unread::<Origin>(),
            unread::<ClinicStatus>(),
            unread::<UnitKind>(),
            unread::<CareLevel>(),
            unread::<Agreement>(),
            unread::<Channel>(),
            unread::<Role>(),
            unread::<PermissionState>(),
            unread::<Reason>(),
            unread::<Action>(),
        ];
        assert_eq!(unread.concat(), Vec::<String>::new());
    }
}
