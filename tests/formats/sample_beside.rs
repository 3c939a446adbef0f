//! What stands beside the verdict of the sample run: a comparison, answer times, the register's figures.

use chrono::TimeZone as _;
use chrono_tz::Europe::Stockholm;
use riktlinje::model::comparison::{Change, Comparison, Gone, Standings, Went};
use riktlinje::model::finding::{Finding, Item, ItemKind, RuleIx};
use riktlinje::model::measured::{AnswerTimes, FollowUp, Latency};
use riktlinje::model::outcome::Severity;
use riktlinje::model::span::TimeSpan;

use crate::sample_run::{both, clinic_id};

/// Marks every third failure as new, and tells of failures that went in each way.
pub(crate) fn compared(findings: &mut [Finding], rules: usize) -> Comparison {
    for (ix, finding) in findings.iter_mut().enumerate() {
        finding.change = Some(if ix % 3 == 0 { Change::New } else { Change::Unchanged });
    }
    let gone = |how: Went, clinic: usize, item: Option<Item>| Gone {
        id: "fornya-recept-saknas".into(),
        rule: (how != Went::RuleLeft).then_some(RuleIx(1)),
        severity: Severity::Error,
        title: both("Förnya recept är inte öppen", "Renew prescription is not open"),
        clinic: Some(clinic_id(clinic)),
        name: "Alnäs vårdcentral".into(),
        item,
        how,
        fingerprint: format!("{:016x}", how as u64 * 16 + clinic as u64).into(),
    };
    let item = Item { kind: ItemKind::CaseType, id: "fornya_recept".into() };
    let then = |ix: usize| (ix != 5).then_some([1, 3, 1, 4]);
    Comparison {
        file: "oktober.json".into(),
        digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        tool: "0.1.0".into(),
        as_of: Stockholm.with_ymd_and_hms(2026, 10, 20, 23, 59, 59).single().expect("an instant"),
        policies_changed: true,
        standings: Standings { clinics: 9, breaking: 7, remarked: 1, clear: 1, proven: 0 },
        rules: (0..rules).map(then).collect(),
        new: [1, 2, 3],
        unchanged: [1, 3, 7],
        gone: vec![
            gone(Went::Fixed, 7, None),
            gone(Went::Fixed, 8, Some(item)),
            gone(Went::NotApplicable, 6, None),
            gone(Went::Unknown, 6, None),
            gone(Went::Waived, 3, None),
            gone(Went::RuleLeft, 2, None),
            gone(Went::ClinicLeft, 1, None),
        ],
    }
}

fn time(text: &str) -> TimeSpan {
    TimeSpan::parse(text).expect("a length of time")
}

/// 1,204 answers, most of them in time.
pub(crate) fn answer_times() -> AnswerTimes {
    let within = [
        ("same working day", 702),
        ("1 working day", 1_081),
        ("2 working days", 1_130),
        ("3 working days", 1_151),
        ("5 working days", 1_190),
        ("10 working days", 1_202),
    ];
    AnswerTimes {
        measure: "measure.i_tid".into(),
        limit: time("1 working day"),
        over: Some(time("3 months")),
        within: within.map(|(text, answers)| (time(text), answers)).into(),
        answers: 1_204,
        clinics: 7,
    }
}

/// Figures of a register.
pub(crate) fn follow_up() -> FollowUp {
    FollowUp { leavers: Some(Latency { count: 12, median: 1, longest: 23 }), on_leave: Some(3), reviewed: Some((7, 8)) }
}
