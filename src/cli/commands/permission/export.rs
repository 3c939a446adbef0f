//! `permission export`: the permissions as a file in the interchange format, for a spreadsheet, an audit or a takeover.

use crate::cli::args::PermissionExportArgs;
use crate::cli::decisions;
use crate::cli::error::{CliError, shown};
use crate::cli::exit::Exit;
use crate::cli::output::{fresh, write_file};
use crate::cli::register::{self, trouble};
use crate::cli::session::Session;
use crate::model::permission::DecisionRecord;
use crate::report::permission::{interchange_csv, interchange_json};
use crate::text::Message;

/// Writes the file; its name says the form.
pub(super) fn run(args: &PermissionExportArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let is_json = match args.copy.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => false,
        Some("json") => true,
        _ => return Err(CliError::unusable(Message::new("register-export-form").with("path", shown(&args.copy)))),
    };
    let path = register::path(&args.register, session)?;
    let mut ledger = register::read(&args.register, session)?;
    let then = (args.then, crate::permission::holding::Moment::at(session.world.now));
    let all: Vec<DecisionRecord> = decisions::read(&mut *ledger, then).map_err(|error| trouble(error, &path))?.records;
    fresh(&session.world.cwd, &args.copy)?;
    write_file(&session.world.cwd, &args.copy, |out| {
        if is_json { out.write_all(interchange_json(&all).as_bytes()) } else { interchange_csv(&all, out) }
    })?;
    session.tell(&Message::new("register-exported").with("path", shown(&args.copy)).with("count", all.len()))?;
    Ok(Exit::Done)
}
