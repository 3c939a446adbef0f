//! Whether a text tells the patient to phone the clinic.
//!
//! Advice to ring 112, or 1177 for sjukvårdsrådgivning, is not that; nor is «vi ringer upp dig», nor that one need not
//! ring.

use super::token::{Text, Token};

/// How many words around a verb are looked at for who acts and upon whom.
const NEAR: usize = 12;

/// Who does what a verb says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Actor {
    Patient,
    Clinic,
    Unsaid,
}

/// Whether «ring» found here belongs to words that tell the patient to ring.
pub(super) fn ring(text: Text<'_>, at: usize) -> bool {
    if !text.begins_word(at) {
        return false;
    }
    let verb = text.word_from(at);
    match verb.text {
        "ring" => imperative(text, verb),
        "ringa" => infinitive(text, verb),
        "ringer" => present(text, verb),
        _ => false,
    }
}

/// «Ring oss», «ring 036-…»; not «en ring», «ring inte», «ring 112».
fn imperative(text: Text<'_>, verb: Token<'_>) -> bool {
    let before = text.previous(verb.start).map(|token| token.text);
    if matches!(before, Some("en" | "din" | "min" | "sin" | "er" | "den" | "denna" | "-")) {
        return false;
    }
    if text.next(verb.end).is_some_and(|token| matches!(token.text, "inte" | "ej" | "aldrig")) {
        return false;
    }
    !emergency(text, verb.end)
}

/// «Du kan ringa oss», «boka genom att ringa»; not «vi kan ringa», «utan att ringa», «av ringa betydelse».
fn infinitive(text: Text<'_>, verb: Token<'_>) -> bool {
    if calls_back(text, verb.end) || emergency(text, verb.end) {
        return false;
    }
    let mut before = [""; 4];
    for (slot, token) in before.iter_mut().zip(text.preceding(verb.start)) {
        *slot = token.text;
    }
    if before.iter().take(3).any(|word| matches!(*word, "inte" | "ej" | "slipper" | "utan")) || before[0] == "av" {
        return false;
    }
    // «i stället för att ringa»
    if before[0] == "att" && before[1] == "för" && before[2].ends_with("stället") {
        return false;
    }
    actor(text, verb.start) != Actor::Clinic
}

/// «Annars ringer du oss»; not «vi ringer upp dig», «när du ringer».
fn present(text: Text<'_>, verb: Token<'_>) -> bool {
    let is_patient = |token: &Token<'_>| matches!(token.text, "du" | "ni" | "man");
    let mut before = text.preceding(verb.start);
    let patient = match before.next().filter(is_patient) {
        Some(_) => before.next().is_none_or(|token| !is_condition(token)),
        None => text.next(verb.end).is_some_and(|token| is_patient(&token)),
    };
    patient && !emergency(text, verb.end)
}

fn is_condition(token: Token<'_>) -> bool {
    matches!(
        token.text,
        "om" | "när" | "då" | "där" | "innan" | "ifall" | "medan" | "att" | "som" | "eller" | "tills" | "efter"
    )
}

/// «ringa upp dig», «ringa dig», «ringa tillbaka»: the clinic rings.
fn calls_back(text: Text<'_>, end: usize) -> bool {
    let mut following = text.following(end);
    match following.next().map(|token| token.text) {
        Some("dig" | "er") => true,
        Some("upp" | "tillbaka") => !following.take(2).any(|token| token.text == "oss" || is_clinic(token.text)),
        _ => false,
    }
}

/// Whether it is 112, 1177 or the like that is to be rung.
fn emergency(text: Text<'_>, end: usize) -> bool {
    for token in text.following(end).take(8) {
        let word = token.text;
        if matches!(word, "112" | "1177" | "11313" | "sos" | "polisen")
            || word.starts_with("sjukvårdsrådgivning")
            || word.starts_with("giftinformation")
        {
            return true;
        }
        if matches!(word, "oss" | "hit")
            || is_clinic(word)
            || (word.starts_with(|c: char| c.is_ascii_digit()) && word.len() > 1)
        {
            return false;
        }
    }
    false
}

fn is_clinic(word: &str) -> bool {
    const CLINICS: [&str; 10] = [
        "mottagning",
        "vårdcentral",
        "hälsocentral",
        "klinik",
        "avdelning",
        "reception",
        "enhet",
        "barnmorskemottagning",
        "telefontid",
        "växel",
    ];
    CLINICS.iter().any(|clinic| word.starts_with(clinic))
}

/// Who acts, judged by the nearest word before the verb that says it.
fn actor(text: Text<'_>, verb: usize) -> Actor {
    for token in text.preceding(verb).take(NEAR) {
        match token.text {
            "du" | "dig" | "ni" | "er" | "man" | "patienten" | "patienter" | "be" | "ber" => return Actor::Patient,
            "vi" | "jag" | "personalen" | "receptionen" | "kliniken" | "mottagningen" | "barnmorskan" => {
                return Actor::Clinic;
            }
            word if word.starts_with("välkom") || word.starts_with("vänligen") => {
                return Actor::Patient;
            }
            word if word.starts_with("läkare")
                || word.starts_with("vårdcentralen")
                || word.starts_with("någon")
                || word.ends_with("sköterskan")
                || word.ends_with("sköterska") =>
            {
                return Actor::Clinic;
            }
            _ => {}
        }
    }
    Actor::Unsaid
}

/// Whether «tel…» found here ends words such as «kontakta oss per telefon», «du når oss på telefon 036-…».
pub(super) fn telephone(text: Text<'_>, at: usize) -> bool {
    let word = text.word_from(at);
    let by_itself = word.text == "telefonledes";
    if !by_itself && !matches!(word.text, "telefon" | "telefonen" | "telefonnummer" | "tel" | "tfn") {
        return false;
    }
    let mut before = text.preceding(word.start).peekable();
    let by = before.peek().is_some_and(|token| matches!(token.text, "per" | "via" | "med" | "på"));
    if !(by || by_itself) {
        return false;
    }
    if text.following(word.end).take(3).any(|token| matches!(token.text, "1177" | "112")) {
        return false;
    }
    let mut later: Option<Token<'_>> = None;
    let mut later_still: Option<Token<'_>> = None;
    for token in before.take(NEAR + 2) {
        if let Some(told) = told_to_contact(text, token, [later, later_still]) {
            return told;
        }
        (later, later_still) = (Some(token), later);
    }
    // «Per telefon når du oss», «via telefon kan du boka».
    let mut following = text
        .following(word.end)
        .filter(|token| token.is_word && !token.text.starts_with(|c: char| c.is_ascii_digit()))
        .take(3);
    match following.next().map(|token| token.text) {
        Some("kan" | "ska" | "får") => following.next().is_some_and(|token| matches!(token.text, "du" | "ni" | "man")),
        Some("når") => following.next().is_some_and(|token| matches!(token.text, "du" | "ni" | "man")),
        reach => reach == Some("nås"),
    }
}

/// Whether a verb before «per telefon» tells the patient to use it; `None` where it is no such verb.
fn told_to_contact(text: Text<'_>, verb: Token<'_>, [later, later_still]: [Option<Token<'_>>; 2]) -> Option<bool> {
    let next = later.map_or("", |token| token.text);
    let after = later_still.map_or("", |token| token.text);
    let to_patient = matches!(next, "dig" | "er");
    let by_patient = matches!(next, "du" | "ni" | "man");
    let not = matches!(next, "inte" | "ej");
    let asked = || !to_patient && !not && actor(text, verb.start) != Actor::Clinic;
    let before = || text.preceding(verb.start).next().map(|token| token.text);
    match verb.text {
        "kontakta" | "boka" | "avboka" | "omboka" | "beställ" | "beställa" => Some(asked()),
        "kontaktar" | "bokar" | "avbokar" | "ombokar" | "beställer" => {
            let patient_before = before().is_some_and(|word| matches!(word, "du" | "ni" | "man"));
            let condition = text.preceding(verb.start).nth(1).is_some_and(is_condition);
            Some(by_patient || (patient_before && !condition && !to_patient))
        }
        "bokas" | "avbokas" | "ombokas" | "beställs" | "nås" => Some(true),
        "kontakt" => match before() {
            Some("ta") => Some(actor(text, verb.start) != Actor::Clinic),
            Some("du" | "ni") => Some(true),
            _ => None,
        },
        "av" if to_patient => before().map(|word| word.starts_with("hör")),
        "sker" | "görs" => Some(
            text.preceding(verb.start)
                .any(|token| token.text.contains("bokning") || token.text.ends_with("beställning")),
        ),
        "nå" | "når" | "sök" => Some(!to_patient && (by_patient || next == "oss" || is_clinic(next))),
        "vänd" => Some(to_patient),
        "vänder" => Some(by_patient && matches!(after, "dig" | "er")),
        _ => None,
    }
}

/// Whether «signal» found here ends «slå oss en signal».
pub(super) fn signal(text: Text<'_>, at: usize) -> bool {
    let word = text.word_at(at);
    if word.text != "signal" {
        return false;
    }
    let strike = text.preceding(word.start).take(4).find(|token| matches!(token.text, "slå" | "slår"));
    strike.is_some_and(|verb| match text.next(verb.end).map(|token| token.text) {
        Some("dig" | "er") => false,
        Some("du" | "ni") => true,
        _ => verb.text == "slå" && actor(text, verb.start) != Actor::Clinic,
    })
}
