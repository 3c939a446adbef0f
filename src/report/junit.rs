//! JUnit XML, as CI servers show test results: a suite a clinic, a case a rule. What cannot be judged, and what is waived,
//! is skipped; a rule that does not concern a clinic has no case there.

use std::collections::HashMap;
use std::io;

use quick_junit::{NonSuccessKind, Report as Document, SerializeError, TestCase, TestCaseStatus, TestSuite};

use super::digest::Digest;
use super::digest::answer::source_failed;
use super::public;
use super::shares::pass_on;
use super::words::Words;
use super::{Report, Style};
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::Finding;
use crate::model::hsa_id::HsaId;
use crate::model::outcome::{Disposition, Outcome};
use crate::model::run::{ClinicOutcomes, Run};
use crate::model::source::SourceKind;
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

/// A source that could not be read: without it, that nothing failed says little.
fn unread(run: &Run, kind: SourceKind, words: &Words) -> TestCase {
    let text = source_failed(run, kind, words);
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(text.as_str());
    TestCase::new(text, status)
}

/// The suite of what is no clinic's.
const RUN: &str = "riktlinje";
/// Clinics that a thread writes at a time.
const CLINICS: usize = 32;
/// What ends the document.
const END: &str = "</testsuites>";

impl Report for Junit {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::with_names(self.lang, &run.names);
        let digest = Digest::new(run, &words);
        let cases = Cases::new(&digest);
        // Each suite is written by itself, since a million cases do not fit in memory; what they come to stands first.
        let mut envelope = Document::new(RUN);
        let of_run = cases.of_run().map(|(_, findings)| standing(Outcome::Unknown, findings));
        for standing in of_run.chain(run.clinics.iter().flat_map(|clinic| cases.standings(clinic))) {
            envelope.tests += 1;
            match standing {
                Standing::Fails => envelope.failures += 1,
                Standing::Open => envelope.skipped += 1,
                Standing::Passes => {}
            }
        }
        let failed: Vec<TestCase> = run.coverage.sources_failed.iter().map(|kind| unread(run, *kind, &words)).collect();
        envelope.tests += failed.len();
        envelope.errors += failed.len();
        let envelope = envelope.to_string().map_err(io::Error::other)?;
        let (head, tail) = envelope.split_at(envelope.rfind(END).unwrap_or(envelope.len()));
        // The strictest of those who read JUnit do not take `skipped` in the outermost element; each suite says its own.
        let (before, skipped) = head.split_once(" skipped=\"").unwrap_or((head, "\""));
        out.write_all(before.as_bytes())?;
        out.write_all(skipped.split_once('"').map_or("", |(_, after)| after).as_bytes())?;
        let mut of_run = TestSuite::new(RUN);
        of_run.add_test_cases(failed);
        of_run.add_test_cases(cases.of_run().map(|(rule, findings)| cases.case((rule, Outcome::Unknown), findings)));
        let of_run = (!of_run.test_cases.is_empty()).then_some(of_run);
        out.write_all(written(of_run).map_err(io::Error::other)?.as_bytes())?;
        let shares: Vec<&[ClinicOutcomes]> = run.clinics.chunks(CLINICS).collect();
        pass_on(
            &shares,
            out,
            || (),
            |(), buffer, share| {
                let suites = written(share.iter().map(|clinic| cases.of_clinic(clinic)));
                buffer.extend_from_slice(suites.expect("memory takes every byte").as_bytes());
            },
        )?;
        out.write_all(tail.as_bytes())
    }
}

/// Suites as they stand within the document.
fn written(suites: impl IntoIterator<Item = TestSuite>) -> Result<String, SerializeError> {
    let mut document = Document::new(RUN);
    document.add_test_suites(suites);
    let mut text = document.to_string()?;
    text.truncate(text.rfind(END).unwrap_or(text.len()));
    // The first two lines declare the document and open it.
    let begin = text.match_indices('\n').nth(1).map_or(0, |(at, _)| at + 1);
    Ok(text.split_off(begin))
}

/// How a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Fails,
    Passes,
    /// It cannot be judged, or is waived.
    Open,
}

/// Makes the cases of a run.
struct Cases<'r> {
    digest: &'r Digest<'r>,
    found: HashMap<(Option<&'r HsaId>, usize), Vec<&'r Finding>>,
    /// Of each rule, its case and what it says when it is skipped, for each outcome: cleaning the same words for
    /// hundreds of thousands of cases takes longer than all else.
    blank: Vec<TestCase>,
    skipped: Vec<(Outcome, TestCaseStatus)>,
}

impl<'r> Cases<'r> {
    fn new(digest: &'r Digest<'r>) -> Self {
        let mut found: HashMap<_, Vec<&Finding>> = HashMap::new();
        for finding in &digest.run.findings {
            found.entry((finding.clinic.as_ref(), usize::from(finding.rule.0))).or_default().push(finding);
        }
        let blank = digest.run.rules.iter().map(|rule| {
            let mut case = TestCase::new(&*rule.id, TestCaseStatus::success());
            case.set_classname(rule.clauses.join(" "));
            case
        });
        let skipped = Outcome::WORDS.iter().map(|(outcome, _)| {
            let mut status = TestCaseStatus::skipped();
            status.set_message(digest.words.outcome(*outcome));
            (*outcome, status)
        });
        Self { digest, found, blank: blank.collect(), skipped: skipped.collect() }
    }

    /// The rules that say something that is no clinic's.
    fn of_run(&self) -> impl Iterator<Item = (usize, &[&Finding])> {
        let rules = (0..self.blank.len()).map(|rule| (rule, self.findings(None, rule)));
        rules.filter(|(_, findings)| !findings.is_empty())
    }

    fn of_clinic(&self, clinic: &ClinicOutcomes) -> TestSuite {
        let mut suite = TestSuite::new(self.digest.clinic_name(&clinic.hsa_id));
        suite.add_property(("hsa_id", clinic.hsa_id.as_str()));
        for (rule, outcome, findings) in self.concerned(clinic) {
            suite.add_test_case(self.case((rule, outcome), findings));
        }
        suite
    }

    fn standings<'c>(&'c self, clinic: &'c ClinicOutcomes) -> impl Iterator<Item = Standing> {
        self.concerned(clinic).map(|(_, outcome, findings)| standing(outcome, findings))
    }

    /// The rules that concern a clinic, with what they say.
    fn concerned<'c>(
        &'c self,
        clinic: &'c ClinicOutcomes,
    ) -> impl Iterator<Item = (usize, Outcome, &'c [&'c Finding])> {
        let of_rule = |(rule, outcome): (usize, &Outcome)| (rule, *outcome, self.findings(Some(&clinic.hsa_id), rule));
        let all = clinic.outcomes.iter().enumerate().map(of_rule);
        all.filter(|(_, outcome, findings)| *outcome != Outcome::NotApplicable || !findings.is_empty())
    }

    fn findings<'c>(&'c self, clinic: Option<&'c HsaId>, rule: usize) -> &'c [&'c Finding] {
        self.found.get(&(clinic, rule)).map_or(&[], |findings| findings)
    }

    /// A rule at a clinic.
    fn case(&self, (rule, outcome): (usize, Outcome), findings: &[&Finding]) -> TestCase {
        let mut case = self.blank[rule].clone();
        let words = self.digest.words;
        case.status = match standing(outcome, findings) {
            Standing::Passes => return case,
            Standing::Fails => {
                let info = &self.digest.run.rules[rule];
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_type(info.severity.key()).set_message(words.both(&info.title));
                status
            }
            Standing::Open => {
                let same = self.skipped.iter().find(|(known, _)| *known == outcome);
                same.map_or_else(TestCaseStatus::skipped, |(_, status)| status.clone())
            }
        };
        if !findings.is_empty() {
            case.status.set_description(told(findings, self.digest));
        }
        case
    }
}

fn standing(outcome: Outcome, findings: &[&Finding]) -> Standing {
    let is_open = |finding: &&Finding| finding.disposition == Disposition::Open && finding.outcome == Outcome::Fail;
    if findings.iter().any(is_open) {
        Standing::Fails
    } else if outcome == Outcome::Pass && findings.is_empty() {
        Standing::Passes
    } else {
        Standing::Open
    }
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
