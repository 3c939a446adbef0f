//! What is arranged, and how.

use chrono::{TimeZone as _, Utc};
use chrono_tz::Europe::Stockholm;

use super::{Actions, What, narrow};
use crate::model::finding::{Finding, Item, ItemKind, Remedy, RemedyStep, RuleIx};
use crate::model::hsa_id::HsaId;
use crate::model::outcome::{Disposition, Outcome, Severity};
use crate::model::run::{ClinicOutcomes, Coverage, PolicyInfo, Population, RuleInfo, Run, Summary};
use crate::report::digest::Digest;
use crate::report::words::Words;
use crate::text::{Bilingual, Lang, Message};

const LOCAL: &str = "lokal_administrator";
const REGION: &str = "regional_forvaltning";

fn clinic(number: u32) -> HsaId {
    HsaId::parse(&format!("SE2321000057-TEST{number}")).expect("an id")
}

fn step(who: &str, key: &'static str, about: &str) -> RemedyStep {
    let message = Message::new(key);
    RemedyStep { who: who.into(), message: if about.is_empty() { message } else { message.with("type", about) } }
}

fn fails((rule, at): (u16, u32), item: Option<&str>, changes: Vec<RemedyStep>) -> Finding {
    let remedy = changes.first().map(|first| first.who.clone()).map(|who| Remedy { who, changes: changes.clone() });
    Finding {
        rule: RuleIx(rule),
        clinic: Some(clinic(at)),
        clinics: 1,
        item: item.map(|id| Item { kind: ItemKind::CaseType, id: id.into() }),
        outcome: Outcome::Fail,
        disposition: Disposition::Open,
        change: None,
        message: Message::new("finding-fail").into(),
        evidence: Vec::new(),
        settled_by: Vec::new(),
        remedy: remedy.map(Into::into),
        fingerprint: "".into(),
    }
}

fn run(findings: Vec<Finding>) -> Run {
    let rule = |severity, responsible: &str| RuleInfo {
        id: "regel".into(),
        policy: 0,
        clauses: vec!["Ö1".into()],
        severity,
        responsible: responsible.into(),
        title: Bilingual::default(),
        advice: Bilingual { sv: "Gör något.".into(), en: "Do something.".into() },
        counts: [0; 4],
    };
    Run {
        tool: "1".into(),
        as_of: Utc.timestamp_opt(1_795_000_000, 0).single().expect("an instant").with_timezone(&Stockholm),
        policies: vec![PolicyInfo {
            id: "p".into(),
            edition: "1".into(),
            digest: "".into(),
            title: Bilingual::default(),
            source: "".into(),
            decided: None,
            remedy_by: [None, None, "2026-12-24".parse().ok()],
            clauses: Vec::new(),
        }],
        sources: Vec::new(),
        problems: Vec::new(),
        problems_not_shown: 0,
        population: Population::default(),
        comparison: None,
        answer_times: None,
        follow_up: None,
        summary: Summary::default(),
        names: Vec::new(),
        rules: vec![rule(Severity::Error, LOCAL), rule(Severity::Warning, LOCAL), rule(Severity::Info, REGION)],
        clinics: (1..=3)
            .map(|number| ClinicOutcomes {
                hsa_id: clinic(number),
                name: format!("M{number}").into(),
                outcomes: [Outcome::Fail, Outcome::Pass, Outcome::Unknown].into(),
            })
            .collect(),
        findings,
        coverage: Coverage::default(),
    }
}

/// The actions in short: `role: what[ after what] @clinics`.
fn told(run: &Run) -> Vec<String> {
    let words = Words::new(Lang::Sv);
    let digest = Digest::new(run, &words);
    let actions = Actions::of(&digest);
    let mut told = Vec::new();
    for role in &actions.roles {
        for change in &role.changes {
            let what = match change.what {
                What::Step(message) => words.say(message),
                What::Advice(rule) => format!("råd {}", rule.0),
            };
            let after = change.after.map(|step| format!(" efter {}", words.say(&step.message))).unwrap_or_default();
            let places: Vec<String> = super::rows::places(change, &digest, &|item| item.id.to_string());
            told.push(format!("{}: {what}{after} @ {}", role.who, places.join(", ")));
        }
    }
    told
}

#[test]
fn the_same_change_stands_once_and_waits_for_the_one_that_must_come_first() {
    let open = |about| vec![step(REGION, "remedy-assign", about), step(LOCAL, "remedy-activate", about)];
    let run = run(vec![
        fails((0, 1), None, open("A")),
        fails((0, 2), None, [open("A"), open("B")].concat()),
        fails((0, 3), None, vec![step(LOCAL, "remedy-activate", "A")]),
        fails((1, 1), Some("x"), vec![step(LOCAL, "remedy-remove-words", "")]),
        fails((1, 1), Some("y"), vec![step(LOCAL, "remedy-remove-words", "")]),
        fails((1, 2), None, Vec::new()),
        fails((2, 2), None, vec![step(REGION, "remedy-make-true", "")]),
    ]);
    assert_eq!(
        told(&run),
        [
            "regional_forvaltning: råd 2 @ M2",
            "regional_forvaltning: Dela ut ärendetypen A till mottagningen @ M1, M2",
            "regional_forvaltning: Dela ut ärendetypen B till mottagningen @ M2",
            "lokal_administrator: Aktivera ärendetypen A @ M3",
            "lokal_administrator: Skriv om texterna utan de utgångna orden @ M1 (x och y)",
            "lokal_administrator: råd 1 @ M2",
            "lokal_administrator: Aktivera ärendetypen A efter Dela ut ärendetypen A till mottagningen @ M1, M2",
            "lokal_administrator: Aktivera ärendetypen B efter Dela ut ärendetypen B till mottagningen @ M2",
        ]
    );
}

#[test]
fn every_open_failure_is_in_an_action_and_nothing_else_is() {
    let mut findings = vec![
        fails((0, 1), None, vec![step(LOCAL, "remedy-activate", "A")]),
        fails((0, 2), None, Vec::new()),
        fails((1, 2), Some("x"), vec![step(LOCAL, "remedy-revoke", ""), step(LOCAL, "remedy-run", "c")]),
    ];
    findings[1].disposition = Disposition::Waived;
    let run = run(findings);
    let words = Words::new(Lang::Sv);
    let digest = Digest::new(&run, &words);
    let actions = Actions::of(&digest);
    assert_eq!((actions.failures, actions.clinics, actions.changes()), (2, 2, 2));
    let spots = || actions.roles.iter().flat_map(|role| &role.changes).flat_map(|change| &change.at);
    assert_eq!(spots().map(|spot| spot.findings.len()).sum::<usize>(), 2);
    assert_eq!(spots().filter(|spot| spot.command.is_some()).count(), 1, "a command goes with its change");
    let due = actions.roles[0].changes.iter().map(|change| change.due.is_some()).collect::<Vec<_>>();
    assert_eq!(due, [true, false], "the last day is that of the failure's severity");
}

#[test]
fn a_run_is_narrowed_to_some_clinics() {
    let mut unknown = fails((2, 1), None, Vec::new());
    (unknown.clinic, unknown.clinics, unknown.outcome) = (None, 3, Outcome::Unknown);
    let mut run = run(vec![fails((0, 1), None, Vec::new()), fails((0, 2), None, Vec::new()), unknown]);
    assert_eq!(narrow(&mut run, &[clinic(7)]), Err(clinic(7)));
    narrow(&mut run, &[]).expect("nobody is no stranger");
    assert_eq!(run.findings.len(), 3);
    narrow(&mut run, &[clinic(2)]).expect("it is in the run");
    assert_eq!((run.clinics.len(), run.findings.len(), run.findings[1].clinics), (1, 2, 1));
}
