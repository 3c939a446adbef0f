//! The recurring follow-up at the command line: the register against the personnel tool, the staff list and leave, and what
//! remains to be done. Every person and clinic is invented.

#![expect(clippy::disallowed_methods, reason = "a test asks the file system about its own folder")]

mod scene;

use std::path::Path;

use riktlinje::cli::exit::Exit;
use scene::Scene;
use tempfile::TempDir;

const REGION: &str = "uid:100";
const ANNA: &str = "uid:200";

const TOOL: &str = "HSA-id mottagning;HSA-id person;Roll;Status;Giltig till;Senast inloggad
SE2321000057-TEST1;SE2321000057-TESTANNA;Lokal administratör;Aktiv;;2026-11-17
SE2321000057-TEST1;SE2321000057-TESTBO;Lokal administratör;Aktiv;;2026-11-16
SE2321000057-TEST1;SE2321000057-TESTCIA;Ärendehanterare;Aktiv;;2026-11-10
SE2321000057-TEST1;SE2321000057-TESTDAN;Ärendehanterare;Aktiv;;2026-05-04
SE2321000057-TEST1;SE2321000057-TESTEVA;Ärendehanterare;Aktiv;;2026-11-11
SE2321000057-TEST1;SE2321000057-TESTFIA;Ärendehanterare;Aktiv;;2026-11-12
SE2321000057-TEST1;SE2321000057-TESTGUN;Ärendemottagare;Inaktiv;;2026-09-12
SE2321000057-TEST1;SE2321000057-TESTHUGO;Ärendehanterare;Aktiv;;2026-11-12
SE2321000057-TEST1;SE2321000057-TESTIDA;Ärendehanterare;Aktiv;;2026-11-12
";

const STAFF: &str = "HSA-id person;Anställd till;Arbetsplats
SE2321000057-TESTANNA;;SE2321000057-TEST1
SE2321000057-TESTBO;2026-11-13;SE2321000057-TEST1
SE2321000057-TESTCIA;2026-11-06;SE2321000057-TEST1
SE2321000057-TESTDAN;tills vidare;SE2321000057-TEST1
SE2321000057-TESTEVA;;SE2321000057-TEST1
SE2321000057-TESTFIA;;SE2321000057-TEST2
SE2321000057-TESTGUN;;SE2321000057-TEST1
SE2321000057-TESTIDA;;SE2321000057-TEST1
";

const LEAVE: &str = "HSA-id person;Från;Till
SE2321000057-TESTGUN;2026-09-14;2026-11-15
SE2321000057-TESTEVA;2026-11-16;2027-05-31
";

/// A clinic whose permissions were taken over in the autumn; three lists from today.
fn taken_over(folder: &Path) {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("the folder can be written");
    // What the tool showed in the autumn: nobody had left yet, and Ida and Hugo had not come.
    let autumn: String =
        TOOL.lines().filter(|line| !line.contains("TESTIDA")).map(|line| format!("{line}\n")).collect();
    write("autumn.csv", &autumn);
    write("clinics.csv", "HSA-id;Mottagning\nSE2321000057-TEST1;Testköpings vårdcentral\n");
    write("tool.csv", TOOL);
    write("staff.csv", STAFF);
    write("leave.csv", LEAVE);
    write(
        "riktlinje.yaml",
        "format: riktlinje/project/v1
policy: rjl-1177
clinics: clinics.csv
sources:
  permissions: { file: tool.csv, taken: 2026-11-18T06:00:00+01:00 }
  staff: { file: staff.csv, complete: yes, taken: 2026-11-18T06:00:00+01:00 }
  absence: { file: leave.csv, taken: 2026-11-18T06:00:00+01:00 }
",
    );
    let region = |day| Scene { folder, account: REGION, day, answers: None };
    for (day, command) in [
        ("2026-10-01", "register init --region Region_Exempel --regional-admin SE2321000057-TESTREG"),
        ("2026-10-01", "register takeover --permissions autumn.csv --clinics clinics.csv --reference DNR-1 --yes"),
        ("2026-10-01", "actor bind --account uid:200 --staff SE2321000057-TESTANNA --yes"),
        (
            "2026-11-10",
            "permission revoke --staff SE2321000057-TESTFIA --clinic SE2321000057-TEST1 --reason behovs_ej --reference A1 --yes",
        ),
        (
            "2026-11-10",
            "permission grant --staff SE2321000057-TESTJON --clinic SE2321000057-TEST1 --role ah --reason anstalld --reference A2 --yes",
        ),
        (
            "2026-11-10",
            "permission grant --staff SE2321000057-TESTIDA --clinic SE2321000057-TEST1 --role arendemottagare --reason anstalld --reference A3 --from 2026-12-01 --yes",
        ),
    ] {
        let command = command.replace("--role ah ", "--role äh ");
        let (exit, text) = region(day).run(&command);
        assert_eq!(exit, Exit::Done, "{command}\n{text}");
    }
}

/// The changes of the plan.
fn plan_of(folder: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(folder.join("plan.json")).expect("there is a plan");
    let plan: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    plan["changes"].clone()
}

/// A page without what differs from run to run: the plan's digest, and the order in which people were taken over.
fn steady(told: &str) -> String {
    let (mut out, mut hidden) = (String::new(), false);
    for line in told.lines() {
        if let Some(number) = line.strip_prefix('#').and_then(|rest| rest.split(' ').next()?.parse::<u32>().ok()) {
            hidden = (4..=11).contains(&number);
        }
        let line = line.split(" Kontrollsumma ").next().unwrap_or_default();
        if !hidden {
            out.extend([line, "\n"]);
        }
    }
    out
}

#[test]
fn a_register_is_reconciled_and_the_plan_is_applied() {
    let folder = TempDir::new().expect("a folder");
    taken_over(folder.path());
    let region = |command: &str| {
        Scene { folder: folder.path(), account: REGION, day: "2026-11-19", answers: None }.shown(command)
    };
    let mut told = String::new();
    told += &region("todo");
    told += &region("stäm-av --exit-code --dry-run --lang en");
    told += &region("reconcile -o plan.json --reference ARE-20980");
    told.extend([format!("{:#}", plan_of(folder.path())), "\n\n".to_owned()]);
    told += &region("apply plan.json --yes");
    told += &region("reconcile --format csv");
    told += &region("todo");
    told += &region(
        "permission revoke --staff SE2321000057-TESTJON --clinic SE2321000057-TEST1 --reason rattelse --reference A4 --yes",
    );
    told += &region("todo");
    // Next week the tool shows what was decided.
    let done = ["TESTCIA", "TESTEVA", "TESTFIA"];
    let next: String =
        TOOL.lines()
            .map(|line| {
                if done.iter().any(|who| line.contains(who)) {
                    line.replace("Aktiv", "Inaktiv")
                } else {
                    line.to_owned()
                }
            })
            .map(|line| line + "\n")
            .collect();
    std::fs::write(folder.path().join("next.csv"), next).expect("the folder can be written");
    let later = Scene { folder: folder.path(), account: REGION, day: "2026-11-24", answers: None };
    told += &later.shown("reconcile --tool next.csv --taken 2026-11-23 --clinic SE2321000057-TEST9");
    told += &later.shown("todo");
    told += &region("journal show");
    told += &region("register verify --deep");
    insta::assert_snapshot!(steady(&told));
}

#[test]
fn what_is_done_by_hand_is_confirmed_by_those_who_administer_the_clinic() {
    let folder = TempDir::new().expect("a folder");
    taken_over(folder.path());
    let by = |account, day: &'static str, command: &str| {
        Scene { folder: folder.path(), account, day, answers: None }.run(command)
    };
    let (exit, text) = by(ANNA, "2026-11-19", "todo --format json");
    assert_eq!(exit, Exit::Done, "{text}");
    let page: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let events: Vec<u64> =
        page["todo"].as_array().expect("a list").iter().filter_map(|todo| todo["event"].as_u64()).collect();
    assert_eq!(events.len(), 3, "{text}");
    let first = events[0];
    assert_eq!(by("uid:300", "2026-11-19", &format!("todo confirm {first} --yes")).0, Exit::NoActor);
    assert_eq!(by(ANNA, "2026-11-19", "todo confirm 9999 --yes").0, Exit::NoSuch);
    let (exit, text) = by(ANNA, "2026-11-19", &format!("todo confirm #{first} --yes"));
    assert_eq!(exit, Exit::Done, "{text}");
    assert_eq!(by(ANNA, "2026-11-19", &format!("todo confirm {first} --yes")).0, Exit::NoSuch, "it is done already");
    let (exit, text) = by(ANNA, "2026-11-19", "todo confirm --clinic SE2321000057-TEST1 --yes");
    assert_eq!(exit, Exit::Done, "{text}");
    let (_, text) = by(ANNA, "2026-11-19", "todo --format json");
    assert!(text.contains("2026-12-01"), "what is to be done later remains: {text}");
    assert_eq!(text.matches("\"event\"").count(), 1, "{text}");
    let (_, text) = by(ANNA, "2026-12-04", "due --format json");
    assert!(text.contains("\"unconfirmed\""), "{text}");
    // Somebody who administers another clinic only.
    for command in [
        "permission grant --staff SE2321000057-TESTKAJ --clinic SE2321000057-TEST2 --role la --reason anstalld --reference A5 --yes",
        "actor bind --account uid:300 --staff SE2321000057-TESTKAJ --yes",
    ] {
        assert_eq!(by(REGION, "2026-12-04", command).0, Exit::Done);
    }
    let last = events[2];
    let (exit, text) = by("uid:300", "2026-12-04", &format!("todo confirm {last} --yes"));
    assert_eq!(exit, Exit::Refused, "{text}");
    assert!(text.contains("egen-mottagning"), "{text}");
}

#[test]
fn old_small_and_undated_lists_are_refused_and_overrides_are_recorded() {
    let folder = TempDir::new().expect("a folder");
    taken_over(folder.path());
    let region = |day, command: &str| Scene { folder: folder.path(), account: REGION, day, answers: None }.run(command);
    let (exit, text) = region("2026-11-27", "reconcile");
    assert_eq!(exit, Exit::Refused, "{text}");
    assert!(text.contains("--accept-old") && text.contains("2026-11-18"), "{text}");
    assert_eq!(region("2026-11-25", "reconcile --dry-run").0, Exit::Done, "seven days are not too many");
    assert_eq!(region("2026-11-19", "reconcile --tool tool.csv").0, Exit::Unusable, "it says no day");
    assert_eq!(region("2026-11-19", "reconcile --tool tool.csv --taken 2026-11-20").0, Exit::Unusable, "tomorrow");
    let half: String = TOOL.lines().take(6).map(|line| format!("{line}\n")).collect();
    std::fs::write(folder.path().join("half.csv"), half).expect("the folder can be written");
    let (exit, text) = region("2026-11-19", "reconcile --tool half.csv --taken 2026-11-19");
    assert_eq!(exit, Exit::Refused, "smaller than what the register holds: {text}");
    assert!(text.contains("--accept-smaller"), "{text}");
    assert_eq!(region("2026-11-19", "reconcile").0, Exit::Done);
    assert_eq!(region("2026-11-19", "reconcile --tool half.csv --taken 2026-11-19").0, Exit::Refused);
    assert_eq!(region("2026-11-19", "reconcile --tool half.csv --taken 2026-11-19 --accept-smaller").0, Exit::Done);
    let (_, journal) = region("2026-11-19", "journal export");
    assert!(journal.contains("reconcile --accept-smaller") && journal.contains("source.compared"), "{journal}");
    let entries = journal.lines().count();
    assert_eq!(region("2026-11-19", "reconcile --tool half.csv --taken 2026-11-19").0, Exit::Done, "it was accepted");
    assert_eq!(region("2026-11-19", "journal export").1.lines().count(), entries, "the same again writes nothing");
    // A local administrator compares, and records nothing.
    let anna = Scene { folder: folder.path(), account: ANNA, day: "2026-11-19", answers: None };
    assert_eq!(anna.run("reconcile --accept-smaller").0, Exit::Done);
    assert_eq!(region("2026-11-19", "journal export").1.lines().count(), entries);
}

#[test]
fn people_who_are_not_in_the_staff_list_are_proposed_only_by_their_number() {
    let folder = TempDir::new().expect("a folder");
    taken_over(folder.path());
    let region =
        |command: &str| Scene { folder: folder.path(), account: REGION, day: "2026-11-19", answers: None }.run(command);
    let proposed = |command: &str| {
        let _old = std::fs::remove_file(folder.path().join("plan.json"));
        let (exit, text) = region(command);
        assert_eq!(exit, Exit::Done, "{text}");
        plan_of(folder.path())
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["staff"].to_string())
            .collect::<Vec<_>>()
    };
    let plan = "reconcile --dry-run -o plan.json --reference A9";
    assert_eq!(proposed(plan), [r#""SE2321000057-TESTCIA""#, r#""SE2321000057-TESTEVA""#]);
    assert_eq!(region(plan).0, Exit::Unusable, "a plan that is there is not overwritten");
    let (exit, text) = region("reconcile --dry-run --confirm-gone 7");
    assert_eq!(exit, Exit::Refused, "{text}");
    let gone = proposed(&format!("{plan} --confirm-gone 2"));
    assert!(gone.contains(&r#""SE2321000057-TESTHUGO""#.to_owned()), "{gone:?}");
    assert!(!gone.iter().any(|staff| staff.contains("TESTBO")), "an administrator is never proposed: {gone:?}");
}

#[test]
fn a_list_that_was_cut_anywhere_proposes_nothing_that_the_whole_does_not() {
    let folder = TempDir::new().expect("a folder");
    taken_over(folder.path());
    let region =
        |command: &str| Scene { folder: folder.path(), account: REGION, day: "2026-11-19", answers: None }.run(command);
    let plan = folder.path().join("plan.json");
    let command = "reconcile --dry-run --taken 2026-11-18 -o plan.json --reference A9";
    assert_eq!(region(command).0, Exit::Done);
    let key = |one: &serde_json::Value| format!("{} {} {} {}", one["staff"], one["action"], one["from"], one["until"]);
    let whole: Vec<String> = plan_of(folder.path()).as_array().expect("a list").iter().map(key).collect();
    let (mut plans, mut refused) = (0, 0);
    for (name, text) in [("tool.csv", TOOL), ("staff.csv", STAFF), ("leave.csv", LEAVE)] {
        for cut in 0..text.len() {
            std::fs::remove_file(&plan).unwrap_or_default();
            std::fs::write(folder.path().join(name), &text.as_bytes()[..cut]).expect("the folder can be written");
            let (exit, _) = region(command);
            if !plan.exists() {
                refused += u32::from(exit != Exit::Done);
                continue;
            }
            assert_eq!(exit, Exit::Done, "{name} cut at {cut}");
            for one in plan_of(folder.path()).as_array().expect("a list").iter().map(key) {
                assert!(whole.contains(&one), "{name} cut at {cut}: {one}");
            }
            plans += 1;
        }
        std::fs::write(folder.path().join(name), text).expect("the folder can be written");
    }
    assert!(plans > 100 && refused > 300, "{plans} plans, {refused} refused");
}

#[test]
fn a_review_is_opened_decided_closed_and_reported() {
    let folder = TempDir::new().expect("a folder");
    taken_over(folder.path());
    let by = |account, day, answers| Scene { folder: folder.path(), account, day, answers };
    let mut told = String::new();
    let open = "genomgång starta --until 2026-12-11 --reference GR-2 --yes";
    told += &by(ANNA, "2026-11-23", None).shown(open);
    told += &by(REGION, "2026-11-23", None).shown(open);
    told += &by(REGION, "2026-11-23", None).shown("review open --until 2026-12-31 --reference GR-3 --yes");
    // Given while it goes on: decided when it was given.
    let new = "permission grant --staff SE2321000057-TESTNY --clinic SE2321000057-TEST1 --role äh --reason anstalld --reference A7 --yes";
    assert_eq!(by(REGION, "2026-11-23", None).run(new).0, Exit::Done);
    told += &by(ANNA, "2026-11-24", None).shown("review list");
    // Of one by name, by question, and what is refused: one's own.
    told += &by(ANNA, "2026-11-24", None).shown("review decide --staff SE2321000057-TESTCIA --verdict revoke --yes");
    told += &by(ANNA, "2026-11-24", None).shown("review decide --staff SE2321000057-TESTANNA --verdict keep --yes");
    told += &by(ANNA, "2026-11-24", Some("b\np\nb\n\ns\nj\n")).shown("review decide");
    told += &by(ANNA, "2026-11-24", None).shown("review decide --staff SE2321000057-TESTNOBODY --verdict keep --yes");
    told += &by(ANNA, "2026-11-24", None).shown("review decide --verdict keep");
    told += &by("uid:300", "2026-11-24", None).shown("review list --format csv");
    told += &by(REGION, "2026-12-09", None).shown("due --within 7d --clinic SE2321000057-TEST1 --format csv");
    told += &by(ANNA, "2026-12-14", None).shown("review close 16 --yes");
    told += &by(REGION, "2026-12-14", None).shown("review close 16 --pause-undecided --yes");
    told += &by(REGION, "2026-12-14", None).shown("review close 16 --pause-undecided --yes");
    told += &by(REGION, "2026-12-14", None).shown("review report 16");
    told += &by(REGION, "2026-12-14", None).shown("review report 16 --format csv -o genomgång.csv");
    told += &std::fs::read_to_string(folder.path().join("genomgång.csv")).expect("the report is there");
    told += "\n";
    told += &by(REGION, "2026-12-14", None).shown("review list");
    told += &by(REGION, "2026-12-14", None).shown("review report 12");
    told += &by(REGION, "2026-12-14", None).shown("register verify --deep");
    insta::assert_snapshot!(steady(&told));
}

#[test]
fn the_measures_are_of_those_who_left_and_of_reviews_that_were_finished() {
    let folder = TempDir::new().expect("a folder");
    taken_over(folder.path());
    let region = |day, command: &str| {
        let (exit, text) = Scene { folder: folder.path(), account: REGION, day, answers: None }.run(command);
        assert_eq!(exit, Exit::Done, "{command}\n{text}");
        text
    };
    let measures = |day| {
        let page: serde_json::Value = serde_json::from_str(&region(day, "due --format json")).expect("it is JSON");
        page["measures"].to_string()
    };
    assert_eq!(measures("2026-11-19"), "{}", "nobody has left, and nothing was reviewed");
    // Ended with the last day; five days late; and by a plan that knows the last day of the staff list.
    region("2026-11-19", "permission leaver --staff SE2321000057-TESTDAN --last-day 2026-11-30 --reference A1 --yes");
    region("2026-11-19", "permission leaver --staff SE2321000057-TESTGUN --last-day 2026-11-14 --reference A2 --yes");
    region("2026-11-19", "reconcile -o plan.json --reference A3");
    region("2026-11-19", "apply plan.json --yes");
    assert_eq!(
        measures("2026-11-19"),
        r#"{"leavers":{"permissions":2,"median_days":5,"longest_days":13}}"#,
        "the leave of the plan is no leaver, and whose last day has not come has not left"
    );
    let left = r#"{"leavers":{"permissions":3,"median_days":5,"longest_days":13}}"#;
    assert_eq!([measures("2026-11-30") == left, measures("2026-12-01") == left], [false, true]);
    assert_eq!(measures("2027-12-01"), "{}", "of the last year only");
    region("2026-11-20", "review open --until 2026-12-01 --reference GR-1 --yes");
    assert!(!measures("2026-12-01").contains("reviewed"), "the last day is a day to decide");
    assert!(measures("2026-12-02").contains(r#""reviewed":{"in_time":0,"clinics":1}"#));
    let due = region("2026-12-02", "due");
    let flowing: Vec<&str> = due.split_whitespace().collect();
    assert!(flowing.join(" ").contains("gicks igenom i tid vid 0 % (0 av 1) av mottagningarna"), "{due}");
}
