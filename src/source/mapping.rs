//! The mapping file: what other systems' headings and words mean in ours.

use crate::model::source::SourceKind;

/// What other systems' headings and words mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Per kind of source: a heading, folded, and the canonical name.
    columns: Vec<(SourceKind, String, Box<str>)>,
    /// Per canonical field: a value, folded, and the canonical value.
    values: Vec<(Box<str>, String, Box<str>)>,
}
