//! Waivers, `riktlinje/waivers/v1`.

use super::small::Small;
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::source::SourceKind;
use crate::model::waiver::WaiverRecord;
use crate::source::fields::{Fields, LeftOut, id_fault};

impl Small for WaiverRecord {
    const KIND: SourceKind = SourceKind::Waivers;
    const NEEDED: &'static [&'static str] = &["rule", "clinics", "expires"];

    fn read(fields: &mut Fields<'_>, into: &mut Vec<Self>) -> Result<(), LeftOut> {
        let filled = ["reason", "owner", "expires", "excuses"];
        if !fields.check_form(&["rule", "clinics", "item"], &filled, &["reason", "owner", "expires"])? {
            return Ok(());
        }
        let rule = fields.needed_text("rule")?;
        let clinics = clinics(fields)?;
        let expires = fields.needed_date("expires")?;
        // Without its item, or the value that it excuses, a waiver would excuse more than was meant.
        let item = fields.or_left_out(|fields| fields.text("item"))?;
        let excuses = fields.or_left_out(|fields| fields.text("excuses"))?;
        let text = |field: Field<Box<str>>| field.value().cloned().unwrap_or_default();
        into.push(Self {
            record: fields.record(),
            rule,
            clinics,
            item,
            reason: text(fields.text("reason")),
            owner: text(fields.text("owner")),
            expires,
            excuses,
        });
        Ok(())
    }
}

/// The clinics; one whose id is none is told and not waived.
fn clinics(fields: &mut Fields<'_>) -> Result<Vec<HsaId>, LeftOut> {
    let Field::Value(written) = fields.list("clinics") else {
        return Err(fields.left_out("clinics", "source-waiver-clinics", "source-waiver-clinics-advice"));
    };
    let mut clinics = Vec::with_capacity(written.len());
    for text in written {
        match HsaId::parse(text) {
            Ok(id) => clinics.push(id),
            Err(error) => fields.warn("clinics", id_fault(error, "clinics")),
        }
    }
    if clinics.is_empty() {
        return Err(fields.left_out("clinics", "source-waiver-clinics", "source-waiver-clinics-advice"));
    }
    Ok(clinics)
}
