//! A clinic's sets of case types: which are assigned, active and open, and which of them perhaps are.

use std::hash::Hash;

use super::Types;
use crate::model::case_type::{CaseTypeKind, CaseTypeState, TypeSet};
use crate::model::clinic::CaseTypeRecord;
use crate::model::field::Field;
use crate::model::finding::Missing;
use crate::model::outcome::Truth;
use crate::model::source::SourceKind;

/// The sets of case types that many rules ask for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sets {
    pub(super) assigned: Types,
    pub(super) active: Types,
    pub(super) open: Types,
    pub(super) open_direct_booking: Types,
}

impl Sets {
    pub(super) fn of(types: &[CaseTypeRecord]) -> Self {
        let mut sets = Self::default();
        for record in types {
            let [assigned, active, open, open_direct_booking] = memberships(record);
            sets.assigned.add(record, assigned);
            sets.active.add(record, active);
            sets.open.add(record, open);
            sets.open_direct_booking.add(record, open_direct_booking);
        }
        sets
    }
}

/// Whether a case type is in each of the [`Sets`], in their order.
fn memberships(record: &CaseTypeRecord) -> [Truth; 4] {
    let [assigned, active] = match record.state {
        Field::Value(CaseTypeState::Active) => [Truth::True, Truth::True],
        Field::Value(state) => [(state != CaseTypeState::NotAssigned).into(), Truth::False],
        Field::Absent => [Truth::False; 2],
        Field::NotExported | Field::Unreadable | Field::Conflicting => [Truth::Unknown; 2],
    };
    // A type whose restriction is not exported is taken as open: the export has no such limit to tell of.
    let unrestricted = match record.restricted {
        Field::NotExported | Field::Absent => Truth::True,
        ref restricted => !truth(restricted, |r| *r),
    };
    let open = active.and(unrestricted);
    let direct = truth(&record.kind, |kind| *kind == CaseTypeKind::DirectBooking);
    [assigned, active, open, open.and(direct)]
}

/// What tells which of a clinic's sets of case types a case type is in, and what it takes to open it.
#[must_use]
pub fn in_sets(record: &CaseTypeRecord) -> impl Hash {
    (record.ix, &record.state, &record.restricted, &record.kind)
}

impl Types {
    pub(super) fn add(&mut self, record: &CaseTypeRecord, member: Truth) {
        match member {
            Truth::False => {}
            Truth::True => {
                self.count += 1;
                if let Some(ix) = record.ix {
                    self.sure = self.sure.with(ix);
                }
            }
            Truth::Unknown => {
                self.maybe_count += 1;
                self.reason = Some(reason(record));
                if let Some(ix) = record.ix {
                    self.maybe = self.maybe.with(ix);
                }
            }
        }
    }

    /// Only those of `types`.
    pub(super) fn only(mut self, types: TypeSet) -> Self {
        self.sure = TypeSet(self.sure.0 & types.0);
        self.maybe = TypeSet(self.maybe.0 & types.0);
        self.count = self.sure.0.count_ones();
        self.maybe_count = self.maybe.0.count_ones();
        self
    }
}

/// Which of a case type's fields leaves it in doubt, and why.
fn reason(record: &CaseTypeRecord) -> (&'static str, Missing) {
    let named = |path| move |why| (path, why);
    let state = doubt(&record.state).map(named("case_type.state"));
    // A restriction that is not exported is taken as none.
    let restricted = || doubt(&record.restricted).filter(|why| !matches!(why, Missing::NotExported(_)));
    state
        .or_else(|| restricted().map(named("case_type.restricted")))
        .or_else(|| doubt(&record.kind).map(named("case_type.kind")))
        .unwrap_or(("case_type.state", Missing::NotExported(SourceKind::Exports)))
}

fn doubt<T>(field: &Field<T>) -> Option<Missing> {
    match field {
        Field::Unreadable => Some(Missing::Unreadable(SourceKind::Exports)),
        Field::Conflicting => Some(Missing::Conflicting(SourceKind::Exports)),
        Field::NotExported => Some(Missing::NotExported(SourceKind::Exports)),
        Field::Absent | Field::Value(_) => None,
    }
}

/// What a field says of a question: no value is an answer only where the source says that there is none.
pub(super) fn truth<T>(field: &Field<T>, question: impl Fn(&T) -> bool) -> Truth {
    match field {
        Field::Value(value) => question(value).into(),
        Field::Absent => Truth::False,
        Field::NotExported | Field::Unreadable | Field::Conflicting => Truth::Unknown,
    }
}
