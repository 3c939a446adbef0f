//! One file a verb. A verb reads its arguments, calls the rooms below and says how it ended.

mod actions;
mod actor;
mod audit;
mod booking;
mod cases;
mod clinic;
mod completions;
mod directory;
mod explain;
mod facts;
mod help;
mod init;
mod journal;
mod man;
mod permission;
mod policy;
mod reconcile;
mod register;
mod report;
mod review;
mod todo;
mod workdays;

use super::args::Verb;
use super::error::CliError;
use super::exit::Exit;
use super::session::Session;

/// Runs a command.
pub(super) fn run(verb: Verb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        Verb::Audit(args) => audit::run(&args, session),
        Verb::Workdays(args) => workdays::run(&args, session),
        Verb::Completions(args) => completions::run(&args, session),
        Verb::Man(args) => man::run(&args, session),
        Verb::Help(args) => help::run(&args, session),
        Verb::Permission { verb } => permission::run(verb, session),
        Verb::Report(args) => report::run(&args, session),
        Verb::Actions(args) => actions::run(&args, session),
        Verb::Reconcile(args) => reconcile::run(&args, session),
        Verb::Todo(args) => todo::run(&args, session),
        Verb::Review { verb } => review::run(verb, session),
        Verb::Due(args) => permission::due(&args, session),
        Verb::Apply(args) => permission::apply(&args, session),
        Verb::Register { verb } => register::run(verb, session),
        Verb::Clinic { verb } => clinic::run(verb, session),
        Verb::Actor { verb } => actor::run(verb, session),
        Verb::Whoami(args) => actor::whoami(&args, session),
        Verb::Journal { verb } => journal::run(verb, session),
        Verb::Init(args) => init::run(&args, session),
        Verb::Policy { verb } => policy::run(verb, session),
        Verb::Explain(args) => explain::run(&args, session),
        Verb::Directory { verb } => directory::run(verb, session),
        Verb::Facts { verb } => facts::run(verb, session),
        Verb::Booking { verb } => booking::run(verb, session),
        Verb::Cases { verb } => cases::run(verb, session),
    }
}
