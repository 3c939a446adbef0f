//! Case ids: whether they could be personal identity numbers, and what they are compared by.

use wide::u8x16;

use super::spelling::mixed;

/// Most ids of a log have their digits in the same places, and nearly always those can hold no personal identity number. Then
/// only the places are looked at.
#[derive(Debug, Default)]
pub(super) struct IdShapes {
    harmless: Option<Shape>,
}

/// Where the digits stand, and how long the id is.
type Shape = (u32, u32, usize);

impl IdShapes {
    /// Whether digits stand so that they could be a personal identity number.
    #[inline]
    pub(super) fn could_be_personal(&mut self, id: &[u8]) -> bool {
        let shape = shape(id);
        if shape.is_some() && shape == self.harmless {
            return false;
        }
        let could = has_room(id);
        if !could {
            self.harmless = shape;
        }
        could
    }
}

/// The shape of an id of 16 to 32 bytes.
#[inline]
fn shape(id: &[u8]) -> Option<Shape> {
    let digits = |bytes: &[u8; 16]| (u8x16::new(*bytes) - u8x16::splat(b'0')).simd_le(u8x16::splat(9)).to_bitmask();
    let (first, last) = (id.first_chunk()?, id.last_chunk()?);
    (id.len() <= 32).then(|| (digits(first), digits(last), id.len()))
}

/// Whether ten or twelve digits stand together, or six or eight, something else and four.
fn has_room(id: &[u8]) -> bool {
    let mut before = 0;
    let mut runs = id.split(|byte| !byte.is_ascii_digit()).map(<[u8]>::len);
    runs.any(|run| {
        let has_room = matches!(run, 10 | 12) || run == 4 && matches!(before, 6 | 8);
        before = run;
        has_room
    })
}

/// How many bits of where a row stands are kept beside the hash: logs of 16 TB together.
const PLACE_BITS: u32 = 44;

/// An id, by a hash of 84 bits, and where its row stands in all logs together. Sorted, the rows of an id lie side by side, in
/// the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct IdAt(u64, u64);

impl IdAt {
    pub(super) fn new(seed: u64, id: &[u8], place: u64) -> Self {
        let (words, rest) = id.as_chunks::<8>();
        let rest = rest.iter().fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte));
        let words = words.iter().map(|word| u64::from_le_bytes(*word)).chain([rest]);
        let (mut a, mut b) = (seed, seed.rotate_left(32));
        for word in words {
            a = mixed(a ^ word, 0xA076_1D64_78BD_642F);
            b = mixed(b, word.rotate_left(17) ^ 0x8EBC_6AF0_9C88_C6E3);
        }
        Self(mixed(a, b), (a ^ b.rotate_left(29)) << PLACE_BITS | place)
    }

    /// Whether it is the same id.
    pub(super) fn is_same(self, other: Self) -> bool {
        self.0 == other.0 && self.1 >> PLACE_BITS == other.1 >> PLACE_BITS
    }

    /// Where its row stands.
    pub(super) fn place(self) -> u64 {
        self.1 & ((1 << PLACE_BITS) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{IdAt, IdShapes, has_room};
    use crate::model::personal_number;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_personal_identity_number_is_passed_over(id in "[A-Z1]{0,3}[0-9 A-]{6,22}[+-]?[0-9]{0,4}") {
            prop_assert!(!personal_number::has_form(id.as_bytes()) || has_room(id.as_bytes()), "{id}");
        }

        #[test]
        fn the_shape_tells_as_much_as_the_id(ids in prop::collection::vec("(20)?[0-9]{6}[A-](0|1)[0-9]{3}[A-Z]{0,9}", 1..9)) {
            let mut shapes = IdShapes::default();
            for id in &ids {
                prop_assert_eq!(shapes.could_be_personal(id.as_bytes()), has_room(id.as_bytes()));
            }
        }

        #[test]
        fn ids_are_the_same_exactly_when_they_are(a in "[ab]{0,20}", b in "[ab]{0,20}", seeds in (0_u64..2, 0_u64..2)) {
            let (first, second) = (IdAt::new(seeds.0, a.as_bytes(), 1), IdAt::new(seeds.1, b.as_bytes(), 7 << 40));
            prop_assert_eq!(first.is_same(second), a == b && seeds.0 == seeds.1);
            prop_assert_eq!((first.place(), second.place()), (1, 7 << 40));
        }
    }

    #[test]
    fn ids_with_the_form_are_seen_whatever_stood_before_them() {
        let mut shapes = IdShapes::default();
        for (id, could) in [
            ("ARE-2026-00000001", false),
            ("ARE-2026-00000002", false),
            ("ARE-811218-9876-1", true),
            ("ARE-2026-00000003", false),
            ("8112189876", true),
            ("198112189876", true),
        ] {
            assert_eq!(shapes.could_be_personal(id.as_bytes()), could, "{id}");
        }
    }
}
