//! What there is to do, by the role that is answerable: each broken rule with the changes that mend it and its clinics.

use askama::Template;

use super::view::View;
use crate::model::finding::Finding;
use crate::report::digest::broken::{Broken, by_role, cited, shared_evidence, steps, told};
use crate::report::mark::Mark;
use crate::report::words::{Words, capitalised};

/// Clinics that are named at a rule.
const CLINICS: usize = 60;
/// Different changes that are told.
const CHANGES: usize = 8;

/// The section.
#[derive(Template)]
#[template(path = "work.html")]
pub(super) struct Work<'r> {
    words: &'r Words,
    roles: Vec<Role>,
}

struct Role {
    name: String,
    reach: String,
    rules: Vec<Rule>,
}

/// A broken rule.
struct Rule {
    ix: u16,
    mark: Mark,
    title: String,
    meta: String,
    by: Option<String>,
    /// What is expected and found, where that is the same at every clinic.
    evidence: Vec<String>,
    /// By role.
    changes: Vec<(String, Vec<String>)>,
    more_changes: Option<String>,
    advice: String,
    clinics: Vec<Clinic>,
    more: Option<String>,
}

/// A clinic that breaks the rule: its place in the run, its name.
struct Clinic {
    ix: Option<usize>,
    name: String,
    items: Option<String>,
}

impl<'r> Work<'r> {
    pub(super) fn of(view: &View<'_, 'r>) -> Option<Self> {
        let words = view.words;
        let role = |(role, rules): (&str, Vec<Broken<'_, '_>>)| Role {
            name: capitalised(&words.role(role)),
            reach: words.count("report-rules", super::number(rules.len())),
            rules: rules.into_iter().map(|broken| rule(view, broken)).collect(),
        };
        let roles: Vec<Role> = by_role(view.digest).into_iter().map(role).collect();
        (!roles.is_empty()).then_some(Self { words, roles })
    }
}

fn rule(view: &View<'_, '_>, (info, of_rule): Broken<'_, '_>) -> Rule {
    let (digest, words) = (view.digest, view.words);
    let all = of_rule.clinics == digest.run.summary.clinics && of_rule.clinics > 1;
    let count = words.count(if all { "report-all-clinics" } else { "report-clinics" }, of_rule.clinics);
    let shared = shared_evidence(&of_rule.open).map(|evidence| told(evidence).map(|one| words.evidence(one)).collect());
    let (clinics, more) = clinics(view, &of_rule.open);
    let (changes, more_changes) = changes(view, &of_rule.open);
    Rule {
        ix: of_rule.open[0].rule.0,
        mark: info.severity.into(),
        title: words.both(&info.title),
        meta: format!("{count} · {} · {}", words.severity(info.severity), cited(info)),
        by: view.remedy_by(of_rule.open[0].rule),
        evidence: shared.unwrap_or_default(),
        changes,
        more_changes,
        advice: words.both(&info.advice),
        clinics,
        more,
    }
}

/// Who does what, and at how many places; and how many changes are not told.
fn changes(view: &View<'_, '_>, open: &[&Finding]) -> (Vec<(String, Vec<String>)>, Option<String>) {
    let words = view.words;
    let steps = steps(open);
    let different = steps.len() > 1;
    let mut by_role: Vec<(&str, Vec<String>)> = Vec::new();
    for (step, count) in steps.iter().take(CHANGES) {
        let places = if different { format!(" ({})", words.count("report-places", *count)) } else { String::new() };
        let what = format!("{}{places}", words.say(&step.message));
        match by_role.iter_mut().find(|(who, _)| *who == &*step.who) {
            Some((_, changes)) => changes.push(what),
            None => by_role.push((&step.who, vec![what])),
        }
    }
    let more = steps.len().saturating_sub(CHANGES);
    let named = by_role.into_iter().map(|(who, changes)| (capitalised(&words.role(who)), changes)).collect();
    (named, (more > 0).then(|| words.count("html-work-more", super::number(more))))
}

/// The clinics that break a rule, each once, and how many more there are.
fn clinics(view: &View<'_, '_>, open: &[&Finding]) -> (Vec<Clinic>, Option<String>) {
    let (digest, words) = (view.digest, view.words);
    let mut counted: Vec<(&Finding, u64)> = Vec::new();
    for finding in open {
        match counted.last_mut() {
            Some((last, items)) if last.clinic == finding.clinic => *items += 1,
            _ => counted.push((finding, 1)),
        }
    }
    let more = counted.len().saturating_sub(CLINICS);
    let clinic = |(finding, items): &(&Finding, u64)| Clinic {
        ix: finding.clinic.as_ref().and_then(|clinic| digest.position(clinic)),
        name: digest.whose(finding),
        items: (*items > 1).then(|| words.count("report-items", *items)),
    };
    let named = counted.iter().take(CLINICS).map(clinic).collect();
    (named, (more > 0).then(|| words.count("report-more", super::number(more))))
}
