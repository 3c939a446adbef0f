//! The summary for a spreadsheet: every figure in a column of its own.

use std::io;

use super::columns::channel;
use super::{CHANNELS, Figures, Known, Row, SummaryPage, Times, case_type};
use crate::model::measure::Answer;
use crate::report::cases::time::instant;
use crate::report::csv;
use crate::report::words::Words;
use crate::text::{Lang, Message};

pub(super) fn write(page: &SummaryPage<'_>, words: &Words, out: &mut dyn io::Write) -> io::Result<()> {
    let rows = page.ordered().into_iter().filter(|row| row.is_innermost(page.by));
    let groups = rows.map(|row| [group(page, row, words), figures(page, &row.figures, words)].concat());
    let mut total = vec![words.get("cases-total")];
    total.resize(GROUP.len(), String::new());
    let total = [total, figures(page, &page.total, words)].concat();
    csv::write(out, &headings(page, words), groups.chain([total]))
}

const GROUP: [&str; 4] = ["cases-column-id", "cases-column-clinic", "cases-column-case-type", "cases-column-month"];

fn headings(page: &SummaryPage<'_>, words: &Words) -> Vec<String> {
    let (undistributed, unclosed) = page.ages;
    let longer = |key, age| words.say(&Message::new(key).with("age", words.span(age)));
    let get = |key: &'static str| words.get(key);
    let mut headings: Vec<String> = GROUP.map(get).into();
    headings.extend(
        [
            "cases-column-received",
            "cases-column-answered",
            "cases-column-in-time",
            "cases-column-share-percent",
            "cases-column-median-working",
            "cases-column-p95-working",
            "cases-column-longest-working",
            "cases-column-median-clock",
            "cases-column-p95-clock",
            "cases-column-longest-clock",
            "cases-column-open",
            "cases-column-overdue",
            "cases-column-oldest",
        ]
        .map(get),
    );
    headings.push(longer("cases-column-undistributed", undistributed));
    headings.push(longer("cases-column-unclosed", unclosed));
    headings.extend(["cases-column-interim", "cases-column-closed-unanswered"].map(get));
    headings.extend(CHANNELS.map(|of| get(channel(of))));
    headings.extend(page.own.iter().map(|own| own.heading(words)));
    headings
}

fn group(page: &SummaryPage<'_>, row: &Row, words: &Words) -> Vec<String> {
    vec![
        row.clinic.as_ref().map(ToString::to_string).unwrap_or_default(),
        row.clinic.as_ref().and_then(|clinic| page.about.name(clinic)).unwrap_or_default().to_owned(),
        row.case_type.as_deref().map(|written| case_type(written, words)).unwrap_or_default(),
        row.month.map(|month| month.format("%Y-%m").to_string()).unwrap_or_default(),
    ]
}

/// What is not known is left empty.
fn figures(page: &SummaryPage<'_>, figures: &Figures, words: &Words) -> Vec<String> {
    let count = |figure: &Known<u64>| figure.map(|count| count.to_string()).unwrap_or_default();
    let times = |times: Option<Times>| {
        let of = figures.in_time.map_or(0, |(_, of)| of);
        let text = |minutes: u32| minutes.to_string();
        times
            .filter(|_| of > 0)
            .map_or_else(Default::default, |times| [text(times.median), text(times.p95), text(times.longest)])
    };
    let mut cells = vec![
        figures.received.to_string(),
        count(&figures.answered),
        count(&figures.in_time.map(|(part, _)| part)),
        percent(&figures.in_time, words),
    ];
    cells.extend::<[String; 3]>(times(figures.working));
    cells.extend::<[String; 3]>(times(figures.clock));
    cells.extend([count(&figures.open), count(&figures.overdue), figures.oldest.map(instant).unwrap_or_default()]);
    cells.extend([&figures.undistributed, &figures.unclosed, &figures.interim, &figures.closed_unanswered].map(count));
    cells.extend(figures.channels.each_ref().map(|figure| count(&figure.map(|(part, _)| part))));
    debug_assert_eq!(figures.own.len(), page.own.len(), "every measure has its answer");
    cells.extend(figures.own.iter().map(|answer| match answer {
        Ok(Answer::Share { part, of }) => percent(&Ok((*part, *of)), words),
        Ok(Answer::Count(count)) => count.to_string(),
        Ok(Answer::Time { of: 0, .. }) | Err(_) => String::new(),
        Ok(Answer::Time { span, .. }) => span.weight().to_string(),
    }));
    cells
}

/// A share in percent, rounded down to a tenth, as spreadsheets of the language read numbers.
fn percent(figure: &Known<(u64, u64)>, words: &Words) -> String {
    let Ok((part, of)) = figure else { return String::new() };
    let Some(tenths) = (u128::from(*part) * 1000).checked_div(u128::from(*of)) else { return String::new() };
    let point = match words.lang() {
        Lang::Sv => ',',
        Lang::En => '.',
    };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}
