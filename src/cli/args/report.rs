//! What is made of a stored run: `report`, `actions`.

use std::path::PathBuf;

use clap::Args;

use super::{FormatArg, parse_clinic};
use crate::model::hsa_id::HsaId;

/// `report`
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// The run.
    #[arg(value_name = "RUN")]
    pub(crate) stored: PathBuf,
    /// An earlier run to compare with.
    #[arg(long, value_name = "RUN")]
    pub(crate) baseline: Option<PathBuf>,
    /// A format, or a format and the file to write it to.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = FormatArg::parse)]
    pub(crate) format: Vec<FormatArg>,
}

/// `actions`
#[derive(Debug, Args)]
pub(crate) struct ActionsArgs {
    /// The run.
    #[arg(value_name = "RUN")]
    pub(crate) stored: PathBuf,
    /// Only these clinics.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) clinic: Vec<HsaId>,
    /// A format, or a format and the file to write it to.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = FormatArg::parse)]
    pub(crate) format: Vec<FormatArg>,
}
