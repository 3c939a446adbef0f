//! `riktlinje/audit/v1`: what is written is what the schema says, and what is read back is what was written.

#![expect(clippy::disallowed_methods, reason = "a test compares with the stored schema, and rewrites it when asked")]

use riktlinje::model::run::Run;
use riktlinje::report::Report as _;
use riktlinje::report::escape::acts_on_terminal;
use riktlinje::report::json::{Json, ReadError, read, schema};
use riktlinje::text::{Arg, Bilingual, Message};

use crate::sample_run::sample_run;

fn written(run: &Run) -> String {
    let mut bytes = Vec::new();
    Json.render(run, &mut bytes).expect("memory takes every byte");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

#[test]
fn a_run_is_read_back_as_it_was() {
    let run = sample_run();
    let text = written(&run);
    let again = read(&text).expect("what we wrote");
    assert_eq!(format!("{run:#?}"), format!("{again:#?}"));
    assert_eq!(written(&again), text);
}

#[test]
fn what_is_written_follows_the_schema() {
    let text = written(&sample_run());
    let validator = jsonschema::validator_for(&schema()).expect("the schema is one");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn the_stored_schema_is_the_generated_one() {
    let generated = serde_json::to_string_pretty(&schema()).expect("JSON") + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/audit-v1.schema.json");
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        std::fs::write(path, &generated).expect("schemas/ is there");
    }
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert!(stored == generated, "run the test with UPDATE_SCHEMAS=1 and commit schemas/audit-v1.schema.json");
}

#[test]
fn a_file_cut_anywhere_is_refused_with_its_place() {
    let text = written(&sample_run());
    let whole = text.trim_end().len();
    assert_eq!(read("\u{feff} \n").expect_err("nothing"), ReadError::Empty);
    for cut in (1..whole).filter(|at| text.is_char_boundary(*at)).step_by(97).chain([whole - 1]) {
        let error = read(&text[..cut]).expect_err("it is cut");
        let lines = text[..cut].split('\n').count();
        match error {
            ReadError::Cut { line, .. } => assert!(line.abs_diff(lines) <= 1, "line {line} of {lines} at {cut}"),
            other => panic!("cut at {cut}: {other}"),
        }
    }
}

#[test]
fn another_version_is_refused_for_what_it_is() {
    let text = written(&sample_run()).replacen("audit/v1", "audit/v2", 1).replacen("\"tool\"", "\"program\"", 1);
    assert_eq!(read(&text).expect_err("v2"), ReadError::Version { found: "riktlinje/audit/v2".into() });
    assert_eq!(read("{}").expect_err("nothing"), ReadError::Version { found: "".into() });
    assert!(matches!(read("[1, 2]"), Err(ReadError::Shape { line: 1, .. })));
    assert_eq!(read("hello").expect_err("no JSON"), ReadError::Syntax { line: 1, column: 1 });
}

#[test]
fn parts_that_contradict_each_other_are_refused_with_their_place() {
    let text = written(&sample_run());
    let error = |text: &str| read(text).expect_err("it contradicts itself").to_string();
    let rule = text.replacen("\"rule\":\"svar-sent\"", "\"rule\":\"svar-snart\"", 1);
    insta::assert_snapshot!(error(&rule), @r#"findings[7].rule: "svar-snart" cannot stand here"#);
    let outcome = text.replacen(",\"svar-sent\":\"unknown\"", "", 1);
    insta::assert_snapshot!(error(&outcome), @r#"clinics[0].outcomes: "svar-sent" cannot stand here"#);
    let word = text.replacen(":\"fail\"", ":\"failed\"", 1);
    insta::assert_snapshot!(error(&word), @"line 34, column 151: not in the format riktlinje/audit/v1");
    let operator = text.replacen("\"contains\"", "\"holds\"", 1);
    insta::assert_snapshot!(error(&operator), @r#"findings[1].evidence.operator: "holds" cannot stand here"#);
}

#[test]
fn nothing_in_the_file_acts_on_a_terminal() {
    let text = written(&sample_run());
    let acting = text.chars().find(|c| *c != '\n' && acts_on_terminal(*c));
    assert_eq!(acting, None);
    assert!(text.contains("\\u001b[31m"));
    assert!(text.contains("\\u202e"));
}

#[test]
fn rules_of_two_policies_with_the_same_id_are_told_apart() {
    let mut run = sample_run();
    let mut other = run.policies[0].clone();
    other.id = "vgr-1177".into();
    run.policies.push(other);
    let mut rule = run.rules[1].clone();
    rule.policy = 1;
    run.rules[2] = rule;
    let text = written(&run);
    assert!(text.contains("\"vgr-1177/fornya-recept-saknas\":\"unknown\""));
    let again = read(&text).expect("what we wrote");
    assert_eq!(format!("{run:#?}"), format!("{again:#?}"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_back_as_it_was(name in proptest::prelude::any::<String>(), arg in arg()) {
        let mut run = sample_run();
        run.clinics[0].name = name.clone().into();
        run.problems[0].message = Message::new("sample-problem").with("arg", arg.clone());
        let text = written(&run);
        assert!(!text.contains(|c| c != '\n' && acts_on_terminal(c)));
        let again = read(&text).expect("what we wrote");
        assert_eq!(*again.clinics[0].name, *name);
        assert_eq!(again.problems[0].message, run.problems[0].message);
    }
}

/// An argument of a message, nested a few levels deep.
fn arg() -> impl proptest::strategy::Strategy<Value = Arg> {
    use proptest::prelude::{Strategy as _, any, prop};
    let both = || (any::<String>(), any::<String>()).prop_map(|(sv, en)| Bilingual { sv: sv.into(), en: en.into() });
    let leaf = proptest::prop_oneof![
        any::<String>().prop_map(Arg::from),
        any::<u64>().prop_map(Arg::from),
        (0..100_000_i32)
            .prop_map(|day| Arg::Date(chrono::NaiveDate::from_num_days_from_ce_opt(day + 500_000).expect("a day"))),
        both().prop_map(Arg::Both),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        proptest::prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Arg::List),
            inner.prop_map(|arg| Arg::from(Message::new("and").with("inner", arg))),
        ]
    })
}
