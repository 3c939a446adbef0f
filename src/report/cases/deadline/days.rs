//! The days from arrival to the deadline: which count, which do not and why.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};

use crate::model::working_days::Calendar;
use crate::report::cases::time::{hours_and_minutes, time_of_day, weekday_of};
use crate::report::words::Words;
use crate::text::Message;

/// Up to so many days each has a line of its own; beyond, days in a row that say the same share one.
const EACH: usize = 14;
/// Beyond so many days only the days off from Monday to Friday are told.
const RUNS: usize = 70;

/// A day.
#[derive(Clone, Debug)]
pub(super) struct Day {
    pub(super) date: NaiveDate,
    /// Why nobody works, if nobody does.
    pub(super) off: Option<Message>,
    pub(super) kind: DayKind,
    /// The case came that day.
    pub(super) arrival: bool,
    /// The last day on which an answer is in time.
    pub(super) last: bool,
}

/// What a day is to the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayKind {
    /// It does not count.
    Uncounted,
    /// The case counts as arrived on it, though it came before.
    CountsAsArrival,
    /// The n-th working day.
    Counted(u32),
    /// Working time from one minute after midnight to another, and how much there is with the days before.
    Worked { from: u32, to: u32, so_far: u32 },
}

/// The days of a limit in working days. The first of the two dates counts as that of arrival, the second is the last.
pub(super) fn counted(calendar: &Calendar, arrival: NaiveDate, (day_0, last): (NaiveDate, NaiveDate)) -> Vec<Day> {
    let mut number = 0;
    let day = |date: NaiveDate| {
        let off = why_off(calendar, date);
        let kind = if date == day_0 && date != arrival {
            DayKind::CountsAsArrival
        } else if date > day_0 && off.is_none() {
            number += 1;
            DayKind::Counted(number)
        } else {
            DayKind::Uncounted
        };
        Day { date, off, kind, arrival: date == arrival, last: date == last }
    };
    arrival.iter_days().take_while(|date| *date <= last).map(day).collect()
}

/// The days of a limit in working time, by the wall clock.
pub(super) fn worked(calendar: &Calendar, received: NaiveDateTime, due: NaiveDateTime) -> Vec<Day> {
    let (opens, closes) = calendar.rules().hours.minutes();
    let minute = |at: NaiveDateTime| at.hour() * 60 + at.minute();
    let mut so_far = 0;
    let day = |date: NaiveDate| {
        let off = why_off(calendar, date);
        let arrival = date == received.date();
        let from = if arrival { minute(received).max(opens.into()) } else { opens.into() };
        let to = if date == due.date() { minute(due).min(closes.into()) } else { closes.into() };
        let kind = if off.is_none() && from < to {
            so_far += to - from;
            DayKind::Worked { from, to, so_far }
        } else {
            DayKind::Uncounted
        };
        Day { date, off, kind, arrival, last: date == due.date() }
    };
    received.date().iter_days().take_while(|date| *date <= due.date()).map(day).collect()
}

/// Why nobody works that day; `None` for a working day.
fn why_off(calendar: &Calendar, date: NaiveDate) -> Option<Message> {
    let name = || calendar.holiday_name(date).unwrap_or_else(|| weekday_name(date));
    (!calendar.is_working_day(date)).then(name)
}

/// `lördag`.
pub(super) fn weekday_name(date: NaiveDate) -> Message {
    const NAMES: [&str; 7] = [
        "cases-monday",
        "cases-tuesday",
        "cases-wednesday",
        "cases-thursday",
        "cases-friday",
        "cases-saturday",
        "cases-sunday",
    ];
    Message::new(NAMES[date.weekday().num_days_from_monday() as usize])
}

/// The days as lines to read: a date or two, and what to say of them.
pub(super) struct Rows {
    pub(super) lines: Vec<(String, String)>,
    /// Days that do not matter much have no line.
    pub(super) left_out: bool,
}

/// The lines.
pub(super) fn rows(days: &[Day], words: &Words) -> Rows {
    let is_telling = |day: &&Day| {
        day.arrival || day.last || day.kind == DayKind::CountsAsArrival || (day.off.is_some() && !is_weekend(day.date))
    };
    let left_out = days.len() > RUNS;
    let told: Vec<&Day> = days.iter().filter(|day| !left_out || is_telling(day)).collect();
    let mut runs: Vec<Vec<&Day>> = Vec::new();
    for day in told {
        match runs.last_mut().filter(|run| days.len() > EACH && belong_together(run[run.len() - 1], day)) {
            Some(run) => run.push(day),
            None => runs.push(vec![day]),
        }
    }
    Rows { lines: runs.iter().map(|run| (dates(run, words), text(run, words))).collect(), left_out }
}

/// Whether two days in a row can share a line.
fn belong_together(one: &Day, other: &Day) -> bool {
    let plain = |day: &Day| !day.arrival && !day.last;
    let same = match (one.kind, other.kind) {
        (DayKind::Counted(_), DayKind::Counted(_)) => true,
        (DayKind::Worked { from, to, .. }, DayKind::Worked { from: also_from, to: also_to, .. }) => {
            (from, to) == (also_from, also_to)
        }
        (DayKind::Uncounted, DayKind::Uncounted) => is_plain_weekend(one) && is_plain_weekend(other),
        _ => false,
    };
    plain(one) && plain(other) && same
}

fn is_weekend(date: NaiveDate) -> bool {
    date.weekday().number_from_monday() > 5
}

/// A Saturday or Sunday that is nothing more.
fn is_plain_weekend(day: &Day) -> bool {
    is_weekend(day.date) && day.off == Some(weekday_name(day.date))
}

fn dates(run: &[&Day], words: &Words) -> String {
    let date = |day: &Day| format!("{} {}", words.say(&weekday_of(day.date)), day.date);
    match run {
        [one] => date(one),
        [first, .., last] => format!("{} – {}", date(first), date(last)),
        [] => String::new(),
    }
}

fn text(run: &[&Day], words: &Words) -> String {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return String::new() };
    let mut parts = Vec::new();
    if first.arrival {
        parts.push(words.get("cases-day-arrival"));
    }
    if first.off.is_some() {
        let names: Vec<String> = run.iter().filter_map(|day| day.off.as_ref()).map(|name| words.say(name)).collect();
        parts.push(words.say(&Message::new("cases-day-off").with("name", words.join(&names))));
    }
    match (first.kind, last.kind) {
        (DayKind::CountsAsArrival, _) => parts.push(words.get("cases-day-counts-as-arrival")),
        (DayKind::Counted(from), DayKind::Counted(to)) if from < to => {
            parts.push(words.say(&Message::new("cases-days-counted").with("from", from).with("to", to)));
        }
        (DayKind::Counted(number), _) => {
            parts.push(words.say(&Message::new("cases-day-counted").with("number", number)));
        }
        (DayKind::Worked { from, to, .. }, DayKind::Worked { so_far, .. }) => {
            parts.push(worked_text((from, to, so_far), run.len(), words));
        }
        (DayKind::Uncounted, _) if first.arrival && first.off.is_none() && !first.last => {
            parts.push(words.get("cases-day-not-counted"));
        }
        _ => {}
    }
    if last.last {
        parts.push(words.get("cases-day-last"));
    }
    parts.join("; ")
}

/// `08:00–10:00, 2 h, sammanlagt 4 h`.
fn worked_text((from, to, so_far): (u32, u32, u32), days: usize, words: &Words) -> String {
    let clock = |minutes: u32| time_of_day(u16::try_from(minutes).expect("a day has 1,440 minutes"));
    let length = hours_and_minutes(u64::from(to - from));
    let key = match days {
        1 if to - from == so_far => "cases-day-worked-first",
        1 => "cases-day-worked",
        _ => "cases-days-worked",
    };
    let message = Message::new(key).with("from", clock(from)).with("to", clock(to)).with("length", length);
    words.say(&message.with("so_far", hours_and_minutes(so_far.into())))
}
