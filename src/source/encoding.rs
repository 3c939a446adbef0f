//! Bytes become text: UTF-8, UTF-16 and Windows-1252, recognised by their content, as Swedish spreadsheets write them.
//!
//! Positions are kept: every offset in the text leads back to an offset in the bytes as stored.

use std::borrow::Cow;

use super::Unusable;
use crate::text::Message;

/// How a file's bytes become text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// UTF-8 (and ASCII).
    #[default]
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Windows-1252, a byte a character.
    Windows1252,
}

/// How many bytes of a file [`Encoding::guess`] needs to see.
pub(crate) const GUESS_BYTES: usize = 64 << 10;

impl Encoding {
    /// The encoding that a file's first bytes speak for, and the length of its byte-order mark.
    ///
    /// `whole` says that there are no more bytes, so that a character cut at the end is a fault and not an accident.
    pub(crate) fn guess(head: &[u8], whole: bool) -> (Self, usize) {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => return (Self::Utf8, 3),
            [0xFF, 0xFE, ..] => return (Self::Utf16Le, 2),
            [0xFE, 0xFF, ..] => return (Self::Utf16Be, 2),
            _ => {}
        }
        if let Some(utf16) = utf16_without_mark(head) {
            return (utf16, 0);
        }
        match std::str::from_utf8(head) {
            Ok(_) => (Self::Utf8, 0),
            Err(error) if error.error_len().is_none() && !whole => (Self::Utf8, 0),
            Err(_) => (Self::Windows1252, 0),
        }
    }

    /// Its name for people.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// A piece of a file as text, without a byte-order mark; what cannot be read becomes U+FFFD.
    pub(crate) fn decode_piece(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            // Nearly always it is what it says, which is seen many times faster than what it is not is mended.
            Self::Utf8 => {
                simdutf8::basic::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
            }
            Self::Utf16Le => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0,
            Self::Utf16Be => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0,
            Self::Windows1252 => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
        }
    }

    /// How many stored bytes a piece of the text takes.
    pub(super) fn stored_len(self, text: &str) -> u64 {
        let len = match self {
            Self::Utf8 => text.len(),
            Self::Utf16Le | Self::Utf16Be => text.encode_utf16().count() * 2,
            Self::Windows1252 => text.chars().count(),
        };
        len as u64
    }
}

/// Every other byte of a text in UTF-16 that is mostly Latin is zero, and no byte of any other text is.
fn utf16_without_mark(head: &[u8]) -> Option<Encoding> {
    let sample = &head[..head.len().min(4096) & !1];
    let pairs = sample.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= pairs * 7 && even * 20 <= pairs {
        Some(Encoding::Utf16Le)
    } else if even * 10 >= pairs * 7 && odd * 20 <= pairs {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// A whole file as text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    text: String,
    /// Bytes of `text` that are a byte-order mark.
    skip: usize,
    encoding: Encoding,
    /// Bytes of the byte-order mark as stored.
    mark: u64,
}

impl Text {
    /// Reads all bytes of a file.
    ///
    /// # Errors
    /// When it holds NUL bytes, which no text does.
    pub(crate) fn decode(bytes: Vec<u8>) -> Result<Self, Unusable> {
        let (encoding, mark) = Encoding::guess(&bytes, true);
        Self::stored_as(bytes, encoding, mark)
    }

    /// The same in an encoding that is known, after a byte-order mark of so many bytes.
    ///
    /// # Errors
    /// When it holds NUL bytes, which no text does.
    pub(crate) fn stored_as(bytes: Vec<u8>, encoding: Encoding, mark: usize) -> Result<Self, Unusable> {
        let text = match encoding {
            Encoding::Utf8 => match String::from_utf8(bytes) {
                Ok(text) => Self { text, skip: mark, encoding, mark: mark as u64 },
                // Only after a byte-order mark: whoever wrote the mark meant UTF-8, so this is a fault.
                Err(error) => {
                    let valid = error.utf8_error().valid_up_to();
                    let before = String::from_utf8_lossy(&error.into_bytes()[..valid]).into_owned();
                    let (line, column) = line_and_column(&before, before.len());
                    return Err(not_utf8(line, column));
                }
            },
            other => {
                let text = other.decode_piece(&bytes[mark..]).into_owned();
                Self { text, skip: 0, encoding, mark: mark as u64 }
            }
        };
        match memchr::memchr(0, text.as_str().as_bytes()) {
            Some(at) => {
                let (line, column) = line_and_column(text.as_str(), at);
                Err(nul(line, column))
            }
            None => Ok(text),
        }
    }

    /// The text, without a byte-order mark.
    pub(crate) fn as_str(&self) -> &str {
        &self.text[self.skip..]
    }

    /// How it was stored.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// A sentence on how it was stored, where that is anything but plain UTF-8.
    pub(crate) fn note(&self) -> Option<Message> {
        match (self.encoding, self.mark) {
            (Encoding::Utf8, 0) => None,
            (Encoding::Utf8, _) => Some(Message::new("source-encoding-utf8-mark")),
            (other, _) => Some(Message::new("source-encoding").with("encoding", other.name())),
        }
    }

    /// Whether a file in Windows-1252 also holds å, ä or ö in UTF-8, as happens when files are put together.
    pub(crate) fn is_mixed(&self) -> bool {
        self.encoding == Encoding::Windows1252
            && memchr::memmem::find_iter(self.text.as_bytes(), "Ã".as_bytes())
                .any(|at| self.text[at + "Ã".len()..].starts_with(['¥', '¤', '¶', '…', '„', '–']))
    }

    /// Finds offsets in the file as stored, for offsets in the text that mostly rise.
    pub(crate) fn offsets(&self) -> Offsets<'_> {
        Offsets::new(self.as_str(), self.encoding, self.mark)
    }
}

/// Leads from offsets in a text to offsets in the file as stored. Fast while the offsets rise.
#[derive(Clone, Debug)]
pub(crate) struct Offsets<'a> {
    text: &'a str,
    encoding: Encoding,
    mark: u64,
    at: usize,
    stored: u64,
}

impl<'a> Offsets<'a> {
    /// For a text that begins at this byte of the file.
    pub(crate) fn new(text: &'a str, encoding: Encoding, start: u64) -> Self {
        Self { text, encoding, mark: start, at: 0, stored: start }
    }

    /// The offset in the file as stored. An offset within a character means that character.
    pub(crate) fn stored(&mut self, offset: usize) -> u64 {
        let offset = self.text.floor_char_boundary(offset);
        if self.encoding == Encoding::Utf8 {
            return self.mark + offset as u64;
        }
        if offset < self.at {
            (self.at, self.stored) = (0, self.mark);
        }
        self.stored += self.encoding.stored_len(&self.text[self.at..offset]);
        self.at = offset;
        self.stored
    }
}

/// Line and column, counted from 1 and in characters, of a byte offset.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (u32, u32) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    let column = before[start..].chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// A NUL byte, which no text holds.
pub(crate) fn nul(line: u32, column: u32) -> Unusable {
    Unusable::new(Message::new("source-nul").with("line", line).with("column", column))
        .advice(Message::new("source-nul-advice"))
        .at(line, column)
}

/// A file that says that it is UTF-8 and is not.
pub(crate) fn not_utf8(line: u32, column: u32) -> Unusable {
    Unusable::new(Message::new("source-not-utf8").with("line", line).with("column", column))
        .advice(Message::new("source-not-utf8-advice"))
        .at(line, column)
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Text, line_and_column};

    const SAMPLE: &str = "hsa_id;kommun\nSE1;Växjö 😀\n";

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let cases = [
            (Encoding::Utf8, SAMPLE.as_bytes().to_vec()),
            (Encoding::Utf8, mark(&[0xEF, 0xBB, 0xBF], SAMPLE.as_bytes().to_vec())),
            (Encoding::Utf16Le, utf16(SAMPLE, u16::to_le_bytes)),
            (Encoding::Utf16Le, mark(&[0xFF, 0xFE], utf16(SAMPLE, u16::to_le_bytes))),
            (Encoding::Utf16Be, utf16(SAMPLE, u16::to_be_bytes)),
            (Encoding::Utf16Be, mark(&[0xFE, 0xFF], utf16(SAMPLE, u16::to_be_bytes))),
        ];
        for (encoding, bytes) in cases {
            let text = Text::decode(bytes).expect("it is a text");
            assert_eq!((text.encoding(), text.as_str()), (encoding, SAMPLE));
        }
        let text = Text::decode(b"kommun\nV\xe4xj\xf6 \x80\n".to_vec()).expect("it is a text");
        assert_eq!((text.encoding(), text.as_str()), (Encoding::Windows1252, "kommun\nVäxjö €\n"));
    }

    #[test]
    fn offsets_lead_back_to_the_stored_bytes() {
        let files = [
            b"\xEF\xBB\xBFV\xc3\xa4xj\xc3\xb6;1".to_vec(),
            b"V\xe4xj\xf6;1".to_vec(),
            [vec![0xFF, 0xFE], utf16("Växjö;1", u16::to_le_bytes)].concat(),
            utf16("Växjö;1", u16::to_be_bytes),
        ];
        for bytes in files {
            let text = Text::decode(bytes.clone()).expect("it is a text");
            let mut offsets = text.offsets();
            let wanted = text.as_str().find("jö").expect("it holds jö");
            let (start, end) = (offsets.stored(wanted), offsets.stored(wanted + "jö".len()));
            let piece = &bytes[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()];
            assert_eq!(text.encoding().decode_piece(piece), "jö");
            assert_eq!(offsets.stored(wanted), start, "also when going back");
        }
    }

    #[test]
    fn nul_bytes_are_refused_with_their_place() {
        let refused = Text::decode(b"a;b\nc;\0d\n".to_vec()).expect_err("it holds NUL");
        assert_eq!((refused.message.key.as_ref(), refused.at), ("source-nul", Some((2, 3))));
    }

    #[test]
    fn a_mark_that_lies_is_told() {
        let refused = Text::decode(b"\xEF\xBB\xBFa\nV\xe4xj\xf6\n".to_vec()).expect_err("it is Windows-1252");
        assert_eq!((refused.message.key.as_ref(), refused.at), ("source-not-utf8", Some((2, 2))));
    }

    #[test]
    fn a_character_cut_by_the_end_of_a_sample_is_no_fault() {
        assert_eq!(Encoding::guess("Växjö".as_bytes().split_last().unwrap().1, false).0, Encoding::Utf8);
        assert_eq!(Encoding::guess("Växjö".as_bytes().split_last().unwrap().1, true).0, Encoding::Windows1252);
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(line_and_column("å\näö", "å\nä".len()), (2, 2));
    }
}
