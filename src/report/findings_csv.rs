//! Every finding as a row, for a spreadsheet: open and waived, broken and not judged.

use std::io;

use super::digest::Digest;
use super::digest::broken::what_to_do;
use super::words::Words;
use super::{Report, Style, csv};
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::Finding;
use crate::model::run::Run;
use crate::text::Lang;

/// A row a finding.
#[derive(Debug)]
pub(super) struct Csv {
    lang: Lang,
}

const COLUMNS: [&str; 17] = [
    "findings-column-outcome",
    "findings-column-disposition",
    "findings-column-severity",
    "findings-column-clause",
    "findings-column-rule",
    "findings-column-title",
    "findings-column-clinic",
    "findings-column-name",
    "findings-column-item",
    "findings-column-evidence",
    "findings-column-place",
    "findings-column-remedy",
    "findings-column-who",
    "findings-column-settled",
    "findings-column-clinics",
    "findings-column-fingerprint",
    "findings-column-change",
];

impl Csv {
    /// In the language of a style.
    pub(super) fn new(style: &Style) -> Self {
        Self { lang: style.lang }
    }
}

impl Report for Csv {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::with_names(self.lang, &run.names);
        let digest = Digest::new(run, &words);
        csv::write(out, &COLUMNS.map(|key| words.get(key)), run.findings.iter().map(|one| row(one, &digest)))
    }
}

fn row(finding: &Finding, digest: &Digest<'_>) -> [String; 17] {
    let words = digest.words;
    let info = digest.info(finding.rule);
    let evidence: Vec<String> = finding.evidence.iter().map(|evidence| words.evidence(evidence)).collect();
    let mut places: Vec<String> =
        finding.evidence.iter().flat_map(|evidence| &evidence.at).map(|place| words.place(place)).collect();
    places.dedup();
    let settled: Vec<String> = finding.settled_by.iter().map(|settlement| words.settlement(settlement)).collect();
    let who = finding.remedy.as_ref().map(|remedy| &remedy.who).or(info.map(|info| &info.responsible));
    [
        words.outcome(finding.outcome),
        words.keyed("disposition-", finding.disposition.key()),
        info.map(|info| words.severity(info.severity)).unwrap_or_default(),
        info.map(|info| info.clauses.join(", ")).unwrap_or_default(),
        info.map(|info| info.id.to_string()).unwrap_or_default(),
        info.map(|info| words.both(&info.title)).unwrap_or_default(),
        finding.clinic.as_ref().map(ToString::to_string).unwrap_or_default(),
        digest.whose(finding),
        finding.item.as_ref().map(|item| digest.item(item)).unwrap_or_default(),
        evidence.join(" | "),
        places.join(" | "),
        what_to_do(finding, digest).join(" | "),
        who.map(|who| words.role(who)).unwrap_or_default(),
        settled.join(" | "),
        finding.clinics.to_string(),
        finding.fingerprint.to_string(),
        finding.change.map(|change| words.keyed("change-", change.key())).unwrap_or_default(),
    ]
}
