//! Long lists: several threads write a share each into memory, and the shares are passed on in the list's order, so that
//! the bytes are the same however many threads there are.

use std::io;
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::parallel::handed_on;

/// More threads than this would wait for the one that passes their shares on.
const THREADS: usize = 4;
/// Shares that are worth another thread.
const WORTH: usize = 2;

/// Writes every share with `append` and passes it on. Each thread begins with a state of its own, made by `state`.
///
/// # Errors
/// What `out` says. The threads then stop soon after.
pub(super) fn pass_on<'r, T: Sync, S: Send>(
    shares: &[&'r [T]],
    out: &mut dyn io::Write,
    state: impl Fn() -> S + Sync,
    append: impl Fn(&mut S, &mut Vec<u8>, &'r [T]) + Sync,
) -> io::Result<()> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(THREADS).min(shares.len() / WORTH);
    // Memory that has been written from is written into again.
    let spare: Mutex<Vec<Vec<u8>>> = Mutex::default();
    let spare = || spare.lock().unwrap_or_else(PoisonError::into_inner);
    let write = |state: &mut S, share| {
        let mut buffer = spare().pop().unwrap_or_default();
        append(state, &mut buffer, share);
        buffer
    };
    handed_on(threads, shares, (state, write), |mut buffer| {
        out.write_all(&buffer)?;
        buffer.clear();
        spare().push(buffer);
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
