//! Packed sources: raw bytes that begin as gzip or zip, or an entry's name and content to be packed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use riktlinje::model::source::SourceKind;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0x1F, 0x8B]) {
        riktlinje_fuzz::source(SourceKind::Staff, bytes);
    } else {
        riktlinje_fuzz::source(SourceKind::Staff, &riktlinje_fuzz::archive(bytes));
    }
});
