//! `completions`: a script that completes commands, aliases, flags and their values in a shell.

use crate::cli::args::CompletionsArgs;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::help::command_with_aliases;
use crate::cli::session::Session;

/// Prints the script.
pub(super) fn run(args: &CompletionsArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command_with_aliases(&session.words), "riktlinje", &mut script);
    session.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
