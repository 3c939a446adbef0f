//! The policies' case types, found by key or name without folding a thing in the common case.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::model::case_type::{CaseTypeIx, fold};
use crate::model::needs::Needs;

/// Keys and names of case types.
#[derive(Debug, Default)]
pub(super) struct TypeIndex {
    /// As the policy writes them.
    written: HashMap<Box<str>, CaseTypeIx, BuildHasherDefault<ShortHasher>>,
    /// Folded, for sources that write them in another way.
    folded: HashMap<Box<str>, CaseTypeIx>,
}

impl TypeIndex {
    pub(super) fn new(needs: &Needs) -> Self {
        let mut index = Self::default();
        for (need, ix) in needs.case_types.iter().zip(0_u8..128) {
            for name in std::iter::once(&need.key).chain(&need.names) {
                // The first policy type that claims a name has it; `policy::compile` reports the clash.
                index.written.entry(name.clone()).or_insert(CaseTypeIx(ix));
                index.folded.entry(fold(name).into()).or_insert(CaseTypeIx(ix));
            }
        }
        index
    }

    /// The case type with this key or name; never by a part of a name.
    pub(super) fn find(&self, written: &str) -> Option<CaseTypeIx> {
        self.written.get(written).copied().or_else(|| self.folded.get(fold(written).as_str()).copied())
    }
}

/// FNV-1a: a dozen bytes do not repay a stronger hash, and the keys come from the policy, not from the source.
#[derive(Debug)]
pub(super) struct ShortHasher(u64);

impl Default for ShortHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for ShortHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
