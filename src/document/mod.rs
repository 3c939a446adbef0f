//! A YAML document as a small tree in which every key, value and list knows where it stands.
//!
//! Plain scalars stay source text (`07` is not 7, `1.10` is not 1.1, `no` is what its reader makes of it). Anchors,
//! aliases, tags and several documents in one file are refused: our files do not need them, and an alias bomb cannot
//! be built without them. JSON is read by the same parser, being YAML.

mod de;

use std::borrow::Cow;
use std::collections::HashSet;

use granit_parser::{Event, Marker, Parser, ScalarStyle, Span as RawSpan, StrInput};

use crate::text::Message;

/// How deep lists and mappings may nest.
const DEPTH: usize = 64;

/// Where a node stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Byte offset of the first byte.
    pub start: u32,
    /// Byte offset after the last byte.
    pub end: u32,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}

/// A value in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'a> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind<'a>,
}

/// The kinds of node.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<'a> {
    /// A scalar as source text (escapes and folding resolved).
    Scalar {
        /// The text.
        text: Cow<'a, str>,
        /// Written without quotes: `null`, `~` and nothing at all mean absence only then.
        plain: bool,
    },
    /// A list.
    List(Vec<Node<'a>>),
    /// A mapping, in source order. No key occurs twice.
    Map(Vec<(Key<'a>, Node<'a>)>),
}

/// A key of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Key<'a> {
    /// The key's text.
    pub text: Cow<'a, str>,
    /// Where it stands.
    pub span: Span,
}

/// Why a text is not a document that we read.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentError {
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
}

impl<'a> Node<'a> {
    /// The scalar's text; `None` for lists, mappings and for nothing (`null`, `~`, empty).
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// Whether there is nothing: `null`, `~` or an empty plain scalar.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The list's elements; empty for anything else.
    #[must_use]
    pub fn list(&self) -> &[Self] {
        match &self.kind {
            Kind::List(items) => items,
            _ => &[],
        }
    }

    /// The mapping's entries; empty for anything else.
    #[must_use]
    pub fn map(&self) -> &[(Key<'a>, Self)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a key of a mapping.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.map().iter().find(|(k, _)| k.text == key).map(|(_, value)| value)
    }
}

/// Reads one document. An empty text is an empty mapping.
///
/// # Errors
/// Every duplicate key, or else the first thing that is not YAML or not allowed here.
pub fn parse(text: &str) -> Result<Node<'_>, Vec<DocumentError>> {
    let mut builder = Builder { events: Parser::new_from_str(text), duplicates: Vec::new() };
    let root = builder.document().map_err(|error| vec![error])?;
    if builder.duplicates.is_empty() { Ok(root) } else { Err(builder.duplicates) }
}

struct Builder<'a> {
    events: Parser<'a, StrInput<'a>>,
    duplicates: Vec<DocumentError>,
}

impl<'a> Builder<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), DocumentError> {
        match self.events.next_event() {
            Some(Ok((event, span))) => Ok((event, convert(&span))),
            Some(Err(error)) => {
                let at = error.marker();
                // The parser's own account of the place is that of the piece that it was given; `span` tells it better.
                let told = error.to_string();
                let told = told.split(" at char ").next().unwrap_or_default();
                Err(DocumentError { span: convert(&RawSpan::new(*at, *at)), message: fault(told) })
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn document(&mut self) -> Result<Node<'a>, DocumentError> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(refused(span, "document-several"));
                }
                Event::DocumentStart(..) => {
                    let (event, span) = self.next()?;
                    root = Some(self.node(event, span, 0)?);
                }
                _ => break,
            }
        }
        Ok(root.unwrap_or(Node { span: Span { line: 1, column: 1, ..Span::default() }, kind: Kind::Map(Vec::new()) }))
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node<'a>, DocumentError> {
        if depth > DEPTH {
            return Err(refused(span, "document-depth"));
        }
        match event {
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _)
                if anchor != 0 =>
            {
                Err(refused(span, "document-anchor"))
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, _, Some(_))
            | Event::MappingStart(_, _, Some(_)) => Err(refused(span, "document-tag")),
            Event::Scalar(text, style, ..) => {
                Ok(Node { span, kind: Kind::Scalar { text, plain: style == ScalarStyle::Plain } })
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    let (event, at) = self.next()?;
                    if matches!(event, Event::SequenceEnd) {
                        return Ok(Node { span: Span { end: at.end.max(span.end), ..span }, kind: Kind::List(items) });
                    }
                    items.push(self.node(event, at, depth + 1)?);
                }
            }
            Event::MappingStart(..) => self.mapping(span, depth),
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(refused(span, "document-anchor")),
            _ => Err(refused(span, "document-cut")),
        }
    }

    fn mapping(&mut self, span: Span, depth: usize) -> Result<Node<'a>, DocumentError> {
        let mut entries: Vec<(Key<'a>, Node<'a>)> = Vec::new();
        // Short mappings are searched, long ones hashed: a file with a hundred thousand keys must not take quadratic time.
        let mut seen: HashSet<Cow<'a, str>> = HashSet::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                return Ok(Node { span: Span { end: at.end.max(span.end), ..span }, kind: Kind::Map(entries) });
            }
            let key = self.node(event, at, depth + 1)?;
            let Kind::Scalar { text, .. } = key.kind else {
                return Err(refused(key.span, "document-key"));
            };
            let (event, at) = self.next()?;
            let value = self.node(event, at, depth + 1)?;
            let twice = if entries.len() < 16 {
                entries.iter().any(|(k, _)| k.text == text)
            } else {
                if seen.is_empty() {
                    seen.extend(entries.iter().map(|(k, _)| k.text.clone()));
                }
                !seen.insert(text.clone())
            };
            if twice {
                self.duplicates.push(DocumentError {
                    span: key.span,
                    message: Message::new("document-duplicate-key").with("key", text.as_ref()),
                });
                continue;
            }
            entries.push((Key { text, span: key.span }, value));
        }
    }
}

/// The parser's faults that people meet, by words of its own sentence, and ours for them.
const FAULTS: [(&str, &str); 12] = [
    ("anchor", "document-anchor"),
    ("alias", "document-anchor"),
    ("recursion limit", "document-depth"),
    ("escape", "document-escape"),
    ("mapping values are not allowed", "document-colon"),
    ("tab", "document-tab"),
    ("unclosed bracket", "document-bracket"),
    ("unclosed quote", "document-quote"),
    ("quoted scalar", "document-quote"),
    ("expected '-' indicator", "document-indent"),
    ("expected key", "document-indent"),
    ("simple key expected ':'", "document-no-colon"),
];

/// What is wrong, in words that help.
fn fault(told: &str) -> Message {
    let known = FAULTS.iter().find(|(words, _)| told.contains(words));
    Message::new(known.map_or("document-syntax", |(_, key)| key))
}

fn refused(span: Span, key: &'static str) -> DocumentError {
    DocumentError { span, message: Message::new(key) }
}

fn convert(span: &RawSpan) -> Span {
    let offset = |marker: &Marker| u32::try_from(marker.byte_offset().unwrap_or(marker.index())).unwrap_or(u32::MAX);
    Span {
        start: offset(&span.start),
        end: offset(&span.end),
        line: u32::try_from(span.start.line()).unwrap_or(u32::MAX),
        column: u32::try_from(span.start.col() + 1).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, parse};

    #[test]
    fn scalars_stay_as_written_and_know_where_they_stand() {
        let text = "# c\na: 07\nb:\n  - 1.10\n  - {å: 'x', y: null}\n";
        let root = parse(text).expect("it is a document");
        assert_eq!(root.get("a").and_then(|n| n.text()), Some("07"));
        let list = root.get("b").expect("b").list();
        assert_eq!(list[0].text(), Some("1.10"));
        let x = list[1].get("å").expect("å");
        assert_eq!((x.span.line, x.span.column), (5, 9));
        assert_eq!(&text[x.span.start as usize..x.span.end as usize], "'x'");
        assert!(list[1].get("y").expect("y").is_null());
    }

    #[test]
    fn duplicate_keys_are_all_told() {
        let errors = parse("a: 1\na: 2\nb: {c: 1, c: 2}\n").expect_err("two keys stand twice");
        let lines: Vec<u32> = errors.iter().map(|e| e.span.line).collect();
        assert_eq!(lines, [2, 3]);
    }

    #[test]
    fn what_we_do_not_need_is_refused() {
        let deep = "[".repeat(100);
        for text in ["a: &x 1\nb: *x\n", "a: !!str 1\n", "a: 1\n---\nb: 2\n", "? [1]\n: 2\n", "a: [1,", deep.as_str()] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_empty_text_is_an_empty_mapping() {
        for text in ["", "# nothing\n", "---\n"] {
            let root = parse(text).expect("empty is allowed");
            assert!(matches!(root.kind, Kind::Map(ref e) if e.is_empty()) || root.is_null(), "{text:?}");
        }
    }
}
