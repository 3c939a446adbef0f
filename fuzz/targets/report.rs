//! A stored run: what is read back must be writable, and must then be the same run.
#![no_main]

use libfuzzer_sys::fuzz_target;
use riktlinje::model::run::Run;
use riktlinje::report::Report as _;
use riktlinje::report::json::{Json, read};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(run) = read(text) else { return };
    let once = written(&run);
    let again = read(&once).expect("what we write we can read");
    assert_eq!(once, written(&again), "a run that is read and written again stays the same");
});

fn written(run: &Run) -> String {
    let mut bytes = Vec::new();
    Json.render(run, &mut bytes).expect("a vector takes everything");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}
