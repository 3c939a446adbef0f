//! Work on several threads where there is enough of it, put together in its own order.
//!
//! Threads are started once and kept: each brings memory of its own, which the next piece of work finds warm. Only work that has
//! work of its own has threads of its own.

use std::num::NonZero;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use rayon_core::{ThreadPool, ThreadPoolBuilder};

/// As many threads as work at the same time here, this one not counted; none where the system gives none.
fn crew() -> Option<&'static ThreadPool> {
    static CREW: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let others = || thread::available_parallelism().map_or(1, NonZero::get).saturating_sub(1).max(1);
    CREW.get_or_init(|| ThreadPoolBuilder::new().num_threads(others()).build().ok()).as_ref()
}

/// Does the work on at most so many threads at once but one, and `own` on this one meanwhile. The work takes what is left to do
/// from a place that all threads share, and ends when there is nothing left, since a thread may come late to it or not at all.
pub(crate) fn beside<A>(jobs: usize, work: &(impl Fn() + Sync), own: impl FnOnce() -> A) -> A {
    match crew().filter(|_| jobs > 1) {
        Some(crew) => crew.in_place_scope(|scope| {
            // Never more than there are threads: one that waits would take up what is left over in the middle of its own work.
            for _ in 1..jobs.min(crew.current_num_threads() + 1) {
                scope.spawn(|_| work());
            }
            own()
        }),
        None => own(),
    }
}

/// Does the work for every item, on at most so many threads, and gives the results in the items' order.
pub(crate) fn in_order<I, R: Send>(
    jobs: usize,
    items: impl IntoIterator<Item = I, IntoIter: ExactSizeIterator + Send>,
    work: impl Fn(I) -> R + Sync,
) -> Vec<R> {
    in_order_with(jobs, items, || (), |(), item| work(item)).0
}

/// The same on threads that are started for it: for work that has work of its own, which the threads that are kept do. One of
/// them in both could leave the other to wait for what it comes to last.
pub(crate) fn in_order_apart<I, R: Send>(
    jobs: usize,
    items: impl IntoIterator<Item = I, IntoIter: ExactSizeIterator + Send>,
    work: impl Fn(I) -> R + Sync,
) -> Vec<R> {
    let started = |jobs: usize, work: &(dyn Fn() + Sync)| {
        thread::scope(|scope| {
            for _ in 1..jobs {
                scope.spawn(work);
            }
            work();
        });
    };
    spread(jobs, items.into_iter(), (|| (), |(), item| work(item)), started).0
}

/// The same where each thread keeps something from item to item, which is given back too.
pub(crate) fn in_order_with<I, S: Send, R: Send>(
    jobs: usize,
    items: impl IntoIterator<Item = I, IntoIter: ExactSizeIterator + Send>,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, I) -> R + Sync,
) -> (Vec<R>, Vec<S>) {
    spread(jobs, items.into_iter(), (state, work), |jobs, work| beside(jobs, &work, work))
}

/// Gives out the items to threads, which `gather` has do the same work.
fn spread<I, S: Send, R: Send>(
    jobs: usize,
    items: impl ExactSizeIterator<Item = I> + Send,
    (state, work): (impl Fn() -> S + Sync, impl Fn(&mut S, I) -> R + Sync),
    gather: impl FnOnce(usize, &(dyn Fn() + Sync)),
) -> (Vec<R>, Vec<S>) {
    let jobs = jobs.min(items.len());
    if jobs <= 1 {
        let mut state = state();
        return (items.map(|item| work(&mut state, item)).collect(), vec![state]);
    }
    let bench = Bench { states: Mutex::default(), state, work };
    let results = Mutex::new(Vec::with_capacity(items.len()));
    let left = Mutex::new(items.enumerate());
    gather(jobs, &|| bench.work_through(&left, &results));
    (sorted(results), bench.states.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Does the work for every item like [`in_order_with`], and hands the results to `take` in the items' order, on this thread, while
/// others work on what comes next. It ends early with what `take` says against one.
pub(crate) fn handed_on<I: Copy + Sync, S: Send, R: Send, E>(
    jobs: usize,
    items: &[I],
    (state, work): (impl Fn() -> S + Sync, impl Fn(&mut S, I) -> R + Sync),
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if jobs <= 1 {
        let mut state = state();
        return items.iter().try_for_each(|item| take(work(&mut state, *item)));
    }
    let bench = Bench { states: Mutex::default(), state, work };
    let mut done = Vec::new();
    for some in items.chunks(jobs * AHEAD) {
        let results = Mutex::new(Vec::with_capacity(some.len()));
        let left = Mutex::new(some.iter().copied().enumerate());
        let work = || bench.work_through(&left, &results);
        beside(jobs, &work, || {
            done.drain(..).try_for_each(&mut take)?;
            work();
            Ok(())
        })?;
        done = sorted(results);
    }
    done.into_iter().try_for_each(take)
}

/// Items that a thread works ahead of those that are handed on.
const AHEAD: usize = 4;

/// Where threads work, and what they leave for whoever comes next.
struct Bench<S, F, W> {
    states: Mutex<Vec<S>>,
    state: F,
    work: W,
}

impl<S, F: Fn() -> S, W> Bench<S, F, W> {
    /// Works for as long as there are items.
    fn work_through<I, R>(&self, left: &Mutex<impl Iterator<Item = (usize, I)>>, results: &Mutex<Vec<(usize, R)>>)
    where
        W: Fn(&mut S, I) -> R,
    {
        let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some(mut item) = next() else { return };
        let kept = self.states.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut state = kept.unwrap_or_else(&self.state);
        loop {
            let (number, of_this) = item;
            let result = (self.work)(&mut state, of_this);
            results.lock().unwrap_or_else(PoisonError::into_inner).push((number, result));
            let Some(another) = next() else { break };
            item = another;
        }
        self.states.lock().unwrap_or_else(PoisonError::into_inner).push(state);
    }
}

/// Does two things at once, where there is more than one thread.
pub(crate) fn both<A: Send, B>(jobs: usize, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    match crew().filter(|_| jobs > 1) {
        Some(crew) => {
            let mut done = None;
            let other = crew.in_place_scope(|scope| {
                scope.spawn(|_| done = Some(one()));
                other()
            });
            (done.expect("the scope waits for it"), other)
        }
        None => (one(), other()),
    }
}

/// Numbered results in their order.
pub(crate) fn sorted<R>(results: Mutex<Vec<(usize, R)>>) -> Vec<R> {
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_unstable_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::{Mutex, mpsc};
    use std::time::Duration;

    use super::{beside, both, handed_on, in_order, in_order_apart, in_order_with};

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
            assert_eq!((results.len(), kept.iter().sum::<u32>()), (1000, 499_500));
            assert!((1..=jobs).contains(&kept.len()));
        }
    }

    #[test]
    fn what_is_handed_on_keeps_its_order_and_can_be_stopped() {
        let items: Vec<u32> = (0..1000).collect();
        for jobs in [0, 1, 2, 8] {
            let mut taken = Vec::new();
            let take = |n: u32| {
                let is_wanted = n < 700;
                taken.extend(is_wanted.then_some(n));
                if is_wanted { Ok(()) } else { Err(n) }
            };
            assert_eq!(handed_on(jobs, &items, (|| 0, |_: &mut u32, n| n), take), Err(700));
            assert_eq!(taken, items[..700]);
        }
    }

    #[test]
    fn work_may_have_work_of_its_own() {
        let sums = in_order(4, 0..50_u32, |n| in_order(4, 0..50, |m| n * m).into_iter().sum::<u32>());
        assert_eq!(sums, (0..50).map(|n| n * 1225).collect::<Vec<u32>>());
        let apart = in_order_apart(4, 0..50_u32, |n| in_order(4, 0..50, |m| n * m).into_iter().sum::<u32>());
        assert_eq!(apart, sums);
    }

    #[test]
    fn who_has_done_its_own_work_waits_for_nobody_else() {
        // The first item has work of its own, the second waits until the first is done: threads that were in both would wait
        // for each other.
        let (done, told) = mpsc::channel();
        let told = Mutex::new(told);
        let results = in_order_apart(2, 0..2_u32, |n| {
            if n == 0 {
                let sum: u32 = in_order(2, 0..1000, |m| m).into_iter().sum();
                done.send(()).expect("somebody waits");
                sum
            } else {
                told.lock().expect("nobody panics").recv_timeout(Duration::from_secs(60)).map_or(0, |()| 1)
            }
        });
        assert_eq!(results, [499_500, 1]);
    }

    #[test]
    fn a_panic_is_not_lost() {
        let count = AtomicU32::new(0);
        let fails = || assert!(count.fetch_add(1, Ordering::Relaxed) == u32::MAX, "as it should");
        let panics = || beside(2, &fails, fails);
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(panics)).is_err());
    }
}
