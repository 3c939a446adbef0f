//! Single values as people and systems write them: yes and no, dates, instants, lists in a cell.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone as _};
use chrono_tz::Europe::Stockholm;

use crate::model::hsa_id;

/// Yes or no: `yes`, `no`, `true`, `false`, `ja`, `nej`, `1`, `0`, `x`.
pub(crate) fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "ja" | "1" | "x" => Some(true),
        "false" | "no" | "nej" | "0" => Some(false),
        _ => match text.to_lowercase().as_str() {
            "true" | "yes" | "ja" | "x" | "sant" => Some(true),
            "false" | "no" | "nej" | "falskt" => Some(false),
            _ => None,
        },
    }
}

/// A civil date: `2026-05-01`, `20260501`, or either with a time after it, which is left out.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = bytes.get(from..to)?;
        digits.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
    };
    let (month, day, end) = if bytes.get(4) == Some(&b'-') {
        if bytes.get(7) != Some(&b'-') {
            return None;
        }
        (number(5, 7)?, number(8, 10)?, 10)
    } else {
        (number(4, 6)?, number(6, 8)?, 8)
    };
    if !matches!(bytes.get(end), None | Some(b'T' | b't' | b' ')) {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, month, day)
}

/// An instant: with an offset, or in Swedish time, or the beginning of a day in Sweden.
pub(crate) fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(instant);
    }
    let local = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .or_else(|| if text.len() <= 10 { date(text)?.and_hms_opt(0, 0, 0) } else { None })?;
    Stockholm.from_local_datetime(&local).earliest().map(|instant| instant.fixed_offset())
}

/// The parts of a list that stands in one cell, between `,`, `|`, `;` or line breaks; parts that are empty are left out.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '|', ';', '\n', '\r']).map(hsa_id::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{date, instant, parts, truth};

    #[test]
    fn truth_is_written_in_two_languages() {
        for yes in ["yes", "Ja", "TRUE", "x", "X", "1"] {
            assert_eq!(truth(yes), Some(true), "{yes}");
        }
        for no in ["no", "NEJ", "false", "0"] {
            assert_eq!(truth(no), Some(false), "{no}");
        }
        for neither in ["", "kanske", "2", "на"] {
            assert_eq!(truth(neither), None, "{neither}");
        }
    }

    #[test]
    fn dates_are_written_with_and_without_strokes() {
        for text in ["2026-05-01", "20260501", "2026-05-01T06:00:00+02:00", "2026-05-01 06:00"] {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), Some("2026-05-01"), "{text}");
        }
        for text in
            ["", "2026", "2026-02-30", "2026-5-1", "1 maj", "01/05/2026", "å026-05-01", "2026-05-011", "202605011"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn instants_are_swedish_where_they_do_not_say() {
        for (text, wanted) in [
            ("2026-11-18T06:00:00+01:00", "2026-11-18T06:00:00+01:00"),
            ("2026-11-18 06:00", "2026-11-18T06:00:00+01:00"),
            ("2026-07-01", "2026-07-01T00:00:00+02:00"),
        ] {
            assert_eq!(instant(text).map(|i| i.to_rfc3339()).as_deref(), Some(wanted));
        }
        assert_eq!(instant("i går"), None);
    }

    #[test]
    fn a_cell_may_hold_a_list() {
        assert_eq!(parts(" a, b|c;;\u{a0}d ").collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }
}
