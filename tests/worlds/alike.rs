//! Clinics of which the rules see the same are judged together. Each must be told what it is told alone: outcomes, evidence,
//! remedies, and what would settle what is not known.

#![expect(clippy::disallowed_methods, reason = "the test writes its own sources")]

use std::fmt::Write as _;
use std::path::Path;

use assert_cmd::Command;
use riktlinje::model::finding::Finding;
use riktlinje::model::run::Run;
use riktlinje::policy::library;
use riktlinje::report::json;

#[path = "../../benches/data/seeded.rs"]
mod seeded;

use seeded::Seeded;

const CLINICS: usize = 400;

/// Lists that many clinics have in common, of which some differ in what only a remedy depends on.
const LISTS: [&str; 8] = [
    r#"{"fornya_recept":"active","bestall_tid":"active","avomboka_tid":"active","radgivning":"active","synpunkter":"active"}"#,
    r#"{"fornya_recept":"inactive","bestall_tid":"active","avomboka_tid":"inactive","synpunkter":"not_assigned"}"#,
    r#"{"fornya_recept":"inaktiv (begränsat urval)","bestall_tid":"active","avomboka_tid":"inactive","synpunkter":"not_assigned"}"#,
    r#"{"fornya_recept":"aktiv (begränsat urval)","boka_tid":"active","synpunkter":"active"}"#,
    r#"[{"type":"fornya_recept","state":"active"},{"type":"boka_tid","state":"active","kind":"direct_booking"},{"type":"synpunkter","state":"active","restricted":true}]"#,
    r#"[{"type":"boka_tid","state":"active","kind":"direct_booking","changed":"2026-02-03"},{"type":"egen","name":"Egen","state":null}]"#,
    r#"{"fornya_recept":"på","synpunkter":"active"}"#,
    "{}",
];

/// A policy that asks a list whom it binds, whose filter asks the clinic.
const OWN: &str = "format: riktlinje/policy/v1
policy: egen
edition: 2026-11-01
title: { sv: Egen, en: Own }
source: { document: Prov }
binds: { list.oppna: { at_least: 1 item } }
clauses:
  A: { sv: Prov, en: Try }
case_types:
  fornya_recept: { names: [Förnya recept] }
  synpunkter: { names: [Synpunkter] }
lists:
  oppna: { title: { sv: öppna, en: open }, of: case_types, where: { case_type.state: active, clinic.status: active } }
rules:
  - id: saknas
    clause: A
    severity: error
    responsible: lokal_administrator
    require: { case_types.open: { contains: synpunkter } }
    title: { sv: Saknas, en: Missing }
    advice: { sv: Öppna, en: Open }
";

/// A policy by which a remedy tells what should be there by a fact that decides no verdict: nobody has what it is compared with.
const BY: &str = "format: riktlinje/policy/v1
policy: niva
edition: 2026-11-01
title: { sv: Nivå, en: Level }
source: { document: Prov }
clauses:
  A: { sv: Prov, en: Try }
case_types:
  synpunkter: { names: [Synpunkter] }
parameters:
  niva: { value: primarvard, by: { clinic.municipality: { Testköping: specialistvard } } }
rules:
  - id: niva-saknas
    clause: A
    severity: error
    responsible: lokal_administrator
    require: { all: [{ case_types.open: { contains: synpunkter } }, { clinic.care_level: $niva }] }
    title: { sv: Saknas, en: Missing }
    advice: { sv: Sätt, en: Set }
";

fn write_sources(folder: &Path) {
    for (policy, text) in [("egen", OWN), ("niva", BY)] {
        std::fs::create_dir(folder.join(policy)).expect("there is room");
        std::fs::write(folder.join(policy).join("policy.yaml"), text).expect("there is room");
    }
    let mut seeded = Seeded::new(36);
    let mut exports = String::from("{\"format\":\"riktlinje/clinics/v1\",\"exported\":\"2026-11-18\"}\n");
    let mut permissions = String::from("HSA-id mottagning;HSA-id person;Roll;Status;Tilldelad datum\n");
    let mut attestations = String::from("punkt;hsa-id;av;datum\n");
    for number in 0..CLINICS {
        let id = format!("SE2321000057-TESTA{number}");
        write!(exports, "{{\"hsa_id\":\"{id}\",\"name\":\"Provmottagning {number}\"").expect("it is a String");
        for (key, values) in [
            ("status", ["\"active\"", "\"not_activated\"", "\"closed\"", "null"]),
            ("unit_kind", ["\"mottagning\"", "\"avdelning\"", "\"?\"", "null"]),
            ("agreement", ["\"egen_regi\"", "\"avtal\"", "\"vardval\"", "\"?\""]),
            ("prescribes_medicines", ["true", "false", "null", "\"?\""]),
            ("service_area", ["[{\"region\":\"*\"}]", "[{\"region\":\"06\"}]", "[]", "5"]),
        ] {
            let value = if seeded.percent(95) { values[0] } else { seeded.pick(&values) };
            if seeded.percent(98) {
                write!(exports, ",\"{key}\":{value}").expect("it is a String");
            }
        }
        let (municipality, types) = (seeded.pick(&["Provinge", "Testköping"]), seeded.pick(&LISTS));
        writeln!(exports, ",\"municipality\":\"{municipality}\",\"case_types\":{types}}}").expect("it is a String");
        for person in 0..seeded.below(2) {
            let role = seeded.pick(&["Lokal administratör", "Ärendemottagare"]);
            let state = if seeded.percent(90) { "Aktiv" } else { seeded.pick(&["Inaktiv", ""]) };
            writeln!(permissions, "{id};SE2321000057-TESTP{number}{person};{role};{state};2026-02-01")
                .expect("it is a String");
        }
        if seeded.percent(10) {
            let by = seeded.pick(&["verksamhetschef", "lokal_administrator"]);
            let clause = seeded.pick(&["Ö1b", "V1", "L3"]);
            writeln!(attestations, "{clause};{id};{by};2026-05-01").expect("it is a String");
        }
    }
    for (name, text) in [("c.jsonl", exports), ("p.csv", permissions), ("a.csv", attestations)] {
        std::fs::write(folder.join(name), text).expect("there is room");
    }
}

fn audit(folder: &Path, policy: &str, clinic: Option<&str>) -> Run {
    run(folder, &["c.jsonl", "--permissions", "p.csv", "--attestations", "a.csv"], (policy, clinic))
}

fn run(folder: &Path, sources: &[&str], (policy, clinic): (&str, Option<&str>)) -> Run {
    let output = Command::cargo_bin("riktlinje")
        .expect("the binary is built")
        .current_dir(folder)
        .arg("audit")
        .args(sources)
        .args(["--policy", policy])
        .args(["--as-of", "2026-11-20", "--format", "json", "--fail-on", "never", "--quiet"])
        .args(clinic.iter().flat_map(|clinic| ["--clinic", clinic]))
        .output()
        .expect("it runs");
    json::read(&String::from_utf8(output.stdout).expect("it is UTF-8")).expect("it is a run")
}

/// What is told of a clinic.
fn told(run: &Run, clinic: &str) -> String {
    let of_clinic = |finding: &&Finding| finding.clinic.as_ref().is_some_and(|id| id.as_str() == clinic);
    let outcomes = run.clinics.iter().find(|one| one.hsa_id.as_str() == clinic).map(|one| &one.outcomes);
    let findings: Vec<&Finding> = run.findings.iter().filter(of_clinic).collect();
    format!("{outcomes:?} {findings:#?}")
}

#[test]
fn a_clinic_is_told_the_same_alone_as_among_those_that_are_alike() {
    let folder = tempfile::tempdir().expect("there is room");
    write_sources(folder.path());
    for policy in library::embedded_names().into_iter().chain(["egen", "niva"]) {
        let whole = audit(folder.path(), policy, None);
        let step = match policy {
            "egen" | "niva" => 5,
            "rjl-1177" => 19,
            _ => 83,
        };
        for number in (0..CLINICS).skip(7).step_by(step) {
            let clinic = format!("SE2321000057-TESTA{number}");
            let alone = audit(folder.path(), policy, Some(&clinic));
            similar(&told(&alone, &clinic), &told(&whole, &clinic), (policy, &clinic));
        }
    }
}

/// Where there is no export, the list of clinics alone tells what kind of unit a clinic is, of some.
#[test]
fn a_clinic_of_the_list_is_told_the_same_whatever_the_list_tells_of_others() {
    let folder = tempfile::tempdir().expect("there is room");
    let list =
        "HSA-id;Enhetstyp\nSE2321000057-TESTA1;\nSE2321000057-TESTA2;Mottagning\nSE2321000057-TESTA3;Distansenhet\n";
    std::fs::write(folder.path().join("l.csv"), list).expect("there is room");
    let audit = |policy: &str, clinic: Option<&str>| run(folder.path(), &["--clinics", "l.csv"], (policy, clinic));
    for policy in library::embedded_names() {
        let whole = audit(policy, None);
        for clinic in ["SE2321000057-TESTA1", "SE2321000057-TESTA2", "SE2321000057-TESTA3"] {
            similar(&told(&audit(policy, Some(clinic)), clinic), &told(&whole, clinic), (policy, clinic));
        }
    }
}

/// The first line that differs, which says more than two pages that do.
fn similar(alone: &str, among_all: &str, what: (&str, &str)) {
    let differ = alone.lines().zip(among_all.lines()).find(|(one, other)| one != other);
    assert_eq!(differ.map_or(("", ""), |lines| lines), ("", ""), "alone, among all: {what:?}");
    assert_eq!(alone.lines().count(), among_all.lines().count(), "{what:?}");
}
