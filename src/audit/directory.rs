//! What the HSA directory says of the clinics: the units that rules see, and the clinics that a selection means.

use chrono::NaiveDate;

use crate::model::clinic::UnitKind;
use crate::model::directory::{Address, ContactCard, Directory, DirectoryKind, Interval, Selection, UnitIx};
use crate::model::facts::{DirectoryUnit, ListedClinic, UnitState};
use crate::model::field::Field;

/// The units of a selection that are in use on a day, in the order of their HSA-ids, as a list of clinics.
#[must_use]
pub fn select(directory: &Directory, selection: &Selection, today: NaiveDate) -> Vec<ListedClinic> {
    let mut listed: Vec<ListedClinic> = directory
        .selected(selection)
        .filter(|ix| directory.state(*ix, today) == Field::Value(UnitState::Current))
        .filter_map(|ix| {
            let unit = directory.get(ix);
            Some(ListedClinic {
                record: *unit.records.first()?,
                hsa_id: unit.hsa_id?.clone(),
                name: unit.name.clone(),
                unit_kind: unit_kind(&directory.kinds(ix)),
            })
        })
        .collect();
    listed.sort_by(|a, b| a.hsa_id.cmp(&b.hsa_id));
    listed
}

/// The directory's unit types are fewer than the personnel tool's, so that most units have no kind that is certain.
fn unit_kind(kinds: &[DirectoryKind]) -> Field<UnitKind> {
    let is = |kind| kinds.contains(&kind);
    if is(DirectoryKind::Distansenhet) {
        Field::Value(UnitKind::Distansenhet)
    } else if is(DirectoryKind::Sjukhus) {
        Field::Value(UnitKind::Sjukhus)
    } else if is(DirectoryKind::Vardcentral) {
        Field::Value(UnitKind::Mottagning)
    } else {
        Field::NotExported
    }
}

/// A unit as rules see it on a day.
#[must_use]
pub fn seen(directory: &Directory, ix: UnitIx, today: NaiveDate) -> DirectoryUnit {
    let unit = directory.get(ix);
    let mut seen = DirectoryUnit {
        records: unit.records.to_vec(),
        cards: directory.card_records(ix).collect(),
        state: directory.state(ix, today),
        name: unit.name.clone(),
        public_name: unit.public_name.clone(),
        ends: unit.ends.clone(),
        flaws: directory.flaws_of(ix).copied().collect(),
        conflicts: unit.conflicts.to_vec(),
        ..DirectoryUnit::default()
    };
    if let Some(card) = unit.card {
        of_card(card, &mut seen);
    }
    seen
}

fn of_card(card: &ContactCard, seen: &mut DirectoryUnit) {
    let line = |field: &Field<Address>| field.as_ref().map(|address| address.one_line().into_boxed_str());
    let week = |field: &Field<Vec<Interval>>| {
        field.as_ref().map(|all| all.iter().map(|interval| interval.to_string().into_boxed_str()).collect())
    };
    seen.visiting_address = line(&card.visiting_address);
    seen.postal_address = line(&card.postal_address);
    seen.phones.clone_from(&card.phones);
    seen.hours = week(&card.hours);
    seen.phone_hours = week(&card.phone_hours);
    seen.coordinates = if card.rt90.is_exported() { card.rt90.clone() } else { card.sweref99.clone() };
    seen.county.clone_from(&card.county);
    seen.municipality.clone_from(&card.municipality);
    seen.business_codes.clone_from(&card.business_codes);
    seen.care_types.clone_from(&card.care_types);
    seen.unit_types.clone_from(&card.unit_types);
    seen.destinations.clone_from(&card.destinations);
    seen.page_1177.clone_from(&card.page_1177);
    seen.shown_on_1177 = card.visibility().shown();
    seen.modified.clone_from(&card.modified);
}
