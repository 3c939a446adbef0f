//! Operands as written: a typed value with its unit, or a mistake that says what was expected.

use chrono::NaiveDate;

use super::condition::Frame;
use crate::document::{Kind, Node};
use crate::model::case_type::{CaseTypeIx, TypeSet, fold};
use crate::model::span::{TimeSpan, TimeUnit};
use crate::policy::fact::{CountUnit, SpanKind};
use crate::policy::literal::{Literal, count, percent, role_key};
use crate::policy::operator::OperandType;
use crate::policy::problem::did_you_mean;
use crate::text::Message;

/// What to say where a number with its unit should stand and does not.
#[derive(Clone, Copy)]
struct Expected {
    /// The sentence.
    key: &'static str,
    /// The unit that a bare number most likely lacks.
    unit: &'static str,
}

impl<'d> Frame<'_, 'd> {
    /// Reads an operand of a type.
    pub(super) fn literal(&mut self, wanted: OperandType, node: &'d Node<'d>) -> Option<Literal> {
        match wanted {
            OperandType::Bool => self.yes_or_no(node).map(Literal::Bool),
            OperandType::Word(words) => self.word(words, node).map(Literal::Word),
            OperandType::Text => self.single(node).map(|text| Literal::Word(text.into())),
            OperandType::Words(words) => self
                .list(node)?
                .iter()
                .map(|item| self.word(words, item))
                .collect::<Option<Vec<_>>>()
                .map(Literal::Words),
            OperandType::Date => self.date(node),
            OperandType::Count(unit) => {
                let (one, many) = match unit {
                    CountUnit::Items => ("item", "items"),
                    CountUnit::Cases => ("case", "cases"),
                };
                let expected = Expected { key: "policy-expected-count", unit: many };
                self.parsed(node, |text| count(text, one, many), expected).map(Literal::Count)
            }
            OperandType::Percent => {
                let expected = Expected { key: "policy-expected-percent", unit: "%" };
                self.parsed(node, percent, expected).map(Literal::Percent)
            }
            OperandType::Span(kind) => self.span(kind, node),
            OperandType::CaseType => self.case_type(node).map(|ix| Literal::Types(TypeSet::default().with(ix))),
            OperandType::CaseTypes => self
                .list(node)?
                .iter()
                .map(|item| self.case_type(item))
                .collect::<Option<TypeSet>>()
                .map(Literal::Types),
            OperandType::Phrases => self.phrases(node),
            OperandType::Pattern => self.pattern(node),
            OperandType::FactOnly => None,
        }
    }

    /// `yes` or `no`; `true` and `false` too.
    pub(super) fn yes_or_no(&mut self, node: &Node<'_>) -> Option<bool> {
        match self.single(node)? {
            "yes" | "true" | "ja" => Some(true),
            "no" | "false" | "nej" => Some(false),
            other => {
                self.problems.error(node.span, Message::new("policy-expected-bool").with("found", other));
                None
            }
        }
    }

    fn single<'n>(&mut self, node: &'n Node<'_>) -> Option<&'n str> {
        let text = node.text();
        if text.is_none() {
            let key = if matches!(node.kind, Kind::List(_)) { "policy-one-not-many" } else { "policy-expected-value" };
            self.problems.error(node.span, Message::new(key));
        }
        text
    }

    fn list<'n>(&mut self, node: &'n Node<'d>) -> Option<&'n [Node<'d>]> {
        if matches!(node.kind, Kind::List(_)) {
            return Some(node.list());
        }
        self.problems.error(node.span, Message::new("policy-expected-list"));
        None
    }

    fn word(&mut self, words: &'static [&'static str], node: &Node<'_>) -> Option<Box<str>> {
        let text = self.single(node)?;
        if words.is_empty() || words.contains(&text) {
            return Some(text.into());
        }
        // Older names of roles are aliases.
        if let Some(role) = role_key(text).filter(|role| words.contains(role)) {
            return Some(role.into());
        }
        self.problems.error_with(
            node.span,
            Message::new("policy-not-a-word").with("found", text),
            did_you_mean(text, words.iter().copied())
                .or_else(|| Some(Message::new("policy-words-are").with("words", words.join(", ")))),
        );
        None
    }

    fn date(&mut self, node: &Node<'_>) -> Option<Literal> {
        match self.single(node)? {
            "today" => Some(Literal::Today),
            text => {
                let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
                if date.is_none() {
                    self.problems.error(node.span, Message::new("policy-expected-date").with("found", text));
                }
                date.map(Literal::Date)
            }
        }
    }

    fn parsed<T>(&mut self, node: &Node<'_>, parse: impl Fn(&str) -> Option<T>, expected: Expected) -> Option<T> {
        let text = self.single(node)?;
        let value = parse(text);
        if value.is_none() {
            let bare = text.bytes().all(|byte| byte.is_ascii_digit());
            let hint = bare.then(|| Message::new("policy-add-unit").with("number", text).with("unit", expected.unit));
            self.problems.error_with(node.span, Message::new(expected.key).with("found", text), hint);
        }
        value
    }

    fn span(&mut self, kind: SpanKind, node: &Node<'_>) -> Option<Literal> {
        let unit = if kind == SpanKind::Calendar { "days" } else { "working days" };
        let span = self.parsed(node, TimeSpan::parse, Expected { key: "policy-expected-span", unit })?;
        let fits = match kind {
            SpanKind::Calendar => !span.is_working() && !matches!(span.unit, TimeUnit::Minutes | TimeUnit::Hours),
            SpanKind::Working => span.is_working(),
            SpanKind::Promise => true,
        };
        if !fits {
            let key = if kind == SpanKind::Calendar { "policy-calendar-time" } else { "policy-working-time" };
            self.problems.error(node.span, Message::new(key).with("found", span.to_string()));
        }
        fits.then_some(Literal::Span(span))
    }

    fn case_type(&mut self, node: &Node<'_>) -> Option<CaseTypeIx> {
        let text = self.single(node)?;
        let found = self.needs.case_types.iter().position(|need| &*need.key == text);
        if found.is_none() {
            let named = self.needs.case_type(text);
            let hint = match named {
                Some(ix) => {
                    let key = self.needs.case_types[usize::from(ix.0)].key.clone();
                    Some(Message::new("policy-did-you-mean").with("name", key))
                }
                None => {
                    let keys = || self.needs.case_types.iter().map(|need| &*need.key);
                    let all = || Message::new("policy-words-are").with("words", keys().collect::<Vec<_>>().join(", "));
                    did_you_mean(text, keys()).or_else(|| Some(all()))
                }
            };
            self.problems.error_with(node.span, Message::new("policy-unknown-case-type").with("name", text), hint);
        }
        found.and_then(|ix| u8::try_from(ix).ok()).map(CaseTypeIx)
    }

    /// Words to search texts for, each a bit: sources look for them while they read.
    fn phrases(&mut self, node: &'d Node<'d>) -> Option<Literal> {
        let mut bits = 0_u64;
        let mut written = Vec::new();
        for item in self.list(node)? {
            let text = self.single(item)?;
            let folded = text.to_lowercase();
            if fold(text).is_empty() {
                self.problems.error(item.span, Message::new("policy-empty-phrase"));
                return None;
            }
            let known = self.needs.words.iter().position(|word| **word == *folded);
            let ix = known.unwrap_or_else(|| {
                self.needs.words.push(folded.into());
                self.needs.words.len() - 1
            });
            if ix >= 64 {
                self.problems.error(item.span, Message::new("policy-too-many-phrases"));
                return None;
            }
            bits |= 1 << ix;
            written.push(text.into());
        }
        Some(Literal::Phrases(bits, written))
    }

    fn pattern(&mut self, node: &Node<'_>) -> Option<Literal> {
        let text = self.single(node)?;
        // By itself first: a parenthesis too many would otherwise close ours and let the pattern out of its anchors.
        let build = |pattern: &str| regex::RegexBuilder::new(pattern).size_limit(1 << 20).build();
        let pattern = build(text).and_then(|_| build(&format!("^(?:{text})$")));
        match pattern {
            Ok(pattern) => Some(Literal::Pattern(Box::new(pattern))),
            Err(error) => {
                let reason = error.to_string().lines().last().unwrap_or_default().trim().to_owned();
                let reason = reason.strip_prefix("error: ").unwrap_or(&reason).to_owned();
                self.problems.error(node.span, Message::new("policy-bad-pattern").with("reason", reason));
                None
            }
        }
    }
}
