//! Remedies: the smallest change that satisfies the failed conditions, and who can make it.
//!
//! For case types the state decides: one that is not assigned must be handed out by the regional administration before
//! the local administrator can activate it.

use super::fact::{ClinicSubject, Datum, Fact};
use super::judge::Judge;
use super::literal::Literal;
use super::rule::{Condition, Rule, Test};
use crate::model::case_type::{CaseTypeIx, CaseTypeState, TypeSet};
use crate::model::field::Field;
use crate::model::finding::{Remedy, RemedyStep};
use crate::model::needs::Needs;
use crate::model::outcome::Truth;
use crate::model::value::Value;
use crate::text::{Arg, Message};

/// Hands out case types and activates clinics.
const REGION: &str = "regional_forvaltning";
/// Configures the clinic.
const LOCAL: &str = "lokal_administrator";

/// The remedy of a rule that a subject breaks.
#[must_use]
pub fn remedy(judge: &Judge<'_>, needs: &Needs, rule: &Rule, subject: &ClinicSubject<'_>) -> Option<Remedy> {
    let planner = Planner { judge, needs, rule, subject };
    let changes = planner.mend(&rule.require)?;
    let who = changes.first()?.who.clone();
    Some(Remedy { who, changes })
}

struct Planner<'a> {
    judge: &'a Judge<'a>,
    needs: &'a Needs,
    rule: &'a Rule,
    subject: &'a ClinicSubject<'a>,
}

impl Planner<'_> {
    /// The changes that make a condition hold: all of what `all` lacks, the least of what `any` offers.
    fn mend(&self, condition: &Condition) -> Option<Vec<RemedyStep>> {
        if self.judge.truth(condition, self.subject) == Truth::True {
            return Some(Vec::new());
        }
        match condition {
            Condition::Test(test) => self.mend_test(test),
            Condition::All(parts) => {
                let mut steps: Vec<RemedyStep> = Vec::new();
                for part in parts {
                    for step in self.mend(part)? {
                        if !steps.contains(&step) {
                            steps.push(step);
                        }
                    }
                }
                Some(steps)
            }
            Condition::Any(parts) => parts.iter().filter_map(|part| self.mend(part)).min_by_key(Vec::len),
            Condition::None(_) => None,
        }
    }

    fn mend_test(&self, test: &Test) -> Option<Vec<RemedyStep>> {
        let fact = self.judge.read(test.fact, self.subject);
        let literal = self.judge.literal(test, self.subject).ok();
        if let (Fact::Known(Datum::Types(types)), Some(literal)) = (&fact, literal)
            && test.path.starts_with("case_types.")
        {
            return match (literal, test.operator.word) {
                (Literal::Types(wanted), "contains_any") => wanted.iter().map(|ix| self.open(ix)).min_by_key(Vec::len),
                (Literal::Types(wanted), _) => {
                    // A type whose state is unknown may be open already: nobody is sent to open it.
                    let lacking = TypeSet(wanted.0 & !types.sure.0 & !types.maybe.0);
                    Some(lacking.iter().flat_map(|ix| self.open(ix)).collect())
                }
                (Literal::Count(_), "at_least") => Some(vec![step(LOCAL, Message::new("remedy-open-some"))]),
                _ => None,
            };
        }
        let needs = self.needs;
        let fact_name = fact_message(&test.path);
        let message = match (test.operator.word, literal) {
            ("is", Some(Literal::Bool(yes))) => {
                Message::new(if *yes { "remedy-make-true" } else { "remedy-make-false" }).with("fact", fact_name)
            }
            ("is" | "one_of" | "at_least" | "at_most" | "newer_than" | "after", Some(literal)) => {
                let key = match test.operator.word {
                    "is" | "one_of" => "remedy-set",
                    "at_least" => "remedy-at-least",
                    "at_most" => "remedy-at-most",
                    _ => "remedy-renew",
                };
                Message::new(key)
                    .with("fact", fact_name)
                    .with("value", value_arg(&literal.value(needs, self.judge.today)))
            }
            ("exists", Some(Literal::Bool(true))) => Message::new("remedy-fill-in").with("fact", fact_name),
            ("mentions_none", _) => Message::new("remedy-remove-words"),
            ("same_text_as", _) => Message::new("remedy-use-standard"),
            ("same_as", _) => Message::new("remedy-make-equal").with("fact", fact_name),
            _ => return None,
        };
        Some(vec![step(&self.rule.responsible, message)])
    }

    /// What it takes to open a case type to all patients.
    fn open(&self, ix: CaseTypeIx) -> Vec<RemedyStep> {
        let need = &self.needs.case_types[usize::from(ix.0)];
        let name = need.names.first().unwrap_or(&need.key);
        let unit = self.subject.clinic().export.as_ref();
        let held = unit
            .and_then(|unit| unit.case_types.value())
            .and_then(|types| types.iter().find(|record| record.ix == Some(ix)));
        let say = |key: &'static str| Message::new(key).with("type", name.clone());
        let mut steps = Vec::new();
        let state = held.and_then(|record| record.state.value().copied());
        if matches!(state, None | Some(CaseTypeState::NotAssigned)) {
            steps.push(step(REGION, say("remedy-assign")));
        }
        if state != Some(CaseTypeState::Active) {
            steps.push(step(LOCAL, say("remedy-activate")));
        }
        if held.is_some_and(|record| record.restricted == Field::Value(true)) {
            steps.push(step(LOCAL, say("remedy-unrestrict")));
        }
        steps
    }
}

fn step(who: &str, message: Message) -> RemedyStep {
    RemedyStep { who: who.into(), message }
}

/// A fact's name for people. What a policy names itself goes by that name.
#[must_use]
pub fn fact_message(path: &str) -> Message {
    let named = |key: &'static str, name: &str| Message::new(key).with("name", name);
    match path.split_once('.') {
        Some(("list", name)) => named("named-fact-list", name),
        Some(("measure", name)) => named("named-fact-measure", name),
        Some(("attested", clause)) => named("named-fact-attested", clause),
        Some((_, rest)) if rest.starts_with("attested.") => {
            named("named-fact-case-type-attested", rest.trim_start_matches("attested."))
        }
        _ => Message { key: format!("fact-{}", path.replace(['.', '_'], "-")).into(), args: Vec::new() },
    }
}

/// A value as an argument of a sentence, in words where it has them.
#[must_use]
pub fn value_arg(value: &Value) -> Arg {
    let word = |text: &str| Arg::from(Message { key: format!("word-{text}").into(), args: Vec::new() });
    match value {
        Value::Bool(yes) => Message::new(if *yes { "yes" } else { "no" }).into(),
        Value::Word(text) => word(text),
        Value::Names(names) => Arg::List(names.iter().map(|(_, name)| name.clone().into()).collect()),
        Value::Date(date) => Arg::Date(*date),
        Value::Count(count) => Arg::Count(*count),
        other => Arg::Text(other.plain().into()),
    }
}
