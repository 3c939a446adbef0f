//! What is noted of a clinic: bytes that only the same facts give, and a number for each part of it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash as _, Hasher};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::marks::{CaseTypeMark, ClinicMark};
use super::{CaseTypes, PARTS, Part, Parts, Reports};
use crate::model::clinic::CaseTypeRecord;
use crate::model::short_hasher::ShortHasher;
use crate::policy::fact::{ClinicSubject, Datum, Fact, Subject as _, in_sets};

/// What is noted of a clinic. Two whose parts have the same numbers are the same to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Noted {
    /// Belongs to every part: whether it is in an export is all that is to be said of a field that no record has.
    is_exported: bool,
    parts: [usize; PARTS.len()],
}

impl Noted {
    /// Of a clinic of which nothing else is noted.
    pub(super) fn nothing_of(clinic: &ClinicSubject<'_>) -> Self {
        Self { is_exported: clinic.clinic().export.is_some(), parts: [usize::MAX; PARTS.len()] }
    }

    /// The same with a part of it.
    pub(super) fn with(mut self, part: Part, number: usize) -> Self {
        self.parts[part as usize] = number;
        self
    }

    /// Only some parts of it.
    pub(super) fn only(mut self, parts: Parts) -> Self {
        for part in PARTS.into_iter().filter(|part| !parts.contains(*part)) {
            self.parts[part as usize] = usize::MAX;
        }
        self
    }
}

/// Where a thread writes its notes, and their numbers: the same notes have the same number, at every thread.
pub(super) struct Notebook<'r> {
    notes: Notes,
    known: HashMap<Arc<[u8]>, usize, RandomState>,
    /// Of case types that a mark tells all of.
    marked: HashMap<CaseTypeMark, usize, BuildHasherDefault<ShortHasher>>,
    /// Of lists of case types that clinics share, by where they are kept.
    lists: HashMap<usize, usize, RandomState>,
    /// Of clinics as a whole that a mark tells all of, with their items.
    clinics: HashMap<ClinicMark, (usize, usize), RandomState>,
    of_type: Notes,
    reports: &'r Reports<'r>,
}

impl<'r> Notebook<'r> {
    pub(super) fn new(reports: &'r Reports<'r>) -> Self {
        let (known, marked, lists) = (HashMap::default(), HashMap::default(), HashMap::default());
        let (notes, of_type, clinics) = (Notes::default(), Notes::default(), HashMap::default());
        Self { notes, known, marked, lists, clinics, of_type, reports }
    }

    /// The number of what is written of a part.
    pub(super) fn number(&mut self, write: impl FnOnce(&mut Notes)) -> usize {
        self.notes.bytes.clear();
        write(&mut self.notes);
        number_of(&self.notes, &mut self.known, self.reports)
    }

    /// The numbers of a clinic as a whole and of its items: those that its mark has, or else those that are told.
    pub(super) fn numbers_of(
        &mut self,
        mark: Option<ClinicMark>,
        tell: impl FnOnce(&mut Self) -> (usize, usize),
    ) -> (usize, usize) {
        if let Some(numbers) = mark.as_ref().and_then(|mark| self.clinics.get(mark)) {
            return *numbers;
        }
        let numbers = tell(self);
        if let Some(mark) = mark {
            self.clinics.insert(mark, numbers);
        }
        numbers
    }

    /// The number of a clinic's case types, one after another.
    pub(super) fn number_of_types(
        &mut self,
        clinic: &ClinicSubject<'_>,
        types: &[CaseTypeRecord],
        regarded: &CaseTypes,
    ) -> usize {
        let is_shared = clinic.shares_case_types();
        let list = types.as_ptr().addr();
        if is_shared && let Some(number) = self.lists.get(&list) {
            return *number;
        }
        self.notes.bytes.clear();
        (true, types.len()).hash(&mut self.notes);
        for record in types {
            let number = self.number_of_type(clinic, record, regarded);
            self.notes.write_usize(number);
        }
        let number = number_of(&self.notes, &mut self.known, self.reports);
        if is_shared {
            self.lists.insert(list, number);
        }
        number
    }

    fn number_of_type(&mut self, clinic: &ClinicSubject<'_>, record: &CaseTypeRecord, regarded: &CaseTypes) -> usize {
        let mark = CaseTypeMark::of(record);
        if let Some(number) = mark.as_ref().and_then(|mark| self.marked.get(mark)) {
            return *number;
        }
        let notes = &mut self.of_type;
        notes.bytes.clear();
        let subject = clinic.with_case_type(record);
        for (fact, matters) in &regarded.facts {
            notes.fact(&subject.read(*fact, &[]), *matters);
        }
        if regarded.sets {
            in_sets(record).hash(notes);
        }
        let number = number_of(notes, &mut self.known, self.reports);
        if let Some(mark) = mark {
            self.marked.insert(mark, number);
        }
        number
    }
}

/// The number of what is noted, which this thread or another one may have met.
fn number_of(notes: &Notes, known: &mut HashMap<Arc<[u8]>, usize, RandomState>, reports: &Reports<'_>) -> usize {
    if let Some(number) = known.get(notes.bytes.as_slice()) {
        return *number;
    }
    let notes: Arc<[u8]> = notes.bytes.as_slice().into();
    let number = reports.number(notes.clone());
    known.insert(notes, number);
    number
}

/// What is noted, as bytes that only the same facts give: a hasher that forgets nothing.
#[derive(Default)]
pub(super) struct Notes {
    bytes: Vec<u8>,
}

/// What is written short. Nothing else begins so, since facts begin with which of three they are.
const NO: u8 = 3;
const YES: u8 = 4;
const NAMED: u8 = 5;
const WORD: u8 = 6;

impl Notes {
    /// Notes a fact; of a name whose value does not matter, that there is one.
    pub(super) fn fact(&mut self, given: &Fact<'_>, value_matters: bool) {
        match given {
            Fact::Known(Datum::Text(_)) if !value_matters => self.bytes.push(NAMED),
            // What most facts are.
            Fact::Known(Datum::Bool(yes)) => self.bytes.push(if *yes { YES } else { NO }),
            Fact::Known(Datum::Word(word)) => {
                self.bytes.push(WORD);
                word.hash(self);
            }
            given => given.hash(self),
        }
    }
}

impl Hasher for Notes {
    fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn write_u8(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    // Variants and lengths, nearly all of them small.
    fn write_usize(&mut self, number: usize) {
        match u8::try_from(number) {
            Ok(small) if small < u8::MAX => self.bytes.push(small),
            _ => {
                self.bytes.push(u8::MAX);
                self.bytes.extend_from_slice(&number.to_ne_bytes());
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

#[cfg(test)]
mod tests {
    use std::hash::Hash;

    use super::Notes;
    use crate::model::finding::Missing;
    use crate::model::source::SourceKind;
    use crate::policy::fact::{Datum, Fact};

    fn noted(facts: &[Fact<'_>]) -> Vec<u8> {
        let mut notes = Notes::default();
        facts.iter().for_each(|fact| notes.fact(fact, true));
        notes.bytes
    }

    fn number(number: usize) -> Vec<u8> {
        let mut notes = Notes::default();
        number.hash(&mut notes);
        notes.bytes
    }

    #[test]
    fn of_a_name_that_does_not_matter_it_is_noted_that_there_is_one() {
        let noted = |fact| {
            let mut notes = Notes::default();
            notes.fact(&fact, false);
            notes.bytes
        };
        let named = noted(Fact::Known(Datum::Text("a")));
        assert_eq!(named, noted(Fact::Known(Datum::Text("b"))));
        assert_ne!(named, noted(Fact::Absent));
        assert_ne!(noted(Fact::Known(Datum::Word("a"))), noted(Fact::Known(Datum::Word("b"))));
    }

    #[test]
    fn only_the_same_facts_make_the_same_notes() {
        let text = |text| Fact::Known(Datum::Text(text));
        let words = |words: &[&'static str]| Fact::Known(Datum::Words(words.to_vec()));
        let count = |sure| Fact::Known(Datum::Count { sure, maybe: None });
        let many = vec!["a"; 255];
        let differ: [&[Fact<'_>]; 18] = [
            &[Fact::Known(Datum::Bool(false))],
            &[Fact::Known(Datum::Bool(true))],
            &[Fact::Known(Datum::Word("ab")), Fact::Known(Datum::Word("c"))],
            &[Fact::Known(Datum::Word("a")), Fact::Known(Datum::Word("bc"))],
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
        assert_ne!(number(254), number(255));
        assert_ne!(number(255), number(usize::MAX));
    }
}
