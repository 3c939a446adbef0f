//! A policy: from its file to rules, or to mistakes that can be drawn. It may extend the embedded ones.
#![no_main]

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use riktlinje::policy::compile;
use riktlinje::policy::library::{POLICY_FILE, PolicyFiles, embedded};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let files = PolicyFiles { name: "fuzzed".into(), files: vec![(POLICY_FILE.into(), Cow::Owned(text.to_owned()))] };
    let compilation = compile(&[files], &embedded);
    assert!(
        compilation.compiled.is_some() || !compilation.problems.is_empty(),
        "a policy that cannot be judged has a problem that says why"
    );
    for problem in &compilation.problems {
        let drawn = compilation.texts.iter().find(|(label, _)| *label == problem.file);
        let (start, end) = (problem.span.start as usize, problem.span.end as usize);
        if let Some((_, text)) = drawn {
            assert!(text.get(start..end).is_some(), "{start}..{end} is no part of {}", problem.file);
        }
    }
});
