//! Facts of the HSA directory.

use super::{Datum, Fact, S, fact, strings, word};
use crate::model::case_type::Vocabulary as _;
use crate::model::facts::DirectoryUnit;
use crate::model::field::Field;
use crate::model::source::SourceKind::Directory;

fn of_unit<'s>(s: S<'s>, read: impl FnOnce(&'s DirectoryUnit) -> Fact<'s>) -> Fact<'s> {
    match &s.clinic.directory {
        Some(unit) => read(unit),
        None => Fact::Unknown(s.no_record(Directory)),
    }
}

fn text<'s>(s: S<'s>, field: impl FnOnce(&'s DirectoryUnit) -> &'s Field<Box<str>>) -> Fact<'s> {
    of_unit(s, |unit| fact(field(unit), Directory, |text| Datum::Text(text)))
}

fn words<'s>(s: S<'s>, field: impl FnOnce(&'s DirectoryUnit) -> &'s Field<Vec<Box<str>>>) -> Fact<'s> {
    of_unit(s, |unit| fact(field(unit), Directory, |words| strings(words)))
}

/// A unit that is in no directory source is missing, which is known where one of the sources has every unit there is.
pub(in super::super) fn directory_state<'s>(s: S<'s>) -> Fact<'s> {
    let facts = s.horizon.facts;
    match &s.clinic.directory {
        None if facts.supplied.contains(Directory) && facts.directory_is_complete => {
            Fact::Known(Datum::Word("missing"))
        }
        _ => of_unit(s, |unit| fact(&unit.state, Directory, word)),
    }
}
pub(in super::super) fn directory_name<'s>(s: S<'s>) -> Fact<'s> {
    text(s, |unit| &unit.name)
}
pub(in super::super) fn directory_public_name<'s>(s: S<'s>) -> Fact<'s> {
    text(s, |unit| &unit.public_name)
}
pub(in super::super) fn directory_ends<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.ends, Directory, |date| Datum::Date(*date)))
}
pub(in super::super) fn directory_visiting_address<'s>(s: S<'s>) -> Fact<'s> {
    text(s, |unit| &unit.visiting_address)
}
pub(in super::super) fn directory_postal_address<'s>(s: S<'s>) -> Fact<'s> {
    text(s, |unit| &unit.postal_address)
}
pub(in super::super) fn directory_phones<'s>(s: S<'s>) -> Fact<'s> {
    words(s, |unit| &unit.phones)
}
pub(in super::super) fn directory_hours<'s>(s: S<'s>) -> Fact<'s> {
    words(s, |unit| &unit.hours)
}
pub(in super::super) fn directory_phone_hours<'s>(s: S<'s>) -> Fact<'s> {
    words(s, |unit| &unit.phone_hours)
}
pub(in super::super) fn directory_coordinates<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.coordinates, Directory, |_| Datum::Record))
}
pub(in super::super) fn directory_county<'s>(s: S<'s>) -> Fact<'s> {
    text(s, |unit| &unit.county)
}
pub(in super::super) fn directory_municipality<'s>(s: S<'s>) -> Fact<'s> {
    text(s, |unit| &unit.municipality)
}
pub(in super::super) fn directory_business_codes<'s>(s: S<'s>) -> Fact<'s> {
    words(s, |unit| &unit.business_codes)
}
pub(in super::super) fn directory_care_types<'s>(s: S<'s>) -> Fact<'s> {
    words(s, |unit| &unit.care_types)
}
pub(in super::super) fn directory_unit_types<'s>(s: S<'s>) -> Fact<'s> {
    words(s, |unit| &unit.unit_types)
}
pub(in super::super) fn directory_destinations<'s>(s: S<'s>) -> Fact<'s> {
    words(s, |unit| &unit.destinations)
}
pub(in super::super) fn directory_page_1177<'s>(s: S<'s>) -> Fact<'s> {
    text(s, |unit| &unit.page_1177)
}
pub(in super::super) fn directory_shown<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.shown_on_1177, Directory, |yes| Datum::Bool(*yes)))
}
pub(in super::super) fn directory_modified<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.modified, Directory, |date| Datum::Date(*date)))
}
/// What is wrong with the unit's data: an empty list where nothing is.
pub(in super::super) fn directory_flaws<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| Fact::Known(Datum::Words(unit.flaws.iter().map(|flaw| flaw.kind.key()).collect())))
}
