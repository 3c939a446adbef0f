//! Verdicts that have been given, on whole clinics and on parts of them, for every thread to look up.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use foldhash::fast::RandomState;

use super::notes::{Notebook, Noted};
use super::{Court, Parts, Regard, Regards, Share, Verdicts};
use crate::model::outcome::{Outcome, Truth};
use crate::policy::fact::ClinicSubject;
use crate::policy::judge::Causes;

/// Verdicts that are given by one thread, while others that ask for them wait.
type Pending = Arc<OnceLock<Verdicts>>;

/// Verdicts that have been given, for every thread to look up.
pub(in crate::policy) struct Reports<'r> {
    regards: &'r Regards<'r>,
    /// How many rules all policies have.
    rules: usize,
    /// Of what is noted of a case type or of a part of a clinic, its number.
    numbers: Mutex<HashMap<Arc<[u8]>, usize, RandomState>>,
    /// Of what is noted of a clinic, its verdicts.
    given: Mutex<HashMap<Noted, Pending, RandomState>>,
    policies: Vec<Heard>,
}

/// What the rules of a class say, by what is noted of the parts that they look at and the way in which the policy binds.
type SharesSaid = HashMap<(Noted, usize), Arc<Share>, RandomState>;

/// What was said of parts of clinics for a policy.
struct Heard {
    bindings: Mutex<Bindings>,
    classes: Vec<Mutex<SharesSaid>>,
}

/// The ways in which a policy binds clinics.
#[derive(Default)]
struct Bindings {
    ways: Vec<(Truth, Causes)>,
    /// Which of them, by what is noted of the parts that tell.
    known: HashMap<Noted, usize, RandomState>,
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'r> Reports<'r> {
    /// For so many rules of all policies.
    pub(in crate::policy) fn new(regards: &'r Regards<'r>, rules: usize) -> Self {
        let classes = |regard: &Regard<'_>| regard.classes.iter().map(|_| Mutex::default()).collect();
        let heard = |regard| Heard { bindings: Mutex::default(), classes: classes(regard) };
        let (numbers, given) = (Mutex::default(), Mutex::default());
        Self { regards, rules, numbers, given, policies: regards.policies.iter().map(heard).collect() }
    }

    pub(super) fn number(&self, notes: Arc<[u8]>) -> usize {
        let mut numbers = lock(&self.numbers);
        let next = numbers.len();
        *numbers.entry(notes).or_insert(next)
    }

    fn case(&self, noted: Noted) -> Pending {
        lock(&self.given).entry(noted).or_default().clone()
    }

    /// What all classes say together. `are_new` are the parts that are like those of no other clinic.
    fn together(&self, noted: Noted, are_new: Parts, mut court: impl Court) -> Verdicts {
        let mut outcomes = vec![Outcome::NotApplicable; self.rules];
        let mut verdicts = Verdicts::default();
        for ((regard, heard), policy) in self.regards.policies.iter().zip(&self.policies).zip(0..) {
            let key = (!regard.binding.has_any_of(are_new)).then(|| noted.only(regard.binding));
            let (way, binds) = heard.binding(key, || court.binds(policy));
            verdicts.bound |= binds != Truth::False;
            for (class, known) in regard.classes.iter().zip(&heard.classes) {
                let key = (!class.parts.has_any_of(are_new)).then(|| (noted.only(class.parts), way));
                let before = key.as_ref().and_then(|key| lock(known).get(key).cloned());
                let share = before.unwrap_or_else(|| {
                    // Nobody waits for it: another thread that judges the same says the same.
                    let share = Arc::new(court.judge(policy, class));
                    key.map_or_else(|| share.clone(), |key| lock(known).entry(key).or_insert(share.clone()).clone())
                });
                for (rule, outcome) in class.rules.iter().zip(&share.outcomes) {
                    outcomes[*rule] = *outcome;
                }
                verdicts.own.extend_from_slice(&share.own);
                verdicts.shares.push(share);
            }
        }
        verdicts.own.sort_unstable_by_key(|own| own.rule);
        verdicts.outcomes = outcomes.into();
        verdicts
    }
}

impl Heard {
    /// The way in which the policy binds a clinic, by number, and by what is noted of the parts that tell where another may
    /// be like it; and whether it does.
    fn binding(&self, key: Option<Noted>, ask: impl FnOnce() -> (Truth, Causes)) -> (usize, Truth) {
        let known = |bindings: &Bindings| {
            let way = *bindings.known.get(key.as_ref()?)?;
            Some((way, bindings.ways[way].0))
        };
        if let Some(known) = known(&lock(&self.bindings)) {
            return known;
        }
        let binding = ask();
        let binds = binding.0;
        let bindings = &mut *lock(&self.bindings);
        let way = bindings.ways.iter().position(|known| *known == binding).unwrap_or_else(|| {
            bindings.ways.push(binding);
            bindings.ways.len() - 1
        });
        if let Some(key) = key {
            bindings.known.insert(key, way);
        }
        (way, binds)
    }
}

/// Verdicts that a thread knows.
pub(in crate::policy) struct Precedents<'r> {
    reports: &'r Reports<'r>,
    /// By what is noted, which of the cases.
    known: HashMap<Noted, usize, RandomState>,
    cases: Vec<Case>,
    notebook: Notebook<'r>,
    asked: usize,
    /// The verdicts of a clinic that is like no other.
    alone: Verdicts,
}

/// Clinics of which the rules see the same.
struct Case {
    verdicts: Pending,
    /// How many of them this thread has met.
    clinics: u32,
}

/// So many clinics are looked at before it shows whether they are alike.
const FIRST: usize = 256;

impl<'r> Precedents<'r> {
    pub(in crate::policy) fn new(reports: &'r Reports<'r>) -> Self {
        Self {
            reports,
            known: HashMap::default(),
            cases: Vec::new(),
            notebook: Notebook::new(reports),
            asked: 0,
            alone: Verdicts::default(),
        }
    }

    /// The verdicts on a clinic: those on one that is alike, or else what the court says of it; and whether it is alone, like
    /// no other. The others are counted here.
    pub(in crate::policy) fn of(&mut self, clinic: &ClinicSubject<'_>, court: impl Court) -> (&Verdicts, bool) {
        self.asked += 1;
        // Where nearly every clinic is like no other, as with texts of its own, comparing them gains nothing.
        if self.asked > FIRST && self.known.len() > self.asked / 2 {
            self.alone = self.reports.together(Noted::nothing_of(clinic), Parts(!0), court);
            return (&self.alone, true);
        }
        let noted = self.reports.regards.note(clinic, &mut self.notebook);
        let number = self.known.get(&noted).copied().unwrap_or_else(|| {
            self.cases.push(Case { verdicts: self.reports.case(noted), clinics: 0 });
            self.known.insert(noted, self.cases.len() - 1);
            self.cases.len() - 1
        });
        let case = &mut self.cases[number];
        case.clinics += 1;
        let verdicts = case.verdicts.get_or_init(|| self.reports.together(noted, Parts::default(), court));
        (verdicts, false)
    }

    /// What every class has said that is the run's matter, and of how many clinics that this thread has met, those that are
    /// alone left out.
    pub(in crate::policy) fn shares(&self) -> impl Iterator<Item = (&Share, u32)> {
        let mut counted: HashMap<*const Share, (&Share, u32), RandomState> = HashMap::default();
        for case in &self.cases {
            let shares = case.verdicts.get().into_iter().flat_map(|verdicts| &verdicts.shares);
            for share in shares.filter(|share| !share.common.is_empty()) {
                counted.entry(Arc::as_ptr(share)).or_insert((share, 0)).1 += case.clinics;
            }
        }
        counted.into_values()
    }
}
