//! The fields of what is about people: permissions and changes of them, staff, leave.

use super::{CLINIC_IDS, FieldSpec, field, of_words, or_weakly};
use crate::model::permission::{Action, PermissionState, Reason, Role};

pub(super) const PERSON_IDS: &[&str] = &[
    "hsa id person",
    "hsaid person",
    "personens hsa id",
    "person hsa id",
    "hsa id personal",
    "hsa id medarbetare",
    "medarbetarens hsa id",
    "staff hsa id",
    "staff id",
    "person id",
];

pub(super) const PERMISSIONS: &[FieldSpec] = &[
    or_weakly(field("clinic", CLINIC_IDS), &["mottagning", "enhet", "unit"]),
    or_weakly(
        field("staff", PERSON_IDS),
        &["hsa id", "hsaid", "hsa identitet", "person", "medarbetare", "användare", "anvandare", "personal"],
    ),
    of_words::<Role>(field(
        "role",
        &["roll", "roller", "roles", "behörighet", "behorighet", "behörigheter", "uppdrag"],
    )),
    of_words::<PermissionState>(field("state", &["status", "tillstånd", "läge", "behörighetsstatus"])),
    field("granted_by", &["tilldelad av", "beslutad av", "beslut av", "beviljad av", "utdelad av"]),
    field(
        "granted_on",
        &[
            "tilldelad",
            "tilldelad datum",
            "tilldelad den",
            "tilldelningsdatum",
            "beslutsdatum",
            "giltig från",
            "giltig fran",
            "utdelad",
        ],
    ),
    field("valid_until", &["giltig till", "giltig tom", "giltig t o m", "till med", "slutdatum", "upphör", "utgår"]),
    field(
        "last_login",
        &["senast inloggad", "senaste inloggning", "senast inloggad datum", "last logged in", "inloggad senast"],
    ),
    field("notified_by", &["avisering", "aviseras", "aviseras via", "avisering via", "notifiering", "avisering till"]),
    field(
        "directory_mail",
        &["e post i katalogen", "epost i katalogen", "e post i hsa", "epost i hsa", "mail i katalogen", "har e post"],
    ),
];

pub(super) const CHANGES: &[FieldSpec] = &[
    or_weakly(field("clinic", CLINIC_IDS), &["mottagning", "enhet", "unit"]),
    or_weakly(
        field("staff", PERSON_IDS),
        &["hsa id", "hsaid", "hsa identitet", "person", "medarbetare", "användare", "anvandare", "personal"],
    ),
    of_words::<Role>(field("role", &["roll", "behörighet", "behorighet", "uppdrag"])),
    of_words::<Action>(field("action", &["åtgärd", "atgard", "ändring", "andring", "vad", "change"])),
    field("from", &["från", "fran", "från med", "fr o m", "gäller från", "giltig från", "första dag", "start"]),
    field("until", &["till", "till med", "t o m", "gäller till", "giltig till", "sista dag", "slutdatum"]),
    of_words::<Reason>(field("reason", &["skäl", "skal", "orsak", "anledning"])),
    field("reference", &["referens", "hänvisning", "hanvisning", "ärendenummer", "arendenummer", "diarienummer"]),
];

pub(super) const STAFF: &[FieldSpec] = &[
    or_weakly(
        field("staff", PERSON_IDS),
        &["hsa id", "hsaid", "hsa", "hsa identitet", "id", "person", "medarbetare", "personal"],
    ),
    field(
        "employed_until",
        &[
            "anställd till",
            "anstalld till",
            "anställd t o m",
            "anställd tom",
            "anställning upphör",
            "anställning till",
            "slutdatum",
            "slutar",
            "sista anställningsdag",
            "sista dag",
        ],
    ),
    field(
        "workplace",
        &["arbetsplats", "mottagning", "hsa id mottagning", "hsa id enhet", "enhet", "enhetens hsa id", "clinic"],
    ),
];

pub(super) const ABSENCE: &[FieldSpec] = &[
    or_weakly(
        field("staff", PERSON_IDS),
        &["hsa id", "hsaid", "hsa", "hsa identitet", "id", "person", "medarbetare", "personal"],
    ),
    field("from", &["från", "fran", "från med", "fr o m", "from datum", "startdatum", "start", "börjar", "första dag"]),
    field("until", &["till", "till med", "t o m", "tom", "slutdatum", "slut", "slutar", "sista dag", "to"]),
];
