//! One run of the program: the world, the words, and how to speak.

use std::io::{self, Write};

use clap::builder::StyledStr;

use super::args::Colour;
use super::error::CliError;
use super::help::with_own_words;
use super::output::write_stream;
use super::settings::{Settings, Typed};
use super::ui::Look;
use super::world::{Stream, World};
use crate::report::Style;
use crate::report::sheet::Sheet;
use crate::source::Sources;
use crate::text::{Catalogue, Lang, Message};

/// One run of the program.
#[derive(Debug)]
pub(crate) struct Session<'w> {
    /// Everything outside.
    pub(crate) world: &'w mut World,
    /// The language.
    pub(crate) words: Catalogue,
    /// `--lang` was given, so that a project's own language does not count.
    pub(crate) language_was_typed: bool,
    /// No remarks and no progress.
    pub(crate) quiet: bool,
    /// When to use colour.
    pub(crate) colour: Colour,
}

impl Session<'_> {
    /// What the command works on. From here on the project's own language is spoken, unless `--lang` was given.
    pub(crate) fn settings(&mut self, typed: Typed<'_>) -> Result<Settings, CliError> {
        let settings = Settings::load(&self.world.cwd, typed)?;
        self.speak(settings.lang);
        Ok(settings)
    }

    /// Speaks the project's language from here on, unless `--lang` was given.
    pub(crate) fn speak(&mut self, lang: Option<Lang>) {
        if let Some(lang) = lang
            && !self.language_was_typed
            && lang != self.words.lang()
        {
            self.words = Catalogue::new(lang);
        }
    }

    /// Tells a person something on standard error that `--quiet` does not silence: what a change will do.
    pub(crate) fn tell(&mut self, message: &Message) -> Result<(), CliError> {
        let text = self.look_on_stderr().note(message);
        Ok(self.world.stderr.out.write_all(text.as_bytes())?)
    }

    /// Whether colour goes to standard output.
    pub(crate) fn colour_on_stdout(&self) -> bool {
        self.colour_on(&self.world.stdout)
    }

    /// How talk looks.
    pub(crate) fn look_on_stderr(&self) -> Look<'_> {
        Look { words: &self.words, colour: self.colour_on(&self.world.stderr), width: self.world.width }
    }

    /// Writes data to standard output.
    pub(crate) fn print(&mut self, data: &str) -> Result<(), CliError> {
        write_stream(&mut self.world.stdout.out, |out| out.write_all(data.as_bytes()))?;
        Ok(())
    }

    /// How a page on standard output looks.
    fn style(&self) -> Style {
        Style { lang: self.words.lang(), width: self.world.width, colour: self.colour_on_stdout() }
    }

    /// Writes a page to standard output.
    pub(crate) fn write_page(
        &mut self,
        write: impl FnOnce(&Style, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CliError> {
        let style = self.style();
        write_stream(&mut self.world.stdout.out, |out| write(&style, out))?;
        Ok(())
    }

    /// Lays out a page on standard output.
    pub(crate) fn lay_out(&mut self, write: impl FnOnce(&mut Sheet<'_>) -> io::Result<()>) -> Result<(), CliError> {
        self.write_page(|style, out| write(&mut Sheet::new(out, style)))
    }

    /// Tells on standard error which sources could not be read. These are errors: `--quiet` does not silence them.
    pub(crate) fn tell_failed(&mut self, sources: &Sources) -> Result<(), CliError> {
        for failed in &sources.failed {
            let name = match failed.at {
                Some((line, column)) => format!("{}:{line}:{column}", failed.name),
                None => failed.name.to_string(),
            };
            let message = Message::new("cli-source-failed").with("name", name).with("why", failed.message.clone());
            let error = CliError::unusable(message).hint_if(failed.advice.clone());
            let text = self.look_on_stderr().error(&error);
            self.world.stderr.out.write_all(text.as_bytes())?;
        }
        Ok(())
    }

    /// Writes clap's text to standard output.
    pub(crate) fn print_styled(&mut self, text: &StyledStr) -> Result<(), CliError> {
        let text = self.styled(text, self.colour_on_stdout());
        self.print(&text)
    }

    /// Writes clap's text to standard error.
    pub(crate) fn tell_styled(&mut self, text: &StyledStr) -> Result<(), CliError> {
        let text = self.styled(text, self.colour_on(&self.world.stderr));
        Ok(self.world.stderr.out.write_all(text.as_bytes())?)
    }

    /// A remark on standard error, unless `--quiet`.
    pub(crate) fn note(&mut self, message: &Message) -> Result<(), CliError> {
        if self.quiet {
            return Ok(());
        }
        let text = self.look_on_stderr().note(message);
        Ok(self.world.stderr.out.write_all(text.as_bytes())?)
    }

    fn colour_on(&self, stream: &Stream) -> bool {
        match self.colour {
            Colour::Auto => self.world.shows_colour(stream),
            Colour::Always => true,
            Colour::Never => false,
        }
    }

    fn styled(&self, text: &StyledStr, colour: bool) -> String {
        let text = if colour { text.ansi().to_string() } else { text.to_string() };
        with_own_words(&text, &self.words)
    }
}
