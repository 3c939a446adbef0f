//! `cases summary`: how cases are answered, group by group.

use super::log::{Asked, Wanted};
use super::questions::Questions;
use crate::case_log::{Grouping, Spreads};
use crate::cli::args::{By, CaseLogArgs, CasesSummaryArgs, ListFormat};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::model::case_log::CaseGroup;
use crate::report::cases::{Dimension, Row, SummaryPage};
use crate::report::words::Words;

pub(super) fn run(args: &CasesSummaryArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let asked = Asked::new(&args.from, &args.limit, session)?;
    let questions = Questions::new(&asked.yardstick, args.over);
    let by = dimensions(&args.by);
    let spread = if args.over.is_none() { Spreads::Kept } else { Spreads::Left };
    let groupings = groupings(&by, &args.from);
    let wanted = Wanted { measures: &questions.measures, by: &groupings, spread, late: None };
    let read = asked.read(wanted, session)?;
    let names = read.names();
    let is_total = |group: &&CaseGroup| group.clinic.is_none() && group.case_type.is_none() && group.month.is_none();
    let row = |group: &CaseGroup| Row {
        clinic: group.clinic.clone(),
        case_type: group.case_type.clone(),
        month: group.month,
        figures: questions.figures(group),
    };
    let total = read.log.groups.iter().find(is_total).cloned();
    let total = total.unwrap_or_else(|| questions.no_cases());
    let shown = read.log.groups.iter().filter(|group| !is_total(group)).map(row);
    let page = SummaryPage {
        about: read.about(&asked.yardstick, &names),
        by: &by,
        over: args.over,
        ages: (asked.yardstick.undistributed, asked.yardstick.unclosed),
        rows: shown.filter(|row| row.is_of(&by)).collect(),
        total: questions.figures(&total),
        own: questions.own(&asked.yardstick),
    };
    let words = Words::new(session.words.lang());
    match args.format {
        ListFormat::Table => session.lay_out(|sheet| page.table(&words, sheet))?,
        ListFormat::Csv => session.write_page(|_, out| page.csv(&words, out))?,
        ListFormat::Json => session.print(&page.json())?,
    }
    Ok(read.exit())
}

/// Each but once, in the order given.
fn dimensions(by: &[By]) -> Vec<Dimension> {
    let mut dimensions = Vec::new();
    for by in by {
        let dimension = match by {
            By::Clinic => Dimension::Clinic,
            By::CaseType => Dimension::CaseType,
            By::Month => Dimension::Month,
        };
        if !dimensions.contains(&dimension) {
            dimensions.push(dimension);
        }
    }
    dimensions
}

/// All cases together, the groups and the sums of them; and the clinics that were asked for, which the log may not have.
fn groupings(by: &[Dimension], from: &CaseLogArgs) -> Vec<Grouping> {
    let mut grouping = Grouping::default();
    let mut groupings = vec![grouping];
    for dimension in by {
        match dimension {
            Dimension::Clinic => grouping.clinic = true,
            Dimension::CaseType => grouping.case_type = true,
            Dimension::Month => grouping.month = true,
        }
        groupings.push(grouping);
    }
    if !from.clinic.is_empty() && !groupings.contains(&Grouping::CLINIC) {
        groupings.push(Grouping::CLINIC);
    }
    groupings
}
