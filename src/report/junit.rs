//! JUnit XML, as CI servers show test results: a suite a clinic, a case a rule. What cannot be judged, and what is waived,
//! is skipped; a rule that does not concern a clinic has no case there.

use std::collections::HashMap;
use std::io;

use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestSuite};

use super::digest::Digest;
use super::public;
use super::words::Words;
use super::{Report, Style};
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::Finding;
use crate::model::hsa_id::HsaId;
use crate::model::outcome::{Disposition, Outcome};
use crate::model::run::Run;
use crate::text::Lang;

/// JUnit.
#[derive(Debug)]
pub(super) struct Junit {
    lang: Lang,
}

impl Junit {
    /// In the language of a style.
    pub(super) fn new(style: &Style) -> Self {
        Self { lang: style.lang }
    }
}

/// The suite of what is no clinic's.
const RUN: &str = "riktlinje";

impl Report for Junit {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::with_names(self.lang, &run.names);
        let digest = Digest::new(run, &words);
        // The same word stands beside hundreds of thousands of cases.
        let unknown = words.outcome(Outcome::Unknown);
        let mut found: HashMap<(Option<&HsaId>, usize), Vec<&Finding>> = HashMap::new();
        for finding in &run.findings {
            found.entry((finding.clinic.as_ref(), usize::from(finding.rule.0))).or_default().push(finding);
        }
        let mut document = Document::new(RUN);
        let mut of_run = TestSuite::new(RUN);
        for rule in 0..run.rules.len() {
            if let Some(findings) = found.get(&(None, rule)) {
                of_run.add_test_case(case((rule, Outcome::Unknown, &unknown), findings, &digest));
            }
        }
        document.add_test_suites((!of_run.test_cases.is_empty()).then_some(of_run));
        for clinic in &run.clinics {
            let mut suite = TestSuite::new(digest.clinic_name(&clinic.hsa_id));
            suite.add_property(("hsa_id", clinic.hsa_id.as_str()));
            for (rule, outcome) in clinic.outcomes.iter().enumerate() {
                let findings = found.get(&(Some(&clinic.hsa_id), rule)).map_or(&[][..], |findings| findings);
                if *outcome != Outcome::NotApplicable || !findings.is_empty() {
                    suite.add_test_case(case((rule, *outcome, &unknown), findings, &digest));
                }
            }
            document.add_test_suite(suite);
        }
        document.serialize(&mut *out).map_err(io::Error::other)?;
        // The process ends soon, and the system takes a million cases back sooner than they are taken apart.
        std::mem::forget(document);
        Ok(())
    }
}

/// A rule at a clinic.
fn case((rule, outcome, unknown): (usize, Outcome, &str), findings: &[&Finding], digest: &Digest<'_>) -> TestCase {
    let info = &digest.run.rules[rule];
    let is_open = |finding: &&&Finding| finding.disposition == Disposition::Open && finding.outcome == Outcome::Fail;
    let status = match (findings.iter().find(is_open), outcome) {
        (Some(_), _) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(info.severity.key()).set_message(digest.words.both(&info.title));
            status.set_description(told(findings, digest));
            status
        }
        (None, Outcome::Pass) if findings.is_empty() => TestCaseStatus::success(),
        (None, _) => {
            let mut status = TestCaseStatus::skipped();
            match outcome {
                Outcome::Unknown => status.set_message(unknown),
                outcome => status.set_message(digest.words.outcome(outcome)),
            };
            if !findings.is_empty() {
                status.set_description(told(findings, digest));
            }
            status
        }
    };
    let mut case = TestCase::new(&*info.id, status);
    case.set_classname(info.clauses.join(" "));
    case
}

/// A line a finding, with its place, and what to do.
fn told(findings: &[&Finding], digest: &Digest<'_>) -> String {
    let line = |finding: &&Finding| {
        let place = public::place(finding).map(|(file, line, column)| format!(" ({file}:{line}:{column})"));
        let disposition = match finding.disposition {
            Disposition::Open => String::new(),
            other => format!(" [{}]", digest.words.keyed("disposition-", other.key())),
        };
        format!("• {}{}{disposition}", public::sentence(finding, digest), place.unwrap_or_default())
    };
    let mut lines: Vec<String> = findings.iter().map(line).collect();
    lines.extend(findings.first().map(|finding| public::advice(finding, digest)));
    lines.join("\n")
}
