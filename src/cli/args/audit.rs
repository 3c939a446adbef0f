//! `audit`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{FormatArg, SourceArgs, parse_clinic, parse_jobs};
use crate::model::hsa_id::HsaId;
use crate::model::outcome::Severity;

/// `audit`
#[derive(Debug, Args)]
pub(crate) struct AuditArgs {
    /// Clinic exports: files, folders, `-`, https addresses.
    #[arg(value_name = "EXPORT")]
    pub(crate) exports: Vec<String>,
    /// What is read.
    #[command(flatten)]
    pub(crate) sources: SourceArgs,
    /// Only these clinics.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) clinic: Vec<HsaId>,
    /// Only these rules.
    #[arg(long, value_name = "RULE")]
    pub(crate) rule: Vec<String>,
    /// From which severity on a failure ends in exit code 1.
    #[arg(long, value_enum, default_value = "error", value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    /// An earlier run to compare with.
    #[arg(long, value_name = "RUN")]
    pub(crate) baseline: Option<PathBuf>,
    /// Exit code 1 for what cannot be judged, too.
    #[arg(long)]
    pub(crate) strict: bool,
    /// A format, or a format and the file to write it to.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = FormatArg::parse)]
    pub(crate) format: Vec<FormatArg>,
    /// How many cores to use.
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    pub(crate) jobs: Option<usize>,
}

/// From which severity on a failure ends in exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// What must be put right.
    Error,
    /// What should be put right.
    Warning,
    /// Recommendations too.
    Info,
    /// The same, but only what the baseline did not have.
    NewError,
    /// The same, but only what the baseline did not have.
    NewWarning,
    /// The same, but only what the baseline did not have.
    NewInfo,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The severity; `None` for never.
    #[must_use]
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error | Self::NewError => Some(Severity::Error),
            Self::Warning | Self::NewWarning => Some(Severity::Warning),
            Self::Info | Self::NewInfo => Some(Severity::Info),
            Self::Never => None,
        }
    }

    /// Whether only what the baseline did not have counts.
    #[must_use]
    pub(crate) fn only_new(self) -> bool {
        matches!(self, Self::NewError | Self::NewWarning | Self::NewInfo)
    }
}
