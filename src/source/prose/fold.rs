//! Texts in lower case, byte for byte as long as before, so that positions stay.

use unicode_normalization::UnicodeNormalization as _;

/// Folds a text into `folded`, with a blank before and after it so that every word has a neighbour.
pub(crate) fn text(text: &str, folded: &mut Vec<u8>) {
    let source = text.as_bytes();
    folded.clear();
    folded.reserve(source.len() + 2);
    folded.push(b' ');
    let beyond = match source {
        [] => 0,
        [first, rest @ ..] => {
            folded.push(lower(0, *first));
            // One pass without branches, which the compiler turns into vector instructions.
            folded.extend(source.iter().zip(rest).map(|(before, byte)| lower(*before, *byte)));
            source.iter().fold(0, |seen, byte| seen | u8::from((0xC4..0xE2).contains(byte)))
        }
    };
    if beyond != 0 {
        // Letters beyond Latin-1, or letters in pieces (a + ¨): rare enough to take the long way.
        let composed: String = text.nfc().collect();
        folded.truncate(1);
        folded.extend_from_slice(composed.to_lowercase().as_bytes());
        // Lower case that is longer or shorter is rarer still, and then every line break ends a sentence.
        unwrap_lines(&composed, folded);
    } else {
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
        let before = text[..at].trim_end_matches([' ', '\t', '\r']).as_bytes().last();
        let goes_on = !matches!(before, None | Some(b'.' | b'!' | b'?' | b':' | b';' | b'\n'));
        let next = text[at + 1..].trim_start_matches([' ', '\t']).chars().next();
        if goes_on && next.is_some_and(char::is_lowercase) {
            folded[at + 1] = b' ';
        }
    }
}

/// A byte of UTF-8 in lower case, given the byte before it: A-Z, and À-Þ, which are two bytes, 0xC3 the first.
fn lower(before: u8, byte: u8) -> u8 {
    let ascii = u8::from(byte.is_ascii_uppercase());
    let latin = u8::from(before == 0xC3) & u8::from((0x80..=0x9E).contains(&byte)) & u8::from(byte != 0x97);
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
    use super::{key, rarest_piece, text};

    fn folded(source: &str) -> String {
        let mut folded = Vec::new();
        text(source, &mut folded);
        String::from_utf8(folded).expect("folding keeps UTF-8")
    }

    #[test]
    fn folding_is_lower_case_and_keeps_positions() {
        assert_eq!(folded("Ring ÅÄÖ ÉÜ 3×4 Þß – «Å»"), " ring åäö éü 3×4 þß – «å» ");
        assert_eq!(folded(""), "  ");
        assert_eq!(folded("Ö"), " ö ");
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
