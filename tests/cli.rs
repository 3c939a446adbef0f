//! The whole binary, as a person or a CI job meets it: what it prints, where, and how it ends.
//!
//! Few and broad: what a rule, a decoder or a format does is tested in its own room.

#![expect(clippy::disallowed_methods, reason = "these tests make and read the files that the program works on")]

#[path = "cli/actions.rs"]
mod actions;
#[path = "cli/booking.rs"]
mod booking;
#[path = "cli/forms.rs"]
mod forms;
#[path = "cli/hooks.rs"]
mod hooks;
#[path = "cli/pages.rs"]
mod pages;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use assert_cmd::cargo::CommandCargoExt as _;

/// The fixture worlds.
fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// A run of the program.
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

/// Runs the program in a folder, with nothing of the environment but what the test gives.
fn run_in(folder: &Path, env: &[(&str, &str)], args: &[&str]) -> Ran {
    let output = command(folder, env, args).output().expect("the program starts");
    Ran {
        code: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("it writes UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("it writes UTF-8"),
    }
}

fn command(folder: &Path, env: &[(&str, &str)], args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("riktlinje").expect("the program is built");
    command.current_dir(folder).env_clear().envs(env.iter().copied()).args(args);
    command
}

fn run(args: &[&str]) -> Ran {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), &[], args)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// A folder made by `init`, in Swedish.
fn project() -> tempfile::TempDir {
    let folder = folder();
    let made = run_in(folder.path(), &[], &["init", "region"]);
    assert_eq!((made.code, made.stdout.as_str()), (0, ""), "{}", made.stderr);
    folder
}

/// Every command, by the words that lead to it.
const COMMANDS: [&str; 77] = [
    "",
    "audit",
    "explain",
    "facts",
    "facts show",
    "policy",
    "policy check",
    "policy show",
    "policy facts",
    "policy coverage",
    "policy test",
    "directory",
    "directory show",
    "directory list",
    "directory problems",
    "booking",
    "booking show",
    "cases",
    "cases summary",
    "cases overdue",
    "cases deadline",
    "init",
    "workdays",
    "completions",
    "man",
    "help",
    "permission",
    "permission grant",
    "permission pause",
    "permission resume",
    "permission extend",
    "permission revoke",
    "permission leaver",
    "permission undo",
    "permission list",
    "permission show",
    "permission history",
    "permission explain",
    "permission import",
    "permission export",
    "report",
    "actions",
    "reconcile",
    "todo",
    "todo confirm",
    "review",
    "review open",
    "review list",
    "review decide",
    "review close",
    "review report",
    "due",
    "apply",
    "register",
    "register init",
    "register status",
    "register verify",
    "register checkpoint",
    "register backup",
    "register takeover",
    "register restore",
    "register copy",
    "register snapshot",
    "register settings",
    "register erase-person",
    "clinic",
    "clinic open",
    "clinic close",
    "clinic list",
    "actor",
    "actor bind",
    "actor unbind",
    "actor list",
    "whoami",
    "journal",
    "journal show",
    "journal export",
];

fn help_tree(lang: &str) -> String {
    let mut tree = String::new();
    for path in COMMANDS {
        let args: Vec<&str> = path.split_whitespace().chain(["--help", "--lang", lang]).collect();
        let help = run(&args);
        assert_eq!((help.code, help.stderr.as_str()), (0, ""), "{path}");
        tree.extend(["$ riktlinje ", path, " --help\n", &help.stdout, "\n"]);
    }
    tree
}

#[test]
fn the_help_of_every_command_in_swedish() {
    insta::assert_snapshot!("help_sv", help_tree("sv"));
}

#[test]
fn the_help_of_every_command_in_english() {
    insta::assert_snapshot!("help_en", help_tree("en"));
}

#[test]
fn swedish_words_lead_to_the_same_commands_with_and_without_diacritics() {
    for (one, other) in [
        ("granska --help", "audit --help"),
        ("förklara --help", "explain --help"),
        ("forklara --help", "explain --help"),
        ("regelverk täckning rjl-1177", "policy coverage rjl-1177"),
        ("regelverk tackning rjl-1177", "policy coverage rjl-1177"),
        ("fakta visa --help", "facts show --help"),
        ("arbetsdagar 2026", "workdays 2026"),
        ("ärenden svarstid 2026-04-02", "cases deadline 2026-04-02"),
        ("arenden forsenade --help", "cases overdue --help"),
        ("ärenden försenade --help", "cases overdue --help"),
        ("ärenden sammanfatta --help", "cases summary --help"),
        ("hjälp audit", "audit --help"),
    ] {
        let [one, other] = [one, other].map(|line| run(&line.split(' ').collect::<Vec<_>>()));
        assert_eq!(one.code, 0, "{}", one.stderr);
        assert_eq!(one.stdout, other.stdout);
    }
}

#[test]
fn the_language_is_the_flags_else_the_projects_else_the_environments() {
    let folder = project();
    let said = |env: &[(&str, &str)], args: &[&str]| run_in(folder.path(), env, args).stdout;
    let english = [("LC_ALL", "en_GB.UTF-8")];
    assert!(said(&english, &["policy", "check", "rjl-1177"]).contains("is in order"));
    assert!(said(&[("LANG", "de_DE.UTF-8")], &["policy", "check", "rjl-1177"]).contains("är i ordning"));
    assert!(said(&english, &["policy", "check", "--project", "region"]).contains("är i ordning"));
    assert!(said(&[], &["policy", "check", "--project", "region", "--lang", "en"]).contains("is in order"));
}

#[test]
fn usage_ends_in_2_and_is_told_on_stderr() {
    for args in [&["granska", "--nonsens"][..], &["nonsens"], &[], &["audit", "--as-of", "i går"], &["help", "adit"]] {
        let ran = run(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
        assert!(!ran.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn mistakes_in_the_settings_are_drawn_all_at_once() {
    let folder = folder();
    let text = "format: riktlinje/project/v1\npolcy: rjl-1177\nsources:\n  exprts: exports/\n  cases: cases.csv\n";
    std::fs::write(folder.path().join("riktlinje.yaml"), text).expect("the folder is ours");
    let inner = folder.path().join("a/b");
    std::fs::create_dir_all(&inner).expect("the folder is ours");
    let ran = run_in(&inner, &[], &["audit"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(ran.stderr, @r#"
    fel: inställningen «polcy» finns inte
     --> ../../riktlinje.yaml:2:1
      |
    2 | polcy: rjl-1177
      | ^^^^^
      |
      = råd: Menade du «policy»?

    fel: inställningen «exprts» finns inte
     --> ../../riktlinje.yaml:4:3
      |
    4 |   exprts: exports/
      |   ^^^^^^
      |
      = råd: Menade du «exports»?

    fel: ../../riktlinje.yaml har 2 misstag
    "#);
}

#[test]
fn without_anything_to_work_on_the_next_step_is_told() {
    let folder = folder();
    let ran = run_in(folder.path(), &[], &["audit"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.stderr, @r#"
    fel: det finns inget att granska
    råd: Ange mottagningarnas exporter, till exempel: riktlinje audit exporter/ --policy rjl-1177
         En mapp med exempel att börja i skapas med: riktlinje init min-region
    "#);
    let ran = run_in(folder.path(), &[], &["audit", "--policy", "rjl-1177", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.stderr, @r#"
    error: there is nothing to audit
    help: Name the clinics' exports, such as: riktlinje audit exports/ --policy rjl-1177
          A folder with samples to begin in is made with: riktlinje init my-region
    "#);
    let ran = run_in(folder.path(), &[], &["audit", "--policy", "rjl-117", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.stderr, @r#"
    error: there is nothing to audit
    help: Name the clinics' exports, such as: riktlinje audit exports/ --policy rjl-1177
          A folder with samples to begin in is made with: riktlinje init my-region
    "#);
}

#[test]
fn init_makes_a_folder_in_which_audit_runs_at_once() {
    for lang in ["sv", "en"] {
        let folder = folder();
        let made = run_in(folder.path(), &[], &["init", "region", "--lang", lang]);
        assert_eq!((made.code, made.stdout.as_str()), (0, ""), "{}", made.stderr);
        let check = run_in(folder.path(), &[], &["policy", "check", "--project", "region"]);
        assert_eq!(check.code, 0, "{}", check.stderr);
        let tried = run_in(folder.path(), &[], &["policy", "test", "--project", "region"]);
        assert_eq!(tried.code, 0, "{}", tried.stderr);
        // The samples have failures to show, and nothing in them is unreadable.
        let audit = run_in(&folder.path().join("region/policy"), &[], &["audit"]);
        assert_eq!(audit.code, 1, "{}\n{}", audit.stderr, audit.stdout);
        assert_eq!(audit.stderr, "");
        for expected in ["SE2321000057-TEST2", "SE2321000057-TEST3", "begar-intyg-saknas"] {
            assert!(audit.stdout.contains(expected), "{expected} is missing:\n{}", audit.stdout);
        }
        let json = run_in(folder.path(), &[], &["audit", "--project", "region", "--format", "json"]);
        let run: serde_json::Value = serde_json::from_str(&json.stdout).expect("it is JSON");
        assert_eq!(run["problems"]["shown"], serde_json::json!([]), "the samples are read without a remark");
        assert_eq!(run["coverage"]["sources_failed"], serde_json::json!([]));
    }
}

#[test]
fn init_never_overwrites() {
    let folder = project();
    let again = run_in(folder.path(), &[], &["init", "region"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("region/riktlinje.yaml"), "{}", again.stderr);
    let other = folder.path().join("other");
    std::fs::create_dir(&other).expect("the folder is ours");
    std::fs::write(other.join("clinics.csv"), "mine").expect("the folder is ours");
    let refused = run_in(folder.path(), &[], &["init", "other"]);
    assert_eq!(refused.code, 2);
    assert!(!other.join("riktlinje.yaml").exists(), "a refusal writes nothing");
    assert_eq!(std::fs::read_to_string(other.join("clinics.csv")).expect("it is there"), "mine");
}

#[test]
fn an_export_that_is_not_whole_is_never_exit_0() {
    let folder = folder();
    let clinic = |number: u8| format!(r#"{{"hsa_id": "SE2321000057-TEST{number}", "status": "active"}}"#);
    let whole = format!("[{}, {}]", clinic(1), clinic(2));
    let run_on = |text: &str| {
        std::fs::write(folder.path().join("export.json"), text).expect("the folder is ours");
        let typed = ["audit", "export.json", "--policy", "rjl-1177", "--as-of", "2026-11-20", "--fail-on", "never"];
        let ran = run_in(folder.path(), &[], &[&typed[..], &["--format", "json=run.json", "--quiet"]].concat());
        (ran.code, ran.stderr)
    };
    assert_eq!(run_on(&whole), (0, String::new()));
    let stored = std::fs::read_to_string(folder.path().join("run.json")).expect("it was written");
    let told: Vec<String> = [&whole[..whole.len() - 9], &format!("{whole} []"), r#"[{"hsa_id": ""}]"#, &stored]
        .into_iter()
        .map(|text| {
            let (code, told) = run_on(text);
            assert_eq!(code, 2, "{told}");
            told
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    fel: export.json kunde inte läsas: filen tar slut mitt i listan av mottagningar, på rad 1
    råd: Exporten blev nog avbruten. Exportera igen; de mottagningar som följer efter detta ställe saknas.

    fel: export.json kunde inte läsas: filen fortsätter efter sitt slut, på rad 1, tecken 110; resten lästes inte
    råd: Ta bort det som står efter slutet. Står det en mottagning på varje rad, ge filen ändelsen .jsonl.

    fel: export.json kunde inte läsas: ingen post i filen gick att läsa (en utelämnad)
    råd: Se under problem i källorna vad som är fel med dem.
    fel: ingen mottagning kunde granskas, så resultatet säger ingenting

    fel: export.json kunde inte läsas: filen är en sparad granskning, eller ett annat svar som riktlinje har skrivit, och ingen källa
    råd: Ange exporten som mottagningarna står i. En sparad granskning visas med riktlinje report FIL, och --baseline FIL jämför med den.
    fel: ingen mottagning kunde granskas, så resultatet säger ingenting
    ");
}

#[test]
fn the_exit_code_follows_fail_on_and_never_the_format() {
    let folder = project();
    let code = |args: &[&str]| {
        let args: Vec<&str> = ["audit", "--project", "region"].iter().chain(args).copied().collect();
        run_in(folder.path(), &[], &args).code
    };
    for format in ["table", "json"] {
        assert_eq!(code(&["--format", format]), 1);
        assert_eq!(code(&["--format", format, "--fail-on", "never"]), 0);
        assert_eq!(code(&["--format", format, "--fail-on", "never", "--strict"]), 1);
    }
    let warning = &["--rule", "begar-intyg-saknas"];
    assert_eq!(code(warning), 0);
    assert_eq!(code(&[&warning[..], &["--fail-on", "warning"]].concat()), 1);
    assert_eq!(code(&[&warning[..], &["--fail-on", "info"]].concat()), 1);
}

#[test]
fn clinics_and_rules_that_do_not_exist_are_told() {
    let folder = project();
    let ran = run_in(folder.path(), &[], &["audit", "--project", "region", "--clinic", "SE2321000057-TEST99"]);
    assert_eq!(ran.code, 5);
    insta::assert_snapshot!(ran.stderr, @r#"
    fel: mottagningen SE2321000057-TEST99 finns varken i listan eller i exporterna
    råd: Kontrollera HSA-id:t, och att rätt underlag är angivet.
    "#);
    let ran = run_in(folder.path(), &[], &["audit", "--project", "region", "--rule", "begär-intyg-saknas"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.stderr, @r#"
    fel: det finns ingen regel som heter «begär-intyg-saknas»
    råd: Menade du «begar-intyg-saknas»?
    råd: Alla regler visas med: riktlinje policy show
    "#);
    let ran = run_in(folder.path(), &[], &["facts", "show", "SE2321000057-TEST99", "--project", "region"]);
    assert_eq!(ran.code, 5);
    let ran = run(&["explain", "fornya-recept-sakns", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.stderr, @r#"
    error: there is no rule called «fornya-recept-sakns»
    help: Did you mean «fornya-recept-saknas»?
    help: All rules are shown with: riktlinje policy show
    "#);
}

#[test]
fn one_clinic_can_be_looked_at_alone() {
    let folder = project();
    let args = ["audit", "--project", "region", "--clinic", "se2321000057-test1", "--format", "json"];
    let ran = run_in(folder.path(), &[], &args);
    let run: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    let clinics: Vec<_> = run["clinics"].as_array().expect("a list").iter().map(|clinic| &clinic["hsa_id"]).collect();
    assert_eq!(clinics, ["SE2321000057-TEST1"]);
    assert_eq!(run["population"]["filtered_out"], 2);
}

/// The clinic may stand in the very file that could not be read; the other files count as they are.
#[test]
fn a_clinic_that_an_unreadable_export_may_hold_is_not_missing() {
    let folder = project();
    let export = folder.path().join("region/exports/test1.yaml");
    std::fs::write(export, "hsa_id: [").expect("init made it");
    let args = ["audit", "--project", "region", "--format", "json", "--fail-on", "never"];
    let ran = run_in(folder.path(), &[], &args);
    assert_ne!(ran.code, 0, "a source that could not be read is never exit 0");
    let run: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    let clinics = run["clinics"].as_array().expect("a list");
    let in_export: Vec<_> = clinics
        .iter()
        .map(|clinic| (clinic["hsa_id"].as_str(), clinic["outcomes"]["mottagning-saknas-i-e-tjansterna"].as_str()))
        .collect();
    let unknown = |id| (Some(id), Some("unknown"));
    // The third is in no export that could be read either.
    assert_eq!(
        in_export,
        [unknown("SE2321000057-TEST1"), (Some("SE2321000057-TEST2"), Some("pass")), unknown("SE2321000057-TEST3")]
    );
    assert_eq!(clinics[1]["outcomes"]["mottagning-ej-aktiverad"], "pass", "what the other files say is known");
}

/// The last line of a report counts the facts that its rules asked for.
#[test]
fn of_chosen_rules_only_their_own_facts_are_told() {
    let folder = project();
    let facts = |rules: &[&str]| {
        let args = [&["audit", "--project", "region", "--format", "json"], rules].concat();
        let run: serde_json::Value =
            serde_json::from_str(&run_in(folder.path(), &[], &args).stdout).expect("it is JSON");
        let count = |name: &str| run["coverage"][name].as_array().expect("a list").len();
        count("facts_read") + count("facts_missing")
    };
    let one = facts(&["--rule", "begar-intyg-saknas"]);
    let all = facts(&[]);
    assert!((1..10).contains(&one) && one < all, "{one} of {all}");
}

#[test]
fn a_declared_source_that_is_missing_never_ends_in_0() {
    let folder = project();
    std::fs::remove_file(folder.path().join("region/declarations.csv")).expect("init made it");
    let args = ["audit", "--project", "region", "--fail-on", "never", "--lang", "en"];
    let ran = run_in(folder.path(), &[], &args);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("declarations.csv"), "{}", ran.stderr);
    assert!(!ran.stdout.is_empty(), "the rest is reported all the same");
}

#[test]
fn a_file_that_is_mistyped_stops_the_command_before_anything_is_read() {
    let folder = project();
    // An empty text, as a script without its variable gives it, is no name of this folder.
    let (mistyped, empty) = ("inga.csv", "an empty text");
    for (typed, told) in [(&["--staff", "inga.csv"][..], mistyped), (&["inga.csv"], mistyped), (&[""], empty)] {
        let ran = run_in(folder.path(), &[], &[&["audit", "--project", "region", "--lang", "en"], typed].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
    }
}

#[test]
fn a_remote_source_that_does_not_answer_ends_in_7() {
    let folder = project();
    // Nobody listens on the discard port of this machine.
    let args = ["audit", "https://127.0.0.1:9/a.json", "--project", "region", "--lang", "en"];
    let ran = run_in(folder.path(), &[], &args);
    assert_eq!(ran.code, 7, "{}", ran.stderr);
    assert!(ran.stderr.contains("https://127.0.0.1:9/a.json"), "{}", ran.stderr);
    // Whether the clinic exists cannot be told then either.
    let clinic = [&args[..], &["--clinic", "SE2321000057-TEST99"]].concat();
    assert_eq!(run_in(folder.path(), &[], &clinic).code, 7);
}

#[test]
fn what_concerns_no_clinic_counts_none() {
    let folder = folder();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("the folder is ours");
    write(
        "waivers.csv",
        "Regel;HSA-id mottagning;Skäl;Ansvarig;Upphör\nintyg-saknas-v1;SE2321000057-TEST99;Väntar;Chef;2026-12-27\n",
    );
    write("absence.csv", "HSA-id;Från;Till\n");
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/in-order");
    let project = project.to_str().expect("UTF-8");
    let audited = |flags: &[&str]| {
        let args = [&["audit", "--project", project, "--format", "json", "--fail-on", "never"], flags].concat();
        serde_json::from_str::<serde_json::Value>(&run_in(folder.path(), &[], &args).stdout).expect("a run")
    };
    // A waiver of a clinic that nobody has is told, and no clinic fares worse for it.
    let run = audited(&["--waivers", "waivers.csv"]);
    assert_eq!(run["summary"]["failures"]["warning"], 1);
    assert_eq!([&run["summary"]["clinics"], &run["summary"]["clear"], &run["summary"]["remarked"]], [6, 6, 0]);
    // Where nobody is on leave, the clause about leave concerns nobody: it was not left unjudged.
    let run = audited(&["--absence", "absence.csv"]);
    assert_eq!(run["coverage"]["clauses_unjudged"], serde_json::json!([]));
}

#[test]
fn an_attestation_that_does_not_count_is_told() {
    let folder = folder();
    let rows = [
        "V3a;SE2321000057-TEST1;Begära recept;verksamhetschef;2026-11-01",
        "V3a;SE2321000057-TEST1;;verksamhetschef;2026-11-01",
        "V1;SE2321000057-TEST1;;;2026-11-01",
        "V1;SE2321000057-TEST99;;verksamhetschef;2026-11-01",
        "V1;SE2321000057-TEST1;;head of operations;2026-11-01",
        "V3a;SE2321000057-TEST1;Kontakta mig;verksamhetschef;2026-11-01",
    ];
    let table = format!("Punkt;HSA-id mottagning;Ärendetyp;Intygad av;Datum\n{}\n", rows.join("\n"));
    std::fs::write(folder.path().join("intyg.csv"), table).expect("the folder is ours");
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/in-order");
    let args = ["audit", "--attestations", "intyg.csv", "--format", "json", "--project"];
    let ran = run_in(folder.path(), &[], &[&args[..], &[project.to_str().expect("UTF-8")]].concat());
    let run: serde_json::Value = serde_json::from_str(&ran.stdout).expect("a run");
    let told =
        run["problems"]["shown"].as_array().expect("a list").iter().filter(|one| one["at"]["file"] == "intyg.csv");
    let told: Vec<String> = told.map(|one| format!("{} {}", one["at"]["line"], one["message"]["key"])).collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    2 "source-attestation-type"
    3 "source-attestation-no-type"
    4 "source-attestation-nobody"
    5 "source-attestation-clinic"
    "#);
}

#[test]
fn what_some_clinics_lack_is_not_missing_from_the_source_when_one_of_them_is_asked_for() {
    let folder = folder();
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/region");
    let project = project.to_str().expect("UTF-8");
    let lacking = |flags: &[&str]| {
        let args = [&["audit", "--project", project, "--format", "json", "--fail-on", "never"], flags].concat();
        let run = serde_json::from_str::<serde_json::Value>(&run_in(folder.path(), &[], &args).stdout).expect("a run");
        let findings = run["findings"].as_array().expect("a list").clone();
        let evidence = findings.into_iter().flat_map(|one| one["evidence"].as_array().cloned().unwrap_or_default());
        let lacking = evidence.filter(|one| one["missing"]["reason"] == "not_in_source");
        lacking.map(|one| one["fact"].to_string()).collect::<BTreeSet<_>>()
    };
    let of_all = lacking(&[]);
    let of_one = lacking(&["--clinic", "SE2321000057-TEST17"]);
    assert!(of_one.is_subset(&of_all), "{:?}", of_one.difference(&of_all));
}

#[test]
fn what_a_condition_compares_with_is_called_by_its_name_where_it_is_not_known() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/missing-sources");
    let args = ["explain", "annat-namn-i-hsa", "--clinic", "SE2321000057-TEST1", "--lang", "sv", "--project"];
    let folder = folder();
    let ran = run_in(folder.path(), &[], &[&args[..], &[project.to_str().expect("UTF-8")]].concat());
    assert!(ran.stdout.contains("ska vara samma som enhetens namn i HSA, men"), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn an_audit_of_nobody_proves_nothing() {
    let folder = folder();
    let empty = folder.path().join("empty.yaml");
    std::fs::write(empty, "format: riktlinje/clinics/v1\nclinics: []\n").expect("the folder is ours");
    let args = ["audit", "empty.yaml", "--policy", "rjl-1177", "--fail-on", "never"];
    let ran = run_in(folder.path(), &[], &args);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.stderr, @r#"fel: ingen mottagning kunde granskas, så resultatet säger ingenting"#);
}

#[test]
fn reports_go_to_files_whole_or_not_at_all() {
    let folder = project();
    let audit = |format: &str| {
        let args = ["audit", "--project", "region", "--fail-on", "never", "--as-of", "2026-11-20", "--format", format];
        run_in(folder.path(), &[], &args)
    };
    let ran = audit("json=rapport.json");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert_eq!(ran.stderr, "Skrev rapport.json.\n");
    let written = std::fs::read_to_string(folder.path().join("rapport.json")).expect("it was written");
    assert_eq!(written, audit("json").stdout, "the same bytes in a file as on the screen");
    let ran = audit("json=ingen/mapp.json");
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.stderr, @r#"
    fel: ingen/mapp.json kan inte skrivas: mappen som den ska ligga i finns inte
    råd: Skapa mappen, eller välj en annan plats.
    "#);
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("the folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 2, "nothing else is left: {left:?}");
}

#[test]
fn a_stored_run_is_written_again_as_it_would_have_been() {
    let folder = project();
    let audit = |lang: &str, format: &str| {
        let args = ["audit", "--project", "region", "--as-of", "2026-11-20", "--lang", lang, "--format", format];
        run_in(folder.path(), &[], &args)
    };
    assert_eq!(audit("sv", "json=run.json").code, 1);
    for (lang, format) in [("sv", "csv"), ("en", "sarif"), ("en", "junit"), ("sv", "github"), ("sv", "table")] {
        let again = run_in(folder.path(), &[], &["report", "run.json", "--lang", lang, "--format", format]);
        assert_eq!((again.code, again.stderr.as_str()), (0, ""), "a stored run is shown, and judges nothing");
        assert_eq!(again.stdout, audit(lang, format).stdout, "{format}");
    }
    let whole = std::fs::read(folder.path().join("run.json")).expect("it was written");
    // As what a program prints is stored where Windows does it.
    let text = String::from_utf8(whole.clone()).expect("it is UTF-8");
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.path().join("wide.json"), wide).expect("the folder can be written");
    let again = run_in(folder.path(), &[], &["report", "wide.json", "--lang", "sv", "--format", "csv"]);
    assert_eq!((again.code, again.stdout), (0, audit("sv", "csv").stdout), "{}", again.stderr);
    std::fs::write(folder.path().join("cut.json"), &whole[..whole.len() / 2]).expect("the folder can be written");
    std::fs::write(folder.path().join("other.json"), "{\"schema\": \"riktlinje/audit/v9\"}")
        .expect("it can be written");
    for (file, says) in [("cut.json", "rad "), ("other.json", "riktlinje/audit/v9"), ("none.json", "none.json")] {
        let ran = run_in(folder.path(), &[], &["report", file, "--lang", "sv"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{file}");
        assert!(ran.stderr.contains(says), "{file}: {}", ran.stderr);
    }
}

#[test]
fn a_run_is_compared_with_an_earlier_one() {
    let folder = project();
    let audit = |args: &[&str]| {
        let all = [&["audit", "--project", "region", "--as-of", "2026-11-20", "--lang", "sv"][..], args].concat();
        run_in(folder.path(), &[], &all)
    };
    assert_eq!(audit(&["--format", "json=before.json"]).code, 1);
    let compared = ["--baseline", "before.json"];
    assert_eq!(audit(&[&compared[..], &["--format", "json"]].concat()).code, 1, "old errors are errors all the same");
    assert_eq!(audit(&[&compared[..], &["--fail-on", "new-error"]].concat()).code, 0, "nothing is new");

    // One clinic is put right, another breaks a rule that it followed.
    let path = folder.path().join("region/exports/test1.yaml");
    let export = std::fs::read_to_string(&path).expect("init wrote it");
    let broken = export.replacen("state: active", "state: inactive", 1);
    std::fs::write(&path, broken).expect("the folder can be written");
    let people = folder.path().join("region/permissions.csv");
    let mended = std::fs::read_to_string(&people).expect("init wrote it")
        + "SE2321000057-TEST2;;SE2321000057-TESTP9;Ärendemottagare;Aktiv;SE2321000057-TESTP1;2026-10-01;\n";
    std::fs::write(&people, mended).expect("the folder can be written");
    let ran = audit(
        &[&compared[..], &["--fail-on", "new-error", "--format", "json=after.json", "--format", "table"]].concat(),
    );
    assert_eq!(ran.code, 1, "something is new");
    let changes = ran.stdout.split("Sedan 2026-11-20").nth(1).and_then(|rest| rest.split("Mottagningarna ─").next());
    insta::assert_snapshot!("changes", changes.expect("the report tells what has changed"));

    let again = run_in(folder.path(), &[], &["report", "after.json", "--baseline", "before.json", "--lang", "sv"]);
    assert_eq!(again.stdout, ran.stdout, "two stored runs compare as the audit did");
    let rule = audit(&[&compared[..], &["--rule", "lokal-administrator-saknas", "--format", "json"]].concat());
    assert!(rule.stdout.contains(r#""gone": []"#) || rule.stdout.contains(r#""gone":[]"#), "{}", rule.stdout);

    for (args, code, says) in [
        (&["--fail-on", "new-error"][..], 2, "--baseline"),
        (&["--baseline", "none.json"], 2, "none.json"),
        (&["--baseline", "region/riktlinje.yaml"], 2, "region/riktlinje.yaml"),
    ] {
        let ran = audit(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{}", ran.stderr);
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = project();
    let audit = ["audit", "--project", "region", "--format", "json=/dev/full", "--lang", "en"];
    let ran = run_in(folder.path(), &[], &audit);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.stderr, @r#"
    error: /dev/full cannot be written: the disk is full
    help: The old file, if there was one, is untouched. Make room on the disk, or choose another place.
    "#);
}

#[test]
fn formats_are_checked_before_anything_is_read() {
    for (formats, expected) in [
        (&["jsn"][..], "jsn"),
        (&["table", "json"], "skärmen"),
        (&["json=a", "table=a"], "samma fil"),
        (&["json="], "--format json=rapport.json"),
    ] {
        let args: Vec<&str> = ["audit"].into_iter().chain(formats.iter().flat_map(|f| ["--format", f])).collect();
        let ran = run(&args);
        assert_eq!(ran.code, 2, "{formats:?}");
        assert!(ran.stderr.contains(expected), "{formats:?}: {}", ran.stderr);
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_error_and_does_not_change_the_exit_code() {
    let cases: [(&[&str], i32); 3] = [
        (&["policy", "show", "rjl-1177"], 0),
        (&["audit", "--project", "region"], 1),
        (&["audit", "--project", "region", "--format", "json"], 1),
    ];
    for (args, code) in cases {
        let mut child = command(&fixtures(), &[], args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn colour_is_for_terminals_unless_it_is_asked_for() {
    let escape = '\u{1b}';
    let show = |env: &[(&str, &str)], color: &[&str]| {
        let args: Vec<&str> = ["policy", "show", "rjl-1177"].iter().chain(color).copied().collect();
        run_in(&fixtures(), env, &args).stdout
    };
    assert!(!show(&[], &[]).contains(escape));
    assert!(!show(&[("NO_COLOR", "1")], &[]).contains(escape));
    assert!(show(&[("NO_COLOR", "1")], &["--color", "always"]).contains(escape), "a flag is more than a wish");
    assert!(!show(&[], &["--color", "never"]).contains(escape));
}

#[test]
fn quiet_says_nothing_but_errors() {
    let folder = folder();
    let ran = run_in(folder.path(), &[], &["init", "region", "--quiet"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    let ran = run_in(folder.path(), &[], &["init", "region", "--quiet"]);
    assert_eq!(ran.code, 2);
    assert!(!ran.stderr.is_empty());
}

#[test]
fn exports_come_from_standard_input_too() {
    use std::io::Write as _;
    let folder = project();
    let export = std::fs::read(folder.path().join("region/exports/test1.yaml")).expect("init made it");
    let mut child = command(folder.path(), &[], &["audit", "-", "--policy", "rjl-1177", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("it is piped").write_all(&export).expect("it is read");
    let output = child.wait_with_output().expect("it ends");
    let run: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(run["clinics"][0]["hsa_id"], "SE2321000057-TEST1");
    assert_eq!(run["sources"][0]["name"], "-");
}

#[test]
fn the_same_input_and_day_give_the_same_bytes() {
    let folder = project();
    let args = ["audit", "--project", "region", "--as-of", "2026-11-20", "--format", "json", "--fail-on", "never"];
    let one = run_in(folder.path(), &[], &[&args[..], &["--jobs", "1"]].concat());
    let other = run_in(folder.path(), &[("LANG", "en_GB")], &[&args[..], &["--jobs", "4"]].concat());
    assert_eq!(one.stdout, other.stdout);
    assert!(one.stdout.contains("2026-11-20T23:59:59+01:00"));
}
