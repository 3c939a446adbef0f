//! Judging conditions on a subject: three-valued, without allocation on the way to an outcome.

use chrono::NaiveDate;

use super::fact::{Datum, Fact, FactRef, Subject};
use super::literal::Literal;
use super::operator;
use super::rule::{Condition, Operand, Policy, Rule, Test};
use crate::model::finding::Missing;
use crate::model::needs::Needs;
use crate::model::outcome::{Outcome, Truth};
use crate::model::source::SourceKind;
use crate::text::{Bilingual, Message};

/// A policy, ready to judge on a day.
#[derive(Debug)]
pub struct Judge<'p> {
    /// The policy.
    pub policy: &'p Policy,
    /// The day.
    pub today: NaiveDate,
    clauses: Vec<Box<str>>,
}

/// A fact that a condition asked for and did not get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// The fact.
    pub fact: FactRef,
    /// Why it is unknown.
    pub missing: Missing,
}

/// What a rule said of a clinic, and of each of its items.
#[derive(Debug)]
pub struct Verdict<S> {
    /// The worst outcome.
    pub outcome: Outcome,
    /// For a `for_each` rule: the items that it applies to or perhaps applies to.
    pub items: Vec<(S, Outcome)>,
    /// Why the list itself is unknown.
    pub list_missing: Option<Missing>,
}

impl<'p> Judge<'p> {
    /// A policy, ready to judge.
    #[must_use]
    pub fn new(policy: &'p Policy, today: NaiveDate) -> Self {
        Self { policy, today, clauses: policy.clauses.iter().map(|clause| clause.id.clone()).collect() }
    }

    /// Whether the policy binds the clinic.
    pub fn bound<S: Subject>(&self, clinic: &S) -> Truth {
        self.policy.binds.as_ref().map_or(Truth::True, |binds| self.truth(binds, clinic))
    }

    /// What a rule says of a clinic, `bound` being known.
    pub fn verdict<S: Subject>(&self, rule: &Rule, clinic: &S, bound: Truth) -> Verdict<S> {
        let mut verdict = Verdict { outcome: Outcome::NotApplicable, items: Vec::new(), list_missing: None };
        if bound == Truth::False {
            return verdict;
        }
        let Some(each) = rule.for_each else {
            verdict.outcome = self.outcome(rule, clinic, bound);
            return verdict;
        };
        let items = match clinic.items(each.of) {
            Ok(items) => items,
            Err(missing) => {
                verdict.outcome = Outcome::Unknown;
                verdict.list_missing = Some(missing);
                return verdict;
            }
        };
        let filter = each.list.and_then(|ix| self.policy.lists[usize::from(ix)].filter.as_ref());
        for item in items {
            let listed = filter.map_or(Truth::True, |filter| self.truth(filter, &item));
            if listed == Truth::False {
                continue;
            }
            let outcome = self.outcome(rule, &item, bound.and(listed));
            if outcome != Outcome::NotApplicable {
                verdict.outcome = verdict.outcome.max(outcome);
                verdict.items.push((item, outcome));
            }
        }
        verdict
    }

    fn outcome<S: Subject>(&self, rule: &Rule, subject: &S, bound: Truth) -> Outcome {
        let applies = match &rule.when {
            Some(when) if bound != Truth::False => bound.and(self.truth(when, subject)),
            _ => bound,
        };
        match applies {
            Truth::False => Outcome::NotApplicable,
            Truth::Unknown => Outcome::Unknown,
            Truth::True => match self.truth(&rule.require, subject) {
                Truth::True => Outcome::Pass,
                Truth::False => Outcome::Fail,
                Truth::Unknown => Outcome::Unknown,
            },
        }
    }

    /// Whether a condition holds. Strong Kleene logic: false wins over unknown in `all`, true wins in `any`.
    pub fn truth<S: Subject>(&self, condition: &Condition, subject: &S) -> Truth {
        match condition {
            Condition::Test(test) => self.test(test, subject),
            Condition::All(parts) => self.every(parts, subject),
            Condition::Any(parts) => self.some(parts, subject),
            Condition::None(parts) => !self.some(parts, subject),
        }
    }

    fn every<S: Subject>(&self, parts: &[Condition], subject: &S) -> Truth {
        let mut all = Truth::True;
        for part in parts {
            all = all.and(self.truth(part, subject));
            if all == Truth::False {
                break;
            }
        }
        all
    }

    fn some<S: Subject>(&self, parts: &[Condition], subject: &S) -> Truth {
        let mut any = Truth::False;
        for part in parts {
            any = any.or(self.truth(part, subject));
            if any == Truth::True {
                break;
            }
        }
        any
    }

    /// Whether one test holds.
    pub fn test<S: Subject>(&self, test: &Test, subject: &S) -> Truth {
        let found = match self.read(test.fact, subject) {
            Fact::Unknown(_) => return Truth::Unknown,
            Fact::Absent if test.or_absent => return Truth::True,
            Fact::Absent => {
                return match &test.operand {
                    Operand::Literal(literal) => test.operator.judge_absent(&operator::Operand::Literal(literal)),
                    _ => Truth::False,
                };
            }
            Fact::Known(found) => found,
        };
        match &test.operand {
            Operand::Literal(literal) => test.operator.judge(&found, &operator::Operand::Literal(literal), self.today),
            Operand::Fact(other) => match self.read(*other, subject) {
                Fact::Unknown(_) => Truth::Unknown,
                Fact::Absent => test.or_absent.into(),
                Fact::Known(other) => test.operator.judge(&found, &operator::Operand::Fact(other), self.today),
            },
            Operand::By { .. } => match self.literal(test, subject) {
                Ok(literal) => test.operator.judge(&found, &operator::Operand::Literal(literal), self.today),
                Err(_) => Truth::Unknown,
            },
        }
    }

    /// The operand that holds for this subject; `Err` where the fact that decides it is unknown.
    pub fn literal<'t, S: Subject>(&self, test: &'t Test, subject: &S) -> Result<&'t Literal, Option<Missing>> {
        match &test.operand {
            Operand::Literal(literal) => Ok(literal),
            Operand::Fact(_) => Err(None),
            Operand::By { fact, cases, otherwise } => {
                let word = |value: &str| cases.iter().find(|(case, _)| **case == *value).map(|(_, literal)| literal);
                match self.read(*fact, subject) {
                    Fact::Known(Datum::Word(value) | Datum::Text(value)) => Ok(word(value).unwrap_or(otherwise)),
                    Fact::Known(Datum::Bool(yes)) => Ok(word(if yes { "yes" } else { "no" }).unwrap_or(otherwise)),
                    Fact::Known(_) | Fact::Absent => Ok(otherwise),
                    Fact::Unknown(missing) => Err(Some(missing)),
                }
            }
        }
    }

    /// A fact of a subject. Lists are counted here, since that takes the policy's filter.
    pub fn read<'s, S: Subject>(&self, fact: FactRef, subject: &'s S) -> Fact<'s> {
        match fact {
            FactRef::List(ix) => match subject.read(fact, &self.clauses) {
                Fact::Unknown(_) => self.count(ix, subject),
                given => given,
            },
            _ => subject.read(fact, &self.clauses),
        }
    }

    fn count<S: Subject>(&self, ix: u16, subject: &S) -> Fact<'static> {
        let list = &self.policy.lists[usize::from(ix)];
        let items = match subject.items(list.of) {
            Ok(items) => items,
            Err(missing) => return Fact::Unknown(missing),
        };
        let (mut sure, mut maybe, mut reason) = (0, 0, Missing::NotExported(SourceKind::Exports));
        for item in &items {
            match list.filter.as_ref().map_or(Truth::True, |filter| self.truth(filter, item)) {
                Truth::True => sure += 1,
                Truth::False => {}
                Truth::Unknown => {
                    maybe += 1;
                    let mut causes = Vec::new();
                    if let Some(filter) = &list.filter {
                        self.causes(filter, item, &mut causes);
                    }
                    if let Some(cause) = causes.first() {
                        reason = cause.missing;
                    }
                }
            }
        }
        Fact::Known(Datum::Count { sure, maybe: (maybe > 0).then_some((maybe, reason)) })
    }

    /// Adds what a condition asked for and did not get, where that left it unknown.
    pub fn causes<S: Subject>(&self, condition: &Condition, subject: &S, causes: &mut Vec<Cause>) {
        if self.truth(condition, subject) != Truth::Unknown {
            return;
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::None(parts) => {
                for part in parts {
                    self.causes(part, subject, causes);
                }
            }
            Condition::Test(test) => {
                let cause = self.cause(test, subject);
                if !causes.contains(&cause) {
                    causes.push(cause);
                }
            }
        }
    }

    /// Why a test is unknown.
    pub fn cause<S: Subject>(&self, test: &Test, subject: &S) -> Cause {
        let fallback = match test.fact {
            FactRef::Table(ix) => ix.def().source,
            _ => SourceKind::Exports,
        };
        match self.read(test.fact, subject) {
            Fact::Unknown(missing) => return Cause { fact: test.fact, missing },
            Fact::Known(Datum::Types(types)) if types.maybe_count > 0 => {
                let (path, missing) = types.reason.unwrap_or(("case_type.state", Missing::NotExported(fallback)));
                let fact = super::fact::find(path).map_or(test.fact, FactRef::Table);
                return Cause { fact, missing };
            }
            Fact::Known(Datum::Count { maybe: Some((_, missing)), .. }) => return Cause { fact: test.fact, missing },
            _ => {}
        }
        match &test.operand {
            Operand::Fact(fact) | Operand::By { fact, .. } => match self.read(*fact, subject) {
                Fact::Unknown(missing) => Cause { fact: *fact, missing },
                _ => Cause { fact: test.fact, missing: Missing::NotExported(fallback) },
            },
            Operand::Literal(_) => Cause { fact: test.fact, missing: Missing::NotExported(fallback) },
        }
    }

    /// Why a rule is unknown for a subject: what `binds`, the list's filter and `when` lack, or else what `require` lacks.
    pub fn why_unknown<S: Subject>(&self, rule: &Rule, subject: &S) -> Vec<Cause> {
        let mut causes = Vec::new();
        let filter =
            rule.for_each.and_then(|each| each.list).and_then(|ix| self.policy.lists[usize::from(ix)].filter.as_ref());
        for condition in self.policy.binds.iter().chain(filter).chain(&rule.when) {
            self.causes(condition, subject, &mut causes);
        }
        if causes.is_empty() {
            self.causes(&rule.require, subject, &mut causes);
        }
        causes
    }

    /// The path of a fact, as rules write it.
    #[must_use]
    pub fn path(&self, fact: FactRef, measures: &[crate::model::measure::Measure]) -> Box<str> {
        let clause = |ix: u16| &self.policy.clauses[usize::from(ix)].id;
        match fact {
            FactRef::Table(ix) => ix.def().path.into(),
            FactRef::List(ix) => format!("list.{}", self.policy.lists[usize::from(ix)].name).into(),
            FactRef::Measure(ix) => format!("measure.{}", measures[usize::from(ix)].name).into(),
            FactRef::Attested(ix) => format!("attested.{}", clause(ix)).into(),
            FactRef::CaseTypeAttested(ix) => format!("case_type.attested.{}", clause(ix)).into(),
            FactRef::UserAttested(ix) => format!("user.attested.{}", clause(ix)).into(),
        }
    }

    /// A fact's name for people. What the policy names goes by the title that it was given.
    #[must_use]
    pub fn fact_message(&self, fact: FactRef, needs: &Needs) -> Message {
        let titled = |title: &Option<Bilingual>, name: &str, otherwise: &'static str| match title {
            Some(title) => Message::new("named-fact").with("name", title.clone()),
            None => Message::new(otherwise).with("name", name),
        };
        let clause = |ix: u16| &*self.policy.clauses[usize::from(ix)].id;
        match fact {
            FactRef::Table(ix) => Message { key: ix.def().message_key().into(), args: Vec::new() },
            FactRef::List(ix) => {
                let list = &self.policy.lists[usize::from(ix)];
                titled(&list.title, &list.name, "named-fact-list")
            }
            FactRef::Measure(ix) => {
                let name = &needs.measures[usize::from(ix)].name;
                let title = self.policy.measures.iter().find(|(known, _)| known == name);
                titled(title.map_or(&None, |(_, title)| title), name, "named-fact-measure")
            }
            FactRef::Attested(ix) => Message::new("named-fact-attested").with("name", clause(ix)),
            FactRef::CaseTypeAttested(ix) | FactRef::UserAttested(ix) => {
                Message::new("named-fact-case-type-attested").with("name", clause(ix))
            }
        }
    }
}
