//! Where a register is kept. A store fulfils [`crate::permission::ledger::Ledger`]: it keeps entries, state and head in one
//! transaction and lets one writer at a time see and change them. It decides nothing.

mod account;
mod place;
mod schema;
mod sqlite;
#[cfg(test)]
mod tests;
mod trouble;

pub use account::account;
pub use sqlite::Sqlite;
