//! `directory show|list|problems`: the HSA directory by itself, without a guideline.

use crate::cli::args::{
    DirectoryArgs, DirectoryListArgs, DirectoryProblemsArgs, DirectoryShowArgs, DirectoryVerb, ListFormat, PlainFormat,
    SelectionArgs,
};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::load::{self, DirectoryRead};
use crate::cli::session::Session;
use crate::cli::settings::Typed;
use crate::model::directory::{DirectoryKind, Selection, UnitIx};
use crate::model::facts::UnitState;
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::needs::Needs;
use crate::model::source::SourceKind;
use crate::report::directory::{FlawGroup, Flaws, List, UnitPage};
use crate::report::words::Words;
use crate::source::locate::Locator;
use crate::text::Message;

/// How many places of a kind of flaw a person is shown, unless the kind was asked for.
const PLACES: usize = 5;

/// Runs a command of `directory`.
pub(super) fn run(verb: DirectoryVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        DirectoryVerb::Show(args) => show(&args, session),
        DirectoryVerb::List(args) => list(&args, session),
        DirectoryVerb::Problems(args) => problems(&args, session),
    }
}

fn show(args: &DirectoryShowArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let read = read(&args.from, session)?;
    let Some(unit) = read.directory.unit(&args.unit) else { return Err(no_such_unit(&args.unit, &read, session)?) };
    let words = Words::new(session.words.lang());
    let locator = Locator::new(&read.sources, read.mapping.as_ref());
    let mut locate = |place: &_| locator.locate(place);
    let page = UnitPage { directory: &read.directory, unit, today: read.today(), sources: &read.sources.files };
    match args.format {
        PlainFormat::Table => session.lay_out(|sheet| page.table(&words, sheet, &mut locate))?,
        PlainFormat::Json => session.print(&page.json(&mut locate))?,
    }
    session.tell_failed(&read.sources)?;
    Ok(read.exit())
}

fn list(args: &DirectoryListArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let read = read(&args.from, session)?;
    let units = selected(&read, &args.selection, &args.kind, session)?;
    let list = List { directory: &read.directory, units: &units, today: read.today() };
    let words = Words::new(session.words.lang());
    match args.format {
        ListFormat::Table => session.lay_out(|sheet| list.table(&words, sheet))?,
        ListFormat::Csv => session.write_page(|_, out| list.csv(&words, out))?,
        ListFormat::Json => session.print(&list.json())?,
    }
    session.tell_failed(&read.sources)?;
    Ok(read.exit())
}

fn problems(args: &DirectoryProblemsArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let read = read(&args.from, session)?;
    let all = args.selection.county.is_none() && args.selection.under.is_empty() && !args.selection.active;
    let units = selected(&read, &args.selection, &[], session)?;
    let of_units = units.iter().flat_map(|ix| read.directory.flaws_of(*ix).map(move |flaw| (*flaw, Some(*ix))));
    // Records that became no unit belong to no selection, and to the directory as a whole.
    let of_none = read.directory.flaws_of_none().filter(|_| all).map(|flaw| (*flaw, None));
    let wanted = |flaw: &(crate::model::directory::Flaw, Option<UnitIx>)| {
        args.flaw.is_empty() || args.flaw.contains(&flaw.0.kind)
    };
    let flaws = Flaws {
        directory: &read.directory,
        units: units.len(),
        groups: FlawGroup::of(of_units.chain(of_none).filter(wanted)),
        shown: args.flaw.is_empty().then_some(PLACES),
    };
    let words = Words::new(session.words.lang());
    let locator = Locator::new(&read.sources, read.mapping.as_ref());
    let mut locate = |place: &_| locator.locate(place);
    match args.format {
        ListFormat::Table => session.lay_out(|sheet| flaws.table(&words, sheet, &mut locate))?,
        ListFormat::Csv => session.write_page(|_, out| flaws.csv(&words, out, &mut locate))?,
        ListFormat::Json => session.print(&flaws.json(&mut locate))?,
    }
    session.tell_failed(&read.sources)?;
    Ok(read.exit())
}

/// Reads what the settings and flags name as the directory.
fn read(from: &DirectoryArgs, session: &mut Session<'_>) -> Result<DirectoryRead, CliError> {
    let sources = from.sources();
    let mut settings = session.settings(Typed { sources: &sources, exports: &[] })?;
    settings.inputs.retain(|input| input.kind == SourceKind::Directory);
    if settings.inputs.is_empty() {
        let error = CliError::unusable(Message::new("cli-directory-none"));
        return Err(error.hint(Message::new("cli-directory-none-hint")));
    }
    let read = load::directory(&settings, &Needs::default(), from.jobs, session)?;
    if read.directory.is_empty() {
        // Nothing was read: what could not be is the answer.
        session.tell_failed(&read.sources)?;
        let error = CliError::new(Exit::Unusable.or_worse(read.exit()), Message::new("cli-directory-empty"));
        return Err(error);
    }
    Ok(read)
}

/// The units of a selection.
fn selected(
    read: &DirectoryRead,
    args: &SelectionArgs,
    kinds: &[DirectoryKind],
    session: &mut Session<'_>,
) -> Result<Vec<UnitIx>, CliError> {
    for id in &args.under {
        if read.directory.unit(id).is_none() {
            return Err(no_such_unit(id, read, session)?);
        }
    }
    let selection = Selection { county: args.county.clone(), under: args.under.clone(), kinds: kinds.to_vec() };
    let current = |ix: &UnitIx| read.directory.state(*ix, read.today()) == Field::Value(UnitState::Current);
    Ok(read.directory.selected(&selection).filter(|ix| !args.active || current(ix)).collect())
}

fn no_such_unit(id: &HsaId, read: &DirectoryRead, session: &mut Session<'_>) -> Result<CliError, CliError> {
    session.tell_failed(&read.sources)?;
    let message = Message::new("cli-no-such-unit").with("unit", id.as_str());
    let near = crate::policy::problem::did_you_mean(id.as_str(), read.directory.ids().map(HsaId::as_str));
    Ok(CliError::new(Exit::NoSuch.or_worse(read.exit()), message).hint_if(near))
}
