//! Waivers that nobody should have to wonder about: for how long, why, on whose word. They count all the same, since it is for people
//! to decide.

use chrono::{Months, NaiveDate};

use crate::model::place::Place;
use crate::model::source::Problem;
use crate::model::waiver::WaiverRecord;
use crate::text::Message;

/// How long a waiver may count: as long as the form says that asks for one.
const LONGEST: Months = Months::new(24);

/// What a waiver leaves open.
pub(super) fn doubts(waiver: &WaiverRecord, today: NaiveDate) -> Vec<Problem> {
    let told =
        |field, message, advice| Problem::warning(Place::field(waiver.record, field), message, Message::new(advice));
    let last = today.checked_add_months(LONGEST).unwrap_or(NaiveDate::MAX);
    let long = (waiver.expires > last).then(|| {
        let message = Message::new("source-waiver-long").with("date", waiver.expires);
        told("expires", message, "source-waiver-long-advice")
    });
    let no_reason = waiver
        .reason
        .is_empty()
        .then(|| told("reason", Message::new("source-waiver-reason"), "source-waiver-reason-advice"));
    let no_owner = waiver
        .owner
        .is_empty()
        .then(|| told("owner", Message::new("source-waiver-owner"), "source-waiver-owner-advice"));
    [long, no_reason, no_owner].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::doubts;
    use crate::model::hsa_id::HsaId;
    use crate::model::place::{FileIx, RecordRef};
    use crate::model::waiver::WaiverRecord;

    #[test]
    fn what_a_waiver_leaves_open_is_told() {
        let told = |expires: &str, reason: &str, owner: &str| -> Vec<String> {
            let waiver = WaiverRecord {
                record: RecordRef::whole_file(FileIx(0)),
                rule: "a".into(),
                clinics: vec![HsaId::parse("SE2321000057-TEST1").expect("an id")],
                item: None,
                reason: reason.into(),
                owner: owner.into(),
                expires: expires.parse().expect("a day"),
                excuses: None,
            };
            let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
            doubts(&waiver, today).iter().map(|problem| problem.message.key.to_string()).collect()
        };
        assert_eq!(told("2028-11-20", "Ombyggnad", "Regionen"), [""; 0]);
        assert_eq!(told("2028-11-21", "Ombyggnad", "Regionen"), ["source-waiver-long"]);
        assert_eq!(told("2026-11-20", "", ""), ["source-waiver-reason", "source-waiver-owner"]);
    }
}
