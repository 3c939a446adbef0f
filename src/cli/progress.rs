//! How far loading has come, on a terminal, for what takes over a second.
#![expect(clippy::disallowed_methods, reason = "whether a second has passed is asked of the clock")]

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::session::Session;
use crate::source::Progress;
use crate::text::Message;

/// What takes less is not worth a word.
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
        let reading = session.words.render(&Message::new("cli-reading"));
        let style = ProgressStyle::with_template("{msg} {bar:30} {bytes}/{total_bytes} {prefix}");
        bar.set_style(style.expect("the template is well-formed"));
        bar.set_message(reading);
        let wanted = session.world.stderr.is_terminal && !session.quiet;
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
