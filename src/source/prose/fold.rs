//! Texts in lower case, byte for byte as long as before, so that positions stay.

use unicode_normalization::UnicodeNormalization as _;

/// What a first look at a text tells, so that most texts need no second one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Survey {
    /// Characters.
    pub(super) chars: usize,
    /// There is a `[`, `{` or `<`.
    pub(super) has_bracket: bool,
    /// There are two x beside one another.
    pub(super) has_double_x: bool,
    /// There are two capital N beside one another.
    pub(super) has_double_n: bool,
    /// There are letters beyond Latin-1, or letters in pieces (a + ¨).
    has_beyond: bool,
}

const BRACKET: u8 = 1;
const DOUBLE_X: u8 = 2;
const BEYOND: u8 = 4;
const DOUBLE_N: u8 = 8;

/// Looks at a text once. Without branches, so that the compiler makes vector instructions of it.
pub(super) fn survey(text: &str) -> Survey {
    // A count in a byte cannot overflow within a piece of this length.
    const PIECE: usize = 128;
    let source = text.as_bytes();
    let [first, rest @ ..] = source else { return Survey::default() };
    let look = |before: u8, byte: u8| {
        let small = byte | 0x20;
        let bracket = u8::from(small == b'{') | u8::from(byte == b'<');
        let double_x = u8::from(small == b'x') & u8::from(before | 0x20 == b'x');
        let beyond = u8::from(byte.wrapping_sub(0xC4) < 0xE2 - 0xC4);
        let double_n = u8::from(byte == b'N') & u8::from(before == b'N');
        (bracket * BRACKET) | (double_x * DOUBLE_X) | (beyond * BEYOND) | (double_n * DOUBLE_N)
    };
    let mut seen = look(0, *first);
    let mut continuations = 0;
    for (bytes, before) in rest.chunks(PIECE).zip(source.chunks(PIECE)) {
        let (mut flags, mut count) = (0, 0_u8);
        for (byte, before) in bytes.iter().zip(before) {
            flags |= look(*before, *byte);
            count += u8::from(*byte & 0xC0 == 0x80);
        }
        seen |= flags;
        continuations += usize::from(count);
    }
    Survey {
        chars: source.len() - continuations,
        has_bracket: seen & BRACKET != 0,
        has_double_x: seen & DOUBLE_X != 0,
        has_double_n: seen & DOUBLE_N != 0,
        has_beyond: seen & BEYOND != 0,
    }
}

/// Folds a text into `folded`, with a blank before and after it so that every word has a neighbour.
pub(super) fn text(text: &str, survey: Survey, folded: &mut Vec<u8>) {
    folded.clear();
    folded.push(b' ');
    if survey.has_beyond {
        // Rare enough to take the long way.
        let composed: String = text.nfc().collect();
        folded.extend_from_slice(composed.to_lowercase().as_bytes());
        // Lower case that is longer or shorter is rarer still, and then every line break ends a sentence.
        unwrap_lines(&composed, folded);
    } else if let [first, rest @ ..] = text.as_bytes() {
        folded.reserve(text.len() + 1);
        folded.push(lower(0, *first));
        folded.extend(text.as_bytes().iter().zip(rest).map(|(before, byte)| lower(*before, *byte)));
        unwrap_lines(text, folded);
    }
    folded.push(b' ');
}

/// Makes blanks of line breaks within a sentence, so that those that are left end one: a heading, an item of a list.
fn unwrap_lines(text: &str, folded: &mut [u8]) {
    if folded.len() != text.len() + 1 {
        return;
    }
    for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
        let bytes = text.as_bytes();
        let before = bytes[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        let goes_on = !matches!(before, None | Some(b'.' | b'!' | b'?' | b':' | b';' | b'\n'));
        if !goes_on {
            continue;
        }
        let blanks = bytes[at + 1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let next = text[at + 1 + blanks..].chars().next();
        if next.is_some_and(char::is_lowercase) {
            folded[at + 1] = b' ';
        }
    }
}

/// A byte of UTF-8 in lower case, given the byte before it: A-Z, and À-Þ, which are two bytes, 0xC3 the first.
fn lower(before: u8, byte: u8) -> u8 {
    let ascii = u8::from(byte.wrapping_sub(b'A') < 26);
    let latin = u8::from(before == 0xC3) & u8::from(byte.wrapping_sub(0x80) < 0x1F) & u8::from(byte != 0x97);
    byte + ((ascii | latin) << 5)
}

/// A watched word, folded, with single blanks.
pub(super) fn key(word: &str) -> String {
    let lower = word.nfc().collect::<String>().to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where in a folded word the piece begins that is least likely to occur elsewhere; `None` where it has no piece of that
/// length without a blank.
pub(super) fn rarest_piece(word: &[u8], length: usize) -> Option<usize> {
    // From the most to the least common in Swedish text.
    const COMMON: &[u8] = b"eantrsildomkgvfhupbcyj";
    let rarity = |byte: &u8| match COMMON.iter().position(|common| common == byte) {
        Some(rank) => rank,
        // The first byte of å, ä and ö is as common as all three together.
        None if *byte == 0xC3 => 2,
        None => COMMON.len(),
    };
    (0..(word.len() + 1).saturating_sub(length))
        .filter(|start| !word[*start..start + length].contains(&b' '))
        .max_by_key(|start| (word[*start..start + length].iter().map(rarity).sum::<usize>(), usize::MAX - start))
}

#[cfg(test)]
mod tests {
    use super::{key, rarest_piece, survey, text};

    fn folded(source: &str) -> String {
        let mut folded = Vec::new();
        text(source, survey(source), &mut folded);
        String::from_utf8(folded).expect("folding keeps UTF-8")
    }

    #[test]
    fn folding_is_lower_case_and_keeps_positions() {
        assert_eq!(folded("Ring ÅÄÖ ÉÜ 3×4 Þß – «Å»"), " ring åäö éü 3×4 þß – «å» ");
        assert_eq!(folded(""), "  ");
        assert_eq!(folded("Ö"), " ö ");
    }

    #[test]
    fn a_first_look_tells_what_there_is() {
        let of = |text: &str| {
            let seen = survey(text);
            (seen.chars, seen.has_bracket, seen.has_double_x, seen.has_beyond)
        };
        assert_eq!(of(""), (0, false, false, false));
        assert_eq!(of("Å – ”x”"), (7, false, false, false));
        assert_eq!(of("Xx"), (2, false, true, false));
        assert_eq!(of("[Š"), (2, true, false, true));
        let long = format!("{}a\u{30a}{{{}xX", "å".repeat(200), " ".repeat(300));
        assert_eq!(of(&long), (long.chars().count(), true, true, true));
    }

    #[test]
    fn a_line_that_goes_on_is_no_new_line() {
        assert_eq!(folded("inom två\n  dagar\nÅ\n- b\nc.\nd\n\ne"), " inom två   dagar\nå\n- b c.\nd\n\ne ");
    }

    #[test]
    fn letters_in_pieces_and_from_afar_are_folded_too() {
        assert_eq!(folded("A\u{30a}ret ŠKODA"), " året škoda ");
    }

    #[test]
    fn the_rarest_piece_is_searched_for() {
        let piece = |word: &str| rarest_piece(word.as_bytes(), 4).map(|at| word.as_bytes()[at..at + 4].to_vec());
        assert_eq!(piece("mina vårdkontakter"), Some("årdk".as_bytes()[1..].to_vec()));
        assert_eq!(piece("mvk"), None);
        assert_eq!(key(" Mina \u{a0}VÅRDkontakter"), "mina vårdkontakter");
    }
}
