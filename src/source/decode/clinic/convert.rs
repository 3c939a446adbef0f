//! The wire form of a clinic becomes a [`UnitRecord`]: words are understood, texts become facts, what cannot be read
//! becomes a problem with its place.

mod fault;
mod shared;
mod site;
mod value;

use std::sync::Arc;

use super::ClinicDecoder;
use super::strays::UnknownKeys;
use super::types::Spellings;
use super::wire::{CaseType, CaseTypeForm, Clinic, Entry, Scalar, Search as _, Strays};
use crate::model::clinic::{CaseTypeRecord, CaseTypeTexts, Declarations, Position, UnitRecord};
use crate::model::field::Field;
use crate::model::hsa_id::{HsaId, HsaIdError};
use crate::model::needs::TextKind;
use crate::model::personal_number;
use crate::model::place::{Place, RecordRef, Step};
use crate::source::problems::Problems;
use crate::source::prose::{Reader as ProseReader, Subject};
use crate::text::Message;
use fault::{excerpt, hsa_id_fault};
use shared::SharedLists;
use site::{Site, Within};

/// What a part of a file gave.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) units: Vec<Box<UnitRecord>>,
    pub(super) problems: Problems,
    pub(super) left_out: u64,
    pub(super) unknown: UnknownKeys,
}

/// Converts clinics, one after another, into a [`Part`].
#[derive(Debug)]
pub(super) struct Converter<'d> {
    decoder: &'d ClinicDecoder,
    prose: ProseReader<'d>,
    spellings: Spellings,
    lists: SharedLists,
    part: Part,
    /// The first key of the record at hand that stands twice.
    repeated: Option<(Place, Box<str>)>,
    /// Values that are no single value have been told already: those of a table are cells with errors in them.
    told: bool,
}

impl<'d> Converter<'d> {
    pub(super) fn new(decoder: &'d ClinicDecoder) -> Self {
        Self {
            decoder,
            prose: decoder.prose.reader(),
            spellings: Spellings::default(),
            lists: SharedLists::default(),
            part: Part::default(),
            repeated: None,
            told: false,
        }
    }

    /// For a table, whose decoder tells of cells that cannot be read.
    pub(super) fn of_table(decoder: &'d ClinicDecoder) -> Self {
        Self { told: true, ..Self::new(decoder) }
    }

    /// Where to tell more of what is wrong.
    pub(super) fn problems(&mut self) -> &mut Problems {
        &mut self.part.problems
    }

    /// Leaves out a record in which a personal identity number stands.
    pub(super) fn refuse_personal_number(&mut self, place: Place) {
        self.leave_out(
            place,
            Message::new("source-export-personal-number"),
            Message::new("source-export-personal-number-advice"),
        );
    }

    /// What has been converted since this was last asked for.
    pub(super) fn take(&mut self) -> Part {
        std::mem::take(&mut self.part)
    }

    /// A record that cannot be a clinic at all.
    pub(super) fn leave_out(&mut self, place: Place, message: Message, advice: Message) {
        self.part.left_out += 1;
        self.part.problems.error(place, message, advice);
    }

    /// Converts one clinic. `source` is the record as it stands in the source, in which nothing may escape the search for
    /// personal identity numbers; not even what the format does not know.
    pub(super) fn clinic(&mut self, wire: &Clinic<'_>, record: RecordRef, source: &[u8]) {
        if let Some(route) = personal_number_in(wire, source) {
            self.refuse_personal_number(Place { record, route });
            return;
        }
        let site = Site { record, within: Within::Clinic };
        let Some(hsa_id) = self.hsa_id(&wire.hsa_id, site) else { return };
        let unit = self.unit(wire, hsa_id, site);
        match self.repeated.take() {
            None => self.part.units.push(Box::new(unit)),
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
                self.leave_out(site.at("hsa_id").place(), message, advice);
                None
            }
        }
    }

    fn unit(&mut self, wire: &Clinic<'_>, hsa_id: HsaId, site: Site<'_>) -> UnitRecord {
        self.strays(wire.strays.as_deref(), site);
        let name = self.text(&wire.name, site.at("name"));
        let subject = |kind| Subject { case_type: None, kind, clinic: None };
        let reply = subject(TextKind::StandardReplies);
        let services = self.list(&wire.services, site.at("services"), Self::service);
        let declared = Declarations {
            prescribes_medicines: self.truth(&wire.prescribes_medicines, site.at("prescribes_medicines")),
            prescribes_aids: self.truth(&wire.prescribes_aids, site.at("prescribes_aids")),
            offers_advice: self.truth(&wire.offers_advice, site.at("offers_advice")),
            can_book_directly: self.truth(&wire.can_book_directly, site.at("can_book_directly")),
            services,
        };
        let case_types = self.case_types(&wire.case_types.0, name.value().map(AsRef::as_ref), site);
        UnitRecord {
            records: vec![site.record],
            hsa_id,
            status: self.word(&wire.status, site.at("status")),
            unit_kind: self.word(&wire.unit_kind, site.at("unit_kind")),
            care_level: self.word(&wire.care_level, site.at("care_level")),
            agreement: self.word(&wire.agreement, site.at("agreement")),
            business_code: self.text(&wire.business_code, site.at("business_code")),
            municipality: self.text(&wire.municipality, site.at("municipality")),
            service_area: self.list(&wire.service_area, site.at("service_area"), Self::area),
            recommended: self.truth(&wire.recommended, site.at("recommended")),
            declared,
            case_types,
            standard_replies: self.replies(&wire.standard_replies, site.at("standard_replies"), reply).map(Box::new),
            reverse_flow_templates: self
                .replies(&wire.reverse_flow_templates, site.at("reverse_flow_templates"), reply)
                .map(Box::new),
            other_information: self.prose(&wire.other_information, site.at("other_information"), reply).map(Box::new),
            time_types: self.list(&wire.time_types, site.at("time_types"), |_, word, _| Some(word.0.trim().into())),
            changed: self.date(&wire.changed, site.at("changed")),
            conflicts: Vec::new(),
            name,
        }
    }

    fn case_types(
        &mut self,
        raw: &Field<CaseTypeForm<'_>>,
        clinic: Option<&str>,
        site: Site<'_>,
    ) -> Field<Arc<Vec<CaseTypeRecord>>> {
        match raw {
            Field::Value(CaseTypeForm::List(items)) => {
                let mut records = Vec::with_capacity(items.len());
                let mut whole = true;
                for (item, index) in items.iter().zip(0_u32..) {
                    let named = match item {
                        Field::Value(item) => first_text([&item.kind_key, &item.name]).map(|written| (item, written)),
                        Field::Absent => continue,
                        _ => None,
                    };
                    let Some((item, written)) = named else {
                        self.unnamed(Site { within: Within::CaseType(Position::Index(index), ""), ..site });
                        whole = false;
                        continue;
                    };
                    let site = Site { within: Within::CaseType(Position::Index(index), written), ..site };
                    records.push(self.case_type(item, clinic, site));
                }
                // The one that is not known may be the one that a rule asks for.
                if whole { Field::Value(Arc::new(records)) } else { Field::Unreadable }
            }
            Field::Value(CaseTypeForm::Map { entries, repeated }) => {
                if let Some(key) = repeated.first() {
                    self.repeat(site.at("case_types").place(), key);
                }
                if let Some(records) = self.lists.find(entries) {
                    return Field::Value(records);
                }
                let mut records = Vec::with_capacity(entries.len());
                for (key, entry) in entries {
                    let written = key.trim();
                    let site = Site { within: Within::CaseType(Position::Named, written), ..site };
                    match entry {
                        _ if written.is_empty() => self.unnamed(site),
                        Entry::Object(item) => records.push(self.case_type(item, clinic, site)),
                        Entry::State(state) => records.push(self.stated(state, written, site)),
                    }
                }
                let records = Arc::new(records);
                self.lists.keep(&records, entries.len());
                Field::Value(records)
            }
            Field::Value(CaseTypeForm::Row(item)) => {
                // A row without a case type speaks of the clinic alone.
                let Some(written) = first_text([&item.kind_key, &item.name]) else {
                    let says_more = [&item.state, &item.kind, &item.terms].iter().any(|cell| cell.0.value().is_some());
                    if says_more {
                        self.unnamed(site);
                    }
                    return if says_more { Field::Unreadable } else { Field::Value(Arc::default()) };
                };
                let site = Site { within: Within::CaseType(Position::Record, written), ..site };
                Field::Value(Arc::new(vec![self.case_type(item, clinic, site)]))
            }
            Field::Unreadable => {
                self.part.problems.warning(
                    site.at("case_types").place(),
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

    /// A case type of which only the state is told.
    fn stated(&mut self, state: &Scalar<'_>, written: &str, site: Site<'_>) -> CaseTypeRecord {
        let (state, restricted) = self.state(state, site);
        let (ix, written) = self.spellings.find(&self.decoder.types, written);
        CaseTypeRecord {
            ix,
            state,
            restricted: restricted.map_or(Field::NotExported, Field::Value),
            ..CaseTypeRecord::new(Position::Named, written)
        }
    }

    /// Converts a case type whose key or name, as written, the site carries.
    fn case_type(&mut self, wire: &CaseType<'_>, clinic: Option<&str>, site: Site<'_>) -> CaseTypeRecord {
        let Within::CaseType(position, written) = site.within else {
            unreachable!("only case_types makes the site of a case type")
        };
        self.strays(wire.strays.as_deref(), site);
        // A local number as type and a known name beside it: the name tells which case type it is.
        let named = wire.name.0.value().map(|name| name.trim());
        let (ix, spelling) = self.spellings.find(&self.decoder.types, written);
        let by_name = || self.decoder.types.find(named.filter(|name| *name != written)?);
        let ix = ix.or_else(by_name);
        let (state, state_restricted) = self.state(&wire.state, site);
        let restricted = match (self.truth(&wire.restricted, site.at("restricted")), state_restricted) {
            (Field::NotExported | Field::Absent, Some(restricted)) => Field::Value(restricted),
            (field, _) => field,
        };
        CaseTypeRecord {
            ix,
            state,
            kind: self.word(&wire.kind, site.at("kind")),
            origin: self.word(&wire.origin, site.at("origin")),
            restricted,
            texts: self.texts(wire, Subject { case_type: ix, kind: TextKind::Terms, clinic }, site),
            changed: self.date(&wire.changed, site.at("changed")),
            ..CaseTypeRecord::new(position, spelling)
        }
    }

    fn texts(&mut self, wire: &CaseType<'_>, subject: Subject<'_>, site: Site<'_>) -> Option<Box<CaseTypeTexts>> {
        let of = |kind| Subject { kind, ..subject };
        let texts = CaseTypeTexts {
            description: self.prose(&wire.description, site.at("description"), of(TextKind::Description)),
            terms: self.prose(&wire.terms, site.at("terms"), of(TextKind::Terms)),
            standard_replies: {
                let subject = of(TextKind::StandardReplies);
                self.replies(&wire.standard_replies, site.at("standard_replies"), subject)
            },
            answer_alternatives: {
                let subject = of(TextKind::AnswerAlternatives);
                self.replies(&wire.answer_alternatives, site.at("answer_alternatives"), subject)
            },
        };
        (texts != CaseTypeTexts::NONE).then(|| Box::new(texts))
    }

    fn strays(&mut self, strays: Option<&Strays<'_>>, site: Site<'_>) {
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
    // Only what is written with such escapes can hide one from the search above.
    let escaped = || memchr::memchr(b'\\', source).is_some() && memchr::memmem::find(source, b"\\u").is_some();
    if !in_source && !escaped() {
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
