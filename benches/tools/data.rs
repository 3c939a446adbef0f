//! Writes measuring data to standard output: `cargo run --release --example bench-data -- lean 20000 > lean.jsonl`.

#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own, outside the rooms: it reads its arguments and writes its output"
)]

use std::io::{self, BufWriter, Write as _};

#[path = "../data/mod.rs"]
mod data;

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted = match arguments.as_slice() {
        [kind, clinics] => clinics.parse().ok().map(|clinics| (kind.as_str(), clinics)),
        _ => None,
    };
    match wanted {
        Some(("lean", clinics)) => data::write_lean(clinics, &mut out)?,
        Some(("full", clinics)) => data::write_full(clinics, &mut out)?,
        _ => return Err(io::Error::other("usage: bench-data lean|full CLINICS")),
    }
    out.flush()
}
