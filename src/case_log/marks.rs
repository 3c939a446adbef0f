//! Where cells and rows end: delimiters and line feeds, looked for sixty-four bytes at a time.

use wide::u8x16;

/// How many bytes are looked at together: one bit of a word for each.
const CHUNK: usize = 64;

/// Finds every delimiter and line feed, from left to right.
#[derive(Debug)]
pub(super) struct Marks<'b> {
    bytes: &'b [u8],
    delimiter: u8x16,
    /// Where the next chunk begins.
    at: usize,
    /// What was found in the chunk before it and has not been handed out.
    found: u64,
}

impl<'b> Marks<'b> {
    pub(super) fn new(bytes: &'b [u8], delimiter: u8) -> Self {
        Self { bytes, delimiter: u8x16::splat(delimiter), at: 0, found: 0 }
    }

    /// Where the next one stands.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let left = self.bytes.get(self.at..).filter(|left| !left.is_empty())?;
            self.found = match left.first_chunk() {
                Some(chunk) => self.look(chunk),
                None => self.look_at_the_last(left),
            };
            self.at += CHUNK;
        }
        let at = self.at - CHUNK + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(at)
    }

    #[inline(always)]
    fn look(&self, chunk: &[u8; CHUNK]) -> u64 {
        let feed = u8x16::splat(b'\n');
        let (parts, _) = chunk.as_chunks::<16>();
        parts.iter().rev().fold(0, |found, part| {
            let part = u8x16::new(*part);
            found << 16 | u64::from((part.simd_eq(self.delimiter) | part.simd_eq(feed)).to_bitmask())
        })
    }

    #[cold]
    fn look_at_the_last(&self, left: &[u8]) -> u64 {
        let mut chunk = [0; CHUNK];
        chunk[..left.len()].copy_from_slice(left);
        self.look(&chunk)
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_mark_is_found_and_nothing_else(text in "[;\na-z]{0,300}") {
            let mut marks = Marks::new(text.as_bytes(), b';');
            let found: Vec<usize> = std::iter::from_fn(|| marks.next()).collect();
            let right: Vec<usize> = text.match_indices([';', '\n']).map(|(at, _)| at).collect();
            prop_assert_eq!(found, right);
        }
    }
}
