//! `workdays YEAR`: the days off with their names, and how many working days each month has.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::Serialize;

use crate::cli::args::{PlainFormat, WorkdaysArgs};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::model::case_type::Vocabulary as _;
use crate::model::holiday::Eve;
use crate::model::working_days::{Calendar, CalendarRules, weekday};
use crate::policy::problem::did_you_mean;
use crate::report::json::pretty;
use crate::text::{Arg, Catalogue, Lang, Message};

const FORMAT: &str = "riktlinje/workdays/v1";

/// Prints the year.
pub(super) fn run(args: &WorkdaysArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let calendar = Calendar::new(rules(&args.also_off)?);
    let year = Year::of(&calendar, args.year);
    let text = match args.format {
        PlainFormat::Table => year.table(&session.words),
        PlainFormat::Json => year.json(),
    };
    session.print(&text)?;
    Ok(Exit::Done)
}

/// Eves by name, dates as closing days.
fn rules(also_off: &[String]) -> Result<CalendarRules, CliError> {
    let mut rules = CalendarRules::default();
    for day in also_off {
        if let Some(eve) = Eve::parse(day) {
            rules.eves_off.insert(eve);
        } else if let Ok(date) = day.parse::<NaiveDate>() {
            rules.closed.insert(date);
        } else {
            let eves = Eve::WORDS
                .iter()
                .map(|(eve, _)| eve.key())
                .filter(|key| !Eve::ALWAYS_OFF.iter().any(|always| always.key() == *key));
            let eves: Vec<&str> = eves.collect();
            let hint = did_you_mean(day, eves.iter().copied());
            let message = Message::new("cli-workdays-unknown-day").with("day", day.as_str());
            let all = Message::new("cli-workdays-known-days").with("eves", eves);
            return Err(CliError::unusable(message).hint_if(hint).hint(all));
        }
    }
    Ok(rules)
}

/// What is printed.
struct Year {
    year: i32,
    months: [u32; 12],
    days_off: Vec<DayOff>,
}

struct DayOff {
    date: NaiveDate,
    names: Vec<Message>,
}

impl Year {
    fn of(calendar: &Calendar, year: i32) -> Self {
        let mut days_off: Vec<DayOff> = Vec::new();
        for (date, name) in calendar.days_off(year) {
            match days_off.last_mut() {
                Some(last) if last.date == date => last.names.push(name),
                _ => days_off.push(DayOff { date, names: vec![name] }),
            }
        }
        let months = std::array::from_fn(|month| {
            let first = NaiveDate::from_ymd_opt(year, month as u32 + 1, 1).expect("every month has a first day");
            calendar.working_days(first, first + Months::new(1) - Days::new(1))
        });
        Self { year, months, days_off }
    }

    fn total(&self) -> u32 {
        self.months.iter().sum()
    }

    /// Days off that fall on Monday to Friday.
    fn on_weekdays(&self) -> usize {
        let days: BTreeSet<NaiveDate> = self.days_off.iter().map(|off| off.date).collect();
        days.into_iter().filter(|day| day.weekday().number_from_monday() <= 5).count()
    }

    fn table(&self, words: &Catalogue) -> String {
        let sentence = |message: Message| words.render(&message);
        let title = Message::new("cli-workdays-title")
            .with("year", self.year.to_string())
            .with("days", u64::from(self.total()))
            .with("off", self.on_weekdays());
        let mut lines = vec![sentence(title), String::new()];
        let width = (1..=12).map(|month| words.render(&month_name(month)).chars().count()).max().unwrap_or(0);
        for (month, days) in (1..).zip(self.months) {
            let name = words.render(&month_name(month));
            let off: Vec<String> = self
                .days_off
                .iter()
                .filter(|off| off.date.month() == month && off.date.weekday().number_from_monday() <= 5)
                .map(|off| off.date.day().to_string())
                .collect();
            let off = if off.is_empty() {
                String::new()
            } else {
                format!("   {}", sentence(Message::new("cli-workdays-off").with("days", off)))
            };
            lines.push(format!("  {name:<width$}  {days:>3}{off}"));
        }
        let sum = words.get("cli-workdays-sum");
        lines.extend([
            format!("  {sum:<width$}  {:>3}", self.total()),
            String::new(),
            words.get("cli-workdays-days-off"),
        ]);
        for off in &self.days_off {
            let weekday = words.render(&weekday(off.date.weekday().number_from_monday() as u8));
            let names = Arg::List(off.names.iter().cloned().map(Arg::from).collect());
            let names = words.render(&Message::new("cli-workdays-names").with("names", names));
            lines.push(format!("  {}  {weekday:<3}  {names}", off.date));
        }
        lines.extend([String::new(), words.get("cli-workdays-note"), String::new()]);
        lines.join("\n")
    }

    fn json(&self) -> String {
        let catalogues = Lang::ALL.map(Catalogue::new);
        let names = |names: &[Message], lang: Lang| {
            let words = catalogues.iter().find(|words| words.lang() == lang).expect("both were made");
            names.iter().map(|name| words.render(name)).collect()
        };
        let wire = wire::Year {
            format: FORMAT,
            year: self.year,
            working_days: self.total(),
            months: (1..).zip(self.months).map(|(month, working_days)| wire::Month { month, working_days }).collect(),
            days_off: self
                .days_off
                .iter()
                .map(|off| wire::DayOff {
                    date: off.date.to_string(),
                    weekday: off.date.weekday().number_from_monday(),
                    sv: names(&off.names, Lang::Sv),
                    en: names(&off.names, Lang::En),
                })
                .collect(),
        };
        pretty(&wire)
    }
}

fn month_name(month: u32) -> Message {
    const KEYS: [&str; 12] = [
        "workdays-january",
        "workdays-february",
        "workdays-march",
        "workdays-april",
        "workdays-may",
        "workdays-june",
        "workdays-july",
        "workdays-august",
        "workdays-september",
        "workdays-october",
        "workdays-november",
        "workdays-december",
    ];
    Message::new(KEYS[month as usize - 1])
}

/// How the year is written as JSON.
mod wire {
    use super::Serialize;

    #[derive(Serialize)]
    pub(super) struct Year {
        pub(super) format: &'static str,
        pub(super) year: i32,
        pub(super) working_days: u32,
        pub(super) months: Vec<Month>,
        pub(super) days_off: Vec<DayOff>,
    }

    #[derive(Serialize)]
    pub(super) struct Month {
        pub(super) month: u32,
        pub(super) working_days: u32,
    }

    #[derive(Serialize)]
    pub(super) struct DayOff {
        pub(super) date: String,
        /// Monday is 1.
        pub(super) weekday: u32,
        pub(super) sv: Vec<String>,
        pub(super) en: Vec<String>,
    }
}
