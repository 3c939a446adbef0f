//! Pages of figures that no small log has: unknown ones, too few, a log that cannot be believed.

use std::collections::BTreeMap;

use chrono::DateTime;
use chrono_tz::Tz;

use super::{About, Authority, Dimension, Figures, Limit, OwnMeasure, Row, SummaryPage, Times, Unchecked};
use crate::model::case_log::{CaseLog, RowFlaw, RowFlaws};
use crate::model::finding::Missing;
use crate::model::hsa_id::HsaId;
use crate::model::measure::{Answer, CaseTerms, Cases, Measure, Question};
use crate::model::place::{FileIx, RecordRef};
use crate::model::source::{SourceFile, SourceKind};
use crate::model::span::{TimeSpan, TimeUnit};
use crate::model::working_days::in_stockholm;
use crate::report::Style;
use crate::report::sheet::Sheet;
use crate::report::words::Words;
use crate::text::{Bilingual, Lang};

fn at(text: &str) -> DateTime<Tz> {
    in_stockholm(text.parse().expect("a time"))
}

fn id(text: &str) -> HsaId {
    HsaId::parse(text).expect("an id")
}

fn figures(received: u64, in_time: u64, of: u64) -> Figures {
    Figures {
        received,
        answered: Ok(of),
        in_time: Ok((in_time, of)),
        working: Some(Times { median: 200, p95: 745, longest: 12 * 540 + 70 }),
        clock: Some(Times { median: 300, p95: 2_000, longest: 20_000 }),
        open: Ok(received - of + 3),
        overdue: Ok(received / 40),
        oldest: Some(at("2026-11-03T08:15:00")),
        undistributed: Ok(received / 50),
        unclosed: Ok(3),
        interim: Ok(of / 9),
        closed_unanswered: Ok(1),
        channels: [Ok((of * 8 / 10, of)), Ok((of / 10, of)), Ok((0, of)), Ok((of / 20, of))],
        own: vec![Ok(Answer::Share { part: in_time, of }), Ok(Answer::Count(received / 60))],
    }
}

fn measure(name: &str, over: Option<TimeSpan>) -> Measure {
    Measure {
        name: name.into(),
        question: Question::CountOf(Cases::DistributedUnanswered),
        within: None,
        older_than: None,
        channel: None,
        over,
        terms: CaseTerms::default(),
    }
}

fn log() -> CaseLog {
    let row = |line| RecordRef { file: FileIx(0), start: 0, len: 1, line };
    CaseLog {
        cases: 12_345,
        left_out: 130,
        flaws: vec![
            RowFlaws { flaw: RowFlaw::UnreadableTime, count: 128, first: vec![row(17), row(203)] },
            RowFlaws { flaw: RowFlaw::Impossible, count: 2, first: vec![row(9), row(4_711)] },
        ],
        span: Some((at("2026-01-02T08:15:00"), at("2026-11-20T11:58:00"))),
        duplicates_checked: true,
        ..CaseLog::default()
    }
}

fn page(rows: Vec<Row>, by: &[Dimension], width: u16) -> String {
    let (log, terms) = (log(), CaseTerms::default());
    let file = SourceFile {
        kind: SourceKind::Cases,
        name: "cases-2026.csv".into(),
        format: "riktlinje/cases/v1 (csv)".into(),
        bytes: 1,
        digest: Box::default(),
        taken_at: None,
        records: 12_345,
        left_out: 130,
        notes: Vec::new(),
    };
    let (bracke, aby) = (id("SE2321000057-TEST1"), id("SE2321000057-TEST12"));
    let names = BTreeMap::from([(&bracke, "Bräcke vårdcentral"), (&aby, "Åby barn- och ungdomsmottagning")]);
    let own = [measure("i_tid", TimeSpan::parse("3 months")), measure("roda", None)];
    let title = Bilingual { sv: "andel ärenden besvarade i tid".into(), en: "share of cases answered in time".into() };
    let page = SummaryPage {
        about: About {
            log: &log,
            files: &[file],
            problems: &[],
            as_of: at("2026-11-20T12:00:00"),
            limit: Limit {
                within: TimeSpan { amount: 1, unit: TimeUnit::WorkingDays },
                said_by: Authority::Measure { policy: "rjl-1177", measure: "i_tid", title: Some(&title) },
                terms: &terms,
                counted_by: Authority::Policy("rjl-1177"),
            },
            unchecked: Unchecked::NotAsked,
            names: &names,
        },
        by,
        over: None,
        ages: (TimeSpan::parse("4 working hours").expect("a length"), TimeSpan::parse("14 days").expect("a length")),
        rows,
        total: figures(12_345, 12_000, 12_222),
        own: own
            .iter()
            .map(|measure| OwnMeasure { measure, title: (&*measure.name == "i_tid").then_some(&title) })
            .collect(),
    };
    let mut out = Vec::new();
    let style = Style { lang: Lang::Sv, width, colour: false };
    page.table(&Words::new(Lang::Sv), &mut Sheet::new(&mut out, &style)).expect("memory takes every byte");
    String::from_utf8(out).expect("it is UTF-8")
}

fn clinics() -> Vec<Row> {
    let row = |clinic: &str, figures| Row { clinic: Some(id(clinic)), case_type: None, month: None, figures };
    vec![
        row("SE2321000057-TEST12", figures(3_204, 3_140, 3_159)),
        row("SE2321000057-TEST1", figures(9_000, 8_800, 8_990)),
        row(
            "SE2321000057-TEST99",
            Figures { overdue: Ok(0), channels: [Err(Missing::Unreadable(SourceKind::Cases)); 4], ..figures(7, 3, 4) },
        ),
    ]
}

#[test]
fn what_is_unknown_or_too_little_says_so_and_what_is_not_believed_is_loud() {
    insta::assert_snapshot!("unknown_few_and_not_believed", page(clinics(), &[Dimension::Clinic], 80));
}

#[test]
fn a_wide_page_has_ids_and_bars() {
    insta::assert_snapshot!("wide", page(clinics(), &[Dimension::Clinic], 140));
}
