//! The state of a case type, as people and systems write it.

use crate::model::case_type::{CaseTypeState, Vocabulary as _, fold};
use crate::source::scalar::truth;

/// A case type's state, and whether the same words say that it is for a limited selection of residents:
/// `active`, «aktiv (begränsat urval)», `x`, `nej`.
pub(super) fn read(text: &str) -> Option<(CaseTypeState, Option<bool>)> {
    if let Some(state) = CaseTypeState::parse(text) {
        return Some((state, None));
    }
    if let Some(truth) = truth(text) {
        return Some((if truth { CaseTypeState::Active } else { CaseTypeState::NotAssigned }, None));
    }
    let (word, remark) = text.split_once(['(', ','])?;
    let remark = fold(remark);
    let limited = ["begränsat urval", "begransat urval", "restricted", "limited"].contains(&remark.as_str());
    if !limited {
        return None;
    }
    read(word.trim()).map(|(state, _)| (state, Some(true)))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::case_type::CaseTypeState;

    #[test]
    fn a_state_can_say_that_the_selection_is_limited() {
        assert_eq!(read("active"), Some((CaseTypeState::Active, None)));
        assert_eq!(read("Aktiv (begränsat urval)"), Some((CaseTypeState::Active, Some(true))));
        assert_eq!(read("Utdelad"), Some((CaseTypeState::Inactive, None)));
        assert_eq!(read("x"), Some((CaseTypeState::Active, None)));
        assert_eq!(read("nej"), Some((CaseTypeState::NotAssigned, None)));
        assert_eq!(read("aktiv (kanske)"), None);
    }
}
