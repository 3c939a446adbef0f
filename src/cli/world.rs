//! The world outside: clock, environment, arguments, streams, terminal. Made once in `main`, injected everywhere, so
//! that tests can make another.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the place where the clock, the environment and arguments are read"
)]

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;

use chrono::{DateTime, Utc};

/// Columns where nobody says how wide the terminal is.
const DEFAULT_WIDTH: u16 = 100;

/// The narrowest that we lay out for.
const LEAST_WIDTH: u16 = 80;

/// Opens standard input.
pub type OpenStdin = Box<dyn Fn() -> io::Result<Box<dyn Read + Send>> + Send + Sync>;

/// Reads a secret from the terminal.
pub type OpenSecret = Box<dyn Fn() -> io::Result<String> + Send + Sync>;

/// Everything outside that a command may look at or change.
pub struct World {
    /// The instant at which the program started.
    pub now: DateTime<Utc>,
    /// The arguments, the program's name first.
    pub args: Vec<OsString>,
    /// The environment.
    pub env: BTreeMap<OsString, OsString>,
    /// The working folder.
    pub cwd: PathBuf,
    /// Data goes here.
    pub stdout: Stream,
    /// Talk goes here.
    pub stderr: Stream,
    /// Where `-` reads from.
    pub stdin: OpenStdin,
    /// Whether a person answers there.
    pub stdin_is_terminal: bool,
    /// Reads a line that is not shown while it is typed.
    pub secret: OpenSecret,
    /// The account of the operating system that runs the program, such as `uid:1000`; never what the environment claims.
    pub account: Box<dyn Fn() -> Option<Box<str>> + Send + Sync>,
    /// Columns of the terminal.
    pub width: u16,
    /// Cores.
    pub cores: usize,
}

/// A stream that a command writes to.
pub struct Stream {
    /// Where the bytes go.
    pub out: Box<dyn Write + Send>,
    /// Whether a person sees it at once.
    pub is_terminal: bool,
}

impl World {
    /// The real one.
    #[must_use]
    pub fn real() -> Self {
        let env: BTreeMap<OsString, OsString> = std::env::vars_os().collect();
        let (stdout, stderr) = (io::stdout(), io::stderr());
        let (stdout_is_terminal, stderr_is_terminal) = (stdout.is_terminal(), stderr.is_terminal());
        let width = width(&env, stdout_is_terminal || stderr_is_terminal);
        Self {
            now: Utc::now(),
            args: std::env::args_os().collect(),
            env,
            cwd: std::env::current_dir().unwrap_or_default(),
            stdout: Stream { out: heard(stdout), is_terminal: stdout_is_terminal },
            stderr: Stream { out: heard(stderr), is_terminal: stderr_is_terminal },
            stdin: Box::new(|| Ok(Box::new(io::stdin()))),
            stdin_is_terminal: io::stdin().is_terminal(),
            secret: Box::new(rpassword::read_password),
            account: Box::new(crate::store::account),
            width,
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        }
    }

    /// A variable of the environment, if it is set, not empty and readable.
    #[must_use]
    pub fn var(&self, name: &str) -> Option<&str> {
        self.env.get(OsStr::new(name)).and_then(|value| value.to_str()).filter(|value| !value.is_empty())
    }

    /// Whether a stream shows colour: a terminal does, unless `NO_COLOR` is set or the terminal is dumb.
    #[must_use]
    pub fn shows_colour(&self, stream: &Stream) -> bool {
        stream.is_terminal && self.var("NO_COLOR").is_none() && self.var("TERM") != Some("dumb")
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("now", &self.now).field("args", &self.args).field("cwd", &self.cwd).finish()
    }
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").field("is_terminal", &self.is_terminal).finish()
    }
}

/// A stream that somebody listens to, or no longer does: `head` leaves when it has seen enough. What is said then is lost,
/// and the exit code is what it would have been.
struct Heard {
    out: Box<dyn Write + Send>,
    is_closed: bool,
}

impl Heard {
    fn or_lost<T>(&mut self, done: io::Result<T>, lost: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(lost)
            }
            done => done,
        }
    }
}

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed {
            return Ok(bytes.len());
        }
        let done = self.out.write(bytes);
        self.or_lost(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_closed {
            return Ok(());
        }
        let done = self.out.flush();
        self.or_lost(done, ())
    }
}

fn heard<S>(stream: S) -> Box<dyn Write + Send>
where
    S: anstream::stream::RawStream + Send + 'static,
    anstream::AutoStream<S>: Write + Send,
{
    Box::new(Heard { out: raw_or_translated(stream), is_closed: false })
}

/// A stream whose escapes an old Windows console understands too. We write escapes only where colour is wanted, so
/// nothing needs to be stripped.
fn raw_or_translated<S>(stream: S) -> Box<dyn Write + Send>
where
    S: anstream::stream::RawStream + Send + 'static,
    anstream::AutoStream<S>: Write + Send,
{
    if stream.is_terminal() {
        Box::new(anstream::AutoStream::new(stream, anstream::ColorChoice::Always))
    } else {
        Box::new(anstream::AutoStream::new(stream, anstream::ColorChoice::AlwaysAnsi))
    }
}

fn width(env: &BTreeMap<OsString, OsString>, on_terminal: bool) -> u16 {
    let told = env.get(OsStr::new("COLUMNS")).and_then(|value| value.to_str()).and_then(|value| value.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| width.0).filter(|_| on_terminal);
    told.or_else(seen).unwrap_or(DEFAULT_WIDTH).max(LEAST_WIDTH)
}

#[cfg(test)]
pub(crate) mod test {
    //! A world for tests: nothing in it is real.

    use std::sync::{Arc, Mutex};

    use super::{BTreeMap, OsString, PathBuf, Stream, World, Write, io};

    /// What was written, kept while the world is in use.
    #[derive(Clone, Debug, Default)]
    pub(crate) struct Written(Arc<Mutex<Vec<u8>>>);

    impl Written {
        /// What was written so far.
        pub(crate) fn text(&self) -> String {
            String::from_utf8(self.0.lock().expect("nobody panics while writing").clone()).expect("we write UTF-8")
        }
    }

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("nobody panics while writing").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A world with these arguments, at noon on 20 November 2026, in this folder, without a terminal; and what is
    /// written to standard output and standard error.
    pub(crate) fn world(args: &[&str], cwd: impl Into<PathBuf>) -> (World, Written, Written) {
        let (stdout, stderr) = (Written::default(), Written::default());
        let world = World {
            now: "2026-11-20T11:00:00Z".parse().expect("an instant"),
            args: std::iter::once("riktlinje").chain(args.iter().copied()).map(OsString::from).collect(),
            env: BTreeMap::new(),
            cwd: cwd.into(),
            stdout: Stream { out: Box::new(stdout.clone()), is_terminal: false },
            stderr: Stream { out: Box::new(stderr.clone()), is_terminal: false },
            stdin: Box::new(|| Ok(Box::new(io::empty()))),
            stdin_is_terminal: false,
            secret: Box::new(|| Ok(String::new())),
            account: Box::new(|| Some("uid:1000".into())),
            width: 100,
            cores: 1,
        };
        (world, stdout, stderr)
    }
}
