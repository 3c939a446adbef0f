//! Unpacks what is packed, gzip and zip, while it passes. What is counted and digested are the bytes as stored; what is
//! handed on is bounded, so that a small file that unpacks to a huge one is refused and never held.

use std::fmt;
use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;

use flate2::Crc;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder};
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipArchive};

use super::{read_whole, refusal};
use crate::model::{digest, personal_number};
use crate::source::{Limits, Progress, Unusable};
use crate::text::Message;

/// How a file's bytes are packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Not at all.
    #[default]
    Plain,
    /// gzip.
    Gzip,
    /// Zip; the entry that is read, from 0.
    Zip(usize),
}

/// The entry of an archive with others that is meant: the national file export is sent under this name.
const WANTED: &str = "hsaunits.xml";
/// How many entries an error lists, and how many characters of their names.
const LISTED: usize = 5;
const SHOWN: usize = 80;
/// How many stored bytes are unpacked at a time.
const BUFFER: usize = 64 << 10;

/// A file's bytes, unpacked.
pub(crate) struct Unpacked<'a> {
    body: Body<'a>,
    packing: Packing,
    /// A zip archive that is a document of its own kind, such as XLSX.
    is_workbook: bool,
    /// The name of the entry.
    entry: Option<Box<str>>,
    notes: Vec<Message>,
    /// Handed out.
    bytes: u64,
    limit: u64,
}

/// What a file's bytes turned out to be.
#[derive(Clone, Debug)]
pub(crate) struct Ended {
    /// Bytes as stored.
    pub(crate) stored: u64,
    /// Their SHA-256 in hexadecimal; empty where nobody wants it.
    pub(crate) digest: Box<str>,
    /// Bytes unpacked.
    pub(crate) unpacked: u64,
    /// How they are packed.
    pub(crate) packing: Packing,
    /// What there is to say of that.
    pub(crate) notes: Vec<Message>,
}

type Beginning<'a> = io::Chain<Cursor<Vec<u8>>, Stored<'a>>;

enum Body<'a> {
    Plain(Beginning<'a>),
    Gzip(Box<MultiGzDecoder<BufReader<Beginning<'a>>>>),
    /// Held whole; an archive is known by its end.
    Held(Cursor<Arc<[u8]>>, Stored<'a>),
    Zip(Box<Entry>, Stored<'a>),
}

/// An entry of a zip archive.
struct Entry {
    from: Method,
    crc: Crc,
    expected: u32,
}

type Slice = io::Take<Cursor<Arc<[u8]>>>;

enum Method {
    Stored(Slice),
    Deflated(DeflateDecoder<BufReader<Slice>>),
}

/// Counts and digests what passes.
struct Stored<'a> {
    reader: Box<dyn Read + Send + 'a>,
    progress: &'a dyn Progress,
    digest: Option<Sha256>,
    bytes: u64,
}

impl Read for Stored<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        if let Some(digest) = &mut self.digest {
            digest.update(&buffer[..read]);
        }
        self.bytes += read as u64;
        self.progress.bytes(read as u64);
        Ok(read)
    }
}

impl fmt::Debug for Unpacked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unpacked").field("packing", &self.packing).field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

impl<'a> Unpacked<'a> {
    /// Looks at how a file begins, and finds the entry of an archive.
    ///
    /// # Errors
    /// When it cannot be read, or is an archive of which it is not clear what is meant.
    pub(crate) fn open(
        reader: Box<dyn Read + Send + 'a>,
        limits: &Limits,
        progress: &'a dyn Progress,
    ) -> Result<Self, Unusable> {
        let mut stored = Stored { reader, progress, digest: Some(Sha256::new()), bytes: 0 };
        let head = read_whole((&mut stored).take(4), 4)?;
        Ok(match head[..] {
            [0x1F, 0x8B, ..] => {
                let body = BufReader::with_capacity(BUFFER, Cursor::new(head).chain(stored));
                Self {
                    packing: Packing::Gzip,
                    limit: limits.unpacked,
                    notes: vec![Message::new("source-unpacked-gzip")],
                    ..Self::of(Body::Gzip(Box::new(MultiGzDecoder::new(body))))
                }
            }
            [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6] => {
                let bytes = read_whole(Cursor::new(head).chain(&mut stored), limits.whole)?.into();
                Self::archive(bytes, stored, limits)?
            }
            _ => Self::of(Body::Plain(Cursor::new(head).chain(stored))),
        })
    }

    fn of(body: Body<'a>) -> Self {
        let (packing, is_workbook, entry, notes) = (Packing::Plain, false, None, Vec::new());
        Self { body, packing, is_workbook, entry, notes, bytes: 0, limit: u64::MAX }
    }

    /// The same without a digest: of a log of gigabytes it takes longer than the reading.
    pub(crate) fn without_digest(mut self) -> Self {
        let stored = match &mut self.body {
            Body::Plain(body) => body.get_mut().1,
            Body::Gzip(body) => body.get_mut().get_mut().get_mut().1,
            Body::Held(_, stored) | Body::Zip(_, stored) => stored,
        };
        stored.digest = None;
        self
    }

    /// How the bytes are packed.
    pub(crate) fn packing(&self) -> Packing {
        self.packing
    }

    /// Whether this is a workbook, which is a zip archive too.
    pub(crate) fn is_workbook(&self) -> bool {
        self.is_workbook
    }

    /// The name that tells what is inside: that of the entry, or of the file without `.gz`.
    pub(crate) fn inner_name<'n>(&'n self, name: &'n str) -> &'n str {
        let without = |name: &'n str| {
            let cut = name.len().saturating_sub(3);
            name.get(cut..).filter(|end| end.eq_ignore_ascii_case(".gz")).map_or(name, |_| &name[..cut])
        };
        self.entry.as_deref().unwrap_or_else(|| if self.packing == Packing::Gzip { without(name) } else { name })
    }

    fn archive(bytes: Arc<[u8]>, stored: Stored<'a>, limits: &Limits) -> Result<Self, Unusable> {
        let held = |stored| Self::of(Body::Held(Cursor::new(Arc::clone(&bytes)), stored));
        // A damaged workbook is told as one: whoever looks at its beginning next knows.
        let Ok(mut archive) = ZipArchive::new(Cursor::new(Arc::clone(&bytes))) else { return Ok(held(stored)) };
        if archive.has_duplicate_names() {
            return Err(damaged());
        }
        let name =
            |index| archive.by_index_data(index).map(|entry| String::from_utf8_lossy(entry.name_raw()).into_owned());
        let names: Vec<String> = (0..archive.len()).map(name).collect::<Result<_, _>>().map_err(|_| damaged())?;
        if names.iter().any(|name| matches!(name.as_str(), "[Content_Types].xml" | "mimetype")) {
            let is_workbook = names.iter().any(|name| name.starts_with("xl/"));
            return Ok(Self { is_workbook, ..held(stored) });
        }
        let (index, others) = chosen(&names)?;
        let note = Message::new("source-unpacked-zip").with("entry", shown(&names[index])).with("others", others);
        let entry = Entry::open(&mut archive, index, Arc::clone(&bytes))?;
        Ok(Self {
            packing: Packing::Zip(index),
            limit: limits.unpacked,
            notes: vec![note],
            entry: Some(names[index].as_str().into()),
            ..Self::of(Body::Zip(Box::new(entry), stored))
        })
    }

    /// Reads what is left, and says what there was.
    ///
    /// # Errors
    /// When reading fails.
    pub(crate) fn finish(mut self) -> Result<Ended, Unusable> {
        io::copy(&mut self, &mut io::sink()).map_err(|error| super::unreadable(&error))?;
        let mut stored = match self.body {
            Body::Plain(body) => body.into_inner().1,
            Body::Gzip(body) => body.into_inner().into_inner().into_inner().1,
            Body::Held(_, stored) | Body::Zip(_, stored) => stored,
        };
        io::copy(&mut stored, &mut io::sink()).map_err(|error| super::unreadable(&error))?;
        Ok(Ended {
            stored: stored.bytes,
            digest: stored.digest.map(|digest| digest::hex(&digest.finalize())).unwrap_or_default(),
            unpacked: self.bytes,
            packing: self.packing,
            notes: self.notes,
        })
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.body {
            Body::Plain(body) => body.read(buffer)?,
            Body::Held(body, _) => body.read(buffer)?,
            Body::Gzip(body) => body.read(buffer).map_err(broken)?,
            Body::Zip(body, _) => body.read(buffer).map_err(broken)?,
        };
        self.bytes += read as u64;
        if self.bytes > self.limit { Err(refusal(too_large(self.limit))) } else { Ok(read) }
    }
}

impl Entry {
    fn open(archive: &mut ZipArchive<Cursor<Arc<[u8]>>>, index: usize, bytes: Arc<[u8]>) -> Result<Self, Unusable> {
        let file = archive.by_index_raw(index).map_err(|_| damaged())?;
        if file.encrypted() {
            return Err(
                Unusable::new(Message::new("source-zip-encrypted")).advice(Message::new("source-zip-encrypted-advice"))
            );
        }
        let start = file.data_start().ok_or_else(damaged)?;
        let mut cursor = Cursor::new(bytes);
        cursor.set_position(start);
        let slice = cursor.take(file.compressed_size());
        let from = match file.compression() {
            CompressionMethod::Stored => Method::Stored(slice),
            CompressionMethod::Deflated => {
                Method::Deflated(DeflateDecoder::new(BufReader::with_capacity(BUFFER, slice)))
            }
            _ => {
                return Err(
                    Unusable::new(Message::new("source-zip-method")).advice(Message::new("source-zip-method-advice"))
                );
            }
        };
        Ok(Self { from, crc: Crc::new(), expected: file.crc32() })
    }
}

impl Read for Entry {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.from {
            Method::Stored(from) => from.read(buffer)?,
            Method::Deflated(from) => from.read(buffer)?,
        };
        self.crc.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() && self.crc.sum() != self.expected {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(read)
    }
}

/// The entry that is meant, and how many others there are.
fn chosen(names: &[String]) -> Result<(usize, usize), Unusable> {
    let files: Vec<usize> = (0..names.len()).filter(|index| is_file(&names[*index])).collect();
    let base = |index: &&usize| names[**index].rsplit(['/', '\\']).next().unwrap_or_default();
    let mut wanted = files.iter().filter(|index| base(index).eq_ignore_ascii_case(WANTED));
    match (&files[..], wanted.next(), wanted.next()) {
        ([], ..) => {
            Err(Unusable::new(Message::new("source-zip-empty")).advice(Message::new("source-zip-empty-advice")))
        }
        ([only], ..) => Ok((*only, 0)),
        (_, Some(wanted), None) => Ok((*wanted, files.len() - 1)),
        _ => {
            let listed: Vec<String> = files.iter().take(LISTED).map(|index| shown(&names[*index])).collect();
            let message = Message::new("source-zip-several")
                .with("count", files.len())
                .with("names", listed)
                .with("more", files.len().saturating_sub(LISTED));
            Err(Unusable::new(message).advice(Message::new("source-zip-several-advice").with("wanted", WANTED)))
        }
    }
}

/// Folders are entries too, and some systems add files of their own.
fn is_file(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    !(last.is_empty() || last.starts_with('.') || name.starts_with("__MACOSX/"))
}

/// A name as it may be shown.
fn shown(name: &str) -> String {
    let mut shown: String = name.chars().take(SHOWN).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    personal_number::masked(&shown).into_owned()
}

/// A file that unpacks to more than is read.
pub(crate) fn too_large(limit: u64) -> Unusable {
    Unusable::new(Message::new("source-unpacked-too-large").with("mebibytes", limit >> 20))
        .advice(Message::new("source-unpacked-too-large-advice"))
}

/// A packed file that holds another.
pub(crate) fn twice() -> Unusable {
    Unusable::new(Message::new("source-packed-twice")).advice(Message::new("source-packed-twice-advice"))
}

/// A packed file that is cut or changed.
pub(crate) fn damaged() -> Unusable {
    Unusable::new(Message::new("source-packed-broken")).advice(Message::new("source-packed-broken-advice"))
}

/// Tells faults of the packing from those of reading.
fn broken(error: io::Error) -> io::Error {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    if matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof) { refusal(damaged()) } else { error }
}

#[cfg(test)]
mod tests;
