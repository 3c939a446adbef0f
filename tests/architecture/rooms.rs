//! The order of the rooms, and the habits that a source file keeps.

use crate::tokens::{Token, tokens};

/// Every room with the rooms that it may import, lowest first. Siblings do not know each other.
const ROOMS: [(&str, &[&str]); 12] = [
    ("parallel", &[]),
    ("text", &[]),
    ("document", &["text"]),
    ("model", &["text", "document"]),
    ("permission", &["text", "model"]),
    ("store", &["text", "model", "permission"]),
    ("policy", &["parallel", "text", "document", "model"]),
    ("source", &["parallel", "text", "document", "model"]),
    ("report", &["parallel", "text", "document", "model", "permission"]),
    ("case_log", &["text", "document", "model", "source"]),
    ("audit", &["parallel", "text", "document", "model", "policy", "source", "report", "case_log"]),
    ("cli", &["text", "document", "model", "policy", "source", "report", "case_log", "audit", "permission", "store"]),
];

/// The binary calls `cli` and knows nothing else.
const BINARY: (&str, &[&str]) = ("main", &["cli"]);

/// Libraries that belong to one room, and there to the files that begin so.
const HOMES: [(&str, &[&str]); 18] = [
    ("rayon_core", &["src/parallel.rs"]),
    ("rusqlite", &["src/store/"]),
    // Workbooks are written in one place; the tests of their reading make some.
    ("rust_xlsxwriter", &["src/report/workbook/", "src/source/"]),
    ("rustix", &["src/store/"]),
    ("anyhow", &["src/cli/"]),
    ("clap", &["src/cli/"]),
    ("indicatif", &["src/cli/"]),
    ("fluent_bundle", &["src/text/"]),
    ("granit_parser", &["src/document/"]),
    ("comfy_table", &["src/report/", "src/cli/"]),
    ("askama", &["src/report/html/"]),
    ("base64", &["src/report/html/"]),
    ("reqwest", &["src/source/transport"]),
    ("rustls", &["src/source/transport", "src/store/postgres"]),
    ("postgres", &["src/store/"]),
    ("tokio_postgres_rustls", &["src/store/postgres"]),
    ("rustls_platform_verifier", &["src/store/postgres"]),
    ("rpassword", &["src/cli/"]),
];

/// How many lines a source file may have.
const LINES: usize = 600;

/// Names that say nothing.
const EMPTY_NAMES: [&str; 5] = ["utils", "util", "helpers", "helper", "misc"];

/// The room of a source file: the first folder or file below `src`.
pub(crate) fn room(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap_or(path);
    let first = below.split('/').next().unwrap_or(below);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The macros that a file exports to the crate's root.
pub(crate) fn exported_macros(source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let exported = tokens.iter().enumerate().filter(|(_, token)| token.text == "macro_export");
    exported
        .filter_map(|(at, _)| {
            let name = tokens[at..].iter().position(|token| token.text == "macro_rules")? + at + 2;
            tokens.get(name).map(|token| token.text.clone())
        })
        .collect()
}

/// What a file imports and may not. `macros` maps an exported macro to the room that it lives in.
pub(crate) fn imports(path: &str, source: &str, macros: &[(String, String)]) -> Vec<String> {
    let here = room(path);
    if here == "lib" {
        return Vec::new();
    }
    let Some((_, below)) = ROOMS.iter().chain([&BINARY]).find(|(name, _)| *name == here) else {
        return vec![format!(
            "{path}: the room `{here}` has no place in the order; add it to ROOMS and ARCHITECTURE.md"
        )];
    };
    let mut complaints = Vec::new();
    for Token { text: name, line } in roots(path, &tokens(source)) {
        let there = macros.iter().find(|(word, _)| *word == name).map_or(name.as_str(), |(_, room)| room.as_str());
        if there == here || below.contains(&there) {
            continue;
        }
        let reason = if name == "*" {
            "imports everything at the root; name the rooms".to_owned()
        } else if ROOMS.iter().any(|(room, _)| *room == there) {
            let allowed = if below.is_empty() { "no other room".to_owned() } else { below.join(", ") };
            format!("`{here}` imports `{there}`; it may import {allowed}")
        } else {
            format!("`{name}` is not a room; the crate's root holds rooms and nothing else")
        };
        complaints.push(format!("{path}:{line}: {reason}"));
    }
    complaints
}

/// The libraries that a file uses away from their home.
pub(crate) fn libraries(path: &str, source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let mut complaints = Vec::new();
    for (library, homes) in HOMES {
        if homes.iter().any(|home| path.starts_with(home)) {
            continue;
        }
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.text == library) {
            let next = tokens.get(at + 1).map(|token| token.text.as_str());
            let last = at.checked_sub(1).map(|at| tokens[at].text.as_str());
            if last != Some("::") && (next == Some("::") || last == Some("use")) {
                complaints.push(format!("{path}:{}: `{library}` belongs to {}", token.line, homes.join(" and ")));
            }
        }
    }
    complaints
}

/// Complaints about a file's length, name and opening.
pub(crate) fn shape(path: &str, source: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let lines = source.lines().count();
    if lines > LINES {
        complaints.push(format!("{path}: {lines} lines; {LINES} are allowed"));
    }
    if !source.starts_with("//!") {
        complaints.push(format!("{path}:1: does not open with `//!` and its purpose"));
    }
    let words = path.split(['/', '.']);
    complaints.extend(
        words
            .filter(|word| EMPTY_NAMES.contains(word))
            .map(|word| format!("{path}: `{word}` names no concept; call the module by what it is about")),
    );
    complaints
}

/// What a line says on the page of its module; nothing for code.
pub(crate) fn module_page(line: &str) -> &str {
    line.trim_start().strip_prefix("//!").unwrap_or("")
}

/// The one folder with unsafe code: the loop that the case log's reader is measured beside maps memory, as the reader may not.
const UNSAFE: &str = "benches/bare/";

/// Lints that are allowed instead of expected, and code that is unsafe.
pub(crate) fn allowances(path: &str, source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let mut complaints = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = |n: usize| at.checked_sub(n).map(|at| tokens[at].text.as_str());
        let attribute = before(1) == Some("[") && (before(2) == Some("#") || before(2) == Some("!"));
        let conditional = before(1) == Some(",") && tokens[..at].iter().rev().take(40).any(|t| t.text == "cfg_attr");
        let opens = tokens.get(at + 1).is_some_and(|next| next.text == "(");
        if token.text == "allow" && opens && (attribute || conditional) {
            complaints.push(format!("{path}:{}: `#[allow]`", token.line));
        }
        if token.text == "unsafe" && !path.starts_with(UNSAFE) {
            complaints.push(format!("{path}:{}: `unsafe`", token.line));
        }
    }
    complaints
}

/// The first name of every path that begins at the crate's root: after `crate::`, `riktlinje::`, or `super::` that
/// climbs all the way.
fn roots(path: &str, tokens: &[Token]) -> Vec<Token> {
    let mut found = Vec::new();
    // Inline modules deepen what `super` means: the depth of braces at which each of them began.
    let mut modules: Vec<usize> = Vec::new();
    let mut braces = 0;
    let mut at = 0;
    while at < tokens.len() {
        let is = |n: usize, text: &str| tokens.get(at + n).is_some_and(|token| token.text == text);
        if is(0, "{") {
            braces += 1;
        } else if is(0, "}") {
            braces -= 1;
            modules.retain(|began| *began < braces);
        } else if is(0, "mod") && is(2, "{") {
            modules.push(braces);
        }
        let begins = at == 0 || tokens[at - 1].text != "::";
        if begins && (is(0, "crate") || is(0, "riktlinje")) && is(1, "::") {
            found.extend(heads(&tokens[at + 2..]));
        } else if begins && is(0, "super") {
            let mut supers = 0;
            while is(2 * supers, "super") && is(2 * supers + 1, "::") {
                supers += 1;
            }
            if supers > 0 && supers >= depth(path) + modules.len() {
                found.extend(heads(&tokens[at + 2 * supers..]));
            }
        }
        at += 1;
    }
    found
}

/// How many modules a file's own module lies below the root.
fn depth(path: &str) -> usize {
    let below = path.strip_prefix("src/").unwrap_or(path);
    let names = below.trim_end_matches(".rs").split('/').filter(|name| !["mod", "lib", "main"].contains(name));
    names.count()
}

/// The first names of a path or of the group `{a::b, c}` that stands in its place.
fn heads(tokens: &[Token]) -> Vec<Token> {
    if tokens.first().is_none_or(|token| token.text != "{") {
        return tokens.first().cloned().into_iter().collect();
    }
    let mut heads = Vec::new();
    let (mut depth, mut expects) = (0, false);
    for token in tokens {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ if expects => heads.push(token.clone()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        expects = depth == 1 && (token.text == "{" || token.text == ",");
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::{allowances, exported_macros, imports, libraries, shape};

    fn complaints(path: &str, source: &str) -> Vec<String> {
        imports(path, source, &[("vocabulary".to_owned(), "model".to_owned())])
    }

    #[test]
    fn an_import_downward_is_allowed() {
        let source = "use crate::model::run::Run; use crate::{text::Message, model};\ncrate::vocabulary!(X {});";
        assert_eq!(complaints("src/report/table.rs", source), [""; 0]);
    }

    #[test]
    fn an_import_upward_is_told_with_its_line() {
        assert_eq!(
            complaints("src/model/run.rs", "//! x\nuse crate::policy::Rule;\n"),
            ["src/model/run.rs:2: `model` imports `policy`; it may import text, document"]
        );
    }

    #[test]
    fn siblings_do_not_know_each_other() {
        assert_eq!(complaints("src/report/mod.rs", "fn f(x: &crate::source::Sources) {}").len(), 1);
        assert_eq!(complaints("src/source/load.rs", "use crate::policy::Policy;").len(), 1);
    }

    #[test]
    fn every_name_of_a_group_is_followed() {
        let source = "use crate::{text::{Lang, Message}, model::run, cli::ui, source};";
        assert_eq!(
            complaints("src/policy/mod.rs", source),
            [
                "src/policy/mod.rs:1: `policy` imports `cli`; it may import parallel, text, document, model",
                "src/policy/mod.rs:1: `policy` imports `source`; it may import parallel, text, document, model",
            ]
        );
    }

    #[test]
    fn a_climb_to_the_root_is_an_import() {
        assert_eq!(complaints("src/model/run.rs", "use super::super::cli::ui;").len(), 1);
        assert_eq!(complaints("src/model/mod.rs", "use super::cli::ui;").len(), 1);
        assert_eq!(complaints("src/model/run.rs", "use super::finding::Finding;").len(), 0);
        assert_eq!(complaints("src/model/run.rs", "mod tests { use super::super::finding::X; }").len(), 0);
        assert_eq!(complaints("src/model/run.rs", "mod tests { use super::super::super::cli::X; }").len(), 1);
        assert_eq!(complaints("src/model/run.rs", "mod tests {} use super::super::cli::X;").len(), 1);
    }

    #[test]
    fn comments_and_visibility_are_no_imports() {
        let source = "//! [`crate::cli`]\npub(crate) fn f() { g(\"crate::cli\") } pub(in crate::model) fn h() {}";
        assert_eq!(complaints("src/model/run.rs", source), [""; 0]);
    }

    #[test]
    fn what_lies_at_the_root_and_is_no_room_is_told() {
        assert!(complaints("src/cli/mod.rs", "use crate::Thing;")[0].contains("`Thing` is not a room"));
        assert!(complaints("src/cli/mod.rs", "use crate::*;")[0].contains("name the rooms"));
        assert!(complaints("src/attic/mod.rs", "")[0].contains("`attic` has no place"));
    }

    #[test]
    fn the_binary_knows_only_the_cli() {
        assert_eq!(complaints("src/main.rs", "fn main() { riktlinje::cli::run() }"), [""; 0]);
        assert_eq!(complaints("src/main.rs", "fn main() { riktlinje::model::x() }").len(), 1);
    }

    #[test]
    fn exported_macros_are_found() {
        let source = "#[macro_export]\nmacro_rules! vocabulary { () => {} }\nmacro_rules! own { () => {} }";
        assert_eq!(exported_macros(source), ["vocabulary"]);
    }

    #[test]
    fn a_library_away_from_home_is_told() {
        assert_eq!(libraries("src/audit/mod.rs", "fn f() -> anyhow::Result<()> {}").len(), 1);
        assert_eq!(libraries("src/audit/mod.rs", "use anyhow;").len(), 1);
        assert_eq!(libraries("src/cli/mod.rs", "fn f() -> anyhow::Result<()> {}").len(), 0);
        assert_eq!(libraries("src/source/decode/csv.rs", "use reqwest::Url;").len(), 1);
        assert_eq!(libraries("src/source/transport/http.rs", "use reqwest::Url;").len(), 0);
    }

    #[test]
    fn a_long_file_or_one_without_purpose_is_told() {
        assert_eq!(shape("src/model/run.rs", &format!("//! x\n{}", "x\n".repeat(599))), [""; 0]);
        assert_eq!(shape("src/model/run.rs", &format!("//! x\n{}", "x\n".repeat(600))).len(), 1);
        assert_eq!(shape("src/model/run.rs", "use x;\n//! late").len(), 1);
        assert_eq!(shape("src/cli/utils.rs", "//! x").len(), 1);
    }

    #[test]
    fn an_allowed_lint_is_told() {
        for source in ["#[allow(dead_code)]", "#![allow(x)]", "#[cfg_attr(test, allow(x))]", "fn f() { unsafe {} }"] {
            assert_eq!(allowances("src/x.rs", source).len(), 1, "{source}");
        }
        for source in ["#[expect(x, reason = \"y\")]", "// #[allow(x)]", "policy.allow(x)", "fn allow(x: u8) {}"] {
            assert_eq!(allowances("src/x.rs", source).len(), 0, "{source}");
        }
        assert_eq!(allowances("benches/bare/src/main.rs", "fn f() { unsafe {} }"), [""; 0]);
        assert_eq!(allowances("benches/bare/src/main.rs", "#[allow(dead_code)]").len(), 1);
    }
}
