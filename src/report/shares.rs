//! Long lists: several threads write a share each into memory, and the shares are passed on in the list's order, so that
//! the bytes are the same however many threads there are.

use std::io;
use std::num::NonZero;
use std::sync::mpsc;
use std::thread;

/// More threads than this would wait for the one that passes their shares on.
const THREADS: usize = 4;

/// Writes every share with `append` and passes it on. Each thread begins with a state of its own, made by `state`.
///
/// # Errors
/// What `out` says. The threads then stop at their next share.
pub(super) fn pass_on<'r, T: Sync, S>(
    shares: &[&'r [T]],
    out: &mut dyn io::Write,
    state: impl Fn() -> S + Sync,
    append: impl Fn(&mut S, &mut Vec<u8>, &'r [T]) + Sync,
) -> io::Result<()> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(THREADS).min(shares.len());
    if threads <= 1 {
        let (mut state, mut buffer) = (state(), Vec::new());
        return shares.iter().try_for_each(|share| {
            buffer.clear();
            append(&mut state, &mut buffer, share);
            out.write_all(&buffer)
        });
    }
    let (state, append) = (&state, &append);
    thread::scope(|scope| {
        let start = |number: usize| {
            // At most one share waits while the next is written.
            let (filled, to_pass_on) = mpsc::sync_channel::<Vec<u8>>(1);
            let (emptied, to_fill) = mpsc::channel::<Vec<u8>>();
            scope.spawn(move || {
                let mut state = state();
                for share in shares.iter().skip(number).step_by(threads) {
                    let mut buffer = to_fill.try_recv().unwrap_or_default();
                    buffer.clear();
                    append(&mut state, &mut buffer, share);
                    if filled.send(buffer).is_err() {
                        break;
                    }
                }
            });
            (to_pass_on, emptied)
        };
        let writers: Vec<_> = (0..threads).map(start).collect();
        for (to_pass_on, emptied) in writers.iter().cycle().take(shares.len()) {
            // A thread that panicked sends nothing; the scope passes its panic on.
            let Ok(buffer) = to_pass_on.recv() else { break };
            out.write_all(&buffer)?;
            // The thread may have written its last share.
            let _last = emptied.send(buffer);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::pass_on;

    fn append(times: &mut u32, buffer: &mut Vec<u8>, share: &[u8]) {
        *times += 1;
        buffer.extend_from_slice(share);
    }

    #[test]
    fn shares_come_out_in_order() {
        let all: Vec<u8> = (0..=255).cycle().take(10_000).collect();
        for size in [1, 7, 5_000, 20_000] {
            let shares: Vec<&[u8]> = all.chunks(size).collect();
            let mut out = Vec::new();
            pass_on(&shares, &mut out, || 0, append).expect("a Vec takes what is written");
            assert_eq!(out, all, "in shares of {size}");
        }
    }

    #[test]
    fn an_output_that_fails_ends_it() {
        struct Full;
        impl std::io::Write for Full {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let all = [0; 1_000];
        let shares: Vec<&[u8]> = all.chunks(10).collect();
        let error = pass_on(&shares, &mut Full, || 0, append).expect_err("nothing can be written");
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
    }
}
