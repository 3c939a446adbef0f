//! The register that a command works with: where it is, who is asking, and how its troubles are told.

use std::path::{Path, PathBuf};

use super::args::RegisterArgs;
use super::error::{CliError, shown};
use super::exit::Exit;
use super::session::Session;
use super::settings::Settings;
use crate::model::case_type::Vocabulary as _;
use crate::permission::event::{By, Level, Via};
use crate::permission::holding::Moment;
use crate::permission::ledger::{Ledger, LedgerError, Stamp, Wanted};
use crate::permission::request::Actor;
use crate::permission::rule::Denial;
use crate::permission::scope::Scope;
use crate::store::Sqlite;
use crate::text::Message;

/// Where the register is: as named, else beside riktlinje.yaml, else here.
pub(crate) fn path(args: &RegisterArgs, session: &mut Session<'_>) -> Result<PathBuf, CliError> {
    let settings = Settings::of_project(&session.world.cwd, args.project.as_deref())?;
    session.speak(settings.lang);
    Ok(args.register.clone().unwrap_or_else(|| settings.register()))
}

/// Opens the register for reading.
pub(crate) fn read(args: &RegisterArgs, session: &mut Session<'_>) -> Result<Sqlite, CliError> {
    let path = path(args, session)?;
    exists(&path, session)?;
    let ledger = Sqlite::open_to_read(&session.world.cwd.join(&path)).map_err(|error| trouble(error, &path))?;
    if let Some(why) = ledger.doubt() {
        session.tell(&Message::new("register-doubtful").with("why", why.clone()))?;
    }
    Ok(ledger)
}

/// The register, opened for writing, and who is asking.
pub(crate) struct Opened {
    /// The register.
    pub(crate) ledger: Sqlite,
    /// Who is asking.
    pub(crate) actor: Actor,
    /// Who, through what and when.
    pub(crate) stamp: Stamp,
    /// Where it is.
    pub(crate) path: PathBuf,
}

/// Opens the register for a change. `command` is what the journal says of it.
pub(crate) fn write(args: &RegisterArgs, command: &'static str, session: &mut Session<'_>) -> Result<Opened, CliError> {
    let path = path(args, session)?;
    exists(&path, session)?;
    let mut ledger = Sqlite::open(&session.world.cwd.join(&path)).map_err(|error| trouble(error, &path))?;
    let mut stamp = stamp(command, session)?;
    let account = stamp.by.account.clone();
    let actor = ledger.actor(&account).map_err(|error| trouble(error, &path))?;
    let Some(actor) = actor else {
        let message = Message::new("register-no-actor").with("account", account.clone());
        let hint = Message::new("register-no-actor-hint").with("account", account);
        return Err(CliError::new(Exit::NoActor, message).hint(hint));
    };
    stamp.by.person = Some(actor.person.clone());
    Ok(Opened { ledger, actor, stamp, path })
}

/// What the register holds now: settings, clinics, people and permissions.
///
/// # Errors
/// [`LedgerError`].
pub(crate) fn whole(ledger: &mut dyn Ledger) -> Result<Scope, LedgerError> {
    let mut scope = Scope::empty(ledger.settings()?);
    scope.clinics = ledger.clinics()?.into_iter().collect();
    scope.people = ledger.people()?.into_iter().collect();
    scope.holdings = ledger.held(&Wanted::default())?.into_iter().map(|held| (held.target, held.facts)).collect();
    Ok(scope)
}

/// Who is asking, through which command, and when.
pub(crate) fn stamp(command: &'static str, session: &Session<'_>) -> Result<Stamp, CliError> {
    let account = account(session)?;
    let via = Via { command: command.into(), version: env!("CARGO_PKG_VERSION").into(), plan: None };
    let by = By { account, level: Level::Account, person: None };
    Ok(Stamp { by, via, now: Moment::at(session.world.now), accepts_clock: false })
}

/// The account that the operating system says is ours.
pub(crate) fn account(session: &Session<'_>) -> Result<Box<str>, CliError> {
    (session.world.account)().ok_or_else(|| CliError::new(Exit::NoActor, Message::new("register-no-account")))
}

/// That there is a register.
///
/// # Errors
/// When there is none.
pub(crate) fn exists(path: &Path, session: &Session<'_>) -> Result<(), CliError> {
    if session.world.cwd.join(path).is_file() {
        return Ok(());
    }
    let message = Message::new("register-not-there").with("path", shown(path));
    Err(CliError::unusable(message).hint(Message::new("register-not-there-hint")))
}

/// What went wrong with the register itself.
pub(crate) fn trouble(error: LedgerError, path: &Path) -> CliError {
    match error {
        LedgerError::Unavailable(why) => CliError::new(Exit::Unavailable, about(why, path)),
        LedgerError::Integrity(why) => {
            // What never was a register is not a damaged one.
            let is_another = why.key == "store-not-a-register";
            let error = CliError::new(Exit::Integrity, about(why, path));
            if is_another { error } else { error.hint(Message::new("register-damaged-hint")) }
        }
        LedgerError::Clock { last } => {
            let last = last.with_timezone(&chrono_tz::Europe::Stockholm).format("%Y-%m-%d %H:%M").to_string();
            let message = Message::new("register-clock").with("last", last);
            CliError::unusable(message).hint(Message::new("register-clock-hint"))
        }
    }
}

fn about(why: Message, path: &Path) -> Message {
    Message::new("register-trouble").with("path", shown(path)).with("why", why)
}

/// A request that was turned down.
pub(crate) fn refusal(denial: &Denial) -> CliError {
    match denial {
        Denial::Rule { rule, why, way_out } => CliError::new(Exit::Refused, why.clone())
            .hint(Message::new("register-rule").with("rule", rule.key()).with("sentence", rule.sentence()))
            .hint(way_out.clone()),
        Denial::NoSuch(why) => CliError::new(Exit::NoSuch, why.clone()),
        Denial::Senseless(why) => CliError::unusable(why.clone()),
        Denial::Overtaken(why) => CliError::new(Exit::Conflict, why.clone()),
    }
}
