//! `journal …`: the whole history, in words or as it is stored.

use crate::cli::args::{JournalVerb, RegisterArgs};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::register::{self, trouble};
use crate::cli::session::Session;

/// Runs a command of `journal`.
pub(super) fn run(verb: JournalVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        JournalVerb::Show(args) => {
            super::permission::Looked::open(&args.register, session)?.write_events(args.format, |_| true, session)
        }
        JournalVerb::Export(args) => export(&args, session),
    }
}

/// A line an entry: number, hash and the stored bytes, which are JSON. Whoever has the lines can check the chain.
fn export(args: &RegisterArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let path = register::path(args, session)?;
    let mut ledger = register::read(args, session)?;
    let (mut failed, mut read) = (None, Ok(()));
    session.write_page(|_, out| {
        read = ledger.entries(0, &mut |entry| {
            let body = String::from_utf8_lossy(&entry.body);
            let line = writeln!(out, "{{\"seq\":{},\"hash\":\"{}\",\"body\":{body}}}", entry.seq, entry.hash);
            failed = line.err();
            failed.is_none()
        });
        failed.take().map_or(Ok(()), Err)
    })?;
    read.map_err(|error| trouble(error, &path))?;
    Ok(Exit::Done)
}
