//! Compliance clause by clause: a bar each, and below it the rules that express the clause.

use askama::Template;

use super::bar::{Part, parts};
use super::view::{Clause, View};
use crate::model::finding::RuleIx;
use crate::report::escape::escape;
use crate::report::mark::{Counts, Mark};
use crate::report::words::{Words, capitalised};
use crate::text::Message;

/// The section.
#[derive(Template)]
#[template(path = "clauses.html")]
pub(super) struct Clauses<'r> {
    words: &'r Words,
    groups: Vec<Group>,
}

/// The clauses of a policy.
struct Group {
    /// The policy's title, where there are several.
    title: Option<String>,
    lines: Vec<Line>,
}

/// A clause.
struct Line {
    ix: usize,
    name: String,
    /// What it says.
    title: String,
    bar: Vec<Part>,
    figures: Vec<(Mark, String)>,
    share: Option<String>,
    outside: Option<String>,
    show: Option<String>,
    rules: Vec<Rule>,
}

/// A rule of a clause.
struct Rule {
    ix: u16,
    /// Where the page tells of it first; elsewhere it has no anchor.
    is_first: bool,
    mark: Mark,
    severity: String,
    title: String,
    id: String,
    who: String,
    counts: String,
    advice: String,
}

impl<'r> Clauses<'r> {
    pub(super) fn of(view: &View<'_, 'r>) -> Option<Self> {
        let policies = &view.digest.run.policies;
        let mut told = vec![false; view.digest.run.rules.len()];
        let mut groups: Vec<(usize, Group)> = Vec::new();
        for (ix, clause) in view.clauses.iter().enumerate() {
            let line = line(view, (ix, clause), &mut told);
            match groups.last_mut() {
                Some((policy, group)) if *policy == clause.policy || clause.name.is_none() => group.lines.push(line),
                _ => {
                    let title = policies.get(clause.policy).filter(|_| policies.len() > 1);
                    let title = title.map(|policy| view.words.both(&policy.title));
                    groups.push((clause.policy, Group { title, lines: vec![line] }));
                }
            }
        }
        let groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
        (!groups.is_empty()).then_some(Self { words: view.words, groups })
    }
}

/// What is drawn and told, the worst first.
fn shown(counts: &Counts) -> impl Iterator<Item = (Mark, u64, &'static str)> {
    [
        (Mark::Error, counts.of_mark(Mark::Error), "html-clause-breaking"),
        (Mark::Warning, counts.remarked(), "html-clause-remarked"),
        (Mark::Unknown, counts.of_mark(Mark::Unknown), "html-clause-unknown"),
        (Mark::Waived, counts.of_mark(Mark::Waived), "html-clause-waived"),
        (Mark::Pass, counts.of_mark(Mark::Pass), "html-clause-follows"),
    ]
    .into_iter()
}

fn figures(counts: &Counts, words: &Words) -> Vec<(Mark, String)> {
    let there = shown(counts).filter(|(_, count, _)| *count > 0);
    there.map(|(mark, count, key)| (mark, words.count(key, count))).collect()
}

fn line(view: &View<'_, '_>, (ix, clause): (usize, &Clause<'_>), told: &mut [bool]) -> Line {
    let words = view.words;
    let counts = view.marks.counts(&clause.rules);
    let concerned = counts.concerned();
    let name = clause.name.map_or_else(|| words.get("html-clauses-rest"), |name| escape(name).into_owned());
    let outside = match (concerned, counts.of_mark(Mark::NotApplicable)) {
        (0, _) => Some(words.get("html-clause-nobody")),
        (_, 0) => None,
        (_, outside) => Some(words.count("html-clause-outside", outside)),
    };
    let has_findings = concerned > counts.of_mark(Mark::Pass);
    Line {
        ix,
        title: title(view, clause),
        bar: parts(shown(&counts).map(|(mark, count, _)| (mark, count)), concerned),
        figures: figures(&counts, words),
        // What no clause carries, such as our own word on a waiver, is only ever told where it is wrong.
        share: (concerned > 0 && clause.name.is_some()).then(|| {
            let share = words.percentage(counts.of_mark(Mark::Pass), concerned);
            words.say(&Message::new("html-clause-share").with("share", share))
        }),
        outside,
        show: has_findings.then(|| words.say(&Message::new("html-clause-show").with("clause", &*name))),
        rules: clause.rules.iter().map(|ix| rule(view, *ix, told)).collect(),
        name,
    }
}

/// What the clause says, or else the title of its rule that most clinics break; of those that nobody breaks the first.
fn title(view: &View<'_, '_>, clause: &Clause<'_>) -> String {
    if let Some(says) = clause.says {
        return view.words.both(says);
    }
    let broken = |rule: &RuleIx| view.digest.rules.get(usize::from(rule.0)).map_or(0, |of_rule| of_rule.clinics);
    // The first of those with most, not the last.
    let worst = clause.rules.iter().rev().max_by_key(|rule| broken(rule));
    worst.and_then(|rule| view.digest.info(*rule)).map(|info| view.words.both(&info.title)).unwrap_or_default()
}

fn rule(view: &View<'_, '_>, ix: RuleIx, told: &mut [bool]) -> Rule {
    let words = view.words;
    let info = &view.digest.run.rules[usize::from(ix.0)];
    let figures: Vec<String> =
        figures(&view.marks.counts(&[ix]), words).into_iter().map(|(_, figure)| figure).collect();
    let counts = if figures.is_empty() { words.get("html-clause-nobody") } else { figures.join(" · ") };
    let is_first = !std::mem::replace(&mut told[usize::from(ix.0)], true);
    Rule {
        ix: ix.0,
        is_first,
        mark: info.severity.into(),
        severity: capitalised(&words.severity(info.severity)),
        title: words.both(&info.title),
        id: escape(&info.id).into_owned(),
        who: capitalised(&words.role(&info.responsible)),
        counts,
        advice: words.both(&info.advice),
    }
}
