//! What the region does to the register itself: clinics that open and close, accounts that stand for people.

use super::coverage::Coverage;
use super::decide::Ask;
use super::event::What;
use super::holding::PersonRef;
use super::request::{Actor, Reference};
use super::rule::{Denial, Rule};
use super::scope::{ClinicState, Scope, Settings};
use crate::model::hsa_id::HsaId;
use crate::text::Message;

/// Only for those who act for the region.
pub(super) fn for_region(ask: &Ask<'_>) -> Result<(), Denial> {
    if ask.actor.regional {
        return Ok(());
    }
    Err(Denial::Rule {
        rule: Rule::UtsesRegionalt,
        why: Message::new("permission-denied-region"),
        way_out: Message::new("permission-way-out-other-region"),
    })
}

/// Opens a clinic; nothing if it is open. It must have an effective local administrator.
///
/// # Errors
/// [`Denial`] when the actor does not act for the region, or nobody administers the clinic today.
pub fn open(clinic: &HsaId, reference: Reference, ask: &Ask<'_>, scope: &Scope) -> Result<Option<What>, Denial> {
    for_region(ask)?;
    if scope.clinics.get(clinic) == Some(&ClinicState::Open) {
        return Ok(None);
    }
    if Coverage::of(clinic, scope, ask.now.day).on(ask.now.day) == 0 {
        return Err(Denial::Rule {
            rule: Rule::SistaAdministratoren,
            why: Message::new("permission-denied-open").with("clinic", clinic.as_str()),
            way_out: Message::new("permission-way-out-open").with("clinic", clinic.as_str()),
        });
    }
    Ok(Some(What::ClinicOpened { clinic: clinic.clone(), reference }))
}

/// Closes a clinic; nothing if it is closed.
///
/// # Errors
/// [`Denial`] when the actor does not act for the region, or the register does not know the clinic.
pub fn close(clinic: &HsaId, reference: Reference, ask: &Ask<'_>, scope: &Scope) -> Result<Option<What>, Denial> {
    for_region(ask)?;
    match scope.clinics.get(clinic) {
        Some(ClinicState::Open) => Ok(Some(What::ClinicClosed { clinic: clinic.clone(), reference })),
        Some(ClinicState::Closed) => Ok(None),
        None => Err(Denial::NoSuch(Message::new("permission-clinic-unknown").with("clinic", clinic.as_str()))),
    }
}

/// Lets an account stand for a person; nothing if it does.
///
/// # Errors
/// [`Denial`] when the actor does not act for the region, or the account is their own: nobody makes themselves somebody
/// else.
pub fn bind(account: &str, actor: Actor, ask: &Ask<'_>, scope: &Scope) -> Result<Option<What>, Denial> {
    for_region(ask)?;
    match scope.accounts.get(account) {
        Some(bound) if *bound == actor => Ok(None),
        Some(bound) if bound.person == ask.actor.person => Err(own_account()),
        _ => Ok(Some(What::ActorBound { account: account.into(), person: actor.person, regional: actor.regional })),
    }
}

/// Takes an account's person away; nothing if it has none.
///
/// # Errors
/// [`Denial`] when the actor does not act for the region, or the account is their own: somebody must be left.
pub fn unbind(account: &str, ask: &Ask<'_>, scope: &Scope) -> Result<Option<What>, Denial> {
    for_region(ask)?;
    match scope.accounts.get(account) {
        None => Ok(None),
        Some(bound) if bound.person == ask.actor.person => Err(own_account()),
        Some(_) => Ok(Some(What::ActorUnbound { account: account.into() })),
    }
}

fn own_account() -> Denial {
    Denial::Rule {
        rule: Rule::InteSigSjalv,
        why: Message::new("permission-denied-own-account"),
        way_out: Message::new("permission-way-out-other-region"),
    }
}

/// Whether the actor may record who is in the directory.
///
/// # Errors
/// [`Denial`] when they do not act for the region.
pub fn may_record(ask: &Ask<'_>) -> Result<(), Denial> {
    for_region(ask)
}

/// Changes what the region has decided; nothing if it is so.
///
/// # Errors
/// [`Denial`] when the actor does not act for the region.
pub fn settle(settings: Settings, ask: &Ask<'_>, scope: &Scope) -> Result<Option<What>, Denial> {
    for_region(ask)?;
    Ok((settings != scope.settings).then_some(What::Settings { settings }))
}

/// Takes a person's identity out of the register.
///
/// # Errors
/// [`Denial`] when the actor does not act for the region, or the person still holds something.
pub fn erase(person: &PersonRef, ask: &Ask<'_>, scope: &Scope) -> Result<Option<What>, Denial> {
    for_region(ask)?;
    if !scope.people.contains_key(person) {
        return Ok(None);
    }
    let held =
        scope.holdings.iter().filter(|(target, facts)| target.person == *person && !facts.is_over(ask.now)).count();
    if held > 0 {
        let why = Message::new("permission-erase-holds").with("person", scope.name(person)).with("count", held);
        return Err(Denial::Senseless(why));
    }
    if scope.accounts.values().any(|actor| actor.person == *person) {
        return Err(Denial::Senseless(Message::new("permission-erase-account").with("person", scope.name(person))));
    }
    Ok(Some(What::Erased { person: person.clone() }))
}
