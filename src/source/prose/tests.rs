//! What texts say, in sentences such as clinics write them.

use super::{Prose, Subject};
use crate::model::case_type::CaseTypeIx;
use crate::model::clinic::TextFacts;
use crate::model::needs::{Needs, StandardText, TextKind};

const STANDARD: &str =
    "Här kan du förnya recept hos {mottagning}.\n\nVi svarar inom en arbetsdag – \"alltid\".\nHälsningar, {mottagning}";

fn needs() -> Needs {
    Needs {
        words: ["mina vårdkontakter", "mvk", "1177 vårdguiden", "öppettider", "e-tjänst"].map(Into::into).to_vec(),
        standard_texts: vec![StandardText { case_type: CaseTypeIx(0), kind: TextKind::Terms, text: STANDARD.into() }],
        ..Needs::default()
    }
}

fn subject(clinic: Option<&str>) -> Subject<'_> {
    Subject { case_type: Some(CaseTypeIx(0)), kind: TextKind::Terms, clinic }
}

fn facts(text: &str) -> TextFacts {
    Prose::new(&needs()).reader().one(text, subject(None)).expect("it is not blank")
}

#[test]
fn telling_the_patient_to_phone() {
    let told = [
        "Ring oss om du har frågor.",
        "Ring mottagningen på 036-12 34 56.",
        "För att avboka, ring 036-12 34 56.",
        "Vänligen ring till oss i stället.",
        "Om ärendet är brådskande ska du ringa mottagningen.",
        "Du kan ringa oss vardagar 8–12.",
        "Du är välkommen att ringa på telefontiden.",
        "Tid bokar du genom att ringa.",
        "Det går också bra att ringa till vår reception.",
        "Kontakta oss per telefon.",
        "Kontakta mottagningen via telefon 036-12 34 56 vid frågor.",
        "Har du frågor, kontakta oss på tel. 036-12 34 56.",
        "Vi ber dig att kontakta oss på telefon.",
        "Hör av dig per telefon om du vill ändra tiden.",
        "Ta kontakt med oss på telefon 036-12 34 56.",
        "Du når oss på telefon 036-12 34 56.",
        "Mottagningen nås på telefon vardagar.",
        "Avbokning sker via telefon.",
        "Tid bokas per telefon.",
        "Slå oss en signal!",
        "Annars ringer du oss.",
        "RING OSS!",
        "Svaret hittar du i inkorgen. Ring annars.",
        "Du kan också ringa. Vid livshotande läge ring 112.",
        "Behöver du hjälp direkt:\nring 036-12 34 56",
        "Per telefon når du oss mellan 8 och 10.",
        "Vill du avboka gör du det genom att ringa upp oss.",
        "Har du fått svar ringer du mottagningen bara om något har ändrats.",
        "Kontaktar du oss på telefon får du vänta.",
        "Vänd dig till mottagningen per telefon.",
    ];
    for text in told {
        assert!(facts(text).asks_patient_to_phone, "{text}");
    }
    let not_told = [
        "Vi ringer upp dig.",
        "Vi kan komma att ringa dig om vi behöver veta mer.",
        "Läkaren kommer att ringa upp dig.",
        "Sjuksköterskan kan ringa om något är oklart.",
        "Du blir uppringd av oss.",
        "Vid fara för livet, ring 112.",
        "Ring 1177 för sjukvårdsrådgivning dygnet runt.",
        "Är det bråttom ska du ringa 1177, och vid fara för livet 112.",
        "Om du behöver råd när vi har stängt kan du ringa sjukvårdsrådgivningen på telefon 1177.",
        "Ring genast 112 om du får svårt att andas.",
        "Ring alltid SOS Alarm på 112.",
        "Du behöver inte ringa oss.",
        "Skriv här i stället för att ringa.",
        "Istället för att ringa kan du skriva.",
        "Här kan du boka tid utan att ringa.",
        "Du slipper ringa.",
        "Ring inte om detta ärende.",
        "Besväret är av ringa betydelse.",
        "Byte av p-ring eller spiral.",
        "Har du en ring som har fastnat?",
        "Registrering och förändring av uppgifter.",
        "Telefontid: 8–10.",
        "Telefon: 036-12 34 56",
        "Vi kontaktar dig per telefon.",
        "Vi kan kontakta dig på telefon.",
        "Du får svar per telefon eller i inkorgen.",
        "Besöket sker via telefon.",
        "När du ringer oss får du ett könummer.",
        "Skriv ditt telefonnummer så att vi kan ringa dig.",
        "Ange ett telefonnummer som vi kan nå dig på.",
        "Vi når dig på telefon.",
        "Lämna ditt telefonnummer.",
        "Signalen hörs i väntrummet.",
        "Vi tar kontakt med dig på telefon.",
        "Kontakta 1177 på telefon 1177 när vi har stängt.",
    ];
    for text in not_told {
        assert!(!facts(text).asks_patient_to_phone, "{text}");
    }
}

#[test]
fn promised_answers() {
    let promised = |text: &str| facts(text).promised_answer.map(|span| span.to_string());
    let cases = [
        ("Du får svar inom en arbetsdag.", "1 working day"),
        ("Vi besvarar normalt ditt ärende inom två (2) arbetsdagar.", "2 working days"),
        ("Vi svarar inom en (1) arbetsdag.", "1 working day"),
        ("Svar lämnas senast nästa arbetsdag.", "1 working day"),
        ("Du får svar samma dag.", "same working day"),
        ("Vi strävar efter att svara samma arbetsdag.", "same working day"),
        ("Vi återkommer inom 24 timmar.", "24 hours"),
        ("Vi återkopplar till dig inom en vecka.", "7 days"),
        ("Inom 2 dygn hör vi av oss.", "2 days"),
        ("Svarstid: högst 3 arbetsdagar.", "3 working days"),
        ("Svarstiden är två vardagar.", "2 working days"),
        ("Det kan ta upp till tre arbetsdagar innan du får svar.", "3 working days"),
        ("Vi svarar inom 1–2 arbetsdagar.", "2 working days"),
        ("Du får besked inom ett par veckor.", "14 days"),
        ("Ditt ärende handläggs inom fem helgfria vardagar.", "5 working days"),
        ("Vi svarar inom en arbetsdag. I semestertider svarar vi inom en vecka.", "7 days"),
        ("Du får svar inom en vecka, men oftast samma dag.", "7 days"),
        ("Vi svarar så snart vi kan, men senast inom två arbetsdagar.", "2 working days"),
        ("Vi ringer upp dig inom två arbetsdagar.", "2 working days"),
        ("Svar kommer inom en månad.", "1 month"),
        ("Normalt får du svar inom 48 tim.", "48 hours"),
        ("INOM TVÅ ARBETSDAGAR FÅR DU SVAR", "2 working days"),
        ("Du får svar inom två\narbetsdagar.", "2 working days"),
    ];
    for (text, wanted) in cases {
        assert_eq!(promised(text).as_deref(), Some(wanted), "{text}");
    }
    let none = [
        "Avboka senast 24 timmar före besöket.",
        "Avboka senast 24 timmar innan, annars kan du få betala.",
        "Vi svarar så snart vi kan. Avbokning ska ske inom 24 timmar.",
        "Fakturan ska betalas inom 30 dagar.",
        "Har du haft feber i mer än tre dagar?",
        "Vi svarar vardagar.",
        "Här kan du skriva dygnet runt.",
        "Du behöver svara på formuläret inom tre dagar.",
        "Svara på frågorna inom två veckor.",
        "Avboka inom 24 timmar\nVi svarar så snart vi kan.",
        "De senaste två veckorna har vi svarat på många ärenden.",
        "Öppet måndag–fredag 8–17.",
        "Receptet kan hämtas ut inom tre månader.",
        "Vi utvecklar våra svar varje vecka.",
        "Provsvar finns i journalen inom två veckor.",
    ];
    for text in none {
        assert_eq!(promised(text), None, "{text}");
    }
}

#[test]
fn placeholders() {
    let left = [
        "Välkommen till XX-kliniken.",
        "Välkommen till XX-kliniken/vårdcentralen.",
        "Välkommen till Xx-mottagningen.",
        "[mottagningens namn] svarar.",
        "Välkommen till {mottagning}!",
        "Välkommen till {{ klinikens namn }}!",
        "Välkommen till NN-mottagningen.",
        "Vi på NN vårdcentral svarar.",
        "Telefon: 036-xx xx xx",
        "Välkommen till <ange mottagning>.",
        "[XX] svarar.",
    ];
    for text in left {
        assert!(facts(text).placeholder, "{text}");
    }
    let none = [
        "Välkommen till Exxonkliniken.",
        "Sexti frågor (XX-kromosomer) [1].",
        "Läs mer på [vår sida om mottagningen](https://example.org).",
        "Texten är <b>viktig</b>.",
        "Temperatur < 38 och puls > 100, ange mottagning.",
        "Kan ni hjälpa mig? Kan nn.",
        "Ett svar [sic] till.",
    ];
    for text in none {
        assert!(!facts(text).placeholder, "{text}");
    }
}

#[test]
fn watched_words() {
    let words = |text: &str| facts(text).words;
    assert_eq!(words("Logga in på MINA VÅRDKONTAKTER (MVK)."), 0b11);
    assert_eq!(words("Mina\n  vårdkontakter"), 0b1);
    assert_eq!(words("mvk:s sida, MvK"), 0b10);
    assert_eq!(words("Mina vårdkontakters sida och mvkx"), 0);
    assert_eq!(words("1177 Vårdguiden"), 0b100);
    assert_eq!(words("1177\u{a0}VÅRDGUIDEN"), 0b100);
    assert_eq!(words("1177 Vårdguidens e-tjänster"), 0);
    assert_eq!(words("ÖPPETTIDER"), 0b1000);
    assert_eq!(words("O\u{308}ppettider"), 0b1000, "a letter in pieces");
    assert_eq!(words("en E-tjänst."), 0b10000);
    assert_eq!(words("två e-tjänster, en e -tjänst"), 0);
}

#[test]
fn standard_texts() {
    let prose = Prose::new(&needs());
    let mut reader = prose.reader();
    let mut equals = |text: &str, clinic| reader.one(text, subject(clinic)).and_then(|facts| facts.equals_standard);
    let clinic = Some("Övningsås vårdcentral");
    let own = STANDARD.replace("{mottagning}", "Övningsås vårdcentral");
    assert_eq!(equals(&own, clinic), Some(true));
    assert_eq!(equals(&own, None), Some(true), "without a name the slot takes what stands there");
    assert_eq!(equals(&own.replace('\n', "\r\n  "), clinic), Some(true));
    assert_eq!(equals(&format!("\n{}  ", own.replace(' ', "\u{a0} ")), clinic), Some(true));
    assert_eq!(equals(&own.replace('"', "”").replace('–', "-"), clinic), Some(true));
    assert_eq!(equals(&own.replace('å', "a\u{30a}").replace('ä', "a\u{308}"), clinic), Some(true));
    assert_eq!(equals(&own.replace("recept", "Recept"), clinic), Some(false));
    assert_eq!(equals(&own.replace("en arbetsdag", "två arbetsdagar"), clinic), Some(false));
    assert_eq!(equals(&format!("{own}."), clinic), Some(false));
    assert_eq!(equals(own.split_once(" –").expect("it has a dash").0, clinic), Some(false));
    assert_eq!(equals(&own, Some("Mallbo vårdcentral")), Some(false));
    assert_eq!(equals(&own.replace("hos Ö", "hosÖ"), clinic), Some(false));
    assert_eq!(equals(STANDARD, clinic), Some(false));
    assert_eq!(reader.one("x", Subject { case_type: None, ..subject(None) }).and_then(|f| f.equals_standard), None);
    let several = reader.several(&["Något annat.", &own], subject(clinic)).expect("they are not blank");
    assert_eq!(several.equals_standard, Some(true), "one of them is the standard text");
}

#[test]
fn characters_are_counted_without_blanks_at_the_ends() {
    assert_eq!(facts(" åäö \n").chars, 3);
    assert_eq!(Prose::new(&needs()).reader().one(" \n\u{a0}", subject(None)), None);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(ring|telefon| tel |inom | två|\\(2\\)|[0-9]{1,6}| arbetsdag|dagar|svar|\\.|,|\n|xx|nn-|\\[|\\]|\\{|å|Ä|–|\u{a0}|\u{301}|İ|[ -~]|\\PC){0,40}") {
        let _ = facts_of(&text);
    }
}

fn facts_of(text: &str) -> Option<TextFacts> {
    Prose::new(&needs()).reader().one(text, subject(Some("Övningsås")))
}
