//! The register that a command works with: where it is, who is asking, and how its troubles are told.

use std::path::{Path, PathBuf};

use super::args::RegisterArgs;
use super::error::{CliError, shown};
use super::exit::Exit;
use super::prompt;
use super::session::Session;
use super::settings::Settings;
use crate::model::case_type::Vocabulary as _;
use crate::permission::event::{By, Level, Via};
use crate::permission::holding::Moment;
use crate::permission::ledger::{Ledger, LedgerError, Stamp, Wanted};
use crate::permission::request::Actor;
use crate::permission::rule::Denial;
use crate::permission::scope::Scope;
use crate::store::{Access, Address, Keys, Postgres, Sqlite};
use crate::text::Message;

/// Where a register is.
#[derive(Clone, Debug)]
pub(crate) enum Home {
    /// A file.
    File(PathBuf),
    /// A database.
    Database(Box<Address>),
}

impl Home {
    /// What somebody wrote: the address of a database, or a file's name.
    ///
    /// # Errors
    /// When it is an address that cannot be used.
    pub(crate) fn of(written: &Path) -> Result<Self, CliError> {
        match written.to_str().filter(|text| Address::is_meant(text)) {
            None => Ok(Self::File(written.to_owned())),
            Some(text) => match Address::parse(text) {
                Ok(address) => Ok(Self::Database(Box::new(address))),
                Err(why) => Err(CliError::unusable(why).hint(Message::new("store-pg-address-hint"))),
            },
        }
    }

    /// As a person reads it, without a password.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::File(path) => shown(path),
            Self::Database(address) => address.shown().to_owned(),
        }
    }

    /// The file, for what is only done with one.
    ///
    /// # Errors
    /// When it is a database; `key` says what is done there instead.
    pub(crate) fn file(&self, key: &'static str) -> Result<&Path, CliError> {
        match self {
            Self::File(path) => Ok(path),
            Self::Database(address) => {
                let hint = Message::new(key).with("path", address.shown());
                Err(CliError::unusable(Message::new("register-file-only").with("path", address.shown())).hint(hint))
            }
        }
    }
}

/// Where the register is: as named, else beside riktlinje.yaml, else here.
pub(crate) fn path(args: &RegisterArgs, session: &mut Session<'_>) -> Result<Home, CliError> {
    let settings = Settings::of_project(&session.world.cwd, args.project.as_deref())?;
    session.speak(settings.lang);
    Home::of(&args.register.clone().unwrap_or_else(|| settings.register()))
}

/// Opens the register for reading.
pub(crate) fn read(args: &RegisterArgs, session: &mut Session<'_>) -> Result<Box<dyn Ledger>, CliError> {
    let place = path(args, session)?;
    let ledger = open(&place, Way::Read, session)?;
    if let Some(why) = ledger.doubt() {
        session.tell(&Message::new("register-doubtful").with("why", why.clone()))?;
    }
    Ok(ledger)
}

/// What a register is opened for.
#[derive(Clone, Copy)]
enum Way {
    Read,
    Write,
}

fn open(place: &Home, way: Way, session: &mut Session<'_>) -> Result<Box<dyn Ledger>, CliError> {
    match place {
        Home::File(path) => {
            exists(path, session)?;
            let path = session.world.cwd.join(path);
            let opened = match way {
                Way::Read => Sqlite::open_to_read(&path),
                Way::Write => Sqlite::open(&path),
            };
            opened.map(|ledger| Box::new(ledger) as Box<dyn Ledger>).map_err(|error| trouble(error, place))
        }
        Home::Database(address) => at_database(address, session, |access| {
            let opened = match way {
                Way::Read => Postgres::open_to_read(access),
                Way::Write => Postgres::open(access),
            };
            opened.map(|ledger| Box::new(ledger) as Box<dyn Ledger>)
        }),
    }
}

/// A register that is looked at without a word, where somebody else tells what is wrong with it.
///
/// # Errors
/// [`LedgerError`].
pub(crate) fn open_quietly(place: &Home, session: &Session<'_>) -> Result<Box<dyn Ledger>, LedgerError> {
    match place {
        Home::File(path) => Ok(Box::new(Sqlite::open_to_read(&session.world.cwd.join(path))?)),
        Home::Database(address) => {
            let access = Access::new(address, &keys(session), &session.world.cwd)?;
            Ok(Box::new(Postgres::open_to_read(&access)?))
        }
    }
}

/// Does something at a database. A password that is nowhere is asked for, where somebody is there to answer.
pub(crate) fn at_database<T>(
    address: &Address,
    session: &mut Session<'_>,
    mut act: impl FnMut(&Access) -> Result<T, LedgerError>,
) -> Result<T, CliError> {
    let place = Home::Database(Box::new(address.clone()));
    if address.has_password() {
        session.note(&Message::new("store-pg-password-in-address"))?;
    }
    let access = Access::new(address, &keys(session), &session.world.cwd).map_err(|error| trouble(error, &place))?;
    let done = match act(&access) {
        Err(LedgerError::Unavailable(why)) if why.key == PASSWORD_MISSING && prompt::can_ask(session) => {
            let password = prompt::secret(&Message::new("store-pg-ask").with("path", address.shown()), session)?;
            act(&access.with_password(&password))
        }
        done => done,
    };
    done.map_err(|error| trouble(error, &place))
}

/// What the store says where the server wants a password and there is none.
const PASSWORD_MISSING: &str = "store-pg-password-missing";

/// What the environment has for databases.
fn keys(session: &Session<'_>) -> Keys {
    let world = &session.world;
    let path = |name| world.var(name).map(PathBuf::from);
    let by_custom = || {
        if cfg!(windows) {
            path("APPDATA").map(|folder| folder.join("postgresql").join("pgpass.conf"))
        } else {
            path("HOME").map(|folder| folder.join(".pgpass"))
        }
    };
    Keys {
        user: world.var("PGUSER").map(ToOwned::to_owned),
        password: world.var("PGPASSWORD").map(ToOwned::to_owned),
        passfile: path("PGPASSFILE").or_else(by_custom),
        root: path("PGSSLROOTCERT"),
        certificate: path("PGSSLCERT").zip(path("PGSSLKEY")),
    }
}

/// The register, opened for writing, and who is asking.
pub(crate) struct Opened {
    /// The register.
    pub(crate) ledger: Box<dyn Ledger>,
    /// Who is asking.
    pub(crate) actor: Actor,
    /// Who, through what and when.
    pub(crate) stamp: Stamp,
    /// Where it is.
    pub(crate) path: Home,
}

/// Opens the register for a change. `command` is what the journal says of it.
pub(crate) fn write(args: &RegisterArgs, command: &'static str, session: &mut Session<'_>) -> Result<Opened, CliError> {
    let path = path(args, session)?;
    let mut ledger = open(&path, Way::Write, session)?;
    let mut stamp = stamp(command, &*ledger, session)?;
    let account = stamp.by.account.clone();
    let actor = ledger.actor(&account).map_err(|error| trouble(error, &path))?;
    let actor = actor.ok_or_else(|| stranger(account))?;
    stamp.by.person = Some(actor.person.clone());
    Ok(Opened { ledger, actor, stamp, path })
}

/// Nobody stands behind an account.
pub(crate) fn stranger(account: Box<str>) -> CliError {
    let message = Message::new("register-no-actor").with("account", account.clone());
    let hint = Message::new("register-no-actor-hint").with("account", account);
    CliError::new(Exit::NoActor, message).hint(hint)
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

/// Who is asking, through which command, and when: as the store says, where it knows that itself.
pub(crate) fn stamp(command: &'static str, ledger: &dyn Ledger, session: &Session<'_>) -> Result<Stamp, CliError> {
    let (account, level, now) = match ledger.login() {
        Some(login) => (login.account, Level::Login, login.now),
        None => (account(session)?, Level::Account, Moment::at(session.world.now)),
    };
    let by = By { account, level, person: None };
    Ok(Stamp { by, via: via(command), now, accepts_clock: false })
}

/// Through which command something comes about.
pub(crate) fn via(command: &'static str) -> Via {
    Via { command: command.into(), version: env!("CARGO_PKG_VERSION").into(), plan: None }
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
pub(crate) fn trouble(error: LedgerError, path: &Home) -> CliError {
    match error {
        LedgerError::Unavailable(why) => CliError::new(Exit::Unavailable, about(why, path)),
        LedgerError::Integrity(why) => {
            // What never was a register is not a damaged one.
            let is_another = why.key == "store-not-a-register";
            let error = CliError::new(Exit::Integrity, about(why, path));
            if is_another { error } else { error.hint(Message::new("register-damaged-hint")) }
        }
        LedgerError::Overtaken => {
            let message = Message::new("register-overtaken");
            CliError::new(Exit::Conflict, message).hint(Message::new("register-overtaken-hint"))
        }
        LedgerError::Forbidden(rule) => {
            let hint = Message::new("register-rule").with("rule", rule.key()).with("sentence", rule.sentence());
            CliError::new(Exit::Refused, Message::new("register-forbidden")).hint(hint)
        }
        LedgerError::Stranger { account } => stranger(account),
        LedgerError::Clock { last } => {
            let last = last.with_timezone(&chrono_tz::Europe::Stockholm).format("%Y-%m-%d %H:%M").to_string();
            let message = Message::new("register-clock").with("last", last);
            CliError::unusable(message).hint(Message::new("register-clock-hint"))
        }
    }
}

fn about(why: Message, path: &Home) -> Message {
    Message::new("register-trouble").with("path", path.shown()).with("why", why)
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
