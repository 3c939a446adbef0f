//! What somebody asks for: the change, its reason and its reference, and what they have consented to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::holding::{Facts, PersonRef, Target};
pub use crate::model::permission::Reason;
use crate::model::personal_number;
use crate::text::Message;

/// Where the decision can be found: a case number, a diary number. One line of at most 64 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(Box<str>);

impl Reference {
    /// Reads a reference as somebody wrote it.
    ///
    /// # Errors
    /// A sentence that says what is wrong. It never repeats the text, which may be a personal identity number.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let text = crate::model::hsa_id::trim(text);
        if text.is_empty() {
            return Err(Message::new("permission-reference-empty"));
        }
        if text.chars().count() > 64 {
            return Err(Message::new("permission-reference-long"));
        }
        if let Some(at) = text.chars().position(|c| c.is_control() || is_invisible(c)) {
            return Err(Message::new("permission-reference-character").with("position", at + 1));
        }
        // A cell that begins so is a formula in a spreadsheet.
        if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
            return Err(Message::new("permission-reference-formula"));
        }
        if let Some(at) = personal_number::find(text) {
            let position = text[..at].chars().count() + 1;
            return Err(Message::new("permission-reference-personal").with("position", position));
        }
        // One spelling for what looks the same, so that a search finds it.
        Ok(Self(text.nfc().collect::<String>().into()))
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters that change how a line is shown and are not seen themselves.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What is to happen with a permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Give it.
    Grant {
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: Option<NaiveDate>,
    },
    /// Pause it.
    Pause {
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: Option<NaiveDate>,
    },
    /// End its pause, or take back one that has not begun.
    Resume,
    /// Give it another last day, or none.
    Extend {
        /// The last day.
        until: Option<NaiveDate>,
    },
    /// Take it away now.
    Revoke,
    /// Take an earlier change back.
    Undo {
        /// The change's number in the journal.
        event: u64,
        /// What was before it.
        before: Option<Facts>,
        /// What it made.
        after: Facts,
    },
}

/// Who thought of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// A person.
    #[default]
    Person,
    /// A comparison of sources.
    Proposal,
}

/// One change that somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What it is about.
    pub target: Target,
    /// What is to happen.
    pub change: Change,
    /// Why.
    pub reason: Option<Reason>,
    /// Where the decision is found.
    pub reference: Option<Reference>,
    /// The last day at work of somebody who has left.
    pub last_day: Option<NaiveDate>,
    /// Who thought of it.
    pub origin: Origin,
}

/// Who asks, as the register knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonRef,
    /// Whether they act for the region.
    pub regional: bool,
}

/// What the actor has said beside the request. Consent is recorded; it never lifts a rule that does not ask for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// A person whom the directory does not know may get a permission.
    pub not_in_directory: bool,
    /// This many revocations and pauses in one day are meant.
    pub mass: Option<u64>,
}
