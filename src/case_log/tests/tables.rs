//! Holds the tables to what they stand for: Swedish time to `chrono`, working time and deadlines to [`Calendar`].

use std::sync::LazyLock;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};
use chrono_tz::{Europe::Stockholm, Tz};
use proptest::prelude::*;

use super::super::swedish_time::{DAY, Instant, NEVER, Stamp, SwedishTime};
use super::super::time_cell;
use super::super::work_clock::{Deadline, WorkClock};
use crate::model::holiday::Eve;
use crate::model::span::{TimeSpan, TimeUnit};
use crate::model::working_days::{Calendar, CalendarRules, Counting, WorkingHours, in_stockholm};

/// Made once for all tests.
static TIME: LazyLock<SwedishTime> = LazyLock::new(SwedishTime::new);

fn date(text: &str) -> NaiveDate {
    text.parse().expect("it is a date")
}

/// The day so many days into the tables, and the wall-clock time so many seconds into it.
fn wall(day: u16, second: u32) -> NaiveDateTime {
    (date("1990-01-01") + Days::new(day.into())).and_time(NaiveTime::MIN) + TimeDelta::seconds(second.into())
}

/// What a stamp must be of an instant.
fn expected(at: DateTime<Tz>, time: &SwedishTime) -> Stamp {
    let local = at.with_timezone(&Stockholm).naive_local();
    let day = time.day_near(local.date());
    Stamp { at: Instant::try_from(at.timestamp()).unwrap(), day, second: local.num_seconds_from_midnight() }
}

#[test]
fn every_half_hour_of_every_day_is_what_chrono_says() {
    let time = SwedishTime::new();
    assert_eq!(time.days(), 40_177);
    for day in 0..time.days() as u16 {
        assert_eq!(time.day_near(time.date(day)), day);
        let last = in_stockholm(wall(day, DAY - 1));
        assert_eq!(i64::from(time.end_of(day)), last.timestamp());
        for second in [0, 3599, 7200, 9000, 10_799, 10_800, DAY - 1] {
            assert_eq!(time.local(day, second), expected(in_stockholm(wall(day, second)), &time), "{}", time.date(day));
        }
    }
}

#[test]
fn nights_when_the_clock_changes_have_their_rule() {
    let time = SwedishTime::new();
    let read = |text: &str| time_cell::read(text.as_bytes(), &time).map(|stamp| stamp.at).expect("it is a time");
    // 02:30 comes twice in October, and the first is meant; in March it never comes, and means 03:30.
    assert_eq!(read("2026-10-25 02:30"), read("2026-10-25T02:30:00+02:00"));
    assert_eq!(read("2026-10-25T02:30+01") - read("2026-10-25 02:30"), 3600);
    assert_eq!(read("2026-10-25 03:30") - read("2026-10-25 02:30"), 7200);
    assert_eq!(read("2026-03-29 02:30"), read("2026-03-29 03:30"));
    assert_eq!(read("2026-03-29 03:00") - read("2026-03-29 01:59"), 60);
}

#[test]
fn times_are_read_in_every_form_that_is_written() {
    let time = SwedishTime::new();
    let read = |text: &str| time_cell::read(text.as_bytes(), &time);
    let quarter_past = time.local(time.day(2026, 3, 4).expect("it is a day"), 8 * 3600 + 15 * 60);
    for text in [
        "2026-03-04 08:15",
        "2026-03-04T08:15",
        "2026-03-04t08:15",
        "2026-03-04 08:15:00",
        "2026-03-04 08:15:00.999",
        "2026-03-04 08:15:00,5",
        "2026-03-04 8:15",
        "2026-03-04  8:15",
        "2026-03-04 08.15",
        "2026-03-04 8.15.00",
        "2026-03-04 08:15+01:00",
        "2026-03-04T08:15:00+0100",
        "2026-03-04T08:15:00+01",
        "2026-03-04T07:15:00Z",
        "2026-03-04T07:15z",
        "2026-03-04T02:15:00-05:00",
        "46085,34375",
        "46085.34375",
        "46085,343749999",
    ] {
        assert_eq!(read(text), Some(quarter_past), "{text}");
    }
    for text in [
        "2026-03-04",
        "46085",
        "46085,",
        "4608,5",
        "2026-02-29 08:15",
        "2026-13-04 08:15",
        "2026-00-04 08:15",
        "2026-03-00 08:15",
        "2026-03-04 24:00",
        "2026-03-04 08:60",
        "2026-03-04 08:15:60",
        "2026-03-04 08:15:1",
        "2026-03-04 08:1",
        "2026-03-04 08:15 CET",
        "2026-03-04 08:15+1",
        "2026-03-04 08:15+25:00",
        "2026-03-04x08:15",
        "2026:03:04 08:15",
        "04/03/2026 08:15",
        "1989-12-31 08:15",
        "2100-01-01 00:00",
        "9999-12-31 23:59",
        "",
        "i går",
        "2026-03-04 08:1\u{e5}",
        "::::-::-:: ::::/",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

fn rules() -> impl Strategy<Value = CalendarRules> {
    let hours = prop::sample::select(vec!["08-17", "07:30-16:15", "00-24", "10-24", "00-01"]);
    let cut_off = prop::option::of(0_u32..24 * 60);
    (hours, cut_off, any::<bool>()).prop_map(|(hours, cut_off, eves)| CalendarRules {
        hours: WorkingHours::parse(hours).expect("they are hours"),
        cut_off: cut_off.and_then(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)),
        eves_off: if eves { [Eve::Skartorsdagen].into() } else { [].into() },
        closed: [date("2026-05-15"), date("2026-10-26"), date("2026-11-19")].into(),
    })
}

fn span() -> impl Strategy<Value = TimeSpan> {
    use TimeUnit::{Days, Hours, Minutes, Months, SameWorkingDay, WorkingDays, WorkingHours, WorkingMinutes, Years};
    let unit =
        prop::sample::select(vec![Minutes, Hours, Days, Months, Years, WorkingMinutes, WorkingHours, WorkingDays]);
    let counted = (unit, 0_u32..40).prop_map(|(unit, amount)| TimeSpan { amount, unit });
    prop_oneof![8 => counted, 1 => Just(TimeSpan { amount: 0, unit: SameWorkingDay })]
}

/// Instants of any year, and more of the nights when the clock changes.
fn instant() -> impl Strategy<Value = DateTime<Tz>> {
    let any_year = 631_152_000_i64..2_800_000_000;
    let autumn = 1_792_879_200_i64..1_792_980_000;
    let spring = 1_774_735_200_i64..1_774_836_000;
    prop_oneof![4 => any_year, 1 => autumn, 1 => spring]
        .prop_map(|at| DateTime::from_timestamp(at, 0).expect("it is a time").with_timezone(&Stockholm))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_written_time_is_what_chrono_reads(
        day in 0_u16..40_177, second in 0_u32..DAY, form in 0_usize..5, at in instant(),
    ) {
        let time = &*TIME;
        let forms = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %-H.%M", "%Y-%m-%dT%H:%M:%S"];
        let wall = wall(day, if matches!(form, 2 | 4) { second } else { second / 60 * 60 });
        let read = time_cell::read(wall.format(forms[form]).to_string().as_bytes(), time);
        prop_assert_eq!(read, Some(expected(in_stockholm(wall), time)));
        let read = time_cell::read(at.to_rfc3339().as_bytes(), time);
        prop_assert_eq!(read, Some(expected(at, time)));
    }

    #[test]
    fn no_bytes_make_it_panic(cell in prop::collection::vec(any::<u8>(), 0..24), text in "[0-9:.,+TZ -]{0,24}") {
        let time = &*TIME;
        time_cell::read(&cell, time);
        time_cell::read(text.as_bytes(), time);
    }

    #[test]
    fn deadlines_and_working_time_are_the_calendars(
        rules in rules(),
        spans in prop::collection::vec((span(), any::<bool>()), 4),
        instants in prop::collection::vec((instant(), 0_i64..4_000_000), 48),
    ) {
        let time = &*TIME;
        let (calendar, clock) = (Calendar::new(rules.clone()), WorkClock::new(&rules, time));
        let limits: Vec<_> = spans
            .into_iter()
            .map(|(span, rolls)| {
                let counting = if rolls { Counting::RollForward } else { Counting::Strict };
                (span, counting, Deadline::new((span, counting), &clock, time))
            })
            .collect();
        for (from, length) in instants {
            let to = from + TimeDelta::seconds(length);
            let (from_stamp, to_stamp) = (expected(from, time), expected(to, time));
            let working = calendar.working_time(from, to).num_seconds();
            prop_assert_eq!(i64::from(clock.between(from_stamp, to_stamp)), working, "{} to {}", from, to);
            for (span, counting, limit) in &limits {
                let due = calendar.deadline(from, *span, *counting);
                let table = limit.of(from_stamp, (&clock, time));
                if due < in_stockholm(wall(40_176, 0)) {
                    prop_assert_eq!(i64::from(table), due.timestamp(), "{} {:?} from {}", span, counting, from);
                } else {
                    prop_assert!(table == NEVER || i64::from(table) == due.timestamp(), "{} from {}", span, from);
                }
            }
        }
    }
}
