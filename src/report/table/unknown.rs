//! What could not be judged, by the source that would settle it.

use std::collections::{BTreeSet, HashSet};
use std::io;

use crate::model::finding::{Finding, Missing};
use crate::model::source::SourceKind;
use crate::report::digest::Digest;
use crate::report::sheet::{BOLD, CYAN, FAINT, Sheet, piece, plain};
use crate::text::Message;

/// Facts that are named for a reason.
const FACTS: usize = 3;
/// Clinics that are named for a reason.
const NAMES: usize = 3;

/// What one reason of one source leaves open.
#[derive(Default)]
struct Open<'r> {
    rules: BTreeSet<u16>,
    facts: Vec<&'r str>,
    clinics: HashSet<&'r str>,
    named: Vec<&'r Finding>,
    run_wide: u32,
}

impl Open<'_> {
    fn clinics(&self) -> u32 {
        self.run_wide.max(u32::try_from(self.clinics.len()).unwrap_or(u32::MAX))
    }
}

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let reasons = reasons(digest);
    if reasons.is_empty() {
        return Ok(());
    }
    let rules: BTreeSet<u16> = reasons.iter().flat_map(|(_, open)| open.rules.iter().copied()).collect();
    let count = words.count("report-rules", u64::try_from(rules.len()).unwrap_or(u64::MAX));
    sheet.heading(&words.say(&Message::new("report-unknown-heading").with("rules", count)))?;
    let mut asked: Option<SourceKind> = None;
    for (missing, open) in &reasons {
        let kind = missing.source();
        let rules = words.count("report-rules", u64::try_from(open.rules.len()).unwrap_or(u64::MAX));
        let reach = format!("{rules}, {}", words.count("report-clinics", open.clinics()));
        let why = Message::new(match missing {
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
        let limit = if let Missing::Stale(_, limit) = missing { words.span(*limit) } else { String::new() };
        let why = words.say(&why.with("source", words.source(kind)).with("limit", limit));
        sheet.flow((2, 4), &[piece(CYAN, "? "), piece(BOLD, why), plain(format!(": {reach}"))])?;
        let facts =
            named(open.facts.iter().map(|fact| words.fact(fact)), FACTS, |more| words.count("report-more", more));
        sheet.flow((4, 4), &[piece(FAINT, words.join(&facts))])?;
        if missing.is_run_wide() {
            // A setting is nobody's to send: the remark on the source says which to make.
            if let Missing::NotSet(_) = missing {
                sheet.flow((4, 4), &[plain(words.get("report-unknown-set-consumer"))])?;
            } else {
                if asked != Some(kind) {
                    sheet.flow((4, 4), &[plain(words.whom_to_ask(kind))])?;
                }
                asked = Some(kind);
            }
        } else {
            let names = open.named.iter().map(|finding| digest.whom(finding));
            let names = named(names, NAMES, |more| words.count("report-more", more));
            sheet.flow((4, 4), &[plain(words.join(&names))])?;
        }
    }
    Ok(())
}

/// Every reason, in the order of the sources, those that concern the whole run first.
fn reasons<'r>(digest: &Digest<'r>) -> Vec<(Missing, Open<'r>)> {
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

/// The first names, and how many more there are.
fn named(names: impl ExactSizeIterator<Item = String>, most: usize, more: impl Fn(u64) -> String) -> Vec<String> {
    let left = names.len().saturating_sub(most);
    let mut shown: Vec<String> = names.take(most).collect();
    if left > 0 {
        shown.push(more(u64::try_from(left).unwrap_or(u64::MAX)));
    }
    shown
}
