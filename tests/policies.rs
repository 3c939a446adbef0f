//! Every policy of the folder compiles without a mistake, and so does every rule that its README shows.

use std::borrow::Cow;
use std::fmt::Write as _;

use riktlinje::policy::library::{POLICY_FILE, PolicyFiles};
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

/// A fence marked `rule` holds rules on top of `rjl-1177`; one marked `policy` is a whole file. Fences leave title and
/// advice out where the page says so.
#[test]
fn every_rule_in_the_readme_compiles() {
    let fences = fences(README);
    assert!(fences.iter().filter(|fence| fence.mark == "rule").count() >= 8);
    assert!(fences.iter().filter(|fence| fence.mark == "policy").count() >= 6);
    for fence in fences {
        let text = match fence.mark {
            "rule" => on_top_of_rjl(fence.body),
            "policy" => fence.body.to_owned(),
            "examples" => continue,
            other => panic!("README.md:{}: a yaml fence marked «{other}»", fence.line),
        };
        let files = PolicyFiles { name: "readme".into(), files: vec![(POLICY_FILE.into(), Cow::Owned(text))] };
        let compilation = compile(&[files], &library::embedded);
        assert!(compilation.problems.is_empty(), "README.md:{}:\n{}", fence.line, told(&compilation));
    }
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

#[test]
fn every_example_holds_and_no_outcome_lacks_one() {
    use riktlinje::policy::example::examples;
    for name in library::embedded_names() {
        let files = library::embedded(name).expect("it is listed");
        let compiled = compile(std::slice::from_ref(&files), &|name| library::embedded(name)).compiled;
        let compiled = compiled.expect("another test tells why not");
        let found = examples(&compiled.policies[0], &compiled.needs, &files);
        let mut told: Vec<String> = found
            .problems
            .iter()
            .map(|p| format!("{}:{}: {:?} {:?}", p.file, p.span.line, p.message, p.hint))
            .collect();
        told.extend(found.tried.iter().filter(|tried| tried.expected != tried.found).map(|tried| {
            format!("{}:{}: {} is {:?}, not {:?}", found.file, tried.span.line, tried.rule, tried.found, tried.expected)
        }));
        assert!(told.is_empty(), "{name}:\n{}", told.join("\n"));
        assert!(!found.tried.is_empty(), "{name} has no example");
    }
}
