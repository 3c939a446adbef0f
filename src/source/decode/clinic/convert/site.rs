//! Where the value at hand stands. It becomes a [`Place`] only when there is something to tell.

use crate::model::clinic::Position;
use crate::model::place::{Place, RecordRef, Step};

/// Where in a record a value stands, without its field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site<'a> {
    pub(super) record: RecordRef,
    pub(super) within: Within<'a>,
}

/// Which object of the record it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Within<'a> {
    Clinic,
    Item(&'static str, u32),
    CaseType(Position, &'a str),
    CaseTypeItem(Position, &'a str, &'static str, u32),
}

impl Site<'_> {
    pub(super) fn route(self) -> Vec<Step> {
        let case_type = |position, written: &str| match position {
            Position::Index(index) => vec![Step::Field("case_types"), Step::Index(index)],
            Position::Named => vec![Step::Field("case_types"), Step::Named(written.into())],
            Position::Record => Vec::new(),
        };
        match self.within {
            Within::Clinic => Vec::new(),
            Within::Item(list, index) => vec![Step::Field(list), Step::Index(index)],
            Within::CaseType(position, written) => case_type(position, written),
            Within::CaseTypeItem(position, written, list, index) => {
                let mut route = case_type(position, written);
                route.extend([Step::Field(list), Step::Index(index)]);
                route
            }
        }
    }

    pub(super) fn place(self) -> Place {
        Place { record: self.record, route: self.route() }
    }

    pub(super) fn field(self, name: &'static str) -> Place {
        let mut place = self.place();
        place.route.push(Step::Field(name));
        place
    }

    pub(super) fn item(self, list: &'static str, index: u32) -> Self {
        let within = match self.within {
            Within::CaseType(position, written) => Within::CaseTypeItem(position, written, list, index),
            _ => Within::Item(list, index),
        };
        Self { within, ..self }
    }

    /// The name under which unknown keys of this object are counted.
    pub(super) fn level(self) -> &'static str {
        match self.within {
            Within::Clinic => "",
            Within::Item(list, _) | Within::CaseTypeItem(_, _, list, _) => list,
            Within::CaseType(..) => "case_types",
        }
    }
}
