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
    Arendemottagare = "arendemottagare" | "ärendemottagare" | "äm" | "case receiver",
    Arendehanterare = "arendehanterare" | "ärendehanterare" | "äh" | "case handler" | "vårdgivare" | "vardgivare",
    LokalAdministrator = "lokal_administrator" | "lokal administratör" | "lokal administrator" | "local administrator" | "la" | "administratör" | "administrator",
    Behorighetsadministrator = "behorighetsadministrator" | "behörighetsadministratör" | "permission administrator" | "beh",
    Granskare = "granskare" | "reviewer" | "gr",
});
vocabulary!(PermissionState {
    Active = "active" | "aktiv" | "aktiverad",
    Inactive = "inactive" | "inaktiv" | "inaktiverad" | "pausad" | "paused",
    Pending = "pending" | "kommande" | "väntande",
    Expired = "expired" | "utgången" | "utgangen",
    Revoked = "revoked" | "återkallad" | "borttagen",
});

/// Why a permission is changed. Leave has no sub-kinds: its cause would be health data about staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Newly employed, or new at the clinic.
    Anstalld,
    /// A new task for somebody who is there already.
    NyUppgift,
    /// Leave, whatever its cause.
    Ledighet,
    /// Back from leave.
    Aterkommen,
    /// Has left.
    Slutat,
    /// Moved to another clinic.
    BytMottagning,
    /// The permission is no longer needed.
    BehovsEj,
    /// An earlier change was a mistake.
    Rattelse,
    /// A review of who has access.
    Granskning,
    /// Taken over from what existed before the register.
    Overtagande,
}

vocabulary!(Reason {
    Anstalld = "anstalld" | "anställd",
    NyUppgift = "ny_uppgift" | "ny uppgift",
    Ledighet = "ledighet",
    Aterkommen = "aterkommen" | "återkommen" | "åter",
    Slutat = "slutat",
    BytMottagning = "byt_mottagning" | "byt mottagning" | "bytt mottagning",
    BehovsEj = "behovs_ej" | "behovs ej" | "behövs ej",
    Rattelse = "rattelse" | "rättelse",
    Granskning = "granskning",
    Overtagande = "overtagande" | "övertagande",
});

/// What is to be done with a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Give it.
    Grant,
    /// Pause it.
    Pause,
    /// End its pause.
    Resume,
    /// Give it another last day, or none.
    Extend,
    /// Take it away.
    Revoke,
}

vocabulary!(Action {
    Grant = "grant" | "tilldela" | "ge" | "ny",
    Pause = "pause" | "pausa" | "inaktivera",
    Resume = "resume" | "återuppta" | "ateruppta" | "aktivera",
    Extend = "extend" | "förläng" | "forlang" | "ändra slutdatum",
    Revoke = "revoke" | "återkalla" | "aterkalla" | "ta bort",
});

/// A change of a permission that a table asks for.
#[derive(Clone, Debug)]
pub struct ChangeRecord {
    /// Where it stands.
    pub record: RecordRef,
    /// The clinic.
    pub clinic: HsaId,
    /// The person.
    pub staff: HsaId,
    /// The role.
    pub role: Role,
    /// What is to be done; a table without the column gives.
    pub action: Action,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Why.
    pub reason: Option<Reason>,
    /// Where the decision is found, as written.
    pub reference: Option<Box<str>>,
}

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
    /// The last day on which the person logged in.
    pub last_login: Field<NaiveDate>,
    /// How the person is told of new cases (e-mail, sms); an empty list means not at all.
    pub notified_by: Field<Vec<Box<str>>>,
    /// Whether the directory has a mail address for the person.
    pub directory_mail: Field<bool>,
}

/// What the register says of one permission: how it was decided.
#[derive(Clone, Debug)]
pub struct DecisionRecord {
    /// Where it stands: the number of the event that made it so.
    pub record: RecordRef,
    /// The clinic.
    pub clinic: HsaId,
    /// The person.
    pub staff: HsaId,
    /// The role.
    pub role: Role,
    /// Its state. A pause that is over and that nobody has ended is still a pause.
    pub state: PermissionState,
    /// The first day of that state.
    pub since: NaiveDate,
    /// Last day, if it ends.
    pub valid_until: Option<NaiveDate>,
    /// Who made the decision; none where they have been taken out of the register.
    pub decided_by: Option<HsaId>,
    /// The day on which it was written down.
    pub decided_on: NaiveDate,
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
    /// The clinic where they work; somebody who works at several has a row for each.
    pub workplace: Field<HsaId>,
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

impl AbsenceRecord {
    /// Whether the person is on leave on a day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
