//! How well permissions follow the people, where a register was read.

use askama::Template;

use crate::report::beside;
use crate::report::digest::Digest;
use crate::report::words::Words;

/// The section.
#[derive(Template)]
#[template(path = "follow_up.html")]
pub(super) struct FollowUp<'r> {
    words: &'r Words,
    lines: Vec<String>,
}

impl<'r> FollowUp<'r> {
    pub(super) fn of(digest: &Digest<'r>) -> Option<Self> {
        let lines = beside::follow_up(digest.run.follow_up.as_ref()?, digest.words);
        (!lines.is_empty()).then_some(Self { words: digest.words, lines })
    }
}
