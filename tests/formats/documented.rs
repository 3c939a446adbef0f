//! JUnit and GitLab's code quality, held to what those who read them document: which elements and attributes there are, which
//! must be, and of what kind. Neither has a schema of its own maker that could stand here.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use riktlinje::model::run::Run;
use riktlinje::report::{Format, Style, reporter};
use riktlinje::text::Lang;

use crate::sample_run::sample_run;

fn written(format: Format, run: &Run) -> String {
    let mut bytes = Vec::new();
    let style = Style { lang: Lang::En, width: 80, colour: false };
    reporter(format, &style).render(run, &mut bytes).expect("memory takes every byte");
    String::from_utf8(bytes).expect("it is UTF-8")
}

/// Of an element: where it may stand, what it must say of itself, and what it may.
type Rule = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// JUnit as the strict readers among CI servers take it (the xUnit plugin of Jenkins is the strictest that we know).
const JUNIT: [Rule; 7] = [
    ("testsuites", &[""], &[], &["name", "time", "tests", "failures", "errors"]),
    ("testsuite", &["testsuites"], &["name", "tests", "failures", "errors"], &["skipped", "time", "timestamp"]),
    ("properties", &["testsuite"], &[], &[]),
    ("property", &["properties"], &["name", "value"], &[]),
    ("testcase", &["testsuite"], &["name"], &["classname", "time"]),
    ("failure", &["testcase"], &[], &["type", "message"]),
    ("skipped", &["testcase"], &[], &["type", "message"]),
];

fn attributes(element: &BytesStart<'_>) -> BTreeMap<String, String> {
    let all = element.attributes().map(|one| one.expect("a well-formed attribute"));
    all.map(|one| (one.key.as_ref().to_owned(), one.value.to_string())).collect()
}

/// What is wrong with a report of JUnit.
fn complaints(xml: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<String> = vec![String::new()];
    // Of the suite that is open: what it says, and what was seen in it.
    let (mut says, mut seen): (BTreeMap<String, String>, BTreeMap<&str, usize>) = Default::default();
    loop {
        let (element, is_empty) = match reader.read_event().expect("it is well-formed") {
            Event::Start(element) => (element.into_owned(), false),
            Event::Empty(element) => (element.into_owned(), true),
            Event::End(_) => {
                let closed = open.pop().expect("it was opened");
                if closed == "testsuite" {
                    for (count, of) in [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")] {
                        if says.get(count) != Some(&seen.get(of).unwrap_or(&0).to_string()) {
                            complaints.push(format!(
                                "a suite says {count}={:?}, has {:?}",
                                says.get(count),
                                seen.get(of)
                            ));
                        }
                    }
                }
                continue;
            }
            Event::Eof => return complaints,
            _ => continue,
        };
        let name = element.name().as_ref().to_owned();
        let attributes = attributes(&element);
        let parent = open.last().expect("the document").clone();
        let Some((known, parents, needed, also)) = JUNIT.iter().find(|(known, ..)| *known == name) else {
            complaints.push(format!("<{name}> is no element of JUnit"));
            continue;
        };
        if !parents.contains(&parent.as_str()) {
            complaints.push(format!("<{name}> stands in <{parent}>"));
        }
        complaints.extend(
            needed.iter().filter(|one| !attributes.contains_key(**one)).map(|one| format!("<{name}> lacks {one}")),
        );
        let allowed = |one: &&String| needed.contains(&one.as_str()) || also.contains(&one.as_str());
        complaints.extend(attributes.keys().filter(|one| !allowed(one)).map(|one| format!("<{name}> has {one}")));
        *seen.entry(known).or_default() += 1;
        if name == "testsuite" {
            (says, seen) = (attributes, BTreeMap::new());
        }
        if !is_empty {
            open.push(name);
        }
    }
}

#[test]
fn junit_is_what_strict_readers_take() {
    let xml = written(Format::Junit, &sample_run());
    assert_eq!(complaints(&xml), [""; 0], "{xml}");
    let wrong =
        xml.replacen("<testcase name=", "<testcase id=", 1).replacen("<properties>", "<skipped/><properties>", 1);
    assert_eq!(complaints(&wrong).len(), 4, "the check can fail: {:?}", complaints(&wrong));
}

#[test]
fn code_quality_is_what_gitlab_documents() {
    let text = written(Format::Gitlab, &sample_run());
    let issues: Vec<serde_json::Value> = serde_json::from_str(&text).expect("an array");
    let mut fingerprints = Vec::new();
    for issue in &issues {
        let keys: Vec<&str> = issue.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(keys, ["description", "check_name", "fingerprint", "severity", "location"]);
        for key in ["description", "check_name", "fingerprint"] {
            assert!(issue[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {issue}");
        }
        let severity = issue["severity"].as_str().expect("a word");
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{severity}");
        let path = issue["location"]["path"].as_str().expect("a path");
        assert!(!path.starts_with('/') && !path.starts_with("./"), "a path from the repository: {path}");
        assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{issue}");
        fingerprints.push(issue["fingerprint"].to_string());
    }
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), issues.len(), "each finding is its own");
}
