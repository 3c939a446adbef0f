//! How long each arrow of the audit takes: compile, load, join, evaluate, run, render; and how long a bare parse of the
//! same bytes takes, as the floor.
//!
//! `cargo bench --bench audit`; a part of it: `cargo bench --bench audit -- load/lean`. Figures and how they were taken:
//! benches/README.md.

use std::hint::black_box;
use std::io;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use mimalloc::MiMalloc;
use riktlinje::audit::run::horizon;
use riktlinje::audit::{Audit, Choice, Terms, join};
use riktlinje::model::directory::Directory;
use riktlinje::model::facts::Facts;
use riktlinje::model::measured::FollowUp;
use riktlinje::model::place::Located;
use riktlinje::model::source::SourceKind;
use riktlinje::model::working_days::end_of_day;
use riktlinje::policy::evaluate::{Options, evaluate};
use riktlinje::policy::{Compiled, compile, library};
use riktlinje::report::{Format, FormatName as _, Style, reporter};
use riktlinje::source::{Https, Input, Limits, LoadOptions, Silent, Sources, load};
use riktlinje::text::Lang;

mod data;

// The program's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const JOBS: usize = 2;

fn compiled() -> Compiled {
    let files = library::embedded("rjl-1177").expect("the policy is embedded");
    compile(&[files], &|name| library::embedded(name)).compiled.expect("a test holds it to the compiler")
}

fn as_of() -> chrono::DateTime<chrono_tz::Tz> {
    end_of_day(chrono::NaiveDate::from_ymd_opt(2026, 11, 20).expect("it is a day"))
}

/// Clinics in a file of their own, as a run would find them.
struct Export {
    name: &'static str,
    clinics: usize,
    bytes: Vec<u8>,
    file: tempfile::TempPath,
}

impl Export {
    fn new(name: &'static str, clinics: usize, write: fn(usize, &mut dyn io::Write) -> io::Result<()>) -> Self {
        let mut bytes = Vec::new();
        write(clinics, &mut bytes).expect("a Vec takes what is written");
        let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("there is a temporary folder");
        io::Write::write_all(&mut file, &bytes).expect("it takes the clinics");
        Self { name, clinics, bytes, file: file.into_temp_path() }
    }

    fn all() -> [Self; 3] {
        [
            Self::new("lean", 1_000, data::write_lean),
            Self::new("lean", 20_000, data::write_lean),
            Self::new("full", 1_000, data::write_full),
        ]
    }

    fn load(&self, compiled: &Compiled) -> Sources {
        let location = self.file.to_string_lossy().into_owned();
        let input = Input::new(SourceKind::Exports, location);
        let options = LoadOptions {
            needs: &compiled.needs,
            mapping: None,
            jobs: JOBS,
            progress: &Silent,
            stdin: &|| Ok(Box::new(io::empty())),
            cwd: std::path::Path::new(""),
            limits: Limits::default(),
            https: Https::default(),
        };
        load(&[input], &options)
    }

    fn id(&self) -> BenchmarkId {
        BenchmarkId::new(self.name, self.clinics)
    }
}

fn joined(sources: &mut Sources, compiled: &Compiled) -> Facts {
    let terms = Terms {
        as_of: as_of(),
        directory: &Directory::default(),
        booking_consumers: &[],
        cases: None,
        decisions: &[],
        follow_up: FollowUp::default(),
    };
    join(sources, &compiled.needs, terms)
}

fn compiling(c: &mut Criterion) {
    c.bench_function("compile/rjl-1177", |b| b.iter(compiled));
}

/// What any reader of these bytes must do: find the lines, parse each into a tree.
fn bare_parsing(c: &mut Criterion) {
    let mut group = c.benchmark_group("bare_parse");
    for export in Export::all() {
        group.throughput(Throughput::Bytes(export.bytes.len() as u64));
        group.bench_with_input(export.id(), &export, |b, export| {
            b.iter(|| {
                for line in export.bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
                    black_box(serde_json::from_slice::<serde_json::Value>(line).expect("it is JSON"));
                }
            });
        });
    }
    group.finish();
}

fn loading(c: &mut Criterion) {
    let compiled = compiled();
    let mut group = c.benchmark_group("load");
    for export in Export::all() {
        group.throughput(Throughput::Bytes(export.bytes.len() as u64));
        group.bench_with_input(export.id(), &export, |b, export| b.iter_with_large_drop(|| export.load(&compiled)));
    }
    group.finish();
}

fn joining(c: &mut Criterion) {
    let compiled = compiled();
    let mut group = c.benchmark_group("join");
    for export in Export::all() {
        group.throughput(Throughput::Elements(export.clinics as u64));
        group.bench_with_input(export.id(), &export, |b, export| {
            b.iter_batched(
                || export.load(&compiled),
                |mut sources| (joined(&mut sources, &compiled), sources),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

fn evaluating(c: &mut Criterion) {
    let compiled = compiled();
    let chosen = vec![true; compiled.policies[0].rules.len()];
    let mut group = c.benchmark_group("evaluate");
    for export in Export::all() {
        let facts = joined(&mut export.load(&compiled), &compiled);
        let horizon = horizon(&facts, &compiled, as_of());
        let options = Options { chosen: chosen.clone(), jobs: JOBS };
        group.throughput(Throughput::Elements(export.clinics as u64));
        group.bench_with_input(export.id(), &horizon, |b, horizon| {
            b.iter_with_large_drop(|| evaluate(horizon, &compiled.policies, &options));
        });
    }
    group.finish();
}

fn rendering(c: &mut Criterion) {
    let compiled = compiled();
    let mut group = c.benchmark_group("render");
    for export in Export::all() {
        let mut sources = export.load(&compiled);
        let facts = joined(&mut sources, &compiled);
        let choice = Choice::default();
        let audit = Audit { compiled: &compiled, facts: &facts, as_of: as_of(), choice, jobs: JOBS };
        let run = audit.run(&sources, &|_| Located::default());
        for format in Format::ALL {
            let report = reporter(format, &Style { lang: Lang::Sv, width: 100, colour: false });
            let name = format!("{}/{}", format.key(), export.name);
            group.bench_with_input(BenchmarkId::new(name, export.clinics), &run, |b, run| {
                b.iter(|| {
                    let mut out = Vec::new();
                    report.render(run, &mut out).expect("a Vec takes what is written");
                    out
                });
            });
        }
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = compiling, bare_parsing, loading, joining, evaluating, rendering
}
criterion_main!(benches);
