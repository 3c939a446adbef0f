//! Digests as they are written: SHA-256 in hexadecimal, and the short names that findings keep from run to run.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> Box<str> {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
    }
    text.into()
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Box<str> {
    hex(&Sha256::digest(bytes))
}

/// A stable name for what these parts say together: the first 16 hexadecimal digits of their SHA-256.
#[must_use]
pub fn fingerprint(parts: &[&str]) -> Box<str> {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hex(&hasher.finalize()[..8])
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
