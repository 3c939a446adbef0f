//! When a case must be answered, and why: day by day which days do not count.

mod days;

use std::io;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime};
use chrono_tz::{Europe::Stockholm, Tz};
use serde::Serialize;

use super::limit::{Limit, WireLimit};
use super::time::{Wording, due, instant, is_end_of_day, legend_of_day};
use crate::model::case_type::Vocabulary as _;
use crate::model::measure::CaseTerms;
use crate::model::span::{TimeSpan, TimeUnit};
use crate::model::working_days::{Calendar, Counting, in_stockholm};
use crate::report::json::pretty;
use crate::report::sheet::{BOLD, FAINT, Sheet, piece, plain};
use crate::report::words::Words;
use crate::text::{Lang, Message};
use days::{Day, DayKind};

const FORMAT: &str = "riktlinje/cases-deadline/v1";
/// Programs are told of every day up to so many.
const DAYS: i64 = 400;

/// When a case was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// Some time that day.
    Day(NaiveDate),
    /// At this time.
    At(DateTime<Tz>),
}

/// When a case must be answered.
#[derive(Clone, Copy, Debug)]
pub struct DeadlinePage<'a> {
    /// When it was received.
    pub received: Received,
    /// The limit.
    pub limit: Limit<'a>,
}

impl DeadlinePage<'_> {
    /// Whether a day by itself is not enough, since the time of day moves the answer.
    #[must_use]
    pub fn needs_time_of_day(&self) -> bool {
        let moves = match self.limit.within.unit {
            TimeUnit::Minutes | TimeUnit::Hours | TimeUnit::WorkingMinutes | TimeUnit::WorkingHours => true,
            TimeUnit::WorkingDays | TimeUnit::SameWorkingDay => self.limit.terms.calendar.cut_off.is_some(),
            TimeUnit::Days | TimeUnit::Months | TimeUnit::Years => false,
        };
        moves && matches!(self.received, Received::Day(_))
    }

    /// For a person at a terminal.
    ///
    /// # Errors
    /// What the output says.
    pub fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let answer = self.answer();
        sheet.flow((0, 2), &[piece(BOLD, words.say(&answer.headline(words)))])?;
        let received = match self.received {
            Received::Day(day) => day.format("%Y-%m-%d").to_string(),
            Received::At(at) => instant(at),
        };
        let day = weekday_in_full(words, answer.received.with_timezone(&Stockholm).date_naive());
        let message = Message::new("cases-deadline-received").with("weekday", day).with("received", received);
        sheet.flow((0, 2), &[plain(words.say(&message.with("limit", self.limit.in_words(words))))])?;
        sheet.blank()?;
        self.why(&answer, words, sheet)?;
        for line in self.limit.explained(words) {
            sheet.flow((0, 2), &[piece(FAINT, line)])?;
        }
        if let Some(line) = self.other_way(&answer, words) {
            sheet.flow((0, 2), &[plain(line)])?;
        }
        Ok(())
    }

    /// The days, or why there is no need to count them.
    fn why(&self, answer: &Answer, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let every = match self.limit.within.unit {
            TimeUnit::Minutes | TimeUnit::Hours => Some("cases-deadline-every-hour"),
            TimeUnit::Days | TimeUnit::Months | TimeUnit::Years => Some("cases-deadline-every-day"),
            TimeUnit::WorkingMinutes | TimeUnit::WorkingHours | TimeUnit::WorkingDays | TimeUnit::SameWorkingDay => {
                None
            }
        };
        if let Some(key) = every {
            return sheet.flow((0, 2), &[plain(words.get(key))]);
        }
        let rows = days::rows(&answer.days(), words);
        let widest = rows.lines.iter().map(|(date, _)| date.chars().count()).max().unwrap_or(0);
        for (date, text) in rows.lines {
            sheet.line(&[plain(format!("  {date:<widest$}   ")), plain(text)])?;
        }
        if rows.left_out {
            sheet.flow((2, 4), &[piece(FAINT, words.get("cases-deadline-days-left-out"))])?;
        }
        sheet.blank()?;
        if matches!(self.limit.within.unit, TimeUnit::WorkingMinutes | TimeUnit::WorkingHours) {
            sheet.flow(
                (0, 2),
                &[piece(FAINT, legend_of_day(words, (self.limit.terms.calendar.hours, Wording::Full)))],
            )?;
        }
        Ok(())
    }

    /// What the other way of counting says.
    fn other_way(&self, answer: &Answer, words: &Words) -> Option<String> {
        let (counting, at) = answer.other?;
        let way = self.limit.way(words, counting);
        let message = if at == answer.due {
            Message::new("cases-deadline-other-same")
        } else {
            let weekday = weekday_in_full(words, at.with_timezone(&Stockholm).date_naive());
            Message::new("cases-deadline-other").with("weekday", weekday).with("due", due(at))
        };
        Some(words.say(&message.with("way", way).with("word", counting.key())))
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> String {
        let answer = self.answer();
        let names = Lang::ALL.map(Words::new);
        let off = |day: &Day, lang: Lang| {
            let words = names.iter().find(|words| words.lang() == lang).expect("both were made");
            day.off.as_ref().map(|name| words.say(name))
        };
        let (from, to) = (answer.received.date_naive(), answer.due.date_naive());
        let days = if (to - from).num_days() <= DAYS { answer.days() } else { Vec::new() };
        let days = days.iter().map(|day| WireDay {
            date: day.date,
            weekday: day.date.weekday().number_from_monday(),
            is_working_day: day.off.is_none(),
            number: match day.kind {
                DayKind::Counted(number) => Some(number),
                _ => None,
            },
            minutes: match day.kind {
                DayKind::Worked { from, to, .. } => Some(to - from),
                _ => None,
            },
            sv: off(day, Lang::Sv),
            en: off(day, Lang::En),
        });
        let page = WirePage {
            format: FORMAT,
            received: match self.received {
                Received::Day(day) => day.to_string(),
                Received::At(at) => at.with_timezone(&Stockholm).to_rfc3339(),
            },
            limit: self.limit.wire(),
            deadline: answer.due.to_rfc3339(),
            other: answer.other.map(|(counting, at)| WireOther { counting: counting.key(), deadline: at.to_rfc3339() }),
            days: days.collect(),
        };
        pretty(&page)
    }

    fn answer(&self) -> Answer<'_> {
        let calendar = Calendar::new(self.limit.terms.calendar.clone());
        let received = match self.received {
            Received::Day(day) => in_stockholm(day.and_time(NaiveTime::MIN)),
            Received::At(at) => at,
        };
        let other = match self.limit.terms.counting {
            Counting::Strict => Counting::RollForward,
            Counting::RollForward => Counting::Strict,
        };
        let due = self.limit.due(&calendar, received);
        let other = (other, calendar.deadline(received, self.limit.within, other));
        let other = self.limit.counting_matters().then_some(other);
        Answer { received, unit: self.limit.within.unit, terms: self.limit.terms, calendar, due, other }
    }
}

/// When it is due, and what that follows from.
struct Answer<'a> {
    received: DateTime<Tz>,
    unit: TimeUnit,
    terms: &'a CaseTerms,
    calendar: Calendar,
    due: DateTime<Tz>,
    /// The other way of counting, and when it is due by that.
    other: Option<(Counting, DateTime<Tz>)>,
}

impl Answer<'_> {
    fn headline(&self, words: &Words) -> Message {
        let local = self.due.with_timezone(&Stockholm);
        let key = if is_end_of_day(self.due) { "cases-deadline-day" } else { "cases-deadline-time" };
        Message::new(key)
            .with("weekday", weekday_in_full(words, local.date_naive()))
            .with("date", local.date_naive())
            .with("time", local.format("%H:%M").to_string())
    }

    /// Each day from that of arrival to the last on which an answer is in time.
    fn days(&self) -> Vec<Day> {
        let (received, due) = (self.received.with_timezone(&Stockholm), self.due.with_timezone(&Stockholm));
        match self.unit {
            TimeUnit::WorkingMinutes | TimeUnit::WorkingHours => {
                days::worked(&self.calendar, received.naive_local(), due.naive_local())
            }
            _ => days::counted(&self.calendar, received.date_naive(), (self.day_0(), due.date_naive())),
        }
    }

    /// The day that counts as that of arrival.
    fn day_0(&self) -> NaiveDate {
        match self.terms.counting {
            Counting::Strict => self.received.with_timezone(&Stockholm).date_naive(),
            // What came on a day off, or after the cut-off, is due on the day that it counts as arrived on.
            Counting::RollForward => {
                let same_day = TimeSpan { amount: 0, unit: TimeUnit::SameWorkingDay };
                self.calendar.deadline(self.received, same_day, Counting::RollForward).date_naive()
            }
        }
    }
}

/// `tisdag`.
fn weekday_in_full(words: &Words, day: NaiveDate) -> String {
    words.say(&days::weekday_name(day))
}

#[derive(Serialize)]
struct WirePage<'a> {
    format: &'static str,
    received: String,
    #[serde(flatten)]
    limit: WireLimit<'a>,
    deadline: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<WireOther>,
    /// Left empty above 400 days.
    days: Vec<WireDay>,
}

#[derive(Serialize)]
struct WireOther {
    counting: &'static str,
    deadline: String,
}

#[derive(Serialize)]
struct WireDay {
    date: NaiveDate,
    /// Monday is 1.
    weekday: u32,
    is_working_day: bool,
    /// The n-th that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    /// Working time of the day that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    /// Why the day does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    sv: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}
