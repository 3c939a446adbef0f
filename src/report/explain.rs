//! Explanations: what a rule asks, and how it came to its outcome at one clinic, condition by condition.

use std::io;

use anstyle::Style as Ink;

use super::Style;
use super::escape::escape;
use super::sheet::{BOLD, CYAN, FAINT, GREEN, PLAIN, RED, Sheet, YELLOW, piece, plain};
use super::snippet;
use super::words::{Words, capitalised};
use crate::model::explanation::{Explanation, Step, StepKind, SubjectExplanation};
use crate::model::finding::{Evidence, ItemKind, Remedy};
use crate::model::outcome::{Outcome, Severity, Truth};
use crate::model::place::Located;
use crate::model::run::RuleInfo;
use crate::model::source::SourceKind;
use crate::model::value::Value;
use crate::model::waiver::WaiverRecord;
use crate::text::builtin::Builtin;
use crate::text::{Bilingual, Message};

/// Places that are shown for a condition.
const PLACES: usize = 3;
/// Items in order that are named; more are counted.
const ITEMS: usize = 6;

/// What a rule asks, without any clinic. Conditions are [`Step`]s whose evidence has neither found a value nor misses
/// one.
#[derive(Clone, Debug)]
pub struct RulePage<'a> {
    /// The rule.
    pub info: &'a RuleInfo,
    /// The policy's title.
    pub policy: &'a Bilingual,
    /// The clauses that it expresses, with their texts.
    pub clauses: Vec<(&'a str, &'a Bilingual)>,
    /// What it looks at one by one, if it does.
    pub for_each: Option<ItemKind>,
    /// When it applies.
    pub when: Option<&'a Step<Located>>,
    /// What it requires.
    pub require: &'a Step<Located>,
    /// The parameters that it reads.
    pub parameters: Vec<Parameter<'a>>,
    /// The facts that it reads, with their sources.
    pub facts: Vec<(&'a str, SourceKind)>,
    /// Names for people of what policies name themselves: facts by path, case types by key.
    pub names: &'a [(Box<str>, Bilingual)],
}

/// A parameter of a policy, as it stands.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// Its name, without `$`.
    pub name: &'a str,
    /// Its value.
    pub value: Value,
    /// Why the guideline is read so.
    pub why: Option<&'a Bilingual>,
}

/// A rule at a clinic.
#[derive(Clone, Debug)]
pub struct RuleAtClinic<'a> {
    /// The rule.
    pub info: &'a RuleInfo,
    /// The clinic's HSA-id.
    pub clinic: &'a str,
    /// The clinic's name; empty if none is known.
    pub name: &'a str,
    /// How the rule came to its outcome.
    pub explanation: &'a Explanation<Located>,
    /// Names for people of what policies name themselves: facts by path, case types by key.
    pub names: &'a [(Box<str>, Bilingual)],
    /// The waivers of the rule at the clinic that count.
    pub waivers: &'a [&'a WaiverRecord],
}

/// Writes what a rule asks.
///
/// # Errors
/// What `out` says.
pub fn write_rule(page: &RulePage<'_>, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let words = Words::with_names(style.lang, page.names);
    let mut sheet = Sheet::new(out, style);
    title(&mut sheet, &words, page.info)?;
    sheet.flow((0, 2), &[piece(FAINT, words.both(page.policy))])?;
    if !page.clauses.is_empty() {
        section(&mut sheet, &words, "explain-clauses")?;
        for (clause, text) in &page.clauses {
            sheet.flow((2, 4), &[piece(BOLD, escape(clause)), plain(format!(" {}", words.both(text)))])?;
        }
    }
    let tree = Tree { words: &words, verdicts: false };
    if let Some(kind) = page.for_each {
        section(&mut sheet, &words, "explain-for-each")?;
        sheet.flow((2, 4), &[plain(words.get(each(kind)))])?;
    }
    if let Some(when) = page.when {
        section(&mut sheet, &words, "explain-when")?;
        tree.write(&mut sheet, when, 2)?;
    }
    section(&mut sheet, &words, "explain-require")?;
    tree.write(&mut sheet, page.require, 2)?;
    if !page.parameters.is_empty() {
        section(&mut sheet, &words, "explain-parameters")?;
    }
    for parameter in &page.parameters {
        let value = format!(": {}", words.value(&parameter.value));
        sheet.flow((2, 4), &[piece(BOLD, escape(parameter.name)), plain(value)])?;
        if let Some(why) = parameter.why {
            sheet.flow((4, 4), &[piece(FAINT, words.both(why))])?;
        }
    }
    if !page.facts.is_empty() {
        section(&mut sheet, &words, "explain-facts")?;
    }
    for (fact, source) in &page.facts {
        let from =
            Message::new("explain-fact-from").with("fact", words.fact(fact)).with("source", words.source(*source));
        sheet.flow((2, 4), &[plain(capitalised(&words.say(&from))), piece(FAINT, format!(" · {}", escape(fact)))])?;
    }
    advice(&mut sheet, &words, page.info)
}

/// How to put it right, and who does.
fn advice(sheet: &mut Sheet<'_>, words: &Words, info: &RuleInfo) -> io::Result<()> {
    section(sheet, words, "explain-advice")?;
    let who = capitalised(&words.role(&info.responsible));
    sheet.flow((2, 4), &[plain("→ "), piece(BOLD, who), plain(format!(": {}", words.both(&info.advice)))])
}

/// Writes what a rule of our own means, and what to do about it.
///
/// # Errors
/// What `out` says.
pub fn write_builtin(builtin: &Builtin, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let words = Words::new(style.lang);
    let mut sheet = Sheet::new(out, style);
    let info = RuleInfo::of_builtin(builtin);
    title(&mut sheet, &words, &info)?;
    advice(&mut sheet, &words, &info)
}

/// Writes how a rule came to its outcome at a clinic.
///
/// # Errors
/// What `out` says.
pub fn write_at_clinic(rule: &RuleAtClinic<'_>, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let words = Words::with_names(style.lang, rule.names);
    let mut sheet = Sheet::new(out, style);
    title(&mut sheet, &words, rule.info)?;
    let explanation = rule.explanation;
    let (sign, ink) = outcome_sign(explanation.outcome);
    let clinic = if rule.name.is_empty() { rule.clinic } else { rule.name };
    sheet.blank()?;
    sheet.flow(
        (0, 2),
        &[
            piece(ink, sign),
            plain(" "),
            piece(BOLD, escape(clinic)),
            plain(format!(": {}", words.outcome(explanation.outcome))),
            piece(FAINT, format!(" · {}", escape(rule.clinic))),
        ],
    )?;
    waivers(&mut sheet, &words, rule)?;
    let tree = Tree { words: &words, verdicts: true };
    if let Some(binds) = explanation.binds.as_ref().filter(|binds| binds.truth != Truth::True) {
        section(&mut sheet, &words, if binds.truth == Truth::False { "explain-unbound" } else { "explain-binds" })?;
        tree.write(&mut sheet, binds, 2)?;
    }
    if let Some(missing) = explanation.list_missing {
        section(&mut sheet, &words, "explain-list-missing")?;
        sheet.flow((2, 4), &[piece(CYAN, "? "), plain(capitalised(&words.missing(missing)))])?;
    }
    let (told, in_order): (Vec<_>, Vec<_>) = explanation
        .subjects
        .iter()
        .partition(|subject| subject.item.is_none() || matches!(subject.outcome, Outcome::Fail | Outcome::Unknown));
    for subject in told {
        tree.subject(&mut sheet, subject)?;
    }
    items_in_order(&mut sheet, &words, &in_order)?;
    if explanation.subjects.is_empty() && explanation.list_missing.is_none() {
        sheet.blank()?;
        sheet.flow((0, 2), &[plain(words.get("explain-no-items"))])?;
    }
    // Where a change is named that is enough, the rule's own advice would only say it again, or something else.
    let is_open =
        explanation.outcome == Outcome::Fail && explanation.subjects.iter().all(|subject| subject.remedy.is_none());
    if is_open { advice(&mut sheet, &words, rule.info) } else { Ok(()) }
}

/// What is broken and waived counts as a failure nowhere else.
fn waivers(sheet: &mut Sheet<'_>, words: &Words, rule: &RuleAtClinic<'_>) -> io::Result<()> {
    if rule.explanation.outcome != Outcome::Fail {
        return Ok(());
    }
    for waiver in rule.waivers {
        let message = Message::new("explain-waiver")
            .with("item", waiver.item.clone().unwrap_or_default())
            .with("has-item", u64::from(waiver.item.is_some()))
            .with("date", waiver.expires)
            .with("reason", waiver.reason.clone())
            .with("owner", waiver.owner.clone());
        let mut told = words.say(&message);
        // The waiver may have lapsed: whether it has is for whoever sees the value.
        if let Some(value) = &waiver.excuses {
            let only = Message::new("explain-waiver-value").with("value", value.clone());
            told = format!("{told}. {}", words.say(&only));
        }
        sheet.flow((2, 2), &[piece(FAINT, escape(&told))])?;
    }
    Ok(())
}

/// A tree of conditions, with or without what they came to.
struct Tree<'w> {
    words: &'w Words,
    verdicts: bool,
}

impl Tree<'_> {
    fn subject(&self, sheet: &mut Sheet<'_>, subject: &SubjectExplanation<Located>) -> io::Result<()> {
        let words = self.words;
        if let Some(item) = &subject.item {
            let (sign, ink) = outcome_sign(subject.outcome);
            let name = capitalised(&words.item(item, None));
            sheet.blank()?;
            let outcome = plain(format!(": {}", words.outcome(subject.outcome)));
            sheet.flow((0, 2), &[piece(ink, sign), plain(" "), piece(BOLD, name), outcome])?;
        }
        for (key, step) in [
            ("explain-list", subject.list.as_ref().filter(|list| list.truth != Truth::True)),
            ("explain-when", subject.when.as_ref()),
            ("explain-require", Some(&subject.require)),
        ] {
            let Some(step) = step else { continue };
            section(sheet, words, key)?;
            self.write(sheet, step, 2)?;
            if key == "explain-when" && step.truth == Truth::False {
                // What is not asked is not answered.
                return Ok(());
            }
        }
        match &subject.remedy {
            Some(remedy) => self.remedy(sheet, remedy),
            None => Ok(()),
        }
    }

    fn remedy(&self, sheet: &mut Sheet<'_>, remedy: &Remedy) -> io::Result<()> {
        section(sheet, self.words, "explain-remedy")?;
        for step in &remedy.changes {
            let who = capitalised(&self.words.role(&step.who));
            let what = format!(": {}", self.words.say(&step.message));
            sheet.flow((2, 4), &[plain("→ "), piece(BOLD, who), plain(what)])?;
        }
        Ok(())
    }

    fn write(&self, sheet: &mut Sheet<'_>, step: &Step<Located>, indent: usize) -> io::Result<()> {
        let (parts, key) = match &step.kind {
            StepKind::Test(evidence) => return self.test(sheet, (step.truth, evidence), indent),
            StepKind::All(parts) => (parts, "explain-all"),
            StepKind::Any(parts) => (parts, "explain-any"),
            StepKind::None(parts) => (parts, "explain-none"),
        };
        // All of several is what a reader takes for granted.
        let inner = if key == "explain-all" && indent == 2 || parts.len() == 1 && key != "explain-none" {
            indent
        } else {
            let mut pieces = self.verdict(step.truth);
            pieces.push(plain(self.words.get(key)));
            sheet.flow((indent, indent + 2), &pieces)?;
            indent + 4
        };
        for part in parts {
            self.write(sheet, part, inner)?;
        }
        Ok(())
    }

    fn test(
        &self,
        sheet: &mut Sheet<'_>,
        (truth, evidence): (Truth, &Evidence<Located>),
        indent: usize,
    ) -> io::Result<()> {
        let mut pieces = self.verdict(truth);
        pieces.push(plain(self.words.evidence(evidence)));
        if let Some(parameter) = evidence.expected_from.as_deref().filter(|from| from.starts_with('$')) {
            pieces.push(piece(FAINT, format!(" ({})", escape(parameter))));
        }
        sheet.flow((indent, indent + 2), &pieces)?;
        for place in evidence.at.iter().take(PLACES) {
            snippet::write(sheet, self.words, (place, indent + 2))?;
        }
        if evidence.at.len() > PLACES {
            let more = u64::try_from(evidence.at.len() - PLACES).unwrap_or(u64::MAX);
            sheet.flow((indent + 2, indent + 2), &[piece(FAINT, self.words.count("report-more", more))])?;
        }
        Ok(())
    }

    fn verdict(&self, truth: Truth) -> Vec<super::sheet::Piece> {
        if !self.verdicts {
            return vec![plain("· ")];
        }
        let (sign, ink) = match truth {
            Truth::True => ("✓", GREEN),
            Truth::False => ("✗", RED),
            Truth::Unknown => ("?", CYAN),
        };
        vec![piece(ink, sign), plain(" ")]
    }
}

fn title(sheet: &mut Sheet<'_>, words: &Words, info: &RuleInfo) -> io::Result<()> {
    let ink = match info.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => CYAN,
    };
    sheet.flow((0, 2), &[piece(BOLD, words.both(&info.title))])?;
    let severity = words.severity(info.severity);
    let id = format!(" · {}", super::digest::broken::cited(info));
    sheet.flow((0, 2), &[piece(ink, severity), piece(FAINT, id)])
}

fn section(sheet: &mut Sheet<'_>, words: &Words, key: &'static str) -> io::Result<()> {
    sheet.blank()?;
    sheet.line(&[piece(BOLD, words.get(key))])
}

/// Items that pass, or that the rule does not concern, in a line each way.
fn items_in_order(sheet: &mut Sheet<'_>, words: &Words, subjects: &[&SubjectExplanation<Located>]) -> io::Result<()> {
    for (outcome, key) in [(Outcome::Pass, "explain-items-pass"), (Outcome::NotApplicable, "explain-items-outside")] {
        let of_outcome = subjects.iter().filter(|subject| subject.outcome == outcome);
        let items: Vec<_> = of_outcome.filter_map(|subject| subject.item.as_ref()).collect();
        if items.is_empty() {
            continue;
        }
        let mut names: Vec<String> = items.iter().take(ITEMS).map(|item| words.item(item, None)).collect();
        if items.len() > ITEMS {
            names.push(words.count("report-more", u64::try_from(items.len() - ITEMS).unwrap_or(u64::MAX)));
        }
        let (sign, ink) = outcome_sign(outcome);
        let count = words.count(key, u64::try_from(items.len()).unwrap_or(u64::MAX));
        sheet.blank()?;
        sheet.flow((0, 2), &[piece(ink, sign), plain(format!(" {count}: ")), piece(FAINT, words.join(&names))])?;
    }
    Ok(())
}

fn outcome_sign(outcome: Outcome) -> (&'static str, Ink) {
    match outcome {
        Outcome::Pass => ("✓", GREEN),
        Outcome::Fail => ("✗", RED),
        Outcome::Unknown => ("?", CYAN),
        Outcome::NotApplicable => ("–", PLAIN),
    }
}

fn each(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::CaseType => "explain-each-case-type",
        ItemKind::Permission => "explain-each-permission",
        ItemKind::User => "explain-each-user",
        ItemKind::Service => "explain-each-service",
        ItemKind::Decision => "explain-each-decision",
    }
}
