//! The policies' case types, found by key or name without folding a thing in the common case.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use crate::model::case_type::{CaseTypeIx, fold};
use crate::model::needs::Needs;
use crate::model::short_hasher::ShortHasher;

/// Keys and names of case types.
#[derive(Debug, Default)]
pub(super) struct TypeIndex {
    /// As the policy writes them, with a number of each spelling's own.
    written: HashMap<Box<str>, (CaseTypeIx, usize), BuildHasherDefault<ShortHasher>>,
    /// Folded, for sources that write them in another way.
    folded: HashMap<Box<str>, CaseTypeIx>,
}

impl TypeIndex {
    pub(super) fn new(needs: &Needs) -> Self {
        let mut index = Self::default();
        for (need, ix) in needs.case_types.iter().zip(0_u8..128) {
            for name in std::iter::once(&need.key).chain(&need.names) {
                // The first policy type that claims a name has it; `policy::compile` reports the clash.
                let number = index.written.len();
                index.written.entry(name.clone()).or_insert((CaseTypeIx(ix), number));
                index.folded.entry(fold(name).into()).or_insert(CaseTypeIx(ix));
            }
        }
        index
    }

    /// The case type with this key or name; never by a part of a name.
    pub(super) fn find(&self, written: &str) -> Option<CaseTypeIx> {
        match self.written.get(written) {
            Some((ix, _)) => Some(*ix),
            None => self.folded.get(fold(written).as_str()).copied(),
        }
    }
}

/// Spellings that have been met, kept once. Each thread has its own, so that threads do not wait for one another's counts.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    known: Vec<Option<Arc<Box<str>>>>,
}

impl Spellings {
    /// The case type with this key or name, and the spelling to keep.
    pub(super) fn find(&mut self, types: &TypeIndex, written: &str) -> (Option<CaseTypeIx>, Arc<Box<str>>) {
        let kept = || Arc::new(Box::from(written));
        let Some((ix, number)) = types.written.get(written) else { return (types.find(written), kept()) };
        if self.known.len() <= *number {
            self.known.resize(types.written.len(), None);
        }
        (Some(*ix), self.known[*number].get_or_insert_with(kept).clone())
    }
}
