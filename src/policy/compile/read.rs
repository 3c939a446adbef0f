//! Reading a document's nodes with every problem collected: what was expected, where, and the nearest name.

use crate::document::{Kind, Node, Span};
use crate::policy::problem::{Level, PolicyProblem, did_you_mean};
use crate::text::{Bilingual, Message};

/// The problems found so far, and the file that is being read.
#[derive(Debug)]
pub(super) struct Problems {
    pub(super) file: Box<str>,
    pub(super) found: Vec<PolicyProblem>,
}

impl Problems {
    pub(super) fn error(&mut self, span: Span, message: Message) {
        self.error_with(span, message, None);
    }

    pub(super) fn error_with(&mut self, span: Span, message: Message, hint: Option<Message>) {
        let file = self.file.clone();
        self.found.push(PolicyProblem { level: Level::Error, file, span, message, hint });
    }

    pub(super) fn warning(&mut self, span: Span, message: Message) {
        self.warning_with(span, message, None);
    }

    pub(super) fn warning_with(&mut self, span: Span, message: Message, hint: Option<Message>) {
        let file = self.file.clone();
        self.found.push(PolicyProblem { level: Level::Warning, file, span, message, hint });
    }

    /// Reports every key of a mapping that is not one of these.
    pub(super) fn known_keys(&mut self, node: &Node<'_>, keys: &[&str]) {
        for (key, _) in node.map() {
            if !keys.contains(&key.text.as_ref()) {
                self.error_with(
                    key.span,
                    Message::new("policy-unknown-key").with("key", key.text.as_ref()),
                    did_you_mean(&key.text, keys.iter().copied())
                        .or_else(|| Some(Message::new("policy-keys-are").with("keys", list(keys)))),
                );
            }
        }
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, node: &Node<'_>, key: &'static str) -> Option<Box<str>> {
        match node.get(key) {
            Some(value) => self.scalar(value),
            None => {
                self.error(node.span, Message::new("policy-missing-key").with("key", key));
                None
            }
        }
    }

    /// A scalar that is not nothing.
    pub(super) fn scalar(&mut self, node: &Node<'_>) -> Option<Box<str>> {
        let text = node.text().map(Into::into);
        if text.is_none() {
            self.error(node.span, Message::new("policy-expected-text"));
        }
        text
    }

    /// One text or a list of them.
    pub(super) fn texts(&mut self, node: &Node<'_>) -> Vec<(Box<str>, Span)> {
        if let Some(text) = node.text() {
            return vec![(text.into(), node.span)];
        }
        if node.list().is_empty() && !matches!(node.kind, Kind::List(_)) {
            self.error(node.span, Message::new("policy-expected-list"));
        }
        node.list().iter().filter_map(|item| Some((self.scalar(item)?, item.span))).collect()
    }

    /// A text in both languages. One that is missing is a mistake, and so are placeholders that differ.
    pub(super) fn bilingual(&mut self, node: &Node<'_>, key: &'static str) -> Bilingual {
        let Some(value) = node.get(key) else {
            self.warning(node.span, Message::new("policy-missing-text").with("key", key));
            return Bilingual::default();
        };
        self.both(value)
    }

    /// A reason: in both languages, or one text that stands for both; `None` for nothing.
    pub(super) fn reason(&mut self, node: &Node<'_>) -> Option<Bilingual> {
        match node.kind {
            Kind::Map(_) => Some(self.both(node)),
            _ => node.text().map(|text| Bilingual { sv: text.into(), en: text.into() }),
        }
    }

    /// The two languages of `{ sv: …, en: … }`.
    pub(super) fn both(&mut self, node: &Node<'_>) -> Bilingual {
        self.known_keys(node, &["sv", "en"]);
        let mut get = |lang: &'static str| match node.get(lang).and_then(|text| text.text()) {
            Some(text) => text.trim().into(),
            None => {
                self.warning(node.span, Message::new("policy-missing-translation").with("lang", lang));
                Box::default()
            }
        };
        let text = Bilingual { sv: get("sv"), en: get("en") };
        if !text.sv.is_empty() && !text.en.is_empty() && placeholders(&text.sv) != placeholders(&text.en) {
            self.warning(
                node.span,
                Message::new("policy-placeholders-differ")
                    .with("sv", list(&placeholders(&text.sv)))
                    .with("en", list(&placeholders(&text.en))),
            );
        }
        text
    }
}

/// The names between braces, sorted, each once.
pub(super) fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Names as one text: `a, b, c`.
pub(super) fn list(names: &[&str]) -> String {
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}
