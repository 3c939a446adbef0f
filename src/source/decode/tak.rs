//! TAK: the export of TAK (its original form and the cooperation form), and saved answers of the cooperation API.
//!
//! What is not in TAK does not exist, so a file is read whole or not at all: one that breaks off is unusable. Only the
//! booking contracts are kept; the rest of a national export is passed over.

mod answer;
mod export;
mod marks;
#[cfg(test)]
mod tests;
mod wire;

use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::model::tak::Tak;
use crate::source::content::{Content, Shape};
use crate::source::{Layout, Loaded, Unusable, json_text};
use crate::text::Message;
use wire::{Document, Scalar};

/// Reads a file. Its one record is all that it says.
///
/// # Errors
/// When it is no JSON, breaks off, or is none of the forms.
pub(crate) fn read(content: &Content<'_>) -> Result<Loaded<Tak>, Unusable> {
    if content.shape == Shape::Xml {
        return Err(content.shape.refused(&content.about.name));
    }
    let text = content.text()?;
    let mut marks = marks::Marks::new(content.about.file, &text);
    let document = text.as_str();
    let start = json_text::skip_blanks(document.as_bytes(), 0);
    let mut loaded = match document.as_bytes().get(start) {
        Some(b'[') => answer::read(&parse::<Vec<&RawValue>>(document)?, &mut marks)?,
        Some(b'{') => export(parse(document)?, &mut marks)?,
        _ => return Err(not_json(1, 1)),
    };
    loaded.notes.extend(text.note());
    loaded.layout = Layout::Tree;
    loaded.problems = marks.finish();
    Ok(loaded)
}

fn export<'t>(document: Document<'t>, marks: &mut marks::Marks<'t>) -> Result<Loaded<Tak>, Unusable> {
    if let Some(field) = document.torn {
        return Err(twice(field));
    }
    let named = is_known(&document.version)?;
    let Some(data) = document.data else {
        return Err(match document.status {
            _ if document.order.0 => refused("source-tak-order", "source-tak-order-advice"),
            Scalar::Number(status) => Unusable::new(Message::new("source-tak-error").with("status", status))
                .advice(Message::new("source-tak-error-advice")),
            _ => refused("source-tak-no-data", "source-tak-no-data-advice"),
        });
    };
    if let Some(field) = data.torn {
        return Err(twice(field));
    }
    if data.routes.is_none() && data.permissions.is_none() {
        return Err(refused("source-tak-no-sections", "source-tak-no-sections-advice"));
    }
    let mut loaded = export::read(&data, marks);
    if !named {
        loaded.notes.push(Message::new("source-tak-version-unnamed"));
    }
    match marks::instant(&document.taken, marks::Side::From) {
        marks::Read::Instant(taken) => loaded.taken_at = Some(taken.fixed_offset()),
        marks::Read::Nothing => {}
        marks::Read::Unreadable => {
            marks.warn_of_file(Message::new("source-tak-taken"), "source-tak-instant-advice");
        }
    }
    Ok(loaded)
}

/// Whether the file names a version; every minor version of 1 is read.
fn is_known(version: &Scalar<'_>) -> Result<bool, Unusable> {
    let found = match version {
        Scalar::None => return Ok(false),
        Scalar::Number(1) => return Ok(true),
        Scalar::Number(number) => number.to_string(),
        Scalar::Text(text) if matches!(text.trim().split('.').next(), Some("1")) => return Ok(true),
        Scalar::Text(text) => text.chars().take(40).collect(),
        Scalar::Bool(_) | Scalar::Other => "?".to_owned(),
    };
    Err(Unusable::new(Message::new("source-tak-version").with("found", found))
        .advice(Message::new("source-tak-version-advice")))
}

fn parse<'t, T: serde::Deserialize<'t>>(document: &'t str) -> Result<T, Unusable> {
    serde_json::from_str(document).map_err(|error| {
        let line = document.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
        let column = line[..line.floor_char_boundary(error.column().saturating_sub(1))].chars().count() + 1;
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (line, column) = (number(error.line().max(1)), number(column));
        match error.classify() {
            Category::Eof => {
                let message = Message::new("source-tak-cut").with("line", line).with("column", column);
                Unusable::new(message).advice(Message::new("source-tak-cut-advice")).at(line, column)
            }
            Category::Data => {
                let message = Message::new("source-tak-shape").with("line", line).with("column", column);
                Unusable::new(message).advice(Message::new("source-tak-no-data-advice")).at(line, column)
            }
            Category::Syntax | Category::Io => not_json(line, column),
        }
    })
}

fn not_json(line: u32, column: u32) -> Unusable {
    Unusable::new(Message::new("source-tak-json").with("line", line).with("column", column))
        .advice(Message::new("source-tak-json-advice"))
        .at(line, column)
}

/// A file that is something else.
fn refused(message: &'static str, advice: &'static str) -> Unusable {
    Unusable::new(Message::new(message)).advice(Message::new(advice))
}

/// A field of the file that stands there twice.
fn twice(field: &'static str) -> Unusable {
    Unusable::new(Message::new("source-tak-twice").with("field", field)).advice(Message::new("source-tak-twice-advice"))
}
