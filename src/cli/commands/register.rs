//! `register …`: the register as a thing: begun, looked at, checked, copied.

use std::collections::BTreeSet;

use serde::Serialize;

use super::clinic::carry_out;
use crate::cli::args::{
    BackupArgs, ErasePersonArgs, PlainFormat, RegisterArgs, RegisterInitArgs, RegisterStatusArgs, RegisterVerb,
    VerifyArgs,
};
use crate::cli::error::{CliError, shown};
use crate::cli::exit::Exit;
use crate::cli::register::{self, trouble};
use crate::cli::session::Session;
use crate::model::case_type::Vocabulary as _;
use crate::permission::decide::{Ask, role_name};
use crate::permission::holding::{Moment, State};
use crate::permission::house;
use crate::permission::journal::{Checkpoint, Flaw};
use crate::permission::ledger::{Ledger as _, Touch, Wanted};
use crate::permission::scope::{ClinicState, Scope, Settings};
use crate::permission::verify::{Difference, Verdict, verify};
use crate::report::json::pretty;
use crate::store::Sqlite;
use crate::text::Message;

/// Runs a command of `register`.
pub(super) fn run(verb: RegisterVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        RegisterVerb::Init(args) => init(&args, session),
        RegisterVerb::Status(args) => status(&args, session),
        RegisterVerb::Verify(args) => check(&args, session),
        RegisterVerb::Checkpoint(args) => checkpoint(&args, session),
        RegisterVerb::Backup(args) => backup(&args, session),
        RegisterVerb::ErasePerson(args) => erase(&args, session),
    }
}

fn init(args: &RegisterInitArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let path = register::path(&args.register, session)?;
    let stamp = register::stamp("register init", session)?;
    let account = stamp.by.account.clone();
    let settings = Settings { appointed_by: args.appointed_by, ..Settings::usual(args.region.trim()) };
    let at = session.world.cwd.join(&path);
    Sqlite::create(&at, settings, &args.regional_admin, &stamp).map_err(|error| trouble(error, &path))?;
    session.tell(
        &Message::new("register-begun")
            .with("path", shown(&path))
            .with("account", account)
            .with("person", args.regional_admin.as_str()),
    )?;
    session.tell(&Message::new("register-begun-next"))?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct WireStatus {
    format: &'static str,
    region: String,
    appointed_by: &'static str,
    entries: u64,
    head: String,
    open_clinics: usize,
    people: usize,
    states: Vec<(&'static str, usize)>,
}

fn status(args: &RegisterStatusArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let path = register::path(&args.register, session)?;
    let mut ledger = register::read(&args.register, session)?;
    let now = Moment::at(session.world.now);
    let mut read = || {
        let (settings, end) = (ledger.settings()?, ledger.checkpoint()?);
        let (held, clinics, people) = (ledger.held(&Wanted::default())?, ledger.clinics()?, ledger.people()?);
        let states = State::WORDS
            .iter()
            .rev()
            .map(|(state, names)| (names[0], held.iter().filter(|held| held.facts.state(now) == *state).count()));
        Ok(WireStatus {
            format: "riktlinje/register-status/v1",
            region: settings.region.to_string(),
            appointed_by: settings.appointed_by.key(),
            entries: end.size,
            head: end.head.to_string(),
            open_clinics: clinics.iter().filter(|(_, state)| *state == ClinicState::Open).count(),
            people: people.len(),
            states: states.collect(),
        })
    };
    let status = read().map_err(|error| trouble(error, &path))?;
    if args.format == PlainFormat::Json {
        session.print(&pretty(&status))?;
        return Ok(Exit::Done);
    }
    let count = |key: &str| status.states.iter().find(|(state, _)| *state == key).map_or(0, |(_, count)| *count);
    let lines = [
        Message::new("register-status").with("region", status.region.clone()).with("path", shown(&path)),
        Message::new("register-status-clinics").with("clinics", status.open_clinics).with("people", status.people),
        Message::new("register-status-held")
            .with("active", count("active"))
            .with("paused", count("paused"))
            .with("due", count("return_due"))
            .with("pending", count("pending")),
        Message::new("register-status-entries").with("count", status.entries),
    ];
    let text: String = lines.iter().map(|line| session.words.render(line) + "\n").collect();
    session.print(&crate::cli::ui::escaped(&text))?;
    Ok(Exit::Done)
}

fn check(args: &VerifyArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let path = register::path(&args.register, session)?;
    let kept = match &args.against {
        None => None,
        Some(file) => {
            let text = crate::cli::output::read_text(&session.world.cwd, file)?;
            let message = || Message::new("register-no-checkpoint").with("path", shown(file));
            Some(Checkpoint::parse(&text).ok_or_else(|| CliError::unusable(message()))?)
        }
    };
    let against = kept.is_some();
    let mut ledger = register::read(&args.register, session)?;
    let verdict = verify(&mut ledger, kept, args.deep).map_err(|error| trouble(error, &path))?;
    let broken = match verdict {
        Verdict::Whole(end) => {
            let key = if args.deep { "register-whole-deep" } else { "register-whole" };
            session.tell(&Message::new(key).with("count", end.size))?;
            session.tell(&Message::new(if against { "register-whole-against" } else { "register-whole-alone" }))?;
            return Ok(Exit::Done);
        }
        Verdict::Chain(flaw) => flawed(&flaw),
        Verdict::Unread(seq) => Message::new("register-unread").with("event", seq),
        Verdict::State(Difference::Permission(target)) => Message::new("register-differs-permission")
            .with("person", target.person.as_str())
            .with("role", role_name(target.role))
            .with("clinic", target.clinic.as_str()),
        Verdict::State(Difference::Clinic(clinic)) => {
            Message::new("register-differs-clinic").with("clinic", clinic.as_str())
        }
        Verdict::State(Difference::Accounts) => Message::new("register-differs-accounts"),
        Verdict::State(Difference::Settings) => Message::new("register-differs-settings"),
    };
    Err(CliError::new(Exit::Integrity, broken).hint(Message::new("register-damaged-hint")))
}

fn flawed(flaw: &Flaw) -> Message {
    match flaw {
        Flaw::Gap(seq) => Message::new("register-flaw-gap").with("event", *seq),
        Flaw::Changed(seq) => Message::new("register-flaw-changed").with("event", *seq),
        Flaw::Head { found } => Message::new("register-flaw-head").with("count", *found),
        Flaw::Shorter { had } => Message::new("register-flaw-shorter").with("count", *had),
        Flaw::Other { had } => Message::new("register-flaw-other").with("count", *had),
        Flaw::Foreign => Message::new("register-flaw-foreign"),
    }
}

fn checkpoint(args: &RegisterArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let path = register::path(args, session)?;
    let mut ledger = register::read(args, session)?;
    let end = ledger.checkpoint().map_err(|error| trouble(error, &path))?;
    session.print(&end.to_string())?;
    session.note(&Message::new("register-checkpoint-keep"))?;
    Ok(Exit::Done)
}

fn backup(args: &BackupArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let path = register::path(&args.register, session)?;
    let mut ledger = register::read(&args.register, session)?;
    let end = ledger.checkpoint().map_err(|error| trouble(error, &path))?;
    ledger.backup(&session.world.cwd.join(&args.copy)).map_err(|error| trouble(error, &args.copy))?;
    let message = Message::new("register-copied").with("path", shown(&args.copy)).with("count", end.size);
    session.tell(&message)?;
    Ok(Exit::Done)
}

fn erase(args: &ErasePersonArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, "register erase-person", session)?;
    let people = opened.ledger.people().map_err(|error| trouble(error, &opened.path))?;
    let Some((person, _)) = people.into_iter().find(|(_, id)| *id == args.person) else {
        let message = Message::new("register-no-such-person").with("person", args.person.as_str());
        return Err(CliError::new(Exit::NoSuch, message));
    };
    let touch = Touch { people: BTreeSet::from([args.person.clone()]), ..Touch::default() };
    let one = |ask: &Ask<'_>, scope: &Scope| house::erase(&person, ask, scope);
    carry_out((&touch, &one), args.write, &mut opened, session)
}
