//! What the database shows of what a change looks at, as a scope.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::trouble::row;
use crate::model::case_type::Vocabulary as _;
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::permission::holding::{Facts, Identity, PersonRef, Salt, Target};
use crate::permission::ledger::{LedgerError, Stamp, Touch};
use crate::permission::request::Actor;
use crate::permission::scope::{ClinicState, Known, Scope, Settings};

/// What `riktlinje.look` answers.
#[derive(Deserialize)]
struct Looked {
    settings: Settings,
    has_snapshot: bool,
    people: Vec<Met>,
    accounts: Vec<(Box<str>, Box<str>, bool)>,
    clinics: Vec<(Box<str>, Box<str>)>,
    held: Vec<Holds>,
    names: Vec<(Box<str>, Box<str>)>,
    narrowed: u64,
    active: u64,
}

/// A clinic, a person, a role, and the facts.
#[derive(Deserialize)]
struct Holds(Box<str>, Box<str>, Box<str>, Facts);

/// Somebody who is touched: known, or new with a salt to be known by.
#[derive(Deserialize)]
struct Met {
    hsa_id: Box<str>,
    person: Option<Box<str>>,
    salt: Option<Box<str>>,
    known: bool,
}

/// Reads the answer. People who are new get a reference, the same until they are written down.
pub(super) fn read(
    text: &str,
    (touch, stamp): (&Touch, &Stamp),
    fresh: &mut BTreeMap<HsaId, Identity>,
) -> Result<Scope, LedgerError> {
    let looked: Looked = serde_json::from_str(text).map_err(|_| row("look"))?;
    let mut scope = Scope::empty(looked.settings);
    scope.narrowed_today = if stamp.by.person.is_some() { looked.narrowed } else { 0 };
    scope.active = looked.active;
    for (account, person, regional) in looked.accounts {
        scope.accounts.insert(account, Actor { person: PersonRef::stored(&person), regional });
    }
    for met in looked.people {
        // As it was asked for, so that it is shown as it was typed.
        let id = HsaId::parse(&met.hsa_id).map_err(|_| row("person"))?;
        let id = touch.people.get(&id).unwrap_or(&id).clone();
        let person = match met.person {
            Some(person) => PersonRef::stored(&person),
            None => {
                let salt = met.salt.as_deref().and_then(salt).ok_or_else(|| row("person"))?;
                fresh.entry(id.clone()).or_insert_with(|| Identity::new(id.clone(), salt)).person.clone()
            }
        };
        let known = match (looked.has_snapshot, met.known) {
            (false, _) => Known::NoSnapshot,
            (true, true) => Known::Yes,
            (true, false) => Known::No,
        };
        scope.known.insert(person.clone(), known);
        scope.people.insert(person.clone(), id.clone());
        scope.refs.insert(id, person);
    }
    for (clinic, state) in looked.clinics {
        let read = HsaId::parse(&clinic).ok().zip(ClinicState::parse(&state));
        let (clinic, state) = read.ok_or_else(|| row("clinic"))?;
        scope.clinics.insert(clinic, state);
    }
    for Holds(clinic, person, role, facts) in looked.held {
        let read = HsaId::parse(&clinic).ok().zip(Role::parse(&role));
        let (clinic, role) = read.ok_or_else(|| row("holding"))?;
        scope.holdings.insert(Target { clinic, person: PersonRef::stored(&person), role }, facts);
    }
    for (person, id) in looked.names {
        let id = HsaId::parse(&id).map_err(|_| row("person"))?;
        scope.people.entry(PersonRef::stored(&person)).or_insert(id);
    }
    Ok(scope)
}

fn salt(text: &str) -> Option<Salt> {
    let mut salt = Salt::default();
    if text.len() != salt.len() * 2 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in salt.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(salt)
}
