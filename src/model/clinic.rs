//! What a clinic (mottagning) has configured in 1177 e-tjänster, as exported.

use std::sync::Arc;

use chrono::NaiveDate;

use super::case_type::{CaseTypeIx, CaseTypeKind, CaseTypeState, Origin, Vocabulary as _};
use super::field::Field;
use super::hsa_id::HsaId;
use super::place::{Place, RecordRef, Step};
use crate::vocabulary;

/// The state of a clinic in the personnel tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClinicStatus {
    /// Known but never activated by the regional administration.
    NotActivated,
    /// Activated: residents can reach it.
    Active,
    /// Closed for good.
    Closed,
}

/// What kind of unit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// An outpatient clinic.
    Mottagning,
    /// A ward.
    Avdelning,
    /// A unit without a place that patients visit.
    Distansenhet,
    /// Dental care.
    Tandvard,
    /// A hospital as a whole.
    Sjukhus,
}

/// Level of care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CareLevel {
    /// Primary care.
    Primarvard,
    /// Specialist care.
    Specialistvard,
}

/// On whose behalf the clinic is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// By the region itself.
    EgenRegi,
    /// By a private provider under an agreement with the region.
    Avtal,
    /// Vårdval (hälsoval).
    Vardval,
    /// Neither.
    Privat,
}

/// How a service can be had without 1177.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// By telephone.
    Phone,
    /// By letter.
    Letter,
    /// At the desk.
    Visit,
    /// By 1177 e-tjänster.
    Digital,
}

/// Several ways in which a service can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Channels(u8);

impl Channels {
    /// Whether the channel is one of them.
    #[must_use]
    pub fn contains(self, channel: Channel) -> bool {
        self.0 & (1 << channel as u8) != 0
    }

    /// The channels, in the vocabulary's order.
    pub fn iter(self) -> impl Iterator<Item = Channel> {
        Channel::WORDS.iter().map(|(channel, _)| *channel).filter(move |channel| self.contains(*channel))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Channel> for Channels {
    fn from_iter<I: IntoIterator<Item = Channel>>(channels: I) -> Self {
        Self(channels.into_iter().fold(0, |set, channel| set | 1 << channel as u8))
    }
}

vocabulary!(ClinicStatus {
    NotActivated = "not_activated" | "not activated" | "ej aktiverad" | "inte aktiverad" | "inactive" | "inaktiv",
    Active = "active" | "aktiv" | "aktiverad" | "activated",
    Closed = "closed" | "stängd" | "stangd" | "nedlagd" | "avslutad",
});
vocabulary!(UnitKind {
    Mottagning = "mottagning" | "clinic" | "vårdcentral" | "vardcentral" | "outpatient clinic",
    Avdelning = "avdelning" | "ward",
    Distansenhet = "distansenhet" | "remote unit",
    Tandvard = "tandvard" | "tandvård" | "tandvårdsmottagning" | "dental" | "dental care",
    Sjukhus = "sjukhus" | "hospital",
});
vocabulary!(CareLevel {
    Primarvard = "primarvard" | "primärvård" | "primary care",
    Specialistvard = "specialistvard" | "specialistvård" | "specialist care",
});
vocabulary!(Agreement {
    EgenRegi = "egen_regi" | "egen regi" | "region" | "run by the region",
    Avtal = "avtal" | "agreement" | "by agreement",
    Vardval = "vardval" | "vårdval" | "hälsoval" | "halsoval" | "free choice of care vårdval",
    Privat = "privat" | "private",
});
vocabulary!(Channel {
    Phone = "phone" | "telefon" | "tfn",
    Letter = "letter" | "brev" | "post",
    Visit = "visit" | "besök" | "besok",
    Digital = "digital" | "digitalt" | "1177" | "1177 e tjänster" | "1177 e services" | "e tjänst" | "e tjänster" | "webb",
});

/// One clinic, as one or several records of the clinic configuration export give it.
#[derive(Clone, Debug)]
pub struct UnitRecord {
    /// The records that it was read from, in reading order. More than one after a merge.
    pub records: Vec<RecordRef>,
    /// The clinic.
    pub hsa_id: HsaId,
    /// Its name in the personnel tool.
    pub name: Field<Box<str>>,
    /// Whether it is activated.
    pub status: Field<ClinicStatus>,
    /// What kind of unit it is.
    pub unit_kind: Field<UnitKind>,
    /// Level of care.
    pub care_level: Field<CareLevel>,
    /// On whose behalf it is run.
    pub agreement: Field<Agreement>,
    /// Verksamhetskod, such as `1500`.
    pub business_code: Field<Box<str>>,
    /// Municipality, as shown from HSA.
    pub municipality: Field<Box<str>>,
    /// Betjäningsområde: the residents that may use the clinic without being approved one by one.
    pub service_area: Field<Vec<ServiceArea>>,
    /// Marked as recommended by the regional administrator.
    pub recommended: Field<bool>,
    /// What the clinic says that it prescribes and offers, where the export carries it.
    pub declared: Declarations,
    /// The case types. `NotExported` when the export has none of the columns; an empty list means that there are none.
    /// Shared, since most clinics of a mass export have a list in common.
    pub case_types: Field<Arc<Vec<CaseTypeRecord>>>,
    /// Standardsvar of the clinic as a whole.
    pub standard_replies: Field<Box<TextFacts>>,
    /// Mallar för omvänt ärendeflöde (invånarärenden).
    pub reverse_flow_templates: Field<Box<TextFacts>>,
    /// Övrig information on the contact card.
    pub other_information: Field<Box<TextFacts>>,
    /// Bookable time types (tidtyper), by their keys in the booking system.
    pub time_types: Field<Vec<Box<str>>>,
    /// When the configuration was last changed.
    pub changed: Field<NaiveDate>,
    /// Both places of every value that two records disagree on, by the field's canonical route.
    pub conflicts: Vec<Conflict>,
}

/// Two records that say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field's canonical route, such as `status` or `case_types[fornya_recept].state`.
    pub route: Box<str>,
    /// The places that disagree, in reading order.
    pub places: Vec<Place>,
}

/// One entry of the betjäningsområde. Several entries widen it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceArea {
    /// A county code or region name; `None` or `*` means the whole country.
    pub region: Option<Box<str>>,
    /// Only residents of these municipalities, if any are named.
    pub municipality: Option<Box<str>>,
    /// Only this sex, if given.
    pub sex: Option<Box<str>>,
    /// Only these ages, if given, as written.
    pub age: Option<Box<str>>,
}

impl ServiceArea {
    /// Whether this entry alone opens the clinic to the whole country, without limits of sex or age.
    #[must_use]
    pub fn is_whole_country(&self) -> bool {
        let is_number = |region: &str| region.bytes().all(|byte| byte.is_ascii_digit());
        let everywhere = self.region.as_deref().is_none_or(|region| {
            region == "*"
                // Most are a county's number, of which that is all.
                || !is_number(region)
                    && matches!(
                        super::case_type::fold(region).as_str(),
                        "*" | "alla" | "hela landet" | "sverige" | "all" | "whole country"
                    )
        });
        everywhere && self.municipality.is_none() && self.sex.is_none() && self.age.is_none()
    }
}

/// What a clinic declares that it prescribes and offers. Comes with the export or as a source of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declarations {
    /// Förskriver läkemedel.
    pub prescribes_medicines: Field<bool>,
    /// Förskriver hjälpmedel.
    pub prescribes_aids: Field<bool>,
    /// Har rådgivning.
    pub offers_advice: Field<bool>,
    /// Has a care system that makes direct booking possible.
    pub can_book_directly: Field<bool>,
    /// The services that the clinic offers, and how they can be had besides 1177.
    pub services: Field<Vec<ServiceRecord>>,
}

/// A service that the clinic offers, such as `recept` by phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRecord {
    /// Its key, which the policy's case types name in `for:`.
    pub service: Box<str>,
    /// How it can be had.
    pub offered_by: Channels,
}

/// A record of the declarations source.
#[derive(Clone, Debug)]
pub struct DeclarationRecord {
    /// Where it stands.
    pub record: RecordRef,
    /// The clinic.
    pub clinic: HsaId,
    /// What it declares.
    pub declared: Declarations,
}

/// One case type of one clinic.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseTypeRecord {
    /// Which of the clinic's [`UnitRecord::records`] it stands in.
    pub record: u32,
    /// Where in the record. [`CaseTypeRecord::place`] makes a place of the two: a place of its own for every case type of
    /// every clinic would cost more memory than all else that is known of it.
    pub position: Position,
    /// Which of the policies' case types it is; `None` for a type that no policy names.
    pub ix: Option<CaseTypeIx>,
    /// The key or name as the source wrote it. Shared, since every clinic writes the same.
    pub written: Arc<Box<str>>,
    /// Not assigned, inactive, active.
    pub state: Field<CaseTypeState>,
    /// Message form, direct booking, uthopp.
    pub kind: Field<CaseTypeKind>,
    /// Central or local.
    pub origin: Field<Origin>,
    /// Begränsat urval: only for residents who have been given it.
    pub restricted: Field<bool>,
    /// Its texts; `None` where the source carries none of them, as mass exports often do.
    pub texts: Option<Box<CaseTypeTexts>>,
    /// When the type was last changed at the clinic.
    pub changed: Field<NaiveDate>,
}

/// What was seen in the texts of a case type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseTypeTexts {
    /// Beskrivning av formuläret.
    pub description: Field<TextFacts>,
    /// Villkorstext.
    pub terms: Field<TextFacts>,
    /// Standardsvar of the type, all of them together.
    pub standard_replies: Field<TextFacts>,
    /// Fasta svarsalternativ, all of them together.
    pub answer_alternatives: Field<TextFacts>,
}

impl CaseTypeTexts {
    /// Of a case type whose source carries no texts.
    pub const NONE: Self = Self {
        description: Field::NotExported,
        terms: Field::NotExported,
        standard_replies: Field::NotExported,
        answer_alternatives: Field::NotExported,
    };
}

impl CaseTypeRecord {
    /// A case type of which nothing more is exported than that it is there, in the first of a clinic's records.
    #[must_use]
    pub fn new(position: Position, written: Arc<Box<str>>) -> Self {
        Self {
            record: 0,
            position,
            ix: None,
            written,
            state: Field::NotExported,
            kind: Field::NotExported,
            origin: Field::NotExported,
            restricted: Field::NotExported,
            texts: None,
            changed: Field::NotExported,
        }
    }

    /// Its texts.
    #[must_use]
    pub fn texts(&self) -> &CaseTypeTexts {
        self.texts.as_deref().unwrap_or(&CaseTypeTexts::NONE)
    }

    /// Where it stands: one of the clinic's records and the route to the case type in it.
    ///
    /// # Panics
    /// If the records are not those of its clinic.
    #[must_use]
    pub fn place(&self, records: &[RecordRef]) -> Place {
        self.way(records, None)
    }

    /// The same case type where the clinic's records come after so many others.
    #[must_use]
    pub fn after(mut self, records: usize) -> Self {
        self.record += u32::try_from(records).expect("no file has so many records");
        self
    }

    /// Where one of its fields stands, such as `state`.
    #[must_use]
    pub fn place_of(&self, records: &[RecordRef], field: &'static str) -> Place {
        // In such a row the clinic's own date has the plain name.
        let field = if self.position == Position::Record && field == "changed" { "type_changed" } else { field };
        self.way(records, Some(field))
    }

    fn way(&self, records: &[RecordRef], field: Option<&'static str>) -> Place {
        let step = match self.position {
            Position::Index(index) => Some(Step::Index(index)),
            Position::Named => Some(Step::Named(self.written.as_ref().clone())),
            Position::Record => None,
        };
        let mut route = Vec::with_capacity(3);
        if let Some(step) = step {
            route.extend([Step::Field("case_types"), step]);
        }
        route.extend(field.map(Step::Field));
        Place { record: records[self.record as usize], route }
    }
}

/// Where in its record a case type stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// An element of the list `case_types`, counted from 0.
    Index(u32),
    /// The entry of the mapping `case_types`, or the column, that carries the case type's key or name as written.
    Named,
    /// The record is the case type: a table with a row for each clinic and case type.
    Record,
}

/// What was seen in a text when it was decoded. The text itself is not kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextFacts {
    /// Length in characters after trimming, at least 1: an empty text is `Field::Absent`.
    pub chars: u32,
    /// Tells the patient to phone (advice about 112 and 1177 aside): clause Ö2b.
    pub asks_patient_to_phone: bool,
    /// The longest time within which the text promises an answer, if it promises one.
    pub promised_answer: Option<super::span::TimeSpan>,
    /// Which of [`super::needs::Needs::words`] occur, a bit each.
    pub words: u64,
    /// Still holds a placeholder such as «XX-kliniken» instead of the clinic's name.
    pub placeholder: bool,
    /// Equal to the policy's standard text for this case type and kind of text; `None` where there is no standard.
    pub equals_standard: Option<bool>,
}
