//! What a decision looks at: the clinics and people that it touches, read under the lock that its events are written in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::What;
use super::holding::{Facts, Moment, PersonRef, Target};
use super::request::Actor;
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::vocabulary;

/// Whether a clinic is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClinicState {
    /// It must have a local administrator.
    Open,
    /// Nobody works in it.
    Closed,
}

vocabulary!(ClinicState {
    Open = "open" | "öppen",
    Closed = "closed" | "stängd" | "avslutad",
});

/// Who appoints local administrators; practice varies between regions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AppointedBy {
    /// The regional administrator, on the decision of the clinic's head.
    #[default]
    Region,
    /// The clinic's own local administrators as well.
    Clinic,
}

vocabulary!(AppointedBy {
    Region = "region",
    Clinic = "clinic" | "mottagning",
});

/// What a region decides about its register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The region's name.
    pub region: Box<str>,
    /// Who appoints local administrators.
    #[serde(with = "super::event::appointed_by")]
    pub appointed_by: AppointedBy,
    /// Revocations and pauses by one actor in a day that need no confirmation: at least this many.
    pub mass_least: u32,
    /// Or this share of the active permissions, in percent.
    pub mass_percent: u32,
}

impl Settings {
    /// The usual settings of a region.
    #[must_use]
    pub fn usual(region: &str) -> Self {
        Self { region: region.into(), appointed_by: AppointedBy::Region, mass_least: 5, mass_percent: 5 }
    }
}

/// Whether the latest recorded snapshot of the directory knows a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// No snapshot has been recorded.
    NoSnapshot,
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// What a decision looks at. It holds everything at the clinics that are touched, and everything that the actor and the
/// people who are touched hold.
#[derive(Clone, Debug)]
pub struct Scope {
    /// What the region has decided.
    pub settings: Settings,
    /// The clinics that the register knows.
    pub clinics: BTreeMap<HsaId, ClinicState>,
    /// The permissions.
    pub holdings: BTreeMap<Target, Facts>,
    /// The accounts that stand for a person, and whether that person acts for the region.
    pub accounts: BTreeMap<Box<str>, Actor>,
    /// The references of the people who are touched; somebody who is new has a fresh one.
    pub refs: BTreeMap<HsaId, PersonRef>,
    /// The HSA-ids of the people, for sentences. An erased person has none.
    pub people: BTreeMap<PersonRef, HsaId>,
    /// Whether the people who are touched are in the directory.
    pub known: BTreeMap<PersonRef, Known>,
    /// Revocations and pauses that the actor has made today.
    pub narrowed_today: u64,
    /// Active permissions in the whole register.
    pub active: u64,
}

impl Scope {
    /// An empty register.
    #[must_use]
    pub fn empty(settings: Settings) -> Self {
        Self {
            settings,
            clinics: BTreeMap::new(),
            holdings: BTreeMap::new(),
            accounts: BTreeMap::new(),
            refs: BTreeMap::new(),
            people: BTreeMap::new(),
            known: BTreeMap::new(),
            narrowed_today: 0,
            active: 0,
        }
    }

    /// What follows from an event.
    pub fn apply(&mut self, what: &What) {
        match what {
            What::Permission(change) => match self.holdings.get_mut(&change.target) {
                Some(facts) => facts.clone_from(&change.after),
                None => {
                    self.holdings.insert(change.target.clone(), change.after.clone());
                }
            },
            What::ClinicOpened { clinic, .. } => {
                self.clinics.insert(clinic.clone(), ClinicState::Open);
            }
            What::ClinicClosed { clinic, .. } => {
                self.clinics.insert(clinic.clone(), ClinicState::Closed);
            }
            What::ActorBound { account, person, regional } => {
                self.accounts.insert(account.clone(), Actor { person: person.clone(), regional: *regional });
            }
            What::ActorUnbound { account } => {
                self.accounts.remove(account);
            }
            What::Created { settings } | What::Settings { settings } => self.settings = settings.clone(),
            What::Erased { person } => {
                self.people.remove(person);
            }
            What::Denied { .. }
            | What::Snapshot { .. }
            | What::Compared { .. }
            | What::Confirmed { .. }
            | What::ReviewOpened { .. }
            | What::ReviewDecided { .. }
            | What::ReviewClosed { .. }
            | What::ClockAnomaly { .. } => {}
        }
    }

    /// Whether a person has a role in effect at a clinic.
    #[must_use]
    pub fn has_role(&self, (person, clinic, role): (&PersonRef, &HsaId, Role), now: Moment) -> bool {
        let target = Target { clinic: clinic.clone(), person: person.clone(), role };
        self.holdings.get(&target).is_some_and(|facts| facts.is_effective(now))
    }

    /// Whether somebody handles a permission: for the region, as the clinic's local administrator, or as the one who
    /// handles ordinary permissions there.
    #[must_use]
    pub fn administers(&self, actor: &Actor, target: &Target, now: Moment) -> bool {
        let has = |role| self.has_role((&actor.person, &target.clinic, role), now);
        let ordinary = matches!(target.role, Role::Arendemottagare | Role::Arendehanterare);
        actor.regional || has(Role::LokalAdministrator) || (ordinary && has(Role::Behorighetsadministrator))
    }

    /// Everybody who has a role at a clinic, in effect or not.
    pub fn at<'s>(&'s self, clinic: &'s HsaId, role: Role) -> impl Iterator<Item = (&'s Target, &'s Facts)> {
        // The clinic's permissions stand together; no reference of a person is before the empty one.
        let first = Target { clinic: clinic.clone(), person: PersonRef::stored(""), role: Role::Arendemottagare };
        let here = self.holdings.range(first..).take_while(move |(target, _)| target.clinic == *clinic);
        here.filter(move |(target, _)| target.role == role)
    }

    /// How a person is named in a sentence.
    #[must_use]
    pub fn name(&self, person: &PersonRef) -> Box<str> {
        self.people.get(person).map_or_else(|| person.as_str().into(), |id| id.as_str().into())
    }

    /// Revocations and pauses in a day by one actor that need no confirmation.
    #[must_use]
    pub fn mass_limit(&self) -> u64 {
        let share = self.active * u64::from(self.settings.mass_percent) / 100;
        share.max(self.settings.mass_least.into())
    }
}
