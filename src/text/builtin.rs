//! Rules that every run has, whatever its policies: what is told of waivers. Their words, as a policy would give them.

use super::Bilingual;

/// A rule that every run has.
#[derive(Debug)]
pub struct Builtin {
    /// Its id.
    pub id: &'static str,
    title: (&'static str, &'static str),
    advice: (&'static str, &'static str),
}

impl Builtin {
    /// What is wrong.
    #[must_use]
    pub fn title(&self) -> Bilingual {
        Bilingual { sv: self.title.0.into(), en: self.title.1.into() }
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> Bilingual {
        Bilingual { sv: self.advice.0.into(), en: self.advice.1.into() }
    }
}

/// A waiver whose last day has passed.
pub static WAIVER_EXPIRED: Builtin = Builtin {
    id: "undantag-har-gatt-ut",
    title: ("Ett undantag har gått ut", "A waiver has expired"),
    advice: (
        "Rätta det som undantaget gällde, eller besluta om det på nytt med ny sista dag. Ta annars bort raden.",
        "Put right what the waiver was for, or decide on it anew with a new last day. Otherwise remove the row.",
    ),
};

/// A waiver that excuses nothing.
pub static WAIVER_UNUSED: Builtin = Builtin {
    id: "undantag-utan-verkan",
    title: ("Ett undantag gör ingen skillnad", "A waiver makes no difference"),
    advice: (
        "Antingen finns anmärkningen inte längre, eller så är regelns id, mottagningen eller det som undantaget gäller \
         felskrivet. Rätta raden eller ta bort den.",
        "Either the finding is no longer there, or the rule's id, the clinic or the item that the waiver is for is \
         misspelt. Correct the row or remove it.",
    ),
};

/// A waiver that was given for another value than today's.
pub static WAIVER_LAPSED: Builtin = Builtin {
    id: "undantag-for-annat-varde",
    title: ("Ett undantag gällde ett annat värde än dagens", "A waiver was given for another value than today's"),
    advice: (
        "Uppgiften har ändrats sedan undantaget gavs. Besluta om det ska gälla även nu, och rätta raden.",
        "The value has changed since the waiver was given. Decide whether it is to hold now too, and correct the row.",
    ),
};

/// The one with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Builtin> {
    ALL.into_iter().find(|builtin| builtin.id == id)
}

/// All of them, in the order in which they are reported.
pub static ALL: [&Builtin; 3] = [&WAIVER_EXPIRED, &WAIVER_UNUSED, &WAIVER_LAPSED];
