//! Beginning with what exists: the personnel tool's permissions, or a copy of a register.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cli::args::{CopyArgs, RestoreArgs, TakeoverArgs, WriteArgs};
use crate::cli::commands::permission::change::agreed;
use crate::cli::error::{CliError, shown};
use crate::cli::exit::Exit;
use crate::cli::lists::{self, Lists};
use crate::cli::register::{self, Home, refusal, trouble};
use crate::cli::session::Session;
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::place::Place;
use crate::model::source::SourceKind;
use crate::permission::decide::Ask;
use crate::permission::due::Why;
use crate::permission::ledger::{Ledger as _, Touch};
use crate::permission::request::{Consent, Reference};
use crate::permission::takeover::{Found, Takeover, take_over as decide};
use crate::permission::verify::{Verdict, verify};
use crate::report::permission::People;
use crate::source::Input;
use crate::store::{First, Postgres, Sqlite};
use crate::text::Message;

/// How many breaches are told one by one.
const TOLD: usize = 20;

/// Takes over the permissions of the personnel tool.
pub(super) fn take_over(args: &TakeoverArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, "register takeover", session)?;
    opened.stamp.accepts_clock = args.write.accept_clock;
    let reference = Reference::parse(&args.reference).map_err(CliError::unusable)?;
    let of = |kind, files: &[String]| files.iter().map(move |file| Input::new(kind, file.as_str())).collect::<Vec<_>>();
    let mut inputs = of(SourceKind::Clinics, &args.clinics);
    inputs.extend(of(SourceKind::Permissions, &args.permissions));
    let read = lists::read(&args.register, inputs, session)?;
    let found = found(&read, session)?;
    let clinics: BTreeSet<HsaId> = read.sources.listed.iter().map(|listed| listed.hsa_id.clone()).collect();
    let touch = Touch {
        clinics: clinics.iter().chain(found.iter().map(|found| &found.clinic)).cloned().collect(),
        people: found.iter().map(|found| found.staff.clone()).collect(),
    };
    let ask = Ask { actor: &opened.actor, consent: Consent::default(), now: opened.stamp.now };
    let scope = opened.ledger.look(&touch, &opened.stamp).map_err(|error| trouble(error, &opened.path))?;
    let taken = decide((&found, &clinics), &reference, &ask, &scope).map_err(|denial| refusal(&denial))?;
    tell(&taken, &scope.people, session)?;
    if !agreed(args.write, session)? {
        return Ok(Exit::Done);
    }
    let mut denied = None;
    let written = opened.ledger.write(&touch, &opened.stamp, &mut |scope| match decide(
        (&found, &clinics),
        &reference,
        &ask,
        scope,
    ) {
        Ok(taken) => taken.events,
        Err(denial) => {
            denied = Some(denial);
            Vec::new()
        }
    });
    let numbers = written.map_err(|error| trouble(error, &opened.path))?;
    if let Some(denial) = denied {
        return Err(refusal(&denial));
    }
    session.tell(&Message::new("register-taken-over").with("count", numbers.len()))?;
    Ok(Exit::Done)
}

/// The permissions of an export. One whose role, state or last day cannot be read is no permission that could be decided.
fn found(read: &Lists, session: &Session<'_>) -> Result<Vec<Found>, CliError> {
    let place = read.places(session);
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    for record in &read.sources.permissions {
        let day = |field: &Field<chrono::NaiveDate>| match field {
            Field::Unreadable | Field::Conflicting => None,
            field => Some(field.value().copied()),
        };
        let known = (record.role.value(), record.state.value(), day(&record.valid_until), day(&record.granted_on));
        let (Some(role), Some(state), Some(valid_until), Some(granted_on)) = known else {
            let why = Message::new("register-takeover-unreadable");
            faults.push((place(&Place::record(record.record)), why));
            continue;
        };
        let (clinic, staff) = (record.clinic.clone(), record.staff.clone());
        all.push(Found { clinic, staff, role: *role, state: *state, granted_on, valid_until });
    }
    if faults.is_empty() { Ok(all) } else { Err(lists::refused(faults)) }
}

/// What will be taken over, and what breaks a rule already.
fn tell(taken: &Takeover, people: &People, session: &mut Session<'_>) -> Result<(), CliError> {
    session.tell(
        &Message::new("register-takeover")
            .with("permissions", taken.permissions)
            .with("clinics", taken.clinics)
            .with("ended", taken.ended),
    )?;
    if taken.breaches.is_empty() {
        return Ok(());
    }
    session.tell(&Message::new("register-takeover-breaches").with("count", taken.breaches.len()))?;
    for breach in taken.breaches.iter().take(TOLD) {
        let key = match breach.why {
            Why::ReviewsOwnClinic => "register-breach-reviewer",
            _ => "register-breach-no-administrator",
        };
        let who = breach.target.as_ref().and_then(|target| people.get(&target.person)).map_or("", HsaId::as_str);
        session.tell(&Message::new(key).with("clinic", breach.clinic.as_str()).with("person", who))?;
    }
    if taken.breaches.len() > TOLD {
        session.tell(&Message::new("register-more").with("count", taken.breaches.len() - TOLD))?;
    }
    session.tell(&Message::new("register-breaches-later"))?;
    Ok(())
}

/// Begins anew from a copy that holds together. A register that is there is put aside, never overwritten.
pub(super) fn restore(args: &RestoreArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let place = register::path(&args.register, session)?;
    let path = place.file("register-restore-database")?;
    let cwd = session.world.cwd.clone();
    let (from, to) = (cwd.join(&args.from_copy), cwd.join(path));
    let copied = Home::File(args.from_copy.clone());
    if !from.is_file() {
        return Err(CliError::cannot_read(&args.from_copy, std::io::ErrorKind::NotFound));
    }
    let mut copy = Sqlite::open_to_read(&from).map_err(|error| trouble(error, &copied))?;
    let verdict = verify(&mut copy, None, true).map_err(|error| trouble(error, &copied))?;
    let (Verdict::Whole(end), None) = (verdict, copy.doubt()) else {
        let message = Message::new("register-restore-broken").with("path", shown(&args.from_copy));
        return Err(CliError::new(Exit::Integrity, message).hint(Message::new("register-damaged-hint")));
    };
    drop(copy);
    let message = Message::new("register-restore").with("path", shown(&args.from_copy)).with("count", end.size);
    session.tell(&message)?;
    let aside = if to.exists() { Some(aside(path, session)) } else { None };
    if let Some(aside) = &aside {
        let now = Sqlite::open_to_read(&to).and_then(|mut ledger| ledger.checkpoint());
        let message = match now {
            Ok(now) if now.register == end.register && now.size > end.size => {
                Message::new("register-restore-loses").with("count", now.size - end.size)
            }
            Ok(now) if now.register != end.register => Message::new("register-restore-other"),
            Ok(_) => Message::new("register-restore-same"),
            Err(_) => Message::new("register-restore-damaged"),
        };
        session.tell(&message)?;
        session.tell(&Message::new("register-restore-aside").with("path", shown(Path::new(aside))))?;
    }
    if !agreed(WriteArgs { yes: args.yes, ..WriteArgs::default() }, session)? {
        return Ok(Exit::Done);
    }
    if let Some(aside) = &aside {
        std::fs::rename(&to, cwd.join(aside)).map_err(|error| CliError::cannot_write(path, error))?;
    }
    if let Err(error) = Sqlite::restore(&from, &to) {
        if let Some(aside) = &aside {
            // The register goes back to its place; if that fails too, what was told above says where it is.
            let _back = std::fs::rename(cwd.join(aside), &to);
        }
        return Err(trouble(error, &place));
    }
    session.tell(&Message::new("register-restored").with("path", shown(path)).with("count", end.size))?;
    Ok(Exit::Done)
}

/// Moves a register from a file into a database, with its whole history. The file stays as it is.
pub(super) fn copy(args: &CopyArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let from = Home::of(&args.file)?;
    let path = from.file("register-copy-direction")?;
    let Home::Database(address) = Home::of(&args.database)? else {
        let message = Message::new("register-copy-not-database").with("path", shown(&args.database));
        return Err(CliError::unusable(message).hint(Message::new("register-copy-direction")));
    };
    register::exists(path, session)?;
    let at = session.world.cwd.join(path);
    let mut ledger = Sqlite::open_to_read(&at).map_err(|error| trouble(error, &from))?;
    let verdict = verify(&mut ledger, None, true).map_err(|error| trouble(error, &from))?;
    let (Verdict::Whole(_), None) = (verdict, ledger.doubt()) else {
        let message = Message::new("register-restore-broken").with("path", shown(path));
        return Err(CliError::new(Exit::Integrity, message).hint(Message::new("register-damaged-hint")));
    };
    let via = register::via("register copy");
    let first = First { account: args.first.as_deref(), person: &args.regional_admin, via: &via };
    let (end, account) =
        register::at_database(&address, session, |access| Postgres::adopt(access, &mut ledger, first))?;
    let message = Message::new("register-moved").with("from", shown(path)).with("path", address.shown());
    session.tell(&message.with("count", end.size).with("head", end.head.to_string()))?;
    session.tell(
        &Message::new("register-moved-account").with("account", account).with("person", args.regional_admin.as_str()),
    )?;
    session.tell(&Message::new("register-moved-next").with("path", address.shown()).with("from", shown(path)))?;
    Ok(Exit::Done)
}

/// The name under which a register is put aside: one that nothing has yet.
fn aside(path: &Path, session: &Session<'_>) -> String {
    let time = session.world.now.format("%Y%m%dT%H%M%SZ");
    let names = (1..).map(|number| match number {
        1 => format!("{}.{time}", path.display()),
        number => format!("{}.{time}-{number}", path.display()),
    });
    let is_free = |name: &String| !session.world.cwd.join(name).exists();
    names.into_iter().find(is_free).expect("there is always a higher number")
}
