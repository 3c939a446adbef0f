//! Writes a case log to measure with to standard output:
//! `cargo run --release --example bench-cases -- 10000000 [SEED] > cases.csv` (1.3 GB).

#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own, outside the rooms: it reads its arguments and writes its output"
)]

use std::io::{self, BufWriter, Write as _};

#[path = "../data/cases.rs"]
mod cases;

fn main() -> io::Result<()> {
    let arguments: Result<Vec<u64>, _> = std::env::args().skip(1).map(|word| word.parse()).collect();
    let (rows, seed) = match arguments.as_deref() {
        Ok([rows]) => (*rows, 1177),
        Ok([rows, seed]) => (*rows, *seed),
        _ => return Err(io::Error::other("usage: bench-cases ROWS [SEED]")),
    };
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    cases::write(rows, seed, &mut out)?;
    out.flush()
}
