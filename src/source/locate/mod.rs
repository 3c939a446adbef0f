//! Symbolic places become file, line and column, or sheet and cell. Reads only what is shown again.

mod tree;

use std::ops::Range;

/// A record as it stands in its file, with the lines that it begins and ends on.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// The text, from the beginning of the record's first line (at most 4 KiB before the record) to the end of its last.
    pub(super) text: &'a str,
    /// Which bytes of it are the record.
    pub(super) record: Range<usize>,
}
