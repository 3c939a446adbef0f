//! Whether a register is what was written: every link of the chain, and, if asked, every row of the state.

use std::collections::{BTreeMap, BTreeSet};

use super::event::Event;
use super::holding::{PersonRef, Target};
use super::journal::{Checkpoint, Flaw, Walk};
use super::ledger::{Held, Ledger, LedgerError, Wanted};
use super::replay::Replay;
use crate::model::hsa_id::HsaId;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything holds up to here.
    Whole(Checkpoint),
    /// The chain does not hold.
    Chain(Flaw),
    /// An entry is chained rightly and cannot be understood: a newer program, or somebody who can make chains.
    Unread(u64),
    /// The chain holds and the state is not what it adds up to.
    State(Difference),
}

/// The first thing in which the state differs from the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A permission.
    Permission(Box<Target>),
    /// A clinic.
    Clinic(HsaId),
    /// The accounts.
    Accounts,
    /// What the region has decided.
    Settings,
    /// Whom a reference means, or that it means nobody any more.
    Person(PersonRef),
    /// Who was in the directory.
    Snapshot,
}

/// Walks the whole journal. With `deep` its events are replayed and compared with what the register holds.
///
/// # Errors
/// [`LedgerError`] when the register cannot be read.
pub fn verify(ledger: &mut dyn Ledger, kept: Option<Checkpoint>, deep: bool) -> Result<Verdict, LedgerError> {
    let end = ledger.checkpoint()?;
    let mut walk = match Walk::begin(&end.register, kept) {
        Ok(walk) => walk,
        Err(flaw) => return Ok(Verdict::Chain(flaw)),
    };
    let (mut replay, mut stopped) = (Replay::default(), None);
    ledger.entries(0, &mut |entry| {
        if let Err(flaw) = walk.step(entry.seq, &entry.body, entry.hash) {
            stopped = Some(Verdict::Chain(flaw));
        } else if deep {
            match Event::from_bytes(&entry.body) {
                Ok(event) if event.seq == entry.seq && event.register == end.register => replay.apply(&event),
                _ => stopped = Some(Verdict::Unread(entry.seq)),
            }
        }
        stopped.is_none()
    })?;
    if let Some(verdict) = stopped {
        return Ok(verdict);
    }
    let whole = match walk.end(end.size, end.head) {
        Ok(whole) => whole,
        Err(flaw) => return Ok(Verdict::Chain(flaw)),
    };
    let difference = if deep { compare(ledger, &replay)? } else { None };
    Ok(difference.map_or(Verdict::Whole(whole), Verdict::State))
}

fn compare(ledger: &mut dyn Ledger, replay: &Replay) -> Result<Option<Difference>, LedgerError> {
    if ledger.settings()? != replay.scope.settings {
        return Ok(Some(Difference::Settings));
    }
    let by_target =
        |all: Vec<Held>| all.into_iter().map(|held| (held.target.clone(), held)).collect::<BTreeMap<_, _>>();
    let (stored, written) = (by_target(ledger.held(&Wanted::default())?), by_target(replay.held(&Wanted::default())));
    if let Some(target) = first_difference(&stored, &written) {
        return Ok(Some(Difference::Permission(Box::new(target))));
    }
    let clinics = ledger.clinics()?.into_iter().collect();
    if let Some(clinic) = first_difference(&clinics, &replay.scope.clinics) {
        return Ok(Some(Difference::Clinic(clinic)));
    }
    let accounts: BTreeMap<_, _> = ledger.accounts()?.into_iter().collect();
    if accounts != replay.scope.accounts {
        return Ok(Some(Difference::Accounts));
    }
    let identities = ledger.identities()?;
    let known: BTreeSet<&PersonRef> = identities.iter().map(|known| &known.person).collect();
    let mistaken = identities.iter().find(|known| !known.holds()).map(|known| &known.person);
    let lost_or_added = || replay.people.iter().collect::<BTreeSet<_>>().symmetric_difference(&known).next().copied();
    if let Some(person) = mistaken.or_else(lost_or_added) {
        return Ok(Some(Difference::Person(person.clone())));
    }
    let snapshot = ledger.snapshot()?.map(|people| people.event());
    Ok((snapshot != replay.snapshot).then_some(Difference::Snapshot))
}

fn first_difference<K: Ord + Clone, V: PartialEq>(one: &BTreeMap<K, V>, other: &BTreeMap<K, V>) -> Option<K> {
    let differs = |key: &&K| one.get(key) != other.get(key);
    one.keys().chain(other.keys()).filter(differs).min().cloned()
}
