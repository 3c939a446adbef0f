//! The honest last lines: how much was judged at all, and what was never looked at.

use askama::Template;

use crate::report::digest::Digest;
use crate::report::digest::coverage::{judged, never};
use crate::report::words::Words;

/// The section.
#[derive(Template)]
#[template(path = "coverage.html")]
pub(super) struct Coverage<'r> {
    words: &'r Words,
    never: Vec<(String, Vec<String>)>,
    judged: String,
    read: Vec<String>,
}

impl<'r> Coverage<'r> {
    pub(super) fn of(digest: &Digest<'r>) -> Self {
        let words = digest.words;
        let mut read: Vec<String> = digest.run.coverage.facts_read.iter().map(|fact| words.fact(fact)).collect();
        read.dedup();
        Self { words, never: never(digest), judged: judged(digest), read }
    }
}
