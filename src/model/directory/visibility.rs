//! Whether 1177.se can show a unit's contact card (Inera, «Kontaktkort på 1177», OHJV 2986244).

use super::ContactCard;
use crate::model::field::Field;
use crate::vocabulary;

/// The code of «visas för» that means the public.
const PUBLIC: &str = "03";
/// The unit type that nobody visits.
const REMOTE: &str = "03";

/// What a card lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lack {
    /// It is not meant for the public.
    Destination,
    /// Form of care.
    CareType,
    /// County code.
    County,
    /// Coordinates.
    Coordinates,
}

vocabulary!(Lack {
    Destination = "destinations",
    CareType = "care_types",
    County = "county",
    Coordinates = "coordinates",
});

/// What is known of whether a card is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visibility {
    /// What it certainly lacks.
    pub lacks: Vec<Lack>,
    /// What cannot be told, as a field without a value: why the answer is unknown when nothing is certainly lacking.
    pub unknown: Option<Field<bool>>,
}

impl Visibility {
    /// Whether the card is shown.
    #[must_use]
    pub fn shown(&self) -> Field<bool> {
        match (&self.unknown, self.lacks.is_empty()) {
            (_, false) => Field::Value(false),
            (Some(unknown), true) => unknown.clone(),
            (None, true) => Field::Value(true),
        }
    }
}

impl ContactCard {
    /// Whether 1177.se can show the card. A unit that nobody visits needs neither county nor coordinates.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        let mut seen = Visibility { lacks: Vec::new(), unknown: None };
        let has_public = |codes: &Vec<Box<str>>| codes.iter().any(|code| &**code == PUBLIC);
        seen.look(Lack::Destination, self.destinations.as_ref().map(has_public));
        seen.look(Lack::CareType, self.care_types.as_ref().map(|codes| !codes.is_empty()));
        let is_remote = self.unit_types.value().is_some_and(|types| types.iter().any(|code| &**code == REMOTE));
        if !is_remote {
            seen.look(Lack::County, self.county.as_ref().map(|_| true));
            // Either system will do. What the one lacks counts only where the other has nothing to say.
            let (rt90, sweref99) = (self.rt90.as_ref().map(|_| true), self.sweref99.as_ref().map(|_| true));
            let sweref99_decides = sweref99.value().is_some() || !rt90.is_exported();
            seen.look(Lack::Coordinates, if sweref99_decides { sweref99 } else { rt90 });
        }
        seen
    }
}

impl Visibility {
    fn look(&mut self, lack: Lack, there: Field<bool>) {
        match there {
            Field::Value(true) => {}
            Field::Value(false) | Field::Absent => self.lacks.push(lack),
            other => self.unknown = self.unknown.take().or(Some(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lack;
    use crate::model::directory::{ContactCard, Coordinates};
    use crate::model::field::Field::{self, Absent, NotExported, Unreadable, Value};

    fn codes(codes: &[&str]) -> Field<Vec<Box<str>>> {
        Value(codes.iter().map(|code| Box::from(*code)).collect())
    }

    fn card() -> ContactCard {
        ContactCard {
            destinations: codes(&["01", "03"]),
            care_types: codes(&["01"]),
            county: Value("06".into()),
            rt90: Value(Coordinates { north: 6_403_576.0, east: 1_395_000.0 }),
            unit_types: Absent,
            ..ContactCard::default()
        }
    }

    #[test]
    fn a_card_is_shown_when_nothing_is_lacking() {
        assert_eq!(card().visibility().shown(), Value(true));
        let hidden =
            ContactCard { destinations: codes(&["01"]), rt90: Absent, sweref99: Absent, ..card() }.visibility();
        assert_eq!((hidden.shown(), hidden.lacks), (Value(false), vec![Lack::Destination, Lack::Coordinates]));
    }

    #[test]
    fn a_unit_that_nobody_visits_needs_no_place() {
        let remote = ContactCard { unit_types: codes(&["03"]), county: Absent, rt90: Absent, ..card() };
        assert_eq!(remote.visibility().shown(), Value(true));
    }

    #[test]
    fn what_cannot_be_read_is_unknown_unless_something_is_certainly_lacking() {
        assert_eq!(ContactCard { rt90: Unreadable, ..card() }.visibility().shown(), Unreadable);
        assert_eq!(ContactCard { care_types: NotExported, ..card() }.visibility().shown(), NotExported);
        let both = ContactCard { care_types: NotExported, county: Absent, ..card() };
        assert_eq!(both.visibility().shown(), Value(false));
    }

    #[test]
    fn either_system_of_coordinates_will_do() {
        let sweref = Value(Coordinates { north: 6_402_000.0, east: 450_000.0 });
        assert_eq!(ContactCard { rt90: Absent, sweref99: sweref, ..card() }.visibility().shown(), Value(true));
    }
}
