//! `permission …`, `register …`, `actor …`, `clinic …`, `journal …`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::directory::word;
use super::{AsOf, BadValue, ListFormat, PlainFormat, parse_clinic};
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::permission::holding::State;
use crate::permission::request::Reason;
use crate::permission::scope::AppointedBy;

/// Which register.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct RegisterArgs {
    /// The folder that holds riktlinje.yaml.
    #[arg(long, value_name = "DIR")]
    pub(crate) project: Option<PathBuf>,
    /// The register's file.
    #[arg(long, value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,
}

/// How a change is made.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct WriteArgs {
    /// Do not ask.
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Say what would happen, and change nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The clock is right although it stands before the last entry.
    #[arg(long)]
    pub(crate) accept_clock: bool,
}

/// Whose permission.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct WhoArgs {
    /// The person.
    #[arg(long = "staff", value_name = "ID", value_parser = parse_clinic)]
    pub(crate) person: Option<HsaId>,
    /// The clinic.
    #[arg(long = "clinic", value_name = "ID", value_parser = parse_clinic)]
    pub(crate) at_clinic: Option<HsaId>,
    /// The roles.
    #[arg(long = "role", value_name = "ROLE", value_parser = word::<Role>())]
    pub(crate) held_role: Vec<Role>,
}

/// Why.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct WhyArgs {
    /// The reason.
    #[arg(long, value_name = "REASON", value_parser = word::<Reason>())]
    pub(crate) reason: Option<Reason>,
    /// Where the decision is found.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reference: Option<String>,
}

/// `permission …`
#[derive(Debug, Subcommand)]
pub(crate) enum PermissionVerb {
    /// Gives a permission.
    #[command(visible_aliases = ["tilldela"])]
    Grant(GrantArgs),
    /// Pauses it.
    #[command(visible_aliases = ["pausa"])]
    Pause(PauseArgs),
    /// Ends the pause.
    #[command(visible_aliases = ["återuppta", "ateruppta"])]
    Resume(ResumeArgs),
    /// Gives it another last day.
    #[command(visible_aliases = ["förläng", "forlang"])]
    Extend(ExtendArgs),
    /// Takes it away.
    #[command(visible_aliases = ["återkalla", "aterkalla"])]
    Revoke(RevokeArgs),
    /// Ends everything that a person holds.
    #[command(visible_aliases = ["slutar"])]
    Leaver(LeaverArgs),
    /// Takes a change back.
    #[command(visible_aliases = ["ångra", "angra"])]
    Undo(UndoArgs),
    /// The permissions.
    #[command(visible_aliases = ["lista"])]
    List(PermissionListArgs),
    /// Everything of one person.
    #[command(visible_aliases = ["visa"])]
    Show(PermissionShowArgs),
    /// What has been changed.
    #[command(visible_aliases = ["historik"])]
    History(HistoryArgs),
    /// Whether somebody may act, and since when.
    #[command(visible_aliases = ["förklara", "forklara"])]
    Explain(PermissionExplainArgs),
    /// Changes from a table, all or none.
    #[command(visible_aliases = ["importera"])]
    Import(ImportArgs),
    /// The permissions as a file that can be read again.
    #[command(visible_aliases = ["exportera"])]
    Export(PermissionExportArgs),
}

/// `permission grant`
#[derive(Debug, Args)]
pub(crate) struct GrantArgs {
    /// Whose.
    #[command(flatten)]
    pub(crate) who: WhoArgs,
    /// The first day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) from: Option<NaiveDate>,
    /// The last day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) until: Option<NaiveDate>,
    /// Why.
    #[command(flatten)]
    pub(crate) why: WhyArgs,
    /// The person is not in the directory, and that is meant.
    #[arg(long)]
    pub(crate) not_in_directory: bool,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission pause`
#[derive(Debug, Args)]
pub(crate) struct PauseArgs {
    /// Whose.
    #[command(flatten)]
    pub(crate) who: WhoArgs,
    /// At every clinic.
    #[arg(long, conflicts_with = "at_clinic")]
    pub(crate) everywhere: bool,
    /// The first day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) from: Option<NaiveDate>,
    /// The last day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) until: Option<NaiveDate>,
    /// Why.
    #[command(flatten)]
    pub(crate) why: WhyArgs,
    /// So many are meant.
    #[arg(long, value_name = "N")]
    pub(crate) confirm_mass: Option<u64>,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission resume`
#[derive(Debug, Args)]
pub(crate) struct ResumeArgs {
    /// Whose.
    #[command(flatten)]
    pub(crate) who: WhoArgs,
    /// At every clinic.
    #[arg(long, conflicts_with = "at_clinic")]
    pub(crate) everywhere: bool,
    /// Why.
    #[command(flatten)]
    pub(crate) why: WhyArgs,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission extend`
#[derive(Debug, Args)]
pub(crate) struct ExtendArgs {
    /// Whose.
    #[command(flatten)]
    pub(crate) who: WhoArgs,
    /// The last day.
    #[arg(long, value_name = "DATE", value_parser = date, required_unless_present = "open_ended")]
    pub(crate) until: Option<NaiveDate>,
    /// No last day.
    #[arg(long, conflicts_with = "until")]
    pub(crate) open_ended: bool,
    /// Why.
    #[command(flatten)]
    pub(crate) why: WhyArgs,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission revoke`
#[derive(Debug, Args)]
pub(crate) struct RevokeArgs {
    /// Whose.
    #[command(flatten)]
    pub(crate) who: WhoArgs,
    /// At every clinic.
    #[arg(long, conflicts_with = "at_clinic")]
    pub(crate) everywhere: bool,
    /// Why.
    #[command(flatten)]
    pub(crate) why: WhyArgs,
    /// So many are meant.
    #[arg(long, value_name = "N")]
    pub(crate) confirm_mass: Option<u64>,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission leaver`
#[derive(Debug, Args)]
pub(crate) struct LeaverArgs {
    /// The person.
    #[arg(long = "staff", value_name = "ID", value_parser = parse_clinic)]
    pub(crate) person: Option<HsaId>,
    /// The last day at work.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) last_day: NaiveDate,
    /// Where the decision is found.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reference: Option<String>,
    /// So many are meant.
    #[arg(long, value_name = "N")]
    pub(crate) confirm_mass: Option<u64>,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission undo`
#[derive(Debug, Args)]
pub(crate) struct UndoArgs {
    /// The change's number.
    #[arg(value_name = "EVENT", value_parser = event)]
    pub(crate) event: u64,
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

/// `permission list`
#[derive(Debug, Args)]
pub(crate) struct PermissionListArgs {
    /// Whose.
    #[command(flatten)]
    pub(crate) who: WhoArgs,
    /// Only in these states.
    #[arg(long, value_name = "STATE", value_parser = word::<State>())]
    pub(crate) state: Vec<State>,
    /// As it was then.
    #[arg(long = "as-of", value_name = "DATE", value_parser = Then::parse)]
    pub(crate) then: Option<Then>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission show`
#[derive(Debug, Args)]
pub(crate) struct PermissionShowArgs {
    /// The person.
    #[arg(value_name = "ID", value_parser = parse_clinic)]
    pub(crate) person: HsaId,
    /// As it was then.
    #[arg(long = "as-of", value_name = "DATE", value_parser = Then::parse)]
    pub(crate) then: Option<Then>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission history`
#[derive(Debug, Args)]
pub(crate) struct HistoryArgs {
    /// Whose.
    #[command(flatten)]
    pub(crate) who: WhoArgs,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission explain`
#[derive(Debug, Args)]
pub(crate) struct PermissionExplainArgs {
    /// The person.
    #[arg(long = "staff", value_name = "ID", value_parser = parse_clinic)]
    pub(crate) person: HsaId,
    /// The clinic.
    #[arg(long = "clinic", value_name = "ID", value_parser = parse_clinic)]
    pub(crate) at_clinic: HsaId,
    /// As it was then.
    #[arg(long = "as-of", value_name = "DATE", value_parser = Then::parse)]
    pub(crate) then: Option<Then>,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission import`
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The table.
    #[arg(value_name = "FILE")]
    pub(crate) table: String,
    /// Where the plan is written, instead of making the changes.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub(crate) plan: Option<PathBuf>,
    /// What holds for rows that do not say it.
    #[command(flatten)]
    pub(crate) why: WhyArgs,
    /// What is consented to.
    #[command(flatten)]
    pub(crate) consent: ConsentArgs,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// What is consented to beside the changes.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct ConsentArgs {
    /// People who are not in the directory are meant.
    #[arg(long)]
    pub(crate) not_in_directory: bool,
    /// So many are meant.
    #[arg(long, value_name = "N")]
    pub(crate) confirm_mass: Option<u64>,
}

/// `apply`
#[derive(Debug, Args)]
pub(crate) struct ApplyArgs {
    /// The plan.
    #[arg(value_name = "FILE")]
    pub(crate) plan: PathBuf,
    /// What is consented to.
    #[command(flatten)]
    pub(crate) consent: ConsentArgs,
    /// How.
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

/// `permission export`
#[derive(Debug, Args)]
pub(crate) struct PermissionExportArgs {
    /// The file, which must not be there.
    #[arg(value_name = "FILE")]
    pub(crate) copy: PathBuf,
    /// As it was then.
    #[arg(long = "as-of", value_name = "DATE", value_parser = Then::parse)]
    pub(crate) then: Option<Then>,
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
}

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
    /// Where.
    #[command(flatten)]
    pub(crate) register: RegisterArgs,
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
    #[arg(value_name = "DIRECTORY", required = true)]
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

/// A point in the register's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// After this event.
    After(u64),
    /// At this instant.
    At(AsOf),
}

impl Then {
    fn parse(text: &str) -> Result<Self, BadValue> {
        if text.starts_with('#') { event(text).map(Self::After) } else { AsOf::parse(text).map(Self::At) }
    }
}

fn event(text: &str) -> Result<u64, BadValue> {
    text.trim_start_matches('#').parse().ok().filter(|number| *number > 0).ok_or(BadValue)
}

fn date(text: &str) -> Result<NaiveDate, BadValue> {
    let AsOf(instant) = AsOf::parse(text)?;
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| BadValue).map(|_| instant.date_naive())
}

fn account(text: &str) -> Result<Box<str>, BadValue> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
    let is_account = (3..=200).contains(&text.len()) && text.contains(':') && text.chars().all(plain);
    if is_account { Ok(text.into()) } else { Err(BadValue) }
}

#[cfg(test)]
mod tests {
    use super::{Then, account, date, event};

    #[test]
    fn numbers_dates_and_accounts_are_told_apart() {
        assert_eq!(Then::parse("#12"), Ok(Then::After(12)));
        assert!(matches!(Then::parse("2026-11-20"), Ok(Then::At(_))));
        assert!(Then::parse("#0").is_err() && Then::parse("#x").is_err() && Then::parse("12").is_err());
        assert_eq!(event("7"), Ok(7));
        assert!(date("2026-11-20").is_ok() && date("2026-11-20T12:00").is_err() && date("0226-11-20").is_err());
        assert!(account("uid:1000").is_ok() && account("sid:S-1-5-21-1").is_ok());
        assert!(account("root").is_err() && account("uid:\u{202e}1").is_err());
    }
}
