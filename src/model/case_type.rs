//! Case types (ärendetyper): the regional vocabulary and sets of them.

/// A case type of the policies' vocabulary, as an index into [`super::needs::Needs::case_types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseTypeIx(pub u8);

/// A set of case types of the vocabulary (at most 128 of them, which `policy::compile` sees to).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TypeSet(pub u128);

impl TypeSet {
    /// The set with one more type.
    #[must_use]
    pub fn with(self, ix: CaseTypeIx) -> Self {
        Self(self.0 | (1 << ix.0))
    }

    /// Whether the type is in the set.
    #[must_use]
    pub fn contains(self, ix: CaseTypeIx) -> bool {
        self.0 & (1 << ix.0) != 0
    }

    /// The types, in the vocabulary's order.
    pub fn iter(self) -> impl Iterator<Item = CaseTypeIx> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let ix = u8::try_from(rest.trailing_zeros()).ok().filter(|ix| *ix < 128)?;
            rest &= rest - 1;
            Some(CaseTypeIx(ix))
        })
    }
}

impl FromIterator<CaseTypeIx> for TypeSet {
    fn from_iter<I: IntoIterator<Item = CaseTypeIx>>(types: I) -> Self {
        types.into_iter().fold(Self::default(), Self::with)
    }
}

/// How far a case type has come at a clinic (`1177-e-tjanster`, section 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseTypeState {
    /// Ej utdelad: the regional administration has not handed it out.
    NotAssigned,
    /// Utdelad, but the local administrator has not activated it.
    Inactive,
    /// Active: residents see it.
    Active,
}

/// What a case type is, technically.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseTypeKind {
    /// An ordinary message form.
    MessageForm,
    /// A service of the web booking (webbtidbok).
    DirectBooking,
    /// An external service that residents are sent on to (uthoppstjänst); it has terms of its own.
    Uthopp,
}

/// Who made the case type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Handed out by the regional administration.
    Central,
    /// Created by the clinic.
    Local,
}

/// A word of a closed vocabulary, with its canonical spelling and the others that sources use.
///
/// Implemented by every enum of the interchange format, so that decoders, schemas and `facts` agree on the words.
pub trait Vocabulary: Copy + Sized + 'static {
    /// Every word with its canonical key first and the other accepted spellings after it, folded as [`fold`] does.
    const WORDS: &'static [(Self, &'static [&'static str])];

    /// The canonical key, such as `not_assigned`.
    fn key(self) -> &'static str;

    /// The word that a source wrote, if it is one of ours.
    fn parse(text: &str) -> Option<Self> {
        let exact = Self::WORDS.iter().find(|(_, names)| names[0] == text);
        exact.map(|(word, _)| *word).or_else(|| {
            let folded = fold(text);
            Self::WORDS.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|(word, _)| *word)
        })
    }
}

/// A text folded for comparison of names and words: lower case; `/`, `-`, `_` and blanks are one blank; `och` and `&`
/// between words are left out, so that «Av- och omboka tid» equals «Av/omboka tid».
#[must_use]
pub fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut folded = String::with_capacity(lower.len());
    for word in lower
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '/' | '-' | '_' | '\u{2010}'..='\u{2015}' | '&' | ',' | '.' | '(' | ')')
        })
        .filter(|word| {
            !word.is_empty() && *word != "och" && !word.chars().all(|c| matches!(c, '\u{feff}' | '\u{200b}'))
        })
    {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Writes a [`Vocabulary`] once: variants, canonical keys, accepted spellings.
#[macro_export]
macro_rules! vocabulary {
    ($type:ident { $($variant:ident = $key:literal $(| $other:literal)*),+ $(,)? }) => {
        impl $crate::model::case_type::Vocabulary for $type {
            const WORDS: &'static [(Self, &'static [&'static str])] =
                &[$((Self::$variant, &[$key $(, $other)*])),+];

            fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}

vocabulary!(CaseTypeState {
    NotAssigned = "not_assigned" | "not assigned" | "ej utdelad" | "inte utdelad" | "not handed out" | "saknas",
    Inactive = "inactive" | "inaktiv" | "utdelad" | "assigned" | "ej aktiv" | "assigned inactive",
    Active = "active" | "aktiv" | "aktiverad" | "activated",
});
vocabulary!(CaseTypeKind {
    MessageForm = "message_form" | "message form" | "formulär" | "formular" | "meddelande",
    DirectBooking = "direct_booking" | "direct booking" | "direkttidbokning" | "webbtidbok" | "tidbok",
    Uthopp = "uthopp" | "uthoppstjänst" | "uthoppstjanst" | "external" | "external service uthopp",
});
vocabulary!(Origin {
    Central = "central" | "centralt" | "regional",
    Local = "local" | "lokal" | "lokalt",
});
