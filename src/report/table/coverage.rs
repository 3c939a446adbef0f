//! The honest last lines: how much was judged at all, and what was never looked at.

use std::io;

use crate::report::digest::Digest;
use crate::report::escape::escape;
use crate::report::sheet::{BOLD, FAINT, Sheet, piece, plain};
use crate::text::Message;

/// Rules, facts and clauses that are named.
const NAMED: usize = 5;

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let (run, words) = (digest.run, digest.words);
    let coverage = &run.coverage;
    sheet.heading(&words.get("report-coverage-heading"))?;

    let rules: Vec<String> = coverage
        .rules_without_subject
        .iter()
        .filter_map(|rule| digest.info(*rule))
        .map(|rule| escape(&rule.id).into_owned())
        .collect();
    let clauses: Vec<String> = coverage.clauses_unjudged.iter().map(|clause| escape(clause).into_owned()).collect();
    let facts: Vec<String> = coverage.facts_missing.iter().map(|(fact, _)| words.fact(fact)).collect();
    for (key, names) in
        [("report-coverage-clauses", clauses), ("report-coverage-rules", rules), ("report-coverage-facts", facts)]
    {
        if names.is_empty() {
            continue;
        }
        let count = words.count(key, u64::try_from(names.len()).unwrap_or(u64::MAX));
        let mut shown: Vec<String> = names.iter().take(NAMED).cloned().collect();
        if names.len() > NAMED {
            shown.push(words.count("report-more", u64::try_from(names.len() - NAMED).unwrap_or(u64::MAX)));
        }
        sheet.flow((2, 4), &[plain(format!("{count}: ")), piece(FAINT, words.join(&shown))])?;
    }
    sheet.flow((2, 4), &[piece(BOLD, judged(digest))])
}

/// How many of the questions got an answer.
fn judged(digest: &Digest<'_>) -> String {
    let words = digest.words;
    let sum = |outcome: usize| -> u64 { digest.run.rules.iter().map(|rule| u64::from(rule.counts[outcome])).sum() };
    let (answered, unknown) = (sum(1) + sum(3), sum(2));
    let read = u64::try_from(digest.run.coverage.facts_read.len()).unwrap_or(u64::MAX);
    let asked = read + u64::try_from(digest.run.coverage.facts_missing.len()).unwrap_or(u64::MAX);
    let message = Message::new("report-judged")
        .with("share", words.share(answered, answered + unknown))
        .with("read", words.number(read))
        .with("asked", words.number(asked));
    words.say(&message)
}
