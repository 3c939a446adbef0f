//! A register's beginning in a database, and moving one there from a file.

use crate::cluster::{cluster, set_clock};
use crate::{alone, begun, done, run};

/// A register in a file, with some history.
fn in_a_file(folder: &std::path::Path) {
    done(
        folder,
        "uid:100",
        &[
            "register init --region Region_Exempel --regional-admin SE2321000057-TESTREG",
            "permission grant --staff SE2321000057-TESTANNA --clinic SE2321000057-TEST1 --role la --reason anstalld --reference VC-1 --yes",
            "permission grant --staff SE2321000057-TESTBO --clinic SE2321000057-TEST1 --role la --reason anstalld --reference VC-1 --yes",
            "clinic open SE2321000057-TEST1 --reference VC-1 --yes",
            "permission grant --staff SE2321000057-TESTCIA --clinic SE2321000057-TEST1 --role arendehanterare --reason anstalld --reference Ärende_7 --until 2027-01-31 --yes",
            "permission pause --staff SE2321000057-TESTCIA --everywhere --from 2026-12-01 --until 2026-12-20 --reason ledighet --reference A2 --yes",
            "permission grant --staff SE2321000057-TESTDAN --clinic SE2321000057-TEST1 --role granskare --reason anstalld --reference A3 --yes",
            "permission revoke --staff SE2321000057-TESTDAN --clinic SE2321000057-TEST1 --reason slutat --reference A4 --yes",
            "actor bind --account uid:200 --staff SE2321000057-TESTDAN --yes",
            "actor unbind --account uid:200 --yes",
            "register erase-person SE2321000057-TESTDAN --yes",
        ],
    );
    std::fs::write(folder.join("staff.csv"), "HSA-id\nSE2321000057-TESTANNA\nSE2321000057-TESTCIA\n").expect("written");
    done(
        folder,
        "uid:100",
        &["register snapshot staff.csv --yes", "review open --until 2026-12-15 --reference DNR-1 --yes"],
    );
    let denied = "permission revoke --staff SE2321000057-TESTREG --clinic SE2321000057-TEST1 --role la --reason slutat --reference A --yes";
    assert_ne!(run(folder, "uid:100", "2026-11-20", denied).0.code(), 0);
}

#[test]
fn a_register_moves_into_a_database_with_its_chain_as_it_is() {
    let Some(cluster) = cluster() else { return };
    let folder = tempfile::TempDir::new().expect("a folder");
    let at = folder.path();
    in_a_file(at);
    let kept = run(at, "uid:100", "2026-11-20", "register checkpoint --quiet").1;
    std::fs::write(at.join("kept.txt"), &kept).expect("written");
    let export = run(at, "uid:100", "2026-11-20", "journal export").1;
    let list = run(at, "uid:100", "2026-11-20", "permission list --format csv").1;
    let database = cluster.database();
    let address = cluster.address("postgres", &database);
    let copy = format!(
        "register copy register.sqlite {address} --regional-admin SE2321000057-TESTREG --account pg:maria --lang en"
    );
    let (exit, told) = {
        let _alone = alone();
        run(at, "uid:100", "2026-11-20", &copy)
    };
    assert_eq!(exit.code(), 0, "{told}");
    cluster.stop_clock(&database);
    let mut admin = cluster.admin(&database);
    admin.batch_execute("UPDATE riktlinje.register SET last = NULL").expect("whoever owns can");
    set_clock(&mut admin, "2026-11-20T08:15:00Z");
    let head = kept.lines().nth(3).expect("a checkpoint has a head");
    assert!(told.contains(head), "the same end: {told}");
    let of_maria = cluster.address("maria", &database);
    let there = |command: &str| run(at, "pg:maria", "2026-11-20", &format!("{command} --register {of_maria}"));
    for command in ["register verify --deep", "register verify --deep --against kept.txt"] {
        let (exit, told) = there(command);
        assert_eq!(exit.code(), 0, "{told}");
    }
    let moved = there("journal export").1;
    assert!(moved.starts_with(&export), "every entry byte by byte");
    assert_eq!(moved.lines().count(), export.lines().count() + 1, "and one more: whose login Maria's is");
    assert_eq!(there("permission list --format csv").1, list);
    let (exit, told) = there(
        "permission grant --staff SE2321000057-TESTEVA --clinic SE2321000057-TEST1 --role arendehanterare --reason anstalld --reference A9 --not-in-directory --yes",
    );
    assert_eq!(exit.code(), 0, "and it goes on: {told}");
    let (exit, told) = run(at, "uid:100", "2026-11-20", &copy);
    assert_eq!((exit.code(), told.contains("has a register already")), (7, true), "{told}");
    let (exit, told) =
        run(at, "uid:100", "2026-11-20", "register copy register.sqlite other.sqlite --regional-admin X");
    assert_eq!(exit.code(), 2, "{told}");
}

#[test]
fn a_damaged_register_is_not_moved() {
    let Some(cluster) = cluster() else { return };
    let folder = tempfile::TempDir::new().expect("a folder");
    let at = folder.path();
    in_a_file(at);
    rusqlite::Connection::open(at.join("register.sqlite"))
        .and_then(|file| file.execute("UPDATE holding SET facts = replace(facts, '2027', '2028')", []))
        .expect("whoever owns the file can");
    let database = cluster.database();
    let address = cluster.address("postgres", &database);
    let copy =
        format!("register copy register.sqlite {address} --regional-admin SE2321000057-TESTREG --account pg:maria");
    let (exit, told) = run(at, "uid:100", "2026-11-20", &copy);
    assert_eq!(exit.code(), 6, "{told}");
    let made = "SELECT count(*) FROM pg_namespace WHERE nspname = 'riktlinje'";
    assert_eq!(cluster.admin(&database).query_one(made, &[]).expect("it answers").get::<_, i64>(0), 0);
}

#[test]
fn a_register_begins_once_by_somebody_who_may_make_roles_and_is_nobody_afterwards() {
    let Some(cluster) = cluster() else { return };
    let folder = tempfile::TempDir::new().expect("a folder");
    let at = folder.path();
    let database = cluster.database();
    let init = |login: &str, account: &str| {
        let address = cluster.address(login, &database);
        let command = format!(
            "register init --region Region_Exempel --regional-admin SE2321000057-TESTREG --account {account} --register {address} --lang en"
        );
        run(at, "uid:100", "2026-11-20", &command)
    };
    let (exit, told) = init("anna", "pg:maria");
    assert_eq!((exit.code(), told.contains("may not do this")), (7, true), "{told}");
    let (exit, told) = init("dba", "pg:ingen");
    assert_eq!((exit.code(), told.contains("CREATE ROLE")), (7, true), "{told}");
    let (exit, told) = run(
        at,
        "pg:maria",
        "2026-11-20",
        &format!("whoami --register {} --lang en", cluster.address("maria", &database)),
    );
    assert_eq!((exit.code(), told.contains("register init")), (7, true), "{told}");
    let _alone = alone();
    // The roles belong to the whole server, and another register's beginning may have made them: then whoever made them
    // installs.
    let mut admin = cluster.admin("postgres");
    admin
        .batch_execute(
            "DO $$ DECLARE name text; BEGIN
               FOREACH name IN ARRAY ARRAY['riktlinje_owner', 'riktlinje_reader', 'riktlinje_member'] LOOP
                 IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN EXECUTE format('CREATE ROLE %I', name); END IF;
                 EXECUTE format('GRANT %I TO dba WITH ADMIN OPTION', name);
               END LOOP; END $$",
        )
        .expect("it is ours");
    let (exit, told) = init("dba", "pg:maria");
    assert_eq!(exit.code(), 0, "{told}");
    let (exit, told) = init("dba", "pg:maria");
    assert_eq!((exit.code(), told.contains("has a register already")), (7, true), "{told}");
    let mut bare = cluster.bare("dba", &database);
    let read = bare.simple_query("SELECT * FROM riktlinje.entry").map(|rows| rows.len());
    assert_eq!(
        read.expect_err("whoever installed is nobody now").code().map(|code| code.code().to_owned()),
        Some("42501".to_owned())
    );
}

#[test]
fn what_is_only_done_with_a_file_says_what_is_done_with_a_database() {
    let Some(cluster) = cluster() else { return };
    let (folder, _) = begun(cluster);
    let at = folder.path();
    let mut told = String::new();
    for command in ["register backup copy.sqlite --lang en", "register restore copy.sqlite --yes --lang en"] {
        let (exit, said) = run(at, "pg:maria", "2026-11-20", command);
        assert_eq!(exit.code(), 2, "{said}");
        told += &said;
    }
    assert!(told.contains("pg_dump") && told.contains("pg_restore"), "{told}");
    let (exit, said) = run(at, "pg:maria", "2026-11-20", "audit --lang en");
    assert!(exit.code() == 1 || exit.code() == 2, "{said}");
    assert!(!said.contains("could not be read"), "{said}");
}
