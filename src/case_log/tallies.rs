//! What one thread counts: by group, how many cases of each class, how long they took, and the cases that are shown.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::kept::First;
use super::spelling::Mixed;
use super::spread::{Histogram, minutes};
use super::swedish_time::{Instant, NEVER};

/// How many lengths wait to be counted.
const PENDING: usize = 1 << 10;

/// Clinic, case type and month; 0 where they are not told apart.
pub(super) type GroupKey = (u32, u32, u16);

/// The figures of every group.
#[derive(Debug)]
pub(super) struct Tallies {
    index: HashMap<u64, u32, BuildHasherDefault<Mixed>>,
    /// The group that each clinic's last case was of: what it was told apart by, and its number.
    recent: Vec<(u64, u32)>,
    keys: Vec<GroupKey>,
    /// When the oldest unanswered case of each group was received.
    oldest: Vec<Instant>,
    /// Cases by group and class: `stride` counters for each group.
    counts: Vec<u64>,
    stride: usize,
    /// By group and length.
    took: Vec<Histogram>,
    lengths: usize,
    /// Lengths that are still to be counted, with where: in one go, the memory that they are counted in is fetched for
    /// several at a time instead of waited for at every row.
    pending: Vec<(u32, u32)>,
    /// By group and measure.
    examples: HashMap<(u32, u32), First>,
}

/// One group's figures.
#[derive(Debug)]
pub(super) struct Tally<'t> {
    pub(super) key: GroupKey,
    pub(super) oldest: Instant,
    /// By class.
    pub(super) counts: &'t [u64],
    /// By length.
    pub(super) took: &'t [Histogram],
}

impl Tallies {
    pub(super) fn new(lengths: usize) -> Self {
        Self {
            index: HashMap::default(),
            recent: Vec::new(),
            keys: Vec::new(),
            oldest: Vec::new(),
            counts: Vec::new(),
            stride: 8,
            took: Vec::new(),
            lengths,
            pending: Vec::with_capacity(PENDING),
            examples: HashMap::new(),
        }
    }

    /// The number of a group.
    #[inline]
    pub(super) fn group(&mut self, key: GroupKey) -> u32 {
        let packed = u64::from(key.0) << 32 | u64::from(key.1) << 16 | u64::from(key.2);
        match self.recent.get(key.0 as usize) {
            Some((known, group)) if *known == packed => *group,
            _ => self.look_up(packed, key),
        }
    }

    fn look_up(&mut self, packed: u64, key: GroupKey) -> u32 {
        let group = match self.index.get(&packed) {
            Some(group) => *group,
            None => self.add(packed, key),
        };
        let clinic = key.0 as usize;
        if clinic >= self.recent.len() {
            // No group has this key.
            self.recent.resize(clinic + 1, (u64::MAX, 0));
        }
        self.recent[clinic] = (packed, group);
        group
    }

    #[cold]
    fn add(&mut self, packed: u64, key: GroupKey) -> u32 {
        let group = self.keys.len() as u32;
        self.index.insert(packed, group);
        self.keys.push(key);
        self.oldest.push(NEVER);
        self.counts.resize(self.counts.len() + self.stride, 0);
        self.took.resize(self.took.len() + self.lengths, Histogram::default());
        group
    }

    /// One more case of a class.
    #[inline]
    pub(super) fn count(&mut self, group: u32, class: u32) {
        let class = class as usize;
        if class >= self.stride {
            self.widen(class);
        }
        self.counts[group as usize * self.stride + class] += 1;
    }

    #[cold]
    fn widen(&mut self, class: usize) {
        let wide = (class + 1).next_power_of_two();
        let mut counts = vec![0; self.keys.len() * wide];
        for (new, old) in counts.chunks_exact_mut(wide).zip(self.counts.chunks_exact(self.stride)) {
            new[..old.len()].copy_from_slice(old);
        }
        (self.counts, self.stride) = (counts, wide);
    }

    /// A case that nobody has answered.
    pub(super) fn waits(&mut self, group: u32, since: Instant) {
        let oldest = &mut self.oldest[group as usize];
        *oldest = since.min(*oldest);
    }

    /// How long a case took, in seconds.
    #[inline]
    pub(super) fn took(&mut self, group: u32, length: usize, seconds: u32) {
        if self.pending.len() == PENDING {
            self.settle();
        }
        self.pending.push(((group as usize * self.lengths + length) as u32, minutes(seconds)));
    }

    /// Counts the lengths that have not been counted.
    #[inline(never)]
    pub(super) fn settle(&mut self) {
        for (at, minutes) in &self.pending {
            self.took[*at as usize].add(*minutes);
        }
        self.pending.clear();
    }

    /// The examples of a measure in a group.
    pub(super) fn examples(&mut self, group: u32, measure: u32) -> &mut First {
        self.examples.entry((group, measure)).or_default()
    }

    /// Every group's figures.
    pub(super) fn groups(&self) -> impl Iterator<Item = Tally<'_>> {
        self.keys.iter().enumerate().map(|(at, key)| Tally {
            key: *key,
            oldest: self.oldest[at],
            counts: &self.counts[at * self.stride..(at + 1) * self.stride],
            took: &self.took[at * self.lengths..(at + 1) * self.lengths],
        })
    }

    /// The examples, each list with its group and measure, in an order that is always the same.
    pub(super) fn into_examples(self) -> Vec<((GroupKey, u32), First)> {
        let mut examples: Vec<_> = self.examples.into_iter().collect();
        examples.sort_unstable_by_key(|(at, _)| *at);
        examples.into_iter().map(|((group, measure), first)| ((self.keys[group as usize], measure), first)).collect()
    }
}
