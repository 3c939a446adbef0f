//! What the figures rest on: which log, how far it reaches, what of it could not be used and why.

use std::collections::BTreeMap;
use std::io;

use chrono::DateTime;
use chrono_tz::{Europe::Stockholm, Tz};
use serde::Serialize;

use super::limit::{Limit, WireLimit};
use super::time::instant_with_weekday;
use crate::model::case_log::CaseLog;
use crate::model::case_type::Vocabulary as _;
use crate::model::hsa_id::HsaId;
use crate::model::place::{FileIx, Located, RecordRef, Spot};
use crate::model::source::{Problem, ProblemLevel, SourceFile, SourceKind};
use crate::report::escape::escape;
use crate::report::json::WirePlace;
use crate::report::sheet::{FAINT, RED, Sheet, YELLOW, piece, plain};
use crate::report::words::{Words, capitalised};
use crate::text::Message;

/// Files that have a line each.
const FILES: usize = 5;
/// Problems that are told.
const PROBLEMS: usize = 12;

/// What the figures rest on.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The log.
    pub log: &'a CaseLog,
    /// The files that were read, for the places in it.
    pub files: &'a [SourceFile],
    /// What was wrong with them.
    pub problems: &'a [Problem],
    /// The instant that is judged.
    pub as_of: DateTime<Tz>,
    /// The time within which a case must be answered.
    pub limit: Limit<'a>,
    /// Whether somebody asked that cases may stand twice.
    pub unchecked: Unchecked,
    /// What clinics are called, as far as it is known.
    pub names: &'a BTreeMap<&'a HsaId, &'a str>,
}

/// Whether somebody asked that case ids are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchecked {
    /// Yes.
    Asked,
    /// No.
    NotAsked,
}

impl<'a> About<'a> {
    /// The file and line of a row.
    pub(super) fn locate(&self, record: RecordRef) -> Located {
        let file = self.files.get(record.file.0 as usize).map(|file| file.name.clone()).unwrap_or_default();
        let spot = if record.line == 0 { Spot::File } else { Spot::Line { line: record.line, column: 1 } };
        Located { file, spot, ..Located::default() }
    }

    /// What a clinic is called; harmless for a terminal.
    pub(super) fn name(&self, clinic: &HsaId) -> Option<&'a str> {
        self.names.get(clinic).copied()
    }

    /// How many cases, how far the log reaches, which instant and which limit hold, and whether it can be believed.
    pub(super) fn head(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        self.verdict(words, sheet)?;
        let at = instant_with_weekday(words, self.as_of);
        let mut lines = vec![words.say(&Message::new("cases-as-of").with("instant", at))];
        lines.extend(self.limit.explained(words));
        lines.into_iter().try_for_each(|line| sheet.flow((0, 2), &[piece(FAINT, line)]))
    }

    /// «1 204 ärenden, inkomna från 2026-01-02».
    pub(super) fn extent(&self, words: &Words) -> String {
        let cases = words.count("cases-cases", self.log.cases);
        match self.log.span {
            None => cases,
            Some((from, to)) => {
                let day = |at: DateTime<Tz>| at.with_timezone(&Stockholm).date_naive();
                let message = Message::new("cases-extent").with("cases", cases);
                words.say(&message.with("from", day(from)).with("to", day(to)))
            }
        }
    }

    /// A loud word where the log cannot be believed.
    fn verdict(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        if self.log.is_believed(self.limit.terms) {
            return Ok(());
        }
        let message = if self.log.incomplete {
            Message::new("cases-not-believed-incomplete")
        } else {
            Message::new("cases-not-believed-rows")
                .with("left_out", words.number(self.log.unusable()))
                .with("rows", words.count("cases-rows", self.log.cases + self.log.unusable()))
                .with("limit", self.limit.terms.bad_rows)
        };
        sheet.flow((0, 2), &[piece(RED, "✗ "), piece(RED, words.say(&message))])?;
        sheet.flow((2, 2), &[plain(words.get("cases-not-believed-advice"))])
    }

    /// What was read, and what could not be used.
    pub(super) fn foot(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        sheet.heading(&words.get("cases-heading-sources"))?;
        self.read(words, sheet)?;
        let key = match (self.log.duplicates_checked, self.unchecked) {
            (true, _) => "cases-duplicates-checked",
            (false, Unchecked::Asked) => "cases-duplicates-not-asked",
            (false, Unchecked::NotAsked) => "cases-duplicates-unchecked",
        };
        let ink = if self.log.duplicates_checked { FAINT } else { YELLOW };
        sheet.flow((2, 4), &[piece(ink, words.get(key))])?;
        self.problems(words, sheet)
    }

    fn read(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let logs: Vec<&SourceFile> = self.logs().map(|(_, file)| file).collect();
        for file in logs.iter().take(FILES) {
            let mut parts = vec![words.count("cases-cases", file.records)];
            if file.left_out > 0 {
                parts.push(words.count("cases-rows-left-out", file.left_out));
            }
            let notes: Vec<String> = file.notes.iter().map(|note| words.say(note)).collect();
            let name = format!("{}: ", escape(&file.name));
            let notes = if notes.is_empty() { String::new() } else { format!(". {}", capitalised(&notes.join("; "))) };
            sheet.flow((2, 4), &[plain(name), plain(parts.join(", ")), piece(FAINT, notes)])?;
        }
        let more = logs.len().saturating_sub(FILES) as u64;
        if more > 0 {
            let cases = logs.iter().skip(FILES).map(|file| file.records).sum::<u64>();
            let files = words.count("cases-more-files", more);
            sheet.flow((2, 4), &[plain(format!("{files}: {}", words.count("cases-cases", cases)))])?;
        }
        Ok(())
    }

    /// The case logs among the files.
    pub(super) fn logs(&self) -> impl Iterator<Item = (FileIx, &'a SourceFile)> {
        (0..).map(FileIx).zip(self.files).filter(|(_, file)| file.kind == SourceKind::Cases)
    }

    /// What was wrong with the files and their rows.
    fn problems(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        for problem in self.problems.iter().take(PROBLEMS) {
            let (sign, ink) = match problem.level {
                ProblemLevel::Error => ("✗", RED),
                ProblemLevel::Warning => ("!", YELLOW),
                ProblemLevel::Note => ("·", FAINT),
            };
            let text = format!(" {}. ", capitalised(&words.say(&problem.message)));
            sheet.flow((2, 4), &[piece(ink, sign), plain(text), piece(FAINT, self.places(problem, words))])?;
            if let Some(advice) = &problem.advice {
                sheet.flow((4, 6), &[plain(format!("→ {}", words.say(advice)))])?;
            }
        }
        let more = self.problems.len().saturating_sub(PROBLEMS) as u64;
        if more > 0 {
            sheet.flow((2, 4), &[piece(FAINT, words.count("cases-more-problems", more))])?;
        }
        Ok(())
    }

    /// Where a problem stands; of a fault that many rows have, where the first of them are.
    fn places(&self, problem: &Problem, words: &Words) -> String {
        let here = problem.place.record;
        let of_rows = self.log.flaws.iter().find(|flaws| here.line > 0 && flaws.first.first() == Some(&here));
        let (rows, count) = of_rows.map_or((std::slice::from_ref(&here), 1), |flaws| (&flaws.first, flaws.count));
        let places: Vec<String> = rows.iter().map(|row| words.place_in_short(&self.locate(*row))).collect();
        let places = words.join(&places);
        if count > rows.len() as u64 {
            words.say(&Message::new("cases-first-places").with("places", places))
        } else {
            places
        }
    }

    /// For programs.
    pub(super) fn wire(&self) -> WireAbout<'_> {
        let place = |row: &RecordRef| self.locate(*row).into();
        WireAbout {
            as_of: self.as_of.with_timezone(&Stockholm).to_rfc3339(),
            limit: self.limit.wire(),
            believed: self.log.is_believed(self.limit.terms),
            cases: self.log.cases,
            left_out: self.log.left_out,
            first: self.log.span.map(|(first, _)| first.with_timezone(&Stockholm).to_rfc3339()),
            last: self.log.span.map(|(_, last)| last.with_timezone(&Stockholm).to_rfc3339()),
            duplicates_checked: self.log.duplicates_checked,
            files: self
                .logs()
                .map(|(_, file)| WireFile { name: &file.name, cases: file.records, left_out: file.left_out })
                .collect(),
            flaws: self
                .log
                .flaws
                .iter()
                .map(|flaws| WireFlaws {
                    flaw: flaws.flaw.key(),
                    count: flaws.count,
                    first: flaws.first.iter().map(place).collect(),
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct WireAbout<'a> {
    as_of: String,
    #[serde(flatten)]
    limit: WireLimit<'a>,
    believed: bool,
    cases: u64,
    left_out: u64,
    first: Option<String>,
    last: Option<String>,
    duplicates_checked: bool,
    files: Vec<WireFile<'a>>,
    flaws: Vec<WireFlaws>,
}

#[derive(Serialize)]
struct WireFile<'a> {
    name: &'a str,
    cases: u64,
    left_out: u64,
}

#[derive(Serialize)]
struct WireFlaws {
    flaw: &'static str,
    count: u64,
    first: Vec<WirePlace>,
}
