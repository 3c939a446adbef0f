//! `riktlinje/cases-summary/v1`. What is not known is `null`, with its reason under `unknown`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Europe::Stockholm;
use serde::Serialize;

use super::{CHANNELS, Dimension, Figures, Known, Row, SummaryPage, Times};
use crate::model::case_type::Vocabulary as _;
use crate::model::measure::Answer;
use crate::report::cases::about::WireAbout;
use crate::report::json::pretty;

const FORMAT: &str = "riktlinje/cases-summary/v1";

pub(super) fn write(page: &SummaryPage<'_>) -> String {
    let (undistributed, unclosed) = page.ages;
    let rows = page.ordered().into_iter().filter(|row| row.is_innermost(page.by));
    pretty(&WirePage {
        format: FORMAT,
        about: page.about.wire(),
        fewest: page.about.limit.terms.fewest,
        over: page.over.map(|over| over.to_string()),
        undistributed_older_than: undistributed.to_string(),
        unclosed_older_than: unclosed.to_string(),
        by: page.by.iter().map(|dimension| key(*dimension)).collect(),
        total: figures(page, &page.total),
        groups: rows.map(|row| group(page, row)).collect(),
    })
}

fn key(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Clinic => "clinic",
        Dimension::CaseType => "case_type",
        Dimension::Month => "month",
    }
}

fn group<'p>(page: &'p SummaryPage<'_>, row: &'p Row) -> WireGroup<'p> {
    WireGroup {
        clinic: row.clinic.as_ref().map(|clinic| clinic.as_str()),
        name: row.clinic.as_ref().and_then(|clinic| page.about.name(clinic)),
        case_type: row.case_type.as_deref(),
        month: row.month.map(|month: NaiveDate| month.format("%Y-%m").to_string()),
        figures: figures(page, &row.figures),
    }
}

fn figures<'p>(page: &'p SummaryPage<'_>, figures: &Figures) -> WireFigures<'p> {
    let mut unknown: BTreeMap<&'p str, &'static str> = BTreeMap::new();
    let (in_time, working) = (share(&figures.in_time), figures.working);
    let answered = in_time.as_ref().is_some_and(|share| share.of > 0);
    let times = |times: Option<Times>| {
        let Times { median, p95, longest } = times.filter(|_| answered)?;
        Some(WireTimes { median, p95, longest })
    };
    let (working_minutes, clock_minutes) = (times(working), times(figures.clock));
    if let Err(missing) = figures.in_time {
        unknown.insert("in_time", missing.key());
    }
    let mut count =
        |name: &'p str, figure: Known<u64>| figure.map_err(|missing| unknown.insert(name, missing.key())).ok();
    let wire = WireFigures {
        received: figures.received,
        answered: count("answered", figures.answered),
        in_time,
        working_minutes,
        clock_minutes,
        open: count("open", figures.open),
        overdue: count("overdue", figures.overdue),
        oldest_unanswered: figures.oldest.map(|at| at.with_timezone(&Stockholm).to_rfc3339()),
        undistributed: count("undistributed", figures.undistributed),
        unclosed: count("unclosed", figures.unclosed),
        interim: count("interim", figures.interim),
        closed_unanswered: count("closed_unanswered", figures.closed_unanswered),
        channels: CHANNELS
            .iter()
            .zip(&figures.channels)
            .map(|(channel, figure)| {
                if let Err(missing) = figure {
                    unknown.insert(channel.key(), missing.key());
                }
                (channel.key(), share(figure))
            })
            .collect(),
        measures: BTreeMap::new(),
        unknown: BTreeMap::new(),
    };
    let mut measures = BTreeMap::new();
    for (own, answer) in page.own.iter().zip(&figures.own) {
        let name = &*own.measure.name;
        if let Err(missing) = answer {
            unknown.insert(name, missing.key());
        }
        measures.insert(name, answer.ok().map(WireAnswer::from));
    }
    WireFigures { measures, unknown, ..wire }
}

fn share(figure: &Known<(u64, u64)>) -> Option<WireShare> {
    figure.ok().map(|(part, of)| WireShare { part, of })
}

#[derive(Serialize)]
struct WirePage<'a> {
    format: &'static str,
    #[serde(flatten)]
    about: WireAbout<'a>,
    /// A share of fewer cases than this is not judged.
    fewest: u32,
    over: Option<String>,
    undistributed_older_than: String,
    unclosed_older_than: String,
    by: Vec<&'static str>,
    total: WireFigures<'a>,
    groups: Vec<WireGroup<'a>>,
}

#[derive(Serialize)]
struct WireGroup<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    clinic: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    #[serde(flatten)]
    figures: WireFigures<'a>,
}

#[derive(Serialize)]
struct WireFigures<'a> {
    received: u64,
    answered: Option<u64>,
    in_time: Option<WireShare>,
    working_minutes: Option<WireTimes>,
    clock_minutes: Option<WireTimes>,
    open: Option<u64>,
    overdue: Option<u64>,
    oldest_unanswered: Option<String>,
    undistributed: Option<u64>,
    unclosed: Option<u64>,
    interim: Option<u64>,
    closed_unanswered: Option<u64>,
    channels: BTreeMap<&'static str, Option<WireShare>>,
    measures: BTreeMap<&'a str, Option<WireAnswer>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    unknown: BTreeMap<&'a str, &'static str>,
}

#[derive(Serialize)]
struct WireShare {
    part: u64,
    of: u64,
}

#[derive(Serialize)]
struct WireTimes {
    median: u32,
    p95: u32,
    longest: u32,
}

#[derive(Serialize)]
#[serde(untagged)]
enum WireAnswer {
    Share(WireShare),
    Count { count: u64 },
    Time { time: String, of: u64 },
}

impl From<Answer> for WireAnswer {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Share { part, of } => Self::Share(WireShare { part, of }),
            Answer::Count(count) => Self::Count { count },
            Answer::Time { span, of } => Self::Time { time: span.to_string(), of },
        }
    }
}
