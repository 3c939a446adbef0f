//! Slots that nobody filled in: «XX-kliniken», `[mottagningens namn]`, `{mottagning}`.

use super::token::Text;

/// How long a slot between brackets can be; what is longer is a remark.
const LONGEST: usize = 60;

/// Whether the text has a slot between brackets.
pub(super) fn in_brackets(text: &str) -> bool {
    memchr::memchr3_iter(b'[', b'{', b'<', text.as_bytes()).any(|at| {
        let close = match text.as_bytes()[at] {
            b'[' => b']',
            b'{' => b'}',
            _ => b'>',
        };
        let rest = &text.as_bytes()[at + 1..];
        let Some(length) = rest.iter().take(LONGEST).position(|byte| *byte == close) else { return false };
        let inside = &text[at + 1..at + 1 + length];
        match close {
            b'}' => is_name(inside),
            // `[mottagningen](https://…)` is a link.
            b']' => rest.get(length + 1) != Some(&b'(') && is_instruction(inside),
            _ => is_instruction(inside) && !inside.contains(['=', '/']),
        }
    })
}

/// A name such as `mottagning` or `mottagningens namn`.
fn is_name(inside: &str) -> bool {
    let inside = inside.trim_matches(|c| c == '{' || c == ' ');
    inside.chars().any(char::is_alphabetic)
        && inside.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.'))
}

/// A text that tells what should stand in its place.
fn is_instruction(inside: &str) -> bool {
    const WORDS: [&str; 12] = [
        "namn",
        "mottagning",
        "klinik",
        "vårdcentral",
        "hälsocentral",
        "enhet",
        "ange",
        "fyll i",
        "skriv",
        "telefonnummer",
        "infoga",
        "ersätt",
    ];
    let lower = inside.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word)) || (!lower.is_empty() && lower.chars().all(|c| c == 'x' || c == '…'))
}

/// Whether «xx» found here is a slot: two or more x and nothing else in the word.
pub(super) fn double_x(text: Text<'_>, at: usize) -> bool {
    if !text.begins_word(at) {
        return false;
    }
    let word = text.word_from(at);
    if !word.text.bytes().all(|byte| byte == b'x') {
        return false;
    }
    // «XX-kromosom», «XX/XY» speak of genes.
    let mut following = text.following(word.end);
    let next = following.next();
    let after = following.next();
    !(next.is_some_and(|token| matches!(token.text, "-" | "/"))
        && after.is_some_and(|token| token.text.starts_with("kromosom") || token.text == "xy"))
}

/// Whether «NN» found here is a slot: «NN-mottagningen», «NN vårdcentral».
pub(super) fn double_n(text: Text<'_>, at: usize) -> bool {
    const PLACES: [&str; 8] =
        ["mottagning", "klinik", "vårdcentral", "hälsocentral", "avdelning", "enhet", "sjukhus", "tandvård"];
    if !text.begins_word(at) || text.word_from(at).text != "nn" {
        return false;
    }
    let mut following = text.following(at + 2).skip_while(|token| token.text == "-");
    following.next().is_some_and(|token| PLACES.iter().any(|place| token.text.starts_with(*place)))
}
