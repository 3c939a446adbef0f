//! One suite for every store, and random sequences in which they must agree.

#[cfg(unix)]
#[path = "../../tests/cluster/mod.rs"]
mod cluster;
#[cfg(unix)]
mod postgres;

use std::path::Path;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use super::Sqlite;
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::permission::decide::{Ask, Refused, decide};
use crate::permission::event::{By, Level, Via, What};
use crate::permission::holding::{Facts, Moment, PersonRef, Target};
use crate::permission::house;
use crate::permission::journal::{Checkpoint, Flaw};
use crate::permission::ledger::{Ledger, LedgerError, People, Stamp, Touch, Wanted};
use crate::permission::memory::Memory;
use crate::permission::request::{Actor, Change, Consent, Origin, Reason, Reference, Request};
use crate::permission::rule::Rule;
use crate::permission::scope::{Known, Settings};
use crate::permission::verify::{Verdict, verify};

const CLINICS: [&str; 2] = ["SE2321000057-TEST1", "SE2321000057-TEST2"];
const PEOPLE: [&str; 4] = ["SE2321000057-TESTA", "SE2321000057-TESTB", "SE2321000057-TESTC", "SE2321000057-TESTD"];

fn hsa(text: &str) -> HsaId {
    HsaId::parse(text).expect("an HSA-id")
}

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).expect("a date") + Days::new(n)
}

fn stamp(n: u64) -> Stamp {
    let by = By { account: "uid:1".into(), level: Level::Account, person: None };
    let via = Via { command: "test".into(), version: "0".into(), plan: None };
    let now = Moment::at(day(n).and_hms_opt(11, 0, 0).expect("a time").and_utc());
    Stamp { by, via, now, accepts_clock: false }
}

fn sqlite(folder: &TempDir) -> Sqlite {
    let path = folder.path().join("register.sqlite");
    Sqlite::create(&path, Settings::usual("Region Exempel"), &hsa("SE2321000057-TESTR"), &stamp(0)).expect("a new file")
}

fn memory() -> Memory {
    Memory::new(Settings::usual("Region Exempel"), hsa("SE2321000057-TESTR"), &stamp(0))
}

/// What somebody does in a random sequence.
#[derive(Clone, Debug)]
struct Deed {
    /// Which of the people acts; past them, the region.
    actor: usize,
    whom: usize,
    clinic: usize,
    role: Role,
    change: u8,
    length: Option<u64>,
    days_later: u64,
}

/// A register with those who come to it.
trait Stage {
    /// The register as whoever acts for the region sees it.
    fn register(&mut self) -> &mut dyn Ledger;

    /// The day on which everything happens from now on, for a register that has a clock of its own.
    fn at(&mut self, _: u64) {}

    /// The register as this one of the people comes to it; where accounts are not told apart, anybody does.
    fn as_seen_by(&mut self, _: Option<usize>) -> &mut dyn Ledger {
        self.register()
    }
}

impl Stage for Memory {
    fn register(&mut self) -> &mut dyn Ledger {
        self
    }
}

impl Stage for Sqlite {
    fn register(&mut self) -> &mut dyn Ledger {
        self
    }
}

/// Does it; says which rule forbade it, and how many entries there are.
fn act(stage: &mut dyn Stage, deed: &Deed, today: u64) -> Result<(Option<Rule>, u64), LedgerError> {
    let mut stamp = stamp(today);
    let people = stage.register().people()?;
    let named = |id: &str| people.iter().find(|(_, known)| *known == hsa(id)).map(|(person, _)| person.clone());
    let accounts = stage.register().accounts()?;
    let region = accounts.into_iter().find(|(_, actor)| actor.regional).expect("bound from the start").1;
    let person = PEOPLE.get(deed.actor).and_then(|id| named(id));
    let ledger = stage.as_seen_by(person.as_ref().map(|_| deed.actor));
    let actor = person.map_or(region, |person| Actor { person, regional: false });
    stamp.by.person = Some(actor.person.clone());
    let (clinic, whom) = (hsa(CLINICS[deed.clinic]), hsa(PEOPLE[deed.whom]));
    let touch = Touch { clinics: [clinic.clone()].into(), people: [whom.clone()].into() };
    let ask = Ask { actor: &actor, consent: Consent { not_in_directory: false, mass: None }, now: stamp.now };
    let reference = Reference::parse("ARE-1").expect("a reference");
    let mut rule = None;
    ledger.write(&touch, &stamp, &mut |scope| {
        if deed.change == 6 {
            return match house::open(&clinic, reference.clone(), &ask, scope) {
                Ok(what) => what.into_iter().collect(),
                Err(denial) => {
                    rule = denial.rule();
                    Vec::new()
                }
            };
        }
        match decide(&[deed.request(&scope.refs[&whom], today)], &ask, scope) {
            Ok(steps) => steps.into_iter().filter_map(|step| step.change).map(What::Permission).collect(),
            Err(refused) => {
                rule = refused[0].denial.rule();
                refused.iter().filter_map(Refused::event).collect()
            }
        }
    })?;
    Ok((rule, stage.register().checkpoint()?.size))
}

impl Deed {
    /// What is asked for.
    fn request(&self, person: &PersonRef, today: u64) -> Request {
        let until = self.length.map(|length| day(today + length));
        let change = match self.change {
            0 | 1 => Change::Grant { from: day(today), until },
            2 => Change::Pause { from: day(today), until },
            3 => Change::Resume,
            4 => Change::Extend { until },
            _ => Change::Revoke,
        };
        Request {
            target: Target { clinic: hsa(CLINICS[self.clinic]), person: person.clone(), role: self.role },
            change,
            reason: Some(Reason::Anstalld),
            reference: Some(Reference::parse("ARE-1").expect("a reference")),
            last_day: None,
            origin: Origin::Person,
        }
    }
}

/// The state with HSA-ids instead of references, which differ from store to store.
fn state(ledger: &mut dyn Ledger) -> Vec<(HsaId, HsaId, Role, Facts, u64)> {
    let people = ledger.people().expect("readable");
    let name = |held: &crate::permission::ledger::Held| {
        let (_, id) = people.iter().find(|(person, _)| *person == held.target.person).expect("everybody has a name");
        (held.target.clinic.clone(), id.clone(), held.target.role, held.facts.clone(), held.since)
    };
    let mut all: Vec<_> = ledger.held(&Wanted::default()).expect("readable").iter().map(name).collect();
    all.sort_by(|one, other| (&one.0, &one.1, one.2).cmp(&(&other.0, &other.1, other.2)));
    all
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let role = prop::sample::select(vec![
        Role::LokalAdministrator,
        Role::LokalAdministrator,
        Role::Arendehanterare,
        Role::Behorighetsadministrator,
        Role::Granskare,
    ]);
    let deed = (0_usize..7, 0_usize..4, 0_usize..2, role, 0_u8..7, prop::option::of(0_u64..30), 0_u64..6).prop_map(
        |(actor, whom, clinic, role, change, length, days_later)| Deed {
            actor,
            whom,
            clinic,
            role,
            change,
            length,
            days_later,
        },
    );
    prop::collection::vec(deed, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn memory_and_file_agree_over_random_sequences(deeds in deeds()) {
        let folder = TempDir::new().expect("a folder");
        let (mut one, mut other) = (memory(), sqlite(&folder));
        let mut today = 0;
        for deed in &deeds {
            today += deed.days_later;
            prop_assert_eq!(act(&mut one, deed, today), act(&mut other, deed, today), "{:?}", deed);
        }
        prop_assert_eq!(state(&mut one), state(&mut other));
        prop_assert_eq!(one.clinics(), other.clinics());
        for ledger in [&mut one as &mut dyn Ledger, &mut other] {
            prop_assert!(matches!(verify(ledger, None, true), Ok(Verdict::Whole(_))));
        }
        // An open clinic always has an administrator, whatever was tried.
        let held = one.held(&Wanted::default()).expect("readable");
        for (clinic, _) in one.clinics().expect("readable") {
            let now = stamp(today).now;
            let administrators = held.iter().filter(|held| held.target.clinic == clinic && held.target.role == Role::LokalAdministrator);
            let ends = administrators.clone().any(|held| held.facts.until.is_some());
            prop_assert!(ends || administrators.clone().any(|held| held.facts.is_effective(now)), "{}", clinic);
        }
    }
}

/// A register with a clinic, two administrators and a handler, in a file.
fn full(folder: &TempDir) -> Sqlite {
    let mut register = sqlite(folder);
    for (whom, role, change) in [
        (0, Role::LokalAdministrator, 0),
        (1, Role::LokalAdministrator, 0),
        (0, Role::LokalAdministrator, 6),
        (2, Role::Arendehanterare, 0),
        (2, Role::Arendehanterare, 2),
        (3, Role::Arendehanterare, 0),
    ] {
        let deed = Deed { actor: 9, whom, clinic: 0, role, change, length: None, days_later: 0 };
        assert_eq!(act(&mut register, &deed, 0).expect("written").0, None);
    }
    register
}

/// Changes the file behind the program's back.
fn tamper(path: &Path, sql: &str) {
    Connection::open(path).and_then(|connection| connection.execute_batch(sql)).expect("the shell can do anything");
}

#[test]
fn whoever_changes_the_file_is_found() {
    for (sql, expected) in [
        (
            "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'ARE-1', 'ARE-2') AS BLOB) WHERE seq = 4",
            "Chain(Changed(4))",
        ),
        ("DELETE FROM entry WHERE seq = 3", "Chain(Gap(3))"),
        ("DELETE FROM entry WHERE seq = 8", "Chain(Head { found: 7 })"),
        ("UPDATE entry SET hash = zeroblob(32) WHERE seq = 2", "Chain(Changed(2))"),
        ("UPDATE register SET size = 7", "Chain(Head { found: 8 })"),
        ("UPDATE entry SET seq = 99 WHERE seq = 8", "Chain(Gap(8))"),
        ("DELETE FROM account", "State(Accounts)"),
        ("UPDATE person SET hsa_id = 'SE2321000057-TESTX' WHERE hsa_id LIKE '%A'", "State(Person("),
        ("UPDATE person SET salt = zeroblob(16)", "State(Person("),
        ("DELETE FROM person", "State(Person("),
        ("INSERT INTO person VALUES ('p_00', 'SE2321000057-TESTX', zeroblob(16))", "State(Person("),
        ("INSERT INTO snapshot VALUES (1, '2026-11-01', '00')", "State(Snapshot)"),
        ("UPDATE clinic SET state = 'closed'", "State(Clinic("),
        ("DELETE FROM holding WHERE role = 'arendehanterare'", "State(Permission("),
        ("UPDATE holding SET facts = replace(facts, '\"revision\":1', '\"revision\":2')", "State(Permission("),
        (
            "UPDATE register SET settings = replace(settings, '\"mass_least\":5', '\"mass_least\":500')",
            "State(Settings)",
        ),
    ] {
        let folder = TempDir::new().expect("a folder");
        let path = full(&folder).path().to_owned();
        tamper(&path, sql);
        let mut register = Sqlite::open_to_read(&path).expect("it still opens");
        let verdict = verify(&mut register, None, true).expect("it can be read");
        assert!(format!("{verdict:?}").contains(expected), "{sql}: {verdict:?}");
    }
}

#[test]
fn a_chain_that_was_made_anew_shows_against_a_checkpoint_only() {
    let folder = TempDir::new().expect("a folder");
    let kept = full(&folder).checkpoint().expect("readable");
    let other = TempDir::new().expect("a folder");
    let mut forged = full(&other);
    // Same deeds, another register: the forger gives it the first one's name and chains everything anew.
    let mut entries = Vec::new();
    forged
        .entries(0, &mut |entry| {
            entries.push(entry);
            true
        })
        .expect("readable");
    let own = forged.checkpoint().expect("readable").register;
    let path = forged.path().to_owned();
    drop(forged);
    let connection = Connection::open(&path).expect("the shell opens it");
    let mut head = crate::permission::journal::Hash::START;
    for entry in entries {
        let body =
            String::from_utf8(entry.body).expect("UTF-8").replace(&*own, &kept.register).replace("ARE-1", "ARE-9");
        head = crate::permission::journal::link(&kept.register, entry.seq, head, body.as_bytes());
        let update = "UPDATE entry SET body = ?1, hash = ?2 WHERE seq = ?3";
        connection.execute(update, rusqlite::params![body.as_bytes(), head.0, entry.seq]).expect("written");
    }
    connection
        .execute("UPDATE register SET id = ?1, head = ?2", rusqlite::params![&*kept.register, head.0])
        .expect("written");
    drop(connection);
    let mut forged = Sqlite::open_to_read(&path).expect("it opens");
    assert!(matches!(verify(&mut forged, None, true), Ok(Verdict::Whole(_))), "a file alone cannot show this");
    let size = kept.size;
    assert_eq!(verify(&mut forged, Some(kept.clone()), false), Ok(Verdict::Chain(Flaw::Other { had: size })));
    let later = Checkpoint { size: size + 10, ..kept };
    assert_eq!(verify(&mut forged, Some(later), false), Ok(Verdict::Chain(Flaw::Shorter { had: size + 10 })));
}

#[test]
fn what_was_planted_in_the_file_is_refused() {
    for sql in [
        "CREATE TRIGGER planted AFTER INSERT ON entry BEGIN DELETE FROM account; END",
        "CREATE VIEW planted AS SELECT * FROM person",
        "CREATE TABLE planted (x)",
        "DROP INDEX holding_of_person",
        "PRAGMA application_id = 1",
    ] {
        let folder = TempDir::new().expect("a folder");
        let path = full(&folder).path().to_owned();
        tamper(&path, sql);
        assert!(matches!(Sqlite::open(&path), Err(LedgerError::Integrity(_))), "{sql}");
    }
    let folder = TempDir::new().expect("a folder");
    let path = full(&folder).path().to_owned();
    tamper(&path, "PRAGMA user_version = 2");
    assert!(matches!(Sqlite::open(&path), Err(LedgerError::Unavailable(_))), "a newer one is not damaged");
}

#[test]
fn a_register_begins_in_a_new_file_only() {
    let folder = TempDir::new().expect("a folder");
    let path = full(&folder).path().to_owned();
    let again = Sqlite::create(&path, Settings::usual("Region Exempel"), &hsa("SE2321000057-TESTR"), &stamp(0));
    assert!(matches!(again, Err(LedgerError::Unavailable(_))));
    assert!(Sqlite::open(&path).is_ok(), "and the one that is there is as it was");
    let nowhere = folder.path().join("nowhere").join("register.sqlite");
    let refused = Sqlite::create(&nowhere, Settings::usual("Region Exempel"), &hsa("SE2321000057-TESTR"), &stamp(0));
    assert!(matches!(refused, Err(LedgerError::Unavailable(_))));
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = TempDir::new().expect("a folder");
    let register = full(&folder);
    let mode = std::fs::metadata(register.path()).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::set_permissions(register.path(), std::fs::Permissions::from_mode(0o644)).expect("we own it");
    assert!(matches!(Sqlite::open(register.path()), Err(LedgerError::Unavailable(_))));
    assert!(Sqlite::open_to_read(register.path()).is_ok());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test damages the file")]
fn a_damaged_file_is_told_and_never_panics() {
    let folder = TempDir::new().expect("a folder");
    let path = full(&folder).path().to_owned();
    let whole = std::fs::read(&path).expect("it is there");
    let damaged = folder.path().join("damaged.sqlite");
    let mut noticed = 0;
    for round in 0..400_usize {
        let mut bytes = whole.clone();
        // A walk over the whole file with a step that meets every kind of page.
        let at = (round * 7919) % bytes.len();
        let end = (at + 16).min(bytes.len());
        bytes[at..end].iter_mut().for_each(|byte| *byte ^= 0x5a);
        if round % 10 == 0 {
            bytes.truncate(at);
        }
        std::fs::write(&damaged, &bytes).expect("written");
        let verdict = Sqlite::open_to_read(&damaged).and_then(|mut register| verify(&mut register, None, true));
        noticed += usize::from(!matches!(verdict, Ok(Verdict::Whole(_))));
    }
    assert!(noticed > 40, "much of the file is free space, and the rest is noticed: {noticed}");
}

#[test]
fn a_copy_is_whole_and_overwrites_nothing() {
    let folder = TempDir::new().expect("a folder");
    let mut register = full(&folder);
    let copy = folder.path().join("copy.sqlite");
    register.backup(&copy).expect("written");
    let mut copied = Sqlite::open(&copy).expect("a register");
    assert_eq!(copied.checkpoint(), register.checkpoint());
    assert!(matches!(verify(&mut copied, None, true), Ok(Verdict::Whole(_))));
    assert!(register.backup(&copy).is_err());
}

#[test]
fn two_at_once_lose_nothing() {
    let folder = TempDir::new().expect("a folder");
    let path = full(&folder).path().to_owned();
    let before = Sqlite::open(&path).and_then(|mut register| register.checkpoint()).expect("readable").size;
    std::thread::scope(|threads| {
        for whom in [2, 3] {
            let path = &path;
            threads.spawn(move || {
                let mut register = Sqlite::open(path).expect("a register");
                for round in 0..20 {
                    let change = if round % 2 == 0 { 5 } else { 0 };
                    let role = Role::Arendehanterare;
                    let deed = Deed { actor: 9, whom, clinic: 0, role, change, length: None, days_later: 0 };
                    let done = loop {
                        match act(&mut register, &deed, 1) {
                            Err(LedgerError::Unavailable(_)) => {}
                            done => break done,
                        }
                    };
                    // The limit of a day is the only rule that may be met.
                    assert!(matches!(done.expect("written").0, None | Some(Rule::Massandring)));
                }
            });
        }
    });
    let mut register = Sqlite::open(&path).expect("a register");
    // Five revocations are within the limit of a day, and each is followed by a grant; the others are recorded as denied.
    assert_eq!(register.checkpoint().expect("readable").size, before + 20 + 5);
    assert!(matches!(verify(&mut register, None, true), Ok(Verdict::Whole(_))));
}

#[test]
fn a_snapshot_a_clock_and_an_erased_person_are_the_same_in_every_store() {
    let folder = TempDir::new().expect("a folder");
    let (mut one, mut other) = (memory(), sqlite(&folder));
    for stage in [&mut one as &mut dyn Stage, &mut other] {
        snapshot_clock_and_erasure(stage);
    }
}

/// What every store does with a snapshot, a clock that went back, and a person who is taken out.
fn snapshot_clock_and_erasure(stage: &mut dyn Stage) {
    let begun = stage.register().checkpoint().expect("readable").size;
    let people = People { taken: day(0), digest: "00".into(), people: [hsa(PEOPLE[0])].into() };
    stage.at(1);
    assert_eq!(stage.register().record_people(&people, &stamp(1)), Ok(begun + 1));
    let touch = Touch { clinics: [].into(), people: PEOPLE[..2].iter().map(|id| hsa(id)).collect() };
    let scope = stage.register().look(&touch, &stamp(1)).expect("readable");
    let known = PEOPLE[..2].iter().map(|id| scope.known[&scope.refs[&hsa(id)]]).collect::<Vec<_>>();
    assert_eq!(known, [Known::Yes, Known::No]);
    stage.at(0);
    assert!(matches!(stage.register().record_people(&people, &stamp(0)), Err(LedgerError::Clock { .. })));
    let accepted = Stamp { accepts_clock: true, ..stamp(0) };
    let number = stage.register().record_people(&people, &accepted);
    assert_eq!(number, Ok(begun + 3), "the anomaly is an entry of its own");
    // Somebody who holds nothing any more can be erased, and the chain stays whole.
    stage.at(1);
    let deed =
        Deed { actor: 9, whom: 0, clinic: 0, role: Role::LokalAdministrator, change: 0, length: None, days_later: 0 };
    assert_eq!(act(stage, &deed, 1).expect("written").0, None);
    assert_eq!(act(stage, &Deed { change: 5, ..deed }, 1).expect("written").0, None);
    stage.at(2);
    let ledger = stage.register();
    let region = ledger.accounts().expect("readable").into_iter().find(|(_, actor)| actor.regional).expect("bound").1;
    let touch = Touch { clinics: [].into(), people: [hsa(PEOPLE[0])].into() };
    let erased = ledger.write(&touch, &stamp(2), &mut |scope| {
        let ask = Ask { actor: &region, consent: Consent::default(), now: stamp(2).now };
        let person = scope.refs[&hsa(PEOPLE[0])].clone();
        house::erase(&person, &ask, scope).expect("allowed").into_iter().collect()
    });
    assert_eq!(erased.expect("written").len(), 1);
    assert!(ledger.people().expect("readable").iter().all(|(_, id)| *id != hsa(PEOPLE[0])));
    assert!(matches!(verify(ledger, None, true), Ok(Verdict::Whole(_))));
}
