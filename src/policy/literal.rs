//! Operands: what a condition compares a fact with, typed and with its unit.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::fact::Datum;
use crate::model::case_type::{TypeSet, Vocabulary as _};
use crate::model::clinic::TextFacts;
use crate::model::needs::{CaseTypeNeed, Needs};
use crate::model::span::{TimeSpan, TimeUnit};
use crate::model::value::Value;
use crate::text::Bilingual;

/// A typed operand.
#[derive(Clone, Debug)]
pub enum Literal {
    /// `yes` or `no`.
    Bool(bool),
    /// A word, a code or a name.
    Word(Box<str>),
    /// A date.
    Date(NaiveDate),
    /// `today`.
    Today,
    /// `1 item`, `3 cases`.
    Count(u64),
    /// `90 %`.
    Percent(u32),
    /// `30 days`.
    Span(TimeSpan),
    /// Several words.
    Words(Vec<Box<str>>),
    /// Case types of the vocabulary.
    Types(TypeSet),
    /// Words that texts are searched for: a bit each of `TextFacts::words`.
    Phrases(u64, Vec<Box<str>>),
    /// A pattern, which the whole text must match.
    Pattern(Box<regex::Regex>),
}

impl Literal {
    /// As evidence shows it.
    #[must_use]
    pub fn value(&self, lexicon: &Lexicon<'_>, today: NaiveDate) -> Value {
        match self {
            Self::Bool(yes) => Value::Bool(*yes),
            Self::Word(word) => Value::Word(word.clone()),
            Self::Date(date) => Value::Date(*date),
            Self::Today => Value::Date(today),
            Self::Count(count) => Value::Count(*count),
            Self::Percent(percent) => Value::Percent(*percent),
            Self::Span(span) => Value::Span(*span),
            Self::Words(words) | Self::Phrases(_, words) => Value::Words(words.clone()),
            Self::Types(types) => lexicon.names(*types),
            Self::Pattern(pattern) => Value::Text(pattern.as_str().into()),
        }
    }
}

/// Keys with their names for people.
type Named = Arc<[(Box<str>, Bilingual)]>;

/// The policies' vocabulary, with what has been looked up in it: thousands of findings show the same few sets of case
/// types.
#[derive(Debug)]
pub struct Lexicon<'n> {
    /// The vocabulary.
    pub needs: &'n Needs,
    sets: RefCell<HashMap<TypeSet, Named>>,
}

impl<'n> Lexicon<'n> {
    /// A vocabulary in which nothing has been looked up yet.
    #[must_use]
    pub fn new(needs: &'n Needs) -> Self {
        Self { needs, sets: RefCell::default() }
    }

    /// The case types of a set, with their first names.
    #[must_use]
    pub fn names(&self, types: TypeSet) -> Value {
        let make = || {
            let needs = types.iter().filter_map(|ix| self.needs.case_types.get(usize::from(ix.0)));
            needs.map(CaseTypeNeed::named).collect()
        };
        Value::Names(self.sets.borrow_mut().entry(types).or_insert_with(make).clone())
    }
}

/// What was found, as evidence shows it.
#[must_use]
pub fn found(datum: &Datum<'_>, lexicon: &Lexicon<'_>) -> Value {
    let prose = |texts: &TextFacts| Value::Prose { chars: texts.chars };
    match datum {
        Datum::Bool(yes) => Value::Bool(*yes),
        Datum::Word(word) => Value::Word((*word).into()),
        Datum::Text(text) => Value::Text((*text).into()),
        Datum::Prose(texts) => prose(texts),
        Datum::Texts(texts, _) => prose(texts),
        Datum::Standard => Value::Word("standard".into()),
        Datum::Date(date) => Value::Date(*date),
        Datum::Count { sure, .. } => Value::Count(*sure),
        Datum::Share { part, of } => Value::Share { part: *part, of: *of },
        Datum::Span(span) | Datum::AtLeast(span, _) => Value::Span(*span),
        Datum::Words(words) => Value::Words(words.iter().map(|word| (*word).into()).collect()),
        Datum::SomeWords(words) => Value::Words(words.sure.iter().map(|word| (*word).into()).collect()),
        Datum::Types(types) => lexicon.names(types.sure),
        Datum::SomeTypes(types) => lexicon.names(types.sure),
        Datum::Record => Value::Bool(true),
    }
}

/// The day a length of calendar time before another; `None` for working time, which no rule on dates has.
#[must_use]
pub fn before(day: NaiveDate, span: TimeSpan) -> Option<NaiveDate> {
    match span.unit {
        TimeUnit::Days => day.checked_sub_days(Days::new(span.amount.into())),
        TimeUnit::Months => day.checked_sub_months(Months::new(span.amount)),
        TimeUnit::Years => {
            let year = day.year() - i32::try_from(span.amount).ok()?;
            day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
        }
        TimeUnit::Minutes => day.checked_sub_days(Days::new((span.amount / (24 * 60)).into())),
        TimeUnit::Hours => day.checked_sub_days(Days::new((span.amount / 24).into())),
        TimeUnit::WorkingMinutes | TimeUnit::WorkingHours | TimeUnit::WorkingDays | TimeUnit::SameWorkingDay => None,
    }
}

/// A number of something with its unit, as policies write it: `3 items`, `1 item`, `5 cases`.
#[must_use]
pub fn count(text: &str, one: &str, many: &str) -> Option<u64> {
    let (number, unit) = text.split_once(' ')?;
    (unit.trim() == one || unit.trim() == many).then(|| number.parse().ok())?
}

/// A share in whole percent: `90 %` or `90%`.
#[must_use]
pub fn percent(text: &str) -> Option<u32> {
    text.strip_suffix('%')?.trim_end_matches([' ', '\u{a0}']).parse().ok().filter(|percent| *percent <= 100)
}

/// A word of a vocabulary that an operand may be, as listed in its type.
#[must_use]
pub fn role_key(text: &str) -> Option<&'static str> {
    crate::model::permission::Role::parse(text).map(crate::model::permission::Role::key)
}
