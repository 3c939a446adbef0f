//! A row a finding: open and waived, broken and not judged.

use super::{Book, Cell, Column, Trouble};
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::Finding;
use crate::model::outcome::Outcome;
use crate::report::digest::broken::what_to_do;
use crate::report::digest::{Digest, sign};
use crate::report::words::capitalised;

pub(super) fn write(book: &mut Book, digest: &Digest<'_>) -> Result<(), Trouble> {
    let words = digest.words;
    let column = |key, width| Column::new(words.get(key), width);
    let columns = [
        column("findings-column-severity", 14.0).signed(),
        column("findings-column-clause", 9.0),
        column("findings-column-title", 36.0),
        column("findings-column-name", 28.0),
        column("findings-column-item", 24.0),
        column("findings-column-evidence", 44.0),
        column("findings-column-remedy", 40.0),
        column("findings-column-who", 18.0),
        column("actions-column-due", 11.0),
        column("findings-column-outcome", 15.0).aside(),
        column("findings-column-disposition", 11.0).aside(),
        column("findings-column-settled", 36.0).aside(),
        column("findings-column-place", 44.0).aside(),
        column("findings-column-clinics", 12.0).figures().aside(),
        column("findings-column-clinic", 26.0).aside(),
        column("findings-column-rule", 30.0).aside(),
        column("findings-column-fingerprint", 22.0).aside(),
    ];
    let rows = digest.run.findings.iter().map(|finding| row(finding, digest));
    let mut sheet = book.sheet(&words.get("workbook-findings"))?;
    sheet.table((0, &columns), rows, words)?;
    Ok(())
}

fn row(finding: &Finding, digest: &Digest<'_>) -> Vec<Cell> {
    let words = digest.words;
    let info = digest.info(finding.rule);
    let mark = match (finding.outcome, info) {
        (Outcome::Unknown, _) => "?",
        (_, Some(info)) => sign(info.severity).0,
        (_, None) => "",
    };
    let severity = info.map(|info| words.severity(info.severity)).unwrap_or_default();
    let evidence: Vec<String> = finding.evidence.iter().map(|evidence| words.evidence(evidence)).collect();
    let mut places: Vec<String> =
        finding.evidence.iter().flat_map(|evidence| &evidence.at).map(|place| words.place(place)).collect();
    places.dedup();
    let settled: Vec<String> = finding.settled_by.iter().map(|settlement| words.settlement(settlement)).collect();
    let who = finding.remedy.as_ref().map(|remedy| &remedy.who).or(info.map(|info| &info.responsible));
    let due = digest.run.remedy_by(finding.rule).filter(|_| finding.outcome == Outcome::Fail);
    vec![
        format!("{mark} {severity}").into(),
        info.map(|info| info.clauses.join(", ")).unwrap_or_default().into(),
        info.map(|info| words.both(&info.title)).unwrap_or_default().into(),
        digest.whose(finding).into(),
        finding.item.as_ref().map(|item| capitalised(&digest.item(item))).unwrap_or_default().into(),
        evidence.join("; ").into(),
        what_to_do(finding, digest).join("; ").into(),
        who.map(|who| words.role(who)).unwrap_or_default().into(),
        due.into(),
        words.outcome(finding.outcome).into(),
        words.keyed("disposition-", finding.disposition.key()).into(),
        settled.join("; ").into(),
        places.join("; ").into(),
        finding.clinics.into(),
        finding.clinic.as_ref().map(ToString::to_string).unwrap_or_default().into(),
        info.map(|info| info.id.to_string()).unwrap_or_default().into(),
        Cell::Exact(finding.fingerprint.to_string()),
    ]
}
