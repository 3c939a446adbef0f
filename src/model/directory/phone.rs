//! Telephone numbers: kept as written, compared by their normal form.

use crate::model::hsa_id::trim;

/// What the RIV-TA type for telephone numbers allows.
const LONGEST: usize = 32;

/// The normal form of a telephone number: `036-32 50 00` becomes `+4636325000` and a short number such as `1177` stays as it is.
/// `None` when the number cannot be dialled as written: with an extension, in words, or without its area code.
#[must_use]
pub fn normal(written: &str) -> Option<Box<str>> {
    let (digits, international) = digits(trim(written))?;
    if let Some(abroad) = international.then_some(digits.as_str()).or_else(|| digits.strip_prefix("00")) {
        return abroad_normal(abroad);
    }
    if let Some(national) = digits.strip_prefix('0') {
        return swedish(national);
    }
    is_short(&digits).then(|| digits.into())
}

/// Whether a number is written as `GetUnit` demands: an optional `+`, digits and nothing else, at most 32 characters.
#[must_use]
pub fn fits_directory(written: &str) -> bool {
    let digits = written.strip_prefix('+').unwrap_or(written);
    written.len() <= LONGEST && !written.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits, and whether a `+` stands before them. A `(0)` after the country code is not dialled.
fn digits(text: &str) -> Option<(String, bool)> {
    let international = text.starts_with('+');
    let body = text.strip_prefix('+').unwrap_or(text);
    if body.chars().count() > LONGEST * 2 {
        return None;
    }
    let foreign = international || body.starts_with("00");
    let body = if foreign { body.replacen("(0)", "", 1) } else { body.to_owned() };
    let mut digits = String::with_capacity(body.len());
    let mut open = false;
    for character in body.chars() {
        match character {
            '0'..='9' => digits.push(character),
            '(' if !open => open = true,
            ')' if open => open = false,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' => {}
            blank if blank.is_whitespace() => {}
            _ => return None,
        }
    }
    (!open && !digits.is_empty()).then_some((digits, international))
}

fn abroad_normal(digits: &str) -> Option<Box<str>> {
    match digits.strip_prefix("46") {
        // The zero of the area code is not dialled after a country code, and is often written.
        Some(national) => swedish(national.strip_prefix('0').unwrap_or(national)),
        None => (!digits.starts_with('0') && (7..=15).contains(&digits.len())).then(|| format!("+{digits}").into()),
    }
}

/// A Swedish number without its leading zero has six to nine digits.
fn swedish(national: &str) -> Option<Box<str>> {
    let is_number = (6..=9).contains(&national.len()) && !national.starts_with('0');
    is_number.then(|| format!("+46{national}").into())
}

/// Numbers that are dialled without an area code: 112, 1177, 113 13, 116 117.
fn is_short(digits: &str) -> bool {
    digits.starts_with('1') && (3..=6).contains(&digits.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::{fits_directory, normal};

    #[test]
    fn all_spellings_of_a_number_are_one() {
        let spellings = [
            "036-32 50 00",
            "036-325000",
            "036 32 50 00",
            "(036) 32 50 00",
            "+46 (0)36 32 50 00",
            "+46 (0) 36-32 50 00",
            "+46 036-32 50 00",
            "+4636325000",
            "0046 36 32 50 00",
            "0046(0)36325000",
            "036\u{2011}32\u{a0}50\u{a0}00",
            "  036–32.50.00 ",
        ];
        for written in spellings {
            assert_eq!(normal(written).as_deref(), Some("+4636325000"), "{written}");
        }
    }

    #[test]
    fn short_and_foreign_numbers_are_numbers() {
        for (written, wanted) in [
            ("1177", "1177"),
            ("116 117", "116117"),
            ("112", "112"),
            ("113 13", "11313"),
            ("+47 22 12 34 56", "+4722123456"),
        ] {
            assert_eq!(normal(written).as_deref(), Some(wanted), "{written}");
        }
        assert_eq!(normal("0771-11 77 00").as_deref(), Some("+46771117700"));
        assert_eq!(normal("08-12 34 56 78").as_deref(), Some("+46812345678"));
    }

    #[test]
    fn what_cannot_be_dialled_has_no_normal_form() {
        for written in [
            "",
            "-",
            "ring växeln",
            "036-32 50 00 ankn 12",
            "036-32 50 00 / 01",
            "32 50 00",
            "36325000",
            "036",
            "+46",
            "036-32 50 00 00 00",
            "+46+36325000",
            "036(32 50 00",
            "000000000",
        ] {
            assert_eq!(normal(written), None, "{written}");
        }
    }

    #[test]
    fn the_directory_wants_digits_only() {
        assert!(fits_directory("+4636325000") && fits_directory("1177"));
        for written in ["036-325000", "", "+46 36325000", "+46123456789012345678901234567890"] {
            assert!(!fits_directory(written), "{written}");
        }
    }

    proptest! {
        #[test]
        fn the_normal_form_is_its_own_normal_form(written in "[+0-9() -]{0,20}") {
            if let Some(number) = normal(&written) {
                prop_assert_eq!(normal(&number), Some(number.clone()));
                prop_assert!(fits_directory(&number));
            }
        }
    }
}
