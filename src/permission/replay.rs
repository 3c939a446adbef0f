//! The state that events add up to. Every store must hold the same, which `verify --deep` checks.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::mpsc::sync_channel;

use chrono::{DateTime, NaiveDate, Utc};

use super::event::{Event, What};
use super::holding::{Moment, PersonRef, Target};
use super::journal::Entry;
use super::ledger::{Held, Ledger, LedgerError, Wanted, subjects};
use super::scope::{Scope, Settings};

/// Entries are handed from thread to thread so many at a time.
const BATCH: usize = 256;

/// Reads all events, in order, to `each`, which says whether to go on. Reading, understanding and `each` go on beside each
/// other. Gives the number of an entry that cannot be understood; nothing after it has been heard.
///
/// # Errors
/// [`LedgerError`] when the register cannot be read.
///
/// # Panics
/// When `each` does.
pub fn events(
    ledger: &mut dyn Ledger,
    each: &mut (dyn FnMut(&Event) -> bool + Send),
) -> Result<Option<u64>, LedgerError> {
    let (entries, to_understand) = sync_channel::<Vec<Entry>>(4);
    let (understood, to_hear) = sync_channel::<Vec<Result<Event, u64>>>(4);
    std::thread::scope(|threads| {
        threads.spawn(move || {
            let event = |entry: Entry| Event::from_bytes(&entry.body).map_err(|_| entry.seq);
            // Nobody receives any more once `each` has had enough.
            for batch in to_understand {
                if understood.send(batch.into_iter().map(event).collect()).is_err() {
                    break;
                }
            }
        });
        let hearing = threads.spawn(move || {
            for event in to_hear.into_iter().flatten() {
                match event {
                    Err(seq) => return Some(seq),
                    Ok(event) if !each(&event) => return None,
                    Ok(_) => {}
                }
            }
            None
        });
        let mut batch = Vec::with_capacity(BATCH);
        let read = ledger.entries(0, &mut |entry| {
            batch.push(entry);
            batch.len() < BATCH || entries.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_ok()
        });
        if read.is_ok() {
            let _heard = entries.send(batch);
        }
        drop(entries);
        let unread = hearing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        read.map(|()| unread)
    })
}

/// What a register holds after some of its events. HSA-ids are not in the events, so `scope.people` stays empty here.
#[derive(Clone, Debug)]
pub struct Replay {
    /// Clinics, permissions, accounts and settings.
    pub scope: Scope,
    /// The number of the event that last changed each permission.
    pub since: HashMap<Target, u64>,
    /// The people whom events are about and who have not been taken out.
    pub people: HashSet<PersonRef>,
    /// What the last snapshot of the directory was recorded as.
    pub snapshot: Option<What>,
    /// When the last event was recorded.
    pub last: Option<DateTime<Utc>>,
    narrowed: BTreeMap<(PersonRef, NaiveDate), u64>,
}

impl Default for Replay {
    fn default() -> Self {
        let scope = Scope::empty(Settings::usual(""));
        Self {
            scope,
            since: HashMap::new(),
            people: HashSet::new(),
            snapshot: None,
            last: None,
            narrowed: BTreeMap::new(),
        }
    }
}

impl Replay {
    /// Takes the next event.
    pub fn apply(&mut self, event: &Event) {
        self.scope.apply(&event.what);
        self.last = Some(event.at);
        match &event.what {
            What::Snapshot { .. } => self.snapshot = Some(event.what.clone()),
            What::Erased { person } => {
                self.people.remove(person);
            }
            what => {
                // Most events are about somebody who has been met.
                for person in subjects(std::slice::from_ref(what)) {
                    if !self.people.contains(person) {
                        self.people.insert(person.clone());
                    }
                }
            }
        }
        if let What::Permission(change) = &event.what {
            match self.since.get_mut(&change.target) {
                Some(since) => *since = event.seq,
                None => {
                    self.since.insert(change.target.clone(), event.seq);
                }
            }
            if let (true, Some(person)) = (change.verb.narrows(), &event.by.person) {
                *self.narrowed.entry((person.clone(), Moment::at(event.at).day)).or_default() += 1;
            }
        }
    }

    /// How many permissions a person has revoked or paused on a day.
    #[must_use]
    pub fn narrowed(&self, person: &PersonRef, day: NaiveDate) -> u64 {
        self.narrowed.get(&(person.clone(), day)).copied().unwrap_or(0)
    }

    /// How many permissions are active at a moment.
    #[must_use]
    pub fn active(&self, now: Moment) -> u64 {
        self.scope.holdings.values().filter(|facts| facts.is_effective(now)).count() as u64
    }

    /// The permissions that are wanted, by clinic, person and role.
    #[must_use]
    pub fn held(&self, wanted: &Wanted) -> Vec<Held> {
        let taken = self.scope.holdings.iter().filter(|(target, _)| wanted.takes(target));
        taken
            .map(|(target, facts)| Held {
                target: target.clone(),
                facts: facts.clone(),
                since: self.since.get(target).copied().unwrap_or(0),
            })
            .collect()
    }
}
