//! Clinics in every format, good and bad.

mod bad;
mod tables;

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use super::{ClinicDecoder, FORMAT, document_schema};
use crate::model::case_type::{CaseTypeIx, CaseTypeState};
use crate::model::clinic::{Channel, UnitRecord};
use crate::model::field::Field;
use crate::model::needs::{CaseTypeNeed, Needs};
use crate::model::place::{FileIx, Step};
use crate::model::source::Problem;
use crate::source::content::{About, Content};
use crate::source::mapping::Mapping;
use crate::source::{Context, Limits, Loaded, Silent, Unusable};

pub(super) fn needs() -> Needs {
    let case_type = |key: &str, names: &[&str]| CaseTypeNeed {
        key: key.into(),
        names: names.iter().map(|name| (*name).into()).collect(),
        service: None,
    };
    Needs {
        case_types: vec![
            case_type("fornya_recept", &["Förnya recept"]),
            case_type("avomboka_tid", &["Av/omboka tid", "Av- och omboka tid"]),
            case_type("boka_tid", &["Boka tid"]),
        ],
        words: vec!["mina vårdkontakter".into(), "mvk".into()],
        ..Needs::default()
    }
}

pub(super) fn decode(bytes: impl Into<Vec<u8>>, name: &str) -> Result<Loaded<Box<UnitRecord>>, Unusable> {
    decode_from(Box::new(Cursor::new(bytes.into())), name, None)
}

fn decode_from(
    reader: Box<dyn Read + Send>,
    name: &str,
    mapping: Option<&Mapping>,
) -> Result<Loaded<Box<UnitRecord>>, Unusable> {
    let needs = needs();
    let decoder = ClinicDecoder::new(&needs);
    let about = About { file: FileIx(0), name: name.into() };
    let content = Content::open(about, reader, Limits::default(), &Silent)?;
    decoder.read(&Context { mapping, jobs: 2 }, &content)
}

/// What is wrong with a file that can be used: level, key of the sentence, route, line.
fn problems(bytes: impl Into<Vec<u8>>, name: &str) -> Vec<String> {
    let loaded = decode(bytes, name).expect("the file can be used");
    let told = |p: &Problem| {
        let key = p.message.key.trim_start_matches("source-export-");
        format!("{:?} {key} {} line {}", p.level, shown(&p.place.route), p.place.record.line)
    };
    loaded.problems.iter().map(told).collect()
}

fn shown(route: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Field(name) => format!(".{name}"),
        Step::Index(index) => format!("[{index}]"),
        Step::Named(name) => format!("[{name}]"),
    };
    route.iter().map(step).collect()
}

/// Why a file cannot be used at all.
fn refused(bytes: impl Into<Vec<u8>>, name: &str) -> String {
    decode(bytes, name).expect_err("the file cannot be used").message.key.into_owned()
}

/// A clinic with something in every field.
pub(super) const WHOLE: &str = r#"{
  "hsa_id": " SE2321000057-TEST1\u00a0", "name": "Testköpings vårdcentral", "status": "aktiv",
  "unit_kind": "mottagning", "care_level": "primarvard", "agreement": "egen_regi", "business_code": 1500,
  "municipality": "Testköping", "recommended": "ja", "changed": "2026-05-01T08:00:00",
  "service_area": [{"region": "*"}, {"region": "06", "age": "0-17"}],
  "prescribes_medicines": true, "prescribes_aids": "nej", "offers_advice": null,
  "services": [{"service": "recept", "offered_by": ["phone", "brev"]}],
  "case_types": [
    {"type": "fornya_recept", "name": "Förnya recept", "state": "active", "kind": "message_form", "origin": "central",
     "restricted": false, "terms": "Ring oss om du har frågor.", "answer_alternatives": ["Ja", "Nej"]},
    {"type": "4711", "name": "Av- och omboka tid", "state": "inaktiv"},
    {"name": "Egen typ", "state": "not_assigned", "standard_replies": [{"name": "a", "text": "Du får svar inom två (2) arbetsdagar."}]}
  ],
  "standard_replies": [], "reverse_flow_templates": [{"name": "Kallelse", "text": "Välkommen till Mina vårdkontakter."}],
  "other_information": " ", "time_types": ["nybesok", "aterbesok"]
}"#;

fn one(text: &str, name: &str) -> UnitRecord {
    let loaded = decode(text, name).expect("the file can be used");
    assert_eq!(loaded.problems, [], "{name}");
    assert_eq!(loaded.records.len(), 1, "{name}");
    *loaded.records.into_iter().next().expect("there is one")
}

fn minified(text: &str) -> String {
    serde_json::from_str::<serde_json::Value>(text).expect("it is JSON").to_string()
}

#[test]
fn every_field_is_understood() {
    let unit = one(WHOLE, "x.json");
    assert_eq!(unit.hsa_id.as_str(), "SE2321000057-TEST1");
    assert_eq!(unit.business_code, Field::Value("1500".into()));
    assert_eq!(unit.declared.prescribes_medicines, Field::Value(true));
    assert_eq!(unit.declared.prescribes_aids, Field::Value(false));
    assert_eq!(unit.declared.offers_advice, Field::Absent);
    assert_eq!(unit.declared.can_book_directly, Field::NotExported);
    assert_eq!(unit.changed.value().map(ToString::to_string).as_deref(), Some("2026-05-01"));
    assert_eq!(unit.service_area.value().map(Vec::len), Some(2));
    let services = unit.declared.services.value().expect("they are read");
    assert_eq!(services[0].offered_by.iter().collect::<Vec<_>>(), [Channel::Phone, Channel::Letter]);
    assert_eq!(unit.standard_replies, Field::Absent);
    assert_eq!(unit.other_information, Field::Absent);
    assert_eq!(unit.reverse_flow_templates.value().map(|text| text.words), Some(1));
    let types = unit.case_types.value().expect("they are read");
    assert_eq!(types.iter().map(|t| t.ix).collect::<Vec<_>>(), [Some(CaseTypeIx(0)), Some(CaseTypeIx(1)), None]);
    assert_eq!(types[1].state, Field::Value(CaseTypeState::Inactive));
    assert!(types[0].texts().terms.value().is_some_and(|terms| terms.asks_patient_to_phone));
    assert_eq!(types[0].texts().answer_alternatives.value().map(|t| t.chars), Some(5));
    let promised =
        types[2].texts().standard_replies.value().and_then(|t| t.promised_answer).map(|span| span.to_string());
    assert_eq!(promised.as_deref(), Some("2 working days"));
    assert_eq!(types[2].place(&unit.records).route, [Step::Field("case_types"), Step::Index(2)]);
}

/// The record but for its place.
fn without_place(mut unit: UnitRecord) -> String {
    unit.records.clear();
    format!("{unit:?}")
}

#[test]
fn the_same_clinic_is_the_same_in_json_jsonl_and_yaml() {
    let wanted = without_place(one(WHOLE, "x.json"));
    let line = minified(WHOLE);
    let document = format!("{{\"format\": \"{FORMAT}\", \"clinics\": [{WHOLE}]}}");
    let indented = WHOLE.replace('\n', "\n    ").replace("\\u00a0", "");
    let texts = [
        (format!("[{WHOLE}]"), "x.json"),
        (document.clone(), "x.json"),
        (format!("{line}\n"), "x.jsonl"),
        (format!("\u{feff}{{\"format\":\"{FORMAT}\"}}\r\n\r\n{line}\r\n"), "x.jsonl"),
        (format!("clinics:\n  - {indented}\n"), "x.yaml"),
        (format!("# en lista\n- {indented}\n"), "x.yaml"),
    ];
    for (text, name) in texts {
        assert_eq!(without_place(one(&text, name)), wanted, "{name}: {text}");
    }
}

#[test]
fn a_mapping_gives_states_and_objects() {
    let yaml = "hsa_id: SE2321000057-TEST1\ncase_types:\n  fornya_recept: active\n  Av/omboka tid: aktiv (begränsat urval)\n  Boka tid:\n    state: inactive\n    kind: direct_booking\n  Egen typ: ~\n";
    let unit = one(yaml, "x.yaml");
    let types = unit.case_types.value().expect("they are read");
    let states: Vec<_> = types.iter().map(|t| (t.ix.map(|ix| ix.0), t.state.clone(), t.restricted.clone())).collect();
    assert_eq!(
        states,
        [
            (Some(0), Field::Value(CaseTypeState::Active), Field::NotExported),
            (Some(1), Field::Value(CaseTypeState::Active), Field::Value(true)),
            (Some(2), Field::Value(CaseTypeState::Inactive), Field::NotExported),
            (None, Field::Absent, Field::NotExported),
        ]
    );
    assert_eq!(types[1].place(&unit.records).route, [Step::Field("case_types"), Step::Named("Av/omboka tid".into())]);
}

#[test]
fn lines_keep_their_numbers_and_offsets() {
    let text = "\u{feff}\n{\"format\":\"riktlinje/clinics/v1\",\"exported\":\"2026-11-18\"}\r\n\n  {\"hsa_id\":\"Å\"}\n{\"hsa_id\":\"B\"}";
    let loaded = decode(text, "x.jsonl").expect("it can be used");
    assert_eq!(problems(text, "x.jsonl"), ["Error hsa-id-character .hsa_id line 4"]);
    let record = loaded.records[0].records[0];
    let start = usize::try_from(record.start).expect("it is small");
    assert_eq!((&text[start..start + record.len as usize], record.line), ("{\"hsa_id\":\"B\"}", 5));
    assert_eq!(loaded.taken_at.map(|at| at.to_rfc3339()).as_deref(), Some("2026-11-18T00:00:00+01:00"));
}

#[test]
fn clinics_that_say_the_same_of_their_case_types_share_a_list() {
    let clinic = |id: &str, types: &str| format!("{{\"hsa_id\":\"{id}\",\"case_types\":{{{types}}}}}\n");
    let two = "\"boka_tid\":\"active\",\"Egen typ\":\"aktiv (begränsat urval)\"";
    let unclear = "\"boka_tid\":\"active\",\"Egen typ\":\"på\"";
    let ran_together = "\"boka_tid\":\"active\",\"Egen\":\" typaktiv (begränsat urval)\"";
    let text: String = [two, unclear, two, unclear, ran_together, two, "", "\"boka_tid\":{\"state\":\"active\"}"]
        .iter()
        .zip(["A", "B", "C", "D", "E", "F", "G", "H"])
        .map(|(types, id)| clinic(id, types))
        .collect();
    let loaded = decode(text, "x.jsonl").expect("it can be used");
    let lists: Vec<_> = loaded.records.iter().map(|unit| unit.case_types.value().expect("they are read")).collect();
    let is_shared = |one: usize, other: usize| std::sync::Arc::ptr_eq(lists[one], lists[other]);
    assert!(is_shared(0, 2) && is_shared(0, 5));
    assert!([1, 3, 4, 6, 7].iter().all(|other| !is_shared(0, *other)));
    assert_eq!((lists[2].len(), lists[4][1].state.value(), lists[6].len()), (2, None, 0));
    let mut lines: Vec<u32> = loaded.problems.iter().map(|problem| problem.place.record.line).collect();
    lines.dedup();
    assert_eq!(lines, [2, 4, 5], "what cannot be read is told of every clinic");
}

#[test]
fn a_large_yaml_list_is_cut_without_losing_lines() {
    let mut yaml = String::from("format: riktlinje/clinics/v1\nclinics:\n");
    for n in 0..3000 {
        write!(
            yaml,
            "  - hsa_id: SE2321000057-TEST{n}\n    # kommentar\n    name: Å\n    case_types:\n      fornya_recept: active\n"
        )
        .expect("a String takes what is written");
    }
    yaml.push_str("  - hsa_id: [fel\nexported: 2026-11-18\n");
    let loaded = decode(yaml.clone(), "x.yaml").expect("it can be used");
    assert_eq!((loaded.records.len(), loaded.left_out), (3000, 1));
    for (n, unit) in loaded.records.iter().enumerate() {
        let record = unit.records[0];
        assert_eq!(record.line as usize, 3 + 5 * n);
        let start = usize::try_from(record.start).expect("it is small");
        assert!(yaml[start..].starts_with(&format!("  - hsa_id: SE2321000057-TEST{n}\n")));
    }
    assert!(loaded.taken_at.is_some());
}

#[test]
fn the_schema_is_fresh_and_every_sample_keeps_to_it() {
    let wanted = format!("{}\n", serde_json::to_string_pretty(&document_schema()).expect("it is JSON"));
    let stored = include_str!("../../../../schemas/clinics-v1.schema.json").replace("\r\n", "\n");
    assert!(stored == wanted, "renew it: cargo test renew_the_schema -- --ignored");
    let validator = jsonschema::validator_for(&document_schema()).expect("it is a schema");
    let sample: serde_json::Value = serde_json::from_str(WHOLE).expect("it is JSON");
    let document =
        serde_json::json!({"format": FORMAT, "exported": "2026-11-18T06:00:00+01:00", "clinics": [sample.clone()]});
    let short = serde_json::json!([{"hsa_id": "A", "case_types": {"fornya_recept": "active", "boka_tid": {"state": "inaktiv"}}, "okänt": 1}]);
    for good in [sample, document, short] {
        let faults: Vec<_> = validator.iter_errors(&good).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new(), "{good}");
    }
    for bad in [
        serde_json::json!([{"name": "utan id"}]),
        serde_json::json!([{"hsa_id": "A", "status": "aktivv"}]),
        serde_json::json!([{"hsa_id": "A", "case_types": [{"state": "active"}]}]),
        serde_json::json!({"format": "riktlinje/clinics/v2", "clinics": []}),
        serde_json::json!([{"hsa_id": "A", "recommended": "kanske"}]),
        serde_json::json!([{"hsa_id": "A", "changed": "1 maj"}]),
    ] {
        assert!(!validator.is_valid(&bad), "{bad}");
    }
}

#[test]
#[ignore = "writes the schema anew"]
#[expect(clippy::disallowed_methods, reason = "run by a person who has changed the wire types")]
fn renew_the_schema() {
    let schema = serde_json::to_string_pretty(&document_schema()).expect("it is JSON");
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/clinics-v1.schema.json"), format!("{schema}\n"))
        .expect("the folder can be written");
}
