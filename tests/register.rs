//! A local administrator's month at the command line: new colleague, leave, return, leaver, and what is refused on the way.
//! Every person and clinic is invented.

#![expect(clippy::disallowed_methods, reason = "a test asks the file system about its own folder")]

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use riktlinje::cli::exit::Exit;
use riktlinje::cli::run;
use riktlinje::cli::world::{Stream, World};
use tempfile::TempDir;

/// What was written, kept while the world is in use.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics while writing").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that a person answers, one read after the other.
#[derive(Clone)]
struct Answers(Arc<Mutex<io::Cursor<Vec<u8>>>>);

impl Read for Answers {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics while reading").read(bytes)
    }
}

/// Somebody at a computer on a day.
struct Scene<'a> {
    folder: &'a Path,
    account: &'static str,
    day: &'static str,
    /// What they answer; `None` where nobody is there.
    answers: Option<&'static str>,
}

impl Scene<'_> {
    /// Runs a command, and gives what was said with the exit code.
    fn run(&self, command: &str) -> (Exit, String) {
        let written = Written::default();
        let stream = |is_terminal| Stream { out: Box::new(written.clone()), is_terminal };
        let answers = Answers(Arc::new(Mutex::new(io::Cursor::new(self.answers.unwrap_or("").into()))));
        let account = self.account;
        let mut world = World {
            now: format!("{}T08:15:00Z", self.day).parse().expect("an instant"),
            args: std::iter::once("riktlinje")
                .chain(command.split(' '))
                .map(|word| word.replace('_', " ").into())
                .collect(),
            env: BTreeMap::from([("NO_COLOR".into(), "1".into()), ("USER".into(), "root".into())]),
            cwd: self.folder.to_owned(),
            stdout: stream(false),
            stderr: stream(self.answers.is_some()),
            stdin: Box::new(move || Ok(Box::new(answers.clone()))),
            stdin_is_terminal: self.answers.is_some(),
            account: Box::new(move || Some(account.into())),
            width: 100,
            cores: 1,
        };
        let exit = run(&mut world);
        let text = String::from_utf8(written.0.lock().expect("nobody panics").clone()).expect("UTF-8");
        (exit, text)
    }

    /// The same as a piece of a transcript.
    fn shown(&self, command: &str) -> String {
        let (exit, text) = self.run(command);
        let code = if exit == Exit::Done { String::new() } else { format!("[{}]\n", exit.code()) };
        format!("{} {} $ riktlinje {command}\n{text}{code}\n", self.day, self.account)
    }
}

const REGION: &str = "uid:100";
const ANNA: &str = "uid:200";

/// A register with two administrators at a clinic, of whom Anna has an account.
fn begun(folder: &Path) {
    let scene = Scene { folder, account: REGION, day: "2026-11-02", answers: None };
    for command in [
        "register init --region Region_Exempel --regional-admin SE2321000057-TESTREG",
        "permission grant --staff SE2321000057-TESTANNA --clinic SE2321000057-TEST1 --role lokal_administrator --reason anstalld --reference VC-14 --yes",
        "permission grant --staff SE2321000057-TESTBO --clinic SE2321000057-TEST1 --role la --reason anstalld --reference VC-14 --yes",
        "clinic open SE2321000057-TEST1 --reference VC-14 --yes",
        "actor bind --account uid:200 --staff SE2321000057-TESTANNA --yes",
    ] {
        // Roles are words with an underscore; only the region's name has a blank.
        let command = command.replace("lokal_administrator", "la");
        let (exit, text) = scene.run(&command);
        assert_eq!(exit, Exit::Done, "{command}\n{text}");
    }
}

#[test]
fn a_local_administrators_month() {
    let folder = TempDir::new().expect("a folder");
    begun(folder.path());
    let anna = |day, answers| Scene { folder: folder.path(), account: ANNA, day, answers };
    let mut told = String::new();
    // A new colleague: asked for piece by piece.
    told += &anna("2026-11-03", Some("SE2321000057-TESTCIA\n2\n1\nARE-20931\nj\n")).shown("behörighet tilldela");
    // Leave, and a change of mind at the question.
    let leave = "behörighet pausa --staff SE2321000057-TESTCIA --everywhere --from 2026-11-10 --until 2026-11-20 --reason ledighet --reference ARE-20940";
    told += &anna("2026-11-04", Some("n\n")).shown(leave);
    told += &anna("2026-11-04", Some("ja\n")).shown(leave);
    told +=
        &anna("2026-11-12", None).shown("behörighet förklara --staff SE2321000057-TESTCIA --clinic SE2321000057-TEST1");
    // The day after, nothing has resumed by itself.
    told += &anna("2026-11-21", None).shown("behörighet lista --staff SE2321000057-TESTCIA");
    told += &anna("2026-11-23", None).shown(
        "behörighet återuppta --staff SE2321000057-TESTCIA --everywhere --reason åter --reference ARE-20951 --yes",
    );
    // A leaver.
    told += &anna("2026-11-24", None)
        .shown("behörighet slutar --staff SE2321000057-TESTCIA --last-day 2026-11-30 --reference ARE-20960 --yes");
    told += &anna("2026-12-01", None).shown("behörighet historik --staff SE2321000057-TESTCIA");
    told += &anna("2026-12-01", None).shown("register verify --deep");
    insta::assert_snapshot!(told);
}

#[test]
fn what_must_not_happen_is_refused_with_a_way_out() {
    let folder = TempDir::new().expect("a folder");
    begun(folder.path());
    let scene = |account| Scene { folder: folder.path(), account, day: "2026-11-20", answers: None };
    let mut told = String::new();
    for (account, command) in [
        (
            ANNA,
            "permission grant --staff SE2321000057-TESTANNA --clinic SE2321000057-TEST1 --role arendehanterare --reason anstalld --reference A1 --yes",
        ),
        (
            ANNA,
            "permission grant --staff SE2321000057-TESTCIA --clinic SE2321000057-TEST2 --role arendehanterare --reason anstalld --reference A1 --yes",
        ),
        (
            ANNA,
            "permission revoke --staff SE2321000057-TESTBO --clinic SE2321000057-TEST1 --reason slutat --reference A1 --yes",
        ),
        (
            ANNA,
            "permission pause --staff SE2321000057-TESTBO --clinic SE2321000057-TEST1 --reason ledighet --reference A1",
        ),
        (
            ANNA,
            "permission pause --staff SE2321000057-TESTBO --clinic SE2321000057-TEST1 --reason ledighet --reference A1 --yes",
        ),
        (
            ANNA,
            "permission pause --staff SE2321000057-TESTANNA --clinic SE2321000057-TEST1 --reason ledighet --reference A1 --yes",
        ),
        (
            ANNA,
            "permission grant --staff SE2321000057-TESTCIA --clinic SE2321000057-TEST1 --role granskare --reason anstalld --reference 811218-9876 --yes",
        ),
        (ANNA, "permission grant --staff SE2321000057-TESTCIA"),
        (ANNA, "permission undo 99 --reference A1 --yes"),
        ("uid:300", "permission list"),
        ("uid:300", "permission revoke --staff SE2321000057-TESTBO --everywhere --reason slutat --reference A1 --yes"),
    ] {
        told += &scene(account).shown(command).replace("arendehanterare", "äh");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_register_shows_what_was_and_what_was_changed_behind_its_back() {
    let folder = TempDir::new().expect("a folder");
    begun(folder.path());
    let scene = Scene { folder: folder.path(), account: REGION, day: "2026-11-20", answers: None };
    let (_, checkpoint) = scene.run("register checkpoint --quiet");
    std::fs::write(folder.path().join("kept.txt"), &checkpoint).expect("written");
    assert_eq!(
        scene.run("permission revoke --staff SE2321000057-TESTBO --everywhere --reason slutat --reference A1 --yes").0,
        Exit::Done
    );
    let (exit, before) = scene.run("permission list --as-of #4 --format csv --lang en");
    assert_eq!(exit, Exit::Done);
    assert!(before.contains("SE2321000057-TESTBO;local administrator;active"), "{before}");
    let (_, now) = scene.run("permission list --format csv --lang en");
    assert!(now.contains("SE2321000057-TESTBO;local administrator;revoked"), "{now}");
    assert_eq!(scene.run("register verify --against kept.txt").0, Exit::Done);
    assert_eq!(scene.run("register backup copy.sqlite").0, Exit::Done);
    assert_eq!(scene.run("register backup copy.sqlite").0, Exit::Unavailable, "nothing is overwritten");
    assert_eq!(scene.run("register verify --deep --register copy.sqlite").0, Exit::Done);
    let path = folder.path().join("register.sqlite");
    let sql = "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'VC-14', 'VC-15') AS BLOB) WHERE seq = 3";
    rusqlite::Connection::open(&path).and_then(|file| file.execute_batch(sql)).expect("whoever owns the file can");
    assert_eq!(scene.run("register verify").0, Exit::Integrity);
    // An older copy in its place.
    std::fs::write(folder.path().join("late.txt"), scene.run("register checkpoint --quiet --register copy.sqlite").1)
        .expect("written");
    assert_eq!(scene.run("permission undo 7 --reference A1 --yes --register copy.sqlite").0, Exit::Done);
    let (_, later) = scene.run("register checkpoint --quiet --register copy.sqlite");
    assert_ne!(later, checkpoint);
    std::fs::write(folder.path().join("newest.txt"), later).expect("written");
    std::fs::remove_file(&path).expect("it is there");
    assert_eq!(scene.run("register verify --against newest.txt").0, Exit::Unusable, "a register that is gone is told");
}
