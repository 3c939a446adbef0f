//! One unit of an answer, or a fault, as a small tree: it is a few kilobytes, and its parts refer to each other.

use std::io::BufRead;

use crate::source::Unusable;
use crate::source::xml::{Pull, Token};

/// The most characters that are kept of a text, and the most elements of a unit. The rest is passed over.
const TEXT: usize = 4_100;
const ELEMENTS: usize = 10_000;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    name: Box<str>,
    text: String,
    children: Vec<Self>,
}

impl Node {
    /// Reads what is in the element that has just begun.
    ///
    /// # Errors
    /// When the document is broken or ends.
    pub(super) fn read<R: BufRead>(pull: &mut Pull<R>) -> Result<Self, Unusable> {
        let mut open = vec![Self::default()];
        let mut count = 0;
        loop {
            match pull.next()? {
                Token::Open(name) => {
                    count += 1;
                    open.push(Self { name: name.into(), ..Self::default() });
                }
                Token::Text(text) => {
                    if let Some(node) = open.last_mut()
                        && node.text.len() < TEXT
                    {
                        let end = text.floor_char_boundary(TEXT);
                        node.text.push_str(&text[..end]);
                    }
                }
                Token::Close => {
                    let Some(node) = open.pop() else { return Ok(Self::default()) };
                    match open.last_mut() {
                        None => return Ok(node),
                        Some(parent) if count <= ELEMENTS => parent.children.push(node),
                        Some(_) => {}
                    }
                }
                Token::Other => {}
                Token::End => return Ok(Self::default()),
            }
        }
    }

    /// The elements of a name within it.
    pub(super) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |child| &*child.name == name)
    }

    /// The first element of a name within it.
    pub(super) fn first<'n>(&'n self, name: &'n str) -> Option<&'n Self> {
        self.all(name).next()
    }

    /// Its own text.
    pub(super) fn text(&self) -> &str {
        self.text.trim()
    }

    /// The text of the first element of a name, if there is any.
    pub(super) fn text_of<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        self.first(name).map(Self::text).filter(|text| !text.is_empty())
    }

    /// The texts of all elements of a name.
    pub(super) fn texts<'n>(&'n self, name: &'n str) -> Vec<&'n str> {
        self.all(name).map(Self::text).filter(|text| !text.is_empty()).collect()
    }

    /// All text in it, in order.
    pub(super) fn all_text(&self) -> String {
        let mut all = self.text().to_owned();
        for child in &self.children {
            let text = child.all_text();
            if !text.is_empty() {
                if !all.is_empty() {
                    all.push(' ');
                }
                all.push_str(&text);
            }
        }
        all
    }
}
