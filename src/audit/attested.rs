//! Attestations that attest nothing, though whoever wrote them thinks that they do.

use chrono::NaiveDate;

use crate::model::attestation::{AttestationRecord, is_same_role};
use crate::model::facts::ClinicFacts;
use crate::model::field::Field;
use crate::model::finding::ItemKind;
use crate::model::needs::Needs;
use crate::model::place::Place;
use crate::model::source::Problem;
use crate::text::Message;

/// How much of what somebody wrote is shown.
const SHOWN: usize = 60;

/// Tells why an attestation does not count: it is of a clause that no guideline has, of a day that has not come, by nobody or by a
/// role whose word does not count, of a clinic that nobody has, or not of what the clause wants it of.
pub(super) fn doubts(
    record: &AttestationRecord,
    clinic: &ClinicFacts,
    (needs, today): (&Needs, NaiveDate),
) -> Vec<Problem> {
    let of_day = record.date.value().filter(|date| **date > today).map(|date| {
        let message = Message::new("source-attestation-future").with("date", *date).with("today", today);
        doubt(record, "date", (message, Message::new("source-attestation-future-advice")))
    });
    let of_clause = if needs.clauses.is_empty() || needs.clauses.iter().any(|clause| record.is_of(clause)) {
        None
    } else {
        let message = Message::new("source-clause-unknown").with("clause", shown(&record.clause));
        Some(doubt(record, "clause", (message, Message::new("source-clause-unknown-advice"))))
    };
    [of_day, by_whom(record, needs), of_clause, of_what(record, clinic, needs)].into_iter().flatten().collect()
}

fn doubt(record: &AttestationRecord, field: &'static str, (message, advice): (Message, Message)) -> Problem {
    Problem::warning(Place::field(record.record, field), message, advice)
}

fn by_whom(record: &AttestationRecord, needs: &Needs) -> Option<Problem> {
    let wanted = needs.attested_by.iter().find(|(clause, _)| record.is_of(clause)).map(|(_, by)| by);
    match (&record.by, wanted) {
        (Field::Absent, _) => {
            let advice = Message::new("source-attestation-nobody-advice");
            Some(doubt(record, "by", (Message::new("source-attestation-nobody"), advice)))
        }
        (Field::Value(by), Some(wanted)) if !is_same_role(by, wanted) => {
            let message = Message::new("source-attestation-role").with("by", shown(by));
            let advice = Message::new("source-attestation-role-advice").with("role", Message::word("role", wanted));
            Some(doubt(record, "by", (message.with("clause", record.clause.clone()), advice)))
        }
        _ => None,
    }
}

fn of_what(record: &AttestationRecord, clinic: &ClinicFacts, needs: &Needs) -> Option<Problem> {
    if !clinic.is_known() {
        let message = Message::new("source-attestation-clinic").with("clinic", record.clinic.as_str());
        return Some(doubt(record, "clinic", (message, Message::new("source-attestation-clinic-advice"))));
    }
    let wanted = needs.attested_per.iter().find(|(clause, _)| record.is_of(clause));
    match (wanted, &record.case_type, &record.person) {
        (Some((clause, ItemKind::CaseType)), None, _) => {
            let message = Message::new("source-attestation-no-type").with("clause", clause.clone());
            Some(doubt(record, "clause", (message, Message::new("source-attestation-no-type-advice"))))
        }
        (Some((clause, ItemKind::User)), _, None) => {
            let message = Message::new("source-attestation-no-person").with("clause", clause.clone());
            Some(doubt(record, "clause", (message, Message::new("source-attestation-no-person-advice"))))
        }
        (_, Some(written), _) if needs.case_type(written).is_none() && !has_type(clinic, written) => {
            let message = Message::new("source-attestation-type").with("type", shown(written));
            Some(doubt(record, "case_type", (message, Message::new("source-attestation-type-advice"))))
        }
        _ => None,
    }
}

/// Whether a clinic's export has a case type by the name that somebody wrote.
fn has_type(clinic: &ClinicFacts, written: &str) -> bool {
    let types = clinic.export.as_ref().and_then(|unit| unit.case_types.value());
    types.is_some_and(|types| types.iter().any(|of_clinic| **of_clinic.written == *written))
}

fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}
