//! The time within which a case must be answered, how it is counted, and who says so.

use chrono::{DateTime, NaiveTime, Timelike as _};
use chrono_tz::Tz;
use serde::Serialize;

use super::time::time_of_day;
use crate::model::case_type::Vocabulary as _;
use crate::model::measure::CaseTerms;
use crate::model::span::{TimeSpan, TimeUnit};
use crate::model::working_days::{Calendar, Counting};
use crate::report::words::Words;
use crate::text::{Bilingual, Message};

/// The time within which a case must be answered.
#[derive(Clone, Copy, Debug)]
pub struct Limit<'a> {
    /// How long.
    pub within: TimeSpan,
    /// Who says so.
    pub said_by: Authority<'a>,
    /// How it is counted.
    pub terms: &'a CaseTerms,
    /// Who says that.
    pub counted_by: Authority<'a>,
}

/// Who says how long a case may take, and how that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority<'a> {
    /// Who runs the program.
    Flag,
    /// A policy, by one of its measures.
    Measure {
        /// The policy's name.
        policy: &'a str,
        /// The measure's name.
        measure: &'a str,
        /// What it is called, if the policy calls it anything.
        title: Option<&'a Bilingual>,
    },
    /// A policy as a whole.
    Policy(&'a str),
    /// Nobody: it is what holds where nobody says anything.
    Nobody,
}

impl Limit<'_> {
    /// «inom 1 arbetsdag».
    #[must_use]
    pub fn in_words(&self, words: &Words) -> String {
        match self.within.unit {
            TimeUnit::SameWorkingDay => words.get("cases-within-same-day"),
            _ => words.say(&Message::new("cases-within").with("limit", words.span(self.within))),
        }
    }

    /// The limit and how it is counted, each with who says so.
    #[must_use]
    pub fn explained(&self, words: &Words) -> Vec<String> {
        let limit = words.span(self.within);
        let message = match self.said_by {
            Authority::Flag => Message::new("cases-limit-flag"),
            Authority::Measure { policy, measure, title } => match title {
                Some(title) => Message::new("cases-limit-measure-titled").with("title", title.clone()),
                None => Message::new("cases-limit-measure"),
            }
            .with("policy", policy)
            .with("measure", measure),
            Authority::Policy(_) | Authority::Nobody => Message::new("cases-limit-nobody"),
        };
        let mut lines = vec![words.say(&message.with("limit", limit))];
        if self.counting_matters() {
            let way = self.way(words, self.terms.counting);
            let message = match self.counted_by {
                Authority::Flag => Message::new("cases-counting-flag"),
                Authority::Measure { policy, .. } | Authority::Policy(policy) => {
                    Message::new("cases-counting-policy").with("policy", policy)
                }
                Authority::Nobody => Message::new("cases-counting-nobody"),
            };
            let message = message.with("way", way).with("word", self.terms.counting.key());
            lines.push(words.say(&message));
        }
        lines
    }

    /// Whether arrival on a day off is counted in more than one way.
    pub(super) fn counting_matters(&self) -> bool {
        matches!(self.within.unit, TimeUnit::WorkingDays | TimeUnit::SameWorkingDay)
    }

    /// A way of counting, in words.
    pub(super) fn way(&self, words: &Words, counting: Counting) -> String {
        match (counting, self.terms.calendar.cut_off) {
            (Counting::Strict, _) => words.get("cases-way-strict"),
            (Counting::RollForward, None) => words.get("cases-way-roll-forward"),
            (Counting::RollForward, Some(time)) => {
                words.say(&Message::new("cases-way-cut-off").with("time", cut_off(time)))
            }
        }
    }

    /// When what came at an instant is due.
    pub(super) fn due(&self, calendar: &Calendar, received: DateTime<Tz>) -> DateTime<Tz> {
        calendar.deadline(received, self.within, self.terms.counting)
    }

    /// For programs.
    pub(super) fn wire(&self) -> WireLimit<'_> {
        let by = |authority: Authority<'_>| match authority {
            Authority::Flag => "flag",
            Authority::Measure { .. } | Authority::Policy(_) => "policy",
            Authority::Nobody => "default",
        };
        let (policy, measure) = match (self.said_by, self.counted_by) {
            (Authority::Measure { policy, measure, .. }, _) => (Some(policy), Some(measure)),
            (Authority::Policy(policy), _) | (_, Authority::Policy(policy) | Authority::Measure { policy, .. }) => {
                (Some(policy), None)
            }
            _ => (None, None),
        };
        WireLimit {
            within: self.within.to_string(),
            within_from: by(self.said_by),
            counting: self.terms.counting.key(),
            counting_from: by(self.counted_by),
            policy,
            measure,
        }
    }
}

fn cut_off(time: NaiveTime) -> String {
    time_of_day(u16::try_from(time.num_seconds_from_midnight() / 60).expect("a day has 1,440 minutes"))
}

#[derive(Serialize)]
pub(super) struct WireLimit<'a> {
    within: String,
    within_from: &'static str,
    counting: &'static str,
    counting_from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<&'a str>,
}
