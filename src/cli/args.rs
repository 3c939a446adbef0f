//! What can be typed. Only names and shapes: every word of help comes from the catalogue (`help`), what an argument
//! means together with riktlinje.yaml is worked out in `settings`.

mod audit;
mod cases;
mod directory;
mod followup;
mod permission;
mod register;
mod report;
mod review;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound as _, Utc};
use chrono_tz::{Europe::Stockholm, Tz};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::model::hsa_id::HsaId;
use crate::model::personal_number;
use crate::model::tak::Consumer;
use crate::model::working_days::{end_of_day, in_stockholm};
use crate::text::Lang;

pub(crate) use audit::AuditArgs;
pub(crate) use cases::{By, CaseLogArgs, CasesDeadlineArgs, CasesOverdueArgs, CasesSummaryArgs, CasesVerb, LimitArgs};
pub(crate) use directory::{
    DirectoryArgs, DirectoryListArgs, DirectoryProblemsArgs, DirectoryShowArgs, DirectoryVerb, ListFormat,
    SelectionArgs, county,
};

pub(crate) use followup::{ConfirmArgs, ReconcileArgs, TodoArgs, TodoListArgs, TodoVerb};
pub(crate) use permission::{
    ApplyArgs, ConsentArgs, DueArgs, HistoryArgs, ImportArgs, PermissionExplainArgs, PermissionExportArgs,
    PermissionListArgs, PermissionShowArgs, PermissionVerb, RegisterArgs, Then, UndoArgs, WhoArgs, WhyArgs, WriteArgs,
};
pub(crate) use register::{
    ActorVerb, BackupArgs, BindArgs, ClinicChangeArgs, ClinicVerb, CopyArgs, ErasePersonArgs, JournalVerb,
    RegisterInitArgs, RegisterSettingsArgs, RegisterStatusArgs, RegisterVerb, RestoreArgs, SnapshotArgs, TakeoverArgs,
    UnbindArgs, VerifyArgs,
};
pub(crate) use report::{ActionsArgs, ReportArgs};
pub(crate) use review::{
    ReviewCloseArgs, ReviewDecideArgs, ReviewListArgs, ReviewOpenArgs, ReviewReportArgs, ReviewVerb,
};

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "riktlinje", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub(crate) global: Global,
    /// The command.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The language of what people read.
    #[arg(long, alias = "language", value_enum, global = true, value_name = "LANG")]
    pub(crate) lang: Option<LangArg>,
    /// No progress and no remarks on stderr; errors are still told.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// When to use colour.
    #[arg(long, value_enum, default_value = "auto", global = true, value_name = "WHEN")]
    pub(crate) color: Colour,
    /// Help.
    #[arg(long, short, action = ArgAction::Help, global = true)]
    pub(crate) help: Option<bool>,
    /// Version.
    #[arg(long, short = 'V', action = ArgAction::Version)]
    pub(crate) version: Option<bool>,
}

/// The commands: English, with the guideline's Swedish words as aliases.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Judges every clinic.
    #[command(visible_aliases = ["granska"])]
    Audit(AuditArgs),
    /// Explains a rule, or its judgement of one clinic.
    #[command(visible_aliases = ["förklara", "forklara"])]
    Explain(ExplainArgs),
    /// What the rules see.
    #[command(visible_aliases = ["fakta"], subcommand_required = true, arg_required_else_help = true)]
    Facts {
        /// The command.
        #[command(subcommand)]
        verb: FactsVerb,
    },
    /// The guideline as rules.
    #[command(visible_aliases = ["regelverk"], subcommand_required = true, arg_required_else_help = true)]
    Policy {
        /// The command.
        #[command(subcommand)]
        verb: PolicyVerb,
    },
    /// The HSA directory.
    #[command(visible_aliases = ["katalog"], subcommand_required = true, arg_required_else_help = true)]
    Directory {
        /// The command.
        #[command(subcommand)]
        verb: DirectoryVerb,
    },
    /// The booking connection.
    #[command(visible_aliases = ["bokning"], subcommand_required = true, arg_required_else_help = true)]
    Booking {
        /// The command.
        #[command(subcommand)]
        verb: BookingVerb,
    },
    /// The case log: figures, what is late, when an answer is due.
    #[command(visible_aliases = ["ärenden", "arenden"], subcommand_required = true, arg_required_else_help = true)]
    Cases {
        /// The command.
        #[command(subcommand)]
        verb: CasesVerb,
    },
    /// Staff permissions: grant, pause, resume, revoke.
    #[command(visible_aliases = ["behörighet", "behorighet"], subcommand_required = true, arg_required_else_help = true)]
    Permission {
        /// The command.
        #[command(subcommand)]
        verb: PermissionVerb,
    },
    /// What is to be done soon.
    #[command(visible_aliases = ["snart"])]
    Due(DueArgs),
    /// A stored run again, in another format.
    #[command(visible_aliases = ["rapport"])]
    Report(ReportArgs),
    /// What is to be done about a stored run, and by whom.
    #[command(visible_aliases = ["åtgärder", "atgarder"])]
    Actions(ActionsArgs),
    /// The register against what other sources say.
    #[command(visible_aliases = ["stäm-av", "stam-av"])]
    Reconcile(ReconcileArgs),
    /// What remains to be done in the personnel tool.
    #[command(visible_aliases = ["att-göra", "att-gora"])]
    Todo(TodoArgs),
    /// Who has access, clinic by clinic, with a last day.
    #[command(visible_aliases = ["genomgång", "genomgang"], subcommand_required = true, arg_required_else_help = true)]
    Review {
        /// The command.
        #[command(subcommand)]
        verb: ReviewVerb,
    },
    /// Makes the changes of a plan.
    #[command(visible_aliases = ["verkställ", "verkstall"])]
    Apply(ApplyArgs),
    /// The register of permissions itself.
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Register {
        /// The command.
        #[command(subcommand)]
        verb: RegisterVerb,
    },
    /// The clinics of the register.
    #[command(visible_aliases = ["mottagning"], subcommand_required = true, arg_required_else_help = true)]
    Clinic {
        /// The command.
        #[command(subcommand)]
        verb: ClinicVerb,
    },
    /// Which accounts stand for whom.
    #[command(visible_aliases = ["konto"], subcommand_required = true, arg_required_else_help = true)]
    Actor {
        /// The command.
        #[command(subcommand)]
        verb: ActorVerb,
    },
    /// Who the register takes me for.
    #[command(visible_aliases = ["vem-är-jag", "vem-ar-jag"])]
    Whoami(RegisterArgs),
    /// The history, entry by entry.
    #[command(visible_aliases = ["logg"], subcommand_required = true, arg_required_else_help = true)]
    Journal {
        /// The command.
        #[command(subcommand)]
        verb: JournalVerb,
    },
    /// Makes a folder to begin from.
    #[command(visible_aliases = ["skapa"])]
    Init(InitArgs),
    /// Working days and days off of a year.
    #[command(visible_aliases = ["arbetsdagar"])]
    Workdays(WorkdaysArgs),
    /// Completion scripts for a shell.
    #[command(visible_aliases = ["komplettering"])]
    Completions(CompletionsArgs),
    /// Manual pages.
    #[command(visible_aliases = ["handbok"])]
    Man(ManArgs),
    /// Help on a command.
    #[command(visible_aliases = ["hjälp", "hjalp"])]
    Help(HelpArgs),
}

/// `facts …`
#[derive(Debug, Subcommand)]
pub(crate) enum FactsVerb {
    /// Every fact of one clinic.
    #[command(visible_aliases = ["visa"])]
    Show(ClinicShowArgs),
}

/// `booking …`
#[derive(Debug, Subcommand)]
pub(crate) enum BookingVerb {
    /// The booking connection of one clinic, contract by contract.
    #[command(visible_aliases = ["visa"])]
    Show(ClinicShowArgs),
}

/// `policy …`
#[derive(Debug, Subcommand)]
pub(crate) enum PolicyVerb {
    /// Finds every mistake.
    #[command(visible_aliases = ["kontrollera"])]
    Check(PolicyArgs),
    /// The rules in plain words.
    #[command(visible_aliases = ["visa"])]
    Show(PolicyArgs),
    /// The facts that rules can ask for.
    #[command(visible_aliases = ["fakta"])]
    Facts(PolicyFactsArgs),
    /// Which rules carry which clause, and from which source.
    #[command(visible_aliases = ["täckning", "tackning"])]
    Coverage(PolicyArgs),
    /// Tries the rules on their examples.
    #[command(visible_aliases = ["prova"])]
    Test(PolicyArgs),
}

/// Where the project stands, and after which guideline clinics are judged.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct ProjectArgs {
    /// The folder that holds riktlinje.yaml.
    #[arg(long, value_name = "DIR")]
    pub(crate) project: Option<PathBuf>,
    /// Policies, each a name or a folder.
    #[arg(long, value_name = "POLICY")]
    pub(crate) policy: Vec<String>,
}

/// What is read. Each replaces the same setting in riktlinje.yaml.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SourceArgs {
    /// The project and its policies.
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
    /// Lists of the clinics that must follow the guideline.
    #[arg(long, value_name = "FILE")]
    pub(crate) clinics: Vec<String>,
    /// What clinics declare that they prescribe and offer.
    #[arg(long, value_name = "FILE")]
    pub(crate) declarations: Vec<String>,
    /// The HSA directory: file export, LDIF, CSV, GetUnit.
    #[arg(long, value_name = "FILE")]
    pub(crate) directory: Vec<String>,
    /// Exports of TAK: routes and permissions of the booking contracts.
    #[arg(long, value_name = "FILE")]
    pub(crate) tak: Vec<String>,
    /// Who 1177 is in TAK.
    #[arg(long, value_name = "ID", value_parser = parse_consumer)]
    pub(crate) booking_consumer: Vec<Consumer>,
    /// Case logs.
    #[arg(long, value_name = "FILE")]
    pub(crate) cases: Vec<String>,
    /// The personnel tool's export of permissions.
    #[arg(long, value_name = "FILE")]
    pub(crate) permissions: Vec<String>,
    /// Staff lists.
    #[arg(long, value_name = "FILE")]
    pub(crate) staff: Vec<String>,
    /// Leave, from and to.
    #[arg(long, value_name = "FILE")]
    pub(crate) absence: Vec<String>,
    /// Attestations.
    #[arg(long, value_name = "FILE")]
    pub(crate) attestations: Vec<String>,
    /// Waivers.
    #[arg(long, value_name = "FILE")]
    pub(crate) waivers: Vec<String>,
    /// The register of permissions.
    #[arg(long, value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,
    /// What other headings and values mean.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// The instant that is judged.
    #[arg(long, value_name = "DATE", value_parser = AsOf::parse)]
    pub(crate) as_of: Option<AsOf>,
}

/// `explain`
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The rule.
    #[arg(value_name = "RULE")]
    pub(crate) explained: String,
    /// Judge this clinic, condition by condition.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) clinic: Option<HsaId>,
    /// Clinic exports.
    #[arg(long, value_name = "EXPORT")]
    pub(crate) exports: Vec<String>,
    /// What is read.
    #[command(flatten)]
    pub(crate) sources: SourceArgs,
    /// How many cores to use.
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    pub(crate) jobs: Option<usize>,
}

/// `facts show`, `booking show`
#[derive(Debug, Args)]
pub(crate) struct ClinicShowArgs {
    /// The clinic.
    #[arg(value_name = "CLINIC", value_parser = parse_clinic)]
    pub(crate) shown: HsaId,
    /// Clinic exports.
    #[arg(long, value_name = "EXPORT")]
    pub(crate) exports: Vec<String>,
    /// What is read.
    #[command(flatten)]
    pub(crate) sources: SourceArgs,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: PlainFormat,
    /// How many cores to use.
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    pub(crate) jobs: Option<usize>,
}

/// `policy check`, `show`, `coverage`, `test`
#[derive(Debug, Args)]
pub(crate) struct PolicyArgs {
    /// Policies, each a name or a folder; else those of the project.
    #[arg(value_name = "POLICY")]
    pub(crate) policies: Vec<String>,
    /// The folder that holds riktlinje.yaml.
    #[arg(long, value_name = "DIR")]
    pub(crate) project: Option<PathBuf>,
}

/// `policy facts`
#[derive(Debug, Args)]
pub(crate) struct PolicyFactsArgs {
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: PlainFormat,
}

/// `init`
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder; it is made if it is missing.
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

/// `workdays`
#[derive(Debug, Args)]
pub(crate) struct WorkdaysArgs {
    /// The year.
    #[arg(value_name = "YEAR", value_parser = parse_year)]
    pub(crate) year: i32,
    /// More days off: an eve by name, or a date.
    #[arg(long, value_name = "DAY")]
    pub(crate) also_off: Vec<String>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: PlainFormat,
}

/// `completions`
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

/// `man`
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The folder; it is made if it is missing.
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

/// `help`
#[derive(Debug, Args)]
pub(crate) struct HelpArgs {
    /// The command, such as `policy check`.
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Vec<OsString>,
}

/// A language, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::Sv => Self::Sv,
            LangArg::En => Self::En,
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How a listing is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlainFormat {
    /// For a person at a terminal.
    Table,
    /// For programs.
    Json,
}

/// A format of the report and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormatArg {
    /// The format's name, as typed.
    pub(crate) name: String,
    /// The file; `None` for standard output.
    pub(crate) file: Option<PathBuf>,
}

impl FormatArg {
    fn parse(text: &str) -> Result<Self, BadValue> {
        match text.split_once('=') {
            Some((_, "")) => Err(BadValue),
            Some((name, "-")) => Ok(Self { name: name.to_owned(), file: None }),
            Some((name, file)) => Ok(Self { name: name.to_owned(), file: Some(PathBuf::from(file)) }),
            None => Ok(Self { name: text.to_owned(), file: None }),
        }
    }
}

/// The instant that is judged, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AsOf(pub(crate) DateTime<Tz>);

impl AsOf {
    /// A date (the end of that day in Sweden), a local date and time, or an instant with its offset.
    pub(crate) fn parse(text: &str) -> Result<Self, BadValue> {
        if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return within(end_of_day(date));
        }
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return within(instant.with_timezone(&Stockholm));
        }
        let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"];
        let local = local.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
        local.map(in_stockholm).ok_or(BadValue).and_then(within)
    }

    /// The instant now, in whole seconds as every instant is written.
    #[must_use]
    pub(crate) fn now(now: DateTime<Utc>) -> Self {
        Self(now.trunc_subsecs(0).with_timezone(&Stockholm))
    }
}

fn within(instant: DateTime<Tz>) -> Result<AsOf, BadValue> {
    use chrono::Datelike as _;
    // Outside these years there is no calendar of working days, and most likely a slip of the finger.
    if crate::model::working_days::YEARS.contains(&instant.year()) { Ok(AsOf(instant)) } else { Err(BadValue) }
}

fn parse_jobs(text: &str) -> Result<usize, BadValue> {
    text.parse().ok().filter(|jobs| (1..=256).contains(jobs)).ok_or(BadValue)
}

fn parse_year(text: &str) -> Result<i32, BadValue> {
    text.parse().ok().filter(|year| crate::model::working_days::YEARS.contains(year)).ok_or(BadValue)
}

/// A system's name in TAK, as an argument or a setting gives it.
pub(crate) fn parse_consumer(text: &str) -> Result<Consumer, BadValue> {
    Consumer::parse(text).filter(|consumer| personal_number::find(consumer.as_str()).is_none()).ok_or(BadValue)
}

fn parse_clinic(text: &str) -> Result<HsaId, BadValue> {
    HsaId::parse(text).map_err(|_| BadValue)
}

/// A value that does not fit its argument. `usage` says what would, from the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the value does not fit the argument")]
pub(crate) struct BadValue;

#[cfg(test)]
mod tests {
    use super::{AsOf, FormatArg};

    #[test]
    fn a_date_means_the_end_of_that_day_in_sweden() {
        for (text, instant) in [
            ("2026-11-20", "2026-11-20T23:59:59+01:00"),
            ("2026-07-01", "2026-07-01T23:59:59+02:00"),
            ("2026-11-20T12:30", "2026-11-20T12:30:00+01:00"),
            ("2026-11-20 12:30:15", "2026-11-20T12:30:15+01:00"),
            ("2026-11-20T12:30:00Z", "2026-11-20T13:30:00+01:00"),
        ] {
            assert_eq!(AsOf::parse(text).expect("it is an instant").0.to_rfc3339(), instant, "{text}");
        }
        for text in ["", "igår", "2026-13-01", "20-11-2026", "0226-11-20", "20261-11-20"] {
            assert!(AsOf::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_format_may_name_its_file() {
        let parsed = FormatArg::parse("json=ut/a=b.json").expect("a format and a file");
        assert_eq!((parsed.name.as_str(), parsed.file), ("json", Some("ut/a=b.json".into())));
        assert_eq!(FormatArg::parse("json=-").expect("standard output").file, None);
        assert!(FormatArg::parse("json=").is_err());
    }
}
