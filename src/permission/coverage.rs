//! On which days a clinic has a local administrator, if nobody does anything more.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::holding::Facts;
use super::scope::Scope;
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;

/// The stretches of days from today on which administrators are in effect; they may overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    today: NaiveDate,
    stretches: Vec<(NaiveDate, Option<NaiveDate>)>,
}

impl Coverage {
    /// The coverage of a clinic.
    #[must_use]
    pub fn of(clinic: &HsaId, scope: &Scope, today: NaiveDate) -> Self {
        Self::by(scope.at(clinic, Role::LokalAdministrator).map(|(_, facts)| facts), today)
    }

    /// The coverage by these permissions.
    pub fn by<'f>(administrators: impl Iterator<Item = &'f Facts>, today: NaiveDate) -> Self {
        Self { today, stretches: administrators.filter_map(|facts| facts.effective_days(today)).collect() }
    }

    /// How many administrators are in effect on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> usize {
        let within =
            |(from, last): &&(NaiveDate, Option<NaiveDate>)| *from <= day && last.is_none_or(|last| day <= last);
        self.stretches.iter().filter(within).count()
    }

    /// The days on which the number may differ from the day before.
    fn turns(&self) -> impl Iterator<Item = NaiveDate> {
        let ends =
            self.stretches.iter().filter_map(|(_, last)| last.and_then(|day| day.checked_add_days(Days::new(1))));
        self.stretches.iter().map(|(from, _)| *from).chain(ends).chain([self.today])
    }

    /// The first day that is covered before a change and not after it.
    #[must_use]
    pub fn first_loss(&self, after: &Self) -> Option<NaiveDate> {
        let turns: BTreeSet<NaiveDate> = self.turns().chain(after.turns()).filter(|day| *day >= self.today).collect();
        turns.into_iter().find(|day| self.on(*day) > 0 && after.on(*day) == 0)
    }

    /// The first day with fewer administrators than `least`.
    #[must_use]
    pub fn first_below(&self, least: usize) -> Option<NaiveDate> {
        let turns: BTreeSet<NaiveDate> = self.turns().filter(|day| *day >= self.today).collect();
        turns.into_iter().find(|day| self.on(*day) < least)
    }
}
