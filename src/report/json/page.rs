//! Writing JSON piece by piece: a buffer of bounded size in front of the output, and strings in which nothing can act on
//! a terminal.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::report::escape::acts_on_terminal;
use crate::report::shares::pass_on;

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

    /// A field that holds a long list, cut into shares of which several threads write one each. `append` appends one
    /// element; each thread begins with a state of its own.
    pub(super) fn shares<'r, T: Sync, S: Send>(
        &mut self,
        name: &str,
        shares: &[&'r [T]],
        (state, append): (impl Fn() -> S + Sync, impl Fn(&mut S, &mut Vec<u8>, &'r T) + Sync),
    ) -> io::Result<()> {
        self.name(name);
        self.buffer.push(b'[');
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        let first = shares.first().and_then(|share| share.first());
        pass_on(shares, self.out, state, |state, buffer, share| {
            for element in share {
                let is_first = first.is_some_and(|first| std::ptr::eq(first, element));
                buffer.extend_from_slice(if is_first { b"\n" } else { b",\n" });
                append(state, buffer, element);
            }
        })?;
        self.buffer.extend_from_slice(if first.is_none() { b"]" } else { b"\n]" });
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
    let mut serializer = Serializer::with_formatter(buffer, Harmless);
    value.serialize(&mut serializer).expect("memory takes every byte, and our wire types have string keys only");
}

/// Bytes that may not stand in a JSON string as they are, and those that may begin a character that acts on a terminal.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        // 0xc3 begins å, ä, ö and their like, 0xc4 to 0xcb other letters.
        special[byte] = byte < 0x20 || byte == 0x22 || byte == 0x5c || byte == 0x7f || byte == 0xc2 || byte >= 0xcc;
        byte += 1;
    }
    special
};

/// Appends a text as a JSON string, as [`append`] does, but faster: a report is made of many short ones.
pub(super) fn append_text(buffer: &mut Vec<u8>, text: &str) {
    buffer.push(b'"');
    let bytes = text.as_bytes();
    let (mut copied, mut next) = (0, 0);
    while let Some(found) = bytes[next..].iter().position(|byte| SPECIAL[usize::from(*byte)]) {
        let at = next + found;
        let byte = bytes[at];
        let special = if byte < 0x80 {
            1
        } else {
            // A character begins here, so that the text can be cut.
            let character = text[at..].chars().next().expect("a character begins here");
            if !acts_on_terminal(character) {
                next = at + character.len_utf8();
                continue;
            }
            character.len_utf8()
        };
        buffer.extend_from_slice(&bytes[copied..at]);
        copied = at + special;
        next = copied;
        match byte {
            b'"' => buffer.extend_from_slice(b"\\\""),
            b'\\' => buffer.extend_from_slice(b"\\\\"),
            0x08 => buffer.extend_from_slice(b"\\b"),
            0x0c => buffer.extend_from_slice(b"\\f"),
            b'\n' => buffer.extend_from_slice(b"\\n"),
            b'\r' => buffer.extend_from_slice(b"\\r"),
            b'\t' => buffer.extend_from_slice(b"\\t"),
            _ => escape_units(buffer, &text[at..copied]).expect("memory takes every byte"),
        }
    }
    buffer.extend_from_slice(&bytes[copied..]);
    buffer.push(b'"');
}

/// Writes characters as `\uXXXX`.
fn escape_units<W: io::Write + ?Sized>(writer: &mut W, characters: &str) -> io::Result<()> {
    characters.encode_utf16().try_for_each(|unit| write!(writer, "\\u{unit:04x}"))
}

/// Writes characters that act on a terminal (C1 controls, direction marks, invisible ones) as `\uXXXX`, beyond those
/// that JSON escapes anyway. A reader gets the same text.
pub(super) fn write_harmless<W: io::Write + ?Sized>(writer: &mut W, fragment: &str) -> io::Result<()> {
    // All of them but DEL are beyond ASCII, and most fragments are not.
    if fragment.is_ascii() && !fragment.as_bytes().contains(&0x7f) || !fragment.contains(acts_on_terminal) {
        return writer.write_all(fragment.as_bytes());
    }
    for character in fragment.chars() {
        let mut bytes = [0; 4];
        let text = character.encode_utf8(&mut bytes);
        if acts_on_terminal(character) { escape_units(writer, text)? } else { writer.write_all(text.as_bytes())? }
    }
    Ok(())
}

/// On one line, with strings in which nothing acts on a terminal.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        write_harmless(writer, fragment)
    }
}

#[cfg(test)]
mod tests {
    use super::{append, append_text};
    use proptest::prelude::{any, proptest};

    proptest! {
        #[test]
        fn both_ways_of_writing_a_text_are_the_same(text in any::<String>()) {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            append(&mut one, &text);
            append_text(&mut other, &text);
            assert_eq!(String::from_utf8(one), String::from_utf8(other));
        }

        #[test]
        fn also_of_what_must_be_escaped(text in "[\\x00-\\x7f\u{80}-\u{ff}\u{200b}-\u{206f}\u{e0000}-\u{e007f}]{0,40}") {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            append(&mut one, &text);
            append_text(&mut other, &text);
            assert_eq!(String::from_utf8(one), String::from_utf8(other));
        }
    }
}
