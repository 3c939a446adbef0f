//! Working days (arbetsdagar), deadlines and working time, in Swedish time.
//!
//! A working day is Monday to Friday, minus public holidays, minus midsommarafton, julafton and nyårsafton, minus what
//! a region adds. The day of arrival is day 0. Wall-clock times are those of Europe/Stockholm: 02:30 on the night when
//! the clock goes back means the first of the two, 02:30 on the night when it goes forward means 03:30.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};
use chrono::{LocalResult, TimeZone};
use chrono_tz::{Europe::Stockholm, Tz};

use super::holiday::{Eve, Holiday, public_holidays};
use super::span::{TimeSpan, TimeUnit};
use crate::text::Message;

/// The years that the calendar knows. Earlier and later instants are counted as their first and last day.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;

/// How arrival on a day off is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Counting {
    /// The first working day after the calendar day of arrival is day 1: what comes on Saturday is due on Monday.
    #[default]
    Strict,
    /// What comes on a day off (or after the cut-off) counts as arrived on the next working day: due on Tuesday.
    RollForward,
}

crate::vocabulary!(Counting {
    Strict = "strict",
    RollForward = "roll_forward" | "roll forward",
});

/// What a region decides about its working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarRules {
    /// Eves that are days off beside [`Eve::ALWAYS_OFF`].
    pub eves_off: BTreeSet<Eve>,
    /// Closing days of its own.
    pub closed: BTreeSet<NaiveDate>,
    /// When the working day begins and ends.
    pub hours: WorkingHours,
    /// With [`Counting::RollForward`]: what comes at this time or later counts as arrived on the next working day.
    pub cut_off: Option<NaiveTime>,
}

impl Default for CalendarRules {
    fn default() -> Self {
        Self { eves_off: BTreeSet::new(), closed: BTreeSet::new(), hours: WorkingHours::OFFICE, cut_off: None }
    }
}

/// The hours of a working day, in minutes after midnight by the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WorkingHours {
    from: u16,
    to: u16,
}

impl WorkingHours {
    /// 08-17.
    pub const OFFICE: Self = Self { from: 8 * 60, to: 17 * 60 };

    /// Reads `08-17`, `8-17`, `08:00-16:30`, `00-24`; `None` when that is no span of hours within a day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once(['-', '–'])?;
        let (from, to) = (minutes(from.trim())?, minutes(to.trim())?);
        (from < to).then_some(Self { from, to })
    }

    /// When it begins and ends, in minutes after midnight.
    #[must_use]
    pub fn minutes(self) -> (u16, u16) {
        (self.from, self.to)
    }

    /// How long the working day is.
    #[must_use]
    pub fn length(self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.to - self.from))
    }

    /// How much of it has passed at a time of day.
    fn passed(self, time: NaiveTime) -> TimeDelta {
        let opened = TimeDelta::minutes(self.from.into());
        let since_midnight = TimeDelta::seconds(time.num_seconds_from_midnight().into());
        (since_midnight - opened).clamp(TimeDelta::zero(), self.length())
    }
}

/// Reads a time of day: `15`, `15:00`, `15.30`; `None` when it is none.
#[must_use]
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    let minutes = minutes(text.trim())?;
    NaiveTime::from_hms_opt(u32::from(minutes / 60), u32::from(minutes % 60), 0)
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (minutes < 60 && hours * 60 + minutes <= 24 * 60).then_some(hours * 60 + minutes)
}

/// Which days are working days, and what follows from it.
#[derive(Clone, Debug)]
pub struct Calendar {
    rules: CalendarRules,
    /// Days from Monday to Friday that are off, sorted.
    weekdays_off: Vec<NaiveDate>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new(CalendarRules::default())
    }
}

impl Calendar {
    /// The calendar of a region.
    #[must_use]
    pub fn new(rules: CalendarRules) -> Self {
        let holidays = YEARS.flat_map(|year| public_holidays(year).into_iter().map(|(day, _)| day));
        let eves = YEARS.flat_map(|year| Eve::ALWAYS_OFF.iter().chain(&rules.eves_off).map(move |eve| eve.date(year)));
        let mut weekdays_off: Vec<NaiveDate> =
            holidays.chain(eves).chain(rules.closed.iter().copied()).filter(|day| is_weekday(*day)).collect();
        weekdays_off.sort_unstable();
        weekdays_off.dedup();
        Self { rules, weekdays_off }
    }

    /// The rules it was made from.
    #[must_use]
    pub fn rules(&self) -> &CalendarRules {
        &self.rules
    }

    /// Whether people work that day.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        is_weekday(date) && self.weekdays_off.binary_search(&date).is_err()
    }

    /// The name of a day off: the holiday, the eve or the region's own closing day. `None` for working days and for
    /// Saturdays and Sundays that are nothing more.
    #[must_use]
    pub fn holiday_name(&self, date: NaiveDate) -> Option<Message> {
        let named = self.days_off(date.year()).into_iter().find(|(day, _)| *day == date);
        named.map(|(_, name)| name)
    }

    /// The named days off of a year, by date: public holidays, eves that are off, closing days. Two may share a date.
    #[must_use]
    pub fn days_off(&self, year: i32) -> Vec<(NaiveDate, Message)> {
        let mut days: Vec<(NaiveDate, Message)> =
            public_holidays(year).into_iter().map(|(day, holiday)| (day, holiday.name())).collect();
        if YEARS.contains(&year) {
            let eves: BTreeSet<Eve> = Eve::ALWAYS_OFF.into_iter().chain(self.rules.eves_off.iter().copied()).collect();
            days.extend(eves.into_iter().map(|eve| (eve.date(year), Holiday::Eve(eve).name())));
        }
        let closed = self.rules.closed.iter().filter(|day| day.year() == year);
        days.extend(closed.map(|day| (*day, Message::new("workdays-closed"))));
        days.sort_by_key(|(day, _)| *day);
        days
    }

    /// How many working days there are from `first` to `last`, both included; 0 when `last` is before `first`.
    #[must_use]
    pub fn working_days(&self, first: NaiveDate, last: NaiveDate) -> u32 {
        if last < first {
            return 0;
        }
        let off = self.weekdays_off.partition_point(|day| *day <= last)
            - self.weekdays_off.partition_point(|day| *day < first);
        let count = weekdays_until(last) - weekdays_until(first - Days::new(1)) - off as i64;
        u32::try_from(count).unwrap_or(0)
    }

    /// The `n`-th working day after a date; the date itself when `n` is 0.
    #[must_use]
    pub fn add_working_days(&self, date: NaiveDate, n: u32) -> NaiveDate {
        let (mut low, mut high) = (within_years(date), last_day());
        if n == 0 {
            return low;
        }
        // INVARIANT: fewer than n working days lie after the date up to and including `low`.
        let start = low + Days::new(1);
        while low < high {
            let middle = low + Days::new((high - low).num_days().unsigned_abs() / 2);
            if self.working_days(start, middle) >= n {
                high = middle;
            } else {
                low = middle + Days::new(1);
            }
        }
        low
    }

    /// The date itself if people work that day, else the next working day.
    #[must_use]
    pub fn roll_forward(&self, date: NaiveDate) -> NaiveDate {
        let date = within_years(date);
        if self.is_working_day(date) { date } else { self.add_working_days(date, 1) }
    }

    /// The last second at which something that came at `received` is still in time.
    ///
    /// - minutes and hours: so much later;
    /// - days, months, years: the end of that calendar day;
    /// - working days: the end (23:59:59) of the `n`-th working day, counted as `counting` says;
    /// - same working day: the end of the day of arrival, or of the next working day when it came on a day off;
    /// - working minutes and working hours: when so much working time has passed.
    #[must_use]
    pub fn deadline(&self, received: DateTime<Tz>, span: TimeSpan, counting: Counting) -> DateTime<Tz> {
        let local = received.with_timezone(&Stockholm).naive_local();
        let day = within_years(local.date());
        match span.unit {
            TimeUnit::Minutes | TimeUnit::Hours => {
                let latest = end_of_day(last_day());
                let length = TimeDelta::minutes(i64::try_from(span.weight()).unwrap_or(i64::MAX / 60_000));
                received.checked_add_signed(length).map_or(latest, |at| at.min(latest))
            }
            TimeUnit::Days => end_of_day(capped(day.checked_add_days(Days::new(span.amount.into())))),
            TimeUnit::Months => end_of_day(capped(day.checked_add_months(Months::new(span.amount)))),
            TimeUnit::Years => {
                let months = span.amount.checked_mul(12).map(Months::new);
                end_of_day(capped(months.and_then(|months| day.checked_add_months(months))))
            }
            TimeUnit::WorkingDays => {
                let day_0 = self.day_of_arrival(day, local.time(), counting);
                end_of_day(self.add_working_days(day_0, span.amount))
            }
            TimeUnit::SameWorkingDay => end_of_day(self.roll_forward(self.day_of_arrival(day, local.time(), counting))),
            TimeUnit::WorkingMinutes | TimeUnit::WorkingHours => {
                let length = TimeDelta::minutes(i64::try_from(span.weight()).unwrap_or(i64::MAX / 60_000));
                self.after_working_time(day.and_time(local.time()), length)
            }
        }
    }

    /// The working time from one instant to another, by the wall clock; zero when `to` is not after `from`.
    #[must_use]
    pub fn working_time(&self, from: DateTime<Tz>, to: DateTime<Tz>) -> TimeDelta {
        if to <= from {
            return TimeDelta::zero();
        }
        let (from, to) = (from.with_timezone(&Stockholm).naive_local(), to.with_timezone(&Stockholm).naive_local());
        (self.elapsed(to) - self.elapsed(from)).max(TimeDelta::zero())
    }

    fn day_of_arrival(&self, day: NaiveDate, time: NaiveTime, counting: Counting) -> NaiveDate {
        match (counting, self.rules.cut_off) {
            (Counting::Strict, _) => day,
            (Counting::RollForward, Some(cut_off)) if self.is_working_day(day) && time >= cut_off => {
                self.add_working_days(day, 1)
            }
            (Counting::RollForward, _) => self.roll_forward(day),
        }
    }

    /// Working time since the calendar began.
    fn elapsed(&self, at: NaiveDateTime) -> TimeDelta {
        let day = within_years(at.date());
        let whole_days = self.working_days(first_day(), day - Days::new(1));
        let today = if self.is_working_day(day) { self.rules.hours.passed(at.time()) } else { TimeDelta::zero() };
        TimeDelta::minutes(i64::from(whole_days) * self.rules.hours.length().num_minutes()) + today
    }

    fn after_working_time(&self, from: NaiveDateTime, span: TimeDelta) -> DateTime<Tz> {
        let hours = self.rules.hours;
        let (mut day, mut left) = (from.date(), span);
        let passed = if self.is_working_day(day) { hours.passed(from.time()) } else { hours.length() };
        // What is left of the day of arrival is used first; the rest begins when the next working day does.
        let today = hours.length() - passed;
        let begins = if left <= today && today > TimeDelta::zero() {
            passed
        } else {
            left -= today;
            let length = hours.length().num_seconds();
            // A deadline at closing time is that day's, not the next morning's.
            let whole_days = (left.num_seconds() - 1).max(0) / length;
            day = self.add_working_days(day, u32::try_from(whole_days + 1).unwrap_or(u32::MAX));
            left -= TimeDelta::seconds(whole_days * length);
            TimeDelta::zero()
        };
        let midnight = day.and_time(NaiveTime::MIN);
        in_stockholm(midnight + TimeDelta::minutes(hours.from.into()) + begins + left)
    }
}

/// A wall-clock time in Sweden as an instant. What happens twice means the first time; what never happens (the clock
/// goes forward) moves forward by as much as the clock does.
#[must_use]
pub fn in_stockholm(local: NaiveDateTime) -> DateTime<Tz> {
    match Stockholm.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at,
        LocalResult::None => {
            let before = TimeDelta::hours(3);
            let earlier = Stockholm.from_local_datetime(&(local - before)).earliest();
            earlier.map_or_else(|| Stockholm.from_utc_datetime(&local), |at| at + before)
        }
    }
}

/// The last second of a day in Sweden: what `--as-of DATE` means.
#[must_use]
pub fn end_of_day(date: NaiveDate) -> DateTime<Tz> {
    in_stockholm(date.and_time(NaiveTime::from_hms_opt(23, 59, 59).expect("every day has a last second")))
}

fn is_weekday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Weekdays from the beginning of the common era to a date, that day included.
fn weekdays_until(date: NaiveDate) -> i64 {
    // Day 1 of the era was a Monday.
    let days = i64::from(date.num_days_from_ce());
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1).expect("every year has a first day")
}

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).expect("every year has a last day")
}

fn within_years(date: NaiveDate) -> NaiveDate {
    date.clamp(first_day(), last_day())
}

fn capped(date: Option<NaiveDate>) -> NaiveDate {
    within_years(date.unwrap_or(NaiveDate::MAX))
}

/// A day of the week in short, from 1 (Monday) to 7.
#[must_use]
pub fn weekday(day: u8) -> Message {
    const NAMES: [&str; 7] = [
        "workdays-mon",
        "workdays-tue",
        "workdays-wed",
        "workdays-thu",
        "workdays-fri",
        "workdays-sat",
        "workdays-sun",
    ];
    Message::new(NAMES[usize::from(day.clamp(1, 7)) - 1])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
    use chrono_tz::Tz;
    use proptest::prelude::*;

    use super::{Calendar, CalendarRules, Counting, Eve, WorkingHours, end_of_day, in_stockholm};
    use crate::model::span::TimeSpan;
    use crate::text::{Catalogue, Lang};

    fn at(text: &str) -> DateTime<Tz> {
        in_stockholm(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a date and a time"))
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn due(received: &str, span: &str, counting: Counting) -> String {
        let span = TimeSpan::parse(span).expect("a length of time");
        Calendar::default().deadline(at(received), span, counting).format("%a %Y-%m-%d %H:%M:%S").to_string()
    }

    #[test]
    fn the_reference_years_have_their_working_days() {
        let calendar = Calendar::default();
        for (year, expected, off) in [(2026, 251, 10), (2027, 253, 8), (2028, 251, 9)] {
            let (first, last) = (date(&format!("{year}-01-01")), date(&format!("{year}-12-31")));
            assert_eq!(calendar.working_days(first, last), expected, "{year}");
            let weekdays: BTreeSet<NaiveDate> =
                calendar.days_off(year).into_iter().map(|(day, _)| day).filter(|day| super::is_weekday(*day)).collect();
            assert_eq!(weekdays.len(), off, "{year}");
        }
    }

    #[test]
    fn the_reference_deadlines_come_out() {
        for (received, expected) in [
            ("2026-04-02 15:00", "Tue 2026-04-07 23:59:59"),
            ("2026-06-19 09:00", "Mon 2026-06-22 23:59:59"),
            ("2026-12-23 12:00", "Mon 2026-12-28 23:59:59"),
            ("2026-12-30 12:00", "Mon 2027-01-04 23:59:59"),
            ("2027-01-05 12:00", "Thu 2027-01-07 23:59:59"),
            ("2026-11-20 12:00", "Mon 2026-11-23 23:59:59"),
        ] {
            assert_eq!(due(received, "1 working day", Counting::Strict), expected);
        }
    }

    #[test]
    fn the_countings_differ_only_for_days_off() {
        assert_eq!(due("2026-11-21 10:00", "1 working day", Counting::Strict), "Mon 2026-11-23 23:59:59");
        assert_eq!(due("2026-11-21 10:00", "1 working day", Counting::RollForward), "Tue 2026-11-24 23:59:59");
        assert_eq!(due("2026-11-20 10:00", "1 working day", Counting::RollForward), "Mon 2026-11-23 23:59:59");
    }

    #[test]
    fn what_comes_after_the_cut_off_counts_from_the_next_working_day() {
        let rules = CalendarRules { cut_off: NaiveTime::from_hms_opt(15, 0, 0), ..CalendarRules::default() };
        let calendar = Calendar::new(rules);
        let span = TimeSpan::parse("1 working day").expect("a length");
        let due = |received, counting| calendar.deadline(at(received), span, counting).date_naive().to_string();
        assert_eq!(due("2026-11-19 14:59", Counting::RollForward), "2026-11-20");
        assert_eq!(due("2026-11-19 15:00", Counting::RollForward), "2026-11-23");
        assert_eq!(due("2026-11-19 15:00", Counting::Strict), "2026-11-20");
    }

    #[test]
    fn working_hours_run_only_while_people_work() {
        for (received, span, expected) in [
            ("2026-11-20 09:00", "4 working hours", "Fri 2026-11-20 13:00:00"),
            ("2026-11-20 15:00", "4 working hours", "Mon 2026-11-23 10:00:00"),
            ("2026-11-20 13:00", "4 working hours", "Fri 2026-11-20 17:00:00"),
            ("2026-11-20 20:00", "4 working hours", "Mon 2026-11-23 12:00:00"),
            ("2026-11-20 06:00", "9 working hours", "Fri 2026-11-20 17:00:00"),
            ("2026-11-21 12:00", "9 working hours", "Mon 2026-11-23 17:00:00"),
            ("2026-11-21 12:00", "10 working hours", "Tue 2026-11-24 09:00:00"),
            ("2026-04-02 16:30", "1 working hour", "Tue 2026-04-07 08:30:00"),
        ] {
            assert_eq!(due(received, span, Counting::Strict), expected, "{received} {span}");
        }
    }

    #[test]
    fn the_same_working_day_is_the_next_one_for_what_comes_on_a_day_off() {
        for (received, expected) in [
            ("2026-11-20 16:00", "Fri 2026-11-20 23:59:59"),
            ("2026-11-20 22:00", "Fri 2026-11-20 23:59:59"),
            ("2026-11-21 10:00", "Mon 2026-11-23 23:59:59"),
        ] {
            assert_eq!(due(received, "same working day", Counting::Strict), expected);
        }
    }

    #[test]
    fn calendar_spans_end_with_their_day() {
        for (span, expected) in [
            ("3 days", "Tue 2026-02-03 23:59:59"),
            ("1 month", "Sat 2026-02-28 23:59:59"),
            ("2 years", "Mon 2028-01-31 23:59:59"),
            ("30 hours", "Sun 2026-02-01 18:00:00"),
            ("4294967295 years", "Wed 2200-12-31 23:59:59"),
            ("4294967295 months", "Wed 2200-12-31 23:59:59"),
            ("4294967295 days", "Wed 2200-12-31 23:59:59"),
            ("4294967295 hours", "Wed 2200-12-31 23:59:59"),
            ("4294967295 working days", "Wed 2200-12-31 23:59:59"),
        ] {
            assert_eq!(due("2026-01-31 12:00", span, Counting::Strict), expected, "{span}");
        }
        assert!(due("2026-01-31 12:00", "4294967295 working hours", Counting::Strict).contains("2200-12-31"));
    }

    #[test]
    fn the_clock_changes_have_their_rule() {
        assert_eq!(at("2026-10-25 02:30").to_rfc3339(), "2026-10-25T02:30:00+02:00");
        assert_eq!(at("2026-03-29 02:30").to_rfc3339(), "2026-03-29T03:30:00+02:00");
        assert_eq!(end_of_day(date("2026-03-29")).to_rfc3339(), "2026-03-29T23:59:59+02:00");
        // Reception is judged by the Swedish date: 23:30 UTC on Thursday is Friday in Sweden.
        let utc: DateTime<chrono::Utc> = "2026-11-19T23:30:00Z".parse().expect("an instant");
        let span = TimeSpan::parse("1 working day").expect("a length");
        let due = Calendar::default().deadline(utc.with_timezone(&Tz::UTC), span, Counting::Strict);
        assert_eq!(due.to_rfc3339(), "2026-11-23T23:59:59+01:00");
    }

    #[test]
    fn a_region_adds_eves_and_closing_days() {
        let rules = CalendarRules {
            eves_off: [Eve::Skartorsdagen].into(),
            closed: [date("2026-05-15")].into(),
            ..CalendarRules::default()
        };
        let calendar = Calendar::new(rules);
        let words = Catalogue::new(Lang::Sv);
        let name = |day| calendar.holiday_name(date(day)).map(|name| words.render(&name));
        assert!(!calendar.is_working_day(date("2026-04-02")));
        assert_eq!(name("2026-04-02").as_deref(), Some("skärtorsdagen"));
        assert_eq!(name("2026-05-15").as_deref(), Some("egen stängningsdag"));
        assert_eq!(name("2026-04-01"), None);
        assert_eq!(calendar.working_days(date("2026-01-01"), date("2026-12-31")), 249);
    }

    #[test]
    fn every_named_day_has_a_name_in_both_languages() {
        for lang in Lang::ALL {
            let words = Catalogue::new(lang);
            let all = [1999, 2026].map(|year| {
                let eves: BTreeSet<Eve> =
                    <Eve as crate::model::case_type::Vocabulary>::WORDS.iter().map(|(eve, _)| *eve).collect();
                Calendar::new(CalendarRules { eves_off: eves, ..CalendarRules::default() }).days_off(year)
            });
            for (_, name) in all.iter().flatten() {
                assert!(words.has(&name.key), "{} in {}", name.key, lang.code());
            }
        }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        assert_eq!(WorkingHours::parse("08-17"), Some(WorkingHours::OFFICE));
        assert_eq!(WorkingHours::parse("8.00 – 16:30").map(|h| h.length().num_minutes()), Some(510));
        assert_eq!(WorkingHours::parse("00-24").map(|h| h.length().num_hours()), Some(24));
        for text in ["", "17-08", "8", "08-25", "8:60-9", "-", "08-17-18", "+8-17"] {
            assert_eq!(WorkingHours::parse(text), None, "{text}");
        }
    }

    fn naive_is_working(calendar: &Calendar, day: NaiveDate) -> bool {
        let weekend = day.weekday().number_from_monday() > 5;
        !weekend && !calendar.days_off(day.year()).iter().any(|(off, _)| *off == day)
    }

    fn naive_add(calendar: &Calendar, mut day: NaiveDate, mut n: u32) -> NaiveDate {
        while n > 0 {
            day = day + Days::new(1);
            if naive_is_working(calendar, day) {
                n -= 1;
            }
        }
        day
    }

    fn naive_minutes(calendar: &Calendar, from: NaiveDateTime, to: NaiveDateTime) -> i64 {
        let (mut at, mut minutes) = (from, 0);
        while at < to {
            if (8..17).contains(&at.hour()) && naive_is_working(calendar, at.date()) {
                minutes += 1;
            }
            at += TimeDelta::minutes(1);
        }
        minutes
    }

    fn a_day() -> impl Strategy<Value = NaiveDate> {
        // 1950 to 2150, so that the naive loop never leaves the calendar.
        (0_u64..73_000).prop_map(|days| date("1950-01-01") + Days::new(days))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn adding_equals_the_naive_loop(day in a_day(), n in 0_u32..30) {
            let calendar = Calendar::default();
            prop_assert_eq!(calendar.add_working_days(day, n), naive_add(&calendar, day, n));
            prop_assert_eq!(calendar.is_working_day(day), naive_is_working(&calendar, day));
        }

        #[test]
        fn counting_equals_the_naive_loop(day in a_day(), length in 0_u64..60) {
            let calendar = Calendar::default();
            let last = day + Days::new(length);
            let naive = (0..=length).filter(|n| naive_is_working(&calendar, day + Days::new(*n))).count();
            prop_assert_eq!(calendar.working_days(day, last) as usize, naive);
        }

        #[test]
        fn working_time_equals_the_naive_loop(day in a_day(), start in 0_i64..1440, length in 0_i64..12_000) {
            let calendar = Calendar::default();
            let from = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(start);
            let to = from + TimeDelta::minutes(length);
            // The clock changes at night, outside working hours; an instant inside the gap moves, so skip those.
            let (a, b) = (in_stockholm(from), in_stockholm(to));
            prop_assume!(a.naive_local() == from && b.naive_local() == to);
            prop_assert_eq!(calendar.working_time(a, b).num_minutes(), naive_minutes(&calendar, from, to));
        }

        #[test]
        fn so_much_working_time_has_passed_at_the_deadline(day in a_day(), start in 0_i64..1440, hours in 1_u32..40) {
            let calendar = Calendar::default();
            let received = in_stockholm(day.and_time(NaiveTime::MIN) + TimeDelta::minutes(start));
            let span = TimeSpan { amount: hours, unit: crate::model::span::TimeUnit::WorkingHours };
            let due = calendar.deadline(received, span, Counting::Strict);
            prop_assert_eq!(calendar.working_time(received, due).num_hours(), i64::from(hours));
            prop_assert!(calendar.working_time(received, due - TimeDelta::minutes(1)).num_minutes() < i64::from(hours) * 60);
        }
    }
}
