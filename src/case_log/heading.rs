//! How a log begins: its encoding, its delimiter, and which column carries what.

use std::io::Read as _;

use super::blocks::{Cut, Cutter};
use super::stored::Stored;
use crate::model::case_type::fold;
use crate::model::personal_number;
use crate::model::place::{FileIx, RecordRef};
use crate::model::source::SourceKind;
use crate::source::columns::{self, Resolved};
use crate::source::content::Shape;
use crate::source::encoding::{Encoding, GUESS_BYTES, Text};
use crate::source::mapping::Mapping;
use crate::source::table::{Form, Source, Table};
use crate::source::transport::{self, packed};
use crate::source::{Limits, Unusable};
use crate::text::Message;

/// A column that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The case's id in the tool.
    Id,
    /// The clinic's HSA-id.
    Clinic,
    /// The case type.
    CaseType,
    /// When it was received.
    Received,
    /// When it was distributed.
    Distributed,
    /// When the first interim reply was sent.
    Interim,
    /// When it was answered.
    Answered,
    /// When it was closed.
    Closed,
    /// How it was answered.
    Channel,
    /// The tool's own mark.
    Overdue,
}

impl Column {
    /// All of them.
    pub(super) const ALL: [Self; 10] = [
        Self::Id,
        Self::Clinic,
        Self::CaseType,
        Self::Received,
        Self::Distributed,
        Self::Interim,
        Self::Answered,
        Self::Closed,
        Self::Channel,
        Self::Overdue,
    ];

    /// Its canonical name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Clinic => "clinic",
            Self::CaseType => "case_type",
            Self::Received => "received",
            Self::Distributed => "distributed",
            Self::Interim => "interim_reply",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Channel => "channel",
            Self::Overdue => "overdue",
        }
    }
}

/// What the headings of a file say.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) delimiter: u8,
    pub(super) encoding: Encoding,
    /// How many columns have a heading, those without one between them included.
    pub(super) width: usize,
    /// Where each [`Column`] stands.
    pub(super) at: [Option<usize>; Column::ALL.len()],
    /// The columns that mean nothing to us, with their headings as they may be told.
    pub(super) unread: Vec<(usize, Box<str>)>,
    /// The columns that mean something, with their headings.
    pub(super) read: Vec<(usize, Box<str>)>,
    /// The line on which the rows begin.
    pub(super) line: u32,
    /// How the file is read.
    pub(super) notes: Vec<Message>,
}

impl Heading {
    /// Where a column stands.
    pub(super) fn column(&self, column: Column) -> Option<usize> {
        self.at[column as usize]
    }

    /// The columns that mean something, from left to right.
    pub(super) fn read_columns(&self) -> Vec<(usize, &'static str)> {
        let mut columns: Vec<_> =
            Column::ALL.iter().filter_map(|column| Some((self.column(*column)?, column.name()))).collect();
        columns.sort_unstable();
        columns
    }
}

/// What a log is opened with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening<'o> {
    pub(super) file: FileIx,
    pub(super) name: &'o str,
    pub(super) mapping: Option<&'o Mapping>,
    pub(super) limits: &'o Limits,
    /// How many bytes are handed out at a time.
    pub(super) block: usize,
}

/// Reads the headings; what comes after them is left to be cut.
///
/// # Errors
/// When the file cannot be read, is no table, or lacks a column that no log can do without.
pub(super) fn open<'a>(mut stored: Stored<'a>, of: &Opening<'_>) -> Result<(Heading, Cutter<Stored<'a>>), Unusable> {
    let head = Head::read(&mut stored, of)?;
    let text = Source::Text(Text::stored_as(head.lines().to_vec(), head.encoding, head.mark)?);
    let known = |heading: &str| columns::is_known(SourceKind::Cases, heading, of.mapping);
    let mut tables = text.tables(of.file, of.limits, &known)?;
    let table = tables.swap_remove(0);
    let resolved = columns::resolve(&table, SourceKind::Cases, of.mapping, &|_| None)?;
    let required = [Column::Clinic, Column::Received].map(Column::name);
    columns::require(&resolved, &table, SourceKind::Cases, &required)?;
    refuse_personal_numbers(&table)?;
    let Form::Delimited(delimiter) = table.form else { return Err(workbook()) };
    let rows = head.rows_after(table.heading_row);
    if rows.line_end == LineEnd::Return {
        let fault = Unusable::new(Message::new("log-line-ends"));
        return Err(fault.advice(Message::new("log-line-ends-advice")).at(table.heading_row.line, 1));
    }
    let at = Column::ALL.map(|column| resolved.column(column.name()).map(|column| column as usize));
    let heading = Heading {
        delimiter,
        encoding: head.encoding,
        width: table.headings.last().map_or(0, |(_, column)| *column as usize + 1),
        at,
        unread: unread(&resolved, &table),
        read: read(&at, &table),
        line: rows.line,
        notes: table.notes.iter().cloned().chain(resolved.notes()).collect(),
    };
    let cut = Cut { delimiter, block: of.block, row: of.limits.record };
    let encoding = head.encoding;
    stored.put_back(rows.bytes, encoding);
    Ok((heading, Cutter::new(stored, rows.start, cut)))
}

/// The first bytes of a file.
struct Head {
    bytes: Vec<u8>,
    encoding: Encoding,
    /// The length of the byte-order mark.
    mark: usize,
    /// There are no more.
    is_all: bool,
}

/// What comes after the headings.
struct RowsAfter {
    /// Where it begins, in bytes as they are cut.
    start: u64,
    /// The line on which it begins.
    line: u32,
    line_end: LineEnd,
    bytes: Vec<u8>,
}

/// What stands at the end of the headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnd {
    /// Nothing: the file ends there.
    None,
    /// A line feed, after a carriage return or without.
    Feed,
    /// A carriage return alone.
    Return,
}

impl Head {
    fn read(stored: &mut Stored<'_>, of: &Opening<'_>) -> Result<Self, Unusable> {
        let (mut bytes, mut wanted) = (Vec::new(), GUESS_BYTES);
        let is_all = loop {
            let missing = (wanted - bytes.len()) as u64;
            let read = (&mut *stored).take(missing).read_to_end(&mut bytes);
            let read = read.map_err(|error| transport::unreadable(&error))?;
            if (read as u64) < missing {
                break true;
            }
            if bytes.contains(&b'\n') {
                break false;
            }
            if bytes.len() > of.limits.record {
                return Err(Unusable::new(Message::new("log-no-lines")).advice(Message::new("source-nul-advice")));
            }
            wanted *= 4;
        };
        if stored.is_workbook() {
            return Err(workbook());
        }
        if stored.is_packed() && Shape::is_packed(&bytes) {
            return Err(packed::twice());
        }
        let (encoding, mark) = Encoding::guess(&bytes, is_all);
        let head = Self { bytes, encoding, mark, is_all };
        match Shape::of(&head.bytes, encoding.decode_piece(&head.bytes[mark..]), stored.inner_name(of.name))? {
            Shape::Workbook => Err(workbook()),
            shape @ (Shape::Xml | Shape::Ldif) => Err(shape.refused(of.name)),
            Shape::Json | Shape::JsonLines => {
                Err(Unusable::new(Message::new("log-json")).advice(Message::new("log-csv-advice")))
            }
            Shape::Yaml | Shape::Delimited => Ok(head),
        }
    }

    /// The whole lines of it.
    fn lines(&self) -> &[u8] {
        let end = if self.is_all {
            self.bytes.len()
        } else {
            let feed = self.stored("\n");
            let units = self.bytes[self.mark..].chunks_exact(feed.len());
            let last = units.enumerate().rfind(|(_, unit)| *unit == feed);
            last.map_or(self.bytes.len(), |(at, _)| self.mark + (at + 1) * feed.len())
        };
        &self.bytes[..end]
    }

    /// How a text is stored.
    fn stored(&self, text: &str) -> Vec<u8> {
        match self.encoding {
            Encoding::Utf8 | Encoding::Windows1252 => text.as_bytes().to_vec(),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }

    /// What comes after a row.
    fn rows_after(&self, row: RecordRef) -> RowsAfter {
        let end = usize::try_from(row.start).unwrap_or(usize::MAX).saturating_add(row.len as usize);
        let (before, after) = self.bytes.split_at(end.min(self.bytes.len()));
        let begins = |text: &str| after.starts_with(&self.stored(text)).then(|| self.stored(text).len());
        let (line_end, len) = match (begins("\r\n"), begins("\n"), begins("\r")) {
            (Some(len), ..) | (_, Some(len), _) => (LineEnd::Feed, len),
            // At the very end it is half of a line end.
            (.., Some(len)) if len == after.len() => (LineEnd::Feed, len),
            (.., Some(len)) => (LineEnd::Return, len),
            _ => (LineEnd::None, 0),
        };
        let before = &before[self.mark..];
        let lines = memchr::memchr_iter(b'\n', before).count() + 1 + usize::from(line_end == LineEnd::Feed);
        let start = match self.encoding {
            Encoding::Utf8 | Encoding::Windows1252 => end + len,
            wide => self.mark + wide.decode_piece(&self.bytes[self.mark..end + len]).len(),
        };
        RowsAfter {
            start: start as u64,
            line: u32::try_from(lines).unwrap_or(u32::MAX),
            line_end,
            bytes: after[len..].to_vec(),
        }
    }
}

fn unread(resolved: &Resolved, table: &Table<'_>) -> Vec<(usize, Box<str>)> {
    let width = table.headings.last().map_or(0, |(_, column)| column + 1);
    let heading = |column: u32| {
        let mut told = resolved.unknown.iter().chain(&resolved.spare);
        told.find(|(_, at)| *at == column).map(|(heading, _)| heading.clone()).unwrap_or_default()
    };
    let is_read = |column: u32| resolved.fields.iter().any(|(_, at)| *at == column);
    (0..width).filter(|column| !is_read(*column)).map(|column| (column as usize, heading(column))).collect()
}

fn read(at: &[Option<usize>], table: &Table<'_>) -> Vec<(usize, Box<str>)> {
    let headings = table.headings.iter().map(|(heading, column)| (*column as usize, heading.clone()));
    headings.filter(|(column, _)| at.contains(&Some(*column))).collect()
}

/// Words for a personal identity number, folded.
const PERSONAL: [&str; 12] = [
    "personnummer",
    "personnr",
    "person nr",
    "personnumret",
    "samordningsnummer",
    "samordningsnr",
    "födelsenummer",
    "personal identity number",
    "personal number",
    "national id",
    "social security number",
    "patientens nummer",
];

fn refuse_personal_numbers(table: &Table<'_>) -> Result<(), Unusable> {
    let says_so = |heading: &str| {
        let folded = fold(heading);
        matches!(folded.as_str(), "pnr" | "pnum" | "ssn") || PERSONAL.iter().any(|word| folded.contains(word))
    };
    let at = |message: Message| {
        Err(Unusable::new(message).advice(Message::new("log-personal-advice")).at(table.heading_row.line, 1))
    };
    for (heading, column) in &table.headings {
        if personal_number::find(heading).is_some() {
            return at(Message::new("log-personal-in-heading").with("column", column + 1));
        }
        if says_so(heading) {
            return at(Message::new("log-personal-heading").with("heading", heading.clone()));
        }
    }
    Ok(())
}

fn workbook() -> Unusable {
    Unusable::new(Message::new("log-workbook")).advice(Message::new("log-csv-advice"))
}
