//! The nine rules of authority, by id, and what a refusal says.

use crate::text::Message;
use crate::vocabulary;

/// A rule of authority (`DESIGN`, section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// A local administrator acts only where that role is effective now.
    EgenMottagning,
    /// Local administrators are appointed and dismissed by the regional administrator.
    UtsesRegionalt,
    /// Nobody widens their own permission.
    InteSigSjalv,
    /// An open clinic is never left without an effective local administrator.
    SistaAdministratoren,
    /// Nobody reviews the clinic that they administer.
    GranskareEjAdministrator,
    /// Every change has a reason and a reference.
    SkalOchReferens,
    /// Many revocations or pauses in a day need their exact number confirmed.
    Massandring,
    /// Nobody unknown to the directory gets a permission unnoticed.
    OkandIKatalogen,
    /// Removing a local administrator is never proposed by a machine.
    AdministratorForeslasEj,
}

vocabulary!(Rule {
    EgenMottagning = "egen-mottagning",
    UtsesRegionalt = "utses-regionalt",
    InteSigSjalv = "inte-sig-sjalv",
    SistaAdministratoren = "sista-administratoren",
    GranskareEjAdministrator = "granskare-ej-administrator",
    SkalOchReferens = "skal-och-referens",
    Massandring = "massandring",
    OkandIKatalogen = "okand-i-katalogen",
    AdministratorForeslasEj = "administrator-foreslas-ej",
});

impl Rule {
    /// The sentence of the rule.
    #[must_use]
    pub fn sentence(self) -> Message {
        Message::new(match self {
            Self::EgenMottagning => "permission-rule-egen-mottagning",
            Self::UtsesRegionalt => "permission-rule-utses-regionalt",
            Self::InteSigSjalv => "permission-rule-inte-sig-sjalv",
            Self::SistaAdministratoren => "permission-rule-sista-administratoren",
            Self::GranskareEjAdministrator => "permission-rule-granskare-ej-administrator",
            Self::SkalOchReferens => "permission-rule-skal-och-referens",
            Self::Massandring => "permission-rule-massandring",
            Self::OkandIKatalogen => "permission-rule-okand-i-katalogen",
            Self::AdministratorForeslasEj => "permission-rule-administrator-foreslas-ej",
        })
    }
}

/// Why a request was turned down.
#[derive(Clone, Debug, PartialEq)]
pub enum Denial {
    /// A rule of authority forbids it. It is recorded.
    Rule {
        /// The rule.
        rule: Rule,
        /// Why it applies here.
        why: Message,
        /// Who can do it, or how it can be done.
        way_out: Message,
    },
    /// There is nothing to change: no such permission, clinic or event.
    NoSuch(Message),
    /// It cannot mean anything, such as a last day before the first.
    Senseless(Message),
    /// Somebody else changed it in the meantime.
    Overtaken(Message),
}

impl Denial {
    /// Why.
    #[must_use]
    pub fn why(&self) -> &Message {
        match self {
            Self::Rule { why, .. } => why,
            Self::NoSuch(why) | Self::Senseless(why) | Self::Overtaken(why) => why,
        }
    }

    /// The rule, if one forbade it.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Self::Rule { rule, .. } => Some(*rule),
            _ => None,
        }
    }
}
