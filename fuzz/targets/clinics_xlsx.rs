//! Clinic exports as workbooks: raw bytes that begin as an archive, or the parts of a workbook to be packed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use riktlinje::model::source::SourceKind;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        riktlinje_fuzz::source(SourceKind::Exports, bytes);
    } else {
        riktlinje_fuzz::source(SourceKind::Exports, &riktlinje_fuzz::workbook(bytes));
    }
});
