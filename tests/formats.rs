//! Every format writes the same run.

#[path = "formats/json.rs"]
mod json;
#[path = "formats/sample_run.rs"]
mod sample_run;
