//! The wire form of a clinic becomes a [`UnitRecord`]: words are understood, texts become facts, what cannot be read
//! becomes a problem with its place.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::strays::UnknownKeys;
use super::wire::{Area, CaseType, CaseTypeForm, Clinic, List, Reply, Scalar, Search as _, Service, Strays, Word};
use super::{ClinicDecoder, state};
use crate::model::case_type::{CaseTypeState, Vocabulary};
use crate::model::clinic::{
    CaseTypeRecord, Channel, Channels, Declarations, Position, ServiceArea, ServiceRecord, TextFacts, UnitRecord,
};
use crate::model::field::Field;
use crate::model::hsa_id::{self, HsaId, HsaIdError};
use crate::model::needs::TextKind;
use crate::model::personal_number;
use crate::model::place::{Place, RecordRef, Step};
use crate::source::problems::Problems;
use crate::source::prose::{Reader as ProseReader, Subject};
use crate::source::scalar;
use crate::text::{Arg, Message};

/// What a part of a file gave.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) units: Vec<UnitRecord>,
    pub(super) problems: Problems,
    pub(super) left_out: u64,
    pub(super) unknown: UnknownKeys,
}

/// Converts clinics, one after another, into a [`Part`].
#[derive(Debug)]
pub(super) struct Converter<'d> {
    decoder: &'d ClinicDecoder,
    prose: ProseReader<'d>,
    part: Part,
    /// The first key of the record at hand that stands twice.
    repeated: Option<(Place, Box<str>)>,
}

/// Where in a record a value stands, without its field.
#[derive(Clone, Copy)]
struct Site<'a> {
    record: RecordRef,
    within: Within<'a>,
}

#[derive(Clone, Copy)]
enum Within<'a> {
    Clinic,
    Item(&'static str, u32),
    CaseType(Position, &'a str),
    CaseTypeItem(Position, &'a str, &'static str, u32),
}

impl<'a> Site<'a> {
    fn route(self) -> Vec<Step> {
        let case_type = |position, written: &str| match position {
            Position::Index(index) => vec![Step::Field("case_types"), Step::Index(index)],
            Position::Named => vec![Step::Field("case_types"), Step::Named(written.into())],
            Position::Record => Vec::new(),
        };
        match self.within {
            Within::Clinic => Vec::new(),
            Within::Item(list, index) => vec![Step::Field(list), Step::Index(index)],
            Within::CaseType(position, written) => case_type(position, written),
            Within::CaseTypeItem(position, written, list, index) => {
                let mut route = case_type(position, written);
                route.extend([Step::Field(list), Step::Index(index)]);
                route
            }
        }
    }

    fn place(self) -> Place {
        Place { record: self.record, route: self.route() }
    }

    fn field(self, name: &'static str) -> Place {
        let mut place = self.place();
        place.route.push(Step::Field(name));
        place
    }

    fn item(self, list: &'static str, index: u32) -> Self {
        let within = match self.within {
            Within::CaseType(position, written) => Within::CaseTypeItem(position, written, list, index),
            _ => Within::Item(list, index),
        };
        Self { within, ..self }
    }

    /// The name under which unknown keys of this object are counted.
    fn level(self) -> &'static str {
        match self.within {
            Within::Clinic => "",
            Within::Item(list, _) | Within::CaseTypeItem(_, _, list, _) => list,
            Within::CaseType(..) => "case_types",
        }
    }
}

impl<'d> Converter<'d> {
    pub(super) fn new(decoder: &'d ClinicDecoder) -> Self {
        Self { decoder, prose: decoder.prose.reader(), part: Part::default(), repeated: None }
    }

    /// What has been converted so far.
    pub(super) fn finish(self) -> Part {
        self.part
    }

    /// A record that cannot be a clinic at all.
    pub(super) fn leave_out(&mut self, place: Place, message: Message, advice: Message) {
        self.part.left_out += 1;
        self.part.problems.error(place, message, advice);
    }

    /// Converts one clinic. `source` is the record as it stands in the source, in which nothing may escape the search for
    /// personal identity numbers; not even what the format does not know.
    pub(super) fn clinic(&mut self, wire: Clinic<'_>, record: RecordRef, source: &[u8]) {
        if let Some(route) = personal_number_in(&wire, source) {
            self.leave_out(
                Place { record, route },
                Message::new("source-export-personal-number"),
                Message::new("source-export-personal-number-advice"),
            );
            return;
        }
        let site = Site { record, within: Within::Clinic };
        let Some(hsa_id) = self.hsa_id(&wire.hsa_id, site) else { return };
        let unit = self.unit(wire, hsa_id, site);
        match self.repeated.take() {
            None => self.part.units.push(unit),
            Some((place, key)) => self.leave_out(
                place,
                Message::new("source-export-key-repeated").with("key", key),
                Message::new("source-export-key-repeated-advice"),
            ),
        }
    }

    fn hsa_id(&mut self, raw: &Scalar<'_>, site: Site<'_>) -> Option<HsaId> {
        let parsed = match &raw.0 {
            Field::Value(text) => HsaId::parse(text),
            Field::NotExported | Field::Absent => {
                self.leave_out(
                    site.place(),
                    Message::new("source-export-clinic-without-id"),
                    Message::new("source-export-clinic-without-id-advice"),
                );
                return None;
            }
            Field::Unreadable | Field::Conflicting => Err(HsaIdError::Empty),
        };
        match parsed {
            Ok(id) => Some(id),
            Err(error) => {
                let (message, advice) = hsa_id_fault(error);
                self.leave_out(site.field("hsa_id"), message, advice);
                None
            }
        }
    }

    fn unit(&mut self, wire: Clinic<'_>, hsa_id: HsaId, site: Site<'_>) -> UnitRecord {
        self.strays(wire.strays, site);
        let name = self.text(&wire.name, site, "name");
        let subject = |kind| Subject { case_type: None, kind, clinic: None };
        let reply = subject(TextKind::StandardReplies);
        let services = self.list(wire.services, site, "services", Self::service);
        let declared = Declarations {
            prescribes_medicines: self.truth(&wire.prescribes_medicines, site, "prescribes_medicines"),
            prescribes_aids: self.truth(&wire.prescribes_aids, site, "prescribes_aids"),
            offers_advice: self.truth(&wire.offers_advice, site, "offers_advice"),
            can_book_directly: self.truth(&wire.can_book_directly, site, "can_book_directly"),
            services,
        };
        let case_types = self.case_types(wire.case_types.0, name.value().map(AsRef::as_ref), site);
        UnitRecord {
            records: vec![site.record],
            hsa_id,
            status: self.word(&wire.status, site, "status"),
            unit_kind: self.word(&wire.unit_kind, site, "unit_kind"),
            care_level: self.word(&wire.care_level, site, "care_level"),
            agreement: self.word(&wire.agreement, site, "agreement"),
            business_code: self.text(&wire.business_code, site, "business_code"),
            municipality: self.text(&wire.municipality, site, "municipality"),
            service_area: self.list(wire.service_area, site, "service_area", Self::area),
            recommended: self.truth(&wire.recommended, site, "recommended"),
            declared,
            case_types,
            standard_replies: self.replies(wire.standard_replies, site, "standard_replies", reply),
            reverse_flow_templates: self.replies(wire.reverse_flow_templates, site, "reverse_flow_templates", reply),
            other_information: self.prose(&wire.other_information, site, "other_information", reply),
            time_types: self.list(wire.time_types, site, "time_types", |_, word, _| Some(word.0.trim().into())),
            changed: self.date(&wire.changed, site, "changed"),
            conflicts: Vec::new(),
            name,
        }
    }

    fn case_types(
        &mut self,
        raw: Field<CaseTypeForm<'_>>,
        clinic: Option<&str>,
        site: Site<'_>,
    ) -> Field<Vec<CaseTypeRecord>> {
        match raw {
            Field::Value(CaseTypeForm::List(items)) => {
                let mut records = Vec::with_capacity(items.len());
                for (item, index) in items.into_iter().zip(0_u32..) {
                    let written = match &item {
                        Field::Value(item) => first_text([&item.kind_key, &item.name]).map(str::to_owned),
                        Field::Absent => continue,
                        _ => None,
                    };
                    let (Field::Value(item), Some(written)) = (item, written) else {
                        self.unnamed(Site { within: Within::CaseType(Position::Index(index), ""), ..site });
                        continue;
                    };
                    let site = Site { within: Within::CaseType(Position::Index(index), &written), ..site };
                    records.push(self.case_type(item, clinic, site));
                }
                Field::Value(records)
            }
            Field::Value(CaseTypeForm::Map { entries, repeated }) => {
                if let Some(key) = repeated.first() {
                    self.repeat(site.field("case_types"), key);
                }
                let mut records = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    let written = key.trim();
                    let site = Site { within: Within::CaseType(Position::Named, written), ..site };
                    let item = match value {
                        Field::Value(item) if !written.is_empty() => item,
                        Field::Absent if !written.is_empty() => {
                            CaseType { state: Scalar(Field::Absent), ..CaseType::default() }
                        }
                        _ => {
                            self.unnamed(site);
                            continue;
                        }
                    };
                    records.push(self.case_type(item, clinic, site));
                }
                Field::Value(records)
            }
            Field::Unreadable => {
                self.part.problems.warning(
                    site.field("case_types"),
                    Message::new("source-export-case-types-shape"),
                    Message::new("source-export-case-types-shape-advice"),
                );
                Field::Unreadable
            }
            Field::NotExported => Field::NotExported,
            Field::Absent => Field::Absent,
            Field::Conflicting => Field::Conflicting,
        }
    }

    fn unnamed(&mut self, site: Site<'_>) {
        self.part.problems.warning(
            site.place(),
            Message::new("source-export-case-type-unnamed"),
            Message::new("source-export-case-type-unnamed-advice"),
        );
    }

    /// Converts a case type whose key or name, as written, the site carries.
    fn case_type(&mut self, wire: CaseType<'_>, clinic: Option<&str>, site: Site<'_>) -> CaseTypeRecord {
        let Within::CaseType(position, written) = site.within else {
            unreachable!("only case_types makes the site of a case type")
        };
        self.strays(wire.strays, site);
        // A local number as type and a known name beside it: the name tells which case type it is.
        let named = wire.name.0.value().map(|name| name.trim());
        let types = &self.decoder.types;
        let ix =
            types.find(written).or_else(|| named.filter(|name| *name != written).and_then(|name| types.find(name)));
        let (state, state_restricted) = self.state(&wire.state, site);
        let restricted = match (self.truth(&wire.restricted, site, "restricted"), state_restricted) {
            (Field::NotExported | Field::Absent, Some(restricted)) => Field::Value(restricted),
            (field, _) => field,
        };
        let subject = |kind| Subject { case_type: ix, kind, clinic };
        CaseTypeRecord {
            record: site.record,
            position,
            ix,
            written: written.into(),
            state,
            kind: self.word(&wire.kind, site, "kind"),
            origin: self.word(&wire.origin, site, "origin"),
            restricted,
            description: self.prose(&wire.description, site, "description", subject(TextKind::Description)),
            terms: self.prose(&wire.terms, site, "terms", subject(TextKind::Terms)),
            standard_replies: self.replies(
                wire.standard_replies,
                site,
                "standard_replies",
                subject(TextKind::StandardReplies),
            ),
            answer_alternatives: self.replies(
                wire.answer_alternatives,
                site,
                "answer_alternatives",
                subject(TextKind::AnswerAlternatives),
            ),
            changed: self.date(&wire.changed, site, "changed"),
        }
    }

    fn area(&mut self, wire: Area<'_>, site: Site<'_>) -> Option<ServiceArea> {
        self.strays(wire.strays, site);
        let mut text = |raw: &Scalar<'_>, field| match self.text(raw, site, field) {
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

    fn service(&mut self, wire: Service<'_>, site: Site<'_>) -> Option<ServiceRecord> {
        self.strays(wire.strays, site);
        let Field::Value(service) = self.text(&wire.service, site, "service") else {
            self.part.problems.warning(
                site.place(),
                Message::new("source-export-service-unnamed"),
                Message::new("source-export-service-unnamed-advice"),
            );
            return None;
        };
        let channels = match wire.offered_by.0 {
            Field::Value(words) => words,
            Field::Unreadable => {
                self.expected_list(site.field("offered_by"), "offered_by");
                return None;
            }
            _ => Vec::new(),
        };
        let mut offered_by = Vec::with_capacity(channels.len());
        for word in channels {
            let word = Scalar(word.map(|Word(text)| text));
            match self.word::<Channel>(&word, site, "offered_by") {
                Field::Value(channel) => offered_by.push(channel),
                Field::Absent => {}
                _ => return None,
            }
        }
        Some(ServiceRecord { service, offered_by: offered_by.into_iter().collect::<Channels>() })
    }

    /// A list of objects. It is unreadable as a whole where one of its elements is: a rule that looks for what is not in
    /// the list must not be told that it is not there.
    fn list<W, T>(
        &mut self,
        raw: List<W>,
        site: Site<'_>,
        field: &'static str,
        convert: impl Fn(&mut Self, W, Site<'_>) -> Option<T>,
    ) -> Field<Vec<T>> {
        let items = match raw.0 {
            Field::Value(items) => items,
            Field::Unreadable => {
                self.expected_list(site.field(field), field);
                return Field::Unreadable;
            }
            Field::NotExported => return Field::NotExported,
            Field::Absent | Field::Conflicting => return Field::Absent,
        };
        let mut list = Vec::with_capacity(items.len());
        let mut whole = true;
        for (item, index) in items.into_iter().zip(0_u32..) {
            let site = site.item(field, index);
            match item {
                Field::Value(item) => match convert(self, item, site) {
                    Some(item) => list.push(item),
                    None => whole = false,
                },
                Field::Absent | Field::NotExported => {}
                Field::Unreadable | Field::Conflicting => {
                    self.expected_list(site.place(), field);
                    whole = false;
                }
            }
        }
        if whole { Field::Value(list) } else { Field::Unreadable }
    }

    fn expected_list(&mut self, place: Place, field: &'static str) {
        self.part.problems.warning(
            place,
            Message::new("source-export-list-expected").with("field", field),
            Message::new("source-export-list-expected-advice").with("field", field),
        );
    }

    fn text(&mut self, raw: &Scalar<'_>, site: Site<'_>, field: &'static str) -> Field<Box<str>> {
        match self.written(raw, site, field) {
            Field::Value(text) => Field::Value(text.into()),
            other => other.map(Into::into),
        }
    }

    /// The trimmed text of a value. A problem where it is a list or an object.
    fn written<'w>(&mut self, raw: &'w Scalar<'_>, site: Site<'_>, field: &'static str) -> Field<&'w str> {
        match &raw.0 {
            Field::Value(text) => match hsa_id::trim(text) {
                "" => Field::Absent,
                text => Field::Value(text),
            },
            Field::NotExported => Field::NotExported,
            Field::Absent => Field::Absent,
            Field::Unreadable | Field::Conflicting => {
                self.part.problems.warning(
                    site.field(field),
                    Message::new("source-export-value-expected").with("field", field),
                    Message::new("source-export-value-expected-advice").with("field", field),
                );
                Field::Unreadable
            }
        }
    }

    fn understood<T>(
        &mut self,
        raw: &Scalar<'_>,
        (site, field): (Site<'_>, &'static str),
        read: impl Fn(&str) -> Option<T>,
        fault: impl Fn(&str) -> (Message, Message),
    ) -> Field<T> {
        match self.written(raw, site, field) {
            Field::Value(text) => match read(text) {
                Some(value) => Field::Value(value),
                None => {
                    let (message, advice) = fault(text);
                    self.part.problems.warning(site.field(field), message, advice);
                    Field::Unreadable
                }
            },
            Field::NotExported => Field::NotExported,
            Field::Absent => Field::Absent,
            Field::Unreadable | Field::Conflicting => Field::Unreadable,
        }
    }

    fn word<V: Vocabulary>(&mut self, raw: &Scalar<'_>, site: Site<'_>, field: &'static str) -> Field<V> {
        self.understood(raw, (site, field), V::parse, |found| word_fault::<V>(field, found))
    }

    fn state(&mut self, raw: &Scalar<'_>, site: Site<'_>) -> (Field<CaseTypeState>, Option<bool>) {
        let read =
            self.understood(raw, (site, "state"), state::read, |found| word_fault::<CaseTypeState>("state", found));
        let restricted = read.value().and_then(|(_, restricted)| *restricted);
        (read.map(|(state, _)| state), restricted)
    }

    fn truth(&mut self, raw: &Scalar<'_>, site: Site<'_>, field: &'static str) -> Field<bool> {
        self.understood(raw, (site, field), scalar::truth, |found| {
            let message =
                Message::new("source-export-truth-unknown").with("field", field).with("found", excerpt(found));
            (message, Message::new("source-export-truth-unknown-advice"))
        })
    }

    fn date(&mut self, raw: &Scalar<'_>, site: Site<'_>, field: &'static str) -> Field<NaiveDate> {
        self.understood(raw, (site, field), scalar::date, |found| {
            let message = Message::new("source-export-date-unknown").with("field", field).with("found", excerpt(found));
            (message, Message::new("source-export-date-unknown-advice"))
        })
    }

    fn prose(
        &mut self,
        raw: &Scalar<'_>,
        site: Site<'_>,
        field: &'static str,
        subject: Subject<'_>,
    ) -> Field<TextFacts> {
        match self.written(raw, site, field) {
            Field::Value(text) => self.prose.one(text, subject).map_or(Field::Absent, Field::Value),
            Field::NotExported => Field::NotExported,
            Field::Absent => Field::Absent,
            Field::Unreadable | Field::Conflicting => Field::Unreadable,
        }
    }

    /// The texts of a list, seen as one.
    fn replies(
        &mut self,
        raw: List<Reply<'_>>,
        site: Site<'_>,
        field: &'static str,
        subject: Subject<'_>,
    ) -> Field<TextFacts> {
        let texts = self.list(raw, site, field, |this, reply, site| {
            this.strays(reply.strays, site);
            match reply.text.0 {
                Field::Unreadable => {
                    this.written(&Scalar(Field::Unreadable), site, "text");
                    None
                }
                // A reply with a name alone has no text; that is for the clinic to mend, not for us to refuse.
                other => Some(other.value().cloned().unwrap_or(Cow::Borrowed(""))),
            }
        });
        match texts {
            Field::Value(texts) => self.prose.several(&texts, subject).map_or(Field::Absent, Field::Value),
            Field::NotExported => Field::NotExported,
            Field::Absent => Field::Absent,
            Field::Unreadable | Field::Conflicting => Field::Unreadable,
        }
    }

    fn strays(&mut self, strays: Option<Box<Strays<'_>>>, site: Site<'_>) {
        let Some(strays) = strays else { return };
        for key in &strays.unknown {
            self.part.unknown.see(site.level(), key, site.record);
        }
        if let Some(key) = strays.repeated.first() {
            self.repeat(site.place(), key);
        }
    }

    fn repeat(&mut self, place: Place, key: &str) {
        if self.repeated.is_none() {
            self.repeated = Some((place, excerpt(key).into()));
        }
    }
}

/// The way to a personal identity number; an empty one where it stands in something that the format does not know.
fn personal_number_in(wire: &Clinic<'_>, source: &[u8]) -> Option<Vec<Step>> {
    let in_source = personal_number::find_in_bytes(source).is_some();
    // Only what is written with escapes can hide one from the search above.
    if !in_source && memchr::memchr(b'\\', source).is_none() {
        return None;
    }
    match wire.search(&|text| personal_number::find(text).is_some()) {
        Some(mut backwards) => {
            backwards.reverse();
            Some(backwards)
        }
        None => in_source.then(Vec::new),
    }
}

fn first_text<'w>(scalars: [&'w Scalar<'_>; 2]) -> Option<&'w str> {
    scalars.into_iter().filter_map(|scalar| scalar.0.value()).map(|text| text.trim()).find(|text| !text.is_empty())
}

/// What is wrong with an HSA-id, and what to do.
fn hsa_id_fault(error: HsaIdError) -> (Message, Message) {
    match error {
        HsaIdError::Empty => {
            (Message::new("source-export-clinic-without-id"), Message::new("source-export-clinic-without-id-advice"))
        }
        HsaIdError::TooLong => (Message::new("source-export-hsa-id-long"), Message::new("source-export-hsa-id-advice")),
        HsaIdError::Character { character, position } => (
            Message::new("source-export-hsa-id-character")
                .with("character", character.to_string())
                .with("code", format!("U+{:04X}", u32::from(character)))
                .with("position", position),
            Message::new("source-export-hsa-id-advice"),
        ),
        HsaIdError::PersonalNumber => {
            (Message::new("source-export-personal-number"), Message::new("source-export-personal-number-advice"))
        }
    }
}

/// A word that is not in the vocabulary: what was found, what is allowed, which is nearest.
fn word_fault<V: Vocabulary>(field: &'static str, found: &str) -> (Message, Message) {
    let message = Message::new("source-export-word-unknown").with("field", field).with("found", excerpt(found));
    let allowed: Vec<Arg> = V::WORDS.iter().map(|(word, _)| Arg::from(word.key())).collect();
    let lower = found.to_lowercase();
    let nearest = V::WORDS
        .iter()
        .flat_map(|(word, names)| names.iter().map(move |name| (name, word)))
        .map(|(name, word)| (strsim::jaro_winkler(&lower, name), word))
        .filter(|(likeness, _)| *likeness > 0.84)
        .max_by(|(a, _), (b, _)| a.total_cmp(b));
    let advice = match nearest {
        Some((_, word)) => Message::new("source-export-word-unknown-nearest").with("nearest", word.key()),
        None => Message::new("source-export-word-unknown-advice"),
    };
    (message, advice.with("allowed", Arg::List(allowed)))
}

/// The beginning of a value, for a sentence that shows it.
fn excerpt(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
