//! What has changed between two runs. A comparison judges nothing: what is broken is broken, whether it is new or old.

use chrono::DateTime;
use chrono_tz::Tz;

use super::finding::{Item, RuleIx};
use super::hsa_id::HsaId;
use super::outcome::Severity;
use crate::text::Bilingual;

/// What has changed since an earlier run, the baseline.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The earlier run's file, as the user named it.
    pub file: Box<str>,
    /// SHA-256 of that file, in hexadecimal.
    pub digest: Box<str>,
    /// The version of riktlinje that made it.
    pub tool: Box<str>,
    /// The instant that it judged, in Swedish time.
    pub as_of: DateTime<Tz>,
    /// Its policies were other ones, or other editions of them: some of what is new may be the policies' doing.
    pub policies_changed: bool,
    /// How its clinics stood.
    pub standings: Standings,
    /// Its outcomes of each rule of this run, counted over clinics as [`super::run::RuleInfo::counts`]; `None` for a rule
    /// that it did not have.
    pub rules: Vec<Option<[u32; 4]>>,
    /// Open failures of this run that it did not have, by severity: info, warning, error.
    pub new: [u32; 3],
    /// Open failures that it had too.
    pub unchanged: [u32; 3],
    /// Open failures of its that are none in this run, in its order.
    pub gone: Vec<Gone>,
}

impl Comparison {
    /// How many of the failures that are gone went in this way.
    #[must_use]
    pub fn went(&self, how: Went) -> usize {
        self.gone.iter().filter(|gone| gone.how == how).count()
    }
}

/// How the clinics of a run stood, as [`super::run::Summary`] counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standings {
    /// Clinics that its policies bound.
    pub clinics: u32,
    /// Clinics with at least one open failure of severity error.
    pub breaking: u32,
    /// Clinics with open failures, none of them of severity error.
    pub remarked: u32,
    /// Clinics without any open failure.
    pub clear: u32,
    /// Of those, clinics without any unknown.
    pub proven: u32,
}

/// A failure of the earlier run that is none in this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone {
    /// The rule's id, as that run had it.
    pub id: Box<str>,
    /// The rule in this run, if it has it.
    pub rule: Option<RuleIx>,
    /// How bad the failure was.
    pub severity: Severity,
    /// What was wrong.
    pub title: Bilingual,
    /// The clinic; `None` where the failure was the run's, not a clinic's.
    pub clinic: Option<HsaId>,
    /// The clinic's name, as that run had it; empty if no source named it.
    pub name: Box<str>,
    /// What the rule looked at there.
    pub item: Option<Item>,
    /// How it went.
    pub how: Went,
    /// Its fingerprint.
    pub fingerprint: Box<str>,
}

/// How a failure of an earlier run went. Only one of these ways is good news for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Went {
    /// The rule is followed there now, or what was wrong is no longer there.
    Fixed,
    /// The rule no longer applies to the clinic.
    NotApplicable,
    /// Nobody can tell any more.
    Unknown,
    /// A waiver excuses it now.
    Waived,
    /// This run does not judge by the rule.
    RuleLeft,
    /// This run does not judge the clinic.
    ClinicLeft,
}

crate::vocabulary!(Went {
    Fixed = "fixed",
    NotApplicable = "not_applicable",
    Unknown = "unknown",
    Waived = "waived",
    RuleLeft = "rule_left",
    ClinicLeft = "clinic_left",
});

/// What a finding is beside the earlier run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// That run did not have it.
    New,
    /// It did.
    Unchanged,
}

crate::vocabulary!(Change {
    New = "new",
    Unchanged = "unchanged",
});
