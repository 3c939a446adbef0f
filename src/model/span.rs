//! Lengths of time as guidelines state them: `30 days`, `1 working day`, `4 working hours`.

use std::fmt;

/// A unit of time. Calendar and working time do not mix: a policy that compares them is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeUnit {
    /// Clock minutes.
    Minutes,
    /// Clock hours.
    Hours,
    /// Calendar days.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
    /// Minutes within the working day.
    WorkingMinutes,
    /// Hours within the working day.
    WorkingHours,
    /// Working days (arbetsdagar).
    WorkingDays,
    /// Within the working day on which it began; the amount is always 0.
    SameWorkingDay,
}

impl TimeUnit {
    /// The key of the sentence that puts a length of it into words, such as `span-working-days`.
    #[must_use]
    pub fn message_key(self) -> &'static str {
        match self {
            Self::Minutes => "span-minutes",
            Self::Hours => "span-hours",
            Self::Days => "span-days",
            Self::Months => "span-months",
            Self::Years => "span-years",
            Self::WorkingMinutes => "span-working-minutes",
            Self::WorkingHours => "span-working-hours",
            Self::WorkingDays => "span-working-days",
            Self::SameWorkingDay => "span-same-working-day",
        }
    }
}

/// A length of time: an amount and its unit. Its derived order is for sorting only; compare lengths by `weight`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeSpan {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: TimeUnit,
}

impl TimeSpan {
    /// Reads `30 days`, `1 working day`, `same working day`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "same working day" {
            return Some(Self { amount: 0, unit: TimeUnit::SameWorkingDay });
        }
        let (amount, unit) = text.split_once(' ')?;
        let unit = match unit {
            "minute" | "minutes" => TimeUnit::Minutes,
            "hour" | "hours" => TimeUnit::Hours,
            "day" | "days" => TimeUnit::Days,
            "month" | "months" => TimeUnit::Months,
            "year" | "years" => TimeUnit::Years,
            "working minute" | "working minutes" => TimeUnit::WorkingMinutes,
            "working hour" | "working hours" => TimeUnit::WorkingHours,
            "working day" | "working days" => TimeUnit::WorkingDays,
            _ => return None,
        };
        Some(Self { amount: amount.parse().ok()?, unit })
    }

    /// Whether two lengths can be compared: both in working time, or both in calendar time.
    #[must_use]
    pub fn is_working(self) -> bool {
        use TimeUnit::{SameWorkingDay, WorkingDays, WorkingHours, WorkingMinutes};
        matches!(self.unit, WorkingMinutes | WorkingHours | WorkingDays | SameWorkingDay)
    }

    /// A weight for comparing lengths of the same kind: minutes, where a day is 24 hours, a month 30 days, a year 365 days
    /// and a working day 9 working hours (08-17). Good enough to say that two working days are longer than one.
    #[must_use]
    pub fn weight(self) -> u64 {
        let minutes = match self.unit {
            TimeUnit::Minutes | TimeUnit::WorkingMinutes => 1,
            TimeUnit::Hours | TimeUnit::WorkingHours => 60,
            TimeUnit::Days => 24 * 60,
            TimeUnit::Months => 24 * 30 * 60,
            TimeUnit::Years => 24 * 365 * 60,
            TimeUnit::WorkingDays => 9 * 60,
            TimeUnit::SameWorkingDay => return 8 * 60,
        };
        u64::from(self.amount) * minutes
    }
}

impl fmt::Display for TimeSpan {
    /// The form in which policies and JSON write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = match self.unit {
            TimeUnit::Minutes => ("minute", "minutes"),
            TimeUnit::Hours => ("hour", "hours"),
            TimeUnit::Days => ("day", "days"),
            TimeUnit::Months => ("month", "months"),
            TimeUnit::Years => ("year", "years"),
            TimeUnit::WorkingMinutes => ("working minute", "working minutes"),
            TimeUnit::WorkingHours => ("working hour", "working hours"),
            TimeUnit::WorkingDays => ("working day", "working days"),
            TimeUnit::SameWorkingDay => return f.write_str("same working day"),
        };
        write!(f, "{} {}", self.amount, if self.amount == 1 { one } else { many })
    }
}
