//! Holds docs/formats.md to the code: every example is read without a remark, every heading means what the page says,
//! and no field is left out.

use std::io::Cursor;

use super::columns::{self, canonical};
use super::content::{About, Content};
use super::decode::clinic::ClinicDecoder;
use super::decode::small::{self, Small};
use super::decode::{directory, tak};
use super::mapping::Mapping;
use super::{Context, Limits, Loaded, Silent};
use crate::document::{self, Kind, Node};
use crate::model::attestation::AttestationRecord;
use crate::model::case_type::Vocabulary as _;
use crate::model::clinic::DeclarationRecord;
use crate::model::facts::ListedClinic;
use crate::model::needs::{CaseTypeNeed, Needs};
use crate::model::permission::{AbsenceRecord, ChangeRecord, PermissionRecord, StaffRecord};
use crate::model::place::FileIx;
use crate::model::source::{Problem, SourceKind};
use crate::model::waiver::WaiverRecord;

const PAGE: &str = include_str!("../../docs/formats.md");

/// The kind of source that a format's name speaks of.
fn kind(name: &str) -> SourceKind {
    match name {
        "clinics" => SourceKind::Exports,
        "population" => SourceKind::Clinics,
        other => SourceKind::parse(other).unwrap_or_else(|| panic!("no source is called {other}")),
    }
}

/// The examples: language, kind, text.
fn examples() -> Vec<(&'static str, &'static str, String)> {
    let mut examples = Vec::new();
    let mut lines = PAGE.lines();
    while let Some(line) = lines.next() {
        let Some((language, kind)) = line.strip_prefix("```").and_then(|info| info.split_once(' ')) else { continue };
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        examples.push((language, kind, text.join("\n") + "\n"));
    }
    examples
}

fn needs() -> Needs {
    let case_type =
        |(key, name): &(&str, &str)| CaseTypeNeed { key: (*key).into(), names: vec![(*name).into()], service: None };
    let types = [
        ("fornya_recept", "Förnya recept"),
        ("boka_tid", "Boka tid"),
        ("bestall_tid", "Beställ tid"),
        ("radgivning", "Rådgivning"),
    ];
    Needs { case_types: types.iter().map(case_type).collect(), ..Needs::default() }
}

/// How many records a file gives, and what is wrong with it.
fn read(kind: &str, language: &str, text: &str) -> (usize, Vec<Problem>) {
    let about = About { file: FileIx(0), name: format!("x.{language}").into() };
    let content = Content::open(about, Box::new(Cursor::new(text.to_owned().into_bytes())), Limits::default(), &Silent)
        .expect("it can be opened");
    let context = Context { mapping: None, jobs: 1 };
    fn told<T>(loaded: Loaded<T>) -> (usize, Vec<Problem>) {
        (loaded.records.len(), loaded.problems)
    }
    fn small<T: Small>(context: &Context<'_>, content: &Content<'_>) -> (usize, Vec<Problem>) {
        told(small::decode::<T>(context, content).expect("it can be used"))
    }
    match kind {
        "clinics" => told(ClinicDecoder::new(&needs()).read(&context, &content).expect("it can be used")),
        "population" => small::<ListedClinic>(&context, &content),
        "declarations" => small::<DeclarationRecord>(&context, &content),
        "permissions" => small::<PermissionRecord>(&context, &content),
        "staff" => small::<StaffRecord>(&context, &content),
        "absence" => small::<AbsenceRecord>(&context, &content),
        "attestations" => small::<AttestationRecord>(&context, &content),
        "waivers" => small::<WaiverRecord>(&context, &content),
        "changes" => small::<ChangeRecord>(&context, &content),
        "directory" => {
            let loaded = directory::decode(&context, &content).expect("it can be used");
            assert_eq!(loaded.flaws, [], "{text}");
            told(loaded)
        }
        "tak" => told(tak::read(&content).expect("it can be used")),
        other => panic!("no source is called {other}"),
    }
}

#[test]
fn every_example_is_read_without_a_remark() {
    let mut seen = Vec::new();
    for (language, kind, text) in examples() {
        seen.push(kind);
        if kind == "mapping" {
            assert_eq!(Mapping::parse(&text, &needs()).err(), None, "{text}");
            continue;
        }
        if kind == "cases" {
            // The room that reads these lies above; it reads the example in a test of its own.
            continue;
        }
        let (records, problems) = read(kind, language, &text);
        assert_eq!(problems, [], "{text}");
        assert!(records > 0, "{text}");
    }
    for known in SourceKind::all().filter(|known| !columns::fields(*known).is_empty()) {
        assert!(seen.iter().any(|shown| *shown != "mapping" && kind(shown) == known), "{known:?} has no example");
    }
}

/// A YAML document as a JSON value: everything that is written there is a text or nothing.
fn as_json(node: &Node<'_>) -> serde_json::Value {
    match &node.kind {
        Kind::List(items) => items.iter().map(as_json).collect(),
        Kind::Map(entries) => entries
            .iter()
            .map(|(key, value)| (key.text.to_string(), as_json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Kind::Scalar { .. } => node.text().into(),
    }
}

#[test]
fn clinics_in_the_examples_keep_to_the_schema() {
    let schema = super::decode::clinic::document_schema();
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    for (language, _, text) in examples().into_iter().filter(|(_, kind, _)| *kind == "clinics") {
        let document: serde_json::Value = match language {
            "yaml" => as_json(&document::parse(&text).expect("it is YAML")),
            "json" => serde_json::from_str(&text).expect("it is JSON"),
            _ => continue,
        };
        let faults: Vec<String> = validator.iter_errors(&document).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn headings_mean_what_the_page_says_and_no_field_is_left_out() {
    let mut section = None;
    let mut shown: Vec<(SourceKind, &str)> = Vec::new();
    for line in PAGE.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title
                .split_once("`riktlinje/")
                .and_then(|(_, rest)| rest.split_once("/v1`"))
                .map(|(name, _)| kind(name));
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let (Some(kind), [field, _, headings]) = (section, cells.as_slice()) else { continue };
        let Some(field) = field.strip_prefix('`').and_then(|field| field.strip_suffix('`')) else { continue };
        shown.push((kind, field));
        if *headings == "en kolumn för varje ärendetyp" {
            continue;
        }
        for heading in headings.split(", ").filter(|heading| !heading.is_empty()) {
            assert_eq!(canonical(kind, heading, None), Some(field), "{kind:?}: {heading}");
        }
    }
    for kind in SourceKind::all() {
        for field in columns::fields(kind) {
            assert!(shown.contains(&(kind, field.name)), "{kind:?}: {} is not on the page", field.name);
        }
    }
}
