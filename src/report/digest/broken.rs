//! What is broken, and what the findings of a rule have in common: the conditions that decided, the changes that would
//! mend them, the advice.

use std::cmp::Reverse;

use super::{Digest, OfRule};
use crate::model::finding::{Evidence, Finding, RemedyStep};
use crate::model::outcome::{Outcome, Severity};
use crate::model::place::Located;
use crate::model::run::RuleInfo;
use crate::report::escape::escape;

/// Sentences of an advice are told up to so many bytes together.
pub(in crate::report) const ADVICE: usize = 160;

/// Changes that say less than the rule's own advice: they only turn the condition round.
const GENERAL: [&str; 8] = [
    "remedy-make-true",
    "remedy-make-false",
    "remedy-set",
    "remedy-at-least",
    "remedy-at-most",
    "remedy-fill-in",
    "remedy-add",
    "remedy-make-equal",
];

/// Whether a step only turns the condition round, so that the rule's own advice says more.
pub(in crate::report) fn turns_round(step: &RemedyStep) -> bool {
    GENERAL.contains(&&*step.message.key)
}

/// Whether a step is the command that writes the change before it in the register.
pub(in crate::report) fn is_command(step: &RemedyStep) -> bool {
    step.message.key == "remedy-run"
}

/// Up to so many commands are told.
const COMMANDS: usize = 3;

/// A rule with open failures.
pub(in crate::report) type Broken<'d, 'r> = (&'r RuleInfo, &'d OfRule<'r>);

/// The broken rules by the role that is answerable: the role with most to do first, and of its rules the worst.
pub(in crate::report) fn by_role<'d, 'r>(digest: &'d Digest<'r>) -> Vec<(&'r str, Vec<Broken<'d, 'r>>)> {
    let mut roles: Vec<(&'r str, Vec<Broken<'d, 'r>>)> = Vec::new();
    for (info, of_rule) in digest.run.rules.iter().zip(&digest.rules) {
        if of_rule.open.is_empty() {
            continue;
        }
        match roles.iter_mut().find(|(role, _)| *role == &*info.responsible) {
            Some((_, rules)) => rules.push((info, of_rule)),
            None => roles.push((&info.responsible, vec![(info, of_rule)])),
        }
    }
    roles.sort_by_key(|(_, rules)| {
        let weight = |severity: Severity| -> u64 {
            rules.iter().filter(|(info, _)| info.severity == severity).map(|(_, rule)| u64::from(rule.clinics)).sum()
        };
        Reverse((weight(Severity::Error), weight(Severity::Warning), weight(Severity::Info)))
    });
    for (_, rules) in &mut roles {
        rules.sort_by_key(|(info, rule)| Reverse((info.severity, rule.clinics)));
    }
    roles
}

/// A rule as one refers to it: its clauses and its id.
pub(in crate::report) fn cited(info: &RuleInfo) -> String {
    let clauses = info.clauses.join(", ");
    let parts = if clauses.is_empty() { info.id.to_string() } else { format!("{clauses} · {}", info.id) };
    escape(&parts).into_owned()
}

/// The conditions that decided: not those that say why the rule applies, unless there are no others.
pub(in crate::report) fn decisive(evidence: &[Evidence]) -> impl Iterator<Item = &Evidence> {
    let required = evidence.iter().any(|one| !one.in_when);
    evidence.iter().filter(move |one| one.in_when != required)
}

/// Those of the conditions that are told: of several about one fact (after today, or today) the first.
pub(in crate::report) fn told(evidence: &[Evidence]) -> impl Iterator<Item = &Evidence> {
    let mut facts: Vec<&str> = Vec::new();
    decisive(evidence).filter(move |one| {
        let is_new = !facts.contains(&&*one.fact);
        facts.push(&one.fact);
        is_new
    })
}

/// The evidence, if it is the same at every clinic, places aside.
pub(in crate::report) fn shared_evidence<'r>(findings: &[&'r Finding]) -> Option<&'r [Evidence]> {
    let (first, rest) = findings.split_first()?;
    let same = |one: &Evidence, other: &Evidence| {
        (&one.fact, one.operator, &one.expected, &one.found)
            == (&other.fact, other.operator, &other.expected, &other.found)
    };
    let all = rest.iter().all(|finding| {
        let (mut ours, mut theirs) = (decisive(&first.evidence), decisive(&finding.evidence));
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return true,
                (Some(one), Some(other)) if same(one, other) => {}
                _ => return false,
            }
        }
    });
    all.then_some(&first.evidence)
}

/// The place that a person goes to first.
pub(in crate::report) fn place(finding: &Finding) -> Option<&Located> {
    let places = || decisive(&finding.evidence).flat_map(|evidence| &evidence.at);
    places().find(|place| !place.text.is_empty()).or_else(|| places().next())
}

/// What to do about a failure: its changes, or else the rule's advice.
pub(in crate::report) fn what_to_do(finding: &Finding, digest: &Digest<'_>) -> Vec<String> {
    if finding.outcome != Outcome::Fail {
        return Vec::new();
    }
    let changes = finding.remedy.iter().flat_map(|remedy| &remedy.changes).filter(|step| !turns_round(step));
    let told: Vec<String> = changes.map(|step| digest.words.say(&step.message)).collect();
    let advice = || digest.info(finding.rule).map(|info| digest.words.both(&info.advice)).into_iter().collect();
    if told.is_empty() { advice() } else { told }
}

/// The changes that findings need, the commonest first, each with how many need it.
pub(in crate::report) fn steps<'r>(findings: &[&'r Finding]) -> Vec<(&'r RemedyStep, u64)> {
    let mut counted: Vec<(&RemedyStep, u64)> = Vec::new();
    for step in findings.iter().filter_map(|finding| finding.remedy.as_ref()).flat_map(|remedy| &remedy.changes) {
        // A command for each of many people is nothing to read; `explain --clinic` has them.
        if turns_round(step) || is_command(step) && findings.len() > COMMANDS {
            continue;
        }
        match counted.iter().position(|(known, _)| *known == step) {
            Some(ix) => counted[ix].1 += 1,
            // Changes that name each clinic are not gathered without end.
            None if counted.len() < 50 => counted.push((step, 1)),
            None => {}
        }
    }
    counted.sort_by_key(|(_, count)| Reverse(*count));
    counted
}

/// The first sentences of a rule's advice, in at most so many bytes, but at least one: the rest is told by `explain`.
pub(in crate::report) fn advice(digest: &Digest<'_>, info: &RuleInfo, most: usize) -> String {
    let advice = digest.words.both(&info.advice);
    let ends = advice.match_indices(". ").map(|(at, _)| at + 1).chain([advice.len()]);
    let (first, more): (Vec<usize>, Vec<usize>) = ends.partition(|end| *end <= most);
    let end = first.last().or(more.first()).copied().unwrap_or(advice.len());
    advice[..end].to_owned()
}
