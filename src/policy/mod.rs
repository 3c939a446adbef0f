//! The guideline as data: rules are compiled against the fact table, then judged on facts.

mod alike;
pub mod compile;
pub mod coverage;
pub mod evaluate;
pub mod evidence;
pub mod example;
pub mod explain;
pub mod fact;
pub mod judge;
pub mod library;
pub mod listing;
pub mod literal;
pub mod operator;
pub mod problem;
pub mod remedy;
pub mod rule;
pub mod schema;
mod survey;
pub mod waiver;

pub use compile::{Compilation, Compiled, compile};
