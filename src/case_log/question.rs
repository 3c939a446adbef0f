//! A measure, ready to be asked of every case.

use super::case::{Case, Moment};
use super::heading::Column;
use super::swedish_time::{Instant, SwedishTime, as_time};
use super::work_clock::{Deadline, WorkClock};
use crate::model::measure::{CaseTerms, Cases, Clock, Measure, Question};
use crate::model::span::{TimeSpan, TimeUnit};

/// A measure with its tables.
#[derive(Debug)]
pub(super) struct Asked<'q> {
    pub(super) measure: &'q Measure,
    /// Which clock of the plan.
    pub(super) clock: usize,
    within: Option<Deadline>,
    older_than: Option<Deadline>,
    /// What happened at this instant or before does not count.
    after: Instant,
    now: Instant,
}

/// What a case says to a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It is none of the cases that are asked about.
    Nothing,
    /// It is, and satisfies the conditions.
    Yes,
    /// It is, and does not.
    No,
    /// It is, and nobody can tell.
    Unclear,
    /// It took so many seconds.
    Took(u32),
}

impl<'q> Asked<'q> {
    pub(super) fn new(measure: &'q Measure, clock: usize, tables: (&WorkClock, &SwedishTime), now: Moment) -> Self {
        let deadline = |span: TimeSpan| Deadline::new((span, measure.terms.counting), tables.0, tables.1);
        let after = measure.over.map_or(0, |over| before(now.at, over, tables.1));
        Self {
            measure,
            clock,
            within: measure.within.map(deadline),
            older_than: measure.older_than.map(deadline),
            after,
            now: now.at,
        }
    }

    /// What a case says.
    #[inline]
    pub(super) fn of(&self, case: &Case, tables: (&WorkClock, &SwedishTime)) -> Says {
        let interim = self.measure.terms.interim_counts;
        let cases = self.measure.question.cases();
        let is_one = match cases {
            Cases::Received => true,
            Cases::Open => !case.closed.is_some(),
            Cases::Answered => case.answered.is_some(),
            Cases::Undistributed => !case.distributed.is_some() && case.is_unanswered(interim),
            Cases::DistributedUnanswered => case.distributed.is_some() && case.is_unanswered(interim),
            Cases::Unanswered => case.is_unanswered(interim),
            Cases::AnsweredUnclosed => case.answered.is_some() && !case.closed.is_some(),
            Cases::ClosedUnanswered => case.closed.is_some() && !case.answered.is_some(),
            Cases::Interim => case.interim.is_some(),
        };
        if !is_one {
            return Says::Nothing;
        }
        let when = if cases == Cases::Answered { case.answered } else { case.received };
        if when.at <= self.after {
            return Says::Nothing;
        }
        if let Question::PercentileOf(_, _, clock) = self.measure.question {
            let stop = case.stop(interim);
            return Says::Took(match clock {
                Clock::Working => tables.0.between(case.received, stop),
                Clock::Calendar => stop.at - case.received.at,
            });
        }
        if let Some(limit) = &self.within
            && case.stop(interim).at > limit.of(case.received, tables)
        {
            return Says::No;
        }
        if let Some(age) = &self.older_than {
            let start = if cases == Cases::AnsweredUnclosed { case.answered } else { case.received };
            if age.of(start, tables) >= self.now {
                return Says::No;
            }
        }
        match (self.measure.channel, case.channel) {
            (Some(_), None) => Says::Unclear,
            (Some(wanted), Some(found)) if wanted != found => Says::No,
            _ => Says::Yes,
        }
    }

    /// The columns without which it cannot be answered.
    pub(super) fn columns(&self) -> Vec<Column> {
        let mut columns = match self.measure.question.cases() {
            Cases::Received => Vec::new(),
            Cases::Open => vec![Column::Closed],
            Cases::Answered | Cases::Unanswered => vec![Column::Answered],
            Cases::Undistributed | Cases::DistributedUnanswered => vec![Column::Distributed, Column::Answered],
            Cases::AnsweredUnclosed | Cases::ClosedUnanswered => vec![Column::Answered, Column::Closed],
            Cases::Interim => vec![Column::Interim],
        };
        if self.measure.channel.is_some() {
            columns.push(Column::Channel);
        }
        columns
    }
}

/// A length of calendar time before an instant.
fn before(now: Instant, span: TimeSpan, time: &SwedishTime) -> Instant {
    use chrono::{Days, Months};
    let at = as_time(now);
    let earlier = match span.unit {
        TimeUnit::Months => at.checked_sub_months(Months::new(span.amount)),
        TimeUnit::Years => span.amount.checked_mul(12).and_then(|months| at.checked_sub_months(Months::new(months))),
        TimeUnit::Days => at.checked_sub_days(Days::new(span.amount.into())),
        _ => Some(at - chrono::TimeDelta::minutes(i64::try_from(span.weight()).unwrap_or(i64::from(u32::MAX)))),
    };
    earlier.map_or(0, |earlier| time.near(earlier))
}

/// The clocks of several measures: one for each calendar.
pub(super) fn clocks<'t>(terms: impl Iterator<Item = &'t CaseTerms>, time: &SwedishTime) -> Vec<WorkClock> {
    let mut clocks: Vec<WorkClock> = Vec::new();
    for terms in terms {
        if clocks.iter().all(|clock| *clock.rules() != terms.calendar) {
            clocks.push(WorkClock::new(&terms.calendar, time));
        }
    }
    clocks
}
