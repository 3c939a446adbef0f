//! Annotations of a GitHub Actions workflow: a line a finding, which GitHub shows beside the file that it is about.

use std::io;

use super::digest::Digest;
use super::public;
use super::words::Words;
use super::{Report, Style};
use crate::model::finding::Finding;
use crate::model::outcome::{Disposition, Outcome, Severity};
use crate::model::run::Run;
use crate::text::{Lang, Message};

/// Workflow commands.
#[derive(Debug)]
pub(super) struct Github {
    lang: Lang,
}

impl Github {
    /// In the language of a style.
    pub(super) fn new(style: &Style) -> Self {
        Self { lang: style.lang }
    }
}

impl Report for Github {
    fn render(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::with_names(self.lang, &run.names);
        let digest = Digest::new(run, &words);
        let (open, left): (Vec<&Finding>, Vec<&Finding>) =
            run.findings.iter().partition(|finding| finding.disposition == Disposition::Open);
        for finding in open {
            let rule = digest.info(finding.rule);
            let level = match (finding.outcome, rule.map(|info| info.severity)) {
                (Outcome::Fail, Some(Severity::Error)) => "error",
                (Outcome::Fail, Some(Severity::Warning)) => "warning",
                _ => "notice",
            };
            write!(out, "::{level} ")?;
            if let Some((file, line, column)) = public::place(finding) {
                write!(out, "file={},line={line},col={column},", property(file))?;
            }
            let title = rule.map_or("", |info| &info.id);
            let said = format!("{}\n{}", public::sentence(finding, &digest), public::advice(finding, &digest));
            writeln!(out, "title={}::{}", property(title), data(said.trim_end()))?;
        }
        if !left.is_empty() {
            let message = Message::new("findings-left-out").with("count", left.len());
            writeln!(out, "::notice::{}", data(&words.say(&message)))?;
        }
        Ok(())
    }
}

/// The text of a command: what would end it is written in another way.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
