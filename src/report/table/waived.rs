//! What somebody has decided to live with, in short.

use std::io;

use crate::report::digest::Digest;
use crate::report::sheet::{FAINT, Sheet, piece, plain};

/// Clinics that are named for a rule.
const NAMES: usize = 3;

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let total: usize = digest.rules.iter().map(|of_rule| of_rule.waived.len()).sum();
    if total == 0 {
        return Ok(());
    }
    sheet.heading(&words.count("report-waived-heading", u64::try_from(total).unwrap_or(u64::MAX)))?;
    for (info, of_rule) in digest.run.rules.iter().zip(&digest.rules) {
        let findings = &of_rule.waived;
        if findings.is_empty() {
            continue;
        }
        let mut names: Vec<String> = findings.iter().take(NAMES).map(|finding| digest.whom(finding)).collect();
        if findings.len() > NAMES {
            names.push(words.count("report-more", u64::try_from(findings.len() - NAMES).unwrap_or(u64::MAX)));
        }
        let title = format!("{}: ", words.both(&info.title));
        sheet.flow((2, 4), &[plain(title), piece(FAINT, words.join(&names))])?;
    }
    Ok(())
}
