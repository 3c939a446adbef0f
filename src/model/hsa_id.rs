//! HSA-ids, as people and systems write them.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The identity of a unit, a service or a member of staff in the HSA directory, such as `SE2321000057-TEST1`.
///
/// Kept as written, compared without regard to case. Surrounding blanks (also no-break spaces, byte-order marks and
/// zero-width characters, which come with pasting) are not part of it. Copies share their letters.
#[derive(Clone)]
pub struct HsaId(Arc<str>);

/// Why a text is not an HSA-id. Never carries the text itself: it may be a personal identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HsaIdError {
    /// Nothing but blanks.
    #[error("the HSA-id is empty")]
    Empty,
    /// Longer than any real id (the national directory's longest is 31 characters; we allow 64).
    #[error("the HSA-id is longer than 64 characters")]
    TooLong,
    /// A character that no HSA-id has, at this position (from 1), such as a Cyrillic `Е` that looks like a Latin one.
    #[error("the HSA-id has the character {character:?} at position {position}")]
    Character {
        /// The character.
        character: char,
        /// Its position, counted from 1 after blanks are trimmed.
        position: usize,
    },
    /// The text is, or ends with, something that reads as a personal identity number.
    #[error("the HSA-id reads as a personal identity number")]
    PersonalNumber,
}

impl HsaId {
    /// Reads an HSA-id as somebody wrote it.
    ///
    /// # Errors
    /// [`HsaIdError`] when it cannot be one.
    pub fn parse(text: &str) -> Result<Self, HsaIdError> {
        let text = trim(text);
        if text.is_empty() {
            return Err(HsaIdError::Empty);
        }
        if text.len() > 64 && text.chars().count() > 64 {
            return Err(HsaIdError::TooLong);
        }
        if let Some((index, character)) =
            text.chars().enumerate().find(|(_, c)| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')))
        {
            return Err(HsaIdError::Character { character, position: index + 1 });
        }
        // A sole trader's organisation number is a personal identity number: `SE` and then ten or twelve digits.
        let number = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let owner = || super::personal_number::is_whole(&number[..digits]);
        let after = |cut: Option<(&str, &str)>| cut.is_some_and(|(_, end)| super::personal_number::is_whole(end));
        if super::personal_number::find(number).is_some() || owner() || after(text.split_once('-')) {
            return Err(HsaIdError::PersonalNumber);
        }
        Ok(Self(text.into()))
    }

    /// How many characters two ids begin with that are the same.
    #[must_use]
    pub fn begins_like(&self, other: &Self) -> usize {
        self.0.bytes().zip(other.0.bytes()).take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count()
    }

    /// So many characters of the id from one on, in upper case, then zeros: they are in the order of the ids.
    #[must_use]
    pub fn upper_from<const N: usize>(&self, from: usize) -> [u8; N] {
        let mut characters = [0; N];
        for (character, byte) in characters.iter_mut().zip(self.0.bytes().skip(from)) {
            *character = byte.to_ascii_uppercase();
        }
        characters
    }

    /// The id as it was written, without surrounding blanks.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text without the blanks and invisible characters that pasting adds.
#[must_use]
pub fn trim(text: &str) -> &str {
    // Nearly every text begins and ends with something to see.
    if let [first, .., last] = text.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return text;
    }
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
    })
}

impl PartialEq for HsaId {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}
impl Eq for HsaId {}
impl PartialOrd for HsaId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for HsaId {
    fn cmp(&self, other: &Self) -> Ordering {
        // Most ids begin alike and are written alike: only from where they differ does case matter.
        let (one, other) = (self.0.as_bytes(), other.0.as_bytes());
        let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
        upper(&one[same..]).cmp(upper(&other[same..]))
    }
}

fn upper(bytes: &[u8]) -> impl Iterator<Item = u8> {
    bytes.iter().map(u8::to_ascii_uppercase)
}

impl Hash for HsaId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // In one go: a hasher pays for each call, and whole regions are looked up by id.
        let mut upper = [0; 64];
        for (upper, byte) in upper.iter_mut().zip(self.0.bytes()) {
            *upper = byte.to_ascii_uppercase();
        }
        state.write(&upper[..self.0.len().min(64)]);
        state.write_u8(0xff);
    }
}
impl fmt::Display for HsaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for HsaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HsaId({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{HsaId, HsaIdError};

    #[test]
    fn a_personal_identity_number_is_no_hsa_id_in_any_spelling() {
        for text in [
            "811218-9876",
            "19811218-9876",
            "8112189876",
            "SE2321000057-8112189876",
            "SE2321000057-811218-9876",
            "SE8112189876-TEST",
            "SE198112189876-TEST",
            "se811218-9876",
            "TSE8112189876",
        ] {
            assert_eq!(HsaId::parse(text), Err(HsaIdError::PersonalNumber), "{text}");
        }
        for text in ["SE2321000057-TEST1", "SE162321000057-TEST1", "SE168112189876-TEST1", "HSASERVICES-106J"] {
            assert!(HsaId::parse(text).is_ok(), "{text}");
        }
    }
}
