//! Brings bytes: from files, folders, standard input and `https://` addresses. Knows nothing of what they mean.

mod file;
mod http;
pub(crate) mod packed;

use std::fmt;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Input, Limits, LoadOptions, Silent, Unusable};
use crate::model::source::SourceKind;
use crate::text::Message;
use packed::{Packing, Unpacked};

/// Extensions of the files that are read from a folder, whatever they should hold.
const EXTENSIONS: &[&str] = &["yaml", "yml", "json", "jsonl", "ndjson", "csv", "tsv", "txt", "xlsx"];
/// The same where the data is sent packed. Elsewhere, a packed file in a folder is most likely a copy of those beside it.
const PACKED: &[&str] = &["yaml", "yml", "json", "jsonl", "ndjson", "csv", "tsv", "txt", "xlsx", "zip", "gz"];
/// The same where there are XML and LDIF.
const DIRECTORY: &[&str] = &["yaml", "yml", "json", "csv", "tsv", "txt", "xlsx", "xml", "ldif", "ldf", "zip", "gz"];

/// The same where there are tables alone.
const LOGS: &[&str] = &["csv", "tsv", "txt", "zip", "gz"];

fn extensions(kind: SourceKind) -> &'static [&'static str] {
    match kind {
        SourceKind::Directory => DIRECTORY,
        SourceKind::Tak => PACKED,
        SourceKind::Cases => LOGS,
        _ => EXTENSIONS,
    }
}

/// Something with bytes.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// As the user named it, `/` between its parts.
    pub(crate) name: Box<str>,
    /// Where its bytes are.
    pub(crate) origin: Origin,
    /// How many there are, as far as is known before reading.
    pub(crate) size: u64,
    /// What else there is to say, such as files of the folder that are not read.
    pub(crate) notes: Vec<Message>,
}

/// Where bytes can be had, as often as wanted.
#[derive(Clone)]
pub(crate) enum Origin {
    /// A file.
    File(PathBuf),
    /// Standard input or an answer from the network, which cannot be had twice.
    Memory(Arc<[u8]>),
    /// Packed bytes of either, with how they are packed and how many there are unpacked: whatever is asked of them is
    /// answered unpacked.
    Packed(Box<Self>, Packing, u64),
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "File({})", path.display()),
            Self::Memory(bytes) => write!(f, "Memory({} bytes)", bytes.len()),
            Self::Packed(stored, packing, _) => write!(f, "{packing:?} of {stored:?}"),
        }
    }
}

impl Origin {
    /// All bytes, from the beginning.
    ///
    /// # Errors
    /// When the file is gone or may not be read.
    pub(crate) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        match self {
            Self::File(path) => file::open(path),
            Self::Memory(bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
            Self::Packed(stored, packing, _) => {
                let unpacked = Unpacked::open(stored.open()?, &Limits::default(), &Silent).map_err(refusal)?;
                // The file may have been exchanged since.
                let same = unpacked.packing() == *packing;
                if same { Ok(Box::new(unpacked)) } else { Err(io::ErrorKind::InvalidData.into()) }
            }
        }
    }

    /// Some bytes: fewer than `len` at the end of the file.
    ///
    /// # Errors
    /// When the file is gone or may not be read.
    pub(crate) fn read_range(&self, offset: u64, len: u64) -> io::Result<Vec<u8>> {
        match self {
            Self::File(path) => file::read_range(path, offset, len),
            Self::Memory(bytes) => {
                let start = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                let len = usize::try_from(len).unwrap_or(usize::MAX);
                Ok(bytes[start..start.saturating_add(len).min(bytes.len())].to_vec())
            }
            Self::Packed(..) => {
                let mut reader = self.open()?;
                io::copy(&mut (&mut reader).take(offset), &mut io::sink())?;
                let mut bytes = Vec::new();
                reader.take(len).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }

    /// The same bytes, known to be packed.
    pub(crate) fn packed(self, packing: Packing, unpacked: u64) -> Self {
        if packing == Packing::Plain { self } else { Self::Packed(Box::new(self), packing, unpacked) }
    }

    /// How many bytes there are, where that many are stored.
    pub(crate) fn unpacked(&self, stored: u64) -> u64 {
        if let Self::Packed(.., unpacked) = self { *unpacked } else { stored }
    }
}

/// A location as it may be shown: an address without a name and password, `/` between the parts of a path.
pub(crate) fn shown(location: &str) -> Box<str> {
    http::name(location)
}

/// The path without links and detours; as it is where that cannot be found out.
pub(crate) fn real_path(path: &Path) -> PathBuf {
    file::real_path(path)
}

/// Brings what inputs name. Standard input can be had once.
pub(crate) struct Transport<'a> {
    options: &'a LoadOptions<'a>,
    stdin_is_read: AtomicBool,
}

impl<'a> Transport<'a> {
    pub(crate) fn new(options: &'a LoadOptions<'a>) -> Self {
        Self { options, stdin_is_read: AtomicBool::new(false) }
    }

    /// The files of an input, sorted by their paths. Addresses and standard input are read whole.
    ///
    /// # Errors
    /// When there is nothing to read.
    pub(crate) fn find(&self, input: &Input) -> Result<Vec<Found>, Unusable> {
        let location = &*input.location;
        if location == "-" {
            self.stdin().map(|found| vec![found])
        } else if let Some((scheme, _)) = location.split_once("://") {
            match scheme.to_ascii_lowercase().as_str() {
                "https" => {
                    http::fetch(location, &self.options.https, self.options.limits.whole).map(|found| vec![found])
                }
                "http" => Err(Unusable::new(Message::new("source-http")).advice(Message::new("source-http-advice"))),
                other => Err(Unusable::new(Message::new("source-scheme").with("scheme", other))
                    .advice(Message::new("source-scheme-advice"))),
            }
        } else {
            file::find(self.options.cwd, location, extensions(input.kind))
        }
    }

    fn stdin(&self) -> Result<Found, Unusable> {
        if self.stdin_is_read.swap(true, Ordering::Relaxed) {
            return Err(
                Unusable::new(Message::new("source-stdin-twice")).advice(Message::new("source-stdin-twice-advice"))
            );
        }
        let reader = (self.options.stdin)().map_err(|error| unreadable(&error))?;
        let bytes = read_whole(reader, self.options.limits.whole)?;
        Ok(Found {
            name: "-".into(),
            size: bytes.len() as u64,
            origin: Origin::Memory(bytes.into()),
            notes: Vec::new(),
        })
    }
}

/// Everything that a reader gives, as long as it is not too much.
///
/// # Errors
/// When reading fails, or gives more than `limit` bytes.
pub(crate) fn read_whole(reader: impl Read, limit: u64) -> Result<Vec<u8>, Unusable> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(bytes) }
}

/// A file larger than what is held whole.
pub(crate) fn too_large(limit: u64) -> Unusable {
    Unusable::new(Message::new("source-too-large").with("mebibytes", limit >> 20))
        .advice(Message::new("source-too-large-advice"))
}

/// Carries a fault through readers, which know only errors of their own.
#[derive(Debug, thiserror::Error)]
#[error("the file is refused")]
struct Refusal(Unusable);

/// A fault as an error of reading; [`unreadable`] finds it again.
pub(crate) fn refusal(fault: Unusable) -> io::Error {
    io::Error::other(Refusal(fault))
}

/// What the operating system says when something cannot be read.
pub(crate) fn unreadable(error: &io::Error) -> Unusable {
    if let Some(Refusal(fault)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return fault.clone();
    }
    let (message, advice) = match error.kind() {
        io::ErrorKind::NotFound => ("source-not-found", "source-not-found-advice"),
        io::ErrorKind::PermissionDenied => ("source-permission", "source-permission-advice"),
        _ => ("source-unreadable", "source-unreadable-advice"),
    };
    Unusable::new(Message::new(message).with("error", error.to_string())).advice(Message::new(advice))
}
