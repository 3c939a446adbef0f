//! What may be said of a finding where anybody can read it: in a pull request, in the log of a CI job. Staff are not named,
//! and nothing is repeated that a source says of them.

use super::digest::Digest;
use crate::model::finding::{Finding, Item, ItemKind};
use crate::model::outcome::Outcome;
use crate::model::place::{Located, Spot};

/// The file of a finding that points at none, where one is wanted.
pub(super) const NOWHERE: &str = "riktlinje.yaml";

/// A name that stays the same for the same person, and from which nobody sees who it is.
#[must_use]
pub fn pseudonym(staff: &str) -> String {
    let bytes = [b"\0riktlinje-pseudonym-v1\0", staff.to_ascii_uppercase().as_bytes()].concat();
    format!("person-{}", &crate::model::digest::sha256(&bytes)[..8])
}

/// What a rule looked at, in words; a person is a pseudonym.
pub(super) fn item(looked_at: &Item, digest: &Digest<'_>) -> String {
    digest.item(&unnamed(looked_at))
}

/// The item without the person.
fn unnamed(item: &Item) -> Item {
    let personal = matches!(item.kind, ItemKind::Permission | ItemKind::User | ItemKind::Decision);
    if !personal {
        return item.clone();
    }
    let id = match item.id.split_once('/') {
        Some((staff, role)) => format!("{}/{role}", pseudonym(staff)),
        None => pseudonym(&item.id),
    };
    Item { kind: item.kind, id: id.into() }
}

/// The clinic, with what the rule looked at there; a person is a pseudonym.
pub(super) fn whom(finding: &Finding, digest: &Digest<'_>) -> String {
    let clinic = digest.whose(finding);
    match &finding.item {
        Some(looked_at) => format!("{clinic}, {}", item(looked_at, digest)),
        None => clinic,
    }
}

/// What is wrong and where, in one sentence: «Mottagningen X, ärendetypen Y: Förnya recept är inte öppen».
pub(super) fn sentence(finding: &Finding, digest: &Digest<'_>) -> String {
    let words = digest.words;
    let title = digest.info(finding.rule).map(|info| words.both(&info.title)).unwrap_or_default();
    let whom = whom(finding, digest);
    let unknown = if finding.outcome == Outcome::Unknown { words.outcome(finding.outcome) } else { String::new() };
    if unknown.is_empty() { format!("{whom}: {title}") } else { format!("{whom}: {title} ({unknown})") }
}

/// What to do about it, as the policy says it.
pub(super) fn advice(finding: &Finding, digest: &Digest<'_>) -> String {
    digest.info(finding.rule).map(|info| digest.words.both(&info.advice)).unwrap_or_default()
}

/// The file that a finding points into first, with its line and column, counted from 1.
pub(super) fn place(finding: &Finding) -> Option<(&str, u32, u32)> {
    // What is required comes before what makes the rule apply.
    let of = |in_when| finding.evidence.iter().filter(move |evidence| evidence.in_when == in_when);
    let places = || of(false).chain(of(true)).flat_map(|evidence| &evidence.at);
    let in_text = |place: &&Located| matches!(place.spot, Spot::Line { .. });
    let first = places().find(in_text).or_else(|| places().next())?;
    match first.spot {
        Spot::Line { line, column } => Some((&first.file, line, column)),
        _ => Some((&first.file, 1, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::{pseudonym, unnamed};
    use crate::model::finding::{Item, ItemKind};

    #[test]
    fn a_person_is_never_named_and_always_named_the_same() {
        let of = |kind, id: &str| unnamed(&Item { kind, id: id.into() }).id;
        let shown = of(ItemKind::Permission, "SE2321000057-TESTP1/arendehanterare");
        assert_eq!(*shown, format!("{}/arendehanterare", pseudonym("se2321000057-testp1")));
        assert!(!shown.contains("TESTP1"));
        assert_eq!(*of(ItemKind::User, "SE2321000057-TESTP1"), pseudonym("SE2321000057-TESTP1"));
        assert_ne!(pseudonym("SE2321000057-TESTP1"), pseudonym("SE2321000057-TESTP2"));
        assert_eq!(&*of(ItemKind::CaseType, "fornya_recept"), "fornya_recept");
    }
}
