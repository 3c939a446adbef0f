//! What could not be judged, by the source that would settle it, and of whom to ask for it.

use askama::Template;

use super::view::View;
use crate::model::finding::Missing;
use crate::report::digest::reasons::{named, reasons, why};
use crate::report::words::{Words, capitalised};

/// Facts that are named for a reason.
const FACTS: usize = 12;
/// Clinics that are named for a reason.
const NAMES: usize = 12;

/// The section.
#[derive(Template)]
#[template(path = "unknown.html")]
pub(super) struct Unknown<'r> {
    words: &'r Words,
    reasons: Vec<Reason>,
}

struct Reason {
    why: String,
    reach: String,
    facts: String,
    /// Of whom to ask, or at which clinics.
    ask: String,
    is_named: bool,
}

impl<'r> Unknown<'r> {
    pub(super) fn of(view: &View<'_, 'r>) -> Option<Self> {
        let (digest, words) = (view.digest, view.words);
        let more = |more: u64| words.count("report-more", more);
        let told = |(missing, open): (Missing, crate::report::digest::reasons::Open<'r>)| {
            let rules = words.count("report-rules", super::number(open.rules.len()));
            let ask = match missing {
                Missing::NotSet(_) => words.get("report-unknown-set-consumer"),
                missing if missing.is_run_wide() => words.whom_to_ask(missing.source()),
                _ => words.join(&named(open.named.iter().map(|finding| digest.whom(finding)), NAMES, more)),
            };
            let facts = open.facts.iter().map(|fact| words.fact(fact));
            Reason {
                why: why(missing, words),
                reach: format!("{rules}, {}", words.count("report-clinics", open.clinics())),
                facts: capitalised(&words.join(&named(facts, FACTS, more))),
                ask,
                is_named: !missing.is_run_wide(),
            }
        };
        let reasons: Vec<Reason> = reasons(digest).into_iter().map(told).collect();
        (!reasons.is_empty()).then_some(Self { words, reasons })
    }
}
