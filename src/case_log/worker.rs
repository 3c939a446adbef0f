//! What one thread makes of the blocks that it is given.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::blocks::Block;
use super::case::{Case, Moment};
use super::duplicates::COMPARED;
use super::heading::{Column, Heading};
use super::kept::{First, Spot, cells_encoding, shown, text};
use super::question::{Asked, Says};
use super::rows::{Fit, Row, Rows};
use super::spread::Histogram;
use super::swedish_time::{Instant, NEVER, SwedishTime};
use super::work_clock::{Deadline, WorkClock};
use super::{Duplicates, Grouping, Query, Spreads};
use crate::model::case_log::RowFlaw;
use crate::model::case_type::fold;
use crate::model::hsa_id::HsaId;
use crate::model::measure::Question;
use crate::model::needs::Needs;
use crate::model::personal_number;

/// Of each kind of fault, so many rows are shown.
pub(super) const FLAWS_SHOWN: usize = 5;

/// What every thread reads by.
#[derive(Debug)]
pub(super) struct Plan<'q> {
    pub(super) query: &'q Query<'q>,
    pub(super) needs: &'q Needs,
    pub(super) time: SwedishTime,
    pub(super) clocks: Vec<WorkClock>,
    pub(super) asked: Vec<Asked<'q>>,
    /// The limit of late cases, and its clock.
    pub(super) late: Option<(Deadline, usize)>,
    pub(super) now: Moment,
    /// Everything that the groupings tell apart.
    pub(super) finest: Grouping,
}

/// The file that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'f> {
    pub(super) heading: &'f Heading,
    /// Which of the logs.
    pub(super) file: u32,
    /// Bytes of the logs before it.
    pub(super) base: u64,
    /// Rows that a later one takes the place of, by where they stand in all logs together; sorted.
    pub(super) superseded: &'f [u64],
}

/// Figures of some cases.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) received: u64,
    pub(super) tallies: Vec<Tally>,
    /// Working time and clock time to the answer.
    pub(super) spread: Option<Box<(Histogram, Histogram)>>,
    /// When the oldest unanswered case was received.
    pub(super) oldest: Instant,
}

/// What cases have said to a measure.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) yes: u64,
    pub(super) of: u64,
    pub(super) unclear: u64,
    pub(super) took: Option<Box<Histogram>>,
    pub(super) examples: First,
}

impl Group {
    pub(super) fn new(measures: usize) -> Self {
        Self { received: 0, tallies: vec![Tally::default(); measures], spread: None, oldest: NEVER }
    }

    /// All cases of both.
    pub(super) fn absorb(&mut self, other: Self, examples: usize) {
        self.received += other.received;
        self.oldest = self.oldest.min(other.oldest);
        match (&mut self.spread, other.spread) {
            (Some(own), Some(more)) => {
                own.0.absorb(&more.0);
                own.1.absorb(&more.1);
            }
            (own @ None, more) => *own = more,
            (Some(_), None) => {}
        }
        for (own, more) in self.tallies.iter_mut().zip(other.tallies) {
            own.yes += more.yes;
            own.of += more.of;
            own.unclear += more.unclear;
            own.examples.absorb(more.examples, examples);
            match (&mut own.took, more.took) {
                (Some(own), Some(more)) => own.absorb(&more),
                (own @ None, more) => *own = more,
                (Some(_), None) => {}
            }
        }
    }
}

/// A late case, before its line is known.
#[derive(Clone, Debug)]
pub(super) struct LateRow {
    pub(super) due: Instant,
    pub(super) received: Instant,
    pub(super) distributed: Instant,
    pub(super) clinic: u32,
    pub(super) case_type: Box<str>,
    pub(super) id: Box<str>,
    pub(super) spot: Spot,
}

/// Faults of one kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults {
    pub(super) count: u64,
    pub(super) first: First,
}

/// A name as logs write it, once for all its spellings.
#[derive(Debug, Default)]
pub(super) struct Names<T> {
    raw: HashMap<Box<[u8]>, Option<u32>, BuildHasherDefault<Mix>>,
    keys: HashMap<String, u32>,
    /// The last name that was asked for: the next row often has it too.
    pub(super) values: Vec<T>,
}

impl<T> Names<T> {
    /// The same bytes may mean something else in another file.
    fn forget_spellings(&mut self) {
        self.raw.clear();
    }

    /// How many spellings there are.
    fn spellings(&self) -> usize {
        self.raw.len()
    }
}

/// A case type, with its first spelling.
#[derive(Clone, Debug)]
pub(super) struct TypeName {
    pub(super) key: Box<str>,
    pub(super) written: Box<str>,
    pub(super) first: (u32, u64),
}

/// What a personal identity number was found in: the row, and the column from 0.
pub(super) type Personal = (Spot, usize);

/// One thread's work.
#[derive(Debug)]
pub(super) struct Worker<'q> {
    plan: &'q Plan<'q>,
    pub(super) clinics: Names<HsaId>,
    pub(super) types: Names<TypeName>,
    index: HashMap<u64, u32, BuildHasherDefault<Mix>>,
    /// The groups, each with its clinic, case type and month.
    pub(super) groups: Vec<((u32, u32, u16), Group)>,
    pub(super) faults: HashMap<RowFlaw, Faults>,
    pub(super) late: Vec<LateRow>,
    pub(super) late_count: u64,
    pub(super) marked: (u64, u64),
    /// Case ids as hashes, with where their rows stand.
    pub(super) ids: Vec<(u64, u64)>,
    pub(super) first: Instant,
    pub(super) last: Instant,
    // Of the file that is being read.
    pub(super) cases: u64,
    pub(super) left_out: u64,
    pub(super) lines: Vec<(u32, u32)>,
    pub(super) personal: Option<Personal>,
    pub(super) dated_ids: (u64, u64, Option<Personal>),
    pub(super) too_many: Option<Column>,
}

/// More clinics or case types than any log has: the wrong column.
const MOST_CLINICS: usize = 100_000;
const MOST_TYPES: usize = 1_000;

impl<'q> Worker<'q> {
    pub(super) fn new(plan: &'q Plan<'q>) -> Self {
        Self {
            plan,
            clinics: Names { raw: HashMap::default(), keys: HashMap::new(), values: Vec::new() },
            types: Names { raw: HashMap::default(), keys: HashMap::new(), values: Vec::new() },
            index: HashMap::default(),
            groups: Vec::new(),
            faults: HashMap::new(),
            late: Vec::new(),
            late_count: 0,
            marked: (0, 0),
            ids: Vec::new(),
            first: NEVER,
            last: 0,
            cases: 0,
            left_out: 0,
            lines: Vec::new(),
            personal: None,
            dated_ids: (0, 0, None),
            too_many: None,
        }
    }

    /// How many examples of an answer are kept.
    pub(super) fn examples(&self) -> usize {
        self.plan.query.examples
    }

    /// Another file begins.
    pub(super) fn begin(&mut self) {
        self.clinics.forget_spellings();
        self.types.forget_spellings();
        (self.cases, self.left_out, self.personal, self.dated_ids) = (0, 0, None, (0, 0, None));
        self.lines.clear();
    }

    /// Reads a block.
    pub(super) fn block(&mut self, block: &Block, reading: Reading<'_>) {
        let heading = reading.heading;
        let mut rows = Rows::new(block, heading.delimiter, heading.width);
        while let Some(row) = rows.next() {
            let spot = Spot {
                file: reading.file,
                start: block.start + row.start as u64,
                len: u32::try_from(row.len).unwrap_or(u32::MAX),
                block: block.number,
                line: row.line,
            };
            if let Err((flaw, _)) = self.row(&row, spot, reading) {
                self.fault(flaw, &row, (spot, heading));
            }
        }
        self.lines.push((block.number, rows.lines()));
    }

    fn row(&mut self, row: &Row<'_>, spot: Spot, reading: Reading<'_>) -> Result<(), (RowFlaw, Column)> {
        let heading = reading.heading;
        match row.fit {
            Fit::Fits | Fit::FitsAtEnd => {}
            Fit::Ragged | Fit::Broken => {
                // Which cell is which is not known: the row is looked at as a whole.
                if personal_number::find_in_bytes(row.bytes()).is_some() {
                    self.found_personal(spot, 0);
                }
                let flaw = if row.fit == Fit::Broken { RowFlaw::Cut } else { RowFlaw::Ragged };
                return Err((flaw, Column::Id));
            }
        }
        for (column, _) in &heading.unread {
            if personal_number::find_in_bytes(row.written(*column)).is_some() {
                self.found_personal(spot, *column);
            }
        }
        let at_end = |(flaw, column)| if row.fit == Fit::FitsAtEnd { (RowFlaw::Cut, column) } else { (flaw, column) };
        let clinic = self.clinic(row, (spot, heading));
        let case_type = self.case_type(row, (spot, heading));
        let id = heading.column(Column::Id).map(|at| row.cell(at)).unwrap_or_default();
        self.look_at_id(&id, spot, heading);
        let case = Case::read(row, heading, (&self.plan.time, self.plan.now)).map_err(|fault| {
            if fault.0 == RowFlaw::UnreadableTime {
                let at = heading.column(fault.1).expect("a cell of it was read");
                if personal_number::find_in_bytes(row.written(at)).is_some() {
                    self.found_personal(spot, at);
                }
                return at_end(fault);
            }
            fault
        })?;
        let Some(clinic) = clinic else { return Err(at_end((RowFlaw::NoClinic, Column::Clinic))) };
        let clinics = self.plan.query.clinics;
        if !clinics.is_empty() && !clinics.contains(&self.clinics.values[clinic as usize]) {
            return Ok(());
        }
        let position = reading.base + spot.start;
        if reading.superseded.binary_search(&position).is_ok() {
            return Err((RowFlaw::Duplicate, Column::Id));
        }
        if self.plan.query.duplicates == Duplicates::Found && !id.is_empty() && self.ids.len() <= COMPARED {
            let mut hash = Mix::default();
            hash.write(self.clinics.values[clinic as usize].as_str().to_ascii_uppercase().as_bytes());
            hash.write(&id);
            let hash = hash.finish();
            self.ids.push((hash, position));
        }
        self.cases += 1;
        self.first = self.first.min(case.received.at);
        let happened = [case.received, case.distributed, case.interim, case.answered, case.closed];
        let last = happened.iter().filter(|stamp| stamp.is_some()).map(|stamp| stamp.at).max();
        self.last = self.last.max(last.unwrap_or(0));
        self.count(&case, (clinic, case_type), (row, spot, heading));
        Ok(())
    }

    fn count(&mut self, case: &Case, (clinic, case_type): (u32, u32), at: (&Row<'_>, Spot, &Heading)) {
        let (plan, (row, spot, heading)) = (self.plan, at);
        let finest = plan.finest;
        let month = if finest.month { plan.time.month(case.received.day) } else { 0 };
        let key = (if finest.clinic { clinic } else { 0 }, if finest.case_type { case_type } else { 0 }, month);
        let packed = u64::from(key.0) << 32 | u64::from(key.1) << 16 | u64::from(key.2);
        let next = self.groups.len() as u32;
        let ix = *self.index.entry(packed).or_insert(next);
        if ix == next {
            self.groups.push((key, Group::new(plan.asked.len())));
        }
        let group = &mut self.groups[ix as usize].1;
        group.received += 1;
        if case.is_unanswered(false) {
            group.oldest = group.oldest.min(case.received.at);
        }
        for (asked, tally) in plan.asked.iter().zip(&mut group.tallies) {
            let says = asked.of(case, (&plan.clocks[asked.clock], &plan.time));
            let shows = match says {
                Says::Nothing => continue,
                Says::Unclear => {
                    tally.unclear += 1;
                    continue;
                }
                Says::Took(seconds) => {
                    tally.took.get_or_insert_default().add(seconds);
                    continue;
                }
                Says::Yes => {
                    tally.of += 1;
                    tally.yes += 1;
                    matches!(asked.measure.question, Question::CountOf(_))
                }
                Says::No => {
                    tally.of += 1;
                    matches!(asked.measure.question, Question::ShareOf(_))
                }
            };
            if shows && plan.query.examples > 0 {
                tally.examples.keep((case.received.at, spot), plan.query.examples, || shown(row, heading, spot));
            }
        }
        if plan.query.spread == Spreads::Kept && case.answered.is_some() {
            let spread = group.spread.get_or_insert_default();
            spread.0.add(plan.clocks[0].between(case.received, case.answered));
            spread.1.add(case.answered.at - case.received.at);
        }
        if let (Some((limit, clock)), Some(late)) = (&plan.late, &plan.query.late) {
            let due = limit.of(case.received, (&plan.clocks[*clock], &plan.time));
            let is_late = case.is_unanswered(late.terms.interim_counts) && due < plan.now.at;
            if case.marked {
                self.marked.0 += 1;
                self.marked.1 += u64::from(is_late);
            }
            if is_late {
                self.late_count += 1;
                self.late.push(LateRow {
                    due,
                    received: case.received.at,
                    distributed: case.distributed.at,
                    clinic,
                    case_type: text(row, heading, Column::CaseType).into(),
                    id: text(row, heading, Column::Id).into(),
                    spot,
                });
                if self.late.len() > late.at_most.saturating_mul(2).max(64) {
                    first_late(&mut self.late, late.at_most);
                }
            }
        }
    }

    /// The clinic; `None` where there is none, or what cannot be one.
    fn clinic(&mut self, row: &Row<'_>, (spot, heading): (Spot, &Heading)) -> Option<u32> {
        let column = heading.column(Column::Clinic)?;
        let cell = row.cell(column);
        if let Some(known) = self.clinics.raw.get(&*cell) {
            return *known;
        }
        if self.clinics.spellings() >= MOST_CLINICS {
            self.too_many = Some(Column::Clinic);
            return None;
        }
        let written = cells_encoding(heading.encoding).decode_piece(&cell).into_owned();
        if personal_number::find(&written).is_some() {
            self.found_personal(spot, column);
        }
        let id = HsaId::parse(&written).ok().map(|id| {
            let next = self.clinics.values.len() as u32;
            let ix = *self.clinics.keys.entry(id.as_str().to_ascii_uppercase()).or_insert(next);
            if ix == next {
                self.clinics.values.push(id);
            }
            ix
        });
        self.clinics.raw.insert(cell.into(), id);
        id
    }

    fn case_type(&mut self, row: &Row<'_>, (spot, heading): (Spot, &Heading)) -> u32 {
        let column = heading.column(Column::CaseType);
        let cell = column.map(|at| row.cell(at)).unwrap_or_default();
        if let Some(Some(known)) = self.types.raw.get(&*cell) {
            let known = *known;
            return known;
        }
        if self.types.spellings() >= MOST_TYPES {
            self.too_many = Some(Column::CaseType);
        }
        let written = cells_encoding(heading.encoding).decode_piece(&cell).into_owned();
        if let Some(column) = column.filter(|_| personal_number::find(&written).is_some()) {
            self.found_personal(spot, column);
        }
        let key = match self.plan.needs.case_type(&written).filter(|_| !written.is_empty()) {
            Some(ix) => format!("#{}", ix.0),
            None => fold(&written),
        };
        let next = self.types.values.len() as u32;
        let ix = *self.types.keys.entry(key.clone()).or_insert(next);
        let first = (spot.file, spot.start);
        if ix == next {
            self.types.values.push(TypeName { key: key.into(), written: written.into(), first });
        } else if first < self.types.values[ix as usize].first {
            let name = &mut self.types.values[ix as usize];
            (name.written, name.first) = (written.into(), first);
        }
        if self.types.spellings() < MOST_TYPES {
            self.types.raw.insert(cell.into(), Some(ix));
        }
        ix
    }

    /// Serial numbers look like personal identity numbers now and then; only where most of those that have the form also
    /// have the check digit are they such.
    fn look_at_id(&mut self, id: &[u8], spot: Spot, heading: &Heading) {
        if id.len() < 10 || !personal_number::has_form(id) {
            return;
        }
        self.dated_ids.0 += 1;
        if personal_number::find_in_bytes(id).is_some() {
            self.dated_ids.1 += 1;
            let found = (spot, heading.column(Column::Id).unwrap_or_default());
            self.dated_ids.2 = Some(self.dated_ids.2.map_or(found, |known| known.min(found)));
        }
    }

    fn found_personal(&mut self, spot: Spot, column: usize) {
        self.personal = Some(self.personal.map_or((spot, column), |known| known.min((spot, column))));
    }

    #[cold]
    fn fault(&mut self, flaw: RowFlaw, row: &Row<'_>, (spot, heading): (Spot, &Heading)) {
        // An unusable row over several lines is most likely as many rows, which a stray quotation mark made one.
        let is_torn = !matches!(flaw, RowFlaw::Cut | RowFlaw::Duplicate | RowFlaw::Later);
        let rows = if is_torn { 1 + u64::from(row.more_lines) } else { 1 };
        self.left_out += if flaw == RowFlaw::Later { 0 } else { rows };
        let faults = self.faults.entry(flaw).or_default();
        faults.count += rows;
        faults.first.keep((0, spot), FLAWS_SHOWN, || shown(row, heading, spot));
    }
}

/// Leaves the cases that have been due longest.
pub(super) fn first_late(late: &mut Vec<LateRow>, at_most: usize) {
    late.sort_by_key(|row| (row.due, row.received, row.spot));
    late.truncate(at_most);
}

/// Mixes bytes eight at a time. Nobody gains by making names of a log collide: it would be slow, not wrong.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mix(u64);

impl Mix {
    #[inline]
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word ^ 0x9E37_79B9_7F4A_7C15) * 0xD6E8_FEB8_6659_FD93_u128;
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }
}

impl Hasher for Mix {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.mix(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.mix(u64::from_le_bytes(last));
        }
        self.mix(bytes.len() as u64);
    }

    #[inline]
    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
