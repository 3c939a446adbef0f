//! Explanations: how a rule came to its outcome for one clinic, condition by condition.

use super::evidence::Witness;
use super::fact::ClinicSubject;
use super::judge::Judge;
use super::remedy::remedy;
use super::rule::{Condition, Rule};
use crate::model::explanation::{Explanation, Step, StepKind, SubjectExplanation};
use crate::model::needs::Needs;
use crate::model::outcome::Outcome;

/// Explains a rule for a clinic.
#[must_use]
pub fn explain(judge: &Judge<'_>, needs: &Needs, rule: &Rule, clinic: &ClinicSubject<'_>) -> Explanation {
    let explainer = Explainer { witness: Witness { judge, needs }, judge, needs, rule };
    let bound = judge.bound(clinic);
    let verdict = judge.verdict(rule, clinic, bound);
    let subjects = match rule.for_each {
        None => vec![explainer.subject(clinic, verdict.outcome)],
        Some(_) => verdict.items.iter().map(|(item, outcome)| explainer.subject(item, *outcome)).collect(),
    };
    Explanation {
        outcome: verdict.outcome,
        binds: judge.policy.binds.as_ref().map(|binds| explainer.step(binds, clinic)),
        subjects,
        list_missing: verdict.list_missing,
    }
}

struct Explainer<'e> {
    witness: Witness<'e>,
    judge: &'e Judge<'e>,
    needs: &'e Needs,
    rule: &'e Rule,
}

impl Explainer<'_> {
    fn subject(&self, subject: &ClinicSubject<'_>, outcome: Outcome) -> SubjectExplanation {
        let list = self.rule.for_each.and_then(|each| each.list);
        let filter = list.and_then(|ix| self.judge.policy.lists[usize::from(ix)].filter.as_ref());
        SubjectExplanation {
            item: subject.item(),
            outcome,
            list: filter.map(|filter| self.step(filter, subject)),
            when: self.rule.when.as_ref().map(|when| self.step(when, subject)),
            require: self.step(&self.rule.require, subject),
            remedy: (outcome == Outcome::Fail).then(|| remedy(self.judge, self.needs, self.rule, subject)).flatten(),
        }
    }

    fn step(&self, condition: &Condition, subject: &ClinicSubject<'_>) -> Step {
        let truth = self.judge.truth(condition, subject);
        let parts = |parts: &[Condition]| parts.iter().map(|part| self.step(part, subject)).collect();
        let kind = match condition {
            Condition::All(some) => StepKind::All(parts(some)),
            Condition::Any(some) => StepKind::Any(parts(some)),
            Condition::None(some) => StepKind::None(parts(some)),
            Condition::Test(test) => StepKind::Test(self.witness.evidence(test, subject)),
        };
        Step { truth, kind }
    }
}
