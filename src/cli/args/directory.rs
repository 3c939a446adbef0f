//! `directory …`

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::{AsOf, BadValue, PlainFormat, ProjectArgs, SourceArgs, parse_clinic, parse_jobs};
use crate::model::case_type::Vocabulary;
use crate::model::directory::{DirectoryKind, FlawKind};
use crate::model::hsa_id::HsaId;

/// `directory …`
#[derive(Debug, Subcommand)]
pub(crate) enum DirectoryVerb {
    /// One unit.
    #[command(visible_aliases = ["visa"])]
    Show(DirectoryShowArgs),
    /// The units that are selected.
    #[command(visible_aliases = ["lista"])]
    List(DirectoryListArgs),
    /// What is wrong with the directory's data.
    #[command(visible_aliases = ["brister"])]
    Problems(DirectoryProblemsArgs),
}

/// Which directory is read.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct DirectoryArgs {
    /// The folder that holds riktlinje.yaml.
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
    /// The directory: file export, LDIF, CSV, GetUnit.
    #[arg(long, value_name = "FILE")]
    directory: Vec<String>,
    /// What other headings and values mean.
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// The day on which units are current.
    #[arg(long, value_name = "DATE", value_parser = AsOf::parse)]
    as_of: Option<AsOf>,
    /// How many cores to use.
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    pub(crate) jobs: Option<usize>,
}

impl DirectoryArgs {
    /// The same, as every command takes what it reads.
    pub(crate) fn sources(&self) -> SourceArgs {
        SourceArgs {
            project: ProjectArgs { project: self.project.clone(), policy: Vec::new() },
            directory: self.directory.clone(),
            mapping: self.mapping.clone(),
            as_of: self.as_of,
            ..SourceArgs::default()
        }
    }
}

/// Which units are meant.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SelectionArgs {
    /// In this county.
    #[arg(long, value_name = "COUNTY", value_parser = county)]
    pub(crate) county: Option<Box<str>>,
    /// Below these units, and these themselves.
    #[arg(long, value_name = "ID", value_parser = parse_clinic)]
    pub(crate) under: Vec<HsaId>,
    /// Only current ones.
    #[arg(long)]
    pub(crate) active: bool,
}

/// `directory show`
#[derive(Debug, Args)]
pub(crate) struct DirectoryShowArgs {
    /// The unit.
    #[arg(value_name = "CLINIC", value_parser = parse_clinic)]
    pub(crate) unit: HsaId,
    /// What is read.
    #[command(flatten)]
    pub(crate) from: DirectoryArgs,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: PlainFormat,
}

/// `directory list`
#[derive(Debug, Args)]
pub(crate) struct DirectoryListArgs {
    /// What is read.
    #[command(flatten)]
    pub(crate) from: DirectoryArgs,
    /// Which units.
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,
    /// Only units of these kinds.
    #[arg(long, value_name = "KIND", value_parser = word::<DirectoryKind>())]
    pub(crate) kind: Vec<DirectoryKind>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
}

/// `directory problems`
#[derive(Debug, Args)]
pub(crate) struct DirectoryProblemsArgs {
    /// What is read.
    #[command(flatten)]
    pub(crate) from: DirectoryArgs,
    /// Which units.
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,
    /// Only these kinds of flaw, each with all its places.
    #[arg(long, value_name = "FLAW", value_parser = word::<FlawKind>())]
    pub(crate) flaw: Vec<FlawKind>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ListFormat {
    /// For a person at a terminal.
    Table,
    /// For programs.
    Json,
    /// For a spreadsheet.
    Csv,
}

/// One word of a vocabulary, by any of its names.
pub(super) fn word<T: Vocabulary + Clone + Send + Sync + 'static>() -> impl TypedValueParser<Value = T> {
    let words = T::WORDS.iter().map(|(_, names)| PossibleValue::new(names[0]).aliases(&names[1..]));
    PossibleValuesParser::new(words).map(|text| T::parse(&text).expect("clap lets no other word through"))
}

/// A county code of two digits; `6` is `06`.
pub(crate) fn county(text: &str) -> Result<Box<str>, BadValue> {
    match text.trim().as_bytes() {
        [one] if one.is_ascii_digit() => Ok(format!("0{}", text.trim()).into()),
        [tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit() => Ok(text.trim().into()),
        _ => Err(BadValue),
    }
}
