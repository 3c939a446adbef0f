//! What was read: kinds, files, how old they are, how many records, and what was wrong with them.

use std::cmp::Reverse;

use askama::Template;

use crate::model::run::LocatedProblem;
use crate::model::source::{ProblemLevel, SourceFile, SourceKind};
use crate::report::digest::Digest;
use crate::report::digest::answer::source_failed;
use crate::report::digest::sources::age;
use crate::report::escape::escape;
use crate::report::mark::Mark;
use crate::report::words::{Words, capitalised};

/// Files of a kind that have a line each; more are folded.
const FILES: usize = 20;
/// Problems that are told.
const PROBLEMS: usize = 100;

/// The section.
#[derive(Template)]
#[template(path = "sources.html")]
pub(super) struct Sources<'r> {
    words: &'r Words,
    kinds: Vec<Kind>,
    failed: Vec<String>,
    heading: Option<String>,
    problems: Vec<Problem>,
    more: Option<String>,
}

/// A kind of source.
struct Kind {
    name: String,
    files: Vec<File>,
}

struct File {
    name: String,
    format: String,
    records: String,
    left_out: String,
    taken: String,
}

struct Problem {
    mark: Mark,
    level: String,
    place: String,
    message: String,
    advice: String,
}

impl<'r> Sources<'r> {
    pub(super) fn of(digest: &Digest<'r>) -> Self {
        let (run, words) = (digest.run, digest.words);
        let failed = run.coverage.sources_failed.iter().map(|kind| source_failed(run, *kind, words));
        let mut told: Vec<&LocatedProblem> = run.problems.iter().collect();
        told.sort_by_key(|problem| Reverse(problem.level));
        let total = super::number(told.len()) + run.problems_not_shown;
        let hidden = total - super::number(told.len().min(PROBLEMS));
        Self {
            words,
            kinds: SourceKind::all().filter_map(|source| kind(digest, source)).collect(),
            failed: failed.collect(),
            heading: (total > 0).then(|| words.count("report-problems", total)),
            problems: told.iter().take(PROBLEMS).map(|one| problem(words, one)).collect(),
            more: (hidden > 0).then(|| words.count("report-problems-more", hidden)),
        }
    }
}

fn kind(digest: &Digest<'_>, kind: SourceKind) -> Option<Kind> {
    let words = digest.words;
    let files: Vec<&SourceFile> = digest.run.sources.iter().filter(|source| source.kind == kind).collect();
    let groups: Vec<&[&SourceFile]> = match files.len() {
        0 => return None,
        1..=FILES => files.chunks(1).collect(),
        _ => vec![&files],
    };
    let file = |files: &&[&SourceFile]| {
        let name = match files {
            [one] => escape(&one.name).into_owned(),
            many => words.count("report-files", super::number(many.len())),
        };
        let format = match files {
            [one] => escape(&one.format).into_owned(),
            _ => String::new(),
        };
        let left_out: u64 = files.iter().map(|source| source.left_out).sum();
        File {
            name,
            format,
            records: words.number(files.iter().map(|source| source.records).sum()),
            left_out: if left_out == 0 { "·".to_owned() } else { words.number(left_out) },
            taken: age(digest, files),
        }
    };
    Some(Kind { name: capitalised(&words.source(kind)), files: groups.iter().map(file).collect() })
}

/// A problem without the text that stands at its place: what could not be read may be what must not be shown.
fn problem(words: &Words, problem: &LocatedProblem) -> Problem {
    let (mark, key) = match problem.level {
        ProblemLevel::Error => (Mark::Error, "html-problem-error"),
        ProblemLevel::Warning => (Mark::Warning, "html-problem-warning"),
        ProblemLevel::Note => (Mark::Info, "html-problem-note"),
    };
    Problem {
        mark,
        level: capitalised(&words.get(key)),
        place: words.place(&problem.at),
        message: capitalised(&words.say(&problem.message)),
        advice: problem.advice.as_ref().map(|advice| words.say(advice)).unwrap_or_default(),
    }
}
