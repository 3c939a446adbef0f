//! A register in memory: what every store is compared with, and where plans are tried.

use std::collections::BTreeMap;

use super::event::{Event, VERSION, What};
use super::holding::{Identity, PersonRef};
use super::journal::{Checkpoint, Entry, Hash, link};
use super::ledger::{CLOCK_SLACK_SECONDS, Held, Ledger, LedgerError, People, Stamp, Touch, Wanted, subjects};
use super::replay::Replay;
use super::request::Actor;
use super::scope::{ClinicState, Known, Scope, Settings};
use crate::model::hsa_id::HsaId;

/// A register in memory. References of people are counted, not random, so that a run can be repeated.
#[derive(Clone, Debug)]
pub struct Memory {
    register: Box<str>,
    entries: Vec<Entry>,
    replay: Replay,
    people: BTreeMap<PersonRef, Identity>,
    snapshot: Option<People>,
    met: BTreeMap<HsaId, Identity>,
}

impl Memory {
    /// A new register, with one account that acts for the region.
    #[must_use]
    pub fn new(settings: Settings, regional: HsaId, stamp: &Stamp) -> Self {
        let mut memory = Self {
            register: "memory".into(),
            entries: Vec::new(),
            replay: Replay::default(),
            people: BTreeMap::new(),
            snapshot: None,
            met: BTreeMap::new(),
        };
        let known = memory.fresh(&regional);
        let person = known.person.clone();
        memory.people.insert(person.clone(), known);
        let account = stamp.by.account.clone();
        memory.append(vec![What::Created { settings }, What::ActorBound { account, person, regional: true }], stamp);
        memory
    }

    /// A reference for somebody who is new: the same until they are written down.
    fn fresh(&mut self, id: &HsaId) -> Identity {
        let next = self.met.len() as u128 + 1;
        self.met.entry(id.clone()).or_insert_with(|| Identity::new(id.clone(), next.to_be_bytes())).clone()
    }

    fn append(&mut self, events: Vec<What>, stamp: &Stamp) -> Vec<u64> {
        let mut numbers = Vec::with_capacity(events.len());
        for what in events {
            let seq = self.entries.len() as u64 + 1;
            let head = self.entries.last().map_or(Hash::START, |entry| entry.hash);
            let event = Event {
                at: stamp.now.instant,
                by: stamp.by.clone(),
                register: self.register.clone(),
                seq,
                v: VERSION,
                via: stamp.via.clone(),
                what,
            };
            if let What::Erased { person } = &event.what {
                self.people.remove(person);
            }
            self.replay.apply(&event);
            let body = event.to_bytes();
            self.entries.push(Entry { seq, hash: link(&self.register, seq, head, &body), body });
            numbers.push(seq);
        }
        numbers
    }

    /// The clock's word, if it stands before the last entry.
    fn clock(&self, stamp: &Stamp) -> Result<Option<What>, LedgerError> {
        let Some(last) = self.replay.last else { return Ok(None) };
        if (last - stamp.now.instant).num_seconds() <= CLOCK_SLACK_SECONDS {
            return Ok(None);
        }
        if stamp.accepts_clock { Ok(Some(What::ClockAnomaly { last })) } else { Err(LedgerError::Clock { last }) }
    }
}

impl Ledger for Memory {
    fn checkpoint(&mut self) -> Result<Checkpoint, LedgerError> {
        let head = self.entries.last().map_or(Hash::START, |entry| entry.hash);
        Ok(Checkpoint { register: self.register.clone(), size: self.entries.len() as u64, head })
    }

    fn settings(&mut self) -> Result<Settings, LedgerError> {
        Ok(self.replay.scope.settings.clone())
    }

    fn actor(&mut self, account: &str) -> Result<Option<Actor>, LedgerError> {
        Ok(self.replay.scope.accounts.get(account).cloned())
    }

    fn write(
        &mut self,
        touch: &Touch,
        stamp: &Stamp,
        decide: &mut dyn FnMut(&Scope) -> Vec<What>,
    ) -> Result<Vec<u64>, LedgerError> {
        let anomaly = self.clock(stamp)?;
        let scope = self.look(touch, stamp)?;
        let events = decide(&scope);
        if events.is_empty() {
            return Ok(Vec::new());
        }
        for person in subjects(&events) {
            if let Some(known) = scope.people.get(person).and_then(|id| self.met.get(id)) {
                self.people.entry(person.clone()).or_insert_with(|| known.clone());
            }
        }
        let before = usize::from(anomaly.is_some());
        let mut numbers = self.append(anomaly.into_iter().chain(events).collect(), stamp);
        Ok(numbers.split_off(before))
    }

    fn look(&mut self, touch: &Touch, stamp: &Stamp) -> Result<Scope, LedgerError> {
        let mut scope = self.replay.scope.clone();
        scope.people = self.people.values().map(|known| (known.person.clone(), known.id.clone())).collect();
        scope.refs = self.people.values().map(|known| (known.id.clone(), known.person.clone())).collect();
        for id in &touch.people {
            if !scope.refs.contains_key(id) {
                let person = self.fresh(id).person;
                scope.refs.insert(id.clone(), person.clone());
                scope.people.insert(person, id.clone());
            }
        }
        for id in &touch.people {
            let known = match &self.snapshot {
                None => Known::NoSnapshot,
                Some(snapshot) if snapshot.people.contains(id) => Known::Yes,
                Some(_) => Known::No,
            };
            scope.known.insert(scope.refs[id].clone(), known);
        }
        scope.narrowed_today = stamp.by.person.as_ref().map_or(0, |person| self.replay.narrowed(person, stamp.now.day));
        scope.active = self.replay.active(stamp.now);
        Ok(scope)
    }

    fn record_people(&mut self, people: &People, stamp: &Stamp) -> Result<u64, LedgerError> {
        let anomaly = self.clock(stamp)?;
        self.append(anomaly.into_iter().chain([people.event()]).collect(), stamp);
        self.snapshot = Some(people.clone());
        Ok(self.entries.len() as u64)
    }

    fn snapshot(&mut self) -> Result<Option<People>, LedgerError> {
        Ok(self.snapshot.clone())
    }

    fn held(&mut self, wanted: &Wanted) -> Result<Vec<Held>, LedgerError> {
        Ok(self.replay.held(wanted))
    }

    fn clinics(&mut self) -> Result<Vec<(HsaId, ClinicState)>, LedgerError> {
        Ok(self.replay.scope.clinics.iter().map(|(id, state)| (id.clone(), *state)).collect())
    }

    fn accounts(&mut self) -> Result<Vec<(Box<str>, Actor)>, LedgerError> {
        Ok(self.replay.scope.accounts.iter().map(|(account, actor)| (account.clone(), actor.clone())).collect())
    }

    fn identities(&mut self) -> Result<Vec<Identity>, LedgerError> {
        Ok(self.people.values().cloned().collect())
    }

    fn entries(&mut self, after: u64, each: &mut dyn FnMut(Entry) -> bool) -> Result<(), LedgerError> {
        for entry in self.entries.iter().filter(|entry| entry.seq > after) {
            if !each(entry.clone()) {
                break;
            }
        }
        Ok(())
    }
}
