//! What a rule asks, before any clinic is known: its conditions as steps without a verdict, and as lines to read.

use chrono::NaiveDate;

use crate::model::explanation::{Step, StepKind};
use crate::model::finding::{Decided, Evidence};
use crate::model::needs::Needs;
use crate::model::outcome::Truth;
use crate::model::place::Located;
use crate::model::value::Value;
use crate::policy::judge::Judge;
use crate::policy::literal::{Lexicon, Literal};
use crate::policy::rule::{Condition, Operand, Policy, Test};
use crate::report::words::Words;
use crate::text::Message;

/// A condition as steps whose evidence has neither found a value nor misses one.
pub(crate) fn asked(condition: &Condition, policy: &Policy, (needs, words): (&Needs, &Words)) -> Step<Located> {
    let parts = |parts: &[Condition]| parts.iter().map(|part| asked(part, policy, (needs, words))).collect();
    let kind = match condition {
        Condition::All(some) => StepKind::All(parts(some)),
        Condition::Any(some) => StepKind::Any(parts(some)),
        Condition::None(some) => StepKind::None(parts(some)),
        Condition::Test(test) => StepKind::Test(expectation(test, policy, (needs, words))),
    };
    Step { truth: Truth::Unknown, kind }
}

fn expectation(test: &Test, policy: &Policy, (needs, words): (&Needs, &Words)) -> Evidence<Located> {
    let (expected, from) = match &test.operand {
        Operand::Literal(Literal::Today) => (Value::Word(words.get("cli-today").into()), None),
        Operand::Literal(literal) => (literal.value(&Lexicon::new(needs), NaiveDate::MAX), test.from.clone()),
        // The other fact's name stands where a value would.
        Operand::Fact(fact) => {
            let path = Judge::new(policy, NaiveDate::MAX).path(*fact, &needs.measures);
            (Value::Word(words.fact(&path).into()), None)
        }
        // Which value holds is known with the clinic; until then the parameter's name says it.
        Operand::By { fact, .. } => {
            let by = words.fact(&Judge::new(policy, NaiveDate::MAX).path(*fact, &needs.measures));
            let name = test.from.as_deref().unwrap_or_default().trim_start_matches('$');
            let varies = Message::new("cli-asked-varies").with("parameter", name).with("by", by);
            (Value::Word(words.say(&varies).into()), None)
        }
    };
    Decided {
        fact: test.path.clone(),
        operator: test.operator.word,
        expected,
        expected_from: from,
        found: None,
        missing: None,
        in_when: false,
    }
    .at(Vec::new())
}

/// A condition as lines, each with its depth.
pub(crate) fn lines(step: &Step<Located>, words: &Words) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    match &step.kind {
        // Several conditions at the top all hold; that goes without saying.
        StepKind::All(parts) => parts.iter().for_each(|part| collect(part, words, 0, &mut lines)),
        _ => collect(step, words, 0, &mut lines),
    }
    lines
}

fn collect(step: &Step<Located>, words: &Words, depth: usize, lines: &mut Vec<(usize, String)>) {
    let (key, parts) = match &step.kind {
        StepKind::Test(evidence) => {
            lines.push((depth, words.evidence(evidence)));
            return;
        }
        StepKind::All(parts) => ("cli-show-all", parts),
        StepKind::Any(parts) => ("cli-show-any", parts),
        StepKind::None(parts) => ("cli-show-none", parts),
    };
    lines.push((depth, words.say(&Message::new(key))));
    for part in parts {
        collect(part, words, depth + 1, lines);
    }
}
