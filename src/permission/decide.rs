//! From what somebody asks for to what happens: the one function in which the rules of authority are decided.

use std::collections::BTreeSet;

use super::coverage::Coverage;
use super::event::{Changed, Verb, What};
use super::holding::{Facts, Moment, PersonRef, State, Target, overlap};
use super::request::{Actor, Change, Consent, Origin, Request};
use super::rule::{Denial, Rule};
use super::scope::{AppointedBy, ClinicState, Known, Scope};
use crate::model::case_type::Vocabulary;
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::text::{Arg, Message};

/// Who asks, when, and what they have consented to.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// What they consent to.
    pub consent: Consent,
    /// When.
    pub now: Moment,
}

/// What becomes of one request.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The change; none when it is so already.
    pub change: Option<Changed>,
    /// What the actor should know.
    pub warnings: Vec<Message>,
}

/// A request that was turned down.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Which of the requests, from 0.
    pub request: usize,
    /// What was asked for.
    pub verb: Verb,
    /// Of what.
    pub target: Target,
    /// Why not.
    pub denial: Denial,
}

impl Refused {
    /// What the journal records of it; nothing where no rule was broken.
    #[must_use]
    pub fn event(&self) -> Option<What> {
        self.denial.rule().map(|rule| What::Denied { verb: self.verb, target: self.target.clone(), rule })
    }
}

/// Decides requests in their order, each seeing what those before it did. All or nothing: when one is turned down, none
/// happens, and every one that is turned down is told.
///
/// # Errors
/// The requests that are turned down.
pub fn decide(requests: &[Request], ask: &Ask<'_>, scope: &Scope) -> Result<Vec<Step>, Vec<Refused>> {
    let mut scope = scope.clone();
    let (mut steps, mut refused) = (Vec::with_capacity(requests.len()), Vec::new());
    for (at, request) in requests.iter().enumerate() {
        match one(request, ask, &scope) {
            Ok(step) => {
                if let Some(change) = &step.change {
                    scope.apply(&What::Permission(change.clone()));
                }
                steps.push(step);
            }
            Err(denial) => {
                let verb = request.change.verb();
                refused.push(Refused { request: at, verb, target: request.target.clone(), denial });
            }
        }
    }
    if refused.is_empty()
        && let Some((at, denial)) = mass(&steps, ask, &scope)
    {
        let Request { target, change, .. } = &requests[at];
        refused.push(Refused { request: at, verb: change.verb(), target: target.clone(), denial });
    }
    if refused.is_empty() { Ok(steps) } else { Err(refused) }
}

impl Change {
    /// How the journal names it.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Grant { .. } => Verb::Granted,
            Self::Pause { .. } => Verb::Paused,
            Self::Resume => Verb::Resumed,
            Self::Extend { .. } => Verb::Extended,
            Self::Revoke => Verb::Revoked,
            Self::Undo { .. } => Verb::Undone,
        }
    }
}

fn one(request: &Request, ask: &Ask<'_>, scope: &Scope) -> Result<Step, Denial> {
    let case = Case { request, ask, scope, current: scope.holdings.get(&request.target) };
    case.may_act()?;
    let Some(after) = case.facts_after()? else { return Ok(Step { change: None, warnings: Vec::new() }) };
    let (Some(reason), Some(reference)) = (request.reason, request.reference.clone()) else {
        let way_out = Message::new("permission-way-out-reason");
        return Err(denied(Rule::SkalOchReferens, Message::new("permission-denied-reason"), way_out));
    };
    let mut warnings = Vec::new();
    let not_in_directory = case.is_known(&after, &mut warnings)?;
    case.clinic_is_run()?;
    case.reviews_no_own_clinic(&after)?;
    case.leaves_an_administrator(&after, &mut warnings)?;
    let undoes = match request.change {
        Change::Undo { event, .. } => Some(event),
        _ => None,
    };
    let change = Changed {
        verb: request.change.verb(),
        target: request.target.clone(),
        before: case.current.cloned(),
        after,
        reason,
        reference,
        last_day: request.last_day.filter(|_| request.change == Change::Revoke),
        undoes,
        not_in_directory,
    };
    Ok(Step { change: Some(change), warnings })
}

/// One request, and what it meets.
struct Case<'a> {
    request: &'a Request,
    ask: &'a Ask<'a>,
    scope: &'a Scope,
    current: Option<&'a Facts>,
}

fn denied(rule: Rule, why: Message, way_out: Message) -> Denial {
    Denial::Rule { rule, why, way_out }
}

/// A role's name.
#[must_use]
pub fn role_name(role: Role) -> Message {
    Message::word("role", role.key())
}

impl Case<'_> {
    fn clinic(&self) -> &HsaId {
        &self.request.target.clinic
    }

    fn has(&self, role: Role) -> bool {
        self.scope.has_role((&self.ask.actor.person, self.clinic(), role), self.ask.now)
    }

    /// The sentence `key` with person, clinic and role.
    fn say(&self, key: &'static str) -> Message {
        let Target { clinic, person, role } = &self.request.target;
        Message::new(key)
            .with("person", self.scope.name(person))
            .with("clinic", clinic.as_str())
            .with("role", role_name(*role))
    }

    /// Rules 1, 2, 3 and 9: whether this actor may do this to this permission at all.
    fn may_act(&self) -> Result<(), Denial> {
        let (actor, role) = (self.ask.actor, self.request.target.role);
        let is_administrator = role == Role::LokalAdministrator;
        if self.request.origin == Origin::Proposal && is_administrator && self.takes_away() {
            let why = self.say("permission-denied-proposed");
            return Err(denied(Rule::AdministratorForeslasEj, why, Message::new("permission-way-out-by-hand")));
        }
        if !actor.regional {
            let ordinary = matches!(role, Role::Arendemottagare | Role::Arendehanterare);
            if !self.has(Role::LokalAdministrator) {
                let handles = self.has(Role::Behorighetsadministrator);
                if !(handles && ordinary) {
                    let key = if handles { "permission-denied-handles" } else { "permission-denied-clinic" };
                    return Err(denied(Rule::EgenMottagning, self.say(key), self.who_can()));
                }
            }
            let local = self.scope.settings.appointed_by == AppointedBy::Clinic;
            if is_administrator && !local && self.appoints_or_dismisses() {
                let why = self.say("permission-denied-appoint");
                return Err(denied(Rule::UtsesRegionalt, why, self.region_can()));
            }
        }
        if actor.person == self.request.target.person && !self.only_narrows() {
            return Err(denied(Rule::InteSigSjalv, self.say("permission-denied-self"), self.who_can()));
        }
        Ok(())
    }

    fn takes_away(&self) -> bool {
        matches!(self.request.change, Change::Revoke | Change::Pause { .. }) || self.shortens()
    }

    fn shortens(&self) -> bool {
        match (&self.request.change, self.current) {
            (Change::Extend { until: Some(day) }, Some(facts)) => facts.until.is_none_or(|last| *day < last),
            _ => false,
        }
    }

    /// Pausing and resuming keep an administrator appointed; everything else does not.
    fn appoints_or_dismisses(&self) -> bool {
        !matches!(self.request.change, Change::Pause { .. } | Change::Resume)
    }

    /// What somebody may do to their own permission: give it up.
    fn only_narrows(&self) -> bool {
        matches!(self.request.change, Change::Revoke | Change::Pause { .. })
    }

    /// Who can do it instead: the clinic's other administrators, or the region.
    fn who_can(&self) -> Message {
        let others = self.scope.at(self.clinic(), Role::LokalAdministrator).filter(|(target, facts)| {
            facts.is_effective(self.ask.now)
                && target.person != self.ask.actor.person
                && target.person != self.request.target.person
        });
        let names: Vec<Arg> = others.map(|(target, _)| Arg::Text(self.scope.name(&target.person))).collect();
        let local = self.scope.settings.appointed_by == AppointedBy::Clinic;
        let for_region = self.request.target.role == Role::LokalAdministrator && !local && self.appoints_or_dismisses();
        if names.is_empty() || for_region {
            return self.region_can();
        }
        Message::new("permission-way-out-clinic").with("names", Arg::List(names))
    }

    fn region_can(&self) -> Message {
        let regional: BTreeSet<&PersonRef> = self
            .scope
            .accounts
            .values()
            .filter(|actor| actor.regional && actor.person != self.ask.actor.person)
            .map(|actor| &actor.person)
            .collect();
        let names: Vec<Arg> = regional.into_iter().map(|person| Arg::Text(self.scope.name(person))).collect();
        if names.is_empty() {
            return Message::new("permission-way-out-other-region");
        }
        Message::new("permission-way-out-region").with("names", Arg::List(names))
    }

    /// The facts that the change leads to; none when they are so already.
    fn facts_after(&self) -> Result<Option<Facts>, Denial> {
        let now = self.ask.now;
        let revision = self.current.map_or(0, |facts| facts.revision);
        if let Change::Grant { from, until } = self.request.change {
            return self.granted(from, until);
        }
        let Some(facts) = self.current else { return Err(Denial::NoSuch(self.say("permission-none-such"))) };
        let over = facts.is_over(now);
        let after = match &self.request.change {
            Change::Grant { .. } => return Ok(None),
            Change::Pause { from, until } => {
                if over {
                    return Err(Denial::Senseless(self.say("permission-over-pause")));
                }
                self.in_order(*from, *until)?;
                facts.with_pause(super::holding::Pause { from: *from, until: *until })
            }
            Change::Resume => {
                if over {
                    return Err(Denial::Senseless(self.say("permission-over-resume")));
                }
                let has_begun = |pause: &super::holding::Pause| pause.from <= now.day;
                let mut pauses = facts.pauses.clone();
                if pauses.iter().any(has_begun) {
                    pauses.retain(|pause| !has_begun(pause));
                } else {
                    pauses.clear();
                }
                Facts { pauses, ..facts.clone() }
            }
            Change::Extend { until } => {
                if over {
                    return Err(Denial::Senseless(self.say("permission-over-extend")));
                }
                self.in_order(facts.from.max(now.day), *until)?;
                Facts { until: *until, ..facts.clone() }
            }
            Change::Revoke => {
                if over {
                    return Ok(None);
                }
                Facts { revoked: Some(now.instant), ..facts.clone() }
            }
            Change::Undo { before, after, event } => {
                if facts != after {
                    let why = self.say("permission-undo-overtaken").with("event", *event);
                    return Err(Denial::Overtaken(why));
                }
                match before {
                    Some(before) => before.clone(),
                    None => Facts { revoked: Some(now.instant), ..facts.clone() },
                }
            }
        };
        let after = Facts { revision, ..after };
        Ok((after != *facts).then(|| after.revised(revision)))
    }

    fn granted(&self, from: chrono::NaiveDate, until: Option<chrono::NaiveDate>) -> Result<Option<Facts>, Denial> {
        let now = self.ask.now;
        let revision = self.current.map_or(0, |facts| facts.revision);
        let fresh = Facts { from, until, pauses: Vec::new(), revoked: None, revision };
        if let Some(facts) = self.current {
            match facts.state(now) {
                State::Revoked | State::Expired => {}
                State::Paused | State::ReturnDue => {
                    return Err(Denial::Senseless(self.say("permission-has-paused")));
                }
                State::Active | State::Pending => {
                    // A grant that is repeated another day begins later than the one that holds.
                    let same_start = facts.from == from || (facts.from <= now.day && from <= now.day);
                    if facts.until == until && same_start {
                        return Ok(None);
                    }
                    return Err(Denial::Senseless(self.say("permission-has-other")));
                }
            }
        }
        self.in_order(from, until)?;
        Ok(Some(fresh.revised(revision)))
    }

    /// Nothing begins in the past or ends before it begins.
    fn in_order(&self, from: chrono::NaiveDate, until: Option<chrono::NaiveDate>) -> Result<(), Denial> {
        let today = self.ask.now.day;
        if from < today {
            return Err(Denial::Senseless(
                Message::new("permission-begins-in-past").with("from", from).with("today", today),
            ));
        }
        match until.filter(|last| *last < from) {
            Some(last) => {
                Err(Denial::Senseless(Message::new("permission-ends-before").with("from", from).with("until", last)))
            }
            None => Ok(()),
        }
    }

    /// Rule 8: a new permission for somebody whom the directory does not know is given only on purpose. Says whether
    /// it was.
    fn is_known(&self, after: &Facts, warnings: &mut Vec<Message>) -> Result<bool, Denial> {
        let gives = matches!(self.request.change, Change::Grant { .. }) && after.revoked.is_none();
        if !gives {
            return Ok(false);
        }
        match self.scope.known.get(&self.request.target.person).copied().unwrap_or(Known::NoSnapshot) {
            Known::Yes => Ok(false),
            Known::NoSnapshot => {
                warnings.push(Message::new("permission-no-snapshot"));
                Ok(false)
            }
            Known::No if self.ask.consent.not_in_directory => Ok(true),
            Known::No => {
                let why = self.say("permission-denied-unknown");
                Err(denied(Rule::OkandIKatalogen, why, Message::new("permission-way-out-unknown")))
            }
        }
    }

    /// Nobody but an administrator is appointed to a clinic that is not run yet.
    fn clinic_is_run(&self) -> Result<(), Denial> {
        let widens = !matches!(self.request.change, Change::Revoke | Change::Pause { .. });
        let is_open = self.scope.clinics.get(self.clinic()) == Some(&ClinicState::Open);
        if widens && !is_open && self.request.target.role != Role::LokalAdministrator {
            return Err(Denial::NoSuch(self.say("permission-clinic-not-open")));
        }
        Ok(())
    }

    /// Rule 5.
    fn reviews_no_own_clinic(&self, after: &Facts) -> Result<(), Denial> {
        let Target { clinic, person, role } = &self.request.target;
        let other = match role {
            Role::Granskare => Role::LokalAdministrator,
            Role::LokalAdministrator => Role::Granskare,
            _ => return Ok(()),
        };
        let other = Target { clinic: clinic.clone(), person: person.clone(), role: other };
        let narrows = matches!(self.request.change, Change::Revoke | Change::Pause { .. });
        let both = after.held_days().zip(self.scope.holdings.get(&other).and_then(Facts::held_days));
        let other_ended = self.scope.holdings.get(&other).is_some_and(|facts| facts.is_over(self.ask.now));
        if !narrows && !other_ended && both.is_some_and(|(one, two)| overlap(one, two)) {
            let why = self.say("permission-denied-reviews").with("other", role_name(other.role));
            let way_out = Message::new("permission-way-out-reviews").with("other", role_name(other.role));
            return Err(denied(Rule::GranskareEjAdministrator, why, way_out));
        }
        Ok(())
    }

    /// Rule 4.
    fn leaves_an_administrator(&self, after: &Facts, warnings: &mut Vec<Message>) -> Result<(), Denial> {
        let (clinic, today) = (self.clinic(), self.ask.now.day);
        let is_open = self.scope.clinics.get(clinic) == Some(&ClinicState::Open);
        if self.request.target.role != Role::LokalAdministrator || !is_open {
            return Ok(());
        }
        let before = Coverage::of(clinic, self.scope, today);
        let others =
            self.scope.at(clinic, Role::LokalAdministrator).filter(|(target, _)| **target != self.request.target);
        let coverage = Coverage::by(others.map(|(_, facts)| facts).chain([after]), today);
        if let Some(day) = before.first_loss(&coverage) {
            let why = self.say("permission-denied-last").with("day", day);
            return Err(denied(Rule::SistaAdministratoren, why, Message::new("permission-way-out-last")));
        }
        let fewer = |least| coverage.first_below(least).filter(|day| before.first_below(least) != Some(*day));
        if let Some(day) = fewer(1) {
            warnings.push(Message::new("permission-warn-none").with("clinic", clinic.as_str()).with("day", day));
        } else if let Some(day) = fewer(2) {
            warnings.push(Message::new("permission-warn-one").with("clinic", clinic.as_str()).with("day", day));
        }
        Ok(())
    }
}

/// Rule 7: the number of the day, with these steps in it, needs to be confirmed when it passes the limit.
fn mass(steps: &[Step], ask: &Ask<'_>, scope: &Scope) -> Option<(usize, Denial)> {
    let narrows = |step: &Step| step.change.as_ref().is_some_and(|change| change.verb.narrows());
    let last = steps.iter().rposition(narrows)?;
    let number = scope.narrowed_today + steps.iter().filter(|step| narrows(step)).count() as u64;
    let limit = scope.mass_limit();
    if number <= limit || ask.consent.mass == Some(number) {
        return None;
    }
    let why = Message::new("permission-denied-mass").with("number", number).with("limit", limit);
    Some((last, denied(Rule::Massandring, why, Message::new("permission-way-out-mass").with("number", number))))
}
