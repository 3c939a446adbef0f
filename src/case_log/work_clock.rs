//! Working time and deadlines by table. [`Calendar`] says what is right; a test holds the tables to it.

use chrono::Timelike as _;

use super::swedish_time::{DAY, Instant, NEVER, Stamp, SwedishTime};
use crate::model::span::{TimeSpan, TimeUnit};
use crate::model::working_days::{Calendar, CalendarRules, Counting, end_of_day};

/// The working days of a calendar, and how much working time has passed before each day.
#[derive(Debug)]
pub(super) struct WorkClock {
    calendar: Calendar,
    /// When the working day opens, in seconds after midnight.
    opens: u32,
    /// How many seconds it has.
    length: u32,
    /// Working seconds before each day, and at the end of the last.
    before: Vec<u32>,
    /// The working days.
    working: Vec<u16>,
    /// How many of them there are up to each day, that day included.
    rank: Vec<u16>,
}

impl WorkClock {
    pub(super) fn new(rules: &CalendarRules, time: &SwedishTime) -> Self {
        let calendar = Calendar::new(rules.clone());
        let length = u32::try_from(rules.hours.length().num_seconds()).expect("a day has 24 hours");
        let (mut before, mut working, mut rank) = (vec![0], Vec::new(), Vec::new());
        let mut passed = 0;
        for day in 0..time.days() as u16 {
            if calendar.is_working_day(time.date(day)) {
                working.push(day);
                passed += length;
            }
            before.push(passed);
            rank.push(working.len() as u16);
        }
        let opens = u32::from(rules.hours.minutes().0) * 60;
        Self { calendar, opens, length, before, working, rank }
    }

    /// The rules it was made from.
    pub(super) fn rules(&self) -> &CalendarRules {
        self.calendar.rules()
    }

    /// Working seconds between two times; none where the second is not later.
    #[inline]
    pub(super) fn between(&self, from: Stamp, to: Stamp) -> u32 {
        // On the night when an hour comes twice, the wall clock may go backwards while time does not.
        if to.at <= from.at { 0 } else { self.elapsed(to).saturating_sub(self.elapsed(from)) }
    }

    #[inline]
    fn elapsed(&self, at: Stamp) -> u32 {
        let day = usize::from(at.day);
        let (before, after) = (self.before[day], self.before[day + 1]);
        before + at.second.saturating_sub(self.opens).min(after - before)
    }

    fn is_working(&self, day: u16) -> bool {
        self.before[usize::from(day) + 1] != self.before[usize::from(day)]
    }

    /// The `n`-th working day after a day; `None` beyond the tables.
    fn add(&self, day: u16, n: u32) -> Option<u16> {
        let Some(n) = n.checked_sub(1) else { return Some(day) };
        self.working.get(usize::from(self.rank[usize::from(day)]).checked_add(n as usize)?).copied()
    }

    fn roll_forward(&self, day: u16) -> Option<u16> {
        if self.is_working(day) { Some(day) } else { self.add(day, 1) }
    }

    /// When so many working seconds have passed.
    fn after(&self, from: Stamp, span: u64, time: &SwedishTime) -> Instant {
        let passed = if self.is_working(from.day) {
            from.second.saturating_sub(self.opens).min(self.length)
        } else {
            self.length
        };
        let today = self.length - passed;
        if today > 0 && span <= u64::from(today) {
            return self.at(from.day, passed + span as u32, time);
        }
        let left = span - u64::from(today);
        // A deadline at closing time is that day's, not the next morning's.
        let whole_days = left.saturating_sub(1) / u64::from(self.length);
        let day = u32::try_from(whole_days + 1).ok().and_then(|days| self.add(from.day, days));
        let second = (left - whole_days * u64::from(self.length)) as u32;
        day.map_or(NEVER, |day| self.at(day, second, time))
    }

    /// A second of the working day.
    fn at(&self, day: u16, second: u32, time: &SwedishTime) -> Instant {
        let second = self.opens + second;
        if second < DAY { time.local(day, second).at } else { time.end_of(day) + 1 }
    }
}

/// When something is due that began at some time.
#[derive(Debug)]
pub(super) enum Deadline {
    /// So many seconds later.
    Later(u64),
    /// When so many working seconds have passed.
    Working(u64),
    /// At the end of a day that the day of arrival decides: for what comes before a time of day, and for what comes then
    /// or later.
    EndOfDay {
        /// The time of day, in seconds.
        cut_off: u32,
        /// By the day of arrival, before that time.
        before: Vec<Instant>,
        /// From that time on; empty where the time of day does not matter.
        from: Vec<Instant>,
    },
}

impl Deadline {
    pub(super) fn new((span, counting): (TimeSpan, Counting), clock: &WorkClock, time: &SwedishTime) -> Self {
        let seconds = span.weight().saturating_mul(60);
        let day_0 = |day: u16, late: Late| match (counting, late) {
            (Counting::Strict, _) => Some(day),
            (Counting::RollForward, Late::Yes) if clock.is_working(day) => clock.add(day, 1),
            (Counting::RollForward, _) => clock.roll_forward(day),
        };
        let due = |day: u16, late: Late| match span.unit {
            TimeUnit::WorkingDays => day_0(day, late).and_then(|day| clock.add(day, span.amount)),
            TimeUnit::SameWorkingDay => day_0(day, late).and_then(|day| clock.roll_forward(day)),
            TimeUnit::Days => u16::try_from(u64::from(day) + u64::from(span.amount)).ok(),
            // Months are of different lengths: the calendar itself says which day it is.
            _ => {
                let arrived = end_of_day(time.date(day));
                let date = clock.calendar.deadline(arrived, span, counting).date_naive();
                Some(time.day_near(date)).filter(|day| time.date(*day) == date)
            }
        };
        let end = |day: Option<u16>| match day {
            Some(day) if usize::from(day) < time.days() => time.end_of(day),
            _ => NEVER,
        };
        let all = |late: Late| (0..time.days() as u16).map(|day| end(due(day, late))).collect();
        let cut_off = clock.rules().cut_off.filter(|_| {
            counting == Counting::RollForward && matches!(span.unit, TimeUnit::WorkingDays | TimeUnit::SameWorkingDay)
        });
        match span.unit {
            TimeUnit::Minutes | TimeUnit::Hours => Self::Later(seconds),
            TimeUnit::WorkingMinutes | TimeUnit::WorkingHours => Self::Working(seconds),
            _ => Self::EndOfDay {
                cut_off: cut_off.map_or(u32::MAX, |time| time.num_seconds_from_midnight()),
                before: all(Late::No),
                from: if cut_off.is_some() { all(Late::Yes) } else { Vec::new() },
            },
        }
    }

    /// The last second that is in time; [`NEVER`] where that lies beyond the tables.
    #[inline]
    pub(super) fn of(&self, from: Stamp, (clock, time): (&WorkClock, &SwedishTime)) -> Instant {
        match self {
            Self::EndOfDay { cut_off, before, from: late } => {
                if from.second < *cut_off {
                    before[usize::from(from.day)]
                } else {
                    late[usize::from(from.day)]
                }
            }
            Self::Later(seconds) => u32::try_from(u64::from(from.at).saturating_add(*seconds)).unwrap_or(NEVER),
            Self::Working(seconds) => clock.after(from, *seconds, time),
        }
    }
}

/// Whether something came after the cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Late {
    No,
    Yes,
}
