//! `reconcile`: the register against the personnel tool, the staff list, leave and the directory. It proposes, and changes
//! no permission.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::permission::write;
use crate::cli::args::{ReconcileArgs, RegisterArgs};
use crate::cli::decisions::hear;
use crate::cli::error::{CliError, shown};
use crate::cli::exit::Exit;
use crate::cli::lists::{self, Lists};
use crate::cli::output::{fresh, write_new_file};
use crate::cli::register::{self, Home, trouble};
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::model::case_type::Vocabulary as _;
use crate::model::hsa_id::HsaId;
use crate::model::permission::{AbsenceRecord, Action, Reason};
use crate::model::source::SourceKind;
use crate::permission::event::What;
use crate::permission::holding::{Moment, Target};
use crate::permission::ledger::{Ledger, LedgerError, Stamp, Touch};
use crate::permission::plan::{FORMAT, Plan, Planned};
use crate::permission::reconcile::{Cure, Difference, Kind, Seen, Tool, reconcile};
use crate::permission::request::Reference;
use crate::permission::todo::{Todos, confirmed};
use crate::report::permission::People;
use crate::report::reconcile::{Compared, ReconcilePage};
use crate::source::Input;
use crate::text::Message;

/// A list that is older says too little of today.
const OLDEST_DAYS: i64 = 7;

/// What the register has recorded of earlier comparisons, and what remains to be done.
#[derive(Default)]
struct Past {
    todos: Todos,
    /// The day on which each permission was last changed.
    decided: HashMap<Target, NaiveDate>,
    /// Rows and digest of the latest source of each kind.
    last: BTreeMap<Box<str>, (u64, Box<str>)>,
}

/// The lists that are held against the register.
struct Sides {
    lists: Lists,
    directory: Option<Lists>,
    staff_is_complete: bool,
}

/// Runs `reconcile`.
pub(super) fn run(args: &ReconcileArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let path = register::path(&args.register, session)?;
    let reference = args.reference.as_deref().map(Reference::parse).transpose().map_err(CliError::unusable)?;
    if let Some(file) = &args.plan {
        fresh(&session.world.cwd, file)?;
    }
    let (mut ledger, recorder) = open(args, session)?;
    let sides = sides(args, session)?;
    let now = Moment::at(session.world.now);
    let past = past(&mut *ledger).map_err(|error| trouble(error, &path))?;
    let scope = register::whole(&mut *ledger).map_err(|error| trouble(error, &path))?;
    let snapshot = ledger.snapshot().map_err(|error| trouble(error, &path))?;
    let active = scope.holdings.values().filter(|facts| facts.is_effective(now)).count() as u64;
    let mut compared = Vec::new();
    for (kind, least) in
        [(SourceKind::Permissions, Some(active)), (SourceKind::Staff, None), (SourceKind::Absence, None)]
    {
        compared.extend(gate((&sides.lists, kind, kind.key()), least, &past, (args, now))?);
    }
    let mut directory: Option<BTreeSet<HsaId>> = None;
    if let Some(lists) = &sides.directory {
        let least = snapshot.as_ref().map(|known| known.people.len() as u64);
        compared.extend(gate((lists, SourceKind::Staff, "directory"), least, &past, (args, now))?);
        directory = Some(lists.sources.staff.iter().map(|row| row.staff.clone()).collect());
    } else if let Some(known) = snapshot {
        if (now.day - known.taken).num_days() > OLDEST_DAYS && !args.accept_old {
            session.note(&Message::new("reconcile-snapshot-old").with("taken", known.taken))?;
        } else {
            directory = Some(known.people);
        }
    }
    let absence = absence(&sides.lists, session)?;
    let sources = &sides.lists.sources;
    let taken = |kind: &str| compared.iter().find(|source| source.kind == kind).map(|source| source.taken);
    let tool = Tool::of(&sources.permissions);
    let seen = Seen {
        tool: taken(SourceKind::Permissions.key()).map(|taken| (&tool, taken)),
        staff: taken(SourceKind::Staff.key()).map(|_| &*sources.staff),
        staff_is_complete: sides.staff_is_complete,
        absence: taken(SourceKind::Absence.key()).map(|_| &*absence),
        directory: directory.as_ref(),
    };
    let mut all = reconcile(&scope, &seen, (now, &past.decided));
    all.retain(|one| args.clinic.is_empty() || args.clinic.contains(&one.clinic));
    gone(&mut all, args.confirm_gone)?;
    let seen_done = seen_done(&past.todos, &seen, &scope.people);
    if let (Some(file), Some(reference)) = (&args.plan, reference) {
        plan((file, &reference), (&all, now), (&mut *ledger, &path), session)?;
    }
    record((&compared, &seen_done), &past, (&mut *ledger, recorder), (&path, session))?;
    let page = ReconcilePage { today: now.day, sources: &compared, all: &all, confirmed: &seen_done };
    write(&page, args.format, session)?;
    Ok(if args.exit_code && !all.is_empty() { Exit::Findings } else { Exit::Done })
}

/// The register, and the stamp of whoever may record what is compared: somebody who acts for the region.
fn open(args: &ReconcileArgs, session: &mut Session<'_>) -> Result<(Box<dyn Ledger>, Option<Stamp>), CliError> {
    if args.dry_run {
        return Ok((register::read(&args.register, session)?, None));
    }
    let command = match (args.accept_old, args.accept_smaller) {
        (false, false) => "reconcile",
        (true, false) => "reconcile --accept-old",
        (false, true) => "reconcile --accept-smaller",
        (true, true) => "reconcile --accept-old --accept-smaller",
    };
    match register::write(&args.register, command, session) {
        Ok(opened) if opened.actor.regional => {
            let stamp = Stamp { accepts_clock: args.accept_clock, ..opened.stamp };
            Ok((opened.ledger, Some(stamp)))
        }
        Ok(opened) => {
            session.note(&Message::new("reconcile-not-recorded"))?;
            Ok((opened.ledger, None))
        }
        Err(error) if error.exit == Exit::NoActor => {
            session.note(&Message::new("reconcile-not-recorded"))?;
            Ok((register::read(&args.register, session)?, None))
        }
        Err(error) => Err(error),
    }
}

/// Reads what was typed, else what riktlinje.yaml names.
fn sides(args: &ReconcileArgs, session: &mut Session<'_>) -> Result<Sides, CliError> {
    let RegisterArgs { project, .. } = &args.register;
    let project = Settings::of_project(&session.world.cwd, project.as_deref())?;
    let mut inputs = Vec::new();
    for (kind, typed) in
        [(SourceKind::Permissions, &args.tool), (SourceKind::Staff, &args.staff), (SourceKind::Absence, &args.absence)]
    {
        if typed.is_empty() {
            inputs.extend(project.inputs.iter().filter(|input| input.kind == kind).cloned());
        } else {
            inputs.extend(typed.iter().map(|file| Input::new(kind, file.as_str())));
        }
    }
    if inputs.is_empty() && args.directory.is_empty() {
        let message = Message::new("reconcile-no-sources");
        return Err(CliError::unusable(message).hint(Message::new("reconcile-no-sources-hint")));
    }
    let of_staff: Vec<&Input> = inputs.iter().filter(|input| input.kind == SourceKind::Staff).collect();
    let staff_is_complete = !of_staff.is_empty() && of_staff.iter().all(|input| input.complete);
    let lists = lists::read(&args.register, inputs, session)?;
    let people = args.directory.iter().map(|file| Input::new(SourceKind::Staff, file.as_str())).collect::<Vec<_>>();
    let directory = if people.is_empty() { None } else { Some(lists::read(&args.register, people, session)?) };
    Ok(Sides { lists, directory, staff_is_complete })
}

/// What the journal says of earlier comparisons.
fn past(ledger: &mut dyn Ledger) -> Result<Past, LedgerError> {
    let mut past = Past::default();
    hear(ledger, |event| {
        past.todos.apply(event);
        match &event.what {
            What::Compared { source, rows, digest, .. } => {
                past.last.insert(source.clone(), (*rows, digest.clone()));
            }
            What::Permission(change) => {
                past.decided.insert(change.target.clone(), Moment::at(event.at).day);
            }
            _ => {}
        }
        true
    })?;
    Ok(past)
}

/// Whether a source can be held against the register: it says when it was taken out, that is not long ago, and it is not
/// much smaller than it was, as a file is that was cut short.
fn gate(
    (lists, kind, key): (&Lists, SourceKind, &'static str),
    least: Option<u64>,
    past: &Past,
    (args, now): (&ReconcileArgs, Moment),
) -> Result<Option<Compared>, CliError> {
    let files: Vec<_> = lists.sources.files.iter().filter(|file| file.kind == kind).collect();
    if files.is_empty() {
        return Ok(None);
    }
    let names: Vec<String> = files.iter().map(|file| shown(file.name.as_ref().as_ref())).collect();
    let about = |key: &'static str| Message::new(key).with("files", names.clone());
    let typed = match key {
        "directory" => &args.directory,
        _ if kind == SourceKind::Permissions => &args.tool,
        _ if kind == SourceKind::Staff => &args.staff,
        _ => &args.absence,
    };
    // The day that was typed is that of the lists that were typed; what a list says of itself wins.
    let Some(taken) = lists.taken(kind).or(args.taken.filter(|_| !typed.is_empty())) else {
        return Err(CliError::unusable(about("reconcile-no-day")).hint(Message::new("reconcile-no-day-hint")));
    };
    let rows = files.iter().map(|file| file.records).sum::<u64>();
    let age = (now.day - taken).num_days();
    if age < 0 || (rows == 0 && kind != SourceKind::Absence) {
        let key = if age < 0 { "reconcile-future" } else { "reconcile-empty" };
        return Err(CliError::unusable(about(key).with("taken", taken)));
    }
    if age > OLDEST_DAYS && !args.accept_old {
        let message = about("reconcile-old").with("taken", taken).with("days", age.unsigned_abs());
        return Err(CliError::new(Exit::Refused, message).hint(Message::new("reconcile-old-hint")));
    }
    // Of leave there is more in July than in September.
    let last = past.last.get(key).map(|(rows, _)| *rows).or(least).filter(|_| kind != SourceKind::Absence);
    if let Some(last) = last.filter(|last| lists::is_much_smaller(rows, *last) && !args.accept_smaller) {
        let message = about("reconcile-smaller").with("count", rows).with("last", last);
        return Err(CliError::new(Exit::Refused, message).hint(Message::new("reconcile-smaller-hint")));
    }
    Ok(Some(Compared { kind: key, files: names, taken, rows, digest: lists.digest(kind) }))
}

/// Leave. A row without a last day that the file breaks off after may have had one.
fn absence(lists: &Lists, session: &mut Session<'_>) -> Result<Vec<AbsenceRecord>, CliError> {
    let breaks_off = |row: &&AbsenceRecord| {
        let file = &lists.sources.files[row.record.file.0 as usize];
        row.until.is_none() && row.record.start + u64::from(row.record.len) >= file.bytes
    };
    if let Some(row) = lists.sources.absence.iter().find(breaks_off) {
        let row = lists.places(session)(&crate::model::place::Place::record(row.record));
        session.note(&Message::new("reconcile-breaks-off").with("row", row))?;
    }
    Ok(lists.sources.absence.iter().filter(|row| !breaks_off(row)).cloned().collect())
}

/// People who are not in a list that everybody is in may have left, or the list may be wrong: they are proposed only when
/// somebody says how many they are.
fn gone(all: &mut [Difference], confirmed: Option<usize>) -> Result<(), CliError> {
    let is_gone = |one: &Difference| one.kind == Kind::Leaver && one.day.is_none();
    let people: BTreeSet<HsaId> = all.iter().filter(|one| is_gone(one)).map(|one| one.staff.clone()).collect();
    match confirmed {
        None => Ok(()),
        Some(number) if number == people.len() => {
            let administrator = crate::model::permission::Role::LokalAdministrator;
            for one in all.iter_mut().filter(|one| is_gone(one) && one.role != administrator) {
                one.cure = Cure::Plan;
            }
            Ok(())
        }
        Some(_) => {
            let message = Message::new("reconcile-gone-number").with("count", people.len());
            Err(CliError::new(Exit::Refused, message))
        }
    }
}

/// The decisions that the tool's export shows as carried out.
fn seen_done<'a>(todos: &Todos, seen: &Seen<'a>, people: &'a People) -> Vec<u64> {
    let Some((tool, taken)) = seen.tool else { return Vec::new() };
    let shown = |target: &Target| {
        let staff = people.get(&target.person)?;
        tool.shows((&target.clinic, staff, target.role))
    };
    confirmed(todos, taken, shown).iter().map(|todo| todo.event).collect()
}

/// Writes the plan of what is proposed.
fn plan(
    (file, reference): (&std::path::Path, &Reference),
    (all, now): (&[Difference], Moment),
    (ledger, path): (&mut dyn Ledger, &Home),
    session: &mut Session<'_>,
) -> Result<(), CliError> {
    let planned = |one: &Difference| {
        let leaves = one.kind == Kind::Leaver;
        Planned {
            clinic: one.clinic.clone(),
            staff: one.staff.clone(),
            role: one.role,
            action: if leaves { Action::Revoke } else { Action::Pause },
            from: (!leaves).then_some(now.day),
            until: if leaves { one.day } else { one.until },
            reason: if leaves { Reason::Slutat } else { Reason::Ledighet },
            reference: reference.clone(),
            proposed: true,
            revision: 0,
        }
    };
    let changes: Vec<Planned> = all.iter().filter(|one| one.cure == Cure::Plan).map(planned).collect();
    if changes.is_empty() {
        return session.tell(&Message::new("reconcile-no-plan"));
    }
    let end = ledger.checkpoint().map_err(|error| trouble(error, path))?;
    let mut plan = Plan {
        format: FORMAT.into(),
        register: end.register,
        made_at: now.instant,
        made_of: "reconcile".into(),
        changes,
    };
    let stamp = register::stamp("reconcile", ledger, session)?;
    let scope = ledger.look(&plan.touch(), &stamp).map_err(|error| trouble(error, path))?;
    plan.bind(&scope);
    write_new_file(&session.world.cwd, file, &plan.to_json())?;
    session.tell(&Message::new("register-planned").with("path", shown(file)).with("count", plan.changes.len()))
}

/// Records what was compared and what the export shows as done. The same again writes nothing.
fn record(
    (compared, done): (&[Compared], &[u64]),
    past: &Past,
    (ledger, recorder): (&mut dyn Ledger, Option<Stamp>),
    (path, session): (&Home, &mut Session<'_>),
) -> Result<(), CliError> {
    let Some(stamp) = recorder else { return Ok(()) };
    let is_new = |source: &&Compared| past.last.get(source.kind).is_none_or(|(_, digest)| *digest != source.digest);
    let mut events: Vec<What> = compared
        .iter()
        .filter(is_new)
        .map(|source| What::Compared {
            source: source.kind.into(),
            taken: source.taken,
            rows: source.rows,
            digest: source.digest.clone(),
        })
        .collect();
    let tool = compared.iter().find(|source| source.kind == SourceKind::Permissions.key());
    if let (Some(tool), false) = (tool, done.is_empty()) {
        events.push(What::Confirmed { events: done.to_vec(), digest: Some(tool.digest.clone()) });
    }
    if events.is_empty() {
        return Ok(());
    }
    let numbers = ledger.write(&Touch::default(), &stamp, &mut |_| events.clone());
    let numbers = numbers.map_err(|error| trouble(error, path))?;
    session.note(&Message::new("reconcile-recorded").with("count", numbers.len()))
}
