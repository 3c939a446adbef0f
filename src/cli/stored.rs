//! Runs that were stored earlier as JSON: read for a report, for actions, and to compare with.

use std::path::Path;

use super::error::{CliError, shown};
use super::output::read_text;
use super::session::Session;
use crate::audit::baseline::{Baseline, compare};
use crate::model::digest::sha256;
use crate::model::run::Run;
use crate::report::json::read;
use crate::text::Message;

/// Reads a stored run.
///
/// # Errors
/// There is no such file, or it is no run that we can read: the message has the place.
pub(crate) fn run(path: &Path, session: &Session<'_>) -> Result<Run, CliError> {
    parsed(&read_text(&session.world.cwd, path)?, path)
}

/// Reads an earlier run to compare with.
///
/// # Errors
/// As [`run`].
pub(crate) fn baseline(path: &Path, session: &Session<'_>) -> Result<Baseline, CliError> {
    let text = read_text(&session.world.cwd, path)?;
    Ok(Baseline { run: parsed(&text, path)?, file: shown(path).into(), digest: sha256(text.as_bytes()) })
}

fn parsed(text: &str, path: &Path) -> Result<Run, CliError> {
    read(text).map_err(|error| {
        let message = Message::new("report-unusable").with("path", shown(path)).with("why", error.message());
        CliError::unusable(message)
    })
}

/// Tells in a run what has changed since the baseline. `chosen` are the rules that were asked for; empty means all.
///
/// # Errors
/// The baseline judges by none of the run's rules.
pub(crate) fn compared(run: &mut Run, baseline: &Baseline, chosen: &[Box<str>]) -> Result<(), CliError> {
    compare(run, baseline, chosen).map_err(|_| {
        let message = Message::new("cli-baseline-other-rules").with("file", &*baseline.file);
        CliError::unusable(message).hint(Message::new("cli-baseline-other-rules-hint"))
    })
}
