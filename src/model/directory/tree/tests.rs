//! Small directories with each of the oddities that real ones have.

use super::{Directory, UnitIx};
use crate::model::directory::{
    ContactCard, DirectoryKind, DirectoryRecord, Dn, FlawKind, Selection, Standing, Temporary,
};
use crate::model::facts::UnitState;
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::place::{FileIx, RecordRef};
use chrono::NaiveDate;

fn id(suffix: &str) -> HsaId {
    HsaId::parse(&format!("SE2321000057-TEST{suffix}")).expect("it is an id")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("it is a date")
}

/// A record of a file, on a line of its own.
fn record((file, line): (u32, u32), suffix: &str, dn: &str) -> DirectoryRecord {
    DirectoryRecord {
        record: RecordRef { file: FileIx(file), start: u64::from(line) * 100, len: 100, line },
        hsa_id: (!suffix.is_empty()).then(|| id(suffix)),
        dn: Dn::parse(dn),
        name: Field::Value(dn.split(',').next().unwrap_or_default().trim_start_matches("ou=").into()),
        public_name: Field::NotExported,
        standing: Standing::default(),
        provider: None,
        members: Box::default(),
        starts: Field::NotExported,
        ends: Field::NotExported,
        card: None,
    }
}

const TOP: &str = "o=Region Prov,l=Jönköpings län,c=SE";

fn sample() -> Vec<DirectoryRecord> {
    vec![
        record((0, 1), "O", TOP),
        record((0, 2), "R", &format!("ou=Rehab\\, prov,{TOP}")),
        record((0, 3), "1", &format!("ou=Ett, ou=REHAB\\2c prov,{TOP}")),
        record((0, 4), "", &format!("ou=Utan id,{TOP}")),
        record((0, 5), "2", &format!("ou=Två,ou=Utan id,{TOP}")),
        record((0, 6), "3", &format!("ou=Tre,ou=Borta,{TOP}")),
    ]
}

fn names(directory: &Directory, units: impl Iterator<Item = UnitIx>) -> Vec<String> {
    units
        .map(|ix| {
            directory.get(ix).hsa_id.map_or("-", HsaId::as_str).trim_start_matches("SE2321000057-TEST").to_owned()
        })
        .collect()
}

fn kinds(directory: &Directory, suffix: &str) -> Vec<FlawKind> {
    let ix = directory.unit(&id(suffix)).expect("it is there");
    directory.flaws_of(ix).map(|flaw| flaw.kind).collect()
}

#[test]
fn the_tree_follows_the_names_however_they_are_escaped() {
    let directory = Directory::new(sample(), Vec::new(), day("2026-11-20"));
    let unit = |suffix: &str| directory.unit(&id(suffix)).expect("it is there");
    assert_eq!(names(&directory, directory.ancestors(unit("1"))), ["R", "O"]);
    assert_eq!(names(&directory, directory.ancestors(unit("2"))), ["-", "O"], "a unit without an id holds its place");
    assert_eq!(names(&directory, directory.children(unit("O"))), ["R", "-"]);
    assert_eq!(kinds(&directory, "3"), [FlawKind::NoParent]);
    assert_eq!(names(&directory, directory.ancestors(unit("3"))), [""; 0], "an orphan inherits nothing");
    assert_eq!(kinds(&directory, "O"), [], "nothing stands above a top");
    assert_eq!(directory.unit(&HsaId::parse("se2321000057-test1").expect("it is an id")), Some(unit("1")));
    assert_eq!(directory.unit(&id("X")), None);
}

#[test]
fn units_are_selected_by_county_branch_and_kind() {
    let mut records = sample();
    records[2].standing = Standing::CARE_UNIT;
    records.push(record((0, 7), "9", "o=Annan,l=Kalmar län,c=SE"));
    let directory = Directory::new(records, Vec::new(), day("2026-11-20"));
    let select = |selection: Selection| names(&directory, directory.selected(&selection));
    let any = Selection::default;
    assert_eq!(select(Selection { county: Some("08".into()), ..any() }), ["9"]);
    assert_eq!(select(Selection { under: vec![id("R")], ..any() }), ["R", "1"]);
    assert_eq!(select(Selection { kinds: vec![DirectoryKind::Vardenhet], ..any() }), ["1"]);
    assert_eq!(select(Selection { kinds: vec![DirectoryKind::Organisation], ..any() }), ["O", "9"]);
    assert_eq!(select(any()).len(), 7);
}

#[test]
fn dates_and_archiving_decide_what_is_in_use() {
    let state = |standing, starts: Option<&str>, ends: Option<&str>| {
        let field = |date: Option<&str>| date.map_or(Field::Absent, |date| Field::Value(day(date)));
        let one = DirectoryRecord { standing, starts: field(starts), ends: field(ends), ..record((0, 1), "1", TOP) };
        let directory = Directory::new(vec![one], Vec::new(), day("2026-11-20"));
        directory.state(UnitIx(0), day("2026-11-20"))
    };
    let plain = Standing::default();
    assert_eq!(state(plain, None, None), Field::Value(UnitState::Current));
    assert_eq!(state(plain, None, Some("2026-11-20")), Field::Value(UnitState::Current), "its last day counts");
    assert_eq!(state(plain, None, Some("2026-11-19")), Field::Value(UnitState::Ended));
    assert_eq!(state(plain, Some("2026-12-01"), None), Field::Value(UnitState::Future));
    assert_eq!(state(plain, Some("2026-12-01"), Some("2026-01-01")), Field::Unreadable);
    assert_eq!(state(Standing::ARCHIVED, None, None), Field::Value(UnitState::Ended));
    let no_longer = Standing::CARE_UNIT.with(Standing::CARE_UNIT_ARCHIVED);
    assert_eq!(state(no_longer, None, None), Field::Value(UnitState::Ended));
    let still_a_unit = Standing::CARE_UNIT.with(Standing::PROVIDER).with(Standing::PROVIDER_ARCHIVED);
    assert_eq!(state(still_a_unit, None, None), Field::Value(UnitState::Current));
}

#[test]
fn the_same_object_in_the_service_tree_is_no_second_unit() {
    let mut records = sample();
    records.insert(0, record((0, 0), "1", "cn=Ett,o=Region Prov,dc=Nod1,dc=Services,c=SE"));
    let directory = Directory::new(records, Vec::new(), day("2026-11-20"));
    let ix = directory.unit(&id("1")).expect("it is there");
    assert_eq!(names(&directory, directory.ancestors(ix)), ["R", "O"]);
    assert_eq!(kinds(&directory, "1"), [FlawKind::AlsoInServiceTree]);
    assert_eq!(directory.kinds(ix), [DirectoryKind::Enhet]);
}

#[test]
fn two_sources_make_one_unit_and_what_they_disagree_on_has_both_places() {
    let mut records = sample();
    let card = |phone: &str| ContactCard { phones: Field::Value(vec![phone.into()]), ..ContactCard::default() };
    let mut ldif = record((1, 1), "1", "");
    ldif.name = Field::Value("ett".into());
    ldif.card = Some(Box::new(card("036-32 50 00")));
    let mut other = record((2, 1), "1", "");
    other.name = Field::Value("Etta".into());
    other.card = Some(Box::new(card("+46 36 32 50 00")));
    records.extend([ldif, other]);
    let directory = Directory::new(records, Vec::new(), day("2026-11-20"));
    let ix = directory.unit(&id("1")).expect("it is there");
    let unit = directory.get(ix);
    assert_eq!(unit.records.len(), 3);
    assert_eq!(directory.card_records(ix).count(), 2);
    assert_eq!(names(&directory, directory.ancestors(ix)), ["R", "O"]);
    let card = unit.card.expect("two sources have it");
    assert_eq!(card.phones, Field::Value(vec!["036-32 50 00".into()]), "one number in two spellings");
    assert_eq!(*unit.name, Field::Conflicting);
    let [conflict] = unit.conflicts else { panic!("{:?}", unit.conflicts) };
    assert_eq!((conflict.field, conflict.places.len()), ("name", 3));
}

#[test]
fn names_that_lead_round_in_a_circle_come_to_an_end() {
    let mut one = record((0, 1), "1", "ou=Ett,ou=Två,c=SE");
    one.card = Some(Box::default());
    let mut two = record((0, 2), "2", "ou=Två,c=SE");
    two.dn = Dn::parse("ou=Två,ou=Ett,c=SE");
    let records = vec![one, two, record((1, 1), "1", "ou=Ett,c=SE"), record((1, 2), "2", "ou=Två,c=SE")];
    let directory = Directory::new(records, Vec::new(), day("2026-11-20"));
    let ix = directory.unit(&id("1")).expect("it is there");
    assert_eq!(names(&directory, directory.ancestors(ix)), ["2"]);
}

#[test]
fn what_has_ended_shows_on_what_stands_below_it_and_old_information_shows_itself() {
    let mut records = sample();
    records[1].ends = Field::Value(day("2026-06-30"));
    let old = Temporary::new(None, Some(day("2026-11-19")), "Stängt för ombyggnad");
    records[4].card = Some(Box::new(ContactCard { temporary: Field::Value(vec![old]), ..ContactCard::default() }));
    let directory = Directory::new(records, Vec::new(), day("2026-11-20"));
    assert_eq!(kinds(&directory, "1"), [FlawKind::ParentEnded]);
    assert_eq!(kinds(&directory, "2"), [FlawKind::TemporaryPassed]);
}

#[test]
fn what_stands_below_a_twin_in_the_service_tree_is_no_part_of_the_organisation() {
    let mut records = sample();
    records.push(record((0, 7), "1", "cn=Ett,o=Region Prov,dc=Nod1,dc=Services,c=SE"));
    records.push(record((0, 8), "S", "cn=Funktion,cn=Ett,o=Region Prov,dc=Nod1,dc=Services,c=SE"));
    let directory = Directory::new(records, Vec::new(), day("2026-11-20"));
    let service = directory.unit(&id("S")).expect("it is there");
    assert_eq!(directory.parent(service), None);
    assert_eq!(kinds(&directory, "S"), []);
}
