//! `permission …`: changes on the one hand, looking at them on the other.

pub(super) mod change;
mod export;
mod import;
mod look;
mod wish;

use crate::cli::args::PermissionVerb;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::permission::request::Reason;

pub(super) use import::apply;
pub(super) use look::{Looked, due, write};

use change::{Asked, run as change};
use wish::Wish;

/// Runs a command of `permission`.
pub(super) fn run(verb: PermissionVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let today = crate::permission::holding::Moment::at(session.world.now).day;
    match verb {
        PermissionVerb::Grant(args) => {
            let wish = Wish::Grant { from: args.from.unwrap_or(today), until: args.until };
            let asked = Asked::new("permission grant", wish, args.who, args.why);
            let begins_today = args.from.is_none();
            let asked = Asked { not_in_directory: args.not_in_directory, begins_today, ..asked };
            change(asked, args.write, &args.register, session)
        }
        PermissionVerb::Pause(args) => {
            let wish = Wish::Pause { from: args.from.unwrap_or(today), until: args.until };
            let asked = Asked::new("permission pause", wish, args.who, args.why);
            let days_given = args.from.is_some() || args.until.is_some();
            let begins_today = args.from.is_none();
            let asked =
                Asked { everywhere: args.everywhere, mass: args.confirm_mass, days_given, begins_today, ..asked };
            change(asked, args.write, &args.register, session)
        }
        PermissionVerb::Resume(args) => {
            let asked = Asked::new("permission resume", Wish::Resume, args.who, args.why);
            change(Asked { everywhere: args.everywhere, ..asked }, args.write, &args.register, session)
        }
        PermissionVerb::Extend(args) => {
            let asked = Asked::new("permission extend", Wish::Extend { until: args.until }, args.who, args.why);
            change(asked, args.write, &args.register, session)
        }
        PermissionVerb::Revoke(args) => {
            let asked = Asked::new("permission revoke", Wish::Revoke, args.who, args.why);
            let asked = Asked { everywhere: args.everywhere, mass: args.confirm_mass, ..asked };
            change(asked, args.write, &args.register, session)
        }
        PermissionVerb::Leaver(args) => {
            let why = crate::cli::args::WhyArgs { reason: Some(Reason::Slutat), reference: args.reference };
            let who = crate::cli::args::WhoArgs { person: args.person, ..Default::default() };
            let asked = Asked::new("permission leaver", Wish::Leave { last_day: args.last_day }, who, why);
            let asked = Asked { everywhere: true, mass: args.confirm_mass, ..asked };
            change(asked, args.write, &args.register, session)
        }
        PermissionVerb::Undo(args) => change::undo(&args, session),
        PermissionVerb::List(args) => look::list(&args, session),
        PermissionVerb::Show(args) => look::show(&args, session),
        PermissionVerb::History(args) => look::history(&args, session),
        PermissionVerb::Explain(args) => look::explain(&args, session),
        PermissionVerb::Import(args) => import::run(&args, session),
        PermissionVerb::Export(args) => export::run(&args, session),
    }
}
