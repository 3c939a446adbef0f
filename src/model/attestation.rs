//! Attestations (intyg): somebody answerable says that a duty was done.

use chrono::NaiveDate;

use super::case_type::fold;
use super::field::Field;
use super::hsa_id::HsaId;
use super::place::RecordRef;

/// One row: which duty, where, by whom, when.
#[derive(Clone, Debug)]
pub struct AttestationRecord {
    /// Where it stands.
    pub record: RecordRef,
    /// The clause of the guideline, such as `V2a`.
    pub clause: Box<str>,
    /// The clinic.
    pub clinic: HsaId,
    /// The case type, as written, where the duty concerns one.
    pub case_type: Option<Box<str>>,
    /// The person, where the duty concerns one.
    pub person: Option<HsaId>,
    /// The role of who attests, such as `verksamhetschef`.
    pub by: Field<Box<str>>,
    /// When it was attested.
    pub date: Field<NaiveDate>,
    /// Last day on which it counts, if it was given one.
    pub valid_until: Field<NaiveDate>,
    /// A document or case number.
    pub reference: Field<Box<str>>,
}

impl AttestationRecord {
    /// Whether it is of a clause, without regard to case: people write both `Ö8` and `ö8`.
    #[must_use]
    pub fn is_of(&self, clause: &str) -> bool {
        let mut wanted = clause.chars().flat_map(char::to_lowercase);
        self.clause.len() == clause.len()
            && self.clause.chars().flat_map(char::to_lowercase).all(|character| wanted.next() == Some(character))
            && wanted.next().is_none()
    }
}

/// What roles of an organisation are also called, in English most of all.
const ALSO_CALLED: [(&str, &str); 11] = [
    ("regional_forvaltning", "regional administration"),
    ("hsa_forvaltning", "hsa administration"),
    ("verksamhetschef", "head of operations"),
    ("lokal_administrator", "local administrator"),
    ("behorighetsadministrator", "permission administrator"),
    ("arendemottagare", "case receiver"),
    ("arendehanterare", "case handler"),
    ("granskare", "reviewer"),
    ("vardpersonal", "healthcare staff"),
    ("strateg", "e health strategist"),
    ("strateg", "e hälsostrateg"),
];

/// Whether two spellings name the same role of an organisation (`Lokal administratör`, `lokal_administrator`, `local
/// administrator`).
#[must_use]
pub fn is_same_role(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let folded = fold(text);
        let also = ALSO_CALLED.iter().find(|(_, name)| *name == folded);
        also.map_or_else(|| folded.replace(['å', 'ä'], "a").replace('ö', "o"), |(role, _)| fold(role))
    };
    one == other || plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::{ALSO_CALLED, is_same_role};
    use crate::text::{Catalogue, Lang, Message};

    #[test]
    fn a_role_is_known_by_every_name_that_we_give_it() {
        for lang in Lang::ALL {
            let catalogue = Catalogue::new(lang);
            for (role, _) in ALSO_CALLED {
                let shown = catalogue.render(&Message::word("role", role));
                assert!(is_same_role(&shown, role), "{shown} is shown for {role}");
            }
        }
        assert!(!is_same_role("Undersköterska", "verksamhetschef"));
    }
}
