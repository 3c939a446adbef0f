//! What the same few hundred words of a log mean, looked up once for every spelling.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// More spellings than this are not remembered, so that a column of free text fills no memory.
const MOST: usize = 200_000;

/// The meaning of every spelling that has been seen.
#[derive(Clone, Debug)]
pub(super) struct Spelled<T> {
    /// The spellings that were asked for last, each at the one place where it can stand.
    recent: Vec<Option<(Short, T)>>,
    short: HashMap<Short, T, BuildHasherDefault<Mixed>>,
    long: HashMap<Box<[u8]>, T, BuildHasherDefault<Mixed>>,
}

/// How many places there are for each spelling, about; and at most, in all.
const ROOM: usize = 4;
const MOST_RECENT: usize = 1 << 13;

impl<T> Default for Spelled<T> {
    fn default() -> Self {
        let recent = std::iter::repeat_with(|| None).take(16).collect();
        Self { recent, short: HashMap::default(), long: HashMap::default() }
    }
}

impl<T: Copy> Spelled<T> {
    /// What a spelling means, if it has been seen.
    #[inline(always)]
    pub(super) fn get(&mut self, cell: &[u8]) -> Option<T> {
        let Some(short) = Short::of(cell) else { return self.long.get(cell).copied() };
        let place = short.place() & (self.recent.len() - 1);
        match &self.recent[place] {
            Some((known, meaning)) if *known == short => Some(*meaning),
            _ => self.look_up(short, place),
        }
    }

    #[inline(never)]
    fn look_up(&mut self, short: Short, place: usize) -> Option<T> {
        let meaning = *self.short.get(&short)?;
        self.recent[place] = Some((short, meaning));
        Some(meaning)
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
        if self.recent.len() < MOST_RECENT && self.short.len() * ROOM > self.recent.len() {
            self.recent = std::iter::repeat_n(None, self.recent.len() * 4).collect();
        }
        meaning
    }

    /// How many spellings there are.
    pub(super) fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// The same bytes may mean something else in another file.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Up to 24 bytes as numbers, without a comparison byte by byte: two texts are the same exactly when these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Short {
    /// The first bytes, those after them and the last ones, which overlap where there are fewer.
    words: [u64; 3],
    len: u8,
}

impl Short {
    #[inline(always)]
    fn of(cell: &[u8]) -> Option<Self> {
        let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let words = match (cell.first_chunk::<16>(), cell.first_chunk(), cell.last_chunk()) {
            (Some(first), _, Some(last)) => {
                if cell.len() > 24 {
                    return None;
                }
                let (halves, _) = first.as_chunks();
                [word(&halves[0]), word(&halves[1]), word(last)]
            }
            (None, Some(first), Some(last)) => [word(first), 0, word(last)],
            _ => [cell.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)), 0, 0],
        };
        Some(Self { words, len: cell.len() as u8 })
    }

    /// Every byte has its part in it.
    #[inline(always)]
    fn sum(&self) -> u64 {
        let [a, b, c] = self.words;
        a ^ b.rotate_left(11) ^ c.rotate_left(37) ^ u64::from(self.len) << 56
    }

    /// Where it can stand among those that were asked for last.
    #[inline(always)]
    fn place(&self) -> usize {
        (self.sum().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
    }
}

impl Hash for Short {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.sum());
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
            prop_assert_eq!(of_a.is_some(), a.len() <= 24);
            prop_assert_eq!(of_a.is_some() && of_a == of_b, a == b && a.len() <= 24);
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
