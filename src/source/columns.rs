//! What headings and keys mean: the one list of fields that sources have, with the names that people give them.

mod beside;
mod directory;
mod people;

use super::mapping::Mapping;
use super::table::Table;
use super::{Columns, Unusable};
use crate::model::case_type::{CaseTypeKind, CaseTypeState, Origin, Vocabulary, fold};
use crate::model::clinic::{Agreement, CareLevel, Channel, ClinicStatus, UnitKind};
use crate::model::place::Step;
use crate::model::source::SourceKind;
use crate::text::{Arg, Message};
pub(crate) use beside::{is_but_a_list, refuse_other_than_export};

/// A field that a kind of source may have.
#[derive(Debug)]
pub(crate) struct FieldSpec {
    /// Its canonical name, which is also its key in YAML and JSON.
    pub(crate) name: &'static str,
    /// Other names for it, folded.
    pub(crate) names: &'static [&'static str],
    /// Names that mean it only where no better column is there, folded: «Mottagning» may hold a name or an id.
    pub(crate) weak: &'static [&'static str],
    /// The words that it may hold, where it is one of a closed vocabulary.
    pub(crate) words: Option<fn(&str) -> bool>,
}

const fn field(name: &'static str, names: &'static [&'static str]) -> FieldSpec {
    FieldSpec { name, names, weak: &[], words: None }
}

const fn or_weakly(mut field: FieldSpec, weak: &'static [&'static str]) -> FieldSpec {
    field.weak = weak;
    field
}

const fn of_words<T: Vocabulary>(mut field: FieldSpec) -> FieldSpec {
    field.words = Some(is_word::<T>);
    field
}

fn is_word<T: Vocabulary>(text: &str) -> bool {
    T::parse(text).is_some()
}

const CLINIC_IDS: &[&str] = &[
    "hsa id mottagning",
    "hsaid mottagning",
    "mottagningens hsa id",
    "hsa id enhet",
    "hsaid enhet",
    "enhetens hsa id",
    "enhets hsa id",
    "mottagning hsa id",
    "clinic hsa id",
    "clinic id",
    "unit id",
    "enhets id",
    "enhetsid",
    "mottagnings id",
];
const CLINICS: &[FieldSpec] = &[
    or_weakly(
        field("hsa_id", &["hsa id", "hsaid", "hsa", "hsa identitet"]),
        &[
            "hsa id mottagning",
            "hsaid mottagning",
            "mottagningens hsa id",
            "hsa id enhet",
            "hsaid enhet",
            "enhetens hsa id",
            "enhets id",
            "enhetsid",
            "mottagnings id",
            "clinic id",
            "unit id",
            "id",
            "clinic",
        ],
    ),
    field(
        "name",
        &[
            "namn",
            "mottagning",
            "mottagningens namn",
            "mottagningsnamn",
            "enhet",
            "enhetsnamn",
            "enhetens namn",
            "clinic name",
            "unit name",
        ],
    ),
    of_words::<UnitKind>(field("unit_kind", &["enhetstyp", "typ av enhet", "typ", "unit type", "slag av enhet"])),
];

const DECLARATIONS: &[FieldSpec] = &[
    or_weakly(field("clinic", CLINIC_IDS), &["hsa id", "hsaid", "hsa", "hsa identitet", "id", "mottagning", "enhet"]),
    field("prescribes_medicines", &["förskriver läkemedel", "forskriver lakemedel", "skriver recept", "läkemedel"]),
    field("prescribes_aids", &["förskriver hjälpmedel", "forskriver hjalpmedel", "hjälpmedel", "hjalpmedel"]),
    field("offers_advice", &["har rådgivning", "har radgivning", "rådgivning", "radgivning", "erbjuder rådgivning"]),
    field(
        "can_book_directly",
        &["direkttidbokning möjlig", "direkttidbokning mojlig", "direkttidbokning", "direktbokning", "webbtidbok"],
    ),
    field("services", &["tjänster", "tjanster", "utbud"]),
    field("phone", &["telefon", "via telefon", "per telefon", "tfn"]),
    field("letter", &["brev", "via brev", "per brev", "post"]),
];

const ATTESTATIONS: &[FieldSpec] = &[
    field("clause", &["punkt", "punkt i riktlinjen", "riktlinjens punkt", "krav"]),
    or_weakly(field("clinic", CLINIC_IDS), &["hsa id", "hsaid", "hsa", "hsa identitet", "mottagning", "enhet"]),
    field("case_type", &["ärendetyp", "arendetyp", "formulär", "formular"]),
    or_weakly(field("person", people::PERSON_IDS), &["medarbetare", "personal", "staff"]),
    field("by", &["av", "intygas av", "intygad av", "intygat av", "vem", "roll", "intygsgivare", "attested by"]),
    field("date", &["datum", "intygat", "intygad", "intygsdatum", "intygat den"]),
    field("valid_until", &["giltig till", "giltigt till", "giltig tom", "giltigt t o m", "gäller till"]),
    field("reference", &["referens", "diarienummer", "dnr", "handling", "hänvisning"]),
    field("row_code", &["radkod"]),
];

const WAIVERS: &[FieldSpec] = &[
    field("rule", &["regel", "regelns id"]),
    or_weakly(
        field("clinics", &["mottagningar", "hsa id mottagningar"]),
        &["clinic", "mottagning", "hsa id", "hsaid", "hsa id mottagning", "enhet"],
    ),
    field("item", &["gäller", "ärendetyp", "arendetyp", "post"]),
    field("reason", &["skäl", "skal", "orsak", "motivering", "varför"]),
    field("owner", &["ansvarig", "ägare", "agare", "beslutad av"]),
    field("expires", &["upphör", "upphor", "giltig till", "gäller till", "slutdatum", "utgår"]),
    field("excuses", &["undantar", "värde", "varde"]),
    field("row_code", &["radkod"]),
];

const EXPORTS: &[FieldSpec] = &[
    or_weakly(field("hsa_id", &["hsa id", "hsaid", "hsa", "hsa identitet"]), CLINIC_IDS),
    field(
        "name",
        &[
            "namn",
            "mottagning",
            "mottagningens namn",
            "mottagningsnamn",
            "enhet",
            "enhetsnamn",
            "enhetens namn",
            "clinic",
            "clinic name",
            "unit name",
        ],
    ),
    of_words::<ClinicStatus>(field(
        "status",
        &["status mottagning", "mottagningens status", "mottagningsstatus", "clinic status"],
    )),
    of_words::<UnitKind>(field("unit_kind", &["enhetstyp", "typ av enhet", "unit type", "slag av enhet"])),
    of_words::<CareLevel>(field("care_level", &["vårdnivå", "vardniva", "level of care"])),
    of_words::<Agreement>(field("agreement", &["avtal", "avtalsform", "driftsform", "regi", "driftform"])),
    field("business_code", &["verksamhetskod", "verksamhetskoder", "business code"]),
    field("municipality", &["kommun"]),
    field("service_area", &["betjäningsområde", "betjaningsomrade", "upptagningsområde"]),
    field("recommended", &["rekommenderad", "rekommenderas"]),
    field("prescribes_medicines", &["förskriver läkemedel", "forskriver lakemedel"]),
    field("prescribes_aids", &["förskriver hjälpmedel", "forskriver hjalpmedel"]),
    field("offers_advice", &["har rådgivning", "har radgivning", "erbjuder rådgivning"]),
    field("can_book_directly", &["direkttidbokning möjlig", "direkttidbokning mojlig"]),
    field("services", &["tjänster", "tjanster"]),
    field("time_types", &["tidtyper", "tidtyp", "bokningsbara tidtyper"]),
    field("reverse_flow_templates", &["mallar för omvänt ärendeflöde", "mallar omvänt ärendeflöde"]),
    field("other_information", &["övrig information", "ovrig information"]),
    field("changed", &["senast ändrad", "senast andrad", "ändringsdatum"]),
    // Of a case type, in a table with a row for each.
    field("type", &["case type", "ärendetyp", "arendetyp", "formulär"]),
    of_words::<CaseTypeState>(field("state", &["läge", "status ärendetyp", "ärendetypens status", "tillstånd"])),
    of_words::<CaseTypeKind>(field("kind", &["slag", "typ av tjänst", "typ av formulär", "formulärtyp"])),
    of_words::<Origin>(field("origin", &["ursprung", "skapad av"])),
    field("restricted", &["begränsat urval", "begransat urval", "begränsad"]),
    field("description", &["beskrivning", "beskrivning av formuläret"]),
    field("terms", &["villkor", "villkorstext"]),
    field("standard_replies", &["standardsvar"]),
    field("answer_alternatives", &["svarsalternativ", "fasta svarsalternativ"]),
    field("type_changed", &["ändrad", "andrad", "ärendetypen ändrad"]),
];

const CASES: &[FieldSpec] = &[
    or_weakly(
        field(
            "id",
            &["ärende id", "arende id", "ärendeid", "arendeid", "ärendenummer", "arendenummer", "case id", "case"],
        ),
        &["ärende", "arende", "nummer", "referens", "ärendenr", "arendenr"],
    ),
    or_weakly(field("clinic", CLINIC_IDS), &["hsa id", "hsaid", "hsa", "hsa identitet", "mottagning", "enhet", "unit"]),
    field("case_type", &["ärendetyp", "arendetyp", "typ", "type", "formulär", "formular", "case type"]),
    or_weakly(
        field(
            "received",
            &["inkommet", "inkom", "mottaget", "inkommen", "mottagen", "received at", "inkommet tid", "inkommen tid"],
        ),
        &["skapat", "skapad", "created"],
    ),
    field("distributed", &["fördelat", "fordelat", "fördelad", "fordelad", "distributed at", "tilldelat"]),
    field(
        "interim_reply",
        &[
            "delsvar",
            "första delsvar",
            "forsta delsvar",
            "delbesvarat",
            "interim",
            "partial answer",
            "first interim reply",
        ],
    ),
    field("answered", &["besvarat", "besvarad", "svar", "svarat", "answered at", "första svar", "forsta svar"]),
    field("closed", &["avslutat", "avslutad", "stängt", "stangt", "closed at"]),
    of_words::<Channel>(field(
        "channel",
        &["svarskanal", "kanal", "svarssätt", "svarssatt", "besvarat via", "svar via", "answer channel"],
    )),
    field("overdue", &["rödmarkerat", "rodmarkerat", "röd", "rod", "försenat", "forsenat", "late", "varningstriangel"]),
];

/// The keys that places of TAK point at, as they are also spelled: with a capital, or with one d too few.
const TAK: [(&str, &str); 2] = [("logiskAdress", "logiskadress"), ("logicalAdress", "logicalAddress")];

/// The fields of a kind of source.
pub(crate) fn fields(kind: SourceKind) -> &'static [FieldSpec] {
    match kind {
        SourceKind::Clinics => CLINICS,
        SourceKind::Exports => EXPORTS,
        SourceKind::Declarations => DECLARATIONS,
        SourceKind::Permissions => people::PERMISSIONS,
        SourceKind::Staff => people::STAFF,
        SourceKind::Absence => people::ABSENCE,
        SourceKind::Attestations => ATTESTATIONS,
        SourceKind::Waivers => WAIVERS,
        SourceKind::Directory => directory::FIELDS,
        SourceKind::Cases => CASES,
        SourceKind::Changes => people::CHANGES,
        SourceKind::Tak | SourceKind::Register => &[],
    }
}

/// The canonical name of a key as somebody wrote it, in YAML and JSON where nothing else competes for it.
pub(crate) fn canonical(kind: SourceKind, written: &str, mapping: Option<&Mapping>) -> Option<&'static str> {
    if let Some(exact) = fields(kind).iter().find(|field| field.name == written) {
        return Some(exact.name);
    }
    if kind == SourceKind::Tak {
        let same = |(also, name): &(&str, &str)| [also, name].iter().any(|key| key.eq_ignore_ascii_case(written));
        return TAK.into_iter().find(same).map(|(_, name)| name);
    }
    let mapped = mapping.and_then(|mapping| mapping.column(kind, written));
    let folded = fold(mapped.unwrap_or(written));
    find(kind, &folded).map(|(name, _)| name)
}

/// The field that a folded name means, and whether it means it only weakly.
fn find(kind: SourceKind, folded: &str) -> Option<(&'static str, bool)> {
    let strong = |field: &&FieldSpec| fold(field.name) == folded || field.names.contains(&folded);
    let fields = fields(kind);
    match fields.iter().find(strong) {
        Some(field) => Some((field.name, false)),
        None => fields.iter().find(|field| field.weak.contains(&folded)).map(|field| (field.name, true)),
    }
}

/// Whether a heading tells why somebody is away. Such a column is health data about staff: it is never read.
pub(crate) fn tells_a_cause(kind: SourceKind, heading: &str) -> bool {
    const CAUSES: [&str; 14] = [
        "orsak",
        "anledning",
        "diagnos",
        "sjuk",
        "frånvarotyp",
        "franvarotyp",
        "ledighetstyp",
        "ledighetsslag",
        "vab",
        "cause",
        "reason",
        "diagnosis",
        "typ av frånvaro",
        "typ av ledighet",
    ];
    let folded = fold(heading);
    matches!(kind, SourceKind::Absence | SourceKind::Staff) && CAUSES.iter().any(|cause| folded.contains(cause))
}

/// What the columns of a table mean.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    /// The columns that carry a field.
    pub(crate) fields: Vec<(&'static str, u32)>,
    /// Their headings, as they may be told.
    written: Vec<Box<str>>,
    /// The columns that carry something of the caller's own, such as a case type.
    pub(crate) named: Vec<NamedColumn>,
    /// Headings that mean nothing to us, as they may be told, and their columns.
    pub(crate) unknown: Vec<(Box<str>, u32)>,
    /// Columns that would be read if there were no better ones.
    pub(crate) spare: Vec<(Box<str>, u32)>,
    /// Headings of columns that are never read, because they tell a cause of absence.
    pub(crate) causes: Vec<Box<str>>,
    /// Their columns.
    pub(crate) never_read: Vec<u32>,
}

/// A column that the caller knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedColumn {
    /// The heading as written, which is what a [`Step::Named`] says.
    pub(crate) written: Box<str>,
    /// What the heading means: itself, or what the mapping file says.
    pub(crate) meaning: Box<str>,
    /// The column, from 0.
    pub(crate) column: u32,
}

impl Resolved {
    /// The column of a field.
    pub(crate) fn column(&self, name: &str) -> Option<u32> {
        self.fields.iter().find(|(field, _)| *field == name).map(|(_, column)| *column)
    }

    /// The heading of a field's column, as it may be told.
    pub(crate) fn heading(&self, name: &str) -> Option<&str> {
        let at = self.fields.iter().position(|(field, _)| *field == name)?;
        self.written.get(at).map(|heading| &**heading)
    }

    fn add(&mut self, name: &'static str, column: u32, heading: &str) {
        self.fields.push((name, column));
        self.written.push(shown(heading));
    }

    /// The columns as the layout keeps them. Those that mean nothing are there too: a fault may stand in them.
    pub(crate) fn layout(&self) -> Columns {
        let fields = self.fields.iter().map(|(name, column)| (Step::Field(name), *column));
        let named = self.named.iter().map(|named| (Step::Named(named.written.clone()), named.column));
        let unknown =
            self.unknown.iter().chain(&self.spare).map(|(heading, column)| (Step::Named(heading.clone()), *column));
        fields.chain(named).chain(unknown).collect()
    }

    /// The step that leads to a column, whatever it means.
    pub(crate) fn step_to(&self, column: u32) -> Option<Step> {
        self.layout().into_iter().find(|(_, at)| *at == column).map(|(step, _)| step)
    }

    /// What there is to say of the columns that are not used.
    pub(crate) fn notes(&self) -> Vec<Message> {
        let mut notes = Vec::new();
        if !self.unknown.is_empty() {
            let shown: Vec<Box<str>> = self.unknown.iter().take(8).map(|(heading, _)| heading.clone()).collect();
            notes.push(Message::new("source-columns-unknown").with("count", self.unknown.len()).with("names", shown));
        }
        if !self.causes.is_empty() {
            notes
                .push(Message::new("source-cause").with("count", self.causes.len()).with("names", self.causes.clone()));
        }
        notes
    }
}

/// Finds out what the columns of a table mean. `named` says whether the caller knows a heading (as the mapping file
/// translates it) that is no field, and by which key.
///
/// # Errors
/// When two headings mean the same.
pub(crate) fn resolve(
    table: &Table<'_>,
    kind: SourceKind,
    mapping: Option<&Mapping>,
    named: &dyn Fn(&str) -> Option<Box<str>>,
) -> Result<Resolved, Unusable> {
    let mut resolved = Resolved::default();
    let mut weak = Vec::new();
    let mut seen: Vec<(Box<str>, &str)> = Vec::new();
    for (heading, column) in &table.headings {
        if tells_a_cause(kind, heading) {
            resolved.causes.push(shown(heading));
            resolved.never_read.push(*column);
            continue;
        }
        let meaning = mapping.and_then(|mapping| mapping.column(kind, heading)).unwrap_or(heading);
        let key = match find(kind, &fold(meaning)) {
            Some((name, true)) => {
                weak.push((name, heading, *column));
                continue;
            }
            Some((name, false)) => {
                resolved.add(name, *column, heading);
                Box::from(name)
            }
            None => match named(meaning) {
                Some(key) => {
                    let (written, meaning) = (heading.clone(), Box::from(meaning));
                    resolved.named.push(NamedColumn { written, meaning, column: *column });
                    key
                }
                None => {
                    resolved.unknown.push((shown(heading), *column));
                    continue;
                }
            },
        };
        if let Some((_, first)) = seen.iter().find(|(known, _)| *known == key) {
            return Err(twice(first, heading, table));
        }
        seen.push((key, heading));
    }
    for (name, heading, column) in weak {
        if resolved.column(name).is_none() {
            resolved.add(name, column, heading);
        } else if let Some((_, first)) =
            seen.iter().find(|(known, first)| **known == *name && fold(first) == fold(heading))
        {
            return Err(twice(first, heading, table));
        } else {
            resolved.spare.push((shown(heading), column));
            continue;
        }
        seen.push((name.into(), heading));
    }
    Ok(resolved)
}

/// Whether a heading means anything, for finding the row of the headings.
pub(crate) fn is_known(kind: SourceKind, heading: &str, mapping: Option<&Mapping>) -> bool {
    mapping.is_some_and(|mapping| mapping.column(kind, heading).is_some()) || find(kind, &fold(heading)).is_some()
}

/// A heading as it may be told: cut, and without a personal identity number.
fn shown(heading: &str) -> Box<str> {
    let cut: String = heading.chars().take(60).collect();
    crate::model::personal_number::masked(&cut).into()
}

/// A folded name as people would write it.
fn as_heading(name: &str) -> String {
    let name = name.replace("hsa id", "HSA-id");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn twice(first: &str, second: &str, table: &Table<'_>) -> Unusable {
    Unusable::new(Message::new("source-heading-twice").with("first", shown(first)).with("second", shown(second)))
        .advice(Message::new("source-heading-twice-advice"))
        .at(table.heading_row.line, 1)
}

/// The headings that a table has, as they may be told.
fn first_headings(table: &Table<'_>) -> Vec<Box<str>> {
    table.headings.iter().take(12).map(|(heading, _)| shown(heading)).collect()
}

/// Refuses a table that lacks headings that its kind of source cannot do without: all of them are told at once.
///
/// # Errors
/// When one of `needed` is not there.
pub(crate) fn require(
    resolved: &Resolved,
    table: &Table<'_>,
    kind: SourceKind,
    needed: &[&'static str],
) -> Result<(), Unusable> {
    let missing: Vec<Arg> = needed
        .iter()
        .filter(|name| resolved.column(name).is_none())
        .map(|name| {
            let spec = fields(kind).iter().find(|field| field.name == *name);
            let example =
                spec.and_then(|spec| spec.names.first()).map_or_else(|| (*name).to_owned(), |name| as_heading(name));
            Message::new("source-heading-called").with("field", *name).with("example", example).into()
        })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let counted = |key| Message::new(key).with("count", missing.len());
    let message = counted("source-heading-missing").with("columns", Arg::List(missing.clone()));
    Err(Unusable::new(message.with("names", first_headings(table)))
        .advice(counted("source-heading-missing-advice"))
        .at(table.heading_row.line, 1))
}

#[cfg(test)]
mod tests {
    use super::{FieldSpec, SourceKind, canonical, fields, fold, is_known, resolve, tells_a_cause};
    use crate::model::place::FileIx;
    use crate::source::Limits;
    use crate::source::encoding::Text;
    use crate::source::table::Source;

    #[test]
    fn every_name_is_folded_and_means_one_field() {
        for kind in SourceKind::all() {
            let mut seen = Vec::new();
            for field in fields(kind) {
                let FieldSpec { name, names, weak, .. } = field;
                let all = std::iter::once(fold(name)).chain(names.iter().map(|n| (*n).to_owned()));
                for known in all {
                    assert_eq!(fold(&known), known, "{name} has a name that no heading can equal");
                    assert!(!seen.contains(&known) || known == fold(name), "{known} stands twice among {kind:?}");
                    seen.push(known);
                }
                assert!(
                    weak.iter().all(|known| fold(known) == *known && !seen.contains(&(*known).to_owned())),
                    "{name}"
                );
            }
        }
    }

    fn meanings(kind: SourceKind, headings: &str) -> Result<Vec<(&'static str, u32)>, String> {
        let source = Source::Text(Text::decode(headings.as_bytes().to_vec()).expect("it is a text"));
        let known = |heading: &str| is_known(kind, heading, None);
        let tables = source.tables(FileIx(0), &Limits::default(), &known).expect("it is a table");
        let resolved = resolve(&tables[0], kind, None, &|_| None).map_err(|fault| fault.message.key.into_owned())?;
        let mut fields = resolved.fields;
        fields.sort_by_key(|(_, column)| *column);
        Ok(fields)
    }

    #[test]
    fn a_weak_name_yields_to_a_better_column() {
        let kind = SourceKind::Permissions;
        assert_eq!(
            meanings(kind, "HSA-id mottagning;Mottagning;HSA-id person;Roll"),
            Ok(vec![("clinic", 0), ("staff", 2), ("role", 3)])
        );
        assert_eq!(meanings(kind, "Mottagning;HSA-id;Roll"), Ok(vec![("clinic", 0), ("staff", 1), ("role", 2)]));
    }

    #[test]
    fn two_headings_that_mean_the_same_are_refused() {
        assert_eq!(meanings(SourceKind::Clinics, "HSA-id;hsa_id"), Err("source-heading-twice".to_owned()));
        assert_eq!(meanings(SourceKind::Staff, "HSA-id;Hsa-id"), Err("source-heading-twice".to_owned()));
        assert_eq!(meanings(SourceKind::Clinics, "HSA-id;x;x"), Ok(vec![("hsa_id", 0)]));
    }

    #[test]
    fn a_cause_of_absence_is_known_by_its_heading() {
        for heading in ["Orsak", "Frånvaroorsak", "Sjukskriven", "VAB", "Reason", "Typ av ledighet"] {
            assert!(tells_a_cause(SourceKind::Absence, heading), "{heading}");
        }
        assert!(!tells_a_cause(SourceKind::Absence, "Från"));
        assert!(!tells_a_cause(SourceKind::Waivers, "Orsak"));
    }

    #[test]
    fn keys_are_canonical_in_both_languages() {
        assert_eq!(canonical(SourceKind::Absence, "until", None), Some("until"));
        assert_eq!(canonical(SourceKind::Absence, "Till och med", None), Some("until"));
        assert_eq!(canonical(SourceKind::Absence, "färg", None), None);
    }
}
