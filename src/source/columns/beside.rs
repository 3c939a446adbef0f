//! Tables that are given as exports and are none: other sources, and lists of clinics.

use super::{Resolved, fields, find, first_headings};
use crate::model::case_type::{Vocabulary as _, fold};
use crate::model::source::SourceKind;
use crate::source::Unusable;
use crate::source::table::Table;
use crate::text::Message;

/// Sources that are sent about beside the exports and may be given in their place, each with fields that no export has by their
/// better names.
const BESIDE_EXPORTS: [(SourceKind, &[&str]); 7] = [
    (SourceKind::Permissions, &["staff", "role"]),
    (SourceKind::Staff, &["employed_until"]),
    (SourceKind::Absence, &["from"]),
    (SourceKind::Attestations, &["clause"]),
    (SourceKind::Waivers, &["rule"]),
    (SourceKind::Declarations, &["prescribes_medicines"]),
    (SourceKind::Cases, &["received"]),
];

/// Refuses a table that was given as an export and is another kind of source, one that finds more of its fields there: its rows
/// would be taken for clinics, whatever they are.
///
/// # Errors
/// When it is one.
pub(crate) fn refuse_other_than_export(resolved: &Resolved, table: &Table<'_>) -> Result<(), Unusable> {
    let of_kind = |(kind, telling): &(SourceKind, &[&str])| {
        let headings = table.headings.iter();
        let mut found: Vec<_> = headings.filter_map(|(heading, _)| find(*kind, &fold(heading))).collect();
        let tells = telling.iter().all(|name| found.contains(&(*name, false)));
        found.sort_unstable();
        found.dedup_by_key(|(name, _)| *name);
        tells.then_some((found.len(), *kind))
    };
    // Of two that find as much in it, it is the one that stands first.
    let best = BESIDE_EXPORTS.iter().filter_map(of_kind).rev().max_by_key(|(count, _)| *count);
    let Some((_, kind)) = best.filter(|(count, _)| *count > resolved.fields.len() + resolved.named.len()) else {
        return Ok(());
    };
    let message = Message::new("source-export-is-other").with("kind", Message::word("kind", kind.key()));
    let flag = format!("--{}", kind.key());
    Err(Unusable::new(message.with("names", first_headings(table)))
        .advice(Message::new("source-export-is-other-advice").with("flag", flag).with("key", kind.key()))
        .at(table.heading_row.line, 1))
}

/// Whether a table that was given as an export tells no more of the clinics than a list of them does: which they are.
pub(crate) fn is_but_a_list(resolved: &Resolved) -> bool {
    let of_a_list = |(name, _): &(&str, u32)| fields(SourceKind::Clinics).iter().any(|field| field.name == *name);
    resolved.named.is_empty() && resolved.fields.iter().all(of_a_list)
}
