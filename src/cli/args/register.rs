//! `register …`, `actor …`, `clinic …`, `journal …`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::directory::word;
use super::permission::{RegisterArgs, WriteArgs, account, date};
use super::{ListFormat, PlainFormat, parse_clinic};
use crate::model::hsa_id::HsaId;
use crate::permission::scope::AppointedBy;

/// `register …`
#[derive(Debug, Subcommand)]
pub(crate) enum RegisterVerb {
    /// Begins a register.
    #[command(visible_aliases = ["skapa"])]
    Init(RegisterInitArgs),
    /// How it stands.
    #[command(visible_aliases = ["läge", "lage"])]
    Status(RegisterStatusArgs),
    /// Whether it is what was written.
    #[command(visible_aliases = ["kontrollera"])]
    Verify(VerifyArgs),
    /// Three lines to keep elsewhere.
    #[command(visible_aliases = ["kontrollpunkt"])]
    Checkpoint(RegisterArgs),
    /// A whole copy.
    #[command(visible_aliases = ["säkerhetskopiera", "sakerhetskopiera"])]
    Backup(BackupArgs),
    /// Begins with the permissions that exist.
    #[command(visible_aliases = ["ta-över", "ta-over"])]
    Takeover(TakeoverArgs),
    /// Begins anew from a copy.
    #[command(visible_aliases = ["återställ", "aterstall"])]
    Restore(RestoreArgs),
    /// Moves it into a database.
    #[command(visible_aliases = ["flytta"])]
    Copy(CopyArgs),
    /// Records who is in the directory.
    #[command(visible_aliases = ["avbild"])]
    Snapshot(SnapshotArgs),
    /// Shows or changes what the region has decided.
    #[command(visible_aliases = ["inställningar", "installningar"])]
    Settings(RegisterSettingsArgs),
    /// Takes a person's identity out.
    #[command(visible_aliases = ["radera-person"])]
    ErasePerson(ErasePersonArgs),
}

/// `register init`
#[derive(Debug, Args)]
pub(crate) struct RegisterInitArgs {
    /// The region's name.
    #[arg(long, value_name = "NAME")]
    pub(crate) region: String,
    /// Who acts for the region.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) regional_admin: HsaId,
    /// Who appoints local administrators.
    #[arg(long, value_name = "WHO", value_parser = word::<AppointedBy>(), default_value = "region")]
    pub(crate) appointed_by: AppointedBy,
    /// The login of whoever acts for the region, in a database.
    #[arg(long = "account", value_name = "ACCOUNT", value_parser = account)]
    pub(crate) first: Option<Box<str>>,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `register copy`
#[derive(Debug, Args)]
pub(crate) struct CopyArgs {
    /// The register's file.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The database.
    #[arg(value_name = "ADDRESS")]
    pub(crate) database: PathBuf,
    /// Who acts for the region.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) regional_admin: HsaId,
    /// Their login.
    #[arg(long = "account", value_name = "ACCOUNT", value_parser = account)]
    pub(crate) first: Option<Box<str>>,
}

/// `register status`
#[derive(Debug, Args)]
pub(crate) struct RegisterStatusArgs {
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: PlainFormat,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `register verify`
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Replay the journal, too.
    #[arg(long)]
    pub(crate) deep: bool,
    /// A checkpoint that was kept.
    #[arg(long, value_name = "FILE")]
    pub(crate) against: Option<PathBuf>,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `register backup`
#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The copy's file.
    #[arg(value_name = "FILE")]
    pub(crate) copy: PathBuf,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `register takeover`
#[derive(Debug, Args)]
pub(crate) struct TakeoverArgs {
    /// The personnel tool's export.
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) permissions: Vec<String>,
    /// The clinics.
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) clinics: Vec<String>,
    /// Where the decision is found.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reference: String,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `register restore`
#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// The copy.
    #[arg(value_name = "FILE")]
    pub(crate) from_copy: PathBuf,
    /// Do not ask.
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `register snapshot`
#[derive(Debug, Args)]
pub(crate) struct SnapshotArgs {
    /// The list of people.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) people: Vec<String>,
    /// When it was taken out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) taken: Option<NaiveDate>,
    /// That it is much smaller than the last is right.
    #[arg(long)]
    pub(crate) accept_smaller: bool,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `register settings`
#[derive(Debug, Args)]
pub(crate) struct RegisterSettingsArgs {
    /// The region's name.
    #[arg(long, value_name = "NAME")]
    pub(crate) region: Option<String>,
    /// Who appoints local administrators.
    #[arg(long, value_name = "WHO", value_parser = word::<AppointedBy>())]
    pub(crate) appointed_by: Option<AppointedBy>,
    /// So many a day need no confirmation.
    #[arg(long, value_name = "N")]
    pub(crate) mass_least: Option<u32>,
    /// Or so many percent of the active ones.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub(crate) mass_percent: Option<u32>,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `register erase-person`
#[derive(Debug, Args)]
pub(crate) struct ErasePersonArgs {
    /// The person.
    #[arg(value_name = "ID", value_parser = parse_clinic)]
    pub(crate) person: HsaId,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `actor …`
#[derive(Debug, Subcommand)]
pub(crate) enum ActorVerb {
    /// An account stands for a person.
    #[command(visible_aliases = ["knyt"])]
    Bind(BindArgs),
    /// It no longer does.
    #[command(visible_aliases = ["lös", "los"])]
    Unbind(UnbindArgs),
    /// The accounts.
    #[command(visible_aliases = ["lista"])]
    List(RegisterArgs),
}

/// `actor bind`
#[derive(Debug, Args)]
pub(crate) struct BindArgs {
    /// The account.
    #[arg(long, value_name = "ACCOUNT", value_parser = account)]
    pub(crate) account: Box<str>,
    /// The person.
    #[arg(long = "staff", value_name = "ID", value_parser = parse_clinic)]
    pub(crate) person: HsaId,
    /// They act for the region.
    #[arg(long)]
    pub(crate) regional: bool,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `actor unbind`
#[derive(Debug, Args)]
pub(crate) struct UnbindArgs {
    /// The account.
    #[arg(long, value_name = "ACCOUNT", value_parser = account)]
    pub(crate) account: Box<str>,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `clinic …`
#[derive(Debug, Subcommand)]
pub(crate) enum ClinicVerb {
    /// Opens a clinic.
    #[command(visible_aliases = ["öppna", "oppna"])]
    Open(ClinicChangeArgs),
    /// Closes it.
    #[command(visible_aliases = ["stäng", "stang"])]
    Close(ClinicChangeArgs),
    /// The clinics.
    #[command(visible_aliases = ["lista"])]
    List(RegisterArgs),
}

/// `clinic open`, `clinic close`
#[derive(Debug, Args)]
pub(crate) struct ClinicChangeArgs {
    /// The clinic.
    #[arg(value_name = "CLINIC", value_parser = parse_clinic)]
    pub(crate) changed: HsaId,
    /// Where the decision is found.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reference: Option<String>,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `journal …`
#[derive(Debug, Subcommand)]
pub(crate) enum JournalVerb {
    /// What happened, in words.
    #[command(visible_aliases = ["visa"])]
    Show(JournalShowArgs),
    /// Every entry as it is stored.
    #[command(visible_aliases = ["exportera"])]
    Export(RegisterArgs),
}

/// `journal show`
#[derive(Debug, Args)]
pub(crate) struct JournalShowArgs {
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}
