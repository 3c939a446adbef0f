//! How the register and other sources differ: for a person at a terminal, a spreadsheet and programs.

use std::io;

use chrono::NaiveDate;
use serde::Serialize;

use super::csv;
use super::escape::escape;
use super::json::pretty;
use super::permission::Page;
use super::sheet::{BOLD, FAINT, Sheet, piece, plain};
use super::words::Words;
use crate::model::case_type::Vocabulary as _;
use crate::permission::decide::role_name;
use crate::permission::reconcile::{Cure, Difference, Kind};
use crate::text::Message;

/// A source that was held against the register.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What it holds.
    pub kind: &'static str,
    /// The files, as they were named.
    pub files: Vec<String>,
    /// When it was taken out.
    pub taken: NaiveDate,
    /// Its rows.
    pub rows: u64,
    /// SHA-256 of the files.
    pub digest: Box<str>,
}

/// What a comparison came to.
#[derive(Debug)]
pub struct ReconcilePage<'a> {
    /// The day.
    pub today: NaiveDate,
    /// What was compared.
    pub sources: &'a [Compared],
    /// The differences.
    pub all: &'a [Difference],
    /// The events whose decisions the export shows as carried out.
    pub confirmed: &'a [u64],
}

/// What a kind of difference is called, and what to do about it.
fn named(kind: Kind, cure: Cure, has_day: bool) -> (Message, Message) {
    let (name, cure) = match (kind, cure) {
        (Kind::Leaver, Cure::Plan) => ("reconcile-leaver", "reconcile-leaver-cure"),
        (Kind::Leaver, _) if has_day => ("reconcile-leaver-admin", "reconcile-leaver-admin-cure"),
        (Kind::Leaver, _) => ("reconcile-gone", "reconcile-gone-cure"),
        (Kind::ShouldBePaused, Cure::Tool) => ("reconcile-paused", "reconcile-paused-cure"),
        (Kind::ShouldBePaused, Cure::Plan) => ("reconcile-leave", "reconcile-leave-cure"),
        (Kind::ShouldBePaused, Cure::Decide) => ("reconcile-leave-admin", "reconcile-leave-admin-cure"),
        (Kind::Extra, Cure::Tool) => ("reconcile-ended", "reconcile-ended-cure"),
        (Kind::Extra, _) => ("reconcile-extra", "reconcile-extra-cure"),
        (Kind::Missing, _) => ("reconcile-missing", "reconcile-missing-cure"),
        (Kind::DueBack, _) => ("reconcile-due-back", "reconcile-due-back-cure"),
        (Kind::Mover, _) => ("reconcile-mover", "reconcile-mover-cure"),
        (Kind::Orphan, _) => ("reconcile-orphan", "reconcile-orphan-cure"),
        (Kind::Dormant, _) => ("reconcile-dormant", "reconcile-dormant-cure"),
    };
    (Message::new(name), Message::new(cure))
}

/// Differences that one heading stands over.
fn group(difference: &Difference) -> (Kind, Cure, bool) {
    (difference.kind, difference.cure, difference.kind == Kind::Leaver && difference.day.is_some())
}

/// The day that speaks for a difference, in words.
fn detail(difference: &Difference) -> Option<Message> {
    let days = || difference.day.map(|from| Message::new("reconcile-away").with("from", from));
    match difference.kind {
        Kind::Leaver => difference.day.map(|day| Message::new("reconcile-last-day").with("day", day)),
        Kind::ShouldBePaused => match difference.until {
            Some(until) => {
                difference.day.map(|from| Message::new("reconcile-away-until").with("from", from).with("until", until))
            }
            None => days(),
        },
        Kind::DueBack => difference.until.map(|until| Message::new("reconcile-was-away").with("until", until)),
        Kind::Dormant => difference.day.map(|day| Message::new("reconcile-last-login").with("day", day)),
        _ => None,
    }
}

const COLUMNS: [&str; 7] = [
    "reconcile-column-kind",
    "permission-column-clinic",
    "permission-column-person",
    "permission-column-role",
    "reconcile-column-day",
    "reconcile-column-until",
    "reconcile-column-cure",
];

impl ReconcilePage<'_> {
    fn row(difference: &Difference, words: &Words) -> [String; 7] {
        let (kind, cure, has_day) = group(difference);
        let (name, cure) = named(kind, cure, has_day);
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        [
            words.say(&name),
            difference.clinic.to_string(),
            difference.staff.to_string(),
            words.say(&role_name(difference.role)),
            day(difference.day),
            day(difference.until),
            words.say(&cure),
        ]
    }

    fn figures(&self) -> Figures {
        let of = |kind| self.all.iter().filter(move |difference| difference.kind == kind);
        let late = |difference: &Difference| difference.day.map(|day| (self.today - day).num_days());
        Figures {
            leavers: of(Kind::Leaver).count(),
            longest_leaver_days: of(Kind::Leaver).filter_map(late).max(),
            on_leave: of(Kind::ShouldBePaused).filter(|difference| difference.cure != Cure::Tool).count(),
            proposed: self.all.iter().filter(|difference| difference.cure == Cure::Plan).count(),
        }
    }
}

impl Page for ReconcilePage<'_> {
    fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        for source in self.sources {
            let message = Message::new("reconcile-source")
                .with("kind", Message::word("kind", source.kind))
                .with("files", source.files.clone())
                .with("taken", source.taken)
                .with("count", source.rows);
            sheet.flow((0, 2), &[plain(words.say(&message))])?;
        }
        sheet.blank()?;
        if !self.confirmed.is_empty() {
            let message = Message::new("reconcile-confirmed").with("count", self.confirmed.len());
            sheet.flow((0, 2), &[plain(words.say(&message))])?;
        }
        if self.all.is_empty() {
            return sheet.flow((0, 2), &[plain(words.get("reconcile-nothing"))]);
        }
        let figures = self.figures();
        let message = Message::new("reconcile-title").with("count", self.all.len()).with("proposed", figures.proposed);
        sheet.flow((0, 2), &[plain(words.say(&message))])?;
        let mut sorted: Vec<&Difference> = self.all.iter().collect();
        sorted.sort_by_key(|difference| group(difference));
        for same in sorted.chunk_by(|one, other| group(one) == group(other)) {
            let (kind, cure, has_day) = group(same[0]);
            let (name, cure) = named(kind, cure, has_day);
            sheet.blank()?;
            sheet.flow((0, 2), &[piece(BOLD, words.say(&name)), piece(FAINT, format!(" ({})", same.len()))])?;
            for difference in same {
                let role = words.say(&role_name(difference.role));
                let about = [difference.clinic.to_string(), difference.staff.to_string(), role];
                let about: Vec<String> = about.iter().map(|part| escape(part).into_owned()).collect();
                let mut line = vec![plain(about.join(" · "))];
                line.extend(detail(difference).map(|why| piece(FAINT, format!(" · {}", words.say(&why)))));
                sheet.flow((2, 6), &line)?;
            }
            sheet.flow((2, 4), &[plain("→ "), plain(words.say(&cure))])?;
        }
        if let Some(days) = figures.longest_leaver_days {
            sheet.blank()?;
            let message = Message::new("reconcile-latency").with("days", days.max(0).unsigned_abs());
            sheet.flow((0, 2), &[piece(FAINT, words.say(&message))])?;
        }
        Ok(())
    }

    fn csv(&self, words: &Words, out: &mut dyn io::Write) -> io::Result<()> {
        csv::write(out, &COLUMNS.map(|key| words.get(key)), self.all.iter().map(|one| Self::row(one, words)))
    }

    fn json(&self) -> String {
        let source = |source: &Compared| WireSource {
            kind: source.kind,
            files: source.files.clone(),
            taken: source.taken,
            rows: source.rows,
            digest: source.digest.to_string(),
        };
        pretty(&WirePage {
            format: "riktlinje/reconcile/v1",
            today: self.today,
            sources: self.sources.iter().map(source).collect(),
            measures: self.figures(),
            confirmed: self.confirmed.to_vec(),
            differences: self.all.iter().map(WireDifference::of).collect(),
        })
    }
}

#[derive(Serialize)]
struct Figures {
    leavers: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    longest_leaver_days: Option<i64>,
    on_leave: usize,
    proposed: usize,
}

#[derive(Serialize)]
struct WirePage<'a> {
    format: &'static str,
    today: NaiveDate,
    sources: Vec<WireSource>,
    measures: Figures,
    confirmed: Vec<u64>,
    differences: Vec<WireDifference<'a>>,
}

#[derive(Serialize)]
struct WireSource {
    kind: &'static str,
    files: Vec<String>,
    taken: NaiveDate,
    rows: u64,
    digest: String,
}

#[derive(Serialize)]
struct WireDifference<'a> {
    kind: &'static str,
    clinic: &'a str,
    staff: &'a str,
    role: &'static str,
    cure: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
}

impl<'a> WireDifference<'a> {
    fn of(one: &'a Difference) -> Self {
        Self {
            kind: one.kind.key(),
            clinic: one.clinic.as_str(),
            staff: one.staff.as_str(),
            role: one.role.key(),
            cure: one.cure.key(),
            day: one.day,
            until: one.until,
        }
    }
}
