//! The list of clinics that must follow the guideline, `riktlinje/population/v1`.

use super::small::Small;
use crate::model::facts::ListedClinic;
use crate::model::source::SourceKind;
use crate::source::fields::{Fields, LeftOut};

impl Small for ListedClinic {
    const KIND: SourceKind = SourceKind::Clinics;
    const NEEDED: &'static [&'static str] = &["hsa_id"];

    fn read(fields: &mut Fields<'_>, into: &mut Vec<Self>) -> Result<(), LeftOut> {
        let hsa_id = fields.needed_id("hsa_id")?;
        let (name, unit_kind) = (fields.text("name"), fields.word("unit_kind"));
        into.push(Self { record: fields.record(), hsa_id, name, unit_kind });
        Ok(())
    }
}
