//! Instants and lengths of working time, as people at a clinic say them.

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _};
use chrono_tz::{Europe::Stockholm, Tz};

use crate::model::working_days::{WorkingHours, weekday};
use crate::report::words::Words;
use crate::text::Message;

/// From so many working days on, hours are not worth a word.
const WHOLE_DAYS: u64 = 10;

/// `2026-11-20 12:00`, in Swedish time.
pub(super) fn instant(at: DateTime<Tz>) -> String {
    at.with_timezone(&Stockholm).format("%Y-%m-%d %H:%M").to_string()
}

/// `fre 2026-11-20 12:00`.
pub(super) fn instant_with_weekday(words: &Words, at: DateTime<Tz>) -> String {
    let local = at.with_timezone(&Stockholm);
    format!("{} {}", words.say(&weekday_of(local.date_naive())), instant(at))
}

/// A due time: of one at the end of a day the day says enough.
pub(super) fn due(at: DateTime<Tz>) -> String {
    let local = at.with_timezone(&Stockholm);
    if is_end_of_day(at) { local.format("%Y-%m-%d").to_string() } else { instant(at) }
}

/// Whether an instant is the last second of its day.
pub(super) fn is_end_of_day(at: DateTime<Tz>) -> bool {
    at.with_timezone(&Stockholm).num_seconds_from_midnight() == 24 * 60 * 60 - 1
}

/// `fre`.
pub(super) fn weekday_of(day: NaiveDate) -> Message {
    weekday(u8::try_from(day.weekday().number_from_monday()).expect("a week has seven days"))
}

/// How much is said of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// «2 arbetsdagar 1 h».
    Full,
    /// «2 d 1 h», beside a line that says what a day is.
    Short,
}

/// A length of working time, given in minutes: hours and minutes below a working day, working days and hours above. What
/// is left out is rounded to the nearest.
pub(super) fn working(words: &Words, minutes: u64, (hours, wording): (WorkingHours, Wording)) -> String {
    let day = u64::try_from(hours.length().num_minutes()).unwrap_or(0).max(1);
    if minutes < day {
        return hours_and_minutes(minutes);
    }
    let (mut days, mut rest) = (minutes / day, (minutes % day + 30) / 60);
    if rest * 60 >= day {
        (days, rest) = (days + 1, 0);
    }
    if days >= WHOLE_DAYS {
        (days, rest) = ((minutes + day / 2) / day, 0);
    }
    let key = match wording {
        Wording::Full => "span-working-days",
        Wording::Short => "cases-days-short",
    };
    let days = words.count(key, days);
    if rest == 0 { days } else { format!("{days} {rest} h") }
}

/// `3 h 20 min`.
pub(super) fn hours_and_minutes(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// `08–17`, `08:00–16:30`.
pub(super) fn hours(hours: WorkingHours) -> String {
    let (from, to) = hours.minutes();
    if from % 60 == 0 && to % 60 == 0 {
        format!("{:02}–{:02}", from / 60, to / 60)
    } else {
        format!("{}–{}", time_of_day(from), time_of_day(to))
    }
}

/// `08:15`, of minutes after midnight.
pub(super) fn time_of_day(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// What the times to answer mean.
pub(super) fn legend(words: &Words, hours: (WorkingHours, Wording)) -> String {
    format!("{} {}", legend_of_day(words, hours), words.get("cases-percentiles"))
}

/// What a working day is, for readers of lengths of time that are counted in them.
pub(super) fn legend_of_day(words: &Words, (of_day, wording): (WorkingHours, Wording)) -> String {
    let length = hours_and_minutes(u64::try_from(of_day.length().num_minutes()).unwrap_or(0));
    let key = match wording {
        Wording::Full => "cases-working-day",
        Wording::Short => "cases-working-day-short",
    };
    words.say(&Message::new(key).with("hours", hours(of_day)).with("length", length))
}

#[cfg(test)]
mod tests {
    use super::{Wording, due, hours, instant_with_weekday, legend_of_day, working};
    use crate::model::working_days::{WorkingHours, end_of_day, in_stockholm};
    use crate::report::words::Words;
    use crate::text::Lang;

    #[test]
    fn working_time_is_said_as_people_say_it() {
        let (sv, en) = (Words::new(Lang::Sv), Words::new(Lang::En));
        let said = |minutes| {
            let of = |words, wording| working(words, minutes, (WorkingHours::OFFICE, wording));
            [of(&sv, Wording::Full), of(&sv, Wording::Short), of(&en, Wording::Full)]
        };
        for (minutes, full, short, english) in [
            (0, "0 min", "0 min", "0 min"),
            (59, "59 min", "59 min", "59 min"),
            (60, "1 h", "1 h", "1 h"),
            (200, "3 h 20 min", "3 h 20 min", "3 h 20 min"),
            (540, "1 arbetsdag", "1 d", "1 working day"),
            (1_140, "2 arbetsdagar 1 h", "2 d 1 h", "2 working days 1 h"),
            (1_109, "2 arbetsdagar", "2 d", "2 working days"),
            (1_075, "2 arbetsdagar", "2 d", "2 working days"),
            (9 * 540 + 520, "10 arbetsdagar", "10 d", "10 working days"),
            (12 * 540 + 200, "12 arbetsdagar", "12 d", "12 working days"),
        ] {
            assert_eq!(said(minutes), [full, short, english], "{minutes}");
        }
        let half = WorkingHours::parse("08:00-16:30").expect("hours");
        assert_eq!(working(&sv, 510, (half, Wording::Full)), "1 arbetsdag");
        assert_eq!([hours(half), hours(WorkingHours::OFFICE)], ["08:00–16:30", "08–17"]);
        assert_eq!(
            legend_of_day(&sv, (half, Wording::Short)),
            "Tider är i arbetstid, 08:00–16:30 på arbetsdagar; en arbetsdag (d) är 8 h 30 min."
        );
    }

    #[test]
    fn an_instant_is_swedish_and_a_day_says_enough_of_its_end() {
        let sv = Words::new(Lang::Sv);
        let at = in_stockholm("2026-11-20T12:05:00".parse().expect("a time"));
        assert_eq!(instant_with_weekday(&sv, at), "fre 2026-11-20 12:05");
        assert_eq!(due(at), "2026-11-20 12:05");
        assert_eq!(due(end_of_day("2026-11-20".parse().expect("a date"))), "2026-11-20");
    }
}
