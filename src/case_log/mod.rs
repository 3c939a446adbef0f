//! The case log: CSV of any size, read in large blocks on every core, answered in one pass.
//!
//! `bytes -> blocks of whole rows -> cells -> cases -> tallies by group -> CaseLog`. Nothing is allocated for a row that is
//! not kept as an example. The room takes its bytes from the transport of `source`; it never knows a policy, only
//! [`Measure`]s.

mod blocks;
mod case;
mod duplicates;
mod heading;
mod ids;
mod kept;
mod marks;
mod merge;
mod question;
mod rows;
mod spelling;
mod spread;
mod stored;
mod swedish_time;
mod tallies;
#[cfg(test)]
mod tests;
mod time_cell;
mod told;
mod work_clock;
mod worker;

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::thread;

use chrono::DateTime;
use chrono_tz::Tz;

use crate::model::case_log::{CaseLog, RowFlaw};
use crate::model::hsa_id::HsaId;
use crate::model::measure::{CaseTerms, Measure};
use crate::model::place::FileIx;
use crate::model::source::SourceKind;
use crate::model::span::TimeSpan;
use crate::model::working_days::CalendarRules;
use crate::source::encoding::Encoding;
use crate::source::transport::packed::{Ended, Unpacked};
use crate::source::transport::{self, Found, Transport};
use crate::source::{Input, Limits, LoadOptions, Sources, Unusable};
use crate::text::Message;
use blocks::{Block, Cutter, Fault};
use case::Moment;
use heading::{Column, Opening};
use merge::Merged;
use question::Questions;
use stored::Stored;
use swedish_time::SwedishTime;
use work_clock::{Deadline, WorkClock};
use worker::{Plan, Reading, Worker};

/// What is asked of a case log.
#[derive(Clone, Debug)]
pub struct Query<'q> {
    /// The questions; each is answered for every group.
    pub measures: &'q [Measure],
    /// Which cases are told apart, in one or several ways at once: each gives groups of its own.
    pub by: &'q [Grouping],
    /// Whether median, 95th percentile and longest time to answer are wanted ([`crate::model::case_log::Spread`]).
    pub spread: Spreads,
    /// Only cases of these clinics; none means all.
    pub clinics: &'q [HsaId],
    /// The late cases themselves, where they are wanted.
    pub late: Option<Late<'q>>,
    /// The instant that is judged.
    pub now: Now,
    /// Whether case ids are compared, so that no case counts twice.
    pub duplicates: Duplicates,
    /// How many examples of each answer are kept.
    pub examples: usize,
    /// Whether the digests of the files are wanted.
    pub digests: Digests,
}

/// Whether digests are taken of what is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digests {
    /// They are told in [`crate::model::source::SourceFile::digest`].
    #[default]
    Taken,
    /// They are left empty.
    Left,
}

/// By what cases are told apart. None of them: all cases are one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grouping {
    /// By clinic.
    pub clinic: bool,
    /// By case type.
    pub case_type: bool,
    /// By the month in which they were received.
    pub month: bool,
}

impl Grouping {
    /// By clinic.
    pub const CLINIC: Self = Self { clinic: true, case_type: false, month: false };
    /// By clinic and case type.
    pub const CLINIC_AND_TYPE: Self = Self { clinic: true, case_type: true, month: false };
}

/// Whether the spread of the time to answer is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spreads {
    /// No.
    #[default]
    Left,
    /// Yes.
    Kept,
}

/// Whether case ids are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// Up to ten million ids.
    #[default]
    Found,
    /// Not at all.
    Unchecked,
}

/// Which late cases are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Late<'q> {
    /// A case is late when it is neither answered nor closed this long after it was received.
    pub limit: TimeSpan,
    /// How time is counted.
    pub terms: &'q CaseTerms,
    /// How many at most.
    pub at_most: usize,
}

/// The instant that is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// It is now: what the log tells of after it cannot have happened.
    Really(DateTime<Tz>),
    /// It was then: what happened after it had not happened yet.
    Then(DateTime<Tz>),
}

impl Now {
    /// The instant.
    #[must_use]
    pub fn instant(self) -> DateTime<Tz> {
        match self {
            Self::Really(at) | Self::Then(at) => at,
        }
    }
}

/// Reads the case logs among the inputs, and answers the query. Adds files, places and problems to the sources; what cannot
/// be read stands in [`Sources::failed`].
#[must_use]
pub fn read(inputs: &[Input], options: &LoadOptions<'_>, query: &Query<'_>, sources: &mut Sources) -> CaseLog {
    let plan = plan(query, options);
    let inputs: Vec<&Input> = inputs.iter().filter(|input| input.kind == SourceKind::Cases).collect();
    let (mut logs, mut incomplete) = find(&inputs, options, sources);
    let mut workers = pass(&plan, &mut logs, &[], options);
    let (superseded, checked) = duplicates::superseded(&mut workers, query.duplicates);
    let is_twice = superseded.len() as u64;
    if is_twice > 0 && logs.iter().all(Log::can_be_read_again) {
        workers = pass(&plan, &mut logs, &superseded, options);
    } else {
        // What cannot be read once more keeps the same cases twice: its figures are not to be believed.
        incomplete |= is_twice > 0;
    }
    let first_file = u32::try_from(sources.files.len()).expect("nobody has four thousand million files");
    let shown = logs.iter().map(|_| Vec::new()).collect();
    let mut merged = Merged { plan: &plan, logs: &logs, first_file, shown };
    let mut log = merged.log(workers);
    let shown = merged.shown;
    log.complete = inputs.iter().all(|input| input.complete);
    log.cases = logs.iter().map(|log| log.cases).sum();
    log.left_out = logs.iter().map(|log| log.left_out).sum();
    let has_ids = logs.iter().all(|log| log.columns[Column::Id as usize]);
    log.duplicates_checked = checked && has_ids && query.duplicates == Duplicates::Found;
    log.incomplete = incomplete
        || logs.iter().any(|log| log.failed.is_some() || log.input.at_least.is_some_and(|least| log.cases < least))
        || log.flaws.iter().any(|flaws| flaws.flaw == RowFlaw::Cut);
    told::tell(&log, (logs, shown), sources);
    log
}

/// A log that is read, and what became of it.
struct Log<'i> {
    input: &'i Input,
    name: Box<str>,
    /// Where its bytes are; `None` for standard input, which is passed through once.
    found: Option<Found>,
    /// What can be told of how it is stored, once it has been read.
    ended: Option<Ended>,
    encoding: Encoding,
    notes: Vec<Message>,
    columns: [bool; Column::ALL.len()],
    /// The line on which each block begins.
    lines: Vec<u32>,
    cases: u64,
    left_out: u64,
    failed: Option<Unusable>,
}

impl<'i> Log<'i> {
    fn new(input: &'i Input, name: Box<str>, found: Option<Found>) -> Self {
        let notes = found.as_ref().map(|found| found.notes.clone()).unwrap_or_default();
        Self {
            input,
            name,
            found,
            ended: None,
            encoding: Encoding::default(),
            notes,
            columns: [false; Column::ALL.len()],
            lines: Vec::new(),
            cases: 0,
            left_out: 0,
            failed: None,
        }
    }

    fn can_be_read_again(&self) -> bool {
        self.found.is_some()
    }
}

fn plan<'q>(query: &'q Query<'q>, options: &LoadOptions<'q>) -> Plan<'q> {
    let time = SwedishTime::new();
    let terms = query.measures.iter().map(|measure| &measure.terms);
    let mut clocks = question::clocks(terms.chain(query.late.iter().map(|late| late.terms)), &time);
    if clocks.is_empty() {
        clocks.push(WorkClock::new(&CalendarRules::default(), &time));
    }
    let now = Moment { at: time.near(query.now.instant()), is_really_now: matches!(query.now, Now::Really(_)) };
    let mut questions = Questions::new(query.measures, (&clocks, &time), now);
    let spread = (query.spread == Spreads::Kept).then(|| questions.keep_spread());
    let late = query.late.as_ref().map(|late| {
        let ix = question::clock_of(late.terms, (&clocks, &time));
        (Deadline::new((late.limit, late.terms.counting), &clocks[ix], &time), ix)
    });
    let finest = query.by.iter().fold(Grouping::default(), |all, by| Grouping {
        clinic: all.clinic || by.clinic,
        case_type: all.case_type || by.case_type,
        month: all.month || by.month,
    });
    let (needs, mapping) = (options.needs, options.mapping);
    Plan { query, needs, mapping, time, clocks, questions, spread, late, now, finest }
}

/// The logs that the inputs name, each once.
fn find<'i>(inputs: &[&'i Input], options: &LoadOptions<'_>, sources: &mut Sources) -> (Vec<Log<'i>>, bool) {
    let transport = Transport::new(options);
    let (mut logs, mut incomplete, mut seen) = (Vec::new(), false, HashSet::new());
    for input in inputs {
        if &*input.location == "-" {
            logs.push(Log::new(input, "-".into(), None));
            continue;
        }
        match transport.find(input) {
            Ok(found) => {
                for found in found {
                    if found.origin.identity().is_none_or(|id| seen.insert(id)) {
                        logs.push(Log::new(input, found.name.clone(), Some(found)));
                    }
                }
            }
            Err(fault) => {
                incomplete = true;
                sources.failed.push(fault.of(SourceKind::Cases, &transport::shown(&input.location)));
            }
        }
    }
    let bytes = logs.iter().filter_map(|log| log.found.as_ref()).map(|found| found.size).sum();
    options.progress.found(logs.len() as u64, bytes);
    (logs, incomplete)
}

/// Reads every log once.
fn pass<'p>(
    plan: &'p Plan<'p>,
    logs: &mut [Log<'_>],
    superseded: &[u64],
    options: &LoadOptions<'_>,
) -> Vec<Worker<'p>> {
    let mut workers: Vec<Worker<'p>> = (0..options.jobs.max(1)).map(|_| Worker::new(plan)).collect();
    let mut base = 0;
    for (file, log) in (0..).zip(logs) {
        log.failed = one(log, (file, base, superseded), (plan, &mut workers), options).err();
        log.cases = workers.iter().map(|worker| worker.cases).sum();
        log.left_out = workers.iter().map(|worker| worker.left_out).sum();
        base += log.ended.as_ref().map_or(u64::from(u32::MAX), |ended| ended.unpacked) + 1;
        options.progress.file_done();
    }
    workers
}

/// Reads one log, on every thread.
fn one(
    log: &mut Log<'_>,
    (file, base, superseded): (u32, u64, &[u64]),
    (plan, workers): (&Plan<'_>, &mut [Worker<'_>]),
    options: &LoadOptions<'_>,
) -> Result<(), Unusable> {
    workers.iter_mut().for_each(Worker::begin);
    let reader = match &log.found {
        Some(found) => found.origin.open(),
        None => (options.stdin)(),
    };
    let reader = reader.map_err(|error| transport::unreadable(&error))?;
    // What passes is never held: a packed log may unpack to any size.
    let limits = Limits { unpacked: u64::MAX, ..options.limits };
    let unpacked = Unpacked::open(reader, &limits, options.progress)?;
    let stored = Stored::new(if plan.query.digests == Digests::Left { unpacked.without_digest() } else { unpacked });
    let (ix, name) = (FileIx(file), &*log.name);
    let opening = Opening { file: ix, name, mapping: options.mapping, limits: &limits, block: BLOCK };
    let (heading, cutter) = heading::open(stored, &opening)?;
    log.encoding = heading.encoding;
    log.columns = Column::ALL.map(|column| heading.column(column).is_some());
    let before = log.found.as_ref().map(|found| found.notes.clone()).unwrap_or_default();
    log.notes = before.into_iter().chain(heading.notes.iter().cloned()).collect();
    let reading = Reading { heading: &heading, file, base, superseded };
    let (cutter, fault) = share(cutter, workers, reading);
    log.lines = lines(workers, heading.line);
    if let Some(fault) = fault {
        let line = log.lines.get(fault.block() as usize).copied().unwrap_or(heading.line);
        return Err(fault.told(line, options.limits.record));
    }
    log.ended = Some(cutter.into_reader().finish()?);
    told::unknown_words(workers, &mut log.notes);
    told::refusals(workers, &heading, &log.lines)
}

/// How many bytes of rows a thread takes at a time.
const BLOCK: usize = 1 << 18;

/// Threads take block after block until there are none.
fn share<'a>(
    cutter: Cutter<Stored<'a>>,
    workers: &mut [Worker<'_>],
    reading: Reading<'_>,
) -> (Cutter<Stored<'a>>, Option<Fault>) {
    let shared = Mutex::new((cutter, None));
    let work = |worker: &mut Worker<'_>| {
        let mut block = Block::default();
        loop {
            let mut guard = shared.lock().unwrap_or_else(PoisonError::into_inner);
            let (cutter, fault) = &mut *guard;
            if fault.is_some() {
                return;
            }
            match cutter.next(&mut block) {
                Ok(true) => {}
                Ok(false) => return,
                Err(found) => {
                    *fault = Some(found);
                    return;
                }
            }
            drop(guard);
            worker.block(&block, reading);
        }
    };
    thread::scope(|scope| {
        let (own, others) = workers.split_first_mut().expect("there is at least one");
        for worker in others {
            scope.spawn(|| work(worker));
        }
        work(own);
    });
    shared.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The line on which each block begins.
fn lines(workers: &[Worker<'_>], first: u32) -> Vec<u32> {
    let mut blocks: Vec<(u32, u32)> = workers.iter().flat_map(|worker| worker.lines.iter().copied()).collect();
    blocks.sort_unstable();
    let mut line = first;
    let mut begins: Vec<u32> = Vec::with_capacity(blocks.len() + 1);
    for (_, lines) in blocks {
        begins.push(line);
        line = line.saturating_add(lines);
    }
    begins.push(line);
    begins
}
