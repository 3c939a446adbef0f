//! Questions to the case log, and their answers. The reader that answers them is `case_log`.

use super::case_type::CaseTypeIx;
use super::clinic::Channel;
use super::finding::Missing;
use super::place::RecordRef;
use super::span::{TimeSpan, TimeUnit};
use super::working_days::{CalendarRules, Counting};

/// A question that a policy asks of the case log (`measures:`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its name in the policy.
    pub name: Box<str>,
    /// What is computed, and of which cases.
    pub question: Question,
    /// Answered within this time of being received.
    pub within: Option<TimeSpan>,
    /// In the named state for longer than this.
    pub older_than: Option<TimeSpan>,
    /// Answered through this channel.
    pub channel: Option<Channel>,
    /// The window, counted back from the instant that is judged: answered cases by when they were answered, all others
    /// by when they were received.
    pub over: Option<TimeSpan>,
    /// How its policy counts.
    pub terms: CaseTerms,
}

/// What is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// The share of these cases that satisfy the conditions.
    ShareOf(Cases),
    /// How many of these cases satisfy the conditions.
    CountOf(Cases),
    /// The n-th percentile (1 to 100) of the time from received to answered, in working time or by the clock.
    PercentileOf(Cases, u8, Clock),
}

impl Question {
    /// The cases that are looked at.
    #[must_use]
    pub fn cases(self) -> Cases {
        match self {
            Self::ShareOf(cases) | Self::CountOf(cases) | Self::PercentileOf(cases, ..) => cases,
        }
    }
}

/// Which time is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Clock {
    /// Working time: only the hours of working days.
    #[default]
    Working,
    /// Every hour of every day.
    Calendar,
}

crate::vocabulary!(Clock {
    Working = "working",
    Calendar = "calendar",
});

impl Clock {
    /// So many minutes of it.
    #[must_use]
    pub fn minutes(self, amount: u32) -> TimeSpan {
        let unit = match self {
            Self::Working => TimeUnit::WorkingMinutes,
            Self::Calendar => TimeUnit::Minutes,
        };
        TimeSpan { amount, unit }
    }
}

/// Which cases are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cases {
    /// Received and not closed.
    Open,
    /// Answered, closed or not.
    Answered,
    /// Received, and neither distributed, answered nor closed.
    Undistributed,
    /// Distributed, and neither answered nor closed.
    DistributedUnanswered,
    /// Neither answered nor closed, distributed or not.
    Unanswered,
    /// Answered, not closed.
    AnsweredUnclosed,
    /// Closed without an answer.
    ClosedUnanswered,
    /// With an interim reply (delsvar).
    Interim,
    /// All that were received.
    Received,
}

crate::vocabulary!(Cases {
    Open = "open_cases",
    Answered = "answered_cases",
    Undistributed = "undistributed_cases",
    DistributedUnanswered = "distributed_unanswered_cases",
    Unanswered = "unanswered_cases",
    AnsweredUnclosed = "answered_unclosed_cases",
    ClosedUnanswered = "closed_unanswered_cases",
    Interim = "interim_cases",
    Received = "received_cases",
});

/// How a policy counts the time and the cases of a case log (`case_log:`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseTerms {
    /// Which days and hours are worked.
    pub calendar: CalendarRules,
    /// How arrival on a day off is counted.
    pub counting: Counting,
    /// Whether the first interim reply (delsvar) stops the clock of `within`, of percentiles and of `older_than` for cases
    /// that are not answered.
    pub interim_counts: bool,
    /// Of fewer cases than this, a share or a percentile is not judged.
    pub fewest: u32,
    /// The largest share of unusable rows, in whole percent, with which the log is still believed.
    pub bad_rows: u32,
}

impl Default for CaseTerms {
    /// 08-17 on ordinary working days, strict counting, an interim reply is no answer, 5 cases, 1 %.
    fn default() -> Self {
        Self {
            calendar: CalendarRules::default(),
            counting: Counting::Strict,
            interim_counts: false,
            fewest: 5,
            bad_rows: 1,
        }
    }
}

/// The case log's answer to one question.
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
    /// A length of time (`minutes` or `working minutes`), and of how many cases it is a percentile.
    Time {
        /// How long.
        span: TimeSpan,
        /// Cases that were looked at.
        of: u64,
    },
}

/// An answer or why there is none, with cases that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The answer. Of too few cases it stands here all the same, so that it can be shown; [`Reply::judged`] refuses it.
    pub answer: Result<Answer, Missing>,
    /// Some of the cases that speak against it, the oldest first: of a share, those that do not satisfy the conditions; of
    /// a count, those that were counted.
    pub examples: Vec<RecordRef>,
}

impl Reply {
    /// What a log that has no case in question replies.
    #[must_use]
    pub fn of_no_cases(question: Question) -> Self {
        let answer = match question {
            Question::ShareOf(_) => Answer::Share { part: 0, of: 0 },
            Question::CountOf(_) => Answer::Count(0),
            Question::PercentileOf(_, _, clock) => Answer::Time { span: clock.minutes(0), of: 0 },
        };
        Self { answer: Ok(answer), examples: Vec::new() }
    }

    /// The answer as rules may judge it.
    ///
    /// # Errors
    /// Why it cannot be judged: it is not known, or it is a share or a percentile of too few cases.
    pub fn judged(&self, terms: &CaseTerms) -> Result<Answer, Missing> {
        let answer = self.answer?;
        match answer {
            Answer::Share { of, .. } | Answer::Time { of, .. } if of < u64::from(terms.fewest.max(1)) => {
                Err(Missing::TooFew(u32::try_from(of).unwrap_or(u32::MAX)))
            }
            answer => Ok(answer),
        }
    }
}

/// What the case log says of one clinic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClinicCases {
    /// How many cases the log has of it.
    pub received: u64,
    /// The answers to `Needs::measures`, in their order.
    pub replies: Vec<Reply>,
    /// The same for each of its case types that the log has cases of, by the name that the log writes.
    pub by_type: Vec<TypeCases>,
    /// The answers to the steps of the ladder ([`super::ladder::Ladder`]), where one was asked and the log is believed.
    pub steps: Vec<Answer>,
}

/// What the case log says of one case type at one clinic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeCases {
    /// Which of `Needs::case_types`, where a policy names it.
    pub ix: Option<CaseTypeIx>,
    /// Its name as the log writes it first.
    pub written: Box<str>,
    /// How many cases.
    pub received: u64,
    /// The answers to `Needs::measures`, in their order.
    pub replies: Vec<Reply>,
}
