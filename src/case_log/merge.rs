//! What the threads have made, put together: the same whatever their number and the size of blocks.

use std::collections::{BTreeMap, HashMap};

use super::heading::Column;
use super::kept::Spot;
use super::question::Asked;
use super::swedish_time::{NEVER, as_time};
use super::worker::{FLAWS_SHOWN, Faults, Group, LateRow, Plan, Tally, TypeName, Worker, first_late};
use super::{Grouping, Log};
use crate::model::case_log::{CaseGroup, CaseLog, LateCase, RowFlaw, RowFlaws};
use crate::model::finding::Missing;
use crate::model::hsa_id::HsaId;
use crate::model::measure::{Answer, Question, Reply};
use crate::model::place::{FileIx, RecordRef};
use crate::model::source::SourceKind;
use crate::source::ShownRow;

/// The logs as a whole, while places are looked up.
pub(super) struct Merged<'m, 'q> {
    pub(super) plan: &'m Plan<'q>,
    pub(super) logs: &'m [Log<'m>],
    /// The place of the first log among the files of the run.
    pub(super) first_file: u32,
    /// The rows that are shown, by log.
    pub(super) shown: Vec<Vec<ShownRow>>,
}

type Key = (Option<HsaId>, Option<Box<str>>, Option<u16>);

impl Merged<'_, '_> {
    /// Everything together.
    pub(super) fn log(&mut self, mut workers: Vec<Worker<'_>>) -> CaseLog {
        let mut log = CaseLog::default();
        let types = type_names(&workers);
        for by in self.plan.query.by {
            let groups = grouped(*by, &workers);
            log.groups.extend(groups.into_iter().map(|(key, group)| self.group(key, group, &types)));
        }
        log.flaws = self.flaws(&mut workers);
        let (first, last) =
            workers.iter().fold((NEVER, 0), |(first, last), worker| (first.min(worker.first), last.max(worker.last)));
        log.span = (first != NEVER).then(|| (as_time(first), as_time(last)));
        self.late(&mut log, workers);
        log
    }

    fn group(&mut self, key: Key, group: Group, types: &HashMap<Box<str>, TypeName>) -> CaseGroup {
        let (clinic, case_type, month) = key;
        let plan = self.plan;
        let replies = plan.asked.iter().zip(group.tallies).map(|(asked, tally)| self.reply(asked, tally)).collect();
        let spread = group.spread.as_deref();
        CaseGroup {
            clinic,
            case_type: case_type.map(|key| types.get(&key).map_or(key, |name| name.written.clone())),
            month: month.map(|day| plan.time.date(day)),
            received: group.received,
            replies,
            working: spread.map(|(working, _)| working.spread()),
            clock: spread.map(|(_, clock)| clock.spread()),
            oldest: (group.oldest != NEVER).then(|| as_time(group.oldest)),
        }
    }

    fn reply(&mut self, asked: &Asked<'_>, tally: Tally) -> Reply {
        if let Some(missing) = self.missing(asked, &tally) {
            return Reply { answer: Err(missing), examples: Vec::new() };
        }
        let answer = match asked.measure.question {
            Question::ShareOf(_) => Answer::Share { part: tally.yes, of: tally.of },
            Question::CountOf(_) => Answer::Count(tally.yes),
            Question::PercentileOf(_, percent, clock) => {
                let took = tally.took.unwrap_or_default();
                let length = if took.of() == 0 { 0 } else { took.percentile(percent) };
                Answer::Time { span: clock.minutes(length), of: took.of() }
            }
        };
        let examples = tally.examples.0.into_iter().map(|kept| self.show(kept.spot, kept.row)).collect();
        Reply { answer: Ok(answer), examples }
    }

    /// Why a measure has no answer: the logs lack a column, or too many cells of it say nothing.
    fn missing(&self, asked: &Asked<'_>, tally: &Tally) -> Option<Missing> {
        let has = |log: &Log<'_>, column: Column| log.columns[column as usize];
        for column in asked.columns() {
            let with = self.logs.iter().filter(|log| has(log, column)).count();
            if with == 0 {
                return Some(Missing::NotInSource(SourceKind::Cases));
            }
            if with < self.logs.len() {
                return Some(Missing::NotExported(SourceKind::Cases));
            }
        }
        let bears = u64::from(asked.measure.terms.bad_rows);
        (tally.unclear * 100 > (tally.of + tally.unclear) * bears).then_some(Missing::Unreadable(SourceKind::Cases))
    }

    /// A row's place, and that it is shown.
    fn show(&mut self, spot: Spot, row: ShownRow) -> RecordRef {
        self.shown[spot.file as usize].push(row);
        self.place(spot)
    }

    fn place(&self, spot: Spot) -> RecordRef {
        let lines = &self.logs[spot.file as usize].lines;
        let before = lines.get(spot.block as usize).copied().unwrap_or(1);
        RecordRef {
            file: FileIx(self.first_file + spot.file),
            start: spot.start,
            len: spot.len,
            line: before.saturating_add(spot.line),
        }
    }

    fn flaws(&mut self, workers: &mut [Worker<'_>]) -> Vec<RowFlaws> {
        let mut all: BTreeMap<RowFlaw, Faults> = BTreeMap::new();
        for worker in workers {
            let mut faults: Vec<(RowFlaw, Faults)> = std::mem::take(&mut worker.faults).into_iter().collect();
            faults.sort_by_key(|(flaw, _)| *flaw);
            for (flaw, more) in faults {
                let known = all.entry(flaw).or_default();
                known.count += more.count;
                known.first.absorb(more.first, FLAWS_SHOWN);
            }
        }
        let told = |(flaw, faults): (RowFlaw, Faults)| {
            let first = faults.first.0.into_iter().map(|kept| self.show(kept.spot, kept.row)).collect();
            RowFlaws { flaw, count: faults.count, first }
        };
        all.into_iter().map(told).collect()
    }

    fn late(&self, log: &mut CaseLog, workers: Vec<Worker<'_>>) {
        let Some(late) = &self.plan.query.late else { return };
        let has_mark = self.logs.iter().any(|log| log.columns[Column::Overdue as usize]);
        let mut rows: Vec<(HsaId, LateRow)> = Vec::new();
        let mut marked = (0, 0);
        for mut worker in workers {
            log.late_count += worker.late_count;
            marked = (marked.0 + worker.marked.0, marked.1 + worker.marked.1);
            first_late(&mut worker.late, late.at_most);
            let clinics = worker.clinics.values;
            rows.extend(worker.late.into_iter().map(|row| (clinics[row.clinic as usize].clone(), row)));
        }
        log.marked = has_mark.then_some(marked);
        rows.sort_by_key(|(_, row)| (row.due, row.received, row.spot));
        rows.truncate(late.at_most);
        let told = |(clinic, row): (HsaId, LateRow)| LateCase {
            clinic,
            case_type: row.case_type,
            id: row.id,
            received: as_time(row.received),
            due: as_time(row.due),
            distributed: (row.distributed != NEVER).then(|| as_time(row.distributed)),
            record: self.place(row.spot),
        };
        log.late = rows.into_iter().map(told).collect();
    }
}

/// The groups of one grouping, all threads together.
fn grouped(by: Grouping, workers: &[Worker<'_>]) -> BTreeMap<Key, Group> {
    let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
    for worker in workers {
        let examples = worker.examples();
        for ((clinic, case_type, month), group) in &worker.groups {
            let key = (
                by.clinic.then(|| worker.clinics.values[*clinic as usize].clone()),
                by.case_type.then(|| worker.types.values[*case_type as usize].key.clone()),
                by.month.then_some(*month),
            );
            match groups.entry(key) {
                std::collections::btree_map::Entry::Occupied(mut known) => {
                    known.get_mut().absorb(group.clone(), examples);
                }
                std::collections::btree_map::Entry::Vacant(new) => {
                    new.insert(group.clone());
                }
            }
        }
    }
    groups
}

/// Each case type with its first spelling.
fn type_names(workers: &[Worker<'_>]) -> HashMap<Box<str>, TypeName> {
    let mut names: HashMap<Box<str>, TypeName> = HashMap::new();
    for name in workers.iter().flat_map(|worker| &worker.types.values) {
        match names.get_mut(&name.key) {
            Some(known) if known.first <= name.first => {}
            _ => {
                names.insert(name.key.clone(), name.clone());
            }
        }
    }
    names
}
