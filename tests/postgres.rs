//! A register in PostgreSQL, on a real server: the way there, what the database itself refuses, moving a register, what
//! breaks on the way, and a region's quarter on both stores. Every person and clinic is invented.
//!
//! Without PostgreSQL on the computer the tests say so and try nothing; `.ci/run` installs it.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test starts servers and looks at files of its own")]

#[path = "postgres/bare.rs"]
mod bare;
#[path = "cluster/mod.rs"]
mod cluster;
#[path = "postgres/faults.rs"]
mod faults;
#[path = "cluster/more.rs"]
mod more;
#[path = "postgres/moved.rs"]
mod moved;
#[path = "postgres/quarter.rs"]
mod quarter;
mod scene;
#[path = "postgres/way.rs"]
mod way;

use std::path::Path;

use cluster::Cluster;
use riktlinje::cli::exit::Exit;
use scene::Scene;

/// Runs a command as a login, with the register in a database: the exit code, and what was said.
fn run(folder: &Path, login: &'static str, day: &'static str, command: &str) -> (Exit, String) {
    Scene { folder, account: login, day, answers: None }.run(command)
}

/// Runs commands that succeed.
fn done(folder: &Path, login: &'static str, commands: &[&str]) {
    for command in commands {
        let (exit, told) = run(folder, login, "2026-11-20", command);
        assert_eq!(exit, Exit::Done, "{command}\n{told}");
    }
}

/// Roles belong to the whole server, so that two registers cannot begin, or bind the same login, at the same moment.
fn alone() -> std::sync::MutexGuard<'static, ()> {
    static BEGINS: std::sync::Mutex<()> = std::sync::Mutex::new(());
    BEGINS.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A folder whose project has its register in a new database, where `maria` acts for the region, Anna and Bo administer the
/// first clinic, and Bo the other one.
fn begun(cluster: &Cluster) -> (tempfile::TempDir, String) {
    let folder = tempfile::TempDir::new().expect("a folder");
    let database = cluster.database();
    let address = cluster.address("", &database).replace("//@", "//");
    std::fs::write(
        folder.path().join("riktlinje.yaml"),
        format!("format: riktlinje/project/v1\npolicy: rjl-1177\nregister: {address}\n"),
    )
    .expect("the folder can be written");
    let alone = alone();
    done(
        folder.path(),
        "pg:postgres",
        &["register init --region Region_Exempel --regional-admin SE2321000057-TESTREG --account pg:maria"],
    );
    drop(alone);
    cluster.stop_clock(&database);
    let mut admin = cluster.admin(&database);
    admin.batch_execute("UPDATE riktlinje.register SET last = NULL").expect("whoever owns can");
    cluster::set_clock(&mut admin, "2026-11-20T08:15:00Z");
    done(
        folder.path(),
        "pg:maria",
        &[
            "permission grant --staff SE2321000057-TESTANNA --clinic SE2321000057-TEST1 --role la --reason anstalld --reference VC-1 --yes",
            "permission grant --staff SE2321000057-TESTBO --clinic SE2321000057-TEST1 --role la --reason anstalld --reference VC-1 --yes",
            "permission grant --staff SE2321000057-TESTBO --clinic SE2321000057-TEST2 --role la --reason anstalld --reference VC-1 --yes",
            "clinic open SE2321000057-TEST1 --reference VC-1 --yes",
            "clinic open SE2321000057-TEST2 --reference VC-1 --yes",
            "permission grant --staff SE2321000057-TESTEVA --clinic SE2321000057-TEST2 --role arendemottagare --reason anstalld --reference VC-1 --yes",
        ],
    );
    // A login that is bound becomes a member of such a role.
    let _alone = crate::alone();
    done(
        folder.path(),
        "pg:maria",
        &[
            "actor bind --account pg:anna --staff SE2321000057-TESTANNA --yes",
            "actor bind --account pg:bo --staff SE2321000057-TESTBO --yes",
        ],
    );
    (folder, database)
}

/// How many times as thorough to be than usual.
fn times() -> usize {
    std::env::var("RIKTLINJE_FAULTS").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}
