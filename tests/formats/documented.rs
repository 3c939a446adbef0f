//! What programs of others read is held to their own schemas (`tests/schemas/`), on a run with everything in it and on the
//! whole region.

#![expect(clippy::disallowed_methods, reason = "a test reads schemas and hands a report to another program")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use riktlinje::model::run::Run;
use riktlinje::report::{Format, FormatName as _, Style, reporter};
use riktlinje::text::Lang;
use serde_json::Value;

use crate::sample_run::sample_run;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn written(format: Format, run: &Run) -> String {
    let mut bytes = Vec::new();
    let style = Style { lang: Lang::En, width: 80, colour: false };
    reporter(format, &style).render(run, &mut bytes).expect("memory takes every byte");
    String::from_utf8(bytes).expect("it is UTF-8")
}

/// The report of the whole region, as the program itself writes it.
fn of_the_region(format: Format) -> String {
    let mut audit = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
    audit.current_dir(root().join("fixtures/region")).args(["audit", "--format", format.key(), "--fail-on", "never"]);
    let out = audit.output().expect("it runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("it is UTF-8")
}

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("JSON")
}

/// What is wrong with a document by a schema of JSON.
fn complaints(schema: &Value, document: &Value) -> Vec<String> {
    let schema = jsonschema::validator_for(schema).expect("a schema");
    schema.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What is wrong with a report of JUnit by the schema of Jenkins' xUnit plugin; none where nothing can read a schema of XML.
fn complaints_of_jenkins(xml: &str) -> Option<String> {
    if Command::new("xmllint").arg("--version").output().is_err() {
        // Past the test runner, which keeps what a test that succeeds has printed to itself.
        writeln!(std::io::stderr(), "skipped: xmllint (Debian: libxml2-utils)").expect("somebody hears it");
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("junit.xml");
    std::fs::write(&report, xml).expect("a file");
    let mut check = Command::new("xmllint");
    check.arg("--noout").arg("--schema").arg(root().join("tests/schemas/junit-10.xsd")).arg(&report);
    let out = check.output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.success(), said.trim_end().ends_with("validates"), "{said}");
    Some(if out.status.success() { String::new() } else { said })
}

/// The schema of SARIF stands in the package that we read SARIF with.
fn sarif_schema() -> Value {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--manifest-path"])
        .arg(root().join("Cargo.toml"))
        .output()
        .expect("cargo runs");
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages.iter().find(|one| one["name"] == "serde-sarif").expect("a dependency of the tests");
    let manifest = PathBuf::from(package["manifest_path"].as_str().expect("a path"));
    let mut schema = json(&manifest.with_file_name("src").join("schema.json"));
    // A bracket too many, which not every reader of patterns lets pass.
    for part in ["run", "toolComponent"] {
        let pattern = &mut schema["definitions"][part]["properties"]["language"]["pattern"];
        assert_eq!(*pattern, "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "the standard is as we know it");
        *pattern = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    schema
}

#[test]
fn junit_is_what_jenkins_takes() {
    for xml in [written(Format::Junit, &sample_run()), of_the_region(Format::Junit)] {
        let Some(complaints) = complaints_of_jenkins(&xml) else { return };
        assert_eq!(complaints, "");
        let wrong = xml.replacen("<testcase name=", "<testcase id=", 1);
        assert_ne!(complaints_of_jenkins(&wrong), Some(String::new()), "the check can fail");
    }
}

/// No schema can count.
#[test]
fn junit_counts_its_cases() {
    let xml = of_the_region(Format::Junit);
    let number = |tag: &str, name: &str| -> usize {
        let value = tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
        value.unwrap_or_else(|| panic!("{name} in {tag}")).0.parse().expect("a number")
    };
    let (head, suites) = xml.split_once("<testsuite ").expect("a suite");
    let (mut tests, mut failures) = (0, 0);
    for suite in suites.split("<testsuite ") {
        let tag = format!(" {}", suite.split_once('>').expect("it ends").0);
        for (count, of) in [("tests", "<testcase "), ("failures", "<failure"), ("skipped", "<skipped")] {
            assert_eq!(number(&tag, count), suite.matches(of).count(), "{count}: {tag}");
        }
        tests += number(&tag, "tests");
        failures += number(&tag, "failures");
    }
    assert_eq!((number(head, "tests"), number(head, "failures")), (tests, failures));
    assert!(tests > 1000 && failures > 100, "{tests}, {failures}");
}

#[test]
fn sarif_is_what_its_standard_says() {
    let schema = sarif_schema();
    assert_eq!(schema["title"], "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema");
    for text in [written(Format::Sarif, &sample_run()), of_the_region(Format::Sarif)] {
        let mut log: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(complaints(&schema, &log), [""; 0]);
        log["runs"][0]["results"][0]["level"] = "serious".into();
        assert_eq!(complaints(&schema, &log).len(), 1, "the check can fail");
    }
}

#[test]
fn code_quality_is_what_gitlab_takes() {
    let schema = json(&root().join("tests/schemas/gitlab-code-quality.json"));
    for text in [written(Format::Gitlab, &sample_run()), of_the_region(Format::Gitlab)] {
        let mut issues: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(complaints(&schema, &issues), [""; 0]);
        let all = issues.as_array().expect("an array");
        let mut fingerprints: Vec<&str> = all.iter().filter_map(|one| one["fingerprint"].as_str()).collect();
        fingerprints.sort_unstable();
        fingerprints.dedup();
        assert_eq!(fingerprints.len(), all.len(), "each finding is its own");
        issues[0]["location"]["path"] = "./clinics.yaml".into();
        assert_eq!(complaints(&schema, &issues).len(), 1, "the check can fail");
    }
}
