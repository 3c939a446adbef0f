//! The rule language, word by word: `tests/language` holds a rule for each operator and examples of what it means.

use std::borrow::Cow;

use riktlinje::policy::compile;
use riktlinje::policy::example::examples;
use riktlinje::policy::library::PolicyFiles;
use riktlinje::policy::operator;

fn files() -> PolicyFiles {
    let file = |path: &str, text: &'static str| (path.into(), Cow::Borrowed(text));
    PolicyFiles {
        name: "language".into(),
        files: vec![
            file("examples.yaml", include_str!("language/examples.yaml")),
            file("policy.yaml", include_str!("language/policy.yaml")),
        ],
    }
}

#[test]
fn every_word_means_what_its_examples_say() {
    let compilation = compile(&[files()], &|_| None);
    let compiled = compilation.compiled.unwrap_or_else(|| panic!("{:#?}", compilation.problems));
    let found = examples(&compiled.policies[0], &compiled.needs, &files());
    let wrong: Vec<String> = found
        .tried
        .iter()
        .filter(|tried| tried.expected != tried.found)
        .map(|t| format!("line {}: {} is {:?}, not {:?}", t.span.line, t.rule, t.found, t.expected))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(found.tried.len() > 120, "only {} examples", found.tried.len());
    assert_eq!(
        found.problems.iter().filter(|p| p.message.key != "example-missing").count(),
        0,
        "{:#?}",
        found.problems
    );
}

#[test]
fn every_operator_is_in_the_examples() {
    let text = include_str!("language/policy.yaml");
    for operator in operator::ALL.into_iter().filter(|operator| operator.word != "is") {
        assert!(text.contains(&format!("{}: ", operator.word)), "{}", operator.word);
    }
}
