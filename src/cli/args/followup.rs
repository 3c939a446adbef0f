//! `reconcile`, `todo`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::permission::{RegisterArgs, WriteArgs, date, event};
use super::{ListFormat, parse_clinic};
use crate::model::hsa_id::HsaId;

/// `reconcile`
#[derive(Debug, Args)]
pub(crate) struct ReconcileArgs {
    /// The personnel tool's export.
    #[arg(long, value_name = "FILE")]
    pub(crate) tool: Vec<String>,
    /// Who is in the directory.
    #[arg(long, value_name = "FILE")]
    pub(crate) directory: Vec<String>,
    /// The staff list.
    #[arg(long, value_name = "FILE")]
    pub(crate) staff: Vec<String>,
    /// Leave.
    #[arg(long, value_name = "FILE")]
    pub(crate) absence: Vec<String>,
    /// When what was typed was taken out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) taken: Option<NaiveDate>,
    /// Only these clinics.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) clinic: Vec<HsaId>,
    /// Where the plan is written.
    #[arg(long, short = 'o', value_name = "FILE", requires = "reference")]
    pub(crate) plan: Option<PathBuf>,
    /// Where the decision is found.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reference: Option<String>,
    /// So many people who are not in the staff list have left.
    #[arg(long, value_name = "N")]
    pub(crate) confirm_gone: Option<usize>,
    /// That a list is old is right.
    #[arg(long)]
    pub(crate) accept_old: bool,
    /// That a list is much smaller than the last is right.
    #[arg(long)]
    pub(crate) accept_smaller: bool,
    /// The clock is right although it stands before the last entry.
    #[arg(long)]
    pub(crate) accept_clock: bool,
    /// Record nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// End with 1 if something differs.
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `todo`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct TodoArgs {
    /// The command.
    #[command(subcommand)]
    pub(crate) verb: Option<TodoVerb>,
    /// What is shown without one.
    #[command(flatten)]
    pub(crate) list: TodoListArgs,
}

/// `todo …`
#[derive(Debug, Subcommand)]
pub(crate) enum TodoVerb {
    /// Says that it has been done.
    #[command(visible_aliases = ["bekräfta", "bekrafta"])]
    Confirm(ConfirmArgs),
}

/// `todo` by itself
#[derive(Debug, Args)]
pub(crate) struct TodoListArgs {
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

/// `todo confirm`
#[derive(Debug, Args)]
pub(crate) struct ConfirmArgs {
    /// The decisions' numbers.
    #[arg(value_name = "EVENT", value_parser = event, required_unless_present = "at_clinic")]
    pub(crate) done: Vec<u64>,
    /// Everything that is to be done by now at a clinic.
    #[arg(long = "clinic", value_name = "ID", value_parser = parse_clinic, conflicts_with = "done")]
    pub(crate) at_clinic: Option<HsaId>,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}
