//! What sources in XML have in common: looking at how a file begins, and reading it in one pass with its places.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::encoding::{self, Encoding};
use super::{Unusable, transport};
use crate::text::Message;

/// The local names of the outermost elements of a document, as far as they are seen in its beginning: the root first, then
/// the first element within it, and so on.
pub(crate) fn outermost(head: &str) -> Vec<Box<str>> {
    let mut reader = Reader::from_str(head);
    reader.config_mut().check_end_names = false;
    let mut names: Vec<Box<str>> = Vec::new();
    while names.len() < OUTERMOST {
        match reader.read_event() {
            Ok(Event::Start(tag)) => names.push(tag.local_name().as_ref().into()),
            Ok(Event::Empty(tag)) => {
                names.push(tag.local_name().as_ref().into());
                break;
            }
            Ok(Event::End(_) | Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    names
}

/// How many elements [`outermost`] names: an envelope, its body, and what is in it.
const OUTERMOST: usize = 4;

/// Whether a text that begins as markup is a web page.
pub(crate) fn is_web_page(head: &str) -> bool {
    let begins = |text: &str| head.trim_start().get(..text.len()).is_some_and(|it| it.eq_ignore_ascii_case(text));
    begins("<!doctype html") || outermost(head).first().is_some_and(|root| root.eq_ignore_ascii_case("html"))
}

/// The encoding that a document says it has; `Err` for one that is not read.
pub(crate) fn declared(head: &str) -> Result<Option<Encoding>, Box<str>> {
    let Some(declaration) = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) else {
        return Ok(None);
    };
    let Some((_, value)) = declaration.0.split_once("encoding") else { return Ok(None) };
    let value = value.trim_start().strip_prefix('=').unwrap_or_default().trim_start();
    let name = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        _ => return Ok(None),
    };
    match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "us-ascii" | "ascii" => Ok(Some(Encoding::Utf8)),
        // What calls itself ISO 8859-1 is read as its superset everywhere.
        "iso-8859-1" | "iso8859-1" | "latin1" | "windows-1252" | "cp1252" => Ok(Some(Encoding::Windows1252)),
        "utf-16" | "utf-16le" => Ok(Some(Encoding::Utf16Le)),
        "utf-16be" => Ok(Some(Encoding::Utf16Be)),
        _ => Err(name.chars().take(40).collect::<String>().into()),
    }
}

/// Where a reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Bytes read.
    pub(crate) offset: u64,
    /// The line, from 1.
    pub(crate) line: u32,
    /// The column in characters, from 1.
    pub(crate) column: u32,
}

impl Spot {
    fn pass(&mut self, passed: &[u8]) {
        self.offset += passed.len() as u64;
        let mut after = passed;
        if let Some(at) = memchr::memrchr(b'\n', passed) {
            let lines = memchr::memchr_iter(b'\n', passed).count();
            self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
            self.column = 1;
            after = &passed[at + 1..];
        }
        // A character is counted at its first byte.
        let characters = after.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        self.column = self.column.saturating_add(u32::try_from(characters).unwrap_or(u32::MAX));
    }
}

/// Counts what is read, and refuses a token without an end.
#[derive(Debug)]
struct Counted<R> {
    reader: R,
    at: Spot,
    /// Where the token begins that is being read, and how long it may be.
    began: u64,
    limit: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let len = available.len().min(buffer.len());
        buffer[..len].copy_from_slice(&available[..len]);
        self.consume(len);
        Ok(len)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at.offset - self.began > self.limit {
            return Err(transport::refusal(broken("source-xml-broken", self.at)));
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, len: usize) {
        // What is consumed has been filled, so that this reads nothing.
        if let Ok(filled) = self.reader.fill_buf() {
            self.at.pass(&filled[..len.min(filled.len())]);
        }
        self.reader.consume(len);
    }
}

/// What a document consists of, without what nobody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// An element begins; its name without a prefix.
    Open(&'t str),
    /// The innermost open element ends.
    Close,
    /// Text, references resolved. There may be several in a row.
    Text(&'t str),
    /// A comment or the like.
    Other,
    /// The document ends.
    End,
}

/// Reads a document in UTF-8 token by token, in one pass and bounded memory. A document with a type definition is refused, and so are
/// references to anything but characters: nothing here can grow.
#[derive(Debug)]
pub(crate) struct Pull<R: BufRead> {
    reader: Reader<Counted<R>>,
    buffer: Vec<u8>,
    /// The name of an element, or the character of a reference.
    name: String,
    began: Spot,
    depth: u32,
    has_root: bool,
}

/// From this size on, a token's room is given back.
const LARGE: usize = 1 << 20;

impl<R: BufRead> Pull<R> {
    /// For a document whose tokens may each have `limit` bytes.
    pub(crate) fn new(reader: R, limit: usize) -> Self {
        let at = Spot { offset: 0, line: 1, column: 1 };
        let mut reader = Reader::from_reader(Counted { reader, at, began: 0, limit: limit as u64 });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), name: String::new(), began: at, depth: 0, has_root: false }
    }

    /// Where the last token begins.
    pub(crate) fn began(&self) -> Spot {
        self.began
    }

    /// Where the last token ends.
    pub(crate) fn ended(&self) -> Spot {
        self.reader.get_ref().at
    }

    /// The next token.
    ///
    /// # Errors
    /// When reading fails, or this is no document. What was read before is then no whole.
    pub(crate) fn next(&mut self) -> Result<Token<'_>, Unusable> {
        if self.buffer.capacity() > LARGE {
            self.buffer = Vec::new();
        }
        self.buffer.clear();
        let at = self.reader.get_ref().at;
        self.began = at;
        self.reader.get_mut().began = at.offset;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(fault(&mut self.reader, &error, at)),
        };
        Ok(match event {
            Event::Start(_) if self.depth == 0 && self.has_root => return Err(broken("source-xml-broken", at)),
            Event::Start(tag) => {
                self.depth += 1;
                self.has_root = true;
                if self.depth > DEPTH {
                    return Err(broken("source-xml-broken", at));
                }
                self.name.clear();
                self.name.push_str(tag.local_name().as_ref());
                Token::Open(&self.name)
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Token::Close
            }
            Event::Text(text) => within(text.into_inner(), self.depth, at)?,
            Event::CData(text) => within(text.into_inner(), self.depth, at)?,
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten().or_else(|| predefined(&reference));
                let Some(character) = character.filter(|c| self.depth > 0 && !is_forbidden(*c)) else {
                    return Err(broken("source-xml-entity", at));
                };
                self.name.clear();
                self.name.push(character);
                Token::Text(&self.name)
            }
            Event::DocType(_) => return Err(broken("source-xml-dtd", at)),
            Event::Eof if self.depth > 0 || !self.has_root => return Err(broken("source-xml-cut", at)),
            Event::Eof => Token::End,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => Token::Other,
        })
    }
}

/// How deep elements may lie within each other.
const DEPTH: u32 = 100;

/// Text belongs into an element; beside the root there are only blanks.
fn within(text: Cow<'_, str>, depth: u32, at: Spot) -> Result<Token<'_>, Unusable> {
    let is_broken = match depth {
        0 => !text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty(),
        _ => text.bytes().any(|byte| byte < b' ' && is_forbidden(char::from(byte))),
    };
    match text {
        Cow::Borrowed(text) if !is_broken => Ok(Token::Text(text)),
        _ => Err(broken("source-xml-broken", at)),
    }
}

/// Characters that no document has.
fn is_forbidden(character: char) -> bool {
    character < ' ' && !matches!(character, '\t' | '\r' | '\n')
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// A fault of a document, never with anything of what it says.
fn broken(key: &'static str, at: Spot) -> Unusable {
    let advice = match key {
        "source-xml-dtd" | "source-xml-entity" => "source-xml-dtd-advice",
        _ => "source-xml-advice",
    };
    Unusable::new(Message::new(key)).advice(Message::new(advice)).at(at.line, at.column)
}

fn fault<R: BufRead>(reader: &mut Reader<Counted<R>>, error: &quick_xml::Error, at: Spot) -> Unusable {
    let is_at_end = |reader: &mut Reader<Counted<R>>| reader.get_mut().reader.fill_buf().is_ok_and(<[u8]>::is_empty);
    match error {
        quick_xml::Error::Io(error) => transport::unreadable(error),
        quick_xml::Error::Encoding(_) => encoding::not_utf8(at.line, at.column),
        quick_xml::Error::Syntax(_) if is_at_end(reader) => broken("source-xml-cut", at),
        _ => broken("source-xml-broken", at),
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::{Encoding, Pull, Token, declared, is_web_page, outermost};

    fn read(document: &str) -> Result<String, (String, Option<(u32, u32)>)> {
        let mut pull = Pull::new(BufReader::with_capacity(64, document.as_bytes()), 1000);
        let mut told = String::new();
        loop {
            match pull.next().map_err(|fault| (fault.message.key.into_owned(), fault.at))? {
                Token::Open(name) => told.extend(["<", name, ">"]),
                Token::Close => told.push_str("</>"),
                Token::Text(text) => told.push_str(text),
                Token::Other => told.push('.'),
                Token::End => return Ok(told),
            }
        }
    }

    #[test]
    fn names_have_no_prefix_and_references_are_resolved() {
        let document = "<?xml version='1.0'?><x:a b=\"&c;\"><!-- --><b/>1 &lt; &#50;<![CDATA[ & 3]]></x:a>\n";
        assert_eq!(read(document).unwrap(), ".<a>.<b></>1 < 2 & 3</>\n");
    }

    #[test]
    fn what_is_no_document_is_told_with_its_place() {
        let told = |document: &str| read(document).unwrap_err();
        let at = |key: &str, line, column| (key.to_owned(), Some((line, column)));
        assert_eq!(told("<a>\nå <b></a>"), at("source-xml-broken", 2, 6));
        assert_eq!(told("<a/>\n<b/>"), at("source-xml-broken", 2, 1));
        assert_eq!(told("<a/>x"), at("source-xml-broken", 1, 5));
        assert_eq!(told("<a>\u{1}</a>"), at("source-xml-broken", 1, 4));
        assert_eq!(told("<a>&#1;</a>"), at("source-xml-entity", 1, 4));
        assert_eq!(told("<a>&b;</a>"), at("source-xml-entity", 1, 4));
        assert_eq!(told("<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>"), at("source-xml-dtd", 1, 1));
        assert_eq!(told(""), at("source-xml-cut", 1, 1));
        assert_eq!(told(&format!("<a b='{}'/>", "x".repeat(2000))).0, "source-xml-broken");
        assert_eq!(told(&"<a>".repeat(2000)).0, "source-xml-broken");
    }

    #[test]
    fn cut_anywhere_it_is_told() {
        let document = "<?xml version='1.0'?><a b='c'><!-- d --><b>&lt;</b>åäö<![CDATA[ e ]]></a>";
        for end in (0..document.len()).filter(|end| document.is_char_boundary(*end)) {
            assert!(read(&document[..end]).is_err(), "{}", &document[..end]);
        }
    }

    #[test]
    fn the_outermost_elements_and_the_encoding_are_seen() {
        assert_eq!(
            *outermost("<?xml version='1.0'?>\n<!-- x --><s:Envelope><s:Body><GetUnit"),
            ["Envelope".into(), "Body".into()]
        );
        assert!(is_web_page("\n<!DOCTYPE HTML>"));
        assert!(is_web_page("<!-- x --><html lang='sv'>"));
        assert!(!is_web_page("<!-- <html> --><a/>"));
        assert_eq!(declared("<?xml version=\"1.0\" encoding = 'ISO-8859-1' ?>"), Ok(Some(Encoding::Windows1252)));
        assert_eq!(declared("<?xml version='1.0'?><a encoding='x'/>"), Ok(None));
        assert_eq!(declared("<?xml version='1.0' encoding='EBCDIC'?>"), Err("EBCDIC".into()));
    }
}
