//! What a register survives: being killed at any moment, many writers at once, a disk that takes no more.
//!
//! `RIKTLINJE_FAULTS` is how many times as thorough to be than usual; SECURITY.md has the figures of a long run.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test runs the program and looks at its files")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use riktlinje::permission::ledger::Ledger as _;
use riktlinje::permission::verify::{Verdict, verify};
use riktlinje::store::Sqlite;
use rusqlite::{Connection, params};
use tempfile::TempDir;

/// How many times as much as usual.
fn times() -> usize {
    std::env::var("RIKTLINJE_FAULTS").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Plain pseudo-random numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn new() -> Self {
        Self(88_172_645_463_325_252)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

fn riktlinje(folder: &Path, args: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
    command.current_dir(folder).args(args.split(' ')).args(["--lang", "en"]).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs to the end: the exit code, and what was said.
fn run(folder: &Path, args: &str) -> (Option<i32>, String) {
    let output = riktlinje(folder, args).output().expect("it runs");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A register with an open clinic.
fn begun() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for args in [
        "register init --region Exempel --regional-admin SE2321000057-TESTREG",
        "permission grant --staff SE2321000057-TESTA --clinic SE2321000057-TEST1 --role la --reason anstalld --reference A --yes",
        "clinic open SE2321000057-TEST1 --reference A --yes",
    ] {
        let (code, told) = run(folder.path(), args);
        assert_eq!(code, Some(0), "{told}");
    }
    folder
}

fn grant(person: usize) -> String {
    format!(
        "permission grant --staff SE2321000057-TESTP{person} --clinic SE2321000057-TEST1 --role arendehanterare --reason anstalld --reference A --yes"
    )
}

/// The number of the event that was acknowledged: «Event #4 stands in the register.»
fn acknowledged(told: &str) -> Option<u64> {
    let (_, rest) = told.split_once("Done. Event #")?;
    rest.split(' ').next()?.parse().ok()
}

/// The entries of a register that is whole, permission by permission.
fn whole(folder: &Path) -> u64 {
    let (code, told) = run(folder, "register verify --deep");
    assert_eq!(code, Some(0), "{told}");
    let (_, rest) = told.split_once(": ").expect("it says how many");
    rest.split(' ').next().and_then(|count| count.parse().ok()).expect("a number")
}

#[test]
fn what_was_acknowledged_survives_a_kill_at_any_moment() {
    let folder = begun();
    let (mut killed, mut done, mut moments) = (0, 0, Numbers::new());
    for round in 0..20 * times() {
        let mut child = riktlinje(folder.path(), &grant(round)).spawn().expect("it runs");
        // Spread over the life of the process.
        std::thread::sleep(Duration::from_micros(moments.below(30_000)));
        child.kill().expect("it is ours");
        let output = child.wait_with_output().expect("it has ended");
        killed += usize::from(output.status.code().is_none());
        let entries = whole(folder.path());
        if let Some(number) = acknowledged(&String::from_utf8_lossy(&output.stderr)) {
            done += 1;
            assert!(number <= entries, "event #{number} was acknowledged and is gone");
        }
    }
    assert!(killed > 0, "somebody was killed in time: {killed} killed, {done} done");
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let folder = begun();
    let before = whole(folder.path());
    let each = 4 * times();
    let written: usize = std::thread::scope(|threads| {
        let writers: Vec<_> = (0..8)
            .map(|writer| {
                let folder = folder.path();
                threads.spawn(move || {
                    let change = |round| {
                        let (code, told) = run(folder, &grant(writer * 10_000 + round));
                        // Somebody else may be first; then nothing is written, and it is said.
                        assert!(matches!(code, Some(0 | 4 | 7)), "{code:?} {told}");
                        usize::from(acknowledged(&told).is_some())
                    };
                    (0..each).map(change).sum::<usize>()
                })
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().expect("it does not panic")).sum()
    });
    assert_eq!(whole(folder.path()), before + written as u64, "every acknowledged change is an entry, and no other");
    assert!(written * 10 >= each * 8 * 9, "nearly all get their turn: {written} of {}", each * 8);
}

#[test]
fn a_disk_that_takes_no_more_leaves_nothing_half_written() {
    let folder = begun();
    let size = std::fs::metadata(folder.path().join("register.sqlite")).expect("it is there").len() / 512;
    let (mut refused, mut person) = (0, 0);
    // The largest file that the process may write, in blocks of 512 bytes, from nothing to more than enough.
    for limit in (0..size + 24).step_by((8 / times().min(8)).max(1)) {
        let before = whole(folder.path());
        let limited = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
        person += 1;
        let output = Command::new("bash")
            .current_dir(folder.path())
            .args(["-c", &limited, env!("CARGO_BIN_EXE_riktlinje")])
            .args(grant(person).split(' '))
            .args(["--lang", "en"])
            .output()
            .expect("bash runs");
        let told = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => assert_eq!(whole(folder.path()), before + 1),
            Some(7) => {
                refused += 1;
                assert!(told.contains("Nothing was changed"), "{told}");
                assert_eq!(whole(folder.path()), before);
            }
            code => panic!("{code:?} at {limit}: {told}"),
        }
    }
    assert!(refused > 0, "some sizes are too small");
}

/// What somebody who owns the file does to it with other tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tampering {
    Byte,
    Hash,
    Deletion,
    Swap,
    Truncation,
    Repetition,
    Permission,
    Person,
    Account,
    Clinic,
    Directory,
    /// An older state in which everything agrees: the register as it was some entries ago.
    Rollback,
}

const TAMPERINGS: [Tampering; 12] = {
    use Tampering::*;
    [Byte, Hash, Deletion, Swap, Truncation, Repetition, Permission, Person, Account, Clinic, Directory, Rollback]
};

impl Tampering {
    /// Does it to a register of `size` entries; says in words what it did.
    fn apply(self, file: &Connection, size: u64, numbers: &mut Numbers) -> String {
        let seq = numbers.below(size) + 1;
        let other = (seq % size) + 1;
        let run = |sql: &str| {
            let changed = file.execute(sql, []).expect("whoever owns the file can");
            assert!(changed > 0, "nothing was changed by {sql}");
            sql.to_owned()
        };
        let body = |seq: u64| -> (Vec<u8>, Vec<u8>) {
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            file.query_row("SELECT body, hash FROM entry WHERE seq = ?1", [seq], row).expect("it is there")
        };
        match self {
            Self::Byte | Self::Hash => {
                let (mut body, mut hash) = body(seq);
                let bytes = if self == Self::Byte { &mut body } else { &mut hash };
                let at = usize::try_from(numbers.below(bytes.len() as u64)).expect("it is small");
                bytes[at] ^= 1 << numbers.below(8);
                file.execute("UPDATE entry SET body = ?1, hash = ?2 WHERE seq = ?3", params![body, hash, seq])
                    .expect("it can");
                format!("{self:?} {at} of {seq}")
            }
            Self::Deletion => run(&format!("DELETE FROM entry WHERE seq = {seq}")),
            Self::Swap => {
                let (one, two) = (body(seq), body(other));
                for (seq, (body, hash)) in [(seq, two), (other, one)] {
                    file.execute("UPDATE entry SET body = ?1, hash = ?2 WHERE seq = ?3", params![body, hash, seq])
                        .expect("it can");
                }
                format!("{seq} and {other} swapped")
            }
            Self::Truncation => run(&format!("DELETE FROM entry WHERE seq >= {seq}")),
            Self::Repetition => {
                run(&format!("INSERT INTO entry SELECT {size} + 1, body, hash FROM entry WHERE seq = {seq}"))
            }
            Self::Permission => run(match numbers.below(4) {
                0 => "UPDATE holding SET facts = replace(facts, '2026', '2027')",
                1 => "UPDATE holding SET role = 'behorighetsadministrator' WHERE role = 'arendehanterare'",
                2 => "DELETE FROM holding WHERE role = 'lokal_administrator'",
                _ => "UPDATE holding SET since = since + 1",
            }),
            Self::Person => run(match numbers.below(3) {
                0 => "UPDATE person SET hsa_id = 'SE2321000057-TESTEVIL' WHERE hsa_id LIKE '%TESTA'",
                1 => "DELETE FROM person WHERE hsa_id LIKE '%TESTP1'",
                _ => "UPDATE person SET ref = 'p_' || hsa_id WHERE hsa_id LIKE '%TESTP2'",
            }),
            Self::Account => run(match numbers.below(2) {
                0 => "UPDATE account SET account = 'uid:4711'",
                _ => "UPDATE account SET regional = 1 - regional",
            }),
            Self::Clinic => run("UPDATE clinic SET state = 'closed'"),
            Self::Directory => run(match numbers.below(2) {
                0 => "INSERT INTO snapshot_person VALUES ('SE2321000057-TESTEVIL')",
                _ => "UPDATE snapshot SET taken = '2020-01-01'",
            }),
            Self::Rollback => unreachable!("a whole older file takes the register's place"),
        }
    }
}

#[test]
fn whatever_is_tampered_with_is_found() {
    let folder = begun();
    std::fs::write(folder.path().join("staff.csv"), "HSA-id\nSE2321000057-TESTP1\nSE2321000057-TESTP2\n")
        .expect("written");
    let path = folder.path().join("register.sqlite");
    let older = folder.path().join("older.sqlite");
    let commands = (1..8).map(grant).map(|command| command + " --not-in-directory");
    for (at, args) in std::iter::once("register snapshot staff.csv --yes".to_owned()).chain(commands).enumerate() {
        if at == 4 {
            assert_eq!(run(folder.path(), "register backup older.sqlite").0, Some(0));
        }
        let (code, told) = run(folder.path(), &args);
        assert_eq!(code, Some(0), "{told}");
    }
    let kept = Sqlite::open_to_read(&path).and_then(|mut register| register.checkpoint()).expect("readable");
    let (copy, mut numbers) = (folder.path().join("copy.sqlite"), Numbers::new());
    let mut found: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for round in 0..TAMPERINGS.len() * 4 * times() {
        let tampering = TAMPERINGS[round % TAMPERINGS.len()];
        let judged =
            |against| Sqlite::open_to_read(&copy).and_then(|mut register| verify(&mut register, against, true));
        if tampering == Tampering::Rollback {
            std::fs::copy(&older, &copy).expect("copied");
            assert!(matches!(judged(None), Ok(Verdict::Whole(_))), "an older file alone looks right");
            assert!(matches!(judged(Some(kept.clone())), Ok(Verdict::Chain(_))), "against the checkpoint it does not");
        } else {
            std::fs::copy(&path, &copy).expect("copied");
            let file = Connection::open(&copy).expect("the shell opens it");
            let what = tampering.apply(&file, kept.size, &mut numbers);
            drop(file);
            let verdict = judged(None);
            assert!(!matches!(verdict, Ok(Verdict::Whole(_))), "{what}: {verdict:?}");
        }
        *found.entry(format!("{tampering:?}")).or_default() += 1;
    }
    println!("found: {found:?}");
}
