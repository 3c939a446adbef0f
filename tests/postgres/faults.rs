//! What a register in a database survives: many at once, a server that is killed, a connection that breaks at any message.
//! `RIKTLINJE_FAULTS` makes the run longer; SECURITY.md has its figures.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use riktlinje::model::hsa_id::HsaId;
use riktlinje::model::permission::Role;
use riktlinje::permission::decide::{Ask, Refused, decide};
use riktlinje::permission::event::{By, Event, Level, Via, What};
use riktlinje::permission::holding::{Moment, Target};
use riktlinje::permission::ledger::{Ledger, LedgerError, Stamp, Touch, Wanted};
use riktlinje::permission::request::{Change, Consent, Origin, Reason, Reference, Request};
use riktlinje::permission::verify::{Verdict, verify};
use riktlinje::store::{Access, Address, Keys, Postgres};

use crate::cluster::{Cluster, cluster};
use crate::{begun, done, run, times};

/// Plain pseudo-random numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

fn hsa(text: &str) -> HsaId {
    HsaId::parse(text).expect("an HSA-id")
}

fn access(cluster: &Cluster, login: &str, database: &str) -> Access {
    let address = Address::parse(&cluster.address(login, database)).expect("an address");
    Access::new(&address, &Keys::default(), Path::new("/")).expect("it is near")
}

/// Changes a handler's permission at the first clinic, whatever it is; the numbers of the events.
fn change(register: &mut Postgres, who: &str, kind: u64) -> Result<Vec<u64>, LedgerError> {
    let login = register.login().expect("the database knows");
    let actor = register.actor(&login.account)?.expect("bound");
    let by = By { account: login.account, level: Level::Login, person: Some(actor.person.clone()) };
    let via = Via { command: "test".into(), version: "0".into(), plan: None };
    let stamp = Stamp { by, via, now: login.now, accepts_clock: false };
    let (clinic, who) = (hsa("SE2321000057-TEST1"), hsa(who));
    let touch = Touch { clinics: [clinic.clone()].into(), people: [who.clone()].into() };
    let Moment { day, .. } = stamp.now;
    let change = match kind {
        0 | 1 => Change::Grant { from: day, until: None },
        2 => Change::Pause { from: day, until: None },
        3 => Change::Resume,
        4 => Change::Extend { until: Some(day + chrono::Days::new(30)) },
        _ => Change::Revoke,
    };
    register.write(&touch, &stamp, &mut |scope| {
        let request = Request {
            target: Target { clinic: clinic.clone(), person: scope.refs[&who].clone(), role: Role::Arendehanterare },
            change: change.clone(),
            reason: Some(Reason::Anstalld),
            reference: Some(Reference::parse("A1").expect("a reference")),
            last_day: None,
            origin: Origin::Person,
        };
        let ask = Ask { actor: &actor, consent: Consent::default(), now: stamp.now };
        match decide(&[request], &ask, scope) {
            Ok(steps) => steps.into_iter().filter_map(|step| step.change).map(What::Permission).collect(),
            Err(refused) => refused.iter().filter_map(Refused::event).collect(),
        }
    })
}

#[test]
fn sixteen_connections_at_once_lose_nothing() {
    let Some(cluster) = cluster() else { return };
    let (folder, database) = begun(cluster);
    done(folder.path(), "pg:maria", &["register settings --mass-least 1000000 --yes"]);
    let mut register = Postgres::open(&access(cluster, "maria", &database)).expect("a register");
    let before = register.checkpoint().expect("readable").size;
    let rounds = if times() > 1 { 100 } else { 12 };
    let numbers: Vec<u64> = std::thread::scope(|threads| {
        let writers: Vec<_> = (0..16)
            .map(|writer| {
                let (access, mut random) =
                    (access(cluster, ["maria", "anna", "bo"][writer % 3], &database), Numbers(4711 + writer as u64));
                threads.spawn(move || {
                    let mut register = Postgres::open(&access).expect("a register");
                    let mut written = Vec::new();
                    for _ in 0..rounds {
                        let who = format!("SE2321000057-TESTP{}", random.below(8));
                        let kind = random.below(6);
                        written.extend(loop {
                            match change(&mut register, &who, kind) {
                                // The head was not free for a long time.
                                Err(LedgerError::Unavailable(why)) if why.key == "store-busy" => {}
                                done => break done.expect("written"),
                            }
                        });
                    }
                    written
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().expect("it does not panic")).collect()
    });
    let distinct: BTreeSet<u64> = numbers.iter().copied().collect();
    assert_eq!(distinct.len(), numbers.len(), "no number is given twice");
    let end = register.checkpoint().expect("readable").size;
    assert_eq!(
        distinct.into_iter().collect::<Vec<_>>(),
        (before + 1..=end).collect::<Vec<_>>(),
        "no gap, nothing lost"
    );
    assert!(matches!(verify(&mut register, None, true), Ok(Verdict::Whole(_))), "the state is what a replay gives");
    let mut changes = std::collections::BTreeMap::<Target, u32>::new();
    register
        .entries(0, &mut |entry| {
            if let Ok(Event { what: What::Permission(change), .. }) = Event::from_bytes(&entry.body) {
                *changes.entry(change.target).or_default() += 1;
            }
            true
        })
        .expect("readable");
    for held in register.held(&Wanted::default()).expect("readable") {
        assert_eq!(held.facts.revision, changes[&held.target], "no update is lost");
    }
    println!("16 connections x {rounds} changes: {} events, no gap, no lost update", numbers.len());
}

#[test]
fn what_was_acknowledged_survives_a_server_that_is_killed() {
    let Some(mut server) = Cluster::begin("on") else { return };
    let (folder, database) = begun(&server);
    let rounds = if times() > 1 { 20 } else { 2 };
    let mut acknowledged: Vec<(u64, String)> = Vec::new();
    let mut moments = Numbers(88_172_645_463_325_252);
    for round in 0..rounds {
        let stop = AtomicBool::new(false);
        let to_kill = std::time::Duration::from_millis(300 + moments.below(1000));
        let access = access(&server, "maria", &database);
        let (stop, access) = (&stop, &access);
        let told: Vec<(u64, String)> = std::thread::scope(|threads| {
            let writers: Vec<_> = (0..4)
                .map(|writer| {
                    threads.spawn(move || {
                        let mut told = Vec::new();
                        let Ok(mut register) = Postgres::open(access) else { return told };
                        for count in 0.. {
                            let who = format!("SE2321000057-TESTR{round}W{writer}N{count}");
                            match change(&mut register, &who, 0) {
                                Ok(numbers) => told.extend(numbers.into_iter().map(|number| (number, who.clone()))),
                                Err(_) => break,
                            }
                            if stop.load(Ordering::Relaxed) {
                                break;
                            }
                        }
                        told
                    })
                })
                .collect();
            std::thread::sleep(to_kill);
            server.kill();
            stop.store(true, Ordering::Relaxed);
            writers.into_iter().flat_map(|writer| writer.join().expect("it does not panic")).collect()
        });
        assert!(!told.is_empty(), "something was acknowledged before the kill");
        acknowledged.extend(told);
        server.start();
        let mut register = Postgres::open_to_read(access).expect("it is there again");
        assert!(matches!(verify(&mut register, None, true), Ok(Verdict::Whole(_))));
        let people: std::collections::BTreeMap<_, _> = register.people().expect("readable").into_iter().collect();
        let mut stands = std::collections::BTreeMap::new();
        register
            .entries(0, &mut |entry| {
                if let Ok(Event { what: What::Permission(change), .. }) = Event::from_bytes(&entry.body) {
                    stands.insert(entry.seq, people[&change.target.person].to_string());
                }
                true
            })
            .expect("readable");
        let lost: Vec<_> = acknowledged.iter().filter(|(number, who)| stands.get(number) != Some(who)).collect();
        assert!(lost.is_empty(), "acknowledged and gone: {lost:?}");
    }
    drop(folder);
    println!("{rounds} kills of the server: {} events acknowledged, lost: 0", acknowledged.len());
}

/// Stands between the program and the server, and breaks the connection before a message of either is handed on.
struct Between {
    folder: PathBuf,
    /// Messages that are handed on before it breaks.
    left: Arc<AtomicUsize>,
    /// Whether somebody who comes back is let through.
    lets_back: Arc<AtomicBool>,
    /// Whether it has broken.
    broken: Arc<AtomicBool>,
}

impl Between {
    fn new(folder: &Path, server: PathBuf) -> Self {
        let folder = folder.to_owned();
        let listener = UnixListener::bind(folder.join(".s.PGSQL.5432")).expect("a socket");
        let (left, lets_back) = (Arc::new(AtomicUsize::new(usize::MAX)), Arc::new(AtomicBool::new(true)));
        let broken = Arc::new(AtomicBool::new(false));
        let between = Self { folder, left: left.clone(), lets_back: lets_back.clone(), broken: broken.clone() };
        std::thread::spawn(move || {
            for program in listener.incoming() {
                let Ok(program) = program else { return };
                if broken.load(Ordering::SeqCst) {
                    if !lets_back.load(Ordering::SeqCst) {
                        continue;
                    }
                    left.store(usize::MAX, Ordering::SeqCst);
                }
                let server = UnixStream::connect(&server).expect("the server runs");
                for (from, to, begins) in [(&program, &server, true), (&server, &program, false)] {
                    let (mut from, mut to) = (from.try_clone().expect("a socket"), to.try_clone().expect("a socket"));
                    let (left, broken) = (left.clone(), broken.clone());
                    std::thread::spawn(move || {
                        let mut first = begins;
                        while let Some(message) = message(&mut from, std::mem::take(&mut first)) {
                            let goes_on = left
                                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
                                .is_ok_and(|before| before > 1);
                            broken.fetch_or(!goes_on, Ordering::SeqCst);
                            if !goes_on || to.write_all(&message).is_err() {
                                break;
                            }
                        }
                        let _ended = (from.shutdown(std::net::Shutdown::Both), to.shutdown(std::net::Shutdown::Both));
                    });
                }
            }
        });
        between
    }

    fn address(&self, login: &str, database: &str) -> String {
        format!("postgres://{login}@{}/{database}", self.folder.display().to_string().replace('/', "%2F"))
    }
}

/// The next message of PostgreSQL's protocol; the first one has no kind.
fn message(from: &mut UnixStream, is_first: bool) -> Option<Vec<u8>> {
    let mut head = vec![0; if is_first { 4 } else { 5 }];
    from.read_exact(&mut head).ok()?;
    let length: [u8; 4] = head[head.len() - 4..].try_into().expect("four bytes");
    let mut rest = vec![0; u32::from_be_bytes(length) as usize - 4];
    from.read_exact(&mut rest).ok()?;
    head.extend(rest);
    Some(head)
}

#[test]
fn a_connection_that_breaks_at_any_message_leaves_nothing_unknown() {
    let Some(cluster) = cluster() else { return };
    let (folder, database) = begun(cluster);
    let at = folder.path();
    let socket = tempfile::TempDir::new().expect("a folder");
    let between = Between::new(socket.path(), cluster.socket());
    let address = between.address("maria", &database);
    let mut counts = std::collections::BTreeMap::<&str, u32>::new();
    for lets_back in [true, false] {
        for messages in 1.. {
            let who = format!("SE2321000057-TESTM{messages}{}", if lets_back { "B" } else { "N" });
            let grant = format!(
                "permission grant --staff {who} --clinic SE2321000057-TEST1 --role arendehanterare --reason anstalld --reference A1 --yes --lang en"
            );
            between.left.store(messages, Ordering::SeqCst);
            between.broken.store(false, Ordering::SeqCst);
            between.lets_back.store(lets_back, Ordering::SeqCst);
            let (exit, told) = run(at, "pg:maria", "2026-11-20", &format!("{grant} --register {address}"));
            let was_cut = between.broken.load(Ordering::SeqCst);
            // The server may still be about to learn that nobody is there.
            let again = run(at, "pg:maria", "2026-11-20", &grant);
            assert_eq!(again.0.code(), 0, "{messages}: {}", again.1);
            let stood = again.1.contains("It is so already");
            let outcome = match (exit.code(), stood) {
                (0, true) => "done",
                (7, false) => {
                    assert!(
                        told.contains("Nothing was changed") || told.contains("if it was made it says so"),
                        "{told}"
                    );
                    "nothing changed"
                }
                (7, true) => {
                    assert!(told.contains("if it was made it says so"), "{messages}: {told}");
                    "done, and the next run says so"
                }
                other => panic!("{other:?} at message {messages}: {told}"),
            };
            *counts.entry(outcome).or_default() += 1;
            if exit.code() == 0 && !was_cut {
                break;
            }
            assert!(messages < 500, "it ends at last");
        }
    }
    let (exit, told) = run(at, "pg:maria", "2026-11-20", "register verify --deep");
    assert_eq!(exit.code(), 0, "{told}");
    assert!(counts["nothing changed"] > 20 && counts["done, and the next run says so"] > 0, "{counts:?}");
    println!("a connection cut at every message: {counts:?}");
}

/// How long things take as whole processes; `RIKTLINJE_BINARY` names a release build to measure.
#[test]
fn a_grant_and_a_reconcile_as_whole_processes() {
    let Some(cluster) = cluster() else { return };
    let binary = std::env::var("RIKTLINJE_BINARY").unwrap_or_else(|_| env!("CARGO_BIN_EXE_riktlinje").to_owned());
    let (folder, _) = begun(cluster);
    let at = folder.path();
    let timed = |login: &str, args: &str| {
        let mut command = Command::new(&binary);
        command.current_dir(at).args(args.split(' ')).args(["--lang", "en"]).env("PGUSER", login);
        let began = Instant::now();
        let output = command.output().expect("it runs");
        let took = began.elapsed();
        assert!(output.status.success(), "{args}\n{}", String::from_utf8_lossy(&output.stderr));
        took.as_secs_f64() * 1000.0
    };
    let grants = |login: &str, clinic: &str, more: &str| {
        let grant = |person: u32| {
            format!(
                "permission grant --staff SE2321000057-TESTT{person} --clinic SE2321000057-{clinic} --role arendehanterare --reason anstalld --reference A1 --yes{more}"
            )
        };
        let mut took: Vec<f64> = (0..20).map(|person| timed(login, &grant(person))).collect();
        took.sort_by(f64::total_cmp);
        format!("median {:.1} ms, {:.1}–{:.1}", took[10], took[0], took[19])
    };
    println!("a grant over a local socket, whole process: {}", grants("anna", "TEST1", ""));
    if times() == 1 {
        return;
    }
    // A region of its own: 20,000 permissions, 30,000 staff.
    let database_of_all = cluster.database();
    let address = cluster.address("", &database_of_all).replace("//@", "//");
    let (mut tool, mut staff, mut clinics) = (
        String::from("HSA-id mottagning;HSA-id person;Roll;Status;Giltig till\n"),
        String::from("HSA-id person;Anställd till;Arbetsplats\n"),
        String::from("HSA-id;Mottagning\n"),
    );
    for clinic in 0..500 {
        clinics.extend([format!("SE2321000057-TESTC{clinic};Mottagning {clinic}\n")]);
        for person in 0..40 {
            let role = if person < 2 { "Lokal administratör" } else { "Ärendehanterare" };
            let staff = clinic * 40 + person;
            tool.extend([format!("SE2321000057-TESTC{clinic};SE2321000057-TESTS{staff};{role};Aktiv;\n")]);
        }
    }
    for person in 0..30_000 {
        let until = if person % 500 == 7 { "2026-11-01" } else { "" };
        staff.extend([format!("SE2321000057-TESTS{person};{until};\n")]);
    }
    for (name, text) in [("tool.csv", &tool), ("staff.csv", &staff), ("clinics.csv", &clinics)] {
        std::fs::write(at.join(name), text).expect("written");
    }
    let register = format!("--register {address}");
    let alone = crate::alone();
    timed(
        "postgres",
        &format!("register init --region Exempel --regional-admin SE2321000057-TESTREG --account pg:maria {register}"),
    );
    drop(alone);
    let began = Instant::now();
    timed(
        "maria",
        &format!("register takeover --permissions tool.csv --clinics clinics.csv --reference D1 --yes {register}"),
    );
    println!("takeover of 20,000 permissions: {:.1} s", began.elapsed().as_secs_f64());
    timed("maria", &format!("actor bind --account pg:anna --staff SE2321000057-TESTS0 --yes {register}"));
    println!("a grant among them: {}", grants("anna", "TESTC0", &format!(" {register}")));
    let today = chrono::Utc::now().date_naive();
    let reconcile = format!("reconcile --tool tool.csv --staff staff.csv --taken {today} --format json {register}");
    println!("reconcile, recorded: {:.2} s", timed("maria", &reconcile) / 1000.0);
    println!("reconcile again: {:.2} s", timed("maria", &reconcile) / 1000.0);
    println!("register verify --deep: {:.2} s", timed("maria", &format!("register verify --deep {register}")) / 1000.0);
}
