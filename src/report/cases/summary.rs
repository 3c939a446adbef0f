//! How cases are answered: figures clinic by clinic, by case type, by month.

mod columns;
mod csv;
mod json;

use std::io;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::about::About;
use super::grid::{Align, COMFORTABLE, Cell, Column, Grid, READABLE};
use super::time::{Wording, hours_and_minutes, instant_with_weekday, legend};
use crate::model::clinic::Channel;
use crate::model::finding::Missing;
use crate::model::hsa_id::HsaId;
use crate::model::measure::{Answer, Measure};
use crate::model::source::SourceKind;
use crate::model::span::TimeSpan;
use crate::report::alphabet::swedish;
use crate::report::escape::escape;
use crate::report::sheet::{BOLD, CYAN, FAINT, Sheet, piece, plain};
use crate::report::words::{Words, capitalised};
use crate::text::{Bilingual, Message};
use columns::Shown;

/// The channels in the order of the table.
pub const CHANNELS: [Channel; 4] = [Channel::Digital, Channel::Phone, Channel::Letter, Channel::Visit];

/// A figure, or why there is none.
pub type Known<T> = Result<T, Missing>;

/// Figures of some cases.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Cases that were received.
    pub received: u64,
    /// Cases that were answered.
    pub answered: Known<u64>,
    /// Cases that were answered in time, of how many.
    pub in_time: Known<(u64, u64)>,
    /// How long answers took in working time.
    pub working: Option<Times>,
    /// The same by the clock.
    pub clock: Option<Times>,
    /// Cases that are not closed.
    pub open: Known<u64>,
    /// Cases that should have been answered and are not.
    pub overdue: Known<u64>,
    /// When the oldest case that is neither answered nor closed was received.
    pub oldest: Option<DateTime<Tz>>,
    /// Cases that have waited too long to be distributed.
    pub undistributed: Known<u64>,
    /// Answered cases that should have been closed.
    pub unclosed: Known<u64>,
    /// Cases with an interim reply.
    pub interim: Known<u64>,
    /// Cases that were closed without an answer.
    pub closed_unanswered: Known<u64>,
    /// Cases that were answered through each of [`CHANNELS`], of how many.
    pub channels: [Known<(u64, u64)>; CHANNELS.len()],
    /// The answers to the policy's own measures, in their order.
    pub own: Vec<Known<Answer>>,
}

/// Lengths of time, in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// Half of the answers took no longer.
    pub median: u32,
    /// 95 of a hundred took no longer.
    pub p95: u32,
    /// None took longer.
    pub longest: u32,
}

/// By what cases are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// By clinic.
    Clinic,
    /// By case type.
    CaseType,
    /// By the month in which they were received.
    Month,
}

/// Figures of one group. A group of fewer dimensions than the page has is a sum of others.
#[derive(Clone, Debug)]
pub struct Row {
    /// The clinic, if it is one clinic's.
    pub clinic: Option<HsaId>,
    /// The case type as the log writes it, if it is one case type's; empty where the log does not say.
    pub case_type: Option<Box<str>>,
    /// The first day of the month, if it is one month's.
    pub month: Option<NaiveDate>,
    /// The figures.
    pub figures: Figures,
}

/// A measure of the policies.
#[derive(Clone, Copy, Debug)]
pub struct OwnMeasure<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// What its policy calls it.
    pub title: Option<&'a Bilingual>,
}

/// How cases are answered.
#[derive(Debug)]
pub struct SummaryPage<'a> {
    /// What the figures rest on.
    pub about: About<'a>,
    /// By what cases are told apart, the first outermost.
    pub by: &'a [Dimension],
    /// Only what was received or answered in this time; what waits now is counted however old it is.
    pub over: Option<TimeSpan>,
    /// How long a case may wait to be distributed, and an answered one to be closed.
    pub ages: (TimeSpan, TimeSpan),
    /// Groups and sums of them, in any order.
    pub rows: Vec<Row>,
    /// All cases.
    pub total: Figures,
    /// The policies' own measures that no other column shows.
    pub own: Vec<OwnMeasure<'a>>,
}

impl SummaryPage<'_> {
    /// For a person at a terminal.
    ///
    /// # Errors
    /// What the output says.
    pub fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        sheet.flow((0, 2), &[piece(BOLD, self.about.extent(words))])?;
        self.about.head(words, sheet)?;
        if let Some(over) = self.over {
            let message = Message::new("cases-over").with("over", words.span(over));
            sheet.flow((0, 2), &[piece(FAINT, words.say(&message))])?;
        }
        if self.about.log.cases > 0 {
            let rows = self.ordered();
            let wording = self.answers(&rows, (words, sheet))?;
            self.now(&rows, (words, sheet))?;
            self.ways(&rows, (words, sheet))?;
            self.own(&rows, (words, sheet))?;
            sheet.blank()?;
            self.legend(wording, (words, sheet))?;
        }
        self.about.foot(words, sheet)
    }

    /// For a spreadsheet: a row a group, without the sums but that of all.
    ///
    /// # Errors
    /// What the output says.
    pub fn csv(&self, words: &Words, out: &mut dyn io::Write) -> io::Result<()> {
        csv::write(self, words, out)
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> String {
        json::write(self)
    }

    /// How and how fast cases were answered; returns how lengths of time were worded.
    fn answers(&self, rows: &[&Row], (words, sheet): (&Words, &mut Sheet<'_>)) -> io::Result<Wording> {
        use Shown::{Answered, Bar, Id, InTime, Longest, Median, P95, Received, Share};
        use Wording::{Full, Short};
        let counts = [Received, Answered, InTime, Share];
        let trend = self.by.contains(&Dimension::Month);
        let times = |wording| vec![Median(wording), P95(wording), Longest(wording)];
        let few = || vec![Median(Short), P95(Short)];
        // The richest first. Over time the share's bar says more than the longest time.
        let mut variants: Vec<Vec<Shown>> = vec![[&[Id], &counts[..], &[Bar], &times(Full)].concat()];
        if trend {
            variants.push([&[Id], &counts[..], &[Bar], &times(Short)].concat());
            variants.push([&counts[..], &[Bar], &times(Short)].concat());
            variants.push([&counts[..], &[Bar], &few()].concat());
        }
        variants.extend([
            [&[Id], &counts[..], &times(Full)].concat(),
            [&[Id], &counts[..], &[Bar], &times(Short)].concat(),
            [&[Id], &counts[..], &times(Short)].concat(),
            [&counts[..], &times(Short)].concat(),
            [&counts[..], &few()].concat(),
            [&counts[1..], &few()].concat(),
        ]);
        let chosen = self.section(("cases-heading-answers", &variants), rows, (words, sheet))?;
        let full = chosen.iter().any(|shown| matches!(shown, Median(Full)));
        Ok(if full { Full } else { Short })
    }

    /// What waits now.
    fn now(&self, rows: &[&Row], to: (&Words, &mut Sheet<'_>)) -> io::Result<()> {
        use Shown::{Id, Oldest, Open, Overdue, Unclosed, Undistributed};
        let variants = [
            vec![Id, Open, Overdue, Oldest, Undistributed, Unclosed],
            vec![Open, Overdue, Oldest, Undistributed, Unclosed],
        ];
        self.section(("cases-heading-now", &variants), rows, to).map(drop)
    }

    /// In which ways cases were answered, or not.
    fn ways(&self, rows: &[&Row], to: (&Words, &mut Sheet<'_>)) -> io::Result<()> {
        use Shown::{Channel, ClosedUnanswered, Id, Interim};
        let all: Vec<Shown> = (0..CHANNELS.len()).map(Channel).chain([Interim, ClosedUnanswered]).collect();
        self.section(("cases-heading-ways", &[[&[Id], &all[..]].concat(), all.clone()]), rows, to).map(drop)
    }

    /// What the policies ask beyond that.
    fn own(&self, rows: &[&Row], (words, sheet): (&Words, &mut Sheet<'_>)) -> io::Result<()> {
        let mut left: Vec<Shown> = (0..self.own.len()).map(Shown::Own).collect();
        while !left.is_empty() {
            let fits = |count: &usize| self.grid(&left[..*count], rows, words).fits(sheet.width(), READABLE);
            let count = (1..=left.len()).rev().find(fits).unwrap_or(1);
            let rest = left.split_off(count);
            self.section(("cases-heading-own", &[left]), rows, (words, &mut *sheet))?;
            left = rest;
        }
        Ok(())
    }

    /// Writes the first variant that fits, else the last; returns its columns. A section without figures is left out.
    fn section(
        &self,
        (heading, variants): (&'static str, &[Vec<Shown>]),
        rows: &[&Row],
        (words, sheet): (&Words, &mut Sheet<'_>),
    ) -> io::Result<Vec<Shown>> {
        let known = |variant: &Vec<Shown>| -> Vec<Shown> {
            variant.iter().copied().filter(|shown| shown.is_known(self)).collect()
        };
        let variants: Vec<Vec<Shown>> = variants.iter().map(known).collect();
        // What can be left out makes room for names; at last they are cut.
        let fits = |variant: &&Vec<Shown>, first: usize| self.grid(variant, rows, words).fits(sheet.width(), first);
        let rich = variants.split_last_chunk::<2>().map_or(&[][..], |(rich, _)| rich);
        let comfortable = rich.iter().find(|variant| fits(variant, COMFORTABLE));
        let readable = || variants.iter().find(|variant| fits(variant, READABLE));
        let Some(chosen) = comfortable.or_else(readable).or(variants.last()) else { return Ok(Vec::new()) };
        if chosen.iter().all(|shown| *shown == Shown::Id) {
            return Ok(Vec::new());
        }
        let at = instant_with_weekday(words, self.about.as_of);
        sheet.heading(&words.say(&Message::new(heading).with("instant", at)))?;
        self.grid(chosen, rows, words).write(sheet)?;
        Ok(chosen.clone())
    }

    fn grid(&self, shown: &[Shown], rows: &[&Row], words: &Words) -> Grid {
        let dimensions: Vec<String> = self.by.iter().map(|dimension| words.get(dimension.heading())).collect();
        let mut columns = vec![Column { heading: dimensions.join(" / "), align: Align::Left }];
        columns.extend(shown.iter().map(|shown| shown.column(self, words)));
        let line = |label: Cell, row: Option<&Row>| {
            let cells = shown.iter().map(|shown| shown.cell(self, row, words));
            std::iter::once(label).chain(cells).collect()
        };
        let mut lines: Vec<Vec<Cell>> = rows.iter().map(|row| line(self.label(row, words), Some(*row))).collect();
        if rows.len() != 1 {
            lines.push(line(Cell::new(BOLD, words.get("cases-total")), None));
        }
        Grid { columns, rows: lines }
    }

    /// What a group is called, indented by how many groups it lies in.
    fn label(&self, row: &Row, words: &Words) -> Cell {
        let level = row.level(self.by);
        let name = match self.by.get(level) {
            Some(Dimension::Clinic) => row.clinic.as_ref().map(|clinic| {
                self.about.name(clinic).map_or_else(|| clinic.to_string(), |name| escape(name).into_owned())
            }),
            Some(Dimension::CaseType) => row.case_type.as_ref().map(|written| case_type(written, words)),
            Some(Dimension::Month) => row.month.map(|month| month.format("%Y-%m").to_string()),
            None => None,
        };
        let text = format!("{}{}", "  ".repeat(level), name.unwrap_or_default());
        if level + 1 < self.by.len() { Cell::new(BOLD, text) } else { Cell::plain(text) }
    }

    /// Rows in the order in which people look them up: names by the alphabet, months by time, each group under the one
    /// that it lies in.
    fn ordered(&self) -> Vec<&Row> {
        let alphabet = swedish();
        let named = |text: &str| {
            let mut key = Vec::new();
            alphabet.write_sort_key_to(text, &mut key).expect("memory takes every byte");
            key
        };
        let key = |row: &Row| -> Vec<(Vec<u8>, String)> {
            let part = |dimension: &Dimension| match dimension {
                Dimension::Clinic => row.clinic.as_ref().map(|clinic| {
                    let id = clinic.as_str().to_uppercase();
                    (named(self.about.name(clinic).unwrap_or(&id)), id)
                }),
                // What the log says nothing of comes last.
                Dimension::CaseType => row.case_type.as_deref().map(|written| match written {
                    "" => (vec![u8::MAX], String::new()),
                    written => (named(written), written.to_owned()),
                }),
                Dimension::Month => row.month.map(|month| (Vec::new(), month.to_string())),
            };
            self.by.iter().map_while(part).collect()
        };
        let mut rows: Vec<(_, &Row)> = self.rows.iter().map(|row| (key(row), row)).collect();
        rows.sort_by(|(one, _), (other, _)| one.cmp(other));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// What the signs and figures mean, and which columns the log does not have.
    fn legend(&self, wording: Wording, (words, sheet): (&Words, &mut Sheet<'_>)) -> io::Result<()> {
        let all = || self.rows.iter().map(|row| &row.figures).chain([&self.total]);
        let fewest = self.about.limit.terms.fewest;
        let mut lines = Vec::new();
        if self.total.working.is_some() {
            lines.push(legend(words, (self.about.limit.terms.calendar.hours, wording)));
        }
        if all().any(|figures| matches!(figures.in_time, Ok((_, of)) if columns::is_few(of, fewest) && of > 0)) {
            lines.push(words.say(&Message::new("cases-legend-few").with("count", fewest)));
        }
        lines.into_iter().try_for_each(|line| sheet.flow((0, 2), &[piece(FAINT, line)]))?;
        let mut reasons: Vec<Missing> = all().flat_map(Figures::unknown).collect();
        reasons.retain(|missing| *missing != Missing::NotInSource(SourceKind::Cases));
        reasons.sort_unstable();
        reasons.dedup();
        if !reasons.is_empty() {
            let reasons: Vec<String> = reasons.into_iter().map(|missing| words.missing(missing)).collect();
            let message = Message::new("cases-legend-unknown").with("why", words.join(&reasons));
            sheet.flow((0, 2), &[piece(CYAN, "? "), plain(words.say(&message))])?;
        }
        let lacks: Vec<String> = self.lacks().into_iter().map(|key| words.get(key)).collect();
        if !lacks.is_empty() {
            let message = Message::new("cases-lacks").with("count", lacks.len()).with("columns", words.join(&lacks));
            sheet.flow((0, 2), &[piece(CYAN, "? "), plain(words.say(&message))])?;
        }
        Ok(())
    }

    /// The columns that the log does not have, as far as the figures tell.
    fn lacks(&self) -> Vec<&'static str> {
        let total = &self.total;
        let lacks = |figure: Option<&Missing>| figure == Some(&Missing::NotInSource(SourceKind::Cases));
        let answered = lacks(total.answered.as_ref().err());
        let found = [
            (answered, "cases-lacks-answered"),
            (lacks(total.undistributed.as_ref().err()) && !answered, "cases-lacks-distributed"),
            (lacks(total.unclosed.as_ref().err()) && !answered, "cases-lacks-closed"),
            (lacks(total.interim.as_ref().err()), "cases-lacks-interim"),
            (lacks(total.channels[0].as_ref().err()) && !answered, "cases-lacks-channel"),
        ];
        found.into_iter().filter(|(lacks, _)| *lacks).map(|(_, key)| key).collect()
    }
}

/// A case type as the log writes it.
pub(super) fn case_type(written: &str, words: &Words) -> String {
    if written.is_empty() { words.get("cases-no-case-type") } else { escape(written).into_owned() }
}

impl Row {
    /// In how many groups it lies.
    fn level(&self, by: &[Dimension]) -> usize {
        by.iter().take_while(|dimension| self.has(**dimension)).count().saturating_sub(1)
    }

    /// Whether it is a group of these dimensions, or a sum of such groups by the first of them.
    #[must_use]
    pub fn is_of(&self, by: &[Dimension]) -> bool {
        let told = [self.clinic.is_some(), self.case_type.is_some(), self.month.is_some()];
        let told = told.into_iter().filter(|told| *told).count();
        told > 0 && self.level(by) + 1 == told && by.first().is_some_and(|first| self.has(*first))
    }

    fn has(&self, dimension: Dimension) -> bool {
        match dimension {
            Dimension::Clinic => self.clinic.is_some(),
            Dimension::CaseType => self.case_type.is_some(),
            Dimension::Month => self.month.is_some(),
        }
    }

    /// Whether it is no sum of other rows.
    fn is_innermost(&self, by: &[Dimension]) -> bool {
        self.level(by) + 1 == by.len()
    }
}

impl Dimension {
    fn heading(self) -> &'static str {
        match self {
            Self::Clinic => "cases-column-clinic",
            Self::CaseType => "cases-column-case-type",
            Self::Month => "cases-column-month",
        }
    }
}

impl Figures {
    /// Why figures are not known.
    fn unknown(&self) -> Vec<Missing> {
        let counts = [
            &self.answered,
            &self.open,
            &self.overdue,
            &self.undistributed,
            &self.unclosed,
            &self.interim,
            &self.closed_unanswered,
        ];
        let shares = std::iter::once(&self.in_time).chain(&self.channels);
        let own = self.own.iter().filter_map(|figure| figure.as_ref().err());
        let counts = counts.into_iter().filter_map(|figure| figure.as_ref().err());
        counts.chain(shares.filter_map(|figure| figure.as_ref().err())).chain(own).copied().collect()
    }
}

impl OwnMeasure<'_> {
    /// «Andel ärenden besvarade i tid, senaste 3 månaderna».
    fn heading(&self, words: &Words) -> String {
        let name = self.title.map_or_else(|| escape(&self.measure.name).into_owned(), |title| words.both(title));
        let name = capitalised(&name);
        match self.measure.over {
            None => name,
            Some(over) => words.say(
                &Message::new("cases-own-over")
                    .with("name", name)
                    .with("over", words.span(over).replace(' ', "\u{a0}")),
            ),
        }
    }
}

/// `3 h 20 min` by the clock, or in working time.
fn time(words: &Words, about: &About<'_>, span: TimeSpan) -> String {
    let minutes = span.weight();
    if span.is_working() {
        super::time::working(words, minutes, (about.limit.terms.calendar.hours, Wording::Short))
    } else {
        hours_and_minutes(minutes)
    }
}
