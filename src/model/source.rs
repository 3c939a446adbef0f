//! Kinds of source, what was read from them, and what was wrong with it.

use chrono::{DateTime, FixedOffset};

use super::case_type::Vocabulary as _;
use super::place::Place;
use crate::text::Message;
use crate::vocabulary;

/// The kinds of source that facts come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceKind {
    /// Which clinics must follow the guideline.
    Clinics,
    /// Clinic configuration exports.
    Exports,
    /// What clinics declare that they prescribe and offer.
    Declarations,
    /// The HSA directory.
    Directory,
    /// TAK: routing of the booking contracts.
    Tak,
    /// The case log.
    Cases,
    /// The personnel tool's export of permissions, or the register.
    Permissions,
    /// The staff list.
    Staff,
    /// Leave, from and to.
    Absence,
    /// Attestations.
    Attestations,
    /// Waivers.
    Waivers,
    /// The register of permissions: what was decided.
    Register,
    /// Changes of permissions that somebody asks for. An audit reads none.
    Changes,
}

vocabulary!(SourceKind {
    Clinics = "clinics",
    Exports = "exports",
    Declarations = "declarations",
    Directory = "directory",
    Tak = "tak",
    Cases = "cases",
    Permissions = "permissions",
    Staff = "staff",
    Absence = "absence",
    Attestations = "attestations",
    Waivers = "waivers",
    Register = "register",
    Changes = "changes",
});

impl SourceKind {
    /// Every kind, in the order in which sources merge and are reported.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::WORDS.iter().map(|(kind, _)| *kind)
    }
}

/// A file (or standard input, or an address) that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// What it holds.
    pub kind: SourceKind,
    /// As the user named it, `/` between its parts; `-` for standard input.
    pub name: Box<str>,
    /// The format it was read as, such as `riktlinje/clinics/v1 (jsonl)`.
    pub format: Box<str>,
    /// Bytes read.
    pub bytes: u64,
    /// SHA-256 of the bytes as stored, in hexadecimal.
    pub digest: Box<str>,
    /// When the data was taken out, if the file or the settings say so. Never the file's own time stamp.
    pub taken_at: Option<DateTime<FixedOffset>>,
    /// Records read and used.
    pub records: u64,
    /// Records left out because of an error in them.
    pub left_out: u64,
    /// How it was read: encoding, delimiter, layout, as a sentence («Windows-1252, semikolon …»).
    pub notes: Vec<Message>,
}

/// How bad a problem with a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProblemLevel {
    /// Worth knowing; nothing was lost.
    Note,
    /// A value could not be read and is unknown to the rules.
    Warning,
    /// A record was left out.
    Error,
}

/// Something wrong with what was read. The run goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How bad.
    pub level: ProblemLevel,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub advice: Option<Message>,
}

impl Problem {
    /// A value that could not be read, or that does not mean what somebody thinks.
    #[must_use]
    pub fn warning(place: Place, message: Message, advice: Message) -> Self {
        Self { level: ProblemLevel::Warning, place, message, advice: Some(advice) }
    }
}
