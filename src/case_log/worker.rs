//! What one thread makes of the blocks that it is given.

use std::collections::HashMap;

use super::blocks::Block;
use super::case::{Case, Moment, Words};
use super::duplicates::COMPARED;
use super::heading::{Column, Heading};
use super::ids::{IdAt, IdShapes};
use super::kept::{First, Spot, cells_encoding, shown, text};
use super::question::{Classes, Questions, Tables};
use super::rows::{Fit, Row, Rows};
use super::spelling::{Spelled, mixed};
use super::swedish_time::{Instant, NEVER, SwedishTime};
use super::tallies::Tallies;
use super::work_clock::{Deadline, WorkClock};
use super::{Duplicates, Grouping, Query};
use crate::model::case_log::RowFlaw;
use crate::model::case_type::fold;
use crate::model::hsa_id::HsaId;
use crate::model::needs::Needs;
use crate::model::personal_number;
use crate::source::mapping::Mapping;

/// Of each kind of fault, so many rows are shown.
pub(super) const FLAWS_SHOWN: usize = 5;

/// What every thread reads by.
#[derive(Debug)]
pub(super) struct Plan<'q> {
    pub(super) query: &'q Query<'q>,
    pub(super) needs: &'q Needs,
    /// What other words mean.
    pub(super) mapping: Option<&'q Mapping>,
    pub(super) time: SwedishTime,
    pub(super) clocks: Vec<WorkClock>,
    pub(super) questions: Questions<'q>,
    /// The lengths that tell how times to the answer spread, in working time and in clock time.
    pub(super) spread: Option<[usize; 2]>,
    /// The limit of late cases, and its clock.
    pub(super) late: Option<(Deadline, usize)>,
    pub(super) now: Moment,
    /// Everything that the groupings tell apart.
    pub(super) finest: Grouping,
}

impl Plan<'_> {
    pub(super) fn tables(&self) -> Tables<'_> {
        (&self.clocks, &self.time)
    }
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

/// Names as logs write them, each once for all its spellings.
#[derive(Debug)]
pub(super) struct Names<T> {
    /// Which of them a spelling means; `None` where it can be no such name.
    spelled: Spelled<Option<u32>>,
    keys: HashMap<String, u32>,
    pub(super) values: Vec<T>,
}

impl<T> Names<T> {
    fn new() -> Self {
        Self { spelled: Spelled::default(), keys: HashMap::new(), values: Vec::new() }
    }
}

/// A clinic.
#[derive(Clone, Debug)]
pub(super) struct ClinicName {
    pub(super) id: HsaId,
    /// Its cases are asked for.
    is_wanted: bool,
    /// What the hashes of its case ids begin with.
    seed: u64,
}

/// A case type, with its first spelling.
#[derive(Clone, Debug)]
pub(super) struct TypeName {
    pub(super) key: Box<str>,
    pub(super) written: Box<str>,
    pub(super) first: (u32, u64),
}

/// What a personal identity number was found in: the row, and the column from 0 or [`WHOLE_ROW`].
pub(super) type Personal = (Spot, usize);

/// Which of a row's cells is which is not known.
pub(super) const WHOLE_ROW: usize = usize::MAX;

/// One thread's work.
#[derive(Debug)]
pub(super) struct Worker<'q> {
    plan: &'q Plan<'q>,
    pub(super) clinics: Names<ClinicName>,
    pub(super) types: Names<TypeName>,
    pub(super) words: Words<'q>,
    pub(super) classes: Classes,
    pub(super) tallies: Tallies,
    pub(super) faults: HashMap<RowFlaw, Faults>,
    pub(super) late: Vec<LateRow>,
    pub(super) late_count: u64,
    pub(super) marked: (u64, u64),
    /// Case ids, with where their rows stand.
    pub(super) ids: Vec<IdAt>,
    shapes: IdShapes,
    pub(super) first: Instant,
    pub(super) last: Instant,
    // Of the file that is being read.
    pub(super) cases: u64,
    pub(super) left_out: u64,
    pub(super) lines: Vec<(u32, u32)>,
    pub(super) personal: Option<Personal>,
    pub(super) dated_ids: (u64, u64, Option<Personal>),
}

/// More clinics or case types than any log has: the wrong column.
pub(super) const MOST_CLINICS: usize = 100_000;
pub(super) const MOST_TYPES: usize = 1_000;

impl<'q> Worker<'q> {
    pub(super) fn new(plan: &'q Plan<'q>) -> Self {
        Self {
            plan,
            clinics: Names::new(),
            types: Names::new(),
            words: Words::new(plan.mapping),
            classes: Classes::default(),
            tallies: Tallies::new(plan.questions.lengths.len()),
            faults: HashMap::new(),
            late: Vec::new(),
            late_count: 0,
            marked: (0, 0),
            ids: Vec::new(),
            shapes: IdShapes::default(),
            first: NEVER,
            last: 0,
            cases: 0,
            left_out: 0,
            lines: Vec::new(),
            personal: None,
            dated_ids: (0, 0, None),
        }
    }

    /// Another file begins.
    pub(super) fn begin(&mut self) {
        self.clinics.spelled.forget();
        self.types.spelled.forget();
        self.words.forget();
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
        self.tallies.settle();
        self.lines.push((block.number, rows.lines()));
    }

    #[inline]
    fn row(&mut self, row: &Row<'_>, spot: Spot, reading: Reading<'_>) -> Result<(), (RowFlaw, Column)> {
        let heading = reading.heading;
        match row.fit {
            Fit::Fits | Fit::FitsAtEnd => {}
            Fit::Ragged | Fit::Broken => {
                // Which cell is which is not known: the row is looked at as a whole.
                if personal_number::find_in_bytes(row.bytes()).is_some() {
                    self.found_personal(spot, WHOLE_ROW);
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
        let tables = (&self.plan.time, self.plan.now);
        let case = Case::read(row, heading, tables, &mut self.words).map_err(|fault| {
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
        let name = &self.clinics.values[clinic as usize];
        if !name.is_wanted {
            return Ok(());
        }
        let position = reading.base + spot.start;
        if !reading.superseded.is_empty() && reading.superseded.binary_search(&position).is_ok() {
            return Err((RowFlaw::Duplicate, Column::Id));
        }
        if self.plan.query.duplicates == Duplicates::Found && !id.is_empty() && self.ids.len() <= COMPARED {
            self.ids.push(IdAt::new(name.seed, &id, position));
        }
        self.cases += 1;
        self.first = self.first.min(case.received.at);
        self.last = self.last.max(case.last());
        self.count(&case, (clinic, case_type), (row, spot, heading));
        Ok(())
    }

    fn count(&mut self, case: &Case, (clinic, case_type): (u32, u32), at: (&Row<'_>, Spot, &Heading)) {
        let (plan, (row, spot, heading)) = (self.plan, at);
        let finest = plan.finest;
        let month = if finest.month { plan.time.month(case.received.day) } else { 0 };
        let key = (if finest.clinic { clinic } else { 0 }, if finest.case_type { case_type } else { 0 }, month);
        let group = self.tallies.group(key);
        let class = self.classes.of(case, &plan.questions, (plan.now.at, plan.tables()));
        self.tallies.count(group, class);
        for length in self.classes.took(class) {
            self.tallies.took(group, *length, plan.questions.took(*length, case, plan.tables()));
        }
        if plan.query.examples > 0 {
            for measure in self.classes.shown_by(class) {
                let examples = self.tallies.examples(group, *measure);
                examples.keep((case.received.at, spot), plan.query.examples, || shown(row, heading, spot));
            }
        }
        if case.is_unanswered(false) {
            self.tallies.waits(group, case.received.at);
        }
        if plan.late.is_some() && (case.marked || case.is_unanswered(false)) {
            self.late(case, (clinic, case_type), at);
        }
    }

    /// Keeps a case that is late.
    fn late(&mut self, case: &Case, (clinic, _): (u32, u32), (row, spot, heading): (&Row<'_>, Spot, &Heading)) {
        let plan = self.plan;
        let (Some((limit, clock)), Some(late)) = (&plan.late, &plan.query.late) else { return };
        let due = limit.of(case.received, (&plan.clocks[*clock], &plan.time));
        let is_late = case.is_unanswered(late.terms.interim_counts) && due < plan.now.at;
        if case.marked {
            self.marked.0 += 1;
            self.marked.1 += u64::from(is_late);
        }
        if !is_late {
            return;
        }
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

    /// The clinic; `None` where there is none, or what cannot be one.
    #[inline]
    fn clinic(&mut self, row: &Row<'_>, at: (Spot, &Heading)) -> Option<u32> {
        let column = at.1.column(Column::Clinic)?;
        let cell = row.cell(column);
        match self.clinics.spelled.get(&cell) {
            Some(known) => known,
            None => self.new_clinic(&cell, column, at),
        }
    }

    #[cold]
    fn new_clinic(&mut self, cell: &[u8], column: usize, (spot, heading): (Spot, &Heading)) -> Option<u32> {
        let written = cells_encoding(heading.encoding).decode_piece(cell).into_owned();
        if personal_number::find(&written).is_some() {
            self.found_personal(spot, column);
        }
        let Ok(id) = HsaId::parse(&written) else { return self.clinics.spelled.learn(cell, None) };
        let key = id.as_str().to_ascii_uppercase();
        let known = self.clinics.keys.get(&key).copied();
        let ix = match known {
            Some(ix) => ix,
            // That there are too many is seen when all has been read; until then they take no more memory.
            None if self.clinics.values.len() > MOST_CLINICS => return None,
            None => {
                let ix = self.clinics.values.len() as u32;
                let seed = key.bytes().fold(0, |seed, byte| mixed(seed, byte.into()));
                let wanted = self.plan.query.clinics;
                let is_wanted = wanted.is_empty() || wanted.contains(&id);
                self.clinics.values.push(ClinicName { id, is_wanted, seed });
                self.clinics.keys.insert(key, ix);
                ix
            }
        };
        self.clinics.spelled.learn(cell, Some(ix))
    }

    #[inline]
    fn case_type(&mut self, row: &Row<'_>, at: (Spot, &Heading)) -> u32 {
        let column = at.1.column(Column::CaseType);
        let cell = column.map(|at| row.cell(at)).unwrap_or_default();
        match self.types.spelled.get(&cell) {
            Some(Some(known)) => known,
            _ => self.new_case_type(&cell, column, at),
        }
    }

    #[cold]
    fn new_case_type(&mut self, cell: &[u8], column: Option<usize>, (spot, heading): (Spot, &Heading)) -> u32 {
        let written = cells_encoding(heading.encoding).decode_piece(cell).into_owned();
        if let Some(column) = column.filter(|_| personal_number::find(&written).is_some()) {
            self.found_personal(spot, column);
        }
        let key = match self.plan.needs.case_type(&written).filter(|_| !written.is_empty()) {
            Some(ix) => format!("#{}", ix.0),
            None => fold(&written),
        };
        let first = (spot.file, spot.start);
        let known = self.types.keys.get(&key).copied();
        let ix = match known {
            Some(ix) => ix,
            None if self.types.values.len() > MOST_TYPES => return 0,
            None => {
                let ix = self.types.values.len() as u32;
                self.types.values.push(TypeName { key: key.as_str().into(), written: written.as_str().into(), first });
                self.types.keys.insert(key, ix);
                ix
            }
        };
        let name = &mut self.types.values[ix as usize];
        if first < name.first {
            (name.written, name.first) = (written.into(), first);
        }
        self.types.spelled.learn(cell, Some(ix));
        ix
    }

    /// Serial numbers look like personal identity numbers now and then; only where most of those that have the form also
    /// have the check digit are they such.
    #[inline]
    fn look_at_id(&mut self, id: &[u8], spot: Spot, heading: &Heading) {
        if id.len() < 10 || !self.shapes.could_be_personal(id) || !personal_number::has_form(id) {
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
