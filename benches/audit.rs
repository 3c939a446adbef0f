//! How long each arrow of the audit takes: compile, load, join, evaluate, render; and all of them in a row.
//!
//! `cargo bench --bench audit`; a part of it: `cargo bench --bench audit -- load/lean`. Figures and how they were taken: benches/README.md.

use criterion::{Criterion, criterion_group, criterion_main};
use riktlinje::policy::{compile, library};

mod data;

fn compiling(c: &mut Criterion) {
    c.bench_function("compile/rjl-1177", |b| {
        b.iter(|| {
            let files = library::embedded("rjl-1177").expect("the policy is embedded");
            compile(&[files], &|name| library::embedded(name))
        });
    });
}

criterion_group!(benches, compiling);
criterion_main!(benches);
