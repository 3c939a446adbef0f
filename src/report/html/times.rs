//! How long answers took, as bars: so many within each time, and which of them came in time.

use askama::Template;

use super::bar::{Part, parts};
use crate::report::beside;
use crate::report::digest::Digest;
use crate::report::mark::Mark;
use crate::report::words::{Words, capitalised};

/// The section.
#[derive(Template)]
#[template(path = "times.html")]
pub(super) struct Times<'r> {
    words: &'r Words,
    lead: String,
    rows: Vec<Row>,
}

/// Answers that took so long.
struct Row {
    mark: Mark,
    time: String,
    verdict: String,
    count: String,
    share: String,
    sum: String,
    bar: Vec<Part>,
}

impl<'r> Times<'r> {
    pub(super) fn of(digest: &Digest<'r>) -> Option<Self> {
        let words = digest.words;
        let times = digest.run.answer_times.as_ref().filter(|times| times.answers > 0)?;
        let mut sum = 0;
        let row = |(time, count): (Option<crate::model::span::TimeSpan>, u64)| {
            let in_time = time.is_some_and(|time| time.weight() <= times.limit.weight());
            let mark = if in_time { Mark::Pass } else { Mark::Error };
            sum += count;
            Row {
                mark,
                time: capitalised(&time.map_or_else(|| words.get("answer-times-longer"), |time| words.span(time))),
                verdict: words.get(if in_time { "html-times-in-time" } else { "html-times-late" }),
                count: words.number(count),
                share: words.percentage(count, times.answers),
                sum: words.percentage(sum, times.answers),
                bar: parts([(mark, count)], times.answers),
            }
        };
        let rows = beside::distribution(times).into_iter().map(row).collect();
        Some(Self { words, lead: beside::answer_times(times, words), rows })
    }
}
