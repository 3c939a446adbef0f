//! Where records stand, what is wrong with them, and the instants that they name.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::value::RawValue;

use super::wire::Scalar;
use crate::model::personal_number;
use crate::model::place::{FileIx, Place, RecordRef};
use crate::model::source::Problem;
use crate::model::tak::{Limit, Validity};
use crate::model::working_days::end_of_day;
use crate::source::encoding::{Offsets, Text};
use crate::source::problems::Problems;
use crate::source::scalar;
use crate::text::Message;

/// Marks places in a file, and collects its problems.
pub(super) struct Marks<'t> {
    file: FileIx,
    document: &'t str,
    offsets: Offsets<'t>,
    /// How far lines have been counted.
    counted: usize,
    line: u32,
    problems: Problems,
    /// Records left out because of a fault in them.
    pub(super) left_out: u64,
}

impl<'t> Marks<'t> {
    pub(super) fn new(file: FileIx, text: &'t Text) -> Self {
        let (document, offsets) = (text.as_str(), text.offsets());
        Self { file, document, offsets, counted: 0, line: 1, problems: Problems::default(), left_out: 0 }
    }

    /// Where a record of this file stands. Fast while they are asked for in order.
    pub(super) fn record(&mut self, raw: &RawValue) -> RecordRef {
        let start = raw.get().as_ptr().addr() - self.document.as_ptr().addr();
        if start < self.counted {
            (self.counted, self.line) = (0, 1);
        }
        let breaks = memchr::memchr_iter(b'\n', &self.document.as_bytes()[self.counted..start]).count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.counted = start;
        let (from, to) = (self.offsets.stored(start), self.offsets.stored(start + raw.get().len()));
        let len = u32::try_from(to - from).unwrap_or(u32::MAX);
        RecordRef { file: self.file, start: from, len, line: self.line }
    }

    /// A record that is not used.
    pub(super) fn leave_out(&mut self, record: RecordRef, message: Message, advice: &'static str) {
        self.left_out += 1;
        self.problems.error(Place::record(record), message, Message::new(advice));
    }

    /// Something wrong with a record that is used all the same.
    pub(super) fn warn(&mut self, place: Place, message: Message, advice: &'static str) {
        self.problems.warning(place, message, Message::new(advice));
    }

    /// Something wrong with the file as a whole.
    pub(super) fn warn_of_file(&mut self, message: Message, advice: &'static str) {
        self.warn(Place::record(RecordRef::whole_file(self.file)), message, advice);
    }

    /// A record that holds a personal identity number where a name should be: it is not used, and the number not told.
    pub(super) fn personal_number(&mut self, record: RecordRef) {
        self.left_out += 1;
        crate::source::decode::small::personal_number_in(Place::record(record), &mut self.problems);
    }

    /// The problems, in the file's order.
    pub(super) fn finish(self) -> Vec<Problem> {
        self.problems.finish()
    }
}

/// A name from outside, as a sentence may show it.
pub(super) fn shown(text: &str) -> String {
    let short: String = text.chars().take(80).collect();
    personal_number::masked(&short).into_owned()
}

/// Which end of a validity an instant is: a date alone means its first instant, or its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// From then on.
    From,
    /// Until then.
    Until,
}

/// What a value says of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// Nothing.
    Nothing,
    /// An instant.
    Instant(DateTime<Utc>),
    /// Something that is no instant.
    Unreadable,
}

/// From this number on, a number is milliseconds since 1970: they are years 1973 and later.
const MILLISECONDS: u64 = 100_000_000_000;

/// Reads an instant: `2014-08-12T22:00:00+0000` as TAK writes it, RFC 3339, a date, milliseconds since 1970.
pub(super) fn instant(value: &Scalar<'_>, side: Side) -> Read {
    let instant = match value {
        Scalar::None => return Read::Nothing,
        Scalar::Text(text) if text.trim().is_empty() => return Read::Nothing,
        Scalar::Text(text) => of_text(text.trim(), side),
        Scalar::Number(number) if *number >= MILLISECONDS => {
            i64::try_from(*number).ok().and_then(DateTime::from_timestamp_millis)
        }
        Scalar::Number(_) | Scalar::Bool(_) | Scalar::Other => None,
    };
    instant.map_or(Read::Unreadable, Read::Instant)
}

fn of_text(text: &str, side: Side) -> Option<DateTime<Utc>> {
    if let Some(instant) = ["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%.f%z"]
        .iter()
        .find_map(|format| DateTime::parse_from_str(text, format).ok())
    {
        return Some(instant.to_utc());
    }
    match (side, NaiveDate::parse_from_str(text, "%Y-%m-%d")) {
        (Side::Until, Ok(date)) => Some(end_of_day(date).to_utc()),
        _ => scalar::instant(text).map(|instant| instant.to_utc()),
    }
}

/// Reads when a record counts.
pub(super) fn validity(from: &Scalar<'_>, until: &Scalar<'_>) -> Validity {
    let limit = |value, side| match instant(value, side) {
        Read::Nothing => Limit::Open,
        Read::Instant(at) => Limit::At(at),
        Read::Unreadable => Limit::Unreadable,
    };
    Validity { from: limit(from, Side::From), until: limit(until, Side::Until) }
}
