//! How long a national export of the HSA directory takes: from its zip to records, to the tree, and up the tree for everyone.
//!
//! `cargo bench --bench directory`. Figures and how they were taken: benches/README.md.

use std::hint::black_box;
use std::io::{self, Cursor, Write as _};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use riktlinje::model::directory::Directory;
use riktlinje::model::needs::Needs;
use riktlinje::model::source::SourceKind;
use riktlinje::source::{Https, Input, Limits, LoadOptions, Silent, Sources, load};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[path = "data/hsa.rs"]
mod hsa;

fn read(bytes: &[u8]) -> Sources {
    let input = Input { kind: SourceKind::Directory, location: "-".into(), complete: false, taken_at: None };
    let needs = Needs::default();
    let stdin = || -> io::Result<Box<dyn io::Read + Send>> { Ok(Box::new(Cursor::new(bytes.to_vec()))) };
    let options = LoadOptions {
        needs: &needs,
        mapping: None,
        jobs: 2,
        progress: &Silent,
        stdin: &stdin,
        limits: Limits::default(),
        https: Https::default(),
    };
    load(&[input], &options)
}

fn directory(criterion: &mut Criterion) {
    let national = hsa::national(hsa::NATIONAL);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("hsaunits.xml", SimpleFileOptions::default()).expect("memory takes it");
    archive.write_all(&national.xml).expect("memory takes it");
    let packed = archive.finish().expect("memory takes it").into_inner();

    let mut group = criterion.benchmark_group("directory");
    group.sample_size(20);
    group.bench_function("zip to records", |bencher| bencher.iter(|| read(black_box(&packed))));
    group.bench_function("records to tree", |bencher| {
        let make = || read(&packed);
        bencher.iter_batched(make, |read| Directory::new(read.directory, read.flaws), BatchSize::LargeInput);
    });
    let read = read(&packed);
    assert_eq!(read.directory.len(), hsa::NATIONAL, "{}", national.summary());
    let tree = Directory::new(read.directory, read.flaws);
    group.bench_function("ancestors of all", |bencher| {
        bencher.iter(|| tree.units().map(|ix| tree.ancestors(ix).count()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, directory);
criterion_main!(benches);
