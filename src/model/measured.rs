//! Figures of a whole run that are no verdict: how fast answers come, and how well permissions follow the people.

use super::span::TimeSpan;

/// How long answers took at the clinics of a run, as the case log tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerTimes {
    /// The measure that is told of here in more detail, by path (`measure.i_tid`).
    pub measure: Box<str>,
    /// The time within which that measure wants an answer.
    pub limit: TimeSpan,
    /// How far back it looks; `None`: as far as the log goes.
    pub over: Option<TimeSpan>,
    /// Answers that came within each of some times, ascending; each counts those before it too.
    pub within: Vec<(TimeSpan, u64)>,
    /// All answers.
    pub answers: u64,
    /// Clinics with at least one.
    pub clinics: u32,
}

/// How well permissions follow the people, as the register and the lists tell. What nobody can tell is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// Of the permissions of those who left in the last year: how many days from the last day at work until they were
    /// taken away.
    pub leavers: Option<Latency>,
    /// Active permissions of people who are on leave.
    pub on_leave: Option<u32>,
    /// Of the clinics whose review has come to its last day: those reviewed in time, and all.
    pub reviewed: Option<(u32, u32)>,
}

/// Days until permissions were taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latency {
    /// Permissions.
    pub count: u32,
    /// Half of them ended within so many days.
    pub median: u64,
    /// None took longer.
    pub longest: u64,
}
