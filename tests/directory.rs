//! A synthetic national export, scaled, from its zip to the tree: what went in comes out, by a reference that only knows the
//! generator's own truth.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Cursor, Read, Write as _};

use riktlinje::model::case_type::Vocabulary as _;
use riktlinje::model::directory::{Directory, Selection};
use riktlinje::model::hsa_id::HsaId;
use riktlinje::model::needs::Needs;
use riktlinje::model::place::{Place, Spot};
use riktlinje::model::source::SourceKind;
use riktlinje::source::locate::Locator;
use riktlinje::source::{Https, Input, Limits, LoadOptions, Silent, Sources, load};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[path = "../benches/data/hsa.rs"]
mod hsa;

use hsa::{National, TrueUnit, national};

/// The day after the synthetic export was taken out.
const TODAY: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 11, 19).expect("it is a date");

const UNITS: usize = 5_000;

fn zipped(xml: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("hsaunits.xml", SimpleFileOptions::default()).expect("memory takes it");
    archive.write_all(xml).expect("memory takes it");
    archive.finish().expect("memory takes it").into_inner()
}

fn read(bytes: &[u8]) -> Sources {
    let input = Input::new(SourceKind::Directory, "-");
    let needs = Needs::default();
    let stdin = || -> io::Result<Box<dyn Read + Send>> { Ok(Box::new(Cursor::new(bytes.to_vec()))) };
    let options = LoadOptions {
        needs: &needs,
        mapping: None,
        jobs: 2,
        progress: &Silent,
        stdin: &stdin,
        cwd: std::path::Path::new(""),
        limits: Limits::default(),
        https: Https::default(),
    };
    load(&[input], &options)
}

/// The units of the directory, one for each identity: those of the service tree that are others' twins are none.
fn real(national: &National) -> impl Iterator<Item = &TrueUnit> {
    national.units.iter().filter(|unit| !unit.is_twin)
}

/// Everything above a unit, by the numbers that the generator remembers.
fn above<'n>(national: &'n National, unit: &'n TrueUnit) -> Vec<&'n str> {
    std::iter::successors(unit.above, |above| national.units[*above].above)
        .map(|above| national.units[above].id.as_str())
        .collect()
}

#[test]
fn what_went_in_comes_out() {
    let national = national(UNITS);
    let sources = read(&zipped(&national.xml));
    assert!(sources.failed.is_empty() && sources.problems.is_empty(), "{:?} {:?}", sources.failed, sources.problems);
    assert!(sources.directory_is_complete);
    assert_eq!(sources.files[0].taken_at.unwrap().to_rfc3339(), "2026-11-18T01:25:40.456+01:00");
    assert_eq!(sources.directory.len(), UNITS);
    let directory = Directory::new(sources.directory, sources.flaws, TODAY);
    assert_eq!(directory.len(), real(&national).count());

    let mut flaws: BTreeMap<&str, usize> = BTreeMap::new();
    for flaw in directory.units().flat_map(|ix| directory.flaws_of(ix)).chain(directory.flaws_of_none()) {
        *flaws.entry(flaw.kind.key()).or_default() += 1;
    }
    assert_eq!(flaws, national.flaws, "{}", national.summary());

    for unit in real(&national).filter(|unit| !unit.id.is_empty()) {
        let id = HsaId::parse(&unit.id).unwrap();
        let ix = directory.unit(&id).unwrap_or_else(|| panic!("{} is there", unit.id));
        let view = directory.get(ix);
        assert_eq!(view.dn.unwrap().as_str(), unit.dn);
        assert_eq!(view.name.value().map_or("", |name| name), unit.name);
        assert_eq!(view.standing.is(riktlinje::model::directory::Standing::FUNCTION), unit.is_function);
        let found: Vec<&str> =
            directory.ancestors(ix).map(|above| directory.get(above).hsa_id.map_or("", HsaId::as_str)).collect();
        assert_eq!(found, above(&national, unit), "{}", unit.dn);
        assert_eq!(directory.county(ix), unit.county, "{}", unit.dn);
    }
}

#[test]
fn a_selection_is_what_the_reference_selects() {
    let national = national(UNITS);
    let sources = read(&national.xml);
    let directory = Directory::new(sources.directory, sources.flaws, TODAY);
    let ids = |selection: &Selection| -> Vec<String> {
        let mut ids: Vec<String> = directory
            .selected(selection)
            .filter_map(|ix| directory.get(ix).hsa_id.map(|id| id.as_str().to_owned()))
            .collect();
        ids.sort();
        ids
    };
    let reference = |wanted: &dyn Fn(&TrueUnit) -> bool| -> Vec<String> {
        let mut ids: Vec<String> =
            real(&national).filter(|unit| !unit.id.is_empty() && wanted(unit)).map(|unit| unit.id.clone()).collect();
        ids.sort();
        ids
    };
    for (_, code) in hsa::COUNTIES {
        let selection = Selection { county: Some(code.into()), ..Selection::default() };
        assert_eq!(ids(&selection), reference(&|unit| unit.county == Some(code)), "county {code}");
    }
    for top in [0, 4, 25, 60] {
        let id = &national.units[top].id;
        let selection = Selection { under: vec![HsaId::parse(id).unwrap()], ..Selection::default() };
        let wanted = reference(&|unit| unit.id == *id || above(&national, unit).contains(&id.as_str()));
        assert_eq!(ids(&selection), wanted, "under {id}");
    }
}

#[test]
fn places_lead_into_the_archive() {
    let national = national(300);
    let sources = read(&zipped(&national.xml));
    let locator = Locator::new(&sources, None);
    let lines: Vec<&str> = std::str::from_utf8(&national.xml).unwrap().lines().collect();
    let by_id: HashMap<&str, &TrueUnit> = national.units.iter().map(|unit| (unit.dn.as_str(), unit)).collect();
    for record in &sources.directory {
        let unit = by_id[record.dn.as_ref().unwrap().as_str()];
        let found = locator.locate(&Place::field(record.record, "dn"));
        let Spot::Line { line, column } = found.spot else { panic!("a line was expected") };
        let text: String = lines[line as usize - 1].chars().skip(column as usize - 1).collect();
        assert_eq!(text.replace("&amp;", "&"), format!("{}</DN>", unit.dn));
    }
}
