//! Words and marks of a folded text, found from a position forwards or backwards.

/// A folded text: lower case, with a blank at each end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a>(pub(super) &'a str);

/// A word, or a single mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) is_word: bool,
}

/// What a character is to us.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Word,
    Mark,
}

impl<'a> Text<'a> {
    fn bytes(self) -> &'a [u8] {
        self.0.as_bytes()
    }

    /// The word around a position; empty where there is none.
    pub(super) fn word_at(self, at: usize) -> Token<'a> {
        let mut start = at;
        while let Some((class, len)) = self.before(start)
            && class == Class::Word
        {
            start -= len;
        }
        self.word_from(start)
    }

    /// The word that begins at a position.
    pub(super) fn word_from(self, start: usize) -> Token<'a> {
        let mut end = start;
        while let Some((class, len)) = self.after(end)
            && class == Class::Word
        {
            end += len;
        }
        self.token(start, end, true)
    }

    /// Whether a word begins here: what stands before is no part of one.
    pub(super) fn begins_word(self, at: usize) -> bool {
        self.before(at).is_none_or(|(class, _)| class != Class::Word)
    }

    fn token(self, start: usize, end: usize, is_word: bool) -> Token<'a> {
        // Tokens end where characters end.
        Token { text: self.0.get(start..end).unwrap_or(""), start, end, is_word }
    }

    /// The token after a position.
    pub(super) fn next(self, mut at: usize) -> Option<Token<'a>> {
        loop {
            let (class, len) = self.after(at)?;
            match class {
                Class::Blank => at += len,
                Class::Word => return Some(self.word_from(at)),
                Class::Mark => return Some(self.token(at, at + len, false)),
            }
        }
    }

    /// The token before a position.
    pub(super) fn previous(self, mut at: usize) -> Option<Token<'a>> {
        loop {
            let (class, len) = self.before(at)?;
            match class {
                Class::Blank => at -= len,
                Class::Word => {
                    let mut start = at;
                    while let Some((Class::Word, len)) = self.before(start) {
                        start -= len;
                    }
                    return Some(self.token(start, at, true));
                }
                Class::Mark => return Some(self.token(at - len, at, false)),
            }
        }
    }

    /// The tokens after a position, to the end of the sentence.
    pub(super) fn following(self, at: usize) -> impl Iterator<Item = Token<'a>> {
        let mut at = Some(at);
        std::iter::from_fn(move || {
            let from = at?;
            let token = self.next(from).filter(|token| !self.ends_sentence(from, *token));
            at = token.map(|token| token.end);
            token
        })
    }

    /// The tokens before a position, backwards to the beginning of the sentence.
    pub(super) fn preceding(self, at: usize) -> impl Iterator<Item = Token<'a>> {
        let mut at = Some(at);
        std::iter::from_fn(move || {
            let to = at?;
            let token = self
                .previous(to)
                .filter(|token| !self.breaks_line(token.end, to) && !self.ends_sentence(token.start, *token));
            at = token.map(|token| token.start);
            token
        })
    }

    /// Whether the words stand here, whole, with any blanks between them where `words` has one.
    pub(super) fn has_words(self, start: usize, words: &[u8]) -> bool {
        if !self.begins_word(start) {
            return false;
        }
        let mut at = start;
        for byte in words {
            if *byte == b' ' {
                let before = at;
                while let Some((Class::Blank, len)) = self.after(at) {
                    at += len;
                }
                if at == before {
                    return false;
                }
            } else if self.bytes().get(at) == Some(byte) {
                at += 1;
            } else {
                return false;
            }
        }
        self.after(at).is_none_or(|(class, _)| class != Class::Word)
    }

    /// Whether these words, each with a blank after it, stand before a position, with any blanks between them.
    pub(super) fn has_words_before(self, end: usize, words: &[u8]) -> bool {
        let mut at = end;
        for byte in words.iter().rev() {
            if *byte == b' ' {
                let after = at;
                while let Some((Class::Blank, len)) = self.before(at) {
                    at -= len;
                }
                if at == after {
                    return false;
                }
            } else if at > 0 && self.bytes()[at - 1] == *byte {
                at -= 1;
            } else {
                return false;
            }
        }
        self.begins_word(at)
    }

    fn breaks_line(self, from: usize, to: usize) -> bool {
        self.bytes()[from..to].contains(&b'\n')
    }

    /// Whether a token ends the sentence: a full stop (not that of an abbreviation), `!`, `?`, `;`, or a new line before it.
    fn ends_sentence(self, from: usize, token: Token<'_>) -> bool {
        if self.bytes().get(from..token.start).is_some_and(|blanks| blanks.contains(&b'\n')) {
            return true;
        }
        match token.text {
            "!" | "?" | ";" => true,
            "." => !matches!(
                self.previous(token.start).map(|word| word.text),
                Some("tel" | "tfn" | "kl" | "ev" | "ex" | "t" | "nr" | "bl" | "a" | "ca" | "dvs" | "max" | "resp")
            ),
            _ => false,
        }
    }

    #[inline]
    fn after(self, at: usize) -> Option<(Class, usize)> {
        let bytes = self.bytes();
        let byte = *bytes.get(at)?;
        match CLASSES[usize::from(byte)] {
            Some(class) => Some((class, if byte == LATIN { 2 } else { 1 })),
            None => {
                let len = match byte {
                    0xC0..=0xDF => 2,
                    0xE0..=0xEF => 3,
                    _ => 4,
                };
                Some((beyond_ascii(bytes.get(at..at + len)?), len))
            }
        }
    }

    #[inline]
    fn before(self, at: usize) -> Option<(Class, usize)> {
        let bytes = self.bytes();
        let byte = *bytes.get(at.checked_sub(1)?)?;
        if let Some(class) = CLASSES[usize::from(byte)] {
            return Some((class, 1));
        }
        if at >= 2 && bytes[at - 2] == LATIN {
            return Some((Class::Word, 2));
        }
        let len = (1..=4).find(|len| at.checked_sub(*len).is_some_and(|start| bytes[start] >= 0xC0))?;
        Some((beyond_ascii(&bytes[at - len..at]), len))
    }
}

/// The first byte of å, ä, ö and their like, which are words' letters all.
const LATIN: u8 = 0xC3;

/// What a character is, by its first byte, where that byte settles it.
const CLASSES: [Option<Class>; 256] = {
    let mut classes = [None; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = Some(match byte {
            b' ' | b'\t' | b'\n' | b'\r' => Class::Blank,
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Class::Word,
            _ => Class::Mark,
        });
        byte += 1;
    }
    classes[LATIN as usize] = Some(Class::Word);
    classes
};

fn beyond_ascii(bytes: &[u8]) -> Class {
    match bytes {
        // No-break spaces, and the blanks of general punctuation.
        [0xC2, 0xA0] | [0xE2, 0x80, 0x80..=0x8B | 0xAF] | [0xE2, 0x81, 0xA0] => Class::Blank,
        // Signs of Latin-1, general punctuation, arrows, symbols.
        [0xC2, ..] | [0xE2, 0x80..=0xAF, _] | [0xF0, ..] => Class::Mark,
        _ => Class::Word,
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    fn words(iterator: impl Iterator<Item = super::Token<'static>>) -> Vec<&'static str> {
        iterator.map(|token| token.text).collect()
    }

    #[test]
    fn sentences_end_at_stops_and_lines_but_not_at_abbreviations() {
        let text = " vi svarar. ring tel. 036-1 på\u{a0}måndag, ”tack”\nannat! ";
        let at = text.find("tel").expect("it is there");
        let folded = Text(text);
        assert_eq!(words(folded.following(at)), ["tel", ".", "036", "-", "1", "på", "måndag", ",", "”", "tack", "”"]);
        assert_eq!(words(folded.preceding(at)), ["ring"]);
    }

    #[test]
    fn whole_words_are_found_with_any_blanks() {
        let text = Text("  1177\n vårdguiden  mvkx (mvk) ");
        assert!(text.has_words(2, "1177 vårdguiden".as_bytes()));
        let first = 2 + "1177\n vårdguiden  ".len();
        assert!(!text.has_words(first, b"mvk"));
        assert!(text.has_words(first + "mvkx (".len(), b"mvk"));
    }
}
