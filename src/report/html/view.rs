//! The run as the page looks at it: clause by clause and clinic by clinic.

use crate::model::finding::{Finding, RuleIx};
use crate::model::run::Run;
use crate::report::digest::Digest;
use crate::report::mark::{Mark, Marks};
use crate::report::words::Words;
use crate::text::Bilingual;

/// The run, as the page looks at it.
pub(super) struct View<'d, 'r> {
    pub(super) digest: &'d Digest<'r>,
    pub(super) words: &'r Words,
    /// The clauses in the order of the rules.
    pub(super) clauses: Vec<Clause<'r>>,
    /// The roles that are answerable for something or have something to do, in the order in which they are met.
    pub(super) roles: Vec<&'r str>,
    /// The findings of each clinic, the worst first, in the order of the run's clinics.
    pub(super) of_clinic: Vec<Vec<&'r Finding>>,
    /// Findings of no clinic that the run has.
    pub(super) common: Vec<&'r Finding>,
    /// What every rule came to at every clinic.
    pub(super) marks: Marks,
}

/// A clause and the rules that express it.
pub(super) struct Clause<'r> {
    /// Its name; `None` for the rules that have no clause.
    pub(super) name: Option<&'r str>,
    /// What it says, where the policy tells.
    pub(super) says: Option<&'r Bilingual>,
    /// The policy that it stands in.
    pub(super) policy: usize,
    pub(super) rules: Vec<RuleIx>,
}

impl<'d, 'r> View<'d, 'r> {
    pub(super) fn new(digest: &'d Digest<'r>) -> Self {
        let run = digest.run;
        let mut view = Self {
            digest,
            words: digest.words,
            clauses: clauses(run),
            roles: Vec::new(),
            of_clinic: vec![Vec::new(); run.clinics.len()],
            common: Vec::new(),
            marks: Marks::new(digest),
        };
        for info in &run.rules {
            view.meet(&info.responsible);
        }
        for finding in &run.findings {
            view.take(finding);
        }
        for findings in &mut view.of_clinic {
            // Stable, so that the policy's order stays.
            findings.sort_by_key(|finding| std::cmp::Reverse(Mark::of(digest, finding)));
        }
        view
    }

    fn take(&mut self, finding: &'r Finding) {
        if let Some(remedy) = &finding.remedy {
            self.meet(&remedy.who);
        }
        let Some(clinic) = finding.clinic.as_ref().and_then(|clinic| self.digest.position(clinic)) else {
            self.common.push(finding);
            return;
        };
        self.of_clinic[clinic].push(finding);
    }

    fn meet(&mut self, role: &'r str) {
        if !self.roles.contains(&role) {
            self.roles.push(role);
        }
    }

    /// Who can do something about a finding: whom its remedy names, else who is answerable.
    pub(super) fn who(&self, finding: &'r Finding) -> &'r str {
        let responsible = self.digest.info(finding.rule).map_or("", |info| &*info.responsible);
        finding.remedy.as_ref().map_or(responsible, |remedy| &remedy.who)
    }

    /// A role's place in [`Self::roles`].
    pub(super) fn role(&self, role: &str) -> usize {
        self.roles.iter().position(|known| *known == role).unwrap_or(0)
    }

    /// What the filter must know of the rules: for each its clauses and its role, as places in lists.
    pub(super) fn rules_for_filter(&self) -> String {
        let rules = self.digest.run.rules.iter().zip(0..).map(|(info, ix)| {
            let clauses: Vec<usize> =
                (0..self.clauses.len()).filter(|clause| self.clauses[*clause].rules.contains(&RuleIx(ix))).collect();
            serde_json::json!([clauses, self.role(&info.responsible)])
        });
        serde_json::Value::Array(rules.collect()).to_string()
    }

    /// The last day to put a rule's failures right, if its policy says.
    pub(super) fn remedy_by(&self, rule: RuleIx) -> Option<String> {
        let day = self.digest.run.remedy_by(rule)?;
        Some(self.words.say(&crate::text::Message::new("html-work-by").with("date", day)))
    }
}

/// The clauses in the order of the policy, or else in the order in which rules name them; last the rules without a clause.
fn clauses(run: &Run) -> Vec<Clause<'_>> {
    let mut clauses: Vec<Clause<'_>> = Vec::new();
    let mut rest: Vec<RuleIx> = Vec::new();
    for (info, ix) in run.rules.iter().zip(0..) {
        if info.clauses.is_empty() {
            rest.push(RuleIx(ix));
        }
        for name in &info.clauses {
            match clauses.iter_mut().find(|clause| clause.policy == info.policy && clause.name == Some(name)) {
                Some(clause) => clause.rules.push(RuleIx(ix)),
                None => {
                    let says = run.clause(info, name);
                    clauses.push(Clause { name: Some(name), says, policy: info.policy, rules: vec![RuleIx(ix)] });
                }
            }
        }
    }
    clauses.sort_by_key(|clause| {
        let told = run.policies.get(clause.policy).map_or(&[][..], |policy| &policy.clauses);
        let at = told.iter().position(|(name, _)| Some(&**name) == clause.name);
        (clause.policy, at.unwrap_or(usize::MAX))
    });
    if !rest.is_empty() {
        clauses.push(Clause { name: None, says: None, policy: usize::MAX, rules: rest });
    }
    clauses
}
