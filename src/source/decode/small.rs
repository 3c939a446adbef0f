//! The small sources: one reading of tables and documents for all of them. What a record is, their own files say.

mod document;

use crate::model::place::{FileIx, Place, RecordRef};
use crate::model::source::SourceKind;
use crate::source::columns::{self, Resolved};
use crate::source::content::{Content, Shape};
use crate::source::fields::{Fields, LeftOut, Raw, Value};
use crate::source::problems::Problems;
use crate::source::table::{self, Cell, Form, Row, Table};
use crate::source::{Columns, Context, Layout, Loaded, Sheet, Unusable};
use crate::text::Message;

/// A record of a small source.
pub(crate) trait Small: Sized {
    /// What kind of source it is a record of.
    const KIND: SourceKind;
    /// The fields without which a table is not of this kind.
    const NEEDED: &'static [&'static str];

    /// The fields that hold telephone numbers, whose digits may look like a personal identity number's.
    const DIALLED: &'static [&'static str] = &[];

    /// Makes records of the fields of one row or entry.
    ///
    /// # Errors
    /// When the row or entry cannot be used, and that has been told.
    fn read(fields: &mut Fields<'_>, into: &mut Vec<Self>) -> Result<(), LeftOut>;

    /// What there is to say of the columns that a table has, or has not.
    fn notes(_carried: &dyn Fn(&str) -> bool) -> Vec<Message> {
        Vec::new()
    }
}

/// The key under which a document has its records.
pub(crate) fn list_key(kind: SourceKind) -> &'static str {
    use crate::model::case_type::Vocabulary as _;
    if kind == SourceKind::Clinics { "population" } else { kind.key() }
}

/// The name and version of the format.
pub(crate) fn format_name(kind: SourceKind) -> String {
    format!("riktlinje/{}/v1", list_key(kind))
}

/// Reads a file.
///
/// # Errors
/// When the file as a whole cannot be used.
pub(crate) fn decode<T: Small>(context: &Context<'_>, content: &Content<'_>) -> Result<Loaded<T>, Unusable> {
    let mut decoder = Decoder {
        context,
        file: content.about.file,
        loaded: Loaded {
            format: format!("{} ({})", format_name(T::KIND), content.shape.name()).into(),
            ..Loaded::default()
        },
        problems: Problems::default(),
        keys: document::Keys::default(),
        blank: 0,
    };
    match content.shape {
        Shape::Delimited | Shape::Workbook => decoder.tables(content)?,
        Shape::Yaml | Shape::Json => document::document(&mut decoder, &content.text()?, content.shape)?,
        Shape::JsonLines => document::lines(&mut decoder, &content.text()?)?,
        Shape::Xml | Shape::Ldif => return Err(content.shape.refused(&content.about.name)),
    }
    Ok(decoder.finish())
}

struct Decoder<'c, T> {
    context: &'c Context<'c>,
    file: FileIx,
    loaded: Loaded<T>,
    problems: Problems,
    keys: document::Keys,
    /// Rows of forms that nobody has filled in.
    blank: u64,
}

impl<T: Small> Decoder<'_, T> {
    fn tables(&mut self, content: &Content<'_>) -> Result<(), Unusable> {
        let mapping = self.context.mapping;
        let source = table::Source::of(content)?;
        let known = |heading: &str| columns::is_known(T::KIND, heading, mapping);
        let (mut sheets, mut first_fault) = (Vec::new(), None);
        let tables = source.tables(self.file, &content.limits, &known)?;
        let mine = format_name(T::KIND);
        let is_form = tables.iter().any(|table| table.declares.is_some());
        if is_form && !tables.iter().any(|table| table.declares.as_deref() == Some(&*mine)) {
            return Err(another_form(&tables, &mine));
        }
        for mut table in tables {
            if is_form && table.declares.as_deref() != Some(&*mine) {
                // Another sheet of a workbook with forms: of what it says nothing is meant for here.
                if let Form::Sheet(name) = table.form {
                    sheets.push(Sheet { name, columns: Columns::default() });
                }
                continue;
            }
            let columns = columns::resolve(&table, T::KIND, mapping, &|_| None)?;
            // A place names its sheet by the order of all that were opened, so every one of them is kept.
            match &table.form {
                Form::Delimited(delimiter) => {
                    self.loaded.layout = Layout::Delimited { delimiter: *delimiter, columns: columns.layout() };
                }
                Form::Sheet(name) => sheets.push(Sheet { name: name.clone(), columns: columns.layout() }),
            }
            match columns::require(&columns, &table, T::KIND, T::NEEDED) {
                Ok(()) => self.table(&mut table, &columns),
                Err(missing) => first_fault = first_fault.or(Some(missing)),
            }
        }
        if !sheets.is_empty() {
            self.loaded.layout = Layout::Workbook(sheets);
        }
        match first_fault {
            Some(fault) if self.loaded.notes.is_empty() => Err(fault),
            // Another sheet was read; that this one was not is worth knowing.
            Some(fault) => {
                self.problems.note(Place::record(RecordRef::whole_file(self.file)), fault.message);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn table(&mut self, table: &mut Table<'_>, columns: &Resolved) {
        let is_form = table.declares.is_some();
        self.loaded.notes.append(&mut table.notes);
        if is_form {
            // A form has columns and sheets for people, too.
            self.loaded.notes.retain(|note| note.key != "source-sheets-not-read");
        } else {
            self.loaded.notes.extend(columns.notes());
        }
        self.loaded.notes.extend(T::notes(&|field| columns.column(field).is_some()));
        let dialled = T::DIALLED.iter().filter_map(|field| columns.column(field));
        let harmless: Vec<u32> = columns.never_read.iter().copied().chain(dialled).collect();
        let mut blank = 0_u64;
        while let Some(row) = table.next_row(&mut self.problems) {
            if let Some(column) = row.personal_number(&harmless) {
                let place = Place { record: row.record, route: columns.step_to(column).into_iter().collect() };
                personal_number_in(place, &mut self.problems);
                self.loaded.left_out += 1;
                continue;
            }
            let raw = Raw { record: row.record, fields: cells(&row, columns).collect() };
            let mut fields = Fields::new(&raw, self.context.mapping, &mut self.problems);
            if is_form {
                fields = fields.of_a_form();
            }
            let kept = T::read(&mut fields, &mut self.loaded.records);
            blank += u64::from(fields.is_blank());
            self.loaded.left_out += u64::from(kept.is_err());
        }
        if blank > 0 {
            self.loaded.notes.push(Message::new("source-form-blank").with("count", blank));
            self.blank += blank;
        }
        self.problems.by_heading(columns);
        self.loaded.left_out += table.left_out();
    }

    fn finish(mut self) -> Loaded<T> {
        if self.loaded.records.is_empty() && self.loaded.left_out == 0 && self.blank == 0 {
            let whole = Place::record(RecordRef::whole_file(self.file));
            self.problems.note(whole, Message::new("source-no-records"));
        }
        self.keys.tell(&mut self.problems, &mut self.loaded.notes);
        self.loaded.problems = self.problems.finish();
        self.loaded
    }
}

/// A workbook of forms that has none of this kind.
fn another_form(tables: &[Table<'_>], mine: &str) -> Unusable {
    let mut found: Vec<Box<str>> = tables.iter().filter_map(|table| table.declares.clone()).collect();
    found.dedup();
    Unusable::new(Message::new("source-form-other").with("names", found).with("wanted", mine))
        .advice(Message::new("source-form-other-advice"))
}

/// The cells of a row that carry a field.
fn cells<'t>(row: &Row<'t>, columns: &Resolved) -> impl Iterator<Item = (&'static str, Value<'t>)> {
    columns.fields.iter().map(|(name, column)| {
        let value = match row.cell(*column) {
            Cell::Empty => Value::Empty,
            Cell::Text(text) => Value::Text(text),
            Cell::Unreadable(shown) => Value::Unreadable(shown),
        };
        (*name, value)
    })
}

/// Tells that a personal identity number stands in a record, never which.
pub(crate) fn personal_number_in(place: Place, problems: &mut Problems) {
    problems.error(place, Message::new("source-personal-number"), Message::new("source-personal-number-advice"));
}
