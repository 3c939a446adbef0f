//! A comment on a pull request: the answer first, then what is broken and what could not be judged, folded. It stands where
//! anybody can read it, so nobody of the staff is named, and it stays below the length that code hosts take.

use std::fmt::Write as _;
use std::io;

use super::beside::{self, Tone};
use super::digest::answer;
use super::digest::broken::cited;
use super::digest::{Digest, OfRule, Standing, sign};
use super::marked::{Page, code, harmless};
use super::public;
use super::words::{Words, capitalised};
use super::{Report, Style};
use crate::model::comparison::Change;
use crate::model::finding::Finding;
use crate::model::outcome::Outcome;
use crate::model::run::{RuleInfo, Run};
use crate::text::{Lang, Message};

/// Kept free for the last line, and for what closes the folds.
const END: usize = 1_000;
/// Findings that are shown of a rule.
const OF_A_RULE: usize = 10;
/// Columns of a name; a longer one is cut.
const NAME: usize = 120;

/// Markdown.
#[derive(Debug)]
pub(super) struct Markdown {
    lang: Lang,
}

impl Markdown {
    /// In the language of a style.
    pub(super) fn new(style: &Style) -> Self {
        Self { lang: style.lang }
    }
}

impl Report for Markdown {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::with_names(self.lang, &run.names);
        let digest = Digest::new(run, &words);
        out.write_all(comment(&digest).as_bytes())
    }
}

fn comment(digest: &Digest<'_>) -> String {
    let (run, words) = (digest.run, digest.words);
    let mut page = Page::keeping(END);
    // What stands first is short, and room for it there always is.
    page.fits(&head(digest));
    page.fits(&changes(digest));
    page.fits(&first(digest));
    let mut shown = 0;
    let mut rules: Vec<(&RuleInfo, &OfRule<'_>)> = run.rules.iter().zip(&digest.rules).collect();
    rules.sort_by_key(|(info, of_rule)| std::cmp::Reverse((info.severity, of_rule.clinics)));
    let count = |all: usize| words.number(u64::try_from(all).unwrap_or(u64::MAX));
    let open: usize = digest.rules.iter().map(|of_rule| of_rule.open.len()).sum();
    let unknown: usize = digest.rules.iter().map(|of_rule| of_rule.unknown.len()).sum();
    for (key, all, is_open) in [("markdown-broken", open, true), ("markdown-unknown", unknown, false)] {
        if all == 0 {
            continue;
        }
        let summary = words.say(&Message::new(key).with("count", all).with("number", count(all)));
        if !page.fits(&format!("\n<details>\n<summary>{summary}</summary>\n")) {
            continue;
        }
        for (info, of_rule) in &rules {
            let findings = if is_open { &of_rule.open } else { &of_rule.unknown };
            shown += of(info, findings, &mut page, digest);
        }
        page.fits("\n</details>\n");
    }
    let left = run.findings.len() - shown;
    let mut end = String::new();
    if left > 0 {
        let message = Message::new("markdown-left-out").with("count", left).with("number", count(left));
        let _infallible = writeln!(end, "\n<sub>{}</sub>", words.say(&message));
    }
    page.end(&end)
}

/// The answer: how many clinics follow the guideline, and by which guideline on which day.
fn head(digest: &Digest<'_>) -> String {
    let (run, words) = (digest.run, digest.words);
    let summary = &run.summary;
    let standing = match summary {
        summary if summary.breaking > 0 => Standing::Breaking,
        summary if summary.remarked > 0 => Standing::Remarked,
        summary if summary.proven == summary.clinics && summary.clinics > 0 => Standing::Proven,
        _ => Standing::Unproven,
    };
    let mut head = format!("### {} {}\n\n", standing.sign().0, harmless(&answer::headline(summary, words)));
    for policy in &run.policies {
        let line = Message::new("report-policy").with("date", run.as_of.date_naive());
        let line = words.say(&line.with("policy", &*policy.id).with("edition", &*policy.edition));
        let _infallible = writeln!(head, "{}\\\n{}", harmless(&words.both(&policy.title)), harmless(&line));
    }
    for line in answer::population(run, words) {
        let _infallible = write!(head, "\n> {}\n", harmless(&line));
    }
    head
}

/// What has changed since an earlier run, which is what whoever reads a pull request wants to know next.
fn changes(digest: &Digest<'_>) -> String {
    let words = digest.words;
    let Some(comparison) = &digest.run.comparison else { return String::new() };
    let mut text = format!("\n**{}**\n\n", harmless(&beside::heading(comparison, words)));
    for (tone, line) in beside::changes(comparison, words) {
        let _infallible = writeln!(text, "* {} {}", harmless(tone.sign()), harmless(&line));
        if tone == Tone::Worse {
            new(digest, &mut text);
        }
    }
    text
}

/// What is new, rule by rule.
fn new(digest: &Digest<'_>, text: &mut String) {
    let words = digest.words;
    for (info, of_rule) in digest.run.rules.iter().zip(&digest.rules) {
        let new = of_rule.open.iter().filter(|finding| finding.change == Some(Change::New)).count();
        if new > 0 {
            let title = harmless(&words.both(&info.title));
            let new = words.number(u64::try_from(new).unwrap_or(u64::MAX));
            let _infallible = writeln!(text, "  * {} {title} · {new}", sign(info.severity).0);
        }
    }
}

/// What is broken most, and what to do first.
fn first(digest: &Digest<'_>) -> String {
    let (summary, words) = (&digest.run.summary, digest.words);
    let mut text = String::new();
    if !summary.most_broken.is_empty() {
        let head = [
            words.get("report-most-broken"),
            words.get("findings-column-clause"),
            words.get("findings-column-clinics"),
        ];
        let _infallible = write!(text, "\n| | {} |\n|---|---|---|---:|\n", head.join(" | "));
    }
    for (rule, clinics) in summary.most_broken.iter().take(answer::FIRST) {
        let Some(info) = digest.info(*rule) else { continue };
        let title = harmless(&words.both(&info.title));
        let clauses = harmless(&info.clauses.join(", "));
        let count = words.number((*clinics).into());
        let _infallible = writeln!(text, "| {} | {title} | {clauses} | {count} |", sign(info.severity).0);
    }
    if !summary.first_actions.is_empty() {
        let _infallible = write!(text, "\n**{}**\n\n", words.get("report-first"));
    }
    for (number, action) in (1..).zip(summary.first_actions.iter().take(answer::FIRST)) {
        let Some(info) = digest.info(action.rule) else { continue };
        let at = words.count("report-at-clinics", action.clinics);
        let what = harmless(&answer::change(digest, action, info));
        let _infallible = writeln!(text, "{number}. {}, {at}: {what}", capitalised(&words.role(&action.who)));
    }
    text
}

/// The findings of a rule, as many as there is room for. Says how many.
fn of(info: &RuleInfo, findings: &[&Finding], page: &mut Page, digest: &Digest<'_>) -> usize {
    let words = digest.words;
    let Some(first) = findings.first() else { return 0 };
    let heading = format!(
        "\n**{} {}** · {}\n\n",
        if first.outcome == Outcome::Unknown { "?" } else { sign(info.severity).0 },
        harmless(&words.both(&info.title)),
        harmless(&cited(info)),
    );
    if !page.fits(&heading) {
        return 0;
    }
    let mut shown = 0;
    for finding in findings.iter().take(OF_A_RULE) {
        let whom = harmless(&super::sheet::shortened(&public::whom(finding, digest), NAME));
        let place = public::place(finding).map(|(file, line, _)| format!(" · {}", code(&format!("{file}:{line}"))));
        let why = finding.settled_by.first().map(|one| format!(" · {}", harmless(&words.missing(one.missing))));
        if !page.fits(&format!("- {whom}{}{}\n", place.unwrap_or_default(), why.unwrap_or_default())) {
            break;
        }
        shown += 1;
    }
    let more = u64::try_from(findings.len() - shown).unwrap_or(u64::MAX);
    if more > 0 {
        page.fits(&format!("\n{}\n", words.count("markdown-more", more)));
    }
    shown
}
