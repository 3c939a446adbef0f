//! Attestations, `riktlinje/attestations/v1`: the forms in which somebody answerable says that a duty was done.

use super::small::Small;
use crate::model::attestation::AttestationRecord;
use crate::model::field::Field;
use crate::model::source::SourceKind;
use crate::source::fields::{Fields, LeftOut};

impl Small for AttestationRecord {
    const KIND: SourceKind = SourceKind::Attestations;
    const NEEDED: &'static [&'static str] = &["clause", "clinic"];

    fn read(fields: &mut Fields<'_>, into: &mut Vec<Self>) -> Result<(), LeftOut> {
        let clause = fields.needed_text("clause")?;
        let clinic = fields.needed_id("clinic")?;
        let case_type = match fields.text("case_type") {
            Field::Value(written) => Some(written),
            // Without its case type or person an attestation would count for something else than was attested.
            Field::Unreadable => {
                return Err(fields.left_out("case_type", "source-record-needs", "source-no-text-advice"));
            }
            _ => None,
        };
        let person = match fields.id("person") {
            Field::Value(person) => Some(person),
            Field::Unreadable => {
                return Err(fields.left_out("person", "source-record-needs", "source-id-advice"));
            }
            _ => None,
        };
        let valid_until = fields.date("valid_until");
        if matches!(valid_until, Field::Unreadable) {
            // It may have lapsed, and nobody could tell.
            return Err(fields.left_out("valid_until", "source-record-needs", "source-date-advice"));
        }
        into.push(Self {
            record: fields.record(),
            clause,
            clinic,
            case_type,
            person,
            by: fields.text("by"),
            date: fields.date("date"),
            valid_until,
            reference: fields.text("reference"),
        });
        Ok(())
    }
}
