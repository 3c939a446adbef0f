//! Answers of `GetUnit`, versions 4 and 5, kept as files: a whole contact card of one unit, or of several in a file.
//!
//! Elements are known by their local names, since minor versions add some in namespaces of their own. What is unknown is
//! passed over, and so are `nonPublicTelephoneNumber` and everything else that is not for the public.

#[cfg(test)]
mod tests;
mod tree;
mod unit;

use std::io::BufRead;

use self::tree::Node;
use crate::model::directory::DirectoryRecord;
use crate::model::personal_number;
use crate::model::place::{FileIx, Place, RecordRef};
use crate::source::content::{Content, Document};
use crate::source::problems::Problems;
use crate::source::xml::{Pull, Spot, Token};
use crate::source::{Layout, Loaded, Unusable};
use crate::text::Message;

/// The element that holds the answer.
const ANSWER: &str = "GetUnitResponse";
/// How much of a fault's own words is shown, in characters.
const SHOWN: usize = 160;

/// Whether a document is one of these, by its outermost elements.
pub(super) fn is_one(outermost: &[Box<str>]) -> bool {
    match outermost.first().map(|root| &**root) {
        // What is in the envelope is told by the reader: an answer of another kind, or a fault.
        Some("Envelope" | ANSWER | "Fault") => true,
        // Several answers, put together in a file.
        _ => outermost.iter().skip(1).any(|name| matches!(&**name, "Envelope" | ANSWER)),
    }
}

/// Reads a file.
///
/// # Errors
/// When it cannot be read, is no whole document, or is a fault instead of an answer.
pub(super) fn decode(content: &Content<'_>) -> Result<Loaded<DirectoryRecord>, Unusable> {
    let (file, limit) = (content.about.file, content.limits.record);
    let mut loaded = match content.xml()? {
        Document::Passing(reading) => Answers::new(Pull::new(reading, limit), file).read(&mut |offset| offset)?,
        Document::Held(text) => {
            let mut offsets = text.offsets();
            let mut stored = |offset| offsets.stored(usize::try_from(offset).unwrap_or(usize::MAX));
            let mut loaded = Answers::new(Pull::new(text.as_str().as_bytes(), limit), file).read(&mut stored)?;
            loaded.notes.extend(text.note());
            loaded
        }
    };
    loaded.format = "GetUnit (xml)".into();
    loaded.layout = Layout::Xml;
    Ok(loaded)
}

struct Answers<R: BufRead> {
    pull: Pull<R>,
    file: FileIx,
    /// The open elements, outermost first.
    open: Vec<Box<str>>,
    /// Where the answer began that is being read, and whether it has a unit.
    answer: Option<(Spot, bool)>,
    feigned: u64,
    problems: Problems,
    loaded: Loaded<DirectoryRecord>,
}

impl<R: BufRead> Answers<R> {
    fn new(pull: Pull<R>, file: FileIx) -> Self {
        Self {
            pull,
            file,
            open: Vec::new(),
            answer: None,
            feigned: 0,
            problems: Problems::default(),
            loaded: Loaded::default(),
        }
    }

    /// Reads the document. `stored` leads from offsets in the text to offsets in the file, and is asked in rising order.
    fn read(mut self, stored: &mut dyn FnMut(u64) -> u64) -> Result<Loaded<DirectoryRecord>, Unusable> {
        loop {
            let name: Box<str> = match self.pull.next()? {
                Token::Open(name) => name.into(),
                Token::Close => {
                    self.close(stored);
                    continue;
                }
                Token::Text(_) | Token::Other => continue,
                Token::End => return Ok(self.end()),
            };
            let began = self.pull.began();
            let parent = self.open.last().map(|name| &**name);
            match (&*name, parent) {
                ("unit", Some(ANSWER)) => {
                    let node = Node::read(&mut self.pull)?;
                    self.unit(&node, began, stored);
                }
                ("Fault", None | Some("Body")) => {
                    let node = Node::read(&mut self.pull)?;
                    let (message, advice) = fault(&node);
                    // The fault of one answer among several leaves the others.
                    if self.open.first().is_none_or(|root| &**root == "Envelope") {
                        return Err(Unusable::new(message).advice(advice).at(began.line, began.column));
                    }
                    let record = self.place(began, stored);
                    self.problems.error(Place::record(record), message, advice);
                    self.loaded.left_out += 1;
                }
                (ANSWER, _) => {
                    self.answer = Some((began, false));
                    self.open.push(name);
                }
                (other, Some("Body")) => return Err(super::wrong_root(other).at(began.line, began.column)),
                _ => self.open.push(name),
            }
        }
    }

    fn close(&mut self, stored: &mut dyn FnMut(u64) -> u64) {
        let closed = self.open.pop();
        if closed.as_deref() != Some(ANSWER) {
            return;
        }
        if let Some((began, false)) = self.answer.take() {
            let record = self.place(began, stored);
            let advice = Message::new("source-getunit-empty-advice");
            self.problems.warning(Place::record(record), Message::new("source-getunit-empty"), advice);
        }
    }

    /// From where an element began to where the reader is.
    fn place(&self, began: Spot, stored: &mut dyn FnMut(u64) -> u64) -> RecordRef {
        let start = stored(began.offset);
        let len = stored(self.pull.ended().offset).saturating_sub(start);
        RecordRef { file: self.file, start, len: u32::try_from(len).unwrap_or(u32::MAX), line: began.line }
    }

    fn unit(&mut self, node: &Node, began: Spot, stored: &mut dyn FnMut(u64) -> u64) {
        if let Some((_, has_unit)) = &mut self.answer {
            *has_unit = true;
        }
        if node.text_of("feignedUnit").is_some_and(|text| matches!(text, "true" | "1")) {
            self.feigned += 1;
            return;
        }
        let record = self.place(began, stored);
        let unit = unit::record(node, record, &mut self.loaded.flaws);
        self.loaded.records.push(unit);
    }

    fn end(self) -> Loaded<DirectoryRecord> {
        let mut loaded = self.loaded;
        if self.feigned > 0 {
            loaded.notes.push(Message::new("source-getunit-feigned").with("count", self.feigned));
        }
        loaded.problems = self.problems.finish();
        loaded
    }
}

/// A SOAP fault in plain words, and what to do. «No route» and «not authorised» have different owners and are never the same.
fn fault(node: &Node) -> (Message, Message) {
    let words = node.all_text();
    let code = words.match_indices("VP").find_map(|(at, _)| {
        let code = words.get(at..at + 5)?;
        code[2..].bytes().all(|byte| byte.is_ascii_digit()).then_some(code)
    });
    let (key, advice) = match code {
        Some("VP004") => ("source-soap-route", "source-soap-route-advice"),
        Some("VP007") => ("source-soap-permission", "source-soap-permission-advice"),
        Some(_) => ("source-soap-platform", "source-soap-fault-advice"),
        None => ("source-soap-fault", "source-soap-fault-advice"),
    };
    let shown: String = personal_number::masked(&words).chars().take(SHOWN).collect();
    let message = Message::new(key).with("code", code.unwrap_or_default()).with("text", shown);
    (message, Message::new(advice))
}
