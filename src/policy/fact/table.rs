//! The one table of facts. Type check, did-you-mean, the JSON Schema for editors, `policy facts` and `facts show` all
//! come from here.

use super::FactType::{Bool, CaseTypes, Date, Prose, Record, Span, Text};
use super::read;
use super::{FactDef, FactIx, FactType, Scope, SpanKind};
use crate::model::finding::ItemKind;
use crate::model::source::SourceKind::{
    Absence, Clinics, Declarations, Directory, Exports, Permissions, Register, Staff, Tak,
};

const STATUS: FactType = FactType::Word(&["not_activated", "active", "closed"]);
const UNIT_KIND: FactType = FactType::Word(&["mottagning", "avdelning", "distansenhet", "tandvard", "sjukhus"]);
const CARE_LEVEL: FactType = FactType::Word(&["primarvard", "specialistvard"]);
const AGREEMENT: FactType = FactType::Word(&["egen_regi", "avtal", "vardval", "privat"]);
const TYPE_STATE: FactType = FactType::Word(&["not_assigned", "inactive", "active"]);
const TYPE_KIND: FactType = FactType::Word(&["message_form", "direct_booking", "uthopp"]);
const ORIGIN: FactType = FactType::Word(&["central", "local"]);
const ROLES: &[&str] =
    &["arendemottagare", "arendehanterare", "lokal_administrator", "behorighetsadministrator", "granskare"];
const PERMISSION_STATE: FactType = FactType::Word(&["active", "inactive", "pending", "expired", "revoked"]);
const CHANNELS: FactType = FactType::Words(&["phone", "letter", "visit", "digital"]);
const UNIT_STATE: FactType = FactType::Word(&["current", "future", "ended", "missing"]);
const FLAWS: FactType = FactType::Words(FLAW_KINDS);
const WORDS: FactType = FactType::Words(&[]);
const DAYS: FactType = Span(SpanKind::Calendar);

const C: Scope = Scope::Clinic;
const T: Scope = Scope::Item(ItemKind::CaseType);
const P: Scope = Scope::Item(ItemKind::Permission);
const U: Scope = Scope::Item(ItemKind::User);
const S: Scope = Scope::Item(ItemKind::Service);
const D: Scope = Scope::Item(ItemKind::Decision);

const FLAW_KINDS: &[&str] = &[
    "no_hsa_id",
    "hsa_id_form",
    "hsa_id_blank",
    "hsa_id_lower_case",
    "hsa_id_check_digit",
    "hsa_id_too_long",
    "personal_number",
    "duplicate_hsa_id",
    "also_in_service_tree",
    "dn_form",
    "dn_outside_pattern",
    "duplicate_dn",
    "no_parent",
    "no_name",
    "name_too_long",
    "org_no_form",
    "org_no_check_digit",
    "member_missing",
    "provider_missing",
    "dates_reversed",
    "date_form",
    "parent_ended",
    "hours_form",
    "hours_reversed",
    "mail_form",
    "phone_form",
    "coordinates_form",
    "coordinates_outside",
    "coordinates_swapped",
    "coordinates_differ",
    "address_form",
    "link_form",
    "code_form",
    "text_too_long",
    "temporary_without_end",
    "temporary_passed",
];

macro_rules! facts {
    ($($path:literal $ty:tt $scope:ident $source:ident $route:literal $read:ident $($personal:ident)?;)*) => {
        &[$(FactDef {
            path: $path,
            ty: $ty,
            scope: $scope,
            source: $source,
            route: $route,
            personal: facts!(@personal $($personal)?),
            read: read::$read,
        }),*]
    };
    (@personal personal) => { true };
    (@personal) => { false };
}

/// Every fact, by path.
#[rustfmt::skip]
pub static TABLE: &[FactDef] = facts! {
    "clinic.in_export"              Bool        C Exports      ""                     in_export;
    "clinic.listed"                 Bool        C Clinics      ""                     listed;
    "clinic.name"                   Text        C Exports      "name"                 name;
    "clinic.status"                 STATUS      C Exports      "status"               status;
    "clinic.unit_kind"              UNIT_KIND   C Exports      "unit_kind"            unit_kind;
    "clinic.care_level"             CARE_LEVEL  C Exports      "care_level"           care_level;
    "clinic.agreement"              AGREEMENT   C Exports      "agreement"            agreement;
    "clinic.business_code"          Text        C Exports      "business_code"        business_code;
    "clinic.municipality"           Text        C Exports      "municipality"         municipality;
    "clinic.open_to_whole_country"  Bool        C Exports      "service_area"         open_to_whole_country;
    "clinic.recommended"            Bool        C Exports      "recommended"          recommended;
    "clinic.changed"                Date        C Exports      "changed"              changed;
    "clinic.other_information"      Prose       C Exports      "other_information"    other_information;
    "clinic.standard_replies"       Prose       C Exports      "standard_replies"     standard_replies;
    "clinic.reverse_flow_templates" Prose       C Exports      "reverse_flow_templates" reverse_flow_templates;
    "clinic.prescribes_medicines"   Bool        C Declarations "prescribes_medicines" prescribes_medicines;
    "clinic.prescribes_aids"        Bool        C Declarations "prescribes_aids"      prescribes_aids;
    "clinic.offers_advice"          Bool        C Declarations "offers_advice"        offers_advice;
    "clinic.can_book_directly"      Bool        C Declarations "can_book_directly"    can_book_directly;
    "case_types.assigned"           CaseTypes   C Exports      "case_types"           types_assigned;
    "case_types.active"             CaseTypes   C Exports      "case_types"           types_active;
    "case_types.open"               CaseTypes   C Exports      "case_types"           types_open;
    "case_types.open_direct_booking" CaseTypes  C Exports      "case_types"           types_open_direct_booking;
    "booking.time_types"            WORDS       C Exports      "time_types"           time_types;
    "booking.callable_contracts"    WORDS       C Tak          ""                     callable_contracts;
    "booking.direct_contracts"      WORDS       C Tak          ""                     direct_contracts;
    "booking.inherited_contracts"   WORDS       C Tak          ""                     inherited_contracts;
    "booking.routed_without_permission" WORDS   C Tak          ""                     routed_without_permission;
    "booking.permitted_without_route" WORDS     C Tak          ""                     permitted_without_route;
    "permissions.register_kept"     Bool        C Register     ""                     register_kept;
    "permissions.latest_grant"      Date        C Permissions  "granted_on"           latest_grant;
    "directory.unit.state"          UNIT_STATE  C Directory    ""                     directory_state;
    "directory.unit.name"           Text        C Directory    "name"                 directory_name;
    "directory.unit.public_name"    Text        C Directory    "public_name"          directory_public_name;
    "directory.unit.ends"           Date        C Directory    "ends"                 directory_ends;
    "directory.unit.visiting_address" Text        C Directory    "visiting_address"     directory_visiting_address;
    "directory.unit.postal_address" Text        C Directory    "postal_address"       directory_postal_address;
    "directory.unit.phones"         WORDS       C Directory    "phones"               directory_phones;
    "directory.unit.hours"          WORDS       C Directory    "hours"                directory_hours;
    "directory.unit.phone_hours"    WORDS       C Directory    "phone_hours"          directory_phone_hours;
    "directory.unit.coordinates"    Record      C Directory    "coordinates"          directory_coordinates;
    "directory.unit.county"         Text        C Directory    "county"               directory_county;
    "directory.unit.municipality"   Text        C Directory    "municipality"         directory_municipality;
    "directory.unit.business_codes" WORDS       C Directory    "business_codes"       directory_business_codes;
    "directory.unit.care_types"     WORDS       C Directory    "care_types"           directory_care_types;
    "directory.unit.unit_types"     WORDS       C Directory    "unit_types"           directory_unit_types;
    "directory.unit.destinations"   WORDS       C Directory    "destinations"         directory_destinations;
    "directory.unit.page_1177"      Text        C Directory    "page_1177"            directory_page_1177;
    "directory.unit.shown_on_1177"  Bool        C Directory    "destinations"         directory_shown;
    "directory.unit.modified"       Date        C Directory    "modified"             directory_modified;
    "directory.unit.flaws"          FLAWS       C Directory    ""                     directory_flaws;
    "case_type.type"                Text        T Exports      ""                     type_key;
    "case_type.state"               TYPE_STATE  T Exports      "state"                type_state;
    "case_type.kind"                TYPE_KIND   T Exports      "kind"                 type_kind;
    "case_type.origin"              ORIGIN      T Exports      "origin"               type_origin;
    "case_type.restricted"          Bool        T Exports      "restricted"           type_restricted;
    "case_type.description"         Prose       T Exports      "description"          type_description;
    "case_type.terms"               Prose       T Exports      "terms"                type_terms;
    "case_type.standard_terms"      Prose       T Exports      "terms"                type_standard_terms;
    "case_type.standard_replies"    Prose       T Exports      "standard_replies"     type_standard_replies;
    "case_type.answer_alternatives" Prose       T Exports      "answer_alternatives"  type_answer_alternatives;
    "case_type.texts"               Prose       T Exports      ""                     type_texts;
    "case_type.texts.asks_patient_to_phone" Bool T Exports     ""                     type_asks_to_phone;
    "case_type.texts.promised_answer" PROMISE   T Exports      ""                     type_promised_answer;
    "case_type.texts.placeholder_left" Bool     T Exports      ""                     type_placeholder;
    "case_type.changed"             Date        T Exports      "changed"              type_changed;
    "permission.role"               ROLE        P Permissions  "role"                 permission_role personal;
    "permission.state"              PERMISSION_STATE P Permissions "state"            permission_state personal;
    "permission.granted_by"         Text        P Permissions  "granted_by"           permission_granted_by personal;
    "permission.granted_on"         Date        P Permissions  "granted_on"           permission_granted_on personal;
    "permission.valid_until"        Date        P Permissions  "valid_until"          permission_valid_until personal;
    "permission.decision"           PERMISSION_STATE P Register ""                    permission_decision personal;
    "permission.staff"              Record      P Staff        ""                     permission_staff personal;
    "permission.staff.employed_until" Date      P Staff        "employed_until"       permission_employed_until personal;
    "permission.staff.leave.days"   DAYS        P Absence      ""                     permission_leave_days personal;
    "permission.staff.on_leave_now" Bool        P Absence      ""                     permission_on_leave personal;
    "user.id"                       Text        U Permissions  "staff"                user_id personal;
    "user.roles"                    USER_ROLES  U Permissions  "role"                 user_roles personal;
    "user.notified_by"              WORDS       U Permissions  "notified_by"          user_notified_by personal;
    "user.directory_mail"           Bool        U Permissions  "directory_mail"       user_directory_mail personal;
    "decision.role"                 ROLE        D Register     ""                     decision_role personal;
    "decision.state"                PERMISSION_STATE D Register ""                    decision_state personal;
    "decision.decided_by"           Text        D Register     ""                     decision_decided_by personal;
    "decision.decided_on"           Date        D Register     ""                     decision_decided_on personal;
    "decision.valid_until"          Date        D Register     ""                     decision_valid_until personal;
    "decision.exported_state"       PERMISSION_STATE D Permissions "state"            decision_exported_state personal;
    "decision.contradicted_for"     DAYS        D Register     ""                     decision_contradicted_for personal;
    "service.name"                  Text        S Declarations "services"             service_name;
    "service.offered_by"            CHANNELS    S Declarations "services"             service_offered_by;
    "service.open_case_types"       CaseTypes   S Exports      "case_types"           service_open_case_types;
};

const ROLE: FactType = FactType::Word(ROLES);
const USER_ROLES: FactType = FactType::Words(ROLES);
const PROMISE: FactType = Span(SpanKind::Promise);

/// The fact with this path.
#[must_use]
pub fn find(path: &str) -> Option<FactIx> {
    TABLE.iter().position(|def| def.path == path).and_then(|ix| u16::try_from(ix).ok()).map(FactIx)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FactType, TABLE};
    use crate::model::case_type::{CaseTypeKind, CaseTypeState, Origin, Vocabulary};
    use crate::model::clinic::{Agreement, CareLevel, Channel, ClinicStatus, UnitKind};
    use crate::model::directory::FlawKind;
    use crate::model::facts::UnitState;
    use crate::model::permission::{PermissionState, Role};
    use crate::text::{Catalogue, Lang};

    fn words<T: Vocabulary>() -> Vec<&'static str> {
        T::WORDS.iter().map(|(_, names)| names[0]).collect()
    }

    #[test]
    fn the_words_of_a_fact_are_those_of_the_model() {
        let vocabularies = [
            ("clinic.status", words::<ClinicStatus>()),
            ("clinic.unit_kind", words::<UnitKind>()),
            ("clinic.care_level", words::<CareLevel>()),
            ("clinic.agreement", words::<Agreement>()),
            ("case_type.state", words::<CaseTypeState>()),
            ("case_type.kind", words::<CaseTypeKind>()),
            ("case_type.origin", words::<Origin>()),
            ("permission.role", words::<Role>()),
            ("permission.state", words::<PermissionState>()),
            ("permission.decision", words::<PermissionState>()),
            ("decision.role", words::<Role>()),
            ("decision.state", words::<PermissionState>()),
            ("decision.exported_state", words::<PermissionState>()),
            ("user.roles", words::<Role>()),
            ("service.offered_by", words::<Channel>()),
            ("directory.unit.state", words::<UnitState>()),
            ("directory.unit.flaws", words::<FlawKind>()),
        ];
        let closed = TABLE.iter().filter_map(|def| match def.ty {
            FactType::Word(words) | FactType::Words(words) if !words.is_empty() => Some((def.path, words)),
            _ => None,
        });
        for (path, known) in closed {
            let (_, model) = vocabularies.iter().find(|(of, _)| *of == path).unwrap_or_else(|| panic!("{path}"));
            let (mut known, mut model) = (known.to_vec(), model.clone());
            known.sort_unstable();
            model.sort_unstable();
            assert_eq!(known, model, "{path}");
        }
    }

    #[test]
    fn paths_are_unique_and_every_fact_is_explained_in_both_languages() {
        let paths: BTreeSet<&str> = TABLE.iter().map(|def| def.path).collect();
        assert_eq!(paths.len(), TABLE.len());
        for lang in Lang::ALL {
            let catalogue = Catalogue::new(lang);
            let missing: Vec<String> =
                TABLE.iter().map(super::FactDef::message_key).filter(|key| !catalogue.has(key)).collect();
            assert!(missing.is_empty(), "{lang:?} lacks {missing:#?}");
        }
    }
}
