//! Every policy of the folder compiles without a mistake, and so does every rule that its README shows.

use std::borrow::Cow;
use std::fmt::Write as _;

use riktlinje::policy::example::{Tried, examples};
use riktlinje::policy::library::{EXAMPLES_FILE, POLICY_FILE, PolicyFiles};
use riktlinje::policy::{Compilation, compile, library};

/// What a reader of the README is to write, by the mark of its fence.
const README: &str = include_str!("../policies/README.md");

#[test]
fn every_embedded_policy_compiles_without_a_mistake() {
    assert!(library::embedded_names().contains(&"rjl-1177"));
    for name in library::embedded_names() {
        let compilation = compile(&[library::embedded(name).expect("it is listed")], &library::embedded);
        assert!(compilation.problems.is_empty(), "{name}:\n{}", told(&compilation));
        let compiled = compilation.compiled.expect("there are no mistakes");
        assert!(!compiled.policies[0].rules.is_empty(), "{name}");
    }
}

#[test]
fn every_example_gives_the_outcome_that_it_says_and_every_outcome_has_one() {
    for name in library::embedded_names() {
        let files = library::embedded(name).expect("it is listed");
        let tried = try_examples(&files);
        assert!(tried.len() >= 4, "{name} has too few examples");
    }
}

/// A fence marked `rule` holds rules on top of `rjl-1177`; one marked `policy` is a whole file. Fences leave title and
/// advice out where the page says so.
#[test]
fn every_rule_in_the_readme_compiles() {
    let fences = fences(README);
    assert!(fences.iter().filter(|fence| fence.mark == "rule").count() >= 8);
    assert!(fences.iter().filter(|fence| fence.mark == "policy").count() >= 6);
    for fence in &fences {
        let text = match fence.mark {
            "rule" => on_top_of_rjl(fence.body),
            "policy" => fence.body.to_owned(),
            "examples" => {
                let rules = fences.iter().find(|fence| fence.mark == "rule").expect("the page begins with one");
                let policy = (POLICY_FILE.into(), Cow::Owned(on_top_of_rjl(rules.body)));
                let examples = (EXAMPLES_FILE.into(), Cow::Owned(fence.body.to_owned()));
                try_examples(&PolicyFiles { name: "readme".into(), files: vec![examples, policy] });
                continue;
            }
            other => panic!("README.md:{}: a yaml fence marked «{other}»", fence.line),
        };
        let files = PolicyFiles { name: "readme".into(), files: vec![(POLICY_FILE.into(), Cow::Owned(text))] };
        let compilation = compile(&[files], &library::embedded);
        assert!(compilation.problems.is_empty(), "README.md:{}:\n{}", fence.line, told(&compilation));
    }
}

/// Tries a policy's examples, all of which must hold.
fn try_examples(files: &PolicyFiles) -> Vec<Tried> {
    let compiled = compile(std::slice::from_ref(files), &library::embedded).compiled.expect("it compiles");
    let examples = examples(&compiled.policies[0], &compiled.needs, files);
    assert_eq!(examples.problems, [], "{}", files.name);
    let wrong: Vec<&Tried> = examples.tried.iter().filter(|tried| tried.found != tried.expected).collect();
    assert!(wrong.is_empty(), "{}: {wrong:#?}", files.name);
    examples.tried
}

fn told(compilation: &Compilation) -> String {
    let told = compilation.problems.iter();
    told.map(|p| format!("{}:{}:{}: {:?} {:?}\n", p.file, p.span.line, p.span.column, p.message, p.hint)).collect()
}

/// A fenced piece of YAML in a page.
struct Fence<'a> {
    line: usize,
    mark: &'a str,
    body: &'a str,
}

fn fences(page: &str) -> Vec<Fence<'_>> {
    let mut fences = Vec::new();
    let mut at = 0;
    while let Some(start) = page[at..].find("```yaml").map(|found| at + found) {
        let head = start + page[start..].find('\n').expect("a fence has a body") + 1;
        let end = head + page[head..].find("```").expect("a fence ends");
        let mark = page[start + "```yaml".len()..head].trim();
        fences.push(Fence { line: page[..head].lines().count(), mark, body: &page[head..end] });
        at = end + 3;
    }
    fences
}

fn on_top_of_rjl(rules: &str) -> String {
    let mut text = String::from(
        "format: riktlinje/policy/v1\npolicy: readme\nextends: rjl-1177\nedition: 2026-11-20\n\
         title: { sv: Sidan, en: The page }\nsource: { document: README }\nrules:\n",
    );
    let titled = rules.contains("title:");
    for line in rules.lines() {
        writeln!(text, "  {line}").expect("writing to a string does not fail");
        if line.starts_with("- id:") && !titled {
            text.push_str("    title: { sv: Fel, en: Wrong }\n    advice: { sv: Rätta., en: Mend. }\n");
        }
    }
    text
}

/// The mistakes that the page tells of, and what each is answered with.
#[test]
fn the_mistakes_in_the_readme_are_answered_as_it_says() {
    let require = |condition: &str| format!("require: {{ {condition} }}");
    let mistakes = [
        (require("clinic.prescribe_medicines: yes"), "policy-unknown-fact"),
        (require("list.arendemottagare: { at_least: 2 }"), "policy-expected-count"),
        (require("measure.i_tid: { at_most: 2 days }"), "policy-expected-percent"),
        (require("clinic.status: { contains: active }"), "policy-operator-not-for-type"),
        (require("case_types.open: { contains: Förnya recept }"), "policy-unknown-case-type"),
        (require("clinic.status: [active, closed]"), "policy-one-not-many"),
        (require("case_type.state: active"), "policy-item-fact-outside"),
        (format!("for_each: granskare\n  {}", require("permission.state: active")), "policy-unknown-list"),
        (
            format!(
                "when: {{ clinic.status: active, all: [{{ clinic.status: closed }}] }}\n  {}",
                require("clinic.in_export: yes")
            ),
            "policy-never-applies",
        ),
    ];
    for (body, key) in mistakes {
        let rule = format!("- id: fel\n  clause: Ö1a\n  severity: info\n  responsible: verksamhetschef\n  {body}\n");
        let text = Cow::Owned(on_top_of_rjl(&rule));
        let files = PolicyFiles { name: "readme".into(), files: vec![(POLICY_FILE.into(), text)] };
        let compilation = compile(&[files], &library::embedded);
        let keys: Vec<&str> = compilation.problems.iter().map(|problem| &*problem.message.key).collect();
        assert!(keys.contains(&key), "{body}:\n{}", told(&compilation));
    }
}
