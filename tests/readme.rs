//! README.md shows what the program prints, and nothing better: its excerpt and its picture are lines of the real report.

#![expect(clippy::disallowed_methods, reason = "a test reads the page that it judges")]

use std::path::Path;

use assert_cmd::Command;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the file is committed")
}

/// The lines of the README's audit, in a language.
fn report(lang: &str) -> Vec<String> {
    let output = Command::cargo_bin("riktlinje")
        .expect("the binary is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["audit", "--project", "fixtures/region", "--lang", lang])
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(1), "the region is full of defects");
    String::from_utf8(output.stdout)
        .expect("reports are UTF-8")
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// The first line that the report does not have, in this order; `…` stands for lines that are left out.
fn foreign(shown: &[String], report: &[String]) -> Option<String> {
    let mut rest = report.iter();
    let shown = shown.iter().filter(|line| !line.trim().is_empty() && line.trim() != "…");
    shown.map(|line| line.trim_end()).find(|line| !rest.any(|real| real == line)).map(ToOwned::to_owned)
}

#[test]
fn the_excerpt_is_what_the_program_prints() {
    let page = read("README.md");
    let excerpt = page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("it has an excerpt");
    let shown: Vec<String> = excerpt.lines().map(ToOwned::to_owned).collect();
    assert_eq!(foreign(&shown, &report("en")), None, "copy the excerpt in README.md anew from the report");
}

#[test]
fn the_actions_are_what_the_program_prints() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let stored = folder.path().join("run.json");
    let program = || {
        let mut program = Command::cargo_bin("riktlinje").expect("the binary is built");
        program.current_dir(env!("CARGO_MANIFEST_DIR"));
        program
    };
    let format = format!("json={}", stored.display());
    program()
        .args(["audit", "--project", "fixtures/region", "--quiet", "--format", &format])
        .output()
        .expect("it runs");
    let id = "SE2321000057-TEST50";
    let output =
        program().arg("actions").arg(&stored).args(["--clinic", id, "--lang", "en"]).output().expect("it runs");
    let told: Vec<String> = String::from_utf8(output.stdout).expect("UTF-8").lines().map(ToOwned::to_owned).collect();
    let page = read("README.md");
    let excerpt = page.split("```text\n").nth(2).and_then(|rest| rest.split("```").next()).expect("a second excerpt");
    let shown: Vec<String> = excerpt.lines().map(ToOwned::to_owned).collect();
    assert!(shown.len() > 10, "{excerpt}");
    assert_eq!(foreign(&shown, &told), None, "copy the actions in README.md anew");
}

#[test]
fn the_picture_is_what_the_program_prints() {
    let picture = read("docs/audit.svg");
    // A line of the terminal is an outer `tspan` with a place; inner ones colour its parts.
    let rows = picture.split("<tspan x=").skip(1).filter_map(|row| row.split_once('>')).map(|(_, row)| text(row));
    let shown: Vec<String> = rows.collect();
    assert!(shown.len() > 40, "it shows a whole screen");
    assert_eq!(foreign(&shown, &report("sv")), None, "draw the picture anew: `just picture`");
}

/// The text of a piece of SVG.
fn text(svg: &str) -> String {
    let mut pieces = svg.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    let all = pieces.filter_map(|piece| piece.split_once('>')).fold(first, |sum, (_, text)| sum + text);
    let all = all.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    all.lines().next().unwrap_or_default().to_owned()
}
