//! What `riktlinje/audit/v1` says of the guideline: its points and its rules.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::wire::{Bilingual, Severity};

/// A rule.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Rule<'a> {
    /// Its id; `policy/id` where several policies of the run have a rule with the same id.
    #[serde(borrow)]
    pub(crate) id: Cow<'a, str>,
    /// The policy that it belongs to.
    pub(crate) policy: Cow<'a, str>,
    /// The clauses of the guideline that it expresses.
    pub(crate) clause: Vec<Cow<'a, str>>,
    /// How bad a failure is.
    pub(crate) severity: Severity,
    /// The role that is answerable.
    pub(crate) responsible: Cow<'a, str>,
    /// What is wrong when it fails.
    pub(crate) title: Bilingual<'a>,
    /// What to do about it.
    pub(crate) advice: Bilingual<'a>,
    /// Its outcomes, counted over clinics.
    pub(crate) counts: Counts,
}

/// A point of the guideline.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Clause<'a> {
    /// Its id, such as `Ö5a`.
    #[serde(borrow)]
    pub(crate) id: Cow<'a, str>,
    /// What it says, in the policy's own words.
    pub(crate) text: Bilingual<'a>,
}

/// Outcomes, counted over clinics.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Counts {
    /// The rule does not concern the clinic.
    pub(crate) not_applicable: u32,
    /// It is followed.
    pub(crate) pass: u32,
    /// It cannot be judged.
    pub(crate) unknown: u32,
    /// It is broken.
    pub(crate) fail: u32,
}
