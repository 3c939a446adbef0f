//! Clinic exports as delimited text, in both layouts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use riktlinje::model::source::SourceKind;

fuzz_target!(|bytes: &[u8]| riktlinje_fuzz::source(SourceKind::Exports, bytes));
