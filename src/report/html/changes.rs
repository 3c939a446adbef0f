//! What has changed since an earlier run: new, put right, still there; the clinics and the rules then and now.

use askama::Template;

use super::view::View;
use crate::model::comparison::{Change, Comparison, Gone, Standings, Went};
use crate::model::finding::Finding;
use crate::model::outcome::{Disposition, Outcome, Severity};
use crate::model::run::RuleInfo;
use crate::report::beside::{self, Tone};
use crate::report::escape::escape;
use crate::report::mark::Mark;
use crate::report::words::Words;

/// Rules that are told of, and findings of a kind.
const TOLD: usize = 20;

/// The section.
#[derive(Template)]
#[template(path = "changes.html")]
pub(super) struct Changes<'r> {
    words: &'r Words,
    heading: String,
    /// New, put right, still there.
    lines: Vec<Line>,
    /// The policies are others than then.
    is_other: bool,
    standings: Vec<Row>,
    rules: Vec<Row>,
    new: Vec<(Mark, String)>,
    gone: Vec<Way>,
}

/// How many are new, or went in one way.
struct Line {
    class: &'static str,
    sign: &'static str,
    text: String,
}

/// A figure then and now.
struct Row {
    mark: Mark,
    label: String,
    then: String,
    now: String,
    difference: String,
}

/// Failures that went in one way.
struct Way {
    mark: Mark,
    heading: String,
    names: Vec<String>,
}

impl<'r> Changes<'r> {
    pub(super) fn of(view: &View<'_, 'r>) -> Option<Self> {
        let (run, words) = (view.digest.run, view.words);
        let comparison = run.comparison.as_ref()?;
        let line = |(tone, text): (Tone, String)| Line {
            class: match tone {
                Tone::Worse => "e",
                Tone::Better => "p",
                Tone::Unclear => "u",
                Tone::Neutral => "n",
            },
            sign: tone.sign(),
            text,
        };
        Some(Self {
            words,
            heading: beside::heading(comparison, words),
            lines: beside::changes(comparison, words).into_iter().map(line).collect(),
            is_other: comparison.policies_changed,
            standings: standings(view, comparison.standings),
            rules: rules(view, comparison),
            new: new(view),
            gone: gone(view, comparison),
        })
    }
}

fn standings(view: &View<'_, '_>, then: Standings) -> Vec<Row> {
    let (summary, words) = (&view.digest.run.summary, view.words);
    [
        (Mark::Error, "html-changes-breaking", then.breaking, summary.breaking),
        (Mark::Warning, "html-changes-remarked", then.remarked, summary.remarked),
        (
            Mark::Unknown,
            "html-changes-unproven",
            then.clear.saturating_sub(then.proven),
            summary.clear.saturating_sub(summary.proven),
        ),
        (Mark::Pass, "html-changes-proven", then.proven, summary.proven),
        (Mark::NotApplicable, "html-changes-clinics", then.clinics, summary.clinics),
    ]
    .into_iter()
    .map(|(mark, key, then, now)| row(words, (mark, words.get(key)), (then, now)))
    .collect()
}

fn row(words: &Words, (mark, label): (Mark, String), (then, now): (u32, u32)) -> Row {
    let difference = match now.cmp(&then) {
        std::cmp::Ordering::Less => format!("−{}", words.number((then - now).into())),
        std::cmp::Ordering::Equal => "±0".to_owned(),
        std::cmp::Ordering::Greater => format!("+{}", words.number((now - then).into())),
    };
    Row { mark, label, then: words.number(then.into()), now: words.number(now.into()), difference }
}

/// The rules with another number of clinics that break them, the greatest change first.
fn rules(view: &View<'_, '_>, comparison: &Comparison) -> Vec<Row> {
    let rules = view.digest.run.rules.iter().zip(&comparison.rules);
    let count = |counts: [u32; 4], outcome: Outcome| counts[outcome as usize];
    let mut changed: Vec<(&RuleInfo, [u32; 4])> = rules
        .filter_map(|(info, then)| Some((info, (*then)?)))
        .filter(|(info, then)| count(*then, Outcome::Fail) != count(info.counts, Outcome::Fail))
        .collect();
    let greatest_first = |(info, then): &(&RuleInfo, [u32; 4])| {
        let change = count(*then, Outcome::Fail).abs_diff(count(info.counts, Outcome::Fail));
        std::cmp::Reverse((change, info.severity))
    };
    changed.sort_by_key(greatest_first);
    changed.truncate(TOLD);
    let told = |(info, then): (&RuleInfo, [u32; 4])| {
        let mut label = view.words.both(&info.title);
        // Fewer failures are no good news where nobody can tell any more.
        let more = count(info.counts, Outcome::Unknown).saturating_sub(count(then, Outcome::Unknown));
        if more > 0 {
            label = format!("{label} {}", view.words.count("html-changes-unknown", more));
        }
        let failed = (count(then, Outcome::Fail), count(info.counts, Outcome::Fail));
        row(view.words, (info.severity.into(), label), failed)
    };
    changed.into_iter().map(told).collect()
}

/// The failures that the earlier run did not have, the worst first.
fn new(view: &View<'_, '_>) -> Vec<(Mark, String)> {
    let digest = view.digest;
    let is_new = |finding: &&Finding| {
        finding.change == Some(Change::New)
            && finding.outcome == Outcome::Fail
            && finding.disposition == Disposition::Open
    };
    let severity = |finding: &&Finding| digest.info(finding.rule).map_or(Severity::Error, |info| info.severity);
    let mut found: Vec<&Finding> = digest.run.findings.iter().filter(is_new).collect();
    found.sort_by_key(|finding| std::cmp::Reverse(severity(finding)));
    let more = found.len().saturating_sub(TOLD);
    let mut told: Vec<(Mark, String)> = found
        .iter()
        .take(TOLD)
        .map(|finding| {
            let title = digest.info(finding.rule).map(|info| view.words.both(&info.title)).unwrap_or_default();
            (severity(finding).into(), format!("{}: {title}", digest.whom(finding)))
        })
        .collect();
    if more > 0 {
        told.push((Mark::NotApplicable, view.words.count("report-more", super::number(more))));
    }
    told
}

/// The failures that are gone, by the way they went; the only certain good news first.
fn gone(view: &View<'_, '_>, comparison: &Comparison) -> Vec<Way> {
    let words = view.words;
    let name = |gone: &&Gone| {
        let id = gone.clinic.as_ref().map_or("", |clinic| clinic.as_str());
        let name = if gone.name.is_empty() { id } else { &*gone.name };
        let item = gone.item.as_ref().map(|item| format!(", {}", view.digest.item(item))).unwrap_or_default();
        format!("{}{item}: {}", escape(name), words.both(&gone.title))
    };
    let ways = [
        (Went::Fixed, Mark::Pass),
        (Went::Unknown, Mark::Unknown),
        (Went::Waived, Mark::Waived),
        (Went::NotApplicable, Mark::NotApplicable),
        (Went::RuleLeft, Mark::NotApplicable),
        (Went::ClinicLeft, Mark::NotApplicable),
    ];
    let way = |(how, mark): (Went, Mark)| {
        let went: Vec<&Gone> = comparison.gone.iter().filter(|gone| gone.how == how).collect();
        let mut names: Vec<String> = went.iter().take(TOLD).map(name).collect();
        if went.len() > TOLD {
            names.push(words.count("report-more", super::number(went.len() - TOLD)));
        }
        (!went.is_empty()).then(|| Way {
            mark,
            heading: words.count(beside::went(how), super::number(went.len())),
            names,
        })
    };
    ways.into_iter().filter_map(way).collect()
}
