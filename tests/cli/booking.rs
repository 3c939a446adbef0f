//! `booking show`: every verdict that can be had without a directory, for people in both languages and for programs.

use super::{Ran, run_in};

const TAK: &str = include_str!("booking/tak.json");
const US: [&str; 2] = ["--booking-consumer", "SE2321000057-TESTC"];

fn show(args: &[&str]) -> Ran {
    let folder = tempfile::tempdir().expect("there is room");
    std::fs::write(folder.path().join("tak.json"), TAK).expect("the folder is ours");
    let settings = "format: riktlinje/project/v1\npolicy: rjl-1177\nas_of: 2026-11-20\nsources: { tak: tak.json }\n";
    std::fs::write(folder.path().join("riktlinje.yaml"), settings).expect("the folder is ours");
    run_in(folder.path(), &[], &[&["booking", "show"], args].concat())
}

#[test]
fn a_clinics_connection_is_shown_contract_by_contract() {
    for lang in ["sv", "en"] {
        let ran = show(&[&["SE2321000057-test1", "--lang", lang], &US[..]].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        insta::assert_snapshot!(format!("booking_{lang}"), ran.stdout);
        let json = show(&[&["SE2321000057-TEST1", "--lang", lang, "--format", "json"], &US[..]].concat());
        insta::assert_snapshot!("booking_json", json.stdout);
    }
}

#[test]
fn who_1177_may_be_is_told_where_it_is_not_set() {
    let ran = show(&["SE2321000057-TEST1", "--lang", "en"]);
    assert!(ran.stdout.contains("SE2321000057-TESTC (5 call permissions) and SE2321000057-TESTB"), "{}", ran.stdout);
    let ran = show(&["SE2321000057-TEST1", "--lang", "en", "--booking-consumer", "SE2321000057-TESTX"]);
    assert!(ran.stdout.contains("SE2321000057-TESTX has no call permission for booking"), "{}", ran.stdout);
}

#[test]
fn a_clinic_that_nothing_has_ends_in_5_and_no_tak_in_2() {
    assert_eq!(show(&["SE2321000057-TEST99"]).code, 5);
    let folder = tempfile::tempdir().expect("there is room");
    assert_eq!(run_in(folder.path(), &[], &["booking", "show", "SE2321000057-TEST1"]).code, 2);
    assert_eq!(show(&["SE2321000057-TEST1", "--tak", "inget.json"]).code, 2);
}
