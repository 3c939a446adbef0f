//! Where a fact stands: the symbolic places that evidence shows.

use std::cmp::Reverse;

use super::subject::ItemRef;
use super::{ClinicSubject, FactDef, FactRef};
use crate::model::attestation::AttestationRecord;
use crate::model::booking::{Booking, ContractAnswer};
use crate::model::case_type::TypeSet;
use crate::model::clinic::{CaseTypeRecord, UnitRecord};
use crate::model::directory::Flaw;
use crate::model::field::Field;
use crate::model::measure::Cases;
use crate::model::outcome::Truth;
use crate::model::place::{Place, RecordRef};
use crate::model::source::SourceKind;

/// At most this many places for one fact: enough to see, few enough to read.
const MANY: usize = 4;

impl ClinicSubject<'_> {
    /// The places of a fact, in reading order. For a set of case types: those of `types`, where the clinic has them.
    #[must_use]
    pub fn places(&self, fact: FactRef, types: Option<TypeSet>) -> Vec<Place> {
        let mut places = match fact {
            FactRef::Table(ix) => self.table_places(ix.def(), types),
            FactRef::Measure(ix) | FactRef::CaseTypeMeasure(ix) => self.case_places(fact, ix),
            // A list's places are those of its items, and an attestation's those of its rows: who asks has them.
            FactRef::List(_) | FactRef::Attested(_) | FactRef::CaseTypeAttested(_) | FactRef::UserAttested(_) => {
                Vec::new()
            }
        };
        places.truncate(MANY);
        places
    }

    /// Cases that speak against the answer to a measure; else the logs themselves.
    fn case_places(&self, fact: FactRef, ix: u16) -> Vec<Place> {
        let measure = &self.horizon.needs.measures[usize::from(ix)];
        let field = match (measure.channel, measure.question.cases()) {
            (Some(_), _) => "channel",
            (None, Cases::Answered | Cases::AnsweredUnclosed) => "answered",
            (None, _) => "received",
        };
        let examples = self.replies(fact).and_then(|replies| replies.get(usize::from(ix)));
        let examples = examples.map(|reply| reply.examples.as_slice()).unwrap_or_default();
        if examples.is_empty() {
            let logs = self.horizon.facts.case_logs.iter();
            return logs.map(|file| Place::record(RecordRef::whole_file(*file))).collect();
        }
        examples.iter().map(|record| Place::field(*record, field)).collect()
    }

    /// Where the item itself stands.
    #[must_use]
    pub fn record_place(&self) -> Option<Place> {
        match &self.item {
            ItemRef::Clinic => None,
            ItemRef::CaseType(record) => Some(record.place(&self.clinic.export.as_ref()?.records)),
            ItemRef::Permission(held) => Some(Place::record(held.record.record)),
            ItemRef::Decision(decision) => Some(Place::record(decision.record.record)),
            ItemRef::User(user) => user.permissions().next().map(|held| Place::record(held.record.record)),
            ItemRef::Service(_) => self.clinic.declared.records.first().map(|record| Place::field(*record, "services")),
        }
    }

    /// The places of the attestations of a clause at this clinic (and case type), the ones that do not count too.
    #[must_use]
    pub fn attestation_places(&self, clause: &str) -> Vec<Place> {
        let rows = self.clinic.attestations.iter().filter(|row| row.is_of(clause));
        let wanted = rows.filter(|row| match (&self.item, &row.case_type) {
            (ItemRef::CaseType(record), Some(written)) => {
                **written == **record.written
                    || record.ix.is_some() && self.horizon.needs.case_type(written) == record.ix
            }
            (ItemRef::Clinic, None) => true,
            _ => false,
        });
        let mut rows: Vec<&AttestationRecord> = wanted.collect();
        // What counts is what was found; the latest of it first.
        rows.sort_by_key(|row| Reverse((self.counts(row, clause) == Truth::True, row.date.value().copied())));
        rows.into_iter().map(|row| Place::field(row.record, "date")).take(MANY).collect()
    }

    fn table_places(&self, def: &FactDef, types: Option<TypeSet>) -> Vec<Place> {
        if let Some(conflict) = self.conflict(def) {
            return conflict;
        }
        let field = |record: RecordRef| {
            if def.route.is_empty() { Place::record(record) } else { Place::field(record, def.route) }
        };
        let clinic = self.clinic;
        match (def.source, &self.item) {
            (SourceKind::Exports, ItemRef::CaseType(record)) => {
                let Some(unit) = &clinic.export else { return Vec::new() };
                let of_field = || record.place_of(&unit.records, def.route);
                vec![if def.route.is_empty() { record.place(&unit.records) } else { of_field() }]
            }
            (SourceKind::Exports, _) if def.route == "case_types" => self.type_places(types),
            (SourceKind::Exports, _) => {
                let listed = || clinic.listed.iter().map(|listed| field(listed.record)).collect();
                let exported = |unit: &UnitRecord| unit.records.iter().copied().map(field).collect();
                clinic.export.as_deref().map_or_else(listed, exported)
            }
            (SourceKind::Clinics, _) => clinic.listed.iter().map(|listed| Place::record(listed.record)).collect(),
            (SourceKind::Declarations, _) => clinic.declared.records.iter().copied().map(field).collect(),
            (SourceKind::Permissions, ItemRef::Permission(held)) => match &held.decision {
                // Where the export does not say who decided and when, the register does.
                Some(decision)
                    if def.path == "permission.granted_by" && held.record.granted_by.value().is_none()
                        || def.path == "permission.granted_on" && held.record.granted_on.value().is_none() =>
                {
                    vec![Place::record(decision.record)]
                }
                _ => vec![field(held.record.record)],
            },
            (SourceKind::Register, ItemRef::Permission(held)) => {
                let decided = held.decision.iter().map(|decision| Place::record(decision.record));
                decided.chain([Place::record(held.record.record)]).collect()
            }
            (SourceKind::Register | SourceKind::Permissions, ItemRef::Decision(decision)) => {
                let shown = decision.exported_at.map(|record| Place::field(record, "state"));
                [Place::record(decision.record.record)].into_iter().chain(shown).collect()
            }
            (SourceKind::Permissions, ItemRef::User(user)) => {
                user.permissions().map(|held| field(held.record.record)).collect()
            }
            (SourceKind::Permissions, _) => {
                let latest = clinic.permissions.iter().filter(|held| held.record.granted_on.value().is_some());
                let latest = latest.max_by_key(|held| held.record.granted_on.value().copied());
                latest.map(|held| field(held.record.record)).into_iter().collect()
            }
            (SourceKind::Staff, ItemRef::Permission(held)) => match &held.staff {
                Some(staff) => vec![field(staff.record)],
                None => vec![Place::field(held.record.record, "staff")],
            },
            (SourceKind::Absence, ItemRef::Permission(held)) => match &held.leave {
                Some(leave) => vec![Place::record(leave.record), Place::field(held.record.record, "state")],
                None => vec![Place::field(held.record.record, "staff")],
            },
            (SourceKind::Directory, _) => self.directory_places(def),
            (SourceKind::Tak, _) => {
                clinic.booking.iter().flat_map(|booking| contract_places(booking, def.path)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Where a unit of the directory has a field. A unit that is in no directory is pointed at where its HSA-id was got from.
    fn directory_places(&self, def: &FactDef) -> Vec<Place> {
        let Some(unit) = &self.clinic.directory else {
            let export = self.clinic.export.iter().flat_map(|unit| &unit.records).copied();
            let listed = self.clinic.listed.iter().map(|listed| listed.record);
            return export.chain(listed).take(1).map(|record| Place::field(record, "hsa_id")).collect();
        };
        if let Some(conflict) = unit.conflicts.iter().find(|conflict| conflict.field == def.route) {
            return conflict.places.clone();
        }
        let field = |record: &RecordRef| {
            if def.route.is_empty() { Place::record(*record) } else { Place::field(*record, def.route) }
        };
        match def.path {
            "directory.unit.flaws" => {
                let place = |flaw: &Flaw| match flaw.field {
                    Some(field) => Place::field(flaw.record, field),
                    None => Place::record(flaw.record),
                };
                unit.flaws.iter().map(place).collect()
            }
            // The end, or that it is archived, stands in the record that has the tree.
            "directory.unit.state" => match unit.ends {
                Field::Value(_) => unit.records.iter().map(|record| Place::field(*record, "ends")).collect(),
                _ => unit.records.iter().map(field).collect(),
            },
            "directory.unit.name" | "directory.unit.public_name" | "directory.unit.ends" => {
                unit.records.iter().map(field).collect()
            }
            _ => unit.cards.iter().map(field).collect(),
        }
    }

    fn type_places(&self, types: Option<TypeSet>) -> Vec<Place> {
        let Some(unit) = &self.clinic.export else { return Vec::new() };
        let all_of_them = || unit.records.iter().map(|record| Place::field(*record, "case_types")).collect();
        let Some(types) = types else { return all_of_them() };
        let held = unit.case_types.value().into_iter().flat_map(|types| types.iter());
        let wanted = held.filter(|record| record.ix.is_some_and(|ix| types.contains(ix)));
        let place = |record: &CaseTypeRecord| {
            let decides = if record.restricted == Field::Value(true) { "restricted" } else { "state" };
            record.place_of(&unit.records, decides)
        };
        let places: Vec<Place> = wanted.map(place).take(MANY).collect();
        if places.is_empty() { all_of_them() } else { places }
    }

    fn conflict(&self, def: &FactDef) -> Option<Vec<Place>> {
        let unit = self.clinic.export.as_ref().filter(|unit| !unit.conflicts.is_empty())?;
        let route = match &self.item {
            ItemRef::CaseType(record) => format!("case_types[{}].{}", self.type_key(record), def.route),
            _ if def.route.is_empty() => return None,
            _ => def.route.to_owned(),
        };
        let conflict = unit.conflicts.iter().find(|conflict| *conflict.route == *route)?;
        Some(conflict.places.clone())
    }
}

/// Routes and permissions: of the contracts that are in a set. Of those that can be called, the ones that cannot come
/// first, since that is what is asked about.
fn contract_places(booking: &Booking, path: &str) -> Vec<Place> {
    let of = |answer: &ContractAnswer| match path {
        "booking.callable_contracts" => answer.callable(),
        "booking.direct_contracts" => answer.direct(),
        "booking.inherited_contracts" => answer.inherited(),
        "booking.routed_without_permission" => answer.routed_without_permission(),
        _ => answer.permitted_without_route(),
    };
    let wanted = |truth| booking.contracts.iter().filter(move |answer| of(answer) == truth);
    let halves = wanted(Truth::False).filter(|_| path == "booking.callable_contracts");
    let answers = halves.chain(wanted(Truth::Unknown)).chain(wanted(Truth::True));
    answers.flat_map(ContractAnswer::places).cloned().collect()
}
