//! The audit: joins the sources into facts, judges them by the policies, and makes a [`Run`] of it.
//!
//! [`Run`]: crate::model::run::Run

mod attested;
pub mod baseline;
pub mod booking;
mod cases;
pub mod directory;
pub mod join;
mod permitted;
mod register;
pub mod run;
mod waived;

pub use join::{Terms, join};
pub use run::{Audit, Choice};
