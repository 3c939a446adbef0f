//! Findings: a rule that is broken or cannot be judged, with evidence and remedy.

use std::ops::Deref;
use std::sync::Arc;

use super::comparison::Change;
use super::hsa_id::HsaId;
use super::outcome::{Disposition, Outcome};
use super::place::{Located, Place};
use super::source::SourceKind;
use super::span::TimeSpan;
use super::value::Value;
use crate::text::Message;

/// A rule of the run, as an index into [`super::run::Run::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleIx(pub u16);

/// One finding. `P` is [`Place`] while we evaluate and [`Located`] in a finished run.
#[derive(Clone, Debug)]
pub struct Finding<P = Located> {
    /// The rule.
    pub rule: RuleIx,
    /// The clinic. `None` when the cause is the run's, not a clinic's: a source that was not supplied at all, or a
    /// field that no record of it carries. Such a finding stands for every clinic whose outcome is unknown by it.
    pub clinic: Option<HsaId>,
    /// How many clinics it stands for: 1 where `clinic` is given.
    pub clinics: u32,
    /// The item of a `for_each` rule.
    pub item: Option<Item>,
    /// Fail or unknown.
    pub outcome: Outcome,
    /// What people have decided about it.
    pub disposition: Disposition,
    /// What it is beside an earlier run, where one was given.
    pub change: Option<Change>,
    /// What is wrong, in a sentence: the rule's title for a failure, what is not known for an unknown. Shared by all findings
    /// that say it.
    pub message: Arc<Message>,
    /// The conditions that decided, each with what was expected and found.
    pub evidence: Vec<Evidence<P>>,
    /// What would settle an unknown.
    pub settled_by: Vec<Settlement>,
    /// The smallest change that would satisfy the rule, and who can make it. Shared by clinics that fare alike.
    pub remedy: Option<Arc<Remedy>>,
    /// A stable name of the finding: the same cause at the same clinic gives the same fingerprint in every run.
    pub fingerprint: Box<str>,
}

/// What a `for_each` rule looked at.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Item {
    /// `case_type`, `permission`, `user`, `service` or `decision`.
    pub kind: ItemKind,
    /// The case type's key, `staff/role`, the staff id, the service's key.
    pub id: Box<str>,
}

/// The kinds of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemKind {
    /// A case type of the clinic.
    CaseType,
    /// A permission; its id holds a staff id (personal).
    Permission,
    /// A member of staff (personal).
    User,
    /// A service that the clinic offers.
    Service,
    /// A decision of the register; its id holds a staff id (personal).
    Decision,
}

crate::vocabulary!(ItemKind {
    CaseType = "case_type",
    Permission = "permission",
    User = "user",
    Service = "service",
    Decision = "decision",
});

/// A condition that decided, and where it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence<P = Located> {
    /// The condition. Shared by clinics that fare alike.
    pub decided: Arc<Decided>,
    /// Where it was found.
    pub at: Vec<P>,
}

/// One condition, with what was expected and what was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The fact's path, such as `case_types.open`.
    pub fact: Box<str>,
    /// The operator's word, such as `contains`.
    pub operator: &'static str,
    /// What the rule expects.
    pub expected: Value,
    /// The path of the fact that `expected` was taken from, or the parameter's name with `$`.
    pub expected_from: Option<Box<str>>,
    /// What was found; `None` when unknown.
    pub found: Option<Value>,
    /// Why it is unknown.
    pub missing: Option<Missing>,
    /// Whether the condition belongs to `when` (why the rule applies) and not to `require`.
    pub in_when: bool,
}

impl Decided {
    /// As evidence, with where it was found.
    pub fn at<P>(self, at: Vec<P>) -> Evidence<P> {
        Evidence { decided: self.into(), at }
    }
}

impl<P> Deref for Evidence<P> {
    type Target = Decided;

    fn deref(&self) -> &Decided {
        &self.decided
    }
}

impl<P> Evidence<P> {
    /// The same evidence with its places turned into something else.
    pub fn map_places<Q>(self, change: &mut dyn FnMut(P) -> Q) -> Evidence<Q> {
        Evidence { decided: self.decided, at: self.at.into_iter().map(change).collect() }
    }
}

impl<P> Finding<P> {
    /// The same finding with its places turned into something else.
    pub fn map_places<Q>(self, change: &mut dyn FnMut(P) -> Q) -> Finding<Q> {
        Finding {
            rule: self.rule,
            clinic: self.clinic,
            clinics: self.clinics,
            item: self.item,
            outcome: self.outcome,
            disposition: self.disposition,
            change: self.change,
            message: self.message,
            evidence: self.evidence.into_iter().map(|evidence| evidence.map_places(change)).collect(),
            settled_by: self.settled_by,
            remedy: self.remedy,
            fingerprint: self.fingerprint,
        }
    }
}

/// Why a fact is unknown. Unknown is never false and never passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// No such source was given.
    NotSupplied(SourceKind),
    /// The source was given; none of its records has the field.
    NotInSource(SourceKind),
    /// The source was given; what it says cannot be understood without a setting that is missing.
    NotSet(SourceKind),
    /// The source was given and has the field elsewhere, but this record lacks it.
    NotExported(SourceKind),
    /// The source was given, but has no record of the clinic (or of the person).
    NoRecord(SourceKind),
    /// There is something that cannot be read.
    Unreadable(SourceKind),
    /// Older than the fact's limit.
    Stale(SourceKind, TimeSpan),
    /// The same fact twice, and different.
    Conflicting(SourceKind),
    /// Too few cases to judge a share.
    TooFew(u32),
}

impl Missing {
    /// The key in JSON, such as `not_supplied`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotSupplied(_) => "not_supplied",
            Self::NotInSource(_) => "not_in_source",
            Self::NotSet(_) => "not_set",
            Self::NotExported(_) => "not_exported",
            Self::NoRecord(_) => "no_record",
            Self::Unreadable(_) => "unreadable",
            Self::Stale(..) => "stale",
            Self::Conflicting(_) => "conflicting",
            Self::TooFew(_) => "too_few",
        }
    }

    /// The source in question.
    #[must_use]
    pub fn source(self) -> SourceKind {
        match self {
            Self::NotSupplied(kind)
            | Self::NotInSource(kind)
            | Self::NotSet(kind)
            | Self::NotExported(kind)
            | Self::NoRecord(kind)
            | Self::Unreadable(kind)
            | Self::Stale(kind, _)
            | Self::Conflicting(kind) => kind,
            Self::TooFew(_) => SourceKind::Cases,
        }
    }

    /// Whether the reason is the same for every clinic of the run.
    #[must_use]
    pub fn is_run_wide(self) -> bool {
        matches!(self, Self::NotSupplied(_) | Self::NotInSource(_) | Self::NotSet(_))
    }
}

/// What would settle an unknown: which source, which field, of whom to ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// The source.
    pub source: SourceKind,
    /// The fact's path.
    pub fact: Box<str>,
    /// Why it is unknown now.
    pub missing: Missing,
    /// A sentence: what to supply, and of whom to ask for it.
    pub message: Message,
}

/// The smallest change that would satisfy the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The responsible role of the first change, such as `lokal_administrator` or `regional_forvaltning`.
    pub who: Box<str>,
    /// The changes, in the order in which they must be made.
    pub changes: Vec<RemedyStep>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RemedyStep {
    /// Who makes it.
    pub who: Box<str>,
    /// What to do.
    pub message: Message,
}

/// The words of the operators, in the order in which documentation tells of them.
pub const OPERATORS: [&str; 18] = [
    "is",
    "is_not",
    "one_of",
    "none_of",
    "at_least",
    "at_most",
    "before",
    "after",
    "newer_than",
    "older_than",
    "contains",
    "contains_all",
    "contains_any",
    "mentions_none",
    "matches",
    "exists",
    "same_as",
    "same_text_as",
];

/// The word of an operator, if it is one.
#[must_use]
pub fn operator(word: &str) -> Option<&'static str> {
    OPERATORS.into_iter().find(|operator| *operator == word)
}

/// Evidence that points symbolically.
pub type SymbolicFinding = Finding<Place>;
