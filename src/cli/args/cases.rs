//! `cases …`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::directory::word;
use super::{AsOf, BadValue, ListFormat, PlainFormat, ProjectArgs, SourceArgs, parse_clinic, parse_jobs};
use crate::model::hsa_id::HsaId;
use crate::model::span::{TimeSpan, TimeUnit};
use crate::model::working_days::Counting;
use crate::report::cases::Received;

/// `cases …`
#[derive(Debug, Subcommand)]
pub(crate) enum CasesVerb {
    /// How cases are answered, group by group.
    #[command(visible_aliases = ["sammanfatta"])]
    Summary(CasesSummaryArgs),
    /// The cases that should have been answered.
    #[command(visible_aliases = ["försenade", "forsenade"])]
    Overdue(CasesOverdueArgs),
    /// When a case must be answered, and why.
    #[command(visible_aliases = ["svarstid"])]
    Deadline(CasesDeadlineArgs),
}

/// Which case logs are read.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct CaseLogArgs {
    /// Case logs: files, folders, `-`.
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// The project and its policies.
    #[command(flatten)]
    project: ProjectArgs,
    /// Lists of clinics, for their names.
    #[arg(long, value_name = "FILE")]
    clinics: Vec<String>,
    /// What other headings and values mean.
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// The instant that is judged.
    #[arg(long, value_name = "DATE", value_parser = AsOf::parse)]
    as_of: Option<AsOf>,
    /// Only these clinics.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) clinic: Vec<HsaId>,
    /// Cases may stand twice.
    #[arg(long)]
    pub(crate) no_duplicates_check: bool,
    /// How many cores to use.
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    pub(crate) jobs: Option<usize>,
}

impl CaseLogArgs {
    /// The same, as every command takes what it reads.
    pub(crate) fn sources(&self) -> SourceArgs {
        SourceArgs {
            project: self.project.clone(),
            clinics: self.clinics.clone(),
            cases: self.files.clone(),
            mapping: self.mapping.clone(),
            as_of: self.as_of,
            ..SourceArgs::default()
        }
    }
}

/// How time is counted, where it is not as the policy says.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct LimitArgs {
    /// The time within which a case must be answered.
    #[arg(long, value_name = "TIME", value_parser = limit)]
    pub(crate) within: Option<TimeSpan>,
    /// How arrival on a day off is counted.
    #[arg(long, value_name = "WAY", value_parser = word::<Counting>())]
    pub(crate) counting: Option<Counting>,
}

/// `cases summary`
#[derive(Debug, Args)]
pub(crate) struct CasesSummaryArgs {
    /// What is read.
    #[command(flatten)]
    pub(crate) from: CaseLogArgs,
    /// How time is counted.
    #[command(flatten)]
    pub(crate) limit: LimitArgs,
    /// By what cases are told apart, the first outermost.
    #[arg(long, value_enum, value_name = "WHAT", default_value = "clinic")]
    pub(crate) by: Vec<By>,
    /// Only what happened in this time before the instant that is judged.
    #[arg(long, value_name = "TIME", value_parser = window)]
    pub(crate) over: Option<TimeSpan>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
}

/// `cases overdue`
#[derive(Debug, Args)]
pub(crate) struct CasesOverdueArgs {
    /// What is read.
    #[command(flatten)]
    pub(crate) from: CaseLogArgs,
    /// How time is counted.
    #[command(flatten)]
    pub(crate) limit: LimitArgs,
    /// Only these case types.
    #[arg(long, value_name = "TYPE")]
    pub(crate) case_type: Vec<String>,
    /// How many cases are shown.
    #[arg(long, value_name = "N", default_value = "200", value_parser = at_most)]
    pub(crate) at_most: usize,
    /// Exit code 1 when there are any.
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
}

/// `cases deadline`
#[derive(Debug, Args)]
pub(crate) struct CasesDeadlineArgs {
    /// When the case was received.
    #[arg(value_name = "WHEN", value_parser = received)]
    pub(crate) received: Received,
    /// The project and its policies.
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
    /// How time is counted.
    #[command(flatten)]
    pub(crate) limit: LimitArgs,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: PlainFormat,
}

/// By what cases are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// By clinic.
    Clinic,
    /// By case type.
    CaseType,
    /// By the month in which they were received.
    Month,
}

/// A date, a local date and time, or an instant with its offset.
fn received(text: &str) -> Result<Received, BadValue> {
    let AsOf(instant) = AsOf::parse(text)?;
    // A date by itself stands for the end of the day elsewhere; here it leaves the time open.
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d");
    Ok(day.map_or(Received::At(instant), Received::Day))
}

fn limit(text: &str) -> Result<TimeSpan, BadValue> {
    let span = TimeSpan::parse(text.trim()).ok_or(BadValue)?;
    if span.amount > 0 || span.unit == TimeUnit::SameWorkingDay { Ok(span) } else { Err(BadValue) }
}

/// A window is counted back in days, months or years.
fn window(text: &str) -> Result<TimeSpan, BadValue> {
    let is_window = |span: &TimeSpan| matches!(span.unit, TimeUnit::Days | TimeUnit::Months | TimeUnit::Years);
    limit(text).ok().filter(is_window).ok_or(BadValue)
}

fn at_most(text: &str) -> Result<usize, BadValue> {
    text.parse().ok().filter(|most| (1..=1_000_000).contains(most)).ok_or(BadValue)
}

#[cfg(test)]
mod tests {
    use super::{Received, at_most, limit, received, window};

    #[test]
    fn a_date_leaves_the_time_open() {
        assert_eq!(received("2026-04-02"), Ok(Received::Day("2026-04-02".parse().expect("a date"))));
        for text in ["2026-04-02T23:59:59", "2026-04-02 15:00", "2026-04-02T13:00:00Z"] {
            assert!(matches!(received(text), Ok(Received::At(_))), "{text}");
        }
        assert!(received("i går").is_err());
    }

    #[test]
    fn no_time_at_all_is_no_limit_and_working_time_no_window() {
        for text in ["1 working day", "same working day", "4 working hours", " 2 days "] {
            assert!(limit(text).is_ok(), "{text}");
        }
        assert!(limit("0 days").is_err() && limit("soon").is_err());
        assert!(window("3 months").is_ok() && window("3 working days").is_err() && window("9 hours").is_err());
        assert!(at_most("0").is_err() && at_most("200") == Ok(200));
    }
}
