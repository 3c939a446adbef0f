//! What the threads have made, put together: the same whatever their number and the size of blocks.

use std::collections::{BTreeMap, HashMap};

use super::heading::Column;
use super::kept::{First, Spot};
use super::question::{Asked, Class, Says};
use super::spread::Histogram;
use super::swedish_time::{Instant, NEVER, as_time};
use super::tallies::{GroupKey, Tallies};
use super::worker::{FLAWS_SHOWN, Faults, LateRow, Plan, TypeName, Worker, first_late};
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

/// Clinic and case type by where they stand among all names, and the first day of the month.
type Key = (Option<u32>, Option<u32>, Option<u16>);

/// The names of all threads, in one order, and what each thread's names are among them.
struct AllNames {
    clinics: Vec<HsaId>,
    /// Keys, with the first spelling of each.
    types: BTreeMap<Box<str>, TypeName>,
    /// By thread.
    of_clinics: Vec<Vec<u32>>,
    of_types: Vec<Vec<u32>>,
}

/// The classes of all threads, and what each thread's classes are among them.
struct AllClasses {
    all: Vec<Class>,
    of: Vec<Vec<usize>>,
}

/// The figures of a group, all threads together.
#[derive(Clone, Debug)]
struct Sum {
    oldest: Instant,
    /// By class.
    counts: Vec<u64>,
    /// By length.
    took: Vec<Histogram>,
    /// By measure.
    examples: Vec<First>,
}

impl Merged<'_, '_> {
    /// Everything together.
    pub(super) fn log(&mut self, mut workers: Vec<Worker<'_>>) -> CaseLog {
        let mut log = CaseLog::default();
        let (names, classes) = (AllNames::of(&workers), AllClasses::of(&workers));
        let tallies: Vec<Tallies> =
            workers.iter_mut().map(|worker| std::mem::replace(&mut worker.tallies, Tallies::new(0))).collect();
        let sums = self.sums(tallies, &names, &classes);
        for (by, sums) in self.plan.query.by.iter().zip(sums) {
            debug_assert!(sums.keys().all(|key| key.0.is_some() == by.clinic));
            log.groups.extend(sums.into_iter().map(|(key, sum)| self.group((key, sum), &names, &classes.all)));
        }
        log.flaws = self.flaws(&mut workers);
        let (first, last) =
            workers.iter().fold((NEVER, 0), |(first, last), worker| (first.min(worker.first), last.max(worker.last)));
        log.span = (first != NEVER).then(|| (as_time(first), as_time(last)));
        self.late(&mut log, workers);
        log
    }

    /// The groups of every grouping.
    fn sums(&self, tallies: Vec<Tallies>, names: &AllNames, classes: &AllClasses) -> Vec<BTreeMap<Key, Sum>> {
        let plan = self.plan;
        let examples = if plan.query.examples > 0 { plan.questions.asked.len() } else { 0 };
        let none = Sum {
            oldest: NEVER,
            counts: vec![0; classes.all.len()],
            took: vec![Histogram::default(); plan.questions.lengths.len()],
            examples: vec![First::default(); examples],
        };
        let mut sums: Vec<BTreeMap<Key, Sum>> = plan.query.by.iter().map(|_| BTreeMap::new()).collect();
        for (thread, tallies) in tallies.into_iter().enumerate() {
            let key = |by: &Grouping, (clinic, case_type, month): GroupKey| {
                (
                    by.clinic.then(|| names.of_clinics[thread][clinic as usize]),
                    by.case_type.then(|| names.of_types[thread][case_type as usize]),
                    by.month.then_some(month),
                )
            };
            for tally in tallies.groups() {
                for (by, sums) in plan.query.by.iter().zip(&mut sums) {
                    let sum = sums.entry(key(by, tally.key)).or_insert_with(|| none.clone());
                    sum.oldest = sum.oldest.min(tally.oldest);
                    for (class, count) in classes.of[thread].iter().zip(tally.counts) {
                        sum.counts[*class] += count;
                    }
                    sum.took.iter_mut().zip(tally.took).for_each(|(own, more)| own.absorb(more));
                }
            }
            for ((group, measure), first) in tallies.into_examples() {
                for (by, sums) in plan.query.by.iter().zip(&mut sums) {
                    let sum = sums.get_mut(&key(by, group)).expect("examples are of groups that were counted");
                    sum.examples[measure as usize].absorb(first.clone(), plan.query.examples);
                }
            }
        }
        sums
    }

    fn group(&mut self, (key, sum): (Key, Sum), names: &AllNames, classes: &[Class]) -> CaseGroup {
        let (clinic, case_type, month) = key;
        let (plan, Sum { oldest, counts, took, examples }) = (self.plan, sum);
        let mut examples = examples.into_iter();
        let replies = plan.questions.asked.iter().enumerate().map(|(at, asked)| {
            let mut tally = Tally { took: asked.length.map(|length| &took[length]), ..Tally::default() };
            for (class, count) in classes.iter().zip(&counts) {
                match class.says[at] {
                    Says::Nothing => continue,
                    Says::Unclear => tally.unclear += count,
                    Says::Yes => {
                        tally.yes += count;
                        tally.of += count;
                    }
                    Says::No => tally.of += count,
                }
            }
            self.reply(asked, tally, examples.next().unwrap_or_default())
        });
        let replies = replies.collect();
        let spread = |at: usize| plan.spread.map(|spread| &took[spread[at]]).filter(|took| took.of() > 0);
        let name = |at: u32| names.types.values().nth(at as usize).expect("it is one of them").written.clone();
        CaseGroup {
            clinic: clinic.map(|at| names.clinics[at as usize].clone()),
            case_type: case_type.map(name),
            month: month.map(|day| plan.time.date(day)),
            received: counts.iter().sum(),
            replies,
            working: spread(0).map(Histogram::spread),
            clock: spread(1).map(Histogram::spread),
            oldest: (oldest != NEVER).then(|| as_time(oldest)),
        }
    }

    fn reply(&mut self, asked: &Asked<'_>, tally: Tally<'_>, examples: First) -> Reply {
        if let Some(missing) = self.missing(asked, &tally) {
            return Reply { answer: Err(missing), examples: Vec::new() };
        }
        let answer = match asked.measure.question {
            Question::ShareOf(_) => Answer::Share { part: tally.yes, of: tally.of },
            Question::CountOf(_) => Answer::Count(tally.yes),
            Question::PercentileOf(_, percent, clock) => {
                let took = tally.took.expect("every percentile has a length that it is of");
                let length = if took.of() == 0 { 0 } else { took.percentile(percent) };
                Answer::Time { span: clock.minutes(length), of: took.of() }
            }
        };
        let examples = examples.0.into_iter().map(|kept| self.show(kept.spot, kept.row)).collect();
        Reply { answer: Ok(answer), examples }
    }

    /// Why a measure has no answer: the logs lack a column, or too many cells of it say nothing.
    fn missing(&self, asked: &Asked<'_>, tally: &Tally<'_>) -> Option<Missing> {
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
            rows.extend(worker.late.into_iter().map(|row| (clinics[row.clinic as usize].id.clone(), row)));
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

/// What the cases of a group say to a measure.
#[derive(Clone, Copy, Debug, Default)]
struct Tally<'t> {
    yes: u64,
    of: u64,
    unclear: u64,
    took: Option<&'t Histogram>,
}

impl AllNames {
    fn of(workers: &[Worker<'_>]) -> Self {
        let mut clinics: Vec<HsaId> = Vec::new();
        let mut types: BTreeMap<Box<str>, TypeName> = BTreeMap::new();
        for worker in workers {
            clinics.extend(worker.clinics.values.iter().map(|clinic| clinic.id.clone()));
            for name in &worker.types.values {
                let known = types.entry(name.key.clone()).or_insert_with(|| name.clone());
                if name.first < known.first {
                    *known = name.clone();
                }
            }
        }
        clinics.sort();
        clinics.dedup();
        let of_clinic = |id: &HsaId| clinics.binary_search(id).expect("it was put there") as u32;
        let type_at: HashMap<&str, u32> = (0..).zip(types.keys()).map(|(at, key)| (&**key, at)).collect();
        let of_clinics =
            |worker: &Worker<'_>| worker.clinics.values.iter().map(|clinic| of_clinic(&clinic.id)).collect();
        let of_types = |worker: &Worker<'_>| worker.types.values.iter().map(|name| type_at[&*name.key]).collect();
        Self {
            of_clinics: workers.iter().map(of_clinics).collect(),
            of_types: workers.iter().map(of_types).collect(),
            clinics,
            types,
        }
    }
}

impl AllClasses {
    fn of(workers: &[Worker<'_>]) -> Self {
        let (mut all, mut of) = (Vec::new(), Vec::new());
        let mut known: HashMap<Box<[u64]>, usize> = HashMap::new();
        for worker in workers {
            let at = worker.classes.known.iter().map(|class| {
                *known.entry(class.bits.clone()).or_insert_with(|| {
                    all.push(class.clone());
                    all.len() - 1
                })
            });
            of.push(at.collect());
        }
        Self { all, of }
    }
}
