//! A TAK dump as a service platform has it: routes and permissions of many domains, a part of them for booking.

use std::hint::black_box;
use std::io::{self, Cursor, Read};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use riktlinje::model::needs::Needs;
use riktlinje::model::source::SourceKind;
use riktlinje::source::{Https, Input, Limits, LoadOptions, Silent, Sources, load};

/// Contracts of booking, and others that are passed over.
const CONTRACTS: [&str; 12] = [
    "crm:scheduling:GetAllTimeTypes",
    "crm:scheduling:GetAvailableDates",
    "crm:scheduling:GetAvailableTimeslots",
    "crm:scheduling:MakeBooking",
    "clinicalprocess:activity:request:ProcessRequest",
    "clinicalprocess:healthcond:description:GetDiagnosis",
    "clinicalprocess:logistics:logistics:GetCareContacts",
    "itintegration:engagementindex:Update",
    "itintegration:monitoring:PingForConfiguration",
    "ehr:blocking:querying:GetAllBlocks",
    "insuranceprocess:certificate:RegisterCertificate",
    "infrastructure:directory:organization:GetUnit",
];

/// A dump in the original form, written over several lines a record as TAK does, of at least so many bytes.
fn dump(bytes: usize) -> String {
    let mut lists: [Vec<String>; 3] = Default::default();
    let mut size = 0;
    for address in 0.. {
        if size >= bytes {
            break;
        }
        lists[0].push(format!(
            "{{\n\"id\": {address},\n\"hsaId\": \"SE2321000057-TEST{address}\",\n\"beskrivning\": \"Mottagning\"\n}}"
        ));
        for contract in 0..CONTRACTS.len() {
            let number = address * CONTRACTS.len() + contract;
            let times =
                "\"fromTidpunkt\": \"2014-08-12T22:00:00+0000\",\n\"tomTidpunkt\": \"2114-08-12T22:00:00+0000\"";
            let link = format!("\"tjanstekontrakt\": {contract}");
            lists[1].push(format!(
                "{{\n\"id\": {number},\n{times},\n\"relationships\": {{\n\"anropsadress\": 1,\n\"logiskadress\": {address},\n{link}\n}}\n}}"
            ));
            lists[2].push(format!(
                "{{\n\"id\": {number},\n{times},\n\"integrationsavtal\": \"x\",\n\"relationships\": {{\n\"logiskAdress\": {address},\n\"tjanstekomponent\": 1,\n{link}\n}}\n}}"
            ));
            size += lists[1].last().map_or(0, String::len) + lists[2].last().map_or(0, String::len);
        }
    }
    let contracts: Vec<String> = (0..)
        .zip(CONTRACTS)
        .map(|(id, name)| format!("{{\"id\": {id}, \"namnrymd\": \"urn:riv:{name}Responder:1\"}}"))
        .collect();
    let [addresses, routes, permissions] = lists.map(|list| list.join(",\n"));
    format!(
        "{{\"formatVersion\": \"1\", \"tidpunkt\": \"2026-11-18T02:00:00Z\", \"data\": {{\n\
         \"rivtaprofil\": [{{\"id\": 5, \"namn\": \"rivtabp21\"}}],\n\
         \"tjanstekomponent\": [{{\"id\": 1, \"hsaId\": \"SE2321000057-TESTC\"}}],\n\
         \"anropsadress\": [{{\"id\": 1, \"relationships\": {{\"rivtaprofil\": 5, \"tjanstekomponent\": 1}}}}],\n\
         \"tjanstekontrakt\": [{}],\n\"logiskadress\": [{addresses}],\n\"vagval\": [{routes}],\n\
         \"anropsbehorighet\": [{permissions}]}}}}",
        contracts.join(",\n")
    )
}

fn read(bytes: &[u8]) -> Sources {
    let owned = bytes.to_vec();
    let stdin = move || -> io::Result<Box<dyn Read + Send>> { Ok(Box::new(Cursor::new(owned.clone()))) };
    let options = LoadOptions {
        needs: &Needs::default(),
        mapping: None,
        jobs: 1,
        progress: &Silent,
        stdin: &stdin,
        cwd: std::path::Path::new(""),
        limits: Limits::default(),
        https: Https::default(),
    };
    let input = Input::new(SourceKind::Tak, "-");
    load(&[input], &options)
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("tak");
    group.sample_size(20);
    for megabytes in [2, 50] {
        let dump = dump(megabytes << 20);
        assert!(read(dump.as_bytes()).failed.is_empty() && !read(dump.as_bytes()).tak.routes.is_empty());
        group.throughput(Throughput::Bytes(dump.len() as u64));
        group.bench_function(format!("original/{megabytes} MB"), |b| b.iter(|| black_box(read(dump.as_bytes()))));
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
