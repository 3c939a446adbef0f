//! Pages of the HSA directory: one unit, a list of units, what is wrong with the data.

mod flaws;
mod list;
mod unit;

pub use flaws::{FlawGroup, Flaws, Locate};
pub use list::List;
pub use unit::UnitPage;

use chrono::NaiveDate;

use super::words::Words;
use crate::model::case_type::Vocabulary as _;
use crate::model::directory::{Directory, DirectoryKind, UnitIx};
use crate::model::facts::UnitState;
use crate::model::field::Field;

/// The kinds that say most of a unit: «vårdenhet» says more than «enhet».
fn kinds(directory: &Directory, ix: UnitIx) -> Vec<DirectoryKind> {
    let all = directory.kinds(ix);
    let telling = |kind: &DirectoryKind| !matches!(kind, DirectoryKind::Enhet);
    if all.iter().any(telling) { all.into_iter().filter(telling).collect() } else { all }
}

/// The kinds in words, the first of them first.
fn kinds_in_words(words: &Words, directory: &Directory, ix: UnitIx) -> Vec<String> {
    kinds(directory, ix).into_iter().map(|kind| words.keyed("directory-kind-", kind.key())).collect()
}

/// The state's word, for programs; `None` where it cannot be told.
fn state_key(directory: &Directory, ix: UnitIx, today: NaiveDate) -> Option<&'static str> {
    match directory.state(ix, today) {
        Field::Value(state) => Some(UnitState::key(state)),
        _ => None,
    }
}

/// The state in words.
fn state_in_words(words: &Words, directory: &Directory, ix: UnitIx, today: NaiveDate) -> String {
    match state_key(directory, ix, today) {
        Some(key) => words.word(key),
        None => words.get("directory-state-unknown"),
    }
}
