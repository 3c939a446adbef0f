//! `riktlinje/audit/v1`: a run as JSON, for programs and for later reports. docs/audit-v1.md tells what it means.
//!
//! Written piece by piece (`write`), read back whole ([`read()`]). The file holds messages as keys with arguments, not
//! sentences, so that a stored run can be rendered in any format and language. The same run gives the same bytes.

mod beside;
mod findings;
mod guideline;
mod message;
mod names;
mod ordered;
mod page;
mod pretty;
mod read;
mod wire;
mod write;

use std::io;

pub(super) use beside::FollowUp;
pub use pretty::{WirePlace, pretty};
pub use read::{ReadError, read};

use super::Report;
use crate::model::run::Run;

/// What the format calls itself.
pub const SCHEMA: &str = "riktlinje/audit/v1";

/// The format for programs. It takes nothing of a style: it has no language and no width.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl Report for Json {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        write::write(run, out)
    }
}

/// The JSON Schema of the format, as it stands in schemas/audit-v1.schema.json.
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(wire::Run<'static>);
    schema.insert("$id".to_owned(), "urn:riktlinje:audit:v1".into());
    schema.insert("title".to_owned(), SCHEMA.into());
    schema.to_value()
}
