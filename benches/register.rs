//! A register of a large region: 100,000 entries, 50,000 permissions at 500 clinics.

use std::hint::black_box;
use std::path::Path;

use chrono::{DateTime, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use riktlinje::model::hsa_id::HsaId;
use riktlinje::model::permission::Role;
use riktlinje::permission::decide::{Ask, decide};
use riktlinje::permission::event::{By, Changed, Level, Verb, Via, What};
use riktlinje::permission::holding::{Facts, Moment, Target};
use riktlinje::permission::ledger::{Ledger as _, Stamp, Touch, Wanted};
use riktlinje::permission::replay::{Replay, events};
use riktlinje::permission::request::{Actor, Change, Consent, Origin, Reason, Reference, Request};
use riktlinje::permission::scope::{Scope, Settings};
use riktlinje::permission::verify::{Verdict, verify};
use riktlinje::store::Sqlite;

const CLINICS: usize = 500;
const AT_EACH: usize = 100;

fn id(text: String) -> HsaId {
    HsaId::parse(&text).expect("an invented HSA-id")
}

fn clinic(n: usize) -> HsaId {
    id(format!("SE2321000057-TEST{n}"))
}

fn stamp() -> Stamp {
    let by = By { account: "uid:1".into(), level: Level::Account, person: None };
    let via = Via { command: "bench".into(), version: "0".into(), plan: None };
    let at: DateTime<Utc> = "2026-11-20T11:00:00Z".parse().expect("an instant");
    Stamp { by, via, now: Moment::at(at), accepts_clock: false }
}

/// Every permission is given and then gets a last day: two entries each.
fn full(path: &Path) -> Sqlite {
    let settings = Settings::usual("Region Exempel");
    let mut register =
        Sqlite::create(path, settings, &id("SE2321000057-TESTREG".into()), &stamp()).expect("a new file");
    let reference = Reference::parse("ARE-1").expect("a reference");
    let today = stamp().now.day;
    for at in 0..CLINICS {
        let people: Vec<HsaId> = (0..AT_EACH).map(|n| id(format!("SE2321000057-TESTP{at}X{n}"))).collect();
        let touch = Touch { clinics: [clinic(at)].into(), people: people.iter().cloned().collect() };
        let events = |scope: &Scope| {
            let mut events = vec![What::ClinicOpened { clinic: clinic(at), reference: reference.clone() }];
            for (n, person) in people.iter().enumerate() {
                let role = if n < 2 { Role::LokalAdministrator } else { Role::Arendehanterare };
                let target = Target { clinic: clinic(at), person: scope.refs[person].clone(), role };
                let given = Facts { from: today, until: None, pauses: Vec::new(), revoked: None, revision: 1 };
                let until = today.checked_add_days(chrono::Days::new(365));
                let ended = Facts { until, revision: 2, ..given.clone() };
                let changed = |verb, before, after| Changed {
                    verb,
                    target: target.clone(),
                    before,
                    after,
                    reason: Reason::Anstalld,
                    reference: reference.clone(),
                    last_day: None,
                    undoes: None,
                    not_in_directory: false,
                };
                events.push(What::Permission(changed(Verb::Granted, None, given.clone())));
                events.push(What::Permission(changed(Verb::Extended, Some(given), ended)));
            }
            events
        };
        register.write(&touch, &stamp(), &mut |scope| events(scope)).expect("written");
    }
    register
}

fn bench(criterion: &mut Criterion) {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("register.sqlite");
    let mut register = full(&path);
    let mut group = criterion.benchmark_group("register of 100,000 entries");
    group.sample_size(20);
    let region = register.actor("uid:1").expect("readable").expect("bound");
    let mut person = 0;
    group.bench_function("open, decide and write one grant", |bench| {
        bench.iter(|| {
            person += 1;
            grant(&path, &region, person);
        });
    });
    group.bench_function("verify", |bench| {
        bench.iter(|| assert!(matches!(verify(&mut register, None, false), Ok(Verdict::Whole(_)))));
    });
    group.bench_function("verify --deep", |bench| {
        bench.iter(|| assert!(matches!(verify(&mut register, None, true), Ok(Verdict::Whole(_)))));
    });
    group
        .bench_function("list", |bench| bench.iter(|| black_box(register.held(&Wanted::default()).expect("readable"))));
    group.bench_function("list --as-of", |bench| {
        bench.iter(|| {
            let mut replay = Replay::default();
            let unread = events(&mut register, &mut |event| {
                replay.apply(event);
                true
            });
            assert_eq!(unread, Ok(None));
            black_box(replay.held(&Wanted::default()))
        });
    });
    group.finish();
}

fn grant(path: &Path, region: &Actor, person: usize) {
    let mut register = Sqlite::open(path).expect("a register");
    let whom = id(format!("SE2321000057-TESTNEW{person}"));
    let mut stamp = stamp();
    stamp.by.person = Some(region.person.clone());
    let touch = Touch { clinics: [clinic(7)].into(), people: [whom.clone()].into() };
    let ask = Ask { actor: region, consent: Consent::default(), now: stamp.now };
    let written = register.write(&touch, &stamp, &mut |scope| {
        let request = Request {
            target: Target { clinic: clinic(7), person: scope.refs[&whom].clone(), role: Role::Arendehanterare },
            change: Change::Grant { from: stamp.now.day, until: None },
            reason: Some(Reason::Anstalld),
            reference: Reference::parse("ARE-1").ok(),
            last_day: None,
            origin: Origin::Person,
        };
        let steps = decide(&[request], &ask, scope).expect("allowed");
        steps.into_iter().filter_map(|step| step.change).map(What::Permission).collect()
    });
    assert_eq!(written.expect("written").len(), 1);
}

criterion_group!(benches, bench);
criterion_main!(benches);
