//! Figures of how well permissions follow the people: how long those who leave keep theirs.

use chrono::{Days, NaiveDate};

use super::event::{Event, Verb, What};
use super::holding::Moment;
use super::request::Reason;
use crate::model::measured::Latency;

/// Days from the last day at work until the permission was taken away, of each permission of somebody who left: 0 where it
/// ended with that day.
#[derive(Clone, Debug, Default)]
pub struct Leavers {
    /// When it was decided, and the last day at work.
    found: Vec<(NaiveDate, NaiveDate)>,
}

/// How far back is looked.
const DAYS: u64 = 365;

impl Leavers {
    /// Takes the next event.
    pub fn apply(&mut self, event: &Event) {
        let What::Permission(change) = &event.what else { return };
        let on = Moment::at(event.at).day;
        let last = match change.verb {
            Verb::Revoked => change.last_day,
            Verb::Extended if change.reason == Reason::Slutat => change.after.until,
            _ => None,
        };
        if let Some(last) = last {
            self.found.push((on, last));
        }
    }

    /// What those of the last year come to; none where nobody has left.
    #[must_use]
    pub fn latency(&self, today: NaiveDate) -> Option<Latency> {
        let first = today.checked_sub_days(Days::new(DAYS)).unwrap_or(NaiveDate::MIN);
        // Whose last day is decided and has not passed is still there.
        let has_left =
            |(on, last): &&(NaiveDate, NaiveDate)| (first..=today).contains(on) && (last <= on || *last < today);
        let left = self.found.iter().filter(has_left);
        let mut days: Vec<u64> = left.map(|(on, last)| (*on - *last).num_days().max(0).unsigned_abs()).collect();
        days.sort_unstable();
        let median = *days.get(days.len().saturating_sub(1) / 2)?;
        let count = u32::try_from(days.len()).unwrap_or(u32::MAX);
        Some(Latency { count, median, longest: *days.last()? })
    }
}
