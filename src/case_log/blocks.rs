//! A file's bytes, cut into blocks of whole rows. One thread at a time reads; what is handed out is decoded by any.

use std::io::Read;

use memchr::{memchr, memchr2, memrchr};

use crate::source::Unusable;
use crate::source::transport;
use crate::text::Message;

/// Whole rows of a file.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The rows, and beyond `len` nothing of meaning.
    buffer: Vec<u8>,
    len: usize,
    /// Which block of its file it is, from 0.
    pub(super) number: u32,
    /// Where in the file it begins.
    pub(super) start: u64,
    /// Quotation marks stand in it, so that delimiters and line feeds may be text.
    pub(super) has_quotes: bool,
    /// The file ends with it.
    pub(super) is_last: bool,
}

impl Block {
    /// The rows.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[..self.len]
    }
}

/// What rows are cut by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    /// What stands between cells.
    pub(super) delimiter: u8,
    /// How many bytes a block has, where no row is longer.
    pub(super) block: usize,
    /// How many bytes a row may have.
    pub(super) row: usize,
}

/// Cuts a file into blocks.
pub(super) struct Cutter<R> {
    reader: R,
    /// What has been read and not yet handed out.
    carry: Vec<u8>,
    cut: Cut,
    at_end: bool,
    number: u32,
    start: u64,
}

impl<R: Read> Cutter<R> {
    /// Cuts what the reader gives; `start` is where in the file that is.
    pub(super) fn new(reader: R, start: u64, cut: Cut) -> Self {
        Self { reader, carry: Vec::new(), cut, at_end: false, number: 0, start }
    }

    /// The reader, when there is nothing left to cut.
    pub(super) fn into_reader(self) -> R {
        self.reader
    }

    /// Fills a block; says whether there was anything to fill it with.
    ///
    /// # Errors
    /// When reading fails, a row is longer than it may be, or there are NUL bytes. The file is then given up.
    pub(super) fn next(&mut self, block: &mut Block) -> Result<bool, Fault> {
        let mut wanted = self.cut.block.max(self.carry.len() + 1);
        let mut filled = self.carry.len();
        block.buffer.resize(block.buffer.len().max(wanted), 0);
        block.buffer[..filled].copy_from_slice(&self.carry);
        (block.number, block.start) = (self.number, self.start);
        let mut rows = RowEnds::default();
        let end = loop {
            self.fill(&mut block.buffer[..wanted], &mut filled)?;
            let bytes = &block.buffer[..filled];
            if rows.has_nul(bytes) {
                return Err(Fault::Nul { block: self.number });
            }
            let last = rows.last(bytes, self.cut.delimiter);
            if self.at_end {
                break filled;
            }
            match last {
                Some(end) => break end,
                None if filled > self.cut.row => return Err(Fault::TooLong { block: self.number }),
                None => wanted = wanted.saturating_mul(2),
            }
            block.buffer.resize(block.buffer.len().max(wanted), 0);
        };
        self.carry.clear();
        self.carry.extend_from_slice(&block.buffer[end..filled]);
        (block.len, block.has_quotes, block.is_last) = (end, rows.has_quotes, self.at_end);
        self.number += 1;
        self.start += end as u64;
        Ok(end > 0)
    }

    /// Reads until the room is full or the file ends.
    fn fill(&mut self, room: &mut [u8], filled: &mut usize) -> Result<(), Fault> {
        while *filled < room.len() && !self.at_end {
            match self.reader.read(&mut room[*filled..]) {
                Ok(0) => self.at_end = true,
                Ok(read) => *filled += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Fault::Unreadable(transport::unreadable(&error))),
            }
        }
        Ok(())
    }
}

/// Why no more blocks come out of a file.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// It cannot be read.
    Unreadable(Unusable),
    /// A row that is longer than rows may be; it begins this block.
    TooLong {
        /// The block.
        block: u32,
    },
    /// A NUL byte.
    Nul {
        /// The block that it would have stood in.
        block: u32,
    },
}

impl Fault {
    /// The fault as it is told. `line` is the one on which its block begins.
    pub(super) fn told(self, line: u32, limit: usize) -> Unusable {
        match self {
            Self::Unreadable(fault) => fault,
            Self::TooLong { .. } => Unusable::new(
                Message::new("source-record-too-long").with("line", line).with("mebibytes", limit as u64 >> 20),
            )
            .advice(Message::new("source-record-too-long-advice"))
            .at(line, 1),
            Self::Nul { .. } => Unusable::new(Message::new("log-nul").with("line", line))
                .advice(Message::new("source-nul-advice"))
                .at(line, 1),
        }
    }

    /// The block at which it was found.
    pub(super) fn block(&self) -> u32 {
        match self {
            Self::Unreadable(_) => 0,
            Self::TooLong { block } | Self::Nul { block } => *block,
        }
    }
}

/// Finds where rows end, in bytes that become more.
#[derive(Debug, Default)]
struct RowEnds {
    /// How many bytes have been looked at.
    seen: usize,
    has_quotes: bool,
}

impl RowEnds {
    /// Whether there is a NUL byte among those that have not been looked at.
    fn has_nul(&mut self, bytes: &[u8]) -> bool {
        let new = &bytes[self.seen..];
        match memchr2(0, b'"', new) {
            Some(at) if new[at] == b'"' => {
                self.has_quotes = true;
                memchr(0, &new[at..]).is_some()
            }
            found => found.is_some(),
        }
    }

    /// Where the last whole row ends.
    fn last(&mut self, bytes: &[u8], delimiter: u8) -> Option<usize> {
        self.seen = bytes.len();
        if self.has_quotes { last_outside_quotes(bytes, delimiter) } else { memrchr(b'\n', bytes).map(|at| at + 1) }
    }
}

/// The same where a line feed may be text: from the beginning, cell by cell.
fn last_outside_quotes(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let (mut last, mut at) = (None, 0);
    while let Some(end) = cell_end(bytes, at, delimiter) {
        at = end + 1;
        if bytes[end] == b'\n' {
            last = Some(at);
        }
    }
    last
}

/// Where the cell that begins here ends: the delimiter or line feed after it; `None` where the bytes end first. A quotation
/// mark is one only at the beginning of a cell; within quotation marks two of them are one.
pub(super) fn cell_end(bytes: &[u8], start: usize, delimiter: u8) -> Option<usize> {
    let mut at = start;
    if bytes.get(at) == Some(&b'"') {
        at += 1;
        loop {
            at += memchr(b'"', bytes.get(at..)?)? + 1;
            if bytes.get(at) != Some(&b'"') {
                break;
            }
            at += 1;
        }
    }
    memchr2(delimiter, b'\n', bytes.get(at..)?).map(|end| at + end)
}

#[cfg(test)]
mod tests {
    use super::{Block, Cut, Cutter, Fault, last_outside_quotes};

    fn cut(block: usize) -> Cut {
        Cut { delimiter: b';', block, row: 1000 }
    }

    /// The blocks of a text.
    fn blocks(text: &str, size: usize) -> Vec<String> {
        let mut cutter = Cutter::new(text.as_bytes(), 0, cut(size));
        let (mut block, mut blocks) = (Block::default(), Vec::new());
        while cutter.next(&mut block).expect("it can be read") {
            blocks.push(String::from_utf8(block.bytes().to_vec()).expect("rows are cut between characters"));
        }
        blocks
    }

    #[test]
    fn blocks_are_whole_rows_of_any_size() {
        let text = "a;b\nc;\"d\ne\"\nf;\"\"\"g\n\"\nh";
        for size in 1..30 {
            let blocks = blocks(text, size);
            assert_eq!(blocks.concat(), text);
            assert!(blocks.iter().all(|block| ["a", "c", "f", "h"].iter().any(|row| block.starts_with(row))), "{size}");
        }
        assert!(blocks(text, 1).len() > 2);
    }

    #[test]
    fn a_quotation_mark_within_a_cell_is_none() {
        assert_eq!(last_outside_quotes(b"a;b\"c\nd", b';'), Some(6));
        assert_eq!(last_outside_quotes(b"a;\"b\"c\nd\"\n", b';'), Some(10));
        assert_eq!(last_outside_quotes(b"a;\"b\nc\n", b';'), None);
    }

    #[test]
    fn rows_too_long_and_nul_bytes_end_it() {
        let long = format!("a\n{}\n", "x".repeat(2000));
        let mut cutter = Cutter::new(long.as_bytes(), 0, cut(100));
        let mut block = Block::default();
        assert!(cutter.next(&mut block).expect("a row comes first"));
        assert!(matches!(cutter.next(&mut block), Err(Fault::TooLong { block: 1 })));
        let mut cutter = Cutter::new(&b"a\n\0"[..], 0, cut(100));
        assert!(matches!(cutter.next(&mut block), Err(Fault::Nul { block: 0 })));
    }
}
