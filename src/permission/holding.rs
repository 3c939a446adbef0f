//! One role of one person at one clinic: the facts that are stored, and the state that follows from them and a time.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Europe::Stockholm;
use serde::{Deserialize, Serialize};

use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::vocabulary;

/// A person as the journal knows them: a reference such as `p_1f0c…`, never an HSA-id or a name, so that a person can be
/// erased and the chain stays whole. It is a digest of the HSA-id and a random salt: whoever has the salt can show whom it
/// means, nobody can make it mean somebody else, and when the salt is gone it means nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonRef(Box<str>);

/// What makes a reference impossible to guess.
pub type Salt = [u8; 16];

/// Whom a reference means, and the salt that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The reference.
    pub person: PersonRef,
    /// The person.
    pub id: HsaId,
    /// The salt.
    pub salt: Salt,
}

impl Identity {
    /// A person who is new.
    #[must_use]
    pub fn new(id: HsaId, salt: Salt) -> Self {
        Self { person: PersonRef::of(&id, salt), id, salt }
    }

    /// Whether the reference means this person.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.person == PersonRef::of(&self.id, self.salt)
    }
}

impl PersonRef {
    /// The reference of a person: the first 128 bits of SHA-256 over a domain, the salt and the HSA-id in upper case.
    #[must_use]
    pub fn of(id: &HsaId, salt: Salt) -> Self {
        let bytes = [b"\0riktlinje-person-v1\0", &salt[..], id.as_str().to_ascii_uppercase().as_bytes()].concat();
        Self(format!("p_{}", &crate::model::digest::sha256(&bytes)[..32]).into())
    }

    /// A reference as it was stored.
    #[must_use]
    pub fn stored(text: &str) -> Self {
        Self(text.into())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a permission is about: a person has a role at a clinic at most once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Target {
    /// The clinic.
    #[serde(with = "super::event::hsa_id")]
    pub clinic: HsaId,
    /// The person.
    pub person: PersonRef,
    /// The role.
    #[serde(with = "super::event::role")]
    pub role: Role,
}

/// An instant, and the civil date in Sweden on which it falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub instant: DateTime<Utc>,
    /// Its date in Europe/Stockholm.
    pub day: NaiveDate,
}

impl Moment {
    /// The moment of an instant.
    #[must_use]
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self { instant, day: instant.with_timezone(&Stockholm).date_naive() }
    }
}

/// A time during which a permission is not to be used. It ends only when somebody resumes the permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pause {
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive; `None` while nobody knows. The day after, the permission is still inactive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// The facts of a permission. Dates are civil dates in Sweden, last days inclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// First day.
    pub from: NaiveDate,
    /// Last day, if it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Pauses that nobody has resumed, in order and apart from each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// When it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<DateTime<Utc>>,
    /// How many times it has been changed; the first grant makes it 1.
    pub revision: u32,
}

/// Whether a permission can be used, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Taken away.
    Revoked,
    /// Its first day has not come.
    Pending,
    /// Its last day has passed.
    Expired,
    /// Paused.
    Paused,
    /// The pause is over and nobody has resumed it: still inactive.
    ReturnDue,
    /// It can be used.
    Active,
}

vocabulary!(State {
    Revoked = "revoked" | "återkallad" | "aterkallad",
    Pending = "pending" | "kommande",
    Expired = "expired" | "utgången" | "utgangen",
    Paused = "paused" | "pausad",
    ReturnDue = "return_due" | "return due" | "åter i tjänst" | "ater i tjanst",
    Active = "active" | "aktiv",
});

impl Facts {
    /// The state at a moment. The most restrictive fact wins.
    #[must_use]
    pub fn state(&self, now: Moment) -> State {
        if self.revoked.is_some_and(|at| at <= now.instant) {
            State::Revoked
        } else if now.day < self.from {
            State::Pending
        } else if self.until.is_some_and(|last| last < now.day) {
            State::Expired
        } else {
            let mut begun = self.pauses.iter().filter(|pause| pause.from <= now.day).peekable();
            if begun.peek().is_none() {
                State::Active
            } else if begun.any(|pause| pause.until.is_none_or(|last| now.day <= last)) {
                State::Paused
            } else {
                State::ReturnDue
            }
        }
    }

    /// The first day of the state at a moment. `decided` is the day on which the facts came about: nothing is so before.
    #[must_use]
    pub fn state_since(&self, now: Moment, decided: NaiveDate) -> NaiveDate {
        let begun = self.pauses.iter().map(|pause| pause.from).filter(|from| *from <= now.day);
        match self.state(now) {
            State::Revoked => self.revoked.map_or(decided, |at| Moment::at(at).day),
            State::Expired => self.until.map_or(decided, |last| last + Days::new(1)),
            State::Paused | State::ReturnDue => begun.min().map_or(decided, |from| from.max(decided)),
            State::Active => self.from.max(decided),
            State::Pending => decided,
        }
    }

    /// Whether it has been taken away or has ended by then.
    #[must_use]
    pub fn is_over(&self, now: Moment) -> bool {
        matches!(self.state(now), State::Revoked | State::Expired)
    }

    /// Whether it can be used at a moment.
    #[must_use]
    pub fn is_effective(&self, now: Moment) -> bool {
        self.state(now) == State::Active
    }

    /// The days from today on which it can be used, if nobody does anything more: the first and, if it ends, the last.
    /// There is one such stretch at most, because nothing resumes by itself.
    #[must_use]
    pub fn effective_days(&self, today: NaiveDate) -> Option<(NaiveDate, Option<NaiveDate>)> {
        if self.revoked.is_some() {
            return None;
        }
        let from = self.from.max(today);
        let before_pause = self.pauses.iter().map(|pause| pause.from - Days::new(1)).min();
        let last = [self.until, before_pause].into_iter().flatten().min();
        last.is_none_or(|last| from <= last).then_some((from, last))
    }

    /// Whether it can be used on a day, as it stands now.
    #[must_use]
    pub fn in_effect_on(&self, day: NaiveDate) -> bool {
        let days = self.effective_days(NaiveDate::MIN);
        days.is_some_and(|(from, last)| from <= day && last.is_none_or(|last| day <= last))
    }

    /// The days on which it is held, whether paused or not.
    #[must_use]
    pub fn held_days(&self) -> Option<(NaiveDate, Option<NaiveDate>)> {
        self.revoked.is_none().then_some((self.from, self.until))
    }

    /// The same facts with one pause more; pauses that overlap or follow each other become one.
    #[must_use]
    pub fn with_pause(&self, pause: Pause) -> Self {
        let mut all = self.pauses.clone();
        all.push(pause);
        all.sort();
        let mut apart: Vec<Pause> = Vec::with_capacity(all.len());
        for next in all {
            match apart.last_mut() {
                Some(last) if last.until.is_none_or(|day| next.from <= day + Days::new(1)) => {
                    last.until = last.until.and_then(|day| next.until.map(|other| day.max(other)));
                }
                _ => apart.push(next),
            }
        }
        Self { pauses: apart, ..self.clone() }
    }

    /// The same facts, changed once more.
    #[must_use]
    pub fn revised(mut self, last: u32) -> Self {
        self.revision = last + 1;
        self
    }
}

/// Whether two stretches of days have a day in common.
#[must_use]
pub fn overlap(one: (NaiveDate, Option<NaiveDate>), other: (NaiveDate, Option<NaiveDate>)) -> bool {
    one.1.is_none_or(|last| other.0 <= last) && other.1.is_none_or(|last| one.0 <= last)
}
