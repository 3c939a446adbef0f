//! The hash chain: every entry binds the one before it, the register that it belongs to and its place.

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::model::digest::hex;

/// SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What the first entry is chained to.
    pub const START: Self = Self([0; 32]);

    /// Reads 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.chunks(2)) {
            let digit = |at: usize| char::from(pair[at]).to_digit(16);
            *byte = u8::try_from(digit(0)? * 16 + digit(1)?).ok()?;
        }
        Some(Self(hash))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}
impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Tells our chain from every other use of SHA-256.
const DOMAIN: &[u8] = b"\0riktlinje-journal-v1\0";

/// The hash of an entry. Register and body are preceded by their lengths, so that nothing can slide from one to another.
#[must_use]
pub fn link(register: &str, seq: u64, previous: Hash, body: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(DOMAIN);
    hasher.update((register.len() as u64).to_be_bytes());
    hasher.update(register.as_bytes());
    hasher.update(seq.to_be_bytes());
    hasher.update(previous.0);
    hasher.update((body.len() as u64).to_be_bytes());
    hasher.update(body);
    Hash(hasher.finalize().into())
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1.
    pub seq: u64,
    /// The event.
    pub body: Vec<u8>,
    /// Its hash.
    pub hash: Hash,
}

/// How far a register has come: the whole history is in these two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The register.
    pub register: Box<str>,
    /// How many entries it has.
    pub size: u64,
    /// The hash of the last.
    pub head: Hash,
}

/// The first line of a checkpoint.
const ORIGIN: &str = "riktlinje/checkpoint/v1";

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{ORIGIN}\n{}\n{}\n{}\n", self.register, self.size, self.head)
    }
}

impl Checkpoint {
    /// Reads a checkpoint that was kept; blanks and line ends of mail programs do no harm.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(crate::model::hsa_id::trim).filter(|line| !line.is_empty());
        if lines.next() != Some(ORIGIN) {
            return None;
        }
        let register = lines.next()?.into();
        let size = lines.next()?.parse().ok()?;
        let head = Hash::parse(lines.next()?)?;
        lines.next().is_none().then_some(Self { register, size, head })
    }
}

/// What is wrong with a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// An entry is missing, or stands twice: this number was expected.
    Gap(u64),
    /// This entry, or the hash stored with it, has been changed.
    Changed(u64),
    /// The register says that it has another number of entries, or another last hash.
    Head {
        /// How many entries there are.
        found: u64,
    },
    /// The register is shorter than when the checkpoint was made.
    Shorter {
        /// How many entries it had.
        had: u64,
    },
    /// The history up to the checkpoint is another.
    Other {
        /// How many entries it had.
        had: u64,
    },
    /// The checkpoint is of another register.
    Foreign,
}

/// Walks a chain entry by entry and recomputes every link.
#[derive(Clone, Debug)]
pub struct Walk {
    register: Box<str>,
    size: u64,
    head: Hash,
    kept: Option<Checkpoint>,
    met: bool,
}

impl Walk {
    /// Begins at the first entry, and compares with a checkpoint on the way.
    ///
    /// # Errors
    /// When the checkpoint is of another register.
    pub fn begin(register: &str, kept: Option<Checkpoint>) -> Result<Self, Flaw> {
        if kept.as_ref().is_some_and(|kept| *kept.register != *register) {
            return Err(Flaw::Foreign);
        }
        let met = kept.as_ref().is_none_or(|kept| kept.size == 0 && kept.head == Hash::START);
        Ok(Self { register: register.into(), size: 0, head: Hash::START, kept, met })
    }

    /// Takes the next entry.
    ///
    /// # Errors
    /// The first flaw.
    pub fn step(&mut self, seq: u64, body: &[u8], stored: Hash) -> Result<(), Flaw> {
        let expected = self.size + 1;
        if seq != expected {
            return Err(Flaw::Gap(expected));
        }
        let hash = link(&self.register, seq, self.head, body);
        if hash != stored {
            return Err(Flaw::Changed(seq));
        }
        (self.size, self.head) = (seq, hash);
        if let Some(kept) = self.kept.as_ref().filter(|kept| kept.size == seq) {
            if kept.head != hash {
                return Err(Flaw::Other { had: seq });
            }
            self.met = true;
        }
        Ok(())
    }

    /// Ends the walk: the register must say the same of its end.
    ///
    /// # Errors
    /// When it does not, or when the checkpoint was never reached.
    pub fn end(self, size: u64, head: Hash) -> Result<Checkpoint, Flaw> {
        if let (Some(kept), false) = (&self.kept, self.met) {
            return Err(Flaw::Shorter { had: kept.size });
        }
        if (size, head) != (self.size, self.head) {
            return Err(Flaw::Head { found: self.size });
        }
        Ok(Checkpoint { register: self.register, size, head })
    }
}
