//! The guideline as data: rules are compiled against the fact table, then judged on facts.

pub mod compile;
pub mod fact;
pub mod library;
pub mod literal;
pub mod operator;
pub mod problem;
pub mod rule;

pub use compile::{Compilation, Compiled, compile};
