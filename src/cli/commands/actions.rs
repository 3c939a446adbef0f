//! `actions`: what is to be done about a stored run, by the role that does it. It reads no source and judges nothing.

use crate::cli::args::ActionsArgs;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::meant;
use crate::cli::outputs::Outputs;
use crate::cli::session::Session;
use crate::cli::stored;
use crate::report::actions::{self, Format, narrow};
use crate::text::Message;

/// Says what is to be done.
pub(super) fn run(args: &ActionsArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let outputs = Outputs::<Format>::plan(&args.format)?;
    let mut run = stored::run(&args.stored, session)?;
    if let Err(stranger) = narrow(&mut run, &args.clinic) {
        let message = Message::new("cli-no-such-clinic-in-run").with("clinic", stranger.as_str());
        let meant = meant::clinic(&stranger, run.clinics.iter().map(|clinic| &clinic.hsa_id));
        let error = CliError::new(Exit::NoSuch, message).hint_if(meant);
        return Err(error.hint(Message::new("cli-no-such-clinic-in-run-hint")));
    }
    outputs.write_each(&run, session, &|format, out| actions::write(&run, format, out))?;
    // The process ends here, and the system takes memory back sooner than it is taken apart piece by piece.
    std::mem::forget(run);
    Ok(Exit::Done)
}
