//! Explanations: how a rule came to its outcome for one clinic, condition by condition.

use super::evidence::Witness;
use super::fact::ClinicSubject;
use super::judge::{Causes, Judge};
use super::literal::Lexicon;
use super::remedy::remedy;
use super::rule::{Condition, Rule};
use crate::model::explanation::{Explanation, Step, StepKind, SubjectExplanation};
use crate::model::needs::Needs;
use crate::model::outcome::{Outcome, Truth};

/// Explains a rule for a clinic.
#[must_use]
pub fn explain(judge: &Judge<'_>, needs: &Needs, rule: &Rule, clinic: ClinicSubject<'_>) -> Explanation {
    let hearing = &judge.hear(clinic);
    let lexicon = &Lexicon::new(needs);
    let explainer = Explainer { witness: Witness { hearing, lexicon }, rule };
    let mut causes = Causes::new();
    let outcome = hearing.verdict(rule, &mut causes);
    let items = rule.for_each.filter(|_| hearing.bound() != Truth::False).map(|each| hearing.items(rule, each));
    let subjects = match &items {
        None if rule.for_each.is_none() => vec![explainer.subject(&clinic, outcome)],
        Some(Ok(items)) => items.iter().map(|(item, outcome)| explainer.subject(item, *outcome)).collect(),
        None | Some(Err(_)) => Vec::new(),
    };
    Explanation {
        outcome,
        binds: judge.policy.binds.as_ref().map(|binds| explainer.step(binds, &clinic)),
        subjects,
        list_missing: items.and_then(Result::err),
    }
}

struct Explainer<'e, 's> {
    witness: Witness<'e, 's>,
    rule: &'e Rule,
}

impl<'s> Explainer<'_, 's> {
    fn subject(&self, subject: &ClinicSubject<'s>, outcome: Outcome) -> SubjectExplanation {
        let list = self.rule.for_each.and_then(|each| each.list);
        let filter = list.and_then(|ix| self.witness.hearing.judge.policy.lists[usize::from(ix)].filter.as_ref());
        SubjectExplanation {
            item: subject.item(),
            outcome,
            list: filter.map(|filter| self.step(filter, subject)),
            when: self.rule.when.as_ref().map(|when| self.step(when, subject)),
            require: self.step(&self.rule.require, subject),
            remedy: (outcome == Outcome::Fail).then(|| remedy(self.witness, self.rule, subject)).flatten(),
        }
    }

    fn step(&self, condition: &Condition, subject: &ClinicSubject<'s>) -> Step {
        let truth = self.witness.hearing.truth(condition, subject);
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
