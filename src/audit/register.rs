//! Joins the register: what was decided beside what the personnel tool shows.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::facts::{ClinicFacts, DecisionFacts, Facts, PermissionFacts};
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::permission::{DecisionRecord, PermissionRecord, PermissionState, Role};
use crate::model::source::SourceKind;

/// What has been decided stands in for an export of the personnel tool where none was given.
pub(super) fn as_permissions(decisions: &[DecisionRecord]) -> Vec<PermissionRecord> {
    let record = |decision: &DecisionRecord| PermissionRecord {
        record: decision.record,
        clinic: decision.clinic.clone(),
        staff: decision.staff.clone(),
        role: Field::Value(decision.role),
        state: Field::Value(decision.state),
        granted_by: decision.decided_by.clone().map_or(Field::Absent, Field::Value),
        granted_on: Field::Value(decision.decided_on),
        valid_until: decision.valid_until.map_or(Field::Absent, Field::Value),
        last_login: Field::NotExported,
        notified_by: Field::NotExported,
        directory_mail: Field::NotExported,
    };
    decisions.iter().map(record).collect()
}

/// What is known of the export when it is held against decisions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Export {
    /// The day it was taken out.
    pub(super) taken: NaiveDate,
    /// Whether a permission that it does not show is certainly not there.
    pub(super) complete: bool,
}

impl Export {
    /// The export of permissions, where one was given. One that does not say when it was taken out is taken as of the day
    /// of the run, as everywhere in an audit.
    pub(super) fn of(facts: &Facts, left_out: bool, today: NaiveDate) -> Option<Self> {
        let complete = facts.supplied.contains(SourceKind::Permissions);
        if !complete && !facts.partial.contains(SourceKind::Permissions) {
            return None;
        }
        let taken = facts.taken_at.iter().find(|(kind, _)| *kind == SourceKind::Permissions);
        let taken = taken.map_or(today, |(_, at)| at.date_naive());
        Some(Self { taken, complete: complete && !left_out })
    }
}

/// Lays each decision beside the permission that it is about.
pub(super) fn spread(decisions: &[DecisionRecord], export: Option<Export>, clinics: &mut [ClinicFacts]) {
    let mut of_clinic: HashMap<&HsaId, Vec<&DecisionRecord>> = HashMap::new();
    for decision in decisions {
        of_clinic.entry(&decision.clinic).or_default().push(decision);
    }
    for clinic in clinics {
        let mut by_holder: HashMap<(&HsaId, Role), &DecisionRecord> = HashMap::new();
        for decision in of_clinic.get(&clinic.hsa_id).into_iter().flatten() {
            by_holder.insert((&decision.staff, decision.role), decision);
            clinic.decisions.push(beside(decision, export, &clinic.permissions));
        }
        for held in &mut clinic.permissions {
            let role = held.record.role.value().copied();
            held.decision =
                role.and_then(|role| by_holder.get(&(&held.record.staff, role))).map(|found| (*found).clone());
        }
    }
}

fn beside(decision: &DecisionRecord, export: Option<Export>, permissions: &[PermissionFacts]) -> DecisionFacts {
    let same = |held: &&PermissionFacts| {
        held.record.staff == decision.staff && held.record.role.value() == Some(&decision.role)
    };
    let shown: Vec<&PermissionFacts> = permissions.iter().filter(same).collect();
    // Of two rows about the same permission the one in effect is what somebody can use.
    let active = |held: &&&PermissionFacts| held.record.state == Field::Value(PermissionState::Active);
    let shown = shown.iter().find(active).or(shown.first()).copied();
    let record = decision.clone();
    let Some(export) = export else {
        let (exported_state, contradicted_for) = (Field::NotExported, Field::NotExported);
        return DecisionFacts { record, exported_at: None, exported_state, contradicted_for };
    };
    let exported_state = match shown {
        Some(held) => held.record.state.clone(),
        None if export.complete => Field::Absent,
        None => Field::Unreadable,
    };
    let is_active = match &exported_state {
        Field::Value(state) => Some(*state == PermissionState::Active),
        Field::Absent => Some(false),
        _ => None,
    };
    let contradicted_for = match is_active {
        None => Field::Unreadable,
        Some(active) if active == (decision.state == PermissionState::Active) => Field::Absent,
        // An export that is older than the decision says nothing against it.
        Some(_) => match u32::try_from((export.taken - decision.since).num_days()) {
            Ok(days) => Field::Value(days),
            Err(_) => Field::Absent,
        },
    };
    DecisionFacts { record, exported_at: shown.map(|held| held.record.record), exported_state, contradicted_for }
}

#[cfg(test)]
mod tests {
    use super::{Export, beside};
    use crate::model::facts::PermissionFacts;
    use crate::model::field::Field;
    use crate::model::hsa_id::HsaId;
    use crate::model::permission::{DecisionRecord, PermissionRecord, PermissionState, Role};
    use crate::model::place::{FileIx, RecordRef};

    fn day(text: &str) -> chrono::NaiveDate {
        text.parse().expect("it is a date")
    }

    fn id(text: &str) -> HsaId {
        HsaId::parse(text).expect("it is an id")
    }

    fn decided(state: PermissionState) -> DecisionRecord {
        DecisionRecord {
            record: RecordRef::whole_file(FileIx(1)),
            clinic: id("SE2321000057-TEST1"),
            staff: id("SE2321000057-TESTP1"),
            role: Role::Arendehanterare,
            state,
            since: day("2026-11-10"),
            valid_until: None,
            decided_by: None,
            decided_on: day("2026-11-10"),
        }
    }

    fn shown(state: PermissionState) -> PermissionFacts {
        let record = PermissionRecord {
            record: RecordRef::whole_file(FileIx(0)),
            clinic: id("SE2321000057-TEST1"),
            staff: id("SE2321000057-TESTP1"),
            role: Field::Value(Role::Arendehanterare),
            state: Field::Value(state),
            granted_by: Field::NotExported,
            granted_on: Field::NotExported,
            valid_until: Field::NotExported,
            last_login: Field::NotExported,
            notified_by: Field::NotExported,
            directory_mail: Field::NotExported,
        };
        PermissionFacts { record, staff: None, leave: None, decision: None }
    }

    #[test]
    fn an_export_speaks_against_a_decision_only_from_the_day_on_which_it_held() {
        use PermissionState::{Active, Inactive, Revoked};
        let on = |taken: &str| Some(Export { taken: day(taken), complete: true });
        let against = |state, export, rows: &[PermissionFacts]| beside(&decided(state), export, rows).contradicted_for;
        assert_eq!(against(Revoked, on("2026-11-18"), &[shown(Active)]), Field::Value(8));
        assert_eq!(against(Inactive, on("2026-11-10"), &[shown(Active)]), Field::Value(0));
        assert_eq!(against(Revoked, on("2026-11-09"), &[shown(Active)]), Field::Absent, "the export is older");
        assert_eq!(against(Revoked, on("2026-11-18"), &[shown(Inactive)]), Field::Absent, "neither can be used");
        assert_eq!(against(Revoked, on("2026-11-18"), &[]), Field::Absent);
        assert_eq!(against(Active, on("2026-11-18"), &[]), Field::Value(8), "decided and not carried out");
        assert_eq!(against(Active, on("2026-11-18"), &[shown(Inactive), shown(Active)]), Field::Absent);
        let cut = Some(Export { taken: day("2026-11-18"), complete: false });
        assert_eq!(against(Active, cut, &[]), Field::Unreadable, "what is not there may have been left out");
        assert_eq!(against(Active, None, &[]), Field::NotExported);
    }
}
