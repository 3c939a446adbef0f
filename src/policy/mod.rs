//! The guideline as data: rules are compiled against the fact table, then judged on facts.
pub mod fact;
pub mod literal;
pub mod operator;
