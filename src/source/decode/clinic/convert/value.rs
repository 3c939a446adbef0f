//! Single values, and lists of them: understood, or told with their place.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Converter;
use super::fault::{date_fault, truth_fault, word_fault};
use super::site::{Site, Slot};
use crate::model::case_type::{CaseTypeState, Vocabulary};
use crate::model::clinic::{Channel, Channels, ServiceArea, ServiceRecord, TextFacts};
use crate::model::field::Field;
use crate::model::hsa_id;
use crate::model::place::Place;
use crate::source::decode::clinic::state;
use crate::source::decode::clinic::wire::{Area, List, Reply, Scalar, Service, Word};
use crate::source::prose::Subject;
use crate::source::scalar;
use crate::text::Message;

impl Converter<'_> {
    pub(super) fn area(&mut self, wire: &Area<'_>, site: Site<'_>) -> Option<ServiceArea> {
        self.strays(wire.strays.as_deref(), site);
        let mut text = |raw: &Scalar<'_>, field| match self.text(raw, site.at(field)) {
            Field::Value(text) => Ok(Some(text)),
            Field::Unreadable => Err(()),
            _ => Ok(None),
        };
        // An entry with an unreadable limit must not become an entry without that limit.
        let entry = (|| {
            Ok::<_, ()>(ServiceArea {
                region: text(&wire.region, "region")?,
                municipality: text(&wire.municipality, "municipality")?,
                sex: text(&wire.sex, "sex")?,
                age: text(&wire.age, "age")?,
            })
        })();
        entry.ok()
    }

    pub(super) fn service(&mut self, wire: &Service<'_>, site: Site<'_>) -> Option<ServiceRecord> {
        self.strays(wire.strays.as_deref(), site);
        let Field::Value(service) = self.text(&wire.service, site.at("service")) else {
            self.part.problems.warning(
                site.place(),
                Message::new("source-export-service-unnamed"),
                Message::new("source-export-service-unnamed-advice"),
            );
            return None;
        };
        let channels = match &wire.offered_by.0 {
            Field::Value(words) => words.as_slice(),
            Field::Unreadable => {
                self.expected_list(site.at("offered_by").place(), "offered_by");
                return None;
            }
            _ => &[],
        };
        let mut offered_by = Vec::with_capacity(channels.len());
        for word in channels {
            let word = Scalar(word.as_ref().map(|Word(text)| Cow::Borrowed(text.as_ref())));
            match self.word::<Channel>(&word, site.at("offered_by")) {
                Field::Value(channel) => offered_by.push(channel),
                Field::Absent => {}
                _ => return None,
            }
        }
        Some(ServiceRecord { service, offered_by: offered_by.into_iter().collect::<Channels>() })
    }

    /// A list of objects. It is unreadable as a whole where one of its elements is: a rule that looks for what is not in
    /// the list must not be told that it is not there.
    pub(super) fn list<'w, W, T>(
        &mut self,
        raw: &'w List<W>,
        slot: Slot<'_>,
        convert: impl Fn(&mut Self, &'w W, Site<'_>) -> Option<T>,
    ) -> Field<Vec<T>> {
        let items = match &raw.0 {
            Field::Value(items) => items,
            Field::Unreadable => {
                self.expected_list(slot.place(), slot.field);
                return Field::Unreadable;
            }
            Field::NotExported => return Field::NotExported,
            Field::Absent | Field::Conflicting => return Field::Absent,
        };
        let mut list = Vec::with_capacity(items.len());
        let mut whole = true;
        for (item, index) in items.iter().zip(0_u32..) {
            let site = slot.item(index);
            match item {
                Field::Value(item) => match convert(self, item, site) {
                    Some(item) => list.push(item),
                    None => whole = false,
                },
                Field::Absent | Field::NotExported => {}
                Field::Unreadable | Field::Conflicting => {
                    self.expected_list(site.place(), slot.field);
                    whole = false;
                }
            }
        }
        if whole { Field::Value(list) } else { Field::Unreadable }
    }

    pub(super) fn expected_list(&mut self, place: Place, field: &'static str) {
        if self.told {
            return;
        }
        self.part.problems.warning(
            place,
            Message::new("source-export-list-expected").with("field", field),
            Message::new("source-export-list-expected-advice").with("field", field),
        );
    }

    pub(super) fn text(&mut self, raw: &Scalar<'_>, slot: Slot<'_>) -> Field<Box<str>> {
        match self.written(raw, slot) {
            Field::Value(text) => Field::Value(text.into()),
            other => other.map(Into::into),
        }
    }

    /// The trimmed text of a value. A problem where it is a list or an object.
    pub(super) fn written<'w>(&mut self, raw: &'w Scalar<'_>, slot: Slot<'_>) -> Field<&'w str> {
        match &raw.0 {
            Field::Value(text) => match hsa_id::trim(text) {
                "" => Field::Absent,
                text => Field::Value(text),
            },
            Field::NotExported => Field::NotExported,
            Field::Absent => Field::Absent,
            Field::Unreadable | Field::Conflicting if self.told => Field::Unreadable,
            Field::Unreadable | Field::Conflicting => {
                self.part.problems.warning(
                    slot.place(),
                    Message::new("source-export-value-expected").with("field", slot.field),
                    Message::new("source-export-value-expected-advice").with("field", slot.field),
                );
                Field::Unreadable
            }
        }
    }

    /// A value that is understood, or else a fault of it.
    fn understood<T>(
        &mut self,
        raw: &Scalar<'_>,
        slot: Slot<'_>,
        read: impl Fn(&str) -> Result<T, (Message, Message)>,
    ) -> Field<T> {
        match self.written(raw, slot) {
            Field::Value(text) => match read(text) {
                Ok(value) => Field::Value(value),
                Err((message, advice)) => {
                    self.part.problems.warning(slot.place(), message, advice);
                    Field::Unreadable
                }
            },
            Field::NotExported => Field::NotExported,
            Field::Absent => Field::Absent,
            Field::Unreadable | Field::Conflicting => Field::Unreadable,
        }
    }

    pub(super) fn word<V: Vocabulary>(&mut self, raw: &Scalar<'_>, slot: Slot<'_>) -> Field<V> {
        self.understood(raw, slot, |text| V::parse(text).ok_or_else(|| word_fault::<V>(slot.field, text)))
    }

    pub(super) fn state(&mut self, raw: &Scalar<'_>, site: Site<'_>) -> (Field<CaseTypeState>, Option<bool>) {
        let read = self.understood(raw, site.at("state"), |text| {
            state::read(text).ok_or_else(|| word_fault::<CaseTypeState>("state", text))
        });
        let restricted = read.value().and_then(|(_, restricted)| *restricted);
        (read.map(|(state, _)| state), restricted)
    }

    pub(super) fn truth(&mut self, raw: &Scalar<'_>, slot: Slot<'_>) -> Field<bool> {
        self.understood(raw, slot, |text| scalar::truth(text).ok_or_else(|| truth_fault(slot.field, text)))
    }

    pub(super) fn date(&mut self, raw: &Scalar<'_>, slot: Slot<'_>) -> Field<NaiveDate> {
        self.understood(raw, slot, |text| scalar::date(text).ok_or_else(|| date_fault(slot.field, text)))
    }

    pub(super) fn prose(&mut self, raw: &Scalar<'_>, slot: Slot<'_>, subject: Subject<'_>) -> Field<TextFacts> {
        match self.written(raw, slot) {
            Field::Value(text) => self.prose.one(text, subject).map_or(Field::Absent, Field::Value),
            Field::NotExported => Field::NotExported,
            Field::Absent => Field::Absent,
            Field::Unreadable | Field::Conflicting => Field::Unreadable,
        }
    }

    /// The texts of a list, seen as one.
    pub(super) fn replies(&mut self, raw: &List<Reply<'_>>, slot: Slot<'_>, subject: Subject<'_>) -> Field<TextFacts> {
        let texts = self.list(raw, slot, |this, reply, site| {
            this.strays(reply.strays.as_deref(), site);
            match &reply.text.0 {
                Field::Unreadable => {
                    this.written(&Scalar(Field::Unreadable), site.at("text"));
                    None
                }
                // A reply with a name alone has no text; that is for the clinic to mend, not for us to refuse.
                text => Some(text.value().map_or("", AsRef::as_ref)),
            }
        });
        match texts {
            Field::Value(texts) => self.prose.several(&texts, subject).map_or(Field::Absent, Field::Value),
            Field::NotExported => Field::NotExported,
            Field::Absent => Field::Absent,
            Field::Unreadable | Field::Conflicting => Field::Unreadable,
        }
    }
}
