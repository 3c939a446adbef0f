//! From what was typed to requests: which permissions are meant, and what is asked of each.

use chrono::NaiveDate;

use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::permission::holding::{Facts, Moment, PersonRef, Target};
use crate::permission::request::{Change, Origin, Reason, Reference, Request};
use crate::permission::scope::Scope;

/// What somebody wishes, before it is known which permissions it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Give.
    Grant {
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: Option<NaiveDate>,
    },
    /// Pause.
    Pause {
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: Option<NaiveDate>,
    },
    /// Resume.
    Resume,
    /// Another last day.
    Extend {
        /// The last day.
        until: Option<NaiveDate>,
    },
    /// Take away.
    Revoke,
    /// End everything with a last day at work.
    Leave {
        /// The day.
        last_day: NaiveDate,
    },
}

/// Whose permissions are meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whose<'a> {
    /// The person.
    pub(crate) person: &'a PersonRef,
    /// The clinic; none for all.
    pub(crate) clinic: Option<&'a HsaId>,
    /// The roles; none for all that are held.
    pub(crate) roles: &'a [Role],
}

impl Wish {
    /// The same with another first day.
    pub(crate) fn begins(self, from: NaiveDate) -> Self {
        match self {
            Self::Grant { until, .. } => Self::Grant { from, until },
            Self::Pause { until, .. } => Self::Pause { from, until },
            other => other,
        }
    }

    /// The permissions that are meant: those that were named, or all that the wish can be about.
    pub(crate) fn targets(self, whose: Whose<'_>, (scope, now): (&Scope, Moment)) -> Vec<Target> {
        if let (Some(clinic), false) = (whose.clinic, whose.roles.is_empty()) {
            let named = whose.roles.iter();
            return named
                .map(|role| Target { clinic: clinic.clone(), person: whose.person.clone(), role: *role })
                .collect();
        }
        let meant = |(target, facts): &(&Target, &Facts)| {
            target.person == *whose.person
                && whose.clinic.is_none_or(|clinic| target.clinic == *clinic)
                && (whose.roles.is_empty() || whose.roles.contains(&target.role))
                && self.concerns(facts, now)
        };
        scope.holdings.iter().filter(meant).map(|(target, _)| target.clone()).collect()
    }

    /// Whether the wish can be about a permission that was not named.
    pub(crate) fn concerns(self, facts: &Facts, now: Moment) -> bool {
        let over = facts.is_over(now);
        match self {
            Self::Resume => !over && !facts.pauses.is_empty(),
            Self::Leave { last_day } => !over && facts.until.is_none_or(|until| until > last_day),
            _ => !over,
        }
    }

    /// The reasons that somebody may have for it, the likeliest first.
    pub(crate) fn reasons(self) -> &'static [Reason] {
        use Reason::{
            Anstalld, Aterkommen, BehovsEj, BytMottagning, Granskning, Ledighet, NyUppgift, Rattelse, Slutat,
        };
        match self {
            Self::Grant { .. } => &[Anstalld, NyUppgift, BytMottagning, Rattelse],
            Self::Pause { .. } => &[Ledighet, Granskning, Rattelse],
            Self::Resume => &[Aterkommen, Rattelse],
            Self::Extend { .. } => &[NyUppgift, Slutat, BytMottagning, Granskning, Rattelse],
            Self::Revoke | Self::Leave { .. } => &[Slutat, BytMottagning, BehovsEj, Granskning, Rattelse],
        }
    }

    /// What is asked of each permission.
    pub(crate) fn requests(
        self,
        targets: Vec<Target>,
        (reason, reference): (Option<Reason>, Option<&Reference>),
        now: Moment,
    ) -> Vec<Request> {
        let change = match self {
            Self::Grant { from, until } => Change::Grant { from, until },
            Self::Pause { from, until } => Change::Pause { from, until },
            Self::Resume => Change::Resume,
            Self::Extend { until } => Change::Extend { until },
            Self::Revoke => Change::Revoke,
            Self::Leave { last_day } if last_day < now.day => Change::Revoke,
            Self::Leave { last_day } => Change::Extend { until: Some(last_day) },
        };
        let last_day = match self {
            Self::Leave { last_day } => Some(last_day),
            _ => None,
        };
        let request = |target| Request {
            target,
            change: change.clone(),
            reason,
            reference: reference.cloned(),
            last_day,
            origin: Origin::Person,
        };
        targets.into_iter().map(request).collect()
    }
}
