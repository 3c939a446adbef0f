//! riktlinje audits clinics in 1177 e-tjänster against a regional guideline written as data.
//!
//! ```text
//! policy (YAML) -> compile -> (Policy, Needs)
//! Needs + settings -> sources -> Facts -> evaluate(Facts, Policy, now) -> Run -> report -> bytes
//! ```
//!
//! Imports go only downward: `text`, `document`, `parallel` <- `model` <- `policy`, `source`, `report` <- `case_log` <- `audit` <- `cli`.
//! ARCHITECTURE.md tells what each room is for; `tests/architecture.rs` holds the code to it.

pub mod audit;
pub mod case_log;
pub mod cli;
pub mod document;
pub mod model;
mod parallel;
pub mod permission;
pub mod policy;
pub mod report;
pub mod source;
pub mod store;
pub mod text;
