//! What TAK (tjänsteadresseringskatalogen) says of the booking contracts: who answers where, and who may call.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::hsa_id::HsaId;
use super::place::RecordRef;

/// The domain whose contracts make direct booking.
pub const BOOKING_DOMAIN: &str = "urn:riv:crm:scheduling:";

/// What was read of one or several TAK exports: the routes and permissions of [`BOOKING_DOMAIN`].
#[derive(Clone, Debug, Default)]
pub struct Tak {
    /// Vägval.
    pub routes: Vec<Route>,
    /// Anropsbehörigheter.
    pub permissions: Vec<CallPermission>,
}

/// A logical address, trimmed and compared without regard to case: an HSA-id, an organisation number, `SE`, `*`, or the
/// old form `VG#VE`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LogicalAddress(pub Arc<str>);

/// When a route or a permission counts: from the one instant, up to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// From when on; `None`: always.
    pub from: Option<DateTime<Utc>>,
    /// Until when; `None`: for ever.
    pub until: Option<DateTime<Utc>>,
}

impl Validity {
    /// Whether it counts at an instant.
    #[must_use]
    pub fn covers(self, instant: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| from <= instant) && self.until.is_none_or(|until| instant < until)
    }
}

/// A vägval: calls of a contract to an address go to a producer.
#[derive(Clone, Debug)]
pub struct Route {
    /// Where it stands.
    pub record: RecordRef,
    /// The contract's name, such as `GetAvailableTimeslots`.
    pub contract: Arc<str>,
    /// The address.
    pub address: LogicalAddress,
    /// The RIV-TA profile, such as `RIVTABP21`, where the export has it.
    pub profile: Option<Arc<str>>,
    /// When it counts.
    pub validity: Validity,
}

/// An anropsbehörighet: a consumer may call a contract at an address.
#[derive(Clone, Debug)]
pub struct CallPermission {
    /// Where it stands.
    pub record: RecordRef,
    /// The contract's name.
    pub contract: Arc<str>,
    /// The address.
    pub address: LogicalAddress,
    /// Who may call.
    pub consumer: HsaId,
    /// When it counts.
    pub validity: Validity,
}
