//! The exit codes, which scripts and CI jobs rely on. They never change with the format.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Exit {
    /// Done; nothing at or above `--fail-on`.
    Done = DONE,
    /// Findings at or above `--fail-on`; with `--strict` unknowns too; a failing `policy test`.
    Findings = FINDINGS,
    /// Usage, or input that cannot be used; a policy with mistakes; a missing local file.
    Unusable = UNUSABLE,
    /// Refused by a rule of authority.
    Refused = REFUSED,
    /// Someone else changed it first.
    Conflict = CONFLICT,
    /// No such clinic, person or event.
    NoSuch = NO_SUCH,
    /// What is stored has been changed from outside.
    Integrity = INTEGRITY,
    /// A store or a remote source is unavailable; nothing was changed.
    Unavailable = UNAVAILABLE,
    /// It is not established who is asking.
    NoActor = NO_ACTOR,
    /// Interrupted; nothing half written.
    Interrupted = INTERRUPTED,
}

/// See [`Exit::Done`].
pub const DONE: u8 = 0;
/// See [`Exit::Findings`].
pub const FINDINGS: u8 = 1;
/// See [`Exit::Unusable`].
pub const UNUSABLE: u8 = 2;
/// See [`Exit::Refused`].
pub const REFUSED: u8 = 3;
/// See [`Exit::Conflict`].
pub const CONFLICT: u8 = 4;
/// See [`Exit::NoSuch`].
pub const NO_SUCH: u8 = 5;
/// See [`Exit::Integrity`].
pub const INTEGRITY: u8 = 6;
/// See [`Exit::Unavailable`].
pub const UNAVAILABLE: u8 = 7;
/// See [`Exit::NoActor`].
pub const NO_ACTOR: u8 = 8;
/// See [`Exit::Interrupted`].
pub const INTERRUPTED: u8 = 130;

/// Which wins where several hold: the first.
const PRECEDENCE: [Exit; 10] = [
    Exit::Interrupted,
    Exit::Integrity,
    Exit::Unavailable,
    Exit::NoActor,
    Exit::Refused,
    Exit::Conflict,
    Exit::NoSuch,
    Exit::Unusable,
    Exit::Findings,
    Exit::Done,
];

impl Exit {
    /// The one of two that a script must be told.
    #[must_use]
    pub fn or_worse(self, other: Self) -> Self {
        PRECEDENCE.into_iter().find(|exit| *exit == self || *exit == other).unwrap_or(self)
    }

    /// The number.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::{Exit, PRECEDENCE};

    #[test]
    fn integrity_beats_a_lost_source_beats_refusal_beats_bad_input_beats_findings() {
        let order: Vec<u8> = PRECEDENCE.iter().map(|exit| exit.code()).collect();
        assert_eq!(order, [130, 6, 7, 8, 3, 4, 5, 2, 1, 0]);
        assert_eq!(Exit::Findings.or_worse(Exit::Unusable), Exit::Unusable);
        assert_eq!(Exit::Unavailable.or_worse(Exit::Unusable), Exit::Unavailable);
        assert_eq!(Exit::Done.or_worse(Exit::Done), Exit::Done);
    }
}
