//! `help COMMAND`: the same as `COMMAND --help`.

use crate::cli::args::HelpArgs;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::help;
use crate::cli::session::Session;
use crate::policy::problem::did_you_mean;
use crate::text::Message;

/// Prints the help of a command, or of the whole program.
pub(super) fn run(args: &HelpArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut root = help::command(&session.words, session.world.width);
    root.build();
    let mut command = &mut root;
    for name in &args.command {
        let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        let Some(found) = command.find_subcommand_mut(name) else {
            let name = name.to_string_lossy();
            let hint = did_you_mean(&name, names.iter().map(String::as_str));
            let message = Message::new("cli-usage-unknown-command").with("command", name.as_ref());
            return Err(CliError::unusable(message).hint_if(hint));
        };
        command = found;
    }
    let text = command.render_help();
    session.print_styled(&text)?;
    Ok(Exit::Done)
}
