//! `cases deadline`: when a case must be answered, and why.

use super::yardstick::Yardstick;
use crate::cli::args::{CasesDeadlineArgs, PlainFormat, SourceArgs};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::settings::Typed;
use crate::report::cases::{DeadlinePage, Received};
use crate::report::words::Words;
use crate::text::Message;

pub(super) fn run(args: &CasesDeadlineArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let sources = SourceArgs { project: args.project.clone(), ..SourceArgs::default() };
    let settings = session.settings(Typed { sources: &sources, exports: &[] })?;
    let yardstick = Yardstick::new(&settings.policies, &args.limit, session)?;
    let page = DeadlinePage { received: args.received, limit: yardstick.limit() };
    if let (Received::Day(day), true) = (args.received, page.needs_time_of_day()) {
        let error = CliError::unusable(Message::new("cases-deadline-needs-time"));
        let example = format!("{day}T15:00");
        return Err(error.hint(Message::new("cases-deadline-needs-time-hint").with("example", example)));
    }
    match args.format {
        PlainFormat::Table => {
            let words = Words::new(session.words.lang());
            session.lay_out(|sheet| page.table(&words, sheet))?;
        }
        PlainFormat::Json => session.print(&page.json())?,
    }
    Ok(Exit::Done)
}
