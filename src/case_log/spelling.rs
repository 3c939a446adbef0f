//! What the same few hundred words of a log mean, looked up once for every spelling.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// More spellings than this are not remembered, so that a column of free text fills no memory.
const MOST: usize = 200_000;

/// The meaning of every spelling that has been seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Spelled<T> {
    short: HashMap<Short, T, BuildHasherDefault<Mixed>>,
    long: HashMap<Box<[u8]>, T>,
}

impl<T: Copy> Spelled<T> {
    /// What a spelling means, if it has been seen.
    #[inline(always)]
    pub(super) fn get(&self, cell: &[u8]) -> Option<T> {
        match Short::of(cell) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(cell).copied(),
        }
    }

    /// Remembers what a spelling means.
    #[cold]
    pub(super) fn learn(&mut self, cell: &[u8], meaning: T) -> T {
        if self.len() < MOST {
            match Short::of(cell) {
                Some(short) => self.short.insert(short, meaning),
                None => self.long.insert(cell.into(), meaning),
            };
        }
        meaning
    }

    /// How many spellings there are.
    pub(super) fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// The same bytes may mean something else in another file.
    pub(super) fn forget(&mut self) {
        self.short.clear();
        self.long.clear();
    }
}

/// Up to 32 bytes as numbers, without a comparison byte by byte: two texts are the same exactly when these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Short {
    /// The first bytes and the last ones. In the middle they overlap, unless the text has 32 bytes.
    first: u128,
    last: u128,
    len: u8,
}

impl Short {
    #[inline(always)]
    fn of(cell: &[u8]) -> Option<Self> {
        let (first, last) = if let (Some(first), Some(last)) = (cell.first_chunk(), cell.last_chunk()) {
            if cell.len() > 32 {
                return None;
            }
            (u128::from_le_bytes(*first), u128::from_le_bytes(*last))
        } else if let (Some(first), Some(last)) = (cell.first_chunk(), cell.last_chunk()) {
            (u64::from_le_bytes(*first).into(), u64::from_le_bytes(*last).into())
        } else if let (Some(first), Some(last)) = (cell.first_chunk(), cell.last_chunk()) {
            (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
        } else {
            (cell.iter().fold(0, |number, byte| number << 8 | u128::from(*byte)), 0)
        };
        Some(Self { first, last, len: cell.len() as u8 })
    }
}

impl Hash for Short {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        let [a, b] = [self.first as u64, (self.first >> 64) as u64];
        let [c, d] = [self.last as u64, (self.last >> 64) as u64];
        state.write_u64(mixed(a ^ u64::from(self.len), d) ^ c ^ b.rotate_left(32));
    }
}

/// Two words as one. Nobody gains by making words of a log collide: it would be slow, not wrong.
#[inline]
pub(super) fn mixed(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xD6E8_FEB8_6659_FD93);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Mixes words of eight bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        let last = rest.iter().fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte));
        self.0 = words.iter().fold(mixed(self.0, last), |sum, word| mixed(sum, u64::from_le_bytes(*word)));
    }

    #[inline]
    fn write_u64(&mut self, word: u64) {
        self.0 = mixed(self.0, word);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Short, Spelled};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_are_the_same_exactly_when_their_numbers_are(a in "[ab\0]{0,40}", b in "[ab\0]{0,40}") {
            let (of_a, of_b) = (Short::of(a.as_bytes()), Short::of(b.as_bytes()));
            prop_assert_eq!(of_a.is_some(), a.len() <= 32);
            prop_assert_eq!(of_a.is_some() && of_a == of_b, a == b && a.len() <= 32);
        }

        #[test]
        fn every_spelling_keeps_its_meaning(words in prop::collection::hash_set("[a-z]{0,40}", 0..60)) {
            let mut spelled = Spelled::default();
            for (meaning, word) in words.iter().enumerate() {
                prop_assert_eq!(spelled.get(word.as_bytes()), None);
                spelled.learn(word.as_bytes(), meaning);
            }
            for (meaning, word) in words.iter().enumerate() {
                prop_assert_eq!(spelled.get(word.as_bytes()), Some(meaning));
            }
            prop_assert_eq!(spelled.len(), words.len());
        }
    }
}
