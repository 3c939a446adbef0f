//! The lines of an LDIF entry (RFC 2849): unfolded, comments left out, values in plain text or base64.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::encoding::Encoding;

/// A line of an entry: an attribute and one value of it.
#[derive(Debug)]
pub(crate) struct Line<'e> {
    /// The attribute's name in lower case, without its options.
    pub(crate) name: String,
    /// Its options, such as `lang-sv`, in lower case.
    pub(crate) option: Option<String>,
    /// How the value stands there.
    pub(crate) form: Form,
    /// The value as it stands there, unfolded.
    raw: Cow<'e, [u8]>,
    /// How many lines of the entry stand before it.
    pub(crate) lines_before: u32,
    /// Which bytes of the entry are the value, as far as it stands on the line's own first line.
    pub(crate) span: Range<usize>,
}

/// How a value stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `name: value`.
    Plain,
    /// `name:: dmFsdWU=`.
    Base64,
    /// `name:< file:///…`: the value is somewhere else.
    Url,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoAttribute {
    /// How many lines of the entry stand before the one that is neither an attribute nor the continuation of one.
    pub(crate) lines_before: u32,
}

impl Line<'_> {
    /// The value as text; `None` where the base64 is none, or the value is somewhere else.
    pub(crate) fn text(&self) -> Option<String> {
        let bytes = match self.form {
            Form::Plain => Cow::Borrowed(self.raw.as_ref()),
            Form::Base64 => Cow::Owned(base64(&self.raw)?),
            Form::Url => return None,
        };
        Some(match String::from_utf8(bytes.into_owned()) {
            Ok(text) => text,
            Err(error) => Encoding::Windows1252.decode_piece(error.as_bytes()).into_owned(),
        })
    }

    /// Whether the text is stored as something other than UTF-8.
    pub(crate) fn is_not_utf8(&self) -> bool {
        self.form == Form::Plain && std::str::from_utf8(&self.raw).is_err()
    }
}

/// The lines of an entry.
///
/// # Errors
/// When a line is neither an attribute, nor the continuation of one, nor a comment.
pub(crate) fn lines(entry: &[u8]) -> Result<Vec<Line<'_>>, NoAttribute> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut in_comment = false;
    let mut start = 0;
    for (number, line) in (0_u32..).zip(entry.split(|byte| *byte == b'\n')) {
        let at = start;
        start += line.len() + 1;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line {
            [] => {}
            [b'#', ..] => in_comment = true,
            [b' ', ..] if in_comment => {}
            [b' ', more @ ..] => match lines.last_mut() {
                Some(last) => last.raw.to_mut().extend_from_slice(more),
                None => return Err(NoAttribute { lines_before: number }),
            },
            _ => {
                in_comment = false;
                let line = attribute(line, at, number).ok_or(NoAttribute { lines_before: number })?;
                lines.push(line);
            }
        }
    }
    Ok(lines)
}

fn attribute(line: &[u8], at: usize, number: u32) -> Option<Line<'_>> {
    let colon = memchr::memchr(b':', line)?;
    let description = std::str::from_utf8(&line[..colon]).ok()?;
    let is_description = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ';' | '_');
    if description.is_empty() || !description.chars().all(is_description) {
        return None;
    }
    let (form, value) = match line.get(colon + 1) {
        Some(b':') => (Form::Base64, colon + 2),
        Some(b'<') => (Form::Url, colon + 2),
        _ => (Form::Plain, colon + 1),
    };
    let blanks = line[value..].iter().take_while(|byte| **byte == b' ').count();
    let (name, option) = match description.split_once(';') {
        Some((name, option)) => (name, Some(option.to_ascii_lowercase())),
        None => (description, None),
    };
    Some(Line {
        name: name.to_ascii_lowercase(),
        option,
        form,
        raw: Cow::Borrowed(&line[value + blanks..]),
        lines_before: number,
        span: at + value + blanks..at + line.len(),
    })
}

/// The bytes of base64, which must be whole: a value that is cut is told and not guessed.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    if padding > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for four in text.chunks_exact(4) {
        let is_last = bytes.len() + 3 == text.len() / 4 * 3;
        let mut group = 0_u32;
        for (place, byte) in four.iter().enumerate() {
            let six = match byte {
                b'A'..=b'Z' => byte - b'A',
                b'a'..=b'z' => byte - b'a' + 26,
                b'0'..=b'9' => byte - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                b'=' if is_last && place + padding >= 4 => 0,
                _ => return None,
            };
            group = group << 6 | u32::from(six);
        }
        bytes.extend_from_slice(&group.to_be_bytes()[1..]);
    }
    bytes.truncate(bytes.len() - padding);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{Form, NoAttribute, base64, lines};

    fn read(entry: &str) -> Vec<(String, Option<String>)> {
        let lines = lines(entry.as_bytes()).expect("it has attributes");
        lines.iter().map(|line| (line.name.clone(), line.text())).collect()
    }

    #[test]
    fn lines_are_unfolded_and_comments_left_out() {
        let entry = "dn: ou=Test\r\n köping,c=SE\r\n# en kommentar\r\n  som är vikt\r\nOU;lang-sv:Test\r\nou:: VMOl\r\n cw==\r\nx:\r\n";
        let read = read(entry);
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            read,
            [
                ("dn".to_owned(), some("ou=Testköping,c=SE")),
                ("ou".to_owned(), some("Test")),
                ("ou".to_owned(), some("Tås")),
                ("x".to_owned(), some("")),
            ]
        );
    }

    #[test]
    fn a_value_is_found_on_its_line() {
        let entry = "dn: c=SE\nou:  Test\njpegPhoto:< file:///etc/hosts\n";
        let lines = lines(entry.as_bytes()).expect("it has attributes");
        assert_eq!(&entry[lines[1].span.clone()], "Test");
        assert_eq!((lines[1].lines_before, lines[2].form, lines[2].text()), (1, Form::Url, None));
    }

    #[test]
    fn a_line_that_is_no_attribute_is_told() {
        for (entry, line) in [("dn: c=SE\nTestgatan 1\n", 1), (" x\n", 0), ("dn: c=SE\n: x\n", 1), ("å: x", 0)] {
            assert_eq!(lines(entry.as_bytes()).map(|_| ()), Err(NoAttribute { lines_before: line }), "{entry:?}");
        }
    }

    #[test]
    fn base64_must_be_whole() {
        assert_eq!(base64(b"dmFsdWU="), Some(b"value".to_vec()));
        assert_eq!(base64(b""), Some(Vec::new()));
        for text in ["dmFsdWU", "dmFs=WU=", "====", "dm=s", "d===", "dmFs dWU=", "dmFsd\u{e5}"] {
            assert_eq!(base64(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(entry in proptest::collection::vec(any::<u8>(), 0..80)) {
            if let Ok(lines) = lines(&entry) {
                for line in lines {
                    drop(line.text());
                    prop_assert_eq!(entry.get(line.span.clone()).is_some(), true);
                }
            }
        }
    }
}
