//! The report for a person at a terminal: first the answer, then a line a clinic, then what is wrong and who mends it,
//! then what could not be judged and why. What many clinics share is told once; JSON holds every occurrence.

mod answer;
mod changes;
mod clinics;
mod coverage;
mod findings;
mod sources;
mod unknown;
mod waived;

use std::io;

use super::digest::Digest;
use super::sheet::Sheet;
use super::words::Words;
use super::{Report, Style};
use crate::model::run::Run;

/// The terminal report.
#[derive(Clone, Debug)]
pub struct Table {
    style: Style,
}

impl Table {
    /// A report in a style: language, width, colour.
    #[must_use]
    pub fn new(style: &Style) -> Self {
        Self { style: style.clone() }
    }
}

impl Report for Table {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::with_names(self.style.lang, &run.names);
        let digest = Digest::new(run, &words);
        let mut sheet = Sheet::new(out, &self.style);
        answer::write(&mut sheet, &digest)?;
        changes::write(&mut sheet, &digest)?;
        clinics::write(&mut sheet, &digest)?;
        findings::write(&mut sheet, &digest)?;
        waived::write(&mut sheet, &digest)?;
        unknown::write(&mut sheet, &digest)?;
        sources::write(&mut sheet, &digest)?;
        coverage::write(&mut sheet, &digest)
    }
}
