//! The HSA directory, in the forms in which it is handed out. What a file is, is known by its content.

pub(crate) mod card;
mod export;
mod get_unit;
pub(crate) mod ldif;
mod values;

use crate::model::directory::DirectoryRecord;
use crate::model::personal_number;
use crate::source::content::{Content, Shape};
use crate::source::{Context, Loaded, Unusable, xml};
use crate::text::Message;

/// Reads a file.
///
/// # Errors
/// When the file as a whole cannot be used.
pub(crate) fn decode(context: &Context<'_>, content: &Content<'_>) -> Result<Loaded<DirectoryRecord>, Unusable> {
    match content.shape {
        Shape::Xml => {
            let outermost = xml::outermost(&content.beginning());
            match outermost.first().map(|root| &**root) {
                Some(root) if export::ROOTS.contains(&root) => export::decode(content),
                Some(_) if get_unit::is_one(&outermost) => get_unit::decode(content),
                Some(root) => Err(wrong_root(root)),
                // A fault in its beginning, which the reader tells with its place.
                None => export::decode(content),
            }
        }
        Shape::Ldif => ldif::decode(content),
        Shape::Delimited | Shape::Workbook | Shape::Yaml | Shape::Json | Shape::JsonLines => {
            card::decode(context, content)
        }
    }
}

/// A document of another kind.
fn wrong_root(root: &str) -> Unusable {
    let shown: String = root.chars().take(60).collect();
    let message = Message::new("source-directory-root").with("root", personal_number::masked(&shown).into_owned());
    Unusable::new(message).advice(Message::new("source-directory-root-advice")).at(1, 1)
}
