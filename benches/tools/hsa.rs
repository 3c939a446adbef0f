//! Writes a synthetic national export of the HSA directory, as XML and as its zip:
//! `cargo run --release --example bench-hsa -- 91110 FOLDER`.

#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own, outside the rooms: it reads its arguments and writes its output"
)]

use std::io::{self, Write as _};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[path = "../data/hsa.rs"]
mod hsa;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted = match arguments.as_slice() {
        [units, folder] => units.parse().ok().map(|units| (units, Path::new(folder))),
        _ => None,
    };
    let Some((units, folder)) = wanted else {
        return Err(io::Error::other(format!(
            "usage: bench-hsa UNITS FOLDER (a national export has {})",
            hsa::NATIONAL
        )));
    };
    let national = hsa::national(units);
    io::stdout().write_all(national.summary().as_bytes())?;
    let xml = national.xml;
    std::fs::write(folder.join("hsaunits.xml"), &xml)?;
    let mut archive = ZipWriter::new(std::fs::File::create(folder.join("hsaunits.zip"))?);
    archive.start_file("hsaunits.xml", SimpleFileOptions::default())?;
    archive.write_all(&xml)?;
    archive.finish()?;
    Ok(())
}
