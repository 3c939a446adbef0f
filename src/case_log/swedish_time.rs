//! Swedish wall-clock time by table: what `chrono` says of every day, looked up instead of computed, since a log has tens of
//! millions of times. A test holds the tables to `chrono`.

use std::num::NonZero;

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveTime, TimeDelta, Timelike as _};
use chrono_tz::{Europe::Stockholm, Tz};

use crate::model::working_days::in_stockholm;

/// The years that times of a log may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// Seconds of an ordinary day.
pub(super) const DAY: u32 = 24 * 60 * 60;

/// Seconds since 1970, in UTC. Every year of a log fits.
pub(super) type Instant = u32;

/// What has not happened. It lies after everything else, so that «has happened by now» is one comparison.
pub(super) const NEVER: Instant = u32::MAX;

/// A time of the log, as an instant and as the wall clock showed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The instant; [`NEVER`] where nothing has happened.
    pub(super) at: Instant,
    /// The day, as an index into the tables.
    pub(super) day: u16,
    /// The second of that day that the wall clock showed, counted from midnight as if every day had 24 hours.
    pub(super) second: u32,
}

impl Stamp {
    /// Nothing has happened.
    pub(super) const NEVER: Self = Self { at: NEVER, day: 0, second: 0 };

    /// Whether there is a time at all.
    pub(super) fn is_some(self) -> bool {
        self.at != NEVER
    }
}

/// The tables.
#[derive(Debug)]
pub(super) struct SwedishTime {
    /// When each day begins, and at the end when the day after the last does.
    midnights: Vec<Instant>,
    /// The first day of each month.
    months: Vec<u16>,
    /// The days by date: 32 for each month, of which the last ones are none.
    dates: Vec<Date>,
}

/// A date, if there is one.
#[derive(Clone, Copy, Debug)]
struct Date {
    midnight: Instant,
    /// The day, numbered from 1.
    number: Option<NonZero<u16>>,
    /// It has 24 hours.
    is_ordinary: bool,
}

/// Where a date stands among the dates.
#[inline(always)]
fn date(year: u32, month: u32, day: u32) -> Option<usize> {
    // What lies before the first wraps around to what no table has.
    let (year, month, day) = (year.wrapping_sub(*YEARS.start() as u32), month.wrapping_sub(1), day.wrapping_sub(1));
    (month < 12 && day < 32).then(|| (year.wrapping_mul(12).wrapping_add(month) as usize) << 5 | day as usize)
}

impl SwedishTime {
    pub(super) fn new() -> Self {
        let first = first_day();
        let mut midnights = Vec::with_capacity(usize::from(u16::MAX));
        let mut months = Vec::with_capacity(YEARS.count() * 12);
        let mut month = first;
        while month.year() <= *YEARS.end() {
            let next = month + Months::new(1);
            let (begins, ends) = (midnight(month), midnight(next));
            let days = u16::try_from((next - month).num_days()).expect("a month has 31 days at most");
            let first = u16::try_from(midnights.len()).expect("there are fewer days than that");
            months.push(first);
            // The clock changes at most once a month: where both ends tell of no change, there is none.
            if ends - begins == u32::from(days) * DAY {
                midnights.extend((0..u32::from(days)).map(|day| begins + day * DAY));
            } else {
                midnights.extend((0..u64::from(days)).map(|day| midnight(month + Days::new(day))));
            }
            month = next;
        }
        midnights.push(midnight(month));
        let ends = months.iter().skip(1).copied().chain([midnights.len() as u16 - 1]);
        let dates = months.iter().zip(ends).flat_map(|(begins, ends)| {
            let day = |day: u16| Date {
                midnight: midnights[usize::from(day)],
                number: NonZero::new(day + 1),
                is_ordinary: midnights[usize::from(day) + 1] - midnights[usize::from(day)] == DAY,
            };
            let none = Date { midnight: NEVER, number: None, is_ordinary: false };
            (*begins..ends).map(day).chain(std::iter::repeat(none)).take(32).collect::<Vec<_>>()
        });
        let dates = dates.collect();
        Self { midnights, months, dates }
    }

    /// How many days there are.
    pub(super) fn days(&self) -> usize {
        self.midnights.len() - 1
    }

    /// The day with this date.
    #[inline]
    pub(super) fn day(&self, year: u32, month: u32, day: u32) -> Option<u16> {
        Some(self.dates.get(date(year, month, day)?)?.number?.get() - 1)
    }

    /// The date of a day.
    pub(super) fn date(&self, day: u16) -> NaiveDate {
        first_day() + Days::new(day.into())
    }

    /// The day with this date; the first or the last where it lies outside.
    pub(super) fn day_near(&self, date: NaiveDate) -> u16 {
        let day = (date - first_day()).num_days().clamp(0, self.days() as i64 - 1);
        day as u16
    }

    /// The first day of a day's month.
    pub(super) fn month(&self, day: u16) -> u16 {
        self.months[self.months.partition_point(|first| *first <= day) - 1]
    }

    /// What the wall clock shows. What happens twice means the first time; what never happens moves as the clock does.
    #[inline]
    pub(super) fn local(&self, day: u16, second: u32) -> Stamp {
        let midnight = self.midnights[usize::from(day)];
        if self.midnights[usize::from(day) + 1] - midnight == DAY {
            return Stamp { at: midnight + second, day, second };
        }
        self.local_on_a_night_of_change(day, second)
    }

    /// The same by date, in one look: most times are of this kind.
    #[inline(always)]
    pub(super) fn dated(&self, (year, month, day): (u32, u32, u32), second: u32) -> Option<Stamp> {
        let date = self.dates.get(date(year, month, day)?)?;
        let number = date.number?.get();
        let (day, at) = (number - 1, date.midnight + second);
        Some(if date.is_ordinary { Stamp { at, day, second } } else { self.local_on_a_night_of_change(day, second) })
    }

    #[cold]
    fn local_on_a_night_of_change(&self, day: u16, second: u32) -> Stamp {
        let wall = self.date(day).and_time(NaiveTime::MIN) + TimeDelta::seconds(second.into());
        self.of(in_stockholm(wall)).unwrap_or(Stamp::NEVER)
    }

    /// An instant; `None` outside the years of the tables.
    pub(super) fn instant(&self, at: i64) -> Option<Stamp> {
        self.of(DateTime::from_timestamp(at, 0)?.with_timezone(&Stockholm))
    }

    fn of(&self, at: DateTime<Tz>) -> Option<Stamp> {
        let wall = at.naive_local();
        let day = self.day(wall.year().try_into().ok()?, wall.month(), wall.day())?;
        let second = wall.num_seconds_from_midnight();
        Some(Stamp { at: u32::try_from(at.timestamp()).ok()?, day, second })
    }

    /// The same for what is told, not looked up: instants outside become the nearest.
    pub(super) fn near(&self, at: DateTime<Tz>) -> Instant {
        at.timestamp().clamp(0, i64::from(NEVER - 1)) as Instant
    }

    /// The last second of a day.
    pub(super) fn end_of(&self, day: u16) -> Instant {
        // Every change of the clock comes in the night, so that no day lacks its last hour.
        self.midnights[usize::from(day) + 1] - 1
    }
}

/// An instant as a time of `chrono`.
pub(super) fn as_time(at: Instant) -> DateTime<Tz> {
    DateTime::from_timestamp(at.into(), 0).expect("every such instant has a date").with_timezone(&Stockholm)
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1).expect("every year has a first day")
}

fn midnight(date: NaiveDate) -> Instant {
    let at = in_stockholm(date.and_time(NaiveTime::MIN)).timestamp();
    u32::try_from(at).expect("the years lie after 1970 and before 2106")
}
