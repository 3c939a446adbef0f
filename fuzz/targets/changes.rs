//! Tables of changes of permissions.
#![no_main]

use libfuzzer_sys::fuzz_target;
use riktlinje::model::source::SourceKind;

fuzz_target!(|bytes: &[u8]| riktlinje_fuzz::source(SourceKind::Changes, bytes));
