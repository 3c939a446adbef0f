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
        let kept = ["clause", "clinic", "case_type", "person"];
        if !fields.check_form(&kept, &["by", "date", "valid_until", "reference"], &["by", "date", "reference"])? {
            return Ok(());
        }
        let clause = fields.needed_text("clause")?;
        let clinic = fields.needed_id("clinic")?;
        // Without its case type or person an attestation would count for something else than was attested, and without its
        // last day for longer.
        let case_type = fields.or_left_out(|fields| fields.text("case_type"))?;
        let person = fields.or_left_out(|fields| fields.id("person"))?;
        let valid_until = fields.or_left_out(|fields| fields.date("valid_until"))?;
        into.push(Self {
            record: fields.record(),
            clause,
            clinic,
            case_type,
            person,
            by: fields.text("by"),
            date: fields.date("date"),
            valid_until: valid_until.map_or(Field::Absent, Field::Value),
            reference: fields.text("reference"),
        });
        Ok(())
    }
}
