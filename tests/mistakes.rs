//! A policy with a mistake of every kind: what is said of each, and where. All at once, never only the first.

use std::borrow::Cow;

use riktlinje::policy::compile;
use riktlinje::policy::library::PolicyFiles;
use riktlinje::text::{Catalogue, Lang};

fn told(lang: Lang, text: &'static str) -> String {
    let files = PolicyFiles { name: "fel".into(), files: vec![("policy.yaml".into(), Cow::Borrowed(text))] };
    let compilation = compile(&[files], &|_| None);
    assert!(compilation.compiled.is_none(), "nobody judges with such a policy");
    let words = Catalogue::new(lang);
    let mut lines = Vec::new();
    for problem in compilation.problems {
        let hint = problem.hint.map(|hint| format!(" | {}", words.render(&hint))).unwrap_or_default();
        let at = problem.span;
        lines.push(format!("{}:{} {:?}: {}{hint}", at.line, at.column, problem.level, words.render(&problem.message)));
    }
    lines.join("\n")
}

#[test]
fn every_mistake_is_told_at_its_place_in_swedish() {
    insta::assert_snapshot!(told(Lang::Sv, include_str!("mistakes/policy.yaml")));
}

#[test]
fn every_mistake_is_told_at_its_place_in_english() {
    insta::assert_snapshot!(told(Lang::En, include_str!("mistakes/policy.yaml")));
}

#[test]
fn a_policy_cut_anywhere_is_refused_and_never_panics() {
    let whole = include_str!("../policies/rjl-1177/policy.yaml");
    for end in (0..whole.len()).step_by(487).filter(|end| whole.is_char_boundary(*end)) {
        let files = PolicyFiles {
            name: "kapad".into(),
            files: vec![("policy.yaml".into(), Cow::Owned(whole[..end].to_owned()))],
        };
        let compilation = compile(&[files], &|_| None);
        assert!(compilation.compiled.is_some() || !compilation.problems.is_empty(), "cut at {end}");
    }
}

/// As a person meets them: each under its line, with a marker under what is wrong and advice.
#[test]
fn every_mistake_is_drawn_under_its_line() {
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_riktlinje"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"))
        .env_clear()
        .args(["policy", "check", "mistakes", "--lang", "sv"])
        .output()
        .expect("the program is built");
    assert_eq!(output.status.code(), Some(2), "a policy with mistakes cannot be used");
    let drawn = String::from_utf8(output.stderr).expect("it writes UTF-8");
    let lines: String = drawn.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    insta::assert_snapshot!("drawn", lines);
}
