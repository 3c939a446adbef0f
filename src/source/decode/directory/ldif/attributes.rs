//! What attributes mean: the national schema's names and the older ones of regional directories, in lower case.
//!
//! Numbers that are not for the public, and everything that is about persons, mean nothing here, and are never read.

/// What an attribute means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Object classes.
    Class,
    /// Something that only persons have.
    Personal,
    HsaId,
    /// A name: `ou`, `cn` or `o`, whichever the distinguished name begins with.
    Name,
    /// The town that it lies in.
    Town,
    /// Visiting address of the newer kind.
    Visiting,
    /// Visiting address, older.
    Street,
    Postal,
    /// Postal address, older.
    PostalLines,
    PostalCode,
    /// `telephoneNumber`: public in the national schema, and not where there is a public number of its own.
    Phone,
    PublicPhone,
    Switchboard,
    TextPhone,
    Fax,
    Mail,
    Hours,
    PhoneHours,
    DropInHours,
    VisitingHours,
    Rt90,
    Latitude,
    Longitude,
    County,
    Municipality,
    Business,
    CareType,
    UnitType,
    Management,
    Destination,
    Page1177,
    WebPage,
    Temporary,
    Manager,
    Provider,
    Member,
    Starts,
    Ends,
    Archived,
    Modified,
}

impl Meaning {
    /// What an attribute means, by its name in lower case.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "objectclass" => Self::Class,
            "personalidentitynumber"
            | "hsapersonidentitynumber"
            | "hsapassportnumber"
            | "givenname"
            | "sn"
            | "middlename"
            | "hsamiddlename"
            | "hsapersonprescriptioncode"
            | "personalprescriptioncode"
            | "hsatitle"
            | "patitlecode"
            | "patitlename"
            | "hsaprotectedperson" => Self::Personal,
            "hsaidentity" => Self::HsaId,
            "ou" | "organizationalunitname" | "cn" | "commonname" | "o" | "organizationname" => Self::Name,
            "l" | "localityname" => Self::Town,
            "hsavisitingaddress" => Self::Visiting,
            "street" | "streetaddress" | "hsastreetaddress" => Self::Street,
            "hsapostaladdress" => Self::Postal,
            "postaladdress" => Self::PostalLines,
            "postalcode" => Self::PostalCode,
            "telephonenumber" => Self::Phone,
            "hsapublictelephonenumber" => Self::PublicPhone,
            "hsaswitchboardnumber" | "hsasedfswitchboardtelephoneno" => Self::Switchboard,
            "hsatexttelephonenumber" | "hsatextphonenumber" => Self::TextPhone,
            "facsimiletelephonenumber" => Self::Fax,
            "mail" => Self::Mail,
            "surgeryhours" | "hsasurgeryhours" => Self::Hours,
            "telephonehours" | "hsatelephonetime" => Self::PhoneHours,
            "dropinhours" | "hsadropinhours" => Self::DropInHours,
            "visitinghours" | "hsavisitinghours" => Self::VisitingHours,
            "geographicalcoordinates" | "hsageographicalcoordinates" => Self::Rt90,
            "hsasweref99latitude" => Self::Latitude,
            "hsasweref99longitude" => Self::Longitude,
            "countycode" | "hsacountycode" => Self::County,
            "municipalitycode" | "hsamunicipalitycode" => Self::Municipality,
            "businessclassificationcode" | "hsabusinessclassificationcode" => Self::Business,
            "caretype" | "vgrcaretype" => Self::CareType,
            "hsabusinesstype" => Self::UnitType,
            "management" | "hsamanagementcode" => Self::Management,
            "hsadestinationindicator" => Self::Destination,
            "hsavpwwebpage" => Self::Page1177,
            "labeleduri" => Self::WebPage,
            "hsavpwinformation2" | "vgrtempinfo" => Self::Temporary,
            "hsahealthcareunitmanager" => Self::Manager,
            "hsaresponsiblehealthcareprovider" => Self::Provider,
            "hsahealthcareunitmember" => Self::Member,
            "startdate" | "hsastartdate" => Self::Starts,
            "enddate" | "hsaenddate" => Self::Ends,
            "hsaarchivedobject" => Self::Archived,
            "modifytimestamp" | "vgrmodifytimestamp" | "whenchanged" => Self::Modified,
            _ => return None,
        })
    }

    /// The field that it is read into, where it is one of its own.
    pub(crate) fn field(self) -> Option<&'static str> {
        Some(match self {
            Self::Class | Self::Personal | Self::Town | Self::PostalCode | Self::Archived => return None,
            Self::HsaId => "hsa_id",
            Self::Name => "name",
            Self::Visiting | Self::Street => "visiting_address",
            Self::Postal | Self::PostalLines => "postal_address",
            Self::Phone | Self::PublicPhone => "phones",
            Self::Switchboard => "switchboard",
            Self::TextPhone => "text_phones",
            Self::Fax => "faxes",
            Self::Mail => "mail",
            Self::Hours => "hours",
            Self::PhoneHours => "phone_hours",
            Self::DropInHours => "drop_in_hours",
            Self::VisitingHours => "visiting_hours",
            Self::Rt90 => "rt90",
            Self::Latitude | Self::Longitude => "sweref99",
            Self::County => "county",
            Self::Municipality => "municipality",
            Self::Business => "business_codes",
            Self::CareType => "care_types",
            Self::UnitType => "unit_types",
            Self::Management => "management",
            Self::Destination => "destinations",
            Self::Page1177 => "page_1177",
            Self::WebPage => "web_page",
            Self::Temporary => "temporary",
            Self::Manager => "manager",
            Self::Provider => "provider",
            Self::Member => "members",
            Self::Starts => "starts",
            Self::Ends => "ends",
            Self::Modified => "modified",
        })
    }
}
