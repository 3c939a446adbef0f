//! A row as a case: what happened when, as far as it had happened at the instant that is judged.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::heading::{Column, Heading};
use super::rows::Row;
use super::spelling::Spelled;
use super::swedish_time::{Instant, Stamp, SwedishTime};
use super::time_cell;
use crate::model::case_log::RowFlaw;
use crate::model::case_type::Vocabulary as _;
use crate::model::clinic::Channel;
use crate::model::personal_number;
use crate::source::mapping::Mapping;
use crate::source::scalar;

/// A case, without its id, clinic and type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    pub(super) received: Stamp,
    pub(super) distributed: Stamp,
    pub(super) interim: Stamp,
    pub(super) answered: Stamp,
    pub(super) closed: Stamp,
    /// How it was answered; `None` where the log does not say, or says what nobody understands.
    pub(super) channel: Option<Channel>,
    /// The tool's own mark.
    pub(super) marked: bool,
}

/// The instant that is judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) at: Instant,
    /// Nothing can have happened after it.
    pub(super) is_really_now: bool,
}

/// Why a row is no case, and the column that shows it.
pub(super) type NoCase = (RowFlaw, Column);

impl Case {
    /// Reads a row whose cells fit the headings.
    #[inline]
    pub(super) fn read(
        row: &Row<'_>,
        heading: &Heading,
        (time, now): (&SwedishTime, Moment),
        words: &mut Words<'_>,
    ) -> Result<Self, NoCase> {
        let received = stamp((row, heading), Column::Received, time)?;
        if !received.is_some() {
            return Err((RowFlaw::NoReceived, Column::Received));
        }
        let mut case = Self {
            received,
            distributed: stamp((row, heading), Column::Distributed, time)?,
            interim: stamp((row, heading), Column::Interim, time)?,
            answered: stamp((row, heading), Column::Answered, time)?,
            closed: stamp((row, heading), Column::Closed, time)?,
            channel: None,
            marked: false,
        };
        case.possible(now)?;
        let at_end = row.fit == super::rows::Fit::FitsAtEnd;
        let cell = |column: Column| heading.column(column).map(|at| row.cell(at)).filter(|cell| !cell.is_empty());
        if let Some(cell) = cell(Column::Channel) {
            let known = words.channels.get(&cell);
            case.channel = known.unwrap_or_else(|| words.channel(&cell));
            if case.channel.is_none() && at_end {
                return Err((RowFlaw::Cut, Column::Channel));
            }
        }
        if let Some(cell) = cell(Column::Overdue) {
            let known = words.marks.get(&cell);
            let marked = known.unwrap_or_else(|| words.mark(&cell));
            if marked.is_none() && at_end {
                return Err((RowFlaw::Cut, Column::Overdue));
            }
            case.marked = marked.unwrap_or(false);
        }
        Ok(case)
    }

    /// Whether it can have happened so; forgets what had not happened yet.
    fn possible(&mut self, now: Moment) -> Result<(), NoCase> {
        let received = self.received.at;
        if received > now.at {
            let flaw = if now.is_really_now { RowFlaw::Future } else { RowFlaw::Later };
            return Err((flaw, Column::Received));
        }
        let events = [
            (&mut self.distributed, Column::Distributed),
            (&mut self.interim, Column::Interim),
            (&mut self.answered, Column::Answered),
            (&mut self.closed, Column::Closed),
        ];
        let (mut answered, mut closed) = (None, None);
        for (event, column) in events {
            if !event.is_some() {
                continue;
            }
            if event.at < received {
                return Err((RowFlaw::Impossible, column));
            }
            match column {
                Column::Answered => answered = Some(event.at),
                Column::Closed => closed = Some(event.at),
                _ => {}
            }
            if event.at > now.at {
                if now.is_really_now {
                    return Err((RowFlaw::Future, column));
                }
                *event = Stamp::NEVER;
            }
        }
        match (answered, closed) {
            (Some(answered), Some(closed)) if closed < answered => Err((RowFlaw::Impossible, Column::Closed)),
            _ => Ok(()),
        }
    }

    /// What has happened, a bit each.
    pub(super) const DISTRIBUTED: u16 = 1;
    pub(super) const INTERIM: u16 = 2;
    pub(super) const ANSWERED: u16 = 4;
    pub(super) const CLOSED: u16 = 8;

    /// What has happened.
    #[inline]
    pub(super) fn state(&self) -> u16 {
        let bit = |stamp: Stamp, bit: u16| if stamp.is_some() { bit } else { 0 };
        bit(self.distributed, Self::DISTRIBUTED)
            | bit(self.interim, Self::INTERIM)
            | bit(self.answered, Self::ANSWERED)
            | bit(self.closed, Self::CLOSED)
    }

    /// When the last thing happened.
    #[inline]
    pub(super) fn last(&self) -> Instant {
        // What has not happened wraps around to the very first.
        let at = |stamp: Stamp| stamp.at.wrapping_add(1);
        let events = [self.distributed, self.interim, self.answered, self.closed];
        events.into_iter().fold(at(self.received), |last, event| last.max(at(event))) - 1
    }

    /// Neither answered nor closed; an interim reply counts as an answer where that is so.
    #[inline]
    pub(super) fn is_unanswered(&self, interim_counts: bool) -> bool {
        !(self.answered.is_some() || self.closed.is_some() || interim_counts && self.interim.is_some())
    }

    /// When the clock stopped: at the answer, or at an interim reply before it where that counts.
    #[inline]
    pub(super) fn stop(&self, interim_counts: bool) -> Stamp {
        if interim_counts && self.interim.at < self.answered.at { self.interim } else { self.answered }
    }
}

/// Each column has this code of its own, so that the processor learns what each column is like.
#[inline(always)]
fn stamp((row, heading): (&Row<'_>, &Heading), column: Column, time: &SwedishTime) -> Result<Stamp, NoCase> {
    let Some(at) = heading.column(column) else { return Ok(Stamp::NEVER) };
    let cell = row.cell(at);
    if cell.is_empty() {
        return Ok(Stamp::NEVER);
    }
    match time_cell::read(&cell, time) {
        Some(stamp) => Ok(stamp),
        None if is_nothing(&cell) => Ok(Stamp::NEVER),
        None => Err((RowFlaw::UnreadableTime, column)),
    }
}

/// The words of a log that have been looked up.
#[derive(Debug, Default)]
pub(super) struct Words<'m> {
    channels: Spelled<Option<Channel>>,
    marks: Spelled<Option<bool>>,
    /// What other words mean.
    mapping: Option<&'m Mapping>,
    /// Words that mean nothing to us: the field, and the word. No more than are worth telling.
    pub(super) unknown: BTreeSet<(&'static str, Box<str>)>,
}

/// Of the words that are not understood, so many are told.
const TOLD: usize = 5;

impl<'m> Words<'m> {
    pub(super) fn new(mapping: Option<&'m Mapping>) -> Self {
        Self { mapping, ..Self::default() }
    }

    /// The same bytes may mean something else in another file.
    pub(super) fn forget(&mut self) {
        self.channels.forget();
        self.marks.forget();
        self.unknown.clear();
    }

    #[cold]
    fn channel(&mut self, cell: &[u8]) -> Option<Channel> {
        let meaning = self.meaning("channel", cell, Channel::parse);
        self.channels.learn(cell, meaning)
    }

    #[cold]
    fn mark(&mut self, cell: &[u8]) -> Option<bool> {
        let meaning = self.meaning("overdue", cell, scalar::truth);
        self.marks.learn(cell, meaning)
    }

    fn meaning<T>(&mut self, field: &'static str, cell: &[u8], read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let written = match std::str::from_utf8(cell) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => encoding_rs::mem::decode_latin1(cell),
        };
        let mapped = self.mapping.and_then(|mapping| mapping.value(field, &written));
        let meaning = read(mapped.unwrap_or(&written));
        if meaning.is_none() && !is_nothing(cell) && self.unknown.len() <= TOLD {
            self.unknown.insert((field, personal_number::masked(&written).chars().take(40).collect()));
        }
        meaning
    }
}

/// What people and databases write where there is nothing; a dash of Windows-1252 has the number 0x96.
#[cold]
fn is_nothing(cell: &[u8]) -> bool {
    matches!(cell, b"-" | b"--" | b"\x96") || cell == "–".as_bytes() || cell.eq_ignore_ascii_case(b"null")
}
