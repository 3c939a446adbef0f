//! Facts as rules see them: the one table of paths, their types, and how a value is read from what was joined.

pub mod place;
mod read;
mod sets;
mod subject;
mod table;

use chrono::NaiveDate;

use crate::model::case_type::TypeSet;
use crate::model::clinic::TextFacts;
use crate::model::finding::{ItemKind, Missing};
use crate::model::measure::{Clock, Question};
use crate::model::outcome::Truth;
use crate::model::source::SourceKind;
use crate::model::span::TimeSpan;

pub use sets::in_sets;
pub use subject::{Clinic, ClinicSubject, Horizon, Subject, User};
pub use table::{TABLE, find};

/// A row of the fact table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FactIx(pub u16);

impl FactIx {
    /// The row.
    #[must_use]
    pub fn def(self) -> &'static FactDef {
        &TABLE[usize::from(self.0)]
    }
}

/// Which fact a condition reads: a row of the table, or something that the policy itself names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactRef {
    /// A row of the table.
    Table(FactIx),
    /// `list.NAME`: how many items a list of the policy has.
    List(u16),
    /// `measure.NAME`, as an index into `Needs::measures`.
    Measure(u16),
    /// `case_type.measure.NAME`: the same of one case type.
    CaseTypeMeasure(u16),
    /// `attested.CLAUSE`, as an index into the policy's clauses.
    Attested(u16),
    /// `case_type.attested.CLAUSE`.
    CaseTypeAttested(u16),
    /// `user.attested.CLAUSE`.
    UserAttested(u16),
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The clinic.
    Clinic,
    /// One item of a list.
    Item(ItemKind),
}

/// The type of a fact, with its unit or vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactType {
    /// `yes` or `no`.
    Bool,
    /// One word of a closed vocabulary (its canonical keys).
    Word(&'static [&'static str]),
    /// A code or a name.
    Text,
    /// A longer text, of which we know what was seen in it.
    Prose,
    /// A civil date.
    Date,
    /// A number of items or cases.
    Count(CountUnit),
    /// A share of cases.
    Share,
    /// A length of time; `true` when it is working time.
    Span(SpanKind),
    /// Several words of a vocabulary (empty: an open one).
    Words(&'static [&'static str]),
    /// A set of the policy's case types.
    CaseTypes,
    /// A record, of which one can only ask whether it exists.
    Record,
}

/// What a count counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountUnit {
    /// `3 items`.
    Items,
    /// `3 cases`.
    Cases,
}

/// Calendar or working time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// Hours, days, months, years.
    Calendar,
    /// Working hours, working days, the same working day.
    Working,
    /// Either: a text promises what its author wrote. Days count as working days then.
    Promise,
}

impl FactRef {
    /// Whether it is one of a clinic's sets of case types, which its case types add up to.
    #[must_use]
    pub fn is_a_set_of_case_types(self) -> bool {
        matches!(self, Self::Table(ix) if ix.def().ty == FactType::CaseTypes && ix.def().scope == Scope::Clinic)
    }

    /// Whether it is a code or a name.
    #[must_use]
    pub fn is_a_name(self) -> bool {
        matches!(self, Self::Table(ix) if ix.def().ty == FactType::Text)
    }

    /// What it is about, and where it comes from. A list counts items, wherever these come from; it stands with what the
    /// policy names itself.
    #[must_use]
    pub fn about(self) -> (Scope, SourceKind) {
        match self {
            Self::Table(ix) => (ix.def().scope, ix.def().source),
            Self::CaseTypeAttested(_) => (Scope::Item(ItemKind::CaseType), SourceKind::Attestations),
            Self::UserAttested(_) => (Scope::Item(ItemKind::User), SourceKind::Attestations),
            Self::Measure(_) => (Scope::Clinic, SourceKind::Cases),
            Self::CaseTypeMeasure(_) => (Scope::Item(ItemKind::CaseType), SourceKind::Cases),
            Self::Attested(_) | Self::List(_) => (Scope::Clinic, SourceKind::Attestations),
        }
    }
}

impl FactType {
    /// The type's word in listings and in problems.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Word(_) => "word",
            Self::Text => "text",
            Self::Prose => "prose",
            Self::Date => "date",
            Self::Count(CountUnit::Items) => "count-items",
            Self::Count(CountUnit::Cases) => "count-cases",
            Self::Share => "share",
            Self::Span(_) => "span",
            Self::Words(_) => "words",
            Self::CaseTypes => "case-types",
            Self::Record => "record",
        }
    }
}

/// A row of the fact table: all that is known of a fact before anything is read.
#[derive(Debug)]
pub struct FactDef {
    /// Its path in rules.
    pub path: &'static str,
    /// Its type.
    pub ty: FactType,
    /// What it is about.
    pub scope: Scope,
    /// Where it comes from.
    pub source: SourceKind,
    /// The canonical field of the record in which it stands; empty for the record as a whole.
    pub route: &'static str,
    /// Whether it tells something of a person.
    pub personal: bool,
    /// How it is read.
    read: for<'s> fn(&'s ClinicSubject<'s>) -> Fact<'s>,
}

impl FactDef {
    /// The oldest that the source may be before the fact is stale, in days; `None` where age does not matter because
    /// the fact carries its own dates.
    ///
    /// The personnel tool draws staff data from HSA once a month, so a month's lag is normal there.
    #[must_use]
    pub fn freshness(&self) -> Option<TimeSpan> {
        freshness(self.source)
    }

    /// The key of the sentence that explains it, such as `fact-clinic-status`.
    #[must_use]
    pub fn message_key(&self) -> String {
        format!("fact-{}", self.path.replace(['.', '_'], "-"))
    }
}

/// The oldest that a source of a kind may be, as [`FactDef::freshness`] says.
#[must_use]
pub fn freshness(source: SourceKind) -> Option<TimeSpan> {
    let days = match source {
        SourceKind::Exports => 92,
        SourceKind::Permissions
        | SourceKind::Staff
        | SourceKind::Absence
        | SourceKind::Directory
        | SourceKind::Tak
        | SourceKind::Cases => 31,
        SourceKind::Declarations => 400,
        SourceKind::Clinics
        | SourceKind::Attestations
        | SourceKind::Waivers
        | SourceKind::Register
        | SourceKind::Changes => return None,
    };
    Some(TimeSpan { amount: days, unit: crate::model::span::TimeUnit::Days })
}

/// What a measure gives.
#[must_use]
pub fn measured(question: Question) -> FactType {
    match question {
        Question::ShareOf(_) => FactType::Share,
        Question::CountOf(_) => FactType::Count(CountUnit::Cases),
        Question::PercentileOf(_, _, Clock::Working) => FactType::Span(SpanKind::Working),
        Question::PercentileOf(_, _, Clock::Calendar) => FactType::Span(SpanKind::Calendar),
    }
}

/// A value as it is read: borrowed, and with the uncertainty of sets and counts kept.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Datum<'a> {
    /// Yes or no.
    Bool(bool),
    /// A word of a vocabulary.
    Word(&'a str),
    /// A code or a name.
    Text(&'a str),
    /// A longer text.
    Prose(&'a TextFacts),
    /// What was seen in several texts together, and why others of them are not known.
    Texts(TextFacts, Option<Missing>),
    /// The region's standard text.
    Standard,
    /// A date.
    Date(NaiveDate),
    /// A number of items or cases: at least `sure`, at most `sure + maybe`.
    Count {
        /// Certainly so many.
        sure: u64,
        /// So many more that cannot be told, and why.
        maybe: Option<(u64, Missing)>,
    },
    /// A share of cases.
    Share {
        /// Those that satisfy the conditions.
        part: u64,
        /// Those that were looked at.
        of: u64,
    },
    /// A length of time.
    Span(TimeSpan),
    /// A length of time that may be longer, and why that is not known.
    AtLeast(TimeSpan, Missing),
    /// Several words.
    Words(Vec<&'a str>),
    /// Several words, and others of which it cannot be said whether they are among them.
    SomeWords(Box<SomeWords<'a>>),
    /// Case types of a clinic.
    Types(&'a Types),
    /// Some of them.
    SomeTypes(Box<Types>),
    /// A record that exists.
    Record,
}

impl Datum<'_> {
    /// The case types, if that is what it is.
    #[must_use]
    pub fn types(&self) -> Option<&Types> {
        match self {
            Self::Types(types) => Some(types),
            Self::SomeTypes(types) => Some(types),
            _ => None,
        }
    }
}

/// A set of words with its uncertainty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SomeWords<'a> {
    /// Certainly in the set.
    pub sure: Vec<&'a str>,
    /// Perhaps in the set.
    pub maybe: Vec<&'a str>,
    /// Whether any other word may be in the set too.
    pub open: bool,
    /// Why it cannot be told.
    pub reason: Missing,
}

impl SomeWords<'_> {
    /// Whether the set has a word.
    #[must_use]
    pub fn has(&self, is_it: impl Fn(&str) -> bool) -> Truth {
        if self.sure.iter().any(|word| is_it(word)) {
            Truth::True
        } else if self.open || self.maybe.iter().any(|word| is_it(word)) {
            Truth::Unknown
        } else {
            Truth::False
        }
    }
}

/// A set of case types with its uncertainty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Types {
    /// Certainly in the set.
    pub sure: TypeSet,
    /// Perhaps in the set.
    pub maybe: TypeSet,
    /// How many certainly are, with those that no policy names.
    pub count: u32,
    /// How many more perhaps are.
    pub maybe_count: u32,
    /// Why it cannot be told: the path of the item's fact that is unknown, and why.
    pub reason: Option<(&'static str, Missing)>,
}

/// A fact of one clinic or item.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Fact<'a> {
    /// The source gave it.
    Known(Datum<'a>),
    /// The source says that there is none: a value, not ignorance.
    Absent,
    /// Not known, and why.
    Unknown(Missing),
}
