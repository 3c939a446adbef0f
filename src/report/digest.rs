//! A run arranged for reading: findings by rule, failures counted by clinic, names within reach.

pub(super) mod answer;
pub(super) mod broken;
pub(super) mod clinics;
pub(super) mod coverage;
pub(super) mod reasons;
pub(super) mod sources;

use std::collections::HashMap;

use anstyle::Style as Ink;

use crate::model::finding::{Finding, Item, RuleIx};
use crate::model::hsa_id::HsaId;
use crate::model::outcome::{Disposition, Outcome, Severity};
use crate::model::run::{ClinicOutcomes, RuleInfo, Run};
use crate::model::value::Value;
use crate::report::escape::escape;
use crate::report::sheet::{CYAN, GREEN, RED, YELLOW};
use crate::report::words::Words;
use crate::text::Bilingual;

/// So many findings of a rule are searched for names of case types.
const LEARNED: usize = 200;

/// The run, arranged.
pub(super) struct Digest<'r> {
    pub(super) run: &'r Run,
    pub(super) words: &'r Words,
    /// By rule, in the order of the run's rules.
    pub(super) rules: Vec<OfRule<'r>>,
    /// By clinic, in the order of the run's clinics.
    pub(super) tallies: Vec<Tally>,
    index: HashMap<&'r HsaId, usize>,
    names: HashMap<&'r str, &'r Bilingual>,
}

/// The findings of one rule.
#[derive(Default)]
pub(super) struct OfRule<'r> {
    /// Failures that count, in the order of the clinics.
    pub(super) open: Vec<&'r Finding>,
    /// Failures and unknowns that somebody has decided to live with.
    pub(super) waived: Vec<&'r Finding>,
    /// What cannot be judged.
    pub(super) unknown: Vec<&'r Finding>,
    /// Clinics with an open failure.
    pub(super) clinics: u32,
}

/// Rules at one clinic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Broken, by severity: info, warning, error. Waived ones are not counted.
    pub(super) broken: [u32; 3],
    /// Not judged.
    pub(super) unknown: u32,
    /// Some rule concerns the clinic.
    pub(super) bound: bool,
}

/// Where a clinic stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Breaks the guideline: at least one failure of severity error.
    Breaking,
    /// Has failures of lower severity only.
    Remarked,
    /// Has none that is known, but not everything could be judged.
    Unproven,
    /// Follows the guideline, and everything was judged.
    Proven,
}

impl Standing {
    /// The sign, which says the same as the colour.
    pub(super) fn sign(self) -> (&'static str, Ink) {
        match self {
            Self::Breaking => ("✗", RED),
            Self::Remarked => ("!", YELLOW),
            Self::Unproven => ("?", CYAN),
            Self::Proven => ("✓", GREEN),
        }
    }

    /// The sentence that tells it of some clinics.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Breaking => "report-standing-breaking",
            Self::Remarked => "report-standing-remarked",
            Self::Unproven => "report-standing-unproven",
            Self::Proven => "report-standing-proven",
        }
    }
}

impl Tally {
    /// Where the clinic stands.
    pub(super) fn standing(&self) -> Standing {
        match (self.broken, self.unknown) {
            ([0, 0, 0], 0) => Standing::Proven,
            ([0, 0, 0], _) => Standing::Unproven,
            ([_, _, 0], _) => Standing::Remarked,
            _ => Standing::Breaking,
        }
    }
}

/// The sign of a severity.
pub(super) fn sign(severity: Severity) -> (&'static str, Ink) {
    match severity {
        Severity::Error => ("✗", RED),
        Severity::Warning => ("!", YELLOW),
        Severity::Info => ("i", CYAN),
    }
}

impl<'r> Digest<'r> {
    pub(super) fn new(run: &'r Run, words: &'r Words) -> Self {
        let index: HashMap<&HsaId, usize> =
            run.clinics.iter().enumerate().map(|(ix, clinic)| (&clinic.hsa_id, ix)).collect();
        let tallies = run.clinics.iter().map(|clinic| Tally {
            broken: [0; 3],
            unknown: count(clinic, Outcome::Unknown),
            bound: clinic.outcomes.iter().any(|outcome| *outcome != Outcome::NotApplicable),
        });
        let mut digest = Self {
            run,
            words,
            rules: run.rules.iter().map(|_| OfRule::default()).collect(),
            tallies: tallies.collect(),
            index,
            names: HashMap::new(),
        };
        for finding in &run.findings {
            digest.take(finding);
        }
        digest
    }

    fn take(&mut self, finding: &'r Finding) {
        // The vocabulary is small, and the findings of a rule name much the same: the first ones are enough.
        let known = self.rules.get(usize::from(finding.rule.0)).map_or(0, |rule| rule.open.len() + rule.unknown.len());
        for evidence in finding.evidence.iter().filter(|_| known < LEARNED) {
            self.learn(&evidence.expected);
            if let Some(found) = &evidence.found {
                self.learn(found);
            }
        }
        let (Some(info), Some(rule)) =
            (self.run.rules.get(usize::from(finding.rule.0)), self.rules.get_mut(usize::from(finding.rule.0)))
        else {
            return;
        };
        match (finding.disposition, finding.outcome) {
            (Disposition::Waived, _) => rule.waived.push(finding),
            (Disposition::Open, Outcome::Unknown) => rule.unknown.push(finding),
            (Disposition::Open, _) => {
                // Findings are ordered by rule and clinic, so that a clinic's items stand together.
                let is_new = rule.open.last().is_none_or(|last| last.clinic != finding.clinic);
                rule.open.push(finding);
                if is_new {
                    rule.clinics += finding.clinics;
                    if let Some(ix) = finding.clinic.as_ref().and_then(|clinic| self.index.get(clinic)) {
                        self.tallies[*ix].broken[info.severity as usize] += 1;
                    }
                }
            }
        }
    }

    fn learn(&mut self, value: &'r Value) {
        match value {
            Value::Named { key, name } => {
                self.names.insert(key, name);
            }
            Value::Names(names) => self.names.extend(names.iter().map(|(key, name)| (&**key, name))),
            _ => {}
        }
    }

    pub(super) fn info(&self, rule: RuleIx) -> Option<&'r RuleInfo> {
        self.run.rules.get(usize::from(rule.0))
    }

    /// The name of a finding's clinic, or its id, with what the rule looked at there.
    pub(super) fn whom(&self, finding: &Finding) -> String {
        let clinic = self.whose(finding);
        match &finding.item {
            Some(item) => format!("{clinic}, {}", self.item(item)),
            None => clinic,
        }
    }

    /// The name of a finding's clinic, or its id.
    pub(super) fn whose(&self, finding: &Finding) -> String {
        match &finding.clinic {
            Some(clinic) => self.clinic_name(clinic),
            None if finding.clinics == 0 => self.words.say(&finding.message),
            None => self.words.count("report-clinics", finding.clinics),
        }
    }

    /// A clinic's place in the run.
    pub(super) fn position(&self, clinic: &HsaId) -> Option<usize> {
        self.index.get(clinic).copied()
    }

    /// The name of a clinic, or its id if no source names it.
    pub(super) fn clinic_name(&self, clinic: &HsaId) -> String {
        let name = self.index.get(clinic).map_or("", |ix| &*self.run.clinics[*ix].name);
        escape(if name.is_empty() { clinic.as_str() } else { name }).into_owned()
    }

    /// The name of what a rule looked at, where the run has one.
    pub(super) fn item_name(&self, item: &Item) -> Option<&'r Bilingual> {
        self.names.get(&*item.id).copied()
    }

    pub(super) fn item(&self, item: &Item) -> String {
        self.words.item(item, self.names.get(&*item.id).copied())
    }
}

fn count(clinic: &ClinicOutcomes, outcome: Outcome) -> u32 {
    u32::try_from(clinic.outcomes.iter().filter(|one| **one == outcome).count()).unwrap_or(u32::MAX)
}
