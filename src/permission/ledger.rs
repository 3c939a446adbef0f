//! What a store must be able to do: keep entries and state together, and let one writer at a time see and change them.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::event::{By, Via, What};
use super::holding::{Facts, Identity, Moment, PersonRef, Target};
use super::journal::{Checkpoint, Entry};
use super::request::Actor;
use super::rule::Rule;
use super::scope::{ClinicState, Scope, Settings};
use crate::model::hsa_id::HsaId;
use crate::text::Message;

/// What a change is going to look at, so that a store reads that and no more.
#[derive(Clone, Debug, Default)]
pub struct Touch {
    /// Clinics.
    pub clinics: BTreeSet<HsaId>,
    /// People, whether the register knows them or not.
    pub people: BTreeSet<HsaId>,
}

/// Who writes, through what and when.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// The account, such as `uid:1000`.
    pub by: By,
    /// The command.
    pub via: Via,
    /// The clock.
    pub now: Moment,
    /// The actor says that the clock is right although it stands before the last entry.
    pub accepts_clock: bool,
}

/// How far a clock may stand before the last entry: clocks of several computers differ a little.
pub const CLOCK_SLACK_SECONDS: i64 = 120;

/// Why a store did not do what it was asked to.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LedgerError {
    /// It cannot be reached, read or written. Nothing was changed.
    #[error("the register is unavailable")]
    Unavailable(Message),
    /// What is stored is not what was written.
    #[error("the register has been damaged")]
    Integrity(Message),
    /// The clock stands before the last entry.
    #[error("the clock stands before the last entry")]
    Clock {
        /// When the last entry was recorded.
        last: DateTime<Utc>,
    },
    /// Somebody else was first. Nothing was changed.
    #[error("somebody else was first")]
    Overtaken,
    /// The store itself forbids what was decided, and has recorded that where it can.
    #[error("the store forbids it")]
    Forbidden(Rule),
    /// The store does not know who this is.
    #[error("the account stands for nobody")]
    Stranger {
        /// The account.
        account: Box<str>,
    },
}

/// As whom a store knows who has come to it, and its time: what the computer says does not count there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The account, such as `pg:anna`.
    pub account: Box<str>,
    /// The store's clock.
    pub now: Moment,
}

/// A permission as the register holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What it is about.
    pub target: Target,
    /// Its facts.
    pub facts: Facts,
    /// The number of the event that made them.
    pub since: u64,
}

/// What a list is about; what is not given is not asked.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A clinic.
    pub clinic: Option<HsaId>,
    /// A person.
    pub person: Option<PersonRef>,
}

impl Wanted {
    /// Whether a permission is wanted.
    #[must_use]
    pub fn takes(&self, target: &Target) -> bool {
        self.clinic.as_ref().is_none_or(|clinic| *clinic == target.clinic)
            && self.person.as_ref().is_none_or(|person| *person == target.person)
    }
}

/// The latest recorded snapshot of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// When it was taken out.
    pub taken: NaiveDate,
    /// Its digest.
    pub digest: Box<str>,
    /// The people.
    pub people: BTreeSet<HsaId>,
}

impl People {
    /// The event of recording them.
    #[must_use]
    pub fn event(&self) -> What {
        let mut lines: Vec<String> = self.people.iter().map(|id| id.as_str().to_ascii_uppercase()).collect();
        lines.sort();
        let people = crate::model::digest::sha256(lines.join("\n").as_bytes());
        What::Snapshot { taken: self.taken, rows: self.people.len() as u64, digest: self.digest.clone(), people }
    }
}

/// The people whom events are about: whoever is new among them is written down with the events.
pub fn subjects(events: &[What]) -> impl Iterator<Item = &PersonRef> {
    events.iter().filter_map(|what| match what {
        What::Permission(change) => Some(&change.target.person),
        What::Denied { target, .. } => Some(&target.person),
        What::ActorBound { person, .. } => Some(person),
        _ => None,
    })
}

/// A register.
pub trait Ledger {
    /// Who has come to it and when, where the store knows that itself.
    fn login(&self) -> Option<Login> {
        None
    }

    /// Why what is read may not be what was written.
    fn doubt(&self) -> Option<&Message> {
        None
    }

    /// Whether this account sees the whole journal, or only what is at its own clinics.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn sees_all(&mut self) -> Result<bool, LedgerError> {
        Ok(true)
    }

    /// How far it has come.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn checkpoint(&mut self) -> Result<Checkpoint, LedgerError>;

    /// What the region has decided.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn settings(&mut self) -> Result<Settings, LedgerError>;

    /// The person for whom an account stands.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn actor(&mut self, account: &str) -> Result<Option<Actor>, LedgerError>;

    /// Shows `decide` what the change looks at and writes the events that it returns, all or none, under one lock. The
    /// events have happened when this returns. Gives their numbers.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing was written.
    fn write(
        &mut self,
        touch: &Touch,
        stamp: &Stamp,
        decide: &mut dyn FnMut(&Scope) -> Vec<What>,
    ) -> Result<Vec<u64>, LedgerError>;

    /// Shows what a change would look at, and changes nothing.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn look(&mut self, touch: &Touch, stamp: &Stamp) -> Result<Scope, LedgerError>;

    /// Records the people of the directory beside their event.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing was written.
    fn record_people(&mut self, people: &People, stamp: &Stamp) -> Result<u64, LedgerError>;

    /// The latest recorded snapshot of the directory.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn snapshot(&mut self) -> Result<Option<People>, LedgerError>;

    /// The permissions, by clinic, person and role.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn held(&mut self, wanted: &Wanted) -> Result<Vec<Held>, LedgerError>;

    /// The clinics.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn clinics(&mut self) -> Result<Vec<(HsaId, ClinicState)>, LedgerError>;

    /// The accounts and the people for whom they stand.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn accounts(&mut self) -> Result<Vec<(Box<str>, Actor)>, LedgerError>;

    /// The people whose identity has not been taken out.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn identities(&mut self) -> Result<Vec<Identity>, LedgerError>;

    /// The people and their references.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn people(&mut self) -> Result<Vec<(PersonRef, HsaId)>, LedgerError> {
        Ok(self.identities()?.into_iter().map(|known| (known.person, known.id)).collect())
    }

    /// The entries after a number, in order, to each in turn; `each` says whether to go on.
    ///
    /// # Errors
    /// [`LedgerError`].
    fn entries(&mut self, after: u64, each: &mut dyn FnMut(Entry) -> bool) -> Result<(), LedgerError>;
}
