//! The answer of a run: how many clinics follow the guideline, what is not known about the population, what to do first.

use super::{Digest, Standing, broken};
use crate::model::finding::Finding;
use crate::model::run::{FirstAction, RuleInfo, Run, Summary};
use crate::model::source::SourceKind;
use crate::report::words::{Words, capitalised};
use crate::text::Message;

/// How many rules and actions the answer names.
pub(in crate::report) const FIRST: usize = 5;
/// How many findings of a rule are asked for the change that most of them need.
const ASKED: usize = 500;

/// The answer in one sentence.
pub(in crate::report) fn headline(summary: &Summary, words: &Words) -> String {
    let number = |count: u32| words.number(count.into());
    let message = match summary {
        Summary { clinics: 0, .. } => Message::new("report-headline-nobody"),
        Summary { clinics, proven, .. } if proven == clinics => {
            Message::new("report-headline-all").with("count", *clinics).with("clinics", number(*clinics))
        }
        Summary { clinics, breaking: 1.., .. } => Message::new("report-headline-breaking")
            .with("count", *clinics)
            .with("breaking", number(summary.breaking))
            .with("clinics", number(*clinics)),
        Summary { remarked: 1.., .. } => Message::new("report-headline-remarked")
            .with("count", summary.remarked)
            .with("remarked", number(summary.remarked)),
        Summary { clinics, proven, .. } => {
            Message::new("report-headline-unproven").with("proven", number(*proven)).with("clinics", number(*clinics))
        }
    };
    words.say(&message)
}

/// How many clinics stand in each way, the worst first.
pub(in crate::report) fn standings(summary: &Summary) -> [(Standing, u32); 4] {
    [
        (Standing::Breaking, summary.breaking),
        (Standing::Remarked, summary.remarked),
        (Standing::Unproven, summary.clear.saturating_sub(summary.proven)),
        (Standing::Proven, summary.proven),
    ]
}

/// That a source could not be read, all of it or some.
pub(in crate::report) fn source_failed(run: &Run, kind: SourceKind, words: &Words) -> String {
    let some_was_read = run.sources.iter().any(|source| source.kind == kind && source.records > 0);
    let key = if some_was_read { "report-source-failed-partly" } else { "report-source-failed" };
    capitalised(&words.say(&Message::new(key).with("source", words.source(kind))))
}

/// What makes the answer less than it seems, a sentence each: sources that could not be read, and what is not known about
/// the population itself.
pub(in crate::report) fn population(run: &Run, words: &Words) -> Vec<String> {
    let population = &run.population;
    let failed = run.coverage.sources_failed.iter().map(|kind| {
        let failed = source_failed(run, *kind, words);
        words.say(&Message::new("report-source-failed-answer").with("failed", failed))
    });
    let mut lines: Vec<String> = failed.collect();
    // A list that could not be read is told of as such.
    if population.listed.is_none() && !run.coverage.sources_failed.contains(&SourceKind::Clinics) {
        lines.push(words.get("report-population-unlisted"));
    }
    let unbound = u32::try_from(run.clinics.len()).unwrap_or(u32::MAX).saturating_sub(run.summary.clinics);
    for (key, count) in [
        ("report-population-unbound", unbound),
        ("report-population-not-exported", population.listed_not_exported),
        ("report-population-not-listed", population.exported_not_listed),
        ("report-population-filtered", population.filtered_out),
    ] {
        if count > 0 {
            lines.push(words.count(key, count));
        }
    }
    lines
}

/// The change that the rule's findings need most from this role, else the rule's advice, or what is wrong.
pub(in crate::report) fn change(digest: &Digest<'_>, action: &FirstAction, info: &RuleInfo) -> String {
    let words = digest.words;
    let open = digest.rules.get(usize::from(action.rule.0)).map_or(&[][..], |of_rule| &of_rule.open);
    let theirs = |finding: &&&Finding| finding.remedy.as_ref().is_some_and(|remedy| remedy.who == action.who);
    let theirs: Vec<&Finding> = open.iter().take(ASKED).filter(theirs).copied().collect();
    let steps = broken::steps(&theirs);
    match steps.iter().find(|(step, _)| step.who == action.who) {
        Some((step, count)) if usize::try_from(*count).is_ok_and(|count| count * 2 > theirs.len()) => {
            words.say(&step.message)
        }
        Some((step, _)) => words.say(
            &Message::new("report-change-among")
                .with("change", words.say(&step.message))
                .with("clauses", info.clauses.join(", ")),
        ),
        None if info.responsible == action.who => broken::advice(digest, info, broken::ADVICE),
        None => words.both(&info.title),
    }
}
