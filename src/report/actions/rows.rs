//! Actions as rows: one for each change at each place, one for each request. What spreadsheets are made of.

use chrono::NaiveDate;

use super::{Actions, Change, Spot, What};
use crate::model::finding::{Finding, Item, Missing, RuleIx};
use crate::model::hsa_id::HsaId;
use crate::model::run::RuleInfo;
use crate::report::digest::Digest;
use crate::report::digest::broken::{ADVICE, advice, told};
use crate::report::digest::reasons::why;
use crate::report::words::Words;
use crate::report::words::capitalised;
use crate::text::Message;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something to change.
    Change,
    /// A source to supply or to mend.
    Request,
}

/// One row. Texts are in words, and harmless for a terminal.
#[derive(Debug)]
pub(super) struct Row<'r> {
    pub(super) kind: Kind,
    /// The number of the change or request, from 1, in the order in which they are told.
    pub(super) number: usize,
    /// The role that makes the change.
    pub(super) who: String,
    pub(super) what: String,
    /// Whose change must come first, and which.
    pub(super) after: String,
    pub(super) due: Option<NaiveDate>,
    pub(super) clinic: Option<&'r HsaId>,
    pub(super) name: String,
    pub(super) item: String,
    pub(super) clauses: String,
    pub(super) rules: String,
    /// What is wrong.
    pub(super) problem: String,
    pub(super) severity: String,
    pub(super) evidence: String,
    pub(super) place: String,
    pub(super) command: String,
    /// How many clinics the row stands for.
    pub(super) clinics: u32,
}

/// What to do, as a sentence or as the rule's advice.
pub(super) fn what(change: &Change<'_>, digest: &Digest<'_>) -> String {
    match change.what {
        What::Step(message) => digest.words.say(message),
        What::Advice(rule) => digest.info(rule).map(|info| digest.words.both(&info.advice)).unwrap_or_default(),
    }
}

/// The same in short: of an advice the first sentences.
pub(super) fn in_short(change: &Change<'_>, digest: &Digest<'_>) -> String {
    match change.what {
        What::Step(message) => digest.words.say(message),
        What::Advice(rule) => digest.info(rule).map(|info| advice(digest, info, ADVICE)).unwrap_or_default(),
    }
}

/// What another role must do first: «regional förvaltning: Dela ut ärendetypen …».
pub(super) fn after(change: &Change<'_>, digest: &Digest<'_>) -> Option<String> {
    let step = change.after?;
    let message = Message::new("actions-after-step").with("who", digest.words.role(&step.who));
    Some(digest.words.say(&message.with("what", digest.words.say(&step.message))))
}

/// Where a change is to be made: each clinic once, with what of it, put into words by `item`.
pub(super) fn places(change: &Change<'_>, digest: &Digest<'_>, item: &dyn Fn(&Item) -> String) -> Vec<String> {
    let mut clinics: Vec<(Option<&HsaId>, String, Vec<String>)> = Vec::new();
    for spot in &change.at {
        let told = spot.item.map(item);
        match clinics.last_mut() {
            Some((clinic, _, items)) if spot.clinic.is_some() && *clinic == spot.clinic => items.extend(told),
            _ => {
                let name = spot.findings.first().map(|finding| digest.whose(finding)).unwrap_or_default();
                clinics.push((spot.clinic, name, told.into_iter().collect()));
            }
        }
    }
    let place = |(_, name, items): (_, String, Vec<String>)| match &items[..] {
        [] => name,
        items => format!("{name} ({})", digest.words.join(items)),
    };
    clinics.into_iter().map(place).collect()
}

/// The clauses of a change's rules, each once.
pub(super) fn clauses<'r>(change: &Change<'_>, digest: &Digest<'r>) -> Vec<&'r str> {
    let mut clauses: Vec<&str> = Vec::new();
    for clause in change.rules.iter().filter_map(|rule| digest.info(*rule)).flat_map(|info| &info.clauses) {
        if !clauses.contains(&&**clause) {
            clauses.push(clause);
        }
    }
    clauses
}

/// All rows, in the order of the actions.
pub(super) fn rows<'a, 'r>(
    actions: &'a Actions<'r>,
    digest: &'a Digest<'r>,
) -> impl Iterator<Item = Row<'r>> + use<'a, 'r> {
    let changes = actions.roles.iter().flat_map(|role| role.changes.iter().map(move |change| (role.who, change)));
    let changes = (1..).zip(changes).flat_map(move |(number, (who, change))| {
        let who = digest.words.role(who);
        change.at.iter().map(move |spot| of_change((number, &who, change), spot, digest))
    });
    changes.chain(requests(actions, digest))
}

fn of_change<'r>((number, who, change): (usize, &str, &Change<'r>), spot: &Spot<'r>, digest: &Digest<'r>) -> Row<'r> {
    let words = digest.words;
    let infos: Vec<&RuleInfo> = spot.findings.iter().filter_map(|finding| digest.info(finding.rule)).collect();
    let each = |say: &dyn Fn(&RuleInfo) -> String| {
        let mut all: Vec<String> = infos.iter().map(|info| say(info)).collect();
        all.dedup();
        all.join(" | ")
    };
    let evidence = |finding: &Finding| told(&finding.evidence).map(|one| words.evidence(one)).collect::<Vec<_>>();
    let evidence: Vec<String> = spot.findings.iter().flat_map(|finding| evidence(finding)).collect();
    let places = spot.findings.iter().flat_map(|finding| &finding.evidence).flat_map(|evidence| &evidence.at);
    let mut places: Vec<String> = places.map(|place| words.place(place)).collect();
    places.dedup();
    let worst = infos.iter().map(|info| info.severity).max();
    Row {
        kind: Kind::Change,
        number,
        who: who.to_owned(),
        what: what(change, digest),
        after: after(change, digest).unwrap_or_default(),
        due: change.due,
        clinic: spot.clinic,
        name: spot.clinic.map(|clinic| digest.clinic_name(clinic)).unwrap_or_default(),
        item: spot.item.map(|item| digest.item(item)).unwrap_or_default(),
        clauses: each(&|info| info.clauses.join(", ")),
        rules: each(&|info| info.id.to_string()),
        problem: each(&|info| words.both(&info.title)),
        severity: worst.map(|severity| words.severity(severity)).unwrap_or_default(),
        evidence: evidence.join(" | "),
        place: places.join(" | "),
        command: spot.command.map(|command| words.say(command)).unwrap_or_default(),
        clinics: u32::from(spot.clinic.is_some()),
    }
}

/// Whom to ask; of a setting nobody: the remark says which to make.
pub(super) fn whom_to_ask(missing: Missing, words: &Words) -> String {
    match missing {
        Missing::NotSet(_) => words.get("report-unknown-set-consumer"),
        missing => words.whom_to_ask(missing.source()),
    }
}

fn requests<'a, 'r>(actions: &'a Actions<'r>, digest: &'a Digest<'r>) -> impl Iterator<Item = Row<'r>> + use<'a, 'r> {
    let words = digest.words;
    (actions.changes() + 1..).zip(&actions.requests).map(move |(number, (missing, request))| {
        let facts: Vec<String> = request.facts.iter().map(|fact| words.fact(fact)).collect();
        let infos: Vec<&RuleInfo> = request.rules.iter().filter_map(|rule| digest.info(RuleIx(*rule))).collect();
        Row {
            kind: Kind::Request,
            number,
            who: String::new(),
            what: format!("{}. {}", why(*missing, words), whom_to_ask(*missing, words)),
            after: String::new(),
            due: None,
            clinic: None,
            name: String::new(),
            item: capitalised(&facts.join(", ")),
            clauses: String::new(),
            rules: infos.iter().map(|info| &*info.id).collect::<Vec<_>>().join(" | "),
            problem: String::new(),
            severity: String::new(),
            evidence: String::new(),
            place: String::new(),
            command: String::new(),
            clinics: request.clinics(),
        }
    })
}
