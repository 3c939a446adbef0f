//! Permissions and their history, as lists for people, spreadsheets and programs.

use std::io;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Europe::Stockholm;
use comfy_table::{Cell, Table, presets};
use serde::Serialize;

use super::csv;
use super::escape::escape;
use super::json::pretty;
use super::sheet::{FAINT, Sheet, piece, plain};
use super::words::Words;
use crate::model::case_type::Vocabulary as _;
use crate::model::hsa_id::HsaId;
use crate::model::permission::DecisionRecord;
use crate::permission::decide::role_name;
use crate::permission::event::{Changed, Event, Verb, What};
use crate::permission::holding::{Facts, Moment, PersonRef, State};
use crate::permission::ledger::Held;
use crate::permission::review::Verdict;
use crate::text::Message;

/// The people's HSA-ids; who has been erased is shown by the journal's reference.
pub type People = std::collections::BTreeMap<PersonRef, HsaId>;

/// So many events are named by their numbers.
const NUMBERED: usize = 8;

fn name(people: &People, person: &PersonRef) -> String {
    people.get(person).map_or_else(|| person.as_str().to_owned(), ToString::to_string)
}

/// A list of the register, in the three forms that it is asked for in.
pub trait Page {
    /// For a person at a terminal.
    ///
    /// # Errors
    /// What the output says.
    fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()>;

    /// For a spreadsheet.
    ///
    /// # Errors
    /// What the output says.
    fn csv(&self, words: &Words, out: &mut dyn io::Write) -> io::Result<()>;

    /// For programs.
    #[must_use]
    fn json(&self) -> String;
}

/// The permissions at a moment.
#[derive(Debug)]
pub struct Permissions<'a> {
    /// When.
    pub now: Moment,
    /// The permissions.
    pub held: &'a [Held],
    /// Who the people are.
    pub people: &'a People,
}

/// A state's word.
#[must_use]
pub fn state_name(state: State) -> Message {
    Message::new(match state {
        State::Revoked => "permission-state-revoked",
        State::Pending => "permission-state-pending",
        State::Expired => "permission-state-expired",
        State::Paused => "permission-state-paused",
        State::ReturnDue => "permission-state-return-due",
        State::Active => "permission-state-active",
    })
}

const COLUMNS: [&str; 7] = [
    "permission-column-clinic",
    "permission-column-person",
    "permission-column-role",
    "permission-column-state",
    "permission-column-from",
    "permission-column-until",
    "permission-column-since",
];

impl Permissions<'_> {
    fn row(&self, held: &Held, words: &Words) -> [String; 7] {
        let Facts { from, until, .. } = held.facts;
        [
            held.target.clinic.to_string(),
            name(self.people, &held.target.person),
            words.say(&role_name(held.target.role)),
            words.say(&state_name(held.facts.state(self.now))),
            from.to_string(),
            until.map(|day| day.to_string()).unwrap_or_default(),
            format!("#{}", held.since),
        ]
    }
}

impl Page for Permissions<'_> {
    fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let rows = self.held.iter().map(|held| self.row(held, words).to_vec());
        table(rows.collect(), &COLUMNS, (words, sheet))?;
        let count = words.count("permission-count", self.held.len() as u64);
        sheet.flow((0, 2), &[piece(FAINT, count)])
    }

    fn csv(&self, words: &Words, out: &mut dyn io::Write) -> io::Result<()> {
        csv::write(out, &COLUMNS.map(|key| words.get(key)), self.held.iter().map(|held| self.row(held, words)))
    }

    fn json(&self) -> String {
        let permissions = self.held.iter().map(|held| WirePermission {
            clinic: held.target.clinic.as_str(),
            staff: self.people.get(&held.target.person).map(HsaId::as_str),
            person: held.target.person.as_str(),
            role: held.target.role.key(),
            state: held.facts.state(self.now).key(),
            facts: &held.facts,
            since: held.since,
        });
        let at = self.now.instant.to_rfc3339_opts(SecondsFormat::Secs, true);
        pretty(&WirePermissions {
            format: "riktlinje/permission-list/v1",
            as_of: at,
            permissions: permissions.collect(),
        })
    }
}

#[derive(Serialize)]
struct WirePermissions<'a> {
    format: &'static str,
    as_of: String,
    permissions: Vec<WirePermission<'a>>,
}

#[derive(Serialize)]
struct WirePermission<'a> {
    clinic: &'a str,
    staff: Option<&'a str>,
    person: &'a str,
    role: &'static str,
    state: &'static str,
    facts: &'a Facts,
    since: u64,
}

/// The names of the interchange format, `riktlinje/permissions/v1`.
const INTERCHANGE: [&str; 7] = ["clinic", "staff", "role", "state", "granted_by", "granted_on", "valid_until"];

fn interchange(decision: &DecisionRecord) -> [String; 7] {
    [
        decision.clinic.to_string(),
        decision.staff.to_string(),
        decision.role.key().to_owned(),
        decision.state.key().to_owned(),
        decision.decided_by.as_ref().map(ToString::to_string).unwrap_or_default(),
        decision.decided_on.to_string(),
        decision.valid_until.map(|day| day.to_string()).unwrap_or_default(),
    ]
}

/// Permissions in the interchange format, for a spreadsheet or to be read again.
///
/// # Errors
/// What the output says.
pub fn interchange_csv(decisions: &[DecisionRecord], out: &mut dyn io::Write) -> io::Result<()> {
    csv::write(out, &INTERCHANGE.map(str::to_owned), decisions.iter().map(interchange))
}

/// Permissions in the interchange format, for programs.
#[must_use]
pub fn interchange_json(decisions: &[DecisionRecord]) -> String {
    let row = |decision: &DecisionRecord| -> serde_json::Map<String, serde_json::Value> {
        let cells = INTERCHANGE.into_iter().zip(interchange(decision)).filter(|(_, cell)| !cell.is_empty());
        cells.map(|(name, cell)| (name.to_owned(), cell.into())).collect()
    };
    let rows: Vec<_> = decisions.iter().map(row).collect();
    pretty(&serde_json::json!({ "format": "riktlinje/permissions/v1", "permissions": rows }))
}

fn table(rows: Vec<Vec<String>>, columns: &[&'static str], (words, sheet): (&Words, &mut Sheet<'_>)) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.add_row(columns.iter().map(|key| Cell::new(words.get(key))));
    for row in rows {
        table.add_row(row.iter().map(|cell| escape(cell).into_owned()));
    }
    for line in table.lines() {
        sheet.line(&[plain(line.trim_end())])?;
    }
    sheet.blank()
}

/// Events, in words.
#[derive(Debug)]
pub struct History<'a> {
    /// The events.
    pub events: &'a [Event],
    /// Who the people are.
    pub people: &'a People,
}

const EVENT_COLUMNS: [&str; 6] = [
    "permission-column-event",
    "permission-column-when",
    "permission-column-by",
    "permission-column-what",
    "permission-column-reason",
    "permission-column-reference",
];

impl History<'_> {
    fn row(&self, event: &Event, words: &Words) -> [String; 6] {
        let by = event.by.person.as_ref().map_or_else(|| event.by.account.to_string(), |who| name(self.people, who));
        let (reason, reference) = match &event.what {
            What::Permission(change) => (words.say(&reason_name(change.reason)), change.reference.as_str().to_owned()),
            What::ClinicOpened { reference, .. } | What::ClinicClosed { reference, .. } => {
                (String::new(), reference.as_str().to_owned())
            }
            _ => (String::new(), String::new()),
        };
        let what = words.say(&describe(&event.what, self.people));
        [format!("#{}", event.seq), local(event.at), by, what, reason, reference]
    }
}

impl Page for History<'_> {
    fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        for event in self.events {
            let [number, when, by, what, reason, reference] = self.row(event, words);
            sheet.line(&[plain(format!("{number:<6} {when}  ")), piece(FAINT, by)])?;
            sheet.flow((7, 9), &[plain(what)])?;
            let why: Vec<String> = [reason, reference].into_iter().filter(|text| !text.is_empty()).collect();
            if !why.is_empty() {
                sheet.flow((7, 9), &[piece(FAINT, escape(&why.join(" · ")).into_owned())])?;
            }
        }
        let count = words.count("permission-event-count", self.events.len() as u64);
        sheet.flow((0, 2), &[piece(FAINT, count)])
    }

    fn csv(&self, words: &Words, out: &mut dyn io::Write) -> io::Result<()> {
        csv::write(
            out,
            &EVENT_COLUMNS.map(|key| words.get(key)),
            self.events.iter().map(|event| self.row(event, words)),
        )
    }

    fn json(&self) -> String {
        let people = self.people.iter().map(|(person, id)| (person.as_str(), id.as_str())).collect();
        pretty(&WireHistory { format: "riktlinje/permission-history/v1", people, events: self.events })
    }
}

#[derive(Serialize)]
struct WireHistory<'a> {
    format: &'static str,
    people: std::collections::BTreeMap<&'a str, &'a str>,
    events: &'a [Event],
}

/// An instant by the clock on the wall in Sweden.
#[must_use]
pub fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&Stockholm).format("%Y-%m-%d %H:%M").to_string()
}

/// A reason's words.
#[must_use]
pub fn reason_name(reason: crate::permission::request::Reason) -> Message {
    Message::word("permission-reason", reason.key())
}

/// The end of a stretch of days: «tills vidare», «till och med 2027-01-31».
fn until(day: Option<NaiveDate>) -> Message {
    day.map_or_else(|| Message::new("permission-open-ended"), |day| Message::new("permission-until").with("day", day))
}

/// What an event did, in one sentence.
#[must_use]
pub fn describe(what: &What, people: &People) -> Message {
    match what {
        What::Created { settings } => Message::new("permission-did-create").with("region", settings.region.clone()),
        What::Settings { .. } => Message::new("permission-did-settings"),
        What::ActorBound { account, person, regional } => {
            let key = if *regional { "permission-did-bind-regional" } else { "permission-did-bind" };
            Message::new(key).with("account", account.clone()).with("person", name(people, person))
        }
        What::ActorUnbound { account } => Message::new("permission-did-unbind").with("account", account.clone()),
        What::ClinicOpened { clinic, .. } => Message::new("permission-did-open").with("clinic", clinic.as_str()),
        What::ClinicClosed { clinic, .. } => Message::new("permission-did-close").with("clinic", clinic.as_str()),
        What::Permission(change) => sentence(change, people),
        What::Denied { target, rule, .. } => Message::new("permission-did-deny")
            .with("person", name(people, &target.person))
            .with("role", role_name(target.role))
            .with("clinic", target.clinic.as_str())
            .with("rule", rule.key()),
        What::Snapshot { taken, rows, .. } => {
            Message::new("permission-did-snapshot").with("taken", *taken).with("count", *rows)
        }
        What::Compared { source, taken, rows, .. } => Message::new("permission-did-compare")
            .with("source", Message::word("kind", source))
            .with("taken", *taken)
            .with("count", *rows),
        What::Confirmed { events, digest } => {
            let numbers: Vec<String> = events.iter().take(NUMBERED).map(|event| format!("#{event}")).collect();
            let key = match (digest, events.len() > NUMBERED) {
                (None, false) => "permission-did-confirm",
                (None, true) => "permission-did-confirm-many",
                (Some(_), false) => "permission-did-see",
                (Some(_), true) => "permission-did-see-many",
            };
            Message::new(key).with("events", numbers).with("count", events.len())
        }
        What::ReviewOpened { deadline, clinics, .. } => {
            Message::new("permission-did-review").with("count", clinics.len()).with("until", *deadline)
        }
        What::ReviewDecided { review, target, verdict } => Message::new(match verdict {
            Verdict::Keep => "permission-did-review-keep",
            Verdict::Pause => "permission-did-review-pause",
            Verdict::Revoke => "permission-did-review-revoke",
        })
        .with("review", *review)
        .with("person", name(people, &target.person))
        .with("role", role_name(target.role))
        .with("clinic", target.clinic.as_str()),
        What::ReviewClosed { review, undecided } => {
            Message::new("permission-did-review-close").with("review", *review).with("count", undecided.len())
        }
        What::Erased { person } => Message::new("permission-did-erase").with("person", person.as_str()),
        What::ClockAnomaly { last } => Message::new("permission-did-clock").with("last", local(*last)),
    }
}

/// What a change means, in one sentence.
#[must_use]
pub fn sentence(change: &Changed, people: &People) -> Message {
    let after = &change.after;
    let pause = || {
        let before = change.before.as_ref().map_or(&[][..], |facts| &facts.pauses);
        after.pauses.iter().find(|pause| !before.contains(pause)).or(after.pauses.last())
    };
    let message = match change.verb {
        Verb::Granted => {
            Message::new("permission-did-grant").with("from", after.from).with("until", until(after.until))
        }
        Verb::Paused => {
            let (from, last) = pause().map_or((after.from, None), |pause| (pause.from, pause.until));
            Message::new("permission-did-pause").with("from", from).with("until", until(last))
        }
        Verb::Resumed => Message::new("permission-did-resume"),
        Verb::Extended => Message::new("permission-did-extend").with("until", until(after.until)),
        Verb::Revoked => Message::new("permission-did-revoke"),
        Verb::Undone => Message::new("permission-did-undo").with("event", change.undoes.unwrap_or_default()),
    };
    message
        .with("person", name(people, &change.target.person))
        .with("role", role_name(change.target.role))
        .with("clinic", change.target.clinic.as_str())
}
