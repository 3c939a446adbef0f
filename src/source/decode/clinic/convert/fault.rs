//! What is wrong with a value, and what to do about it.

use crate::model::case_type::Vocabulary;
use crate::model::hsa_id::HsaIdError;
use crate::source::fields::words_of;
use crate::text::Message;

/// What is wrong with an HSA-id, and what to do.
pub(super) fn hsa_id_fault(error: HsaIdError) -> (Message, Message) {
    match error {
        HsaIdError::Empty => {
            (Message::new("source-export-clinic-without-id"), Message::new("source-export-clinic-without-id-advice"))
        }
        HsaIdError::TooLong => (Message::new("source-export-hsa-id-long"), Message::new("source-export-hsa-id-advice")),
        HsaIdError::Character { character, position } => (
            Message::new("source-export-hsa-id-character")
                .with("character", character.to_string())
                .with("code", format!("U+{:04X}", u32::from(character)))
                .with("position", position),
            Message::new("source-export-hsa-id-advice"),
        ),
        HsaIdError::PersonalNumber => {
            (Message::new("source-export-personal-number"), Message::new("source-export-personal-number-advice"))
        }
    }
}

/// A word that is not in the vocabulary: what was found, what is allowed, which is nearest.
pub(super) fn word_fault<V: Vocabulary>(field: &'static str, found: &str) -> (Message, Message) {
    let message = Message::new("source-export-word-unknown").with("field", field).with("found", excerpt(found));
    let lower = found.to_lowercase();
    let nearest = V::WORDS
        .iter()
        .flat_map(|(word, names)| names.iter().map(move |name| (name, word)))
        .map(|(name, word)| (strsim::jaro_winkler(&lower, name), word))
        .filter(|(likeness, _)| *likeness > 0.84)
        .max_by(|(a, _), (b, _)| a.total_cmp(b));
    let advice = match nearest {
        Some((_, word)) => {
            Message::new("source-export-word-unknown-nearest").with("nearest", Message::word("word", word.key()))
        }
        None => Message::new("source-export-word-unknown-advice"),
    };
    (message, advice.with("allowed", words_of::<V>()))
}

/// A text that is neither yes nor no.
pub(super) fn truth_fault(field: &'static str, found: &str) -> (Message, Message) {
    let message = Message::new("source-export-truth-unknown").with("field", field).with("found", excerpt(found));
    (message, Message::new("source-export-truth-unknown-advice"))
}

/// A text that is no date.
pub(super) fn date_fault(field: &'static str, found: &str) -> (Message, Message) {
    let message = Message::new("source-export-date-unknown").with("field", field).with("found", excerpt(found));
    (message, Message::new("source-export-date-unknown-advice"))
}

/// The beginning of a value, for a sentence that shows it.
pub(super) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
