//! Changes of permissions that somebody asks for, `riktlinje/changes/v1`: a row a change.

use super::small::Small;
use crate::model::permission::{Action, ChangeRecord};
use crate::model::source::SourceKind;
use crate::source::fields::{Fields, LeftOut};

impl Small for ChangeRecord {
    const KIND: SourceKind = SourceKind::Changes;
    const NEEDED: &'static [&'static str] = &["clinic", "staff", "role"];

    fn read(fields: &mut Fields<'_>, into: &mut Vec<Self>) -> Result<(), LeftOut> {
        let clinic = fields.needed_id("clinic")?;
        let staff = fields.needed_id("staff")?;
        let role = fields.or_left_out(|fields| fields.word("role"))?;
        let role =
            role.ok_or_else(|| fields.left_out("role", "source-field-missing", "source-field-missing-advice"))?;
        into.push(Self {
            record: fields.record(),
            clinic,
            staff,
            role,
            action: fields.or_left_out(|fields| fields.word("action"))?.unwrap_or(Action::Grant),
            from: fields.or_left_out(|fields| fields.date("from"))?,
            until: fields.or_left_out(|fields| fields.date("until"))?,
            reason: fields.or_left_out(|fields| fields.word("reason"))?,
            reference: fields.or_left_out(|fields| fields.text("reference"))?,
        });
        Ok(())
    }
}
