//! GitLab's report of code quality: an array of issues, each with a fingerprint that GitLab compares between branches.

use std::io;

use serde::Serialize;

use super::digest::Digest;
use super::public::{self, NOWHERE};
use super::words::Words;
use super::{Report, Style};
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::Finding;
use crate::model::outcome::{Disposition, Outcome, Severity};
use crate::model::run::Run;
use crate::text::Lang;

/// Code quality.
#[derive(Debug)]
pub(super) struct Gitlab {
    lang: Lang,
}

impl Gitlab {
    /// In the language of a style.
    pub(super) fn new(style: &Style) -> Self {
        Self { lang: style.lang }
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

impl Report for Gitlab {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::with_names(self.lang, &run.names);
        let digest = Digest::new(run, &words);
        let issues: Vec<Issue<'_>> = run.findings.iter().map(|finding| issue(finding, &digest)).collect();
        serde_json::to_writer_pretty(&mut *out, &issues)?;
        out.write_all(b"\n")
    }
}

fn issue<'f>(finding: &'f Finding, digest: &Digest<'f>) -> Issue<'f> {
    let rule = digest.info(finding.rule);
    let (path, begin, _) = public::place(finding).unwrap_or((NOWHERE, 1, 1));
    let mut description = public::sentence(finding, digest);
    if finding.disposition != Disposition::Open {
        let word = digest.words.keyed("disposition-", finding.disposition.key());
        description = format!("{description} ({word})");
    }
    let severity = match (finding.disposition, finding.outcome, rule.map(|info| info.severity)) {
        (Disposition::Open, Outcome::Fail, Some(Severity::Error)) => "critical",
        (Disposition::Open, Outcome::Fail, Some(Severity::Warning)) => "minor",
        _ => "info",
    };
    Issue {
        description,
        check_name: rule.map_or("", |info| &info.id),
        fingerprint: &finding.fingerprint,
        severity,
        location: Location { path, lines: Lines { begin } },
    }
}
