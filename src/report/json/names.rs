//! Names for people of what the findings' values name, each key once in the file, in the order in which they come.

use std::borrow::Cow;

use super::ordered::Ordered;
use super::wire;
use crate::model::run::Run;
use crate::model::value::Value;
use crate::text::Bilingual;

/// The names that the file gives.
#[derive(Default)]
pub(super) struct Names<'r> {
    known: Vec<(&'r str, &'r Bilingual)>,
}

impl<'r> Names<'r> {
    /// The names of facts that policies name themselves, and those in the findings.
    pub(super) fn of(run: &'r Run) -> Self {
        let mut names = Self::default();
        let mut next = 0;
        for (path, name) in &run.names {
            // Two policies may name the same; the first one counts, here as in the table.
            names.add(path, name, &mut next);
        }
        let evidence = run.findings.iter().flat_map(|finding| &finding.evidence);
        for value in evidence.flat_map(|one| std::iter::once(&one.expected).chain(&one.found)) {
            match value {
                Value::Named { key, name } => names.add(key, name, &mut next),
                Value::Names(listed) => listed.iter().for_each(|(key, name)| names.add(key, name, &mut next)),
                _ => {}
            }
        }
        names
    }

    /// To look names up in.
    pub(super) fn known(&'r self) -> Known<'r> {
        Known { names: &self.known, next: 0 }
    }

    /// The run's `names`.
    pub(super) fn wire(&self) -> Ordered<'r, wire::Bilingual<'r>> {
        Ordered(self.known.iter().map(|(key, name)| (Cow::Borrowed(*key), (*name).into())).collect())
    }

    fn add(&mut self, key: &'r str, name: &'r Bilingual, next: &mut usize) {
        if find(&self.known, key, next).is_none() {
            self.known.push((key, name));
        }
    }
}

/// Looks names up.
pub(super) struct Known<'r> {
    names: &'r [(&'r str, &'r Bilingual)],
    next: usize,
}

impl<'r> Known<'r> {
    /// The name that the file gives the key.
    pub(super) fn name(&mut self, key: &str) -> Option<&'r Bilingual> {
        find(self.names, key, &mut self.next).map(|at| self.names[at].1)
    }
}

/// Where a key stands. Names come in the vocabulary's order, so that the next is likely to follow the last one found.
fn find(names: &[(&str, &Bilingual)], key: &str, next: &mut usize) -> Option<usize> {
    let (before, after) = names.split_at((*next).min(names.len()));
    let same = |(known, _): &(&str, &Bilingual)| *known == key;
    let found = after.iter().position(same).map(|at| at + before.len()).or_else(|| before.iter().position(same))?;
    *next = found + 1;
    Some(found)
}
