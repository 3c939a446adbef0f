//! `policy …`: the guideline as rules, read, checked and tried without any clinic.

mod check;
mod coverage;
mod facts;
mod show;
mod test;

use crate::cli::args::{PolicyArgs, PolicyVerb, ProjectArgs, SourceArgs};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::settings::{PolicyRef, Typed};

/// Runs a command of `policy`.
pub(super) fn run(verb: PolicyVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        PolicyVerb::Check(args) => check::run(&chosen(args, session)?, session),
        PolicyVerb::Show(args) => show::run(&chosen(args, session)?, session),
        PolicyVerb::Facts(args) => facts::run(&args, session),
        PolicyVerb::Coverage(args) => coverage::run(&chosen(args, session)?, session),
        PolicyVerb::Test(args) => test::run(&chosen(args, session)?, session),
    }
}

/// The policies that are named, else those of the project.
fn chosen(args: PolicyArgs, session: &mut Session<'_>) -> Result<Vec<PolicyRef>, CliError> {
    let project = ProjectArgs { project: args.project, policy: args.policies };
    let sources = SourceArgs { project, ..SourceArgs::default() };
    Ok(session.settings(Typed { sources: &sources, exports: &[] })?.policies)
}
