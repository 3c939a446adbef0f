//! Who may do what, and what follows: permissions as facts, the nine rules of authority, the journal.
//!
//! Pure: no input or output, no clock. `Request + Actor + Scope + Moment -> decide() -> Decision | Denied`; a decision is a
//! list of events, events become entries of a hash chain, and the state is what the events add up to. What stores them
//! (a file, a database) lies above and promises only to keep entries and state in one transaction.

pub mod coverage;
pub mod decide;
pub mod due;
pub mod event;
pub mod holding;
pub mod house;
pub mod journal;
pub mod ledger;
pub mod measure;
pub mod memory;
pub mod plan;
pub mod reconcile;
pub mod replay;
pub mod request;
pub mod review;
pub mod rule;
pub mod scope;
pub mod takeover;
#[cfg(test)]
mod tests;
pub mod todo;
pub mod verify;
