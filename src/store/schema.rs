//! The tables of a register, and whether a file has just these.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::trouble::told;
use crate::permission::ledger::LedgerError;
use crate::text::Message;

/// `rikt`, in the file's header.
const APPLICATION: i32 = 0x7269_6b74;

/// The version of the tables. A file with an older one is migrated step by step; there is none yet.
const VERSION: i32 = 1;

/// The oldest SQLite that we write with.
const LEAST_SQLITE: i32 = 3_051_003;

/// Entries are the truth; every other table is what they add up to, but for `person`, which can be erased.
const TABLES: &str = "
CREATE TABLE register (
    one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, size INTEGER NOT NULL, head BLOB NOT NULL,
    last TEXT, settings TEXT NOT NULL
) STRICT;
CREATE TABLE entry (seq INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE person (
    ref TEXT PRIMARY KEY, hsa_id TEXT NOT NULL UNIQUE, salt BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE holding (
    clinic TEXT NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL, facts TEXT NOT NULL, since INTEGER NOT NULL,
    active_from TEXT, active_until TEXT, PRIMARY KEY (clinic, person, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX holding_of_person ON holding (person);
CREATE INDEX holding_active ON holding (active_from, active_until);
CREATE TABLE clinic (hsa_id TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE account (account TEXT PRIMARY KEY, person TEXT NOT NULL, regional INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE narrowed (seq INTEGER PRIMARY KEY, person TEXT NOT NULL, day TEXT NOT NULL) STRICT;
CREATE INDEX narrowed_on ON narrowed (person, day);
CREATE TABLE snapshot (one INTEGER PRIMARY KEY CHECK (one = 1), taken TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE TABLE snapshot_person (hsa_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
";

/// Makes the tables.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLES)?;
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", VERSION)
}

/// Sets a connection up before anything of the file is believed: no code in the file runs, nothing that it says of itself
/// is trusted, what is written is on the disk before anybody hears of it.
pub(super) fn set_up(connection: &Connection) -> Result<(), LedgerError> {
    let settings = [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ];
    for (setting, on) in settings {
        connection.set_db_config(setting, on).map_err(told)?;
    }
    connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(told)?;
    connection.pragma_update(None, "cell_size_check", true).map_err(told)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(told)?;
    Ok(())
}

/// Whether the program's SQLite is new enough to write with.
pub(super) fn check_sqlite() -> Result<(), LedgerError> {
    if rusqlite::version_number() >= LEAST_SQLITE {
        return Ok(());
    }
    Err(LedgerError::Unavailable(Message::new("store-old-sqlite").with("version", rusqlite::version())))
}

/// Whether a file is a register of this version, with the tables that we make and no more.
pub(super) fn check(connection: &Connection) -> Result<(), LedgerError> {
    check_version(connection)?;
    check_tables(connection)
}

/// Whether a file says that it is a register of this version.
pub(super) fn check_version(connection: &Connection) -> Result<(), LedgerError> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(told);
    if number("application_id")? != APPLICATION {
        return Err(LedgerError::Integrity(Message::new("store-not-a-register")));
    }
    let version = number("user_version")?;
    if version > VERSION {
        let message = Message::new("store-newer").with("found", version.to_string());
        return Err(LedgerError::Unavailable(message.with("known", VERSION.to_string())));
    }
    Ok(())
}

/// Whether a file has the tables that we make and no more.
pub(super) fn check_tables(connection: &Connection) -> Result<(), LedgerError> {
    let fresh = Connection::open_in_memory().and_then(|fresh| fresh.execute_batch(TABLES).map(|()| fresh));
    if objects(connection).map_err(told)? != fresh.and_then(|fresh| objects(&fresh)).map_err(told)? {
        return Err(LedgerError::Integrity(Message::new("store-schema")));
    }
    Ok(())
}

/// Everything that a file's schema has: tables, indexes, and what somebody may have planted.
fn objects(connection: &Connection) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    let mut all = connection.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")?;
    all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
}
