//! What is noted of a clinic: bytes that only the same facts give, in parts that are looked up by themselves.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash as _, Hasher};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::{CaseTypes, PARTS, Part, Parts, Reports};
use crate::model::clinic::CaseTypeRecord;
use crate::model::field::Field;
use crate::model::short_hasher::ShortHasher;
use crate::policy::fact::{ClinicSubject, Datum, Fact, Subject as _, in_sets};

/// Case types that a thread has met: those of which the rules see the same have the same number, at every thread.
pub(super) struct KnownTypes<'r> {
    /// Of those that a mark tells all of.
    marked: HashMap<CaseTypeMark, usize, BuildHasherDefault<ShortHasher>>,
    noted: HashMap<Arc<[u8]>, usize, RandomState>,
    /// Of lists that clinics share, by where they are kept, what is noted of them.
    lists: HashMap<usize, Box<[u8]>, RandomState>,
    notes: Notes,
    reports: &'r Reports,
}

impl<'r> KnownTypes<'r> {
    pub(super) fn new(reports: &'r Reports) -> Self {
        let (marked, noted, lists) = (HashMap::default(), HashMap::default(), HashMap::default());
        Self { marked, noted, lists, notes: Notes::default(), reports }
    }

    /// Notes a clinic's case types, one after another.
    pub(super) fn note(
        &mut self,
        clinic: &ClinicSubject<'_>,
        types: &[CaseTypeRecord],
        (regarded, notes): (&CaseTypes, &mut Notes),
    ) {
        let is_shared = clinic.shares_case_types();
        if is_shared && let Some(noted) = self.lists.get(&types.as_ptr().addr()) {
            notes.bytes.extend_from_slice(noted);
            return;
        }
        let before = notes.bytes.len();
        (true, types.len()).hash(notes);
        for record in types {
            notes.write_usize(self.number(clinic, record, regarded));
        }
        if is_shared {
            self.lists.insert(types.as_ptr().addr(), notes.bytes[before..].into());
        }
    }

    fn number(&mut self, clinic: &ClinicSubject<'_>, record: &CaseTypeRecord, regarded: &CaseTypes) -> usize {
        let mark = CaseTypeMark::of(record);
        if let Some(number) = mark.as_ref().and_then(|mark| self.marked.get(mark)) {
            return *number;
        }
        self.notes.clear();
        let subject = clinic.with_case_type(record);
        for (fact, matters) in &regarded.facts {
            self.notes.fact(&subject.read(*fact, &[]), *matters);
        }
        if regarded.sets {
            in_sets(record).hash(&mut self.notes);
        }
        let before = self.noted.get(self.notes.bytes.as_slice()).copied();
        let number = before.unwrap_or_else(|| {
            let notes: Arc<[u8]> = self.notes.bytes.as_slice().into();
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
pub(super) struct Notes {
    bytes: Vec<u8>,
    /// Where the parts begin: what comes before the first belongs to all.
    begins: [usize; PARTS.len()],
}

/// What is written short. Nothing else begins so, since facts begin with which of three they are.
const NO: u8 = 3;
const YES: u8 = 4;
const NAMED: u8 = 5;
const WORD: u8 = 6;

impl Notes {
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Begins a clinic with what belongs to every part of it: whether it is in an export is all that is to be said of a field
    /// that no record has.
    pub(super) fn begin_clinic(&mut self, is_exported: bool) {
        self.bytes.clear();
        self.bytes.push(u8::from(is_exported));
        self.begins = [1; PARTS.len()];
    }

    /// All of it.
    pub(super) fn all(&self) -> &[u8] {
        &self.bytes
    }

    /// Begins a part; they come in their order.
    pub(super) fn begin(&mut self, part: Part) {
        self.begins[part as usize] = self.bytes.len();
    }

    /// Writes into `key` what belongs to some parts.
    pub(super) fn of(&self, parts: Parts, key: &mut Vec<u8>) {
        key.clear();
        key.extend_from_slice(&self.bytes[..self.begins[0]]);
        for part in PARTS.into_iter().filter(|part| parts.contains(*part)) {
            let end = self.begins.get(part as usize + 1).copied().unwrap_or(self.bytes.len());
            key.extend_from_slice(&self.bytes[self.begins[part as usize]..end]);
        }
    }

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
