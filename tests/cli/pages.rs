//! What is printed about rules, facts, policies and days: pages that need no judgement of a region.

use crate::{COMMANDS, folder, project, run, run_in};

#[test]
fn a_rule_is_explained_with_and_without_a_clinic() {
    let folder = project();
    let rule = run(&["explain", "fornya-recept-saknas"]);
    assert_eq!((rule.code, rule.stderr.as_str()), (0, ""));
    for expected in ["fornya-recept-saknas", "Ö5a", "ska innehålla Förnya recept", "clinic.prescribes_medicines"] {
        assert!(rule.stdout.contains(expected), "{expected} is missing:\n{}", rule.stdout);
    }
    let args = ["explain", "fornya-recept-saknas", "--clinic", "SE2321000057-TEST2", "--project", "region"];
    let at_clinic = run_in(folder.path(), &[], &args);
    assert_eq!((at_clinic.code, at_clinic.stderr.as_str()), (0, ""));
    // The condition that decided, with the place and the value in it.
    for expected in ["SE2321000057-TEST2", "region/exports/test2.csv:2:123", "Inaktiv", "region/declarations.csv:3:53"]
    {
        assert!(at_clinic.stdout.contains(expected), "{expected} is missing:\n{}", at_clinic.stdout);
    }
}

#[test]
fn the_facts_of_a_clinic_have_places() {
    let folder = project();
    let args = ["facts", "show", "SE2321000057-TEST2", "--project", "region"];
    let table = run_in(folder.path(), &[], &args);
    assert_eq!((table.code, table.stderr.as_str()), (0, ""));
    assert!(table.stdout.contains("region/exports/test2.csv:2:"), "{}", table.stdout);
    let json = run_in(folder.path(), &[], &[&args[..], &["--format", "json"]].concat());
    let facts: serde_json::Value = serde_json::from_str(&json.stdout).expect("it is JSON");
    let status = facts["facts"].as_array().expect("a list").iter().find(|fact| fact["path"] == "clinic.status");
    let status = status.expect("every clinic has a status");
    assert_eq!(status["value"], "active");
    assert_eq!(status["at"][0]["file"], "region/exports/test2.csv");
}

#[test]
fn policies_are_checked_tried_and_shown() {
    let check = run(&["policy", "check", "rjl-1177", "--lang", "en"]);
    assert_eq!(check.code, 0, "{}", check.stderr);
    let folder = project();
    let path = folder.path().join("region/policy/policy.yaml");
    let text = std::fs::read_to_string(&path).expect("init made it");
    std::fs::write(&path, text.replace("contains: begar_intyg", "contains: begar_intig")).expect("it is ours");
    let wrong = run_in(folder.path(), &[], &["policy", "check", "--project", "region", "--lang", "en"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(wrong.stderr, @r#"
    error: There is no case type with the key «begar_intig»
      --> region/policy/policy.yaml:38:45
       |
    38 |     require: { case_types.open: { contains: begar_intig } }
       |                                             ^^^^^^^^^^^
       |
       = help: Did you mean «begar_intyg»?

    error: the policy has an error
    "#);
    assert_eq!(run_in(folder.path(), &[], &["audit", "--project", "region"]).code, 2, "a wrong policy judges nobody");
    // The rule turned round: every example comes out otherwise.
    std::fs::write(&path, text.replace("contains: begar_intyg", "contains: synpunkter")).expect("it is ours");
    let failing = run_in(folder.path(), &[], &["policy", "test", "--project", "region", "--lang", "en"]);
    assert_eq!(failing.code, 1);
    insta::assert_snapshot!(failing.stdout + &failing.stderr, @r#"
    min-region: 3 of 4 examples come out.
    error: begar-intyg-saknas answers «followed», but the example says «broken»
     --> region/policy/examples.yaml:9:7
      |
    9 |     - is: fail
      |       ^^^^^^^^
      |
      = help: The example's note: Begär intyg är inte öppen

    error: one example does not come out
    help: Either the rule says something else than was meant, or the example is wrong. Read the rule with: riktlinje explain RULE
    "#);
}

#[test]
fn policy_facts_as_json_are_the_whole_table() {
    let ran = run(&["policy", "facts", "--format", "json"]);
    let table: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    assert_eq!(table["format"], "riktlinje/facts/v1");
    for fact in table["facts"].as_array().expect("a list") {
        for key in ["path", "type", "about", "source", "sv", "en"] {
            let text = fact[key].as_str().expect("a text");
            assert!(!text.is_empty() && (key == "path" || text != fact["path"]), "{key} of {}", fact["path"]);
        }
    }
}

#[test]
fn workdays_of_a_year() {
    let ran = run(&["workdays", "2028", "--also-off", "skärtorsdagen", "--also-off", "2028-05-26"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    insta::assert_snapshot!(ran.stdout, @r#"
    2028 har 249 arbetsdagar. 11 lediga dagar infaller måndag till fredag.

      januari     20   ledigt den 6
      februari    21
      mars        23
      april       17   ledigt den 13, 14 och 17
      maj         20   ledigt den 1, 25 och 26
      juni        20   ledigt den 6 och 23
      juli        21
      augusti     23
      september   21
      oktober     22
      november    22
      december    19   ledigt den 25 och 26
      summa      249

    Lediga dagar med namn:
      2028-01-01  lör  nyårsdagen
      2028-01-06  tor  trettondedag jul
      2028-04-13  tor  skärtorsdagen
      2028-04-14  fre  långfredagen
      2028-04-16  sön  påskdagen
      2028-04-17  mån  annandag påsk
      2028-05-01  mån  första maj
      2028-05-25  tor  Kristi himmelsfärdsdag
      2028-05-26  fre  egen stängningsdag
      2028-06-04  sön  pingstdagen
      2028-06-06  tis  nationaldagen
      2028-06-23  fre  midsommarafton
      2028-06-24  lör  midsommardagen
      2028-11-04  lör  alla helgons dag
      2028-12-24  sön  julafton
      2028-12-25  mån  juldagen
      2028-12-26  tis  annandag jul
      2028-12-31  sön  nyårsafton

    Arbetsdag: måndag till fredag, utom helgdagar (lag 1989:253), midsommarafton, julafton och nyårsafton.
    "#);
    let json = run(&["arbetsdagar", "2026", "--format", "json"]);
    let year: serde_json::Value = serde_json::from_str(&json.stdout).expect("it is JSON");
    assert_eq!((&year["working_days"], &year["months"][4]["working_days"]), (&251.into(), &19.into()));
    let wrong = run(&["workdays", "2026", "--also-off", "skartorsdan"]);
    assert_eq!(wrong.code, 2);
    insta::assert_snapshot!(wrong.stderr, @r#"
    fel: «skartorsdan» är varken en afton eller ett datum
    råd: Menade du «skartorsdagen»?
    råd: Aftnar som kan läggas till är trettondagsafton, skartorsdagen, valborgsmassoafton och allhelgonaafton. Datum skrivs som 2026-05-15.
    "#);
}

#[test]
fn every_shell_gets_a_script_and_every_command_a_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(&["completions", shell]);
        assert_eq!(ran.code, 0);
        for word in ["audit", "granska", "as-of", "coverage"] {
            assert!(ran.stdout.contains(word), "{word} is missing for {shell}");
        }
    }
    let folder = folder();
    let ran = run_in(folder.path(), &[], &["man", "sidor"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let mut pages: Vec<String> = std::fs::read_dir(folder.path().join("sidor"))
        .expect("it was made")
        .map(|page| page.expect("a page").file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    let expected: Vec<String> = {
        let page = |path: &&str| format!("{}.1", format!("riktlinje {path}").trim_end().replace(' ', "-"));
        let mut pages: Vec<String> = COMMANDS.iter().map(page).collect();
        pages.sort();
        pages
    };
    assert_eq!(pages, expected);
    let page = std::fs::read_to_string(folder.path().join("sidor/riktlinje-audit.1")).expect("it was written");
    assert!(page.contains(".SH NAMN") && page.contains(".SH BESKRIVNING") && !page.contains(".SH NAME"), "{page}");
}
