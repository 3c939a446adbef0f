//! What PostgreSQL says, in our words. Its own words are told where we have none; they never hold a password.

use std::error::Error as _;

use postgres::Error;
use postgres::error::{DbError, SqlState};

use crate::model::case_type::Vocabulary as _;
use crate::permission::ledger::LedgerError;
use crate::permission::rule::Rule;
use crate::text::Message;

/// An error of the client as a ledger tells it.
pub(super) fn told(error: &Error) -> LedgerError {
    if let Some(said) = error.as_db_error() {
        return answered(said);
    }
    let why = innermost(error);
    let certificate = is_about_a_certificate(error);
    let key = match error.to_string() {
        text if certificate || text.contains("TLS handshake") => {
            if why.contains("does not support TLS") {
                "store-pg-no-tls"
            } else {
                "store-pg-certificate-refused"
            }
        }
        _ if why.contains("password missing") => "store-pg-password-missing",
        text if text.contains("connecting to server") || text.contains("timeout") => "store-pg-no-answer",
        text if text.contains("authentication") => "store-pg-login",
        _ => "store-pg-lost",
    };
    LedgerError::Unavailable(Message::new(key).with("why", why))
}

/// Whether the connection is gone, so that nobody knows what the server made of the last word.
pub(super) fn is_lost(error: &Error) -> bool {
    error.as_db_error().is_none_or(|said| {
        let code = said.code().code();
        // The server ends, or ends this connection.
        code.starts_with("57P") || code.starts_with("08")
    })
}

/// What the server answered.
fn answered(said: &DbError) -> LedgerError {
    let unavailable = |key: &'static str| LedgerError::Unavailable(Message::new(key).with("why", said.message()));
    match said.code().code() {
        "RK001" => match Rule::parse(said.message()) {
            Some(rule) => LedgerError::Forbidden(rule),
            None => unavailable("store-pg-refused"),
        },
        "RK002" | "23514" | "23505" | "23503" => unavailable("store-pg-refused"),
        "RK003" => LedgerError::Overtaken,
        "RK004" => unavailable("store-pg-privilege"),
        "RK005" => match said.message().parse() {
            Ok(last) => LedgerError::Clock { last },
            Err(_) => unavailable("store-pg-refused"),
        },
        "RK006" => unavailable("store-pg-no-role"),
        _ => unavailable(match *said.code() {
            SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION => "store-pg-login",
            SqlState::INVALID_CATALOG_NAME => "store-pg-no-database",
            SqlState::INVALID_SCHEMA_NAME | SqlState::UNDEFINED_FUNCTION => "store-pg-no-register",
            SqlState::INSUFFICIENT_PRIVILEGE => "store-pg-privilege",
            SqlState::LOCK_NOT_AVAILABLE | SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => {
                "store-busy"
            }
            SqlState::DISK_FULL => "store-full",
            SqlState::READ_ONLY_SQL_TRANSACTION => "store-pg-standby",
            SqlState::TOO_MANY_CONNECTIONS | SqlState::CANNOT_CONNECT_NOW => "store-pg-not-now",
            _ if is_lost_code(said) => "store-pg-lost",
            _ => "store-pg-other",
        }),
    }
}

fn is_lost_code(said: &DbError) -> bool {
    said.code().code().starts_with("57P") || said.code().code().starts_with("08")
}

/// The innermost cause, which says most.
fn innermost(error: &Error) -> String {
    let mut cause = error.source();
    let mut text = error.to_string();
    while let Some(inner) = cause {
        text = inner.to_string();
        cause = inner.source();
    }
    text
}

/// Whether nobody that we trust vouches for the server.
fn is_about_a_certificate(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        let wrapped = inner.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        if wrapped.is_some_and(|wrapped| wrapped.is::<rustls::Error>()) || inner.is::<rustls::Error>() {
            return true;
        }
        cause = inner.source();
    }
    false
}

/// A row whose content nobody of us wrote.
pub(super) fn row(table: &'static str) -> LedgerError {
    LedgerError::Integrity(Message::new("store-row").with("table", table))
}
