//! Joins what the sources gave, clinic by clinic. What two records of the same kind disagree on becomes a conflict.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::attested;
use super::booking::{self, Exchange, FamilyTree, Question};
use super::cases;
use super::directory::seen;
use super::permitted;
use super::register::{self, Export};
use super::waived;
use crate::model::case_log::CaseLog;
use crate::model::clinic::{CaseTypeRecord, CaseTypeTexts, Conflict, Declarations, UnitRecord};
use crate::model::directory::Directory;
use crate::model::facts::{ClinicFacts, Declared, Facts, ListedClinic, PermissionFacts, SourceSet};
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::measured::FollowUp;
use crate::model::needs::Needs;
use crate::model::permission::{AbsenceRecord, DecisionRecord, StaffRecord};
use crate::model::place::{FileIx, Place, RecordRef, Step};
use crate::model::source::{Problem, SourceFile, SourceKind};
use crate::model::tak::{Consumer, Tak};
use crate::source::Sources;
use crate::text::Message;

/// What the sources are read in the light of.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The instant that is judged, in Swedish time.
    pub as_of: DateTime<Tz>,
    /// What has been made of the directory sources.
    pub directory: &'a Directory,
    /// Who 1177 is in TAK; empty when that is not set.
    pub booking_consumers: &'a [Consumer],
    /// What the case logs say, where some were read.
    pub cases: Option<&'a CaseLog>,
    /// What the register says was decided; `supplied` says whether there is one.
    pub decisions: &'a [DecisionRecord],
    /// What the register tells of how well permissions follow the people.
    pub follow_up: FollowUp,
}

/// Joins the sources into facts, as they stand at an instant. Takes the records out of `sources`; its files, problems,
/// waivers and layouts stay, since reports need them. The directory has been made of them already.
#[must_use]
pub fn join(sources: &mut Sources, needs: &Needs, terms: Terms<'_>) -> Facts {
    let (today, directory) = (terms.as_of.date_naive(), terms.directory);
    let mut facts = Facts {
        supplied: sources.supplied,
        partial: SourceSet::default(),
        staff_is_complete: sources.staff_is_complete,
        directory_is_complete: sources.directory_is_complete,
        case_logs: Vec::new(),
        follow_up: terms.follow_up,
        taken_at: taken_at(sources),
        clinics: Vec::new(),
        set_aside: Vec::new(),
    };
    // What stands in a file that could not be read may be just what seems to be missing.
    for failed in &sources.failed {
        facts.supplied.remove(failed.kind);
        // That there is a register is known even where it cannot be read.
        if failed.kind == SourceKind::Register || has_records(sources, failed.kind) {
            facts.partial.insert(failed.kind);
        }
    }
    let mut clinics = units(std::mem::take(&mut sources.units), needs);
    let mut index = Index::default();
    list(std::mem::take(&mut sources.listed), &mut clinics, &mut index);
    for declaration in std::mem::take(&mut sources.declarations) {
        let clinic = index.clinic(&declaration.clinic, &mut clinics);
        clinic.declared.records.push(declaration.record);
        let before = std::mem::take(&mut clinic.declared.values);
        clinic.declared.values = merge_declarations(before, declaration.declared);
    }
    if clinics.iter().any(|clinic| declares(&clinic.declared.values)) {
        facts.supplied.insert(SourceKind::Declarations);
    }
    let staff = by_person(std::mem::take(&mut sources.staff), |record| record.staff.clone());
    let absence = by_person(std::mem::take(&mut sources.absence), |record| record.staff.clone());
    let has_register = facts.supplied.contains(SourceKind::Register);
    let has_export =
        facts.supplied.contains(SourceKind::Permissions) || facts.partial.contains(SourceKind::Permissions);
    if has_register && !has_export && !sources.failed.iter().any(|failed| failed.kind == SourceKind::Permissions) {
        sources.permissions = register::as_permissions(terms.decisions);
        facts.supplied.insert(SourceKind::Permissions);
    }
    for record in std::mem::take(&mut sources.permissions) {
        let known = staff.get(&record.staff).map(|rows| one_staff(rows, today));
        let leave = absence.get(&record.staff).and_then(|rows| current_leave(rows, today));
        let clinic = index.clinic(&record.clinic, &mut clinics);
        clinic.permissions.push(PermissionFacts { record, staff: known, leave, decision: None });
    }
    let mut doubtful: Vec<Problem> = sources.waivers.iter().flat_map(|waiver| waived::doubts(waiver, today)).collect();
    for record in std::mem::take(&mut sources.attestations) {
        let clinic = index.clinic(&record.clinic, &mut clinics);
        doubtful.extend(attested::doubts(&record, clinic, (needs, today)));
        clinic.attestations.push(record);
    }
    if has_export {
        doubtful.extend(permitted::doubts(&clinics));
    }
    sources.tell(doubtful);
    // Rows of other sources about a clinic do not make it one.
    clinics.retain(ClinicFacts::is_known);
    for clinic in &mut clinics {
        clinic.directory = directory.unit(&clinic.hsa_id).map(|unit| Box::new(seen(directory, unit, today)));
    }
    clinics.sort_by(|a, b| a.hsa_id.cmp(&b.hsa_id));
    if has_register {
        let lost = |file: &SourceFile| file.kind == SourceKind::Permissions && file.left_out > 0;
        let export = if has_export { Export::of(&facts, sources.files.iter().any(lost), today) } else { None };
        register::spread(terms.decisions, export, &mut clinics);
    }
    if sources.supplied.contains(SourceKind::Tak) {
        connect(sources, &mut clinics, terms);
    }
    facts.clinics = clinics;
    if let Some(log) = terms.cases {
        cases::spread(log, needs, sources, &mut facts);
    }
    facts
}

/// Says of each clinic whether 1177 can call its booking.
fn connect(sources: &mut Sources, clinics: &mut [ClinicFacts], terms: Terms<'_>) {
    let tak = std::mem::take(&mut sources.tak);
    let exchange = Exchange::new(&tak, Question::of(sources, terms.as_of.to_utc(), terms.booking_consumers));
    let tree = FamilyTree::new(sources, terms.directory);
    for clinic in clinics {
        clinic.booking = Some(Box::new(exchange.of(&clinic.hsa_id, &tree.lineage(&clinic.hsa_id))));
    }
    let doubtful = doubtful_consumer(sources, &tak, terms.booking_consumers);
    sources.tell(doubtful.into_iter().collect());
}

/// Of the systems that have booking permissions, so many are named to choose from.
const NAMED: usize = 5;

/// Whether it shows who 1177 is in TAK; if not, who it may be.
fn doubtful_consumer(sources: &Sources, tak: &Tak, set: &[Consumer]) -> Option<Problem> {
    let known = booking::consumers(tak);
    let named = |consumer: &Consumer| known.iter().any(|(name, _)| *name == consumer);
    if known.is_empty() || set.iter().any(named) {
        return None;
    }
    let (file, _) = (0..).zip(&sources.files).find(|(_, file)| file.kind == SourceKind::Tak)?;
    let some: Vec<Message> = known
        .iter()
        .take(NAMED)
        .map(|(name, count)| Message::new("source-tak-consumer").with("name", name.to_string()).with("count", *count))
        .collect();
    let set: Vec<String> = set.iter().map(ToString::to_string).collect();
    let (message, advice) = if set.is_empty() {
        (Message::new("source-tak-consumer-not-set"), "source-tak-consumer-not-set-advice")
    } else {
        (Message::new("source-tak-consumer-unknown").with("names", set), "source-tak-consumer-unknown-advice")
    };
    let place = Place::record(RecordRef::whole_file(FileIx(file)));
    Some(Problem::warning(place, message, Message::new(advice).with("consumers", some)))
}

fn has_records(sources: &Sources, kind: SourceKind) -> bool {
    sources.files.iter().any(|file| file.kind == kind && file.records > 0)
}

/// When the data of each kind was taken out: the oldest of its files, where all of them say it.
fn taken_at(sources: &Sources) -> Vec<(SourceKind, DateTime<Tz>)> {
    SourceKind::all()
        .filter_map(|kind| {
            let mut files = sources.files.iter().filter(|file| file.kind == kind).peekable();
            files.peek()?;
            let oldest = files.map(|file| file.taken_at).collect::<Option<Vec<_>>>()?.into_iter().min()?;
            Some((kind, oldest.with_timezone(&chrono_tz::Europe::Stockholm)))
        })
        .collect()
}

/// Finds clinics by id while they are still in reading order; rows about others get a clinic of their own for a while.
/// Made when it is first asked: often there is nothing but exports.
#[derive(Default)]
struct Index(Option<HashMap<HsaId, usize>>);

impl Index {
    fn clinic<'c>(&mut self, id: &HsaId, clinics: &'c mut Vec<ClinicFacts>) -> &'c mut ClinicFacts {
        let all = || clinics.iter().enumerate().map(|(ix, clinic)| (clinic.hsa_id.clone(), ix)).collect();
        let index = self.0.get_or_insert_with(all);
        let next = clinics.len();
        let ix = *index.entry(id.clone()).or_insert(next);
        if ix == next {
            clinics.push(empty(id.clone()));
        }
        &mut clinics[ix]
    }
}

pub(super) fn empty(hsa_id: HsaId) -> ClinicFacts {
    ClinicFacts {
        hsa_id,
        listed: None,
        export: None,
        declared: Declared::default(),
        permissions: Vec::new(),
        decisions: Vec::new(),
        attestations: Vec::new(),
        directory: None,
        booking: None,
        cases: None,
    }
}

/// One clinic for each id, its records merged in reading order.
fn units(mut units: Vec<Box<UnitRecord>>, needs: &Needs) -> Vec<ClinicFacts> {
    sort(&mut units);
    let mut clinics: Vec<ClinicFacts> = Vec::with_capacity(units.len());
    for mut unit in units {
        let declared = std::mem::take(&mut unit.declared);
        match clinics.last_mut().filter(|clinic| clinic.hsa_id == unit.hsa_id) {
            Some(clinic) => {
                clinic.declared.records.extend(declares(&declared).then(|| unit.records.clone()).into_iter().flatten());
                let before = std::mem::take(&mut clinic.declared.values);
                clinic.declared.values = merge_declarations(before, declared);
                if let Some(known) = clinic.export.take() {
                    clinic.export = Some(Box::new(merge(*known, *unit, needs)));
                }
            }
            None => {
                let mut clinic = empty(unit.hsa_id.clone());
                if declares(&declared) {
                    clinic.declared.records.clone_from(&unit.records);
                }
                clinic.declared.values = declared;
                clinic.export = Some(unit);
                clinics.push(clinic);
            }
        }
    }
    clinics
}

/// Sorts by id, in reading order where ids are the same. The ids of a region begin alike and differ in a few characters, which
/// are set beside each other first: following every record to its id for every comparison takes several times as long.
fn sort(units: &mut [Box<UnitRecord>]) {
    let Some(first) = units.first().map(|unit| unit.hsa_id.clone()) else { return };
    let alike = units.iter().map(|unit| unit.hsa_id.begins_like(&first)).min().unwrap_or(0);
    if units.iter().all(|unit| unit.hsa_id.as_str().len() <= alike + DIFFERENT) {
        units.sort_by_cached_key(|unit| u128::from_be_bytes(unit.hsa_id.upper_from::<DIFFERENT>(alike)));
    } else {
        units.sort_by(|a, b| a.hsa_id.cmp(&b.hsa_id));
    }
}

/// As many characters of an id as fit in a number.
const DIFFERENT: usize = 16;

fn list(listed: Vec<ListedClinic>, clinics: &mut Vec<ClinicFacts>, index: &mut Index) {
    for row in listed {
        let clinic = index.clinic(&row.hsa_id, clinics);
        match &mut clinic.listed {
            Some(known) => {
                known.name = std::mem::take(&mut known.name).merge(row.name);
                known.unit_kind = std::mem::take(&mut known.unit_kind).merge(row.unit_kind);
            }
            None => clinic.listed = Some(Box::new(row)),
        }
    }
}

fn declares(declared: &Declarations) -> bool {
    declared.prescribes_medicines.is_exported()
        || declared.prescribes_aids.is_exported()
        || declared.offers_advice.is_exported()
        || declared.can_book_directly.is_exported()
        || declared.services.is_exported()
}

fn merge_declarations(one: Declarations, other: Declarations) -> Declarations {
    Declarations {
        prescribes_medicines: one.prescribes_medicines.merge(other.prescribes_medicines),
        prescribes_aids: one.prescribes_aids.merge(other.prescribes_aids),
        offers_advice: one.offers_advice.merge(other.offers_advice),
        can_book_directly: one.can_book_directly.merge(other.can_book_directly),
        services: one.services.merge(other.services),
    }
}

/// Two records of one clinic. What they disagree on is a conflict, with both places.
fn merge(one: UnitRecord, other: UnitRecord, needs: &Needs) -> UnitRecord {
    let mut conflicts = one.conflicts;
    conflicts.extend(other.conflicts);
    let (first, second) = (one.records.clone(), other.records.clone());
    macro_rules! field {
        ($($name:ident),*) => {{
            $(
                let $name = one.$name.merge(other.$name);
                if $name == Field::Conflicting {
                    let at = first.iter().chain(&second).map(|record| Place::field(*record, stringify!($name)));
                    note(&mut conflicts, stringify!($name).into(), at.collect());
                }
            )*
            UnitRecord {
                records: first.iter().chain(&second).copied().collect(),
                hsa_id: one.hsa_id,
                declared: Declarations::default(),
                case_types: Field::NotExported,
                conflicts,
                $($name),*
            }
        }};
    }
    let (types_one, types_other) = (one.case_types, other.case_types);
    let mut unit = field!(
        name,
        status,
        unit_kind,
        care_level,
        agreement,
        business_code,
        municipality,
        service_area,
        recommended,
        standard_replies,
        reverse_flow_templates,
        other_information,
        time_types,
        changed
    );
    unit.case_types = match (types_one, types_other) {
        (Field::Value(ours), Field::Value(theirs)) => {
            let theirs = theirs.iter().map(|one| one.clone().after(first.len()));
            let merged = merge_types(ours.to_vec(), theirs, (&unit.records, &mut unit.conflicts), needs);
            Field::Value(Arc::new(merged))
        }
        (one, other) => {
            let moved =
                |types: Arc<Vec<CaseTypeRecord>>| types.iter().map(|one| one.clone().after(first.len())).collect();
            one.merge(other.map(|types| Arc::new(moved(types))))
        }
    };
    unit
}

fn note(conflicts: &mut Vec<Conflict>, route: Box<str>, places: Vec<Place>) {
    match conflicts.iter_mut().find(|conflict| conflict.route == route) {
        Some(conflict) => conflict.places.extend(places),
        None => conflicts.push(Conflict { route, places }),
    }
}

fn merge_types(
    ours: Vec<CaseTypeRecord>,
    theirs: impl Iterator<Item = CaseTypeRecord>,
    (records, conflicts): (&[RecordRef], &mut Vec<Conflict>),
    needs: &Needs,
) -> Vec<CaseTypeRecord> {
    let mut types = ours;
    for other in theirs {
        let same = |known: &CaseTypeRecord| match (known.ix, other.ix) {
            (None, None) => known.written == other.written,
            (one, two) => one == two,
        };
        let Some(ix) = types.iter().position(same) else {
            types.push(other);
            continue;
        };
        let known = types.remove(ix);
        let key = match known.ix {
            Some(ix) => needs.case_types[usize::from(ix.0)].key.clone(),
            None => known.written.as_ref().clone(),
        };
        types.insert(ix, merge_type(known, other, &key, (records, conflicts)));
    }
    types
}

fn merge_type(
    known: CaseTypeRecord,
    other: CaseTypeRecord,
    key: &str,
    (records, conflicts): (&[RecordRef], &mut Vec<Conflict>),
) -> CaseTypeRecord {
    let places = [known.place(records), other.place(records)];
    let mut merged = known.clone();
    let (known_texts, other_texts) = (known.texts().clone(), other.texts().clone());
    let mut texts = CaseTypeTexts::NONE;
    macro_rules! field {
        ($merged:ident, $known:ident, $other:ident: $($name:ident),*) => {
            $(
                $merged.$name = $known.$name.merge($other.$name);
                if $merged.$name == Field::Conflicting {
                    let at = places.iter().cloned().map(|mut place| {
                        place.route.push(Step::Field(stringify!($name)));
                        place
                    });
                    note(conflicts, format!("case_types[{key}].{}", stringify!($name)).into(), at.collect());
                }
            )*
        };
    }
    field!(merged, known, other: state, kind, origin, restricted, changed);
    field!(texts, known_texts, other_texts: description, terms, standard_replies, answer_alternatives);
    merged.texts = (texts != CaseTypeTexts::NONE).then(|| texts.into());
    merged
}

fn by_person<T>(records: Vec<T>, person: impl Fn(&T) -> HsaId) -> BTreeMap<HsaId, Vec<T>> {
    let mut people: BTreeMap<HsaId, Vec<T>> = BTreeMap::new();
    for record in records {
        people.entry(person(&record)).or_default().push(record);
    }
    people
}

/// A person's rows of the staff list as one: somebody with two employments is employed until the later ends. One whose
/// end is not known may be the later, unless another goes on.
fn one_staff(rows: &[StaffRecord], today: NaiveDate) -> StaffRecord {
    let open = || rows.iter().find(|row| row.employed_until == Field::Absent);
    let last = || rows.iter().max_by_key(|row| row.employed_until.value().copied());
    let goes_on = || last().filter(|row| row.employed_until.value().is_some_and(|until| *until >= today));
    let doubtful = || rows.iter().find(|row| row.employed_until.value().is_none());
    open().or_else(goes_on).or_else(doubtful).or_else(last).expect("a person has at least one row").clone()
}

/// The leave that matters today: the one that covers the day, else the next to begin, else the last.
fn current_leave(rows: &[AbsenceRecord], today: NaiveDate) -> Option<AbsenceRecord> {
    let rows = unbroken(rows);
    let covers = |row: &&AbsenceRecord| row.covers(today);
    let longest = |row: &&AbsenceRecord| row.until.map_or(i64::MAX, |until| (until - row.from).num_days());
    rows.iter()
        .filter(covers)
        .max_by_key(longest)
        .or_else(|| rows.iter().filter(|row| row.from > today).min_by_key(|row| row.from))
        .or_else(|| rows.iter().max_by_key(|row| row.until))
        .cloned()
}

/// Periods that overlap, or follow on each other without a day at work between them, as one: lists break long leave up.
fn unbroken(rows: &[AbsenceRecord]) -> Vec<AbsenceRecord> {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| row.from);
    let mut periods: Vec<AbsenceRecord> = Vec::new();
    for row in rows {
        let goes_on = |before: &&mut AbsenceRecord| {
            before.until.is_none_or(|until| until.succ_opt().is_none_or(|next| row.from <= next))
        };
        match periods.last_mut().filter(goes_on) {
            Some(before) => before.until = before.until.zip(row.until).map(|(one, other)| one.max(other)),
            None => periods.push(row),
        }
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::{FollowUp, Terms, join, one_staff, unbroken};
    use crate::model::directory::Directory;
    use crate::model::field::Field;
    use crate::model::hsa_id::HsaId;
    use crate::model::needs::Needs;
    use crate::model::permission::{AbsenceRecord, StaffRecord};
    use crate::model::place::{FileIx, RecordRef};
    use crate::model::source::SourceKind;
    use crate::source::{FailedInput, Sources};
    use crate::text::Message;

    #[test]
    fn leave_in_several_rows_is_one_leave_where_no_day_at_work_comes_between() {
        let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
        let row = |from: &str, until: Option<&str>| AbsenceRecord {
            record: RecordRef::whole_file(FileIx(0)),
            staff: HsaId::parse("SE2321000057-TESTP1").expect("an id"),
            from: day(from),
            until: until.map(day),
        };
        let periods = |rows: &[AbsenceRecord]| -> Vec<String> {
            unbroken(rows)
                .iter()
                .map(|one| format!("{}/{:?}", one.from, one.until.map(|last| last.to_string())))
                .collect()
        };
        let (first, next) = (row("2026-11-20", Some("2026-12-18")), row("2026-12-19", Some("2027-01-31")));
        assert_eq!(periods(&[next.clone(), first.clone()]), ["2026-11-20/Some(\"2027-01-31\")"]);
        // A day at work between them; one within the other; one without an end.
        assert_eq!(periods(&[first.clone(), row("2026-12-20", Some("2026-12-24"))]).len(), 2);
        assert_eq!(
            periods(&[first.clone(), row("2026-12-01", Some("2026-12-02"))]),
            ["2026-11-20/Some(\"2026-12-18\")"]
        );
        assert_eq!(periods(&[row("2026-12-01", None), first]), ["2026-11-20/None"]);
    }

    #[test]
    fn a_kind_of_which_a_file_could_not_be_read_is_not_taken_as_given() {
        let mut sources = Sources::default();
        sources.supplied.insert(SourceKind::Permissions);
        sources.supplied.insert(SourceKind::Staff);
        sources.failed.push(FailedInput {
            kind: SourceKind::Permissions,
            name: "permissions.csv".into(),
            message: Message::new("source-not-found"),
            advice: None,
            at: None,
            remote: false,
        });
        let as_of = chrono::DateTime::<chrono::Utc>::UNIX_EPOCH.with_timezone(&chrono_tz::Europe::Stockholm);
        let terms = Terms {
            as_of,
            directory: &Directory::default(),
            booking_consumers: &[],
            cases: None,
            decisions: &[],
            follow_up: FollowUp::default(),
        };
        let facts = join(&mut sources, &Needs::default(), terms);
        assert!(!facts.supplied.contains(SourceKind::Permissions), "what it does not say is unknown, not absent");
        assert!(facts.supplied.contains(SourceKind::Staff));
    }

    #[test]
    fn an_employment_whose_end_cannot_be_read_may_be_the_one_that_goes_on() {
        let day = |text: &str| text.parse().expect("it is a day");
        let row = |employed_until: Field<chrono::NaiveDate>| StaffRecord {
            record: RecordRef::whole_file(FileIx(0)),
            staff: HsaId::parse("SE2321000057-TESTP01").expect("it is an id"),
            employed_until,
            workplace: Field::NotExported,
        };
        let ended = || row(Field::Value(day("2026-01-31")));
        let going_on = || row(Field::Value(day("2027-01-31")));
        let until = |rows: &[StaffRecord]| one_staff(rows, day("2026-11-20")).employed_until;
        assert_eq!(until(&[ended(), row(Field::Unreadable)]), Field::Unreadable);
        assert_eq!(until(&[row(Field::Unreadable), going_on(), ended()]), Field::Value(day("2027-01-31")));
        assert_eq!(until(&[row(Field::Unreadable), ended(), row(Field::Absent)]), Field::Absent);
        assert_eq!(until(&[ended(), ended()]), Field::Value(day("2026-01-31")));
    }
}
