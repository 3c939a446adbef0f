//! The question of `benches/cases.sh` as a bare loop: `bare FILE.csv [THREADS]`. Two threads over mapped memory, with everything about
//! this one file in code: the order and form of its columns, its year, its days off. It checks nothing and says nothing of what
//! it did not understand: what a careful person writes in an afternoon, for one file and one day.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};

use memchr::{memchr, memrchr};
use rustc_hash::FxHashMap;

/// 20 November 2026 and the instants that follow from it, in minutes after the year began.
const DAY: u32 = 24 * 60;
const TODAY: u32 = 323;
/// Four working hours before noon today: closing time yesterday.
const DISTRIBUTED_BY: u32 = (TODAY - 1) * DAY + 17 * 60;
/// What came in before yesterday was due yesterday at the latest.
const ANSWERED_BY: u32 = (TODAY - 1) * DAY;
/// Fourteen days and the rest of the day of the answer.
const CLOSED_BY: u32 = (TODAY - 14) * DAY;
/// 29 March at two and 25 October at three, when the clock was changed.
const SPRING: u32 = 87 * DAY + 2 * 60;
const AUTUMN: u32 = 297 * DAY + 3 * 60;
/// Days off from Monday to Friday: 1 and 6 January, 3 and 6 April, 1 and 14 May, 19 June.
const OFF: [u32; 7] = [0, 5, 92, 95, 120, 133, 169];
const MONTHS: [u32; 11] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30];

#[derive(Default)]
struct Tally {
    received: u64,
    answered: u64,
    in_time: u64,
    digital: u64,
    undistributed: u64,
    open: u64,
    overdue: u64,
    unclosed: u64,
    /// How long each answer took.
    minutes: Vec<u32>,
}

/// What a row needs to be counted.
struct Year {
    /// Days before a month.
    before: [u32; 13],
    /// The next working day.
    due: Vec<u32>,
}

impl Year {
    fn new() -> Self {
        let mut before = [0; 13];
        for (month, days) in MONTHS.iter().enumerate() {
            before[month + 2] = before[month + 1] + days;
        }
        // 1 January 2026 was a Thursday.
        let is_worked = |day: &u32| (day + 3) % 7 < 5 && !OFF.contains(day);
        let due = (0..=TODAY).map(|day| (day + 1..).find(is_worked).expect("there is always another Monday"));
        Self { before, due: due.collect() }
    }

    /// `2026-03-04 08:15`.
    fn minute(&self, cell: &[u8]) -> Option<u32> {
        if cell.len() != 16 {
            return None;
        }
        let two = |at: usize| u32::from(cell[at] & 15) * 10 + u32::from(cell[at + 1] & 15);
        Some((self.before[two(5) as usize] + two(8) - 1) * DAY + two(11) * 60 + two(14))
    }
}

struct Cells<'f>(&'f [u8]);

impl<'f> Cells<'f> {
    fn next(&mut self, end: u8) -> &'f [u8] {
        let at = memchr(end, self.0).expect("every row has ten cells");
        let cell = &self.0[..at];
        self.0 = &self.0[at + 1..];
        cell
    }
}

fn count<'f>(part: &'f [u8], year: &Year) -> FxHashMap<&'f [u8], Tally> {
    let mut tallies: FxHashMap<&[u8], Tally> = FxHashMap::default();
    let mut cells = Cells(part);
    while !cells.0.is_empty() {
        cells.next(b';');
        let tally = tallies.entry(cells.next(b';')).or_default();
        cells.next(b';');
        let received = year.minute(cells.next(b';')).expect("every case was received");
        let distributed = year.minute(cells.next(b';'));
        cells.next(b';');
        let answered = year.minute(cells.next(b';'));
        let is_closed = !cells.next(b';').is_empty();
        let channel = cells.next(b';');
        cells.next(b'\n');

        tally.received += 1;
        tally.open += u64::from(!is_closed);
        if let Some(answered) = answered {
            let changed = |at: u32| u32::from(received < at && at <= answered) * 60;
            tally.answered += 1;
            tally.in_time += u64::from(answered / DAY <= year.due[(received / DAY) as usize]);
            tally.digital += u64::from(channel == b"digitalt");
            tally.unclosed += u64::from(!is_closed && answered < CLOSED_BY);
            tally.minutes.push(answered - received + changed(AUTUMN) - changed(SPRING));
        } else if !is_closed {
            tally.undistributed += u64::from(distributed.is_none() && received < DISTRIBUTED_BY);
            tally.overdue += u64::from(received < ANSWERED_BY);
        }
    }
    tallies
}

/// As many parts of about the same size, each of whole rows.
fn parts(rows: &[u8], wanted: usize) -> Vec<&[u8]> {
    let mut left = rows;
    let mut parts = Vec::new();
    for count in (2..=wanted).rev() {
        let end = memrchr(b'\n', &left[..left.len() / count]).map_or(0, |at| at + 1);
        let (part, rest) = left.split_at(end);
        parts.push(part);
        left = rest;
    }
    parts.push(left);
    parts
}

fn main() -> io::Result<()> {
    let path = std::env::args_os().nth(1).ok_or_else(|| io::Error::other("usage: bare FILE.csv"))?;
    let file = File::open(path)?;
    // SAFETY: nobody writes to the file while it is measured.
    let mapped = unsafe { memmap2::Mmap::map(&file)? };
    let rows = &mapped[memchr(b'\n', &mapped).map_or(0, |at| at + 1)..];
    let threads = std::env::args().nth(2).map_or(Ok(2), |word| word.parse()).map_err(io::Error::other)?;
    let year = Year::new();
    let mut tallies: FxHashMap<&[u8], Tally> = FxHashMap::default();
    let counted = std::thread::scope(|scope| {
        let workers: Vec<_> = parts(rows, threads).into_iter().map(|part| scope.spawn(|| count(part, &year))).collect();
        workers.into_iter().map(|worker| worker.join().expect("it does not panic")).collect::<Vec<_>>()
    });
    for (clinic, mut other) in counted.into_iter().flatten() {
        let tally = tallies.entry(clinic).or_default();
        tally.received += other.received;
        tally.answered += other.answered;
        tally.in_time += other.in_time;
        tally.digital += other.digital;
        tally.undistributed += other.undistributed;
        tally.open += other.open;
        tally.overdue += other.overdue;
        tally.unclosed += other.unclosed;
        tally.minutes.append(&mut other.minutes);
    }
    let mut tallies: Vec<_> = tallies.into_iter().collect();
    tallies.sort_unstable_by_key(|(clinic, _)| *clinic);
    let mut out = BufWriter::new(io::stdout().lock());
    for (clinic, mut tally) in tallies {
        out.write_all(clinic)?;
        let counts = [
            tally.received,
            tally.answered,
            tally.in_time,
            tally.digital,
            tally.undistributed,
            tally.open,
            tally.overdue,
            tally.unclosed,
        ];
        for count in counts {
            write!(out, ";{count}")?;
        }
        let middle = tally.minutes.len().saturating_sub(1) / 2;
        if tally.minutes.is_empty() {
            writeln!(out, ";")?;
        } else {
            writeln!(out, ";{}", tally.minutes.select_nth_unstable(middle).1)?;
        }
    }
    out.flush()
}
