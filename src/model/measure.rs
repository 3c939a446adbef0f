//! Questions to the case log, and their answers. The reader that answers them is `case_log`.

use super::span::TimeSpan;

/// A question that a policy asks of the case log (`measures:`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its name in the policy.
    pub name: Box<str>,
    /// What is computed, and of which cases.
    pub question: Question,
    /// Answered within this time.
    pub within: Option<TimeSpan>,
    /// In the named state for longer than this.
    pub older_than: Option<TimeSpan>,
    /// Answered through this channel.
    pub channel: Option<Box<str>>,
    /// The window, counted back from the run's instant.
    pub over: Option<TimeSpan>,
}

/// What is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The share of these cases that satisfy the conditions.
    ShareOf(Cases),
    /// How many of these cases satisfy the conditions.
    CountOf(Cases),
    /// The n-th percentile of the time to answer.
    PercentileOf(Cases, u8),
}

/// Which cases are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cases {
    /// Received and not closed.
    Open,
    /// Answered.
    Answered,
    /// Received, not distributed.
    Undistributed,
    /// Distributed, not answered.
    DistributedUnanswered,
    /// Answered, not closed.
    AnsweredUnclosed,
    /// All that were received.
    Received,
}

crate::vocabulary!(Cases {
    Open = "open_cases",
    Answered = "answered_cases",
    Undistributed = "undistributed_cases",
    DistributedUnanswered = "distributed_unanswered_cases",
    AnsweredUnclosed = "answered_unclosed_cases",
    Received = "received_cases",
});

/// The case log's answer for one clinic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A share, with its figures.
    Share {
        /// Cases that satisfy the conditions.
        part: u64,
        /// Cases that were looked at.
        of: u64,
    },
    /// A number of cases.
    Count(u64),
    /// A length of time.
    Span(TimeSpan),
    /// Fewer cases than the policy's parameter: no share is judged.
    TooFew(u64),
}
