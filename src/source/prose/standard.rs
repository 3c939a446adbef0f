//! Whether a clinic's text is the region's standard text.
//!
//! Blanks and line breaks, the forms of quotation marks and hyphens, and composed or decomposed letters make no
//! difference. `{mottagning}` in the standard stands for the clinic's name.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use crate::model::case_type::CaseTypeIx;
use crate::model::needs::{StandardText, TextKind};

/// A standard text, cut at its slots.
#[derive(Debug)]
pub(super) struct Standard {
    case_type: CaseTypeIx,
    kind: TextKind,
    /// The text between the slots; one more than there are slots.
    parts: Vec<Box<str>>,
}

/// What stands in a standard text for the clinic's name.
const SLOT: &str = "{mottagning}";

impl Standard {
    pub(super) fn new(standard: &StandardText) -> Self {
        let text: String = standard.text.trim().nfc().collect();
        Self { case_type: standard.case_type, kind: standard.kind, parts: text.split(SLOT).map(Into::into).collect() }
    }

    pub(super) fn is_for(&self, case_type: CaseTypeIx, kind: TextKind) -> bool {
        self.case_type == case_type && self.kind == kind
    }

    /// Whether a text is this one. Without a clinic's name a slot takes whatever stands there.
    pub(super) fn equals(&self, text: &str, clinic: Option<&str>) -> bool {
        // Most texts that differ do so in the first letter, which needs no closer look where both are plain.
        let plain = |text: &str| text.bytes().next().filter(u8::is_ascii_alphanumeric);
        if let (Some(one), Some(other)) = (plain(text.trim_start()), plain(&self.parts[0]))
            && one != other
        {
            return false;
        }
        let text = composed(text.trim());
        let clinic = clinic.map(|name| composed(name.trim()));
        let mut rest = Rest { text: &text, after_blank: true };
        for (number, part) in self.parts.iter().enumerate() {
            if number > 0 {
                match &clinic {
                    Some(name) => {
                        if !rest.take(name) {
                            return false;
                        }
                    }
                    None => rest.skip_to(part),
                }
            }
            if !rest.take(part) {
                return false;
            }
        }
        rest.text.trim().is_empty()
    }
}

fn composed(text: &str) -> Cow<'_, str> {
    // Letters of Latin-1 and the marks of general punctuation are composed as they are.
    let beyond = text.bytes().fold(false, |seen, byte| seen | (0xC4..0xE2).contains(&byte));
    if !beyond || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// What has not been compared yet.
struct Rest<'a> {
    text: &'a str,
    /// What was compared last was a blank, so that more blanks make no difference.
    after_blank: bool,
}

impl Rest<'_> {
    /// Takes a piece of the standard off the front, if it stands there.
    fn take(&mut self, mut wanted: &str) -> bool {
        loop {
            let same = common_prefix(self.text, wanted);
            if same > 0 {
                self.after_blank = self.text[..same].ends_with(char::is_whitespace);
                self.text = &self.text[same..];
                wanted = &wanted[same..];
            }
            let Some(want) = wanted.chars().next() else { return true };
            let have = self.text.chars().next();
            let blank_here = have.is_some_and(char::is_whitespace);
            if want.is_whitespace() {
                // A blank at the very end of the text is no difference either.
                if !(self.after_blank || blank_here || have.is_none()) {
                    return false;
                }
                self.text = self.text.trim_start();
                wanted = wanted.trim_start();
                self.after_blank = true;
            } else if blank_here && self.after_blank {
                self.text = self.text.trim_start();
            } else {
                let Some(have) = have else { return false };
                if mark(have) != mark(want) {
                    return false;
                }
                self.text = &self.text[have.len_utf8()..];
                wanted = &wanted[want.len_utf8()..];
                self.after_blank = false;
            }
        }
    }

    /// Skips to where the next piece of the standard seems to begin.
    fn skip_to(&mut self, part: &str) {
        let head = part.split_whitespace().next().unwrap_or("");
        let at = if head.is_empty() { Some(self.text.len()) } else { self.text.find(head) };
        let Some(at) = at else { return };
        // The blank before the piece belongs to the piece.
        let name = self.text[..at].trim_end().len();
        let keep = if part.starts_with(char::is_whitespace) { name } else { at };
        self.text = &self.text[keep..];
        self.after_blank = false;
    }
}

/// How many bytes are the same, up to the last whole character.
fn common_prefix(a: &str, b: &str) -> usize {
    const STEP: usize = 32;
    let mut same = 0;
    let (x, y) = (a.as_bytes(), b.as_bytes());
    while let (Some(p), Some(q)) = (x.get(same..same + STEP), y.get(same..same + STEP))
        && p == q
    {
        same += STEP;
    }
    same += x[same..].iter().zip(&y[same..]).take_while(|(p, q)| p == q).count();
    while !a.is_char_boundary(same) || !b.is_char_boundary(same) {
        same -= 1;
    }
    same
}

/// A mark in the form that stands for all of its forms.
fn mark(c: char) -> char {
    match c {
        '”' | '“' | '„' | '«' | '»' | '″' => '"',
        '’' | '‘' | '‚' | '´' | '`' | '′' => '\'',
        '\u{2010}'..='\u{2015}' | '−' => '-',
        other => other,
    }
}
