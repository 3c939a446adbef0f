//! The operators: a closed set, one file each. Every operator is false on an absent fact, except `exists: no`.

mod after;
mod at_least;
mod at_most;
mod before;
mod contains;
mod contains_all;
mod contains_any;
mod exists;
mod is;
mod is_not;
mod matches;
mod mentions_none;
mod newer_than;
mod none_of;
mod older_than;
mod one_of;
mod same_as;
mod same_text_as;

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::fact::{CountUnit, Datum, FactType, SomeWords, SpanKind, Types};
use super::literal::Literal;
use crate::model::outcome::Truth;
use crate::model::span::{TimeSpan, TimeUnit};

/// An operator: its word, what it may be used on and with, and how it judges.
#[derive(Debug)]
pub struct Operator {
    /// The word in rules.
    pub word: &'static str,
    /// The operand that it takes on a fact of this type; `None` where it says nothing of such a fact.
    pub operand: fn(FactType) -> Option<OperandType>,
    judge: fn(&Datum<'_>, &Operand<'_>, NaiveDate) -> Truth,
}

/// What an operand must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperandType {
    /// `yes` or `no`.
    Bool,
    /// A word of a closed vocabulary.
    Word(&'static [&'static str]),
    /// A code or a name.
    Text,
    /// A list of words (empty: any).
    Words(&'static [&'static str]),
    /// A date, or `today`.
    Date,
    /// A number with its unit.
    Count(CountUnit),
    /// A share.
    Percent,
    /// A length of time.
    Span(SpanKind),
    /// One case type.
    CaseType,
    /// A list of case types.
    CaseTypes,
    /// A list of words to search a text for.
    Phrases,
    /// A pattern.
    Pattern,
    /// Only `{ fact: path }`, of the same type.
    FactOnly,
}

/// An operand at judging time: written in the policy, or another fact.
#[derive(Debug)]
pub enum Operand<'a> {
    /// Written.
    Literal(&'a Literal),
    /// Another fact's value.
    Fact(Datum<'a>),
}

/// Every operator, in the order in which they are explained.
pub static ALL: [&Operator; 18] = [
    &is::OPERATOR,
    &is_not::OPERATOR,
    &one_of::OPERATOR,
    &none_of::OPERATOR,
    &at_least::OPERATOR,
    &at_most::OPERATOR,
    &before::OPERATOR,
    &after::OPERATOR,
    &newer_than::OPERATOR,
    &older_than::OPERATOR,
    &contains::OPERATOR,
    &contains_all::OPERATOR,
    &contains_any::OPERATOR,
    &mentions_none::OPERATOR,
    &matches::OPERATOR,
    &exists::OPERATOR,
    &same_as::OPERATOR,
    &same_text_as::OPERATOR,
];

/// `is`, which a bare value means.
pub static IS: &Operator = &is::OPERATOR;

/// The operator with this word.
#[must_use]
pub fn find(word: &str) -> Option<&'static Operator> {
    ALL.into_iter().find(|operator| operator.word == word)
}

impl Operator {
    /// Judges a known value.
    #[must_use]
    pub fn judge(&self, found: &Datum<'_>, operand: &Operand<'_>, today: NaiveDate) -> Truth {
        (self.judge)(found, operand, today)
    }

    /// Judges an absent value: false, but for `exists: no`.
    #[must_use]
    pub fn judge_absent(&self, operand: &Operand<'_>) -> Truth {
        (self.word == exists::OPERATOR.word && matches!(operand, Operand::Literal(Literal::Bool(false)))).into()
    }
}

/// Equality of a single value with a single operand. Names are compared without regard to case and blanks.
fn equals(found: &Datum<'_>, operand: &Operand<'_>, today: NaiveDate) -> Truth {
    match (found, operand) {
        (Datum::Bool(a), Operand::Literal(Literal::Bool(b))) => (a == b).into(),
        (Datum::Bool(a), Operand::Fact(Datum::Bool(b))) => (a == b).into(),
        (Datum::Word(a), Operand::Literal(Literal::Word(b))) => (*a == &**b).into(),
        (Datum::Text(a), Operand::Literal(Literal::Word(b))) => same_name(a, b).into(),
        (Datum::Word(a), Operand::Fact(Datum::Word(b))) => (a == b).into(),
        (Datum::Text(a), Operand::Fact(Datum::Text(b))) => same_name(a, b).into(),
        (Datum::Date(_) | Datum::Count { .. } | Datum::Span(_) | Datum::AtLeast(..) | Datum::Share { .. }, _) => {
            order(found, operand, today, Ordering::is_eq)
        }
        (Datum::Words(a), Operand::Fact(Datum::Words(b))) => (a == b).into(),
        (Datum::Words(a), Operand::Fact(Datum::SomeWords(b))) => perhaps_same(a, b),
        (Datum::SomeWords(a), Operand::Fact(Datum::Words(b))) => perhaps_same(b, a),
        (Datum::SomeWords(_), Operand::Fact(Datum::SomeWords(_))) => Truth::Unknown,
        _ => Truth::False,
    }
}

/// Whether a set that is not quite known may be the same as one that is: it is never sure to be.
fn perhaps_same(known: &[&str], perhaps: &SomeWords<'_>) -> Truth {
    let differs = perhaps.sure.iter().any(|word| !known.contains(word))
        || known.iter().any(|word| perhaps.has(|other| other == *word) == Truth::False);
    if differs { Truth::False } else { Truth::Unknown }
}

/// Membership of a single value in a list.
fn member(found: &Datum<'_>, operand: &Operand<'_>) -> Truth {
    let Operand::Literal(Literal::Words(words)) = operand else { return Truth::False };
    match found {
        Datum::Word(word) => words.iter().any(|w| &**w == *word).into(),
        Datum::Text(text) => words.iter().any(|w| same_name(w, text)).into(),
        _ => Truth::False,
    }
}

/// Compares a value with an operand of the same kind.
fn order(found: &Datum<'_>, operand: &Operand<'_>, today: NaiveDate, wanted: fn(Ordering) -> bool) -> Truth {
    match (found, operand) {
        (Datum::Date(a), Operand::Literal(Literal::Date(b))) => wanted(a.cmp(b)).into(),
        (Datum::Date(a), Operand::Literal(Literal::Today)) => wanted(a.cmp(&today)).into(),
        (Datum::Date(a), Operand::Fact(Datum::Date(b))) => wanted(a.cmp(b)).into(),
        (Datum::Span(a), Operand::Literal(Literal::Span(b))) | (Datum::Span(a), Operand::Fact(Datum::Span(b))) => {
            wanted(length(*a).cmp(&length(*b))).into()
        }
        (Datum::AtLeast(a, _), Operand::Literal(Literal::Span(b)) | Operand::Fact(Datum::Span(b))) => {
            between(length(*a), u64::MAX, length(*b), wanted)
        }
        (Datum::Share { part, of }, Operand::Literal(Literal::Percent(percent))) => {
            wanted((part * 100).cmp(&(u64::from(*percent) * of))).into()
        }
        (Datum::Count { sure, maybe }, Operand::Literal(Literal::Count(limit))) => {
            between(*sure, sure + maybe.map_or(0, |(more, _)| more), *limit, wanted)
        }
        (Datum::Words(words), Operand::Literal(Literal::Count(limit))) => {
            wanted((words.len() as u64).cmp(limit)).into()
        }
        (Datum::SomeWords(words), Operand::Literal(Literal::Count(limit))) => {
            let sure = words.sure.len() as u64;
            let most = if words.open { u64::MAX } else { sure + words.maybe.len() as u64 };
            between(sure, most, *limit, wanted)
        }
        (found, Operand::Literal(Literal::Count(limit))) => found.types().map_or(Truth::False, |types| {
            between(types.count.into(), (types.count + types.maybe_count).into(), *limit, wanted)
        }),
        _ => Truth::False,
    }
}

/// A number that lies somewhere from `low` to `high`, compared with a limit.
fn between(low: u64, high: u64, limit: u64, wanted: fn(Ordering) -> bool) -> Truth {
    // The answer changes at the limit and nowhere else: the ends and the limit with its neighbours stand for all.
    let around = [low, limit.saturating_sub(1), limit, limit.saturating_add(1), high];
    let holds = around.map(|count| wanted(count.clamp(low, high).cmp(&limit)));
    match (holds.contains(&true), holds.contains(&false)) {
        (true, false) => Truth::True,
        (false, true) => Truth::False,
        _ => Truth::Unknown,
    }
}

/// The length that counts when two are compared: a text that promises «2 dagar» is held to working days.
fn length(span: TimeSpan) -> u64 {
    match span.unit {
        TimeUnit::Days => TimeSpan { unit: TimeUnit::WorkingDays, ..span }.weight(),
        TimeUnit::Hours if span.amount.is_multiple_of(24) && span.amount > 0 => {
            TimeSpan { amount: span.amount / 24, unit: TimeUnit::WorkingDays }.weight()
        }
        _ => span.weight(),
    }
}

/// Whether a set has each of the wanted, one after the other, put together by `fold`.
fn contained(found: &Datum<'_>, operand: &Operand<'_>, start: Truth, fold: fn(Truth, Truth) -> Truth) -> Truth {
    match (found, operand) {
        (Datum::Words(_) | Datum::SomeWords(_), Operand::Literal(Literal::Words(wanted))) => {
            wanted.iter().map(|word| has(found, word)).fold(start, fold)
        }
        (Datum::Words(_) | Datum::SomeWords(_), Operand::Literal(Literal::Word(word))) => fold(start, has(found, word)),
        (Datum::Words(_) | Datum::SomeWords(_), Operand::Fact(Datum::Words(wanted))) => {
            wanted.iter().map(|word| has(found, word)).fold(start, fold)
        }
        (Datum::Words(_) | Datum::SomeWords(_), Operand::Fact(Datum::SomeWords(wanted))) => {
            let sure = wanted.sure.iter().map(|word| has(found, word)).fold(start, fold);
            // It is not even known whether the rest is wanted.
            fold(sure, Truth::Unknown)
        }
        (found, Operand::Literal(Literal::Types(wanted))) => {
            let member = |types: &Types, ix| match (types.sure.contains(ix), types.maybe.contains(ix)) {
                (true, _) => Truth::True,
                (false, true) => Truth::Unknown,
                (false, false) => Truth::False,
            };
            found.types().map_or(start, |types| wanted.iter().map(|ix| member(types, ix)).fold(start, fold))
        }
        _ => start,
    }
}

/// Whether a set of words has one.
fn has(found: &Datum<'_>, word: &str) -> Truth {
    match found {
        Datum::Words(words) => words.iter().any(|other| same_name(other, word)).into(),
        Datum::SomeWords(words) => words.has(|other| same_name(other, word)),
        _ => Truth::False,
    }
}

/// Whether two names are the same but for case and blanks.
fn same_name(one: &str, other: &str) -> bool {
    one == other
        || one
            .split_whitespace()
            .flat_map(|word| word.chars().flat_map(char::to_lowercase).chain([' ']))
            .eq(other.split_whitespace().flat_map(|word| word.chars().flat_map(char::to_lowercase).chain([' '])))
}

/// The operand of an operator that compares sizes.
fn size(ty: FactType) -> Option<OperandType> {
    match ty {
        FactType::Count(unit) => Some(OperandType::Count(unit)),
        FactType::CaseTypes | FactType::Words(_) => Some(OperandType::Count(CountUnit::Items)),
        FactType::Share => Some(OperandType::Percent),
        FactType::Span(kind) => Some(OperandType::Span(kind)),
        _ => None,
    }
}

/// The operand of an operator that compares with one value.
fn one(ty: FactType) -> Option<OperandType> {
    match ty {
        FactType::Bool => Some(OperandType::Bool),
        FactType::Word(words) => Some(OperandType::Word(words)),
        FactType::Text => Some(OperandType::Text),
        FactType::Date => Some(OperandType::Date),
        FactType::Count(unit) => Some(OperandType::Count(unit)),
        _ => None,
    }
}

/// The operand of an operator that compares with a list of values.
fn several(ty: FactType) -> Option<OperandType> {
    match ty {
        FactType::Word(words) => Some(OperandType::Words(words)),
        FactType::Text => Some(OperandType::Words(&[])),
        _ => None,
    }
}

/// The operand of an operator that asks what a set holds.
fn members(ty: FactType) -> Option<OperandType> {
    match ty {
        FactType::CaseTypes => Some(OperandType::CaseTypes),
        _ => words(ty),
    }
}

/// The operand of an operator on several words.
fn words(ty: FactType) -> Option<OperandType> {
    match ty {
        FactType::Words(words) => Some(OperandType::Words(words)),
        _ => None,
    }
}

/// The operand of an operator on dates and a length of time.
fn age(ty: FactType) -> Option<OperandType> {
    matches!(ty, FactType::Date).then_some(OperandType::Span(SpanKind::Calendar))
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{ALL, Datum, Literal, Operand, SomeWords, between, find};
    use crate::model::outcome::Truth;

    #[test]
    fn a_number_that_is_not_quite_known_is_compared_over_its_whole_range() {
        assert_eq!(between(0, 200, 150, Ordering::is_ge), Truth::Unknown);
        assert_eq!(between(150, 200, 150, Ordering::is_ge), Truth::True);
        assert_eq!(between(0, 149, 150, Ordering::is_ge), Truth::False);
        assert_eq!(between(1, 3, 2, Ordering::is_eq), Truth::Unknown);
        assert_eq!(between(2, 2, 2, Ordering::is_eq), Truth::True);
        assert_eq!(between(0, 200, 150, Ordering::is_ne), Truth::Unknown);
    }

    #[test]
    fn words_that_are_not_quite_known_are_judged_as_far_as_they_are() {
        use crate::model::finding::Missing;
        use crate::model::source::SourceKind;

        let missing = Missing::NotSet(SourceKind::Tak);
        let words = |open| SomeWords { sure: vec!["A", "B"], maybe: vec!["C"], open, reason: missing };
        let judge = |word: &str, open, operand: Literal| {
            let found = Datum::SomeWords(Box::new(words(open)));
            find(word).expect("it is listed").judge(&found, &Operand::Literal(&operand), chrono::NaiveDate::MIN)
        };
        let list = |words: &[&str]| Literal::Words(words.iter().map(|word| (*word).into()).collect());
        for (operator, operand, closed, open) in [
            ("contains", Literal::Word("a".into()), Truth::True, Truth::True),
            ("contains", Literal::Word("C".into()), Truth::Unknown, Truth::Unknown),
            ("contains", Literal::Word("D".into()), Truth::False, Truth::Unknown),
            ("contains_all", list(&["A", "B"]), Truth::True, Truth::True),
            ("contains_all", list(&["A", "C"]), Truth::Unknown, Truth::Unknown),
            ("contains_all", list(&["C", "D"]), Truth::False, Truth::Unknown),
            ("contains_all", list(&[]), Truth::True, Truth::True),
            ("contains_any", list(&["C", "A"]), Truth::True, Truth::True),
            ("contains_any", list(&["C", "D"]), Truth::Unknown, Truth::Unknown),
            ("contains_any", list(&["D"]), Truth::False, Truth::Unknown),
            ("at_least", Literal::Count(2), Truth::True, Truth::True),
            ("at_least", Literal::Count(3), Truth::Unknown, Truth::Unknown),
            ("at_least", Literal::Count(4), Truth::False, Truth::Unknown),
            ("at_most", Literal::Count(1), Truth::False, Truth::False),
            ("at_most", Literal::Count(3), Truth::True, Truth::Unknown),
        ] {
            assert_eq!(judge(operator, false, operand.clone()), closed, "{operator} {operand:?}");
            assert_eq!(judge(operator, true, operand.clone()), open, "{operator} {operand:?}, and perhaps others");
        }
        let with = |operator: &str, found: &[&'static str], other| {
            let found = Datum::Words(found.to_vec());
            let operand = Operand::Fact(Datum::SomeWords(Box::new(words(other))));
            find(operator).expect("it is listed").judge(&found, &operand, chrono::NaiveDate::MIN)
        };
        assert_eq!(with("same_as", &["A"], false), Truth::False);
        assert_eq!(with("same_as", &["A", "B", "D"], false), Truth::False);
        assert_eq!(with("same_as", &["A", "B"], false), Truth::Unknown);
        assert_eq!(with("contains_all", &["A"], false), Truth::False);
        assert_eq!(with("contains_all", &["A", "B", "C"], false), Truth::Unknown);
        assert_eq!(with("contains_any", &["B"], false), Truth::True);
    }

    #[test]
    fn words_are_unique_and_found() {
        for operator in ALL {
            assert!(std::ptr::eq(find(operator.word).expect("it is listed"), operator));
        }
    }

    #[test]
    fn the_list_and_the_folder_agree() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/policy/operator");
        #[expect(clippy::disallowed_methods, reason = "the test looks at its own source folder")]
        let files = std::fs::read_dir(folder).expect("the folder is there");
        let mut names: Vec<String> = files
            .map(|file| file.expect("it can be read").file_name().to_string_lossy().replace(".rs", ""))
            .filter(|name| name != "mod")
            .collect();
        names.sort();
        let mut words: Vec<&str> = ALL.into_iter().map(|operator| operator.word).collect();
        words.sort_unstable();
        assert_eq!(names, words);
    }
}
