//! The staff list, `riktlinje/staff/v1`: who is employed, and until when.

use super::small::Small;
use crate::model::case_type::fold;
use crate::model::field::Field;
use crate::model::permission::StaffRecord;
use crate::model::source::SourceKind;
use crate::source::fields::{Fields, LeftOut};

/// What people write where an employment has no end, folded.
const NO_END: [&str; 6] = ["tillsvidare", "tills vidare", "tv", "tsv", "until further notice", "permanent"];

impl Small for StaffRecord {
    const KIND: SourceKind = SourceKind::Staff;
    const NEEDED: &'static [&'static str] = &["staff"];

    fn read(fields: &mut Fields<'_>, into: &mut Vec<Self>) -> Result<(), LeftOut> {
        let staff = fields.needed_id("staff")?;
        let no_end = |text: &str| NO_END.contains(&fold(text).as_str());
        let employed_until = match fields.scalar("employed_until") {
            Field::Value(text) if no_end(text) => Field::Absent,
            Field::Unreadable => Field::Unreadable,
            _ => fields.date("employed_until"),
        };
        let workplace = fields.id("workplace");
        into.push(Self { record: fields.record(), staff, employed_until, workplace });
        Ok(())
    }
}
