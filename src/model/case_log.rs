//! What was read out of a case log: figures by clinic, case type and month, rows that could not be used, and the cases
//! that are late. Units are measured, never people.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::hsa_id::HsaId;
use super::measure::{CaseTerms, Reply};
use super::place::RecordRef;

/// A case log as a whole. What stands in it is the same whatever the number of threads and the size of blocks.
#[derive(Clone, Debug, Default)]
pub struct CaseLog {
    /// The figures, for each grouping of the query in its order; within it by clinic, then case type, then month. What the
    /// grouping does not tell apart is `None`.
    pub groups: Vec<CaseGroup>,
    /// Cases that were used.
    pub cases: u64,
    /// Rows that were not: the sum of `flaws`, without those of [`RowFlaw::Later`].
    pub left_out: u64,
    /// What was wrong with rows, worst first, only what was found.
    pub flaws: Vec<RowFlaws>,
    /// The settings say of every file that all cases are in it: a clinic without one has none.
    pub complete: bool,
    /// Something of the log is known to be missing: a file could not be read, was cut short, or has fewer rows than the
    /// settings expect.
    pub incomplete: bool,
    /// When the first case was received and the last thing happened that the log tells of.
    pub span: Option<(DateTime<Tz>, DateTime<Tz>)>,
    /// Whether every case id was compared with every other; not above ten million.
    pub duplicates_checked: bool,
    /// Late cases, the one that has been due longest first; only where the query asks, and no more than it asks.
    pub late: Vec<LateCase>,
    /// How many late cases there are in all.
    pub late_count: u64,
    /// Cases that the tool itself has marked as late, where the log has that column: how many, and how many of those we
    /// hold to be late too.
    pub marked: Option<(u64, u64)>,
}

impl CaseLog {
    /// Whether figures of the log may be judged: nothing of it is known to be missing, and no more rows than the policy
    /// bears could not be used. Unknown is better than wrong. A case that stands twice is no fault: logs overlap.
    #[must_use]
    pub fn is_believed(&self, terms: &CaseTerms) -> bool {
        let unusable = u128::from(self.unusable());
        let rows = u128::from(self.cases) + unusable;
        !self.incomplete && unusable * 100 <= rows * u128::from(terms.bad_rows)
    }

    /// Rows that could not be used: those left out, but for those that a later row of the same case took the place of.
    #[must_use]
    pub fn unusable(&self) -> u64 {
        let twice = self.flaws.iter().filter(|flaws| flaws.flaw == RowFlaw::Duplicate).map(|flaws| flaws.count);
        self.left_out.saturating_sub(twice.sum())
    }
}

/// Figures of some cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseGroup {
    /// The clinic.
    pub clinic: Option<HsaId>,
    /// The case type as the log writes it first, all names that the policies know for it together; `Some("")` where the
    /// log does not say.
    pub case_type: Option<Box<str>>,
    /// The first day of the month in which the cases were received, in Swedish time.
    pub month: Option<NaiveDate>,
    /// How many cases were received.
    pub received: u64,
    /// The answers to the query's measures, in their order.
    pub replies: Vec<Reply>,
    /// Working time from received to answered, where the query asks for it.
    pub working: Option<Spread>,
    /// The same by the clock.
    pub clock: Option<Spread>,
    /// When the oldest of the cases that are neither answered nor closed was received.
    pub oldest: Option<DateTime<Tz>>,
}

/// How lengths of time spread, in whole minutes (rounded up).
///
/// Up to 64 minutes a percentile is exact; above, it is at most 1/32 (3.2 %) too long, and never too short. The longest is
/// exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Of how many cases.
    pub of: u64,
    /// Half of them took no longer.
    pub median: u32,
    /// 95 of a hundred took no longer.
    pub p95: u32,
    /// None took longer.
    pub longest: u32,
}

/// A case that should have been answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateCase {
    /// The clinic.
    pub clinic: HsaId,
    /// The case type as written; empty where the log does not say.
    pub case_type: Box<str>,
    /// The case's id as written; empty where the log does not say. Untrusted.
    pub id: Box<str>,
    /// When it was received.
    pub received: DateTime<Tz>,
    /// When it should have been answered.
    pub due: DateTime<Tz>,
    /// When it was distributed; `None` where it was not, or the log does not say.
    pub distributed: Option<DateTime<Tz>>,
    /// Where it stands.
    pub record: RecordRef,
}

/// One kind of fault, how often, and where first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFlaws {
    /// What is wrong.
    pub flaw: RowFlaw,
    /// With how many rows.
    pub count: u64,
    /// The first of them, in the order of the files.
    pub first: Vec<RecordRef>,
}

/// What can be wrong with a row of a case log. Each but [`RowFlaw::Later`] leaves the row out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowFlaw {
    /// The file ends in the middle of a row: it was most likely cut short.
    Cut,
    /// More or fewer cells than the heading has.
    Ragged,
    /// No clinic, or nothing that can be an HSA-id.
    NoClinic,
    /// No time of reception.
    NoReceived,
    /// A time that cannot be read.
    UnreadableTime,
    /// Something happened before it can have: answered before received.
    Impossible,
    /// Something happened after the instant that is judged, and that is now.
    Future,
    /// The same case once more; the last one counts.
    Duplicate,
    /// Received after the instant that is judged, which lies in the past: not yet there, and no fault.
    Later,
}

crate::vocabulary!(RowFlaw {
    Cut = "cut",
    Ragged = "ragged",
    NoClinic = "no_clinic",
    NoReceived = "no_received",
    UnreadableTime = "unreadable_time",
    Impossible = "impossible",
    Future = "future",
    Duplicate = "duplicate",
    Later = "later",
});
