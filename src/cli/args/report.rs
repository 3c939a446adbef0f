//! `report`

use std::path::PathBuf;

use clap::Args;

use super::FormatArg;

/// `report`
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// The run.
    #[arg(value_name = "RUN")]
    pub(crate) stored: PathBuf,
    /// A format, or a format and the file to write it to.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = FormatArg::parse)]
    pub(crate) format: Vec<FormatArg>,
}
