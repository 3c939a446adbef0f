//! The state that events add up to. Every store must hold the same, which `verify --deep` checks.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::event::{Event, What};
use super::holding::{Moment, PersonRef, Target};
use super::ledger::{Held, Wanted};
use super::scope::{Scope, Settings};

/// What a register holds after some of its events. HSA-ids are not in the events, so `scope.people` stays empty here.
#[derive(Clone, Debug)]
pub struct Replay {
    /// Clinics, permissions, accounts and settings.
    pub scope: Scope,
    /// The number of the event that last changed each permission.
    pub since: BTreeMap<Target, u64>,
    /// When the last event was recorded.
    pub last: Option<DateTime<Utc>>,
    narrowed: BTreeMap<(PersonRef, NaiveDate), u64>,
}

impl Default for Replay {
    fn default() -> Self {
        let scope = Scope::empty(Settings::usual(""));
        Self { scope, since: BTreeMap::new(), last: None, narrowed: BTreeMap::new() }
    }
}

impl Replay {
    /// Takes the next event.
    pub fn apply(&mut self, event: &Event) {
        self.scope.apply(&event.what);
        self.last = Some(event.at);
        if let What::Permission(change) = &event.what {
            self.since.insert(change.target.clone(), event.seq);
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
