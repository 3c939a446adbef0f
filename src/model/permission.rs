//! Staff permissions (behörigheter) as the personnel tool exports them, and what staff and absence lists say.

use chrono::NaiveDate;

use super::field::Field;
use super::hsa_id::HsaId;
use super::place::RecordRef;
use crate::vocabulary;

/// A role in the personnel tool, held per clinic (`1177-e-tjanster`, section 1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Watches and distributes the clinic's incoming cases.
    Arendemottagare,
    /// Answers the cases that are distributed to them. Older name: vårdgivare.
    Arendehanterare,
    /// Gives permissions and configures the clinic. Older name: administratör.
    LokalAdministrator,
    /// Handles permissions for ärendemottagare and ärendehanterare.
    Behorighetsadministrator,
    /// Reviews activity logs.
    Granskare,
}

/// Whether a permission can be used now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PermissionState {
    /// In effect.
    Active,
    /// Inactivated or paused.
    Inactive,
    /// Not yet in effect.
    Pending,
    /// Past its last day.
    Expired,
    /// Taken away.
    Revoked,
}

vocabulary!(Role {
    Arendemottagare = "arendemottagare" | "ärendemottagare" | "äm",
    Arendehanterare = "arendehanterare" | "ärendehanterare" | "äh" | "vårdgivare" | "vardgivare",
    LokalAdministrator = "lokal_administrator" | "lokal administratör" | "lokal administrator" | "la" | "administratör" | "administrator",
    Behorighetsadministrator = "behorighetsadministrator" | "behörighetsadministratör" | "beh",
    Granskare = "granskare" | "gr",
});
vocabulary!(PermissionState {
    Active = "active" | "aktiv" | "aktiverad",
    Inactive = "inactive" | "inaktiv" | "inaktiverad" | "pausad" | "paused",
    Pending = "pending" | "kommande" | "väntande",
    Expired = "expired" | "utgången" | "utgangen",
    Revoked = "revoked" | "återkallad" | "borttagen",
});

/// One role of one person at one clinic.
#[derive(Clone, Debug)]
pub struct PermissionRecord {
    /// Where it stands.
    pub record: RecordRef,
    /// The clinic.
    pub clinic: HsaId,
    /// The person.
    pub staff: HsaId,
    /// The role.
    pub role: Field<Role>,
    /// Its state. An export without the column lists what is in effect: the decoder says so and sets `Active`.
    pub state: Field<PermissionState>,
    /// Who decided it.
    pub granted_by: Field<HsaId>,
    /// When.
    pub granted_on: Field<NaiveDate>,
    /// Last day, if it ends.
    pub valid_until: Field<NaiveDate>,
    /// How the person is told of new cases (e-mail, sms); an empty list means not at all.
    pub notified_by: Field<Vec<Box<str>>>,
    /// Whether the directory has a mail address for the person.
    pub directory_mail: Field<bool>,
}

/// One person of the staff list.
#[derive(Clone, Debug)]
pub struct StaffRecord {
    /// Where it stands.
    pub record: RecordRef,
    /// The person.
    pub staff: HsaId,
    /// Last day of employment; `Absent` where the employment has no end.
    pub employed_until: Field<NaiveDate>,
}

/// One period of leave. Dates only: the cause would be health data about staff and is never read.
#[derive(Clone, Debug)]
pub struct AbsenceRecord {
    /// Where it stands.
    pub record: RecordRef,
    /// The person.
    pub staff: HsaId,
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` while it is open.
    pub until: Option<NaiveDate>,
}
