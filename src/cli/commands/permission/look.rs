//! Looking at permissions: as they are, as they were, what changed them, and whether somebody may act.

use chrono::Days;
use std::collections::BTreeSet;

use crate::cli::args::{
    DueArgs, HistoryArgs, ListFormat, PermissionExplainArgs, PermissionListArgs, PermissionShowArgs, RegisterArgs,
    Then, WhoArgs,
};
use crate::cli::decisions::{hear, replayed};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::register::{self, Home, trouble};
use crate::cli::session::Session;
use crate::model::hsa_id::HsaId;
use crate::model::measured::FollowUp;
use crate::permission::decide::role_name;
use crate::permission::due;
use crate::permission::event::{Event, What};
use crate::permission::holding::{Facts, Moment, PersonRef, State, Target};
use crate::permission::ledger::{Held, Ledger, LedgerError, Wanted};
use crate::permission::measure::Leavers;
use crate::permission::review::Reviews;
use crate::permission::scope::ClinicState;
use crate::permission::todo::Todos;
use crate::report::due::DuePage;
use crate::report::permission::{History, Page, People, Permissions, describe, local, state_name};
use crate::report::words::Words;
use crate::text::Message;

/// A register at a moment of its history.
struct Past {
    held: Vec<Held>,
    clinics: Vec<(HsaId, ClinicState)>,
    now: Moment,
}

fn look(
    (wanted, then): (&Wanted, Option<Then>),
    ledger: &mut dyn Ledger,
    session: &Session<'_>,
) -> Result<Past, LedgerError> {
    let now = Moment::at(session.world.now);
    if then.is_none() {
        let (held, clinics) = (ledger.held(wanted)?, ledger.clinics()?);
        return Ok(Past { held, clinics, now });
    }
    let (replay, now) = replayed(ledger, (wanted, then, now), |_| {})?;
    let clinics = replay.scope.clinics.iter().map(|(clinic, state)| (clinic.clone(), *state)).collect();
    Ok(Past { held: replay.held(wanted), clinics, now })
}

/// A register that is looked at, and who its people are.
pub(in crate::cli::commands) struct Looked {
    /// The register.
    pub(in crate::cli::commands) ledger: Box<dyn Ledger>,
    /// Where it is.
    pub(in crate::cli::commands) path: Home,
    /// Who its people are.
    pub(in crate::cli::commands) people: People,
}

impl Looked {
    /// Opens the register.
    pub(in crate::cli::commands) fn open(register: &RegisterArgs, session: &mut Session<'_>) -> Result<Self, CliError> {
        let path = register::path(register, session)?;
        let mut ledger = register::read(register, session)?;
        let people = ledger.people().map_err(|error| trouble(error, &path))?.into_iter().collect();
        Ok(Self { ledger, path, people })
    }

    /// A person who must be known here.
    fn person(&self, id: &HsaId) -> Result<PersonRef, CliError> {
        let found = self.people.iter().find(|(_, known)| *known == id);
        found.map(|(person, _)| person.clone()).ok_or_else(|| {
            CliError::new(Exit::NoSuch, Message::new("register-no-such-person").with("person", id.as_str()))
        })
    }

    /// What somebody wants to see, by what they typed.
    fn wanted(&self, who: &WhoArgs) -> Result<Wanted, CliError> {
        let person = who.person.as_ref().map(|id| self.person(id)).transpose()?;
        Ok(Wanted { clinic: who.at_clinic.clone(), person })
    }

    /// The permissions as they are or were, as a reader looks for them.
    fn past(&mut self, (wanted, then): (&Wanted, Option<Then>), session: &Session<'_>) -> Result<Past, CliError> {
        let past = look((wanted, then), &mut *self.ledger, session);
        let mut past = past.map_err(|error| trouble(error, &self.path))?;
        in_order(&mut past.held, &self.people);
        Ok(past)
    }

    /// Writes the events that are about something, for `permission history` and `journal show`.
    pub(in crate::cli::commands) fn write_events(
        &mut self,
        format: ListFormat,
        mut about: impl FnMut(&What) -> bool + Send,
        session: &mut Session<'_>,
    ) -> Result<Exit, CliError> {
        let mut events = Vec::new();
        let heard = hear(&mut *self.ledger, |event| {
            if about(&event.what) {
                events.push(event.clone());
            }
            true
        });
        heard.map_err(|error| trouble(error, &self.path))?;
        write(&History { events: &events, people: &self.people }, format, session)
    }
}

/// `permission list`
pub(super) fn list(args: &PermissionListArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut looked = Looked::open(&args.register, session)?;
    let wanted = looked.wanted(&args.who)?;
    let mut past = looked.past((&wanted, args.then), session)?;
    let now = past.now;
    past.held.retain(|held| {
        (args.who.held_role.is_empty() || args.who.held_role.contains(&held.target.role))
            && (args.state.is_empty() || args.state.contains(&held.facts.state(now)))
    });
    write(&Permissions { now, held: &past.held, people: &looked.people }, args.format, session)
}

/// By clinic, person and role, as a reader looks for them; the journal's references have no order that means anything.
fn in_order(held: &mut [Held], people: &People) {
    held.sort_by(|one, other| {
        let key =
            |held: &Held| (held.target.clinic.clone(), people.get(&held.target.person).cloned(), held.target.role);
        key(one).cmp(&key(other))
    });
}

/// `permission show`
pub(super) fn show(args: &PermissionShowArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut looked = Looked::open(&args.register, session)?;
    let wanted = Wanted { person: Some(looked.person(&args.person)?), clinic: None };
    let past = looked.past((&wanted, args.then), session)?;
    write(&Permissions { now: past.now, held: &past.held, people: &looked.people }, args.format, session)
}

pub(in crate::cli::commands) fn write(
    page: &dyn Page,
    format: ListFormat,
    session: &mut Session<'_>,
) -> Result<Exit, CliError> {
    let words = Words::new(session.words.lang());
    match format {
        ListFormat::Table => session.lay_out(|sheet| page.table(&words, sheet))?,
        ListFormat::Csv => session.write_page(|_, out| page.csv(&words, out))?,
        ListFormat::Json => session.print(&page.json())?,
    }
    Ok(Exit::Done)
}

/// `permission history`
pub(super) fn history(args: &HistoryArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut looked = Looked::open(&args.register, session)?;
    let wanted = looked.wanted(&args.who)?;
    let roles = &args.who.held_role;
    let takes = |target: &Target| wanted.takes(target) && (roles.is_empty() || roles.contains(&target.role));
    let about = |what: &What| match what {
        What::Permission(change) => takes(&change.target),
        What::Denied { target, .. } => takes(target),
        What::ClinicOpened { clinic, .. } | What::ClinicClosed { clinic, .. } => wanted.clinic.as_ref() == Some(clinic),
        _ => false,
    };
    looked.write_events(args.format, about, session)
}

/// `permission explain`: may this person act at this clinic, and since which event.
pub(super) fn explain(args: &PermissionExplainArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut looked = Looked::open(&args.register, session)?;
    let wanted = Wanted { person: Some(looked.person(&args.person)?), clinic: Some(args.at_clinic.clone()) };
    let past = looked.past((&wanted, args.then), session)?;
    let Looked { mut ledger, path, people } = looked;
    let numbers: BTreeSet<u64> = past.held.iter().map(|held| held.since).collect();
    let mut made = Vec::new();
    if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
        let read = ledger.entries(first - 1, &mut |entry| {
            if numbers.contains(&entry.seq)
                && let Ok(event) = Event::from_bytes(&entry.body)
            {
                made.push(event);
            }
            entry.seq < *last
        });
        read.map_err(|error| trouble(error, &path))?;
    }
    let is_open = past.clinics.iter().any(|(clinic, state)| *clinic == args.at_clinic && *state == ClinicState::Open);
    let mut told = vec![verdict(args, &past, is_open)];
    for held in &past.held {
        told.push(of_role(held, past.now));
        if let Some(event) = made.iter().find(|event| event.seq == held.since) {
            let by = event.by.person.as_ref().and_then(|person| people.get(person));
            let by = by.map_or_else(|| event.by.account.to_string(), ToString::to_string);
            told.push(
                Message::new("register-explain-since")
                    .with("event", event.seq)
                    .with("when", local(event.at))
                    .with("by", by)
                    .with("what", describe(&event.what, &people)),
            );
        }
    }
    let text: String = told.iter().map(|message| session.words.render(message) + "\n").collect();
    session.print(&crate::cli::ui::escaped(&text))?;
    Ok(Exit::Done)
}

fn verdict(args: &PermissionExplainArgs, past: &Past, is_open: bool) -> Message {
    let active: Vec<Message> = past
        .held
        .iter()
        .filter(|held| held.facts.is_effective(past.now))
        .map(|held| role_name(held.target.role))
        .collect();
    let key = match (active.is_empty(), is_open) {
        (false, true) => "register-explain-yes",
        (false, false) => "register-explain-closed",
        (true, _) if past.held.is_empty() => "register-explain-never",
        (true, _) => "register-explain-no",
    };
    let message = Message::new(key)
        .with("person", args.person.as_str())
        .with("clinic", args.at_clinic.as_str())
        .with("when", local(past.now.instant));
    if active.is_empty() { message } else { message.with("roles", active) }
}

/// The state of one role, and what would change it.
fn of_role(held: &Held, now: Moment) -> Message {
    let Facts { from, until, pauses, .. } = &held.facts;
    let state = held.facts.state(now);
    let role = role_name(held.target.role);
    let message = match state {
        State::Revoked => Message::new("register-explain-revoked"),
        State::Pending => Message::new("register-explain-pending").with("from", *from),
        State::Expired => match until {
            Some(last) => Message::new("register-explain-expired").with("until", *last),
            None => Message::new("register-explain-revoked"),
        },
        State::Paused => match pauses.iter().filter_map(|pause| pause.until).max() {
            Some(last) => Message::new("register-explain-paused-until").with("until", last),
            None => Message::new("register-explain-paused"),
        },
        State::ReturnDue => Message::new("register-explain-return-due"),
        State::Active => match until {
            Some(last) => Message::new("register-explain-active-until").with("until", *last),
            None => Message::new("register-explain-active"),
        },
    };
    message.with("role", role).with("state", state_name(state))
}

/// `due`: what somebody should do soon.
pub(in crate::cli::commands) fn due(args: &DueArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let Looked { mut ledger, path, people } = Looked::open(&args.register, session)?;
    let now = Moment::at(session.world.now);
    let last = now.day.checked_add_days(Days::new(args.ahead.into())).unwrap_or(now.day);
    let mut read = || {
        let scope = register::whole(&mut *ledger)?;
        let snapshot = ledger.snapshot()?;
        let mut all = due::due(&scope, (now, last), snapshot.as_ref().map(|known| &known.people));
        let (mut todos, mut reviews, mut leavers) = (Todos::default(), Reviews::default(), Leavers::default());
        hear(&mut *ledger, |event| {
            todos.apply(event);
            reviews.apply(event);
            leavers.apply(event);
            true
        })?;
        all.extend(due::unconfirmed(&todos, now.day));
        all.extend(due::in_review(&reviews, (&scope, now), last));
        let measures =
            FollowUp { leavers: leavers.latency(now.day), on_leave: None, reviewed: reviews.in_time((&scope, now)) };
        // By who it is about: references have no order that means anything.
        all.sort_by_cached_key(|due| {
            let who = due.target.as_ref().map(|target| (people.get(&target.person).cloned(), target.role));
            (due.why, due.day, due.clinic.clone(), who)
        });
        Ok((all, measures))
    };
    let (mut all, measures) = read().map_err(|error| trouble(error, &path))?;
    all.retain(|due| args.clinic.is_empty() || args.clinic.contains(&due.clinic));
    write(&DuePage { now, last, measures, all: &all, people: &people }, args.format, session)
}
