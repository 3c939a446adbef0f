//! Finds a value in LDIF: the line of the attribute that a field is read from.

use std::ops::Range;

use super::Piece;
use crate::model::place::Step;
use crate::source::decode::directory::ldif::attributes::Meaning;
use crate::source::decode::directory::ldif::lines::lines;

/// The bytes of `piece.text` that the value takes; without a route, those of the entry's name.
pub(super) fn find(piece: &Piece<'_>, route: &[Step]) -> Option<Range<usize>> {
    let lines = lines(piece.text.get(piece.record.clone())?.as_bytes()).ok()?;
    let wanted = route.iter().find_map(|step| match step {
        Step::Field(name) => Some(*name),
        _ => None,
    });
    let index = route.iter().find_map(|step| match step {
        Step::Index(index) => Some(*index as usize),
        _ => None,
    });
    let is_meant = |name: &str| match wanted {
        Some(field) => Meaning::of(name).and_then(Meaning::field) == Some(field),
        None => false,
    };
    let found = lines.iter().filter(|line| is_meant(&line.name)).nth(index.unwrap_or(0));
    let line = found.or_else(|| lines.iter().find(|line| line.name == "dn"))?;
    Some(piece.record.start + line.span.start..piece.record.start + line.span.end)
}
