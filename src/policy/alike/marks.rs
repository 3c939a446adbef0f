//! Marks: all that there is to a record in a few bytes, where that is little. A mass export tells of states and of yes and
//! no, and of very many clinics the same.

use crate::model::clinic::{CaseTypeRecord, Declarations, ServiceArea, UnitRecord};
use crate::model::facts::ClinicFacts;
use crate::model::field::Field;

/// All that there is to a case type, but for where it stands, where that is little: a mass export tells of nothing but
/// the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct CaseTypeMark(u64);

impl CaseTypeMark {
    /// The mark of a case type; none where there is more to it: a name of its own, a date, texts.
    pub(super) fn of(record: &CaseTypeRecord) -> Option<Self> {
        let CaseTypeRecord { record: _, position: _, ix, written: _, state, kind, origin, restricted, texts, changed } =
            record;
        let ix = u64::from(ix.as_ref()?.0);
        let changed = without_value(changed)?;
        if texts.is_some() {
            return None;
        }
        let fields = [
            digit(&state.as_ref().map(|state| *state as u8)),
            digit(&kind.as_ref().map(|kind| *kind as u8)),
            digit(&origin.as_ref().map(|origin| *origin as u8)),
            digit(&restricted.as_ref().map(|restricted| u8::from(*restricted))),
            changed,
        ];
        Some(Self(fields.into_iter().fold(ix, |mark, digit| mark << 8 | u64::from(digit))))
    }
}

/// A field in a byte, for vocabularies of less than 252 words.
fn digit(field: &Field<u8>) -> u8 {
    match field {
        Field::NotExported => 0,
        Field::Absent => 1,
        Field::Unreadable => 2,
        Field::Conflicting => 3,
        Field::Value(value) => 4 + value,
    }
}

/// All that there is to a clinic and its items, but for its names and its case types, where that is little. What is told of
/// case types besides comes of sources that such a clinic has nothing of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ClinicMark([u8; 21]);

impl ClinicMark {
    /// The mark of a clinic; none where there is more to it: a date, a text, something of another source than its export and
    /// the list of clinics.
    pub(super) fn of(clinic: &ClinicFacts) -> Option<Self> {
        let ClinicFacts {
            hsa_id: _,
            listed,
            export,
            declared,
            permissions,
            decisions,
            attestations,
            directory,
            booking,
            cases,
        } = clinic;
        let is_more = directory.is_some() || booking.is_some() || cases.is_some();
        if is_more || !(permissions.is_empty() && decisions.is_empty() && attestations.is_empty()) {
            return None;
        }
        // Its declarations are among those of the clinic. Where two records disagree is evidence, and none of the facts.
        let UnitRecord {
            records: _,
            hsa_id: _,
            name,
            status,
            unit_kind,
            care_level,
            agreement,
            business_code,
            municipality,
            service_area,
            recommended,
            declared: _,
            case_types: _,
            standard_replies,
            reverse_flow_templates,
            other_information,
            time_types,
            changed,
            conflicts: _,
        } = export.as_deref()?;
        let Declarations { prescribes_medicines, prescribes_aids, offers_advice, can_book_directly, services } =
            &declared.values;
        let yes = |field: &Field<bool>| digit(&field.as_ref().map(|yes| u8::from(*yes)));
        let named = |field: &Field<Box<str>>| digit(&field.as_ref().map(|_| 0));
        let is_whole_country = |areas: &Vec<ServiceArea>| areas.iter().any(ServiceArea::is_whole_country);
        Some(Self([
            listed.as_ref().map_or(0, |listed| 1 + digit(&listed.unit_kind.as_ref().map(|kind| *kind as u8))),
            named(name),
            digit(&status.as_ref().map(|status| *status as u8)),
            digit(&unit_kind.as_ref().map(|kind| *kind as u8)),
            digit(&care_level.as_ref().map(|level| *level as u8)),
            digit(&agreement.as_ref().map(|agreement| *agreement as u8)),
            named(business_code),
            named(municipality),
            yes(&service_area.as_ref().map(is_whole_country)),
            yes(recommended),
            without_value(standard_replies)?,
            without_value(reverse_flow_templates)?,
            without_value(other_information)?,
            without_value(time_types)?,
            without_value(changed)?,
            u8::from(declared.records.is_empty()),
            yes(prescribes_medicines),
            yes(prescribes_aids),
            yes(offers_advice),
            yes(can_book_directly),
            without_value(services)?,
        ]))
    }
}

/// A field in a byte where it has no value.
fn without_value<T>(field: &Field<T>) -> Option<u8> {
    match field {
        Field::Value(_) => None,
        other => Some(digit(&other.as_ref().map(|_| 0))),
    }
}
