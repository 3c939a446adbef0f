//! What an ordinary login can do without the program, with plain SQL: what the program lets it do, and no more.

use postgres::Client;

use crate::cluster::{Cluster, cluster};
use crate::{begun, done, run};

const VIA: &str = r#"{"command":"psql","version":"0"}"#;

/// What the database says: the rule that forbids it, or its own words.
fn append(client: &mut Client, event: &str) -> String {
    let query = "SELECT riktlinje.append(jsonb_build_array($1::text::jsonb), '[]', $2::text::jsonb, false)::text";
    match client.query_one(query, &[&event, &VIA]) {
        Ok(row) => row.get(0),
        Err(error) => error.as_db_error().map_or(error.to_string(), |said| said.message().to_owned()),
    }
}

fn person(admin: &mut Client, id: &str) -> String {
    admin
        .query_one("SELECT ref FROM riktlinje.person WHERE hsa_id = $1", &[&format!("SE2321000057-TEST{id}")])
        .expect("the person is known")
        .get(0)
}

/// The facts that somebody holds.
fn facts(admin: &mut Client, clinic: u8, who: &str, role: &str) -> String {
    let query = "SELECT facts::text FROM riktlinje.holding WHERE clinic = $1 AND person = $2 AND role = $3";
    admin.query_one(query, &[&format!("SE2321000057-TEST{clinic}"), &who, &role]).expect("it is held").get(0)
}

/// A change as somebody writes it by hand.
fn change(verb: &str, (clinic, who, role): (u8, &str, &str), before: Option<&str>, after: &str) -> String {
    let before = before.map(|facts| format!("\"before\":{facts},")).unwrap_or_default();
    format!(
        "{{\"permission.changed\":{{\"verb\":\"{verb}\",\"target\":{{\"clinic\":\"SE2321000057-TEST{clinic}\",\
         \"person\":\"{who}\",\"role\":\"{role}\"}},{before}\"after\":{after},\"reason\":\"anstalld\",\
         \"reference\":\"A1\"}}}}"
    )
}

const FRESH: &str = r#"{"from":"2026-11-20","revision":1}"#;

#[test]
fn every_rule_of_the_five_holds_without_the_program_and_the_attempt_is_recorded() {
    let Some(cluster) = cluster() else { return };
    let (folder, database) = begun(cluster);
    done(
        folder.path(),
        "pg:maria",
        &[
            "permission grant --staff SE2321000057-TESTCIA --clinic SE2321000057-TEST1 --role granskare --reason anstalld --reference VC-1 --yes",
        ],
    );
    let mut admin = cluster.admin(&database);
    let [anna, bo, cia, eva] = ["ANNA", "BO", "CIA", "EVA"].map(|id| person(&mut admin, id));
    let la = "lokal_administrator";
    let held = |admin: &mut Client, clinic, who: &str, role| facts(admin, clinic, who, role);
    let of_bo = held(&mut admin, 2, &bo, la);
    let revoked =
        |facts: &str| facts.replace("\"revision\": 1", "\"revision\": 2, \"revoked\": \"2026-11-20T08:15:00Z\"");
    for (login, event, rule) in [
        ("anna", change("granted", (2, &cia, "arendehanterare"), None, FRESH), "egen-mottagning"),
        ("anna", change("granted", (1, &cia, la), None, FRESH), "utses-regionalt"),
        ("anna", change("granted", (1, &anna, "arendehanterare"), None, FRESH), "inte-sig-sjalv"),
        ("anna", change("granted", (1, &bo, "granskare"), None, FRESH), "granskare-ej-administrator"),
        ("maria", change("granted", (1, &cia, la), None, FRESH), "granskare-ej-administrator"),
        ("maria", change("revoked", (2, &bo, la), Some(&of_bo), &revoked(&of_bo)), "sista-administratoren"),
        (
            "bo",
            change(
                "paused",
                (2, &bo, la),
                Some(&of_bo),
                r#"{"from":"2026-11-20","pauses":[{"from":"2026-12-01","until":"2026-12-02"}],"revision":2}"#,
            ),
            "sista-administratoren",
        ),
        ("bo", change("granted", (1, &eva, la), None, FRESH), "utses-regionalt"),
    ] {
        let mut bare = cluster.bare(login, &database);
        let size = |admin: &mut Client| -> i64 {
            admin.query_one("SELECT size FROM riktlinje.register", &[]).expect("it answers").get(0)
        };
        let before = size(&mut admin);
        let said = append(&mut bare, &event);
        assert!(said.contains(&format!("\"rule\": \"{rule}\"")), "{login}: {event}\n{said}");
        assert_eq!(size(&mut admin), before + 1, "the refusal is an entry");
        let last = "SELECT convert_from(body, 'UTF8') FROM riktlinje.entry ORDER BY seq DESC LIMIT 1";
        let last: String = admin.query_one(last, &[]).expect("it answers").get(0);
        assert!(last.contains("permission.denied") && last.contains(rule), "{last}");
        assert!(last.contains(&format!("\"account\":\"pg:{login}\"")), "{last}");
        assert!(append(&mut bare, &event).contains(rule), "and again");
    }
    let (_, told) = run(folder.path(), "pg:maria", "2026-11-20", "register verify --deep --lang en");
    assert!(told.contains("The chain holds"), "{told}");
}

#[test]
fn what_is_forged_is_refused() {
    let Some(cluster) = cluster() else { return };
    let (folder, database) = begun(cluster);
    let mut admin = cluster.admin(&database);
    let [anna, bo, eva] = ["ANNA", "BO", "EVA"].map(|id| person(&mut admin, id));
    let to_eva = |after: &str| change("granted", (1, &eva, "arendehanterare"), None, after);
    let good = to_eva(FRESH);
    let la = "lokal_administrator";
    let of_bo = facts(&mut admin, 1, &bo, la);
    let with = |text: &str, one: &str, other: &str| {
        assert!(text.contains(one), "{text} has no {one}");
        text.replacen(one, other, 1)
    };
    let forged = [
        // Another's name, another's number, another's hash: there is no place for them.
        with(&good, "\"verb\"", "\"by\":{\"account\":\"pg:maria\"},\"verb\""),
        with(&good, "\"verb\"", "\"seq\":1,\"verb\""),
        with(&good, "\"verb\"", "\"hash\":\"00\",\"verb\""),
        format!("{{\"by\":{{}},{}", &good[1..]),
        // Days and numbers that do not follow.
        to_eva(r#"{"from":"2020-01-01","revision":1}"#),
        to_eva(r#"{"from":"2026-11-20","until":"2026-11-19","revision":1}"#),
        to_eva(r#"{"from":"2026-11-20","revision":7}"#),
        to_eva(r#"{"from":"2026-11-20","revision":1.0}"#),
        to_eva(r#"{"from":"2026-11-20","revision":null}"#),
        to_eva(r#"{"from":"2026-11-20","pauses":[{"from":"2020-01-01"}],"revision":1}"#),
        to_eva(r#"{"from":"i dag","revision":1}"#),
        to_eva("{}"),
        to_eva("null"),
        // A change of what is not so.
        change("resumed", (1, &eva, "arendehanterare"), None, FRESH),
        change("paused", (1, &bo, la), Some(FRESH), r#"{"from":"2026-11-20","revision":2}"#),
        change("resumed", (1, &bo, la), Some(&of_bo), r#"{"from":"2026-11-20","revision":2}"#),
        change("mended", (1, &bo, la), Some(&of_bo), r#"{"from":"2026-11-20","revision":2}"#),
        change(
            "paused",
            (1, &bo, la),
            Some(&of_bo),
            r#"{"from":"2026-11-20","revision":2,"revoked":"2026-11-20T08:15:00Z"}"#,
        ),
        with(&good, "\"reference\":\"A1\"", "\"reference\":\"=1+1\""),
        with(&good, "\"reference\":\"A1\"", "\"reference\":\"\\u001b[2J\""),
        with(&good, "\"reason\":\"anstalld\"", "\"reason\":\"sjuk\""),
        with(&good, "arendehanterare", "chef"),
        with(&good, "SE2321000057-TEST1", "se2321000057-test1"),
        with(&good, &eva, "p_00000000000000000000000000000000"),
        with(&good, &eva, "SE2321000057-TESTEVA"),
        // Events that are not for an ordinary login, or for nobody.
        r#"{"register.created":{"settings":{}}}"#.to_owned(),
        r#"{"clock.anomaly":{"last":"2026-11-20T08:15:00Z"}}"#.to_owned(),
        r#"{"snapshot.recorded":{"taken":"2026-11-20","rows":0,"digest":"00","people":"00"}}"#.to_owned(),
        r#"{"policy.changed":{"settings":{"region":"X","appointed_by":"clinic","mass_least":5,"mass_percent":5}}}"#
            .to_owned(),
        format!("{{\"actor.bound\":{{\"account\":\"pg:anna\",\"person\":\"{anna}\",\"regional\":true}}}}"),
        r#"{"actor.unbound":{"account":"pg:maria"}}"#.to_owned(),
        format!("{{\"person.erased\":{{\"person\":\"{eva}\"}}}}"),
        r#"{"clinic.closed":{"clinic":"SE2321000057-TEST2","reference":"A1"}}"#.to_owned(),
        r#"{"tool.confirmed":{"events":[5]}}"#.to_owned(),
        r#"{"tool.confirmed":{"events":[3],"digest":"00"}}"#.to_owned(),
        r#"{"review.opened":{"deadline":"2026-12-01","clinics":["SE2321000057-TEST1"],"reference":"A1"}}"#.to_owned(),
        format!(
            "{{\"review.decided\":{{\"review\":3,\"target\":{{\"clinic\":\"SE2321000057-TEST1\",\"person\":\"{bo}\",\
             \"role\":\"{la}\"}},\"verdict\":\"keep\"}}}}"
        ),
        "{}".to_owned(),
        "[]".to_owned(),
        "7".to_owned(),
        r#"{"made.up":{}}"#.to_owned(),
    ];
    let mut bare = cluster.bare("anna", &database);
    let whole = |admin: &mut Client| -> (i64, String) {
        let query =
            "SELECT size, (SELECT string_agg(facts::text, ',' ORDER BY clinic, person, role) FROM riktlinje.holding)
             FROM riktlinje.register";
        let row = admin.query_one(query, &[]).expect("it answers");
        (row.get(0), row.get(1))
    };
    let before = whole(&mut admin);
    for event in &forged {
        let said = append(&mut bare, event);
        assert!(!said.contains("\"numbers\""), "{event}\n{said}");
        assert_eq!(whole(&mut admin), before, "{event}");
    }
    // A person under a reference that means somebody else.
    let newcomer = format!(
        "[{{\"person\":\"{eva}\",\"hsa_id\":\"SE2321000057-TESTX\",\"salt\":\"00000000000000000000000000000000\"}}]"
    );
    for (events, newcomers) in [
        (format!("[{good}]"), newcomer.as_str()),
        (format!("[{good}]"), r#"[{"person":"p_1","hsa_id":"SE2321000057-TESTX","salt":"00"}]"#),
        ("[]".to_owned(), "[]"),
        (format!("[{good},{good}]"), "[]"),
    ] {
        let query = "SELECT riktlinje.append($1::text::jsonb, $2::text::jsonb, $3::text::jsonb, false)::text";
        let said = bare.query_one(query, &[&events, &newcomers, &VIA]);
        assert!(said.is_err(), "{events} {newcomers}");
        assert_eq!(whole(&mut admin), before, "{events} {newcomers}");
    }
    // The same change, as it should be, is taken.
    assert!(append(&mut bare, &good).contains("\"numbers\""));
    let (_, told) = run(folder.path(), "pg:maria", "2026-11-20", "register verify --deep --lang en");
    assert!(told.contains("The chain holds"), "{told}");
}

/// What a login gets: how many rows, or the code of the refusal.
fn code(client: &mut Client, text: &str) -> String {
    match client.simple_query(text) {
        Ok(rows) => format!("{} rows", rows.len()),
        Err(error) => error.code().map_or("lost".to_owned(), |code| code.code().to_owned()),
    }
}

#[test]
fn an_ordinary_login_has_no_table_and_only_the_functions_that_are_offered() {
    let Some(cluster) = cluster() else { return };
    let (_folder, database) = begun(cluster);
    let mut admin = cluster.admin(&database);
    let names = |admin: &mut Client, query: &str| -> Vec<String> {
        admin.query(query, &[]).expect("it answers").iter().map(|row| row.get(0)).collect()
    };
    let tables = names(
        &mut admin,
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'riktlinje'::regnamespace AND relkind IN ('r', 'v', 'S')",
    );
    assert!(tables.len() >= 9, "{tables:?}");
    for login in ["anna", "maria", "cia"] {
        let mut bare = cluster.bare(login, &database);
        for table in &tables {
            for text in [
                format!("SELECT * FROM riktlinje.{table}"),
                format!("DELETE FROM riktlinje.{table}"),
                format!("INSERT INTO riktlinje.{table} DEFAULT VALUES"),
                format!("TRUNCATE riktlinje.{table} CASCADE"),
                format!("ALTER TABLE riktlinje.{table} DISABLE ROW LEVEL SECURITY"),
                format!("CREATE INDEX ON riktlinje.{table} ((1))"),
            ] {
                assert_eq!(code(&mut bare, &text), "42501", "{login}: {text}");
            }
        }
        for text in [
            "UPDATE riktlinje.account SET regional = true",
            "UPDATE riktlinje.entry SET body = ''",
            "SET ROLE riktlinje_owner",
            "SET ROLE riktlinje_reader",
            "SET SESSION AUTHORIZATION maria",
            "CREATE FUNCTION riktlinje.clock() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
            "CREATE TABLE riktlinje.planted (x int)",
            "GRANT riktlinje_owner TO anna",
            "ALTER FUNCTION riktlinje.append(jsonb, jsonb, jsonb, boolean) SECURITY INVOKER",
        ] {
            let expected = if login == "maria" && text.ends_with("AUTHORIZATION maria") { "1 rows" } else { "42501" };
            assert_eq!(code(&mut bare, text), expected, "{login}: {text}");
        }
    }
    let offered = names(
        &mut admin,
        "SELECT proname::text FROM pg_proc WHERE pronamespace = 'riktlinje'::regnamespace
         AND has_function_privilege('anna', oid, 'EXECUTE') ORDER BY 1",
    );
    assert_eq!(
        offered,
        [
            "accounts",
            "append",
            "clinics",
            "directory",
            "entries",
            "head",
            "held",
            "hold",
            "login",
            "look",
            "people",
            "record_people",
            "stands",
        ]
    );
    let to_strangers = names(
        &mut admin,
        "SELECT proname::text FROM pg_proc WHERE pronamespace = 'riktlinje'::regnamespace
         AND has_function_privilege('cia', oid, 'EXECUTE')",
    );
    assert_eq!(to_strangers, [""; 0], "who is not bound has none");
    let loose = names(
        &mut admin,
        "SELECT proname::text FROM pg_proc WHERE pronamespace = 'riktlinje'::regnamespace AND prosecdef
         AND NOT coalesce(proconfig @> ARRAY['search_path=riktlinje, pg_temp'], false)",
    );
    assert_eq!(loose, [""; 0], "every function with the owner's rights has its search path pinned");
    let special = names(
        &mut admin,
        "SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'riktlinje%' AND (rolcanlogin OR rolsuper OR rolbypassrls
         OR rolcreaterole OR rolcreatedb)",
    );
    assert_eq!(special, [""; 0]);
}

#[test]
fn what_somebody_plants_in_their_own_session_is_not_run_with_the_owners_rights() {
    let Some(cluster) = cluster() else { return };
    let (_folder, database) = begun(cluster);
    let mut bare = cluster.bare("anna", &database);
    bare.batch_execute(
        "CREATE TEMP TABLE account (account text, person text, regional boolean);
         INSERT INTO account SELECT 'pg:anna', person, true FROM riktlinje.accounts() LIMIT 1;
         CREATE TEMP TABLE holding (clinic text, person text, role text, facts jsonb, usable daterange);
         CREATE FUNCTION pg_temp.is_effective(jsonb, timestamptz) RETURNS boolean LANGUAGE sql AS 'SELECT true';
         CREATE FUNCTION pg_temp.clock() RETURNS timestamptz LANGUAGE sql AS 'SELECT ''2020-01-01''::timestamptz';
         SET search_path = pg_temp, riktlinje, pg_catalog",
    )
    .expect("one's own session is one's own");
    let mut admin = cluster.admin(&database);
    let eva = person(&mut admin, "EVA");
    let said = append(&mut bare, &change("granted", (2, &eva, "arendehanterare"), None, FRESH));
    assert!(said.contains("egen-mottagning"), "{said}");
    let said = append(&mut bare, r#"{"clinic.closed":{"clinic":"SE2321000057-TEST2","reference":"A1"}}"#);
    assert_eq!(said, "utses-regionalt");
}

#[test]
fn everybody_sees_their_own_clinics_and_the_region_sees_all() {
    let Some(cluster) = cluster() else { return };
    let (folder, database) = begun(cluster);
    let seen = |login: &str, query: &str| -> Vec<String> {
        let mut bare = cluster.bare(login, &database);
        bare.query(query, &[]).expect("it answers").iter().map(|row| row.get(0)).collect()
    };
    let held = "SELECT DISTINCT clinic FROM riktlinje.held(NULL, NULL) ORDER BY 1";
    assert_eq!(seen("anna", held), ["SE2321000057-TEST1"]);
    assert_eq!(seen("bo", held), ["SE2321000057-TEST1", "SE2321000057-TEST2"]);
    assert_eq!(seen("maria", held), ["SE2321000057-TEST1", "SE2321000057-TEST2"]);
    let people = "SELECT right(hsa_id, -17) FROM riktlinje.people() ORDER BY 1";
    assert_eq!(seen("anna", people), ["ANNA", "BO", "REG"], "Eva is at another clinic");
    assert_eq!(seen("maria", people), ["ANNA", "BO", "EVA", "REG"]);
    let accounts = "SELECT account FROM riktlinje.accounts() ORDER BY 1";
    assert_eq!(seen("anna", accounts), ["pg:anna", "pg:maria"]);
    let entries = "SELECT convert_from(body, 'UTF8') FROM riktlinje.entries(0, 100)";
    assert!(seen("anna", entries).iter().all(|body| !body.contains("TEST2") && !body.contains("pg:bo")));
    assert!(seen("maria", entries).iter().any(|body| body.contains("TEST2")));
    let looked = "SELECT riktlinje.look(ARRAY['SE2321000057-TEST1', 'SE2321000057-TEST2'],
         ARRAY['SE2321000057-TESTEVA'])::text";
    assert!(seen("maria", looked)[0].contains("arendemottagare"));
    assert!(!seen("anna", looked)[0].contains("arendemottagare"), "not by looking either");
    // Anna's pages are her clinic's; only who acts for the region can check the chain.
    let (_, told) = run(folder.path(), "pg:anna", "2026-11-20", "permission list --lang en");
    assert!(told.contains("TEST1") && !told.contains("TEST2"), "{told}");
    let (exit, told) = run(folder.path(), "pg:anna", "2026-11-20", "register verify --deep --lang en");
    assert_eq!((exit.code(), told.contains("only its own clinics")), (3, true), "{told}");
    let (exit, told) = run(folder.path(), "pg:anna", "2026-11-20", "journal show --lang en");
    assert_eq!((exit.code(), told.contains("TEST2")), (0, false), "{told}");
    let (exit, told) = run(folder.path(), "pg:cia", "2026-11-20", "permission list --lang en");
    assert_eq!((exit.code(), told.contains("actor bind --account pg:cia")), (8, true), "{told}");
}

/// Two administrators who pause each other at the same moment: one of them is first, the other is refused.
#[test]
fn of_two_who_pause_each_other_at_once_one_wins() {
    let Some(cluster) = cluster() else { return };
    for _ in 0..4 {
        let (folder, database) = begun(cluster);
        let at = folder.path();
        let pause = |login: &'static str, other: &str| {
            let command = format!(
                "permission pause --staff SE2321000057-TEST{other} --clinic SE2321000057-TEST1 --reason ledighet --reference A1 --yes"
            );
            run(at, login, "2026-11-20", &command).0.code()
        };
        let mut exits = std::thread::scope(|threads| {
            let one = threads.spawn(|| pause("pg:anna", "BO"));
            let other = threads.spawn(|| pause("pg:bo", "ANNA"));
            [one.join().expect("it ends"), other.join().expect("it ends")]
        });
        exits.sort_unstable();
        assert!(matches!(exits, [0, 3 | 4]), "{exits:?}");
        assert_eq!(paused(cluster, &database), 1);
    }
}

fn paused(cluster: &Cluster, database: &str) -> i64 {
    let query = "SELECT count(*) FROM riktlinje.holding WHERE facts ? 'pauses'";
    cluster.admin(database).query_one(query, &[]).expect("it answers").get(0)
}
