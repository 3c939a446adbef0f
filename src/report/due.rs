//! What is due, by why: for a person at a terminal, a spreadsheet and programs.

use std::io;

use chrono::NaiveDate;
use serde::Serialize;

use super::beside;
use super::csv;
use super::escape::escape;
use super::json::{self, pretty};
use super::permission::{Page, People};
use super::sheet::{BOLD, FAINT, Sheet, piece, plain};
use super::words::Words;
use crate::model::case_type::Vocabulary as _;
use crate::model::hsa_id::HsaId;
use crate::model::measured::FollowUp;
use crate::permission::decide::role_name;
use crate::permission::due::{Due, Why};
use crate::permission::holding::Moment;
use crate::text::Message;

/// What is due up to a day.
#[derive(Debug)]
pub struct DuePage<'a> {
    /// Now.
    pub now: Moment,
    /// The last day that was asked about.
    pub last: NaiveDate,
    /// How well permissions follow the people.
    pub measures: FollowUp,
    /// What is due, by why and day.
    pub all: &'a [Due],
    /// Who the people are.
    pub people: &'a People,
}

/// What a kind of thing is called, and what to do about it.
fn named(why: Why) -> (Message, Message) {
    let (name, cure) = match why {
        Why::NoAdministrator => ("due-no-administrator", "due-no-administrator-cure"),
        Why::ReviewsOwnClinic => ("due-reviews-own-clinic", "due-reviews-own-clinic-cure"),
        Why::ReturnDue => ("due-return-due", "due-return-due-cure"),
        Why::NotInDirectory => ("due-not-in-directory", "due-not-in-directory-cure"),
        Why::ReviewDue => ("due-review", "due-review-cure"),
        Why::Ends => ("due-ends", "due-ends-cure"),
        Why::Returns => ("due-returns", "due-returns-cure"),
        Why::Begins => ("due-begins", "due-begins-cure"),
        Why::Unconfirmed => ("due-unconfirmed", "due-unconfirmed-cure"),
        Why::OneAdministrator => ("due-one-administrator", "due-one-administrator-cure"),
    };
    (Message::new(name), Message::new(cure))
}

const COLUMNS: [&str; 5] = [
    "due-column-why",
    "due-column-day",
    "permission-column-clinic",
    "permission-column-person",
    "permission-column-role",
];

impl DuePage<'_> {
    fn figures(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let lines = beside::follow_up(&self.measures, words);
        if lines.is_empty() {
            return Ok(());
        }
        sheet.blank()?;
        sheet.flow((0, 2), &[piece(BOLD, words.get("due-measures"))])?;
        lines.iter().try_for_each(|line| sheet.flow((2, 4), &[plain(line)]))
    }

    fn row(&self, due: &Due, words: &Words) -> [String; 5] {
        let person = due.target.as_ref().map(|target| {
            let id = self.people.get(&target.person);
            id.map_or_else(|| target.person.as_str().to_owned(), ToString::to_string)
        });
        let role = due.target.as_ref().map(|target| words.say(&role_name(target.role)));
        let why = words.say(&named(due.why).0);
        [why, due.day.to_string(), due.clinic.to_string(), person.unwrap_or_default(), role.unwrap_or_default()]
    }
}

impl Page for DuePage<'_> {
    fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        if self.all.is_empty() {
            let message = Message::new("due-nothing").with("last", self.last);
            sheet.flow((0, 2), &[plain(words.say(&message))])?;
            return self.figures(words, sheet);
        }
        let title = Message::new("due-title").with("last", self.last).with("count", self.all.len());
        sheet.flow((0, 2), &[plain(words.say(&title))])?;
        for group in self.all.chunk_by(|one, other| one.why == other.why) {
            let (name, cure) = named(group[0].why);
            sheet.blank()?;
            sheet.flow((0, 2), &[piece(BOLD, words.say(&name)), piece(FAINT, format!(" ({})", group.len()))])?;
            for due in group {
                let [_, day, clinic, person, role] = self.row(due, words);
                let has_a_day = matches!(
                    due.why,
                    Why::ReturnDue | Why::Ends | Why::Returns | Why::Begins | Why::Unconfirmed | Why::ReviewDue
                );
                let day = if due.day <= self.now.day && !has_a_day { words.get("due-now") } else { day };
                let about = [clinic, person, role].into_iter().filter(|part| !part.is_empty());
                let about: Vec<String> = about.map(|part| escape(&part).into_owned()).collect();
                sheet.line(&[plain(format!("  {day:<10}  {}", about.join("  ")))])?;
            }
            sheet.flow((2, 4), &[plain("→ "), plain(words.say(&cure))])?;
        }
        self.figures(words, sheet)
    }

    fn csv(&self, words: &Words, out: &mut dyn io::Write) -> io::Result<()> {
        csv::write(out, &COLUMNS.map(|key| words.get(key)), self.all.iter().map(|due| self.row(due, words)))
    }

    fn json(&self) -> String {
        let item = |due: &'_ Due| WireDue {
            why: due.why.key(),
            day: due.day,
            clinic: due.clinic.to_string(),
            staff: due.target.as_ref().and_then(|target| self.people.get(&target.person)).map(HsaId::to_string),
            role: due.target.as_ref().map(|target| target.role.key()),
        };
        let due = self.all.iter().map(item).collect();
        pretty(&WirePage {
            format: "riktlinje/due/v1",
            today: self.now.day,
            last: self.last,
            measures: self.measures.into(),
            due,
        })
    }
}

#[derive(Serialize)]
struct WirePage {
    format: &'static str,
    today: NaiveDate,
    last: NaiveDate,
    measures: json::FollowUp,
    due: Vec<WireDue>,
}

#[derive(Serialize)]
struct WireDue {
    why: &'static str,
    day: NaiveDate,
    clinic: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
}
