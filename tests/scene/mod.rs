//! Somebody at a computer on a day: runs the program with a clock, an account and answers of one's own.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use riktlinje::cli::exit::Exit;
use riktlinje::cli::run;
use riktlinje::cli::world::{Stream, World};

/// What was written, kept while the world is in use.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics while writing").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that a person answers, one read after the other.
#[derive(Clone)]
struct Answers(Arc<Mutex<io::Cursor<Vec<u8>>>>);

impl Read for Answers {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics while reading").read(bytes)
    }
}

/// Somebody at a computer on a day.
pub(crate) struct Scene<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) account: &'static str,
    pub(crate) day: &'static str,
    /// What they answer; `None` where nobody is there.
    pub(crate) answers: Option<&'static str>,
}

impl Scene<'_> {
    /// Runs a command, and gives what was said with the exit code.
    pub(crate) fn run(&self, command: &str) -> (Exit, String) {
        let written = Written::default();
        let stream = |is_terminal| Stream { out: Box::new(written.clone()), is_terminal };
        let answers = Answers(Arc::new(Mutex::new(io::Cursor::new(self.answers.unwrap_or("").into()))));
        let account = self.account;
        let mut world = World {
            now: format!("{}T08:15:00Z", self.day).parse().expect("an instant"),
            args: std::iter::once("riktlinje")
                .chain(command.split(' '))
                .map(|word| word.replace('_', " ").into())
                .collect(),
            // An account such as `pg:anna` is a login of a database.
            env: BTreeMap::from([
                ("NO_COLOR".into(), "1".into()),
                ("USER".into(), "root".into()),
                ("PGUSER".into(), account.strip_prefix("pg:").unwrap_or_default().into()),
            ]),
            cwd: self.folder.to_owned(),
            stdout: stream(false),
            stderr: stream(self.answers.is_some()),
            stdin: Box::new(move || Ok(Box::new(answers.clone()))),
            stdin_is_terminal: self.answers.is_some(),
            secret: Box::new(move || Ok(format!("hemligt-{}", account.trim_start_matches("pg:")))),
            account: Box::new(move || Some(account.into())),
            width: 100,
            cores: 1,
        };
        let exit = run(&mut world);
        let text = String::from_utf8(written.0.lock().expect("nobody panics").clone()).expect("UTF-8");
        (exit, text)
    }

    /// The same as a piece of a transcript.
    pub(crate) fn shown(&self, command: &str) -> String {
        let (exit, text) = self.run(command);
        let code = if exit == Exit::Done { String::new() } else { format!("[{}]\n", exit.code()) };
        format!("{} {} $ riktlinje {command}\n{text}{code}\n", self.day, self.account)
    }
}
