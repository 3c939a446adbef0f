//! Several records of one unit put together: the tree from one source, the card from another. Where two sources say
//! different things, the field is conflicting and both places are kept.

use super::address::Address;
use super::{CardConflict, ContactCard, DirectoryRecord, phone};
use crate::model::field::Field;
use crate::model::place::Place;

/// A unit of which there are several records.
#[derive(Clone, Debug)]
pub(super) struct Merged {
    /// The records as one, at the place of the first.
    pub(super) record: DirectoryRecord,
    /// Where they disagree.
    pub(super) conflicts: Vec<CardConflict>,
}

/// Puts records of one unit together, in their order. The first has the unit's place in the tree.
pub(super) fn merge(records: &[&DirectoryRecord]) -> Merged {
    let (first, others) = records.split_first().expect("a unit has a record");
    let mut merged = Merged { record: (*first).clone(), conflicts: Vec::new() };
    for other in others {
        merged.add(other, records);
    }
    merged
}

impl Merged {
    fn add(&mut self, other: &DirectoryRecord, all: &[&DirectoryRecord]) {
        let record = &mut self.record;
        record.dn = record.dn.take().or_else(|| other.dn.clone());
        record.standing = record.standing.with(other.standing);
        record.provider = record.provider.take().or_else(|| other.provider.clone());
        if record.members.is_empty() {
            record.members.clone_from(&other.members);
        }
        let mut conflicts = Vec::new();
        macro_rules! either {
            ($($name:ident by $same:expr),* $(,)?) => {
                $(
                    record.$name = either(std::mem::take(&mut record.$name), &other.$name, $same);
                    if record.$name == Field::Conflicting {
                        conflicts.push((stringify!($name), places(all, stringify!($name), |one| one.$name.is_exported())));
                    }
                )*
            };
        }
        // One source counts the day in Swedish time, another in universal time.
        let same_day = |a: &chrono::NaiveDate, b: &chrono::NaiveDate| (*a - *b).num_days().abs() <= 1;
        either!(name by same_text, public_name by same_text, starts by same_day, ends by same_day);
        match (&mut record.card, &other.card) {
            (Some(card), Some(theirs)) => merge_cards(card, theirs, all, &mut conflicts),
            (None, Some(theirs)) => record.card = Some(theirs.clone()),
            (_, None) => {}
        }
        for (field, places) in conflicts {
            if !self.conflicts.iter().any(|known| known.field == field) {
                self.conflicts.push(CardConflict { field, places });
            }
        }
    }
}

fn merge_cards(
    card: &mut ContactCard,
    other: &ContactCard,
    all: &[&DirectoryRecord],
    conflicts: &mut Vec<(&'static str, Vec<Place>)>,
) {
    macro_rules! fields {
        ($($name:ident by $same:expr),* $(,)?) => {
            $(
                card.$name = strictly(std::mem::take(&mut card.$name), &other.$name, $same);
                if card.$name == Field::Conflicting {
                    let has = |one: &DirectoryRecord| one.card.as_ref().is_some_and(|card| card.$name.is_exported());
                    conflicts.push((stringify!($name), places(all, stringify!($name), has)));
                }
            )*
        };
    }
    fields!(
        visiting_address by Address::is_same_place,
        postal_address by Address::is_same_place,
        phones by |a, b| same_phones(a, b),
        switchboard by |a, b| same_phone(a, b),
        text_phones by |a, b| same_phones(a, b),
        faxes by |a, b| same_phones(a, b),
        mail by same_text,
        hours by PartialEq::eq,
        phone_hours by PartialEq::eq,
        drop_in_hours by PartialEq::eq,
        visiting_hours by PartialEq::eq,
        rt90 by |a, b| (a.north - b.north).hypot(a.east - b.east) < 1.0,
        sweref99 by |a, b| (a.north - b.north).hypot(a.east - b.east) < 1.0,
        county by PartialEq::eq,
        municipality by PartialEq::eq,
        business_codes by |a, b| same_set(a, b),
        care_types by |a, b| same_set(a, b),
        unit_types by |a, b| same_set(a, b),
        management by same_text,
        destinations by |a, b| same_set(a, b),
        page_1177 by same_text,
        web_page by same_text,
        temporary by PartialEq::eq,
        manager by PartialEq::eq,
        functions by PartialEq::eq,
        modified by PartialEq::eq,
    );
}

/// One of two, if they agree. A source that says that there is nothing does not gainsay one that says something: the file
/// export leaves out what others have.
fn either<T: Clone>(one: Field<T>, other: &Field<T>, same: impl Fn(&T, &T) -> bool) -> Field<T> {
    match (&one, other) {
        (Field::Value(a), Field::Value(b)) if !same(a, b) => Field::Conflicting,
        (Field::Value(_) | Field::Conflicting, _) => one,
        (_, Field::NotExported) => one,
        (Field::NotExported | Field::Absent | Field::Unreadable, other) => match (&one, other) {
            (Field::Unreadable, Field::Absent) => one,
            _ => other.clone(),
        },
    }
}

/// One of two cards' fields, if they agree: where the one says that there is nothing, they do not.
fn strictly<T: Clone>(one: Field<T>, other: &Field<T>, same: impl Fn(&T, &T) -> bool) -> Field<T> {
    match (&one, other) {
        (Field::NotExported, other) => other.clone(),
        (_, Field::NotExported) | (Field::Absent, Field::Absent) | (Field::Unreadable, Field::Unreadable) => one,
        (Field::Value(a), Field::Value(b)) if same(a, b) => one,
        _ => Field::Conflicting,
    }
}

fn places(all: &[&DirectoryRecord], field: &'static str, has: impl Fn(&DirectoryRecord) -> bool) -> Vec<Place> {
    all.iter().filter(|record| has(record)).map(|record| Place::field(record.record, field)).collect()
}

#[expect(clippy::borrowed_box, reason = "fields are compared as they are kept")]
fn same_text(one: &Box<str>, other: &Box<str>) -> bool {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    one == other || folded(one) == folded(other)
}

fn same_phone(one: &str, other: &str) -> bool {
    one == other || phone::normal(one).is_some_and(|number| phone::normal(other) == Some(number))
}

fn same_phones(one: &[Box<str>], other: &[Box<str>]) -> bool {
    let has = |all: &[Box<str>], number: &str| all.iter().any(|known| same_phone(known, number));
    one.iter().all(|number| has(other, number)) && other.iter().all(|number| has(one, number))
}

fn same_set(one: &[Box<str>], other: &[Box<str>]) -> bool {
    one.iter().all(|code| other.contains(code)) && other.iter().all(|code| one.contains(code))
}
