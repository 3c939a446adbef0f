//! What a rule can say of a clinic.

use crate::vocabulary;

/// The four outcomes. Waived is not one of them: it is a [`Disposition`].
///
/// Ordered from best to worst, so that a clinic's outcome for a rule is the maximum over its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// The rule does not concern the clinic (or the item).
    NotApplicable,
    /// It does, and is followed.
    Pass,
    /// It cannot be judged from what was supplied. Never counted as passed.
    Unknown,
    /// It is broken.
    Fail,
}

/// How bad a broken rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know, or a recommendation.
    Info,
    /// Should be put right.
    Warning,
    /// Must be put right.
    Error,
}

/// What people have decided about a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Disposition {
    /// Nothing: it counts.
    #[default]
    Open,
    /// A valid waiver excuses it.
    Waived,
}

vocabulary!(Outcome {
    NotApplicable = "not_applicable" | "not applicable",
    Pass = "pass",
    Unknown = "unknown",
    Fail = "fail",
});
vocabulary!(Severity {
    Info = "info",
    Warning = "warning",
    Error = "error",
});
vocabulary!(Disposition {
    Open = "open",
    Waived = "waived",
});

/// Three-valued truth (strong Kleene): false wins in `all`, true wins in `any`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Truth {
    /// Certainly not.
    False,
    /// Cannot be said.
    Unknown,
    /// Certainly.
    True,
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}
