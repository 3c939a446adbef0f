//! Swedish personal identity numbers, so that they can be refused wherever they appear.
//!
//! Ten or twelve digits, optionally with `-` or `+` before the last four; a real date (samordningsnummer: day + 60);
//! a Luhn check digit. An organisation number has 2 or more as its third digit and is not one.

use std::borrow::Cow;

/// Whether the whole text (blanks at the ends aside) reads as a personal identity number.
#[must_use]
pub fn is_whole(text: &str) -> bool {
    ten_digits(text).is_some_and(|ten| is_dated(ten) && has_check_digit(ten))
}

/// Whether bytes hold ten or twelve digits in the form of a personal identity number, with a real date, whatever the check
/// digit: serial numbers do by accident, and one in ten of those has the check digit too.
#[must_use]
pub fn has_form(bytes: &[u8]) -> bool {
    let is_dated = |text: &str| ten_digits(text).is_some_and(is_dated);
    search(bytes, is_dated).is_some()
}

/// The ten digits of a text in the form of a personal identity number.
fn ten_digits(text: &str) -> Option<[u8; 10]> {
    let text = super::hsa_id::trim(text);
    let mut digits = [0_u8; 12];
    let mut count = 0;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' if count < 12 => {
                digits[count] = byte - b'0';
                count += 1;
            }
            b'-' | b'+' if index + 5 == text.len() => {}
            _ => return None,
        }
    }
    let ten = |from: usize| digits[from..from + 10].try_into().ok();
    match count {
        10 => ten(0),
        12 if (18..=20).contains(&(digits[0] * 10 + digits[1])) => ten(2),
        _ => None,
    }
}

/// The byte offset of the first personal identity number within a longer text, if there is one.
///
/// A number counts only where it stands alone, or after the `SE` of an HSA-id: other digits or letters right beside it make
/// it part of something else.
#[must_use]
pub fn find(text: &str) -> Option<usize> {
    find_in_bytes(text.as_bytes())
}

/// [`find`] in bytes as a source has them, which need not be UTF-8. A letter after a `\` is no letter beside the number:
/// `\n` is a line break in JSON and in YAML.
#[must_use]
pub fn find_in_bytes(bytes: &[u8]) -> Option<usize> {
    search(bytes, is_whole)
}

/// The first run of digits, with or without a sign before its last four, that stands alone and is what is wanted.
fn search(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Option<usize> {
    // Every spelling has at least six digits in a row, so looking at every sixth byte misses none of them.
    let mut at = RUN - 1;
    while let Some(byte) = bytes.get(at) {
        if !byte.is_ascii_digit() {
            at += RUN;
            continue;
        }
        let start = at - bytes[..at].iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let run = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
        let head = run(start);
        let mut end = start + head;
        at = end + RUN;
        let beside = start > 0 && bytes[start - 1].is_ascii_alphanumeric();
        let escape = start > 1 && bytes[start - 2] == b'\\';
        if head < RUN || (beside && !escape && !is_after_country(&bytes[..start])) {
            continue;
        }
        if matches!(head, 6 | 8) && matches!(bytes.get(end), Some(b'-' | b'+')) && run(end + 1) == 4 {
            end += 5;
        }
        let alone = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
        if alone && std::str::from_utf8(&bytes[start..end]).is_ok_and(&wanted) {
            return Some(start);
        }
    }
    None
}

/// Whether an HSA-id begins here: after its `SE` stands an organisation number, and a sole trader's is the person's own.
fn is_after_country(before: &[u8]) -> bool {
    let letters = before.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = &before[before.len() - letters..];
    word.eq_ignore_ascii_case(b"SE") || word.eq_ignore_ascii_case(b"TSE")
}

/// The fewest digits in a row in any spelling.
const RUN: usize = 6;

/// The text with the digits of every personal identity number replaced by `*`, so that a place in a source can be shown
/// without showing the number. As long as before, in bytes and in characters.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    let Some(mut found) = find(text) else { return Cow::Borrowed(text) };
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let end = rest[found..]
            .char_indices()
            .find(|(_, c)| !(c.is_ascii_digit() || matches!(c, '-' | '+')))
            .map_or(rest.len(), |(length, _)| found + length);
        masked.push_str(&rest[..found]);
        masked.extend(rest[found..end].chars().map(|c| if c.is_ascii_digit() { '*' } else { c }));
        rest = &rest[end..];
        match find(rest) {
            Some(next) => found = next,
            None => break,
        }
    }
    masked.push_str(rest);
    Cow::Owned(masked)
}

/// Whether they begin with a date (samordningsnummer: day + 60).
fn is_dated(ten: [u8; 10]) -> bool {
    let month = ten[2] * 10 + ten[3];
    let day = ten[4] * 10 + ten[5];
    let day = if day > 60 { day - 60 } else { day };
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn has_check_digit(ten: [u8; 10]) -> bool {
    let sum: u32 = ten
        .iter()
        .enumerate()
        .map(|(index, &digit)| {
            let product = u32::from(digit) * if index % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::{find, is_whole, masked};

    // 811218-9876 is the Tax Agency's own documented example of the check digit, not a person's number.
    #[test]
    fn the_documented_example_is_found_in_every_spelling() {
        for text in ["811218-9876", "8112189876", "19811218-9876", "198112189876", " 811218+9876 "] {
            assert!(is_whole(text), "{text}");
        }
        assert_eq!(find("ring 811218-9876 i dag"), Some(5));
    }

    #[test]
    fn it_is_found_wherever_it_stands() {
        for before in 0..20 {
            let blank = " ".repeat(before);
            assert_eq!(find(&format!("{blank}811218-9876")), Some(before));
            assert_eq!(find(&format!("1234567 {blank}19811218-9876 x")), Some(before + 8));
        }
    }

    #[test]
    fn what_is_shown_of_it_is_its_shape() {
        assert_eq!(
            masked("å 811218-9876, 19811218-9876 och 232100-0057"),
            "å ******-****, ********-**** och 232100-0057"
        );
        assert_eq!(masked("inget"), "inget");
        assert_eq!(masked("<id>SE811218-9876-TEST</id>"), "<id>SE******-****-TEST</id>");
        assert_eq!(masked("TSE8112189876-A och se198112189876"), "TSE**********-A och se************");
    }

    #[test]
    fn organisation_numbers_dates_and_ids_are_left_alone() {
        for text in ["232100-0057", "2026-11-20", "SE2321000057-TEST1", "811218-9877", "0101234567", ""] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
