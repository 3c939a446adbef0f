//! How far loading has come, on a terminal, for what takes over a second.
#![expect(clippy::disallowed_methods, reason = "whether a second has passed is asked of the clock")]

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::session::Session;
use crate::source::Progress;
use crate::text::Message;

/// What takes less than this is not worth a word.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error that comes after a second and goes when it is dropped.
#[derive(Debug)]
pub(crate) struct Bar {
    bar: ProgressBar,
    begun: Instant,
    wanted: bool,
    shown: AtomicBool,
    done: AtomicU64,
    files: AtomicU64,
}

impl Bar {
    /// A bar, if somebody is there to see it.
    pub(crate) fn new(session: &Session<'_>) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let wanted = session.world.stderr.is_terminal && !session.quiet;
        if wanted {
            // Looking up the words takes milliseconds, which a run that nobody watches need not spend.
            bar.set_message(session.words.render(&Message::new("cli-reading")));
            let style = ProgressStyle::with_template("{msg} {bar:30} {bytes}/{total_bytes} {prefix}");
            bar.set_style(style.expect("the template is well-formed"));
        }
        Self {
            bar,
            begun: Instant::now(),
            wanted,
            shown: AtomicBool::new(false),
            done: AtomicU64::new(0),
            files: AtomicU64::new(0),
        }
    }

    fn appear(&self) {
        let due = self.wanted && self.begun.elapsed() > PATIENCE;
        if due && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Progress for Bar {
    fn found(&self, files: u64, bytes: u64) {
        self.files.fetch_add(files, Ordering::Relaxed);
        self.bar.inc_length(bytes);
    }

    fn bytes(&self, more: u64) {
        self.bar.inc(more);
        self.appear();
    }

    fn file_done(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.set_prefix(format!("{done}/{}", self.files.load(Ordering::Relaxed)));
        self.appear();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A sign of life for work that does not tell how far it has come. It comes after a second and goes when it is dropped.
#[derive(Debug)]
pub(crate) struct Busy(Option<(Sender<()>, JoinHandle<()>)>);

impl Busy {
    /// A sign with these words, if somebody is there to see it.
    pub(crate) fn new(doing: &'static str, session: &Session<'_>) -> Self {
        if !session.world.stderr.is_terminal || session.quiet {
            return Self(None);
        }
        let doing = session.words.render(&Message::new(doing));
        let (done, over) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            if over.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let spinner = ProgressBar::new_spinner().with_message(doing);
            spinner.enable_steady_tick(Duration::from_millis(100));
            // The other end goes when the work is done.
            let _done = over.recv();
            spinner.finish_and_clear();
        });
        Self(Some((done, thread)))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            // A sign that failed is no reason to fail.
            let _shown = thread.join();
        }
    }
}
