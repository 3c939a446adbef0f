//! What remains to be done in the personnel tool: for a person at a terminal, a spreadsheet and programs.

use std::io;

use chrono::NaiveDate;
use serde::Serialize;

use super::csv;
use super::escape::escape;
use super::json::pretty;
use super::permission::{Page, People};
use super::sheet::{BOLD, FAINT, Sheet, piece, plain};
use super::words::Words;
use crate::model::case_type::Vocabulary as _;
use crate::model::hsa_id::HsaId;
use crate::permission::decide::role_name;
use crate::permission::event::Verb;
use crate::permission::todo::Todo;
use crate::text::Message;

/// What remains, by the day from which it matters.
#[derive(Debug)]
pub struct TodoPage<'a> {
    /// The day.
    pub today: NaiveDate,
    /// What remains.
    pub all: &'a [&'a Todo],
    /// Who the people are.
    pub people: &'a People,
}

/// What is to be done in the personnel tool.
#[must_use]
pub fn to_do(verb: Verb) -> Message {
    Message::new(match verb {
        Verb::Granted => "todo-grant",
        Verb::Paused => "todo-pause",
        Verb::Resumed => "todo-resume",
        Verb::Extended => "todo-extend",
        Verb::Revoked => "todo-revoke",
        Verb::Undone => "todo-undo",
    })
}

const COLUMNS: [&str; 6] = [
    "todo-column-event",
    "todo-column-day",
    "permission-column-clinic",
    "permission-column-person",
    "permission-column-role",
    "todo-column-what",
];

impl TodoPage<'_> {
    fn row(&self, todo: &Todo, words: &Words) -> [String; 6] {
        let person = self.people.get(&todo.target.person);
        [
            format!("#{}", todo.event),
            todo.day.to_string(),
            todo.target.clinic.to_string(),
            person.map_or_else(|| todo.target.person.as_str().to_owned(), ToString::to_string),
            words.say(&role_name(todo.target.role)),
            words.say(&what(todo)),
        ]
    }
}

/// What is to be done, with the day that is to be entered.
fn what(todo: &Todo) -> Message {
    match (todo.verb, todo.facts.until) {
        (Verb::Extended, Some(until)) => Message::new("todo-extend-until").with("until", until),
        (verb, _) => to_do(verb),
    }
}

impl Page for TodoPage<'_> {
    fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        if self.all.is_empty() {
            return sheet.flow((0, 2), &[plain(words.get("todo-nothing"))]);
        }
        let (now, later): (Vec<&Todo>, Vec<&Todo>) = self.all.iter().partition(|todo| todo.day <= self.today);
        for (key, some) in [("todo-now", now), ("todo-later", later)] {
            if some.is_empty() {
                continue;
            }
            sheet.flow((0, 2), &[piece(BOLD, words.get(key)), piece(FAINT, format!(" ({})", some.len()))])?;
            for todo in some {
                let [event, day, rest @ ..] = self.row(todo, words);
                let rest: Vec<String> = rest.iter().map(|part| escape(part).into_owned()).collect();
                sheet.flow((2, 6), &[plain(format!("{event} {day} · {}", rest.join(" · ")))])?;
            }
            sheet.blank()?;
        }
        sheet.flow((0, 2), &[piece(FAINT, words.get("todo-how"))])
    }

    fn csv(&self, words: &Words, out: &mut dyn io::Write) -> io::Result<()> {
        csv::write(out, &COLUMNS.map(|key| words.get(key)), self.all.iter().map(|todo| self.row(todo, words)))
    }

    fn json(&self) -> String {
        let item = |todo: &&Todo| WireTodo {
            event: todo.event,
            verb: todo.verb,
            decided: todo.decided,
            day: todo.day,
            clinic: todo.target.clinic.to_string(),
            staff: self.people.get(&todo.target.person).map(HsaId::to_string),
            role: todo.target.role.key(),
            valid_until: todo.facts.until,
        };
        let todo = self.all.iter().map(item).collect();
        pretty(&WirePage { format: "riktlinje/todo/v1", today: self.today, todo })
    }
}

#[derive(Serialize)]
struct WirePage {
    format: &'static str,
    today: NaiveDate,
    todo: Vec<WireTodo>,
}

#[derive(Serialize)]
struct WireTodo {
    event: u64,
    verb: Verb,
    decided: NaiveDate,
    day: NaiveDate,
    clinic: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff: Option<String>,
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<NaiveDate>,
}
