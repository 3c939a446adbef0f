//! Reading the case logs, and what else pages about them need: the names of clinics.

use std::collections::BTreeMap;

use chrono::DateTime;
use chrono_tz::Tz;

use super::yardstick::Yardstick;
use crate::case_log::{self, Digests, Duplicates, Grouping, Late, Query, Spreads};
use crate::cli::args::{CaseLogArgs, LimitArgs};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::load::{self, DirectoryRead};
use crate::cli::meant;
use crate::cli::progress::Bar;
use crate::cli::session::Session;
use crate::cli::settings::{Settings, Typed};
use crate::model::case_log::CaseLog;
use crate::model::hsa_id::HsaId;
use crate::model::measure::Measure;
use crate::model::needs::Needs;
use crate::model::source::{Problem, SourceKind};
use crate::report::cases::{About, Unchecked};
use crate::text::Message;

/// What is about to be read.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    args: &'a CaseLogArgs,
    settings: Settings,
    /// What cases are measured by.
    pub(super) yardstick: Yardstick,
}

/// What is asked of the logs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'q> {
    /// The questions.
    pub(super) measures: &'q [Measure],
    /// Which cases are told apart.
    pub(super) by: &'q [Grouping],
    /// Whether the spread of the time to answer is wanted.
    pub(super) spread: Spreads,
    /// How many late cases are wanted, where any are.
    pub(super) late: Option<usize>,
}

/// What was read.
#[derive(Debug)]
pub(super) struct LogRead {
    read: DirectoryRead,
    problems: Vec<Problem>,
    /// The log.
    pub(super) log: CaseLog,
    as_of: DateTime<Tz>,
    unchecked: Unchecked,
}

impl<'a> Asked<'a> {
    /// Works out what is to be read and by what it is measured.
    ///
    /// # Errors
    /// Mistakes in the settings or the policies; no case log at all.
    pub(super) fn new(args: &'a CaseLogArgs, limit: &LimitArgs, session: &mut Session<'_>) -> Result<Self, CliError> {
        let sources = args.sources();
        let mut settings = session.settings(Typed { sources: &sources, exports: &[] })?;
        if !settings.reads(SourceKind::Cases) {
            let error = CliError::unusable(Message::new("cases-none-given"));
            return Err(error.hint(Message::new("cases-none-given-hint")));
        }
        settings.inputs.retain(|input| matches!(input.kind, SourceKind::Cases | SourceKind::Clinics));
        if settings.inputs.iter().filter(|input| &*input.location == "-").count() > 1 {
            return Err(CliError::unusable(Message::new("cli-stdin-twice")));
        }
        let yardstick = Yardstick::new(&settings.policies, limit, session)?;
        Ok(Self { args, settings, yardstick })
    }

    /// Reads the logs.
    ///
    /// # Errors
    /// A mapping file that cannot be used; logs of which none can be read; a clinic that they have no case of.
    pub(super) fn read(&self, wanted: Wanted<'_>, session: &mut Session<'_>) -> Result<LogRead, CliError> {
        let none = Needs::default();
        let needs = self.yardstick.needs().unwrap_or(&none);
        let mut read = load::directory(&self.settings, needs, self.args.jobs, session)?;
        let limit = self.yardstick.limit();
        let unchecked = if self.args.no_duplicates_check { Unchecked::Asked } else { Unchecked::NotAsked };
        let now = load::judged(&self.settings, read.as_of);
        let query = Query {
            measures: wanted.measures,
            by: wanted.by,
            spread: wanted.spread,
            clinics: &self.args.clinic,
            late: wanted.late.map(|at_most| Late { limit: limit.within, terms: limit.terms, at_most }),
            now,
            duplicates: if unchecked == Unchecked::Asked { Duplicates::Unchecked } else { Duplicates::Found },
            examples: 0,
            // No page of these commands tells them.
            digests: Digests::Left,
        };
        let log = {
            let bar = Bar::new(session);
            let options = load::options((needs, read.mapping.as_ref()), (self.args.jobs, &bar), session);
            case_log::read(&self.settings.inputs, &options, &query, &mut read.sources)
        };
        session.tell_failed(&read.sources)?;
        let is_of_log = |problem: &&Problem| {
            let file = read.sources.files.get(problem.place.record.file.0 as usize);
            file.is_some_and(|file| file.kind == SourceKind::Cases)
        };
        let problems = read.sources.problems.iter().filter(is_of_log).cloned().collect();
        let read = LogRead { read, problems, log, as_of: now.instant(), unchecked };
        self.check(&read)?;
        Ok(read)
    }

    /// Whether anything came of it.
    fn check(&self, read: &LogRead) -> Result<(), CliError> {
        let sources = &read.read.sources;
        let logs = sources.files.iter().filter(|file| file.kind == SourceKind::Cases).count();
        let failed = sources.failed.iter().filter(|failed| failed.kind == SourceKind::Cases).count();
        if failed > 0 && failed >= logs {
            return Err(CliError::new(read.exit(), Message::new("cases-none-read")));
        }
        let has = |id: &HsaId| read.log.groups.iter().any(|group| group.clinic.as_ref() == Some(id));
        if let Some(id) = self.args.clinic.iter().find(|id| !has(id)) {
            let message = Message::new("cases-no-such-clinic").with("clinic", id.as_str());
            let error = CliError::new(Exit::NoSuch.or_worse(read.exit()), message);
            let clinics = read.log.groups.iter().filter_map(|group| group.clinic.as_ref());
            let meant = meant::clinic(id, clinics);
            return Err(error.hint_if(meant).hint(Message::new("cases-no-such-clinic-hint")));
        }
        Ok(())
    }
}

impl LogRead {
    /// What clinics are called, as far as a list of clinics says it.
    pub(super) fn names(&self) -> BTreeMap<&HsaId, &str> {
        let listed = self.read.sources.listed.iter();
        listed.filter_map(|listed| Some((&listed.hsa_id, &**listed.name.value()?))).collect()
    }

    /// What pages say of what they rest on.
    pub(super) fn about<'r>(&'r self, yardstick: &'r Yardstick, names: &'r BTreeMap<&'r HsaId, &'r str>) -> About<'r> {
        About {
            log: &self.log,
            files: &self.read.sources.files,
            problems: &self.problems,
            as_of: self.as_of,
            limit: yardstick.limit(),
            unchecked: self.unchecked,
            names,
        }
    }

    /// How the program ends for the sources' sake.
    pub(super) fn exit(&self) -> Exit {
        self.read.exit()
    }
}
