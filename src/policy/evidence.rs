//! Evidence: the conditions that decided, with what was expected, what was found and where.

use std::sync::Arc;

use super::fact::{ClinicSubject, Datum, Fact, FactRef};
use super::judge::Hearing;
use super::literal::{self, Lexicon, Literal};
use super::rule::{Condition, Operand, Rule, Test};
use crate::model::case_type::TypeSet;
use crate::model::finding::{Decided, Evidence, Missing};
use crate::model::outcome::Truth;
use crate::model::place::Place;
use crate::model::value::Value;

/// A condition that decided, and the facts whose places it wants. Of clinics of which a rule sees the same, all that differs
/// is where it stands.
#[derive(Clone, Debug)]
pub struct Drafted {
    decided: Arc<Decided>,
    facts: [Option<FactRef>; 2],
    types: Option<TypeSet>,
}

/// Makes evidence of one clinic for one policy.
#[derive(Clone, Copy, Debug)]
pub struct Witness<'w, 's> {
    /// The clinic before the policy's judge.
    pub hearing: &'w Hearing<'w, ClinicSubject<'s>>,
    /// The vocabulary.
    pub lexicon: &'w Lexicon<'w>,
}

impl<'s> Witness<'_, 's> {
    /// The evidence of a failure: the failed conditions of `require`, then why the rule applies.
    #[must_use]
    pub fn of_failure(&self, rule: &Rule, subject: &ClinicSubject<'s>) -> Vec<Evidence<Place>> {
        self.draft(rule, subject).iter().map(|drafted| self.placed(drafted, subject)).collect()
    }

    /// The same without its places.
    #[must_use]
    pub fn draft(&self, rule: &Rule, subject: &ClinicSubject<'s>) -> Vec<Drafted> {
        let failed = self.deciding(&rule.require, subject, Truth::False);
        let reasons = rule.when.as_ref().map(|when| self.deciding(when, subject, Truth::True)).unwrap_or_default();
        let failed = failed.into_iter().map(|test| (test, false));
        let tests = failed.chain(reasons.into_iter().map(|test| (test, true)));
        tests.map(|(test, in_when)| self.decided(test, subject, (None, in_when))).collect()
    }

    /// Evidence with its places at one clinic.
    #[must_use]
    pub fn placed(&self, drafted: &Drafted, subject: &ClinicSubject<'s>) -> Evidence<Place> {
        let [fact, other] = drafted.facts;
        let mut at = fact.map(|fact| self.places(fact, subject, drafted.types)).unwrap_or_default();
        at.extend(other.into_iter().flat_map(|other| self.places(other, subject, None)));
        Evidence { decided: drafted.decided.clone(), at }
    }

    /// The evidence of an unknown: every condition that could not be decided, and those of `require` that failed.
    #[must_use]
    pub fn of_unknown(&self, rule: &Rule, subject: &ClinicSubject<'s>) -> Vec<Evidence<Place>> {
        let policy = self.hearing.judge.policy;
        let filter =
            rule.for_each.and_then(|each| each.list).and_then(|ix| policy.lists[usize::from(ix)].filter.as_ref());
        let mut evidence = Vec::new();
        for condition in policy.binds.iter().chain(filter).chain(&rule.when) {
            let tests = self.deciding(condition, subject, Truth::Unknown);
            evidence.extend(tests.into_iter().map(|test| self.undecided(test, subject, true)));
        }
        if evidence.is_empty() {
            let tests = self.deciding(&rule.require, subject, Truth::Unknown);
            evidence.extend(tests.into_iter().map(|test| self.undecided(test, subject, false)));
        }
        evidence
    }

    /// The tests that made a condition what it is.
    fn deciding<'c>(&self, condition: &'c Condition, subject: &ClinicSubject<'s>, wanted: Truth) -> Vec<&'c Test> {
        if self.hearing.truth(condition, subject) != wanted {
            return Vec::new();
        }
        match condition {
            Condition::Test(test) => vec![test],
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().flat_map(|part| self.deciding(part, subject, wanted)).collect()
            }
            Condition::None(parts) => parts.iter().flat_map(|part| self.deciding(part, subject, !wanted)).collect(),
        }
    }

    /// One test as evidence.
    #[must_use]
    pub fn evidence(&self, test: &Test, subject: &ClinicSubject<'s>) -> Evidence<Place> {
        self.undecided(test, subject, false)
    }

    /// The same of a test that may be unknown, and belongs to `when` or not.
    fn undecided(&self, test: &Test, subject: &ClinicSubject<'s>, in_when: bool) -> Evidence<Place> {
        let doubt = self.hearing.doubt(test, subject);
        self.placed(&self.decided(test, subject, (doubt, in_when)), subject)
    }

    /// The same, without its places, of a test that was decided, or not, for this reason.
    fn decided(
        &self,
        test: &Test,
        subject: &ClinicSubject<'s>,
        (missing, in_when): (Option<Missing>, bool),
    ) -> Drafted {
        let today = self.hearing.judge.today;
        let fact = self.hearing.read(test.fact, subject);
        let mut types = None;
        let (expected, expected_from) = match &test.operand {
            Operand::Fact(other) => {
                let value = match self.hearing.read(*other, subject) {
                    Fact::Known(datum) => literal::found(&datum, self.lexicon),
                    Fact::Absent | Fact::Unknown(_) => Value::Absent,
                };
                (value, test.from.clone())
            }
            _ => match self.hearing.literal(test, subject) {
                Ok(literal) => {
                    if let Literal::Types(wanted) = literal {
                        types = Some(*wanted);
                    }
                    (literal.value(self.lexicon, today), test.from.clone())
                }
                Err(_) => (Value::Absent, test.from.clone()),
            },
        };
        let found = match fact {
            Fact::Known(Datum::Prose(texts)) if test.operator.word == "mentions_none" => {
                Some(self.mentioned(test, texts.words, subject))
            }
            Fact::Known(Datum::Texts(texts, _)) if test.operator.word == "mentions_none" => {
                Some(self.mentioned(test, texts.words, subject))
            }
            Fact::Known(datum) => Some(literal::found(&datum, self.lexicon)),
            Fact::Absent => Some(Value::Absent),
            Fact::Unknown(_) => None,
        };
        // What the whole run lacks stands nowhere. Two facts that are compared stand in two places.
        let facts = match (missing, &test.operand) {
            (Some(missing), _) if missing.is_run_wide() => [None, None],
            (_, Operand::Fact(other)) => [Some(test.fact), Some(*other)],
            _ => [Some(test.fact), None],
        };
        let decided = Decided {
            fact: test.path.clone(),
            operator: test.operator.word,
            expected,
            expected_from,
            found: found.filter(|_| missing.is_none()),
            missing,
            in_when,
        };
        Drafted { decided: decided.into(), facts, types }
    }

    /// The words of the operand that a text holds.
    fn mentioned(&self, test: &Test, seen: u64, subject: &ClinicSubject<'s>) -> Value {
        match self.hearing.literal(test, subject) {
            Ok(Literal::Phrases(bits, _)) => Value::Words(
                (0..64)
                    .filter(|bit| seen & bits & (1 << bit) != 0)
                    .filter_map(|bit| self.lexicon.needs.words.get(bit).cloned())
                    .collect(),
            ),
            _ => Value::Words(Vec::new()),
        }
    }

    /// The places of a fact.
    pub(super) fn places(&self, fact: FactRef, subject: &ClinicSubject<'s>, types: Option<TypeSet>) -> Vec<Place> {
        let clause = |ix: u16| &self.hearing.judge.policy.clauses[usize::from(ix)].id;
        match fact {
            FactRef::Attested(ix) | FactRef::CaseTypeAttested(ix) | FactRef::UserAttested(ix) => {
                subject.attestation_places(clause(ix))
            }
            FactRef::List(ix) => self.hearing.listed(ix).filter_map(ClinicSubject::record_place).take(4).collect(),
            fact => subject.places(fact, types),
        }
    }
}
