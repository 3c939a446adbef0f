//! What compiles and still does nothing: names that nobody uses, rules that can never apply.

use std::collections::BTreeMap;

use super::names::Names;
use super::read::Problems;
use crate::policy::fact::{FactRef, FactType};
use crate::policy::literal::Literal;
use crate::policy::rule::{Condition, Operand, Policy, Test};
use crate::text::Message;

/// Parameters, lists and measures that nothing uses.
pub(super) fn unused(names: &Names<'_>, problems: &mut Problems) {
    for (name, param) in names.parameters.iter().filter(|(_, param)| !param.used) {
        problems.file.clone_from(&param.file);
        problems.warning(param.span, Message::new("policy-unused-parameter").with("name", *name));
    }
    for (list, (file, span, used)) in names.lists.iter().zip(&names.list_spans) {
        if !used {
            problems.file.clone_from(file);
            problems.warning(*span, Message::new("policy-unused-list").with("name", list.name.clone()));
        }
    }
    for measure in names.measures.iter().filter(|measure| !measure.used) {
        problems.file.clone_from(&measure.file);
        problems.warning(measure.span, Message::new("policy-unused-measure").with("name", measure.name.clone()));
    }
}

/// Rules whose conditions for applying exclude each other.
pub(super) fn never_apply(policy: &Policy, problems: &mut Problems) {
    for rule in &policy.rules {
        let filter =
            rule.for_each.and_then(|each| each.list).and_then(|ix| policy.lists[usize::from(ix)].filter.as_ref());
        let mut left: BTreeMap<FactRef, Vec<Box<str>>> = BTreeMap::new();
        let conditions = policy.binds.iter().chain(filter).chain(&rule.when);
        let excluded = conditions.flat_map(certain).find_map(|test| narrow(test, &mut left));
        if let Some(path) = excluded {
            problems.file.clone_from(&rule.written.0);
            problems.warning(
                rule.written.1,
                Message::new("policy-never-applies").with("rule", rule.id.clone()).with("fact", path),
            );
        }
    }
}

/// The tests that must all hold.
fn certain(condition: &Condition) -> Vec<&Test> {
    match condition {
        Condition::All(parts) => parts.iter().flat_map(certain).collect(),
        Condition::Test(test) => vec![test],
        Condition::Any(_) | Condition::None(_) => Vec::new(),
    }
}

/// Narrows the words that a fact may be; the fact's path if none is left.
fn narrow<'t>(test: &'t Test, left: &mut BTreeMap<FactRef, Vec<Box<str>>>) -> Option<&'t str> {
    let words: Vec<Box<str>> = match test.fact {
        FactRef::Table(ix) => match ix.def().ty {
            FactType::Word(words) => words.iter().map(|word| (*word).into()).collect(),
            FactType::Bool => vec!["true".into(), "false".into()],
            _ => return None,
        },
        _ => return None,
    };
    let Operand::Literal(literal) = &test.operand else { return None };
    let named: Vec<Box<str>> = match literal {
        Literal::Word(word) => vec![word.clone()],
        Literal::Words(words) => words.clone(),
        Literal::Bool(yes) => vec![yes.to_string().into()],
        _ => return None,
    };
    let keeps = match test.operator.word {
        "is" | "one_of" => true,
        "is_not" | "none_of" => false,
        _ => return None,
    };
    let possible = left.entry(test.fact).or_insert(words);
    possible.retain(|word| named.contains(word) == keeps);
    possible.is_empty().then_some(&test.path)
}
