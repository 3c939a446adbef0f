//! How long the HSA directory takes: a national export from its zip to records, to the tree, and up the tree for everyone;
//! the contact cards of a region as LDIF.
//!
//! `cargo bench --bench directory`. Figures and how they were taken: benches/README.md.

use std::hint::black_box;
use std::io::{self, Cursor, Write as _};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use riktlinje::model::directory::Directory;
use riktlinje::model::needs::Needs;
use riktlinje::model::source::SourceKind;
use riktlinje::source::{Https, Input, Limits, LoadOptions, Silent, Sources, load};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The day after the synthetic export was taken out.
const TODAY: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 11, 19).expect("it is a date");

#[path = "data/hsa.rs"]
mod hsa;

fn read(bytes: &[u8]) -> Sources {
    let input = Input::new(SourceKind::Directory, "-");
    let needs = Needs::default();
    let stdin = || -> io::Result<Box<dyn io::Read + Send>> { Ok(Box::new(Cursor::new(bytes.to_vec()))) };
    let options = LoadOptions {
        needs: &needs,
        mapping: None,
        jobs: 2,
        progress: &Silent,
        stdin: &stdin,
        cwd: std::path::Path::new(""),
        limits: Limits::default(),
        https: Https::default(),
    };
    load(&[input], &options)
}

/// The units of a region as LDIF, each with what a contact card has, every tenth line folded or in base64.
fn regional(units: usize) -> Vec<u8> {
    use std::fmt::Write as _;
    let mut text = String::from("version: 1\n");
    for number in 0..units {
        let (day, last) = (number % 5 + 1, number % 100);
        write!(
            text,
            "\ndn:: b3U9VGVzdGvDtnBpbmdzIHbDpXJkY2VudHJhbCxvPVJlZ2lvbiBUZXN0LGw9VGVzdCBsw6RuLGM9U0U=\n\
             objectClass: top\nobjectClass: organizationalUnit\nou:: VGVzdGvDtnBpbmdzIHbDpXJkY2VudHJhbA==\n\
             hsaIdentity: SE2321000057-TEST{number}\nstreet: Testgatan {number}\nl:: VGVzdGvDtnBpbmc=\n\
             hsaPostalAddress: Enhet {number}$ $Box {number}$ $123 {last:02}$Test\n k\u{f6}ping\ntelephoneNumber: +46363250{last:02}\n\
             hsaTelephoneNumber: +4636325999\nsurgeryHours: {day}-5#08:00#12:00\nsurgeryHours: {day}-5#13:00#17:00\n\
             telephoneHours: 1-5#8:00#16:30#Ring g\u{e4}rna\ngeographicalCoordinates: X: 64035{last:02}, Y: 12685{last:02}\n\
             countyCode: 06\nmunicipalityCode: 0680\nbusinessClassificationCode: 1500\nbusinessClassificationCode: 1502\n\
             careType: 01\nhsaBusinessType: 02\nhsaDestinationIndicator: 03\nlabeledURI: https://www.example.se/{number}\n\
             hsaVpwInformation1: {about}\nstartDate: 20140801000000Z\nmodifyTimestamp: 20261001063000Z\n",
            about = "Vi tar emot dig som vill lista dig hos oss. ".repeat(8),
        )
        .expect("a String takes it");
    }
    text.into_bytes()
}

fn cards(criterion: &mut Criterion) {
    let ldif = regional(4_000);
    let read_once = read(&ldif);
    assert_eq!((read_once.directory.len(), read_once.flaws.len()), (4_000, 0));
    let mut group = criterion.benchmark_group("cards");
    group.sample_size(20).throughput(Throughput::Bytes(ldif.len() as u64));
    group.bench_function("4,000 units of LDIF", |bencher| bencher.iter(|| read(black_box(&ldif))));
    group.finish();
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
        bencher.iter_batched(make, |read| Directory::new(read.directory, read.flaws, TODAY), BatchSize::LargeInput);
    });
    let read = read(&packed);
    assert_eq!(read.directory.len(), hsa::NATIONAL, "{}", national.summary());
    let tree = Directory::new(read.directory, read.flaws, TODAY);
    group.bench_function("ancestors of all", |bencher| {
        bencher.iter(|| tree.units().map(|ix| tree.ancestors(ix).count()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, directory, cards);
criterion_main!(benches);
