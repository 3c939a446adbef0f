//! The mapping file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use riktlinje::source::mapping::Mapping;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Err(problems) = Mapping::parse(text, riktlinje_fuzz::needs()) {
        assert!(!problems.is_empty(), "a mapping that is refused has a problem that says why");
        for problem in problems {
            let (start, end) = (problem.span.start as usize, problem.span.end as usize);
            assert!(text.get(start..end).is_some(), "{start}..{end} is no part of the text");
        }
    }
});
