//! `report`: a stored run again, in any format and either language. It reads no source and judges nothing.

use std::path::Path;

use crate::cli::args::ReportArgs;
use crate::cli::error::{CliError, shown};
use crate::cli::exit::Exit;
use crate::cli::output::read_text;
use crate::cli::outputs::Outputs;
use crate::cli::session::Session;
use crate::model::run::Run;
use crate::report::json::read;
use crate::text::Message;

/// Writes a stored run.
pub(super) fn run(args: &ReportArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let outputs = Outputs::plan(&args.format)?;
    let run = stored(&args.stored, session)?;
    outputs.write(&run, session)?;
    // The process ends here, and the system takes memory back sooner than it is taken apart piece by piece.
    std::mem::forget(run);
    Ok(Exit::Done)
}

/// Reads a stored run.
///
/// # Errors
/// When the file cannot be read, or is no run that we can read, with the place.
pub(super) fn stored(path: &Path, session: &Session<'_>) -> Result<Run, CliError> {
    let text = read_text(&session.world.cwd, path)?;
    read(&text).map_err(|error| {
        let message = Message::new("report-unusable").with("path", shown(path)).with("why", error.message());
        CliError::unusable(message)
    })
}
