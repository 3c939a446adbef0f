//! Reports: a finished [`Run`] becomes bytes. One file a format, each with wire types of its own.

mod alphabet;
pub mod booking;
pub mod cases;
pub mod csv;
pub mod directory;
pub mod due;
pub mod escape;
pub mod explain;
pub mod json;
pub mod permission;
pub mod reconcile;
pub mod review;
pub mod sheet;
mod snippet;
pub mod table;
pub mod todo;
pub mod words;

use std::io;

use crate::model::run::Run;
use crate::text::Lang;

/// A format that a run can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// For a person at a terminal.
    Table,
    /// `riktlinje/audit/v1`, for programs and for later reports.
    Json,
}

impl Format {
    /// Every format, the default first.
    pub const ALL: [Self; 2] = [Self::Table, Self::Json];

    /// The word on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
        }
    }

    /// The format that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == word)
    }
}

/// How a report is to look. Formats take what concerns them.
#[derive(Clone, Debug)]
pub struct Style {
    /// The language of its sentences.
    pub lang: Lang,
    /// Columns of the terminal.
    pub width: u16,
    /// Whether colour is seen.
    pub colour: bool,
}

/// Writes a run in one format.
pub trait Report {
    /// Writes the whole run.
    ///
    /// # Errors
    /// What `out` says; nothing of its own.
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()>;
}

/// The writer of a format.
#[must_use]
pub fn reporter(format: Format, style: &Style) -> Box<dyn Report> {
    match format {
        Format::Table => Box::new(table::Table::new(style)),
        Format::Json => Box::new(json::Json),
    }
}
