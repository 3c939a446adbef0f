//! Sources: bytes become records and problems, each with its place.
//!
//! `transport` brings bytes, `decode` (pure) makes records of them, `mapping` gives headings and words their meaning,
//! `load` does it for all inputs in parallel and merges in a fixed order. Nothing here judges.

pub(crate) mod columns;
pub(crate) mod content;
pub(crate) mod decode;
pub(crate) mod encoding;
pub(crate) mod fields;
#[cfg(test)]
mod formats_page;
pub(crate) mod json_text;
mod load;
pub mod locate;
pub mod mapping;
pub(crate) mod problems;
pub(crate) mod prose;
pub(crate) mod scalar;
pub(crate) mod table;
#[cfg(test)]
mod tests;
pub(crate) mod transport;
pub(crate) mod xml;
pub(crate) mod yaml_text;

pub use decode::clinic::document_schema as clinics_schema;

use std::fmt;
use std::io::{self, Read};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::model::attestation::AttestationRecord;
use crate::model::clinic::{DeclarationRecord, UnitRecord};
use crate::model::directory::{DirectoryRecord, Flaw};
use crate::model::facts::{ListedClinic, SourceSet};
use crate::model::needs::Needs;
use crate::model::permission::{AbsenceRecord, ChangeRecord, PermissionRecord, StaffRecord};
use crate::model::place::Step;
use crate::model::source::{Problem, SourceFile, SourceKind};
use crate::model::tak::Tak;
use crate::model::waiver::WaiverRecord;
use crate::text::Message;

pub use load::load;

/// One thing to read, as the user named it.
#[derive(Clone, Debug)]
pub struct Input {
    /// What it holds.
    pub kind: SourceKind,
    /// A file, a folder, `-` for standard input, or an `https://` address.
    pub location: Box<str>,
    /// A staff list that everyone is on, or a directory that has every unit.
    pub complete: bool,
    /// When the data was taken out, where the settings say it (a file's own word wins).
    pub taken_at: Option<DateTime<FixedOffset>>,
    /// How many records there should be at least, where the settings say it: a file that was cut short is found by it.
    pub at_least: Option<u64>,
}

impl Input {
    /// A file, a folder, `-` or an address, of which nothing more is known.
    #[must_use]
    pub fn new(kind: SourceKind, location: impl Into<Box<str>>) -> Self {
        Self { kind, location: location.into(), complete: false, taken_at: None, at_least: None }
    }
}

/// What loading needs besides the inputs.
pub struct LoadOptions<'a> {
    /// The policies' vocabulary.
    pub needs: &'a Needs,
    /// The mapping file, if there is one.
    pub mapping: Option<&'a mapping::Mapping>,
    /// How many threads read and decode; at least 1.
    pub jobs: usize,
    /// Is told how far it has come.
    pub progress: &'a dyn Progress,
    /// The folder that locations are counted from.
    pub cwd: &'a std::path::Path,
    /// Opens standard input; called at most once.
    pub stdin: &'a OpenStdin<'a>,
    /// What is too much.
    pub limits: Limits,
    /// How `https://` sources are fetched.
    pub https: Https,
}

/// Opens standard input.
pub type OpenStdin<'a> = dyn Fn() -> io::Result<Box<dyn Read + Send>> + Sync + 'a;

impl fmt::Debug for LoadOptions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadOptions").field("jobs", &self.jobs).field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// Hears how far loading has come. Called from several threads.
pub trait Progress: Sync {
    /// So many files with so many bytes will be read (0 bytes where the size is not known).
    fn found(&self, files: u64, bytes: u64);
    /// So many more bytes have been read.
    fn bytes(&self, more: u64);
    /// One more file is done.
    fn file_done(&self);
}

/// Nobody listens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn found(&self, _: u64, _: u64) {}
    fn bytes(&self, _: u64) {}
    fn file_done(&self) {}
}

/// What is too much.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a file that must be held whole (everything but JSON Lines).
    pub whole: u64,
    /// Bytes that a packed file may unpack to.
    pub unpacked: u64,
    /// Bytes of one record: a line of JSON Lines, a row of a table.
    pub record: usize,
    /// Columns of a table.
    pub columns: usize,
}

impl Default for Limits {
    /// 256 MiB, 2 GiB, 16 MiB, 1,024.
    fn default() -> Self {
        Self { whole: 256 << 20, unpacked: 2 << 30, record: 16 << 20, columns: 1024 }
    }
}

/// How `https://` sources are fetched. Certificates are always verified.
#[derive(Clone, Debug)]
pub struct Https {
    /// The longest time that a whole answer may take.
    pub timeout: Duration,
    /// A certificate authority (PEM) that is trusted beside the system's own, such as a region's.
    pub extra_root: Option<Vec<u8>>,
    /// Which proxy is used.
    pub proxy: Proxy,
}

/// Which proxy `https://` sources are fetched through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proxy {
    /// The system's.
    System,
    /// None.
    Direct,
}

impl Default for Https {
    /// Two minutes, the system's authorities and proxy.
    fn default() -> Self {
        Self { timeout: Duration::from_secs(120), extra_root: None, proxy: Proxy::System }
    }
}

/// Everything that was read, before it is joined.
#[derive(Debug, Default)]
pub struct Sources {
    /// The files, in merge order; `FileIx` points here. A file that turned out unusable stays here with no records.
    pub files: Vec<SourceFile>,
    /// How to find a place in each of them again, in the same order.
    pub texts: Vec<SourceText>,
    /// What was wrong, in file and place order.
    pub problems: Vec<Problem>,
    /// Inputs that could not be read at all.
    pub failed: Vec<FailedInput>,
    /// The kinds that were given, whether or not they could be read.
    pub supplied: SourceSet,
    /// Clinics that must follow the guideline.
    pub listed: Vec<ListedClinic>,
    /// Clinic configurations, one record a clinic and export (merged later).
    pub units: Vec<Box<UnitRecord>>,
    /// Declarations of their own.
    pub declarations: Vec<DeclarationRecord>,
    /// Permissions.
    pub permissions: Vec<PermissionRecord>,
    /// Staff.
    pub staff: Vec<StaffRecord>,
    /// The staff list says that everyone is on it.
    pub staff_is_complete: bool,
    /// Leave.
    pub absence: Vec<AbsenceRecord>,
    /// Attestations.
    pub attestations: Vec<AttestationRecord>,
    /// Waivers.
    pub waivers: Vec<WaiverRecord>,
    /// Changes of permissions that somebody asks for.
    pub changes: Vec<ChangeRecord>,
    /// Units of the directory.
    pub directory: Vec<DirectoryRecord>,
    /// What is wrong with the directory's data.
    pub flaws: Vec<Flaw>,
    /// One of the directory sources has every unit there is, and was read in full.
    pub directory_is_complete: bool,
    /// Routes and permissions of the booking contracts.
    pub tak: Tak,
}

impl Sources {
    /// Adds problems, each to those of its file.
    pub(crate) fn tell(&mut self, problems: Vec<Problem>) {
        if !problems.is_empty() {
            self.problems.extend(problems);
            self.problems.sort_by_key(|problem| problem.place.record.file);
        }
    }
}

/// An input that gave nothing.
#[derive(Clone, Debug)]
pub struct FailedInput {
    /// What it should have held.
    pub kind: SourceKind,
    /// As the user named it.
    pub name: Box<str>,
    /// Why.
    pub message: Message,
    /// What to do.
    pub advice: Option<Message>,
    /// Line and column, where the fault has them.
    pub at: Option<(u32, u32)>,
    /// The source is remote and did not answer (exit 7); otherwise it is local and unusable (exit 2).
    pub remote: bool,
}

impl SourceText {
    /// Of a register, whose places are the numbers of its events.
    #[must_use]
    pub fn of_a_register() -> Self {
        let origin = transport::Origin::Memory(Vec::new().into());
        Self { origin, encoding: encoding::Encoding::default(), layout: Layout::Journal }
    }
}

/// How to find a place in a file again, once it is known which places are shown.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// Where its bytes can be had again.
    pub(crate) origin: transport::Origin,
    /// How they become text.
    pub(crate) encoding: encoding::Encoding,
    /// Where its fields stand.
    pub(crate) layout: Layout,
}

/// Where the fields of a file stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Layout {
    /// The file gave nothing.
    #[default]
    Unknown,
    /// A YAML or JSON document, or JSON Lines: a route is followed key by key.
    Tree,
    /// Delimited text.
    Delimited {
        /// The delimiter.
        delimiter: u8,
        /// The columns that mean something.
        columns: Columns,
    },
    /// XML: a field is an element.
    Xml,
    /// LDIF: a field is read from attributes.
    Ldif,
    /// A case log, of which only the rows that are shown are kept, by where they begin.
    Cases(Vec<ShownRow>),
    /// A register: a record is an event, by its number.
    Journal,
    /// A workbook; `RecordRef::start` of a place is an index into its sheets.
    Workbook(Vec<Sheet>),
}

/// A row of a case log that is shown: the cells that mean something, and nothing else of the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShownRow {
    /// Where it begins in the file.
    pub(crate) start: u64,
    /// The cells, with the delimiter between them.
    pub(crate) text: Box<str>,
    /// Of each cell: its field, which bytes of `text` it has, and its column in the file, in characters from 1.
    pub(crate) cells: Vec<(&'static str, std::ops::Range<usize>, u32)>,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Its name.
    pub(crate) name: Box<str>,
    /// The columns that mean something.
    pub(crate) columns: Columns,
}

/// Which column (from 0) carries what: `Step::Field` for a field, `Step::Named` for a case type.
pub(crate) type Columns = Vec<(Step, u32)>;

/// What a decoder made of a file.
#[derive(Debug)]
pub(crate) struct Loaded<T> {
    /// The records, in the file's order.
    pub(crate) records: Vec<T>,
    /// What was wrong, in the file's order.
    pub(crate) problems: Vec<Problem>,
    /// When the data was taken out, if the file says so.
    pub(crate) taken_at: Option<DateTime<FixedOffset>>,
    /// The file says of itself that it is complete (staff lists).
    pub(crate) complete: bool,
    /// The format it was read as, such as `riktlinje/clinics/v1 (jsonl)`.
    pub(crate) format: Box<str>,
    /// How it was read.
    pub(crate) notes: Vec<Message>,
    /// Records left out because of an error in them.
    pub(crate) left_out: u64,
    /// Where its fields stand.
    pub(crate) layout: Layout,
    /// What is wrong with the directory's own data.
    pub(crate) flaws: Vec<Flaw>,
    /// That the file ends too early, or goes on after its end: the records are not all that there are.
    pub(crate) broken_off: Option<Unusable>,
}

impl<T> Default for Loaded<T> {
    fn default() -> Self {
        Self {
            records: Vec::new(),
            problems: Vec::new(),
            taken_at: None,
            complete: false,
            format: Box::default(),
            notes: Vec::new(),
            left_out: 0,
            layout: Layout::Unknown,
            flaws: Vec::new(),
            broken_off: None,
        }
    }
}

/// Why a file gives nothing at all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unusable {
    /// What is wrong.
    pub(crate) message: Message,
    /// What to do.
    pub(crate) advice: Option<Message>,
    /// Line and column, where the fault has them.
    pub(crate) at: Option<(u32, u32)>,
    /// The source is remote and did not answer.
    pub(crate) remote: bool,
}

impl Unusable {
    /// A fault of the file as a whole.
    pub(crate) fn new(message: Message) -> Self {
        Self { message, advice: None, at: None, remote: false }
    }

    /// The same, with what to do.
    pub(crate) fn advice(mut self, advice: Message) -> Self {
        self.advice = Some(advice);
        self
    }

    /// The same, with line and column, counted from 1.
    pub(crate) fn at(mut self, line: u32, column: u32) -> Self {
        self.at = Some((line, column));
        self
    }
}

/// What decoders look up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    /// The mapping file, if there is one.
    pub(crate) mapping: Option<&'a mapping::Mapping>,
    /// How many threads a decoder may use for one file.
    pub(crate) jobs: usize,
}

impl Unusable {
    /// The same fault, as that of an input.
    pub(crate) fn of(self, kind: SourceKind, name: &str) -> FailedInput {
        FailedInput {
            kind,
            name: name.into(),
            message: self.message,
            advice: self.advice,
            at: self.at,
            remote: self.remote,
        }
    }
}
