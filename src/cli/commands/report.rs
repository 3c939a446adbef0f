//! `report`: a stored run again, in any format and either language. It reads no source and judges nothing.

use crate::cli::args::ReportArgs;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::outputs::Outputs;
use crate::cli::session::Session;
use crate::cli::stored;

/// Writes a stored run.
pub(super) fn run(args: &ReportArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let outputs = Outputs::plan(&args.format)?;
    let baseline = args.baseline.as_deref().map(|path| stored::baseline(path, session)).transpose()?;
    let mut run = stored::run(&args.stored, session)?;
    if let Some(baseline) = &baseline {
        stored::compared(&mut run, baseline, &[])?;
    }
    outputs.write(&run, session)?;
    // The process ends here, and the system takes memory back sooner than it is taken apart piece by piece.
    std::mem::forget((run, baseline));
    Ok(Exit::Done)
}
