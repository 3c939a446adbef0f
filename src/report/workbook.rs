//! Workbooks (XLSX) for an office: real numbers, dates and shares, frozen headings, filters, widths, colours that never speak
//! alone, and pages that print. A text is written as a text, whatever it begins with: no cell from outside is a formula.
//!
//! The bytes depend on the run alone: the date in the document's properties is the run's, not the clock's.

mod book;
mod clauses;
mod clinics;
mod findings;
mod form;
mod sources;
mod summary;

use std::io;

pub(super) use book::{Book, Cell, Column, Look, Sheet, Trouble, lines};
pub(super) use form::Form;

use super::digest::Digest;
use super::words::Words;
use super::{Report, Style};
use crate::model::run::Run;
use crate::text::Lang;

/// A run as a workbook.
#[derive(Debug)]
pub(super) struct Xlsx {
    lang: Lang,
}

impl Xlsx {
    /// In the language of a style.
    pub(super) fn new(style: &Style) -> Self {
        Self { lang: style.lang }
    }
}

impl Report for Xlsx {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::with_names(self.lang, &run.names);
        let digest = Digest::new(run, &words);
        write(&digest, out).map_err(io::Error::other)
    }
}

fn write(digest: &Digest<'_>, out: &mut dyn io::Write) -> Result<(), Trouble> {
    let words = digest.words;
    let mut book = Book::new(digest.run, words, "workbook-title")?;
    summary::write(&mut book, digest)?;
    clinics::write(&mut book, digest)?;
    findings::write(&mut book, digest)?;
    clauses::write(&mut book, digest)?;
    sources::write(&mut book, digest)?;
    book.save(out)
}
