//! What stands beside the verdict, in words that every format for people shares: what has changed since an earlier run, how
//! fast answers come, how well permissions follow the people.

use super::words::Words;
use crate::model::comparison::{Comparison, Went};
use crate::model::measured::{AnswerTimes, FollowUp};
use crate::model::run::Summary;
use crate::model::span::TimeSpan;
use crate::text::Message;

/// What a change means for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Worse than then.
    Worse,
    /// Better than then.
    Better,
    /// Nobody can tell.
    Unclear,
    /// As it was, or neither good nor bad.
    Neutral,
}

impl Tone {
    /// The sign, which says the same as a colour.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Worse => "+",
            Self::Better => "✓",
            Self::Unclear => "?",
            Self::Neutral => "·",
        }
    }
}

/// The heading of what has changed.
pub(super) fn heading(comparison: &Comparison, words: &Words) -> String {
    let message = Message::new("changes-heading").with("date", comparison.as_of.date_naive());
    words.say(&message.with("file", &*comparison.file))
}

/// How many failures are new, still there, gone and how: a line each, without those that are none.
pub(super) fn changes(comparison: &Comparison, words: &Words) -> Vec<(Tone, String)> {
    let mut lines = vec![new(comparison, words)];
    for (tone, how) in [
        (Tone::Better, Went::Fixed),
        (Tone::Unclear, Went::Unknown),
        (Tone::Neutral, Went::Waived),
        (Tone::Neutral, Went::NotApplicable),
        (Tone::Neutral, Went::RuleLeft),
        (Tone::Neutral, Went::ClinicLeft),
    ] {
        let count = comparison.went(how);
        if count > 0 {
            lines.push((tone, words.count(went(how), count as u64)));
        }
    }
    let unchanged: u32 = comparison.unchanged.iter().sum();
    if unchanged > 0 {
        lines.push((Tone::Neutral, words.count("changes-unchanged", unchanged)));
    }
    lines
}

fn new(comparison: &Comparison, words: &Words) -> (Tone, String) {
    let [infos, warnings, errors] = comparison.new;
    let kinds = [("changes-errors", errors), ("changes-warnings", warnings), ("changes-infos", infos)];
    let kinds = kinds.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| words.count(key, count));
    let kinds: Vec<String> = kinds.collect();
    let count = u64::from(errors + warnings + infos);
    if count == 0 {
        return (Tone::Better, words.get("changes-new-none"));
    }
    let message = Message::new("changes-new").with("count", count).with("number", words.number(count));
    (Tone::Worse, words.say(&message.with("kinds", words.join(&kinds))))
}

/// The sentence that counts failures that went in a way.
pub(super) fn went(how: Went) -> &'static str {
    match how {
        Went::Fixed => "changes-went-fixed",
        Went::NotApplicable => "changes-went-not-applicable",
        Went::Unknown => "changes-went-unknown",
        Went::Waived => "changes-went-waived",
        Went::RuleLeft => "changes-went-rule-left",
        Went::ClinicLeft => "changes-went-clinic-left",
    }
}

/// How clinics stand now and stood then, and whether the policies are other ones.
pub(super) fn standings(comparison: &Comparison, summary: &Summary, words: &Words) -> Vec<String> {
    let number = |count: u32| words.number(count.into());
    let then = comparison.standings;
    let message = Message::new("changes-standings")
        .with("now", number(summary.breaking))
        .with("of", number(summary.clinics))
        .with("then", number(then.breaking))
        .with("of-then", number(then.clinics))
        .with("proven", number(summary.proven))
        .with("proven-then", number(then.proven));
    let mut lines = vec![words.say(&message)];
    if comparison.policies_changed {
        lines.push(words.get("changes-policies"));
    }
    lines
}

/// How many answers came in time, in a sentence.
pub(super) fn answer_times(times: &AnswerTimes, words: &Words) -> String {
    let in_time = times.within.iter().find(|(time, _)| *time == times.limit).map_or(0, |(_, answers)| *answers);
    let message = Message::new(if times.over.is_some() { "answer-times-over" } else { "answer-times-share" })
        .with("share", words.share(in_time, times.answers))
        .with("limit", words.span(times.limit))
        .with("clinics", words.count("report-clinics", times.clinics));
    words.say(&match times.over {
        Some(over) => message.with("over", words.span(over)),
        None => message,
    })
}

/// Answers by how long they took: each time up to which, the longest last, which has none; and how many took longer than
/// the time before and no longer than this.
pub(super) fn distribution(times: &AnswerTimes) -> Vec<(Option<TimeSpan>, u64)> {
    let mut before = 0;
    let mut steps: Vec<(Option<TimeSpan>, u64)> = Vec::new();
    for (time, answers) in &times.within {
        steps.push((Some(*time), answers.saturating_sub(before)));
        before = *answers;
    }
    steps.push((None, times.answers.saturating_sub(before)));
    steps
}

/// How well permissions follow the people: a sentence for each figure that is known.
pub(super) fn follow_up(follow_up: &FollowUp, words: &Words) -> Vec<String> {
    let days = |days: u64| words.count("span-days", days);
    let leavers = follow_up.leavers.map(|latency| {
        let message = Message::new("follow-up-leavers")
            .with("count", latency.count)
            .with("number", words.number(latency.count.into()))
            .with("median", days(latency.median));
        words.say(&message.with("longest", days(latency.longest)))
    });
    let on_leave = follow_up.on_leave.map(|count| words.count("follow-up-on-leave", count));
    let reviewed = follow_up.reviewed.map(|(in_time, of)| {
        words.say(&Message::new("follow-up-reviewed").with("share", words.share(in_time.into(), of.into())))
    });
    [leavers, on_leave, reviewed].into_iter().flatten().collect()
}
