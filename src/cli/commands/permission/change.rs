//! A change from question to receipt: what is missing is asked for, what will happen is shown, and only then is it written.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::wish::{Whose, Wish};
use crate::cli::args::{RegisterArgs, WhoArgs, WhyArgs, WriteArgs};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::prompt;
use crate::cli::register::{self, Opened, refusal, trouble};
use crate::cli::session::Session;
use crate::model::case_type::Vocabulary as _;
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::permission::decide::{Ask, Refused, Step, decide, role_name};
use crate::permission::event::{Event, Verb, What};
use crate::permission::ledger::{Touch, Wanted};
use crate::permission::request::{Change, Consent, Origin, Reason, Reference, Request};
use crate::permission::scope::Scope;
use crate::report::permission::{People, reason_name, sentence};
use crate::text::Message;

/// How many refusals are told in full.
const TOLD: usize = 20;

/// How many changes are shown in full.
const SHOWN: usize = 40;

/// What was asked for.
#[derive(Debug)]
pub(crate) struct Asked {
    /// What the journal says of the command.
    pub(crate) command: &'static str,
    /// What is wished.
    pub(crate) wish: Wish,
    /// Of whose permissions.
    pub(crate) who: WhoArgs,
    /// Why.
    pub(crate) why: WhyArgs,
    /// At every clinic.
    pub(crate) everywhere: bool,
    /// Somebody whom the directory does not know is meant.
    pub(crate) not_in_directory: bool,
    /// So many revocations and pauses are meant.
    pub(crate) mass: Option<u64>,
    /// The days of a pause have been given, one of them at least.
    pub(crate) days_given: bool,
    /// No first day was given: it is today, by the register's own clock where it has one.
    pub(crate) begins_today: bool,
}

impl Asked {
    /// A wish as it was typed.
    pub(crate) fn new(command: &'static str, wish: Wish, who: WhoArgs, why: WhyArgs) -> Self {
        Self {
            command,
            wish,
            who,
            why,
            everywhere: false,
            not_in_directory: false,
            mass: None,
            days_given: true,
            begins_today: false,
        }
    }
}

/// Carries out a change, or says why not.
pub(crate) fn run(
    mut asked: Asked,
    write: WriteArgs,
    register: &RegisterArgs,
    session: &mut Session<'_>,
) -> Result<Exit, CliError> {
    let mut opened = register::write(register, asked.command, session)?;
    opened.stamp.accepts_clock = write.accept_clock;
    if asked.begins_today {
        asked.wish = asked.wish.begins(opened.stamp.now.day);
    }
    complete(&mut asked, &mut opened, session)?;
    let reference = asked.why.reference.as_deref().map(Reference::parse).transpose().map_err(CliError::unusable)?;
    let staff = asked.who.person.clone().expect("it has been asked for");
    let touch = Touch { clinics: clinics(&asked, &staff, &mut opened)?, people: BTreeSet::from([staff.clone()]) };
    let consent = Consent { not_in_directory: asked.not_in_directory, mass: asked.mass };
    let now = opened.stamp.now;
    let requests = |scope: &Scope| {
        let whose =
            Whose { person: &scope.refs[&staff], clinic: asked.who.at_clinic.as_ref(), roles: &asked.who.held_role };
        let targets = asked.wish.targets(whose, (scope, now));
        asked.wish.requests(targets, (asked.why.reason, reference.as_ref()), now)
    };
    let scope = opened.ledger.look(&touch, &opened.stamp).map_err(|error| trouble(error, &opened.path))?;
    if requests(&scope).is_empty() {
        return nothing_meant(&asked, &staff, session);
    }
    settle(
        Proposal { touch: &touch, scope: &scope, consent, write, requests: &requests, rows: &[], fits: &|_| true },
        &mut opened,
        session,
    )
}

/// The clinics that a change may touch: the one that was named, or all where the person holds something.
fn clinics(asked: &Asked, staff: &HsaId, opened: &mut Opened) -> Result<BTreeSet<HsaId>, CliError> {
    if let Some(clinic) = &asked.who.at_clinic {
        return Ok(BTreeSet::from([clinic.clone()]));
    }
    let people = opened.ledger.people().map_err(|error| trouble(error, &opened.path))?;
    let Some((person, _)) = people.into_iter().find(|(_, id)| id == staff) else { return Ok(BTreeSet::new()) };
    let wanted = Wanted { person: Some(person), clinic: None };
    let held = opened.ledger.held(&wanted).map_err(|error| trouble(error, &opened.path))?;
    Ok(held.into_iter().map(|held| held.target.clinic).collect())
}

/// The person holds nothing that the wish could be about.
fn nothing_meant(asked: &Asked, staff: &HsaId, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let key = match asked.wish {
        Wish::Resume => {
            session.tell(&Message::new("register-nothing-paused").with("person", staff.as_str()))?;
            return Ok(Exit::Done);
        }
        Wish::Leave { .. } => {
            session.tell(&Message::new("register-nothing-left").with("person", staff.as_str()))?;
            return Ok(Exit::Done);
        }
        _ if asked.who.at_clinic.is_some() => "register-holds-nothing-here",
        _ => "register-holds-nothing",
    };
    let mut message = Message::new(key).with("person", staff.as_str());
    if let Some(clinic) = &asked.who.at_clinic {
        message = message.with("clinic", clinic.as_str());
    }
    Err(CliError::new(Exit::NoSuch, message).hint(Message::new("register-holds-hint").with("person", staff.as_str())))
}

/// What is to be decided, and how.
pub(crate) struct Proposal<'a> {
    /// What it looks at.
    pub(crate) touch: &'a Touch,
    /// What there is, before anybody is asked.
    pub(crate) scope: &'a Scope,
    /// What was consented to.
    pub(crate) consent: Consent,
    /// Whether to ask, or only to show.
    pub(crate) write: WriteArgs,
    /// The requests, worked out anew from what is read under the lock.
    pub(crate) requests: &'a dyn Fn(&Scope) -> Vec<Request>,
    /// Where each of them stands in a file, in their order; nothing where they were typed.
    pub(crate) rows: &'a [String],
    /// Whether they still fit what is read under the lock; a plan does not once somebody else has been first.
    pub(crate) fits: &'a dyn Fn(&Scope) -> bool,
}

/// Shows what will happen, asks, and writes it.
pub(crate) fn settle(proposal: Proposal<'_>, opened: &mut Opened, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let Opened { ledger, actor, stamp, path } = opened;
    let ask = Ask { actor, consent: proposal.consent, now: stamp.now };
    let steps = match decide(&(proposal.requests)(proposal.scope), &ask, proposal.scope) {
        Ok(steps) => steps,
        Err(refused) => {
            let events: Vec<What> = refused.iter().filter_map(Refused::event).collect();
            if !proposal.write.dry_run && !events.is_empty() {
                ledger.write(proposal.touch, stamp, &mut |_| events.clone()).map_err(|error| trouble(error, path))?;
            }
            return Err(told(&refused, proposal.rows));
        }
    };
    if steps.iter().all(|step| step.change.is_none()) {
        session.tell(&Message::new("register-already-so"))?;
        return Ok(Exit::Done);
    }
    show(&steps, &proposal.scope.people, session)?;
    if !agreed(proposal.write, session)? {
        return Ok(Exit::Done);
    }
    let mut overtaken = false;
    let written =
        ledger.write(proposal.touch, stamp, &mut |scope| match decide(&(proposal.requests)(scope), &ask, scope) {
            Ok(again) if again == steps && (proposal.fits)(scope) => {
                again.into_iter().filter_map(|step| step.change).map(What::Permission).collect()
            }
            _ => {
                overtaken = true;
                Vec::new()
            }
        });
    let numbers = written.map_err(|error| trouble(error, path))?;
    if overtaken {
        let message = Message::new("register-overtaken");
        return Err(CliError::new(Exit::Conflict, message).hint(Message::new("register-overtaken-hint")));
    }
    receipt(&steps, &numbers, session)?;
    Ok(Exit::Done)
}

/// Whether what was shown is to be done: never where it was only a trial, else when the person agrees. Off a terminal
/// somebody must have said so beforehand.
pub(crate) fn agreed(write: WriteArgs, session: &mut Session<'_>) -> Result<bool, CliError> {
    if write.dry_run {
        session.tell(&Message::new("register-dry-run"))?;
        return Ok(false);
    }
    if write.yes {
        return Ok(true);
    }
    if !prompt::can_ask(session) {
        let message = Message::new("register-needs-yes");
        return Err(CliError::unusable(message).hint(Message::new("register-needs-yes-hint")));
    }
    let agreed = prompt::confirmed(session)?;
    if !agreed {
        session.tell(&Message::new("register-not-done"))?;
    }
    Ok(agreed)
}

/// Why requests were turned down; `rows` is where each stands in a file.
pub(super) fn told(refused: &[Refused], rows: &[String]) -> CliError {
    if let ([only], []) = (refused, rows) {
        return refusal(&only.denial);
    }
    let exits = refused.iter().map(|refused| refusal(&refused.denial).exit);
    let exit = exits.reduce(Exit::or_worse).unwrap_or(Exit::Refused);
    let mut error = CliError::new(exit, Message::new("register-refused").with("count", refused.len()));
    let mut seen = BTreeSet::new();
    for refused in refused.iter().take(TOLD) {
        let why = refused.denial.why().clone();
        error = error.detail(match rows.get(refused.request) {
            Some(row) => Message::new("register-row").with("row", row.clone()).with("why", why),
            None => why,
        });
        seen.extend(refused.denial.rule());
    }
    for rule in seen {
        let sentence = rule.sentence();
        error = error.hint(Message::new("register-rule").with("rule", rule.key()).with("sentence", sentence));
    }
    error
}

fn show(steps: &[Step], people: &People, session: &mut Session<'_>) -> Result<(), CliError> {
    let changes: Vec<_> = steps.iter().filter_map(|step| step.change.as_ref()).collect();
    for change in changes.iter().take(SHOWN) {
        session.tell(&sentence(change, people))?;
    }
    if changes.len() > SHOWN {
        session.tell(&Message::new("register-more").with("count", changes.len() - SHOWN))?;
    }
    let mut warnings: Vec<&Message> = Vec::new();
    for warning in steps.iter().flat_map(|step| &step.warnings) {
        if !warnings.contains(&warning) {
            warnings.push(warning);
            session.tell(&Message::new("register-mind").with("warning", warning.clone()))?;
        }
    }
    Ok(())
}

/// Numbers of events as people read them: `#12`, and `#12`–`#40` where they are many in a row.
fn numbered(numbers: &[u64]) -> Vec<String> {
    match numbers {
        [first, .., last] if numbers.len() > 5 => vec![format!("#{first}–#{last}")],
        _ => numbers.iter().map(|number| format!("#{number}")).collect(),
    }
}

/// Says which events were written.
pub(crate) fn tell_written(numbers: &[u64], session: &mut Session<'_>) -> Result<(), CliError> {
    session.tell(&Message::new("register-done").with("count", numbers.len()).with("numbers", numbered(numbers)))
}

/// What was written, and what remains to be done where the permission really is.
fn receipt(steps: &[Step], numbers: &[u64], session: &mut Session<'_>) -> Result<(), CliError> {
    let changes: Vec<_> = steps.iter().filter_map(|step| step.change.as_ref()).collect();
    tell_written(numbers, session)?;
    let verbs: BTreeSet<&'static str> = changes.iter().map(|change| todo(change.verb)).collect();
    session.tell(&Message::new("register-remains"))?;
    for key in verbs {
        session.tell(&Message::new(key))?;
    }
    if changes.iter().any(|change| change.verb.narrows()) {
        session.tell(&Message::new("register-todo-cases"))?;
    }
    Ok(())
}

fn todo(verb: Verb) -> &'static str {
    match verb {
        Verb::Granted => "register-todo-grant",
        Verb::Paused => "register-todo-pause",
        Verb::Resumed => "register-todo-resume",
        Verb::Extended => "register-todo-extend",
        Verb::Revoked => "register-todo-revoke",
        Verb::Undone => "register-todo-undo",
    }
}

/// Takes a change back.
pub(crate) fn undo(args: &crate::cli::args::UndoArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, "permission undo", session)?;
    opened.stamp.accepts_clock = args.write.accept_clock;
    let reference = args.reference.as_deref().map(Reference::parse).transpose().map_err(CliError::unusable)?;
    let mut found = None;
    let last = args.event - 1;
    let read = opened.ledger.entries(last, &mut |entry| {
        found = (entry.seq == args.event).then(|| Event::from_bytes(&entry.body).ok()).flatten();
        false
    });
    read.map_err(|error| trouble(error, &opened.path))?;
    let Some(event) = found else {
        let message = Message::new("register-no-such-event").with("event", args.event);
        return Err(CliError::new(Exit::NoSuch, message).hint(Message::new("register-no-such-event-hint")));
    };
    let What::Permission(changed) = event.what else {
        return Err(CliError::unusable(Message::new("register-cannot-undo").with("event", args.event)));
    };
    let people = opened.ledger.people().map_err(|error| trouble(error, &opened.path))?;
    let staff = people.into_iter().find(|(person, _)| *person == changed.target.person).map(|(_, id)| id);
    let touch = Touch { clinics: BTreeSet::from([changed.target.clinic.clone()]), people: staff.into_iter().collect() };
    let change = Change::Undo { event: args.event, before: changed.before, after: changed.after };
    let request = Request {
        target: changed.target,
        change,
        reason: Some(Reason::Rattelse),
        reference,
        last_day: None,
        origin: Origin::Person,
    };
    let requests = |_: &Scope| vec![request.clone()];
    let scope = opened.ledger.look(&touch, &opened.stamp).map_err(|error| trouble(error, &opened.path))?;
    let proposal = Proposal {
        touch: &touch,
        scope: &scope,
        consent: Consent::default(),
        write: args.write,
        requests: &requests,
        rows: &[],
        fits: &|_| true,
    };
    settle(proposal, &mut opened, session)
}

/// Asks for what was not typed, where somebody is there to answer; else says what is missing.
fn complete(asked: &mut Asked, opened: &mut Opened, session: &mut Session<'_>) -> Result<(), CliError> {
    let needs_clinic = asked.who.at_clinic.is_none() && !asked.everywhere;
    let needs_role = matches!(asked.wish, Wish::Grant { .. }) && asked.who.held_role.is_empty();
    let missing = [
        (asked.who.person.is_none(), "--staff"),
        (needs_clinic, "--clinic"),
        (needs_role, "--role"),
        (asked.why.reason.is_none(), "--reason"),
        (asked.why.reference.is_none(), "--reference"),
    ];
    let missing: Vec<&str> = missing.into_iter().filter(|(is, _)| *is).map(|(_, flag)| flag).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !prompt::can_ask(session) {
        return Err(CliError::unusable(Message::new("register-missing").with("flags", missing)));
    }
    let is_new = matches!(asked.wish, Wish::Grant { .. });
    if asked.who.person.is_none() && is_new {
        asked.who.person = Some(ask_id(&Message::new("register-ask-staff"), session)?);
    }
    if needs_clinic {
        asked.who.at_clinic = Some(ask_clinic(opened, session)?);
    }
    if asked.who.person.is_none() {
        asked.who.person = Some(ask_holder(asked, opened, session)?);
    }
    if needs_role {
        let roles: Vec<Role> = Role::WORDS.iter().map(|(role, _)| *role).collect();
        let names: Vec<String> = roles.iter().map(|role| session.words.render(&role_name(*role))).collect();
        asked.who.held_role = vec![roles[ask_choice("register-ask-role", &names, session)?]];
    }
    if let (Wish::Pause { from, .. }, false) = (asked.wish, asked.days_given) {
        let from = ask_day("register-ask-from", session)?.unwrap_or(from);
        asked.wish = Wish::Pause { from, until: ask_day("register-ask-until", session)? };
    }
    if asked.why.reason.is_none() {
        let reasons = asked.wish.reasons();
        let names: Vec<String> = reasons.iter().map(|reason| session.words.render(&reason_name(*reason))).collect();
        asked.why.reason = Some(reasons[ask_choice("register-ask-reason", &names, session)?]);
    }
    if asked.why.reference.is_none() {
        asked.why.reference = Some(prompt::line(&Message::new("register-ask-reference"), session)?);
    }
    Ok(())
}

/// So many people can be chosen from a list; of more the id is asked for.
const CHOICES: usize = 30;

/// The person: one of those who hold something at the clinic that the wish can be about.
fn ask_holder(asked: &Asked, opened: &mut Opened, session: &mut Session<'_>) -> Result<HsaId, CliError> {
    let question = Message::new("register-ask-staff");
    let Some(clinic) = &asked.who.at_clinic else { return ask_id(&question, session) };
    let wanted = Wanted { clinic: Some(clinic.clone()), person: None };
    let now = opened.stamp.now;
    let read = |opened: &mut Opened| Ok((opened.ledger.held(&wanted)?, opened.ledger.people()?));
    let (held, people) = read(opened).map_err(|error| trouble(error, &opened.path))?;
    let meant = held.iter().filter(|held| {
        let roles = &asked.who.held_role;
        (roles.is_empty() || roles.contains(&held.target.role)) && asked.wish.concerns(&held.facts, now)
    });
    let meant: BTreeSet<_> = meant.map(|held| &held.target.person).collect();
    let mut ids: Vec<HsaId> =
        people.into_iter().filter(|(person, _)| meant.contains(person)).map(|(_, id)| id).collect();
    ids.sort();
    if ids.is_empty() || ids.len() > CHOICES {
        return ask_id(&question, session);
    }
    let names: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let chosen = ask_choice("register-ask-which-person", &names, session)?;
    Ok(ids.swap_remove(chosen))
}

/// The clinic: the only one that the actor administers, or one of them, or any for the region.
fn ask_clinic(opened: &mut Opened, session: &mut Session<'_>) -> Result<HsaId, CliError> {
    if opened.actor.regional {
        return ask_id(&Message::new("register-ask-clinic"), session);
    }
    let wanted = Wanted { person: Some(opened.actor.person.clone()), clinic: None };
    let held = opened.ledger.held(&wanted).map_err(|error| trouble(error, &opened.path))?;
    let now = opened.stamp.now;
    let administers = |role| matches!(role, Role::LokalAdministrator | Role::Behorighetsadministrator);
    let own: BTreeSet<HsaId> = held
        .into_iter()
        .filter(|held| administers(held.target.role) && held.facts.is_effective(now))
        .map(|held| held.target.clinic)
        .collect();
    let mut own: Vec<HsaId> = own.into_iter().collect();
    match own.len() {
        0 => ask_id(&Message::new("register-ask-clinic"), session),
        1 => Ok(own.remove(0)),
        _ => {
            let names: Vec<String> = own.iter().map(ToString::to_string).collect();
            let chosen = ask_choice("register-ask-which-clinic", &names, session)?;
            Ok(own.swap_remove(chosen))
        }
    }
}

fn ask_id(question: &Message, session: &mut Session<'_>) -> Result<HsaId, CliError> {
    for _ in 0..3 {
        let answer = prompt::line(question, session)?;
        if let Ok(id) = HsaId::parse(&answer) {
            return Ok(id);
        }
        session.tell(&Message::new("register-not-an-id"))?;
    }
    Err(CliError::unusable(Message::new("register-gave-up")))
}

/// A day; none where nothing is answered.
fn ask_day(key: &'static str, session: &mut Session<'_>) -> Result<Option<NaiveDate>, CliError> {
    for _ in 0..3 {
        let answer = prompt::line(&Message::new(key), session)?;
        if answer.is_empty() {
            return Ok(None);
        }
        if let Ok(day) = NaiveDate::parse_from_str(&answer, "%Y-%m-%d") {
            return Ok(Some(day));
        }
        session.tell(&Message::new("cli-expects-from"))?;
    }
    Err(CliError::unusable(Message::new("register-gave-up")))
}

fn ask_choice(key: &'static str, names: &[String], session: &mut Session<'_>) -> Result<usize, CliError> {
    prompt::choice(&Message::new(key), names, session)?
        .ok_or_else(|| CliError::unusable(Message::new("register-gave-up")))
}
