//! Work on several threads where there is enough of it, put together in its own order.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does the work for every item, on at most so many threads, and gives the results in the items' order.
pub(crate) fn in_order<I, R: Send>(
    jobs: usize,
    items: impl IntoIterator<Item = I, IntoIter: ExactSizeIterator + Send>,
    work: impl Fn(I) -> R + Sync,
) -> Vec<R> {
    in_order_with(jobs, items, || (), |(), item| work(item)).0
}

/// The same where each thread keeps something from item to item, which is given back too.
pub(crate) fn in_order_with<I, S: Send, R: Send>(
    jobs: usize,
    items: impl IntoIterator<Item = I, IntoIter: ExactSizeIterator + Send>,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, I) -> R + Sync,
) -> (Vec<R>, Vec<S>) {
    let items = items.into_iter();
    let jobs = jobs.min(items.len());
    if jobs <= 1 {
        let mut state = state();
        return (items.map(|item| work(&mut state, item)).collect(), vec![state]);
    }
    let results = Mutex::new(Vec::with_capacity(items.len()));
    let left = Mutex::new(items.enumerate());
    let worker = || {
        let mut state = state();
        loop {
            let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((number, item)) = next else { break state };
            let result = work(&mut state, item);
            results.lock().unwrap_or_else(PoisonError::into_inner).push((number, result));
        }
    };
    let states = thread::scope(|scope| {
        let others: Vec<_> = (1..jobs).map(|_| scope.spawn(worker)).collect();
        let own = worker();
        let others =
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        std::iter::once(own).chain(others).collect()
    });
    (sorted(results), states)
}

/// Does two things at once, where there is more than one thread.
pub(crate) fn both<A: Send, B>(jobs: usize, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    if jobs <= 1 {
        return (one(), other());
    }
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

/// Numbered results in their order.
pub(crate) fn sorted<R>(results: Mutex<Vec<(usize, R)>>) -> Vec<R> {
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_unstable_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::{both, in_order, in_order_with};

    #[test]
    fn results_keep_the_order_of_their_items() {
        let items: Vec<u32> = (0..1000).collect();
        for jobs in [0, 1, 2, 8, 5000] {
            assert_eq!(in_order(jobs, &items, |n| n * 2), items.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
        assert!(in_order(8, Vec::<u32>::new(), |n| n).is_empty());
    }

    #[test]
    fn two_things_are_done() {
        assert_eq!([1, 2].map(|jobs| both(jobs, || "one", || "other")), [("one", "other"); 2]);
    }

    #[test]
    fn what_threads_keep_adds_up() {
        for jobs in [1, 3] {
            let (results, kept) = in_order_with(jobs, 0..1000_u32, || 0, |sum, n| *sum += n);
            assert_eq!((results.len(), kept.len(), kept.iter().sum::<u32>()), (1000, jobs, 499_500));
        }
    }
}
