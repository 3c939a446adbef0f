//! Which clinic somebody may have meant who wrote the id of none.

use std::collections::BTreeSet;

use crate::model::hsa_id::HsaId;
use crate::text::Message;

/// A question about the one that was nearly written, if there is one alone.
pub(crate) fn clinic<'c>(written: &HsaId, clinics: impl Iterator<Item = &'c HsaId>) -> Option<Message> {
    // The same clinic may stand in several sources.
    let clinics: BTreeSet<&str> = clinics.map(HsaId::as_str).collect();
    let meant = id(written.as_str(), clinics.iter().copied())?;
    Some(Message::new("cli-did-you-mean").with("names", vec![meant.to_owned()]))
}

/// The id that ends as was written, by somebody who left out the beginning that is the same for all; else the one that differs by
/// a letter.
fn id<'c>(written: &str, clinics: impl Iterator<Item = &'c str> + Clone) -> Option<&'c str> {
    let written = written.to_uppercase();
    let ends_so = |id: &&str| id.to_uppercase().ends_with(&written);
    let is_near = |id: &&str| strsim::osa_distance(&written, &id.to_uppercase()) == 1;
    alone(clinics.clone().filter(ends_so)).or_else(|| alone(clinics.filter(is_near)))
}

/// What was found, if it is nothing else too.
fn alone<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn a_clinic_that_was_nearly_written_is_told() {
        let clinics = ["SE2321000057-TEST1", "SE2321000057-TEST10", "SE2321000057-TEST11", "SE2321000057-PRAKTIK"];
        let told = |written| id(written, clinics.into_iter());
        assert_eq!(told("test10"), Some("SE2321000057-TEST10"));
        assert_eq!(told("SE2321000057-PRATKIK"), Some("SE2321000057-PRAKTIK"));
        assert_eq!(told("SE2321000057-TEST2"), Some("SE2321000057-TEST1"));
        // Too unlike, and more than one alike.
        assert_eq!(told("SE2321000057-TEST99"), None);
        assert_eq!(told("SE2321000057-TEST12"), None);
        assert_eq!(told("SE2321000057"), None);
    }
}
