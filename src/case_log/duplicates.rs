//! The same case more than once: logs that overlap, or a case that was exported again when it had been answered.

use super::Duplicates;
use super::worker::Worker;

/// So many ids are compared; above, nothing is said of duplicates.
pub(super) const COMPARED: usize = 10_000_000;

/// Where the rows stand that a later row of the same case takes the place of, sorted, and whether all ids were compared.
///
/// Ids are compared by hashes of 64 bits: that two of ten million different ones are taken for the same case happens by
/// accident once in some four hundred thousand logs of that size.
pub(super) fn superseded(workers: &mut [Worker<'_>], wanted: Duplicates) -> (Vec<u64>, bool) {
    if wanted == Duplicates::Unchecked || workers.iter().map(|worker| worker.ids.len()).sum::<usize>() > COMPARED {
        workers.iter_mut().for_each(|worker| worker.ids = Vec::new());
        return (Vec::new(), false);
    }
    let mut ids: Vec<(u64, u64)> = Vec::new();
    for worker in workers {
        ids.append(&mut std::mem::take(&mut worker.ids));
    }
    ids.sort_unstable();
    let mut earlier: Vec<u64> = ids.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].1).collect();
    earlier.sort_unstable();
    (earlier, true)
}
