//! Where the report goes and in which formats: standard output, files, or both.

use std::path::{Path, PathBuf};

use super::args::FormatArg;
use super::error::{CliError, shown};
use super::output::{write_file, write_stream};
use super::session::Session;
use crate::model::run::Run;
use crate::policy::problem::did_you_mean;
use crate::report::{Format, Style, reporter};
use crate::text::Message;

/// What is to be written, checked before anything is read.
#[derive(Debug)]
pub(crate) struct Outputs(Vec<(Format, Option<PathBuf>)>);

impl Outputs {
    /// What `--format` asks for; a table on standard output when it asks for nothing.
    ///
    /// # Errors
    /// An unknown format, two formats on standard output, or two in the same file.
    pub(crate) fn plan(asked: &[FormatArg]) -> Result<Self, CliError> {
        let mut outputs: Vec<(Format, Option<PathBuf>)> = Vec::new();
        for arg in asked {
            let format = Format::parse(&arg.name).ok_or_else(|| unknown_format(&arg.name))?;
            if outputs.iter().any(|(_, file)| *file == arg.file) {
                return Err(match &arg.file {
                    Some(file) => CliError::unusable(Message::new("cli-format-same-file").with("file", shown(file))),
                    None => CliError::unusable(Message::new("cli-format-two-on-stdout"))
                        .hint(Message::new("cli-format-two-on-stdout-hint")),
                });
            }
            outputs.push((format, arg.file.clone()));
        }
        if outputs.is_empty() {
            outputs.push((Format::Table, None));
        }
        Ok(Self(outputs))
    }

    /// Writes the run in every format: the files first, so that a closed pipe does not keep them from being written.
    ///
    /// # Errors
    /// When something cannot be written. Files that were written before stay; the one that failed is as it was.
    pub(crate) fn write(&self, run: &Run, session: &mut Session<'_>) -> Result<(), CliError> {
        for (format, file) in &self.0 {
            if let Some(file) = file {
                to_file(*format, file, run, session)?;
            }
        }
        for (format, file) in &self.0 {
            if file.is_none() {
                let style = style(session, session.colour_on_stdout());
                let report = reporter(*format, &style);
                write_stream(&mut session.world.stdout.out, |out| report.render(run, out))?;
            }
        }
        Ok(())
    }
}

fn to_file(format: Format, file: &Path, run: &Run, session: &mut Session<'_>) -> Result<(), CliError> {
    let report = reporter(format, &style(session, false));
    write_file(&session.world.cwd, file, |out| report.render(run, out))?;
    session.note(&Message::new("cli-format-written").with("file", shown(file)))
}

fn style(session: &Session<'_>, colour: bool) -> Style {
    Style { lang: session.words.lang(), width: session.world.width, colour }
}

fn unknown_format(name: &str) -> CliError {
    let names: Vec<&str> = Format::ALL.into_iter().map(Format::key).collect();
    let near = did_you_mean(name, names.iter().copied());
    CliError::unusable(Message::new("cli-format-unknown").with("format", name))
        .hint_if(near)
        .hint(Message::new("cli-usage-valid").with("values", names))
}
