//! How old the sources of a run are.

use super::Digest;
use crate::model::source::SourceFile;

/// When the oldest of the files was taken out, and how long before the day of the run that was.
pub(in crate::report) fn age(digest: &Digest<'_>, files: &[&SourceFile]) -> String {
    let words = digest.words;
    let Some(taken) = files.iter().map(|source| source.taken_at).min().flatten() else {
        return words.get("report-taken-unknown");
    };
    let taken = taken.with_timezone(&digest.run.as_of.timezone()).date_naive();
    let days = digest.run.as_of.date_naive().signed_duration_since(taken).num_days();
    let age = match u64::try_from(days) {
        Ok(0) => words.get("report-taken-today"),
        Ok(days) => words.count("span-days", days),
        Err(_) => words.get("report-taken-later"),
    };
    format!("{} ({age})", taken.format("%Y-%m-%d"))
}
