//! Loads of TAK files: from bytes to routes, permissions, problems and places as a person reads them.

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_oneof, proptest};
use serde_json::{Value, json};

use crate::model::needs::Needs;
use crate::model::place::Spot;
use crate::model::source::SourceKind;
use crate::model::tak::{Tak, Told};
use crate::source::locate::Locator;
use crate::source::{Https, Input, Limits, LoadOptions, Silent, Sources, load};
use crate::text::{Catalogue, Lang};

fn read(bytes: impl AsRef<[u8]>) -> Sources {
    let needs = Needs::default();
    let bytes = bytes.as_ref().to_vec();
    let stdin = move || Ok(Box::new(Cursor::new(bytes.clone())) as Box<dyn Read + Send>);
    let input = Input::new(SourceKind::Tak, "-");
    let options = LoadOptions {
        needs: &needs,
        mapping: None,
        jobs: 1,
        progress: &Silent,
        stdin: &stdin,
        cwd: std::path::Path::new(""),
        limits: Limits { whole: 16 << 20, ..Limits::default() },
        https: Https::default(),
    };
    load(&[input], &options)
}

/// What is told of a file, in English, and once it is sure that it is whole in Swedish.
fn told(bytes: impl AsRef<[u8]>) -> String {
    let sources = read(bytes);
    let [swedish, english] = [Lang::Sv, Lang::En].map(|lang| told_in(&sources, lang));
    assert!(!swedish.contains("{ $") && !swedish.contains("source-"), "{swedish}");
    assert_ne!(swedish, english);
    english
}

fn told_in(sources: &Sources, lang: Lang) -> String {
    let (words, locator) = (Catalogue::new(lang), Locator::new(sources, None));
    let mut text = String::new();
    let mut line = |line: String| writeln!(text, "{line}").expect("a String takes everything");
    for failed in &sources.failed {
        let at = failed.at.map_or(String::new(), |(line, column)| format!("{line}:{column} "));
        line(format!("{at}{}", words.render(&failed.message)));
        line(format!("    {}", words.render(failed.advice.as_ref().expect("there is always something to do"))));
    }
    for file in sources.files.iter().filter(|file| !file.format.is_empty()) {
        let taken = file.taken_at.map(|at| at.to_rfc3339()).unwrap_or_default();
        line(format!("{}: {} records, {} left out {taken}", file.format, file.records, file.left_out));
        file.notes.iter().for_each(|note| line(format!("  {}", words.render(note))));
    }
    for problem in &sources.problems {
        let located = locator.locate(&problem.place);
        let spot = match located.spot {
            Spot::Line { line, column } => format!("{line}:{column}"),
            _ => "file".to_owned(),
        };
        line(format!("{spot} {:?} {}", problem.level, words.render(&problem.message)));
        let (from, len) = (located.mark.0 as usize, located.mark.1 as usize);
        let marked: String = located.text.chars().skip(from).take(len).collect();
        if !marked.is_empty() {
            line(format!("    at {marked}"));
        }
    }
    let tak = &sources.tak;
    for route in &tak.routes {
        let profile = route.profile.as_deref().unwrap_or("-");
        line(format!("route {} {} {profile} {}", route.contract, route.address, at(&locator, &route.place())));
    }
    for permission in &tak.permissions {
        let place = at(&locator, &permission.place());
        line(format!("permission {} {} {} {place}", permission.contract, permission.address, permission.consumer));
    }
    text
}

fn at(locator: &Locator<'_>, place: &crate::model::place::Place) -> String {
    let located = locator.locate(place);
    let Spot::Line { line, column } = located.spot else { return "file".to_owned() };
    let (from, len) = (located.mark.0 as usize, located.mark.1 as usize);
    let marked: String = located.text.chars().skip(from).take(len).collect();
    format!("{line}:{column} {marked}")
}

const ORIGINAL: &str = r#"{
  "formatVersion": "1",
  "version": "7",
  "tidpunkt": "2026-11-18T03:00:00+0100",
  "utforare": "TakExport script",
  "data": {
    "rivtaprofil": [{"id": 4, "namn": "rivtabp20"}, {"id": 5, "namn": "RIVTABP21", "deleted": false}],
    "tjanstekontrakt": [
      {"id": 1, "namnrymd": "urn:riv:crm:scheduling:GetAvailableTimeslotsResponder:1", "majorVersion": 1},
      {"id": 2, "namnrymd": "urn:riv:crm:scheduling:MakeBookingResponder:1"},
      {"id": 3, "namnrymd": "urn:riv:itintegration:engagementindex:UpdateResponder:1"}
    ],
    "logiskadress": [
      {"id": 22, "hsaId": "SE2321000057-TEST1", "beskrivning": "Tallens vårdcentral"},
      {"id": 23, "hsaId": "*", "beskrivning": "Alla"}
    ],
    "tjanstekomponent": [{"id": 2, "hsaId": "TSE2321000057-1177"}, {"id": 7, "hsaId": "Bokningstjänst 7"}],
    "anropsadress": [{"id": 1, "adress": "https://localhost/x", "relationships": {"rivtaprofil": 5, "tjanstekomponent": 7}}],
    "vagval": [
      {
        "id": 11, "fromTidpunkt": "2014-08-12T22:00:00+0000", "tomTidpunkt": "2114-08-12T22:00:00+0000",
        "relationships": {
          "anropsadress": 1,
          "logiskadress": 22,
          "tjanstekontrakt": 1
        }
      },
      {"id": 12, "relationships": {"anropsadress": 1, "logiskadress": 22, "tjanstekontrakt": 3}}
    ],
    "anropsbehorighet": [
      {"id": 21, "integrationsavtal": "x", "relationships": {"logiskAdress": 23, "tjanstekomponent": 2, "tjanstekontrakt": 1}}
    ],
    "filter": [{"id": 1, "servicedomain": "Scheduling", "relationships": {"anropsbehorighet": 21}}],
    "filtercategorization": []
  }
}"#;

const COOPERATION: &str = r#"{
  "beskrivning": "TAK versionerat format",
  "formatVersion": 1,
  "tidpunkt": "2026-11-18T02:00:00Z",
  "data": {
    "tjanstekontrakt": [{"id": 1, "namnrymd": "urn:riv:crm:scheduling:GetAvailableTimeslotsResponder:1"}],
    "logiskadress": [{"hsaId": "SE2321000057-TEST1"}, {"hsaId": "*"}],
    "tjanstekonsument": [{"id": 2, "hsaId": "TSE2321000057-1177"}],
    "tjansteproducent": [{"id": 7, "hsaId": "Bokningstjänst 7"}],
    "anropsadress": [],
    "vagval": [{"id": 11, "fromTidpunkt": "2014-08-12T22:00:00+0000", "tomTidpunkt": null, "relationships": {
      "logiskadress": "SE2321000057-test1", "tjanstekontrakt": "urn:riv:crm:scheduling:GetAvailableTimeslotsResponder:1",
      "tjansteproducent": "Bokningstjänst 7", "rivtaProfil": "RIVTABP21", "anropsadress": "https://localhost/x"}}],
    "anropsbehorighet": [{"id": 21, "relationships": {"logiskAdress": "*", "tjanstekonsument": "TSE2321000057-1177",
      "tjanstekontrakt": "urn:riv:crm:scheduling:GetAvailableTimeslotsResponder:1"}}]
  }
}"#;

#[test]
fn both_forms_of_an_export_are_read() {
    insta::assert_snapshot!(told(ORIGINAL), @r#"
    tak/1 (original): 2 records, 0 left out 2026-11-18T02:00:00+00:00
      1 of 2 routes and 1 of 1 call permissions are for booking
    route GetAvailableTimeslots SE2321000057-TEST1 RIVTABP21 24:27 22
    permission GetAvailableTimeslots * TSE2321000057-1177 31:78 23
    "#);
    insta::assert_snapshot!(told(COOPERATION), @r#"
    tak/1 (cooperation): 2 records, 0 left out 2026-11-18T02:00:00+00:00
      1 of 1 routes and 1 of 1 call permissions are for booking
    route GetAvailableTimeslots SE2321000057-test1 RIVTABP21 12:23 "SE2321000057-test1"
    permission GetAvailableTimeslots * TSE2321000057-1177 14:71 "*"
    "#);
    assert_eq!(read(ORIGINAL).tak.routes_told, Told::All);
}

const PRODUCTIONS: &str = r#"[
  {"id": 1, "physicalAddress": "https://***", "rivtaProfile": "RIVTABP21",
   "serviceProducer": {"id": 3, "hsaId": "SE2321000057-TESTP"},
   "logicalAddress": {"id": 9, "logicalAddress": "SE2321000057-TEST1", "description": "Tallen"},
   "connectionPoint": {"id": 1, "platform": "NTJP", "environment": "PROD", "snapshotTime": "2026-11-18T03:00:00+0100"},
   "serviceContract": {"id": 5, "name": "x", "namespace": "urn:riv:crm:scheduling:MakeBookingResponder:1", "major": 1}},
  {"id": 2, "physicalAddress": "https://***", "rivtaProfile": "RIVTABP20",
   "logicalAdress": {"id": 10, "logicalAdress": "SE2321000057-TEST2"},
   "connectionPoint": {"id": 1, "platform": "NTJP", "environment": "PROD", "snapshotTime": "2026-11-17T03:00:00+0100"},
   "serviceContract": {"namespace": "urn:riv:crm:scheduling:MakeBookingResponder:1"}},
  {"id": 3, "physicalAddress": "https://***",
   "logicalAddress": {"logicalAddress": "SE2321000057-TEST2"},
   "serviceContract": {"namespace": "urn:riv:crm:scheduling:CancelBookingResponder:1"}}
]"#;

const COOPERATIONS: &str = r#"[
  {"id": 1, "serviceConsumer": {"id": 3, "hsaId": "TSE2321000057-1177"},
   "logicalAddress": {"logicalAddress": "*"},
   "serviceContract": {"namespace": "urn:riv:crm:scheduling:MakeBookingResponder:1"}}
]"#;

#[test]
fn saved_answers_of_the_cooperation_api_are_read() {
    insta::assert_snapshot!(told(PRODUCTIONS), @r#"
    cooperation/v2 (serviceProductions): 3 records, 0 left out 2026-11-17T02:00:00+00:00
      the answer does not say what was asked; that something is missing counts only for the contracts of which it names several addresses
    route MakeBooking SE2321000057-TEST1 RIVTABP21 4:50 "SE2321000057-TEST1"
    route MakeBooking SE2321000057-TEST2 RIVTABP20 8:49 "SE2321000057-TEST2"
    route CancelBooking SE2321000057-TEST2 - 12:41 "SE2321000057-TEST2"
    "#);
    insta::assert_snapshot!(told(COOPERATIONS), @r#"
    cooperation/v2 (cooperations): 1 records, 0 left out 
      the answer does not say what was asked; that something is missing counts only for the contracts of which it names several addresses
    permission MakeBooking * TSE2321000057-1177 3:41 "*"
    "#);
    let tak = read(PRODUCTIONS).tak;
    assert!(tak.routes_told.of("MakeBooking"), "several addresses are named, so none was asked for");
    assert!(!tak.routes_told.of("CancelBooking") && !tak.permissions_told.of("MakeBooking"));
}

#[test]
fn what_is_something_else_is_told_with_what_to_do() {
    let answer = |element: &str| format!("[{element}]");
    let address = r#""logicalAddress": {"logicalAddress": "SE1"}, "serviceContract": {"namespace": "urn:x"}"#;
    let platform = |name: &str| {
        format!(r#"{{"physicalAddress": "x", "connectionPoint": {{"environment": "{name}"}}, {address}}}"#)
    };
    let files = [
        String::new(),
        "hsa_id;namn\nSE1;a\n".to_owned(),
        "<xml/>".to_owned(),
        "{\"formatVersion\": \"2.0\", \"data\": {}}".to_owned(),
        "{\"formatVersion\": {}, \"data\": {}}".to_owned(),
        "{\"formatVersion\": \"1\"}".to_owned(),
        "{\"formatVersion\": \"1\", \"data\": {}}".to_owned(),
        "{\"formatVersion\": \"1\", \"data\": []}".to_owned(),
        "{\"formatVersion\": \"1\",\n \"data\": {\"vagval\": {}}}".to_owned(),
        "{\"formatVersion\": \"1\", \"data\": {\"vagval\": [], \"VAGVAL\": []}}".to_owned(),
        "{\"formatVersion\": \"1\", \"FormatVersion\": \"1.1\", \"data\": {}}".to_owned(),
        "{\"formatVersion\": \"1.0\", \"plattform\": \"X-PROD\", \"inkludera\": {}}".to_owned(),
        "{\"type\": \"about:blank\", \"title\": \"Unauthorized\", \"status\": 401}".to_owned(),
        "{\"formatVersion\": \"1\", \"data\": {\"vagval\": [}".to_owned(),
        "{\"format\": \"riktlinje/clinics/v1\", \"clinics\": []}".to_owned(),
        answer(""),
        answer("1"),
        answer("{\"id\": 1, \"platform\": \"NTJP\"}"),
        answer("{\"id\": 1, \"physicalAddress\": \"x\"}"),
        answer("{\"serviceConsumer\": {\"hsaId\": \"x\"}, \"physicalAddress\": \"x\"}"),
        answer(&format!("{}, {}", platform("PROD"), platform("QA"))),
    ];
    let mut all = String::new();
    for file in files {
        let sources = read(&file);
        assert_eq!((sources.failed.len(), sources.files.len()), (1, 1), "{file}");
        assert!(sources.tak.routes.is_empty() && !sources.tak.routes_told.of("MakeBooking"), "{file}");
        write!(all, "{}\n{}\n", file.trim(), told(&file)).expect("a String takes everything");
    }
    insta::assert_snapshot!(all, @r#"

    the file is empty
        Export it again. If the file is not to be used, do not give it as a source.

    hsa_id;namn
    SE1;a
    1:1 the file is not JSON; the fault is on line 1, character 1
        TAK is read as JSON: an export of TAK, or what the cooperation API answers to a question with .json.

    <xml/>
    1:1 the file is a web page or XML, not a table
        Save the data as CSV or XLSX. A file that was saved from a browser may be the login page.

    {"formatVersion": "2.0", "data": {}}
    the export is written in version 2.0 of TAK's format; version 1 is read here
        Export in version 1, or update riktlinje.

    {"formatVersion": {}, "data": {}}
    the export is written in version ? of TAK's format; version 1 is read here
        Export in version 1, or update riktlinje.

    {"formatVersion": "1"}
    the file has no part «data»; it is no export of TAK
        An export of TAK has formatVersion, tidpunkt and data, and in data the lists vagval and anropsbehorighet. Saved answers of the cooperation API are lists: serviceProductions and cooperations.

    {"formatVersion": "1", "data": {}}
    the file has neither vagval nor anropsbehorighet; there is nothing to read
        Export all of TAK, and see to it that the lists vagval and anropsbehorighet come along.

    {"formatVersion": "1", "data": []}
    1:31 the file is not written as an export of TAK; the fault is on line 1, character 31
        An export of TAK has formatVersion, tidpunkt and data, and in data the lists vagval and anropsbehorighet. Saved answers of the cooperation API are lists: serviceProductions and cooperations.

    {"formatVersion": "1",
     "data": {"vagval": {}}}
    2:20 the file is not written as an export of TAK; the fault is on line 2, character 20
        An export of TAK has formatVersion, tidpunkt and data, and in data the lists vagval and anropsbehorighet. Saved answers of the cooperation API are lists: serviceProductions and cooperations.

    {"formatVersion": "1", "data": {"vagval": [], "VAGVAL": []}}
    vagval stands twice in the file, with different content
        Remove one of them, or export again.

    {"formatVersion": "1", "FormatVersion": "1.1", "data": {}}
    formatVersion stands twice in the file, with different content
        Remove one of them, or export again.

    {"formatVersion": "1.0", "plattform": "X-PROD", "inkludera": {}}
    the file is an order of changes in TAK, not an export of what is there
        Ask those who run the service platform for an export of TAK. An order does not say whether it was carried out.

    {"type": "about:blank", "title": "Unauthorized", "status": 401}
    the file is an error message of the cooperation API (status 401), not an answer
        Ask again, and see to it that login and address are right.

    {"formatVersion": "1", "data": {"vagval": [}
    1:44 the file is not JSON; the fault is on line 1, character 44
        TAK is read as JSON: an export of TAK, or what the cooperation API answers to a question with .json.

    {"format": "riktlinje/clinics/v1", "clinics": []}
    the file has no part «data»; it is no export of TAK
        An export of TAK has formatVersion, tidpunkt and data, and in data the lists vagval and anropsbehorighet. Saved answers of the cooperation API are lists: serviceProductions and cooperations.

    []
    the answer is an empty list, and it does not show what was asked
        Save the answer to a question without logicalAddressId: it shows both what there is and what there is not.

    [1]
    1:1 the file is a list, but neither of serviceProductions nor of cooperations
        Ask for serviceProductions with include=logicalAddress,serviceContract,serviceProducer,connectionPoint, and for cooperations with include=logicalAddress,serviceContract,serviceConsumer,connectionPoint. Save each in a file of its own.

    [{"id": 1, "platform": "NTJP"}]
    1:1 the file is a list, but neither of serviceProductions nor of cooperations
        Ask for serviceProductions with include=logicalAddress,serviceContract,serviceProducer,connectionPoint, and for cooperations with include=logicalAddress,serviceContract,serviceConsumer,connectionPoint. Save each in a file of its own.

    [{"id": 1, "physicalAddress": "x"}]
    1:1 the answer does not say which logical address and which contract it is about
        Ask for serviceProductions with include=logicalAddress,serviceContract,serviceProducer,connectionPoint, and for cooperations with include=logicalAddress,serviceContract,serviceConsumer,connectionPoint. Save each in a file of its own.

    [{"serviceConsumer": {"hsaId": "x"}, "physicalAddress": "x"}]
    1:1 the file is a list, but neither of serviceProductions nor of cooperations
        Ask for serviceProductions with include=logicalAddress,serviceContract,serviceProducer,connectionPoint, and for cooperations with include=logicalAddress,serviceContract,serviceConsumer,connectionPoint. Save each in a file of its own.

    [{"physicalAddress": "x", "connectionPoint": {"environment": "PROD"}, "logicalAddress": {"logicalAddress": "SE1"}, "serviceContract": {"namespace": "urn:x"}}, {"physicalAddress": "x", "connectionPoint": {"environment": "QA"}, "logicalAddress": {"logicalAddress": "SE1"}, "serviceContract": {"namespace": "urn:x"}}]
    the answer mixes the environments PROD and QA
        Ask with connectionPointId, so that only one environment comes along: a route in a test environment connects no clinic.
    "#);
}

#[test]
fn faults_of_a_record_are_told_at_their_place() {
    let file = r#"{"formatVersion": "1.0", "tidpunkt": "i går", "data": {
"tjanstekontrakt": [{"id": 1, "namnrymd": "urn:riv:crm:scheduling:MakeBookingResponder:1"},
 {"id": 1, "namnrymd": "urn:riv:crm:scheduling:CancelBookingResponder:1"}],
"logiskadress": [{"id": 2, "hsaId": "SE2321000057-TEST1"}, {"id": 3, "hsaId": "811218-9876"}, {"id": 4, "hsaId": "SE1", "deleted": true}, 5],
"tjanstekomponent": [{"id": 2, "hsaId": "TSE2321000057-1177"}],
"vagval": [
 {"id": 1, "relationships": {"logiskadress": 2, "tjanstekontrakt": 1}},
 {"id": 2, "relationships": {"logiskadress": 2, "tjanstekontrakt": 1}},
 {"id": 3, "relationships": {"logiskadress": 9, "tjanstekontrakt": 1}},
 {"id": 4, "relationships": {"logiskadress": 3, "tjanstekontrakt": 1}},
 {"id": 5, "relationships": {"logiskadress": 4, "tjanstekontrakt": 1}},
 {"id": 6, "relationships": {"logiskadress": 2, "tjanstekontrakt": 8}},
 {"id": 7, "relationships": {"tjanstekontrakt": 1}},
 {"id": 8, "fromTidpunkt": "2026-12-31", "tomTidpunkt": "2026-01-01", "relationships": {"logiskadress": 2, "tjanstekontrakt": 1}},
 {"id": 9, "fromTidpunkt": "2027-01-01", "tomTidpunkt": "sedan", "relationships": {"logiskadress": 2, "tjanstekontrakt": 1}},
 {"id": 10, "relationships": {"logiskadress": 2, "logiskAdress": 3, "tjanstekontrakt": 1}},
 {"id": 11},
 [], {"id": 12, "deleted": true, "relationships": {}}
],
"anropsbehorighet": [
 {"id": 1, "relationships": {"logiskAdress": 2, "tjanstekonsument": 8, "tjanstekontrakt": 1}},
 {"id": 2, "relationships": {"logiskAdress": "SE2321000057-TEST9", "tjanstekonsument": "x\u001b[2J", "tjanstekontrakt": 1}}
]}}"#;
    let told = told(file);
    assert!(!told.contains("9876"));
    insta::assert_snapshot!(told, @r#"
    tak/1 (original): 3 records, 13 left out 
      3 of 13 routes and 0 of 2 call permissions are for booking
      2 records are marked as deleted and do not count
    file Warning tidpunkt is no instant; how old the export is does not show
    3:2 Error id 1 stands twice in the same list; the first record holds
        at {"id": 1, "namnrymd": "urn:riv:crm:scheduling:CancelBookingResponder:1"}
    4:139 Error the record cannot be read; it does not count
        at 5
    8:46 Warning MakeBooking has two routes at the same time to SE2321000057-TEST1; the first stands on line 7
        at 2
    9:2 Error the route points at logiskadress 9, which is not in the file; it does not count
        at {"id": 3, "relationships": {"logiskadress": 9, "tjanstekontrakt": 1}}
    10:2 Error something here reads as a personal identity number; the record was left out
        at {"id": 4, "relationships": {"logiskadress": 3, "tjanstekontrakt": 1}}
    11:2 Error the route points at logiskadress 4, which is not in the file; it does not count
        at {"id": 5, "relationships": {"logiskadress": 4, "tjanstekontrakt": 1}}
    12:2 Error the route points at tjanstekontrakt 8, which is not in the file; it does not count
        at {"id": 6, "relationships": {"logiskadress": 2, "tjanstekontrakt": 8}}
    13:2 Error the route lacks logiskadress; it does not count
        at {"id": 7, "relationships": {"tjanstekontrakt": 1}}
    14:2 Error the route ends (2026-01-01) before it begins (2026-12-31); it does not count
        at {"id": 8, "fromTidpunkt": "2026-12-31", "tomTidpunkt": "2026-01-01", "relationships": {"logiskadress": 2, "tjanstekontrakt": 1}}
    15:57 Warning tomTidpunkt is no instant; whether the record counts is unknown
        at "sedan"
    15:100 Warning MakeBooking has two routes at the same time to SE2321000057-TEST1; the first stands on line 7
        at 2
    16:2 Error the field “logiskadress” stands twice in the record, with different values; the record does not count
        at {"id": 10, "relationships": {"logiskadress": 2, "logiskAdress": 3, "tjanstekontrakt": 1}}
    17:2 Error the route lacks relationships; it does not count
        at {"id": 11}
    18:2 Error the record cannot be read; it does not count
        at []
    21:2 Error the call permission points at tjanstekonsument 8, which is not in the file; it does not count
        at {"id": 1, "relationships": {"logiskAdress": 2, "tjanstekonsument": 8, "tjanstekontrakt": 1}}
    22:2 Error the call permission points at logiskadress SE2321000057-TEST9, which is not in the file; it does not count
        at {"id": 2, "relationships": {"logiskAdress": "SE2321000057-TEST9", "tjanstekonsument": "x\u001b[2J", "tjanstekontrakt": 1}}
    route MakeBooking SE2321000057-TEST1 - 7:46 2
    route MakeBooking SE2321000057-TEST1 - 8:46 2
    route MakeBooking SE2321000057-TEST1 - 15:100 2
    "#);
}

/// A route or a permission, before it is written in one form or the other.
#[derive(Clone, Debug)]
struct Drawn {
    contract: usize,
    address: usize,
    consumer: usize,
    profile: usize,
    from: Option<u32>,
    until: Option<u32>,
}

const CONTRACTS: [&str; 4] = [
    "urn:riv:crm:scheduling:GetAvailableTimeslotsResponder:1",
    "urn:riv:crm:scheduling:MakeBookingResponder:1",
    "urn:riv:crm:scheduling:MakeBookingResponder:2",
    "urn:riv:clinicalprocess:activity:request:ProcessRequestResponder:1",
];
const ADDRESSES: [&str; 5] =
    ["SE2321000057-TEST1", "SE2321000057-test2", "*", "SE2321000057-VG#SE2321000057-VE", "202100-6099"];
const CONSUMERS: [&str; 3] = ["TSE2321000057-1177", "Testkonsument 1", "HSASERVICES-106J"];
const PROFILES: [&str; 2] = ["RIVTABP20", "RIVTABP21"];

fn time(day: Option<u32>) -> Value {
    day.map_or(Value::Null, |day| json!(format!("2026-{:02}-{:02}T22:00:00+0000", 1 + day / 28, 1 + day % 28)))
}

fn table(names: &[&str], key: &str) -> Value {
    (0..).zip(names).map(|(id, name)| json!({"id": id + 10, key: name})).collect()
}

fn original(routes: &[Drawn], permissions: &[Drawn]) -> String {
    let endpoints: Vec<Value> =
        (0..2).map(|id| json!({"id": id, "relationships": {"rivtaprofil": id + 10, "tjanstekomponent": 10}})).collect();
    let route = |drawn: &Drawn| {
        json!({"fromTidpunkt": time(drawn.from), "tomTidpunkt": time(drawn.until), "relationships": {
            "anropsadress": drawn.profile, "logiskadress": drawn.address + 10, "tjanstekontrakt": drawn.contract + 10}})
    };
    let permission = |drawn: &Drawn| {
        json!({"fromTidpunkt": time(drawn.from), "tomTidpunkt": time(drawn.until), "relationships": {
            "logiskAdress": drawn.address + 10, "tjanstekomponent": drawn.consumer + 10,
            "tjanstekontrakt": drawn.contract + 10}})
    };
    json!({"formatVersion": "1", "data": {
        "rivtaprofil": table(&PROFILES, "namn"), "tjanstekontrakt": table(&CONTRACTS, "namnrymd"),
        "logiskadress": table(&ADDRESSES, "hsaId"), "tjanstekomponent": table(&CONSUMERS, "hsaId"),
        "anropsadress": endpoints, "vagval": routes.iter().map(route).collect::<Value>(),
        "anropsbehorighet": permissions.iter().map(permission).collect::<Value>()}})
    .to_string()
}

fn cooperation(routes: &[Drawn], permissions: &[Drawn]) -> String {
    let route = |drawn: &Drawn| {
        json!({"fromTidpunkt": time(drawn.from), "tomTidpunkt": time(drawn.until), "relationships": {
            "anropsadress": "https://localhost", "logiskadress": ADDRESSES[drawn.address],
            "tjanstekontrakt": CONTRACTS[drawn.contract], "tjansteproducent": CONSUMERS[0],
            "rivtaProfil": PROFILES[drawn.profile]}})
    };
    let permission = |drawn: &Drawn| {
        json!({"fromTidpunkt": time(drawn.from), "tomTidpunkt": time(drawn.until), "relationships": {
            "logiskAdress": ADDRESSES[drawn.address], "tjanstekonsument": CONSUMERS[drawn.consumer],
            "tjanstekontrakt": CONTRACTS[drawn.contract]}})
    };
    json!({"data": {
        "vagval": routes.iter().map(route).collect::<Value>(),
        "anropsbehorighet": permissions.iter().map(permission).collect::<Value>(),
        "tjanstekontrakt": table(&CONTRACTS, "namnrymd"), "logiskadress": table(&ADDRESSES, "hsaId"),
        "tjanstekonsument": table(&CONSUMERS, "hsaId"), "tjansteproducent": table(&CONSUMERS[..1], "hsaId")},
        "formatVersion": 1})
    .to_string()
}

/// What is said, whatever the form.
fn said(tak: &Tak) -> (Vec<String>, Vec<String>) {
    let routes = tak
        .routes
        .iter()
        .map(|route| format!("{} {} {:?} {:?}", route.contract, route.address, route.profile, route.validity));
    let permissions = tak.permissions.iter().map(|permission| {
        format!("{} {} {} {:?}", permission.contract, permission.address, permission.consumer, permission.validity)
    });
    (routes.collect(), permissions.collect())
}

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let day = || prop_oneof![Just(None), (0_u32..300).prop_map(Some)];
    let one = (0..CONTRACTS.len(), 0..ADDRESSES.len(), 0..CONSUMERS.len(), 0..PROFILES.len(), day(), day());
    let one = one.prop_map(|(contract, address, consumer, profile, from, until)| Drawn {
        contract,
        address,
        consumer,
        profile,
        from,
        until,
    });
    prop::collection::vec(one, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_two_forms_say_the_same(routes in drawn(), permissions in drawn()) {
        let (one, other) = (read(original(&routes, &permissions)), read(cooperation(&routes, &permissions)));
        assert_eq!(said(&one.tak), said(&other.tak));
        assert_eq!(one.files[0].left_out, other.files[0].left_out);
        assert_eq!(one.problems.len(), other.problems.len());
    }
}

#[test]
fn a_file_that_is_cut_is_unusable_and_never_half_read() {
    for file in [ORIGINAL, COOPERATION, PRODUCTIONS] {
        let whole = said(&read(file).tak);
        for end in 0..file.len() {
            let sources = read(&file.as_bytes()[..end]);
            assert_eq!(sources.failed.len(), 1, "cut at {end}");
            assert!(sources.tak.routes.is_empty() && sources.problems.is_empty(), "cut at {end}");
        }
        assert_eq!(said(&read(format!("\u{feff}{file}\n")).tak), whole);
        assert_eq!(read(format!("{file}]")).failed.len(), 1);
    }
}

#[test]
fn other_encodings_have_their_places_too() {
    let utf16: Vec<u8> = ORIGINAL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [utf16, encoding_rs::WINDOWS_1252.encode(ORIGINAL).0.into_owned()] {
        let told = told(bytes);
        assert!(told.contains("route GetAvailableTimeslots SE2321000057-TEST1 RIVTABP21 24:27 22"), "{told}");
    }
}

#[test]
fn much_of_anything_is_no_danger() {
    let deep = "[".repeat(200_000);
    assert_eq!(read(format!("{{\"formatVersion\": \"1\", \"data\": {deep}")).failed.len(), 1);
    let closed = format!("{deep}{}", "]".repeat(200_000));
    let sources = read(ORIGINAL.replacen("\"x\"", &closed, 1));
    assert_eq!((sources.failed.len(), sources.tak.permissions.len()), (0, 1), "what nobody asks for may be anything");
    let long = "x".repeat(10 << 20);
    let sources = read(ORIGINAL.replacen("\"x\"", &format!("\"{long}\""), 1));
    assert_eq!((sources.failed.len(), sources.tak.permissions.len()), (0, 1));
    let sources = read(ORIGINAL.replacen("SE2321000057-TEST1", &long, 1));
    assert_eq!(sources.tak.routes.len(), 1);
    let sources = read(COOPERATION.replacen("\"TSE2321000057-1177\",", &format!("\"{long}\","), 1));
    assert!(told_in(&sources, Lang::En).len() < 4096, "nothing long is repeated");
}
