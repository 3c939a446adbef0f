//! What is wrong with the directory's own data: the list that a directory administrator works from.

use super::RecordRef;
use crate::model::outcome::Severity;
use crate::vocabulary;

/// A flaw of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Flaw {
    /// What is wrong.
    pub kind: FlawKind,
    /// Where.
    pub record: RecordRef,
    /// The field, by its canonical name; `None` for the record as a whole.
    pub field: Option<&'static str>,
}

/// Kinds of flaw. The first half is what a real national file export has; the second follows the warnings that version 1
/// of `GetUnit` gave (10 to 50).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FlawKind {
    /// No HSA-id.
    NoHsaId,
    /// An HSA-id that is none.
    HsaIdForm,
    /// The HSA-id has a blank before or after it.
    HsaIdBlank,
    /// The HSA-id has lower-case letters.
    HsaIdLowerCase,
    /// The organisation number in the HSA-id fails its check digit.
    HsaIdCheckDigit,
    /// The HSA-id is longer than 31 characters.
    HsaIdTooLong,
    /// The HSA-id or the organisation number reads as a personal identity number.
    PersonalNumber,
    /// Two objects of the organisation tree have the same HSA-id.
    DuplicateHsaId,
    /// An object stands in the organisation tree and in the service tree.
    AlsoInServiceTree,
    /// No distinguished name, or one that cannot be read.
    DnForm,
    /// Characters that the RIV-TA type for distinguished names does not allow.
    DnOutsidePattern,
    /// Two records have the same distinguished name.
    DuplicateDn,
    /// The object above it is not in the directory.
    NoParent,
    /// No name.
    NoName,
    /// The name is longer than the 64 characters that a contact card shows.
    NameTooLong,
    /// An organisation number that is not written NNNNNN-NNNN.
    OrgNoForm,
    /// An organisation number that fails its check digit.
    OrgNoCheckDigit,
    /// A member that is not in the directory.
    MemberMissing,
    /// A health care provider that is not in the directory.
    ProviderMissing,
    /// It ends before it begins.
    DatesReversed,
    /// A date that cannot be read.
    DateForm,
    /// It is in use, and the object above it is not.
    ParentEnded,
    /// Hours that cannot be read.
    HoursForm,
    /// It closes before it opens, or at once.
    HoursReversed,
    /// A mail address that is none.
    MailForm,
    /// A telephone number that cannot be dialled as written.
    PhoneForm,
    /// Coordinates that cannot be read.
    CoordinatesForm,
    /// Coordinates outside Sweden.
    CoordinatesOutside,
    /// Coordinates with north and east changed round.
    CoordinatesSwapped,
    /// RT90 and SWEREF 99 say that it is in different places.
    CoordinatesDiffer,
    /// A visiting address without a street, or with neither town nor postal code; a postal address without postal code or
    /// town.
    AddressForm,
    /// A link that is none.
    LinkForm,
    /// A code that is not of the form that its list has.
    CodeForm,
    /// A text so long that it cannot be what its field is for. It was not read.
    TextTooLong,
    /// Temporary information without an end, which stays visible.
    TemporaryWithoutEnd,
    /// Temporary information whose time has passed.
    TemporaryPassed,
}

vocabulary!(FlawKind {
    NoHsaId = "no_hsa_id",
    HsaIdForm = "hsa_id_form",
    HsaIdBlank = "hsa_id_blank",
    HsaIdLowerCase = "hsa_id_lower_case",
    HsaIdCheckDigit = "hsa_id_check_digit",
    HsaIdTooLong = "hsa_id_too_long",
    PersonalNumber = "personal_number",
    DuplicateHsaId = "duplicate_hsa_id",
    AlsoInServiceTree = "also_in_service_tree",
    DnForm = "dn_form",
    DnOutsidePattern = "dn_outside_pattern",
    DuplicateDn = "duplicate_dn",
    NoParent = "no_parent",
    NoName = "no_name",
    NameTooLong = "name_too_long",
    OrgNoForm = "org_no_form",
    OrgNoCheckDigit = "org_no_check_digit",
    MemberMissing = "member_missing",
    ProviderMissing = "provider_missing",
    DatesReversed = "dates_reversed",
    DateForm = "date_form",
    ParentEnded = "parent_ended",
    HoursForm = "hours_form",
    HoursReversed = "hours_reversed",
    MailForm = "mail_form",
    PhoneForm = "phone_form",
    CoordinatesForm = "coordinates_form",
    CoordinatesOutside = "coordinates_outside",
    CoordinatesSwapped = "coordinates_swapped",
    CoordinatesDiffer = "coordinates_differ",
    AddressForm = "address_form",
    LinkForm = "link_form",
    CodeForm = "code_form",
    TextTooLong = "text_too_long",
    TemporaryWithoutEnd = "temporary_without_end",
    TemporaryPassed = "temporary_passed",
});

impl FlawKind {
    /// How bad it is: an error makes the object or its place in the tree unusable to others, a warning misleads those who
    /// read it, the rest is worth knowing.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::NoHsaId
            | Self::HsaIdForm
            | Self::PersonalNumber
            | Self::DuplicateHsaId
            | Self::DnForm
            | Self::DuplicateDn
            | Self::NoParent
            | Self::NoName
            | Self::DatesReversed
            | Self::DateForm => Severity::Error,
            Self::HsaIdLowerCase | Self::AlsoInServiceTree | Self::DnOutsidePattern | Self::OrgNoForm => Severity::Info,
            _ => Severity::Warning,
        }
    }
}
