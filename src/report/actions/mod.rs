//! What is to be done (åtgärder): the remedies of a run's open failures, arranged by the role that makes the change, the
//! smallest change first, the same change at many clinics once. What waits for somebody else's change says so.
//!
//! The arrangement is pure; how it is written stands in a file a format beside it.

mod book;
mod csv;
mod forms;
mod markdown;
mod rows;
mod table;

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io;

use chrono::NaiveDate;

use super::digest::Digest;
use super::digest::broken::{is_command, turns_round};
use super::digest::reasons::{Open, reasons};
use super::words::Words;
use super::{FormatName, Style, mail};
use crate::model::finding::{Finding, Item, Missing, RemedyStep, RuleIx};
use crate::model::hsa_id::HsaId;
use crate::model::outcome::{Outcome, Severity};
use crate::model::run::Run;
use crate::text::Message;

/// A format that actions can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal.
    Table,
    /// A list to tick off, for an issue or a page.
    Markdown,
    /// One plain-text page a clinic.
    Mail,
    /// A row for each change at each clinic, for a spreadsheet.
    Csv,
    /// A workbook with forms that clinics fill in and send back.
    Xlsx,
}

impl FormatName for Format {
    fn all() -> &'static [Self] {
        &[Self::Table, Self::Markdown, Self::Mail, Self::Csv, Self::Xlsx]
    }

    fn key(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Mail => "mail",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    fn is_letters(self) -> bool {
        self == Self::Mail
    }

    fn is_bytes(self) -> bool {
        self == Self::Xlsx
    }
}

/// Writes what is to be done about a run.
///
/// # Errors
/// What `out` says; nothing of its own.
pub fn write(run: &Run, (format, style): (Format, &Style), out: &mut dyn io::Write) -> io::Result<()> {
    if format == Format::Mail {
        return mail::write(run, style, out);
    }
    let words = Words::with_names(style.lang, &run.names);
    let digest = Digest::new(run, &words);
    let actions = Actions::of(&digest);
    match format {
        Format::Table => table::write(&actions, (&digest, style), out),
        Format::Markdown => markdown::write(&actions, &digest, out),
        Format::Csv => csv::write(&actions, &digest, out),
        Format::Xlsx => book::write(&actions, &digest, out).map_err(io::Error::other),
        Format::Mail => unreachable!("it was written above"),
    }
}

/// Leaves only these clinics in a run, with their findings. What is unknown for the whole run stays as far as it concerns
/// them.
///
/// # Errors
/// The first id that is no clinic of the run.
pub fn narrow(run: &mut Run, wanted: &[HsaId]) -> Result<(), HsaId> {
    if wanted.is_empty() {
        return Ok(());
    }
    if let Some(stranger) = wanted.iter().find(|id| !run.clinics.iter().any(|clinic| clinic.hsa_id == **id)) {
        return Err(stranger.clone());
    }
    run.clinics.retain(|clinic| wanted.contains(&clinic.hsa_id));
    let unknown_at = |rule: RuleIx| {
        let at = |outcomes: &[Outcome]| outcomes.get(usize::from(rule.0)) == Some(&Outcome::Unknown);
        u32::try_from(run.clinics.iter().filter(|clinic| at(&clinic.outcomes)).count()).unwrap_or(u32::MAX)
    };
    run.findings.retain_mut(|finding| match &finding.clinic {
        Some(clinic) => wanted.contains(clinic),
        None => {
            finding.clinics = if finding.outcome == Outcome::Unknown { unknown_at(finding.rule) } else { 0 };
            finding.clinics > 0
        }
    });
    Ok(())
}

/// What is to be done.
pub(super) struct Actions<'r> {
    /// By role: a role that others wait for before them, else the one with most to put right first.
    pub(super) roles: Vec<OfRole<'r>>,
    /// What would settle what could not be judged.
    pub(super) requests: Vec<(Missing, Open<'r>)>,
    /// Open failures that the changes put right.
    pub(super) failures: u64,
    /// Clinics that have any.
    pub(super) clinics: u64,
}

/// What a role is to do.
#[derive(Debug)]
pub(super) struct OfRole<'r> {
    /// The role.
    pub(super) who: &'r str,
    /// What can be done at once first, of that the smallest first.
    pub(super) changes: Vec<Change<'r>>,
}

/// One change, wherever it is to be made.
#[derive(Debug)]
pub(super) struct Change<'r> {
    /// What to do.
    pub(super) what: What<'r>,
    /// What another role must do first.
    pub(super) after: Option<&'r RemedyStep>,
    /// The rules that it helps to follow, in the run's order.
    pub(super) rules: BTreeSet<RuleIx>,
    /// The worst failure that it helps to put right.
    pub(super) severity: Severity,
    /// The first last day among its failures, where the policy says one.
    pub(super) due: Option<NaiveDate>,
    /// How many steps the shortest remedy has that it belongs to; without a known step it takes reading.
    pub(super) effort: usize,
    /// Where, in the order of the findings.
    pub(super) at: Vec<Spot<'r>>,
    /// At how many clinics.
    pub(super) clinics: u32,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum What<'r> {
    /// A step of a remedy.
    Step(&'r Message),
    /// What the rule advises: no single step is known, or it would only turn the condition round.
    Advice(RuleIx),
}

/// A place where a change is to be made.
#[derive(Debug)]
pub(super) struct Spot<'r> {
    /// The clinic; `None` for what is the run's, such as a waiver.
    pub(super) clinic: Option<&'r HsaId>,
    /// What of the clinic, where the change does not say it.
    pub(super) item: Option<&'r Item>,
    /// The failures that it helps to put right there.
    pub(super) findings: Vec<&'r Finding>,
    /// The command that writes it in the register.
    pub(super) command: Option<&'r Message>,
}

/// The change by which findings are gathered: who, what, and after whose.
type Key<'r> = (&'r str, What<'r>, Option<&'r RemedyStep>);

/// Whether the sentence names the case type itself, so that the finding's item would say it twice.
fn names_its_item(message: &Message) -> bool {
    message.args.iter().any(|(name, _)| name == "type")
}

impl<'r> Actions<'r> {
    /// Arranges what the open failures of a run need.
    pub(super) fn of(digest: &Digest<'r>) -> Self {
        let mut gathered = Gathered::default();
        let (mut failures, mut clinics) = (0, HashSet::new());
        for finding in digest.rules.iter().flat_map(|of_rule| &of_rule.open) {
            gathered.take(finding, digest.run);
            failures += 1;
            clinics.extend(&finding.clinic);
        }
        Self {
            roles: by_role(gathered.changes),
            requests: reasons(digest),
            failures,
            clinics: u64::try_from(clinics.len()).unwrap_or(u64::MAX),
        }
    }

    /// How many changes there are.
    pub(super) fn changes(&self) -> usize {
        self.roles.iter().map(|role| role.changes.len()).sum()
    }
}

#[derive(Default)]
struct Gathered<'r> {
    changes: Vec<(&'r str, Change<'r>)>,
    known: HashMap<Key<'r>, usize>,
    /// Where a change's spots are, by clinic and item.
    spots: HashMap<(usize, Option<&'r HsaId>, Option<&'r Item>), usize>,
}

impl<'r> Gathered<'r> {
    fn take(&mut self, finding: &'r Finding, run: &'r Run) {
        let Some(info) = run.rules.get(usize::from(finding.rule.0)) else { return };
        let steps = finding.remedy.as_ref().map_or(&[][..], |remedy| &remedy.changes);
        let effort = steps.iter().filter(|step| !is_command(step)).count();
        let advice = (&*info.responsible, What::Advice(finding.rule), None);
        if effort == 0 {
            self.add(advice, (finding, None), (usize::MAX, run));
        }
        for (at, step) in steps.iter().enumerate().filter(|(_, step)| !is_command(step)) {
            let command = steps.get(at + 1).filter(|next| is_command(next)).map(|next| &next.message);
            if turns_round(step) {
                self.add((&step.who, advice.1, waits_for(&steps[..at], step)), (finding, command), (effort, run));
            } else {
                let key = (&*step.who, What::Step(&step.message), waits_for(&steps[..at], step));
                self.add(key, (finding, command), (effort, run));
            }
        }
    }

    fn add(
        &mut self,
        key: Key<'r>,
        (finding, command): (&'r Finding, Option<&'r Message>),
        (effort, run): (usize, &'r Run),
    ) {
        let (who, what, after) = key;
        let severity = run.rules.get(usize::from(finding.rule.0)).map_or(Severity::Info, |info| info.severity);
        let due = run.remedy_by(finding.rule);
        let ix = *self.known.entry(key).or_insert_with(|| {
            let rules = BTreeSet::new();
            let change = Change { what, after, rules, severity, due, effort, at: Vec::new(), clinics: 0 };
            self.changes.push((who, change));
            self.changes.len() - 1
        });
        let change = &mut self.changes[ix].1;
        change.rules.insert(finding.rule);
        change.severity = change.severity.max(severity);
        change.due = [change.due, due].into_iter().flatten().min();
        change.effort = change.effort.min(effort);
        let named = matches!(what, What::Step(message) if names_its_item(message));
        let (clinic, item) = (finding.clinic.as_ref(), finding.item.as_ref().filter(|_| !named));
        if clinic.is_some() && !self.spots.contains_key(&(ix, clinic, None)) {
            // Counted once a clinic, whatever its items.
            self.spots.insert((ix, clinic, None), usize::MAX);
            change.clinics += 1;
        }
        let spot = self.spots.entry((ix, clinic, item)).or_insert(usize::MAX);
        if *spot == usize::MAX {
            *spot = change.at.len();
            change.at.push(Spot { clinic, item, findings: Vec::new(), command });
        }
        change.at[*spot].findings.push(finding);
    }
}

/// The step of another role that must come first: the nearest one before it that is about the same thing, or about the
/// clinic as a whole.
fn waits_for<'r>(before: &'r [RemedyStep], step: &RemedyStep) -> Option<&'r RemedyStep> {
    let same = |other: &&RemedyStep| {
        let shares = other.message.args.iter().any(|arg| step.message.args.contains(arg));
        shares || other.message.args.is_empty()
    };
    before.iter().rev().filter(|other| other.who != step.who && !is_command(other)).find(same)
}

fn by_role<'r>(changes: Vec<(&'r str, Change<'r>)>) -> Vec<OfRole<'r>> {
    let mut roles: Vec<OfRole<'r>> = Vec::new();
    for (who, change) in changes {
        match roles.iter_mut().find(|role| role.who == who) {
            Some(role) => role.changes.push(change),
            None => roles.push(OfRole { who, changes: vec![change] }),
        }
    }
    for role in &mut roles {
        role.changes.sort_by_key(|change| {
            let rule = change.rules.first().copied();
            (change.after.is_some(), change.effort, Reverse((change.severity, change.clinics)), rule)
        });
    }
    let weight = |role: &OfRole<'_>, severity| -> u64 {
        role.changes.iter().filter(|one| one.severity == severity).map(|one| one.at.len() as u64).sum()
    };
    let weights = |role: &OfRole<'_>| [Severity::Error, Severity::Warning, Severity::Info].map(|s| weight(role, s));
    roles.sort_by_key(|role| Reverse(weights(role)));
    after_those_that_they_wait_for(roles)
}

/// Moves each role behind the roles that it waits for; where two wait for each other, the heavier one comes first.
fn after_those_that_they_wait_for(mut roles: Vec<OfRole<'_>>) -> Vec<OfRole<'_>> {
    let mut ordered = Vec::with_capacity(roles.len());
    while !roles.is_empty() {
        let waits = |role: &OfRole<'_>| {
            let others = || roles.iter().filter(|other| other.who != role.who);
            role.changes.iter().filter_map(|one| one.after).any(|step| others().any(|other| other.who == &*step.who))
        };
        let next = roles.iter().position(|role| !waits(role)).unwrap_or(0);
        ordered.push(roles.remove(next));
    }
    ordered
}

#[cfg(test)]
mod tests;
