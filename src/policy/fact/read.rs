//! How each fact of the table is read. One function a fact, named as in the table; no judgement here.

mod directory;
mod register;

use super::subject::ItemRef;
use super::{ClinicSubject, Datum, Fact, SomeWords, Types};
use crate::model::booking::ContractAnswer;
use crate::model::case_type::{CaseTypeIx, TypeSet, Vocabulary};
use crate::model::clinic::{CaseTypeRecord, ServiceArea, ServiceRecord, TextFacts, UnitRecord};
use crate::model::facts::PermissionFacts;
use crate::model::field::Field;
use crate::model::finding::Missing;
use crate::model::needs::TextKind;
use crate::model::outcome::Truth;
use crate::model::permission::{DecisionRecord, PermissionRecord};
use crate::model::source::SourceKind::{self, Absence, Clinics, Declarations, Exports, Permissions, Staff, Tak};
use crate::model::span::{TimeSpan, TimeUnit};

pub(super) use directory::*;
pub(super) use register::*;

type S<'s> = &'s ClinicSubject<'s>;

/// A field's value as a fact.
fn fact<'s, T>(field: &'s Field<T>, kind: SourceKind, datum: impl FnOnce(&'s T) -> Datum<'s>) -> Fact<'s> {
    match field {
        Field::Value(value) => Fact::Known(datum(value)),
        Field::Absent => Fact::Absent,
        Field::NotExported => Fact::Unknown(Missing::NotExported(kind)),
        Field::Unreadable => Fact::Unknown(Missing::Unreadable(kind)),
        Field::Conflicting => Fact::Unknown(Missing::Conflicting(kind)),
    }
}

fn word<'s, T: Vocabulary>(value: &'s T) -> Datum<'s> {
    Datum::Word(value.key())
}

fn strings(values: &[Box<str>]) -> Datum<'_> {
    Datum::Words(values.iter().map(|value| &**value).collect())
}

fn known(value: bool) -> Fact<'static> {
    Fact::Known(Datum::Bool(value))
}

/// Whether a source has the clinic. That it has not is known only of a source that was read in full.
fn given<'s>(s: S<'s>, has: bool, kind: SourceKind) -> Fact<'s> {
    if has || s.horizon.facts.supplied.contains(kind) { known(has) } else { Fact::Unknown(s.no_record(kind)) }
}

fn of_unit<'s>(s: S<'s>, read: impl FnOnce(&'s UnitRecord) -> Fact<'s>) -> Fact<'s> {
    match &s.clinic.export {
        Some(unit) => read(unit),
        None => Fact::Unknown(s.no_record(Exports)),
    }
}

pub(super) fn in_export<'s>(s: S<'s>) -> Fact<'s> {
    given(s, s.clinic.export.is_some(), Exports)
}
pub(super) fn listed<'s>(s: S<'s>) -> Fact<'s> {
    given(s, s.clinic.listed.is_some(), Clinics)
}
pub(super) fn name<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.name, Exports, |name| Datum::Text(name)))
}
pub(super) fn status<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.status, Exports, word))
}
/// From the export, else from the list of clinics: a clinic that is in no export may still be listed with its kind.
pub(super) fn unit_kind<'s>(s: S<'s>) -> Fact<'s> {
    let is_told = s.clinic.export.as_ref().is_some_and(|unit| unit.unit_kind.is_exported());
    match &s.clinic.listed {
        Some(listed) if !is_told && listed.unit_kind.value().is_some() => fact(&listed.unit_kind, Clinics, word),
        _ => of_unit(s, |unit| fact(&unit.unit_kind, Exports, word)),
    }
}
pub(super) fn care_level<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.care_level, Exports, word))
}
pub(super) fn agreement<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.agreement, Exports, word))
}
pub(super) fn business_code<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.business_code, Exports, |code| Datum::Text(code)))
}
pub(super) fn municipality<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.municipality, Exports, |name| Datum::Text(name)))
}
/// Without any entry in the betjäningsområde every resident must be approved one by one: that is not open.
pub(super) fn open_to_whole_country<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| match &unit.service_area {
        Field::Absent => known(false),
        area => fact(area, Exports, |entries| Datum::Bool(entries.iter().any(ServiceArea::is_whole_country))),
    })
}
pub(super) fn recommended<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.recommended, Exports, |yes| Datum::Bool(*yes)))
}
pub(super) fn changed<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.changed, Exports, |date| Datum::Date(*date)))
}
pub(super) fn other_information<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.other_information, Exports, |text| Datum::Prose(text)))
}
pub(super) fn standard_replies<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.standard_replies, Exports, |text| Datum::Prose(text)))
}
pub(super) fn reverse_flow_templates<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.reverse_flow_templates, Exports, |text| Datum::Prose(text)))
}
pub(super) fn time_types<'s>(s: S<'s>) -> Fact<'s> {
    of_unit(s, |unit| fact(&unit.time_types, Exports, |types| strings(types)))
}

fn declared<'s>(s: S<'s>, field: &'s Field<bool>) -> Fact<'s> {
    match field {
        Field::NotExported => Fact::Unknown(s.undeclared()),
        field => fact(field, Declarations, |yes| Datum::Bool(*yes)),
    }
}
pub(super) fn prescribes_medicines<'s>(s: S<'s>) -> Fact<'s> {
    declared(s, &s.clinic.declared.values.prescribes_medicines)
}
pub(super) fn prescribes_aids<'s>(s: S<'s>) -> Fact<'s> {
    declared(s, &s.clinic.declared.values.prescribes_aids)
}
pub(super) fn offers_advice<'s>(s: S<'s>) -> Fact<'s> {
    declared(s, &s.clinic.declared.values.offers_advice)
}
pub(super) fn can_book_directly<'s>(s: S<'s>) -> Fact<'s> {
    declared(s, &s.clinic.declared.values.can_book_directly)
}

fn types<'s>(s: S<'s>, set: &'s Types) -> Fact<'s> {
    of_unit(s, |unit| match &unit.case_types {
        // A clinic without case types has them in none of its sets.
        Field::Absent => Fact::Known(Datum::Types(set)),
        field => fact(field, Exports, |_| Datum::Types(set)),
    })
}
pub(super) fn types_assigned<'s>(s: S<'s>) -> Fact<'s> {
    types(s, &s.sets().assigned)
}
pub(super) fn types_active<'s>(s: S<'s>) -> Fact<'s> {
    types(s, &s.sets().active)
}
pub(super) fn types_open<'s>(s: S<'s>) -> Fact<'s> {
    types(s, &s.sets().open)
}
pub(super) fn types_open_direct_booking<'s>(s: S<'s>) -> Fact<'s> {
    types(s, &s.sets().open_direct_booking)
}

/// The contracts of which something holds; those of which it may hold are kept apart.
fn contracts<'s>(s: S<'s>, holds: fn(&ContractAnswer) -> Truth) -> Fact<'s> {
    let Some(booking) = &s.clinic.booking else { return Fact::Unknown(s.no_record(Tak)) };
    let of = |truth: Truth| booking.contracts.iter().filter(move |answer| holds(answer) == truth);
    let names = |truth: Truth| of(truth).map(|answer| &*answer.contract).collect::<Vec<_>>();
    let (sure, maybe, open) = (names(Truth::True), names(Truth::Unknown), holds(&booking.others) == Truth::Unknown);
    if maybe.is_empty() && !open {
        return Fact::Known(Datum::Words(sure));
    }
    let others = open.then_some(&booking.others);
    let reasons = || of(Truth::Unknown).chain(others).filter_map(ContractAnswer::missing);
    let not_set = reasons().find(|missing| matches!(missing, Missing::NotSet(_)));
    let reason = not_set.or_else(|| reasons().next()).unwrap_or(Missing::NotInSource(Tak));
    Fact::Known(Datum::SomeWords(Box::new(SomeWords { sure, maybe, open, reason })))
}
pub(super) fn callable_contracts<'s>(s: S<'s>) -> Fact<'s> {
    contracts(s, ContractAnswer::callable)
}
pub(super) fn direct_contracts<'s>(s: S<'s>) -> Fact<'s> {
    contracts(s, ContractAnswer::direct)
}
pub(super) fn inherited_contracts<'s>(s: S<'s>) -> Fact<'s> {
    contracts(s, ContractAnswer::inherited)
}
pub(super) fn routed_without_permission<'s>(s: S<'s>) -> Fact<'s> {
    contracts(s, ContractAnswer::routed_without_permission)
}
pub(super) fn permitted_without_route<'s>(s: S<'s>) -> Fact<'s> {
    contracts(s, ContractAnswer::permitted_without_route)
}

/// The day of the latest grant. A day that is not known may be the latest.
pub(super) fn latest_grant<'s>(s: S<'s>) -> Fact<'s> {
    if let Err(missing) = s.permissions_known() {
        return Fact::Unknown(missing);
    }
    let dates = s.clinic.permissions.iter().map(|held| &held.record.granted_on);
    let latest = dates.clone().filter_map(Field::value).max();
    let doubtful = dates.clone().find(|date| !matches!(date, Field::Value(_) | Field::Absent));
    match (doubtful, latest) {
        (Some(date), _) => fact(date, Permissions, |date| Datum::Date(*date)),
        (None, latest) => latest.map_or(Fact::Absent, |date| Fact::Known(Datum::Date(*date))),
    }
}

/// An item fact outside its list reads as absent; `policy::compile` lets no rule do that.
fn of_type<'s>(s: S<'s>, read: impl FnOnce(&'s CaseTypeRecord) -> Fact<'s>) -> Fact<'s> {
    match &s.item {
        ItemRef::CaseType(record) => read(record),
        _ => Fact::Absent,
    }
}
pub(super) fn type_key<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| Fact::Known(Datum::Text(s.type_key(record))))
}
pub(super) fn type_state<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| fact(&record.state, Exports, word))
}
pub(super) fn type_kind<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| fact(&record.kind, Exports, word))
}
pub(super) fn type_origin<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| fact(&record.origin, Exports, word))
}
pub(super) fn type_restricted<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| fact(&record.restricted, Exports, |yes| Datum::Bool(*yes)))
}
pub(super) fn type_description<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| fact(&record.texts().description, Exports, Datum::Prose))
}
pub(super) fn type_terms<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| fact(&record.texts().terms, Exports, Datum::Prose))
}
pub(super) fn type_standard_terms<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| {
        let standards = &s.horizon.needs.standard_texts;
        let has = record.ix.is_some_and(|ix| {
            standards.iter().any(|standard| standard.case_type == ix && standard.kind == TextKind::Terms)
        });
        if has { Fact::Known(Datum::Standard) } else { Fact::Absent }
    })
}
pub(super) fn type_standard_replies<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| fact(&record.texts().standard_replies, Exports, Datum::Prose))
}
pub(super) fn type_answer_alternatives<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| fact(&record.texts().answer_alternatives, Exports, Datum::Prose))
}
pub(super) fn type_changed<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| fact(&record.changed, Exports, |date| Datum::Date(*date)))
}
/// What was seen in the texts of the type; absent where all of them are empty.
pub(super) fn type_texts<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| match all_texts(record) {
        (Some(seen), unseen) => Fact::Known(Datum::Texts(seen, unseen)),
        (None, Some(missing)) => Fact::Unknown(missing),
        (None, None) => Fact::Absent,
    })
}
pub(super) fn type_asks_to_phone<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| any_text(record, |texts| texts.asks_patient_to_phone))
}
pub(super) fn type_placeholder<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| any_text(record, |texts| texts.placeholder))
}
/// The longest time that any of the texts promises. A text that is not known may promise a longer one.
pub(super) fn type_promised_answer<'s>(s: S<'s>) -> Fact<'s> {
    of_type(s, |record| {
        let (seen, unseen) = all_texts(record);
        match (seen.and_then(|texts| texts.promised_answer), unseen) {
            (Some(span), None) => Fact::Known(Datum::Span(span)),
            (Some(span), Some(missing)) => Fact::Known(Datum::AtLeast(span, missing)),
            (None, Some(missing)) => Fact::Unknown(missing),
            (None, None) => Fact::Absent,
        }
    })
}

/// Whether something was seen in any of a type's texts. That it was in none is known only when all of them are.
fn any_text(record: &CaseTypeRecord, seen: impl FnOnce(&TextFacts) -> bool) -> Fact<'_> {
    match all_texts(record) {
        (Some(texts), _) if seen(&texts) => known(true),
        (_, Some(missing)) => Fact::Unknown(missing),
        (_, None) => known(false),
    }
}

/// What was seen in those texts of a type that are known, and why others are not.
fn all_texts(record: &CaseTypeRecord) -> (Option<TextFacts>, Option<Missing>) {
    let texts = record.texts();
    let (mut seen, mut unseen): (Option<TextFacts>, Option<Missing>) = (None, None);
    for field in [&texts.description, &texts.terms, &texts.standard_replies, &texts.answer_alternatives] {
        match fact(field, Exports, Datum::Prose) {
            Fact::Known(Datum::Prose(text)) => seen = Some(seen.map_or(*text, |sum| together(sum, text))),
            Fact::Unknown(missing) => unseen = unseen.max(Some(missing)),
            Fact::Known(_) | Fact::Absent => {}
        }
    }
    (seen, unseen)
}

fn together(one: TextFacts, other: &TextFacts) -> TextFacts {
    let longest = match (one.promised_answer, other.promised_answer) {
        (Some(a), Some(b)) => Some(if a.weight() >= b.weight() { a } else { b }),
        (a, b) => a.or(b),
    };
    TextFacts {
        chars: one.chars + other.chars,
        asks_patient_to_phone: one.asks_patient_to_phone || other.asks_patient_to_phone,
        promised_answer: longest,
        words: one.words | other.words,
        placeholder: one.placeholder || other.placeholder,
        equals_standard: None,
    }
}

fn of_permission<'s>(s: S<'s>, read: impl FnOnce(&'s PermissionFacts) -> Fact<'s>) -> Fact<'s> {
    match &s.item {
        ItemRef::Permission(held) => read(held),
        _ => Fact::Absent,
    }
}
fn of_record<'s>(s: S<'s>, read: impl FnOnce(&'s PermissionRecord) -> Fact<'s>) -> Fact<'s> {
    of_permission(s, |held| read(&held.record))
}
pub(super) fn permission_role<'s>(s: S<'s>) -> Fact<'s> {
    of_record(s, |record| fact(&record.role, Permissions, word))
}
pub(super) fn permission_state<'s>(s: S<'s>) -> Fact<'s> {
    of_record(s, |record| fact(&record.state, Permissions, word))
}
/// Who decided, as the export says it, else as the register does.
pub(super) fn permission_granted_by<'s>(s: S<'s>) -> Fact<'s> {
    of_permission(s, |held| match (&held.record.granted_by, &held.decision) {
        (Field::Value(by), _) => Fact::Known(Datum::Text(by.as_str())),
        (_, Some(DecisionRecord { decided_by: Some(by), .. })) => Fact::Known(Datum::Text(by.as_str())),
        (by, _) => fact(by, Permissions, |by| Datum::Text(by.as_str())),
    })
}
pub(super) fn permission_granted_on<'s>(s: S<'s>) -> Fact<'s> {
    of_permission(s, |held| match (&held.record.granted_on, &held.decision) {
        (Field::Value(date), _) => Fact::Known(Datum::Date(*date)),
        (_, Some(decision)) => Fact::Known(Datum::Date(decision.decided_on)),
        (date, None) => fact(date, Permissions, |date| Datum::Date(*date)),
    })
}
pub(super) fn permission_valid_until<'s>(s: S<'s>) -> Fact<'s> {
    of_record(s, |record| fact(&record.valid_until, Permissions, |date| Datum::Date(*date)))
}
/// Why a person has no row in the staff list. Only a list that says that it is complete makes that an answer.
fn nobody<'s>(s: S<'s>) -> Fact<'s> {
    if s.horizon.facts.supplied.contains(Staff) && s.horizon.facts.staff_is_complete {
        Fact::Absent
    } else {
        Fact::Unknown(s.no_record(Staff))
    }
}
pub(super) fn permission_staff<'s>(s: S<'s>) -> Fact<'s> {
    of_permission(s, |held| if held.staff.is_some() { Fact::Known(Datum::Record) } else { nobody(s) })
}
pub(super) fn permission_employed_until<'s>(s: S<'s>) -> Fact<'s> {
    of_permission(s, |held| match &held.staff {
        Some(staff) => fact(&staff.employed_until, Staff, |date| Datum::Date(*date)),
        None => nobody(s),
    })
}
fn leave<'s>(s: S<'s>, read: impl FnOnce(&'s crate::model::permission::AbsenceRecord) -> Datum<'s>) -> Fact<'s> {
    of_permission(s, |held| match &held.leave {
        Some(leave) => Fact::Known(read(leave)),
        None if !s.horizon.facts.supplied.contains(Absence) => Fact::Unknown(s.no_record(Absence)),
        None => Fact::Absent,
    })
}
/// The whole period's length in days, first and last included. A period without an end is counted up to today.
pub(super) fn permission_leave_days<'s>(s: S<'s>) -> Fact<'s> {
    leave(s, |leave| {
        let last = leave.until.unwrap_or(s.horizon.today).max(leave.from);
        let days = (last - leave.from).num_days() + 1;
        Datum::Span(TimeSpan { amount: u32::try_from(days).unwrap_or(u32::MAX), unit: TimeUnit::Days })
    })
}
/// Nobody on the absence list is on leave; a person who is not on it is not.
pub(super) fn permission_on_leave<'s>(s: S<'s>) -> Fact<'s> {
    let today = s.horizon.today;
    match leave(s, |leave| Datum::Bool(leave.covers(today))) {
        Fact::Absent => known(false),
        other => other,
    }
}

fn of_user<'s>(s: S<'s>, read: impl FnOnce(super::User<'s>) -> Fact<'s>) -> Fact<'s> {
    match s.item {
        ItemRef::User(user) => read(user),
        _ => Fact::Absent,
    }
}
pub(super) fn user_id<'s>(s: S<'s>) -> Fact<'s> {
    of_user(s, |user| Fact::Known(Datum::Text(user.staff.as_str())))
}
pub(super) fn user_roles<'s>(s: S<'s>) -> Fact<'s> {
    of_user(s, |user| {
        let mut roles: Vec<&str> = Vec::new();
        for held in user.permissions() {
            match &held.record.role {
                Field::Value(role) => roles.push(role.key()),
                other => return fact(other, Permissions, word),
            }
        }
        roles.sort_unstable();
        roles.dedup();
        Fact::Known(Datum::Words(roles))
    })
}
pub(super) fn user_notified_by<'s>(s: S<'s>) -> Fact<'s> {
    of_user(s, |user| {
        let mut ways: Vec<&str> = Vec::new();
        let mut known = false;
        for held in user.permissions() {
            match &held.record.notified_by {
                Field::Value(values) => {
                    known = true;
                    ways.extend(values.iter().map(|way| &**way));
                }
                Field::Absent => known = true,
                _ => {}
            }
        }
        ways.sort_unstable();
        ways.dedup();
        match (known, ways.is_empty()) {
            (false, _) => Fact::Unknown(Missing::NotExported(Permissions)),
            (true, true) => Fact::Absent,
            (true, false) => Fact::Known(Datum::Words(ways)),
        }
    })
}
/// Whether the directory has a mail address for the person: there is one, or there is none.
pub(super) fn user_directory_mail<'s>(s: S<'s>) -> Fact<'s> {
    of_user(s, |user| {
        let mut fields = user.permissions().map(|held| &held.record.directory_mail);
        match fields.clone().find(|mail| mail.is_exported()) {
            Some(_) if fields.any(|mail| mail.value() == Some(&true)) => known(true),
            Some(Field::Value(false) | Field::Absent) => Fact::Absent,
            Some(other) => fact(other, Permissions, |yes| Datum::Bool(*yes)),
            None => Fact::Unknown(Missing::NotExported(Permissions)),
        }
    })
}

fn of_service<'s>(s: S<'s>, read: impl FnOnce(&'s ServiceRecord) -> Fact<'s>) -> Fact<'s> {
    match &s.item {
        ItemRef::Service(service) => read(service),
        _ => Fact::Absent,
    }
}
pub(super) fn service_name<'s>(s: S<'s>) -> Fact<'s> {
    of_service(s, |service| Fact::Known(Datum::Text(&service.service)))
}
pub(super) fn service_offered_by<'s>(s: S<'s>) -> Fact<'s> {
    of_service(s, |service| Fact::Known(Datum::Words(service.offered_by.iter().map(|channel| channel.key()).collect())))
}
/// The open case types that carry the service (`for:` in the policy's case types).
pub(super) fn service_open_case_types<'s>(s: S<'s>) -> Fact<'s> {
    of_service(s, |service| {
        let carriers: TypeSet = (0_u8..)
            .zip(&s.horizon.needs.case_types)
            .filter(|(_, need)| need.service.as_deref() == Some(&*service.service))
            .map(|(ix, _)| CaseTypeIx(ix))
            .collect();
        match types(s, &s.sets().open) {
            Fact::Known(Datum::Types(open)) => Fact::Known(Datum::SomeTypes(Box::new(open.only(carriers)))),
            other => other,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Fact, Missing, any_text, known};
    use crate::model::clinic::{CaseTypeRecord, CaseTypeTexts, Position, TextFacts};
    use crate::model::field::Field;
    use crate::model::source::SourceKind::Exports;

    fn asks_to_phone(terms: Field<TextFacts>, others: &Field<TextFacts>) -> Fact<'static> {
        let mut record = CaseTypeRecord::new(Position::Index(0), std::sync::Arc::new("radgivning".into()));
        let [description, standard_replies, answer_alternatives] = [others.clone(), others.clone(), others.clone()];
        record.texts = Some(CaseTypeTexts { description, terms, standard_replies, answer_alternatives }.into());
        match any_text(&record, |texts| texts.asks_patient_to_phone) {
            Fact::Unknown(missing) => Fact::Unknown(missing),
            yes => known(yes == known(true)),
        }
    }

    #[test]
    fn what_one_text_says_is_known_and_what_none_says_only_when_all_are() {
        let asks = || Field::Value(TextFacts { asks_patient_to_phone: true, ..TextFacts::default() });
        let says_nothing = || Field::Value(TextFacts::default());
        assert_eq!(asks_to_phone(asks(), &Field::NotExported), known(true));
        assert_eq!(asks_to_phone(asks(), &Field::Unreadable), known(true));
        assert_eq!(asks_to_phone(says_nothing(), &Field::Absent), known(false));
        assert_eq!(asks_to_phone(says_nothing(), &Field::NotExported), Fact::Unknown(Missing::NotExported(Exports)));
        assert_eq!(asks_to_phone(Field::NotExported, &says_nothing()), Fact::Unknown(Missing::NotExported(Exports)));
        assert_eq!(asks_to_phone(says_nothing(), &Field::Unreadable), Fact::Unknown(Missing::Unreadable(Exports)));
    }
}
