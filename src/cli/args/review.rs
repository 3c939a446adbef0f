//! `review …`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::directory::word;
use super::permission::{RegisterArgs, WhoArgs, WriteArgs, date, event};
use super::{ListFormat, parse_clinic};
use crate::model::hsa_id::HsaId;
use crate::permission::review::Verdict;

/// `review …`
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewVerb {
    /// Begins a review.
    #[command(visible_aliases = ["starta"])]
    Open(ReviewOpenArgs),
    /// What remains to be decided.
    #[command(visible_aliases = ["lista"])]
    List(ReviewListArgs),
    /// Decides.
    #[command(visible_aliases = ["besluta"])]
    Decide(ReviewDecideArgs),
    /// Ends a review.
    #[command(visible_aliases = ["avsluta"])]
    Close(ReviewCloseArgs),
    /// Who decided what.
    #[command(visible_aliases = ["rapport"])]
    Report(ReviewReportArgs),
}

/// `review open`
#[derive(Debug, Args)]
pub(crate) struct ReviewOpenArgs {
    /// The clinics; all open ones, if none is given.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) clinic: Vec<HsaId>,
    /// The last day to decide.
    #[arg(long = "until", value_name = "DATE", value_parser = date)]
    pub(crate) deadline: NaiveDate,
    /// Where the decision is found.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reference: String,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `review list`
#[derive(Debug, Args)]
pub(crate) struct ReviewListArgs {
    /// Only these clinics.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) clinic: Vec<HsaId>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `review decide`
#[derive(Debug, Args)]
pub(crate) struct ReviewDecideArgs {
    /// Whose.
    #[command(flatten)]
    pub(crate) who: WhoArgs,
    /// What is decided.
    #[arg(long, value_name = "VERDICT", value_parser = word::<Verdict>())]
    pub(crate) verdict: Option<Verdict>,
    /// The last day of the pause.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) until: Option<NaiveDate>,
    /// So many are meant.
    #[arg(long, value_name = "N")]
    pub(crate) confirm_mass: Option<u64>,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `review close`
#[derive(Debug, Args)]
pub(crate) struct ReviewCloseArgs {
    /// The review.
    #[arg(value_name = "REVIEW", value_parser = event)]
    pub(crate) review: u64,
    /// Pause what nobody has decided.
    #[arg(long)]
    pub(crate) pause_undecided: bool,
    /// So many are meant.
    #[arg(long, value_name = "N")]
    pub(crate) confirm_mass: Option<u64>,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `review report`
#[derive(Debug, Args)]
pub(crate) struct ReviewReportArgs {
    /// The review.
    #[arg(value_name = "REVIEW", value_parser = event)]
    pub(crate) review: u64,
    /// Where it is written.
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}
