//! Reports: a finished [`Run`] becomes bytes. One file a format, each with wire types of its own.

pub mod actions;
mod alphabet;
mod beside;
pub mod booking;
pub mod cases;
pub mod csv;
mod digest;
pub mod directory;
pub mod due;
pub mod escape;
pub mod explain;
mod findings_csv;
mod github;
mod gitlab;
mod html;
pub mod json;
mod junit;
pub mod mail;
mod mark;
mod markdown;
mod marked;
pub mod permission;
pub mod public;
pub mod reconcile;
pub mod review;
mod sarif;
mod shares;
pub mod sheet;
mod snippet;
pub mod table;
pub mod todo;
pub mod words;
mod workbook;

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
    /// A page of its own, for a meeting.
    Html,
    /// A row a finding, for a spreadsheet.
    Csv,
    /// Annotations of a GitHub workflow.
    Github,
    /// GitLab's report of code quality.
    Gitlab,
    /// Test results, as CI servers show them.
    Junit,
    /// One plain-text page a clinic, for its local administrator.
    Mail,
    /// A comment on a pull request.
    Markdown,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
    /// A workbook, for an office.
    Xlsx,
}

impl Format {
    /// Every format, the default first.
    pub const ALL: [Self; 11] = [
        Self::Table,
        Self::Html,
        Self::Json,
        Self::Csv,
        Self::Xlsx,
        Self::Markdown,
        Self::Mail,
        Self::Sarif,
        Self::Junit,
        Self::Github,
        Self::Gitlab,
    ];
}

/// The word that names a format on the command line, and what a format is like to whoever writes it.
pub trait FormatName: Copy + Eq + 'static {
    /// Every format, the default first.
    fn all() -> &'static [Self];

    /// The word on the command line.
    fn key(self) -> &'static str;

    /// The format that a word names.
    #[must_use]
    fn parse(word: &str) -> Option<Self> {
        Self::all().iter().copied().find(|format| format.key() == word)
    }

    /// Whether it is made of letters, one to each clinic, that can be written to a file each.
    #[must_use]
    fn is_letters(self) -> bool {
        false
    }

    /// Whether it is no text, so that a terminal cannot show it.
    #[must_use]
    fn is_bytes(self) -> bool {
        false
    }
}

impl FormatName for Format {
    fn all() -> &'static [Self] {
        &Self::ALL
    }

    fn key(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Mail => "mail",
            Self::Markdown => "markdown",
            Self::Sarif => "sarif",
            Self::Xlsx => "xlsx",
        }
    }

    fn is_letters(self) -> bool {
        self == Self::Mail
    }

    fn is_bytes(self) -> bool {
        self == Self::Xlsx
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
        Format::Html => Box::new(html::Html::new(style)),
        Format::Json => Box::new(json::Json),
        Format::Csv => Box::new(findings_csv::Csv::new(style)),
        Format::Github => Box::new(github::Github::new(style)),
        Format::Gitlab => Box::new(gitlab::Gitlab::new(style)),
        Format::Junit => Box::new(junit::Junit::new(style)),
        Format::Mail => Box::new(mail::Mail::new(style)),
        Format::Markdown => Box::new(markdown::Markdown::new(style)),
        Format::Sarif => Box::new(sarif::Sarif::new(style)),
        Format::Xlsx => Box::new(workbook::Xlsx::new(style)),
    }
}
