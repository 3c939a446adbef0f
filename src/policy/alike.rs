//! Clinics of which the rules see the same are judged the same. Of many thousand clinics a few hundred differ in what a
//! policy looks at: what it looks at is written down for each, and those with the same notes are judged once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash as _, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::fast::RandomState;

use super::fact::{ClinicSubject, Datum, Fact, FactRef, Scope, Subject as _, in_sets};
use super::judge::{Causes, Judge};
use super::survey::Survey;
use crate::model::case_type::Vocabulary as _;
use crate::model::clinic::CaseTypeRecord;
use crate::model::field::Field;
use crate::model::finding::ItemKind;
use crate::model::outcome::Outcome;
use crate::model::short_hasher::ShortHasher;

/// A fact, and whether its value matters.
type Regarded = (FactRef, bool);

/// What the rules look at.
pub(super) struct Regards<'j> {
    /// What any policy's rules see of a case type by itself; none where they look at no case types. There are many times
    /// more case types than clinics, and few that differ.
    case_types: Option<CaseTypes>,
    policies: Vec<Regard<'j>>,
}

/// What rules see of a case type, whichever clinic it is of.
#[derive(Default)]
struct CaseTypes {
    facts: Vec<Regarded>,
    /// Whether rules look at a clinic's sets of case types, which follow from which of them each case type is in.
    sets: bool,
}

/// What the rules of one policy look at besides.
struct Regard<'j> {
    judge: &'j Judge<'j>,
    clinic: Vec<Regarded>,
    items: Vec<(ItemKind, Vec<Regarded>)>,
}

impl<'j> Regards<'j> {
    /// Of all policies.
    pub(super) fn of(judges: &'j [Judge<'j>], survey: &Survey) -> Self {
        let mut of_types = CaseTypes::default();
        let mut looks_at_types = false;
        let regard = |(judge, facts): (&'j Judge<'j>, Vec<Regarded>)| {
            let mut regard = Regard::of(judge, &facts);
            let before = regard.clinic.len();
            regard.clinic.retain(|(fact, _)| !fact.is_a_set_of_case_types());
            of_types.sets |= regard.clinic.len() < before;
            for (kind, facts) in &mut regard.items {
                if *kind == ItemKind::CaseType {
                    looks_at_types = true;
                    // Everything in the table is read of the case type alone.
                    let by_itself = |(fact, _): &mut Regarded| matches!(fact, FactRef::Table(_));
                    of_types.facts.extend(facts.extract_if(.., by_itself));
                }
            }
            regard.items.retain(|(kind, facts)| *kind != ItemKind::CaseType || !facts.is_empty());
            regard
        };
        let policies = judges.iter().zip(survey.varying(judges)).map(regard).collect();
        Self { case_types: (looks_at_types || of_types.sets).then_some(of_types), policies }
    }

    /// Writes down everything that the rules see of a clinic. The same notes mean the same verdicts.
    fn note(&self, clinic: &ClinicSubject<'_>, known: &mut KnownTypes<'_>, notes: &mut Notes) {
        notes.0.clear();
        // All that is to be said of a field that no record has.
        notes.write_u8(u8::from(clinic.clinic().export.is_some()));
        if let Some(regarded) = &self.case_types {
            match clinic.case_types() {
                Err(missing) => (false, missing).hash(notes),
                Ok(types) => known.note(clinic, types, (regarded, notes)),
            }
        }
        for Regard { judge, clinic: facts, items } in &self.policies {
            facts.iter().for_each(|(fact, matters)| notes.fact(judge.given(*fact, clinic), *matters));
            for (kind, facts) in items {
                match clinic.items(*kind) {
                    Err(missing) => (false, missing).hash(notes),
                    Ok(items) => {
                        (true, items.len()).hash(notes);
                        for item in &items {
                            facts.iter().for_each(|(fact, matters)| notes.fact(judge.given(*fact, item), *matters));
                        }
                    }
                }
            }
        }
    }
}

impl<'j> Regard<'j> {
    fn of(judge: &'j Judge<'j>, facts: &[Regarded]) -> Self {
        // A list is counted by its items and their facts, which are among the rest.
        let facts = || facts.iter().copied().filter(|(fact, _)| !matches!(fact, FactRef::List(_)));
        let about = |scope| facts().filter(|(fact, _)| fact.about().0 == scope).collect::<Vec<_>>();
        let lists = judge.policy.lists.iter().map(|list| list.of);
        let gone_through: Vec<ItemKind> =
            judge.policy.rules.iter().filter_map(|rule| rule.for_each).map(|each| each.of).chain(lists).collect();
        let items = ItemKind::WORDS.iter().map(|(kind, _)| (*kind, about(Scope::Item(*kind))));
        let items = items.filter(|(kind, facts)| !facts.is_empty() || gone_through.contains(kind)).collect();
        Self { judge, clinic: about(Scope::Clinic), items }
    }
}

/// Case types that a thread has met: those of which the rules see the same have the same number, at every thread.
struct KnownTypes<'r> {
    /// Of those that a mark tells all of.
    marked: HashMap<CaseTypeMark, usize, BuildHasherDefault<ShortHasher>>,
    noted: HashMap<Arc<[u8]>, usize, RandomState>,
    /// Of lists that clinics share, by where they are kept, what is noted of them.
    lists: HashMap<usize, Box<[u8]>, RandomState>,
    notes: Notes,
    reports: &'r Reports,
}

impl<'r> KnownTypes<'r> {
    fn new(reports: &'r Reports) -> Self {
        let (marked, noted, lists) = (HashMap::default(), HashMap::default(), HashMap::default());
        Self { marked, noted, lists, notes: Notes::default(), reports }
    }

    /// Notes a clinic's case types, one after another.
    fn note(
        &mut self,
        clinic: &ClinicSubject<'_>,
        types: &[CaseTypeRecord],
        (regarded, notes): (&CaseTypes, &mut Notes),
    ) {
        let is_shared = clinic.shares_case_types();
        if is_shared && let Some(noted) = self.lists.get(&types.as_ptr().addr()) {
            notes.0.extend_from_slice(noted);
            return;
        }
        let before = notes.0.len();
        (true, types.len()).hash(notes);
        for record in types {
            notes.write_usize(self.number(clinic, record, regarded));
        }
        if is_shared {
            self.lists.insert(types.as_ptr().addr(), notes.0[before..].into());
        }
    }

    fn number(&mut self, clinic: &ClinicSubject<'_>, record: &CaseTypeRecord, regarded: &CaseTypes) -> usize {
        let mark = CaseTypeMark::of(record);
        if let Some(number) = mark.as_ref().and_then(|mark| self.marked.get(mark)) {
            return *number;
        }
        self.notes.0.clear();
        let subject = clinic.with_case_type(record);
        for (fact, matters) in &regarded.facts {
            self.notes.fact(subject.read(*fact, &[]), *matters);
        }
        if regarded.sets {
            in_sets(record).hash(&mut self.notes);
        }
        let before = self.noted.get(&*self.notes.0).copied();
        let number = before.unwrap_or_else(|| {
            let notes: Arc<[u8]> = self.notes.0.as_slice().into();
            let number = self.reports.number(notes.clone());
            self.noted.insert(notes, number);
            number
        });
        if let Some(mark) = mark {
            self.marked.insert(mark, number);
        }
        number
    }
}

/// All that there is to a case type, but for where it stands, where that is little: a mass export tells of nothing but
/// the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct CaseTypeMark(u64);

impl CaseTypeMark {
    /// The mark of a case type; none where there is more to it: a name of its own, a date, texts.
    fn of(record: &CaseTypeRecord) -> Option<Self> {
        let CaseTypeRecord { record: _, position: _, ix, written: _, state, kind, origin, restricted, texts, changed } =
            record;
        let ix = u64::from(ix.as_ref()?.0);
        let changed = match changed {
            Field::Value(_) => return None,
            other => other.as_ref().map(|_| 0_u8),
        };
        if texts.is_some() {
            return None;
        }
        let fields = [
            digit(&state.as_ref().map(|state| *state as u8)),
            digit(&kind.as_ref().map(|kind| *kind as u8)),
            digit(&origin.as_ref().map(|origin| *origin as u8)),
            digit(&restricted.as_ref().map(|restricted| u8::from(*restricted))),
            digit(&changed),
        ];
        Some(Self(fields.into_iter().fold(ix, |mark, digit| mark << 8 | digit)))
    }
}

/// A field in a byte, for vocabularies of less than 252 words.
fn digit(field: &Field<u8>) -> u64 {
    match field {
        Field::NotExported => 0,
        Field::Absent => 1,
        Field::Unreadable => 2,
        Field::Conflicting => 3,
        Field::Value(value) => 4 + u64::from(*value),
    }
}

/// What is noted of a clinic, as bytes that only the same facts give: a hasher that forgets nothing.
#[derive(Default)]
struct Notes(Vec<u8>);

/// Begins a truth; nothing else begins so, since facts begin with which of three they are.
const TRUTH: u8 = 3;

impl Notes {
    /// Notes a fact; of a name whose value does not matter, that there is one.
    fn fact(&mut self, given: Fact<'_>, value_matters: bool) {
        match given {
            Fact::Known(Datum::Text(_)) if !value_matters => Fact::Known(Datum::Text("")).hash(self),
            // What most facts are.
            Fact::Known(Datum::Bool(yes)) => self.0.extend([TRUTH, u8::from(yes)]),
            given => given.hash(self),
        }
    }
}

impl Hasher for Notes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn write_u8(&mut self, byte: u8) {
        self.0.push(byte);
    }

    // Variants and lengths, nearly all of them small.
    fn write_usize(&mut self, number: usize) {
        match u8::try_from(number) {
            Ok(small) if small < u8::MAX => self.0.push(small),
            _ => {
                self.0.push(u8::MAX);
                self.0.extend_from_slice(&number.to_ne_bytes());
            }
        }
    }

    fn write_isize(&mut self, number: isize) {
        self.write_usize(number.cast_unsigned());
    }

    fn finish(&self) -> u64 {
        unreachable!("the notes themselves are what is wanted")
    }
}

/// How a clinic fares, and every other one of which the rules see the same.
#[derive(Default)]
pub(super) struct Verdicts {
    /// An outcome per rule of all policies in order.
    pub(super) outcomes: Arc<[Outcome]>,
    /// Whether some policy binds it (or may).
    pub(super) bound: bool,
    /// Rules, by number, that find something of the clinic's own.
    pub(super) own: Vec<usize>,
    /// Rules, by number, that are unknown for the run's sake, each with why; as [`Survey::constant`] has it where nothing is
    /// said.
    pub(super) common: Vec<(usize, Option<Causes>)>,
}

/// Verdicts that are given by one thread, while others that ask for them wait.
type Pending = Arc<OnceLock<Verdicts>>;

/// Verdicts that have been given, for every thread to look up.
#[derive(Default)]
pub(super) struct Reports {
    /// Of what is noted of a case type, its number.
    types: Mutex<HashMap<Arc<[u8]>, usize, RandomState>>,
    /// Of what is noted of a clinic, its verdicts.
    given: Mutex<HashMap<Arc<[u8]>, Pending, RandomState>>,
}

impl Reports {
    fn number(&self, notes: Arc<[u8]>) -> usize {
        let mut types = self.types.lock().unwrap_or_else(PoisonError::into_inner);
        let next = types.len();
        *types.entry(notes).or_insert(next)
    }

    fn case(&self, notes: Arc<[u8]>) -> Pending {
        self.given.lock().unwrap_or_else(PoisonError::into_inner).entry(notes).or_default().clone()
    }
}

/// Verdicts that a thread knows.
pub(super) struct Precedents<'r> {
    regards: &'r Regards<'r>,
    reports: &'r Reports,
    /// By what is noted, which of the cases.
    known: HashMap<Arc<[u8]>, usize, RandomState>,
    cases: Vec<Case>,
    types: KnownTypes<'r>,
    notes: Notes,
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
    pub(super) fn new(regards: &'r Regards<'r>, reports: &'r Reports) -> Self {
        Self {
            regards,
            reports,
            known: HashMap::default(),
            cases: Vec::new(),
            types: KnownTypes::new(reports),
            notes: Notes::default(),
            asked: 0,
            alone: Verdicts::default(),
        }
    }

    /// The verdicts on a clinic: those on one that is alike, or else what `judge` says; and whether it is alone, like no
    /// other. The others are counted here.
    pub(super) fn of(&mut self, clinic: &ClinicSubject<'_>, judge: impl FnOnce() -> Verdicts) -> (&Verdicts, bool) {
        self.asked += 1;
        // Where nearly every clinic is like no other, as with texts of its own, comparing them gains nothing.
        if self.asked > FIRST && self.known.len() > self.asked / 2 {
            self.alone = judge();
            return (&self.alone, true);
        }
        self.regards.note(clinic, &mut self.types, &mut self.notes);
        let before = self.known.get(&*self.notes.0).copied();
        let number = before.unwrap_or_else(|| {
            let notes: Arc<[u8]> = self.notes.0.as_slice().into();
            self.known.insert(notes.clone(), self.cases.len());
            self.cases.push(Case { verdicts: self.reports.case(notes), clinics: 0 });
            self.cases.len() - 1
        });
        let case = &mut self.cases[number];
        case.clinics += 1;
        (case.verdicts.get_or_init(judge), false)
    }

    /// Every case, and how many clinics this thread has met that are like it.
    pub(super) fn cases(&self) -> impl Iterator<Item = (&Verdicts, u32)> {
        self.cases.iter().filter_map(|case| Some((case.verdicts.get()?, case.clinics)))
    }
}

#[cfg(test)]
mod tests {
    use std::hash::Hash;

    use super::Notes;
    use crate::model::finding::Missing;
    use crate::model::source::SourceKind;
    use crate::policy::fact::{Datum, Fact};

    fn noted(facts: &[impl Hash]) -> Vec<u8> {
        let mut notes = Notes::default();
        facts.iter().for_each(|fact| fact.hash(&mut notes));
        notes.0
    }

    #[test]
    fn only_the_same_facts_make_the_same_notes() {
        let text = |text| Fact::Known(Datum::Text(text));
        let words = |words: &[&'static str]| Fact::Known(Datum::Words(words.to_vec()));
        let count = |sure| Fact::Known(Datum::Count { sure, maybe: None });
        let many = vec!["a"; 255];
        let differ: [&[Fact<'_>]; 14] = [
            &[],
            &[Fact::Absent],
            &[Fact::Absent, Fact::Absent],
            &[Fact::Unknown(Missing::NoRecord(SourceKind::Exports))],
            &[Fact::Unknown(Missing::NotExported(SourceKind::Exports))],
            &[text("ab"), text("c")],
            &[text("a"), text("bc")],
            &[Fact::Known(Datum::Word("ab")), text("c")],
            &[words(&["ab", "c"])],
            &[words(&["ab"]), words(&["c"])],
            &[words(&many)],
            &[words(&many[1..])],
            &[count(255)],
            &[count(u64::MAX)],
        ];
        for (at, one) in differ.iter().enumerate() {
            assert_eq!(noted(one), noted(one));
            for other in &differ[at + 1..] {
                assert_ne!(noted(one), noted(other), "{one:?} {other:?}");
            }
        }
        assert_ne!(noted(&[254_usize]), noted(&[255_usize]));
        assert_ne!(noted(&[255_usize]), noted(&[usize::MAX]));
    }
}
