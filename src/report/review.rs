//! Reviews: what remains to be decided, and who decided what.

use std::collections::BTreeSet;
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
use crate::permission::holding::{PersonRef, Target};
use crate::permission::review::{Decided, Review, Verdict};
use crate::text::Message;

/// A review, and what remains of it.
#[derive(Debug)]
pub struct Looked<'a> {
    /// The review.
    pub review: &'a Review,
    /// What nobody has decided, now or when it was closed.
    pub undecided: Vec<&'a Target>,
}

/// Some reviews.
#[derive(Debug)]
pub struct ReviewPage<'a> {
    /// The day.
    pub today: NaiveDate,
    /// The reviews.
    pub reviews: &'a [Looked<'a>],
    /// Who the people are.
    pub people: &'a People,
    /// Show what has been decided, too.
    pub whole: bool,
}

/// What somebody said of a permission.
#[must_use]
pub fn verdict_name(verdict: Verdict) -> Message {
    Message::new(match verdict {
        Verdict::Keep => "review-keep",
        Verdict::Pause => "review-pause",
        Verdict::Revoke => "review-revoke",
    })
}

const COLUMNS: [&str; 7] = [
    "review-column-review",
    "permission-column-clinic",
    "permission-column-person",
    "permission-column-role",
    "review-column-verdict",
    "review-column-by",
    "review-column-on",
];

/// A permission of a review.
type Item<'a> = (&'a Target, Option<&'a Decided>);

impl ReviewPage<'_> {
    fn name(&self, person: &PersonRef) -> String {
        self.people.get(person).map_or_else(|| person.as_str().to_owned(), ToString::to_string)
    }

    /// The permissions of a review, as a reader looks for them.
    fn items<'l>(&self, looked: &'l Looked<'_>) -> Vec<Item<'l>> {
        let decided = looked.review.decided.iter().map(|(target, decided)| (target, Some(decided)));
        let mut items: Vec<Item<'l>> = looked.undecided.iter().map(|target| (*target, None)).collect();
        if self.whole {
            items.extend(decided);
        }
        items.sort_by_cached_key(|(target, _)| (target.clinic.clone(), self.name(&target.person), target.role));
        items
    }

    fn row(&self, (target, decided): Item<'_>, words: &Words) -> [String; 6] {
        let verdict = decided.map_or(Message::new("review-undecided"), |decided| verdict_name(decided.verdict));
        let by = decided.and_then(|decided| decided.by.as_ref()).map(|by| self.name(by));
        [
            target.clinic.to_string(),
            self.name(&target.person),
            words.say(&role_name(target.role)),
            words.say(&verdict),
            by.unwrap_or_default(),
            decided.map(|decided| decided.on.to_string()).unwrap_or_default(),
        ]
    }

    fn heading(looked: &Looked<'_>, words: &Words) -> String {
        let review = looked.review;
        let state = match &review.closed {
            Some(closed) => Message::new("review-closed-on").with("day", closed.on),
            None => Message::new("review-until").with("day", review.deadline),
        };
        let open: BTreeSet<&HsaId> = looked.undecided.iter().map(|target| &target.clinic).collect();
        let message = Message::new("review-heading")
            .with("review", review.number)
            .with("reference", review.reference.as_str().to_owned())
            .with("state", state)
            .with("decided", review.decided.len())
            .with("all", review.decided.len() + looked.undecided.len())
            .with("ready", review.clinics.len() - open.len())
            .with("clinics", review.clinics.len());
        words.say(&message)
    }
}

impl Page for ReviewPage<'_> {
    fn table(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        if self.reviews.is_empty() {
            return sheet.flow((0, 2), &[plain(words.get("review-none"))]);
        }
        for (at, looked) in self.reviews.iter().enumerate() {
            if at > 0 {
                sheet.blank()?;
            }
            sheet.flow((0, 2), &[piece(BOLD, Self::heading(looked, words))])?;
            let mut clinic = None;
            for item in self.items(looked) {
                let [here, person, role, verdict, by, on] = self.row(item, words);
                if clinic.as_ref() != Some(&here) {
                    sheet.line(&[plain(format!("  {}", escape(&here)))])?;
                    clinic = Some(here);
                }
                let mut line = vec![plain(format!("{} · {role}", escape(&person)))];
                if self.whole {
                    let by = if by.is_empty() { String::new() } else { format!(" · {} {on}", escape(&by)) };
                    line.extend([plain(format!(" · {verdict}")), piece(FAINT, by)]);
                }
                sheet.flow((4, 8), &line)?;
            }
        }
        if self.reviews.iter().any(|looked| !looked.undecided.is_empty() && looked.review.closed.is_none()) {
            sheet.blank()?;
            sheet.flow((0, 2), &[piece(FAINT, words.get("review-how"))])?;
        }
        Ok(())
    }

    fn csv(&self, words: &Words, out: &mut dyn io::Write) -> io::Result<()> {
        let rows = self.reviews.iter().flat_map(|looked| {
            let number = format!("#{}", looked.review.number);
            let row = move |item| {
                let [clinic, person, role, verdict, by, on] = self.row(item, words);
                [number.clone(), clinic, person, role, verdict, by, on]
            };
            self.items(looked).into_iter().map(row)
        });
        csv::write(out, &COLUMNS.map(|key| words.get(key)), rows)
    }

    fn json(&self) -> String {
        let item = |(target, decided): Item<'_>| WireItem {
            clinic: target.clinic.to_string(),
            staff: self.people.get(&target.person).map(HsaId::to_string),
            person: target.person.as_str().to_owned(),
            role: target.role.key(),
            verdict: decided.map(|decided| decided.verdict),
            by: decided.and_then(|decided| decided.by.as_ref()).map(|by| self.name(by)),
            on: decided.map(|decided| decided.on),
        };
        let review = |looked: &Looked<'_>| WireReview {
            review: looked.review.number,
            reference: looked.review.reference.as_str().to_owned(),
            opened: looked.review.opened,
            deadline: looked.review.deadline,
            closed: looked.review.closed.as_ref().map(|closed| closed.on),
            clinics: looked.review.clinics.iter().map(ToString::to_string).collect(),
            decided: looked.review.decided.len(),
            undecided: looked.undecided.len(),
            items: self.items(looked).into_iter().map(item).collect(),
        };
        let reviews = self.reviews.iter().map(review).collect();
        pretty(&WirePage { format: "riktlinje/review/v1", today: self.today, reviews })
    }
}

#[derive(Serialize)]
struct WirePage {
    format: &'static str,
    today: NaiveDate,
    reviews: Vec<WireReview>,
}

#[derive(Serialize)]
struct WireReview {
    review: u64,
    reference: String,
    opened: NaiveDate,
    deadline: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<NaiveDate>,
    clinics: Vec<String>,
    decided: usize,
    undecided: usize,
    items: Vec<WireItem>,
}

#[derive(Serialize)]
struct WireItem {
    clinic: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff: Option<String>,
    person: String,
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<NaiveDate>,
}
