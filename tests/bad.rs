//! Every file of fixtures/bad gives a message with a place, or is read in spite of its fault; none ends in a panic.
//!
//! The snapshots tell, a decoder each, what a person would read. A file about which nothing is said fails the suite.

use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;
use riktlinje::case_log::{self, Digests, Duplicates, Now, Query, Spreads};
use riktlinje::model::case_type::Vocabulary as _;
use riktlinje::model::directory::FlawKind;
use riktlinje::model::needs::Needs;
use riktlinje::model::place::{Place, Step};
use riktlinje::model::source::{ProblemLevel, SourceKind};
use riktlinje::policy::{compile, library};
use riktlinje::source::locate::Locator;
use riktlinje::source::{Https, Input, Limits, LoadOptions, Silent, Sources, load};
use riktlinje::text::{Catalogue, Lang};

/// Of each file, so many problems are shown.
const SHOWN: usize = 4;

static NEEDS: LazyLock<Needs> = LazyLock::new(|| {
    let files = library::embedded("rjl-1177").expect("it is embedded");
    compile(&[files], &|_| None).compiled.expect("tests/policies.rs shows that it compiles").needs
});

fn read(location: &Path) -> Sources {
    let name = location.file_name().expect("it is a file").to_string_lossy().into_owned();
    let kind = name.split('-').next().and_then(SourceKind::parse).unwrap_or(SourceKind::Exports);
    let input = Input::new(kind, &*location.to_string_lossy());
    let options = LoadOptions {
        needs: &NEEDS,
        mapping: None,
        jobs: 2,
        progress: &Silent,
        stdin: &|| Ok(Box::new(io::empty())),
        cwd: Path::new(""),
        limits: Limits::default(),
        https: Https::default(),
    };
    if kind == SourceKind::Cases {
        return read_cases(&input, &options);
    }
    load(&[input], &options)
}

/// A case log, read as on a day after all that it tells of.
fn read_cases(input: &Input, options: &LoadOptions<'_>) -> Sources {
    let now = "2026-11-20T12:00:00+01:00".parse::<DateTime<Utc>>().expect("it is an instant");
    let query = Query {
        measures: &[],
        by: &[],
        spread: Spreads::Left,
        clinics: &[],
        late: None,
        now: Now::Really(now.with_timezone(&Stockholm)),
        duplicates: Duplicates::Found,
        examples: 0,
        digests: Digests::Left,
    };
    let mut sources = Sources::default();
    let log = case_log::read(std::slice::from_ref(input), options, &query, &mut sources);
    let is_told = !sources.failed.is_empty() || log.flaws.is_empty() || !sources.problems.is_empty();
    assert!(is_told, "{}: a fault is counted and not told", input.location);
    sources
}

/// What is told about one file: records, then each problem at its place.
fn told(name: &str, sources: &Sources, words: &Catalogue) -> String {
    let mut text = format!("{name}\n");
    for file in &sources.files {
        writeln!(text, "  {}: {} read, {} left out", file.format, file.records, file.left_out)
            .expect("a String takes it");
        for note in &file.notes {
            writeln!(text, "  note: {}", words.render(note)).expect("a String takes it");
        }
    }
    for failed in &sources.failed {
        let (line, column) = failed.at.unwrap_or_default();
        writeln!(text, "  unusable {line}:{column}: {}", words.render(&failed.message)).expect("a String takes it");
        if let Some(advice) = &failed.advice {
            writeln!(text, "    {}", words.render(advice)).expect("a String takes it");
        }
    }
    let locator = Locator::new(sources, None);
    for problem in sources.problems.iter().take(SHOWN) {
        let at = locator.locate(&problem.place);
        let level = match problem.level {
            ProblemLevel::Note => "note",
            ProblemLevel::Warning => "warning",
            ProblemLevel::Error => "error",
        };
        writeln!(text, "  {level} {:?} {}: {}", at.spot, at.route, words.render(&problem.message))
            .expect("a String takes it");
        if let Some(advice) = &problem.advice {
            writeln!(text, "    {}", words.render(advice)).expect("a String takes it");
        }
    }
    for flaw in &sources.flaws {
        let field = flaw.field.map(Step::Field);
        let at = locator.locate(&Place { record: flaw.record, route: field.into_iter().collect() });
        let kind = FlawKind::WORDS.iter().find(|(kind, _)| *kind == flaw.kind).map_or("", |(_, words)| words[0]);
        let (start, len) = at.mark;
        let shown: String = at.text.chars().skip(start as usize).take(len as usize).collect();
        writeln!(text, "  flaw {:?} {}: {kind} «{shown}»", at.spot, at.route).expect("a String takes it");
    }
    if sources.problems.len() > SHOWN {
        writeln!(text, "  and {} more", sources.problems.len() - SHOWN).expect("a String takes it");
    }
    text
}

/// Reads every file of a decoder. `harmless` are those that are read without a word.
fn snapshot(decoder: &str, harmless: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad").join(decoder);
    let mut files: Vec<_> =
        folder.read_dir().expect("the folder is there").map(|entry| entry.expect("it can be read").path()).collect();
    files.sort();
    assert!(files.len() > 10);
    let words = Catalogue::new(Lang::En);
    let mut text = String::new();
    let mut untold = Vec::new();
    for file in files {
        let sources = read(&file);
        let notes = sources.files.iter().map(|file| file.notes.len()).sum::<usize>();
        let name = file.file_name().expect("it is a file").to_string_lossy().into_owned();
        if sources.problems.len() + sources.flaws.len() + sources.failed.len() + notes == 0 {
            untold.push(name.clone());
        }
        text.push_str(&told(&name, &sources, &words));
        text.push('\n');
    }
    assert_eq!(untold, harmless, "nothing is said about these; should nothing be said?");
    // The documented example of the check digit is a stand-in for a real number: it is never shown.
    assert!(!text.contains("811218"), "a personal identity number is shown:\n{text}");
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("bad");
    settings.set_omit_expression(true);
    settings.add_filter(&regex_of(&folder), "");
    settings.bind(|| insta::assert_snapshot!(decoder, text));
}

fn regex_of(folder: &Path) -> String {
    let mut pattern = String::new();
    for character in folder.to_string_lossy().chars() {
        if !character.is_alphanumeric() {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern + r"[/\\]"
}

#[test]
fn bad_yaml_is_told() {
    snapshot(
        "yaml",
        &["escape.yaml", "no-break-space-hsa-id.yaml", "same-clinic-twice.yaml", "utf-16.yaml", "windows-1252.yaml"],
    );
}

#[test]
fn bad_json_is_told() {
    snapshot(
        "json",
        &["escape.json", "nul.json", "number-as-name.json", "trailing-comma.json", "utf-16.json", "utf-8-bom.json"],
    );
}

#[test]
fn bad_json_lines_are_told() {
    snapshot("jsonl", &["blank-lines.jsonl"]);
}

#[test]
fn bad_delimited_text_is_told() {
    snapshot("csv", &[]);
}

#[test]
fn bad_workbooks_are_told() {
    snapshot("xlsx", &[]);
}

#[test]
fn bad_directories_are_told() {
    snapshot("directory", &[]);
}

#[test]
fn bad_case_logs_are_told() {
    snapshot("cases", &[]);
}
