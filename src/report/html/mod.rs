//! The report as one page of HTML that needs nothing beside it: no network, no other file. First the answer, then pictures,
//! then what to do and by whom, then every clinic; what cannot be judged, what was read, and how far that reaches.
//!
//! A folder of sections: each is a type with the words of its template (`answer.rs` fills `answer.html`). Templates escape
//! what they are given, and [`Words`] has already made it harmless. Nothing is looked up: everything comes from the run.

mod answer;
mod bar;
mod changes;
mod clauses;
mod clinics;
mod coverage;
mod finding;
mod follow_up;
mod matrix;
mod room;
mod shell;
mod sources;
mod times;
mod unknown;
mod view;
mod waived;
mod work;

use std::io;

use askama::Template as _;

use self::room::Counted;
use self::shell::{End, Start, Topic};
use self::view::View;
use super::digest::Digest;
use super::words::Words;
use super::{Report, Style};
use crate::model::run::Run;
use crate::text::Lang;

/// The page.
#[derive(Debug)]
pub(super) struct Html {
    lang: Lang,
}

impl Html {
    /// In the language of a style.
    pub(super) fn new(style: &Style) -> Self {
        Self { lang: style.lang }
    }
}

impl Report for Html {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::with_names(self.lang, &run.names);
        let digest = Digest::new(run, &words);
        let view = View::new(&digest);
        let clauses = clauses::Clauses::of(&view);
        let matrix = matrix::Matrix::of(&view);
        let times = times::Times::of(&digest);
        let changes = changes::Changes::of(&view);
        let follow_up = follow_up::FollowUp::of(&digest);
        let work = work::Work::of(&view);
        let unknown = unknown::Unknown::of(&view);
        let waived = waived::Waived::of(&view);

        let mut topics = vec![Topic::new(&words, "html-answer", "answer")];
        let mut add = |there: bool, key, id| {
            if there {
                topics.push(Topic::new(&words, key, id));
            }
        };
        add(clauses.is_some(), "html-clauses", "clauses");
        add(matrix.is_some(), "html-matrix", "matrix");
        add(times.is_some(), "answer-times-heading", "times");
        add(changes.is_some(), "html-changes", "changes");
        add(work.is_some(), "html-work", "work");
        add(follow_up.is_some(), "follow-up-heading", "permissions");
        add(true, "html-clinics", "clinics");
        add(unknown.is_some(), "html-unknown", "unknown");
        add(waived.is_some(), "html-waived", "waived");
        add(true, "html-sources", "sources");
        add(true, "html-coverage", "coverage");

        let mut page = Counted::new(out);
        let page = &mut page;
        Start::of(&digest, topics).write_into(page)?;
        answer::Answer::of(&digest).write_into(page)?;
        clauses.map_or(Ok(()), |section| section.write_into(page))?;
        matrix.map_or(Ok(()), |section| section.write_into(page))?;
        times.map_or(Ok(()), |section| section.write_into(page))?;
        changes.map_or(Ok(()), |section| section.write_into(page))?;
        work.map_or(Ok(()), |section| section.write_into(page))?;
        follow_up.map_or(Ok(()), |section| section.write_into(page))?;
        clinics::write(&view, page)?;
        unknown.map_or(Ok(()), |section| section.write_into(page))?;
        waived.map_or(Ok(()), |section| section.write_into(page))?;
        sources::Sources::of(&digest).write_into(page)?;
        coverage::Coverage::of(&digest).write_into(page)?;
        End::of(&digest).write_into(page)
    }
}

/// A number of things, however many there are.
fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
