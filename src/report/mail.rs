//! A letter to each clinic that has something to put right: one page of plain text for its local administrator, with what
//! is wrong, why, how and by when. It greets nobody by name. The HSA-ids of staff stand in it where the change is about
//! their permissions, since nobody could make it otherwise.

use std::collections::BTreeMap;
use std::io;

use super::digest::Digest;
use super::digest::broken::{is_command, told, turns_round};
use super::sheet::{Sheet, plain};
use super::words::{Words, capitalised};
use super::{Report, Style};
use crate::model::finding::{Finding, RemedyStep, RuleIx};
use crate::model::hsa_id::HsaId;
use crate::model::outcome::Outcome;
use crate::model::run::{RuleInfo, Run};
use crate::model::source::SourceKind;
use crate::text::{Lang, Message};

/// Columns of a line, as mail has always been written.
const WIDTH: u16 = 72;
/// Things of a clinic that are told for a rule; the rest is counted.
const ITEMS: usize = 12;
/// Who reads the letter.
const READER: &str = "lokal_administrator";

/// Letters.
#[derive(Debug)]
pub(super) struct Mail {
    style: Style,
}

impl Mail {
    /// In the language of a style.
    pub(super) fn new(style: &Style) -> Self {
        Self { style: style.clone() }
    }
}

impl Report for Mail {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        write(run, &self.style, out)
    }
}

/// A clinic's letter.
#[derive(Debug)]
pub struct Letter<'r> {
    /// The clinic.
    pub clinic: &'r HsaId,
    /// The letter, ready to be sent.
    pub text: String,
}

/// Writes all letters one after the other, each under a line to cut along.
///
/// # Errors
/// What `out` says; nothing of its own.
pub(super) fn write(run: &Run, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let words = Words::with_names(style.lang, &run.names);
    let digest = Digest::new(run, &words);
    let clinics = clinics(&digest);
    for (number, (clinic, open)) in (1..).zip(&clinics) {
        let name = digest.clinic_name(clinic);
        let cut = Message::new("mail-cut").with("number", words.number(number));
        let cut = cut.with("count", words.number(clinics.len() as u64)).with("clinic", name);
        writeln!(out, "{}", super::sheet::shortened(&words.say(&cut.with("id", clinic.as_str())), WIDTH.into()))?;
        writeln!(out, "{}\n", "=".repeat(WIDTH.into()))?;
        letter((clinic, open), &digest, out)?;
        writeln!(out)?;
    }
    let mut sheet = Sheet::new(out, &plain_style(words.lang()));
    if clinics.is_empty() {
        sheet.flow((0, 0), &[plain(words.get("mail-none"))])?;
    }
    let left = left_out(&digest, &clinics);
    if left > 0 {
        if clinics.is_empty() {
            sheet.blank()?;
        }
        sheet.flow((0, 0), &[plain(words.count("mail-left-out", left))])?;
    }
    Ok(())
}

/// The letters, in the order of the clinics, and how many findings stand in none.
pub fn letters<T>(run: &Run, lang: Lang, mut send: impl FnMut(Letter<'_>) -> Result<(), T>) -> Result<u64, T> {
    let words = Words::with_names(lang, &run.names);
    let digest = Digest::new(run, &words);
    let clinics = clinics(&digest);
    for (clinic, open) in &clinics {
        let mut text = Vec::new();
        letter((clinic, open), &digest, &mut text).expect("memory takes every byte");
        send(Letter { clinic, text: String::from_utf8(text).expect("a sheet of text is text") })?;
    }
    Ok(left_out(&digest, &clinics))
}

fn plain_style(lang: Lang) -> Style {
    Style { lang, width: WIDTH, colour: false }
}

/// The open findings of a clinic, by rule: what is broken, and what could not be judged.
#[derive(Debug, Default)]
struct Open<'r> {
    broken: BTreeMap<RuleIx, Vec<&'r Finding>>,
    unknown: Vec<&'r Finding>,
}

/// Every clinic that breaks something, with what is open there. What no clause asks for, such as a waiver that has expired,
/// is the region's own affair.
fn clinics<'r>(digest: &Digest<'r>) -> BTreeMap<&'r HsaId, Open<'r>> {
    let mut clinics: BTreeMap<&HsaId, Open<'_>> = BTreeMap::new();
    let of_the_guideline = |finding: &&Finding| digest.info(finding.rule).is_some_and(|info| !info.clauses.is_empty());
    for finding in digest.rules.iter().flat_map(|of_rule| &of_rule.open).filter(|finding| of_the_guideline(finding)) {
        if let Some(clinic) = &finding.clinic {
            clinics.entry(clinic).or_default().broken.entry(finding.rule).or_default().push(finding);
        }
    }
    for finding in digest.rules.iter().flat_map(|of_rule| &of_rule.unknown) {
        if let Some(open) = finding.clinic.as_ref().and_then(|clinic| clinics.get_mut(clinic)) {
            open.unknown.push(finding);
        }
    }
    clinics
}

/// Findings that stand in no letter: waived ones, those of the whole run, and what is unknown where nothing is broken.
fn left_out(digest: &Digest<'_>, clinics: &BTreeMap<&HsaId, Open<'_>>) -> u64 {
    let told: usize =
        clinics.values().map(|open| open.unknown.len() + open.broken.values().map(Vec::len).sum::<usize>()).sum();
    u64::try_from(digest.run.findings.len() - told).unwrap_or(u64::MAX)
}

fn letter((clinic, open): (&HsaId, &Open<'_>), digest: &Digest<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let (run, words) = (digest.run, digest.words);
    let sheet = &mut Sheet::new(out, &plain_style(words.lang()));
    let name = digest.clinic_name(clinic);
    let failures: usize = open.broken.values().map(Vec::len).sum();
    let failures = words.count("actions-failures", u64::try_from(failures).unwrap_or(u64::MAX));
    let to = Message::new("mail-to").with("clinic", &*name).with("id", clinic.as_str());
    sheet.flow((0, 4), &[plain(words.say(&to))])?;
    let subject = Message::new("mail-subject").with("failures", &*failures).with("clinic", &*name);
    sheet.flow((0, 4), &[plain(words.say(&subject))])?;
    sheet.blank()?;
    sheet.flow((0, 0), &[plain(words.get("mail-greeting"))])?;
    sheet.blank()?;
    let titles: Vec<String> = run.policies.iter().map(|policy| words.both(&policy.title)).collect();
    let why = Message::new("mail-why").with("policies", words.join(&titles)).with("date", run.as_of.date_naive());
    sheet.flow((0, 0), &[plain(words.say(&why.with("failures", failures)))])?;

    let mut rules: Vec<Broken<'_, '_>> = open
        .broken
        .iter()
        .filter_map(|(rule, findings)| Some(Broken { rule: *rule, info: digest.info(*rule)?, findings }))
        .collect();
    rules.sort_by_key(|broken| (std::cmp::Reverse(broken.info.severity), run.remedy_by(broken.rule), broken.rule));
    let (mine, others): (Vec<_>, Vec<_>) = rules.into_iter().partition(Broken::is_the_readers);
    let mut number = 0;
    for (key, rules) in [("mail-yours", mine), ("mail-others", others)] {
        if rules.is_empty() {
            continue;
        }
        sheet.heading(&words.get(key))?;
        for broken in rules {
            number += 1;
            sheet.blank()?;
            broken.write(number, digest, sheet)?;
        }
    }
    unknown(open, digest, sheet)?;
    sheet.heading(&words.get("mail-help"))?;
    for key in ["mail-help-how", "mail-help-wrong", "mail-help-done"] {
        sheet.blank()?;
        sheet.flow((0, 0), &[plain(words.get(key))])?;
    }
    let taken = run.sources.iter().filter(|source| source.kind == SourceKind::Exports).filter_map(|one| one.taken_at);
    if let Some(taken) = taken.min() {
        sheet.blank()?;
        sheet.flow((0, 0), &[plain(words.say(&Message::new("mail-taken").with("date", taken.date_naive())))])?;
    }
    Ok(())
}

/// A rule that the clinic breaks.
struct Broken<'d, 'r> {
    rule: RuleIx,
    info: &'r RuleInfo,
    findings: &'d [&'r Finding],
}

impl<'r> Broken<'_, 'r> {
    fn steps(&self) -> Vec<&'r RemedyStep> {
        let mut steps: Vec<&RemedyStep> = Vec::new();
        for step in self.findings.iter().filter_map(|one| one.remedy.as_ref()).flat_map(|remedy| &remedy.changes) {
            if !turns_round(step) && !steps.contains(&step) {
                steps.push(step);
            }
        }
        steps
    }

    /// Whether the reader has a part in it; else it is told to be passed on.
    fn is_the_readers(&self) -> bool {
        let steps = self.steps();
        if steps.is_empty() { &*self.info.responsible == READER } else { steps.iter().any(|step| &*step.who == READER) }
    }

    /// Writes what is wrong, why and how. Where it stands in a file tells a clinic nothing: it has not seen the file.
    fn write(&self, number: u32, digest: &Digest<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let (run, words) = (digest.run, digest.words);
        let title = words.both(&self.info.title);
        sheet.flow((0, 4), &[plain(format!("{number}. {title} ({})", words.severity(self.info.severity)))])?;
        if let Some(day) = run.remedy_by(self.rule) {
            sheet.flow((4, 6), &[plain(words.say(&Message::new("mail-by").with("date", day)))])?;
        }
        say("mail-guideline", &self.clauses(run, words), (words, sheet))?;
        for finding in self.findings.iter().take(ITEMS) {
            let item = finding.item.as_ref().map(|item| capitalised(&digest.item(item)));
            let mut seen: Vec<String> = item.into_iter().collect();
            seen.extend(told(&finding.evidence).map(|one| words.evidence(one)));
            say("mail-seen", &seen.join(". "), (words, sheet))?;
        }
        let more = u64::try_from(self.findings.len().saturating_sub(ITEMS)).unwrap_or(u64::MAX);
        if more > 0 {
            sheet.flow((4, 6), &[plain(words.count("report-more", more))])?;
        }
        let steps = self.steps();
        for (position, step) in steps.iter().enumerate() {
            let what = words.say(&step.message);
            let mine = &*step.who == READER || is_command(step);
            let what = if mine { what } else { format!("{}: {what}", capitalised(&words.role(&step.who))) };
            say(if position == 0 { "mail-do" } else { "mail-then" }, &what, (words, sheet))?;
        }
        if steps.is_empty() {
            let advice = words.both(&self.info.advice);
            let mine = &*self.info.responsible == READER;
            let who = capitalised(&words.role(&self.info.responsible));
            let advice = if mine { advice } else { format!("{who}: {advice}") };
            say("mail-do", &advice, (words, sheet))?;
        }
        Ok(())
    }

    /// The clauses with what they say.
    fn clauses(&self, run: &Run, words: &Words) -> String {
        let clause = |id: &str| match run.clause(self.info, id) {
            Some(text) => format!("{id}. {}", words.both(text)),
            None => format!("{id}."),
        };
        self.info.clauses.iter().map(|id| clause(id)).collect::<Vec<_>>().join(" ")
    }
}

/// A line under its word: «Gör så: …»; nothing where there is nothing to say.
fn say(key: &'static str, text: &str, (words, sheet): (&Words, &mut Sheet<'_>)) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    sheet.flow((4, 6), &[plain(words.say(&Message::new(key).with("text", text)))])
}

/// What could not be judged of the clinic, so that nobody takes the letter for the whole truth.
fn unknown(open: &Open<'_>, digest: &Digest<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let words = digest.words;
    if open.unknown.is_empty() {
        return Ok(());
    }
    sheet.heading(&words.get("mail-unknown"))?;
    sheet.blank()?;
    for finding in &open.unknown {
        debug_assert_eq!(finding.outcome, Outcome::Unknown);
        let title = digest.info(finding.rule).map(|info| words.both(&info.title)).unwrap_or_default();
        let item = finding.item.as_ref().map(|item| format!(", {}", digest.item(item))).unwrap_or_default();
        let why = finding.settled_by.first().map(|one| format!(": {}", words.missing(one.missing))).unwrap_or_default();
        sheet.flow((0, 2), &[plain(format!("- {title}{item}{why}."))])?;
    }
    Ok(())
}
