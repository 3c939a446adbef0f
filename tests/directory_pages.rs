//! `directory show`, `list` and `problems` on the invented region: what a person reads, and what programs and spreadsheets get.
#![expect(clippy::disallowed_methods, reason = "a test reads the fixture that it compares with")]

use std::collections::BTreeSet;
use std::process::Output;

use assert_cmd::Command;

fn riktlinje(args: &[&str]) -> Output {
    Command::cargo_bin("riktlinje")
        .expect("the binary is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("COLUMNS", "100")
        .args(args)
        .args(["--project", "fixtures/region", "--as-of", "2026-11-20"])
        .output()
        .expect("it runs")
}

/// What a command that ends well prints.
fn page(args: &[&str]) -> String {
    let output = riktlinje(args);
    let talk = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*talk), (Some(0), ""), "{args:?}");
    String::from_utf8(output.stdout).expect("a page is UTF-8")
}

fn snapshot(name: &str, page: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("directory_pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, page));
}

#[test]
fn a_unit_is_shown_with_its_card_its_place_and_its_flaws() {
    for lang in ["sv", "en"] {
        // From LDIF, with a lunch closure; hours that cannot be read; from CSV, hidden; from LDIF of a hospital; ended; a remote unit.
        let units = ["1", "12", "20", "41", "30", "62", "REGION"];
        let pages: Vec<String> = units
            .iter()
            .map(|unit| page(&["directory", "show", &format!("SE2321000057-TEST{unit}"), "--lang", lang]))
            .collect();
        snapshot(&format!("show-{lang}"), &pages.join("\n"));
    }
    snapshot("show-json", &page(&["directory", "show", "se2321000057-test12", "--format", "json"]));
}

#[test]
fn flaws_are_listed_kind_by_kind() {
    for lang in ["sv", "en"] {
        snapshot(&format!("problems-{lang}"), &page(&["directory", "problems", "--lang", lang]));
    }
    snapshot("problems-csv", &page(&["directory", "problems", "--format", "csv", "--lang", "sv"]));
    let json = page(&["directory", "problems", "--format", "json", "--flaw", "phone_form"]);
    snapshot("problems-json", &json);
}

#[test]
fn units_are_listed_as_the_selection_says() {
    let under = ["directory", "list", "--under", "SE2321000057-TESTPVVAST", "--kind", "vardenhet"];
    snapshot("list-sv", &page(&[&under[..], &["--lang", "sv"]].concat()));
    snapshot("list-csv", &page(&[&under[..], &["--format", "csv", "--lang", "sv"]].concat()));
    snapshot("list-json", &page(&[&under[..2], &["--county", "7", "--format", "json"]].concat()));
}

/// The same question, answered by reading the file as text and by nothing else of the program.
#[test]
fn the_county_is_what_the_names_say() {
    let listed: serde_json::Value =
        serde_json::from_str(&page(&["directory", "list", "--county", "06", "--format", "json"])).expect("it is JSON");
    let listed: BTreeSet<String> = listed["units"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|unit| unit["dn"].as_str().expect("each has a name").to_owned())
        .collect();
    let bytes =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/region/hsaunits.zip")).expect("it is there");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a zip");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_index(0).expect("one entry"), &mut text).expect("it is UTF-8");
    let named = text.split("<DN>").skip(1).filter_map(|rest| rest.split("</DN>").next());
    let expected: BTreeSet<String> =
        named.filter(|dn| dn.ends_with(",l=Jönköpings län,c=SE")).map(|dn| dn.replace("&amp;", "&")).collect();
    assert!(expected.len() > 60);
    assert_eq!(listed, expected);
}

#[test]
fn what_is_not_there_is_told_with_what_was_meant() {
    let output = riktlinje(&["directory", "show", "SE2321000057-TEST1O", "--lang", "sv"]);
    assert_eq!(output.status.code(), Some(5));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr), @r"
    fel: enheten SE2321000057-TEST1O finns inte i katalogen
    råd: Menade du «SE2321000057-TEST1»?
    ");
    let output = riktlinje(&["directory", "list", "--kind", "vardcentralen", "--lang", "sv"]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr), @r"
    fel: --kind <SLAG> kan inte vara «vardcentralen»
    råd: Menade du vardcentral?
    råd: Möjliga värden är vardgivare, vardenhet, sjukhus, vardcentral, distansenhet, funktion, enhet, organisation och tjanst.
    råd: Så här används kommandot: riktlinje directory list [FLAGGOR]
         Läs mer med: riktlinje directory list --help
    ");
}
