//! Bad input: told with its place, in bounded memory, and never a panic.

use std::io::{self, Cursor, Read};

use super::super::FORMAT;
use super::{WHOLE, decode, decode_from, minified, problems, refused, shown};
use crate::model::field::Field;

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
        let messages = loaded.problems.iter().map(|p| &p.message).chain(loaded.broken_off.iter().map(|f| &f.message));
        let keys = messages.map(|message| message.key.trim_start_matches("source-export-").to_owned());
        (loaded.records.len(), keys.collect::<Vec<_>>())
    };
    assert_eq!(told(&format!("[{one}, ")), (1, vec!["json-cut".to_owned()]));
    assert_eq!(
        told(&format!("[{one}, {{\"hsa_id\": \"SE")),
        (1, ["json-record-cut", "json-cut"].map(str::to_owned).to_vec())
    );
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
