//! The nouns. No input or output, no clock.

pub mod attestation;
pub mod booking;
pub mod case_log;
pub mod case_type;
pub mod clinic;
pub mod digest;
pub mod directory;
pub mod explanation;
pub mod facts;
pub mod field;
pub mod finding;
pub mod holiday;
pub mod hsa_id;
pub mod measure;
pub mod needs;
pub mod outcome;
pub mod permission;
pub mod personal_number;
pub mod place;
pub mod run;
pub mod source;
pub mod span;
pub mod tak;
pub mod value;
pub mod waiver;
pub mod working_days;
