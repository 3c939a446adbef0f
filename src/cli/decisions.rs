//! What the register says was decided, as an audit and an export read it: by whom, when, and what holds since.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::args::{AsOf, Then};
use crate::model::measured::FollowUp;
use crate::model::permission::{DecisionRecord, PermissionState};
use crate::model::place::{FileIx, RecordRef};
use crate::permission::event::{Event, What};
use crate::permission::holding::{Moment, PersonRef, State};
use crate::permission::journal::Checkpoint;
use crate::permission::ledger::{Ledger, LedgerError, Wanted};
use crate::permission::measure::Leavers;
use crate::permission::replay::{Replay, events};
use crate::permission::review::Reviews;
use crate::text::Message;

/// The decisions of a register.
#[derive(Debug)]
pub(crate) struct Decisions {
    /// The permissions, by clinic, person and role. Those of people who have been taken out of the register are not
    /// among them.
    pub(crate) records: Vec<DecisionRecord>,
    /// How long leavers kept their permissions, and which clinics were reviewed in time.
    pub(crate) follow_up: FollowUp,
    /// Whether the register had begun by then.
    pub(crate) begun: bool,
    /// How far the register has come.
    pub(crate) end: Checkpoint,
}

/// Reads them, as they are now or were then.
///
/// # Errors
/// [`LedgerError`].
pub(crate) fn read(ledger: &mut dyn Ledger, then: (Option<Then>, Moment)) -> Result<Decisions, LedgerError> {
    let (mut reviews, mut leavers) = (Reviews::default(), Leavers::default());
    let mut made: BTreeMap<u64, (Option<PersonRef>, NaiveDate)> = BTreeMap::new();
    let end = ledger.checkpoint()?;
    let (replay, now) = replayed(ledger, (&Wanted::default(), then.0, then.1), |event| {
        reviews.apply(event);
        leavers.apply(event);
        if matches!(event.what, What::Permission(_)) {
            made.insert(event.seq, (event.by.person.clone(), Moment::at(event.at).day));
        }
    })?;
    let people: BTreeMap<_, _> = ledger.people()?.into_iter().collect();
    let record = |held: crate::permission::ledger::Held| {
        let staff = people.get(&held.target.person)?.clone();
        let (by, decided_on) = made.get(&held.since)?;
        let line = u32::try_from(held.since).unwrap_or(u32::MAX);
        Some(DecisionRecord {
            record: RecordRef { file: FileIx(0), start: held.since, len: 0, line },
            clinic: held.target.clinic,
            staff,
            role: held.target.role,
            state: exported(held.facts.state(now)),
            since: held.facts.state_since(now, *decided_on),
            valid_until: held.facts.until,
            decided_by: by.as_ref().and_then(|by| people.get(by)).cloned(),
            decided_on: *decided_on,
        })
    };
    let records = replay.held(&Wanted::default()).into_iter().filter_map(record).collect();
    let follow_up =
        FollowUp { leavers: leavers.latency(now.day), on_leave: None, reviewed: reviews.in_time((&replay.scope, now)) };
    Ok(Decisions { records, follow_up, begun: replay.last.is_some(), end })
}

/// The state in the words of the personnel tool, which knows no reason for being inactive.
fn exported(state: State) -> PermissionState {
    match state {
        State::Active => PermissionState::Active,
        State::Paused | State::ReturnDue => PermissionState::Inactive,
        State::Pending => PermissionState::Pending,
        State::Expired => PermissionState::Expired,
        State::Revoked => PermissionState::Revoked,
    }
}

/// What the events add up to for the permissions that are wanted, now or as it was then, and the moment that this is;
/// `each` hears every event of it.
///
/// # Errors
/// [`LedgerError`], also when an event cannot be understood.
pub(crate) fn replayed(
    ledger: &mut dyn Ledger,
    (wanted, then, mut now): (&Wanted, Option<Then>, Moment),
    mut each: impl FnMut(&Event) + Send,
) -> Result<(Replay, Moment), LedgerError> {
    let mut replay = Replay::default();
    if let Some(Then::At(AsOf(instant))) = then {
        now = Moment::at(instant.to_utc());
    }
    hear(ledger, |event| {
        match then {
            Some(Then::After(last)) if event.seq > last => return false,
            Some(Then::After(_)) => now = Moment::at(event.at),
            // The order is the number, never the clock: a clock that went back hides nothing.
            Some(Then::At(_)) if event.at > now.instant => return true,
            Some(Then::At(_)) | None => {}
        }
        if !matches!(&event.what, What::Permission(change) if !wanted.takes(&change.target)) {
            each(event);
            replay.apply(event);
        }
        true
    })?;
    Ok((replay, now))
}

/// Reads all events, in order, to `each`, which says whether to go on.
///
/// # Errors
/// [`LedgerError`], also when an event cannot be understood.
pub(crate) fn hear(ledger: &mut dyn Ledger, mut each: impl FnMut(&Event) -> bool + Send) -> Result<(), LedgerError> {
    match events(ledger, &mut each)? {
        Some(seq) => Err(LedgerError::Integrity(Message::new("register-unread").with("event", seq))),
        None => Ok(()),
    }
}
