//! Text from outside, made harmless for a terminal: nothing in it moves the cursor, changes a colour, turns the reading
//! direction or hides.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character acts on a terminal or a reader instead of being seen: control characters (C0, DEL, C1, among
/// them ESC), marks of direction, characters without width, and line breaks of Unicode.
#[must_use]
pub fn acts_on_terminal(character: char) -> bool {
    matches!(
        character,
        '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The text with every such character shown as `\u{1b}`. A text without any is passed through as it is.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(acts_on_terminal) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if acts_on_terminal(character) {
            write!(shown, "\\u{{{:x}}}", u32::from(character)).expect("memory takes every byte");
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// How many characters one character takes when it is escaped.
#[must_use]
pub fn escaped_len(character: char) -> usize {
    if acts_on_terminal(character) { escape(character.encode_utf8(&mut [0; 4])).len() } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::{acts_on_terminal, escape, escaped_len};
    use proptest::prelude::{any, proptest};

    #[test]
    fn what_acts_is_shown() {
        assert_eq!(escape("Habo\u{1b}[31m"), "Habo\\u{1b}[31m");
        assert_eq!(escape("a\u{202e}b\u{9b}c\u{200b}\r\nå"), "a\\u{202e}b\\u{9b}c\\u{200b}\\u{d}\\u{a}å");
        assert_eq!(escape("Åsa är på Öland"), "Åsa är på Öland");
    }

    proptest! {
        #[test]
        fn nothing_that_acts_gets_through(text in any::<String>()) {
            let shown = escape(&text);
            assert!(!shown.contains(acts_on_terminal));
            assert_eq!(escape(&shown), shown);
            assert_eq!(shown.chars().count(), text.chars().map(escaped_len).sum::<usize>());
        }

        #[test]
        fn no_control_character_gets_through(character in any::<char>()) {
            let shown = escape(character.encode_utf8(&mut [0; 4])).into_owned();
            assert!(!shown.contains(char::is_control));
        }
    }
}
