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

impl<'a> Site<'a> {
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

    /// A field of the object.
    pub(super) fn at(self, field: &'static str) -> Slot<'a> {
        Slot { site: self, field }
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

/// Where in a record a value stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot<'a> {
    /// The object that it stands in.
    pub(super) site: Site<'a>,
    /// Its field.
    pub(super) field: &'static str,
}

impl<'a> Slot<'a> {
    /// An element of the list that stands there.
    pub(super) fn item(self, index: u32) -> Site<'a> {
        let within = match self.site.within {
            Within::CaseType(position, written) => Within::CaseTypeItem(position, written, self.field, index),
            _ => Within::Item(self.field, index),
        };
        Site { within, ..self.site }
    }

    pub(super) fn place(self) -> Place {
        let mut place = self.site.place();
        place.route.push(Step::Field(self.field));
        place
    }
}
