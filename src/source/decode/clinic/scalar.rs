//! Single values as people and systems write them: yes and no, dates, states of case types.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone as _};
use chrono_tz::Europe::Stockholm;

use crate::model::case_type::{CaseTypeState, Vocabulary as _, fold};

/// Yes or no.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "ja" | "1" | "x" => Some(true),
        "false" | "no" | "nej" | "0" => Some(false),
        _ => match text.to_lowercase().as_str() {
            "true" | "yes" | "ja" | "x" => Some(true),
            "false" | "no" | "nej" => Some(false),
            _ => None,
        },
    }
}

/// A civil date: `2026-05-01`, `20260501`, or either with a time after it, which is left out.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
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

/// An instant: with an offset, or in Swedish time, or the beginning of a day.
pub(super) fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(instant);
    }
    let local = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .or_else(|| if text.len() <= 10 { date(text)?.and_hms_opt(0, 0, 0) } else { None })?;
    Stockholm.from_local_datetime(&local).earliest().map(|instant| instant.fixed_offset())
}

/// A case type's state, and whether the same words say that it is for a limited selection of residents:
/// `active`, «aktiv (begränsat urval)», `x`, `nej`.
pub(super) fn state(text: &str) -> Option<(CaseTypeState, Option<bool>)> {
    if let Some(state) = CaseTypeState::parse(text) {
        return Some((state, None));
    }
    if let Some(truth) = truth(text) {
        return Some((if truth { CaseTypeState::Active } else { CaseTypeState::NotAssigned }, None));
    }
    let (word, remark) = text.split_once(['(', ','])?;
    let remark = fold(remark);
    let limited = ["begränsat urval", "begransat urval", "restricted", "limited"].contains(&remark.as_str());
    if !limited {
        return None;
    }
    state(word.trim()).map(|(state, _)| (state, Some(true)))
}

#[cfg(test)]
mod tests {
    use super::{date, instant, state, truth};
    use crate::model::case_type::CaseTypeState;

    #[test]
    fn truth_is_written_in_two_languages() {
        for yes in ["yes", "Ja", "TRUE", "x", "X", "1"] {
            assert_eq!(truth(yes), Some(true), "{yes}");
        }
        for no in ["no", "Nej", "False", "0"] {
            assert_eq!(truth(no), Some(false), "{no}");
        }
        for neither in ["", "kanske", "2", "jaa"] {
            assert_eq!(truth(neither), None, "{neither}");
        }
    }

    #[test]
    fn dates_come_with_and_without_hyphens_and_times() {
        for text in ["2026-05-01", "20260501", "2026-05-01T23:59:00+02:00", "2026-05-01 08:00"] {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), Some("2026-05-01"), "{text}");
        }
        for text in ["", "2026-5-1", "2026-02-30", "260501", "2026-05-01x", "1 maj 2026", "2026-05", "å026-05-01"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn instants_without_an_offset_are_swedish() {
        let read = |text| instant(text).map(|i| i.to_rfc3339());
        assert_eq!(read("2026-11-18T06:00:00+01:00").as_deref(), Some("2026-11-18T06:00:00+01:00"));
        assert_eq!(read("2026-07-01 06:00").as_deref(), Some("2026-07-01T06:00:00+02:00"));
        assert_eq!(read("2026-11-18").as_deref(), Some("2026-11-18T00:00:00+01:00"));
        assert_eq!(read("i dag"), None);
    }

    #[test]
    fn a_state_can_say_that_the_selection_is_limited() {
        assert_eq!(state("active"), Some((CaseTypeState::Active, None)));
        assert_eq!(state("Aktiv (begränsat urval)"), Some((CaseTypeState::Active, Some(true))));
        assert_eq!(state("Utdelad"), Some((CaseTypeState::Inactive, None)));
        assert_eq!(state("x"), Some((CaseTypeState::Active, None)));
        assert_eq!(state("nej"), Some((CaseTypeState::NotAssigned, None)));
        assert_eq!(state("aktiv (kanske)"), None);
    }
}
