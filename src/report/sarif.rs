//! SARIF 2.1.0 (OASIS), which code hosts read: every rule with its help, every finding with its place and a fingerprint
//! that survives a moved line. A waiver is a suppression.

use std::io;

use serde::Serialize;

use super::digest::Digest;
use super::public::{self, NOWHERE};
use super::words::Words;
use super::{Report, Style};
use crate::model::case_type::Vocabulary as _;
use crate::model::comparison::Change;
use crate::model::finding::Finding;
use crate::model::outcome::{Disposition, Outcome, Severity};
use crate::model::run::{RuleInfo, Run};
use crate::text::Lang;

/// SARIF.
#[derive(Debug)]
pub(super) struct Sarif {
    lang: Lang,
}

impl Sarif {
    /// In the language of a style.
    pub(super) fn new(style: &Style) -> Self {
        Self { lang: style.lang }
    }
}

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

impl Report for Sarif {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::with_names(self.lang, &run.names);
        let digest = Digest::new(run, &words);
        let driver = Driver {
            name: "riktlinje",
            version: &run.tool,
            rules: run.rules.iter().map(|info| rule(info, &words)).collect(),
        };
        let results = run.findings.iter().map(|finding| result(finding, &digest)).collect();
        let log = Log {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [OneRun {
                tool: Tool { driver },
                language: self.lang.code(),
                column_kind: "unicodeCodePoints",
                results,
            }],
        };
        serde_json::to_writer(&mut *out, &log)?;
        out.write_all(b"\n")
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn rule<'r>(info: &'r RuleInfo, words: &Words) -> Rule<'r> {
    let (title, advice) = (words.both(&info.title), words.both(&info.advice));
    let clauses = info.clauses.join(", ");
    let who = words.role(&info.responsible);
    let markdown = format!("**{}**\n\n{}\n\n{} · {}", plain(&title), plain(&advice), plain(&clauses), plain(&who));
    Rule {
        id: &info.id,
        help: Help { text: format!("{title}. {advice}"), markdown },
        short_description: Text { text: title },
        default_configuration: Configuration { level: level(info.severity) },
        properties: Properties { tags: info.clauses.iter().map(|clause| &**clause).collect() },
    }
}

/// A text in which nothing is Markdown.
fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_punctuation()
            && !matches!(character, '.' | ',' | ':' | ';' | '?' | '%' | '/' | '"' | '\'')
        {
            shown.push('\\');
        }
        shown.push(character);
    }
    shown
}

fn result<'f>(finding: &'f Finding, digest: &Digest<'f>) -> Found<'f> {
    let info = digest.info(finding.rule);
    let (file, start_line, start_column) = public::place(finding).unwrap_or((NOWHERE, 1, 1));
    // A level is for what fails; the standard wants none beside every other kind.
    let (kind, level) = match (finding.outcome, info) {
        (Outcome::Fail, Some(info)) => ("fail", level(info.severity)),
        _ => ("open", "none"),
    };
    let suppressions = match finding.disposition {
        Disposition::Waived => Some([Suppression { kind: "external", status: "accepted" }]),
        Disposition::Open => None,
    };
    Found {
        rule_id: info.map_or("", |info| &info.id),
        rule_index: finding.rule.0,
        kind,
        level,
        message: Text { text: public::sentence(finding, digest) },
        locations: [Location {
            physical_location: Physical {
                artifact_location: Artifact { uri: uri(file) },
                region: Region { start_line, start_column },
            },
        }],
        partial_fingerprints: Fingerprints { riktlinje: &finding.fingerprint },
        baseline_state: finding.change.map(Change::key),
        suppressions,
    }
}

/// A file's name as a relative reference: what a URI cannot hold is written as bytes.
fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~') {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            uri.push_str(&crate::model::digest::hex(&[byte]).to_ascii_uppercase());
        }
    }
    uri
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [OneRun<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OneRun<'a> {
    tool: Tool<'a>,
    language: &'static str,
    column_kind: &'static str,
    results: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'a str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Text,
    help: Help,
    default_configuration: Configuration,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties<'a> {
    tags: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'a str,
    rule_index: u16,
    kind: &'static str,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "riktlinje/v1")]
    riktlinje: &'a str,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
}

#[cfg(test)]
mod tests {
    use super::{plain, uri};

    #[test]
    fn a_name_is_a_uri_and_a_text_is_no_markdown() {
        assert_eq!(uri("exports/jönköping 1.yaml"), "exports/j%C3%B6nk%C3%B6ping%201.yaml");
        assert_eq!(uri("a:b%c"), "a%3Ab%25c");
        assert_eq!(plain("<b> *x* [y](z)"), "\\<b\\> \\*x\\* \\[y\\]\\(z\\)");
    }
}
