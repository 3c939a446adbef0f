//! Leave, `riktlinje/absence/v1`: dates only. The cause would be health data about staff and is never read.

use super::small::Small;
use crate::model::permission::AbsenceRecord;
use crate::model::source::SourceKind;
use crate::source::fields::{Fields, LeftOut};

impl Small for AbsenceRecord {
    const KIND: SourceKind = SourceKind::Absence;
    const NEEDED: &'static [&'static str] = &["staff", "from"];

    fn read(fields: &mut Fields<'_>, into: &mut Vec<Self>) -> Result<(), LeftOut> {
        let staff = fields.needed_id("staff")?;
        let from = fields.needed_date("from")?;
        // Leave that seems never to end would be a finding against somebody who is back.
        let until = fields.or_left_out(|fields| fields.date("until"))?;
        if until.is_some_and(|until| until < from) {
            return Err(fields.left_out("until", "source-absence-backwards", "source-absence-backwards-advice"));
        }
        into.push(Self { record: fields.record(), staff, from, until });
        Ok(())
    }
}
