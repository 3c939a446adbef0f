//! `permission …` and `apply`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::directory::word;
use super::{AsOf, BadValue, ListFormat, parse_clinic};
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::permission::holding::State;
use crate::permission::request::Reason;

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

/// `due`
#[derive(Debug, Args)]
pub(crate) struct DueArgs {
    /// How far ahead.
    #[arg(long = "within", value_name = "DAYS", value_parser = days, default_value = "14d")]
    pub(crate) ahead: u32,
    /// Only these clinics.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) clinic: Vec<HsaId>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
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

/// `14d`, `14`, `2w`: a number of days, ten years at most.
fn days(text: &str) -> Result<u32, BadValue> {
    let (number, of) = match text.strip_suffix(['w', 'v']) {
        Some(weeks) => (weeks, 7),
        None => (text.strip_suffix('d').unwrap_or(text), 1),
    };
    let days = number.trim().parse::<u32>().ok().and_then(|number| number.checked_mul(of));
    days.filter(|days| *days <= 3660).ok_or(BadValue)
}

pub(super) fn event(text: &str) -> Result<u64, BadValue> {
    text.trim_start_matches('#').parse().ok().filter(|number| *number > 0).ok_or(BadValue)
}

pub(super) fn date(text: &str) -> Result<NaiveDate, BadValue> {
    let AsOf(instant) = AsOf::parse(text)?;
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| BadValue).map(|_| instant.date_naive())
}

pub(super) fn account(text: &str) -> Result<Box<str>, BadValue> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '_' | '.' | '@');
    let is_account = (3..=200).contains(&text.len()) && text.contains(':') && text.chars().all(plain);
    if is_account { Ok(text.into()) } else { Err(BadValue) }
}

#[cfg(test)]
mod tests {
    use super::{Then, account, date, days, event};

    #[test]
    fn days_and_weeks_are_days() {
        assert_eq!(
            [days("14d"), days("14"), days("2w"), days("2v"), days("0d")],
            [Ok(14), Ok(14), Ok(14), Ok(14), Ok(0)]
        );
        for bad in ["", "d", "-1d", "3661d", "99999999999w", "4294967295w", "1 month"] {
            assert!(days(bad).is_err(), "{bad}");
        }
    }

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
