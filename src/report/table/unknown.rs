//! What could not be judged, by the source that would settle it.

use std::collections::BTreeSet;
use std::io;

use crate::model::finding::Missing;
use crate::model::source::SourceKind;
use crate::report::digest::Digest;
use crate::report::digest::reasons::{named, reasons, why};
use crate::report::sheet::{BOLD, CYAN, FAINT, Sheet, piece, plain};
use crate::text::Message;

/// Facts that are named for a reason.
const FACTS: usize = 3;
/// Clinics that are named for a reason.
const NAMES: usize = 3;

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let reasons = reasons(digest);
    if reasons.is_empty() {
        return Ok(());
    }
    let rules: BTreeSet<u16> = reasons.iter().flat_map(|(_, open)| open.rules.iter().copied()).collect();
    let count = words.count("report-rules", u64::try_from(rules.len()).unwrap_or(u64::MAX));
    sheet.heading(&words.say(&Message::new("report-unknown-heading").with("rules", count)))?;
    let mut asked: Option<SourceKind> = None;
    for (missing, open) in &reasons {
        let kind = missing.source();
        let rules = words.count("report-rules", u64::try_from(open.rules.len()).unwrap_or(u64::MAX));
        let reach = format!("{rules}, {}", words.count("report-clinics", open.clinics()));
        let why = why(*missing, words);
        sheet.flow((2, 4), &[piece(CYAN, "? "), piece(BOLD, why), plain(format!(": {reach}"))])?;
        let facts =
            named(open.facts.iter().map(|fact| words.fact(fact)), FACTS, |more| words.count("report-more", more));
        sheet.flow((4, 4), &[piece(FAINT, words.join(&facts))])?;
        if missing.is_run_wide() {
            // A setting is nobody's to send: the remark on the source says which to make.
            if let Missing::NotSet(_) = missing {
                sheet.flow((4, 4), &[plain(words.get("report-unknown-set-consumer"))])?;
            } else {
                if asked != Some(kind) {
                    sheet.flow((4, 4), &[plain(words.whom_to_ask(kind))])?;
                }
                asked = Some(kind);
            }
        } else {
            let names = open.named.iter().map(|finding| digest.whom(finding));
            let names = named(names, NAMES, |more| words.count("report-more", more));
            sheet.flow((4, 4), &[plain(words.join(&names))])?;
        }
    }
    Ok(())
}
