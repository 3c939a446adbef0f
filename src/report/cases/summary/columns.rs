//! The columns of the summary: what each is called and what it shows of a group.

use anstyle::Style as Ink;

use super::{CHANNELS, Known, Row, SummaryPage, Times, time};
use crate::model::clinic::Channel;
use crate::model::finding::Missing;
use crate::model::measure::Answer;
use crate::model::source::SourceKind;
use crate::report::cases::grid::{Align, Cell, Column};
use crate::report::cases::time::{Wording, working};
use crate::report::sheet::{CYAN, FAINT, PLAIN, RED, YELLOW};
use crate::report::words::Words;
use crate::text::Message;

/// How many characters a whole bar has.
const BAR: u64 = 12;

/// A column beside the name of the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Id,
    Received,
    Answered,
    InTime,
    Share,
    Bar,
    Median(Wording),
    P95(Wording),
    Longest(Wording),
    Open,
    Overdue,
    Oldest,
    Undistributed,
    Unclosed,
    Interim,
    ClosedUnanswered,
    /// Of [`CHANNELS`].
    Channel(usize),
    /// Of the policies' own measures.
    Own(usize),
}

impl Shown {
    /// Whether the log can tell it at all.
    pub(super) fn is_known(self, page: &SummaryPage<'_>) -> bool {
        fn told<T>(figure: &Known<T>) -> bool {
            !matches!(figure, Err(Missing::NotInSource(SourceKind::Cases)))
        }
        let total = &page.total;
        match self {
            // Names need no ids beside them where nobody has a name, and groups that are no clinics have neither.
            Self::Id => {
                let clinics = || page.rows.iter().filter_map(|row| row.clinic.as_ref());
                page.by.contains(&super::Dimension::Clinic) && clinics().any(|id| page.about.name(id).is_some())
            }
            Self::Received => true,
            Self::Answered => told(&total.answered),
            Self::InTime | Self::Share | Self::Bar => told(&total.in_time),
            Self::Median(_) | Self::P95(_) | Self::Longest(_) => total.working.is_some(),
            Self::Open => told(&total.open),
            Self::Overdue | Self::Oldest => told(&total.overdue),
            Self::Undistributed => told(&total.undistributed),
            Self::Unclosed => told(&total.unclosed),
            Self::Interim => told(&total.interim),
            Self::ClosedUnanswered => told(&total.closed_unanswered),
            Self::Channel(index) => told(&total.channels[index]),
            Self::Own(index) => told(&total.own[index]),
        }
    }

    /// Its heading.
    pub(super) fn column(self, page: &SummaryPage<'_>, words: &Words) -> Column {
        let (undistributed, unclosed) = page.ages;
        let longer = |key, age| words.say(&Message::new(key).with("age", words.span(age)));
        let heading = match self {
            Self::Id => words.get("cases-column-id"),
            Self::Received => words.get("cases-column-received"),
            Self::Answered => words.get("cases-column-answered"),
            Self::InTime => words.get("cases-column-in-time"),
            Self::Share => words.get("cases-column-share"),
            Self::Bar => String::new(),
            Self::Median(_) => words.get("cases-column-median"),
            Self::P95(_) => words.get("cases-column-p95"),
            Self::Longest(_) => words.get("cases-column-longest"),
            Self::Open => words.get("cases-column-open"),
            Self::Overdue => words.get("cases-column-overdue"),
            Self::Oldest => words.get("cases-column-oldest"),
            Self::Undistributed => longer("cases-column-undistributed", undistributed),
            Self::Unclosed => longer("cases-column-unclosed", unclosed),
            Self::Interim => words.get("cases-column-interim"),
            Self::ClosedUnanswered => words.get("cases-column-closed-unanswered"),
            Self::Channel(index) => words.get(channel(CHANNELS[index])),
            Self::Own(index) => page.own[index].heading(words),
        };
        let align = if matches!(self, Self::Id | Self::Bar) { Align::Left } else { Align::Right };
        Column { heading, align }
    }

    /// What it shows of a group; of all cases where there is none.
    pub(super) fn cell(self, page: &SummaryPage<'_>, row: Option<&Row>, words: &Words) -> Cell {
        let figures = row.map_or(&page.total, |row| &row.figures);
        let fewest = page.about.limit.terms.fewest;
        let of = figures.in_time.map_or(0, |(_, of)| of);
        let length = |wording, of_times: fn(&Times) -> u32| {
            let times = figures.working.as_ref().filter(|_| of > 0);
            let hours = page.about.limit.terms.calendar.hours;
            let text = times.map(|times| working(words, of_times(times).into(), (hours, wording)));
            let ink = if is_few(of, fewest) { FAINT } else { PLAIN };
            text.map_or_else(|| Cell::new(FAINT, "–"), |text| Cell::new(ink, text))
        };
        match self {
            Self::Id => Cell::new(FAINT, self.id(page, row)),
            Self::Received => count(&Ok(figures.received), PLAIN, words),
            Self::Answered => count(&figures.answered, PLAIN, words),
            Self::InTime => count(&figures.in_time.map(|(part, _)| part), PLAIN, words),
            Self::Share => share(&figures.in_time, fewest, words),
            Self::Bar => bar(&figures.in_time, fewest),
            Self::Median(wording) => length(wording, |times| times.median),
            Self::P95(wording) => length(wording, |times| times.p95),
            Self::Longest(wording) => length(wording, |times| times.longest),
            Self::Open => count(&figures.open, PLAIN, words),
            Self::Overdue => count(&figures.overdue, RED, words),
            Self::Oldest => match figures.oldest {
                Some(at) => Cell::plain(at.format("%Y-%m-%d").to_string()),
                None => Cell::new(FAINT, "–"),
            },
            Self::Undistributed => count(&figures.undistributed, YELLOW, words),
            Self::Unclosed => count(&figures.unclosed, YELLOW, words),
            Self::Interim => count(&figures.interim, PLAIN, words),
            Self::ClosedUnanswered => count(&figures.closed_unanswered, PLAIN, words),
            Self::Channel(index) => share(&figures.channels[index], fewest, words),
            Self::Own(index) => match figures.own[index] {
                Ok(Answer::Share { part, of }) => share(&Ok((part, of)), page.own[index].measure.terms.fewest, words),
                Ok(Answer::Count(number)) => count(&Ok(number), PLAIN, words),
                Ok(Answer::Time { of: 0, .. }) => Cell::new(FAINT, "–"),
                Ok(Answer::Time { span, .. }) => Cell::plain(time(words, &page.about, span)),
                Err(_) => unknown(),
            },
        }
    }

    /// The clinic's id, where its name stands before it.
    fn id(self, page: &SummaryPage<'_>, row: Option<&Row>) -> String {
        let is_clinics = |row: &&Row| page.by.get(row.level(page.by)) == Some(&super::Dimension::Clinic);
        let clinic = row.filter(is_clinics).and_then(|row| row.clinic.as_ref());
        clinic.filter(|id| page.about.name(id).is_some()).map(ToString::to_string).unwrap_or_default()
    }
}

/// The key of a channel's name.
pub(super) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Digital => "cases-column-digital",
        Channel::Phone => "cases-column-phone",
        Channel::Letter => "cases-column-letter",
        Channel::Visit => "cases-column-visit",
    }
}

/// Whether a share of so many says nothing certain.
pub(super) fn is_few(of: u64, fewest: u32) -> bool {
    of < u64::from(fewest.max(1))
}

fn count(figure: &Known<u64>, ink: Ink, words: &Words) -> Cell {
    match figure {
        Ok(0) => Cell::new(FAINT, "0"),
        Ok(count) => Cell::new(ink, words.number(*count)),
        Err(_) => unknown(),
    }
}

fn share(figure: &Known<(u64, u64)>, fewest: u32, words: &Words) -> Cell {
    match figure {
        Ok((_, 0)) => Cell::new(FAINT, "–"),
        Ok((_, of)) if is_few(*of, fewest) => Cell::new(CYAN, words.get("cases-few")),
        Ok((part, of)) => Cell::plain(words.percentage(*part, *of)),
        Err(_) => unknown(),
    }
}

/// A share as a bar.
fn bar(figure: &Known<(u64, u64)>, fewest: u32) -> Cell {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    match figure {
        Ok((part, of)) if !is_few(*of, fewest) => {
            let eighths = u128::from(*part) * u128::from(BAR) * 8 / u128::from(*of);
            let eighths = usize::try_from(eighths).expect("a share is no more than the whole");
            Cell::plain(format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8]))
        }
        _ => Cell::plain(""),
    }
}

fn unknown() -> Cell {
    Cell::new(CYAN, "?")
}
