//! A region's quarter at the command line, the same on both stores: what exists is taken over, two administrators act at
//! once, somebody goes on leave, somebody leaves, permissions are reviewed and compared with the personnel tool.

use std::path::Path;

use crate::cluster::{cluster, set_clock};
use crate::scene::Scene;

/// Somebody, and how each store knows them.
#[derive(Clone, Copy)]
struct Who {
    uid: &'static str,
    login: &'static str,
}

const MARIA: Who = Who { uid: "uid:100", login: "pg:maria" };
const ANNA: Who = Who { uid: "uid:200", login: "pg:anna" };
const BO: Who = Who { uid: "uid:300", login: "pg:bo" };

const CLINICS: &str = "HSA-id;Mottagning
SE2321000057-TEST1;Testköpings vårdcentral
SE2321000057-TEST2;Provinge vårdcentral
";

const SEPTEMBER: &str = "HSA-id mottagning;HSA-id person;Roll;Status;Giltig till
SE2321000057-TEST1;SE2321000057-TESTANNA;Lokal administratör;Aktiv;
SE2321000057-TEST1;SE2321000057-TESTBO;Lokal administratör;Aktiv;
SE2321000057-TEST1;SE2321000057-TESTCIA;Ärendehanterare;Aktiv;
SE2321000057-TEST1;SE2321000057-TESTDAN;Ärendehanterare;Aktiv;
SE2321000057-TEST2;SE2321000057-TESTEVA;Ärendehanterare;Aktiv;
";

const NOVEMBER: &str = "HSA-id mottagning;HSA-id person;Roll;Status;Giltig till
SE2321000057-TEST1;SE2321000057-TESTANNA;Lokal administratör;Aktiv;
SE2321000057-TEST1;SE2321000057-TESTBO;Lokal administratör;Aktiv;
SE2321000057-TEST1;SE2321000057-TESTCIA;Ärendehanterare;Inaktiv;
SE2321000057-TEST1;SE2321000057-TESTDAN;Ärendehanterare;Aktiv;
SE2321000057-TEST1;SE2321000057-TESTFIA;Ärendemottagare;Aktiv;
SE2321000057-TEST2;SE2321000057-TESTEVA;Ärendehanterare;Aktiv;
SE2321000057-TEST2;SE2321000057-TESTGUN;Lokal administratör;Aktiv;
";

const STAFF: &str = "HSA-id person;Anställd till;Arbetsplats
SE2321000057-TESTANNA;;SE2321000057-TEST1
SE2321000057-TESTBO;;SE2321000057-TEST1
SE2321000057-TESTCIA;;SE2321000057-TEST1
SE2321000057-TESTDAN;2026-10-31;SE2321000057-TEST1
SE2321000057-TESTEVA;2026-11-15;SE2321000057-TEST2
SE2321000057-TESTFIA;;SE2321000057-TEST1
SE2321000057-TESTGUN;;SE2321000057-TEST2
";

/// What Anna wishes in one go.
const WISHES: &str = "Mottagning;Person;Roll;Åtgärd;Från och med;Till och med;Skäl;Hänvisning
SE2321000057-TEST1;SE2321000057-TESTFIA;Ärendemottagare;tilldela;2026-10-12;;anställd;ARE-101
SE2321000057-TEST1;SE2321000057-TESTCIA;Ärendehanterare;pausa;2026-11-02;2026-11-30;ledighet;ARE-102
";

/// The quarter, day by day.
const QUARTER: [(&str, &str, Who, &str); 25] = [
    (
        "Registret tar över det som finns",
        "2026-09-07",
        MARIA,
        "register takeover --permissions september.csv --clinics mottagningar.csv --reference DNR-2026-90 --yes",
    ),
    ("", "2026-09-07", MARIA, "actor bind --account ANNA --staff SE2321000057-TESTANNA --yes"),
    ("", "2026-09-07", MARIA, "actor bind --account BO --staff SE2321000057-TESTBO --yes"),
    ("", "2026-09-07", MARIA, "due"),
    (
        "Den mottagning som saknade lokal administratör får en",
        "2026-09-14",
        MARIA,
        "permission grant --staff SE2321000057-TESTGUN --clinic SE2321000057-TEST2 --role la --reason ny_uppgift --reference VC-2026-31 --yes",
    ),
    (
        "Två administratörer samtidigt: Anna gör en plan, Bo hinner före",
        "2026-10-05",
        ANNA,
        "permission import önskemål.csv --plan plan.json",
    ),
    (
        "",
        "2026-10-05",
        BO,
        "permission pause --staff SE2321000057-TESTCIA --clinic SE2321000057-TEST1 --from 2026-11-02 --until 2026-12-18 --reason ledighet --reference ARE-103 --yes",
    ),
    ("", "2026-10-05", ANNA, "apply plan.json --yes"),
    (
        "",
        "2026-10-05",
        ANNA,
        "permission grant --staff SE2321000057-TESTFIA --clinic SE2321000057-TEST1 --role arendemottagare --from 2026-10-12 --reason anstalld --reference ARE-101 --yes",
    ),
    (
        "Ingen av dem kan det som är regionens, eller lämna mottagningen tom",
        "2026-10-06",
        ANNA,
        "permission grant --staff SE2321000057-TESTCIA --clinic SE2321000057-TEST1 --role la --reason ny_uppgift --reference ARE-104 --yes",
    ),
    (
        "",
        "2026-10-06",
        BO,
        "permission pause --staff SE2321000057-TESTANNA --clinic SE2321000057-TEST1 --from 2026-12-21 --reason ledighet --reference ARE-105 --yes",
    ),
    (
        "",
        "2026-10-06",
        ANNA,
        "permission pause --staff SE2321000057-TESTBO --clinic SE2321000057-TEST1 --from 2026-12-28 --reason ledighet --reference ARE-106 --yes",
    ),
    (
        "",
        "2026-10-07",
        BO,
        "permission resume --staff SE2321000057-TESTANNA --clinic SE2321000057-TEST1 --reason rattelse --reference ARE-107 --yes",
    ),
    (
        "Dan slutar, och Cias ledighet börjar",
        "2026-10-28",
        ANNA,
        "permission leaver --staff SE2321000057-TESTDAN --last-day 2026-10-31 --reference ARE-110 --yes",
    ),
    ("", "2026-11-03", ANNA, "permission list --clinic SE2321000057-TEST1"),
    (
        "Registret mot Personalverktyget och personallistan",
        "2026-11-18",
        MARIA,
        "reconcile --tool november.csv --staff personal.csv --taken 2026-11-18 --reference DNR-2026-118 --plan slutat.json",
    ),
    ("", "2026-11-18", MARIA, "apply slutat.json --yes"),
    ("", "2026-11-18", MARIA, "todo"),
    (
        "Granskningen: vem har behörighet, och behövs den",
        "2026-11-23",
        MARIA,
        "review open --until 2026-12-11 --reference DNR-2026-120 --yes",
    ),
    (
        "",
        "2026-11-24",
        ANNA,
        "review decide --clinic SE2321000057-TEST1 --staff SE2321000057-TESTFIA --verdict keep --yes",
    ),
    (
        "",
        "2026-11-24",
        ANNA,
        "review decide --clinic SE2321000057-TEST1 --staff SE2321000057-TESTANNA --verdict keep --yes",
    ),
    (
        "",
        "2026-11-25",
        BO,
        "review decide --clinic SE2321000057-TEST1 --staff SE2321000057-TESTANNA --verdict keep --yes",
    ),
    ("", "2026-12-14", MARIA, "review close 24 --yes"),
    (
        "Cia är tillbaka",
        "2026-12-21",
        ANNA,
        "permission resume --staff SE2321000057-TESTCIA --everywhere --reason åter --reference ARE-130 --yes",
    ),
    ("", "2026-12-21", MARIA, "register verify --deep --quiet"),
];

/// Plays the quarter; `account` says how this store knows somebody, `sets_day` lets it have that day.
fn played(folder: &Path, account: fn(Who) -> &'static str, mut sets_day: impl FnMut(&str)) -> String {
    for (name, text) in [
        ("mottagningar.csv", CLINICS),
        ("september.csv", SEPTEMBER),
        ("november.csv", NOVEMBER),
        ("personal.csv", STAFF),
        ("önskemål.csv", WISHES),
    ] {
        std::fs::write(folder.join(name), text).expect("the folder can be written");
    }
    let mut told = String::new();
    for (heading, day, who, command) in QUARTER {
        sets_day(&format!("{day}T08:15:00Z"));
        let typed = command.replace("--account ANNA", &format!("--account {}", account(ANNA)));
        let typed = typed.replace("--account BO", &format!("--account {}", account(BO)));
        if !heading.is_empty() {
            told.extend(["## ", heading, "\n\n"]);
        }
        told += &Scene { folder, account: account(who), day, answers: None }.shown(&typed);
    }
    steady(&told, account)
}

/// Without what differs from store to store and from run to run: the names of accounts, and the digest of a plan.
fn steady(told: &str, account: fn(Who) -> &'static str) -> String {
    let mut out = String::new();
    // Who could have written the chain anew is another in each.
    for line in told.lines().filter(|line| !line.starts_with("Den som ")) {
        let line = line.split(" Kontrollsumma ").next().unwrap_or_default();
        // Whom a takeover meets first is chance: their references are random.
        let taken_over = (5..=9).find_map(|number| line.strip_suffix(&format!(" #{number}")));
        let line = taken_over.map_or(line.to_owned(), |line| format!("{line} #5–9"));
        let line = [(MARIA, "MARIA"), (ANNA, "ANNA"), (BO, "BO")]
            .into_iter()
            .fold(line, |line, (who, name)| line.replace(account(who), name));
        out.extend([line.as_str(), "\n"]);
    }
    out
}

/// The register's own line in the project.
fn project(folder: &Path, register: &str) {
    let text = format!("format: riktlinje/project/v1\npolicy: rjl-1177\nlanguage: sv\nregister: {register}\n");
    std::fs::write(folder.join("riktlinje.yaml"), text).expect("the folder can be written");
}

#[test]
fn a_regions_quarter() {
    let folder = tempfile::TempDir::new().expect("a folder");
    project(folder.path(), "register.sqlite");
    let init = "register init --region Region_Exempel --regional-admin SE2321000057-TESTREG";
    let scene = Scene { folder: folder.path(), account: MARIA.uid, day: "2026-09-01", answers: None };
    assert_eq!(scene.run(init).0.code(), 0);
    let in_a_file = played(folder.path(), |who| who.uid, |_| {});
    insta::assert_snapshot!(in_a_file);
    let Some(cluster) = cluster() else { return };
    let folder = tempfile::TempDir::new().expect("a folder");
    let database = cluster.database();
    project(folder.path(), &cluster.address("", &database).replace("//@", "//"));
    let scene = Scene { folder: folder.path(), account: "pg:postgres", day: "2026-09-01", answers: None };
    let (exit, told) = {
        let _alone = crate::alone();
        scene.run(&format!("{init} --account {}", MARIA.login))
    };
    assert_eq!(exit.code(), 0, "{told}");
    cluster.stop_clock(&database);
    let mut admin = cluster.admin(&database);
    admin.batch_execute("UPDATE riktlinje.register SET last = NULL").expect("whoever owns can");
    let in_a_database = played(folder.path(), |who| who.login, |instant| set_clock(&mut admin, instant));
    similar(&in_a_file, &in_a_database);
}

/// That both stores say the same, with the first line that differs.
fn similar(one: &str, other: &str) {
    for (number, (one, other)) in one.lines().zip(other.lines()).enumerate() {
        assert_eq!(one, other, "line {}", number + 1);
    }
    assert_eq!(one.lines().count(), other.lines().count());
}
