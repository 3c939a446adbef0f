//! Changes that are thought of now and made later, perhaps by somebody else: a plan as a file.
//!
//! A plan is input like any other. It says how often each of its permissions had been changed when it was made; who
//! applies it must be allowed to do all of it then.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::holding::Target;
use super::ledger::Touch;
use super::request::{Change, Origin, Reason, Reference, Request};
use super::scope::Scope;
use crate::model::hsa_id::HsaId;
use crate::model::permission::{Action, Role};
use crate::text::Message;

/// The name and version of the form.
pub const FORMAT: &str = "riktlinje/plan/v1";

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// [`FORMAT`].
    pub format: Box<str>,
    /// The register that it was made for.
    pub register: Box<str>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// What it was made of: a file's name, or a command.
    pub made_of: Box<str>,
    /// The changes, in the order in which they are made.
    pub changes: Vec<Planned>,
}

/// One change of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// The clinic.
    #[serde(with = "super::event::hsa_id")]
    pub clinic: HsaId,
    /// The person.
    #[serde(with = "super::event::hsa_id")]
    pub staff: HsaId,
    /// The role.
    #[serde(with = "super::event::role")]
    pub role: Role,
    /// What is to be done.
    #[serde(with = "super::event::action")]
    pub action: Action,
    /// First day; needed to give and to pause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day; the last day at work, where a permission is taken away from somebody who has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Why.
    #[serde(with = "super::event::reason")]
    pub reason: Reason,
    /// Where the decision is found.
    pub reference: Reference,
    /// A comparison of sources thought of it, and no person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
    /// How many times the permission had been changed when the plan was made; 0 when it was not there.
    pub revision: u32,
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// A sentence: it is no plan, of another version, or has a line that means nothing.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let mut plan: Self = serde_json::from_str(text).map_err(|error| {
            let key = match error.classify() {
                Category::Eof => "permission-plan-cut",
                Category::Syntax | Category::Io => "permission-plan-no-json",
                Category::Data => "permission-plan-unread",
            };
            // The library says the place too, at the end.
            let why = error.to_string();
            let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why).to_owned();
            Message::new(key).with("line", error.line()).with("column", error.column()).with("why", why)
        })?;
        if &*plan.format != FORMAT {
            return Err(Message::new("permission-plan-version").with("found", plan.format).with("known", FORMAT));
        }
        for (number, planned) in (1_u64..).zip(&mut plan.changes) {
            // What was read from a file has not been looked at as a reference yet.
            planned.reference = Reference::parse(planned.reference.as_str())
                .map_err(|why| Message::new("permission-plan-change").with("number", number).with("why", why))?;
        }
        Ok(plan)
    }

    /// The plan as a file.
    ///
    /// # Panics
    /// Never: it is plain data.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a plan is plain data") + "\n"
    }

    /// What the plan looks at.
    #[must_use]
    pub fn touch(&self) -> Touch {
        Touch {
            clinics: self.changes.iter().map(|planned| planned.clinic.clone()).collect::<BTreeSet<_>>(),
            people: self.changes.iter().map(|planned| planned.staff.clone()).collect::<BTreeSet<_>>(),
        }
    }

    /// The requests; `today` is the first day where the plan has none. The scope must have the plan's people.
    #[must_use]
    pub fn requests(&self, scope: &Scope, today: NaiveDate) -> Vec<Request> {
        let request = |planned: &Planned| Request {
            target: planned.target(scope),
            change: planned.change(today),
            reason: Some(planned.reason),
            reference: Some(planned.reference.clone()),
            last_day: planned.until.filter(|_| planned.action == Action::Revoke),
            origin: if planned.proposed { Origin::Proposal } else { Origin::Person },
        };
        self.changes.iter().map(request).collect()
    }

    /// Notes how often each permission has been changed so far, before any change of the plan.
    pub fn bind(&mut self, scope: &Scope) {
        for planned in &mut self.changes {
            planned.revision = scope.holdings.get(&planned.target(scope)).map_or(0, |facts| facts.revision);
        }
    }

    /// The permissions that have been changed since the plan was made.
    #[must_use]
    pub fn overtaken(&self, scope: &Scope) -> Vec<Target> {
        let is_stale = |planned: &&Planned| {
            planned.revision != scope.holdings.get(&planned.target(scope)).map_or(0, |facts| facts.revision)
        };
        self.changes.iter().filter(is_stale).map(|planned| planned.target(scope)).collect()
    }
}

impl Planned {
    fn target(&self, scope: &Scope) -> Target {
        Target { clinic: self.clinic.clone(), person: scope.refs[&self.staff].clone(), role: self.role }
    }

    fn change(&self, today: NaiveDate) -> Change {
        let from = self.from.unwrap_or(today);
        match self.action {
            Action::Grant => Change::Grant { from, until: self.until },
            Action::Pause => Change::Pause { from, until: self.until },
            Action::Resume => Change::Resume,
            Action::Extend => Change::Extend { until: self.until },
            Action::Revoke => Change::Revoke,
        }
    }
}
