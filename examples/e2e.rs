use riktlinje::model::source::SourceKind;
use riktlinje::source::*;
use std::io::Write;
use std::time::Instant;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let t = Instant::now();
    let files = riktlinje::policy::library::embedded("rjl-1177").unwrap();
    let compiled = riktlinje::policy::compile(&[files], &|_| None).compiled.unwrap();
    eprintln!("compile {:?}", t.elapsed());
    let t = Instant::now();
    let inputs: Vec<Input> = args[1..]
        .iter()
        .map(|a| {
            let (k, f) = a.split_once('=').unwrap();
            use riktlinje::model::case_type::Vocabulary;
            Input { kind: SourceKind::parse(k).unwrap(), location: f.into(), complete: true, taken_at: None }
        })
        .collect();
    let stdin = || -> std::io::Result<Box<dyn std::io::Read + Send>> { Ok(Box::new(std::io::empty())) };
    let options = LoadOptions {
        needs: &compiled.needs,
        mapping: None,
        jobs: 2,
        progress: &Silent,
        stdin: &stdin,
        limits: Limits::default(),
        https: Https::default(),
    };
    let mut sources = load(&inputs, &options);
    eprintln!(
        "load {:?} units {} problems {} failed {:?}",
        t.elapsed(),
        sources.units.len(),
        sources.problems.len(),
        sources.failed
    );
    for f in &sources.files {
        eprintln!("  {:?} {} {} rec {} left {}", f.kind, f.name, f.format, f.records, f.left_out);
    }
    let t = Instant::now();
    let as_of = riktlinje::model::working_days::end_of_day(chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
    let facts = riktlinje::audit::join(&mut sources, &compiled.needs, as_of.date_naive());
    eprintln!("join {:?} clinics {}", t.elapsed(), facts.clinics.len());
    let t = Instant::now();
    let horizon = riktlinje::audit::run::horizon(&facts, &compiled, as_of);
    let n = compiled.policies[0].rules.len();
    let e = riktlinje::policy::evaluate::evaluate(
        &horizon,
        &compiled.policies,
        &riktlinje::policy::evaluate::Options { chosen: vec![true; n], jobs: 2 },
    );
    eprintln!("evaluate {:?} findings {}", t.elapsed(), e.findings.len());
    drop(e);
    let t = Instant::now();
    let audit =
        riktlinje::audit::Audit { compiled: &compiled, facts: &facts, as_of, choice: Default::default(), jobs: 2 };
    let run = audit.run(&sources, &mut |_| Default::default());
    eprintln!("run {:?} {:?}", t.elapsed(), run.summary);
    let t = Instant::now();
    let mut out = Vec::new();
    let style = riktlinje::report::Style { lang: riktlinje::text::Lang::Sv, width: 100, colour: false };
    riktlinje::report::reporter(riktlinje::report::Format::Json, &style).render(&run, &mut out).unwrap();
    eprintln!("json {:?} {} bytes", t.elapsed(), out.len());
    if run.clinics.len() < 100 {
        let mut out = Vec::new();
        riktlinje::report::reporter(riktlinje::report::Format::Table, &style).render(&run, &mut out).unwrap();
        std::io::stdout().write_all(&out).unwrap();
    }
}
