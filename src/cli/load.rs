//! Reads the sources that the settings name, once the policies have said what is needed of them.
#![expect(clippy::disallowed_methods, reason = "the mapping file is read here")]

use std::path::Path;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::args::{AsOf, Then};
use super::decisions;
use super::error::{CliError, Level, Mistake, Mistakes, shown};
use super::exit::Exit;
use super::meant;
use super::progress::Bar;
use super::register::{Home, open_quietly, trouble};
use super::session::Session;
use super::settings::Settings;
use crate::audit;
use crate::case_log::{self, Digests, Duplicates, Grouping, Now, Query, Spreads};
use crate::model::directory::{Directory, Selection};
use crate::model::facts::{ClinicFacts, Facts};
use crate::model::hsa_id::HsaId;
use crate::model::ladder::Ladder;
use crate::model::measured::FollowUp;
use crate::model::needs::Needs;
use crate::model::permission::DecisionRecord;
use crate::model::place::FileIx;
use crate::model::source::{SourceFile, SourceKind};
use crate::permission::holding::Moment;
use crate::permission::ledger::LedgerError;
use crate::source::mapping::Mapping;
use crate::source::{FailedInput, Https, Limits, LoadOptions, SourceText, Sources, load};
use crate::text::Message;

/// Of the cases that speak against an answer, so many are shown.
const EXAMPLES: usize = 3;

/// What was read, joined clinic by clinic.
#[derive(Debug)]
pub(crate) struct Read {
    /// The sources; what was joined has been taken out of them.
    pub(crate) sources: Sources,
    /// The facts.
    pub(crate) facts: Facts,
    /// What other headings and values mean.
    pub(crate) mapping: Option<Mapping>,
    /// The instant that is judged.
    pub(crate) as_of: DateTime<Tz>,
}

impl Read {
    /// A clinic.
    ///
    /// # Errors
    /// There is none such: exit 5, or worse where a source that may hold it could not be read.
    pub(crate) fn clinic(&self, id: &HsaId, session: &mut Session<'_>) -> Result<&ClinicFacts, CliError> {
        let found = self.facts.clinics.iter().find(|clinic| clinic.hsa_id == *id);
        match found {
            Some(clinic) => Ok(clinic),
            None => Err(self.no_such_clinic(id, session)?),
        }
    }

    /// Says that a clinic is neither in the list nor in any export, after what could not be read.
    pub(crate) fn no_such_clinic(&self, id: &HsaId, session: &mut Session<'_>) -> Result<CliError, CliError> {
        session.tell_failed(&self.sources)?;
        let message = Message::new("cli-no-such-clinic").with("clinic", id.as_str());
        let exit = Exit::NoSuch.or_worse(self.exit());
        let meant = meant::clinic(id, self.facts.clinics.iter().map(|clinic| &clinic.hsa_id));
        Ok(CliError::new(exit, message).hint_if(meant).hint(Message::new("cli-no-such-clinic-hint")))
    }

    /// How the program ends for the sources' sake: a declared source that is missing is never exit 0.
    pub(crate) fn exit(&self) -> Exit {
        failed(&self.sources)
    }
}

/// Reads and joins everything.
///
/// # Errors
/// Nothing to read, or a mapping file that cannot be used. A source that cannot be read is no error here: it stands
/// in [`Sources::failed`], and the report tells of it.
pub(crate) fn read(
    settings: &Settings,
    needs: &Needs,
    jobs: Option<usize>,
    session: &mut Session<'_>,
) -> Result<Read, CliError> {
    check(settings)?;
    let DirectoryRead { mut sources, directory, mapping, as_of } = directory(settings, needs, jobs, session)?;
    let cases = settings.reads(SourceKind::Cases).then(|| {
        let ladder = Ladder::of(&needs.measures);
        let measures = ladder.map_or_else(|| needs.measures.clone(), |ladder| ladder.asked(&needs.measures));
        let query = Query {
            measures: &measures,
            by: &[Grouping::CLINIC, Grouping::CLINIC_AND_TYPE],
            spread: Spreads::Left,
            clinics: &[],
            late: None,
            now: judged(settings, as_of),
            duplicates: Duplicates::Found,
            examples: EXAMPLES,
            digests: Digests::Taken,
        };
        let bar = Bar::new(session);
        let options = options((needs, mapping.as_ref()), (jobs, &bar), session);
        case_log::read(&settings.inputs, &options, &query, &mut sources)
    });
    if let Some(selection) = &settings.population {
        populate(&mut sources, selection, (&directory, as_of.date_naive()))?;
    }
    let (decisions, follow_up) = register(settings, as_of, &mut sources, session)?;
    let terms = audit::Terms {
        decisions: &decisions,
        follow_up,
        as_of,
        directory: &directory,
        booking_consumers: &settings.booking_consumers,
        cases: cases.as_ref(),
    };
    let facts = audit::join(&mut sources, needs, terms);
    Ok(Read { sources, facts, mapping, as_of })
}

/// What the register says was decided, as it was at the instant that is judged, where the settings name one or one lies
/// beside them. One that cannot be read is told among the sources.
fn register(
    settings: &Settings,
    as_of: DateTime<Tz>,
    sources: &mut Sources,
    session: &mut Session<'_>,
) -> Result<(Vec<DecisionRecord>, FollowUp), CliError> {
    let written = settings.register();
    let place = Home::of(&written)?;
    let is_file = matches!(place, Home::File(_));
    let is_there = !is_file || session.world.cwd.join(&written).is_file();
    if settings.register.is_none() && (settings.file.is_none() || !is_there) {
        return Ok((Vec::new(), FollowUp::default()));
    }
    let name: Box<str> = place.shown().into();
    let file = FileIx(u32::try_from(sources.files.len()).unwrap_or(u32::MAX));
    let then = settings.as_of.map(|_| Then::At(AsOf(as_of)));
    let now = Moment::at(session.world.now);
    let read = if is_there {
        open_quietly(&place, session).and_then(|mut ledger| {
            let doubt = ledger.doubt().cloned();
            decisions::read(&mut *ledger, (then, now)).map(|read| (read, doubt))
        })
    } else {
        Err(LedgerError::Unavailable(Message::new("source-not-found")))
    };
    if read.as_ref().is_ok_and(|(read, _)| !read.begun) {
        // On the day that is judged there was no register yet.
        return Ok((Vec::new(), FollowUp::default()));
    }
    let mut follow_up = FollowUp::default();
    let bytes = std::fs::metadata(session.world.cwd.join(&written)).map_or(0, |file| file.len());
    let (mut records, digest, notes) = match read {
        Ok((read, doubt)) => {
            sources.supplied.insert(SourceKind::Register);
            follow_up = read.follow_up;
            (read.records, read.end.head.to_string(), doubt.into_iter().collect())
        }
        Err(LedgerError::Unavailable(why) | LedgerError::Integrity(why)) => {
            sources.failed.push(FailedInput {
                kind: SourceKind::Register,
                name: name.clone(),
                message: why,
                advice: None,
                at: None,
                remote: !is_file,
            });
            (Vec::new(), String::new(), Vec::new())
        }
        Err(error) => return Err(trouble(error, &place)),
    };
    for record in &mut records {
        record.record.file = file;
    }
    sources.files.push(SourceFile {
        kind: SourceKind::Register,
        name,
        format: if is_file { "riktlinje/register/v1 (sqlite)" } else { "riktlinje/register/v1 (postgresql)" }.into(),
        bytes,
        digest: digest.into(),
        // It is read as it was at the instant that is judged.
        taken_at: Some(as_of.fixed_offset()),
        records: records.len() as u64,
        left_out: 0,
        notes,
    });
    sources.texts.push(SourceText::of_a_register());
    Ok((records, follow_up))
}

/// The clinics that a selection from the directory means take the place of a list.
fn populate(
    sources: &mut Sources,
    selection: &Selection,
    (directory, today): (&Directory, NaiveDate),
) -> Result<(), CliError> {
    if let Some(id) = selection.under.iter().find(|id| !directory.is_empty() && directory.unit(id).is_none()) {
        return Err(CliError::unusable(Message::new("cli-population-under").with("unit", id.as_str())));
    }
    sources.listed = audit::directory::select(directory, selection, today);
    // A directory that could not be read says of no clinic that it is missing.
    if !sources.listed.is_empty() {
        sources.supplied.insert(SourceKind::Clinics);
    }
    Ok(())
}

/// What was read, with its directory put together and the rest still as it was read.
#[derive(Debug)]
pub(crate) struct DirectoryRead {
    /// The sources; the records of the directory have been taken out of them.
    pub(crate) sources: Sources,
    /// The units.
    pub(crate) directory: Directory,
    /// What other headings and values mean.
    pub(crate) mapping: Option<Mapping>,
    /// The instant that is judged.
    pub(crate) as_of: DateTime<Tz>,
}

impl DirectoryRead {
    /// The day on which units are current.
    pub(crate) fn today(&self) -> NaiveDate {
        self.as_of.date_naive()
    }

    /// How the program ends for the sources' sake.
    pub(crate) fn exit(&self) -> Exit {
        failed(&self.sources)
    }
}

/// Reads everything, and puts the directory together.
///
/// # Errors
/// A mapping file that cannot be used.
pub(crate) fn directory(
    settings: &Settings,
    needs: &Needs,
    jobs: Option<usize>,
    session: &mut Session<'_>,
) -> Result<DirectoryRead, CliError> {
    let (mut sources, mapping) = sources(settings, needs, jobs, session)?;
    let as_of = settings.as_of.unwrap_or_else(|| AsOf::now(session.world.now)).0;
    let records = (std::mem::take(&mut sources.directory), std::mem::take(&mut sources.flaws));
    let directory = Directory::new(records.0, records.1, as_of.date_naive());
    Ok(DirectoryRead { sources, directory, mapping, as_of })
}

/// Loads what the settings name.
///
/// # Errors
/// A mapping file that cannot be used.
pub(crate) fn sources(
    settings: &Settings,
    needs: &Needs,
    jobs: Option<usize>,
    session: &mut Session<'_>,
) -> Result<(Sources, Option<Mapping>), CliError> {
    let mapping = settings.mapping.as_deref().map(|path| mapping(path, needs, session)).transpose()?;
    let bar = Bar::new(session);
    let sources = load(&settings.inputs, &options((needs, mapping.as_ref()), (jobs, &bar), session));
    Ok((sources, mapping))
}

/// How sources are read.
pub(crate) fn options<'o>(
    (needs, mapping): (&'o Needs, Option<&'o Mapping>),
    (jobs, bar): (Option<usize>, &'o Bar),
    session: &'o Session<'_>,
) -> LoadOptions<'o> {
    LoadOptions {
        needs,
        mapping,
        jobs: jobs.unwrap_or(session.world.cores),
        progress: bar,
        stdin: &*session.world.stdin,
        cwd: &session.world.cwd,
        limits: Limits::default(),
        https: Https::default(),
    }
}

/// The instant that a case log is judged at: when it was taken out, where that is said and came before the instant of the
/// run. What happened afterwards it cannot tell of, and nothing in it has waited since.
pub(crate) fn judged(settings: &Settings, as_of: DateTime<Tz>) -> Now {
    let logs = settings.inputs.iter().filter(|input| input.kind == SourceKind::Cases);
    let taken = logs.filter_map(|input| input.taken_at).min().map(|taken| taken.with_timezone(&as_of.timezone()));
    match (taken.filter(|taken| *taken < as_of), settings.as_of) {
        (Some(taken), _) => Now::Then(taken),
        (None, Some(_)) => Now::Then(as_of),
        (None, None) => Now::Really(as_of),
    }
}

/// How the program ends for the sources' sake: a declared source that is missing is never exit 0.
pub(crate) fn failed(sources: &Sources) -> Exit {
    let of_one = |remote| if remote { Exit::Unavailable } else { Exit::Unusable };
    sources.failed.iter().fold(Exit::Done, |exit, failed| exit.or_worse(of_one(failed.remote)))
}

/// What can be seen to be wrong before anything is read.
///
/// # Errors
/// Nothing to read, or standard input twice.
pub(crate) fn check(settings: &Settings) -> Result<(), CliError> {
    if settings.inputs.iter().filter(|input| &*input.location == "-").count() > 1 {
        return Err(CliError::unusable(Message::new("cli-stdin-twice")));
    }
    if settings.population.is_some() && !settings.reads(SourceKind::Directory) {
        let error = CliError::unusable(Message::new("cli-population-no-directory"));
        return Err(error.hint(Message::new("cli-directory-none-hint")));
    }
    if !settings.reads(SourceKind::Exports) && !settings.reads(SourceKind::Clinics) && settings.population.is_none() {
        let error = CliError::unusable(Message::new("cli-nothing-to-read"));
        return Err(match &settings.file {
            Some(file) => error.hint(Message::new("cli-nothing-in-settings").with("file", shown(file))),
            None => error.hint(Message::new("cli-nothing-to-read-hint")),
        });
    }
    Ok(())
}

fn mapping(path: &Path, needs: &Needs, session: &Session<'_>) -> Result<Mapping, CliError> {
    let bytes = std::fs::read(session.world.cwd.join(path)).map_err(|error| CliError::cannot_read(path, error))?;
    let text = String::from_utf8(bytes).map_err(|_| CliError::cannot_read(path, std::io::ErrorKind::InvalidData))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Mapping::parse(text, needs).map_err(|problems| {
        let mistakes: Vec<Mistake> = problems
            .into_iter()
            .map(|problem| Mistake {
                span: problem.span,
                message: problem.message,
                advice: problem.advice,
                level: Level::Error,
            })
            .collect();
        let message = Message::new("cli-settings-mistakes").with("file", shown(path)).with("count", mistakes.len());
        let drawn = vec![Mistakes { file: shown(path).into(), text: text.into(), mistakes }];
        CliError { drawn, ..CliError::unusable(message) }
    })
}
