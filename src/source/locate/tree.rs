//! Finds a value within a YAML or JSON record.

use std::ops::Range;

use super::Piece;
use crate::model::place::Step;

/// The bytes of `piece.text` that the value takes; `None` leads to the record itself.
///
/// `canonical` gives the canonical name of a key as written.
pub(super) fn find(
    _piece: &Piece<'_>,
    _route: &[Step],
    _canonical: &dyn Fn(&str) -> Option<&'static str>,
) -> Option<Range<usize>> {
    None
}
