//! Facts of the register: what was decided, and whether the personnel tool shows it.

use super::{Datum, Fact, S, fact, known, of_permission, word};
use crate::model::facts::DecisionFacts;
use crate::model::field::Field;
use crate::model::finding::Missing;
use crate::model::source::SourceKind::{Permissions, Register};
use crate::model::span::{TimeSpan, TimeUnit};
use crate::policy::fact::subject::ItemRef;

/// Whether the project has a register.
pub(in super::super) fn register_kept<'s>(s: S<'s>) -> Fact<'s> {
    s.register_known().map_or_else(Fact::Unknown, known)
}
pub(in super::super) fn permission_decision<'s>(s: S<'s>) -> Fact<'s> {
    of_permission(s, |held| match (&held.decision, s.register_known()) {
        (Some(decision), _) => Fact::Known(word(&decision.state)),
        (None, Ok(true)) => Fact::Absent,
        (None, Ok(false)) => Fact::Unknown(s.no_record(Register)),
        (None, Err(missing)) => Fact::Unknown(missing),
    })
}
fn of_decision<'s>(s: S<'s>, read: impl FnOnce(&'s DecisionFacts) -> Fact<'s>) -> Fact<'s> {
    match &s.item {
        ItemRef::Decision(decision) => read(decision),
        _ => Fact::Absent,
    }
}
pub(in super::super) fn decision_role<'s>(s: S<'s>) -> Fact<'s> {
    of_decision(s, |decision| Fact::Known(word(&decision.record.role)))
}
pub(in super::super) fn decision_state<'s>(s: S<'s>) -> Fact<'s> {
    of_decision(s, |decision| Fact::Known(word(&decision.record.state)))
}
pub(in super::super) fn decision_decided_by<'s>(s: S<'s>) -> Fact<'s> {
    of_decision(s, |decision| {
        let by = decision.record.decided_by.as_ref();
        by.map_or(Fact::Absent, |by| Fact::Known(Datum::Text(by.as_str())))
    })
}
pub(in super::super) fn decision_decided_on<'s>(s: S<'s>) -> Fact<'s> {
    of_decision(s, |decision| Fact::Known(Datum::Date(decision.record.decided_on)))
}
pub(in super::super) fn decision_valid_until<'s>(s: S<'s>) -> Fact<'s> {
    of_decision(s, |decision| decision.record.valid_until.map_or(Fact::Absent, |date| Fact::Known(Datum::Date(date))))
}
pub(in super::super) fn decision_exported_state<'s>(s: S<'s>) -> Fact<'s> {
    of_decision(s, |decision| match &decision.exported_state {
        Field::NotExported => Fact::Unknown(Missing::NotSupplied(Permissions)),
        state => fact(state, Permissions, word),
    })
}
pub(in super::super) fn decision_contradicted_for<'s>(s: S<'s>) -> Fact<'s> {
    of_decision(s, |decision| match &decision.contradicted_for {
        Field::NotExported => Fact::Unknown(Missing::NotSupplied(Permissions)),
        days => fact(days, Permissions, |days| Datum::Span(TimeSpan { amount: *days, unit: TimeUnit::Days })),
    })
}
