//! Where the report goes and in which formats: standard output, files, or both. Letters can go to a folder, a file each.

use std::io;
use std::path::{Path, PathBuf};

use super::args::FormatArg;
use super::error::{CliError, shown};
use super::output::{make_folder, write_file, write_stream};
use super::session::Session;
use crate::model::run::Run;
use crate::policy::problem::did_you_mean;
use crate::report::mail::letters;
use crate::report::{Format, FormatName, Style, reporter};
use crate::text::Message;

/// What is to be written, checked before anything is read.
#[derive(Debug)]
pub(crate) struct Outputs<F>(Vec<(F, Option<PathBuf>)>);

impl Outputs<Format> {
    /// Writes the run in every format: the files first, so that a closed pipe does not keep them from being written.
    ///
    /// # Errors
    /// When something cannot be written. Files that were written before stay; the one that failed is as it was.
    pub(crate) fn write(&self, run: &Run, session: &mut Session<'_>) -> Result<(), CliError> {
        self.write_each(run, session, &|(format, style), out| reporter(format, style).render(run, out))
    }
}

/// Writes one format.
type Write<'w, F> = &'w dyn Fn((F, &Style), &mut dyn io::Write) -> io::Result<()>;

impl<F: FormatName> Outputs<F> {
    /// What `--format` asks for; the default on standard output when it asks for nothing.
    ///
    /// # Errors
    /// An unknown format, two formats on standard output, or two in the same file.
    pub(crate) fn plan(asked: &[FormatArg]) -> Result<Self, CliError> {
        let mut outputs: Vec<(F, Option<PathBuf>)> = Vec::new();
        for arg in asked {
            let format = F::parse(&arg.name).ok_or_else(|| unknown_format::<F>(&arg.name))?;
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
            outputs.extend(F::all().first().map(|format| (*format, None)));
        }
        Ok(Self(outputs))
    }

    /// Writes every format with `write`, the files first.
    ///
    /// # Errors
    /// When something cannot be written.
    pub(crate) fn write_each(&self, run: &Run, session: &mut Session<'_>, write: Write<'_, F>) -> Result<(), CliError> {
        for (format, file) in &self.0 {
            match file {
                Some(folder) if format.is_letters() && names_a_folder(folder, &session.world.cwd) => {
                    to_folder(folder, run, session)?;
                }
                Some(file) => {
                    let style = style(session, false);
                    write_file(&session.world.cwd, file, |out| write((*format, &style), out))?;
                    session.note(&Message::new("cli-format-written").with("file", shown(file)))?;
                }
                None => {}
            }
        }
        for (format, _) in self.0.iter().filter(|(_, file)| file.is_none()) {
            if format.is_bytes() && session.world.stdout.is_terminal {
                let message = Message::new("cli-format-no-text").with("format", format.key());
                return Err(CliError::unusable(message)
                    .hint(Message::new("cli-format-no-text-hint").with("format", format.key())));
            }
            let style = style(session, session.colour_on_stdout());
            write_stream(&mut session.world.stdout.out, |out| write((*format, &style), out))?;
        }
        Ok(())
    }
}

/// Whether a path ends as a folder's does, or is one.
fn names_a_folder(path: &Path, cwd: &Path) -> bool {
    path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]) || cwd.join(path).is_dir()
}

/// A file for each letter, named after the clinic's HSA-id: letters and digits, as ids are, and nothing that leads
/// elsewhere.
fn to_folder(folder: &Path, run: &Run, session: &mut Session<'_>) -> Result<(), CliError> {
    make_folder(&session.world.cwd, folder)?;
    let mut written = 0_u32;
    let left_out = letters(run, session.words.lang(), |letter| {
        written += 1;
        let file = folder.join(format!("{}.txt", letter.clinic));
        write_file(&session.world.cwd, &file, |out| out.write_all(letter.text.as_bytes()))
    })?;
    let told = Message::new("cli-letters-written").with("count", written).with("folder", shown(folder));
    session.note(&told)?;
    if left_out > 0 {
        let left = Message::new("mail-left-out").with("count", left_out).with("number", left_out);
        session.note(&left)?;
    }
    Ok(())
}

fn style(session: &Session<'_>, colour: bool) -> Style {
    Style { lang: session.words.lang(), width: session.world.width, colour }
}

fn unknown_format<F: FormatName>(name: &str) -> CliError {
    let names: Vec<&str> = F::all().iter().map(|format| format.key()).collect();
    let near = did_you_mean(name, names.iter().copied());
    CliError::unusable(Message::new("cli-format-unknown").with("format", name))
        .hint_if(near)
        .hint(Message::new("cli-usage-valid").with("values", names))
}
