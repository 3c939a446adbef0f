//! What could not be judged, by the reason and the source that would settle it.

use std::collections::{BTreeSet, HashSet};

use super::Digest;
use crate::model::finding::{Finding, Missing};
use crate::report::words::Words;
use crate::text::Message;

/// What one reason of one source leaves open.
#[derive(Default)]
pub(in crate::report) struct Open<'r> {
    /// Rules that it keeps from being judged.
    pub(in crate::report) rules: BTreeSet<u16>,
    /// Facts that are unknown.
    pub(in crate::report) facts: Vec<&'r str>,
    clinics: HashSet<&'r str>,
    /// A finding of each clinic.
    pub(in crate::report) named: Vec<&'r Finding>,
    run_wide: u32,
}

impl Open<'_> {
    /// How many clinics it concerns.
    pub(in crate::report) fn clinics(&self) -> u32 {
        self.run_wide.max(u32::try_from(self.clinics.len()).unwrap_or(u32::MAX))
    }
}

/// Every reason, in the order of the sources, those that concern the whole run first.
pub(in crate::report) fn reasons<'r>(digest: &Digest<'r>) -> Vec<(Missing, Open<'r>)> {
    let mut reasons: Vec<(Missing, Open<'r>)> = Vec::new();
    for finding in digest.rules.iter().flat_map(|of_rule| &of_rule.unknown) {
        let settled = finding.settled_by.iter().map(|one| (one.missing, &*one.fact));
        let missing = finding.evidence.iter().filter_map(|one| Some((one.missing?, &*one.fact)));
        let causes: Vec<(Missing, &str)> =
            if finding.settled_by.is_empty() { missing.collect() } else { settled.collect() };
        for (missing, fact) in causes {
            // The number of cases differs from clinic to clinic, the reason does not.
            let reason = if let Missing::TooFew(_) = missing { Missing::TooFew(0) } else { missing };
            let position = reasons.iter().position(|(known, _)| *known == reason).unwrap_or_else(|| {
                reasons.push((reason, Open::default()));
                reasons.len() - 1
            });
            let open = &mut reasons[position].1;
            open.rules.insert(finding.rule.0);
            if !open.facts.contains(&fact) {
                open.facts.push(fact);
            }
            match &finding.clinic {
                None => open.run_wide = open.run_wide.max(finding.clinics),
                Some(clinic) => {
                    if open.clinics.insert(clinic.as_str()) {
                        open.named.push(finding);
                    }
                }
            }
        }
    }
    reasons.sort_by_key(|(missing, _)| (!matches!(missing, Missing::NotSupplied(_)), missing.source(), *missing));
    reasons
}

/// The reason in words: «Oläsligt värde i HSA-katalogen».
pub(in crate::report) fn why(missing: Missing, words: &Words) -> String {
    let message = Message::new(match missing {
        Missing::NotSupplied(_) => "report-unknown-get",
        Missing::NotInSource(_) => "report-unknown-field",
        Missing::NotSet(_) => "report-unknown-set",
        Missing::NotExported(_) => "report-unknown-left-out",
        Missing::NoRecord(_) => "report-unknown-no-row",
        Missing::Unreadable(_) => "report-unknown-unreadable",
        Missing::Stale(..) => "report-unknown-stale",
        Missing::Conflicting(_) => "report-unknown-conflict",
        Missing::TooFew(_) => "report-unknown-too-few",
    });
    let limit = if let Missing::Stale(_, limit) = missing { words.span(limit) } else { String::new() };
    words.say(&message.with("source", words.source(missing.source())).with("limit", limit))
}

/// The first names, and how many more there are.
pub(in crate::report) fn named(
    names: impl ExactSizeIterator<Item = String>,
    most: usize,
    more: impl Fn(u64) -> String,
) -> Vec<String> {
    let left = names.len().saturating_sub(most);
    let mut shown: Vec<String> = names.take(most).collect();
    if left > 0 {
        shown.push(more(u64::try_from(left).unwrap_or(u64::MAX)));
    }
    shown
}
