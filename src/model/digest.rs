//! Digests as they are written: SHA-256 in hexadecimal, and the short names that findings keep from run to run.

use sha2::{Digest as _, Sha256};

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> Box<str> {
    let digit = |four: u8| char::from(b"0123456789abcdef"[usize::from(four)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect::<String>().into()
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Box<str> {
    hex(&Sha256::digest(bytes))
}

/// A stable name for what these parts say together: the first 16 hexadecimal digits of their SHA-256.
#[must_use]
pub fn fingerprint(parts: &[&str]) -> Box<str> {
    // All at once, since most are shorter than what SHA-256 takes in at a time.
    let mut bytes = Vec::with_capacity(128);
    for part in parts {
        bytes.extend_from_slice(part.as_bytes());
        bytes.push(0);
    }
    hex(&Sha256::digest(bytes)[..8])
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, hex};

    #[test]
    fn bytes_are_two_digits_each() {
        assert_eq!(&*hex(&[0, 10, 255]), "000aff");
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
        assert_eq!(fingerprint(&["a"]).len(), 16);
    }
}
