//! `cases summary|overdue|deadline`: the case log by itself, without judging anybody.

mod deadline;
mod log;
mod overdue;
mod questions;
mod summary;
mod yardstick;

use crate::cli::args::CasesVerb;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::session::Session;

/// Runs a command of `cases`.
pub(super) fn run(verb: CasesVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        CasesVerb::Summary(args) => summary::run(&args, session),
        CasesVerb::Overdue(args) => overdue::run(&args, session),
        CasesVerb::Deadline(args) => deadline::run(&args, session),
    }
}
