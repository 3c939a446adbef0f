//! The same case more than once: logs that overlap, or a case that was exported again when it had been answered.

use std::thread;

use super::Duplicates;
use super::ids::IdAt;
use super::worker::Worker;

/// So many ids are compared; above, nothing is said of duplicates.
pub(super) const COMPARED: usize = 10_000_000;

/// Where the rows stand that a later row of the same case takes the place of, sorted, and whether all ids were compared.
///
/// Ids are compared by hashes of 84 bits: that among ten million different ones two are taken for the same case happens by
/// accident once in some hundred thousand million logs of that size.
pub(super) fn superseded(workers: &mut [Worker<'_>], wanted: Duplicates) -> (Vec<u64>, bool) {
    let mut ids: Vec<Vec<IdAt>> = workers.iter_mut().map(|worker| std::mem::take(&mut worker.ids)).collect();
    if wanted == Duplicates::Unchecked || ids.iter().map(Vec::len).sum::<usize>() > COMPARED {
        return (Vec::new(), false);
    }
    thread::scope(|scope| {
        for ids in &mut ids {
            scope.spawn(|| ids.sort_unstable());
        }
    });
    let mut earlier = Vec::new();
    let mut last: Option<IdAt> = None;
    let mut left: Vec<&[IdAt]> = ids.iter().map(Vec::as_slice).collect();
    // Every thread's ids are sorted: the least of those that come next is the next of all.
    while let Some(next) = left.iter_mut().filter(|ids| !ids.is_empty()).min_by_key(|ids| ids[0]) {
        let id = next[0];
        *next = &next[1..];
        if let Some(last) = last.filter(|last| last.is_same(id)) {
            earlier.push(last.place());
        }
        last = Some(id);
    }
    earlier.sort_unstable();
    (earlier, true)
}
