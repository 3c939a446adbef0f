//! `register …`: the register as a thing: begun, looked at, checked, copied.

mod begin;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::clinic::carry_out;
use super::permission::change::{agreed, tell_written};
use crate::cli::args::{
    BackupArgs, ErasePersonArgs, PlainFormat, RegisterArgs, RegisterInitArgs, RegisterSettingsArgs, RegisterStatusArgs,
    RegisterVerb, SnapshotArgs, VerifyArgs,
};
use crate::cli::error::{CliError, shown};
use crate::cli::exit::Exit;
use crate::cli::lists;
use crate::cli::output::fresh;
use crate::cli::register::{self, Home, refusal, trouble};
use crate::cli::session::Session;
use crate::model::case_type::Vocabulary as _;
use crate::model::permission::StaffRecord;
use crate::model::source::SourceKind;
use crate::permission::decide::{Ask, role_name};
use crate::permission::event::{By, Level};
use crate::permission::holding::{Moment, State};
use crate::permission::house;
use crate::permission::journal::{Checkpoint, Flaw};
use crate::permission::ledger::{Ledger as _, LedgerError, People, Stamp, Touch, Wanted};
use crate::permission::request::Consent;
use crate::permission::scope::{AppointedBy, ClinicState, Scope, Settings};
use crate::permission::verify::{Difference, Verdict, verify};
use crate::report::json::pretty;
use crate::source::Input;
use crate::store::{First, Postgres, Sqlite};
use crate::text::Message;

/// Runs a command of `register`.
pub(super) fn run(verb: RegisterVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        RegisterVerb::Init(args) => init(&args, session),
        RegisterVerb::Status(args) => status(&args, session),
        RegisterVerb::Verify(args) => check(&args, session),
        RegisterVerb::Checkpoint(args) => checkpoint(&args, session),
        RegisterVerb::Backup(args) => backup(&args, session),
        RegisterVerb::Takeover(args) => begin::take_over(&args, session),
        RegisterVerb::Restore(args) => begin::restore(&args, session),
        RegisterVerb::Copy(args) => begin::copy(&args, session),
        RegisterVerb::Snapshot(args) => snapshot(&args, session),
        RegisterVerb::Settings(args) => settings(&args, session),
        RegisterVerb::ErasePerson(args) => erase(&args, session),
    }
}

fn init(args: &RegisterInitArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let place = register::path(&args.register, session)?;
    let settings = Settings { appointed_by: args.appointed_by, ..Settings::usual(args.region.trim()) };
    let via = register::via("register init");
    let account = match &place {
        Home::File(_) if args.first.is_some() => {
            return Err(CliError::unusable(Message::new("register-account-of-file")));
        }
        Home::File(path) => {
            let account = register::account(session)?;
            let by = By { account: account.clone(), level: Level::Account, person: None };
            let stamp = Stamp { by, via, now: Moment::at(session.world.now), accepts_clock: false };
            let at = session.world.cwd.join(path);
            Sqlite::create(&at, settings, &args.regional_admin, &stamp).map_err(|error| trouble(error, &place))?;
            account
        }
        Home::Database(address) => {
            let first = First { account: args.first.as_deref(), person: &args.regional_admin, via: &via };
            register::at_database(address, session, |access| Postgres::create(access, settings.clone(), first))?
        }
    };
    session.tell(
        &Message::new("register-begun")
            .with("path", place.shown())
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
    /// How many permissions are in each state.
    states: BTreeMap<&'static str, usize>,
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
    let count = |key: &str| status.states.get(key).copied().unwrap_or(0);
    let lines = [
        Message::new("register-status").with("region", status.region.clone()).with("path", path.shown()),
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
    if let Some(why) = ledger.doubt() {
        return Err(trouble(LedgerError::Integrity(why.clone()), &path));
    }
    if !ledger.sees_all().map_err(|error| trouble(error, &path))? {
        let message = Message::new("register-verify-part").with("path", path.shown());
        return Err(CliError::new(Exit::Refused, message).hint(Message::new("register-verify-part-hint")));
    }
    let verdict = verify(&mut *ledger, kept, args.deep).map_err(|error| trouble(error, &path))?;
    let broken = match verdict {
        Verdict::Whole(end) => {
            let key = if args.deep { "register-whole-deep" } else { "register-whole" };
            session.tell(&Message::new(key).with("count", end.size))?;
            let alone = if ledger.login().is_some() { "register-whole-alone-database" } else { "register-whole-alone" };
            session.tell(&Message::new(if against { "register-whole-against" } else { alone }))?;
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
        Verdict::State(Difference::Person(person)) => {
            Message::new("register-differs-person").with("person", person.as_str())
        }
        Verdict::State(Difference::Snapshot) => Message::new("register-differs-snapshot"),
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
    let place = register::path(&args.register, session)?;
    let path = place.file("register-backup-database")?;
    fresh(&session.world.cwd, &args.copy)?;
    let (from, to) = (session.world.cwd.join(path), session.world.cwd.join(&args.copy));
    register::exists(path, session)?;
    let copied = Sqlite::open_to_read(&from).and_then(|mut ledger| {
        let end = ledger.checkpoint()?;
        ledger.backup(&to).map(|()| (end, ledger.doubt().cloned()))
    });
    match copied {
        Ok((end, doubt)) => {
            if let Some(why) = doubt {
                session.tell(&Message::new("register-doubtful").with("why", why))?;
            }
            let message = Message::new("register-copied").with("path", shown(&args.copy)).with("count", end.size);
            session.tell(&message)?;
            Ok(Exit::Done)
        }
        // What is damaged is worth a copy more than anything else.
        Err(LedgerError::Integrity(_)) => {
            Sqlite::copy_as_it_stands(&from, &to).map_err(|error| trouble(error, &Home::File(args.copy.clone())))?;
            session.tell(&Message::new("register-copied-damaged").with("path", shown(&args.copy)))?;
            Ok(Exit::Done)
        }
        Err(error) => Err(trouble(error, &place)),
    }
}

/// Records who is in the directory.
fn snapshot(args: &SnapshotArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let command = if args.accept_smaller { "register snapshot --accept-smaller" } else { "register snapshot" };
    let mut opened = register::write(&args.register, command, session)?;
    opened.stamp.accepts_clock = args.write.accept_clock;
    house::may_record(&Ask { actor: &opened.actor, consent: Consent::default(), now: opened.stamp.now })
        .map_err(|denial| refusal(&denial))?;
    let inputs = args.people.iter().map(|file| Input::new(SourceKind::Staff, file.as_str())).collect();
    let read = lists::read(&args.register, inputs, session)?;
    let today = opened.stamp.now.day;
    let taken = args.taken.or(read.taken(SourceKind::Staff)).unwrap_or(today);
    let works = |staff: &&StaffRecord| staff.employed_until.value().is_none_or(|last| *last >= taken);
    let people: BTreeSet<_> = read.sources.staff.iter().filter(works).map(|staff| staff.staff.clone()).collect();
    let digest = read.digest(SourceKind::Staff);
    let last = opened.ledger.snapshot().map_err(|error| trouble(error, &opened.path))?;
    let from = lists::named(&args.people);
    if people.is_empty() || taken > today {
        let key = if people.is_empty() { "register-snapshot-empty" } else { "register-snapshot-future" };
        return Err(CliError::unusable(Message::new(key).with("path", from).with("taken", taken)));
    }
    if let Some((day, count)) = last.map(|last| (last.taken, last.people.len())) {
        if taken < day {
            let message = Message::new("register-snapshot-older").with("taken", taken).with("last", day);
            return Err(CliError::new(Exit::Refused, message));
        }
        if lists::is_much_smaller(people.len() as u64, count as u64) && !args.accept_smaller {
            let message = Message::new("register-snapshot-smaller").with("count", people.len()).with("last", count);
            return Err(CliError::new(Exit::Refused, message).hint(Message::new("register-snapshot-smaller-hint")));
        }
    }
    let message = Message::new("register-snapshot").with("count", people.len()).with("taken", taken);
    session.tell(&message.with("path", from))?;
    if !agreed(args.write, session)? {
        return Ok(Exit::Done);
    }
    let people = People { taken, digest, people };
    let number = opened.ledger.record_people(&people, &opened.stamp).map_err(|error| trouble(error, &opened.path))?;
    tell_written(&[number], session)?;
    Ok(Exit::Done)
}

/// Shows what the region has decided, or changes it.
fn settings(args: &RegisterSettingsArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let RegisterSettingsArgs { region, appointed_by, mass_least, mass_percent, write, register } = args;
    if region.is_none() && appointed_by.is_none() && mass_least.is_none() && mass_percent.is_none() {
        let path = register::path(register, session)?;
        let settings = register::read(register, session)?.settings().map_err(|error| trouble(error, &path))?;
        let by = match settings.appointed_by {
            AppointedBy::Region => "register-appointed-by-region",
            AppointedBy::Clinic => "register-appointed-by-clinic",
        };
        let lines = [
            Message::new("register-setting-region").with("region", settings.region),
            Message::new(by),
            Message::new("register-setting-mass")
                .with("least", u64::from(settings.mass_least))
                .with("percent", u64::from(settings.mass_percent)),
        ];
        let text: String = lines.iter().map(|line| session.words.render(line) + "\n").collect();
        session.print(&crate::cli::ui::escaped(&text))?;
        return Ok(Exit::Done);
    }
    let mut opened = register::write(register, "register settings", session)?;
    let one = |ask: &Ask<'_>, scope: &Scope| {
        let now = &scope.settings;
        let settings = Settings {
            region: region.as_deref().map_or_else(|| now.region.clone(), |name| name.trim().into()),
            appointed_by: appointed_by.unwrap_or(now.appointed_by),
            mass_least: mass_least.unwrap_or(now.mass_least),
            mass_percent: mass_percent.unwrap_or(now.mass_percent),
        };
        house::settle(settings, ask, scope)
    };
    carry_out((&Touch::default(), &one), *write, &mut opened, session)
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
