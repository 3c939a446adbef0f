//! `permission import` and `apply`: changes from a table, now or through a plan, all or none.

use std::path::Path;

use super::change::{Proposal, settle, told};
use crate::cli::args::{ApplyArgs, ConsentArgs, ImportArgs};
use crate::cli::error::{CliError, shown};
use crate::cli::exit::Exit;
use crate::cli::lists;
use crate::cli::output::{fresh, read_text, write_new_file};
use crate::cli::register::{self, Opened, trouble};
use crate::cli::session::Session;
use crate::model::permission::ChangeRecord;
use crate::model::place::Place;
use crate::model::source::SourceKind;
use crate::permission::decide::{Ask, decide};
use crate::permission::event::{Event, What};
use crate::permission::holding::Target;
use crate::permission::plan::{FORMAT, Plan, Planned};
use crate::permission::request::{Consent, Reference};
use crate::permission::scope::Scope;
use crate::report::permission::local;
use crate::source::Input;
use crate::text::Message;

/// The largest plan that is read.
const LARGEST: usize = 64 << 20;

fn consent(args: ConsentArgs) -> Consent {
    Consent { not_in_directory: args.not_in_directory, mass: args.confirm_mass }
}

/// Reads a table of changes, and makes them or a plan of them.
pub(super) fn run(args: &ImportArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, "permission import", session)?;
    opened.stamp.accepts_clock = args.write.accept_clock;
    let read = lists::read(&args.register, vec![Input::new(SourceKind::Changes, &*args.table)], session)?;
    let place = read.places(session);
    let rows: Vec<String> = read.sources.changes.iter().map(|change| place(&Place::record(change.record))).collect();
    let changes = planned(&read.sources.changes, args, &rows)?;
    if changes.is_empty() {
        session.tell(&Message::new("register-already-so"))?;
        return Ok(Exit::Done);
    }
    let end = opened.ledger.checkpoint().map_err(|error| trouble(error, &opened.path))?;
    let mut plan = Plan {
        format: FORMAT.into(),
        register: end.register,
        made_at: opened.stamp.now.instant,
        made_of: args.table.as_str().into(),
        changes,
    };
    let today = opened.stamp.now.day;
    let touch = plan.touch();
    let scope = opened.ledger.look(&touch, &opened.stamp).map_err(|error| trouble(error, &opened.path))?;
    let Some(file) = &args.plan else {
        let requests = |scope: &Scope| plan.requests(scope, today);
        let consent = consent(args.consent);
        let write = args.write;
        let proposal = Proposal {
            touch: &touch,
            scope: &scope,
            consent,
            write,
            requests: &requests,
            rows: &rows,
            fits: &|_| true,
        };
        return settle(proposal, &mut opened, session);
    };
    fresh(&session.world.cwd, file)?;
    let ask = Ask { actor: &opened.actor, consent: consent(args.consent), now: opened.stamp.now };
    if let Err(refused) = decide(&plan.requests(&scope, today), &ask, &scope) {
        return Err(told(&refused, &rows));
    }
    plan.bind(&scope);
    if args.write.dry_run {
        session.tell(&Message::new("register-dry-run"))?;
        return Ok(Exit::Done);
    }
    write_new_file(&session.world.cwd, file, &plan.to_json())?;
    let message = Message::new("register-planned").with("path", shown(file)).with("count", plan.changes.len());
    session.tell(&message)?;
    Ok(Exit::Done)
}

/// What the rows of a table ask for, with what holds for all of them.
fn planned(records: &[ChangeRecord], args: &ImportArgs, rows: &[String]) -> Result<Vec<Planned>, CliError> {
    let (mut changes, mut faults) = (Vec::with_capacity(records.len()), Vec::new());
    for (record, row) in records.iter().zip(rows) {
        let written = record.reference.as_deref().or(args.why.reference.as_deref());
        let reference = written.ok_or_else(|| Message::new("permission-reference-empty")).and_then(Reference::parse);
        let reason = record.reason.or(args.why.reason).ok_or_else(|| Message::new("register-row-no-reason"));
        match (reason, reference) {
            (Ok(reason), Ok(reference)) => changes.push(Planned {
                clinic: record.clinic.clone(),
                staff: record.staff.clone(),
                role: record.role,
                action: record.action,
                from: record.from,
                until: record.until,
                reason,
                reference,
                proposed: false,
                revision: 0,
            }),
            (reason, reference) => {
                let whys = [reason.err(), reference.err()];
                faults.extend(whys.into_iter().flatten().map(|why| (row.clone(), why)));
            }
        }
    }
    if faults.is_empty() { Ok(changes) } else { Err(lists::refused(faults)) }
}

/// Makes the changes of a plan, if nothing that it touches has been changed since, and this actor may.
pub(in crate::cli::commands) fn apply(args: &ApplyArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, "apply", session)?;
    opened.stamp.accepts_clock = args.write.accept_clock;
    let text = read_text(&session.world.cwd, &args.plan)?;
    let unusable = |why: Message| {
        CliError::unusable(Message::new("register-plan-unusable").with("path", shown(&args.plan)).with("why", why))
    };
    if text.len() > LARGEST {
        return Err(unusable(Message::new("permission-plan-large")));
    }
    let plan = Plan::parse(&text).map_err(unusable)?;
    let digest = crate::model::digest::sha256(text.as_bytes());
    let end = opened.ledger.checkpoint().map_err(|error| trouble(error, &opened.path))?;
    if end.register != plan.register {
        return Err(unusable(Message::new("permission-plan-foreign")));
    }
    session.tell(
        &Message::new("register-plan")
            .with("count", plan.changes.len())
            .with("of", plan.made_of.clone())
            .with("when", local(plan.made_at))
            .with("digest", &digest[..16]),
    )?;
    opened.stamp.via.plan = Some(digest.clone());
    let touch = plan.touch();
    let scope = opened.ledger.look(&touch, &opened.stamp).map_err(|error| trouble(error, &opened.path))?;
    let overtaken = plan.overtaken(&scope);
    if let Some(exit) = stale((&overtaken, &digest), &mut opened, session)? {
        return Ok(exit);
    }
    let today = opened.stamp.now.day;
    let requests = |scope: &Scope| plan.requests(scope, today);
    let name = Path::new(&args.plan).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let rows: Vec<String> = (1..=plan.changes.len()).map(|number| format!("{name} [{number}]")).collect();
    let consent = consent(args.consent);
    let fits = |scope: &Scope| plan.overtaken(scope).is_empty();
    let write = args.write;
    let proposal =
        Proposal { touch: &touch, scope: &scope, consent, write, requests: &requests, rows: &rows, fits: &fits };
    settle(proposal, &mut opened, session)
}

/// Of what overtook a plan, so much is told.
const TOLD: usize = 5;

/// Says which events overtook a plan. One that has been applied already has nothing left to do.
fn stale(
    (overtaken, digest): (&[Target], &str),
    opened: &mut Opened,
    session: &mut Session<'_>,
) -> Result<Option<Exit>, CliError> {
    if overtaken.is_empty() {
        return Ok(None);
    }
    let mut events: Vec<Event> = Vec::new();
    let read = opened.ledger.entries(0, &mut |entry| {
        if let Ok(event) = Event::from_bytes(&entry.body)
            && let What::Permission(change) = &event.what
            && overtaken.contains(&change.target)
        {
            events.retain(|known| !matches!(&known.what, What::Permission(of) if of.target == change.target));
            events.push(event);
        }
        true
    });
    read.map_err(|error| trouble(error, &opened.path))?;
    if !events.is_empty() && events.iter().all(|event| event.via.plan.as_deref() == Some(digest)) {
        session.tell(&Message::new("register-plan-applied").with("event", events[0].seq))?;
        return Ok(Some(Exit::Done));
    }
    let people = opened.ledger.people().map_err(|error| trouble(error, &opened.path))?.into_iter().collect();
    let message = Message::new("register-plan-stale").with("count", overtaken.len());
    let mut error = CliError::new(Exit::Conflict, message);
    for event in events.iter().take(TOLD) {
        error = error.detail(
            Message::new("register-plan-overtaken-by")
                .with("event", event.seq)
                .with("when", local(event.at))
                .with("what", crate::report::permission::describe(&event.what, &people)),
        );
    }
    Err(error.hint(Message::new("register-plan-stale-hint")))
}
