//! What the HSA directory says of units: their place in the tree, and their contact cards.
//!
//! The file export has identity, names and hierarchy of every unit in the country and no contact data at all; LDIF, CSV
//! and `GetUnit` have the contact card. One type holds both, so that several sources can be put together.

pub mod address;
pub mod codes;
pub mod coordinates;
mod county;
pub mod dates;
mod dn;
mod flaw;
pub mod hours;
pub mod identity;
pub mod links;
mod merge;
pub mod phone;
mod selection;
mod tree;
mod visibility;

use chrono::NaiveDate;

use super::field::Field;
use super::hsa_id::HsaId;
use super::place::{Place, RecordRef};
use crate::vocabulary;

pub use address::Address;
pub use coordinates::{Coordinates, Grid};
pub use dates::Temporary;
pub use dn::Dn;
pub use flaw::{Flaw, FlawKind};
pub use hours::Interval;
pub use selection::Selection;
pub use tree::{Directory, Unit, UnitIx};
pub use visibility::{Lack, Visibility};

/// An object of the directory, as one record of one source gives it.
#[derive(Clone, Debug)]
pub struct DirectoryRecord {
    /// Where it stands.
    pub record: RecordRef,
    /// Its identity; `None` where it has none, or one that is no HSA-id. Such an object still holds its place in the tree.
    pub hsa_id: Option<HsaId>,
    /// Its distinguished name, leaf first, as written.
    pub dn: Option<Dn>,
    /// Its name: `name` of the file export, `ou`, `cn` or `o` of LDIF, `unitName` of `GetUnit`.
    pub name: Field<Box<str>>,
    /// The name that the public sees.
    pub public_name: Field<Box<str>>,
    /// What it is in the sense of the law on patient data, and whether it is that no longer.
    pub standing: Standing,
    /// The health care provider (vårdgivare) that is responsible for it.
    pub provider: Option<HsaId>,
    /// The units that belong to it as a health care unit (vårdenhet).
    pub members: Box<[HsaId]>,
    /// From when on it is in use.
    pub starts: Field<NaiveDate>,
    /// Until when it is in use.
    pub ends: Field<NaiveDate>,
    /// The contact card, where the source has one.
    pub card: Option<Box<ContactCard>>,
}

/// What an object is in the sense of the law on patient data, each with whether it is archived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing(u8);

impl Standing {
    /// A health care provider (vårdgivare).
    pub const PROVIDER: Self = Self(1);
    /// A health care unit (vårdenhet).
    pub const CARE_UNIT: Self = Self(2);
    /// No longer a health care provider.
    pub const PROVIDER_ARCHIVED: Self = Self(4);
    /// No longer a health care unit.
    pub const CARE_UNIT_ARCHIVED: Self = Self(8);
    /// Archived as a unit.
    pub const ARCHIVED: Self = Self(16);
    /// A function (`cn=`), not a unit of the organisation.
    pub const FUNCTION: Self = Self(32);

    /// Both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is that.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether it is out of use, whatever its dates say. An object that is both provider and unit is out of use when it
    /// is neither any longer.
    #[must_use]
    pub fn is_archived(self) -> bool {
        let unit = self.is(Self::CARE_UNIT);
        self.is(Self::ARCHIVED)
            || unit && self.is(Self::CARE_UNIT_ARCHIVED)
            || !unit && self.is(Self::PROVIDER) && self.is(Self::PROVIDER_ARCHIVED)
    }
}

/// What patients see of a unit: the contact card.
///
/// Numbers that are not for the public (`hsaTelephoneNumber`, `mobile`) are never read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContactCard {
    /// Visiting address.
    pub visiting_address: Field<Address>,
    /// Postal address.
    pub postal_address: Field<Address>,
    /// Public telephone numbers, as written.
    pub phones: Field<Vec<Box<str>>>,
    /// Switchboard.
    pub switchboard: Field<Box<str>>,
    /// Text telephone.
    pub text_phones: Field<Vec<Box<str>>>,
    /// Telefax.
    pub faxes: Field<Vec<Box<str>>>,
    /// Mail address of the unit.
    pub mail: Field<Box<str>>,
    /// Opening hours.
    pub hours: Field<Vec<Interval>>,
    /// Telephone hours.
    pub phone_hours: Field<Vec<Interval>>,
    /// Drop-in hours.
    pub drop_in_hours: Field<Vec<Interval>>,
    /// Visiting hours.
    pub visiting_hours: Field<Vec<Interval>>,
    /// Where it is: RT90 2.5 gon V.
    pub rt90: Field<Coordinates>,
    /// Where it is: SWEREF 99 TM.
    pub sweref99: Field<Coordinates>,
    /// County code, two digits such as `06`.
    pub county: Field<Box<str>>,
    /// Municipality code, four digits such as `0680`.
    pub municipality: Field<Box<str>>,
    /// Verksamhetskoder, four digits each.
    pub business_codes: Field<Vec<Box<str>>>,
    /// Vårdform, codes such as `01`.
    pub care_types: Field<Vec<Box<str>>>,
    /// Enhetstyp (`hsaBusinessType`), codes: `01` sjukhus, `02` vårdcentral, `03` distansenhet.
    pub unit_types: Field<Vec<Box<str>>>,
    /// Ägarform, as written.
    pub management: Field<Box<str>>,
    /// Shown for (`hsaDestinationIndicator`), codes: `03` is the public, that is 1177.
    pub destinations: Field<Vec<Box<str>>>,
    /// The unit's page on 1177.
    pub page_1177: Field<Box<str>>,
    /// The unit's own page.
    pub web_page: Field<Box<str>>,
    /// Temporary information.
    pub temporary: Field<Vec<Temporary>>,
    /// Verksamhetschef.
    pub manager: Field<HsaId>,
    /// Functions on the card, such as Receptförnyelse, with numbers and hours of their own.
    pub functions: Field<Vec<UnitFunction>>,
    /// Last changed.
    pub modified: Field<NaiveDate>,
}

/// A function on a unit's contact card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitFunction {
    /// Its name, such as Receptförnyelse.
    pub name: Box<str>,
    /// Its public telephone numbers, as written.
    pub phones: Vec<Box<str>>,
    /// Its telephone hours.
    pub hours: Vec<Interval>,
}

/// Kinds by which units of the directory are selected. A unit may be of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DirectoryKind {
    /// A health care provider.
    Vardgivare,
    /// A health care unit.
    Vardenhet,
    /// A hospital (enhetstyp 01).
    Sjukhus,
    /// A primary care centre (enhetstyp 02).
    Vardcentral,
    /// A unit that nobody visits (enhetstyp 03).
    Distansenhet,
    /// A function.
    Funktion,
    /// A unit of the organisation that is no function.
    Enhet,
    /// An organisation (`o=`).
    Organisation,
    /// An object of the service tree, which is not part of any organisation's care.
    Tjanst,
}

vocabulary!(DirectoryKind {
    Vardgivare = "vardgivare" | "vårdgivare" | "care provider",
    Vardenhet = "vardenhet" | "vårdenhet" | "care unit",
    Sjukhus = "sjukhus" | "hospital",
    Vardcentral = "vardcentral" | "vårdcentral" | "primary care centre",
    Distansenhet = "distansenhet" | "remote unit",
    Funktion = "funktion" | "function",
    Enhet = "enhet" | "unit",
    Organisation = "organisation" | "organization",
    Tjanst = "tjanst" | "tjänst" | "service",
});

/// Where records of a unit disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardConflict {
    /// The field, by its name in [`ContactCard`] or [`DirectoryRecord`].
    pub field: &'static str,
    /// The places that disagree.
    pub places: Vec<Place>,
}
