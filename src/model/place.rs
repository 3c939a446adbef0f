//! Where something stands: symbolic while we work, file:line:column only for what is shown.

/// Which of the files that were read, as an index into the run's list of source files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileIx(pub u32);

/// A record within a file: a line of JSONL, an object of a JSON or YAML list, a row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordRef {
    /// The file.
    pub file: FileIx,
    /// Text files: the byte offset of the record's first byte in the file as stored. XLSX: the sheet's index.
    pub start: u64,
    /// Text files: the record's length in bytes. XLSX: 0.
    pub len: u32,
    /// The line (text files) or row (XLSX) on which the record begins, counted from 1; 0 means the file as a whole.
    pub line: u32,
}

impl RecordRef {
    /// No record in particular: the file as a whole.
    #[must_use]
    pub fn whole_file(file: FileIx) -> Self {
        Self { file, start: 0, len: 0, line: 0 }
    }
}

/// One step from a record towards a value in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// A field, by its canonical name in the interchange format (`case_types`), whatever the heading was.
    Field(&'static str),
    /// An element of a list, counted from 0.
    Index(u32),
    /// The element of `case_types` that carries this name or key, as written in the source.
    Named(Box<str>),
}

/// A symbolic place: a record, and the way from it to the value. An empty route means the record itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The record.
    pub record: RecordRef,
    /// The way to the value.
    pub route: Vec<Step>,
}

impl Place {
    /// The record as a whole.
    #[must_use]
    pub fn record(record: RecordRef) -> Self {
        Self { record, route: Vec::new() }
    }

    /// A field of the record.
    #[must_use]
    pub fn field(record: RecordRef, name: &'static str) -> Self {
        Self { record, route: vec![Step::Field(name)] }
    }
}

/// A place as a person can find it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located {
    /// The file as the user named it, with `/` between its parts on every system.
    pub file: Box<str>,
    /// The route, such as `case_types[3].state`; empty for the record itself.
    pub route: Box<str>,
    /// Where in the file.
    pub spot: Spot,
    /// The source line or the cell's text, cut to at most 200 characters around the value, untrusted as ever.
    pub text: Box<str>,
    /// Which characters of `text` the value covers: first (from 0) and how many.
    pub mark: (u32, u32),
}

/// Line and column, or sheet and cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Spot {
    /// The file as a whole.
    #[default]
    File,
    /// A text file.
    Line {
        /// Counted from 1.
        line: u32,
        /// Counted in characters from 1.
        column: u32,
    },
    /// A workbook.
    Cell {
        /// The sheet's name.
        sheet: Box<str>,
        /// Such as `C7`.
        cell: Box<str>,
    },
    /// An event of the register.
    Event {
        /// Its number, counted from 1.
        number: u32,
    },
}
