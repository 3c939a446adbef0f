//! The honest last lines: how much was judged at all, and what was never looked at.

use std::io;

use crate::report::digest::Digest;
use crate::report::digest::coverage::{judged, never};
use crate::report::sheet::{BOLD, FAINT, Sheet, piece, plain};

/// Rules, facts and clauses that are named.
const NAMED: usize = 5;

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    sheet.heading(&words.get("report-coverage-heading"))?;
    for (count, names) in never(digest) {
        let mut shown: Vec<String> = names.iter().take(NAMED).cloned().collect();
        if names.len() > NAMED {
            shown.push(words.count("report-more", u64::try_from(names.len() - NAMED).unwrap_or(u64::MAX)));
        }
        sheet.flow((2, 4), &[plain(format!("{count}: ")), piece(FAINT, words.join(&shown))])?;
    }
    sheet.flow((2, 4), &[piece(BOLD, judged(digest))])
}
