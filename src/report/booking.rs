//! The booking connection of one clinic, contract by contract: what it comes to, where that stands, and what to do.

mod json;

use std::io;

use anstyle::Style as Ink;
use chrono::{DateTime, FixedOffset};
use chrono_tz::{Europe::Stockholm, Tz};

use super::directory::Locate;
use super::escape::escape;
use super::sheet::{BOLD, CYAN, FAINT, GREEN, RED, Sheet, YELLOW, piece, plain};
use super::words::Words;
use crate::model::booking::{Booking, ContractAnswer, Found, Lapsed, Sought, Tree, Verdict, Via};
use crate::model::directory::Directory;
use crate::model::hsa_id::HsaId;
use crate::model::outcome::Truth;
use crate::model::tak::{Consumer, Limit, LogicalAddress};
use crate::text::Message;

/// After so many days TAK says nothing certain any more: the age from which rules take its facts as unknown.
const STALE_DAYS: i64 = 31;
/// Of the systems that may be 1177, so many are named.
const NAMED: usize = 5;

/// The booking connection of one clinic.
#[derive(Clone, Copy, Debug)]
pub struct BookingPage<'a> {
    /// The clinic.
    pub clinic: &'a HsaId,
    /// Its name, where a source has it.
    pub name: Option<&'a str>,
    /// What TAK says of it.
    pub booking: &'a Booking,
    /// The contracts that the policy's rules ask for.
    pub asked: &'a [Box<str>],
    /// Who 1177 is; empty when that is not set.
    pub consumers: &'a [Consumer],
    /// The systems that have booking permissions, the most first.
    pub known: &'a [(&'a Consumer, u64)],
    /// The tree, for the names of ancestors.
    pub directory: &'a Directory,
    /// When TAK was taken out, where every file says it: the oldest.
    pub taken_at: Option<DateTime<FixedOffset>>,
    /// The instant that is judged.
    pub as_of: DateTime<Tz>,
}

impl BookingPage<'_> {
    /// For a person at a terminal.
    ///
    /// # Errors
    /// What the output says.
    pub fn table(&self, words: &Words, sheet: &mut Sheet<'_>, locate: &mut Locate<'_>) -> io::Result<()> {
        let name = self.name.map_or_else(String::new, |name| format!("{} ", escape(name)));
        sheet.flow((0, 2), &[piece(BOLD, name), piece(FAINT, self.clinic.to_string())])?;
        if !self.asked.is_empty() {
            let asked = || self.asked.iter().map(|name| self.booking.contract(name).callable());
            let sure = asked().filter(|callable| *callable == Truth::True).count();
            let unknown = asked().filter(|callable| *callable == Truth::Unknown).count();
            let message = Message::new("booking-summary").with("callable", sure).with("asked", self.asked.len());
            sheet.flow((0, 2), &[plain(words.say(&message.with("unknown", unknown)))])?;
            sheet.heading(&words.get("booking-heading-asked"))?;
            for name in self.asked {
                self.contract(name, (words, sheet), locate)?;
            }
        }
        let mut others = self.others().peekable();
        if others.peek().is_some() {
            let key = if self.asked.is_empty() { "booking-heading-all" } else { "booking-heading-others" };
            sheet.heading(&words.get(key))?;
            for answer in others {
                self.contract(&answer.contract, (words, sheet), locate)?;
            }
        } else if self.asked.is_empty() {
            sheet.flow((0, 2), &[piece(RED, words.get("booking-nothing"))])?;
        }
        self.known(words, sheet)?;
        sheet.blank()
    }

    /// For programs.
    #[must_use]
    pub fn json(&self, locate: &mut Locate<'_>) -> String {
        json::write(self, locate)
    }

    /// The contracts of TAK that no rule asks for.
    fn others(&self) -> impl Iterator<Item = &ContractAnswer> {
        let is_asked =
            |answer: &&ContractAnswer| self.asked.iter().any(|name| name.eq_ignore_ascii_case(&answer.contract));
        self.booking.contracts.iter().filter(move |answer| !is_asked(answer))
    }

    fn contract(
        &self,
        name: &str,
        (words, sheet): (&Words, &mut Sheet<'_>),
        locate: &mut Locate<'_>,
    ) -> io::Result<()> {
        let answer = self.booking.contract(name);
        let verdict = answer.verdict();
        let (mark, ink) = look(verdict);
        let mut line = vec![piece(ink, format!("{mark} ")), piece(BOLD, escape(name).into_owned()), plain(": ")];
        line.push(piece(ink, self.in_words(answer, words)));
        sheet.flow((2, 4), &line)?;
        self.side(("booking-route", &answer.route), (words, &mut *sheet), locate)?;
        self.side(("booking-permission", &answer.permission), (words, &mut *sheet), locate)?;
        if let Some(advice) = self.advice(answer, words) {
            sheet.flow((4, 6), &[plain("→ "), plain(advice)])?;
        }
        Ok(())
    }

    /// A verdict in plain words.
    fn in_words(&self, answer: &ContractAnswer, words: &Words) -> String {
        let key = match answer.verdict() {
            Verdict::Direct => "booking-direct",
            Verdict::Inherited => "booking-inherited",
            Verdict::RouteOnly => "booking-route-only",
            Verdict::PermissionOnly => "booking-permission-only",
            Verdict::Neither => "booking-neither",
            Verdict::NoRoute => "booking-no-route",
            Verdict::NoPermission => "booking-no-permission",
            Verdict::Unknown => "booking-unknown",
        };
        let from = answer.inherited_from().map_or_else(String::new, |via| self.whose(via, words));
        let why = answer.missing().map_or_else(String::new, |missing| words.missing(missing));
        words.say(&Message::new(key).with("from", from).with("why", why))
    }

    /// Whose route or permission it is.
    fn whose(&self, via: &Via, words: &Words) -> String {
        match via {
            Via::Own => words.get("booking-via-own"),
            Via::Everyone => words.get("booking-via-everyone"),
            Via::Ancestor(address) => self.ancestor(address),
        }
    }

    fn ancestor(&self, address: &LogicalAddress) -> String {
        let unit = HsaId::parse(address.as_str()).ok().and_then(|id| self.directory.unit(&id));
        let name = unit.and_then(|unit| self.directory.get(unit).name.value());
        match name {
            Some(name) => format!("{} {}", escape(name), escape(&address.to_string())),
            None => escape(&address.to_string()).into_owned(),
        }
    }

    /// Where a route or a permission stands.
    fn side(
        &self,
        (key, sought): (&'static str, &Sought),
        (words, sheet): (&Words, &mut Sheet<'_>),
        locate: &mut Locate<'_>,
    ) -> io::Result<()> {
        let label = words.get(key);
        match sought {
            Sought::Found(found) => {
                let places: Vec<String> = found.at.iter().map(|place| words.place(&locate(place))).collect();
                let profiles: Vec<String> = found.profiles.iter().map(|profile| in_words(profile)).collect();
                let mut about = vec![self.whose(&found.via, words)];
                about.extend((!profiles.is_empty()).then(|| words.join(&profiles)));
                let about = format!("{label}: {}", about.join(", "));
                sheet.flow((4, 6), &[plain(about), piece(FAINT, format!(" · {}", words.join(&places)))])
            }
            Sought::Nowhere { lapsed: Some(Lapsed { at, validity }) } => {
                let day = |limit: Limit| limit.instant().map(|at| at.with_timezone(&Stockholm).date_naive());
                let message = match (day(validity.from), day(validity.until)) {
                    (Some(from), _) if validity.from.instant() > Some(self.as_of.to_utc()) => {
                        Message::new("booking-begins").with("date", from)
                    }
                    (_, Some(until)) => Message::new("booking-ended").with("date", until),
                    _ => return Ok(()),
                };
                let about = format!("{label}: {}", words.say(&message));
                let place = format!(" · {}", words.place(&locate(at)));
                sheet.flow((4, 6), &[plain(about), piece(FAINT, place)])
            }
            Sought::Nowhere { lapsed: None } | Sought::Unknown(_) => Ok(()),
        }
    }

    /// What to do.
    fn advice(&self, answer: &ContractAnswer, words: &Words) -> Option<String> {
        let key = match answer.verdict() {
            // Nobody has to do anything as long as it works; an ancestor's may stop working.
            Verdict::Inherited if matches!(answer.inherited_from(), Some(Via::Ancestor(_))) => "booking-do-inherited",
            Verdict::Direct | Verdict::Inherited => return None,
            Verdict::RouteOnly | Verdict::NoPermission => "booking-do-permission",
            Verdict::PermissionOnly | Verdict::NoRoute => "booking-do-route",
            Verdict::Neither => "booking-do-both",
            Verdict::Unknown => return None,
        };
        let consumers: Vec<String> = self.consumers.iter().map(|name| escape(&name.to_string()).into_owned()).collect();
        let message = Message::new(key).with("clinic", self.clinic.as_str()).with("count", consumers.len());
        Some(words.say(&message.with("consumers", words.join(&consumers))))
    }

    /// What the answer rests on.
    fn known(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        sheet.heading(&words.get("booking-heading-known"))?;
        let mut lines: Vec<(Ink, Message)> = Vec::new();
        lines.push(match self.taken_at {
            None => (YELLOW, Message::new("booking-age-unknown")),
            Some(taken) => {
                let days = (self.as_of.date_naive() - taken.with_timezone(&Stockholm).date_naive()).num_days();
                let date = taken.with_timezone(&Stockholm).date_naive();
                let message =
                    |key| Message::new(key).with("date", date).with("days", u64::try_from(days).unwrap_or_default());
                match days {
                    ..0 => (YELLOW, message("booking-age-later")),
                    0..=STALE_DAYS => (FAINT, message("booking-age")),
                    _ => (YELLOW, message("booking-age-stale")),
                }
            }
        });
        match self.booking.tree {
            Tree::NotGiven => lines.push((CYAN, Message::new("booking-tree-not-given"))),
            Tree::NotThere => lines.push((YELLOW, Message::new("booking-tree-not-there"))),
            Tree::Known => lines.push((FAINT, Message::new("booking-tree-known"))),
        }
        let name = |consumer: &Consumer| escape(&consumer.to_string()).into_owned();
        let named: Vec<Message> = self
            .known
            .iter()
            .take(NAMED)
            .map(|(consumer, count)| {
                Message::new("source-tak-consumer").with("name", name(consumer)).with("count", *count)
            })
            .collect();
        let set: Vec<String> = self.consumers.iter().map(name).collect();
        if set.is_empty() {
            lines.push((CYAN, Message::new("source-tak-consumer-not-set")));
            if !named.is_empty() {
                lines.push((CYAN, Message::new("source-tak-consumer-not-set-advice").with("consumers", named)));
            }
        } else if self.known.iter().any(|(known, _)| self.consumers.contains(known)) {
            lines.push((FAINT, Message::new("booking-consumers").with("consumers", set)));
        } else {
            lines.push((YELLOW, Message::new("source-tak-consumer-unknown").with("names", set)));
            if !named.is_empty() {
                lines.push((YELLOW, Message::new("source-tak-consumer-unknown-advice").with("consumers", named)));
            }
        }
        for (ink, message) in lines {
            sheet.flow((2, 4), &[piece(ink, super::words::capitalised(&words.say(&message)))])?;
        }
        Ok(())
    }
}

/// The mark and the ink of a verdict.
fn look(verdict: Verdict) -> (&'static str, Ink) {
    match verdict {
        Verdict::Direct | Verdict::Inherited => ("✓", GREEN),
        Verdict::Unknown => ("?", CYAN),
        Verdict::RouteOnly | Verdict::PermissionOnly | Verdict::Neither | Verdict::NoRoute | Verdict::NoPermission => {
            ("✗", RED)
        }
    }
}

/// A profile with the version of the service contract that it means.
fn in_words(profile: &str) -> String {
    match profile {
        "RIVTABP20" => "1.0 (RIVTABP20)".to_owned(),
        "RIVTABP21" => "1.1 (RIVTABP21)".to_owned(),
        other => escape(other).into_owned(),
    }
}
