//! `todo`: what has been decided here and is not yet seen in the personnel tool.

use std::collections::BTreeSet;

use super::clinic::carry_out;
use super::permission::{Looked, write};
use crate::cli::args::{ConfirmArgs, TodoArgs, TodoListArgs, TodoVerb};
use crate::cli::decisions::hear;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::register::{self, trouble};
use crate::cli::session::Session;
use crate::permission::decide::Ask;
use crate::permission::holding::Moment;
use crate::permission::ledger::{Ledger, LedgerError, Touch};
use crate::permission::scope::Scope;
use crate::permission::todo::{self, Todo, Todos};
use crate::report::todo::TodoPage;
use crate::text::Message;

/// Runs `todo`.
pub(super) fn run(args: &TodoArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match &args.verb {
        None => list(&args.list, session),
        Some(TodoVerb::Confirm(args)) => confirm(args, session),
    }
}

/// What remains to be done, by the journal.
pub(super) fn of(ledger: &mut dyn Ledger) -> Result<Todos, LedgerError> {
    let mut todos = Todos::default();
    hear(ledger, |event| {
        todos.apply(event);
        true
    })?;
    Ok(todos)
}

fn list(args: &TodoListArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let Looked { mut ledger, path, people } = Looked::open(&args.register, session)?;
    let todos = of(&mut *ledger).map_err(|error| trouble(error, &path))?;
    let mut all: Vec<&Todo> = todos.open();
    all.retain(|todo| args.clinic.is_empty() || args.clinic.contains(&todo.target.clinic));
    let today = Moment::at(session.world.now).day;
    write(&TodoPage { today, all: &all, people: &people }, args.format, session)
}

fn confirm(args: &ConfirmArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, "todo confirm", session)?;
    let todos = of(&mut *opened.ledger).map_err(|error| trouble(error, &opened.path))?;
    let today = opened.stamp.now.day;
    let open = todos.open();
    let numbers: Vec<u64> = match &args.at_clinic {
        None => args.done.clone(),
        Some(clinic) => {
            let here = open.iter().filter(|todo| todo.target.clinic == *clinic && todo.day <= today);
            here.map(|todo| todo.event).collect()
        }
    };
    if numbers.is_empty() {
        session.tell(&Message::new("register-already-so"))?;
        return Ok(Exit::Done);
    }
    let clinics: BTreeSet<_> =
        open.iter().filter(|todo| numbers.contains(&todo.event)).map(|todo| todo.target.clinic.clone()).collect();
    let touch = Touch { clinics, ..Touch::default() };
    let one = |ask: &Ask<'_>, scope: &Scope| todo::confirm(&numbers, &todos, (ask, scope));
    carry_out((&touch, &one), args.write, &mut opened, session)
}
