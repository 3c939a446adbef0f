//! The order in which Swedes look names up, in an English report too: å, ä and ö last.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Compares names as Swedes sort them.
pub(super) fn swedish() -> CollatorBorrowed<'static> {
    Collator::try_new(locale!("sv-SE").into(), CollatorOptions::default()).expect("Swedish is compiled in")
}
