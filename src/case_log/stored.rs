//! A log's bytes on their way to be cut: unpacked, and turned into UTF-8 where characters are stored in two bytes each.

use std::io::{self, Cursor, Read};
use std::ops::Range;

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};

use crate::source::Unusable;
use crate::source::encoding::Encoding;
use crate::source::transport::packed::{Ended, Packing, Unpacked};

/// How many bytes are decoded at a time.
const PIECE: usize = 64 << 10;

/// A log as it is read.
pub(super) struct Stored<'a> {
    /// Read already, and put back.
    ahead: Cursor<Vec<u8>>,
    unpacked: Unpacked<'a>,
    decoding: Option<Decoding>,
}

impl<'a> Stored<'a> {
    pub(super) fn new(unpacked: Unpacked<'a>) -> Self {
        Self { ahead: Cursor::default(), unpacked, decoding: None }
    }

    pub(super) fn is_workbook(&self) -> bool {
        self.unpacked.is_workbook()
    }

    pub(super) fn is_packed(&self) -> bool {
        self.unpacked.packing() != Packing::Plain
    }

    pub(super) fn inner_name<'n>(&'n self, name: &'n str) -> &'n str {
        self.unpacked.inner_name(name)
    }

    /// What has been read comes once more. From there on, what is stored in characters of two bytes becomes UTF-8.
    pub(super) fn put_back(&mut self, bytes: Vec<u8>, encoding: Encoding) {
        self.ahead = Cursor::new(bytes);
        let decoder = match encoding {
            Encoding::Utf8 | Encoding::Windows1252 => return,
            Encoding::Utf16Le => UTF_16LE.new_decoder_without_bom_handling(),
            Encoding::Utf16Be => UTF_16BE.new_decoder_without_bom_handling(),
        };
        self.decoding = Some(Decoding::new(decoder));
    }

    /// Reads what is left, and says what there was.
    ///
    /// # Errors
    /// When reading fails.
    pub(super) fn finish(self) -> Result<Ended, Unusable> {
        self.unpacked.finish()
    }
}

impl Read for Stored<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Self { ahead, unpacked, decoding } = self;
        match decoding {
            Some(decoding) => decoding.read(&mut ahead.chain(unpacked), buffer),
            None => ahead.chain(unpacked).read(buffer),
        }
    }
}

/// Turns bytes into UTF-8 as they are asked for.
struct Decoding {
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` is still to be decoded.
    pending: Range<usize>,
    text: Vec<u8>,
    /// What of `text` is still to be handed on.
    ready: Range<usize>,
    at_end: bool,
}

impl Decoding {
    fn new(decoder: Decoder) -> Self {
        // No unit of two bytes becomes more than three; the rest is room for the last character.
        let (raw, text) = (vec![0; PIECE], vec![0; PIECE * 2]);
        Self { decoder, raw, pending: 0..0, text, ready: 0..0, at_end: false }
    }

    fn read(&mut self, from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() && !(self.at_end && self.pending.is_empty()) {
            if self.pending.is_empty() {
                let read = from.read(&mut self.raw)?;
                (self.pending, self.at_end) = (0..read, read == 0);
            }
            let (_, read, written, _) =
                self.decoder.decode_to_utf8(&self.raw[self.pending.clone()], &mut self.text, self.at_end);
            self.pending.start += read;
            self.ready = 0..written;
        }
        let len = self.ready.len().min(buffer.len());
        buffer[..len].copy_from_slice(&self.text[self.ready.start..self.ready.start + len]);
        self.ready.start += len;
        Ok(len)
    }
}
