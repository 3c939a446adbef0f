//! How a policy counts the time and the cases of a case log: its section `case_log:`.

use chrono::NaiveDate;

use super::Layer;
use super::names::Names;
use super::read::Problems;
use crate::document::Node;
use crate::model::case_type::Vocabulary;
use crate::model::holiday::Eve;
use crate::model::measure::CaseTerms;
use crate::model::working_days::{Counting, WorkingHours, time_of_day};
use crate::policy::literal::{count, percent};
use crate::policy::problem::did_you_mean;
use crate::text::Message;

/// The keys of the section.
pub(in crate::policy) const KEYS: [&str; 7] =
    ["counting", "working_hours", "cut_off", "days_off", "interim_reply_counts", "fewest_cases", "unusable_rows"];

/// The terms of all layers together: what a layer says replaces what the one below says.
pub(super) fn terms<'d>(layers: &'d [Layer<'d>], names: &mut Names<'d>, problems: &mut Problems) -> CaseTerms {
    let mut terms = CaseTerms::default();
    for layer in layers {
        let Some(section) = layer.root.get("case_log").filter(|node| !node.is_null()) else { continue };
        problems.file.clone_from(&layer.label);
        problems.known_keys(section, &KEYS);
        let mut reader = Reader { names, problems };
        for (key, node) in section.map() {
            reader.term(&key.text, node, &mut terms);
        }
        if let (Some(cut_off), Counting::Strict) = (section.get("cut_off"), terms.counting) {
            problems.warning(cut_off.span, Message::new("policy-cut-off-strict"));
        }
    }
    terms
}

struct Reader<'r, 'd> {
    names: &'r mut Names<'d>,
    problems: &'r mut Problems,
}

impl<'d> Reader<'_, 'd> {
    fn term(&mut self, key: &str, node: &'d Node<'d>, terms: &mut CaseTerms) {
        match key {
            "counting" => self.set(node, &mut terms.counting, |text| match Counting::parse(text) {
                Some(counting) => Ok(counting),
                None => Err(not_a_word::<Counting>(text)),
            }),
            "working_hours" => {
                let read =
                    |text: &str| WorkingHours::parse(text).ok_or_else(|| expected("policy-expected-hours", text));
                self.set(node, &mut terms.calendar.hours, read);
            }
            "cut_off" => {
                let read =
                    |text: &str| time_of_day(text).map(Some).ok_or_else(|| expected("policy-expected-time", text));
                self.set(node, &mut terms.calendar.cut_off, read);
            }
            "interim_reply_counts" => self.set(node, &mut terms.interim_counts, |text| match text {
                "yes" | "true" => Ok(true),
                "no" | "false" => Ok(false),
                _ => Err(expected("policy-expected-bool", text)),
            }),
            "fewest_cases" => self.set(node, &mut terms.fewest, |text| {
                let cases = count(text, "case", "cases").and_then(|cases| u32::try_from(cases).ok());
                cases.ok_or_else(|| expected("policy-expected-cases", text))
            }),
            "unusable_rows" => self.set(node, &mut terms.bad_rows, |text| {
                percent(text).ok_or_else(|| expected("policy-expected-percent", text))
            }),
            "days_off" => self.days_off(node, terms),
            // Told already.
            _ => {}
        }
    }

    /// Eves by name and dates: those of a layer replace those of the one below.
    fn days_off(&mut self, node: &'d Node<'d>, terms: &mut CaseTerms) {
        let Some((file, node)) = self.names.resolve(node, self.problems) else { return };
        let here = std::mem::replace(&mut self.problems.file, file);
        terms.calendar.eves_off.clear();
        terms.calendar.closed.clear();
        for (text, span) in self.problems.texts(node) {
            if let Some(eve) = Eve::parse(&text) {
                terms.calendar.eves_off.insert(eve);
            } else if let Ok(date) = text.parse::<NaiveDate>() {
                terms.calendar.closed.insert(date);
            } else {
                let (message, hint) = not_a_word::<Eve>(&text);
                self.problems.error_with(span, message, hint);
            }
        }
        self.problems.file = here;
    }

    /// Reads one value, which a parameter may stand for.
    fn set<T>(&mut self, node: &'d Node<'d>, value: &mut T, read: impl Fn(&str) -> Result<T, Told>) {
        let Some((file, node)) = self.names.resolve(node, self.problems) else { return };
        let here = std::mem::replace(&mut self.problems.file, file);
        if let Some(text) = self.problems.scalar(node) {
            match read(&text) {
                Ok(read) => *value = read,
                Err((message, hint)) => self.problems.error_with(node.span, message, hint),
            }
        }
        self.problems.file = here;
    }
}

/// What is wrong, and the nearest of what could stand there.
type Told = (Message, Option<Message>);

fn expected(key: &'static str, found: &str) -> Told {
    (Message::new(key).with("found", found), None)
}

fn not_a_word<T: Vocabulary>(found: &str) -> Told {
    let words: Vec<&str> = T::WORDS.iter().map(|(_, names)| names[0]).collect();
    let hint = did_you_mean(found, words.iter().copied())
        .unwrap_or_else(|| Message::new("policy-keys-are").with("keys", words.join(", ")));
    (Message::new("policy-not-a-word").with("found", found), Some(hint))
}
