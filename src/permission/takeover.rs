//! Starting from what exists: the permissions of the personnel tool become a register's first ones.
//!
//! Nothing is refused here. What breaks a rule was so before the register, and is told as something to put right.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::decide::Ask;
use super::due::{Due, Why, due};
use super::event::{Changed, Verb, What};
use super::holding::{Facts, Pause, Target};
use super::house::for_region;
use super::request::{Reason, Reference};
use super::rule::Denial;
use super::scope::Scope;
use crate::model::hsa_id::HsaId;
use crate::model::permission::{PermissionState, Role};
use crate::text::Message;

/// A permission as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The clinic.
    pub clinic: HsaId,
    /// The person.
    pub staff: HsaId,
    /// The role.
    pub role: Role,
    /// Its state.
    pub state: PermissionState,
    /// When it was given, where that is known.
    pub granted_on: Option<NaiveDate>,
    /// Its last day, if it ends.
    pub valid_until: Option<NaiveDate>,
}

/// What a takeover comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Takeover {
    /// What happens.
    pub events: Vec<What>,
    /// Clinics that are opened.
    pub clinics: usize,
    /// Permissions that are taken over.
    pub permissions: usize,
    /// Permissions that had ended, and are left where they are.
    pub ended: usize,
    /// What breaks a rule already.
    pub breaches: Vec<Due>,
}

/// Takes over what was found; the clinics in the list are opened. The register must not have any permission yet.
///
/// # Errors
/// [`Denial`] when the actor does not act for the region, or the register is not empty.
pub fn take_over(
    (found, clinics): (&[Found], &BTreeSet<HsaId>),
    reference: &Reference,
    ask: &Ask<'_>,
    scope: &Scope,
) -> Result<Takeover, Denial> {
    for_region(ask)?;
    if !scope.holdings.is_empty() || !scope.clinics.is_empty() {
        return Err(Denial::Senseless(Message::new("permission-takeover-not-empty")));
    }
    let today = ask.now.day;
    let mut held: BTreeMap<Target, Facts> = BTreeMap::new();
    let mut taken = Takeover { clinics: clinics.len(), ..Takeover::default() };
    for found in found {
        let has_ended = matches!(found.state, PermissionState::Expired | PermissionState::Revoked)
            || found.valid_until.is_some_and(|last| last < today);
        if has_ended {
            taken.ended += 1;
            continue;
        }
        let target =
            Target { clinic: found.clinic.clone(), person: scope.refs[&found.staff].clone(), role: found.role };
        let facts = found.facts(today);
        // The same permission twice: the one that can be used is what somebody uses.
        match held.get(&target) {
            Some(known) if known.is_effective(ask.now) || !facts.is_effective(ask.now) => {}
            _ => {
                held.insert(target, facts);
            }
        }
    }
    let opened =
        clinics.iter().map(|clinic| What::ClinicOpened { clinic: clinic.clone(), reference: reference.clone() });
    let granted = held.iter().map(|(target, facts)| {
        What::Permission(Changed {
            verb: Verb::Granted,
            target: target.clone(),
            before: None,
            after: facts.clone(),
            reason: Reason::Overtagande,
            reference: reference.clone(),
            last_day: None,
            undoes: None,
            not_in_directory: false,
        })
    });
    taken.events = opened.chain(granted).collect();
    taken.permissions = held.len();
    let mut after = scope.clone();
    taken.events.iter().for_each(|event| after.apply(event));
    taken.breaches = due(&after, (ask.now, today), None);
    taken.breaches.retain(|due| matches!(due.why, Why::NoAdministrator | Why::ReviewsOwnClinic));
    Ok(taken)
}

impl Found {
    fn facts(&self, today: NaiveDate) -> Facts {
        let given = self.granted_on.unwrap_or(today);
        let (from, pauses) = match self.state {
            // What is not in effect yet and says no day begins tomorrow at the earliest.
            PermissionState::Pending => (given.max(today + Days::new(1)), Vec::new()),
            PermissionState::Inactive => (given.min(today), vec![Pause { from: given.min(today), until: None }]),
            _ => (given.min(today), Vec::new()),
        };
        Facts { from, until: self.valid_until, pauses, revoked: None, revision: 1 }
    }
}
