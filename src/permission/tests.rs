//! Both sides of every rule, the state over all facts, and the chain against those who change it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use proptest::prelude::*;

use super::coverage::Coverage;
use super::decide::{Ask, Refused, Step, decide};
use super::event::{By, Event, Level, Via, What};
use super::holding::{Facts, Moment, Pause, PersonRef, State, Target};
use super::house;
use super::journal::{Checkpoint, Flaw, Hash, Walk};
use super::ledger::{Ledger, LedgerError, People, Stamp, Touch, Wanted};
use super::memory::Memory;
use super::request::{Actor, Change, Consent, Origin, Reason, Reference, Request};
use super::rule::{Denial, Rule};
use super::scope::{AppointedBy, ClinicState, Known, Scope, Settings};
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::text::{Catalogue, Lang};

const CLINIC: &str = "SE2321000057-TEST1";
const OTHER: &str = "SE2321000057-TEST2";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn hsa(text: &str) -> HsaId {
    HsaId::parse(text).expect("an HSA-id")
}

fn noon(date: &str) -> Moment {
    Moment::at(format!("{date}T11:00:00Z").parse::<DateTime<Utc>>().expect("an instant"))
}

fn who(name: &str) -> PersonRef {
    PersonRef::stored(name)
}

fn target(person: &str, clinic: &str, role: Role) -> Target {
    Target { clinic: hsa(clinic), person: who(person), role }
}

fn held(from: &str) -> Facts {
    Facts { from: day(from), until: None, pauses: Vec::new(), revoked: None, revision: 1 }
}

/// A register with an open clinic: two administrators (anna, bo), a behörighetsadministratör (cia), a handler (dag);
/// another clinic with its own administrator (eva); the regional administrator (region).
fn world() -> Scope {
    let mut scope = Scope::empty(Settings::usual("Region Exempel"));
    for clinic in [CLINIC, OTHER] {
        scope.clinics.insert(hsa(clinic), ClinicState::Open);
    }
    for (person, clinic, role) in [
        ("anna", CLINIC, Role::LokalAdministrator),
        ("bo", CLINIC, Role::LokalAdministrator),
        ("cia", CLINIC, Role::Behorighetsadministrator),
        ("dag", CLINIC, Role::Arendehanterare),
        ("eva", OTHER, Role::LokalAdministrator),
    ] {
        scope.holdings.insert(target(person, clinic, role), held("2026-01-01"));
    }
    scope.accounts.insert("uid:1".into(), Actor { person: who("region"), regional: true });
    scope.accounts.insert("uid:9".into(), Actor { person: who("region2"), regional: true });
    scope.active = 5;
    scope
}

fn request(target: Target, change: Change) -> Request {
    let reference = Reference::parse("ARE-20931").expect("a reference");
    Request {
        target,
        change,
        reason: Some(Reason::Anstalld),
        reference: Some(reference),
        last_day: None,
        origin: Origin::Person,
    }
}

fn grant(target: Target) -> Request {
    request(target, Change::Grant { from: day("2026-11-20"), until: None })
}

fn pause(target: Target) -> Request {
    request(target, Change::Pause { from: day("2026-11-20"), until: None })
}

fn asked_by(person: &str, requests: &[Request], scope: &Scope) -> Result<Vec<Step>, Vec<Refused>> {
    let actor = Actor { person: who(person), regional: person.starts_with("region") };
    decide(requests, &Ask { actor: &actor, consent: Consent::default(), now: noon("2026-11-20") }, scope)
}

/// The rule that forbids one request, if one does.
fn rule(person: &str, request: &Request, scope: &Scope) -> Option<Rule> {
    match asked_by(person, std::slice::from_ref(request), scope) {
        Ok(_) => None,
        Err(refused) => Some(refused[0].denial.rule().unwrap_or_else(|| panic!("no rule: {refused:?}"))),
    }
}

const NEW: (&str, Role) = ("frida", Role::Arendehanterare);

#[test]
fn egen_mottagning() {
    let scope = world();
    let here = grant(target(NEW.0, CLINIC, NEW.1));
    let there = grant(target(NEW.0, OTHER, NEW.1));
    assert_eq!(rule("anna", &here, &scope), None);
    assert_eq!(rule("anna", &there, &scope), Some(Rule::EgenMottagning));
    assert_eq!(rule("dag", &here, &scope), Some(Rule::EgenMottagning));
    assert_eq!(rule("region", &there, &scope), None);
    // A behörighetsadministratör handles the two ordinary roles and no other.
    assert_eq!(rule("cia", &here, &scope), None);
    let reviewer = grant(target(NEW.0, CLINIC, Role::Granskare));
    assert_eq!(rule("cia", &reviewer, &scope), Some(Rule::EgenMottagning));
    assert_eq!(rule("anna", &reviewer, &scope), None);
    // Who is paused does not administer.
    let mut paused = scope.clone();
    let anna = target("anna", CLINIC, Role::LokalAdministrator);
    let facts = paused.holdings[&anna].with_pause(Pause { from: day("2026-11-01"), until: Some(day("2026-11-10")) });
    paused.holdings.insert(anna, facts);
    assert_eq!(rule("anna", &here, &paused), Some(Rule::EgenMottagning));
}

#[test]
fn utses_regionalt() {
    let mut scope = world();
    let appoint = grant(target("frida", CLINIC, Role::LokalAdministrator));
    let dismiss = request(target("bo", CLINIC, Role::LokalAdministrator), Change::Revoke);
    assert_eq!(rule("anna", &appoint, &scope), Some(Rule::UtsesRegionalt));
    assert_eq!(rule("anna", &dismiss, &scope), Some(Rule::UtsesRegionalt));
    assert_eq!(rule("region", &appoint, &scope), None);
    assert_eq!(rule("region", &dismiss, &scope), None);
    assert_eq!(rule("anna", &pause(target("bo", CLINIC, Role::LokalAdministrator)), &scope), None);
    scope.settings.appointed_by = AppointedBy::Clinic;
    assert_eq!(rule("anna", &appoint, &scope), None);
}

#[test]
fn inte_sig_sjalv() {
    let scope = world();
    assert_eq!(rule("anna", &grant(target("anna", CLINIC, Role::Arendehanterare)), &scope), Some(Rule::InteSigSjalv));
    let regional = grant(target("region", CLINIC, Role::LokalAdministrator));
    assert_eq!(rule("region", &regional, &scope), Some(Rule::InteSigSjalv));
    assert_eq!(rule("region2", &regional, &scope), None);
    // Giving up what one has is allowed.
    assert_eq!(rule("anna", &pause(target("anna", CLINIC, Role::LokalAdministrator)), &scope), None);
}

#[test]
fn sista_administratoren() {
    let scope = world();
    let (anna, bo) = (target("anna", CLINIC, Role::LokalAdministrator), target("bo", CLINIC, Role::LokalAdministrator));
    let one = pause(anna.clone());
    assert_eq!(rule("region", &one, &scope), None);
    let both = asked_by("region", &[one, pause(bo.clone())], &scope).expect_err("nobody would be left");
    assert_eq!((both.len(), both[0].request, both[0].denial.rule()), (1, 1, Some(Rule::SistaAdministratoren)));
    // A pause that begins in spring takes away a day in spring.
    let mut later = scope.clone();
    let ending = Facts { until: Some(day("2027-03-01")), ..held("2026-01-01") };
    later.holdings.insert(bo.clone(), ending);
    let spring = request(anna.clone(), Change::Pause { from: day("2027-04-01"), until: Some(day("2027-04-02")) });
    assert_eq!(rule("region", &spring, &later), Some(Rule::SistaAdministratoren));
    assert_eq!(rule("region", &spring, &scope), None);
    let shorter = request(anna, Change::Extend { until: Some(day("2027-04-01")) });
    assert_eq!(rule("region", &shorter, &later), Some(Rule::SistaAdministratoren));
    // A closed clinic needs nobody.
    later.clinics.insert(hsa(CLINIC), ClinicState::Closed);
    assert_eq!(rule("region", &shorter, &later), None);
}

#[test]
fn fewer_than_two_administrators_is_a_warning() {
    let scope = world();
    let steps = asked_by("region", &[pause(target("bo", CLINIC, Role::LokalAdministrator))], &scope).expect("allowed");
    let words = Catalogue::new(Lang::En);
    insta::assert_snapshot!(words.render(&steps[0].warnings[0]), @"SE2321000057-TEST1 has only one local administrator from 2026-11-20. It takes two to manage leave.");
}

#[test]
fn granskare_ej_administrator() {
    let scope = world();
    let anna = grant(target("anna", CLINIC, Role::Granskare));
    assert_eq!(rule("region", &anna, &scope), Some(Rule::GranskareEjAdministrator));
    assert_eq!(rule("region", &grant(target("anna", OTHER, Role::Granskare)), &scope), None);
    // One after the other is no conflict.
    let mut ending = scope;
    let until = Some(day("2026-12-31"));
    ending.holdings.insert(target("anna", CLINIC, Role::LokalAdministrator), Facts { until, ..held("2026-01-01") });
    let next_year = |from| request(anna.target.clone(), Change::Grant { from: day(from), until: None });
    assert_eq!(rule("region", &next_year("2027-01-01"), &ending), None);
    assert_eq!(rule("region", &next_year("2026-12-31"), &ending), Some(Rule::GranskareEjAdministrator));
}

#[test]
fn skal_och_referens() {
    let scope = world();
    let given = grant(target(NEW.0, CLINIC, NEW.1));
    let without = [Request { reason: None, ..given.clone() }, Request { reference: None, ..given.clone() }];
    for request in &without {
        assert_eq!(rule("anna", request, &scope), Some(Rule::SkalOchReferens));
    }
    assert_eq!(rule("anna", &given, &scope), None);
    // The documented example of a personal identity number, a formula, what turns a line around.
    for bad in ["", " ", "811218-9876", "=1+1", "@A1", "a\u{202e}b", "a\tb", &"x".repeat(65)] {
        assert!(Reference::parse(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn massandring() {
    let mut scope = world();
    let people: Vec<String> = (0..7).map(|n| format!("person{n}")).collect();
    for person in &people {
        scope.holdings.insert(target(person, CLINIC, Role::Arendehanterare), held("2026-01-01"));
    }
    let all: Vec<Request> = people.iter().map(|person| pause(target(person, CLINIC, Role::Arendehanterare))).collect();
    assert!(asked_by("anna", &all[..5], &scope).is_ok());
    let refused = asked_by("anna", &all[..6], &scope).expect_err("six are more than five");
    assert_eq!(refused[0].denial.rule(), Some(Rule::Massandring));
    let actor = Actor { person: who("anna"), regional: false };
    let ask = |mass| Ask { actor: &actor, consent: Consent { mass, ..Consent::default() }, now: noon("2026-11-20") };
    assert!(decide(&all[..6], &ask(Some(6)), &scope).is_ok());
    assert!(decide(&all[..6], &ask(Some(7)), &scope).is_err(), "only the exact number");
    // What was done earlier that day counts; a large register has a larger limit.
    scope.narrowed_today = 5;
    assert!(decide(&all[..1], &ask(None), &scope).is_err());
    scope.active = 1000;
    assert!(decide(&all[..1], &ask(None), &scope).is_ok());
}

#[test]
fn okand_i_katalogen() {
    let mut scope = world();
    let given = grant(target(NEW.0, CLINIC, NEW.1));
    scope.known.insert(who(NEW.0), Known::No);
    assert_eq!(rule("anna", &given, &scope), Some(Rule::OkandIKatalogen));
    let actor = Actor { person: who("anna"), regional: false };
    let consent = Consent { not_in_directory: true, ..Consent::default() };
    let ask = Ask { actor: &actor, consent, now: noon("2026-11-20") };
    let steps = decide(std::slice::from_ref(&given), &ask, &scope).expect("it is meant");
    assert!(steps[0].change.as_ref().expect("a change").not_in_directory, "and recorded");
    scope.known.insert(who(NEW.0), Known::Yes);
    assert_eq!(rule("anna", &given, &scope), None);
    // Nothing is asked of the directory to take a permission away.
    scope.known.insert(who("dag"), Known::No);
    let away = request(target("dag", CLINIC, Role::Arendehanterare), Change::Revoke);
    assert_eq!(rule("anna", &away, &scope), None);
}

#[test]
fn administrator_foreslas_ej() {
    let scope = world();
    let by_hand = request(target("bo", CLINIC, Role::LokalAdministrator), Change::Revoke);
    let proposed = Request { origin: Origin::Proposal, ..by_hand.clone() };
    assert_eq!(rule("region", &by_hand, &scope), None);
    assert_eq!(rule("region", &proposed, &scope), Some(Rule::AdministratorForeslasEj));
    let ordinary = request(target("dag", CLINIC, Role::Arendehanterare), Change::Revoke);
    assert_eq!(rule("region", &Request { origin: Origin::Proposal, ..ordinary }, &scope), None);
}

#[test]
fn repeating_a_request_changes_nothing() {
    let mut scope = world();
    let dag = target("dag", CLINIC, Role::Arendehanterare);
    let changes = [
        Change::Grant { from: day("2026-11-20"), until: None },
        Change::Pause { from: day("2026-11-20"), until: Some(day("2026-12-20")) },
        Change::Resume,
        Change::Extend { until: Some(day("2027-01-31")) },
        Change::Revoke,
    ];
    for change in changes {
        let request = request(dag.clone(), change);
        for round in 0..2 {
            let steps = asked_by("anna", std::slice::from_ref(&request), &scope).expect("allowed");
            let change = steps[0].change.clone();
            assert!(round == 0 || change.is_none(), "{request:?}");
            if let Some(change) = change {
                scope.apply(&What::Permission(change));
            }
        }
    }
    assert_eq!(scope.holdings[&dag].revision, 5);
}

#[test]
fn an_undo_restores_what_was_and_refuses_what_was_overtaken() {
    let mut scope = world();
    let dag = target("dag", CLINIC, Role::Arendehanterare);
    let before = scope.holdings[&dag].clone();
    let away = request(dag.clone(), Change::Revoke);
    let gone = asked_by("anna", &[away], &scope).expect("allowed").remove(0).change.expect("a change");
    scope.apply(&What::Permission(gone.clone()));
    let undo = request(dag.clone(), Change::Undo { event: 7, before: gone.before, after: gone.after });
    let back =
        asked_by("anna", std::slice::from_ref(&undo), &scope).expect("allowed").remove(0).change.expect("a change");
    assert_eq!(back.after, Facts { revision: 3, ..before });
    scope.apply(&What::Permission(back));
    let refused = asked_by("anna", &[undo], &scope).expect_err("it has been changed since");
    assert!(matches!(refused[0].denial, Denial::Overtaken(_)));
}

#[test]
fn what_makes_no_sense_is_said() {
    let scope = world();
    let words = Catalogue::new(Lang::En);
    let dag = target("dag", CLINIC, Role::Arendehanterare);
    let cases = [
        request(dag.clone(), Change::Pause { from: day("2026-11-19"), until: None }),
        request(dag.clone(), Change::Pause { from: day("2026-12-19"), until: Some(day("2026-12-18")) }),
        request(dag.clone(), Change::Grant { from: day("2026-12-01"), until: None }),
        request(target("nobody", CLINIC, Role::Granskare), Change::Revoke),
        grant(target("frida", "SE2321000057-TEST3", Role::Arendehanterare)),
    ];
    let told: Vec<String> = cases
        .iter()
        .map(|request| {
            let refused = asked_by("region", std::slice::from_ref(request), &scope).expect_err("senseless");
            words.render(refused[0].denial.why())
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    The first day 2026-11-19 has passed. The earliest is today, 2026-11-20.
    The last day 2026-12-18 comes before the first day 2026-12-19.
    dag is case handler at SE2321000057-TEST1 already, with other dates. Change the last day with extend, or revoke and grant anew.
    nobody has no permission as reviewer at SE2321000057-TEST1.
    SE2321000057-TEST3 is not open in the register.
    ");
}

#[test]
fn clinics_open_with_an_administrator_only() {
    let mut scope = world();
    let actor = Actor { person: who("region"), regional: true };
    let ask = Ask { actor: &actor, consent: Consent::default(), now: noon("2026-11-20") };
    let reference = || Reference::parse("VC-1").expect("a reference");
    let new = hsa("SE2321000057-TEST3");
    let denied = house::open(&new, reference(), &ask, &scope).expect_err("nobody administers it");
    assert_eq!(denied.rule(), Some(Rule::SistaAdministratoren));
    let steps = decide(&[grant(target("gun", "SE2321000057-TEST3", Role::LokalAdministrator))], &ask, &scope);
    scope.apply(&What::Permission(steps.expect("allowed").remove(0).change.expect("a change")));
    let opened = house::open(&new, reference(), &ask, &scope).expect("allowed").expect("a change");
    scope.apply(&opened);
    assert_eq!(house::open(&new, reference(), &ask, &scope), Ok(None));
    let local = Actor { person: who("anna"), regional: false };
    let ask = Ask { actor: &local, ..ask };
    assert!(house::close(&new, reference(), &ask, &scope).is_err());
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    (0_u64..60).prop_map(|n| day("2026-11-01") + Days::new(n))
}

fn facts() -> impl Strategy<Value = Facts> {
    let pause = (dates(), prop::option::of(0_u64..20))
        .prop_map(|(from, length)| Pause { from, until: length.map(|n| from + Days::new(n)) });
    let revoked = prop::option::weighted(0.2, dates())
        .prop_map(|day| day.map(|day| day.and_hms_opt(12, 0, 0).expect("noon").and_utc()));
    (dates(), prop::option::of(dates()), prop::collection::vec(pause, 0..3), revoked).prop_map(
        |(from, until, pauses, revoked)| {
            let plain = Facts { from, until, pauses: Vec::new(), revoked, revision: 1 };
            pauses.into_iter().fold(plain, |facts, pause| facts.with_pause(pause))
        },
    )
}

proptest! {
    #[test]
    fn the_most_restrictive_fact_wins(facts in facts(), day in dates(), pause in dates()) {
        let now = Moment::at(day.and_hms_opt(13, 0, 0).expect("one o'clock").and_utc());
        let state = facts.state(now);
        let paused = facts.with_pause(Pause { from: pause, until: None });
        prop_assert!(paused.state(now) <= state);
        let revoked = Facts { revoked: Some(now.instant), ..facts.clone() };
        prop_assert_eq!(revoked.state(now), State::Revoked);
        let ended = Facts { until: Some(day - Days::new(1)), ..facts.clone() };
        prop_assert!(!ended.is_effective(now));
        // A pause that is there already makes no difference.
        let again = facts.pauses.iter().fold(facts.clone(), |facts, pause| facts.with_pause(*pause));
        prop_assert_eq!(&again.pauses, &facts.pauses);
    }

    #[test]
    fn effective_days_are_the_days_in_effect(facts in facts(), today in dates()) {
        let facts = Facts { revoked: None, ..facts };
        let stretch = facts.effective_days(today);
        for n in 0..90 {
            let day = today + Days::new(n);
            let now = Moment::at(day.and_hms_opt(11, 0, 0).expect("eleven").and_utc());
            let within = stretch.is_some_and(|(from, last)| from <= day && last.is_none_or(|last| day <= last));
            prop_assert_eq!(within, facts.is_effective(now), "{}", day);
        }
    }

    #[test]
    fn a_loss_is_found_on_its_first_day(before in prop::collection::vec(facts(), 0..4), after in prop::collection::vec(facts(), 0..4)) {
        let today = day("2026-11-10");
        let (one, two) = (Coverage::by(before.iter(), today), Coverage::by(after.iter(), today));
        let slowly = (0..90).map(|n| today + Days::new(n)).find(|day| one.on(*day) > 0 && two.on(*day) == 0);
        prop_assert_eq!(one.first_loss(&two), slowly);
    }
}

fn stamp(account: &str, person: &str, at: &str) -> Stamp {
    let by = By { account: account.into(), level: Level::Account, person: Some(who(person)) };
    let via = Via { command: "test".into(), version: "0".into(), plan: None };
    Stamp { by, via, now: noon(at), accepts_clock: false }
}

/// A register with a clinic, its two administrators and a handler.
fn register() -> (Memory, Stamp) {
    let mut stamp = stamp("uid:1", "", "2026-11-02");
    let mut ledger = Memory::new(Settings::usual("Region Exempel"), hsa("SE2321000057-TESTR"), &stamp);
    let actor = ledger.actor("uid:1").expect("in memory").expect("bound");
    stamp.by.person = Some(actor.person.clone());
    let people = ["SE2321000057-TESTA", "SE2321000057-TESTB", "SE2321000057-TESTC"];
    let touch = Touch { clinics: [hsa(CLINIC)].into(), people: people.iter().map(|id| hsa(id)).collect() };
    let numbers = ledger.write(&touch, &stamp, &mut |scope| {
        let roles = [Role::LokalAdministrator, Role::LokalAdministrator, Role::Arendehanterare];
        let requests: Vec<Request> = people
            .iter()
            .zip(roles)
            .take(2)
            .map(|(id, role)| Target { clinic: hsa(CLINIC), person: scope.refs[&hsa(id)].clone(), role })
            .map(|target| request(target, Change::Grant { from: day("2026-11-02"), until: None }))
            .collect();
        let ask = Ask { actor: &actor, consent: Consent::default(), now: stamp.now };
        let steps = decide(&requests, &ask, scope).expect("allowed");
        let mut events: Vec<What> = steps.into_iter().filter_map(|step| step.change).map(What::Permission).collect();
        let mut scope = scope.clone();
        events.iter().for_each(|event| scope.apply(event));
        let reference = Reference::parse("VC-1").expect("a reference");
        events.push(house::open(&hsa(CLINIC), reference, &ask, &scope).expect("allowed").expect("a change"));
        events
    });
    assert_eq!(numbers.expect("in memory"), [3, 4, 5]);
    (ledger, stamp)
}

fn walk(
    ledger: &mut Memory,
    kept: Option<Checkpoint>,
    change: &dyn Fn(&mut Vec<super::journal::Entry>),
) -> Result<Checkpoint, Flaw> {
    let mut entries = Vec::new();
    ledger
        .entries(0, &mut |entry| {
            entries.push(entry);
            true
        })
        .expect("in memory");
    change(&mut entries);
    let end = ledger.checkpoint().expect("in memory");
    let mut walk = Walk::begin("memory", kept)?;
    for entry in &entries {
        walk.step(entry.seq, &entry.body, entry.hash)?;
    }
    walk.end(end.size, end.head)
}

#[test]
fn a_chain_that_was_changed_is_found() {
    let (mut ledger, _) = register();
    let whole = walk(&mut ledger, None, &|_| {}).expect("whole");
    assert_eq!(whole, ledger.checkpoint().expect("in memory"));
    assert_eq!(
        walk(&mut ledger, None, &|entries| {
            entries.remove(2);
        }),
        Err(Flaw::Gap(3))
    );
    assert_eq!(walk(&mut ledger, None, &|entries| entries.swap(1, 2)), Err(Flaw::Gap(2)));
    assert_eq!(walk(&mut ledger, None, &|entries| entries[3].body[9] ^= 1), Err(Flaw::Changed(4)));
    assert_eq!(walk(&mut ledger, None, &|entries| entries[3].hash.0[0] ^= 1), Err(Flaw::Changed(4)));
    assert_eq!(
        walk(&mut ledger, None, &|entries| {
            entries.pop();
        }),
        Err(Flaw::Head { found: 4 })
    );
    // Against what was kept outside.
    let text = whole.to_string();
    assert_eq!(Checkpoint::parse(&text.replace('\n', " \r\n")), Some(whole.clone()));
    assert!(walk(&mut ledger, Some(whole.clone()), &|_| {}).is_ok());
    let later = Checkpoint { size: 9, ..whole.clone() };
    assert_eq!(walk(&mut ledger, Some(later), &|_| {}), Err(Flaw::Shorter { had: 9 }));
    let other = Checkpoint { size: 3, ..whole.clone() };
    assert_eq!(walk(&mut ledger, Some(other), &|_| {}), Err(Flaw::Other { had: 3 }));
    assert_eq!(
        walk(&mut ledger, Some(Checkpoint { register: "another".into(), ..whole }), &|_| {}),
        Err(Flaw::Foreign)
    );
    assert_eq!(Hash::parse("äö"), None);
}

#[test]
fn an_event_is_written_once_with_sorted_keys_and_read_back() {
    let (mut ledger, _) = register();
    let mut bodies = Vec::new();
    ledger
        .entries(0, &mut |entry| {
            bodies.push(entry.body);
            true
        })
        .expect("in memory");
    for body in &bodies {
        assert_eq!(&Event::from_bytes(body).expect("an event").to_bytes(), body);
        let text = std::str::from_utf8(body).expect("UTF-8");
        assert!(!text.contains("TESTA") && !text.contains("TESTR"), "no person's HSA-id is in the chain: {text}");
    }
    insta::assert_snapshot!(std::str::from_utf8(&bodies[2]).expect("UTF-8"), @r#"{"at":"2026-11-02T11:00:00.000Z","by":{"account":"uid:1","level":"A1","person":"p_044f1bc033cd5f72692fa31997bb4953"},"register":"memory","seq":3,"v":1,"via":{"command":"test","version":"0"},"what":{"permission.changed":{"after":{"from":"2026-11-02","revision":1},"reason":"anstalld","reference":"ARE-20931","target":{"clinic":"SE2321000057-TEST1","person":"p_26edf73fa2ba8e3f6b79e90888f44e0c","role":"lokal_administrator"},"verb":"granted"}}}"#);
}

#[test]
fn the_clock_may_not_go_backwards_unnoticed() {
    let (mut ledger, stamp) = register();
    let back = Stamp { now: noon("2026-11-01"), ..stamp };
    let touch = Touch::default();
    let event = || vec![What::Settings { settings: Settings::usual("Region Annan") }];
    let refused = ledger.write(&touch, &back, &mut |_| event());
    assert!(matches!(refused, Err(LedgerError::Clock { .. })));
    let size = ledger.checkpoint().expect("in memory").size;
    let accepted = Stamp { accepts_clock: true, ..back };
    assert_eq!(
        ledger.write(&touch, &accepted, &mut |_| event()),
        Ok(vec![size + 2]),
        "the anomaly is recorded before it"
    );
}

#[test]
fn two_administrators_who_pause_each_other_leave_one() {
    let (mut ledger, stamp) = register();
    let held = ledger.held(&Wanted { clinic: Some(hsa(CLINIC)), person: None }).expect("in memory");
    let [one, two] = [0, 1].map(|at: usize| held[at].target.clone());
    let mut outcomes = Vec::new();
    for (actor, other) in [(&one, &two), (&two, &one)] {
        let actor = Actor { person: actor.person.clone(), regional: false };
        let touch = Touch { clinics: [hsa(CLINIC)].into(), ..Touch::default() };
        let ask = Ask { actor: &actor, consent: Consent::default(), now: noon("2026-11-20") };
        let stamp = Stamp { now: ask.now, ..stamp.clone() };
        let written = ledger.write(&touch, &stamp, &mut |scope| match decide(&[pause(other.clone())], &ask, scope) {
            Ok(steps) => steps.into_iter().filter_map(|step| step.change).map(What::Permission).collect(),
            Err(refused) => {
                outcomes.push(refused[0].denial.rule());
                refused.iter().filter_map(Refused::event).collect()
            }
        });
        assert_eq!(written.expect("in memory").len(), 1);
    }
    // The second no longer administers the clinic, since the first has paused them.
    assert_eq!(outcomes, [Some(Rule::EgenMottagning)]);
}

#[test]
fn a_snapshot_makes_people_known() {
    let (mut ledger, stamp) = register();
    let touch = Touch { people: [hsa("SE2321000057-TESTC"), hsa("SE2321000057-TESTD")].into(), ..Touch::default() };
    let known = |ledger: &mut Memory, id: &str| {
        let scope = ledger.look(&touch, &stamp).expect("in memory");
        scope.known[&scope.refs[&hsa(id)]]
    };
    assert_eq!(known(&mut ledger, "SE2321000057-TESTC"), Known::NoSnapshot);
    let people = People { taken: day("2026-11-01"), digest: "00".into(), people: [hsa("SE2321000057-TESTC")].into() };
    ledger.record_people(&people, &stamp).expect("in memory");
    assert_eq!(known(&mut ledger, "SE2321000057-TESTC"), Known::Yes);
    assert_eq!(known(&mut ledger, "SE2321000057-TESTD"), Known::No);
}

#[test]
fn every_rule_has_its_sentence() {
    use crate::model::case_type::Vocabulary as _;
    for lang in Lang::ALL {
        let words = Catalogue::new(lang);
        let all: Vec<String> = Rule::WORDS
            .iter()
            .map(|(rule, names)| format!("{}: {}", names[0], words.render(&rule.sentence())))
            .collect();
        assert_eq!(all.len(), 9);
        if lang == Lang::Sv {
            insta::assert_snapshot!(all.join("\n"), @"
    egen-mottagning: Den som är lokal administratör ändrar behörigheter på sin egen mottagning. En behörighetsadministratör ändrar bara ärendemottagare och ärendehanterare.
    utses-regionalt: Lokala administratörer utses och entledigas av den regionala administratören, efter verksamhetschefens beslut.
    inte-sig-sjalv: Ingen ger, återupptar, förlänger, återställer eller behåller vid en genomgång sin egen behörighet.
    sista-administratoren: En öppen mottagning får aldrig bli utan lokal administratör, inte heller längre fram.
    granskare-ej-administrator: Ingen granskar den mottagning som de själva administrerar.
    skal-och-referens: Varje ändring har ett skäl och en hänvisning till beslutet.
    massandring: Många återkallelser eller pauser på en dag ska bekräftas med sitt exakta antal.
    okand-i-katalogen: Den som inte finns i katalogen får ingen ny behörighet utan att det sägs uttryckligen.
    administrator-foreslas-ej: En jämförelse föreslår aldrig att en lokal administratör tas bort. Det beslutar en människa.
    ");
        }
    }
}
