//! Actions for a person at a terminal: role by role, numbered, with the clinics by name.

use std::io;

use super::rows::{after, clauses, in_short, places, whom_to_ask};
use super::{Actions, Change, What};
use crate::report::Style;
use crate::report::digest::reasons::{named, why};
use crate::report::digest::{Digest, sign};
use crate::report::sheet::{BOLD, CYAN, FAINT, Sheet, piece, plain};
use crate::report::words::capitalised;
use crate::text::Message;

/// Places that are named for a change.
const NAMES: usize = 8;
/// Commands that are told of a change.
const COMMANDS: usize = 3;
/// Facts that are named for a request.
const FACTS: usize = 4;

pub(super) fn write(
    actions: &Actions<'_>,
    (digest, style): (&Digest<'_>, &Style),
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let sheet = &mut Sheet::new(out, style);
    let (run, words) = (digest.run, digest.words);
    for policy in &run.policies {
        sheet.flow((0, 2), &[piece(BOLD, words.both(&policy.title))])?;
        let line = Message::new("report-policy").with("date", run.as_of.date_naive());
        let line = line.with("policy", &*policy.id).with("edition", &*policy.edition);
        sheet.flow((0, 2), &[piece(FAINT, words.say(&line))])?;
    }
    sheet.blank()?;
    sheet.flow((0, 2), &[piece(BOLD, headline(actions, digest))])?;
    if actions.changes() > 0 {
        sheet.flow((0, 0), &[piece(FAINT, words.get("actions-order"))])?;
    }
    let digits = actions.changes().to_string().len();
    let (mut number, mut left_out) = (0, false);
    for role in &actions.roles {
        let count = words.count("actions-count", u64::try_from(role.changes.len()).unwrap_or(u64::MAX));
        sheet.heading(&format!("{}: {count}", capitalised(&words.role(role.who))))?;
        for (position, change) in role.changes.iter().enumerate() {
            if position > 0 {
                sheet.blank()?;
            }
            number += 1;
            left_out |= one(sheet, digest, (number, digits, change))?;
        }
    }
    requests(sheet, actions, digest)?;
    if left_out {
        sheet.blank()?;
        sheet.flow((0, 0), &[piece(FAINT, words.get("actions-all"))])?;
    }
    Ok(())
}

/// How much there is to do, in a sentence.
pub(super) fn headline(actions: &Actions<'_>, digest: &Digest<'_>) -> String {
    let words = digest.words;
    if actions.failures == 0 {
        return words.get(if actions.requests.is_empty() { "actions-none" } else { "actions-only-requests" });
    }
    let changes = u64::try_from(actions.changes()).unwrap_or(u64::MAX);
    let message = Message::new("actions-headline")
        .with("changes", words.count("actions-count", changes))
        .with("failures", words.count("actions-failures", actions.failures))
        .with("count", changes);
    words.say(&message.with("clinics", words.count("report-at-clinics", actions.clinics)))
}

/// One change. Says whether places were left out.
fn one(
    sheet: &mut Sheet<'_>,
    digest: &Digest<'_>,
    (number, digits, change): (usize, usize, &Change<'_>),
) -> io::Result<bool> {
    let words = digest.words;
    let indent = digits + 2;
    let number = format!("{number:>digits$}.").replace(' ', "\u{a0}");
    sheet.flow((0, indent), &[plain(format!("{number} ")), piece(BOLD, in_short(change, digest))])?;
    let (mark, ink) = sign(change.severity);
    sheet.flow(
        (indent, indent + 2),
        &[piece(ink, mark), piece(FAINT, format!(" {}", facts(change, digest).join(" · ")))],
    )?;
    if let Some(after) = after(change, digest) {
        let message = Message::new("actions-waits").with("after", after);
        sheet.flow((indent, indent + 2), &[piece(CYAN, words.say(&message))])?;
    }
    let places = places(change, digest, &|item| digest.item(item));
    let left_out = places.len() > NAMES;
    let names = named(places.into_iter(), NAMES, |more| words.count("report-more", more));
    sheet.flow((indent, indent), &[plain(words.join(&names))])?;
    let commands: Vec<&Message> = change.at.iter().filter_map(|spot| spot.command).collect();
    if commands.len() <= COMMANDS {
        for command in &commands {
            sheet.flow((indent, indent + 2), &[piece(FAINT, words.say(command))])?;
        }
    }
    Ok(left_out || commands.len() > COMMANDS)
}

/// What there is to know of a change: its clauses, what is wrong, by when, and at how many clinics.
pub(super) fn facts(change: &Change<'_>, digest: &Digest<'_>) -> Vec<String> {
    let words = digest.words;
    let mut facts = vec![clauses(change, digest).join(", ")];
    if let What::Advice(rule) = change.what {
        // The advice alone does not say what is wrong.
        facts.extend(digest.info(rule).map(|info| words.both(&info.title)));
    }
    facts.extend(change.due.map(|due| words.say(&Message::new("actions-due").with("date", due))));
    facts.extend((change.clinics > 0).then(|| words.count("report-clinics", change.clinics)));
    facts.retain(|fact| !fact.is_empty());
    facts
}

fn requests(sheet: &mut Sheet<'_>, actions: &Actions<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    if actions.requests.is_empty() {
        return Ok(());
    }
    sheet.heading(&words.get("actions-requests"))?;
    for (missing, request) in &actions.requests {
        let rules = words.count("report-rules", u64::try_from(request.rules.len()).unwrap_or(u64::MAX));
        let reach = format!(": {rules}, {}", words.count("report-clinics", request.clinics()));
        sheet.flow((0, 2), &[piece(CYAN, "? "), piece(BOLD, why(*missing, words)), plain(reach)])?;
        let facts = request.facts.iter().map(|fact| words.fact(fact));
        let facts = named(facts, FACTS, |more| words.count("report-more", more));
        sheet.flow((2, 2), &[piece(FAINT, words.join(&facts))])?;
        sheet.flow((2, 2), &[plain(whom_to_ask(*missing, words))])?;
    }
    Ok(())
}
