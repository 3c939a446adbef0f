//! The reader as a whole, on logs that the tests write: figures, faults, and the same answer whatever the number of threads.

mod naive;
mod tables;

use std::fmt::Write as _;

use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::{Digests, Duplicates, Grouping, Late, Now, Query, Spreads, read};
use crate::model::case_log::{CaseLog, RowFlaw};
use crate::model::clinic::Channel;
use crate::model::finding::Missing;
use crate::model::measure::{Answer, CaseTerms, Cases, Measure, Question};
use crate::model::needs::Needs;
use crate::model::source::SourceKind;
use crate::model::span::TimeSpan;
use crate::model::working_days::{Counting, in_stockholm};
use crate::source::mapping::Mapping;
use crate::source::{Https, Input, Limits, LoadOptions, Silent, Sources};

const HEADINGS: &str =
    "Ärende-id;HSA-id mottagning;Ärendetyp;Inkommet;Fördelat;Delsvar;Besvarat;Avslutat;Svarskanal;Handläggare\n";

fn measure(question: Question) -> Measure {
    Measure {
        name: "m".into(),
        question,
        within: None,
        older_than: None,
        channel: None,
        over: None,
        terms: CaseTerms::default(),
    }
}

fn span(text: &str) -> Option<TimeSpan> {
    Some(TimeSpan::parse(text).expect("it is a length of time"))
}

fn in_time() -> Measure {
    Measure { within: span("1 working day"), ..measure(Question::ShareOf(Cases::Answered)) }
}

fn now(text: &str) -> Now {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("it is a time");
    Now::Then(in_stockholm(local))
}

/// How a log is read.
struct Reading<'r> {
    measures: &'r [Measure],
    now: Now,
    jobs: usize,
    mapping: Option<&'r Mapping>,
}

#[expect(clippy::disallowed_methods, reason = "the reader takes files, and the test makes them")]
fn write(path: &std::path::Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("the folder is ours");
}

fn read_bytes(logs: &[&[u8]], reading: &Reading<'_>) -> (CaseLog, Sources) {
    let folder = tempfile::tempdir().expect("there is room");
    let mut inputs = Vec::new();
    for (n, bytes) in logs.iter().enumerate() {
        let path = folder.path().join(format!("{n}.csv"));
        write(&path, bytes);
        inputs.push(Input::new(SourceKind::Cases, path.to_string_lossy().replace('\\', "/")));
    }
    let needs = Needs::default();
    let options = LoadOptions {
        needs: &needs,
        mapping: reading.mapping,
        jobs: reading.jobs,
        progress: &Silent,
        stdin: &|| Err(std::io::ErrorKind::NotFound.into()),
        cwd: std::path::Path::new(""),
        limits: Limits::default(),
        https: Https::default(),
    };
    let terms = CaseTerms::default();
    let query = Query {
        measures: reading.measures,
        by: &[Grouping::CLINIC, Grouping::CLINIC_AND_TYPE],
        spread: Spreads::Kept,
        clinics: &[],
        late: Some(Late { limit: span("1 working day").expect("it is one"), terms: &terms, at_most: 100 }),
        now: reading.now,
        duplicates: Duplicates::Found,
        examples: 3,
        digests: Digests::Taken,
    };
    let mut sources = Sources::default();
    let log = read(&inputs, &options, &query, &mut sources);
    (log, sources)
}

fn read_text(rows: &str, measures: &[Measure]) -> (CaseLog, Sources) {
    let reading = Reading { measures, now: now("2026-11-20 12:00"), jobs: 2, mapping: None };
    read_bytes(&[format!("{HEADINGS}{rows}").as_bytes()], &reading)
}

/// The one clinic's answers.
fn answers(log: &CaseLog) -> Vec<Result<Answer, Missing>> {
    log.groups[0].replies.iter().map(|reply| reply.answer).collect()
}

#[test]
fn the_vectors_of_the_working_day() {
    // Received, and the last minute that is in time.
    let vectors = [
        ("2026-04-02 15:00", "2026-04-07 23:59"),
        ("2026-06-19 09:00", "2026-06-22 23:59"),
        ("2025-12-23 10:00", "2025-12-29 23:59"),
        ("2026-01-05 08:00", "2026-01-07 23:59"),
        ("2026-11-14 10:00", "2026-11-16 23:59"),
    ];
    for (received, last) in vectors {
        let late = in_stockholm(NaiveDateTime::parse_from_str(last, "%Y-%m-%d %H:%M").expect("it is a time"))
            + chrono::TimeDelta::minutes(1);
        let late = late.format("%Y-%m-%d %H:%M");
        let rows = format!("1;A-1;T;{received};;;{last};;;\n2;A-1;T;{received};;;{late};;;\n");
        let (log, _) = read_text(&rows, &[in_time()]);
        assert_eq!(answers(&log), [Ok(Answer::Share { part: 1, of: 2 })], "{received}");
    }
    // What comes on a Saturday is due on Monday, or on Tuesday where it is rolled forward.
    let rolled = Measure { terms: CaseTerms { counting: Counting::RollForward, ..CaseTerms::default() }, ..in_time() };
    let (log, _) = read_text("1;A-1;T;2026-11-14 10:00;;;2026-11-17 09:00;;;\n", &[in_time(), rolled]);
    assert_eq!(answers(&log), [Ok(Answer::Share { part: 0, of: 1 }), Ok(Answer::Share { part: 1, of: 1 })]);
}

#[test]
fn every_kind_of_case_is_counted() {
    let rows = "1;A-1;T;2026-11-19 08:00;2026-11-19 08:10;;2026-11-19 09:00;2026-11-19 10:00;digitalt;x\n\
        2;A-1;T;2026-11-19 08:00;2026-11-19 08:10;;2026-11-19 12:30;;telefon;x\n\
        3;A-1;T;2026-11-16 08:00;2026-11-16 08:10;2026-11-16 09:00;;;;x\n\
        4;A-1;T;2026-11-20 11:00;;;;;;x\n\
        5;A-1;T;2026-11-18 11:00;;;;2026-11-18 12:00;;x\n";
    let count = |cases| measure(Question::CountOf(cases));
    let aged = |cases, age| Measure { older_than: span(age), ..count(cases) };
    let measures = [
        count(Cases::Received),
        count(Cases::Open),
        count(Cases::Answered),
        count(Cases::Undistributed),
        aged(Cases::Undistributed, "4 working hours"),
        aged(Cases::DistributedUnanswered, "1 working day"),
        aged(Cases::AnsweredUnclosed, "14 days"),
        count(Cases::ClosedUnanswered),
        count(Cases::Interim),
        Measure { channel: Some(Channel::Digital), ..measure(Question::ShareOf(Cases::Answered)) },
    ];
    let (log, sources) = read_text(rows, &measures);
    let counts: Vec<u64> = log.groups[0]
        .replies
        .iter()
        .map(|reply| match reply.answer {
            Ok(Answer::Count(count)) => count,
            Ok(Answer::Share { part, of }) => part * 100 + of,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(counts, [5, 3, 2, 1, 0, 1, 0, 1, 1, 102]);
    let spread = log.groups[0].working.expect("it was asked for");
    assert_eq!((spread.of, spread.median, spread.longest), (2, 60, 270));
    assert_eq!((log.late_count, log.late[0].id.as_ref(), log.late[0].record.line), (1, "3", 4));
    // The column that nobody asks for is told, and never shown.
    let super::super::source::Layout::Cases(rows) = &sources.texts[0].layout else { panic!("it is a log") };
    assert!(!rows.is_empty() && rows.iter().all(|row| !row.text.contains('x')));
}

#[test]
fn faults_are_counted_by_kind_with_their_lines() {
    let rows = "1;A-1;T;2026-11-19 08:00;;;;;;\n\
        2;A-1;T\n\
        3;;T;2026-11-19 08:00;;;;;;\n\
        4;A-1;T;;;;;;;\n\
        5;A-1;T;2026-11-19;;;;;;\n\
        6;A-1;T;2026-11-19 08:00;;;2026-11-18 08:00;;;\n\
        7;A-1;T;2026-11-21 08:00;;;;;;\n\
        1;A-1;T;2026-11-19 08:00;;;2026-11-19 09:00;;;\n";
    let (log, sources) = read_text(rows, &[measure(Question::CountOf(Cases::Answered))]);
    let told: Vec<(RowFlaw, u64, u32)> =
        log.flaws.iter().map(|flaws| (flaws.flaw, flaws.count, flaws.first[0].line)).collect();
    assert_eq!(
        told,
        [
            (RowFlaw::Ragged, 1, 3),
            (RowFlaw::NoClinic, 1, 4),
            (RowFlaw::NoReceived, 1, 5),
            (RowFlaw::UnreadableTime, 1, 6),
            (RowFlaw::Impossible, 1, 7),
            (RowFlaw::Duplicate, 1, 2),
            (RowFlaw::Later, 1, 8),
        ]
    );
    // The case that stood twice counts as it stood last.
    assert_eq!((log.cases, log.left_out, answers(&log)), (1, 6, vec![Ok(Answer::Count(1))]));
    assert_eq!(sources.problems.len(), 7);
    assert!(!log.is_believed(&CaseTerms::default()));
}

#[test]
fn a_stray_quotation_mark_costs_every_row_that_it_swallows() {
    let rows = "1;A-1;T;2026-11-19 08:00;;;;;;\n\
        2;\"A-1;T;2026-11-19 08:00;;;;;;\n\
        3;A-1;T;2026-11-19 08:00;;;;;;\n\
        4;A-1;T;2026-11-19 08:00;;;;;;\n\
        5;\"A-1;T;2026-11-19 08:00;;;;;;\n\
        6;A-1;T;2026-11-19 08:00;;;;;;\n";
    let (log, _) = read_text(rows, &[]);
    assert_eq!((log.cases, log.left_out), (2, 4), "{:?}", log.flaws);
}

#[test]
fn a_later_log_has_the_last_word_of_a_case() {
    let march = format!("{HEADINGS}1;A-1;T;2026-11-10 08:00;;;;;;\n");
    let april = format!("{HEADINGS}1;a-1;T;2026-11-10 08:00;;;2026-11-10 10:00;;digitalt;\n");
    let measures = [measure(Question::CountOf(Cases::Answered)), measure(Question::CountOf(Cases::Received))];
    let reading = Reading { measures: &measures, now: now("2026-11-20 12:00"), jobs: 2, mapping: None };
    let (log, _) = read_bytes(&[march.as_bytes(), april.as_bytes()], &reading);
    assert_eq!(answers(&log), [Ok(Answer::Count(1)), Ok(Answer::Count(1))]);
    let (log, _) = read_bytes(&[april.as_bytes(), march.as_bytes()], &reading);
    assert_eq!(answers(&log), [Ok(Answer::Count(0)), Ok(Answer::Count(1))]);
}

#[test]
fn personal_identity_numbers_stop_it_and_are_not_shown() {
    let logs = [
        "1;A-1;T;2026-11-19 08:00;;;;;;811218-9876\n",
        "811218-9876;A-1;T;2026-11-19 08:00;;;;;;\n",
        "1;A-1;811218-9876;2026-11-19 08:00;;;;;;\n",
        "1;A-1;T;811218-9876;;;;;;\n",
        "1;811218-9876;T;2026-11-19 08:00;;;;;;\n",
        "1;A-1;T;811218-9876\n",
    ];
    for rows in logs {
        let (log, sources) = read_text(rows, &[in_time()]);
        assert!(log.incomplete && sources.failed.len() == 1, "{rows}");
        let told = format!("{:?} {:?} {:?}", sources.failed, sources.problems, sources.texts);
        assert!(told.contains("log-personal") && !told.contains("9876"), "{rows}: {told}");
    }
    // Serial numbers that begin with a date have the check digit now and then.
    let serial: String = (0..40).map(|n| format!("20261101-{n:04};A-1;T;2026-11-01 08:00;;;;;;\n")).collect();
    let (log, sources) = read_text(&serial, &[in_time()]);
    assert!(sources.failed.is_empty() && log.cases == 40);
}

#[test]
fn a_log_that_was_cut_is_never_believed() {
    let rows = "1;A-1;T;2026-11-19 08:00;2026-11-19 08:01;;2026-11-19 09:00;2026-11-19 10:00;digitalt;kalle\n";
    let whole = format!("{HEADINGS}{rows}{rows}").replace("\n1;", "\n2;").replacen("\n2;", "\n1;", 1);
    let begins = whole.len() - rows.len();
    let reading = Reading { measures: &[in_time()], now: now("2026-11-20 12:00"), jobs: 2, mapping: None };
    for end in 0..whole.len() {
        let (log, _) = read_bytes(&[&whole.as_bytes()[..end]], &reading);
        // What ends after a whole row, or within the last cell, which is text, cannot be told from a whole file.
        let last_row = whole.as_bytes()[..end].rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let in_last_cell = last_row.iter().filter(|byte| **byte == b';').count() == 9;
        if end > begins && !in_last_cell {
            assert!(log.incomplete, "{end}: {:?}", log.flaws);
        }
    }
}

#[test]
fn encodings_delimiters_and_line_ends() {
    let rows = format!("{HEADINGS}1;A-1;\"Förnya\n\"\"recept\"\"\";2026-11-19 08:00;;;2026-11-19 09:00;;besök;\n");
    let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(rows.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let narrow = encoding_rs::WINDOWS_1252.encode(&rows).0.into_owned();
    let variants: [Vec<u8>; 6] = [
        rows.clone().into_bytes(),
        format!("\u{feff}{rows}").into_bytes(),
        rows.replace('\n', "\r\n").into_bytes(),
        rows.replace(';', "\t").into_bytes(),
        utf16,
        narrow,
    ];
    let visits = Measure { channel: Some(Channel::Visit), ..measure(Question::ShareOf(Cases::Answered)) };
    for bytes in variants {
        let reading =
            Reading { measures: std::slice::from_ref(&visits), now: now("2026-11-20 12:00"), jobs: 1, mapping: None };
        let (log, sources) = read_bytes(&[&bytes], &reading);
        assert_eq!(sources.failed.len(), 0, "{:?}", sources.failed);
        assert_eq!(answers(&log), [Ok(Answer::Share { part: 1, of: 1 })], "{:?}", log.flaws);
        let written = log.groups[1].case_type.as_deref().expect("it is told apart");
        assert!(written.starts_with("Förnya") && written.ends_with("\"recept\""), "{written}");
    }
}

#[test]
fn the_example_of_the_page_is_read_without_a_remark() {
    let page = include_str!("../../docs/formats.md");
    let (_, rest) = page.split_once("```csv cases\n").expect("the page has an example");
    let (example, _) = rest.split_once("```").expect("it ends");
    let reading = Reading { measures: &[in_time()], now: now("2026-11-20 12:00"), jobs: 1, mapping: None };
    let (log, sources) = read_bytes(&[example.as_bytes()], &reading);
    assert_eq!((log.cases, log.left_out, sources.problems.len(), sources.failed.len()), (2, 0, 0, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_number_of_threads_gives_the_same_answer(rows in proptest::collection::vec((0_u32..4, 0_u32..5, 0_u32..2000, 0_u32..4000), 0..200)) {
        let begin = NaiveDateTime::parse_from_str("2026-10-20 08:00", "%Y-%m-%d %H:%M").expect("it is a time");
        let mut text = HEADINGS.to_owned();
        for (n, (clinic, kind, received, took)) in rows.iter().enumerate() {
            let at = begin + chrono::TimeDelta::minutes(i64::from(*received) * 13);
            let answered = at + chrono::TimeDelta::minutes(i64::from(*took));
            let shown = |at: NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
            let answered = if *kind == 0 { String::new() } else { shown(answered) };
            writeln!(text, "{n};A-{clinic};T{kind};{};;;{answered};;digitalt;", shown(at)).expect("a text takes all");
        }
        let measures = [in_time(), measure(Question::CountOf(Cases::Open))];
        let read = |jobs| {
            let reading = Reading { measures: &measures, now: now("2026-11-20 12:00"), jobs, mapping: None };
            format!("{:?}", read_bytes(&[text.as_bytes()], &reading).0)
        };
        let alone = read(1);
        prop_assert_eq!(&read(2), &alone);
        prop_assert_eq!(&read(7), &alone);
    }
}

#[test]
fn words_of_a_log_mean_what_the_mapping_says_and_others_are_told() {
    let row = |id: &str, channel: &str| {
        format!(
            "{id};SE2321000057-TEST1;Boka tid;2026-11-02 08:15;2026-11-02 08:20;;2026-11-02 09:15;2026-11-02 09:20;{channel};X\n"
        )
    };
    let text = [HEADINGS.to_owned(), row("A-1", "meddelandet"), row("A-2", "digitalt"), row("A-3", "brev")];
    let mapping = "format: riktlinje/mapping/v1\nvalues:\n  channel: { meddelandet: digital }\n";
    let mapping = Mapping::parse(mapping, &Needs::default()).expect("it is one");
    let digital = Measure { channel: Some(Channel::Digital), ..measure(Question::CountOf(Cases::Answered)) };
    let count = |mapping| {
        let now = now("2026-11-20 12:00");
        let reading = Reading { measures: std::slice::from_ref(&digital), now, jobs: 2, mapping };
        let (log, sources) = read_bytes(&[text.concat().as_bytes()], &reading);
        let answer = log.groups[0].replies[0].judged(&digital.terms);
        let words: Vec<String> = sources.files[0].notes.iter().map(|note| format!("{note:?}")).collect();
        (answer, words.join("\n"))
    };
    let (answer, told) = count(Some(&mapping));
    assert_eq!(answer, Ok(Answer::Count(2)));
    assert!(!told.contains("log-unknown-words"), "{told}");
    let (answer, told) = count(None);
    assert_eq!(
        answer,
        Err(Missing::Unreadable(SourceKind::Cases)),
        "what nobody understands may be the one that counts"
    );
    assert!(told.contains("log-unknown-words") && told.contains("meddelandet") && !told.contains("brev"), "{told}");
}
