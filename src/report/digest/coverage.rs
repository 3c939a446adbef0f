//! How far a run reaches: how much was judged at all, and what was never looked at.

use super::Digest;
use crate::report::escape::escape;
use crate::text::Message;

/// What was never looked at: a count in words with the names of the clauses, rules or facts.
pub(in crate::report) fn never(digest: &Digest<'_>) -> Vec<(String, Vec<String>)> {
    let words = digest.words;
    let coverage = &digest.run.coverage;
    let rules: Vec<String> = coverage
        .rules_without_subject
        .iter()
        .filter_map(|rule| digest.info(*rule))
        .map(|rule| escape(&rule.id).into_owned())
        .collect();
    let clauses: Vec<String> = coverage.clauses_unjudged.iter().map(|clause| escape(clause).into_owned()).collect();
    let facts: Vec<String> = coverage.facts_missing.iter().map(|(fact, _)| words.fact(fact)).collect();
    [("report-coverage-clauses", clauses), ("report-coverage-rules", rules), ("report-coverage-facts", facts)]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(key, names)| (words.count(key, u64::try_from(names.len()).unwrap_or(u64::MAX)), names))
        .collect()
}

/// How many of the questions got an answer.
pub(in crate::report) fn judged(digest: &Digest<'_>) -> String {
    let words = digest.words;
    let sum = |outcome: usize| -> u64 { digest.run.rules.iter().map(|rule| u64::from(rule.counts[outcome])).sum() };
    let (answered, unknown) = (sum(1) + sum(3), sum(2));
    let read = u64::try_from(digest.run.coverage.facts_read.len()).unwrap_or(u64::MAX);
    let asked = read + u64::try_from(digest.run.coverage.facts_missing.len()).unwrap_or(u64::MAX);
    let message = match answered + unknown {
        0 => Message::new("report-judged-nothing"),
        all => Message::new("report-judged").with("share", words.share(answered, all)),
    };
    let message = message.with("read", words.number(read)).with("asked", words.number(asked));
    words.say(&message)
}
