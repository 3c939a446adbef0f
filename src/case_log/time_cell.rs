//! Times as logs write them: `2026-03-04 08:15`, with `T`, seconds, fractions or an offset, as Swedish spreadsheets write
//! them (`8:15`, `08.15`), or as a spreadsheet's serial number. A date alone is no time.

use super::swedish_time::{DAY, Stamp, SwedishTime};

/// The first day that spreadsheets count from, in days before 1970.
const SERIAL_EPOCH: i64 = -25_569;

/// Reads a time without blanks around it; `None` where it cannot be read.
#[inline(always)]
pub(super) fn read(cell: &[u8], time: &SwedishTime) -> Option<Stamp> {
    match <&[u8; 16]>::try_from(cell) {
        Ok(cell) => ordinary(cell, time).or_else(|| any(cell, time)),
        Err(_) => any(cell, time),
    }
}

/// `2026-03-04 08:15` or `2026-03-04T08:15`, eight characters at a time.
#[inline(always)]
fn ordinary(cell: &[u8; 16], time: &SwedishTime) -> Option<Stamp> {
    let (head, tail) = cell.split_at(8);
    let head = u64::from_le_bytes(head.try_into().expect("it is half of sixteen"));
    let tail = u64::from_le_bytes(tail.try_into().expect("it is half of sixteen"));
    // A `T` becomes the blank that it stands for.
    let tail = if tail & BLANK_PLACE == T_AT_BLANK { tail ^ (T_AT_BLANK ^ BLANK_AT_BLANK) } else { tail };
    let (head, tail) = (head ^ HEAD, tail ^ TAIL);
    // A digit is now 0 to 9, and what stands between digits is 0. Nothing carries over, as long as that is so.
    let wrong =
        ((head.wrapping_add(HEAD_ROOM) | head) & HEAD_MASK) | ((tail.wrapping_add(TAIL_ROOM) | tail) & TAIL_MASK);
    if wrong != 0 {
        return None;
    }
    // Ten times each digit plus the next one: pairs of digits become numbers.
    let head = head.wrapping_mul(10).wrapping_add(head >> 8);
    let tail = tail.wrapping_mul(10).wrapping_add(tail >> 8);
    let pair = |of: u64, at: u32| (of >> (8 * at)) as u32 & 0xFF;
    let (hour, minute) = (pair(tail, 3), pair(tail, 6));
    if hour >= 24 || minute >= 60 {
        return None;
    }
    time.dated((pair(head, 0) * 100 + pair(head, 2), pair(head, 5), pair(tail, 0)), hour * 3600 + minute * 60)
}

/// What stands between the digits, and a zero for each digit.
const HEAD: u64 = u64::from_le_bytes(*b"0000-00-");
const TAIL: u64 = u64::from_le_bytes(*b"00 00:00");
/// Adding six takes a digit that is more than nine into the upper half of its byte.
const HEAD_ROOM: u64 = u64::from_le_bytes([6, 6, 6, 6, 0, 6, 6, 0]);
const TAIL_ROOM: u64 = u64::from_le_bytes([6, 6, 0, 6, 6, 0, 6, 6]);
const HEAD_MASK: u64 = u64::from_le_bytes([0xF0, 0xF0, 0xF0, 0xF0, 0xFF, 0xF0, 0xF0, 0xFF]);
const TAIL_MASK: u64 = u64::from_le_bytes([0xF0, 0xF0, 0xFF, 0xF0, 0xF0, 0xFF, 0xF0, 0xF0]);
const BLANK_PLACE: u64 = u64::from_le_bytes([0, 0, 0xFF, 0, 0, 0, 0, 0]);
const T_AT_BLANK: u64 = u64::from_le_bytes([0, 0, b'T', 0, 0, 0, 0, 0]);
const BLANK_AT_BLANK: u64 = u64::from_le_bytes([0, 0, b' ', 0, 0, 0, 0, 0]);

/// Every form.
#[cold]
fn any(cell: &[u8], time: &SwedishTime) -> Option<Stamp> {
    serial(cell, time).or_else(|| written(cell, time))
}

/// A date, a blank or `T`, a time of day, and perhaps an offset.
fn written(cell: &[u8], time: &SwedishTime) -> Option<Stamp> {
    let mut rest = Rest(cell);
    let year = rest.number(4..=4)?;
    rest.one_of(b"-")?;
    let month = rest.number(2..=2)?;
    rest.one_of(b"-")?;
    let day = time.day(year, month, rest.number(2..=2)?)?;
    rest.one_of(b" Tt")?;
    while rest.one_of(b" ").is_some() {}
    let second = rest.time_of_day()?;
    rest.fraction();
    let offset = rest.offset()?;
    if !rest.0.is_empty() {
        return None;
    }
    match offset {
        None => Some(time.local(day, second)),
        Some(offset) => {
            let wall = time.date(day).and_hms_opt(0, 0, 0)?.and_utc().timestamp() + i64::from(second);
            time.instant(wall - offset)
        }
    }
}

/// A spreadsheet's serial number, `46085,34375`: days, and the part of the day that has passed, to the nearest second.
fn serial(cell: &[u8], time: &SwedishTime) -> Option<Stamp> {
    let mut rest = Rest(cell);
    let days = rest.number(5..=5)?;
    rest.one_of(b",.")?;
    // More digits than these are less than a second.
    let shown = rest.digits(1..=15)?;
    if !rest.0.is_empty() {
        return None;
    }
    let part = shown.iter().fold(0_u128, |part, digit| part * 10 + u128::from(digit - b'0'));
    let whole = 10_u128.pow(u32::try_from(shown.len()).ok()?);
    let second = u32::try_from((part * u128::from(DAY) + whole / 2) / whole).ok()?;
    let days = i64::from(days) + SERIAL_EPOCH + i64::from(second / DAY);
    let date = chrono::DateTime::from_timestamp(days * i64::from(DAY), 0)?.date_naive();
    let day = time.day_near(date);
    (time.date(day) == date).then(|| time.local(day, second % DAY))
}

/// What is left to read of a cell.
struct Rest<'c>(&'c [u8]);

impl<'c> Rest<'c> {
    fn one_of(&mut self, these: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        these.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// As many digits as there are; `None` where that are fewer or more than these.
    fn digits(&mut self, many: std::ops::RangeInclusive<usize>) -> Option<&'c [u8]> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(count);
        many.contains(&count).then(|| {
            self.0 = rest;
            digits
        })
    }

    fn number(&mut self, many: std::ops::RangeInclusive<usize>) -> Option<u32> {
        Some(self.digits(many)?.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    /// Hours, minutes and perhaps seconds, as seconds since midnight.
    fn time_of_day(&mut self) -> Option<u32> {
        let hour = self.number(1..=2)?;
        let between = self.one_of(b":.")?;
        let minute = self.number(2..=2)?;
        let second = if self.one_of(&[between]).is_some() { self.number(2..=2)? } else { 0 };
        (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
    }

    /// Parts of a second, which nothing here depends on.
    fn fraction(&mut self) {
        let mut ahead = Rest(self.0);
        if ahead.one_of(b".,").is_some() && ahead.digits(1..=12).is_some() {
            *self = ahead;
        }
    }

    /// Seconds east of Greenwich: `Z`, `+01:00`, `+0100`, `+01`; `Some(None)` where nothing is said.
    fn offset(&mut self) -> Option<Option<i64>> {
        if self.one_of(b"Zz").is_some() {
            return Some(Some(0));
        }
        let Some(sign) = self.one_of(b"+-") else { return Some(None) };
        let digits = self.digits(2..=4)?;
        let two = |at: usize| i64::from(digits[at] - b'0') * 10 + i64::from(digits[at + 1] - b'0');
        let minutes = match digits.len() {
            4 => two(2),
            2 if self.one_of(b":").is_some() => i64::from(self.number(2..=2)?),
            2 => 0,
            _ => return None,
        };
        let seconds = two(0) * 3600 + minutes * 60;
        (two(0) < 24 && minutes < 60).then_some(Some(if sign == b'-' { -seconds } else { seconds }))
    }
}
