//! Hours as the directory writes them, and a week of them as people read it.
//!
//! A value is `fromDay-toDay#HH:MM#HH:MM[#comment]`, days 1 (Monday) to 7; an attribute has a value for each interval, so
//! that a lunch closure is two values for the same days.

use std::fmt;

use chrono::NaiveDate;

use super::dates;
use crate::model::hsa_id::trim;
use crate::model::working_days::weekday;
use crate::text::Message;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// The longest time over midnight that is believed. `20:00` to `06:00` is a night; `17:00` to `08:00` is a working day
/// written backwards.
const NIGHT: u16 = 14 * 60;

/// An interval of the week, such as Monday to Friday, 08:00 to 17:00.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First day, 1 (Monday) to 7.
    pub first_day: u8,
    /// Last day, 1 to 7, never before the first. The hours hold on each of the days.
    pub last_day: u8,
    /// Opens, in minutes from midnight, 0 to 1,439.
    pub opens: u16,
    /// Closes, in minutes from the same midnight; 1,440 is 24:00, and more than that is the night after.
    pub closes: u16,
    /// A remark.
    pub comment: Option<Box<str>>,
    /// Only from this day on.
    pub from: Option<NaiveDate>,
    /// Only until this day.
    pub until: Option<NaiveDate>,
}

/// Why a text is no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// It is not of the form.
    #[error("not an interval of the week")]
    Form,
    /// It ends before it begins, or at once.
    #[error("it ends before it begins")]
    Reversed,
}

impl Interval {
    /// Reads `1-5#08:00#17:00`, also with one day, with a comment, and with a comment and two dates after it.
    ///
    /// # Errors
    /// [`HoursError`] when it is no interval, or one that ends before it begins.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let parts: Vec<&str> = text.split('#').map(trim).collect();
        let [days, opens, closes, rest @ ..] = parts.as_slice() else { return Err(HoursError::Form) };
        let (first, last) = days.split_once(['-', '–']).unwrap_or((days, days));
        let days = (day(first)?, day(last)?);
        let mut interval = Self::between(days, (minutes(opens)?, minutes(closes)?))?;
        let comment = match rest {
            [comment @ .., from, until] if is_date_or_empty(from) && is_date_or_empty(until) && !comment.is_empty() => {
                (interval.from, interval.until) = (dates::civil(from), dates::civil(until));
                comment
            }
            comment => comment,
        };
        let comment = comment.join("#");
        interval.comment = Some(trim(&comment)).filter(|comment| !comment.is_empty()).map(Into::into);
        Ok(interval)
    }

    /// An interval of days (1 to 7) and of minutes from midnight. Closing at 00:00 or 23:59 is closing at 24:00.
    ///
    /// # Errors
    /// [`HoursError`] when it ends before it begins, or lies outside the week.
    pub fn between(days: (u8, u8), (opens, closes): (u16, u16)) -> Result<Self, HoursError> {
        if !(1..=7).contains(&days.0) || !(1..=7).contains(&days.1) || opens >= DAY || closes > DAY {
            return Err(HoursError::Form);
        }
        let closes = if closes == 0 || closes == DAY - 1 { DAY } else { closes };
        let closes = if closes < opens { closes + DAY } else { closes };
        if days.0 > days.1 || closes == opens || (closes > DAY && closes - opens > NIGHT) {
            return Err(HoursError::Reversed);
        }
        let (first_day, last_day) = days;
        Ok(Self { first_day, last_day, opens, closes, comment: None, from: None, until: None })
    }
}

fn is_date_or_empty(text: &str) -> bool {
    text.is_empty() || dates::civil(text).is_some()
}

/// A day of the week as a digit, 1 (Monday) to 7.
///
/// # Errors
/// [`HoursError::Form`] when it is none.
pub fn day(text: &str) -> Result<u8, HoursError> {
    match trim(text).as_bytes() {
        [digit @ b'1'..=b'7'] => Ok(digit - b'0'),
        _ => Err(HoursError::Form),
    }
}

/// A time of the day in minutes from midnight: `08:00`, `8:30`, `08.00`, `24:00`, and the same with seconds, as `xs:time` has
/// them, which are left out.
///
/// # Errors
/// [`HoursError::Form`] when it is none.
pub fn minutes(text: &str) -> Result<u16, HoursError> {
    let number = |text: &str| -> Option<u16> {
        (matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let read = || {
        let (hours, rest) = trim(text).split_once([':', '.'])?;
        let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, ""));
        // A zone, or a fraction of a second, tells nothing that a patient sees.
        let seconds = seconds.split(['.', 'Z', '+', '-']).next().unwrap_or_default();
        if minutes.len() != 2 || !(seconds.is_empty() || number(seconds).is_some_and(|seconds| seconds < 60)) {
            return None;
        }
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        (minutes < 60 && (hours < 24 || (hours, minutes) == (24, 0))).then_some(hours * 60 + minutes)
    };
    read().ok_or(HoursError::Form)
}

/// A week: for each day, Monday first, when it is open.
///
/// Two weeks are equal when a visitor would see the same, however their intervals were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week([Vec<Span>; 7]);

/// Open from and to on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Opens, in minutes from midnight.
    pub opens: u16,
    /// Closes, in minutes from the same midnight; more than 1,440 is the night after.
    pub closes: u16,
    /// A remark.
    pub comment: Option<Box<str>>,
}

/// Days that follow each other and have the same hours; without any, they are closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days<'w> {
    /// First day, 1 (Monday) to 7.
    pub first: u8,
    /// Last day.
    pub last: u8,
    /// The hours of each of them, in order.
    pub spans: &'w [Span],
}

impl Week {
    /// The week that intervals make, whatever dates they are limited to.
    pub fn of<'i>(intervals: impl IntoIterator<Item = &'i Interval>) -> Self {
        let mut week = Self::default();
        for interval in intervals {
            for day in interval.first_day..=interval.last_day {
                let span = Span { opens: interval.opens, closes: interval.closes, comment: interval.comment.clone() };
                if let Some(day) = week.0.get_mut(usize::from(day).wrapping_sub(1)) {
                    day.push(span);
                }
            }
        }
        for day in &mut week.0 {
            day.sort();
            day.dedup_by(|next, span| {
                let joins = next.opens <= span.closes && next.comment == span.comment;
                if joins {
                    span.closes = span.closes.max(next.closes);
                }
                joins
            });
        }
        week
    }

    /// The days, those with the same hours together. All seven days are there.
    #[must_use]
    pub fn groups(&self) -> Vec<Days<'_>> {
        let mut groups: Vec<Days<'_>> = Vec::new();
        for (day, spans) in (1..).zip(&self.0) {
            match groups.last_mut() {
                Some(group) if group.spans == spans.as_slice() => group.last = day,
                _ => groups.push(Days { first: day, last: day, spans }),
            }
        }
        groups
    }

    /// Whether it never closes.
    #[must_use]
    pub fn is_round_the_clock(&self) -> bool {
        self.0.iter().all(|day| is_all_day(day))
    }

    /// The week in words: «mån–fre 08:00–12:00, 13:00–17:00; lör–sön stängt».
    #[must_use]
    pub fn message(&self) -> Message {
        if self.is_round_the_clock() && self.groups().len() == 1 {
            return Message::new("hours-round-the-clock");
        }
        chain(self.groups().iter().map(Days::message))
    }
}

impl Days<'_> {
    fn message(&self) -> Message {
        let first = weekday(self.first);
        let days = if self.first == self.last {
            first
        } else {
            Message::new("hours-day-to-day").with("first", first).with("last", weekday(self.last))
        };
        if self.spans.is_empty() {
            return Message::new("hours-closed").with("days", days);
        }
        let message = Message::new("hours-open").with("days", days);
        if is_all_day(self.spans) {
            return message.with("times", Message::new("hours-round-the-clock"));
        }
        let times: Vec<String> = self.spans.iter().map(Span::shown).collect();
        message.with("times", times.join(", "))
    }
}

impl Span {
    /// `08:00–17:00`, with the remark after it.
    fn shown(&self) -> String {
        let time = |minutes: u16| match minutes {
            DAY => "24:00".to_owned(),
            _ => format!("{:02}:{:02}", minutes % DAY / 60, minutes % 60),
        };
        let times = format!("{}–{}", time(self.opens), time(self.closes));
        self.comment.as_ref().map_or(times.clone(), |comment| format!("{times} ({comment})"))
    }
}

fn is_all_day(spans: &[Span]) -> bool {
    matches!(spans, [Span { opens: 0, closes, comment: None }] if *closes >= DAY)
}

/// As the directory writes it: `1-5#08:00#17:00`.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |minutes: u16| (minutes / 60, minutes % 60);
        let ((opens, opens_at), (closes, closes_at)) = (time(self.opens), time(self.closes));
        let Self { first_day, last_day, .. } = self;
        write!(f, "{first_day}-{last_day}#{opens:02}:{opens_at:02}#{closes:02}:{closes_at:02}")
    }
}

/// Hours in words. Those that hold only between certain dates come last, with their dates.
#[must_use]
pub fn said(intervals: &[Interval]) -> Message {
    let mut periods: Vec<_> = intervals.iter().map(|interval| (interval.from, interval.until)).collect();
    periods.sort_unstable();
    periods.dedup();
    if periods.is_empty() {
        return Message::new("hours-none");
    }
    chain(periods.into_iter().map(|period| {
        let within = intervals.iter().filter(|interval| (interval.from, interval.until) == period);
        let week = Week::of(within).message();
        match period {
            (None, None) => week,
            (Some(from), None) => Message::new("hours-from").with("from", from).with("week", week),
            (None, Some(until)) => Message::new("hours-until").with("until", until).with("week", week),
            (Some(from), Some(until)) => {
                Message::new("hours-from-until").with("from", from).with("until", until).with("week", week)
            }
        }
    }))
}

/// Several messages, one after the other.
fn chain(messages: impl DoubleEndedIterator<Item = Message>) -> Message {
    messages
        .rev()
        .reduce(|rest, first| Message::new("hours-then").with("first", first).with("rest", rest))
        .unwrap_or_else(|| Message::new("hours-none"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

    use super::{HoursError, Interval, Week, minutes, said};
    use crate::text::{Catalogue, Lang};

    fn read(values: &[&str]) -> Vec<Interval> {
        values.iter().map(|value| Interval::parse(value).unwrap_or_else(|error| panic!("{value}: {error}"))).collect()
    }

    fn words(values: &[&str]) -> (String, String) {
        let message = said(&read(values));
        (Catalogue::new(Lang::Sv).render(&message), Catalogue::new(Lang::En).render(&message))
    }

    #[test]
    fn real_values_are_read() {
        let cases = [
            ("1-5#08:00#17:00", (1, 5, 480, 1020)),
            ("5-5#07:45#13:00", (5, 5, 465, 780)),
            ("1#18:00#20:00", (1, 1, 1080, 1200)),
            ("1-5#8:30#10:00", (1, 5, 510, 600)),
            ("1-7#00:00#24:00", (1, 7, 0, 1440)),
            ("1-7#00:00#00:00", (1, 7, 0, 1440)),
            ("1-7#00:00#23:59", (1, 7, 0, 1440)),
            (" 1 - 5 # 08:00 # 17:00 ", (1, 5, 480, 1020)),
            ("6-7#22:00#06:00", (6, 7, 1320, 1800)),
            ("1-5#08:00:00#24:00:00", (1, 5, 480, 1440)),
        ];
        for (text, (first, last, opens, closes)) in cases {
            let interval = Interval::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let found = (interval.first_day, interval.last_day, interval.opens, interval.closes);
            assert_eq!(found, (first, last, opens, closes), "{text}");
        }
    }

    #[test]
    fn comments_and_dates_are_kept() {
        let interval = Interval::parse("1-5#08:00#09:00#Drop-in # ring först#").expect("it is one");
        assert_eq!(interval.comment.as_deref(), Some("Drop-in#ring först#"));
        let interval = Interval::parse("1-5#08:00#09:00#Sommar#20260615#20260816").expect("it is one");
        assert_eq!(interval.comment.as_deref(), Some("Sommar"));
        assert_eq!(interval.from.map(|day| day.to_string()).as_deref(), Some("2026-06-15"));
        assert_eq!(Interval::parse("1-5#08:00#09:00#").expect("it is one").comment, None);
    }

    #[test]
    fn what_is_no_interval_is_told_apart_from_what_is_backwards() {
        for text in ["", "1-5", "1-5#08:00", "0-5#08:00#17:00", "1-8#08:00#17:00", "Vardagar 8-17", "1-5#25:00#26:00"] {
            assert_eq!(Interval::parse(text), Err(HoursError::Form), "{text}");
        }
        for text in ["5-1#08:00#17:00", "1-5#17:00#08:00", "1-5#17:00#13:00", "1-5#08:00#08:00"] {
            assert_eq!(Interval::parse(text), Err(HoursError::Reversed), "{text}");
        }
    }

    #[test]
    fn a_time_may_be_written_as_xml_writes_it() {
        assert_eq!(minutes("24:00:00"), Ok(1440));
        assert_eq!(minutes("08:30:00.000+01:00"), Ok(510));
        assert_eq!(minutes("08:30:00Z"), Ok(510));
        assert_eq!(minutes("8.30"), Ok(510));
        for text in ["24:01", "08:60", "8", "0800", "08:3", "-1:00", "08:00:99", "١٢:٠٠"] {
            assert_eq!(minutes(text), Err(HoursError::Form), "{text}");
        }
    }

    #[test]
    fn a_week_is_said_by_its_days() {
        let (sv, en) = words(&["1-5#08:00#12:00", "1-5#13:00#17:00", "6#10:00#14:00#Jour"]);
        insta::assert_snapshot!(sv, @"mån–fre 08:00–12:00, 13:00–17:00; lör 10:00–14:00 (Jour); sön stängt");
        insta::assert_snapshot!(en, @"Mon–Fri 08:00–12:00, 13:00–17:00; Sat 10:00–14:00 (Jour); Sun closed");
        let (sv, en) = words(&["1-7#00:00#24:00"]);
        insta::assert_snapshot!(sv, @"dygnet runt");
        insta::assert_snapshot!(en, @"round the clock");
        let (sv, _) = words(&["1-5#18:00#02:00", "6-7#00:00#24:00"]);
        insta::assert_snapshot!(sv, @"mån–fre 18:00–02:00; lör–sön dygnet runt");
        let (sv, en) = words(&["1-5#08:00#17:00", "1-5#08:00#15:00##20260615#20260816"]);
        insta::assert_snapshot!(sv, @"mån–fre 08:00–17:00; lör–sön stängt; från 2026-06-15 till 2026-08-16: mån–fre 08:00–15:00; lör–sön stängt");
        insta::assert_snapshot!(en, @"Mon–Fri 08:00–17:00; Sat–Sun closed; from 2026-06-15 until 2026-08-16: Mon–Fri 08:00–15:00; Sat–Sun closed");
        assert_eq!(words(&[]), ("inga tider".to_owned(), "no hours".to_owned()));
    }

    #[test]
    fn weeks_are_equal_however_they_are_written() {
        let week = |values: &[&str]| Week::of(&read(values));
        let daily: Vec<String> = (1..=5).map(|day| format!("{day}-{day}#8:00#17:00")).collect();
        let daily: Vec<&str> = daily.iter().map(String::as_str).collect();
        assert_eq!(week(&daily), week(&["1-5#08:00#17:00"]));
        assert_eq!(week(&["1-5#08:00#12:00", "1-5#12:00#17:00"]), week(&["1-5#08:00#17:00"]));
        assert_ne!(week(&["1-5#08:00#12:00", "1-5#13:00#17:00"]), week(&["1-5#08:00#17:00"]));
        assert!(week(&["1-4#00:00#24:00", "5-7#00:00#23:59"]).is_round_the_clock());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn any_text_is_read_or_refused(text in "[1-8]?[-–]?[0-9]?#?[0-9]{0,2}[:.]?[0-9]{0,2}#?\\PC{0,12}") {
            if let Ok(interval) = Interval::parse(&text) {
                prop_assert!(interval.opens < interval.closes && interval.first_day <= interval.last_day);
                prop_assert!(!Catalogue::new(Lang::Sv).render(&said(&[interval])).is_empty());
            }
        }

        #[test]
        fn a_week_covers_exactly_the_minutes_of_its_intervals(
            days in proptest::collection::vec((1_u8..8, 1_u8..8, 0_u16..1440, 1_u16..1440), 0..6)
        ) {
            let intervals: Vec<Interval> =
                days.iter().filter_map(|(a, b, opens, closes)| Interval::between((*a, *b), (*opens, *closes)).ok()).collect();
            let week = Week::of(&intervals);
            for group in week.groups() {
                for day in group.first..=group.last {
                    for minute in (0..2880).step_by(7) {
                        let open = |i: &Interval| {
                            (i.first_day..=i.last_day).contains(&day) && (i.opens..i.closes).contains(&minute)
                        };
                        let shown = group.spans.iter().any(|span| (span.opens..span.closes).contains(&minute));
                        prop_assert_eq!(shown, intervals.iter().any(open));
                    }
                }
            }
        }
    }
}
