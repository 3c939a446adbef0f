//! One file on its way to a decoder: its shape is known by its content, its bytes are counted and digested as they pass.

mod shape;

use std::fmt;
use std::io::{self, BufRead, Read};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::encoding::{self, Encoding, GUESS_BYTES, Offsets, Text};
use super::transport::packed::{self, Ended, Packing, Unpacked};
use super::{Limits, Progress, Unusable, transport, xml};
use crate::model::place::{FileIx, RecordRef};
use crate::text::Message;

pub(crate) use shape::Shape;

/// How many bytes of JSON Lines are cut off for one thread at a time: few enough to stay in its cache.
const BLOCK: usize = 256 << 10;

/// What a file is, for those who read it.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// Its place in merge order.
    pub(crate) file: FileIx,
    /// As the user named it.
    pub(crate) name: Box<str>,
}

/// A file that is open. Decoders take its bytes in one of three ways: [`Content::text`], [`Content::bytes`] or
/// [`Content::next_block`].
pub(crate) struct Content<'a> {
    /// What it is.
    pub(crate) about: About,
    /// How its content looks.
    pub(crate) shape: Shape,
    /// What is too much.
    pub(crate) limits: Limits,
    stream: Mutex<Stream<'a>>,
}

/// Whole lines of a file of JSON Lines.
#[derive(Debug)]
pub(crate) struct Block {
    /// Its number, from 0: blocks are decoded in any order and put together in this one.
    pub(crate) number: usize,
    /// The lines, in UTF-8 (not checked), the last one with or without a line feed. None of them is longer than a
    /// record may be; where one is, the block is that line alone, and its bytes are not here.
    pub(crate) bytes: Vec<u8>,
    /// The block is a line that was passed over, since it is longer than a record may be.
    pub(crate) too_long: bool,
    /// The line number of its first line, from 1.
    pub(crate) line: u32,
    file: FileIx,
    start: u64,
    /// Where the file is not stored as UTF-8.
    stored_as: Encoding,
}

impl Block {
    /// Makes references to the block's records.
    pub(crate) fn places(&self) -> Places<'_> {
        let text = match self.stored_as {
            Encoding::Utf8 => None,
            _ => std::str::from_utf8(&self.bytes).ok(),
        };
        Places { block: self, offsets: text.map(|text| Offsets::new(text, self.stored_as, self.start)) }
    }
}

/// Makes references to the records of a block; fast while they are asked for in order.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    block: &'a Block,
    /// Where the file is not stored as UTF-8.
    offsets: Option<Offsets<'a>>,
}

impl Places<'_> {
    /// Refers to a record: where in the block it begins, its length, and how many lines of the block stand before it.
    pub(crate) fn record(&mut self, offset: usize, len: usize, lines_before: u32) -> RecordRef {
        let (start, end) = match &mut self.offsets {
            None => (self.block.start + offset as u64, self.block.start + (offset + len) as u64),
            Some(offsets) => (offsets.stored(offset), offsets.stored(offset + len)),
        };
        RecordRef {
            file: self.block.file,
            start,
            len: u32::try_from(end - start).unwrap_or(u32::MAX),
            line: self.block.line.saturating_add(lines_before),
        }
    }
}

struct Stream<'a> {
    reader: Unpacked<'a>,
    /// Read and not yet handed out.
    pending: Vec<u8>,
    at_end: bool,
    encoding: Encoding,
    // Of the blocks handed out.
    number: usize,
    handed_out: u64,
    lines: u32,
    begun: bool,
}

impl<'a> Content<'a> {
    /// Opens a file and looks at how it begins.
    ///
    /// # Errors
    /// When it cannot be read, or is plainly nothing that we read.
    pub(crate) fn open(
        about: About,
        reader: Box<dyn Read + Send + 'a>,
        limits: Limits,
        progress: &'a dyn Progress,
    ) -> Result<Self, Unusable> {
        let mut stream = Stream {
            reader: Unpacked::open(reader, &limits, progress)?,
            pending: Vec::new(),
            at_end: false,
            encoding: Encoding::Utf8,
            number: 0,
            handed_out: 0,
            lines: 0,
            begun: false,
        };
        stream.fill(GUESS_BYTES)?;
        let (encoding, mark) = Encoding::guess(&stream.pending, stream.at_end);
        stream.encoding = encoding;
        let shape = if stream.reader.is_workbook() {
            Shape::Workbook
        } else {
            let name = stream.reader.inner_name(&about.name);
            if stream.reader.packing() != Packing::Plain && shape::is_packed(&stream.pending) {
                return Err(packed::twice());
            }
            Shape::of(&stream.pending, encoding.decode_piece(&stream.pending[mark..]), name)?
        };
        if shape == Shape::Xml {
            stream.encoding = encoding_of_xml(&encoding.decode_piece(&stream.pending[mark..]), encoding, mark)?;
        }
        Ok(Self { about, shape, limits, stream: Mutex::new(stream) })
    }

    /// The whole file as text.
    ///
    /// # Errors
    /// When it cannot be read, is too large or holds NUL bytes.
    pub(crate) fn text(&self) -> Result<Text, Unusable> {
        Text::decode(self.bytes()?)
    }

    /// How the file begins, as text; at least something of it.
    pub(crate) fn beginning(&self) -> String {
        let stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        stream.encoding.decode_piece(&stream.pending).trim_start_matches('\u{feff}').to_owned()
    }

    /// A document in XML: as it passes where it is UTF-8, held whole where it is not.
    ///
    /// # Errors
    /// When it cannot be read or is too large.
    pub(crate) fn xml(&self) -> Result<Document<'_, 'a>, Unusable> {
        let stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        let declared = stream.encoding;
        if declared == Encoding::Utf8 {
            return Ok(Document::Passing(Reading { stream, at: 0 }));
        }
        drop(stream);
        let bytes = self.bytes()?;
        let mark = Encoding::guess(&bytes, true).1;
        // Many a document says that it is ISO 8859-1 and is not: bytes that are UTF-8 are so by no accident.
        let is_utf8 = declared == Encoding::Windows1252 && std::str::from_utf8(&bytes).is_ok();
        let encoding = if is_utf8 { Encoding::Utf8 } else { declared };
        self.stream.lock().unwrap_or_else(PoisonError::into_inner).encoding = encoding;
        Text::stored_as(bytes, encoding, mark).map(Document::Held)
    }

    /// How it is stored, as far as its beginning tells.
    pub(crate) fn encoding(&self) -> Encoding {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner).encoding
    }

    /// The whole file as it is stored.
    ///
    /// # Errors
    /// When it cannot be read or is too large.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Unusable> {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = usize::try_from(self.limits.whole).unwrap_or(usize::MAX);
        stream.fill(limit.saturating_add(1))?;
        if stream.pending.len() > limit {
            return Err(stream.too_large(self.limits.whole));
        }
        Ok(std::mem::take(&mut stream.pending))
    }

    /// The next whole lines of a file of JSON Lines; `None` after the last. Several threads may call this.
    ///
    /// # Errors
    /// When reading fails, or there are NUL bytes. The file is then given up.
    pub(crate) fn next_block(&self) -> Result<Option<Block>, Unusable> {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        if !stream.begun {
            stream.begin(self.limits.whole)?;
        }
        let mut wanted = BLOCK;
        let end = loop {
            stream.fill(wanted)?;
            let seen = &stream.pending[..wanted.min(stream.pending.len())];
            match memchr::memrchr(b'\n', seen) {
                // At the end of the file the last line needs no line feed.
                _ if stream.at_end && seen.len() == stream.pending.len() => break seen.len(),
                Some(at) => break at + 1,
                None if seen.len() > self.limits.record => return stream.pass_over(self.about.file).map(Some),
                None => wanted = wanted.saturating_mul(2).min(self.limits.record.saturating_add(1)),
            }
        };
        if end == 0 {
            return Ok(None);
        }
        Ok(Some(stream.hand_out(end, self.about.file)?))
    }

    /// Reads what the decoder left, and says how many bytes there were, with their SHA-256.
    ///
    /// # Errors
    /// When reading fails.
    pub(crate) fn finish(self) -> Result<Finished, Unusable> {
        let stream = self.stream.into_inner().unwrap_or_else(PoisonError::into_inner);
        let encoding = stream.encoding;
        drop(stream.pending);
        Ok(Finished { ended: stream.reader.finish()?, encoding })
    }
}

/// A document in XML.
#[derive(Debug)]
pub(crate) enum Document<'c, 'a> {
    /// In UTF-8, read as it passes.
    Passing(Reading<'c, 'a>),
    /// In another encoding, as text.
    Held(Text),
}

/// A file as it passes.
pub(crate) struct Reading<'c, 'a> {
    stream: MutexGuard<'c, Stream<'a>>,
    /// How much of what is pending has been read.
    at: usize,
}

impl fmt::Debug for Reading<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("at", &self.at).finish_non_exhaustive()
    }
}

impl Read for Reading<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let len = available.len().min(buffer.len());
        buffer[..len].copy_from_slice(&available[..len]);
        self.consume(len);
        Ok(len)
    }
}

impl BufRead for Reading<'_, '_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.stream.pending.len() {
            self.stream.pending.clear();
            self.at = 0;
            self.stream.fill(PASSING).map_err(transport::refusal)?;
        }
        Ok(&self.stream.pending[self.at..])
    }

    fn consume(&mut self, len: usize) {
        self.at += len;
    }
}

/// How many bytes are read at a time of a file that passes.
const PASSING: usize = 128 << 10;

/// The encoding of a document: what its bytes show, else what it says.
fn encoding_of_xml(head: &str, shown: Encoding, mark: usize) -> Result<Encoding, Unusable> {
    if mark > 0 || matches!(shown, Encoding::Utf16Le | Encoding::Utf16Be) {
        return Ok(shown);
    }
    match xml::declared(head) {
        Ok(Some(Encoding::Windows1252)) => Ok(Encoding::Windows1252),
        // Without a word, it is UTF-8. A document whose bytes are single cannot be UTF-16, whatever it says.
        Ok(_) => Ok(Encoding::Utf8),
        Err(name) => Err(Unusable::new(Message::new("source-xml-encoding").with("encoding", &*name))
            .advice(Message::new("source-xml-encoding-advice"))
            .at(1, 1)),
    }
}

/// What is known of a file once it has been read.
#[derive(Clone, Debug)]
pub(crate) struct Finished {
    pub(crate) ended: Ended,
    pub(crate) encoding: Encoding,
}

impl Stream<'_> {
    /// Reads until so many bytes are pending, or the file ends.
    fn fill(&mut self, wanted: usize) -> Result<(), Unusable> {
        if self.at_end || self.pending.len() >= wanted {
            return Ok(());
        }
        let before = self.pending.len();
        let missing = (wanted - before) as u64;
        // A file's end is found by asking for more, so there must be room for more.
        self.pending.reserve((wanted - before).min(BLOCK) + 64);
        let read = (&mut self.reader).take(missing).read_to_end(&mut self.pending);
        let read = read.map_err(|error| transport::unreadable(&error))?;
        self.at_end = (read as u64) < missing;
        Ok(())
    }

    /// More than can be held whole.
    fn too_large(&self, limit: u64) -> Unusable {
        match self.reader.packing() {
            Packing::Plain => transport::too_large(limit),
            Packing::Gzip | Packing::Zip(_) => packed::too_large(limit),
        }
    }

    /// Leaves a byte-order mark behind, and turns a file that is not UTF-8 into UTF-8 (which needs all of it).
    fn begin(&mut self, limit: u64) -> Result<(), Unusable> {
        self.begun = true;
        let (encoding, mark) = Encoding::guess(&self.pending, self.at_end);
        self.handed_out = mark as u64;
        self.pending.drain(..mark);
        if encoding != Encoding::Utf8 {
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            self.fill(limit.saturating_add(1))?;
            if self.pending.len() > limit {
                return Err(self.too_large(limit as u64));
            }
            self.pending = encoding.decode_piece(&self.pending).into_owned().into_bytes();
        }
        Ok(())
    }

    /// Leaves a line behind that is too long to be held.
    fn pass_over(&mut self, file: FileIx) -> Result<Block, Unusable> {
        let block = Block {
            number: self.number,
            line: self.lines.saturating_add(1),
            start: self.handed_out,
            stored_as: self.encoding,
            file,
            bytes: Vec::new(),
            too_long: true,
        };
        loop {
            let end = memchr::memchr(b'\n', &self.pending);
            let passed = &self.pending[..end.map_or(self.pending.len(), |at| at + 1)];
            self.handed_out += match self.encoding {
                Encoding::Utf8 => passed.len() as u64,
                other => other.stored_len(&String::from_utf8_lossy(passed)),
            };
            self.pending.drain(..passed.len());
            if end.is_some() || (self.pending.is_empty() && self.at_end) {
                break;
            }
            self.fill(BLOCK)?;
        }
        self.number += 1;
        self.lines = self.lines.saturating_add(1);
        Ok(block)
    }

    fn hand_out(&mut self, end: usize, file: FileIx) -> Result<Block, Unusable> {
        let rest = self.pending.split_off(end);
        let bytes = std::mem::replace(&mut self.pending, rest);
        if let Some(at) = memchr::memchr(0, &bytes) {
            let (line, column) = encoding::line_and_column(&String::from_utf8_lossy(&bytes[..at]), at);
            return Err(encoding::nul(self.lines.saturating_add(line), column));
        }
        let lines = memchr::memchr_iter(b'\n', &bytes).count();
        let stored = match self.encoding {
            Encoding::Utf8 => bytes.len() as u64,
            other => other.stored_len(&String::from_utf8_lossy(&bytes)),
        };
        let block = Block {
            number: self.number,
            line: self.lines.saturating_add(1),
            start: self.handed_out,
            stored_as: self.encoding,
            file,
            bytes,
            too_long: false,
        };
        self.number += 1;
        self.handed_out += stored;
        self.lines = self.lines.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        Ok(block)
    }
}
