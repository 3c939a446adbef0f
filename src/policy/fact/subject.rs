//! What rules are judged on: a clinic, or one item of a clinic.

use std::cell::OnceCell;
use std::sync::Arc;

use chrono::NaiveDate;

use super::sets::{Sets, truth};
use super::{Datum, Fact, FactRef};
use crate::model::attestation::{AttestationRecord, is_same_role};
use crate::model::case_type::{CaseTypeIx, fold};
use crate::model::clinic::{CaseTypeRecord, ServiceRecord};
use crate::model::facts::{ClinicFacts, DecisionFacts, Facts, PermissionFacts};
use crate::model::field::Field;
use crate::model::finding::{ItemKind, Missing};
use crate::model::hsa_id::HsaId;
use crate::model::measure::{Answer, Reply, TypeCases};
use crate::model::needs::Needs;
use crate::model::outcome::Truth;
use crate::model::permission::{PermissionState, Role};
use crate::model::source::SourceKind;

/// Something that facts can be read of. A clinic of the run, or an example of a policy.
pub trait Subject: Copy {
    /// A fact. `clauses` are those of the policy, for `attested.CLAUSE`.
    fn read(&self, fact: FactRef, clauses: &[Box<str>]) -> Fact<'_>;

    /// The items of a kind, or why they are not known.
    fn items(&self, kind: ItemKind) -> Result<Vec<Self>, Missing>;
}

/// What is the same for every clinic of a run: the day, the vocabulary, which sources were given and are fresh.
#[derive(Debug)]
pub struct Horizon<'a> {
    /// The joined facts.
    pub facts: &'a Facts,
    /// The policies' vocabulary.
    pub needs: &'a Needs,
    /// The day that is judged.
    pub today: NaiveDate,
    /// Kinds of source that are older than their facts' limit, with the limit.
    pub stale: Vec<Missing>,
}

/// A clinic of the run, with what many rules ask of it, made once.
#[derive(Debug)]
pub struct Clinic<'a> {
    horizon: &'a Horizon<'a>,
    facts: &'a ClinicFacts,
    sets: OnceCell<Sets>,
}

/// A clinic, or an item of it.
#[derive(Clone, Copy, Debug)]
pub struct ClinicSubject<'a> {
    pub(super) horizon: &'a Horizon<'a>,
    pub(super) clinic: &'a ClinicFacts,
    sets: &'a OnceCell<Sets>,
    pub(super) item: ItemRef<'a>,
}

/// The item that is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) enum ItemRef<'a> {
    Clinic,
    CaseType(&'a CaseTypeRecord),
    Permission(&'a PermissionFacts),
    User(User<'a>),
    Service(&'a ServiceRecord),
    Decision(&'a DecisionFacts),
}

/// A person with permissions at the clinic that are in effect or whose state is not known.
#[derive(Clone, Copy, Debug)]
pub struct User<'a> {
    /// The person.
    pub staff: &'a HsaId,
    /// Everyone's permissions at the clinic.
    everyone: &'a [PermissionFacts],
}

impl Horizon<'_> {
    /// Whether clinics may have items of a kind. Where not, all are told the same of them.
    #[must_use]
    pub fn may_have(&self, kind: ItemKind) -> bool {
        match kind {
            ItemKind::CaseType | ItemKind::Service => true,
            ItemKind::Permission | ItemKind::User => self.facts.supplied.contains(SourceKind::Permissions),
            ItemKind::Decision => self.facts.supplied.contains(SourceKind::Register),
        }
    }
}

impl<'a> Clinic<'a> {
    /// A clinic of the run.
    #[must_use]
    pub fn new(horizon: &'a Horizon<'a>, facts: &'a ClinicFacts) -> Self {
        Self { horizon, facts, sets: OnceCell::new() }
    }

    /// The clinic as something to read facts of.
    #[must_use]
    pub fn subject(&self) -> ClinicSubject<'_> {
        ClinicSubject { horizon: self.horizon, clinic: self.facts, sets: &self.sets, item: ItemRef::Clinic }
    }
}

impl<'a> User<'a> {
    /// The person's permissions there that are in effect or whose state is not known.
    pub fn permissions(self) -> impl Iterator<Item = &'a PermissionFacts> + Clone {
        self.everyone.iter().filter(move |held| held.record.staff == *self.staff && perhaps_in_effect(held))
    }
}

fn perhaps_in_effect(held: &PermissionFacts) -> bool {
    !matches!(held.record.state, Field::Value(state) if state != PermissionState::Active)
}

impl<'a> ClinicSubject<'a> {
    /// The clinic.
    #[must_use]
    pub fn clinic(&self) -> &'a ClinicFacts {
        self.clinic
    }

    /// The item's id and kind, for findings; `None` for the clinic itself.
    #[must_use]
    pub fn item(&self) -> Option<crate::model::finding::Item> {
        let (kind, id) = match &self.item {
            ItemRef::Clinic => return None,
            ItemRef::CaseType(record) => (ItemKind::CaseType, self.type_key(record).into()),
            ItemRef::Permission(permission) => {
                let role = permission.record.role.value().map_or("?", |role| {
                    use crate::model::case_type::Vocabulary as _;
                    role.key()
                });
                (ItemKind::Permission, format!("{}/{role}", permission.record.staff).into())
            }
            ItemRef::User(user) => (ItemKind::User, user.staff.as_str().into()),
            ItemRef::Service(service) => (ItemKind::Service, service.service.clone()),
            ItemRef::Decision(decision) => {
                use crate::model::case_type::Vocabulary as _;
                let record = &decision.record;
                (ItemKind::Decision, format!("{}/{}", record.staff, record.role.key()).into())
            }
        };
        Some(crate::model::finding::Item { kind, id })
    }

    /// Whose permission or decision the item is, and its role.
    #[must_use]
    pub fn holder(&self) -> Option<(&'a HsaId, Role)> {
        match self.item {
            ItemRef::Permission(held) => held.record.role.value().map(|role| (&held.record.staff, *role)),
            ItemRef::Decision(decision) => Some((&decision.record.staff, decision.record.role)),
            _ => None,
        }
    }

    /// What was decided, where the item is a decision.
    #[must_use]
    pub fn decided(&self) -> Option<PermissionState> {
        match self.item {
            ItemRef::Decision(decision) => Some(decision.record.state),
            _ => None,
        }
    }

    /// Whether the project has a register that could be read.
    #[must_use]
    pub fn keeps_register(&self) -> bool {
        self.horizon.facts.supplied.contains(SourceKind::Register)
    }

    pub(super) fn type_key<'s>(&'s self, record: &'s CaseTypeRecord) -> &'s str {
        match record.ix {
            Some(CaseTypeIx(ix)) => &self.horizon.needs.case_types[usize::from(ix)].key,
            None => &record.written,
        }
    }

    fn with(&self, item: ItemRef<'a>) -> Self {
        Self { item, ..*self }
    }

    /// One of the clinic's case types.
    #[must_use]
    pub fn with_case_type(&self, record: &'a CaseTypeRecord) -> Self {
        self.with(ItemRef::CaseType(record))
    }

    /// The clinic's case types, or why they are not known.
    ///
    /// # Errors
    /// Why.
    pub fn case_types(&self) -> Result<&'a [CaseTypeRecord], Missing> {
        let unit = self.clinic.export.as_ref().ok_or_else(|| self.no_record(SourceKind::Exports))?;
        list(unit.case_types.as_ref().map(|types| types.as_slice()), SourceKind::Exports)
    }

    /// Whether other clinics have the very same list of case types, kept once.
    #[must_use]
    pub fn shares_case_types(&self) -> bool {
        let types = self.clinic.export.as_ref().and_then(|unit| unit.case_types.value());
        types.is_some_and(|types| Arc::strong_count(types) > 1)
    }

    /// The sets of case types, put together when they are first asked for.
    pub(super) fn sets(&self) -> &'a Sets {
        self.sets.get_or_init(|| {
            let types = self.clinic.export.as_ref().and_then(|unit| unit.case_types.value());
            types.map(|types| Sets::of(types)).unwrap_or_default()
        })
    }

    /// Why a source's record of this clinic is not there.
    pub(super) fn no_record(&self, kind: SourceKind) -> Missing {
        if self.horizon.facts.supplied.contains(kind) {
            Missing::NoRecord(kind)
        } else if self.horizon.facts.partial.contains(kind) {
            Missing::Unreadable(kind)
        } else {
            Missing::NotSupplied(kind)
        }
    }

    /// The replies of the case log about the clinic, or about the case type; `None` where it has no case of the clinic,
    /// no replies where it has none of the case type.
    pub(super) fn replies(&self, fact: FactRef) -> Option<&'a [Reply]> {
        let cases = self.clinic.cases.as_ref()?;
        Some(match (fact, &self.item) {
            (FactRef::CaseTypeMeasure(_), ItemRef::CaseType(record)) => {
                let is_it = |of: &&TypeCases| match (of.ix, record.ix) {
                    (None, None) => fold(&of.written) == fold(&record.written),
                    (one, other) => one == other,
                };
                cases.by_type.iter().find(is_it).map(|of| of.replies.as_slice()).unwrap_or_default()
            }
            _ => &cases.replies,
        })
    }

    /// The answer to a measure, as rules may judge it.
    fn answered(&self, fact: FactRef, ix: usize) -> Fact<'_> {
        if !self.horizon.facts.supplied.contains(SourceKind::Cases) {
            return Fact::Unknown(self.no_record(SourceKind::Cases));
        }
        if let Some(stale) = self.horizon.stale.iter().find(|stale| stale.source() == SourceKind::Cases) {
            return Fact::Unknown(*stale);
        }
        let measure = &self.horizon.needs.measures[ix];
        let Some(replies) = self.replies(fact) else {
            return Fact::Unknown(Missing::NoRecord(SourceKind::Cases));
        };
        let judged = match replies.get(ix) {
            Some(reply) => reply.judged(&measure.terms),
            // The log has cases of the clinic and none of this case type.
            None => Reply::of_no_cases(measure.question).judged(&measure.terms),
        };
        match judged {
            Ok(Answer::Share { part, of }) => Fact::Known(Datum::Share { part, of }),
            Ok(Answer::Count(sure)) => Fact::Known(Datum::Count { sure, maybe: None }),
            Ok(Answer::Time { span, .. }) => Fact::Known(Datum::Span(span)),
            Err(missing) => Fact::Unknown(missing),
        }
    }

    /// Whether an attestation of a clause counts today: the right role has given it, and its last day has not passed.
    pub(super) fn counts(&self, row: &AttestationRecord, clause: &str) -> Truth {
        let by = self.horizon.needs.attested_by.iter().find(|(c, _)| &**c == clause).map(|(_, by)| by);
        let signed = by.map_or(Truth::True, |by| truth(&row.by, |who| is_same_role(who, by)));
        let valid = match &row.valid_until {
            // A row without a last day counts until further notice.
            Field::Absent | Field::NotExported => Truth::True,
            last => truth(last, |last| *last >= self.horizon.today),
        };
        signed.and(valid).and(truth(&row.date, |date| *date <= self.horizon.today))
    }

    fn attested(&self, clause: &str, matches: impl Fn(&AttestationRecord) -> bool) -> Fact<'_> {
        let supplied = self.horizon.facts.supplied.contains(SourceKind::Attestations);
        let (mut latest, mut doubt) = (None, (!supplied).then(|| self.no_record(SourceKind::Attestations)));
        for row in self.clinic.attestations.iter().filter(|row| row.is_of(clause) && matches(row)) {
            match self.counts(row, clause) {
                Truth::True => latest = latest.max(row.date.value().copied()),
                Truth::Unknown => doubt = doubt.or(Some(attestation_reason(row))),
                Truth::False => {}
            }
        }
        if let (None, Some(missing)) = (latest, doubt) {
            return Fact::Unknown(missing);
        }
        latest.map_or(Fact::Absent, |date| Fact::Known(Datum::Date(date)))
    }
}

fn attestation_reason(row: &AttestationRecord) -> Missing {
    let kind = SourceKind::Attestations;
    let exported = row.date.is_exported() && row.by.is_exported();
    if exported { Missing::Unreadable(kind) } else { Missing::NotExported(kind) }
}

impl<'a> Subject for ClinicSubject<'a> {
    fn read(&self, fact: FactRef, clauses: &[Box<str>]) -> Fact<'_> {
        match fact {
            FactRef::Table(ix) => {
                let def = ix.def();
                let value = (def.read)(self);
                if !self.horizon.stale.is_empty()
                    && matches!(value, Fact::Known(_) | Fact::Absent)
                    && let Some(stale) = self.horizon.stale.iter().find(|stale| stale.source() == def.source)
                {
                    return Fact::Unknown(*stale);
                }
                value
            }
            FactRef::Measure(ix) | FactRef::CaseTypeMeasure(ix) => self.answered(fact, usize::from(ix)),
            FactRef::Attested(clause) => {
                self.attested(&clauses[usize::from(clause)], |row| row.case_type.is_none() && row.person.is_none())
            }
            FactRef::CaseTypeAttested(clause) => match &self.item {
                ItemRef::CaseType(record) => self.attested(&clauses[usize::from(clause)], |row| {
                    row.case_type.as_deref().is_some_and(|written| {
                        *written == **record.written
                            || record.ix.is_some() && self.horizon.needs.case_type(written) == record.ix
                    })
                }),
                _ => Fact::Absent,
            },
            FactRef::UserAttested(clause) => match &self.item {
                ItemRef::User(user) => {
                    self.attested(&clauses[usize::from(clause)], |row| row.person.as_ref() == Some(user.staff))
                }
                _ => Fact::Absent,
            },
            // Counting a list needs the policy's filter: the evaluator does it and never asks a clinic.
            FactRef::List(_) => Fact::Unknown(Missing::NotSupplied(SourceKind::Exports)),
        }
    }

    fn items(&self, kind: ItemKind) -> Result<Vec<Self>, Missing> {
        match kind {
            ItemKind::CaseType => Ok(self.case_types()?.iter().map(|record| self.with_case_type(record)).collect()),
            ItemKind::Service => {
                let services = match &self.clinic.declared.values.services {
                    Field::NotExported => return Err(self.undeclared()),
                    services => list(services.as_ref().map(Vec::as_slice), SourceKind::Declarations)?,
                };
                Ok(services.iter().map(|service| self.with(ItemRef::Service(service))).collect())
            }
            ItemKind::Permission => {
                self.permissions_known()?;
                Ok(self.clinic.permissions.iter().map(|held| self.with(ItemRef::Permission(held))).collect())
            }
            ItemKind::User => {
                self.permissions_known()?;
                let everyone: &'a [PermissionFacts] = &self.clinic.permissions;
                let mut users: Vec<User<'a>> = Vec::new();
                for held in everyone.iter().filter(|held| perhaps_in_effect(held)) {
                    if !users.iter().any(|user| *user.staff == held.record.staff) {
                        users.push(User { staff: &held.record.staff, everyone });
                    }
                }
                Ok(users.into_iter().map(|user| self.with(ItemRef::User(user))).collect())
            }
            ItemKind::Decision => {
                self.register_known()?;
                Ok(self.clinic.decisions.iter().map(|decision| self.with(ItemRef::Decision(decision))).collect())
            }
        }
    }
}

impl ClinicSubject<'_> {
    pub(super) fn permissions_known(&self) -> Result<(), Missing> {
        if self.horizon.facts.supplied.contains(SourceKind::Permissions) {
            Ok(())
        } else {
            Err(Missing::NotSupplied(SourceKind::Permissions))
        }
    }

    /// Whether there is a register. A project need not have one; then there are no decisions.
    pub(super) fn register_known(&self) -> Result<bool, Missing> {
        let facts = self.horizon.facts;
        if facts.partial.contains(SourceKind::Register) {
            return Err(Missing::Unreadable(SourceKind::Register));
        }
        Ok(facts.supplied.contains(SourceKind::Register))
    }

    /// Why nothing is declared: the declarations can also come with the export, but are asked for by their own name.
    pub(super) fn undeclared(&self) -> Missing {
        let kind = SourceKind::Declarations;
        if !self.horizon.facts.supplied.contains(kind) {
            self.no_record(kind)
        } else if self.clinic.declared.records.is_empty() {
            Missing::NoRecord(kind)
        } else {
            Missing::NotExported(kind)
        }
    }
}

fn list<T>(field: Field<&[T]>, kind: SourceKind) -> Result<&[T], Missing> {
    match field {
        Field::Value(items) => Ok(items),
        Field::Absent => Ok(&[]),
        Field::NotExported => Err(Missing::NotExported(kind)),
        Field::Unreadable => Err(Missing::Unreadable(kind)),
        Field::Conflicting => Err(Missing::Conflicting(kind)),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Clinic, Fact, FactRef, Field, Horizon, Missing, Subject as _};
    use crate::model::attestation::AttestationRecord;
    use crate::model::facts::{ClinicFacts, Declared, Facts, SourceSet};
    use crate::model::hsa_id::HsaId;
    use crate::model::needs::Needs;
    use crate::model::place::{FileIx, RecordRef};
    use crate::model::source::SourceKind;
    use crate::policy::fact::Datum;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("it is a date")
    }

    fn row(by: Field<Box<str>>, date: Field<NaiveDate>, valid_until: Field<NaiveDate>) -> AttestationRecord {
        AttestationRecord {
            record: RecordRef { file: FileIx(0), start: 0, len: 0, line: 1 },
            clause: "V1".into(),
            clinic: HsaId::parse("SE2321000057-TEST1").expect("it is an id"),
            case_type: None,
            person: None,
            by,
            date,
            valid_until,
            reference: Field::Absent,
        }
    }

    /// The day that V1 was attested, as rules see it on 20 November 2026.
    fn attested(rows: Vec<AttestationRecord>) -> Result<Option<NaiveDate>, Missing> {
        let mut supplied = SourceSet::default();
        supplied.insert(SourceKind::Attestations);
        let facts = Facts { supplied, ..Facts::default() };
        let attested_by = vec![("V1".into(), "verksamhetschef".into())];
        let needs = Needs { attested_by, ..Needs::default() };
        let horizon = Horizon { facts: &facts, needs: &needs, today: day("2026-11-20"), stale: Vec::new() };
        let clinic = ClinicFacts {
            hsa_id: HsaId::parse("SE2321000057-TEST1").expect("it is an id"),
            listed: None,
            export: None,
            declared: Declared::default(),
            permissions: Vec::new(),
            decisions: Vec::new(),
            attestations: rows,
            directory: None,
            booking: None,
            cases: None,
        };
        let clinic = Clinic::new(&horizon, &clinic);
        match clinic.subject().read(FactRef::Attested(0), &["V1".into()]) {
            Fact::Known(Datum::Date(date)) => Ok(Some(date)),
            Fact::Absent => Ok(None),
            Fact::Unknown(missing) => Err(missing),
            Fact::Known(other) => panic!("{other:?} is no date"),
        }
    }

    #[test]
    fn an_attestation_counts_when_the_right_role_gave_it_and_it_still_holds() {
        let head = || Field::Value("Verksamhetschef".into());
        let given = || Field::Value(day("2026-05-01"));
        assert_eq!(attested(vec![row(head(), given(), Field::Absent)]), Ok(Some(day("2026-05-01"))));
        let as_typed = AttestationRecord { clause: "v1".into(), ..row(head(), given(), Field::Absent) };
        assert_eq!(attested(vec![as_typed]), Ok(Some(day("2026-05-01"))), "however the clause is typed");
        assert_eq!(attested(vec![row(Field::Value("granskare".into()), given(), Field::Absent)]), Ok(None));
        assert_eq!(attested(vec![row(head(), given(), Field::Value(day("2026-11-19")))]), Ok(None));
        assert_eq!(attested(vec![row(head(), Field::Value(day("2027-01-01")), Field::Absent)]), Ok(None));
    }

    #[test]
    fn a_row_that_cannot_be_read_settles_nothing_and_hides_no_other_row() {
        let head = || Field::Value("verksamhetschef".into());
        let given = || Field::Value(day("2026-05-01"));
        let kind = SourceKind::Attestations;
        for unreadable in [
            row(Field::Unreadable, given(), Field::Absent),
            row(head(), Field::Unreadable, Field::Absent),
            row(head(), given(), Field::Unreadable),
        ] {
            assert_eq!(attested(vec![unreadable.clone()]), Err(Missing::Unreadable(kind)));
            assert_eq!(attested(vec![unreadable, row(head(), given(), Field::Absent)]), Ok(Some(day("2026-05-01"))));
        }
        let unsigned = row(Field::NotExported, given(), Field::Absent);
        assert_eq!(attested(vec![unsigned]), Err(Missing::NotExported(kind)));
    }
}
