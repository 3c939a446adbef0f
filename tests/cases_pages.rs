//! `cases summary`, `overdue` and `deadline` on a small invented log: what a person reads at a narrow and at a wide terminal,
//! and what programs and spreadsheets get.
#![expect(clippy::disallowed_methods, reason = "a test writes the logs that it reads")]

use std::fmt::Write as _;
use std::path::Path;

use assert_cmd::Command;

const HEADINGS: &str =
    "Ärende-id;HSA-id mottagning;Ärendetyp;Inkommet;Fördelat;Delsvar;Besvarat;Avslutat;Svarskanal;Rödmarkerat\n";

/// Cases of three clinics: answered in time and late, waiting, overdue, closed without an answer.
fn log() -> String {
    let mut rows = String::from(HEADINGS);
    let days = [(7, 9), (21, 9), (5, 10), (13, 10), (2, 11), (10, 11)];
    for (number, (day, month)) in (1000..).step_by(10).zip(days) {
        let (day, next) = (format!("2026-{month:02}-{day:02}"), format!("2026-{month:02}-{:02}", day + 1));
        let mut row =
            |number: i32, rest: String| writeln!(rows, "A-{number};SE2321000057-TEST{rest};nej").expect("memory");
        row(number, format!("1;Förnya recept;{day} 08:15;{day} 08:40;;{day} 13:05;{next} 09:00;digitalt"));
        row(number + 1, format!("1;Boka tid;{day} 09:30;{day} 10:00;;{next} 11:00;{next} 11:05;telefon"));
        row(number + 2, format!("2;Förnya recept;{day} 16:50;{next} 08:10;;{next} 08:55;{next} 09:00;digitalt"));
    }
    rows.push_str(
        "A-2001;SE2321000057-TEST1;Egenremiss;2026-10-05 10:00;2026-10-05 12:00;2026-10-06 09:00;2026-10-09 15:00;2026-10-09 15:00;brev;nej\n\
         A-2002;SE2321000057-TEST1;Boka tid;2026-10-24 11:00;2026-10-26 08:30;;2026-10-26 16:00;;digitalt;nej\n\
         A-2003;SE2321000057-TEST1;Boka tid;2026-11-03 14:00;2026-11-03 15:00;;;;;ja\n\
         A-2004;SE2321000057-TEST1;Förnya recept;2026-11-18 16:50;;;;;;ja\n\
         A-2005;SE2321000057-TEST1;Förnya recept;2026-11-18 09:10;2026-11-18 10:00;;;;;nej\n\
         A-2006;SE2321000057-TEST1;Rådgivning;2026-11-20 08:05;;;;;;nej\n\
         A-2007;SE2321000057-TEST2;Boka tid;2026-11-16 07:30;2026-11-16 09:00;;;;;ja\n\
         A-2008;SE2321000057-TEST2;;2026-11-20 10:00;;;;;;ja\n\
         A-2009;SE2321000057-TEST9;Förnya recept;2026-11-12 12:00;2026-11-12 12:10;;2026-11-12 12:40;2026-11-12 12:45;digitalt;nej\n\
         =A-2010;SE2321000057-TEST9;Förnya recept;2026-11-12 13:00;2026-11-12 13:10;;;2026-11-13 12:45;;nej\n",
    );
    rows
}

struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn riktlinje(folder: &Path, width: u16, args: &[&str]) -> Ran {
    let output = Command::cargo_bin("riktlinje")
        .expect("the binary is built")
        .current_dir(folder)
        .env("COLUMNS", width.to_string())
        .args(args)
        .output()
        .expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("the folder is ours");
    write("log.csv", &log());
    write(
        "clinics.csv",
        "HSA-id;Namn\nSE2321000057-TEST1;Bräcke vårdcentral\nSE2321000057-TEST2;Åby ungdomsmottagning\n",
    );
    let bad = format!(
        "{HEADINGS}B-1;SE2321000057-TEST1;Boka tid;2026-11-18 09:10;;;i går;;;\n\
         B-2;SE2321000057-TEST1;Boka tid;2026-11-18 09:10;;;2026-11-17 09:00;;;\nB-3;SE2321000057-TEST1\n"
    );
    write("bad.csv", &bad);
    write("poor.csv", "HSA-id mottagning;Inkommet;Besvarat\nSE2321000057-TEST1;2026-11-18 09:10;2026-11-19 10:00\n");
    folder
}

const THEN: [&str; 6] = ["--policy", "rjl-1177", "--clinics", "clinics.csv", "--as-of", "2026-11-20T12:00"];

/// What a command that ends well prints.
fn page(width: u16, args: &[&str]) -> String {
    let folder = folder();
    let ran = riktlinje(folder.path(), width, &[args, &THEN].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{args:?}");
    ran.stdout
}

fn snapshot(name: &str, page: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("cases_pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, page));
}

#[test]
fn a_summary_is_read_on_narrow_and_wide_terminals() {
    for lang in ["sv", "en"] {
        for width in [80, 140] {
            let page = page(width, &["cases", "summary", "log.csv", "--lang", lang]);
            assert!(page.lines().all(|line| line.chars().count() <= width.into()), "{page}");
            snapshot(&format!("summary-{lang}-{width}"), &page);
        }
    }
    snapshot("summary-csv", &page(80, &["cases", "summary", "log.csv", "--format", "csv", "--lang", "sv"]));
    snapshot(
        "summary-json",
        &page(80, &["cases", "summary", "log.csv", "--format", "json", "--clinic", "se2321000057-test2"]),
    );
}

#[test]
fn groups_lie_within_groups_and_months_follow_each_other() {
    let by_type = ["cases", "summary", "log.csv", "--by", "clinic", "--by", "case-type", "--lang", "sv"];
    snapshot("summary-clinic-type", &page(80, &by_type));
    snapshot("summary-month", &page(80, &["cases", "summary", "log.csv", "--by", "month", "--lang", "sv"]));
    let over = ["cases", "summary", "log.csv", "--over", "1 month", "--within", "4 working hours", "--lang", "sv"];
    snapshot("summary-over", &page(80, &over));
}

#[test]
fn overdue_cases_are_shown_with_their_places() {
    for lang in ["sv", "en"] {
        for width in [80, 140] {
            snapshot(
                &format!("overdue-{lang}-{width}"),
                &page(width, &["cases", "overdue", "log.csv", "--lang", lang]),
            );
        }
    }
    snapshot("overdue-few", &page(80, &["cases", "overdue", "log.csv", "--at-most", "2", "--lang", "sv"]));
    snapshot("overdue-type", &page(80, &["cases", "overdue", "log.csv", "--case-type", "Webbtidbok", "--lang", "sv"]));
    snapshot("overdue-csv", &page(80, &["cases", "overdue", "log.csv", "--format", "csv", "--lang", "sv"]));
    snapshot("overdue-json", &page(80, &["cases", "overdue", "log.csv", "--format", "json"]));
}

#[test]
fn what_could_not_be_used_is_told_loudly() {
    snapshot(
        "summary-bad",
        &page(80, &["cases", "summary", "log.csv", "bad.csv", "--clinic", "SE2321000057-TEST2", "--lang", "sv"]),
    );
    snapshot("summary-poor", &page(80, &["cases", "summary", "poor.csv", "--no-duplicates-check", "--lang", "sv"]));
}

#[test]
fn logs_that_overlap_are_believed_and_count_each_case_once() {
    let folder = folder();
    std::fs::write(folder.path().join("again.csv"), log()).expect("the folder is ours");
    let args = ["cases", "summary", "log.csv", "again.csv", "--format", "json"];
    let ran = riktlinje(folder.path(), 80, &[&args[..], &THEN].concat());
    let page: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    assert_eq!((&page["believed"], &page["cases"], &page["left_out"]), (&true.into(), &28.into(), &28.into()));
}

#[test]
fn commands_end_as_scripts_expect() {
    let folder = folder();
    let code = |args: &[&str]| {
        let ran = riktlinje(folder.path(), 80, &[args, &THEN].concat());
        (ran.code.expect("it ends by itself"), ran.stderr)
    };
    assert_eq!(code(&["cases", "overdue", "log.csv", "--exit-code"]).0, 1);
    assert_eq!(code(&["cases", "overdue", "poor.csv", "--exit-code"]).0, 0);
    for (args, exit, told) in [
        (&["cases", "summary", "log.csv", "--clinic", "SE2321000057-TEST77"][..], 5, "SE2321000057-TEST77"),
        (&["cases", "overdue", "log.csv", "--case-type", "Boka tidd"], 5, "Menade du «Boka tid»?"),
        (&["cases", "summary"], 2, "ingen ärendelogg"),
        (&["cases", "summary", "clinics.csv"], 2, "clinics.csv"),
        (&["cases", "summary", "log.csv", "--over", "2 working days"], 2, "3 months"),
    ] {
        let (code, stderr) = code(args);
        assert_eq!(code, exit, "{args:?}: {stderr}");
        assert!(stderr.contains(told), "{args:?}: {stderr}");
    }
}

/// The vectors of the working day: one working day, strict counting.
#[test]
fn a_deadline_is_the_end_of_the_first_working_day_after() {
    let folder = folder();
    let due = |args: &[&str]| {
        let ran = riktlinje(folder.path(), 80, &[&["cases", "deadline", "--format", "json"], args].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        serde_json::from_str::<serde_json::Value>(&ran.stdout).expect("it is JSON")
    };
    for (received, day) in [
        ("2026-04-02T15:00", "2026-04-07"),
        ("2026-06-19T09:00", "2026-06-22"),
        ("2026-12-23", "2026-12-28"),
        ("2026-12-30", "2027-01-04"),
        ("2027-01-05", "2027-01-07"),
        ("2026-11-20", "2026-11-23"),
        ("2026-11-21", "2026-11-23"),
    ] {
        let page = due(&[received]);
        let deadline = page["deadline"].as_str().expect("an instant");
        assert!(deadline.starts_with(&format!("{day}T23:59:59")), "{received}: {deadline}");
    }
    let rolled = due(&["2026-11-21", "--counting", "roll_forward"]);
    assert_eq!(rolled["deadline"], "2026-11-24T23:59:59+01:00");
    assert_eq!(rolled["other"]["deadline"], "2026-11-23T23:59:59+01:00");
    assert_eq!(due(&["2026-04-02T15:00", "--within", "4 working hours"])["deadline"], "2026-04-07T10:00:00+02:00");
    assert_eq!(due(&["2200-12-30", "--within", "4000000000 working days"])["deadline"], "2200-12-31T23:59:59+01:00");
}

#[test]
fn a_deadline_is_explained_day_by_day() {
    let folder = folder();
    for lang in ["sv", "en"] {
        let pages: Vec<String> = [
            &["2026-04-02T15:00"][..],
            &["2026-11-21T10:00", "--counting", "roll_forward", "--policy", "rjl-1177"],
            &["2026-04-02T15:00", "--within", "30 working hours"],
            &["2026-04-02", "--within", "20 working days"],
            &["2026-04-02", "--within", "120 working days"],
            &["2026-04-02T10:00", "--within", "30 hours"],
            &["2026-11-21", "--within", "same working day"],
        ]
        .iter()
        .map(|args| {
            let ran = riktlinje(folder.path(), 80, &[&["cases", "deadline", "--lang", lang], *args].concat());
            assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
            ran.stdout
        })
        .collect();
        snapshot(&format!("deadline-{lang}"), &pages.join("\n"));
    }
    let ran = riktlinje(folder.path(), 80, &["cases", "deadline", "2026-04-02", "--within", "2 hours", "--lang", "sv"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("2026-04-02T15:00"), "{}", ran.stderr);
}

/// The figures behind a rule on answer times: of a clinic that answers in time, one that does not, and one with too few cases.
#[test]
fn explain_shows_the_figures_behind_a_rule_on_cases() {
    let region = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    for lang in ["sv", "en"] {
        let pages: Vec<String> = ["SE2321000057-TEST1", "SE2321000057-TEST2", "SE2321000057-TEST13"]
            .iter()
            .map(|clinic| {
                let args = ["explain", "svar-sent", "--project", "region", "--clinic", clinic, "--lang", lang];
                let ran = riktlinje(Path::new(region), 80, &args);
                assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
                ran.stdout
            })
            .collect();
        snapshot(&format!("explain-{lang}"), &pages.join("\n"));
    }
}
