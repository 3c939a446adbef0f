//! Verdicts that have been given: on whole clinics, for every thread to look up, and on parts of them, by each thread.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::fast::RandomState;

use super::notes::{Notebook, Noted};
use super::{Court, Parts, Regard, Regards, Share, Verdicts};
use crate::model::outcome::{Outcome, Truth};
use crate::policy::fact::ClinicSubject;
use crate::policy::judge::Causes;

/// Verdicts that are given by one thread, while others that ask for them wait.
type Pending = Arc<OnceLock<Verdicts>>;

/// Verdicts that have been given, for every thread to look up.
#[derive(Default)]
pub(in crate::policy) struct Reports {
    /// Of what is noted of a case type or of a part of a clinic, its number.
    numbers: Mutex<HashMap<Arc<[u8]>, usize, RandomState>>,
    /// Of what is noted of a clinic, its verdicts.
    given: Mutex<HashMap<Noted, Pending, RandomState>>,
}

impl Reports {
    pub(super) fn number(&self, notes: Arc<[u8]>) -> usize {
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        let next = numbers.len();
        *numbers.entry(notes).or_insert(next)
    }

    fn case(&self, noted: Noted) -> Pending {
        self.given.lock().unwrap_or_else(PoisonError::into_inner).entry(noted).or_default().clone()
    }
}

/// Verdicts that a thread knows.
pub(in crate::policy) struct Precedents<'r> {
    reports: &'r Reports,
    /// By what is noted, which of the cases.
    known: HashMap<Noted, usize, RandomState>,
    cases: Vec<Case>,
    shares: Shares<'r>,
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

/// What a thread has heard of parts of clinics.
struct Shares<'r> {
    regards: &'r Regards<'r>,
    /// How many rules there are.
    rules: usize,
    policies: Vec<Heard>,
}

/// What a thread has heard of a policy.
#[derive(Default)]
struct Heard {
    /// The ways in which it binds clinics.
    bindings: Vec<(Truth, Causes)>,
    /// Which of them, by what is noted of the parts that tell.
    bound: HashMap<Noted, usize, RandomState>,
    /// For each class, what its rules say, by what is noted of the parts that they look at and the way in which the policy
    /// binds.
    classes: Vec<HashMap<(Noted, usize), Arc<Share>, RandomState>>,
}

impl Shares<'_> {
    /// What all classes say together. `are_new` are the parts that are like those of no other clinic.
    fn together(&mut self, noted: Noted, are_new: Parts, mut court: impl Court) -> Verdicts {
        let mut outcomes = vec![Outcome::NotApplicable; self.rules];
        let mut verdicts = Verdicts::default();
        for ((regard, heard), policy) in self.regards.policies.iter().zip(&mut self.policies).zip(0..) {
            let key = (!regard.binding.has_any_of(are_new)).then(|| noted.only(regard.binding));
            let binding = heard.binding(key, || court.binds(policy));
            verdicts.bound |= heard.bindings[binding].0 != Truth::False;
            for (class, known) in regard.classes.iter().zip(&mut heard.classes) {
                let mut judge = || Arc::new(court.judge(policy, class));
                let share = if class.parts.has_any_of(are_new) {
                    judge()
                } else {
                    known.entry((noted.only(class.parts), binding)).or_insert_with(judge).clone()
                };
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
    fn of(regard: &Regard<'_>) -> Self {
        Self { classes: regard.classes.iter().map(|_| HashMap::default()).collect(), ..Self::default() }
    }

    /// The way in which the policy binds a clinic, by number, and by what is noted of the parts that tell where another may
    /// be like it.
    fn binding(&mut self, key: Option<Noted>, ask: impl FnOnce() -> (Truth, Causes)) -> usize {
        if let Some(number) = key.and_then(|key| self.bound.get(&key)) {
            return *number;
        }
        let binding = ask();
        let number = self.bindings.iter().position(|known| *known == binding).unwrap_or_else(|| {
            self.bindings.push(binding);
            self.bindings.len() - 1
        });
        if let Some(key) = key {
            self.bound.insert(key, number);
        }
        number
    }
}

/// So many clinics are looked at before it shows whether they are alike.
const FIRST: usize = 256;

impl<'r> Precedents<'r> {
    /// For so many rules of all policies.
    pub(in crate::policy) fn new(regards: &'r Regards<'r>, reports: &'r Reports, rules: usize) -> Self {
        let policies = regards.policies.iter().map(Heard::of).collect();
        Self {
            reports,
            known: HashMap::default(),
            cases: Vec::new(),
            shares: Shares { regards, rules, policies },
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
            self.alone = self.shares.together(Noted::nothing_of(clinic), Parts(!0), court);
            return (&self.alone, true);
        }
        let noted = self.shares.regards.note(clinic, &mut self.notebook);
        let number = self.known.get(&noted).copied().unwrap_or_else(|| {
            self.cases.push(Case { verdicts: self.reports.case(noted), clinics: 0 });
            self.known.insert(noted, self.cases.len() - 1);
            self.cases.len() - 1
        });
        let case = &mut self.cases[number];
        case.clinics += 1;
        let verdicts = case.verdicts.get_or_init(|| self.shares.together(noted, Parts::default(), court));
        (verdicts, false)
    }

    /// What every class has said, and of how many clinics that this thread has met, those that are alone left out. The same
    /// may come more than once.
    pub(in crate::policy) fn shares(&self) -> impl Iterator<Item = (&Share, u32)> {
        let mut counted: HashMap<*const Share, (&Share, u32), RandomState> = HashMap::default();
        for case in &self.cases {
            for share in case.verdicts.get().iter().flat_map(|verdicts| &verdicts.shares) {
                counted.entry(Arc::as_ptr(share)).or_insert((share, 0)).1 += case.clinics;
            }
        }
        counted.into_values()
    }
}
