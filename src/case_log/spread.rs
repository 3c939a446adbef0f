//! How lengths of time spread, in a few hundred counters whatever the number of cases.

use crate::model::case_log::Spread;

/// Up to this many minutes every minute has a counter of its own.
const EXACT: u32 = 64;
/// Above, every doubling has this many.
const PARTS: u32 = 32;

/// A length in minutes; begun minutes count.
#[inline]
pub(super) fn minutes(seconds: u32) -> u32 {
    seconds.div_ceil(60)
}

/// Counts lengths of time in minutes.
#[derive(Clone, Debug, Default)]
pub(super) struct Histogram {
    counts: Vec<u32>,
    longest: u32,
}

/// The counter of a length.
#[inline]
fn counter(minutes: u32) -> usize {
    if minutes < EXACT {
        return minutes as usize;
    }
    let octave = 31 - minutes.leading_zeros();
    let part = (minutes >> (octave - 5)) & (PARTS - 1);
    (EXACT + (octave - 6) * PARTS + part) as usize
}

/// The longest length that a counter counts.
fn longest_of(counter: usize) -> u32 {
    let counter = counter as u32;
    if counter < EXACT {
        return counter;
    }
    let (octave, part) = ((counter - EXACT) / PARTS + 6, (counter - EXACT) % PARTS);
    let end = u64::from(PARTS + part + 1) << (octave - 5);
    u32::try_from(end - 1).unwrap_or(u32::MAX)
}

impl Histogram {
    /// One more length.
    #[inline]
    pub(super) fn add(&mut self, minutes: u32) {
        let at = counter(minutes);
        if at >= self.counts.len() {
            self.counts.resize(at + 1, 0);
        }
        self.counts[at] += 1;
        self.longest = self.longest.max(minutes);
    }

    /// All of another.
    pub(super) fn absorb(&mut self, other: &Self) {
        if other.counts.len() > self.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        self.longest = self.longest.max(other.longest);
    }

    /// How many there are.
    pub(super) fn of(&self) -> u64 {
        self.counts.iter().copied().map(u64::from).sum()
    }

    /// So many of a hundred are no longer than this.
    pub(super) fn percentile(&self, percent: u8) -> u32 {
        let wanted = (self.of() * u64::from(percent)).div_ceil(100).max(1);
        let mut seen = 0;
        for (at, count) in self.counts.iter().enumerate() {
            seen += u64::from(*count);
            if seen >= wanted {
                return longest_of(at).min(self.longest);
            }
        }
        self.longest
    }

    /// As it is shown.
    pub(super) fn spread(&self) -> Spread {
        Spread { of: self.of(), median: self.percentile(50), p95: self.percentile(95), longest: self.longest }
    }
}

#[cfg(test)]
mod tests {
    use super::{Histogram, counter, longest_of};
    use proptest::prelude::*;

    #[test]
    fn every_counter_ends_where_the_next_begins() {
        for minutes in 0..200_000 {
            let at = counter(minutes);
            assert!(longest_of(at) >= minutes);
            assert!(at == 0 || longest_of(at - 1) < minutes);
        }
    }

    proptest! {
        #[test]
        fn percentiles_are_never_too_short_and_hardly_too_long(
            lengths in proptest::collection::vec(0_u32..400_000, 1..300),
            percent in 1_u8..=100,
        ) {
            let mut histogram = Histogram::default();
            lengths.iter().for_each(|minutes| histogram.add(*minutes));
            let mut sorted = lengths.clone();
            sorted.sort_unstable();
            let rank = (sorted.len() * usize::from(percent)).div_ceil(100).max(1);
            let (right, told) = (sorted[rank - 1], histogram.percentile(percent));
            prop_assert!(told >= right && u64::from(told - right) * 32 <= u64::from(right), "{told} for {right}");
            prop_assert_eq!(histogram.spread().longest, sorted[sorted.len() - 1]);
        }
    }
}
