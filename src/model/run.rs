//! A finished run: all that any report in any language needs. `report::json` writes it and reads it back.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::comparison::Comparison;
use super::finding::{Finding, Missing, RuleIx};
use super::hsa_id::HsaId;
use super::measured::{AnswerTimes, FollowUp};
use super::outcome::{Outcome, Severity};
use super::place::Located;
use super::source::{ProblemLevel, SourceFile, SourceKind};
use crate::text::builtin::Builtin;
use crate::text::{Bilingual, Message};

/// The result of one audit.
#[derive(Clone, Debug)]
pub struct Run {
    /// The version of riktlinje.
    pub tool: Box<str>,
    /// The instant that the run judges, in Swedish time.
    pub as_of: DateTime<Tz>,
    /// The policies, in the order given.
    pub policies: Vec<PolicyInfo>,
    /// Every file that was read, in merge order.
    pub sources: Vec<SourceFile>,
    /// What was wrong with them, located; at most a stated number of each kind, the rest counted.
    pub problems: Vec<LocatedProblem>,
    /// Problems beyond those shown.
    pub problems_not_shown: u64,
    /// Which clinics were looked at, and whether that is all of them.
    pub population: Population,
    /// The answer in figures.
    pub summary: Summary,
    /// Names for people of the facts that policies name themselves, by path (`list.arendemottagare`).
    pub names: Vec<(Box<str>, Bilingual)>,
    /// The rules, in the policies' order.
    pub rules: Vec<RuleInfo>,
    /// The clinics, by HSA-id, each with an outcome per rule.
    pub clinics: Vec<ClinicOutcomes>,
    /// Fail and unknown, ordered by rule and clinic.
    pub findings: Vec<Finding>,
    /// What has changed since an earlier run, where one was given.
    pub comparison: Option<Comparison>,
    /// How long answers took, where a case log could be believed and a policy asks how fast answers come.
    pub answer_times: Option<AnswerTimes>,
    /// How well permissions follow the people, where a register was read.
    pub follow_up: Option<FollowUp>,
    /// What was and was not looked at.
    pub coverage: Coverage,
}

impl Run {
    /// The last day to put a failure of a rule right, where its policy says one.
    #[must_use]
    pub fn remedy_by(&self, rule: RuleIx) -> Option<NaiveDate> {
        let info = self.rules.get(usize::from(rule.0))?;
        self.policies.get(info.policy)?.remedy_by[info.severity as usize]
    }

    /// What a clause of a rule's policy says, where the policy tells.
    #[must_use]
    pub fn clause(&self, rule: &RuleInfo, clause: &str) -> Option<&Bilingual> {
        let told = &self.policies.get(rule.policy)?.clauses;
        told.iter().find(|(id, _)| **id == *clause).map(|(_, text)| text)
    }
}

/// A policy of the run.
#[derive(Clone, Debug)]
pub struct PolicyInfo {
    /// Its name, such as `rjl-1177`.
    pub id: Box<str>,
    /// Its edition, as written.
    pub edition: Box<str>,
    /// SHA-256 of its files, in hexadecimal.
    pub digest: Box<str>,
    /// Its title.
    pub title: Bilingual,
    /// The document that it expresses.
    pub source: Box<str>,
    /// When that was decided.
    pub decided: Option<NaiveDate>,
    /// The last day to put a failure right, by severity (info, warning, error), where the policy says (`remedy_within:`).
    pub remedy_by: [Option<NaiveDate>; 3],
    /// The points of the guideline, each with what it says in the policy's own words.
    pub clauses: Vec<(Box<str>, Bilingual)>,
}

/// A rule as reports need it.
#[derive(Clone, Debug)]
pub struct RuleInfo {
    /// Its id.
    pub id: Box<str>,
    /// Which policy it belongs to, as an index into [`Run::policies`].
    pub policy: usize,
    /// The clauses that it expresses.
    pub clauses: Vec<Box<str>>,
    /// How bad a failure is.
    pub severity: Severity,
    /// Who is answerable.
    pub responsible: Box<str>,
    /// What is wrong when it fails, as a short sentence.
    pub title: Bilingual,
    /// What to do about it.
    pub advice: Bilingual,
    /// What the outcomes were, counted over clinics: not applicable, pass, unknown, fail.
    pub counts: [u32; 4],
}

impl RuleInfo {
    /// A rule of our own, about waivers.
    #[must_use]
    pub fn of_builtin(builtin: &Builtin) -> Self {
        Self {
            id: builtin.id.into(),
            policy: 0,
            clauses: Vec::new(),
            severity: Severity::Warning,
            responsible: "regional_forvaltning".into(),
            title: builtin.title(),
            advice: builtin.advice(),
            counts: [0; 4],
        }
    }
}

/// A problem with a source, at a place that a person can find.
#[derive(Clone, Debug)]
pub struct LocatedProblem {
    /// How bad.
    pub level: ProblemLevel,
    /// Where.
    pub at: Located,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub advice: Option<Message>,
}

/// Which clinics were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Population {
    /// Clinics in the list; `None` without a list: then nobody knows whether a clinic is missing.
    pub listed: Option<u32>,
    /// Clinics in the exports.
    pub exported: u32,
    /// Listed clinics that are in no export.
    pub listed_not_exported: u32,
    /// Exported clinics that are not in the list. They are judged all the same.
    pub exported_not_listed: u32,
    /// Clinics left out by `--clinic`.
    pub filtered_out: u32,
}

/// The answer in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Clinics that the policies bind.
    pub clinics: u32,
    /// Clinics with at least one open failure of severity error.
    pub breaking: u32,
    /// Clinics with open failures, none of them of severity error.
    pub remarked: u32,
    /// Clinics without any open failure.
    pub clear: u32,
    /// Of those, clinics without any unknown: they follow the guideline, proved.
    pub proven: u32,
    /// Open failures by severity: info, warning, error.
    pub failures: [u32; 3],
    /// Unknown findings that are open.
    pub unknown: u32,
    /// Findings that a waiver excuses.
    pub waived: u32,
    /// The rules with most clinics failing, worst first, with their number of clinics.
    pub most_broken: Vec<(RuleIx, u32)>,
    /// What to do first: by whom, for which rule, at how many clinics.
    pub first_actions: Vec<FirstAction>,
}

/// Something that would mend many failures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstAction {
    /// The role that can make the change.
    pub who: Box<str>,
    /// The rule.
    pub rule: RuleIx,
    /// At how many clinics.
    pub clinics: u32,
}

/// One clinic and what each rule said of it.
#[derive(Clone, Debug)]
pub struct ClinicOutcomes {
    /// The clinic.
    pub hsa_id: HsaId,
    /// Its name, from the export or else the list; empty if neither has it.
    pub name: Box<str>,
    /// An outcome per rule, in the order of [`Run::rules`]. Clinics that fare alike may share them.
    pub outcomes: Arc<[Outcome]>,
}

/// What was and was not looked at: the honest last line.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Facts that rules read and found at least once, by path.
    pub facts_read: Vec<Box<str>>,
    /// Facts that rules asked for and never found, with the reason.
    pub facts_missing: Vec<(Box<str>, Missing)>,
    /// Rules that applied to nobody.
    pub rules_without_subject: Vec<RuleIx>,
    /// Clauses of the policies that no rule could judge for any clinic, though they concern some.
    pub clauses_unjudged: Vec<Box<str>>,
    /// Kinds of source that were declared in the settings and could not be read.
    pub sources_failed: Vec<SourceKind>,
    /// Waivers that excused nothing, lapsed or expired are findings of their own; here: how many are in force.
    pub waivers_in_force: u32,
}
