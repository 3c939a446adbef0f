//! Keys that the format does not know: told once a file, with how often they stand there.

use std::collections::HashMap;

use crate::model::personal_number;
use crate::model::place::{Place, RecordRef, Step};
use crate::source::problems::Problems;
use crate::text::Message;

/// How many different keys are told of a file; the rest are counted together.
const TOLD: usize = 40;

/// The kinds of object that keys stand in. The key of a list, or nothing for the clinic itself.
pub(super) type Level = &'static str;

/// Unknown keys of a file, or of a part of it.
#[derive(Debug, Default)]
pub(super) struct UnknownKeys {
    levels: Vec<(Level, HashMap<Box<str>, Seen>)>,
    /// Occurrences of keys that came after too many others.
    untold: u64,
}

#[derive(Debug)]
struct Seen {
    count: u64,
    first: RecordRef,
}

impl UnknownKeys {
    /// One more occurrence.
    pub(super) fn see(&mut self, level: Level, key: &str, record: RecordRef) {
        self.add(level, key, Seen { count: 1, first: record });
    }

    fn add(&mut self, level: Level, key: &str, seen: Seen) {
        let at = self.levels.iter().position(|(known, _)| *known == level).unwrap_or_else(|| {
            self.levels.push((level, HashMap::new()));
            self.levels.len() - 1
        });
        let keys = &mut self.levels[at].1;
        if let Some(known) = keys.get_mut(key) {
            known.count += seen.count;
        } else if keys.len() < TOLD {
            keys.insert(key.into(), seen);
        } else {
            self.untold += seen.count;
        }
    }

    /// Adds those of a later part of the same file.
    pub(super) fn absorb(&mut self, later: Self) {
        self.untold += later.untold;
        for (level, keys) in later.levels {
            for (key, seen) in in_order(keys) {
                self.add(level, &key, seen);
            }
        }
    }

    /// A note for each key, at its first occurrence.
    pub(super) fn report(self, problems: &mut Problems) {
        let mut last = None;
        for (level, keys) in self.levels {
            for (key, seen) in in_order(keys) {
                let route = if level.is_empty() { Vec::new() } else { vec![Step::Field(level)] };
                let shown: String = personal_number::masked(&key).chars().take(60).collect();
                let message = Message::new("source-export-key-unknown").with("key", shown).with("count", seen.count);
                problems.note(Place { record: seen.first, route }, message);
                last = Some(seen.first);
            }
        }
        if let Some(record) = last.filter(|_| self.untold > 0) {
            problems.note(
                Place::record(RecordRef::whole_file(record.file)),
                Message::new("source-export-keys-unknown-more").with("count", self.untold),
            );
        }
    }
}

fn in_order(keys: HashMap<Box<str>, Seen>) -> Vec<(Box<str>, Seen)> {
    let mut keys: Vec<_> = keys.into_iter().collect();
    keys.sort_unstable_by(|(a, first), (b, second)| (first.first.start, a).cmp(&(second.first.start, b)));
    keys
}
