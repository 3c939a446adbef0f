//! The same suite on PostgreSQL: memory, file and database agree over random sequences, and the database says of every
//! forbidden change what the program says, to whoever speaks to it without the program.

use std::sync::OnceLock;

use postgres::Client;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use tempfile::TempDir;

use super::cluster::{Cluster, cluster, set_clock};
use super::{
    CLINICS, Deed, PEOPLE, Stage, act, day, deeds, hsa, memory, snapshot_clock_and_erasure, sqlite, stamp, state,
};
use crate::model::permission::Role;
use crate::permission::decide::{Ask, decide};
use crate::permission::event::{Changed, Event, Via, What};
use crate::permission::holding::{Facts, Pause};
use crate::permission::house;
use crate::permission::ledger::{Ledger, Touch, Wanted};
use crate::permission::request::{Actor, Change, Consent};
use crate::permission::rule::Rule;
use crate::permission::scope::Settings;
use crate::permission::verify::{Verdict, verify};
use crate::store::{Access, Address, First, Keys, Postgres};

/// The logins of the people, in their order; `maria` acts for the region.
const LOGINS: [&str; 4] = ["anna", "bo", "cia", "dan"];

/// A register in a database of its own, with everybody who comes to it.
struct Base {
    region: Postgres,
    people: Vec<Postgres>,
    admin: Client,
    /// The same logins without the program: the people, and whoever acts for the region.
    bare: Vec<Client>,
}

fn access(cluster: &Cluster, login: &str, database: &str) -> Access {
    let address = Address::parse(&cluster.address(login, database)).expect("an address");
    Access::new(&address, &Keys::default(), std::path::Path::new("/")).expect("it is near")
}

/// A database that has a register which has just begun; others are made like it, which is faster.
fn template(cluster: &'static Cluster) -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let database = cluster.database();
        let via = Via { command: "test".into(), version: "0".into(), plan: None };
        let first = First { account: Some("pg:maria"), person: &hsa("SE2321000057-TESTR"), via: &via };
        let access = access(cluster, "postgres", &database);
        Postgres::create(&access, Settings::usual("Region Exempel"), first).expect("a new database");
        cluster.stop_clock(&database);
        let mut region = Postgres::open(&access_of(cluster, "maria", &database)).expect("a register");
        // Created at the real time, which tests then leave.
        cluster.admin(&database).batch_execute("UPDATE riktlinje.register SET last = NULL").expect("whoever owns can");
        set_clock(&mut cluster.admin(&database), "2026-11-02T11:00:00Z");
        bind_people(&mut region, |at| format!("pg:{}", LOGINS[at]));
        database
    })
}

use access as access_of;

/// Lets an account stand for each of the people.
fn bind_people(ledger: &mut dyn Ledger, account: impl Fn(usize) -> String) {
    let region = ledger.accounts().expect("readable").into_iter().find(|(_, actor)| actor.regional).expect("bound").1;
    let mut stamp = stamp(0);
    stamp.by.person = Some(region.person.clone());
    for (at, id) in PEOPLE.iter().enumerate() {
        let touch = Touch { clinics: [].into(), people: [hsa(id)].into() };
        let written = ledger.write(&touch, &stamp, &mut |scope| {
            let ask = Ask { actor: &region, consent: Consent::default(), now: stamp.now };
            let actor = Actor { person: scope.refs[&hsa(id)].clone(), regional: false };
            house::bind(&account(at), actor, &ask, scope).expect("allowed").into_iter().collect()
        });
        assert_eq!(written.expect("written").len(), 1);
    }
}

impl Base {
    fn new(cluster: &'static Cluster) -> Self {
        let database = cluster.database_like(template(cluster));
        let open = |login: &str| Postgres::open(&access(cluster, login, &database)).expect("a register");
        let (region, people) = (open("maria"), LOGINS.iter().map(|login| open(login)).collect());
        let bare = LOGINS.iter().chain(&["maria"]).map(|login| cluster.bare(login, &database)).collect();
        Self { region, people, admin: cluster.admin(&database), bare }
    }

    /// What the database says to somebody who asks it for a change without the program: the rule, or that it is refused
    /// otherwise. Nothing stays.
    fn says(&mut self, actor: Option<usize>, events: &str) -> Result<Option<Rule>, String> {
        let bare = &mut self.bare[actor.unwrap_or(LOGINS.len())];
        bare.batch_execute("BEGIN").expect("it answers");
        let via = r#"{"command":"psql","version":"0"}"#;
        let query = "SELECT riktlinje.append($1::text::jsonb, '[]', $2::text::jsonb, false) ->> 'rule'";
        let said = match bare.query_one(query, &[&events, &via]) {
            Ok(row) => Ok(row.get::<_, Option<&str>>(0).map(rule_of)),
            Err(error) => Err(error.as_db_error().map_or(error.to_string(), |said| said.message().to_owned())),
        };
        bare.batch_execute("ROLLBACK").expect("it answers");
        said
    }
}

fn rule_of(text: &str) -> Rule {
    use crate::model::case_type::Vocabulary as _;
    Rule::parse(text).expect("a rule")
}

impl Stage for Base {
    fn register(&mut self) -> &mut dyn Ledger {
        &mut self.region
    }

    fn at(&mut self, today: u64) {
        set_clock(&mut self.admin, &format!("{}T11:00:00Z", day(today)));
    }

    fn as_seen_by(&mut self, person: Option<usize>) -> &mut dyn Ledger {
        match person {
            Some(at) => &mut self.people[at],
            None => &mut self.region,
        }
    }
}

/// The change as somebody would write it who asks no rule.
fn forced(deed: &Deed, current: Option<&Facts>, today: u64) -> Option<(Change, Facts)> {
    let person = crate::permission::holding::PersonRef::stored("p");
    let change = deed.request(&person, today).change;
    let revision = current.map_or(0, |facts| facts.revision);
    let now = stamp(today).now;
    let after = match (&change, current) {
        (Change::Grant { from, until }, _) => {
            Facts { from: *from, until: *until, pauses: Vec::new(), revoked: None, revision }
        }
        (Change::Pause { from, until }, Some(facts)) => facts.with_pause(Pause { from: *from, until: *until }),
        (Change::Resume, Some(facts)) => Facts { pauses: Vec::new(), ..facts.clone() },
        (Change::Extend { until }, Some(facts)) => Facts { until: *until, ..facts.clone() },
        (_, Some(facts)) => Facts { revoked: Some(now.instant), ..facts.clone() },
        (_, None) => return None,
    };
    Some((change, after.revised(revision)))
}

/// What is said of a deed that the program refuses: the rule, if one forbids it; by the database, or why else not.
struct Said {
    program: Option<Rule>,
    database: Result<Option<Rule>, String>,
}

/// What the program says of a deed, and what the database says to the same without the program.
fn both_say(base: &mut Base, deed: &Deed, today: u64) -> Option<Said> {
    if deed.change == 6 {
        return None;
    }
    let (clinic, whom) = (hsa(CLINICS[deed.clinic]), hsa(PEOPLE[deed.whom]));
    let actor = (deed.actor < PEOPLE.len()).then_some(deed.actor);
    let touch = Touch { clinics: [clinic].into(), people: [whom.clone()].into() };
    let mut stamp = stamp(today);
    let accounts = base.region.accounts().expect("readable");
    let account = actor.map_or("pg:maria".to_owned(), |at| format!("pg:{}", LOGINS[at]));
    let actor_is = accounts.into_iter().find(|(known, _)| **known == account).expect("everybody is bound").1;
    stamp.by.person = Some(actor_is.person.clone());
    let scope = base.region.look(&touch, &stamp).expect("readable");
    let request = deed.request(&scope.refs[&whom], today);
    let ask = Ask { actor: &actor_is, consent: Consent::default(), now: stamp.now };
    let refused = decide(std::slice::from_ref(&request), &ask, &scope).err()?;
    let rule = refused[0].denial.rule();
    let current = scope.holdings.get(&request.target);
    let (_, after) = forced(deed, current, today)?;
    let changed = Changed {
        verb: request.change.verb(),
        target: request.target,
        before: current.cloned(),
        after,
        reason: request.reason.expect("it has one"),
        reference: request.reference.expect("it has one"),
        last_day: None,
        undoes: None,
        not_in_directory: false,
    };
    let events = serde_json::to_string(&[What::Permission(changed)]).expect("plain data");
    Some(Said { program: rule, database: base.says(actor, &events) })
}

/// The rules that the database enforces itself.
const FIVE: [Rule; 5] = [
    Rule::EgenMottagning,
    Rule::UtsesRegionalt,
    Rule::InteSigSjalv,
    Rule::SistaAdministratoren,
    Rule::GranskareEjAdministrator,
];

/// What every sequence begins with: two administrators at the first clinic, one at the other, both open; nobody takes
/// the one away, not even themselves, and nobody reviews what they administer.
fn begun() -> Vec<Deed> {
    let deed = |whom, clinic, change| Deed {
        actor: 9,
        whom,
        clinic,
        role: Role::LokalAdministrator,
        change,
        length: None,
        days_later: 0,
    };
    let own_leave = Deed { actor: 1, ..deed(1, 1, 2) };
    let own_reviewer = Deed { role: Role::Granskare, ..deed(0, 0, 0) };
    vec![
        deed(0, 0, 0),
        deed(1, 0, 0),
        deed(1, 1, 0),
        deed(0, 0, 6),
        deed(0, 1, 6),
        deed(1, 1, 5),
        own_leave,
        own_reviewer,
    ]
}

/// How many times as much as usual is tried.
#[expect(clippy::disallowed_methods, reason = "a test asks how thorough to be")]
fn times() -> u32 {
    std::env::var("RIKTLINJE_FAULTS").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

#[test]
fn memory_file_and_database_agree_over_random_sequences() {
    let Some(cluster) = cluster() else { return };
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(8 * times()) };
    let numbers = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, numbers);
    let (mut tried, mut forbidden) = (0_u32, std::collections::BTreeMap::<String, u32>::new());
    let (counted, rules) = (std::cell::RefCell::new(&mut tried), std::cell::RefCell::new(&mut forbidden));
    let done = runner.run(&deeds(), |deeds| {
        let folder = TempDir::new().expect("a folder");
        let (mut one, mut other, mut base) = (memory(), sqlite(&folder), Base::new(cluster));
        bind_people(&mut one, |at| format!("uid:{}", at + 10));
        bind_people(&mut other, |at| format!("uid:{}", at + 10));
        let mut today = 0;
        for deed in begun().iter().chain(&deeds) {
            today += deed.days_later;
            base.at(today);
            **counted.borrow_mut() += 1;
            if let Some(Said { program, database }) = both_say(&mut base, deed, today) {
                // A limit of the day is the program's alone; what breaks no rule is refused as making no sense.
                match program.filter(|rule| *rule != Rule::Massandring) {
                    Some(rule) => {
                        prop_assert_eq!(&database, &Ok(Some(rule)), "{:?}", deed);
                        *rules.borrow_mut().entry(format!("{rule:?}")).or_default() += 1;
                    }
                    None if program.is_none() => prop_assert!(database.is_err(), "{:?}: {:?}", deed, database),
                    None => {}
                }
            }
            let in_memory = act(&mut one, deed, today);
            prop_assert_eq!(&in_memory, &act(&mut other, deed, today), "{:?}", deed);
            prop_assert_eq!(&in_memory, &act(&mut base, deed, today), "{:?}", deed);
        }
        prop_assert_eq!(state(&mut one), state(&mut other));
        prop_assert_eq!(state(&mut one), state(&mut base.region));
        prop_assert_eq!(one.clinics(), base.region.clinics());
        for ledger in [&mut one as &mut dyn Ledger, &mut other, &mut base.region] {
            prop_assert!(matches!(verify(ledger, None, true), Ok(Verdict::Whole(_))));
        }
        // The database writes byte for byte what the program would.
        let mut odd = None;
        let read = base.region.entries(0, &mut |entry| {
            let event = Event::from_bytes(&entry.body).expect("an event");
            odd = (event.to_bytes() != entry.body).then_some(entry.seq);
            odd.is_none()
        });
        prop_assert_eq!((read, odd), (Ok(()), None));
        // Nobody sees more than their own clinics and themselves.
        for (at, id) in PEOPLE.iter().enumerate() {
            let all = base.region.held(&Wanted::default()).expect("readable");
            let people = base.region.people().expect("readable");
            let me = people.iter().find(|(_, known)| *known == hsa(id)).expect("bound").0.clone();
            let now = stamp(today).now;
            let looks_after = |clinic: &crate::model::hsa_id::HsaId| {
                let sees = [Role::LokalAdministrator, Role::Behorighetsadministrator, Role::Granskare];
                all.iter().any(|held| {
                    held.target.person == me
                        && held.target.clinic == *clinic
                        && sees.contains(&held.target.role)
                        && held.facts.is_effective(now)
                })
            };
            let expected: Vec<_> = all
                .iter()
                .filter(|held| held.target.person == me || looks_after(&held.target.clinic))
                .cloned()
                .collect();
            prop_assert_eq!(base.people[at].held(&Wanted::default()).expect("readable"), expected);
        }
        Ok(())
    });
    done.unwrap_or_else(|failed| panic!("{failed}"));
    for rule in FIVE {
        assert!(forbidden.contains_key(&format!("{rule:?}")), "{rule:?} was not met: {forbidden:?}");
    }
    println!("{tried} deeds, of which the database itself refused {forbidden:?}");
}

#[test]
fn a_snapshot_a_clock_and_an_erased_person_are_the_same_in_a_database() {
    let Some(cluster) = cluster() else { return };
    let database = cluster.database_like(template(cluster));
    // Without accounts of their own, people can be taken out.
    let mut admin = cluster.admin(&database);
    admin.batch_execute("DELETE FROM riktlinje.account WHERE NOT regional").expect("whoever owns can");
    drop(admin);
    let mut base = Base {
        region: Postgres::open(&access(cluster, "maria", &database)).expect("a register"),
        people: Vec::new(),
        admin: cluster.admin(&database),
        bare: Vec::new(),
    };
    // The journal still says that they are bound; it is told so, which the check below needs.
    for login in LOGINS {
        let via = r#"{"command":"psql","version":"0"}"#;
        let text = format!(
            "SELECT riktlinje.write_down('{{\"actor.unbound\":{{\"account\":\"pg:{login}\"}}}}',
             '{{\"account\":\"pg:maria\",\"level\":\"A3\"}}', '{via}', riktlinje.take())"
        );
        base.admin.batch_execute(&format!("SET search_path = riktlinje; {text}")).expect("whoever owns can");
    }
    snapshot_clock_and_erasure(&mut base);
}
