//! The rows of a block, and their cells.

use std::borrow::Cow;

use super::blocks::{Block, cell_end};
use super::marks::Marks;

/// Reads a block row by row.
#[derive(Debug)]
pub(super) struct Rows<'b> {
    bytes: &'b [u8],
    delimiter: u8,
    /// How many columns have a heading.
    width: usize,
    has_quotes: bool,
    at: usize,
    /// Lines of the block before `at`.
    line: u32,
    /// Where cells and rows end, if no quotation mark can make them text.
    marks: Marks<'b>,
    /// Where the cells of the row end, as many as there are headings. What a row lacks is left from the one before it.
    ends: Vec<u32>,
}

/// A row that is not empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'r> {
    bytes: &'r [u8],
    ends: &'r [u32],
    /// Where in the block it begins.
    pub(super) start: usize,
    /// How many bytes it has, without its line end.
    pub(super) len: usize,
    /// Lines of the block before it.
    pub(super) line: u32,
    /// Lines that it stands on beyond the first, within quotation marks.
    pub(super) more_lines: u32,
    /// How it fits the headings.
    pub(super) fit: Fit,
}

/// How a row fits the headings, and whether it is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// A cell for each heading, and nothing beyond them.
    Fits,
    /// The same, but the file ends without a line end after it.
    FitsAtEnd,
    /// More or fewer cells.
    Ragged,
    /// The same, or a quotation mark that is never closed, and the file ends here.
    Broken,
}

impl<'b> Rows<'b> {
    pub(super) fn new(block: &'b Block, delimiter: u8, width: usize) -> Self {
        let (bytes, has_quotes) = (block.bytes(), block.has_quotes);
        let marks = Marks::new(bytes, delimiter);
        Self { bytes, delimiter, width, has_quotes, at: 0, line: 0, marks, ends: vec![0; width] }
    }

    /// How many lines have been passed.
    pub(super) fn lines(&self) -> u32 {
        self.line
    }

    /// The next row that is not empty.
    #[inline]
    pub(super) fn next(&mut self) -> Option<Row<'_>> {
        loop {
            let start = self.at;
            if start == self.bytes.len() {
                return None;
            }
            let (cells, end) = if self.has_quotes { self.quoted() } else { self.plain() };
            let line = self.line;
            let ended = end.is_some();
            let end = end.unwrap_or(self.bytes.len());
            self.at = if ended { end + 1 } else { end };
            let more_lines = if self.has_quotes { lines(&self.bytes[start..end]) } else { 0 };
            self.line += more_lines + u32::from(ended);
            let len = end - start - usize::from(end > start && self.bytes[end - 1] == b'\r');
            // A carriage return that the line feed was cut from ends a line too.
            let ended = ended || len < end - start;
            if let Some(last) = self.ends.get_mut(cells - 1) {
                *last = (start + len) as u32;
            }
            let row = &self.bytes[start..start + len];
            if is_blank(row, self.delimiter) {
                continue;
            }
            let open = !ended && self.has_quotes && is_open(row, self.delimiter);
            let fits = cells >= self.width && !open && {
                let beyond = self.ends.last().map_or(row.len(), |end| *end as usize - start);
                cells == self.width || is_blank(&row[beyond..], self.delimiter)
            };
            let fit = match (fits, ended) {
                (true, true) => Fit::Fits,
                (true, false) => Fit::FitsAtEnd,
                (false, true) => Fit::Ragged,
                (false, false) => Fit::Broken,
            };
            return Some(Row { bytes: self.bytes, ends: &self.ends, start, len, line, more_lines, fit });
        }
    }

    /// How many cells the row has, and where it ends; `None` where the block ends first.
    #[inline(always)]
    fn plain(&mut self) -> (usize, Option<usize>) {
        let mut cells = 0;
        while let Some(at) = self.marks.next() {
            if let Some(end) = self.ends.get_mut(cells) {
                *end = at as u32;
            }
            cells += 1;
            if self.bytes[at] == b'\n' {
                return (cells, Some(at));
            }
        }
        (cells + 1, None)
    }

    /// The same where delimiters and line feeds may be text.
    fn quoted(&mut self) -> (usize, Option<usize>) {
        let (mut cells, mut at) = (0, self.at);
        while let Some(found) = cell_end(self.bytes, at, self.delimiter) {
            if let Some(end) = self.ends.get_mut(cells) {
                *end = found as u32;
            }
            cells += 1;
            if self.bytes[found] == b'\n' {
                return (cells, Some(found));
            }
            at = found + 1;
        }
        (cells + 1, None)
    }
}

impl<'r> Row<'r> {
    /// A cell as it is written, with its quotation marks.
    #[inline(always)]
    pub(super) fn written(&self, column: usize) -> &'r [u8] {
        let start = if column == 0 { self.start } else { self.ends[column - 1] as usize + 1 };
        &self.bytes[start..self.ends[column] as usize]
    }

    /// What a cell holds, without quotation marks and blanks around it.
    #[inline(always)]
    pub(super) fn cell(&self, column: usize) -> Cow<'r, [u8]> {
        let written = trim(self.written(column));
        if written.first() == Some(&b'"') { unquoted(written) } else { Cow::Borrowed(written) }
    }

    /// The whole row.
    pub(super) fn bytes(&self) -> &'r [u8] {
        &self.bytes[self.start..self.start + self.len]
    }
}

#[cold]
fn unquoted(written: &[u8]) -> Cow<'_, [u8]> {
    let inner = &written[1..];
    let Some(close) = memchr::memchr(b'"', inner) else { return Cow::Borrowed(trim(inner)) };
    if close + 1 == inner.len() {
        return Cow::Borrowed(trim(&inner[..close]));
    }
    // Two quotation marks are one; what stands after the last is text too.
    let (mut text, mut at, mut within) = (Vec::with_capacity(inner.len()), 0, true);
    while let Some(byte) = inner.get(at) {
        match (byte, within) {
            (b'"', true) if inner.get(at + 1) == Some(&b'"') => {
                text.push(b'"');
                at += 1;
            }
            (b'"', true) => within = false,
            _ => text.push(*byte),
        }
        at += 1;
    }
    Cow::Owned(trim(&text).to_vec())
}

/// Whether a row ends within quotation marks.
fn is_open(row: &[u8], delimiter: u8) -> bool {
    let (mut row, mut at) = (row.to_vec(), 0);
    // A row whose last cell is closed ends with the line feed that is put after it, and no other.
    row.push(b'\n');
    while let Some(end) = cell_end(&row, at, delimiter) {
        if end + 1 == row.len() {
            return false;
        }
        at = end + 1;
    }
    true
}

fn lines(bytes: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(u32::MAX)
}

/// Whether there is nothing but delimiters and blanks.
fn is_blank(row: &[u8], delimiter: u8) -> bool {
    row.iter().all(|byte| *byte == delimiter || byte.is_ascii_whitespace())
}

/// The bytes without blanks at their ends, also those that pasting brings.
#[inline(always)]
pub(super) fn trim(bytes: &[u8]) -> &[u8] {
    match bytes {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => bytes,
        [only] if only.is_ascii_graphic() => bytes,
        [] => bytes,
        _ => trim_all(bytes),
    }
}

/// Blanks of more than one byte: no-break space, byte-order mark, zero-width characters.
const WIDE: [&[u8]; 6] = [
    "\u{a0}".as_bytes(),
    "\u{feff}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{200c}".as_bytes(),
    "\u{200d}".as_bytes(),
    "\u{2060}".as_bytes(),
];
/// The no-break space of Windows-1252, which is no character of its own in UTF-8.
const NARROW: u8 = 0xA0;

#[cold]
fn trim_all(mut bytes: &[u8]) -> &[u8] {
    loop {
        let before = bytes.len();
        bytes = bytes.trim_ascii();
        for wide in WIDE {
            bytes = bytes.strip_prefix(wide).unwrap_or(bytes);
            bytes = bytes.strip_suffix(wide).unwrap_or(bytes);
        }
        bytes = bytes.strip_prefix(&[NARROW]).unwrap_or(bytes);
        if let [rest @ .., NARROW] = bytes
            && rest.last().is_none_or(u8::is_ascii)
        {
            bytes = rest;
        }
        if bytes.len() == before {
            return bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::{Block, Cut, Cutter};
    use super::{Fit, Rows, trim};

    /// The rows as `line: a|b fit`.
    fn rows(text: &str) -> Vec<String> {
        let cut = Cut { delimiter: b';', block: 1 << 16, row: 1 << 16 };
        let mut cutter = Cutter::new(text.as_bytes(), 0, cut);
        let mut block = Block::default();
        cutter.next(&mut block).expect("it can be read");
        let (mut rows, mut shown) = (Rows::new(&block, b';', 2), Vec::new());
        while let Some(row) = rows.next() {
            let cells = match row.fit {
                Fit::Fits | Fit::FitsAtEnd => {
                    [0, 1].map(|c| String::from_utf8_lossy(&row.cell(c)).into_owned()).join("|")
                }
                Fit::Ragged | Fit::Broken => String::from_utf8_lossy(row.bytes()).into_owned(),
            };
            shown.push(format!("{}: {cells} {:?}", row.line, row.fit));
        }
        shown
    }

    #[test]
    fn rows_know_their_lines_and_fit_the_headings() {
        let text = "a;b\r\n\r\nc; d ;;\n;;\n\"e\n\"\"f\"\"\";g\nh\ni;j;k\nl;\"m\"n\n";
        insta::assert_debug_snapshot!(rows(text), @r#"
        [
            "0: a|b Fits",
            "2: c|d Fits",
            "4: e\n\"f\"|g Fits",
            "6: h Ragged",
            "7: i;j;k Ragged",
            "8: l|mn Fits",
        ]
        "#);
    }

    #[test]
    fn the_last_row_tells_whether_it_is_whole() {
        assert_eq!(rows("a;b"), ["0: a|b FitsAtEnd"]);
        assert_eq!(rows("a;b\r"), ["0: a|b Fits"]);
        assert_eq!(rows("a"), ["0: a Broken"]);
        assert_eq!(rows("a;\"b"), ["0: a;\"b Broken"]);
        assert_eq!(rows("a;\"b\""), ["0: a|b FitsAtEnd"]);
        assert_eq!(rows("a;\"b\n"), ["0: a;\"b\n Broken"]);
    }

    #[test]
    fn blanks_of_every_kind_are_trimmed() {
        for text in [" x\t", "\u{a0}x\u{feff}", "x\u{200b} "] {
            assert_eq!(trim(text.as_bytes()), b"x");
        }
        assert_eq!(trim(b"\xA0x\xA0"), b"x");
        assert_eq!(trim("à".as_bytes()), "à".as_bytes());
        assert_eq!(trim(b"\xE5"), b"\xE5");
    }
}
