//! Mistakes at the keyboard, in the reader's language: what is wrong, the nearest right thing, how the command is used.

use std::borrow::Cow;
use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::error::CliError;
use super::help::with_own_words;
use crate::model::personal_number;
use crate::store::without_passwords;
use crate::text::{Arg, Catalogue, Message};

/// What clap found in what was typed, in our words. Help and version are not errors: see `cli::run`.
#[must_use]
pub(crate) fn explain(error: &clap::Error, root: &mut Command, typed: &[OsString], words: &Catalogue) -> CliError {
    let said = Said(error);
    let message = match error.kind() {
        ErrorKind::InvalidValue if said.value().is_empty() => {
            Message::new("cli-usage-no-value").with("arg", said.arg())
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => {
            Message::new("cli-usage-value").with("arg", said.arg()).with("value", said.value())
        }
        ErrorKind::UnknownArgument => Message::new("cli-usage-unknown-argument").with("arg", said.arg()),
        ErrorKind::InvalidSubcommand => {
            Message::new("cli-usage-unknown-command").with("command", said.text(ContextKind::InvalidSubcommand))
        }
        // No argument of ours takes several values at a time, so this is a switch that was given one.
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Message::new("cli-usage-takes-no-value").with("arg", said.arg())
        }
        ErrorKind::ArgumentConflict => said.conflict(),
        ErrorKind::MissingRequiredArgument => {
            Message::new("cli-usage-missing").with("args", said.list(ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand => Message::new("cli-usage-missing-command"),
        ErrorKind::InvalidUtf8 => Message::new("cli-usage-not-utf8"),
        _ => Message::new("cli-usage-other").with("error", error.kind().to_string()),
    };
    let error = hints(&said, words).into_iter().fold(CliError::unusable(message), CliError::hint);
    error.hint(how_to(root, typed, words))
}

fn hints(said: &Said<'_>, words: &Catalogue) -> Vec<Message> {
    let mut hints = Vec::new();
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        let nearest = said.list(kind);
        if !nearest.is_empty() {
            hints.push(Message::new("cli-did-you-mean").with("names", nearest));
        }
    }
    let valid = said.list(ContextKind::ValidValue);
    if !valid.is_empty() && said.0.kind() == ErrorKind::InvalidValue {
        hints.push(Message::new("cli-usage-valid").with("values", valid));
    }
    // What an argument expects, where a list of words cannot say it.
    if said.0.kind() == ErrorKind::ValueValidation {
        hints.extend(expects(&said.arg(), words));
    }
    hints
}

/// What fits an argument, shown as clap shows it: `--as-of <DATE>`, `<YEAR>`.
fn expects(arg: &str, words: &Catalogue) -> Option<Message> {
    let (flag, placeholder) = match arg.split_once([' ', '=']) {
        Some((flag, placeholder)) if flag.starts_with("--") => (Some(flag), placeholder),
        _ => (None, arg),
    };
    let placeholder = placeholder.trim_matches(['<', '>', '[', ']', '.']);
    let of_placeholder = ["year", "clinic", "when", "days"].into_iter().find(|name| {
        let key = Cow::Owned(format!("cli-value-{name}"));
        words.render(&Message { key, args: Vec::new() }) == placeholder
    });
    // A flag may mean one thing in one command and another in the next; days are days in all of them.
    let name = match flag.map(|flag| flag.trim_start_matches('-')) {
        Some(name) if of_placeholder != Some("days") => name,
        _ => of_placeholder?,
    };
    let key = format!("cli-expects-{name}");
    words.has(&key).then(|| Message { key: Cow::Owned(key), args: Vec::new() })
}

/// The command's usage and where to read more.
fn how_to(root: &mut Command, typed: &[OsString], words: &Catalogue) -> Message {
    root.build();
    let mut command = root;
    for word in typed.iter().skip(1) {
        if command.find_subcommand(word).is_some() {
            command = command.find_subcommand_mut(word).expect("it was just found");
        }
    }
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let help = format!("{} --help", command.get_bin_name().unwrap_or("riktlinje"));
    Message::new("cli-usage-hint").with("usage", with_own_words(usage, words)).with("help", help)
}

/// What clap knows of the mistake.
struct Said<'e>(&'e clap::Error);

impl Said<'_> {
    fn text(&self, kind: ContextKind) -> String {
        let text = match self.0.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(", "),
            Some(value) => value.to_string(),
            None => String::new(),
        };
        without_passwords(&personal_number::masked(&text))
    }

    fn list(&self, kind: ContextKind) -> Vec<Box<str>> {
        match self.0.get(kind) {
            Some(ContextValue::Strings(texts)) => texts.iter().map(|text| text.as_str().into()).collect(),
            Some(ContextValue::String(text)) => vec![text.as_str().into()],
            _ => Vec::new(),
        }
    }

    fn arg(&self) -> String {
        self.text(ContextKind::InvalidArg)
    }

    fn value(&self) -> String {
        self.text(ContextKind::InvalidValue)
    }

    fn conflict(&self) -> Message {
        let others = self.list(ContextKind::PriorArg);
        if others.iter().any(|other| **other == *self.arg()) || others.is_empty() {
            return Message::new("cli-usage-twice").with("arg", self.arg());
        }
        let others = Arg::List(others.into_iter().map(Arg::Text).collect());
        Message::new("cli-usage-conflict").with("arg", self.arg()).with("others", others)
    }
}
