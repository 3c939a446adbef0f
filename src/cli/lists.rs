//! Tables that a command of the register takes in: read as an audit reads them, but with nothing left out. One bad row
//! and nothing happens.

use chrono::NaiveDate;

use super::args::RegisterArgs;
use super::error::{CliError, shown};
use super::load;
use super::session::Session;
use super::settings::Settings;
use crate::model::needs::Needs;
use crate::model::place::Place;
use crate::model::source::{Problem, ProblemLevel, SourceFile, SourceKind};
use crate::report::words::Words;
use crate::source::locate::Locator;
use crate::source::mapping::Mapping;
use crate::source::{Input, Sources};
use crate::text::Message;

/// How many bad rows are told one by one.
const TOLD: usize = 20;

/// A list with less than this share of the last one's rows may be a file that was cut short, in percent.
const SMALLER: u64 = 80;

/// Whether a list is so much smaller than the last that it may have been cut short.
pub(crate) fn is_much_smaller(rows: u64, last: u64) -> bool {
    rows * 100 < last * SMALLER
}

/// What was read.
#[derive(Debug)]
pub(crate) struct Lists {
    /// The sources.
    pub(crate) sources: Sources,
    /// What other headings and values mean.
    mapping: Option<Mapping>,
}

impl Lists {
    fn files(&self, kind: SourceKind) -> impl Iterator<Item = &SourceFile> {
        self.sources.files.iter().filter(move |file| file.kind == kind)
    }

    /// The day on which the lists of a kind were taken out, if each says it: the earliest.
    pub(crate) fn taken(&self, kind: SourceKind) -> Option<NaiveDate> {
        self.files(kind).map(|file| file.taken_at.map(|at| at.date_naive())).min().flatten()
    }

    /// SHA-256 of the lists of a kind, over those of the files.
    pub(crate) fn digest(&self, kind: SourceKind) -> Box<str> {
        let digests: Vec<&str> = self.files(kind).map(|file| &*file.digest).collect();
        crate::model::digest::sha256(digests.join("\n").as_bytes())
    }

    /// Says where something stands, as people write it.
    pub(crate) fn places<'s>(&'s self, session: &Session<'_>) -> impl Fn(&Place) -> String + use<'s> {
        let locator = Locator::new(&self.sources, self.mapping.as_ref());
        let words = Words::new(session.words.lang());
        move |place| words.place_in_short(&locator.locate(place))
    }
}

/// Reads tables.
///
/// # Errors
/// One that cannot be read, or a row that cannot be used: each by its line.
pub(crate) fn read(register: &RegisterArgs, inputs: Vec<Input>, session: &mut Session<'_>) -> Result<Lists, CliError> {
    if let Some(folder) = inputs.iter().find(|input| session.world.cwd.join(&*input.location).is_dir()) {
        return Err(CliError::cannot_read(folder.location.as_ref().as_ref(), std::io::ErrorKind::IsADirectory));
    }
    let project = Settings::of_project(&session.world.cwd, register.project.as_deref())?;
    let settings = Settings { inputs, mapping: project.mapping, ..Settings::default() };
    let (sources, mapping) = load::sources(&settings, &Needs::default(), None, session)?;
    if !sources.failed.is_empty() {
        session.tell_failed(&sources)?;
        let names: Vec<String> = sources.failed.iter().map(|failed| failed.name.to_string()).collect();
        return Err(CliError::new(load::failed(&sources), Message::new("register-lists-failed").with("names", names)));
    }
    let lists = Lists { sources, mapping };
    let place = lists.places(session);
    let bad = |problem: &&Problem| problem.level == ProblemLevel::Error;
    let faults: Vec<(String, Message)> = lists
        .sources
        .problems
        .iter()
        .filter(bad)
        .map(|problem| (place(&problem.place), problem.message.clone()))
        .collect();
    drop(place);
    if faults.is_empty() { Ok(lists) } else { Err(refused(faults)) }
}

/// Rows that cannot be used, each with why.
pub(crate) fn refused(faults: Vec<(String, Message)>) -> CliError {
    let mut error = CliError::unusable(Message::new("register-rows-unusable").with("count", faults.len()));
    for (row, why) in faults.into_iter().take(TOLD) {
        error = error.detail(Message::new("register-row").with("row", row).with("why", why));
    }
    error
}

/// How a file is named in what is told.
pub(crate) fn named(files: &[String]) -> String {
    let names: Vec<String> = files.iter().map(|file| shown(file.as_ref())).collect();
    names.join(", ")
}
