//! Writing JSON piece by piece: a buffer of bounded size in front of the output, and strings in which nothing can act on
//! a terminal.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::report::escape::acts_on_terminal;

/// Bytes that are gathered before they are passed on.
const FULL: usize = 64 * 1024;

/// An object on its way out, a line a field; the elements of long lists have a line each.
pub(super) struct Page<'o> {
    out: &'o mut dyn io::Write,
    buffer: Vec<u8>,
    begun: bool,
}

impl<'o> Page<'o> {
    /// Opens the object.
    pub(super) fn open(out: &'o mut dyn io::Write) -> Self {
        let mut buffer = Vec::with_capacity(2 * FULL);
        buffer.extend_from_slice(b"{\n");
        Self { out, buffer, begun: false }
    }

    /// A field.
    pub(super) fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> io::Result<()> {
        self.name(name);
        append(&mut self.buffer, value);
        self.pass_on()
    }

    /// A field that holds a list: `element` appends one element of it.
    pub(super) fn list<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        mut element: impl FnMut(&mut Vec<u8>, T),
    ) -> io::Result<()> {
        self.name(name);
        self.buffer.push(b'[');
        let mut separator: &[u8] = b"\n";
        for item in items {
            self.buffer.extend_from_slice(separator);
            separator = b",\n";
            element(&mut self.buffer, item);
            self.pass_on()?;
        }
        self.buffer.extend_from_slice(if separator == b"\n" { b"]" } else { b"\n]" });
        Ok(())
    }

    /// Closes the object and passes everything on.
    pub(super) fn close(mut self) -> io::Result<()> {
        self.buffer.extend_from_slice(b"\n}\n");
        self.out.write_all(&self.buffer)?;
        self.out.flush()
    }

    fn name(&mut self, name: &str) {
        if self.begun {
            self.buffer.extend_from_slice(b",\n");
        }
        self.begun = true;
        append(&mut self.buffer, name);
        self.buffer.extend_from_slice(b": ");
    }

    fn pass_on(&mut self) -> io::Result<()> {
        if self.buffer.len() >= FULL {
            self.out.write_all(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }
}

/// Appends a value as JSON.
pub(super) fn append<T: Serialize + ?Sized>(buffer: &mut Vec<u8>, value: &T) {
    let mut serializer = Serializer::with_formatter(buffer, Harmless(CompactFormatter));
    value.serialize(&mut serializer).expect("memory takes every byte, and our wire types have string keys only");
}

/// Writes characters that act on a terminal (C1 controls, direction marks, invisible ones) as `\uXXXX`, beyond those
/// that JSON escapes anyway. A reader gets the same text.
struct Harmless(CompactFormatter);

impl Formatter for Harmless {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // All of them but DEL are beyond ASCII, and most fragments are not.
        if fragment.is_ascii() && !fragment.as_bytes().contains(&0x7f) || !fragment.contains(acts_on_terminal) {
            return self.0.write_string_fragment(writer, fragment);
        }
        let mut units = [0; 2];
        for character in fragment.chars() {
            if acts_on_terminal(character) {
                for unit in character.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            } else {
                self.0.write_string_fragment(writer, character.encode_utf8(&mut [0; 4]))?;
            }
        }
        Ok(())
    }
}
