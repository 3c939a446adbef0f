//! Seeded clinics to measure with: the same bytes in every run, on every machine.
//!
//! *Lean* clinics are about 0.6 KB of JSON each, without texts; *full* clinics about 40 KB, with every text of twelve case types.
//! About every fifth lean clinic breaks a rule. All of it is invented.

use std::fmt::Write as _;
use std::io::{self, Write};

use riktlinje::policy::library;

mod seeded;

use seeded::Seeded;

const HEAD: &str = "{\"format\":\"riktlinje/clinics/v1\",\"exported\":\"2026-11-18T06:00:00+01:00\"}\n";

const PLACES: [&str; 8] =
    ["Testköping", "Provinge", "Exempelby", "Mallbo", "Övningsås", "Prövsjö", "Skissele", "Utkastboda"];

const TYPES: [(&str, &str); 12] = [
    ("fornya_recept", "Förnya recept"),
    ("fornya_hjalpmedel", "Förnya hjälpmedel"),
    ("bestall_tid", "Beställ tid"),
    ("avomboka_tid", "Av/omboka tid"),
    ("boka_tid", "Boka tid"),
    ("radgivning", "Rådgivning"),
    ("fraga_sjukskoterskan", "Fråga sjuksköterskan"),
    ("kontakta_mig", "Kontakta mig"),
    ("synpunkter", "Lämna synpunkter och klagomål på vården"),
    ("begar_intyg", "Begär intyg"),
    ("egenremiss", "Egenremiss"),
    ("skicka_meddelande", "Skicka meddelande"),
];

const SENTENCES: [&str; 12] = [
    "Här kan du skriva till oss när det passar dig, dygnet runt.",
    "Vi läser ditt ärende under vardagar och svarar i din inkorg.",
    "Du får svar inom en arbetsdag.",
    "Skriv vad det gäller och hur länge du har haft dina besvär.",
    "Är det bråttom ska du ringa 1177, och vid fara för livet 112.",
    "Det du skriver kan komma att föras in i din journal.",
    "Du som är ombud för ett barn under tretton år kan skriva för barnet.",
    "Avboka senast 24 timmar före besöket, annars kan du få betala avgiften.",
    "Tänk på att ha din medicinlista till hands när du fyller i formuläret.",
    "Vi ringer upp dig om det behövs ett samtal.",
    "Vi kan behöva ställa en fråga till dig innan ärendet är klart.",
    "Fält som är märkta med en stjärna måste fyllas i.",
];

/// Writes the head and that many lean clinics, a line each.
///
/// # Errors
/// What writing gives.
pub(crate) fn write_lean(clinics: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut seeded = Seeded::new(1177);
    let mut line = String::with_capacity(1024);
    out.write_all(HEAD.as_bytes())?;
    for number in 1..=clinics {
        line.clear();
        head_of_clinic(&mut line, number, &mut seeded);
        line.push_str(",\"case_types\":{");
        for (ix, (key, _)) in TYPES[..9].iter().enumerate() {
            let state = if number % 97 == 0 { "inactive" } else { state(&mut seeded) };
            let comma = if ix == 0 { "" } else { "," };
            write!(line, "{comma}\"{key}\":\"{state}\"").expect("a String takes what is written");
        }
        line.push_str("}}\n");
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// Writes the head and that many full clinics, a line each.
///
/// # Errors
/// What writing gives.
pub(crate) fn write_full(clinics: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut seeded = Seeded::new(2011);
    let mut line = String::with_capacity(64 * 1024);
    out.write_all(HEAD.as_bytes())?;
    for number in 1..=clinics {
        line.clear();
        head_of_clinic(&mut line, number, &mut seeded);
        line.push_str(",\"case_types\":[");
        for (ix, (key, name)) in TYPES.iter().enumerate() {
            let comma = if ix == 0 { "" } else { "," };
            let state = state(&mut seeded);
            let kind = if *key == "boka_tid" { "direct_booking" } else { "message_form" };
            let restricted = seeded.percent(3);
            write!(
                line,
                "{comma}{{\"type\":\"{key}\",\"name\":\"{name}\",\"state\":\"{state}\",\"kind\":\"{kind}\",\"origin\":\"central\",\
                 \"restricted\":{restricted},\"changed\":\"2026-05-{:02}\",\"description\":\"",
                1 + seeded.below(28)
            )
            .expect("a String takes what is written");
            text(&mut line, 12, &mut seeded);
            line.push_str("\",\"terms\":\"");
            match standard_terms(key) {
                // Most clinics use the region's text with their own name in it.
                Some(standard) if seeded.percent(98) => {
                    line.push_str(&standard.replace("{mottagning}", &name_of(&line)));
                }
                _ => text(&mut line, 14, &mut seeded),
            }
            line.push_str("\",\"standard_replies\":[");
            for reply in 0..4 {
                let comma = if reply == 0 { "" } else { "," };
                write!(line, "{comma}{{\"name\":\"Svar {reply}\",\"text\":\"").expect("a String takes what is written");
                text(&mut line, 7, &mut seeded);
                line.push_str("\"}");
            }
            line.push_str("],\"answer_alternatives\":[\"Ja\",\"Nej\",\"Vet inte\"]}");
        }
        line.push_str("],\"standard_replies\":[{\"name\":\"Mottaget\",\"text\":\"");
        text(&mut line, 12, &mut seeded);
        line.push_str("\"}],\"reverse_flow_templates\":[{\"name\":\"Kallelse\",\"text\":\"");
        text(&mut line, 12, &mut seeded);
        line.push_str("\"}],\"other_information\":\"");
        text(&mut line, 8, &mut seeded);
        line.push_str("\",\"time_types\":[\"nybesok\",\"aterbesok\"]}\n");
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// The region's terms of a case type, as a JSON text without its quotation marks.
fn standard_terms(key: &str) -> Option<String> {
    let policy = library::embedded("rjl-1177")?;
    let text = policy.get(&format!("texts/{key}.terms.txt"))?.trim();
    Some(text.replace('\n', "\\n"))
}

/// The name of the clinic whose line has been begun.
fn name_of(line: &str) -> String {
    let begin = line.find("\"name\":\"").expect("the head has been written") + 8;
    line[begin..].split('"').next().expect("there is always a first part").to_owned()
}

fn head_of_clinic(line: &mut String, number: usize, seeded: &mut Seeded) {
    let place = seeded.pick(&PLACES);
    let status = if seeded.percent(97) { "active" } else { "not_activated" };
    let area = if seeded.percent(92) { "[{\"region\":\"*\"}]" } else { "[{\"region\":\"06\"}]" };
    let [medicines, aids, advice, direct] = [80, 25, 85, 40].map(|share| seeded.percent(share));
    write!(
        line,
        "{{\"hsa_id\":\"SE2321000057-TEST{number:07}\",\"name\":\"{place}s vårdcentral {number}\",\"status\":\"{status}\",\
         \"unit_kind\":\"mottagning\",\"care_level\":\"primarvard\",\"agreement\":\"egen_regi\",\"business_code\":\"1500\",\
         \"municipality\":\"{place}\",\"service_area\":{area},\"prescribes_medicines\":{medicines},\"prescribes_aids\":{aids},\
         \"offers_advice\":{advice},\"can_book_directly\":{direct}"
    )
    .expect("a String takes what is written");
}

fn state(seeded: &mut Seeded) -> &'static str {
    match seeded.below(100) {
        0..95 => "active",
        95..98 => "inactive",
        _ => "not_assigned",
    }
}

fn text(line: &mut String, sentences: usize, seeded: &mut Seeded) {
    for ix in 0..sentences {
        if ix > 0 {
            line.push_str(if ix % 4 == 0 { "\\n" } else { " " });
        }
        line.push_str(seeded.pick(&SENTENCES));
    }
}
