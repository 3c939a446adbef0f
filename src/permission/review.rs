//! A review: who has access, clinic by clinic, with a last day. Somebody who knows the clinic says of each permission that
//! it is kept, paused or taken away.
//!
//! A review is its events. What is to be decided is what was held at its clinics when it was opened and still is; what has
//! been given since was decided when it was given.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::decide::{Ask, Refused, decide};
use super::event::{Event, Verb, What};
use super::holding::{Moment, PersonRef, Target};
use super::house::for_region;
use super::request::{Change, Origin, Reason, Reference, Request};
use super::rule::{Denial, Rule};
use super::scope::{ClinicState, Scope};
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::text::Message;
use crate::vocabulary;

/// What somebody says of a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is needed.
    Keep,
    /// It is not to be used for some time.
    Pause,
    /// It is taken away.
    Revoke,
}

vocabulary!(Verdict {
    Keep = "keep" | "behåll" | "behall",
    Pause = "pause" | "pausa",
    Revoke = "revoke" | "återkalla" | "aterkalla",
});

/// What was decided of one permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub verdict: Verdict,
    /// By whom.
    pub by: Option<PersonRef>,
    /// On which day.
    pub on: NaiveDate,
    /// The number of the event.
    pub event: u64,
}

/// How a review ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// On which day.
    pub on: NaiveDate,
    /// What nobody had decided.
    pub undecided: Vec<Target>,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Its number: that of the event that opened it.
    pub number: u64,
    /// The day on which it was opened.
    pub opened: NaiveDate,
    /// The last day to decide.
    pub deadline: NaiveDate,
    /// Where the decision to review is found.
    pub reference: Reference,
    /// The clinics.
    pub clinics: BTreeSet<HsaId>,
    /// What has been decided.
    pub decided: BTreeMap<Target, Decided>,
    /// How it ended; none while it goes on.
    pub closed: Option<Closed>,
}

/// The reviews of a register, as its journal adds up.
#[derive(Clone, Debug, Default)]
pub struct Reviews {
    all: BTreeMap<u64, Review>,
    granted: HashMap<Target, u64>,
}

impl Reviews {
    /// Takes the next event.
    pub fn apply(&mut self, event: &Event) {
        let day = Moment::at(event.at).day;
        match &event.what {
            What::Permission(change) if change.verb == Verb::Granted => {
                self.granted.insert(change.target.clone(), event.seq);
            }
            What::ReviewOpened { deadline, clinics, reference } => {
                let review = Review {
                    number: event.seq,
                    opened: day,
                    deadline: *deadline,
                    reference: reference.clone(),
                    clinics: clinics.iter().filter_map(|clinic| HsaId::parse(clinic).ok()).collect(),
                    decided: BTreeMap::new(),
                    closed: None,
                };
                self.all.insert(event.seq, review);
            }
            What::ReviewDecided { review, target, verdict } => {
                if let Some(review) = self.all.get_mut(review) {
                    let by = event.by.person.clone();
                    let decided = Decided { verdict: *verdict, by, on: day, event: event.seq };
                    review.decided.insert(target.clone(), decided);
                }
            }
            What::ReviewClosed { review, undecided } => {
                if let Some(review) = self.all.get_mut(review) {
                    review.closed = Some(Closed { on: day, undecided: undecided.clone() });
                }
            }
            _ => {}
        }
    }

    /// All of them, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Review> {
        self.all.values()
    }

    /// Those that go on.
    pub fn open(&self) -> impl Iterator<Item = &Review> {
        self.all.values().filter(|review| review.closed.is_none())
    }

    /// The review of this number.
    #[must_use]
    pub fn get(&self, number: u64) -> Option<&Review> {
        self.all.get(&number)
    }

    /// What remains to be decided in a review: nothing once it is closed.
    #[must_use]
    pub fn undecided<'s>(&self, review: &Review, (scope, now): (&'s Scope, Moment)) -> Vec<&'s Target> {
        if review.closed.is_some() {
            return Vec::new();
        }
        let is_old = |target: &Target| self.granted.get(target).is_none_or(|granted| *granted < review.number);
        let remains = scope.holdings.iter().filter(|(target, facts)| {
            review.clinics.contains(&target.clinic)
                && !facts.is_over(now)
                && !review.decided.contains_key(*target)
                && is_old(target)
        });
        remains.map(|(target, _)| target).collect()
    }

    /// How many clinics of the reviews whose last day has come were decided in time, and how many there are: of each
    /// clinic the latest such review counts. None where no last day has come.
    #[must_use]
    pub fn in_time(&self, (scope, now): (&Scope, Moment)) -> Option<(u32, u32)> {
        let mut latest: BTreeMap<&HsaId, bool> = BTreeMap::new();
        for review in self.all.values().filter(|review| review.deadline < now.day || review.closed.is_some()) {
            let undecided = match &review.closed {
                Some(closed) => closed.undecided.iter().map(|target| &target.clinic).collect::<BTreeSet<_>>(),
                None => self.undecided(review, (scope, now)).into_iter().map(|target| &target.clinic).collect(),
            };
            let late = review.decided.iter().filter(|(_, decided)| decided.on > review.deadline);
            let late: BTreeSet<&HsaId> = late.map(|(target, _)| &target.clinic).collect();
            for clinic in &review.clinics {
                latest.insert(clinic, !undecided.contains(clinic) && !late.contains(clinic));
            }
        }
        let count = |clinics: usize| u32::try_from(clinics).unwrap_or(u32::MAX);
        let in_time = latest.values().filter(|in_time| **in_time).count();
        (!latest.is_empty()).then(|| (count(in_time), count(latest.len())))
    }
}

/// Opens a review of these clinics, or of every open one.
///
/// # Errors
/// [`Denial`] when the actor does not act for the region, the day has passed, a clinic is not open or is being reviewed.
pub fn open(
    (deadline, clinics, reference): (NaiveDate, &BTreeSet<HsaId>, Reference),
    reviews: &Reviews,
    (ask, scope): (&Ask<'_>, &Scope),
) -> Result<Option<What>, Denial> {
    for_region(ask)?;
    if deadline < ask.now.day {
        return Err(Denial::Senseless(Message::new("review-past").with("until", deadline).with("today", ask.now.day)));
    }
    let is_open = |clinic: &HsaId| scope.clinics.get(clinic) == Some(&ClinicState::Open);
    if let Some(clinic) = clinics.iter().find(|clinic| !is_open(clinic)) {
        return Err(Denial::NoSuch(Message::new("review-clinic-not-open").with("clinic", clinic.as_str())));
    }
    let all = || scope.clinics.keys().filter(|clinic| is_open(clinic)).cloned().collect();
    let clinics: BTreeSet<HsaId> = if clinics.is_empty() { all() } else { clinics.clone() };
    for review in reviews.open() {
        if let Some(clinic) = review.clinics.intersection(&clinics).next() {
            let message = Message::new("review-goes-on").with("clinic", clinic.as_str()).with("review", review.number);
            return Err(Denial::Senseless(message));
        }
    }
    if clinics.is_empty() {
        return Err(Denial::NoSuch(Message::new("review-no-clinic")));
    }
    let clinics = clinics.iter().map(|clinic| clinic.as_str().to_ascii_uppercase().into()).collect();
    Ok(Some(What::ReviewOpened { deadline, clinics, reference }))
}

/// What somebody says of one permission of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The permission.
    pub target: Target,
    /// What.
    pub verdict: Verdict,
    /// The last day of the pause, if it has one.
    pub until: Option<NaiveDate>,
}

/// Why nothing was concluded, and what the journal records of it.
#[derive(Clone, Debug, PartialEq)]
pub struct NotConcluded {
    /// Why, one by one.
    pub denials: Vec<Denial>,
    /// What the journal records of it.
    pub events: Vec<What>,
}

impl From<Denial> for NotConcluded {
    fn from(denial: Denial) -> Self {
        Self { denials: vec![denial], events: Vec::new() }
    }
}

/// Decides permissions of a review, all or none. What is taken away or paused is a change like any other.
///
/// # Errors
/// [`NotConcluded`] when a rule forbids one of them, or one is not in the review.
pub fn conclude(said: &[Said], review: &Review, (ask, scope): (&Ask<'_>, &Scope)) -> Result<Vec<What>, NotConcluded> {
    let name = |target: &Target| Message::new("review-not-in").with("person", scope.name(&target.person));
    for one in said {
        let held = scope.holdings.get(&one.target).is_some_and(|facts| !facts.is_over(ask.now));
        if !held || !review.clinics.contains(&one.target.clinic) || review.closed.is_some() {
            return Err(Denial::NoSuch(name(&one.target).with("review", review.number)).into());
        }
        if one.verdict == Verdict::Keep {
            may_keep(&one.target, (ask, scope))?;
        }
    }
    let changes: Vec<&Said> = said.iter().filter(|one| one.verdict != Verdict::Keep).collect();
    let request = |one: &&Said| Request {
        target: one.target.clone(),
        change: match one.verdict {
            Verdict::Revoke => Change::Revoke,
            _ => Change::Pause { from: ask.now.day, until: one.until },
        },
        reason: Some(Reason::Granskning),
        reference: Some(review.reference.clone()),
        last_day: None,
        origin: Origin::Person,
    };
    let requests: Vec<Request> = changes.iter().map(request).collect();
    let steps = decide(&requests, ask, scope).map_err(not_concluded)?;
    let mut changed = steps.into_iter().map(|step| step.change.map(What::Permission));
    let mut events = Vec::with_capacity(said.len() * 2);
    for one in said {
        if one.verdict != Verdict::Keep {
            events.extend(changed.next().flatten());
        }
        let is_so = review.decided.get(&one.target).is_some_and(|decided| decided.verdict == one.verdict);
        if !is_so {
            let (target, verdict) = (one.target.clone(), one.verdict);
            events.push(What::ReviewDecided { review: review.number, target, verdict });
        }
    }
    Ok(events)
}

fn not_concluded(refused: Vec<Refused>) -> NotConcluded {
    let events = refused.iter().filter_map(Refused::event).collect();
    NotConcluded { denials: refused.into_iter().map(|refused| refused.denial).collect(), events }
}

/// Whether somebody may say that a permission is kept: whoever administers or reviews the clinic, but never of their own.
fn may_keep(target: &Target, (ask, scope): (&Ask<'_>, &Scope)) -> Result<(), Denial> {
    let reviews = scope.has_role((&ask.actor.person, &target.clinic, Role::Granskare), ask.now);
    let may = reviews || scope.administers(ask.actor, target, ask.now);
    if !may {
        return Err(Denial::Rule {
            rule: Rule::EgenMottagning,
            why: Message::new("review-denied-clinic").with("clinic", target.clinic.as_str()),
            way_out: Message::new("review-way-out-clinic"),
        });
    }
    if ask.actor.person == target.person {
        return Err(Denial::Rule {
            rule: Rule::InteSigSjalv,
            why: Message::new("review-denied-self"),
            way_out: Message::new("review-way-out-clinic"),
        });
    }
    Ok(())
}

/// Closes a review. What nobody has decided is written down and, if asked for, paused; a local administrator is not.
///
/// # Errors
/// [`NotConcluded`] when the actor does not act for the region, or a rule forbids a pause.
pub fn close(
    (review, pauses): (&Review, bool),
    reviews: &Reviews,
    (ask, scope): (&Ask<'_>, &Scope),
) -> Result<Vec<What>, NotConcluded> {
    for_region(ask)?;
    if review.closed.is_some() {
        return Ok(Vec::new());
    }
    let mut undecided: Vec<Target> = reviews.undecided(review, (scope, ask.now)).into_iter().cloned().collect();
    // By who it is about: references have no order that means anything.
    undecided
        .sort_by_cached_key(|target| (target.clinic.clone(), scope.people.get(&target.person).cloned(), target.role));
    let mut events = Vec::new();
    if pauses {
        let ordinary = undecided.iter().filter(|target| target.role != Role::LokalAdministrator);
        let request = |target: &Target| Request {
            target: target.clone(),
            change: Change::Pause { from: ask.now.day, until: None },
            reason: Some(Reason::Granskning),
            reference: Some(review.reference.clone()),
            last_day: None,
            origin: Origin::Proposal,
        };
        let requests: Vec<Request> = ordinary.map(request).collect();
        let steps = decide(&requests, ask, scope).map_err(not_concluded)?;
        events.extend(steps.into_iter().filter_map(|step| step.change).map(What::Permission));
    }
    events.push(What::ReviewClosed { review: review.number, undecided });
    Ok(events)
}
