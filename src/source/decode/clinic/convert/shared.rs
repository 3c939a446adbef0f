//! Lists of case types that many clinics have in common. Of a mass export, which tells of nothing but the states, a few
//! hundred lists make up many thousand clinics: each is understood once, and kept once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::model::clinic::CaseTypeRecord;
use crate::model::field::Field;
use crate::source::decode::clinic::wire::{Entry, Scalar};

/// Lists that a thread has met.
#[derive(Debug, Default)]
pub(super) struct SharedLists {
    known: HashMap<Box<[u8]>, Arc<Vec<CaseTypeRecord>>, RandomState>,
    /// The list that is asked for, as bytes that only the same list gives.
    asked: Vec<u8>,
    /// How many were asked for.
    count: usize,
}

/// So many lists are looked at before it shows whether clinics have them in common.
const FIRST: usize = 256;

/// More lists than this are not kept for others to share, nor lists that are written longer than this, in bytes.
const MOST: usize = 1 << 14;
const LONGEST: usize = 1 << 12;

impl SharedLists {
    /// The list that these entries were understood as before.
    pub(super) fn find(&mut self, entries: &[(Cow<'_, str>, Entry<'_>)]) -> Option<Arc<Vec<CaseTypeRecord>>> {
        self.asked.clear();
        if self.count > FIRST && self.known.len() > self.count / 2 {
            return None;
        }
        for (key, entry) in entries {
            let Entry::State(Scalar(Field::Value(state))) = entry else {
                self.asked.clear();
                return None;
            };
            for text in [key, state] {
                self.asked.extend_from_slice(&text.len().to_le_bytes());
                self.asked.extend_from_slice(text.as_bytes());
            }
        }
        self.count += 1;
        self.known.get(self.asked.as_slice()).cloned()
    }

    /// Keeps the list that was asked for last, if it may be shared: nothing in it had to be told of its own clinic.
    pub(super) fn keep(&mut self, records: &Arc<Vec<CaseTypeRecord>>, entries: usize) {
        let is_plain = |record: &CaseTypeRecord| record.state.value().is_some();
        let is_short = (1..=LONGEST).contains(&self.asked.len());
        if is_short && self.known.len() < MOST && records.len() == entries && records.iter().all(is_plain) {
            self.known.insert(self.asked.as_slice().into(), records.clone());
        }
    }
}
