//! What the journal records. An event is written once, as JSON with sorted keys, and from then on only its bytes count.

use std::fmt;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::holding::{Facts, PersonRef, Target};
use super::request::{Reason, Reference};
use super::review::Verdict;
use super::rule::Rule;
use super::scope::Settings;
use crate::model::hsa_id::HsaId;

/// What was done to a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// It was given.
    Granted,
    /// It was paused.
    Paused,
    /// Its pause was ended.
    Resumed,
    /// It got another last day.
    Extended,
    /// It was taken away.
    Revoked,
    /// An earlier change was taken back.
    Undone,
}

impl Verb {
    /// Whether it counts towards the number that has to be confirmed.
    #[must_use]
    pub fn narrows(self) -> bool {
        matches!(self, Self::Paused | Self::Revoked)
    }
}

/// A change of a permission, with the facts before and after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// What was done.
    pub verb: Verb,
    /// To what.
    pub target: Target,
    /// The facts before; none for the first grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Facts>,
    /// The facts after.
    pub after: Facts,
    /// Why.
    #[serde(with = "reason")]
    pub reason: Reason,
    /// Where the decision is found.
    pub reference: Reference,
    /// The last day at work, where it had passed when the permission was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// The number of the event that was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// The directory did not know the person, and the actor said that it was meant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_in_directory: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The register began.
    #[serde(rename = "register.created")]
    Created {
        /// What the region has decided.
        settings: Settings,
    },
    /// The region decided otherwise.
    #[serde(rename = "policy.changed")]
    Settings {
        /// What holds from now on.
        settings: Settings,
    },
    /// An account of the computer stands for a person.
    #[serde(rename = "actor.bound")]
    ActorBound {
        /// The account, such as `uid:1000`.
        account: Box<str>,
        /// The person.
        person: PersonRef,
        /// Whether they act for the region.
        regional: bool,
    },
    /// It no longer does.
    #[serde(rename = "actor.unbound")]
    ActorUnbound {
        /// The account.
        account: Box<str>,
    },
    /// A clinic is run from now on.
    #[serde(rename = "clinic.opened")]
    ClinicOpened {
        /// The clinic.
        #[serde(with = "hsa_id")]
        clinic: HsaId,
        /// Where the decision is found.
        reference: Reference,
    },
    /// A clinic is no longer run.
    #[serde(rename = "clinic.closed")]
    ClinicClosed {
        /// The clinic.
        #[serde(with = "hsa_id")]
        clinic: HsaId,
        /// Where the decision is found.
        reference: Reference,
    },
    /// A permission was changed.
    #[serde(rename = "permission.changed")]
    Permission(Changed),
    /// Somebody asked for what a rule forbids.
    #[serde(rename = "permission.denied")]
    Denied {
        /// What they asked for.
        verb: Verb,
        /// Of what.
        target: Target,
        /// The rule.
        #[serde(with = "rule")]
        rule: Rule,
    },
    /// A list of the people of the directory was recorded.
    #[serde(rename = "snapshot.recorded")]
    Snapshot {
        /// When it was taken out.
        taken: NaiveDate,
        /// How many people it has.
        rows: u64,
        /// SHA-256 of the file, in hexadecimal.
        digest: Box<str>,
        /// SHA-256 of the people's HSA-ids, in upper case and order, a line each.
        people: Box<str>,
    },
    /// A source was held against the register.
    #[serde(rename = "source.compared")]
    Compared {
        /// What it holds, such as `permissions`.
        source: Box<str>,
        /// When it was taken out.
        taken: NaiveDate,
        /// How many rows it has.
        rows: u64,
        /// SHA-256 of the files, in hexadecimal.
        digest: Box<str>,
    },
    /// Decisions have been carried out in the personnel tool.
    #[serde(rename = "tool.confirmed")]
    Confirmed {
        /// The numbers of the events that decided them.
        events: Vec<u64>,
        /// SHA-256 of the export that shows it; none where somebody says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<Box<str>>,
    },
    /// Who has access is reviewed from now on. The review is known by this event's number.
    #[serde(rename = "review.opened")]
    ReviewOpened {
        /// The last day to decide.
        deadline: NaiveDate,
        /// The clinics' HSA-ids, in upper case.
        clinics: Vec<Box<str>>,
        /// Where the decision is found.
        reference: Reference,
    },
    /// Somebody said of a permission what is to become of it.
    #[serde(rename = "review.decided")]
    ReviewDecided {
        /// The review.
        review: u64,
        /// The permission.
        target: Target,
        /// What was said.
        verdict: Verdict,
    },
    /// A review ended.
    #[serde(rename = "review.closed")]
    ReviewClosed {
        /// The review.
        review: u64,
        /// What nobody had decided.
        undecided: Vec<Target>,
    },
    /// A person's identity was taken out of the register; the chain keeps the reference.
    #[serde(rename = "person.erased")]
    Erased {
        /// The person.
        person: PersonRef,
    },
    /// The clock stood before the last entry, and the actor said that it was right.
    #[serde(rename = "clock.anomaly")]
    ClockAnomaly {
        /// When the last entry was recorded.
        last: DateTime<Utc>,
    },
}

/// Through what an event came about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    /// The command, such as `permission pause`.
    pub command: Box<str>,
    /// The program's version.
    pub version: Box<str>,
    /// SHA-256 of the plan that was applied, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Box<str>>,
}

/// How surely it is known who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// The account of the operating system: nothing against those who share or own it.
    #[serde(rename = "A1")]
    Account,
    /// The login role of the database.
    #[serde(rename = "A3")]
    Login,
}

/// Who acted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The account.
    pub account: Box<str>,
    /// How surely it is known.
    pub level: Level,
    /// The person whom it stands for; none while the register is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonRef>,
}

/// An entry's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When it was recorded. Order is the number, never this.
    #[serde(with = "instant")]
    pub at: DateTime<Utc>,
    /// Who acted.
    pub by: By,
    /// The register, so that an entry cannot be moved into another.
    pub register: Box<str>,
    /// Its number, from 1.
    pub seq: u64,
    /// The version of this form.
    pub v: u32,
    /// Through what.
    pub via: Via,
    /// What happened.
    pub what: What,
}

/// The version of the form of events.
pub const VERSION: u32 = 1;

impl Event {
    /// The bytes that are stored and chained: JSON, keys sorted, no blanks.
    ///
    /// # Panics
    /// Never: an event has no key that is not text and no number that is not whole.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut value = serde_json::to_value(self).expect("an event is plain data");
        value.sort_all_objects();
        serde_json::to_vec(&value).expect("a value can be written")
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// When they are no event of a version that is known.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}

mod instant {
    //! Instants to the millisecond, in UTC, as the journal writes them.
    use super::{DateTime, Deserialize, Deserializer, SecondsFormat, Serializer, Utc};

    pub(super) fn serialize<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Millis, true))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
        DateTime::deserialize(from)
    }
}

/// Reads a text where it stands: a journal has hundreds of thousands.
fn text<'de, D: Deserializer<'de>, T>(from: D, read: fn(&str) -> Option<T>) -> Result<T, D::Error> {
    struct Read<T>(fn(&str) -> Option<T>);

    impl<T> Visitor<'_> for Read<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a word or an id that is known here")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Other("another"), &self))
        }
    }
    from.deserialize_str(Read(read))
}

pub(super) mod hsa_id {
    //! HSA-ids in upper case, so that one clinic has one spelling in the journal.
    use super::{Deserializer, HsaId, Serializer};

    pub(in crate::permission) fn serialize<S: Serializer>(id: &HsaId, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&id.as_str().to_ascii_uppercase())
    }

    pub(in crate::permission) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<HsaId, D::Error> {
        super::text(from, |text| HsaId::parse(text).ok())
    }
}

/// Words of a closed vocabulary by their canonical key.
macro_rules! by_key {
    ($name:ident, $type:ty) => {
        pub(super) mod $name {
            //! A word by its key.
            use serde::{Deserializer, Serializer};

            use crate::model::case_type::Vocabulary as _;

            pub(in crate::permission) fn serialize<S: Serializer>(word: &$type, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(word.key())
            }

            pub(in crate::permission) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                super::text(from, <$type>::parse)
            }
        }
    };
}
by_key!(role, crate::model::permission::Role);
by_key!(action, crate::model::permission::Action);
by_key!(reason, crate::permission::request::Reason);
by_key!(rule, crate::permission::rule::Rule);
by_key!(appointed_by, crate::permission::scope::AppointedBy);
