//! `actor …` and `whoami`: which account of the computer stands for whom.

use std::collections::BTreeSet;

use super::clinic::carry_out;
use crate::cli::args::{ActorVerb, BindArgs, RegisterArgs, UnbindArgs};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::register::{self, trouble};
use crate::cli::session::Session;
use crate::cli::ui::escaped;
use crate::permission::decide::{Ask, role_name};
use crate::permission::holding::Moment;
use crate::permission::house;
use crate::permission::ledger::{Touch, Wanted};
use crate::permission::request::Actor;
use crate::permission::scope::Scope;
use crate::report::permission::People;
use crate::text::Message;

/// Runs a command of `actor`.
pub(super) fn run(verb: ActorVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        ActorVerb::Bind(args) => bind(&args, session),
        ActorVerb::Unbind(args) => unbind(&args, session),
        ActorVerb::List(args) => list(&args, session),
    }
}

fn bind(args: &BindArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, "actor bind", session)?;
    let touch = Touch { people: BTreeSet::from([args.person.clone()]), ..Touch::default() };
    let one = |ask: &Ask<'_>, scope: &Scope| {
        let actor = Actor { person: scope.refs[&args.person].clone(), regional: args.regional };
        house::bind(&args.account, actor, ask, scope)
    };
    carry_out((&touch, &one), args.write, &mut opened, session)
}

fn unbind(args: &UnbindArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, "actor unbind", session)?;
    let one = |ask: &Ask<'_>, scope: &Scope| house::unbind(&args.account, ask, scope);
    carry_out((&Touch::default(), &one), args.write, &mut opened, session)
}

fn list(args: &RegisterArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let path = register::path(args, session)?;
    let mut ledger = register::read(args, session)?;
    let accounts = ledger.accounts().map_err(|error| trouble(error, &path))?;
    let people: People = ledger.people().map_err(|error| trouble(error, &path))?.into_iter().collect();
    let mut text = String::new();
    for (account, actor) in accounts {
        let name = people.get(&actor.person).map_or_else(|| actor.person.as_str().to_owned(), ToString::to_string);
        let key = if actor.regional { "register-account-regional" } else { "register-account" };
        let line = Message::new(key).with("account", account).with("person", name);
        text.extend([&*escaped(&session.words.render(&line)), "\n"]);
    }
    session.print(&text)?;
    Ok(Exit::Done)
}

/// `whoami`
pub(super) fn whoami(args: &RegisterArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let path = register::path(args, session)?;
    let mut ledger = register::read(args, session)?;
    let login = ledger.login();
    let account = login.as_ref().map_or_else(|| register::account(session), |login| Ok(login.account.clone()))?;
    let Some(actor) = ledger.actor(&account).map_err(|error| trouble(error, &path))? else {
        return Err(register::stranger(account));
    };
    let people: People = ledger.people().map_err(|error| trouble(error, &path))?.into_iter().collect();
    let name = people.get(&actor.person).map_or_else(|| actor.person.as_str().to_owned(), ToString::to_string);
    let mut told = vec![Message::new("register-whoami").with("account", account).with("person", name)];
    if actor.regional {
        told.push(Message::new("register-whoami-regional"));
    }
    let wanted = Wanted { person: Some(actor.person), clinic: None };
    let now = Moment::at(session.world.now);
    let held = ledger.held(&wanted).map_err(|error| trouble(error, &path))?;
    for held in held.iter().filter(|held| held.facts.is_effective(now)) {
        let line = Message::new("register-whoami-role").with("role", role_name(held.target.role));
        told.push(line.with("clinic", held.target.clinic.as_str()));
    }
    let level = if login.is_some() { "register-whoami-login" } else { "register-whoami-level" };
    told.push(Message::new(level));
    let text: String = told.iter().map(|message| session.words.render(message) + "\n").collect();
    session.print(&escaped(&text))?;
    Ok(Exit::Done)
}
