//! Within what time a text promises an answer.
//!
//! A time counts where the sentence speaks of an answer and the time is a limit («inom», «senast», «upp till» …), and does
//! not belong to something that the patient must do in time («avboka senast 24 timmar före»).

use super::token::{Text, Token};
use crate::model::span::{TimeSpan, TimeUnit};

/// The longer of two promises. Working and calendar time are made comparable by taking a working day as a little more
/// than a day, since it is one at least.
pub(super) fn longest(one: Option<TimeSpan>, other: Option<TimeSpan>) -> Option<TimeSpan> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if length(other) > length(one) { other } else { one }),
        (one, other) => one.or(other),
    }
}

/// Minutes, roughly.
fn length(span: TimeSpan) -> u64 {
    let of_one = match span.unit {
        TimeUnit::Minutes | TimeUnit::WorkingMinutes => 1,
        TimeUnit::Hours | TimeUnit::WorkingHours => 60,
        TimeUnit::SameWorkingDay => return 600,
        TimeUnit::Days => 24 * 60,
        TimeUnit::WorkingDays => 24 * 60 + 30,
        TimeUnit::Months => 30 * 24 * 60,
        TimeUnit::Years => 365 * 24 * 60,
    };
    u64::from(span.amount) * of_one
}

/// The promise that the unit of time found here belongs to, if it is longer than what has been promised already.
pub(super) fn at_unit(text: Text<'_>, at: usize, promised: Option<TimeSpan>) -> Option<TimeSpan> {
    // The piece may begin with the blank before the word.
    let at = if text.0.as_bytes()[at] == b' ' { at + 1 } else { at };
    let word = text.word_at(at);
    let unit = unit(word.text)?;
    let (span, start) = amount(text, word, unit)?;
    if promised.is_some_and(|promised| length(span) <= length(promised)) {
        return None;
    }
    (!is_before_something(text, word.end) && speaks_of_an_answer(text, start, word.end)).then_some(span)
}

/// A unit and how many of it the word stands for.
#[derive(Clone, Copy)]
struct Unit {
    unit: TimeUnit,
    times: u32,
    /// «samma dag» means the same working day only of units that are days.
    is_day: bool,
}

fn unit(word: &str) -> Option<Unit> {
    let of = |unit, times, is_day| Some(Unit { unit, times, is_day });
    match word {
        "dag" | "dagar" | "dagars" => of(TimeUnit::Days, 1, true),
        "arbetsdag" | "arbetsdagar" | "arbetsdagars" | "vardag" | "vardagar" | "vardagars" => {
            of(TimeUnit::WorkingDays, 1, true)
        }
        "dygn" | "dygns" => of(TimeUnit::Days, 1, false),
        "timme" | "timmar" | "timmars" | "tim" => of(TimeUnit::Hours, 1, false),
        "arbetstimme" | "arbetstimmar" | "arbetstimmars" => of(TimeUnit::WorkingHours, 1, false),
        "vecka" | "veckor" | "veckors" => of(TimeUnit::Days, 7, false),
        "månad" | "månader" | "månaders" => of(TimeUnit::Months, 1, false),
        _ => None,
    }
}

/// The length that stands before a unit, and where its words begin; `None` unless it is the limit of something.
fn amount(text: Text<'_>, word: Token<'_>, unit: Unit) -> Option<(TimeSpan, usize)> {
    let mut before = text.preceding(word.start).peekable();
    while before.next_if(|token| is_qualifier(token.text)).is_some() {}
    let first = before.next()?;
    let span = |amount: u32| TimeSpan { amount: amount.saturating_mul(unit.times), unit: unit.unit };
    match first.text {
        "samma" if unit.is_day => {
            return Some((TimeSpan { amount: 0, unit: TimeUnit::SameWorkingDay }, first.start));
        }
        ")" => {
            // «två (2) arbetsdagar»
            let number = number(before.next()?.text)?;
            if before.next()?.text != "(" {
                return None;
            }
            let mut start = first.start;
            if let Some(token) = before.next_if(|token| self::number(token.text).is_some()) {
                start = token.start;
            }
            return limits(before).then_some((span(number), start));
        }
        _ => {}
    }
    if is_next(first.text) {
        return Some((span(1), first.start));
    }
    let amount = number(first.text)?;
    limits(before).then_some((span(amount), first.start))
}

/// Words between a number and its unit.
fn is_qualifier(word: &str) -> bool {
    matches!(word, "helgfri" | "helgfria" | "hel" | "hela" | "vanlig" | "vanliga" | "kommande")
}

fn is_next(word: &str) -> bool {
    matches!(word, "nästa" | "nästkommande" | "nästföljande" | "påföljande" | "följande" | "efterföljande")
}

fn number(word: &str) -> Option<u32> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.parse().ok().filter(|number| *number < 1000);
    }
    Some(match word {
        "en" | "ett" | "någon" => 1,
        // A couple and a few, read as the least that they can mean.
        "två" | "par" => 2,
        "tre" | "några" => 3,
        "fyra" => 4,
        "fem" => 5,
        "sex" => 6,
        "sju" => 7,
        "åtta" => 8,
        "nio" => 9,
        "tio" => 10,
        "elva" => 11,
        "tolv" => 12,
        "fjorton" => 14,
        "tjugofyra" => 24,
        _ => return None,
    })
}

/// Whether the words before a length make it a limit.
fn limits<'a>(before: impl Iterator<Item = Token<'a>>) -> bool {
    for (token, distance) in before.zip(0..5) {
        match token.text {
            "inom" | "max" | "maximalt" | "senast" | "till" | "tar" | "ta" | "efter" | "högst" | "dröja" | "dröjer" =>
            {
                return true;
            }
            word if word.starts_with("svarstid") => return true,
            // «i mer än två dagar», «sedan tre veckor», «de senaste två veckorna»
            "sedan" | "senaste" => return false,
            "än" if distance == 0 => return false,
            _ => {}
        }
    }
    false
}

/// Whether the time is one before something: «24 timmar före besöket», «två dagar innan»; not «innan du får svar».
fn is_before_something(text: Text<'_>, end: usize) -> bool {
    let mut following = text.following(end);
    match following.next().map(|token| token.text) {
        Some("innan") => !following.take(6).any(|token| is_answer(text, token)),
        Some("i") => following.next().is_some_and(|token| token.text == "förväg"),
        word => matches!(word, Some("före" | "sedan")),
    }
}

/// Whether the sentence around a length of time speaks of an answer, and the clause of nothing that the patient must do.
fn speaks_of_an_answer(text: Text<'_>, start: usize, end: usize) -> bool {
    let (mut answer, mut other) = (false, false);
    // Outward from the time, word by word; an answer in the same clause settles it.
    let mut in_same_clause = |token: Token<'_>, in_clause: &mut bool| {
        *in_clause &= token.text != ",";
        let answers = is_answer(text, token);
        answer |= answers;
        other |= *in_clause && is_patients_duty(token.text);
        answers && *in_clause
    };
    let (mut before, mut after) = (true, true);
    text.preceding(start).any(|token| in_same_clause(token, &mut before))
        || text.following(end).any(|token| in_same_clause(token, &mut after))
        || answer && !other
}

/// What patients do in time, or what else happens in time.
fn is_patients_duty(word: &str) -> bool {
    ["avbok", "omboka", "återbud", "avbeställ", "besöket", "faktura", "betala"]
        .iter()
        .any(|stem| word.starts_with(stem))
}

/// Whether a word speaks of the clinic's answer.
fn is_answer(text: Text<'_>, token: Token<'_>) -> bool {
    let word = token.text;
    let next = || text.next(token.end).map_or("", |token| token.text);
    match word.as_bytes().first() {
        Some(b's') if word.starts_with("svar") => {
            !matches!(word, "svara" | "svarar" | "svarat") || !patient_answers(text, token)
        }
        Some(b'b') if word.starts_with("besvara") => !patient_answers(text, token),
        Some(b'b') => matches!(word, "besked" | "beskedet" | "behandlas" | "behandlar"),
        Some(b'h') => {
            word.starts_with("handlägg")
                || matches!(word, "hanteras" | "hanterar")
                || (word == "hör" && matches!(next(), "av" | "vi"))
        }
        Some(b'k') => matches!(word, "kontaktar" | "kontaktas" | "kontaktad") && next() != "du",
        Some(b'r') => word == "ringer" && matches!(next(), "upp" | "dig" | "vi" | "tillbaka"),
        Some(b'u') => word == "uppringd",
        Some(_) => word.starts_with("återkom") || word.starts_with("återkoppl"),
        None => false,
    }
}

/// Whether it is the patient who is to answer: «du behöver svara», «Svara på frågorna».
fn patient_answers(text: Text<'_>, verb: Token<'_>) -> bool {
    let mut before = text.preceding(verb.start).filter(|token| token.is_word).peekable();
    if before.peek().is_none() {
        return !verb.text.ends_with("r") && !verb.text.ends_with("s");
    }
    for token in before.take(6) {
        match token.text {
            "du" | "dig" | "ni" | "er" | "patienten" => return true,
            "vi" | "mottagningen" | "personalen" | "att" => return false,
            _ => {}
        }
    }
    false
}
