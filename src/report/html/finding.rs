//! A finding at its clinic: what was expected and found, the line that decided it, and what to do.

use askama::Template;

use super::view::View;
use crate::model::case_type::Vocabulary as _;
use crate::model::comparison::Change;
use crate::model::finding::Finding;
use crate::model::outcome::{Disposition, Outcome};
use crate::model::place::{Located, Spot};
use crate::report::digest::broken::{decisive, told};
use crate::report::mark::Mark;
use crate::report::snippet;
use crate::report::words::{Words, capitalised};

/// Places that are drawn for a finding.
const PLACES: usize = 3;
/// Characters that are drawn before and after a value.
const AROUND: usize = 70;
/// Characters of a line that a place keeps.
const KEPT: usize = 200;

/// A finding.
#[derive(Template)]
#[template(path = "finding.html")]
pub(super) struct Shown<'r> {
    words: &'r Words,
    mark: Mark,
    rule: u16,
    /// The place of the role that can do something about it, where it is not the rule's own.
    who: Option<usize>,
    /// What it is beside an earlier run.
    change: &'static str,
    is_new: bool,
    title: String,
    item: String,
    /// What is known of it; `None` where only the heading is shown.
    detail: Option<Detail>,
}

/// What is known of a finding.
struct Detail {
    meta: String,
    sentences: Vec<String>,
    places: Vec<Drawn>,
    more: Option<String>,
    todo: Vec<Todo>,
    settled: Vec<String>,
}

/// Something to do.
struct Todo {
    who: String,
    what: String,
}

/// A place with its text.
struct Drawn {
    place: String,
    line: Option<u32>,
    before: String,
    marked: String,
    after: String,
}

impl<'r> Shown<'r> {
    /// With everything that is known.
    pub(super) fn full(view: &View<'_, 'r>, finding: &'r Finding) -> Self {
        Self { detail: Some(detail(view, finding)), ..Self::short(view, finding) }
    }

    /// Its heading.
    pub(super) fn short(view: &View<'_, 'r>, finding: &'r Finding) -> Self {
        let (digest, words) = (view.digest, view.words);
        let info = digest.info(finding.rule);
        let who = view.who(finding);
        Self {
            words,
            mark: Mark::of(digest, finding),
            rule: finding.rule.0,
            who: info.filter(|info| *info.responsible != *who).map(|_| view.role(who)),
            change: finding.change.map_or("", |change| change.key()),
            is_new: finding.change == Some(Change::New) && finding.outcome == Outcome::Fail,
            title: info.map(|info| words.both(&info.title)).unwrap_or_default(),
            item: finding.item.as_ref().map(|item| digest.item(item)).unwrap_or_default(),
            detail: None,
        }
    }
}

fn detail(view: &View<'_, '_>, finding: &Finding) -> Detail {
    let (digest, words) = (view.digest, view.words);
    let info = digest.info(finding.rule);
    let verdict = match (finding.disposition, finding.outcome) {
        (Disposition::Waived, _) => words.keyed("disposition-", finding.disposition.key()),
        (_, Outcome::Unknown) => words.outcome(finding.outcome),
        _ => info.map(|info| words.severity(info.severity)).unwrap_or_default(),
    };
    let mut meta = vec![capitalised(&verdict)];
    if let Some(info) = info {
        meta.extend((!info.clauses.is_empty()).then(|| info.clauses.join(", ")));
        let is_to_do = finding.outcome == Outcome::Fail && finding.disposition == Disposition::Open;
        meta.extend(view.remedy_by(finding.rule).filter(|_| is_to_do));
    }
    let mut sentences: Vec<String> = Vec::new();
    if !matches!(&*finding.message.key, "finding-fail" | "finding-unknown") {
        sentences.push(words.say(&finding.message));
    }
    sentences.extend(told(&finding.evidence).map(|evidence| words.evidence(evidence)));
    let mut places: Vec<&Located> = decisive(&finding.evidence).flat_map(|evidence| &evidence.at).collect();
    places.dedup();
    let more = places.len().saturating_sub(PLACES);
    Detail {
        meta: meta.join(" · "),
        sentences,
        places: places.iter().take(PLACES).map(|place| drawn(words, place)).collect(),
        more: (more > 0).then(|| words.count("html-more-places", super::number(more))),
        todo: todo(view, finding),
        settled: settled(words, finding),
    }
}

/// What the finding's remedy says; without one the rule's advice.
fn todo(view: &View<'_, '_>, finding: &Finding) -> Vec<Todo> {
    let words = view.words;
    if finding.outcome == Outcome::Unknown || finding.disposition == Disposition::Waived {
        return Vec::new();
    }
    let changes = finding.remedy.iter().flat_map(|remedy| &remedy.changes);
    let mut todo: Vec<Todo> =
        changes.map(|step| Todo { who: capitalised(&words.role(&step.who)), what: words.say(&step.message) }).collect();
    if let Some(info) = view.digest.info(finding.rule).filter(|_| todo.is_empty()) {
        todo.push(Todo { who: capitalised(&words.role(&info.responsible)), what: words.both(&info.advice) });
    }
    todo
}

/// What would settle an unknown.
fn settled(words: &Words, finding: &Finding) -> Vec<String> {
    let mut settled: Vec<String> = finding.settled_by.iter().map(|one| words.settlement(one)).collect();
    settled.dedup();
    settled
}

/// The place, and what stands there with the value marked; of a long line what is around the value.
fn drawn(words: &Words, place: &Located) -> Drawn {
    let has_text = !place.text.trim().is_empty();
    let (text, marked) = if has_text { snippet::visible(place) } else { (String::new(), 0..0) };
    let (before, marked, after) = (&text[..marked.start], &text[marked.clone()], &text[marked.end..]);
    // The place keeps only so much of a line.
    let is_cut = place.text.chars().count() >= KEPT;
    let (line, begins_later) = match place.spot {
        Spot::Line { line, column } if has_text => (Some(line), column > place.mark.0 + 1),
        _ => (None, false),
    };
    Drawn {
        place: words.place(place),
        line,
        before: end_of(before, begins_later),
        marked: beginning_of(marked, AROUND * 2, false),
        after: beginning_of(after, AROUND, is_cut),
    }
}

/// The last characters of a text, with `…` where something before them is left out.
fn end_of(text: &str, is_cut: bool) -> String {
    match text.char_indices().rev().nth(AROUND) {
        Some((at, first)) => format!("…{}", &text[at + first.len_utf8()..]),
        None if is_cut => format!("…{text}"),
        None => text.to_owned(),
    }
}

/// The first characters of a text, with `…` where something after them is left out.
fn beginning_of(text: &str, most: usize, is_cut: bool) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None if is_cut => format!("{text}…"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{AROUND, beginning_of, end_of};

    #[test]
    fn of_a_long_line_what_is_around_the_value_is_kept() {
        let long = "å".repeat(AROUND + 1);
        assert_eq!(end_of(&long, false), format!("…{}", "å".repeat(AROUND)));
        assert_eq!(beginning_of(&long, AROUND, false), format!("{}…", "å".repeat(AROUND)));
        assert_eq!((end_of("ab", false), beginning_of("ab", 2, false)), ("ab".into(), "ab".into()));
        assert_eq!((end_of("ab", true), beginning_of("ab", 2, true)), ("…ab".into(), "ab…".into()));
        assert_eq!((end_of("", false), beginning_of("", 2, false)), (String::new(), String::new()));
    }
}
