//! Why a command stopped: how it ends, what is wrong, what to do. Words are found when it is shown.

use std::io;
use std::path::Path;

use super::exit::Exit;
use crate::document::{DocumentError, Span};
use crate::source::Unusable;
use crate::text::Message;

/// What the system refused for a reason that we have no words for.
const IN_ITS_OWN_WORDS: &str = "cli-io-other";

/// Why a command stopped.
#[derive(Debug)]
pub(crate) struct CliError {
    /// How the program ends.
    pub(crate) exit: Exit,
    /// What is wrong.
    pub(crate) message: Message,
    /// What it is about, and what to do.
    pub(crate) notes: Vec<Note>,
    /// The mistakes, each at its line, shown before the message.
    pub(crate) drawn: Vec<Mistakes>,
    /// What the system said, shown last.
    pub(crate) cause: Option<anyhow::Error>,
    /// Nobody is listening any more: end without a word.
    pub(crate) quiet: bool,
}

/// What is said after the error itself.
#[derive(Clone, Debug)]
pub(crate) enum Note {
    /// One of the things that it is about.
    Detail(Message),
    /// What to do.
    Hint(Message),
}

/// The mistakes in one file.
#[derive(Debug)]
pub(crate) struct Mistakes {
    /// The file as the user named it.
    pub(crate) file: Box<str>,
    /// Its text.
    pub(crate) text: Box<str>,
    /// The mistakes.
    pub(crate) mistakes: Vec<Mistake>,
}

/// One mistake.
#[derive(Clone, Debug)]
pub(crate) struct Mistake {
    /// Where.
    pub(crate) span: Span,
    /// What is wrong.
    pub(crate) message: Message,
    /// What to do.
    pub(crate) advice: Option<Message>,
    /// Whether it stops the command.
    pub(crate) level: Level,
}

/// How bad a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// It must be put right.
    Error,
    /// It should.
    Warning,
}

impl CliError {
    /// An error that ends the program so.
    #[must_use]
    pub(crate) fn new(exit: Exit, message: Message) -> Self {
        Self { exit, message, notes: Vec::new(), drawn: Vec::new(), cause: None, quiet: false }
    }

    /// Usage, or input that cannot be used.
    #[must_use]
    pub(crate) fn unusable(message: Message) -> Self {
        Self::new(Exit::Unusable, message)
    }

    /// The same error with one more thing that it is about.
    #[must_use]
    pub(crate) fn detail(mut self, detail: Message) -> Self {
        self.notes.push(Note::Detail(detail));
        self
    }

    /// The same error with advice.
    #[must_use]
    pub(crate) fn hint(mut self, hint: Message) -> Self {
        self.notes.push(Note::Hint(hint));
        self
    }

    /// The same error with advice, if there is any.
    #[must_use]
    pub(crate) fn hint_if(mut self, hint: Option<Message>) -> Self {
        self.notes.extend(hint.map(Note::Hint));
        self
    }

    /// The same error with what the system said, where we have no words of our own for it.
    #[must_use]
    fn because(mut self, cause: io::Error) -> Self {
        self.cause = (reason(&cause).key == IN_ITS_OWN_WORDS).then(|| cause.into());
        self
    }

    /// A file or folder that cannot be read.
    #[must_use]
    pub(crate) fn cannot_read(path: &Path, error: impl Into<io::Error>) -> Self {
        let error = error.into();
        let message = Message::new("cli-cannot-read").with("path", shown(path)).with("why", reason(&error));
        Self::unusable(message).because(error)
    }

    /// A file that is no text.
    #[must_use]
    pub(crate) fn no_text(path: &Path, why: Unusable) -> Self {
        let message = Message::new("cli-cannot-read").with("path", shown(path)).with("why", why.message);
        Self::unusable(message).hint_if(why.advice)
    }

    /// A file or folder that cannot be written.
    #[must_use]
    pub(crate) fn cannot_write(path: &Path, error: io::Error) -> Self {
        let missing = error.kind() == io::ErrorKind::NotFound;
        // What is not found when a file is made is the folder that it should stand in.
        let why = if missing { Message::new("cli-io-no-folder") } else { reason(&error) };
        let hint = match error.kind() {
            io::ErrorKind::NotFound => "cli-cannot-write-no-folder",
            io::ErrorKind::StorageFull => "cli-cannot-write-full",
            _ => "cli-cannot-write-hint",
        };
        Self::unusable(Message::new("cli-cannot-write").with("path", shown(path)).with("why", why))
            .because(error)
            .hint(Message::new(hint))
    }
}

impl From<io::Error> for CliError {
    /// Writing to standard output or standard error failed.
    fn from(error: io::Error) -> Self {
        Self::unusable(Message::new("cli-cannot-print").with("why", reason(&error))).because(error)
    }
}

impl From<DocumentError> for Mistake {
    fn from(error: DocumentError) -> Self {
        Self { span: error.span, message: error.message, advice: None, level: Level::Error }
    }
}

/// A path as people write it, with `/` between its parts on every system.
#[must_use]
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// What the system said, in words where we have them.
#[must_use]
pub(crate) fn reason(error: &io::Error) -> Message {
    let key = match error.kind() {
        io::ErrorKind::NotFound => "cli-io-not-found",
        io::ErrorKind::PermissionDenied => "cli-io-denied",
        io::ErrorKind::AlreadyExists => "cli-io-exists",
        io::ErrorKind::IsADirectory => "cli-io-folder",
        io::ErrorKind::NotADirectory => "cli-io-not-folder",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "cli-io-full",
        io::ErrorKind::ReadOnlyFilesystem => "cli-io-read-only",
        io::ErrorKind::InvalidData => "cli-io-not-utf8",
        _ => IN_ITS_OWN_WORDS,
    };
    Message::new(key)
}
