//! What a command works on: riktlinje.yaml and the flags together. A flag replaces the same setting.
//!
//! Every mistake in riktlinje.yaml is told at once, at its line. Paths in it are relative to the folder it stands in,
//! paths on the command line to the working folder.
#![expect(clippy::disallowed_methods, reason = "riktlinje.yaml is read here")]

mod file;

use std::io;
use std::path::{Path, PathBuf};

use super::args::{AsOf, SourceArgs};
use super::error::{CliError, Mistakes, shown};
use crate::model::directory::Selection;
use crate::model::source::SourceKind;
use crate::model::tak::Consumer;
use crate::source::Input;
use crate::text::{Lang, Message};

/// The file's name.
pub(crate) const FILE: &str = "riktlinje.yaml";

/// The register's name, beside riktlinje.yaml.
const REGISTER: &str = "register.sqlite";

/// What a command works on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// riktlinje.yaml as the user would name it, if there is one.
    pub(crate) file: Option<PathBuf>,
    /// The language that the project chose.
    pub(crate) lang: Option<Lang>,
    /// The policies.
    pub(crate) policies: Vec<PolicyRef>,
    /// What to read, in the order of [`SourceKind`].
    pub(crate) inputs: Vec<Input>,
    /// What other headings and values mean.
    pub(crate) mapping: Option<PathBuf>,
    /// The units of the directory that must follow the guideline, where the settings name no list of clinics.
    pub(crate) population: Option<Selection>,
    /// The instant that is judged, where one is chosen; else it is now.
    pub(crate) as_of: Option<AsOf>,
    /// Who 1177 is in TAK; one of them is enough.
    pub(crate) booking_consumers: Vec<Consumer>,
    /// The register of permissions, where the settings name it.
    pub(crate) register: Option<PathBuf>,
}

/// A policy as somebody named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PolicyRef {
    /// As written.
    pub(crate) written: String,
    /// The folder that it means, if it means a folder.
    pub(crate) folder: PathBuf,
}

/// What was typed: the flags, and the exports that each command takes in its own way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Typed<'a> {
    /// The flags.
    pub(crate) sources: &'a SourceArgs,
    /// The exports.
    pub(crate) exports: &'a [String],
}

impl Settings {
    /// Reads riktlinje.yaml, if there is one, and lets the flags replace what it says; attestations and waivers add to it.
    ///
    /// # Errors
    /// Every mistake in riktlinje.yaml; a project folder without one.
    pub(crate) fn load(cwd: &Path, typed: Typed<'_>) -> Result<Self, CliError> {
        let project = &typed.sources.project;
        let mut settings = match find(cwd, project.project.as_deref())? {
            Some(path) => read(cwd, &path)?,
            None => Self::default(),
        };
        let flags: [(SourceKind, &[String]); 11] = [
            (SourceKind::Clinics, &typed.sources.clinics),
            (SourceKind::Exports, typed.exports),
            (SourceKind::Declarations, &typed.sources.declarations),
            (SourceKind::Directory, &typed.sources.directory),
            (SourceKind::Tak, &typed.sources.tak),
            (SourceKind::Cases, &typed.sources.cases),
            (SourceKind::Permissions, &typed.sources.permissions),
            (SourceKind::Staff, &typed.sources.staff),
            (SourceKind::Absence, &typed.sources.absence),
            (SourceKind::Attestations, &typed.sources.attestations),
            (SourceKind::Waivers, &typed.sources.waivers),
        ];
        for (kind, locations) in flags {
            if !locations.is_empty() {
                for location in locations {
                    exists(cwd, location)?;
                }
                // A form that a clinic has filled in says something more; it does not take back what the others say.
                let adds = matches!(kind, SourceKind::Attestations | SourceKind::Waivers);
                settings.inputs.retain(|input| adds || input.kind != kind);
                for location in locations {
                    let given = Input::new(kind, slashes(location));
                    let same = |known: &Input| known.kind == kind && known.location == given.location;
                    if !settings.inputs.iter().any(same) {
                        settings.inputs.push(given);
                    }
                }
            }
        }
        settings.inputs.sort_by_key(|input| input.kind);
        if !project.policy.is_empty() {
            settings.policies = project.policy.iter().map(|written| PolicyRef::typed(written)).collect();
        }
        if let Some(mapping) = &typed.sources.mapping {
            settings.mapping = Some(mapping.clone());
        }
        if let Some(register) = &typed.sources.register {
            settings.register = Some(register.clone());
        }
        settings.as_of = typed.sources.as_of.or(settings.as_of);
        if !typed.sources.booking_consumer.is_empty() {
            settings.booking_consumers.clone_from(&typed.sources.booking_consumer);
        }
        Ok(settings)
    }

    /// What riktlinje.yaml says, without any flags: for commands that read no sources.
    ///
    /// # Errors
    /// Every mistake in riktlinje.yaml; a project folder without one.
    pub(crate) fn of_project(cwd: &Path, project: Option<&Path>) -> Result<Self, CliError> {
        find(cwd, project)?.map_or_else(|| Ok(Self::default()), |path| read(cwd, &path))
    }

    /// Where the register of permissions is, or would be: as named, else beside riktlinje.yaml, else here.
    #[must_use]
    pub(crate) fn register(&self) -> PathBuf {
        let beside = || self.file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join(REGISTER);
        self.register.clone().unwrap_or_else(beside)
    }

    /// Whether there is anything of a kind to read.
    #[must_use]
    pub(crate) fn reads(&self, kind: SourceKind) -> bool {
        self.inputs.iter().any(|input| input.kind == kind)
    }
}

impl PolicyRef {
    /// A policy named on the command line.
    #[must_use]
    pub(crate) fn typed(written: &str) -> Self {
        Self { written: written.to_owned(), folder: PathBuf::from(written) }
    }
}

/// The settings file: in the named folder, else the nearest upward from the working folder.
fn find(cwd: &Path, project: Option<&Path>) -> Result<Option<PathBuf>, CliError> {
    if let Some(folder) = project {
        let path = if cwd.join(folder).is_file() { folder.to_owned() } else { folder.join(FILE) };
        if cwd.join(&path).is_file() {
            return Ok(Some(path));
        }
        let message = Message::new("cli-settings-not-there").with("folder", shown(folder));
        let hint = Message::new("cli-settings-not-there-hint").with("folder", shown(folder));
        return Err(CliError::unusable(message).hint(hint));
    }
    let mut upward = PathBuf::new();
    for folder in cwd.ancestors() {
        if folder.join(FILE).is_file() {
            return Ok(Some(upward.join(FILE)));
        }
        upward.push("..");
    }
    Ok(None)
}

fn read(cwd: &Path, path: &Path) -> Result<Settings, CliError> {
    let bytes = std::fs::read(cwd.join(path)).map_err(|error| CliError::cannot_read(path, error))?;
    let text = String::from_utf8(bytes).map_err(|_| CliError::cannot_read(path, io::ErrorKind::InvalidData))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let base = path.parent().unwrap_or(Path::new(""));
    file::parse(text, base).map(|settings| Settings { file: Some(path.to_owned()), ..settings }).map_err(|mistakes| {
        let message = Message::new("cli-settings-mistakes").with("file", shown(path)).with("count", mistakes.len());
        let drawn = vec![Mistakes { file: shown(path).into(), text: text.into(), mistakes }];
        CliError { drawn, ..CliError::unusable(message) }
    })
}

/// What is typed is there, or most likely mistyped. What riktlinje.yaml declares may be missing for a while: the report
/// says so.
fn exists(cwd: &Path, location: &str) -> Result<(), CliError> {
    // Nothing at all would be this folder, with everything in it.
    if location.is_empty() {
        return Err(CliError::unusable(Message::new("cli-empty-path")).hint(Message::new("cli-empty-path-hint")));
    }
    let elsewhere = location == "-" || location.contains("://");
    match (elsewhere, cwd.join(location).try_exists()) {
        (false, Ok(false)) => Err(CliError::cannot_read(Path::new(location), io::ErrorKind::NotFound)),
        _ => Ok(()),
    }
}

/// A location with `/` between its parts on every system.
fn slashes(location: &str) -> String {
    if cfg!(windows) { location.replace('\\', "/") } else { location.to_owned() }
}
