//! Dates as the directory writes them, and the information to the public that is limited by them.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Timelike as _};
use chrono_tz::Europe::Stockholm;

use crate::model::hsa_id::trim;

/// Temporary information to the public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Temporary {
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Until this day; without it, the information stays.
    pub until: Option<NaiveDate>,
    /// How many characters it has. The text itself is not kept.
    pub chars: u32,
}

impl Temporary {
    /// The information between two dates.
    #[must_use]
    pub fn new(from: Option<NaiveDate>, until: Option<NaiveDate>, text: &str) -> Self {
        Self { from, until, chars: u32::try_from(trim(text).chars().count()).unwrap_or(u32::MAX) }
    }

    /// Reads one of the forms in which LDAP has it: `20091103-20100630 text`, or from, until and text between `#` or `$`.
    /// What begins with no date is text without dates.
    ///
    /// # Errors
    /// When something stands where a date should, and is none.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = trim(text);
        if let Some(separator) = text.chars().take(24).find(|c| matches!(c, '#' | '$')) {
            let parts: Vec<&str> = text.splitn(3, separator).map(trim).collect();
            let is_date = |part: &str| part.is_empty() || part.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            if let [from, until, text] = parts.as_slice()
                && is_date(from)
                && is_date(until)
            {
                return Ok(Self::new(optional(from)?, optional(until)?, text));
            }
        }
        let head = text.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let rest = &text[head.len()..];
        match head.split_once(['-', '–']) {
            Some((from, until)) if (is_eight_digits(from) || from.is_empty()) && begins_with_digits(until, from) => {
                Ok(Self::new(optional(from)?, optional(until)?, rest))
            }
            _ => Ok(Self::new(None, None, text)),
        }
    }

    /// Whether it should have been taken away: its last day has passed.
    #[must_use]
    pub fn has_passed(&self, today: NaiveDate) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    /// Whether it ends before it begins.
    #[must_use]
    pub fn is_reversed(&self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if until < from)
    }
}

fn is_eight_digits(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// After the dash of `20091103-` there may be nothing; `-20100630` alone must end with a date.
fn begins_with_digits(until: &str, from: &str) -> bool {
    (until.is_empty() && !from.is_empty()) || is_eight_digits(until)
}

/// A text that should be a date and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date")]
pub struct DateError;

fn optional(text: &str) -> Result<Option<NaiveDate>, DateError> {
    if text.is_empty() { Ok(None) } else { civil(text).map(Some).ok_or(DateError) }
}

/// A civil date: `20260501` or `2026-05-01`.
#[must_use]
pub fn civil(text: &str) -> Option<NaiveDate> {
    let text = trim(text);
    let digits: String = match text.as_bytes() {
        [_, _, _, _, b'-', _, _, b'-', _, _] => text.replace('-', ""),
        _ => text.to_owned(),
    };
    if !is_eight_digits(&digits) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(i32::try_from(number(0..4)?).ok()?, number(4..6)?, number(6..8)?)
}

/// The Swedish day of a GeneralizedTime (`20140801000000Z`, also with a fraction or an offset), an `xs:dateTime` or a date.
///
/// Midnight, and the last minute of a day, mean that day wherever they are written: it is how systems write a date into a
/// field for an instant.
#[must_use]
pub fn day_of(text: &str) -> Option<NaiveDate> {
    let text = trim(text);
    if let Some(date) = civil(text) {
        return Some(date);
    }
    let (local, offset) = split_zone(text);
    let written = written(local)?;
    let Some(offset) = offset else { return Some(written.date()) };
    let time = written.time();
    let stands_for_a_day = time == NaiveTime::MIN || (time.hour(), time.minute()) == (23, 59);
    if stands_for_a_day {
        return Some(written.date());
    }
    let utc = written.checked_sub_signed(Duration::minutes(offset))?;
    let instant: DateTime<_> = Stockholm.from_utc_datetime(&utc);
    Some(instant.date_naive())
}

/// The time as written, and the offset after it, in minutes.
fn split_zone(text: &str) -> (&str, Option<i64>) {
    if let Some(local) = text.strip_suffix(['Z', 'z']) {
        return (local, Some(0));
    }
    let Some(at) = text.rfind(['+', '-']).filter(|at| *at > 9) else { return (text, None) };
    let digits: String = text[at + 1..].chars().filter(|c| *c != ':').collect();
    let number = |text: &str| text.parse::<i64>().ok();
    let minutes = match digits.len() {
        2 => number(&digits).map(|hours| hours * 60),
        4 if digits.is_ascii() => number(&digits[..2]).zip(number(&digits[2..])).map(|(h, m)| h * 60 + m),
        _ => None,
    };
    let sign = if text[at..].starts_with('-') { -1 } else { 1 };
    match minutes {
        Some(minutes) => (&text[..at], Some(sign * minutes)),
        None => (text, None),
    }
}

fn written(local: &str) -> Option<NaiveDateTime> {
    let local = local.split(['.', ',']).next()?;
    let format = match local.len() {
        19 if local.as_bytes()[10] == b' ' => "%Y-%m-%d %H:%M:%S",
        19 => "%Y-%m-%dT%H:%M:%S",
        14 => "%Y%m%d%H%M%S",
        12 => "%Y%m%d%H%M",
        // `NaiveDateTime` needs a minute.
        10 => return NaiveDateTime::parse_from_str(&format!("{local}00"), "%Y%m%d%H%M").ok(),
        _ => return None,
    };
    NaiveDateTime::parse_from_str(local, format).ok()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{DateError, Temporary, civil, day_of};

    fn date(text: &str) -> Option<NaiveDate> {
        Some(text.parse().expect("it is a date"))
    }

    #[test]
    fn instants_mean_the_swedish_day() {
        let cases = [
            ("20140801000000Z", "2014-08-01"),
            ("20140801000000.0Z", "2014-08-01"),
            ("20140801000000,123Z", "2014-08-01"),
            ("20140731220000Z", "2014-08-01"),
            ("20141231230000Z", "2015-01-01"),
            ("20261231235959Z", "2026-12-31"),
            ("20140801120000+0200", "2014-08-01"),
            ("201408011200Z", "2014-08-01"),
            ("2014080112Z", "2014-08-01"),
            ("20140801", "2014-08-01"),
            ("2014-08-01", "2014-08-01"),
            ("2014-08-01T00:00:00", "2014-08-01"),
            ("2014-08-01T00:00:00.000+02:00", "2014-08-01"),
            ("2014-07-31T22:00:00Z", "2014-08-01"),
        ];
        for (text, wanted) in cases {
            assert_eq!(day_of(text), date(wanted), "{text}");
        }
        for text in ["", "20141301000000Z", "2014", "2014-8-1", "tillsvidare", "20140801000000+", "2014080100000åZ"] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    #[test]
    fn temporary_information_has_dates_and_length_and_no_text() {
        let read = |text: &str| Temporary::parse(text);
        let spring = Temporary { from: date("2009-11-03"), until: date("2010-06-30"), chars: 4 };
        assert_eq!(read("20091103-20100630 text"), Ok(spring.clone()));
        assert_eq!(read("20091103#20100630#text"), Ok(spring.clone()));
        assert_eq!(read("2009-11-03$2010-06-30$ text"), Ok(spring));
        assert_eq!(read("20091103- text"), Ok(Temporary { from: date("2009-11-03"), until: None, chars: 4 }));
        assert_eq!(read("-20100630 text"), Ok(Temporary { from: None, until: date("2010-06-30"), chars: 4 }));
        assert_eq!(read("Stängt 24-25 juni"), Ok(Temporary { from: None, until: None, chars: 17 }));
        assert_eq!(read("Rum #3 och #4 är stängda"), Ok(Temporary { from: None, until: None, chars: 24 }));
        assert_eq!(read("20091103-20101330 text"), Err(DateError));
        assert_eq!(read("20091103#snart#text"), Ok(Temporary { from: None, until: None, chars: 19 }));
    }

    #[test]
    fn temporary_information_can_have_passed_or_be_backwards() {
        let info = Temporary::parse("20091103-20100630 text").expect("it has dates");
        assert!(info.has_passed("2010-07-01".parse().expect("it is a date")));
        assert!(!info.has_passed("2010-06-30".parse().expect("it is a date")));
        assert!(!info.is_reversed());
        assert!(Temporary::parse("20100630-20091103 text").expect("it has dates").is_reversed());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9TZ:+.#$ -]{0,24}\\PC{0,4}") {
            prop_assert_eq!(civil(&text).is_some() && day_of(&text).is_none(), false);
            drop(Temporary::parse(&text));
        }
    }
}
