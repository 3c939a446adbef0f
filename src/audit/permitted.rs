//! Permissions that are not judged as whoever sent them may think: without a role, of clinics that nobody has, and said twice in
//! two ways.

use std::collections::BTreeMap;

use crate::model::case_type::Vocabulary as _;
use crate::model::facts::{ClinicFacts, PermissionFacts};
use crate::model::field::Field;
use crate::model::permission::{PermissionRecord, PermissionState};
use crate::model::place::{FileIx, Place};
use crate::model::source::Problem;
use crate::text::Message;

/// So many clinics are named.
const NAMED: usize = 3;

/// Tells once for each file of what its rows leave open. There may be thousands of rows, and mostly one cause. `clinics` are all
/// that any source tells of.
pub(super) fn doubts(clinics: &[ClinicFacts]) -> Vec<Problem> {
    let mut files: BTreeMap<FileIx, Doubts<'_>> = BTreeMap::new();
    for clinic in clinics {
        for PermissionFacts { record, .. } in &clinic.permissions {
            if !clinic.is_known() {
                files.entry(record.record.file).or_default().of_nobody.push(record);
            } else if record.role == Field::Absent {
                files.entry(record.record.file).or_default().without_role.push(record);
            }
        }
        if clinic.is_known() {
            for pair in contradictions(&clinic.permissions) {
                files.entry(pair.1.record.file).or_default().twofold.push(pair);
            }
        }
    }
    files.into_values().flat_map(Doubts::tell).collect()
}

/// Rows of a file.
#[derive(Default)]
struct Doubts<'f> {
    /// Of clinics that neither a list nor an export has.
    of_nobody: Vec<&'f PermissionRecord>,
    without_role: Vec<&'f PermissionRecord>,
    /// The same permission, granted on the same day, in effect and not; the one that is not comes last.
    twofold: Vec<(&'f PermissionRecord, &'f PermissionRecord)>,
}

impl Doubts<'_> {
    fn tell(self) -> impl Iterator<Item = Problem> {
        let first = |records: &[&PermissionRecord]| records.iter().map(|record| record.record).min();
        let of_nobody = first(&self.of_nobody).map(|record| {
            let mut ids: Vec<Box<str>> = self.of_nobody.iter().map(|record| record.clinic.as_str().into()).collect();
            ids.sort_unstable();
            ids.dedup();
            let message = Message::new("source-permission-clinics")
                .with("count", self.of_nobody.len())
                .with("clinics", ids.len())
                .with("more", ids.len().saturating_sub(NAMED));
            ids.truncate(NAMED);
            let advice = Message::new("source-permission-clinics-advice");
            Problem::warning(Place::field(record, "clinic"), message.with("names", ids), advice)
        });
        let without_role = first(&self.without_role).map(|record| {
            let message = Message::new("source-permission-no-role").with("count", self.without_role.len());
            Problem::warning(Place::field(record, "role"), message, Message::new("source-permission-no-role-advice"))
        });
        let twofold = self.twofold.iter().min_by_key(|(_, other)| other.record).map(|(one, other)| {
            let message = Message::new("source-permission-twofold")
                .with("line", one.record.line)
                .with("more", self.twofold.len() - 1);
            Problem::warning(
                Place::field(other.record, "state"),
                message,
                Message::new("source-permission-twofold-advice"),
            )
        });
        [of_nobody, without_role, twofold].into_iter().flatten()
    }
}

/// Permissions that stand twice in a table, granted on the same day: once in effect and once not. What was granted anew another
/// day is history.
fn contradictions(held: &[PermissionFacts]) -> Vec<(&PermissionRecord, &PermissionRecord)> {
    if held.iter().all(|held| is_active(&held.record)) {
        return Vec::new();
    }
    let mut known: BTreeMap<_, Vec<&PermissionRecord>> = BTreeMap::new();
    for PermissionFacts { record, .. } in held {
        if let (Field::Value(role), Field::Value(_), Field::Value(granted)) =
            (&record.role, &record.state, &record.granted_on)
        {
            // Of two files the one may be older, and so may be one of two sheets, which records of a workbook begin with.
            let sheet = if record.record.len == 0 { record.record.start } else { 0 };
            let key = (record.record.file, sheet, record.staff.as_str(), role.key(), *granted);
            known.entry(key).or_default().push(record);
        }
    }
    known.into_values().filter_map(pair).collect()
}

/// One of them that is in effect and one that is not, where there are both.
fn pair(same: Vec<&PermissionRecord>) -> Option<(&PermissionRecord, &PermissionRecord)> {
    let (active, others): (Vec<_>, Vec<_>) = same.into_iter().partition(|record| is_active(record));
    active.first().copied().zip(others.first().copied())
}

fn is_active(record: &PermissionRecord) -> bool {
    record.state == Field::Value(PermissionState::Active)
}

#[cfg(test)]
mod tests {
    use super::{Field, Message, PermissionFacts, PermissionRecord, PermissionState, contradictions, doubts};
    use crate::model::facts::{ClinicFacts, Declared, ListedClinic};
    use crate::model::hsa_id::HsaId;
    use crate::model::permission::Role;
    use crate::model::place::{FileIx, RecordRef};
    use crate::text::{Catalogue, Lang};

    fn at(line: u32) -> RecordRef {
        RecordRef { file: FileIx(0), start: u64::from(line), len: 1, line }
    }

    fn id(text: &str) -> HsaId {
        HsaId::parse(text).expect("it is an id")
    }

    fn held(line: u32, staff: &str, role: Field<Role>, (state, granted): (PermissionState, &str)) -> PermissionFacts {
        let record = PermissionRecord {
            record: at(line),
            clinic: id("SE2321000057-TEST1"),
            staff: id(staff),
            role,
            state: Field::Value(state),
            granted_by: Field::Absent,
            granted_on: Field::Value(granted.parse().expect("it is a day")),
            valid_until: Field::Absent,
            last_login: Field::NotExported,
            notified_by: Field::NotExported,
            directory_mail: Field::NotExported,
        };
        PermissionFacts { record, staff: None, leave: None, decision: None }
    }

    fn clinic(hsa_id: &str, is_listed: bool, permissions: Vec<PermissionFacts>) -> ClinicFacts {
        let hsa_id = id(hsa_id);
        let listed =
            ListedClinic { record: at(1), hsa_id: hsa_id.clone(), name: Field::Absent, unit_kind: Field::NotExported };
        ClinicFacts {
            hsa_id,
            listed: is_listed.then(|| listed.into()),
            export: None,
            declared: Declared::default(),
            permissions,
            decisions: Vec::new(),
            attestations: Vec::new(),
            directory: None,
            booking: None,
            cases: None,
        }
    }

    #[test]
    fn what_rows_of_permissions_leave_open_is_told_once_a_file() {
        let admin = || Field::Value(Role::LokalAdministrator);
        let active = (PermissionState::Active, "2025-02-27");
        let known = vec![
            held(2, "SE2321000057-TESTP1", Field::Absent, active),
            held(3, "SE2321000057-TESTP2", Field::Absent, active),
            held(4, "SE2321000057-TESTP3", admin(), active),
            held(5, "SE2321000057-TESTP3", admin(), (PermissionState::Inactive, "2025-02-27")),
        ];
        let unknown = ["SE2321000057-TEST5", "SE2321000057-TEST4", "SE2321000057-TEST3", "SE2321000057-TEST2"];
        let mut clinics = vec![clinic("SE2321000057-TEST1", true, known)];
        for (line, hsa_id) in (6..).zip(unknown) {
            let permission = held(line, "SE2321000057-TESTP1", admin(), active);
            let record = PermissionRecord { clinic: id(hsa_id), ..permission.record };
            clinics.push(clinic(hsa_id, false, vec![PermissionFacts { record, ..permission }]));
        }
        let problems = doubts(&clinics);
        let words = Catalogue::new(Lang::Sv);
        let say = |message: &Message| words.render(message);
        let told: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}: {}", problem.place.record.line, say(&problem.message)))
            .collect();
        insta::assert_snapshot!(told.join("\n"), @"
        6: 4 behörigheter gäller 4 mottagningar som varken finns i listan eller i exporterna, och granskas inte: till exempel SE2321000057-TEST2, SE2321000057-TEST3 och SE2321000057-TEST4
        2: 2 rader säger inte vilken roll behörigheten gäller, så de prövas inte mot regler om roller; den första står här
        5: behörigheten står också på rad 4, tilldelad samma dag men som aktiv där; den räknas som aktiv
        ");
    }

    #[test]
    fn what_was_granted_anew_is_history() {
        let admin = || Field::Value(Role::LokalAdministrator);
        let staff = "SE2321000057-TESTP3";
        let rows = |granted| {
            vec![
                held(2, staff, admin(), (PermissionState::Inactive, granted)),
                held(3, staff, admin(), (PermissionState::Active, "2025-02-27")),
            ]
        };
        assert_eq!(contradictions(&rows("2023-01-01")).len(), 0);
        // Where no day is known, it may be history.
        let mut undated = rows("2025-02-27");
        undated.iter_mut().for_each(|held| held.record.granted_on = Field::NotExported);
        assert_eq!(contradictions(&undated).len(), 0);
        let mut elsewhere = rows("2025-02-27");
        elsewhere[0].record.record.file = FileIx(1);
        assert_eq!(contradictions(&elsewhere).len(), 0, "the other file may be older");
        let rows = rows("2025-02-27");
        let lines = contradictions(&rows).into_iter().map(|(one, other)| (one.record.line, other.record.line));
        assert_eq!(lines.collect::<Vec<_>>(), [(3, 2)]);
    }
}
