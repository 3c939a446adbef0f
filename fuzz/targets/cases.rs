//! Case logs: the same answer from one thread and from three, and every row that is pointed at can be shown.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| riktlinje_fuzz::cases(bytes));
