//! A second reader, as plain as can be: `csv`, `chrono` and [`Calendar`], row by row. Both must say the same of any log.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::{HEADINGS, Reading, in_time, measure, read_bytes, span};
use crate::model::clinic::Channel;
use crate::model::measure::{Answer, CaseTerms, Cases, Clock, Measure, Question};
use crate::model::span::TimeUnit;
use crate::model::working_days::{Calendar, Counting, in_stockholm};

/// A case as it stands in the log.
struct Case {
    clinic: String,
    received: DateTime<Tz>,
    distributed: Option<DateTime<Tz>>,
    interim: Option<DateTime<Tz>>,
    answered: Option<DateTime<Tz>>,
    closed: Option<DateTime<Tz>>,
    channel: Option<Channel>,
}

fn time(text: &str) -> Option<DateTime<Tz>> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").ok().map(in_stockholm)
}

/// The cases that can be used, the last row of each id, as they were at `now`.
fn cases(text: &str, now: DateTime<Tz>) -> Vec<Case> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(text.as_bytes());
    let mut by_id: HashMap<String, Case> = HashMap::new();
    for row in reader.records().map(|row| row.expect("it is text")) {
        let times: Vec<_> = (3..8).map(|column| time(&row[column])).collect();
        let is_bad = (3..8).any(|column| !row[column].is_empty() && time(&row[column]).is_none());
        let Some(received) = times[0].filter(|_| !is_bad && !row[1].is_empty()) else { continue };
        let is_impossible = times[1..].iter().flatten().any(|time| *time < received)
            || times[3].zip(times[4]).is_some_and(|(answered, closed)| closed < answered);
        if is_impossible || received > now {
            continue;
        }
        let by_now = |at: usize| times[at].filter(|time| *time <= now);
        let channel = match &row[8] {
            "digitalt" => Some(Channel::Digital),
            "telefon" => Some(Channel::Phone),
            _ => None,
        };
        let case = Case {
            clinic: row[1].to_owned(),
            received,
            distributed: by_now(1),
            interim: by_now(2),
            answered: by_now(3),
            closed: by_now(4),
            channel,
        };
        by_id.insert(format!("{} {}", &row[1], &row[0]), case);
    }
    by_id.into_values().collect()
}

/// The answer to a measure; of percentiles the exact length in minutes.
fn answer(measure: &Measure, cases: &[&Case], now: DateTime<Tz>) -> (u64, u64) {
    let calendar = Calendar::new(measure.terms.calendar.clone());
    let due = |from, span| calendar.deadline(from, span, measure.terms.counting);
    let of = measure.question.cases();
    let looked_at = cases.iter().filter(|case| match of {
        Cases::Open => case.closed.is_none(),
        Cases::Answered => case.answered.is_some(),
        Cases::Undistributed => case.distributed.is_none() && case.answered.is_none() && case.closed.is_none(),
        Cases::DistributedUnanswered => case.distributed.is_some() && case.answered.is_none() && case.closed.is_none(),
        Cases::Unanswered => case.answered.is_none() && case.closed.is_none(),
        Cases::AnsweredUnclosed => case.answered.is_some() && case.closed.is_none(),
        Cases::ClosedUnanswered => case.answered.is_none() && case.closed.is_some(),
        Cases::Interim => case.interim.is_some(),
        Cases::Received => true,
    });
    let looked_at = looked_at.filter(|case| {
        let when = if of == Cases::Answered { case.answered.expect("it is answered") } else { case.received };
        measure.over.is_none_or(|over| {
            assert_eq!(over.unit, TimeUnit::Days);
            when > now - chrono::Days::new(over.amount.into())
        })
    });
    let looked_at: Vec<&&Case> = looked_at.filter(|case| measure.channel.is_none() || case.channel.is_some()).collect();
    if let Question::PercentileOf(_, percent, clock) = measure.question {
        let mut lengths: Vec<u64> = looked_at
            .iter()
            .map(|case| {
                let stop = case.answered.expect("it is answered");
                let length = match clock {
                    Clock::Working => calendar.working_time(case.received, stop),
                    Clock::Calendar => stop - case.received,
                };
                u64::try_from(length.num_seconds()).expect("it is not negative").div_ceil(60)
            })
            .collect();
        lengths.sort_unstable();
        let rank = (lengths.len() * usize::from(percent)).div_ceil(100).max(1);
        return (lengths.get(rank - 1).copied().unwrap_or(0), lengths.len() as u64);
    }
    let holds = looked_at.iter().filter(|case| {
        let in_time = measure
            .within
            .is_none_or(|within| case.answered.is_some_and(|answered| answered <= due(case.received, within)));
        let start = if of == Cases::AnsweredUnclosed { case.answered.expect("it is answered") } else { case.received };
        let is_older = measure.older_than.is_none_or(|age| now > due(start, age));
        let through = measure.channel.is_none_or(|channel| case.channel == Some(channel));
        in_time && is_older && through
    });
    (holds.count() as u64, looked_at.len() as u64)
}

fn measures() -> Vec<Measure> {
    let rolled = CaseTerms { counting: Counting::RollForward, bad_rows: 100, ..CaseTerms::default() };
    let count = |cases, age: &str| Measure { older_than: span(age), ..measure(Question::CountOf(cases)) };
    let mut measures = vec![
        in_time(),
        Measure { terms: rolled.clone(), ..in_time() },
        Measure { within: span("4 working hours"), ..in_time() },
        Measure { within: span("3 hours"), over: span("20 days"), ..in_time() },
        Measure { channel: Some(Channel::Digital), within: None, terms: rolled, ..in_time() },
        count(Cases::Undistributed, "4 working hours"),
        count(Cases::DistributedUnanswered, "1 working day"),
        count(Cases::AnsweredUnclosed, "14 days"),
        Measure { over: span("30 days"), ..count(Cases::Unanswered, "2 working days") },
        measure(Question::CountOf(Cases::Open)),
        measure(Question::CountOf(Cases::ClosedUnanswered)),
        measure(Question::CountOf(Cases::Interim)),
        measure(Question::CountOf(Cases::Received)),
    ];
    for (percent, clock) in [(50, Clock::Working), (95, Clock::Working), (50, Clock::Calendar), (100, Clock::Calendar)]
    {
        measures.push(measure(Question::PercentileOf(Cases::Answered, percent, clock)));
    }
    measures
}

/// A row: its id and clinic, when it came (minutes), and what happened so many minutes later.
type Row = (u16, u8, i64, [Option<i64>; 4], u8);

fn row() -> impl Strategy<Value = Row> {
    let later = || prop::option::weighted(0.7, prop_oneof![9 => 0_i64..6000, 1 => -60_i64..60_000]);
    (0_u16..300, 0_u8..4, 0_i64..70_000, [later(), later(), later(), later()], 0_u8..4)
}

fn written(rows: &[Row]) -> String {
    let begin = NaiveDateTime::parse_from_str("2026-10-05 07:40", "%Y-%m-%d %H:%M").expect("it is a time");
    let mut text = HEADINGS.to_owned();
    for (id, clinic, received, later, channel) in rows {
        let received = begin + TimeDelta::minutes(*received);
        let shown = |at: NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
        let later =
            later.map(|later| later.map(|later| shown(received + TimeDelta::minutes(later))).unwrap_or_default());
        let channel = ["digitalt", "telefon", "", "\"röksignal; eller\nduva\""][usize::from(*channel)];
        let clinic = if *clinic == 0 { String::new() } else { format!("A-{clinic}") };
        let cells = [&format!("{id}"), &clinic, "T", &shown(received), &later.join(";"), channel, "x"];
        text.push_str(&cells.join(";"));
        text.push('\n');
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_figure_is_that_of_a_plain_reading(rows in prop::collection::vec(row(), 1..160), jobs in 1_usize..4) {
        let text = written(&rows);
        let now = super::now("2026-11-20 12:00");
        let measures = measures();
        let (log, _) = read_bytes(&[text.as_bytes()], &Reading { measures: &measures, now, jobs, mapping: None });
        let cases = cases(&text, now.instant());
        prop_assert_eq!(log.cases, cases.len() as u64);
        for group in log.groups.iter().filter(|group| group.case_type.is_none()) {
            let clinic = group.clinic.as_ref().expect("it is told apart").as_str();
            let of_clinic: Vec<&Case> = cases.iter().filter(|case| case.clinic == clinic).collect();
            prop_assert_eq!(group.received, of_clinic.len() as u64);
            for (measure, reply) in measures.iter().zip(&group.replies) {
                let expected = answer(measure, &of_clinic, now.instant());
                let told = reply.answer.expect("it has an answer");
                match told {
                    Answer::Share { part, of } => prop_assert_eq!((part, of), expected, "{:?}\n{}", measure, text),
                    Answer::Count(count) => prop_assert_eq!(count, expected.0, "{:?}\n{}", measure, text),
                    Answer::Time { span, of } => {
                        let (told, exact) = (u64::from(span.amount), expected.0);
                        prop_assert_eq!(of, expected.1);
                        prop_assert!(told >= exact && (told - exact) * 32 <= exact, "{} for {}", told, exact);
                    }
                }
            }
        }
    }
}
