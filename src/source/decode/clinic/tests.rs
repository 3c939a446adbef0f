//! Clinics in every format, good and bad.

use std::fmt::Write as _;
use std::io::{self, Cursor, Read};

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

pub(super) fn decode(bytes: impl Into<Vec<u8>>, name: &str) -> Result<Loaded<UnitRecord>, Unusable> {
    decode_from(Box::new(Cursor::new(bytes.into())), name, None)
}

fn decode_from(
    reader: Box<dyn Read + Send>,
    name: &str,
    mapping: Option<&Mapping>,
) -> Result<Loaded<UnitRecord>, Unusable> {
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
    loaded.records.into_iter().next().expect("there is one")
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
    assert_eq!(types[2].place().route, [Step::Field("case_types"), Step::Index(2)]);
}

/// The record but for its place.
fn without_place(mut unit: UnitRecord) -> String {
    unit.records.clear();
    if let Field::Value(types) = &mut unit.case_types {
        for case_type in types {
            case_type.record.start = 0;
            case_type.record.len = 0;
            case_type.record.line = 0;
        }
    }
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
    assert_eq!(types[1].place().route, [Step::Field("case_types"), Step::Named("Av/omboka tid".into())]);
}

#[test]
fn values_that_cannot_be_read_are_told_with_their_place() {
    let json = r#"[{"hsa_id": "SE2321000057-TEST1", "name": ["a"], "status": "aktivv", "recommended": "kanske", "changed": "1 maj",
        "service_area": [{"region": "06", "age": {}}], "services": ["recept", {"offered_by": ["phone"]}, {"service": "a", "offered_by": ["duva"]}],
        "case_types": [{"type": "fornya_recept", "state": "på", "terms": {}, "standard_replies": [{"text": []}], "färg": 1}, 5, {"state": "active"}, null],
        "time_types": {"a": 1}, "farg": 1, "other_information": 7}]"#;
    insta::assert_debug_snapshot!(problems(json, "x.json"), @r#"
    [
        "Warning value-expected .name line 1",
        "Warning service-unnamed .services[1] line 1",
        "Warning word-unknown .services[2].offered_by line 1",
        "Warning word-unknown .case_types[0].state line 1",
        "Warning value-expected .case_types[0].terms line 1",
        "Warning value-expected .case_types[0].standard_replies[0].text line 1",
        "Warning case-type-unnamed .case_types[1] line 1",
        "Warning case-type-unnamed .case_types[2] line 1",
        "Warning word-unknown .status line 1",
        "Warning value-expected .service_area[0].age line 1",
        "Warning truth-unknown .recommended line 1",
        "Warning list-expected .time_types line 1",
        "Warning date-unknown .changed line 1",
        "Note key-unknown  line 1",
        "Note key-unknown .case_types line 1",
    ]
    "#);
    let loaded = decode(json, "x.json").expect("it can be used");
    let unit = &loaded.records[0];
    assert_eq!((loaded.left_out, &unit.name, &unit.status), (0, &Field::Unreadable, &Field::Unreadable));
    assert_eq!(unit.service_area, Field::Unreadable, "an entry without its limit would be wider");
    assert_eq!(unit.declared.services, Field::Unreadable);
    assert_eq!(unit.case_types, Field::Unreadable, "the one that is not known may be the one that is asked for");
    let advice: Vec<_> = loaded.problems.iter().filter_map(|p| p.advice.as_ref()).map(|a| a.key.clone()).collect();
    assert!(advice.contains(&"source-export-word-unknown-nearest".into()), "{advice:?}");
}

#[test]
fn a_clinic_with_a_fault_does_not_take_the_others_with_it() {
    let good = |n: u32| format!("{{\"hsa_id\": \"SE2321000057-TEST{n}\"}}");
    let bad = [
        "{\"hsa_id\": tru}",
        "7",
        "{\"name\": \"utan id\"}",
        "{\"hsa_id\": \"SE\u{415}1\"}",
        "{\"hsa_id\": \"A\", \"hsa_id\": \"B\"}",
        "{\"hsa_id\": \"A\", \"case_types\": {\"x\": \"active\", \"x\": \"inactive\"}}",
        "{\"hsa_id\": \"811218-9876\"}",
        "{\"hsa_id\": [\"A\"]}",
        "[]",
    ];
    let mut list = vec![good(1)];
    list.extend(bad.map(str::to_owned));
    list.push(good(2));
    let json = format!("[{}]", list.join(",\n"));
    insta::assert_debug_snapshot!(problems(json.clone(), "x.json"), @r#"
    [
        "Error json-record-syntax  line 2",
        "Error json-record-shape  line 3",
        "Error clinic-without-id  line 4",
        "Error hsa-id-character .hsa_id line 5",
        "Error key-repeated  line 6",
        "Error key-repeated .case_types line 7",
        "Error personal-number .hsa_id line 8",
        "Error clinic-without-id .hsa_id line 9",
        "Error json-record-shape  line 10",
    ]
    "#);
    let lines = list.join("\n");
    assert_eq!(problems(lines.clone(), "x.jsonl"), problems(json.clone(), "x.json"));
    let yaml: String = list.iter().map(|one| format!("- {one}\n")).collect();
    insta::assert_debug_snapshot!(problems(yaml.clone(), "x.yaml"), @r#"
    [
        "Error yaml-record-shape  line 3",
        "Error clinic-without-id  line 4",
        "Error hsa-id-character .hsa_id line 5",
        "Error yaml-record  line 6",
        "Error yaml-record  line 7",
        "Error personal-number .hsa_id line 8",
        "Error clinic-without-id .hsa_id line 9",
        "Error yaml-record-shape  line 10",
    ]
    "#);
    for (text, name) in [(json, "x.json"), (lines, "x.jsonl"), (yaml, "x.yaml")] {
        let loaded = decode(text, name).expect("it can be used");
        let ids: Vec<&str> = loaded.records.iter().map(|unit| unit.hsa_id.as_str()).collect();
        // YAML takes `tru` for a text, and so for an id.
        assert!(ids.starts_with(&["SE2321000057-TEST1"]) && ids.ends_with(&["SE2321000057-TEST2"]), "{name}: {ids:?}");
        assert_eq!(loaded.left_out as usize, list.len() - ids.len(), "{name}");
    }
}

#[test]
fn a_personal_identity_number_is_refused_by_its_place_and_never_shown() {
    let number = "811218-9876";
    let clinic = |fields: &str| format!("{{\"hsa_id\": \"SE2321000057-TEST1\", {fields}}}\n");
    let cases = [
        (clinic(&format!("\"name\": \"A {number}\"")), ".name"),
        (
            clinic(&format!("\"case_types\": [{{\"type\": \"x\", \"terms\": \"a\\n{number}\"}}]")),
            ".case_types[0].terms",
        ),
        (clinic("\"case_types\": [{\"type\": \"x\", \"terms\": \"811218\\u002d9876\"}]"), ".case_types[0].terms"),
        (
            clinic(&format!("\"case_types\": {{\"x\": {{\"standard_replies\": [\"a\", \"{number}\"]}}}}")),
            ".case_types[x].standard_replies[1].text",
        ),
        (clinic(&format!("\"case_types\": {{\"{number}\": \"active\"}}")), ".case_types"),
        (clinic(&format!("\"status\": \"{number}\"")), ".status"),
        (clinic(&format!("\"okänt\": \"{number}\"")), ""),
        (clinic("\"okänt\": 198112189876"), ""),
    ];
    for (text, route) in cases {
        for name in ["x.jsonl", "x.json", "x.yaml"] {
            let yaml = if name == "x.yaml" { format!("- {text}") } else { text.clone() };
            let loaded = decode(yaml, name).expect("it can be used");
            assert_eq!((loaded.records.len(), loaded.left_out), (0, 1), "{name}: {text}");
            assert_eq!(shown(&loaded.problems[0].place.route), route, "{name}: {text}");
            assert_eq!(loaded.problems[0].message.key, "source-export-personal-number");
            let told = format!("{:?}", loaded.problems);
            assert!(!told.contains("9876") && !told.contains("811218"), "{told}");
        }
    }
}

#[test]
fn files_that_cannot_be_used_say_why() {
    let other = |format: &str| format!("{{\"format\": \"{format}\", \"clinics\": []}}");
    assert_eq!(refused(other("riktlinje/clinics/v2"), "x.json"), "source-export-format-other");
    assert_eq!(refused(other("riktlinje/staff/v1"), "x.json"), "source-export-format-other");
    assert_eq!(
        refused("{\"format\":\"riktlinje/clinics/v9\"}\n{\"hsa_id\":\"A\"}\n", "x.jsonl"),
        "source-export-format-other"
    );
    assert_eq!(
        refused("format: riktlinje/staff/v1\nclinics:\n  - hsa_id: A\n", "x.yaml"),
        "source-export-format-other"
    );
    assert_eq!(refused("clinics:\n  - &a {hsa_id: A}\nother: [*a, *a]\n", "x.yaml"), "source-export-yaml");
    assert_eq!(refused("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "x.yaml"), "source-export-yaml");
    assert_eq!(refused("- a\n---\n- b\n", "x.yaml"), "source-export-yaml");
    assert_eq!(refused("a: 1\na: 2\n", "x.yaml"), "source-export-yaml");
    assert_eq!(refused("", "x.json"), "source-empty");
    assert_eq!(refused("Namn;Kommun\nA;B\n", "x.csv"), "source-heading-missing");
    assert_eq!(refused("HSA-id;HSA id\nA;B\n", "x.csv"), "source-heading-twice");
    assert_eq!(refused("HSA-id;Namn\nA;\0\n", "x.csv"), "source-nul");
    assert_eq!(refused("{\"hsa_id\":\"\0\"}\n{\"hsa_id\":\"B\"}\n", "x.jsonl"), "source-nul");
}

#[test]
fn documents_that_end_early_or_late_keep_what_they_have() {
    let one = "{\"hsa_id\": \"SE2321000057-TEST1\"}";
    let told = |text: &str| {
        let loaded = decode(text, "x.json").expect("it can be used");
        let keys: Vec<_> =
            loaded.problems.iter().map(|p| p.message.key.trim_start_matches("source-export-").to_owned()).collect();
        (loaded.records.len(), keys)
    };
    assert_eq!(told(&format!("[{one}, ")), (1, vec!["json-cut".to_owned()]));
    assert_eq!(told(&format!("[{one}, {{\"hsa_id\": \"SE")), (1, vec!["json-record-cut".to_owned()]));
    assert_eq!(told(&format!("{{\"clinics\": [{one}], \"x\": ")), (1, vec!["json-cut".to_owned()]));
    assert_eq!(told(&format!("[{one}] []")), (1, vec!["json-more".to_owned()]));
    assert_eq!(told(&format!("[{one},]")), (1, vec![]));
    let head = format!("{{\n\"format\": \"{FORMAT}\"}}");
    assert_eq!(told(&format!("{head} {one}\n{one}")), (2, vec![]), "one after another, as in JSON Lines");
    assert_eq!(told(&format!("{one} x")), (1, vec!["json-more".to_owned()]));
    assert_eq!(told(&head), (0, vec!["clinic-without-id".to_owned()]));
    assert_eq!(told(&one[..20]), (0, vec!["json-record-cut".to_owned()]));
}

#[test]
fn every_prefix_of_a_file_is_survived() {
    let line = minified(WHOLE);
    let document = format!("{{\"format\": \"{FORMAT}\", \"clinics\": [{line}]}}");
    let yaml = "format: riktlinje/clinics/v1\nclinics:\n  - hsa_id: SE2321000057-TEST1\n    name: \"Å\"\n    case_types: {fornya_recept: active}\n  - hsa_id: B\n    other_information: |\n      - a\n";
    let csv = "HSA-id;Namn;Förnya recept\nSE2321000057-TEST1;\"Å;\n\";x\nB;;\n";
    for (text, name) in [(document.as_str(), "x.json"), (&line, "x.jsonl"), (yaml, "x.yaml"), (csv, "x.csv")] {
        for end in 0..text.len() {
            drop(decode(&text.as_bytes()[..end], name));
        }
    }
}

#[test]
fn nesting_however_deep_is_survived() {
    let deep = "[".repeat(200_000);
    let whole = format!("{deep}{}", "]".repeat(200_000));
    assert_eq!(problems(whole.clone(), "x.json").len(), 1);
    let within = format!("{{\"hsa_id\": \"A\", \"name\": {whole}}}\n{{\"hsa_id\": \"B\"}}\n");
    assert_eq!(problems(within.clone(), "x.jsonl"), ["Warning value-expected .name line 1"]);
    assert_eq!(problems(within, "-"), ["Warning value-expected .name line 1"]);
    let objects = "{\"a\":".repeat(200_000);
    drop(decode(objects, "x.json"));
    assert_eq!(refused(format!("a: {deep}"), "x.yaml"), "source-export-yaml");
    drop(decode(format!("- {deep}"), "x.yaml"));
}

#[test]
fn control_characters_are_carried_and_nothing_more() {
    let loaded = decode("{\"hsa_id\": \"A\", \"status\": \"\\u001b[31mröd\"}\n", "x.jsonl").expect("it can be used");
    assert_eq!(loaded.problems[0].message.args[1].1, crate::text::Arg::from("\u{1b}[31mröd"));
}

/// A line of so many bytes, with a clinic before and after it, that no memory ever holds.
struct LongLine {
    before: Cursor<Vec<u8>>,
    long: io::Take<io::Repeat>,
    after: Cursor<Vec<u8>>,
}

impl Read for LongLine {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        for part in [&mut self.before as &mut dyn Read, &mut self.long, &mut self.after] {
            let read = part.read(into)?;
            if read > 0 {
                return Ok(read);
            }
        }
        Ok(0)
    }
}

#[test]
fn a_line_that_never_ends_is_left_out_and_the_next_is_read() {
    let reader = LongLine {
        before: Cursor::new(b"{\"hsa_id\": \"A\"}\n{\"hsa_id\": \"".to_vec()),
        long: io::repeat(b'x').take(64 << 20),
        after: Cursor::new(b"\"}\n{\"hsa_id\": \"B\"}\n".to_vec()),
    };
    let loaded = decode_from(Box::new(reader), "x.jsonl", None).expect("it can be used");
    let lines: Vec<_> = loaded.records.iter().map(|unit| (unit.hsa_id.as_str(), unit.records[0].line)).collect();
    assert_eq!(lines, [("A", 1), ("B", 3)]);
    assert_eq!(loaded.left_out, 1);
    let told: Vec<_> = loaded.problems.iter().map(|p| (p.message.key.as_ref(), p.place.record.line)).collect();
    assert_eq!(told, [("source-export-line-long", 2)]);
    let start = loaded.records[1].records[0].start;
    assert_eq!(start, (16 + 12 + (64 << 20) + 3) as u64, "offsets stay right after it");
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

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn no_mutation_makes_it_panic(
        cuts in proptest::collection::vec((0..4000_usize, 0..8_usize, proptest::sample::select(vec![
            "", "\"", "{", "}", "[", "]", ":", ",", "\n", "- ", "\\", "\u{e5}", "null", "#", "|", "'", "811218-9876", "\u{1b}",
        ])), 1..6),
        name in proptest::sample::select(vec!["x.json", "x.jsonl", "x.yaml", "x.csv"]),
    ) {
        let mut text = match name {
            "x.jsonl" => format!("{}\n{}\n", minified(WHOLE), minified(WHOLE)),
            "x.yaml" => format!("clinics:\n  - {}\n  - hsa_id: B\n    terms: |\n      a\n", WHOLE.replace('\n', "\n    ")),
            "x.csv" => "HSA-id;Namn;Förnya recept;Tjänster\nA;\"x;y\";aktiv (begränsat urval);a,b\n".to_owned(),
            _ => format!("[{WHOLE}]"),
        };
        for (at, len, insert) in cuts {
            let at = text.floor_char_boundary(at % (text.len() + 1));
            let end = text.ceil_char_boundary((at + len).min(text.len()));
            text.replace_range(at..end, insert);
        }
        drop(decode(text, name));
    }
}

#[test]
fn tables_come_in_two_layouts() {
    let csv = "Rapport från verktyget;;;;;\nHSA-id;Namn;Status;Förnya recept;Av- och omboka tid;Färg\nSE2321000057-TEST1;\"Testköpings; vårdcentral\";aktiv;x;Aktiv (begränsat urval);röd\nSE2321000057-TEST2;;stängd;;utdelad;\n";
    let loaded = decode(csv, "x.csv").expect("it can be used");
    assert_eq!(loaded.problems, []);
    let states = |unit: &UnitRecord| -> Vec<_> {
        let types = unit.case_types.value().expect("they are read").iter();
        types.map(|t| (t.written.to_string(), t.ix.map(|ix| ix.0), t.state.clone(), t.restricted.clone())).collect()
    };
    assert_eq!(
        states(&loaded.records[0]),
        [
            ("Förnya recept".into(), Some(0), Field::Value(CaseTypeState::Active), Field::NotExported),
            ("Av- och omboka tid".into(), Some(1), Field::Value(CaseTypeState::Active), Field::Value(true)),
        ]
    );
    assert_eq!(states(&loaded.records[1])[0].2, Field::Value(CaseTypeState::NotAssigned), "the column is there");
    assert_eq!(loaded.records[1].name, Field::Absent);
    assert_eq!(loaded.records[1].municipality, Field::NotExported);
    assert_eq!(loaded.records[1].records[0].line, 4);

    let csv = "HSA-id;Namn;Kommun;Ärendetyp;Status;Villkorstext;Standardsvar\nA;Mallbo;;Förnya recept;aktiv;Ring oss.;\na;;Mallbo;Boka tid;utdelad;;Tack.\nB;;;;;;\nA;Mallby;;Egen;x;;\n";
    let loaded = decode(csv, "x.csv").expect("it can be used");
    assert_eq!(loaded.problems, []);
    let [unit, other] = &loaded.records[..] else { panic!("two clinics") };
    assert_eq!(unit.records.iter().map(|record| record.line).collect::<Vec<_>>(), [2, 3, 5]);
    assert_eq!((&unit.name, &unit.municipality), (&Field::Conflicting, &Field::Value("Mallbo".into())));
    let conflict = &unit.conflicts[0];
    let lines: Vec<u32> = conflict.places.iter().map(|place| place.record.line).collect();
    assert_eq!((&*conflict.route, lines, unit.conflicts.len()), ("name", vec![2, 5], 1));
    assert_eq!(states(unit).iter().map(|state| state.1).collect::<Vec<_>>(), [Some(0), Some(2), None]);
    let types = unit.case_types.value().expect("they are read");
    assert!(types[0].texts().terms.value().is_some_and(|text| text.asks_patient_to_phone));
    assert_eq!(types[1].texts().standard_replies.value().map(|text| text.chars), Some(5));
    assert_eq!(types[1].place_of("changed").route, [Step::Field("type_changed")]);
    assert_eq!(other.case_types, Field::Value(Vec::new()));
}

#[test]
fn cells_that_cannot_be_read_are_told() {
    let csv = "HSA-id;Status;Rekommenderad;Förnya recept;Tjänster;Kommun\nA;aktivv;kanske;på;recept, bokning;#N/A\nSEЕ1;;;;;\n;aktiv;;;;\nB;aktiv;ja;811218-9876;;\nC\n";
    insta::assert_debug_snapshot!(problems(csv, "x.csv"), @r#"
    [
        "Warning cell-error .municipality line 2",
        "Warning word-unknown .case_types[Förnya recept].state line 2",
        "Warning word-unknown .status line 2",
        "Warning truth-unknown .recommended line 2",
        "Error hsa-id-character .hsa_id line 3",
        "Error clinic-without-id  line 4",
        "Error personal-number .case_types[Förnya recept] line 5",
        "Error source-row-short  line 6",
    ]
    "#);
    let loaded = decode(csv, "x.csv").expect("it can be used");
    assert_eq!(loaded.records[0].declared.services.value().map(Vec::len), Some(2));
    assert_eq!(loaded.records[0].municipality, Field::Unreadable);
    assert!(!format!("{:?}", loaded.problems).contains("9876"));
}

#[test]
fn a_mapping_file_gives_other_headings_and_words_their_meaning() {
    let mapping = "format: riktlinje/mapping/v1\ncolumns:\n  exports: { Nr: hsa_id, Receptförnyelse: fornya_recept }\nvalues:\n  state: { på: active, av: inactive }\n  status: { I drift: active }\n";
    let mapping = Mapping::parse(mapping, &needs()).expect("it is a mapping");
    let csv = Cursor::new("Nr;Status;Receptförnyelse\nA;I drift;på\nB;I drift;av\n".as_bytes().to_vec());
    let loaded = decode_from(Box::new(csv), "x.csv", Some(&mapping)).expect("it can be used");
    assert_eq!(loaded.problems, []);
    let types = loaded.records[0].case_types.value().expect("they are read");
    assert_eq!((types[0].ix, &types[0].state), (Some(CaseTypeIx(0)), &Field::Value(CaseTypeState::Active)));
    assert_eq!(types[0].place().route, [Step::Field("case_types"), Step::Named("Receptförnyelse".into())]);
    assert!(loaded.records[1].status.value().is_some());
}

#[test]
fn a_workbook_is_read_sheet_by_sheet() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(["HSA-id", "Senast ändrad", "Förnya recept", "Verksamhetskod"]) {
        sheet.write(0, column, heading).expect("it takes text");
    }
    let date = rust_xlsxwriter::ExcelDateTime::parse_from_str("2026-05-01").expect("it is a date");
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet.write(1, 0, "SE2321000057-TEST1").expect("it takes text");
    sheet.write_with_format(1, 1, &date, &format).expect("it takes a date");
    sheet.write(1, 2, true).expect("it takes a truth");
    sheet.write(1, 3, 1500).expect("it takes a number");
    workbook.add_worksheet().write(0, 0, "Anteckningar").expect("it takes text");
    let loaded = decode(workbook.save_to_buffer().expect("it is written"), "x.csv").expect("it can be used");
    assert_eq!(loaded.problems, []);
    let unit = &loaded.records[0];
    assert_eq!(unit.changed.value().map(ToString::to_string).as_deref(), Some("2026-05-01"));
    assert_eq!(unit.business_code, Field::Value("1500".into()));
    assert_eq!(unit.case_types.value().map(|types| types[0].state.clone()), Some(Field::Value(CaseTypeState::Active)));
    assert_eq!(&*loaded.format, "riktlinje/clinics/v1 (xlsx)");
}
