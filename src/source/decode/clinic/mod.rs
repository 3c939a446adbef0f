//! Clinic configuration exports, `riktlinje/clinics/v1`: bytes become [`UnitRecord`]s.
//!
//! `wire` is what a source may write, `convert` what it means; `json`, `jsonl`, `yaml` and `table` bring the two
//! together, one file a format. Records of the same clinic are not merged here, since they may come from several files.

mod convert;
mod json;
mod jsonl;
mod state;
mod strays;
mod table;
#[cfg(test)]
mod tests;
mod types;
mod wire;
mod yaml;

use crate::model::clinic::UnitRecord;
use crate::model::needs::Needs;
use crate::parallel as parts;
use crate::source::content::{Content, Shape};
use crate::source::prose::Prose;
use crate::source::{Context, Layout, Loaded, Unusable};

pub use wire::document_schema;

/// The name and version of the format.
pub(crate) const FORMAT: &str = "riktlinje/clinics/v1";

/// Reads clinic exports with the eyes of the run's policies. Made once, used for every file, by several threads.
#[derive(Debug)]
pub(crate) struct ClinicDecoder {
    types: types::TypeIndex,
    prose: Prose,
}

impl ClinicDecoder {
    /// Prepares the vocabulary of the policies for fast lookup.
    #[must_use]
    pub(crate) fn new(needs: &Needs) -> Self {
        Self { types: types::TypeIndex::new(needs), prose: Prose::new(needs) }
    }

    /// Reads a file of any of the formats.
    ///
    /// # Errors
    /// When the file as a whole cannot be used: nothing that we read, or another format.
    pub(crate) fn read(
        &self,
        context: &Context<'_>,
        content: &Content<'_>,
    ) -> Result<Loaded<Box<UnitRecord>>, Unusable> {
        match content.shape {
            Shape::JsonLines => jsonl::read(self, context, content),
            Shape::Json => {
                json::read(self, &json::Task { file: content.about.file, jobs: context.jobs }, &content.text()?)
            }
            Shape::Yaml => {
                yaml::read(self, &json::Task { file: content.about.file, jobs: context.jobs }, &content.text()?)
            }
            Shape::Delimited | Shape::Workbook => table::read(self, context, content),
            Shape::Xml | Shape::Ldif => Err(content.shape.refused(&content.about.name)),
        }
    }
}

/// The parts of a file, put together.
fn assemble(parts: Vec<convert::Part>, format: &'static str) -> Loaded<Box<UnitRecord>> {
    let mut loaded = Loaded {
        format: format!("{FORMAT} ({format})").into(),
        layout: Layout::Tree,
        records: Vec::with_capacity(parts.iter().map(|part| part.units.len()).sum()),
        ..Loaded::default()
    };
    let mut problems = crate::source::problems::Problems::default();
    let mut strays = strays::UnknownKeys::default();
    for part in parts {
        loaded.records.extend(part.units);
        loaded.left_out += part.left_out;
        problems.absorb(part.problems);
        strays.absorb(part.unknown);
    }
    strays.report(&mut problems);
    loaded.problems = problems.finish();
    loaded
}
