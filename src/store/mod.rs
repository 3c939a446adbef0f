//! Where a register is kept. A store fulfils [`crate::permission::ledger::Ledger`]: it keeps entries, state and head in one
//! transaction and lets one writer at a time see and change them. It decides nothing.

mod account;
mod place;
mod postgres;
mod schema;
mod sqlite;
#[cfg(test)]
mod tests;
mod trouble;

pub use account::account;
pub use postgres::{Access, Address, First, Keys, Postgres, without_passwords};
pub use sqlite::Sqlite;
