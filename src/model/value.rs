//! Values of facts, as evidence shows them.

use std::sync::Arc;

use chrono::NaiveDate;

use super::span::TimeSpan;
use crate::text::Bilingual;

/// A value with its type, owned, as it stands in evidence and in the JSON report.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A word of a vocabulary, such as `active`.
    Word(Box<str>),
    /// A name or another short text from a source; untrusted.
    Text(Box<str>),
    /// A longer text, which is not kept: only its length.
    Prose {
        /// Characters.
        chars: u32,
    },
    /// A civil date.
    Date(NaiveDate),
    /// A number of items or cases.
    Count(u64),
    /// A share of cases, with its figures.
    Share {
        /// Cases that satisfy the conditions.
        part: u64,
        /// Cases that were looked at.
        of: u64,
    },
    /// A share that a policy asks for, in whole percent.
    Percent(u32),
    /// A length of time.
    Span(TimeSpan),
    /// Several words, sorted.
    Words(Vec<Box<str>>),
    /// A word that has a name for people, such as a case type.
    Named {
        /// The key.
        key: Box<str>,
        /// The name.
        name: Bilingual,
    },
    /// Several of those, in the vocabulary's order. Shared, since thousands of findings show the same few.
    Names(Arc<[(Box<str>, Bilingual)]>),
    /// The source says that there is none.
    Absent,
}

impl Value {
    /// The value as policies, waivers and JSON write it: `yes`, `active`, `2`, `87 %`, `a, b`.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Self::Word(text) | Self::Text(text) => text.to_string(),
            Self::Prose { chars } => format!("{chars} characters"),
            Self::Date(date) => date.format("%Y-%m-%d").to_string(),
            Self::Count(count) => count.to_string(),
            Self::Share { part, of } => format!("{part}/{of}"),
            Self::Percent(percent) => format!("{percent} %"),
            Self::Span(span) => span.to_string(),
            Self::Words(words) => words.join(", "),
            Self::Named { key, .. } => key.to_string(),
            Self::Names(names) => names.iter().map(|(key, _)| &**key).collect::<Vec<_>>().join(", "),
            Self::Absent => "absent".to_owned(),
        }
    }
}
