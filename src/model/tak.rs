//! What TAK (tjänsteadresseringskatalogen) says of the booking contracts: who answers where, and who may call.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::outcome::Truth;
use super::place::{Place, RecordRef, Step};
use super::{hsa_id, personal_number};

/// The domain whose contracts make direct booking.
pub const BOOKING_DOMAIN: &str = "urn:riv:crm:scheduling:";

/// What was read of one or several TAK files: the routes and permissions of [`BOOKING_DOMAIN`].
#[derive(Clone, Debug, Default)]
pub struct Tak {
    /// Vägval.
    pub routes: Vec<Route>,
    /// Anropsbehörigheter.
    pub permissions: Vec<CallPermission>,
    /// Of which contracts all routes are here.
    pub routes_told: Told,
    /// Of which contracts all permissions are here.
    pub permissions_told: Told,
}

impl Tak {
    /// Adds what another file says.
    pub fn absorb(&mut self, mut other: Self) {
        self.routes.append(&mut other.routes);
        self.permissions.append(&mut other.permissions);
        self.routes_told.absorb(other.routes_told);
        self.permissions_told.absorb(other.permissions_told);
    }
}

/// Of which contracts a file tells everything, so that what is not there does not exist.
///
/// An export of TAK tells of all. An answer of the cooperation API tells of what it was asked for, which it does not
/// repeat: then a contract of which it names several addresses was asked for as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Of these.
    Of(BTreeSet<Arc<str>>),
    /// Of all.
    All,
}

impl Default for Told {
    fn default() -> Self {
        Self::Of(BTreeSet::new())
    }
}

impl Told {
    /// Whether what is not there of this contract does not exist.
    #[must_use]
    pub fn of(&self, contract: &str) -> bool {
        match self {
            Self::All => true,
            Self::Of(contracts) => contracts.contains(contract),
        }
    }

    fn absorb(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Of(ours), Self::Of(mut theirs)) => ours.append(&mut theirs),
            (_, Self::All) => *self = Self::All,
            (Self::All, Self::Of(_)) => {}
        }
    }
}

macro_rules! name {
    ($(#[doc = $about:literal])+ $name:ident) => {
        $(#[doc = $about])+
        ///
        /// Kept as written but for surrounding blanks, compared without regard to case. [`fmt::Display`] never shows a
        /// personal identity number, which the id of a sole trader may hold.
        #[derive(Clone)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes it as somebody wrote it; `None` when there is nothing but blanks.
            #[must_use]
            pub fn parse(written: &str) -> Option<Self> {
                let text = hsa_id::trim(written);
                (!text.is_empty()).then(|| Self(text.into()))
            }

            /// As it was written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0.eq_ignore_ascii_case(&other.0)
            }
        }
        impl Eq for $name {}
        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                for byte in self.0.bytes() {
                    state.write_u8(byte.to_ascii_uppercase());
                }
                state.write_u8(0xff);
            }
        }
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                let upper = |name: &Self| name.0.to_ascii_uppercase();
                upper(self).cmp(&upper(other))
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&personal_number::masked(&self.0))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    };
}

name! {
    /// A logical address: an HSA-id, an organisation number, `SE`, `*`, or the old form `VG#VE`.
    LogicalAddress
}

name! {
    /// A system that calls: mostly an HSA-id, but TAK also holds names such as `Testkonsument 1`.
    Consumer
}

impl LogicalAddress {
    /// Everyone: what holds where nothing nearer does.
    pub const EVERYONE: &str = "*";

    /// The unit of the old form `VG#VE`.
    #[must_use]
    pub fn unit(&self) -> Option<Self> {
        let (_, unit) = self.0.rsplit_once('#')?;
        Self::parse(unit)
    }
}

/// When a route or a permission counts, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// From when on.
    pub from: Limit,
    /// Until when.
    pub until: Limit,
}

/// One end of a [`Validity`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limit {
    /// None: always, or for ever.
    #[default]
    Open,
    /// This instant.
    At(DateTime<Utc>),
    /// There is one, which cannot be read.
    Unreadable,
}

impl Limit {
    /// The instant, where there is one that can be read.
    #[must_use]
    pub fn instant(self) -> Option<DateTime<Utc>> {
        match self {
            Self::At(instant) => Some(instant),
            Self::Open | Self::Unreadable => None,
        }
    }
}

impl Validity {
    /// Whether it counts at an instant.
    #[must_use]
    pub fn covers(self, instant: DateTime<Utc>) -> Truth {
        let side = |limit: Limit, holds: fn(&DateTime<Utc>, &DateTime<Utc>) -> bool| match limit {
            Limit::Open => Truth::True,
            Limit::At(at) => holds(&at, &instant).into(),
            Limit::Unreadable => Truth::Unknown,
        };
        side(self.from, DateTime::le).and(side(self.until, DateTime::ge))
    }

    /// Whether it ends before it begins, so that it never counts.
    #[must_use]
    pub fn is_reversed(self) -> bool {
        matches!((self.from, self.until), (Limit::At(from), Limit::At(until)) if until < from)
    }

    /// Whether both count at the same time, for longer than an instant, as far as can be read.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let begins_before_end = |one: Self, two: Self| match (one.from.instant(), two.until.instant()) {
            (Some(from), Some(until)) => from < until,
            _ => true,
        };
        begins_before_end(self, other) && begins_before_end(other, self)
    }
}

/// How a record names its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As TAK exports it: under `relationships`.
    Export,
    /// As the cooperation API answers: in an object of its own.
    Answer,
}

impl Form {
    fn place(self, record: RecordRef) -> Place {
        let route = match self {
            Self::Export => vec![Step::Field("relationships"), Step::Field("logiskadress")],
            Self::Answer => vec![Step::Field("logicalAddress"), Step::Field("logicalAddress")],
        };
        Place { record, route }
    }
}

/// A vägval: calls of a contract to an address go to a producer.
#[derive(Clone, Debug)]
pub struct Route {
    /// Where it stands.
    pub record: RecordRef,
    /// In which form.
    pub form: Form,
    /// The contract's name, such as `GetAvailableTimeslots`.
    pub contract: Arc<str>,
    /// The address.
    pub address: LogicalAddress,
    /// The RIV-TA profile in capitals, such as `RIVTABP21`, where the file has it.
    pub profile: Option<Arc<str>>,
    /// When it counts.
    pub validity: Validity,
}

impl Route {
    /// Where its address stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.form.place(self.record)
    }
}

/// An anropsbehörighet: a consumer may call a contract at an address.
#[derive(Clone, Debug)]
pub struct CallPermission {
    /// Where it stands.
    pub record: RecordRef,
    /// In which form.
    pub form: Form,
    /// The contract's name.
    pub contract: Arc<str>,
    /// The address.
    pub address: LogicalAddress,
    /// Who may call.
    pub consumer: Consumer,
    /// When it counts.
    pub validity: Validity,
}

impl CallPermission {
    /// Where its address stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.form.place(self.record)
    }
}

/// The name of a booking contract, from its namespace: `urn:riv:crm:scheduling:MakeBookingResponder:1` is `MakeBooking`.
/// A major version other than 1 stays: `MakeBooking:2`. `None` when the contract is of another domain.
#[must_use]
pub fn booking_contract(namespace: &str) -> Option<String> {
    let namespace = hsa_id::trim(namespace);
    let domain = namespace.get(..BOOKING_DOMAIN.len())?;
    if !domain.eq_ignore_ascii_case(BOOKING_DOMAIN) {
        return None;
    }
    let mut parts = namespace[BOOKING_DOMAIN.len()..].split(':');
    let written = parts.next()?;
    let name = match written.len().checked_sub(RESPONDER.len()) {
        Some(at) if at > 0 && written.is_char_boundary(at) && written[at..].eq_ignore_ascii_case(RESPONDER) => {
            &written[..at]
        }
        _ => written,
    };
    if name.is_empty() {
        return None;
    }
    match parts.next() {
        None | Some("1" | "") => Some(name.to_owned()),
        Some(major) => Some(format!("{name}:{major}")),
    }
}

const RESPONDER: &str = "Responder";

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::{Consumer, Limit, LogicalAddress, Told, Validity, booking_contract};
    use crate::model::outcome::Truth;

    #[test]
    fn contracts_go_by_their_name() {
        for (namespace, name) in [
            ("urn:riv:crm:scheduling:GetAvailableTimeslotsResponder:1", Some("GetAvailableTimeslots")),
            ("urn:riv:crm:scheduling:GetAvailableTimeslots:1", Some("GetAvailableTimeslots")),
            ("urn:riv:crm:scheduling:GetAvailableTimeslots:1:rivtabp21", Some("GetAvailableTimeslots")),
            (" URN:RIV:crm:scheduling:MakeBookingresponder:1\u{a0}", Some("MakeBooking")),
            ("urn:riv:crm:scheduling:MakeBooking", Some("MakeBooking")),
            ("urn:riv:crm:scheduling:MakeBookingResponder:2", Some("MakeBooking:2")),
            ("urn:riv:crm:scheduling:Responder:1", Some("Responder")),
            ("urn:riv:crm:scheduling:", None),
            ("urn:riv:crm:schedulingåäö", None),
            ("urn:riv:clinicalprocess:activity:request:ProcessRequestResponder:1", None),
            ("", None),
        ] {
            assert_eq!(booking_contract(namespace).as_deref(), name, "{namespace}");
        }
    }

    #[test]
    fn names_are_compared_without_case_and_never_show_a_personal_identity_number() {
        let address = |text| LogicalAddress::parse(text).expect("it is an address");
        assert_eq!(address(" SE2321000057-test1\u{a0}"), address("SE2321000057-TEST1"));
        assert_eq!(address("SE2321000057-VG#SE2321000057-ve").unit(), Some(address("SE2321000057-VE")));
        assert_eq!(address("*").unit(), None);
        assert_eq!(LogicalAddress::parse(" \u{feff}"), None);
        let consumer = Consumer::parse("811218-9876").expect("it is a name");
        assert!(!consumer.to_string().contains("9876") && !format!("{consumer:?}").contains("9876"));
    }

    #[test]
    fn both_ends_of_a_validity_are_included() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("it is an instant");
        let day = |text: &str| Limit::At(at(&format!("{text}T00:00:00Z")));
        let year = Validity { from: day("2026-01-01"), until: day("2026-12-31") };
        assert_eq!(year.covers(at("2026-01-01T00:00:00Z")), Truth::True);
        assert_eq!(year.covers(at("2026-12-31T00:00:00Z")), Truth::True);
        assert_eq!(year.covers(at("2026-12-31T00:00:01Z")), Truth::False);
        let doubtful = Validity { from: Limit::Unreadable, ..year };
        assert_eq!(doubtful.covers(at("2026-06-01T00:00:00Z")), Truth::Unknown);
        assert_eq!(doubtful.covers(at("2027-06-01T00:00:00Z")), Truth::False);
        assert_eq!(Validity::default().covers(DateTime::<Utc>::MIN_UTC), Truth::True);
        let next = Validity { from: day("2026-12-31"), until: Limit::Open };
        assert!(!year.overlaps(next) && !next.overlaps(year), "one takes over from the other");
        assert!(year.overlaps(Validity::default()));
        assert!(Validity { from: day("2026-12-31"), until: day("2026-01-01") }.is_reversed());
    }

    #[test]
    fn an_answer_tells_of_what_it_was_asked_for() {
        let mut told = Told::default();
        assert!(!told.of("MakeBooking"));
        told.absorb(Told::Of(["MakeBooking".into()].into()));
        assert!(told.of("MakeBooking") && !told.of("CancelBooking"));
        told.absorb(Told::All);
        told.absorb(Told::default());
        assert!(told.of("CancelBooking"));
    }
}
