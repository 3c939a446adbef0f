//! The marks of the page: each is a colour and a sign that says the same, with a word for those who hear it.

use crate::model::outcome::{Outcome, Severity};
use crate::report::digest::Standing;
use crate::report::words::Words;

/// How a clinic stands to a rule or a clause, the best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    #[default]
    NotApplicable,
    Pass,
    Waived,
    Unknown,
    Info,
    Warning,
    Error,
}

impl Mark {
    /// Every mark, the worst first.
    pub(super) const ALL: [Self; 7] =
        [Self::Error, Self::Warning, Self::Info, Self::Unknown, Self::Waived, Self::Pass, Self::NotApplicable];

    /// The mark of an outcome, as long as nobody has said whether a failure is open.
    pub(super) fn before_findings(outcome: Outcome) -> Self {
        match outcome {
            Outcome::NotApplicable => Self::NotApplicable,
            Outcome::Pass => Self::Pass,
            Outcome::Unknown => Self::Unknown,
            Outcome::Fail => Self::Waived,
        }
    }

    /// The class that colours it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::NotApplicable => "n",
            Self::Pass => "p",
            Self::Waived => "o",
            Self::Unknown => "u",
            Self::Info => "i",
            Self::Warning => "w",
            Self::Error => "e",
        }
    }

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::NotApplicable => "·",
            Self::Pass => "✓",
            Self::Waived => "○",
            Self::Unknown => "?",
            Self::Info => "i",
            Self::Warning => "!",
            Self::Error => "✗",
        }
    }

    pub(super) fn word(self, words: &Words) -> String {
        words.get(match self {
            Self::NotApplicable => "html-mark-not-applicable",
            Self::Pass => "html-mark-pass",
            Self::Waived => "html-mark-waived",
            Self::Unknown => "html-mark-unknown",
            Self::Info => "html-mark-info",
            Self::Warning => "html-mark-warning",
            Self::Error => "html-mark-error",
        })
    }

    /// So many of them: «3 anmärkningar». Marks that are nothing to do are not counted.
    pub(super) fn counted(self, words: &Words, count: u64) -> Option<String> {
        let key = match self {
            Self::Error => "html-count-error",
            Self::Warning => "html-count-warning",
            Self::Info => "html-count-info",
            Self::Unknown => "html-count-unknown",
            Self::Waived => "html-count-waived",
            Self::Pass | Self::NotApplicable => return None,
        };
        (count > 0).then(|| words.count(key, count))
    }
}

impl From<Severity> for Mark {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

impl From<Standing> for Mark {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Breaking => Self::Error,
            Standing::Remarked => Self::Warning,
            Standing::Unproven => Self::Unknown,
            Standing::Proven => Self::Pass,
        }
    }
}
