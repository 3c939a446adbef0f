//! What a register survives: being killed at any moment, many writers at once, a disk that takes no more.
//!
//! `RIKTLINJE_FAULTS` is how many times as thorough to be than usual; SECURITY.md has the figures of a long run.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test runs the program and looks at its files")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// How many times as much as usual.
fn times() -> usize {
    std::env::var("RIKTLINJE_FAULTS").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
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
    let (mut killed, mut done, mut seed) = (0, 0, 88_172_645_463_325_252_u64);
    for round in 0..20 * times() {
        let mut child = riktlinje(folder.path(), &grant(round)).spawn().expect("it runs");
        // A plain generator of moments: the same in every run, spread over the life of the process.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        std::thread::sleep(Duration::from_micros(seed % 30_000));
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
