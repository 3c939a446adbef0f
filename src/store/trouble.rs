//! What SQLite says, in our words.

use rusqlite::{Error, ErrorCode};

use crate::permission::ledger::LedgerError;
use crate::text::Message;

/// An error of SQLite as a ledger tells it. What is not about the disk or the lock is damage.
pub(super) fn told(error: Error) -> LedgerError {
    let text = error.to_string();
    let Error::SqliteFailure(failure, _) = error else {
        return LedgerError::Integrity(Message::new("store-damaged").with("why", text));
    };
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => LedgerError::Unavailable(Message::new("store-busy")),
        ErrorCode::DiskFull => LedgerError::Unavailable(Message::new("store-full")),
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
            LedgerError::Unavailable(Message::new("store-read-only"))
        }
        ErrorCode::NotADatabase => LedgerError::Integrity(Message::new("store-not-a-register")),
        ErrorCode::SystemIoFailure | ErrorCode::OutOfMemory | ErrorCode::FileLockingProtocolFailed => {
            LedgerError::Unavailable(Message::new("store-io").with("why", text))
        }
        _ => LedgerError::Integrity(Message::new("store-damaged").with("why", text)),
    }
}

/// A row whose content we did not write.
pub(super) fn row(table: &'static str) -> LedgerError {
    LedgerError::Integrity(Message::new("store-row").with("table", table))
}
