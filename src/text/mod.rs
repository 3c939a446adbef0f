//! Every sentence a person reads, in Swedish and English.
//!
//! Any room may *make* a [`Message`]: a key and its arguments. Only `report` and `cli` turn it into words, through
//! [`Catalogue`]. A message travels unrendered through the whole run and into JSON, so that a stored run can be read in
//! either language.

pub mod builtin;
mod catalogue;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use chrono::NaiveDate;

pub use catalogue::Catalogue;

/// A language that people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Swedish, the default.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Both languages, Swedish first.
    pub const ALL: [Self; 2] = [Self::Sv, Self::En];

    /// The ISO 639-1 code, `sv` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }
}

/// A text that a policy's author wrote in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bilingual {
    /// The Swedish text.
    pub sv: Box<str>,
    /// The English text.
    pub en: Box<str>,
}

impl Bilingual {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

/// A sentence that has not been put into words yet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    /// The key in the catalogue, such as `source-csv-ragged`.
    pub key: Cow<'static, str>,
    /// The named arguments, in the order they were given.
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

impl Message {
    /// A sentence without arguments.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), args: Vec::new() }
    }

    /// A word of a family of them: `kind` and `exports` give `kind-exports`.
    #[must_use]
    pub fn word(family: &str, word: &str) -> Self {
        Self { key: format!("{family}-{word}").into(), args: Vec::new() }
    }

    /// The same sentence with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        // Most sentences have one argument, and of some there are thousands.
        self.args.reserve_exact(1);
        self.args.push((Cow::Borrowed(name), arg.into()));
        self
    }
}

/// An argument of a [`Message`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Arg {
    /// Text from outside, shown as it is (escaped by whoever prints it).
    Text(Box<str>),
    /// A count, which chooses the plural form.
    Count(u64),
    /// A civil date, shown as 2026-11-20.
    Date(NaiveDate),
    /// A sentence or name within the sentence.
    Message(Box<Message>),
    /// Several, joined as a language joins them: «a, b och c».
    List(Vec<Self>),
    /// A text that a policy's author wrote in both languages.
    Both(Bilingual),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}
impl From<Box<str>> for Arg {
    fn from(text: Box<str>) -> Self {
        Self::Text(text)
    }
}
impl From<u64> for Arg {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}
impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}
impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}
impl From<NaiveDate> for Arg {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}
impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}
impl From<Bilingual> for Arg {
    fn from(text: Bilingual) -> Self {
        Self::Both(text)
    }
}
impl<T: Into<Self>> From<Vec<T>> for Arg {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}
