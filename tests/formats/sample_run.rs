//! A run with every kind of value, place, reason, disposition and finding in it, made in code so that the formats can
//! be tested without the rest of the house.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeZone as _};
use chrono_tz::Europe::Stockholm;
use riktlinje::model::finding::{
    Decided, Evidence, Finding, Item, ItemKind, Missing, Remedy, RemedyStep, RuleIx, Settlement, operator,
};
use riktlinje::model::hsa_id::HsaId;
use riktlinje::model::outcome::{Disposition, Outcome, Severity};
use riktlinje::model::place::{Located, Spot};
use riktlinje::model::run::{
    ClinicOutcomes, Coverage, FirstAction, LocatedProblem, PolicyInfo, Population, RuleInfo, Run, Summary,
};
use riktlinje::model::source::{ProblemLevel, SourceFile, SourceKind};
use riktlinje::model::span::TimeSpan;
use riktlinje::model::value::Value;
use riktlinje::text::{Arg, Bilingual, Message};

use crate::sample_beside::{answer_times, compared, follow_up};

const CLINICS: [&str; 9] = [
    "Testköpings vårdcentral",
    "Öringe vårdcentral",
    "Ängsbo vårdcentral",
    "Åby psykiatriska mottagning",
    "Bäckdala barnmottagning",
    "Rehabmottagningen Solgläntan på Norra Storgatan i Testköping",
    "Zinkgruvans vårdcentral",
    "Ekhaga vårdcentral",
    "Alnäs vårdcentral",
];

/// Some points of the guideline, in Swedish and English.
const CLAUSES: [(&str, &str, &str); 3] = [
    (
        "Ö1a",
        "Varje mottagning går att nå genom 1177 e-tjänster, för alla sina patienter.",
        "Every clinic can be reached through 1177 e-services, by all of its patients.",
    ),
    (
        "Ö5a",
        "Den mottagning som förskriver läkemedel tar emot begäran om förnyat recept.",
        "A clinic that prescribes medicines accepts requests for a renewed prescription.",
    ),
    (
        "V2a",
        "Medarbetarna känner till e-tjänsterna, och patienterna får veta att de finns.",
        "The staff know the e-services, and patients are told that they exist.",
    ),
];

/// The rules: id, clauses, severity, responsible role, title in Swedish and English.
const RULES: [(&str, &str, Severity, &str, &str, &str); 12] = [
    (
        "mottagning-saknas-i-e-tjansterna",
        "Ö1a",
        Severity::Error,
        "regional_forvaltning",
        "Mottagningen finns inte i e-tjänsterna",
        "The clinic is not in the e-services",
    ),
    (
        "fornya-recept-saknas",
        "Ö5a",
        Severity::Error,
        "lokal_administrator",
        "Förnya recept är inte öppen",
        "Renew prescription is not open",
    ),
    (
        "svar-sent",
        "Ö3 V3b",
        Severity::Error,
        "verksamhetschef",
        "Ärenden besvaras inte i tid",
        "Cases are not answered in time",
    ),
    (
        "text-ber-patienten-ringa",
        "Ö2b",
        Severity::Warning,
        "lokal_administrator",
        "En text ber patienten att ringa",
        "A text asks the patient to phone",
    ),
    (
        "slutat-men-behorig",
        "L1b",
        Severity::Error,
        "lokal_administrator",
        "Någon som har slutat har kvar sin behörighet",
        "Somebody who has left still holds a permission",
    ),
    (
        "begransat-betjaningsomrade",
        "Ö1a",
        Severity::Warning,
        "lokal_administrator",
        "Mottagningen är inte öppen för hela landet",
        "The clinic is not open to the whole country",
    ),
    (
        "annat-namn-i-hsa",
        "Ö8",
        Severity::Warning,
        "hsa_forvaltning",
        "Namnet är ett annat i HSA-katalogen",
        "The name in the HSA directory is another",
    ),
    (
        "utlovar-langre-svarstid",
        "L3",
        Severity::Warning,
        "lokal_administrator",
        "En text lovar svar senare än riktlinjen",
        "A text promises an answer later than the guideline",
    ),
    (
        "svar-ej-digitala",
        "Ö2a",
        Severity::Info,
        "verksamhetschef",
        "Svaren ges inte digitalt",
        "Answers are not given digitally",
    ),
    (
        "intyg-saknas-v2a",
        "V2a",
        Severity::Error,
        "verksamhetschef",
        "Intyg om informerade medarbetare saknas",
        "No attestation that staff are informed",
    ),
    ("saknas-i-hsa", "Ö8", Severity::Error, "hsa_forvaltning", "Enheten saknas i HSA", "The unit is not in HSA"),
    (
        "vanliga-besok-ej-bokbara",
        "Ö4a",
        Severity::Error,
        "verksamhetschef",
        "Vanliga besök kan inte bokas",
        "Common visits cannot be booked",
    ),
];

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the sample")
}

pub(crate) fn clinic_id(number: usize) -> HsaId {
    HsaId::parse(&format!("SE2321000057-TEST{}", number + 1)).expect("an id of the sample")
}

pub(crate) fn both(sv: &str, en: &str) -> Bilingual {
    Bilingual { sv: sv.into(), en: en.into() }
}

fn span(text: &str) -> TimeSpan {
    TimeSpan::parse(text).expect("a length of time of the sample")
}

fn line(file: &str, line: u32, text: &str, marked: &str) -> Located {
    let first = text.find(marked).map_or(0, |at| text[..at].chars().count());
    let first = u32::try_from(first).expect("short");
    let covered = u32::try_from(marked.chars().count()).expect("short");
    Located {
        file: file.into(),
        route: "case_types[2].state".into(),
        spot: Spot::Line { line, column: first + 1 },
        text: text.into(),
        mark: (first, covered),
    }
}

fn cell(sheet: &str, cell: &str, text: &str) -> Located {
    let covered = u32::try_from(text.chars().count()).expect("short");
    Located {
        file: "exports/jönköping.xlsx".into(),
        route: "service_area".into(),
        spot: Spot::Cell { sheet: sheet.into(), cell: cell.into() },
        text: text.into(),
        mark: (0, covered),
    }
}

/// One condition; a value that is unknown is an `Err` with its reason.
fn evidence(fact: &str, word: &str, expected: Value, found: Result<Value, Missing>) -> Evidence {
    let (found, missing) = match found {
        Ok(found) => (Some(found), None),
        Err(missing) => (None, Some(missing)),
    };
    Decided {
        fact: fact.into(),
        operator: operator(word).expect("an operator"),
        expected,
        expected_from: None,
        found,
        missing,
        in_when: false,
    }
    .at(Vec::new())
}

/// What a piece of evidence says, to be changed.
fn decided(evidence: &mut Evidence) -> &mut Decided {
    Arc::make_mut(&mut evidence.decided)
}

fn finding(rule: u16, clinic: Option<usize>, evidence: Vec<Evidence>) -> Finding {
    let unknown = evidence.iter().any(|one| one.missing.is_some());
    let (.., sv, en) = RULES[usize::from(rule)];
    let settled_by = evidence.iter().filter_map(|one| {
        one.missing.map(|missing| Settlement {
            source: missing.source(),
            fact: one.fact.clone(),
            missing,
            message: Message::new("settle-not-supplied")
                .with("fact", one.fact.clone())
                .with("source", Message::new("kind-cases")),
        })
    });
    Finding {
        rule: RuleIx(rule),
        clinic: clinic.map(clinic_id),
        clinics: if clinic.is_some() { 1 } else { u32::try_from(CLINICS.len()).expect("few") },
        item: None,
        outcome: if unknown { Outcome::Unknown } else { Outcome::Fail },
        disposition: Disposition::Open,
        change: None,
        message: Message::new("finding-fail").with("title", both(sv, en)).into(),
        settled_by: settled_by.collect(),
        evidence,
        remedy: None,
        fingerprint: format!("{rule:04x}{:04x}", clinic.map_or(0xffff, |clinic| clinic)).into(),
    }
}

fn remedy(who: &str, key: &'static str, name: Bilingual) -> Remedy {
    let step = RemedyStep { who: who.into(), message: Message::new(key).with("type", name) };
    Remedy { who: who.into(), changes: vec![step] }
}

fn findings() -> Vec<Finding> {
    let recept = ("fornya_recept".into(), both("Förnya recept", "Renew prescription"));
    let kontakta = ("kontakta_mig".into(), both("Kontakta mig", "Contact me"));
    let bestall = ("bestall_tid".into(), both("Beställ tid", "Request an appointment"));
    let named = |(key, name): (Box<str>, Bilingual)| Value::Named { key, name };
    let mut all = Vec::new();

    all.push(finding(0, Some(8), vec![evidence("clinic.in_export", "is", Value::Bool(true), Ok(Value::Bool(false)))]));

    for clinic in 0..6 {
        let mut why = evidence("clinic.prescribes_medicines", "is", Value::Bool(true), Ok(Value::Bool(true)));
        decided(&mut why).in_when = true;
        why.at = vec![line("exports/a.yaml", 9, "    prescribes_medicines: yes", "yes")];
        let open = if clinic == 0 { vec![kontakta.clone(), bestall.clone()] } else { Vec::new() };
        let open = Value::Names(open.into());
        let mut what = evidence("case_types.open", "contains", named(recept.clone()), Ok(open));
        let number = u32::try_from(clinic).expect("few");
        what.at = vec![if clinic == 1 {
            line(
                "exports/b.jsonl",
                4031,
                "{\"type\": \"fornya_recept\", \"state\": \"not_assigned\"}",
                "\"not_assigned\"",
            )
        } else {
            line("exports/a.yaml", 14 + number * 40, "      - { type: Förnya recept, state: inactive }", "inactive")
        }];
        let mut one = finding(1, Some(clinic), vec![why, what]);
        let (who, key) = if clinic == 1 {
            ("regional_forvaltning", "remedy-assign")
        } else {
            ("lokal_administrator", "remedy-activate")
        };
        one.remedy = Some(remedy(who, key, recept.1.clone()).into());
        if clinic == 3 {
            one.disposition = Disposition::Waived;
        }
        all.push(one);
    }

    all.push(finding(
        2,
        None,
        vec![evidence("measure.i_tid", "at_least", Value::Percent(100), Err(Missing::NotSupplied(SourceKind::Cases)))],
    ));

    let mut asks = evidence("case_type.texts.asks_patient_to_phone", "is", Value::Bool(false), Ok(Value::Bool(true)));
    asks.at = vec![
        line("exports/a.yaml", 31, "        terms: Ring oss\u{1b}[31m på 010-000 00 00\u{202e} i stället.", "Ring oss"),
        line("exports/a.yaml", 33, "        description: Vi vill att du ringer", "Vi vill att du ringer"),
    ];
    let mut one = finding(3, Some(0), vec![asks]);
    one.item = Some(Item { kind: ItemKind::CaseType, id: "kontakta_mig".into() });
    all.push(one);
    let mut words = evidence(
        "case_type.texts",
        "mentions_none",
        Value::Words(vec!["MVK".into(), "Mina vårdkontakter".into()]),
        Ok(Value::Words(vec!["MVK".into()])),
    );
    decided(&mut words).expected_from = Some("$utgangna_ord".into());
    words.at = vec![cell("Ärendetyper", "F12", "=cmd|' /C calc'!A0 MVK")];
    let mut one = finding(3, Some(2), vec![words]);
    one.item = Some(Item { kind: ItemKind::Service, id: "recept".into() });
    all.push(one);

    for (clinic, until) in [(2, "2026-06-30"), (5, "2026-10-31")] {
        let found = Ok(Value::Date(day(until)));
        let mut ended = evidence("permission.staff.employed_until", "after", Value::Date(day("2026-11-20")), found);
        let row = format!("SE2321000057-TESTP{clinic};{until}");
        ended.at = vec![line("staff.csv", 17, &row, until)];
        let mut one = finding(4, Some(clinic), vec![ended]);
        let id = format!("SE2321000057-TESTP{clinic}/arendehanterare");
        one.item = Some(Item { kind: ItemKind::Permission, id: id.into() });
        all.push(one);
    }
    let missing = Err(Missing::NoRecord(SourceKind::Staff));
    let mut one = finding(4, Some(6), vec![evidence("permission.staff", "exists", Value::Bool(true), missing)]);
    one.item = Some(Item { kind: ItemKind::User, id: "SE2321000057-TESTP9".into() });
    all.push(one);

    let mut area = evidence("clinic.open_to_whole_country", "is", Value::Bool(true), Ok(Value::Bool(false)));
    area.at = vec![cell("Mottagningar", "H3", "region 06, 0-17 år")];
    all.push(finding(5, Some(1), vec![area]));
    let missing = Err(Missing::NotExported(SourceKind::Exports));
    all.push(finding(5, Some(3), vec![evidence("clinic.open_to_whole_country", "is", Value::Bool(true), missing)]));
    let missing = Err(Missing::Unreadable(SourceKind::Exports));
    all.push(finding(5, Some(5), vec![evidence("clinic.open_to_whole_country", "is", Value::Bool(true), missing)]));

    let found = Ok(Value::Text("Oringe vardcentral".into()));
    let mut name = evidence("clinic.name", "same_as", Value::Text(CLINICS[1].into()), found);
    decided(&mut name).expected_from = Some("directory.unit.name".into());
    name.at = vec![
        line(
            "exports/b.jsonl",
            2,
            "{\"hsa_id\": \"SE2321000057-TEST2\", \"name\": \"Oringe vardcentral\"}",
            "Oringe vardcentral",
        ),
        Located { file: "hsaunits.xml".into(), ..Located::default() },
    ];
    all.push(finding(6, Some(1), vec![name]));
    let missing = Err(Missing::Conflicting(SourceKind::Exports));
    all.push(finding(6, Some(2), vec![evidence("clinic.name", "same_as", Value::Text(CLINICS[2].into()), missing)]));

    let found = Ok(Value::Span(span("5 working days")));
    let mut promised =
        evidence("case_type.texts.promised_answer", "at_most", Value::Span(span("1 working day")), found);
    decided(&mut promised).expected_from = Some("$svarstid".into());
    promised.at = vec![line("exports/a.yaml", 48, "        terms: Vi svarar inom fem arbetsdagar.", "fem arbetsdagar")];
    let mut one = finding(7, Some(0), vec![promised]);
    one.item = Some(Item { kind: ItemKind::CaseType, id: "bestall_tid".into() });
    all.push(one);
    let mut terms =
        evidence("case_type.terms", "same_text_as", Value::Prose { chars: 412 }, Ok(Value::Prose { chars: 97 }));
    decided(&mut terms).expected_from = Some("case_type.standard_terms".into());
    let mut one = finding(7, Some(5), vec![terms]);
    one.item = Some(Item { kind: ItemKind::CaseType, id: "bestall_tid".into() });
    all.push(one);

    let found = Ok(Value::Share { part: 87, of: 100 });
    all.push(finding(8, Some(0), vec![evidence("measure.digitalt", "at_least", Value::Percent(90), found)]));
    let found = Ok(Value::Count(3));
    all.push(finding(8, Some(1), vec![evidence("measure.roda", "at_most", Value::Count(0), found)]));
    all.push(finding(
        8,
        Some(2),
        vec![evidence("measure.digitalt", "at_least", Value::Percent(90), Err(Missing::TooFew(4)))],
    ));

    let expected = || Value::Span(span("12 months"));
    all.push(finding(9, Some(0), vec![evidence("attested.V2a", "newer_than", expected(), Ok(Value::Absent))]));
    let found = Ok(Value::Date(day("2025-02-01")));
    let mut old = evidence("attested.V2a", "newer_than", expected(), found);
    old.at = vec![line("attestations.yaml", 7, "    date: 2025-02-01", "2025-02-01")];
    all.push(finding(9, Some(4), vec![old]));

    let missing = Err(Missing::NotInSource(SourceKind::Directory));
    let state = || Value::Word("current".into());
    all.push(finding(10, None, vec![evidence("directory.unit.state", "is", state(), missing)]));
    let missing = Err(Missing::Stale(SourceKind::Directory, span("31 days")));
    all.push(finding(10, Some(6), vec![evidence("directory.unit.state", "is", state(), missing)]));
    all
}

fn sources() -> Vec<SourceFile> {
    let source = |kind, name: &str, format: &str, records, left_out| SourceFile {
        kind,
        name: name.into(),
        format: format.into(),
        bytes: 40_312,
        digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        taken_at: None,
        records,
        left_out,
        notes: Vec::new(),
    };
    let mut exports = source(SourceKind::Exports, "exports/a.yaml", "riktlinje/clinics/v1 (yaml)", 6, 0);
    exports.taken_at = Some(DateTime::parse_from_rfc3339("2026-11-18T06:00:00+01:00").expect("an instant"));
    let mut staff = source(SourceKind::Staff, "staff.csv", "riktlinje/staff/v1 (csv)", 212, 3);
    staff.notes = vec![Message::new("sample-note").with("encoding", "Windows-1252")];
    vec![
        source(SourceKind::Clinics, "clinics.csv", "riktlinje/population/v1 (csv)", 9, 0),
        exports,
        source(SourceKind::Exports, "exports/b.jsonl", "riktlinje/clinics/v1 (jsonl)", 2, 1),
        source(SourceKind::Exports, "exports/jönköping.xlsx", "riktlinje/clinics/v1 (xlsx)", 1, 0),
        staff,
        source(SourceKind::Attestations, "attestations.yaml", "riktlinje/attestations/v1 (yaml)", 14, 0),
    ]
}

fn problems() -> Vec<LocatedProblem> {
    let every_arg = Message::new("sample-problem")
        .with("text", "x\u{7}y")
        .with("count", 3_u32)
        .with("date", day("2026-05-01"))
        .with("message", Message::new("and"))
        .with("list", vec!["a", "b", "c"])
        .with("both", both("på svenska", "in English"))
        .with("mixed", Arg::List(vec![Arg::Count(1), Arg::Text("två".into())]));
    vec![
        LocatedProblem {
            level: ProblemLevel::Error,
            at: line("exports/b.jsonl", 3, "{\"hsa_id\": \"811218-9876\"}", "\"811218-9876\""),
            message: every_arg,
            advice: Some(Message::new("sample-advice")),
        },
        LocatedProblem {
            level: ProblemLevel::Warning,
            at: cell("Mottagningar", "C7", "kanske"),
            message: Message::new("sample-word").with("text", "kanske"),
            advice: None,
        },
        LocatedProblem {
            level: ProblemLevel::Note,
            at: Located { file: "staff.csv".into(), ..Located::default() },
            message: Message::new("sample-note").with("encoding", "Windows-1252"),
            advice: None,
        },
    ]
}

/// The outcomes of one clinic: the worst of its findings, else passed.
fn outcomes(clinic: usize, findings: &[Finding]) -> Vec<Outcome> {
    let id = clinic_id(clinic);
    let of_rule = |rule: usize| {
        let concerned = findings.iter().filter(|one| usize::from(one.rule.0) == rule);
        let worst = concerned.filter(|one| one.clinic.as_ref().is_none_or(|of| *of == id)).map(|one| one.outcome).max();
        worst.unwrap_or(if rule == 11 { Outcome::NotApplicable } else { Outcome::Pass })
    };
    (0..RULES.len()).map(of_rule).collect()
}

/// The run.
pub(crate) fn sample_run() -> Run {
    let mut findings = findings();
    let comparison = compared(&mut findings, RULES.len());
    let clinics: Vec<ClinicOutcomes> = CLINICS
        .iter()
        .enumerate()
        .map(|(ix, name)| ClinicOutcomes {
            hsa_id: clinic_id(ix),
            name: (*name).into(),
            outcomes: outcomes(ix, &findings).into(),
        })
        .collect();
    let rules = RULES.iter().enumerate().map(|(ix, (id, clauses, severity, responsible, sv, en))| {
        let mut counts = [0; 4];
        for clinic in &clinics {
            counts[clinic.outcomes[ix] as usize] += 1;
        }
        RuleInfo {
            id: (*id).into(),
            policy: 0,
            clauses: clauses.split(' ').map(Into::into).collect(),
            severity: *severity,
            responsible: (*responsible).into(),
            title: both(sv, en),
            advice: both("Gå till inställningarna för mottagningen.", "Go to the settings of the clinic."),
            counts,
        }
    });
    let rules = rules.collect();
    Run {
        tool: "0.1.0".into(),
        as_of: Stockholm.with_ymd_and_hms(2026, 11, 20, 23, 59, 59).single().expect("an instant"),
        policies: vec![PolicyInfo {
            id: "rjl-1177".into(),
            edition: "2026-11-01".into(),
            digest: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae".into(),
            title: both("1177 e-tjänster i Region Jönköpings län", "1177 e-services in Region Jönköping County"),
            source: "Riktlinje 1177 e-tjänster".into(),
            decided: Some(day("2011-12-16")),
            remedy_by: [None, Some(day("2027-01-31")), Some(day("2026-12-04"))],
            clauses: CLAUSES.map(|(id, sv, en)| (id.into(), both(sv, en))).into(),
        }],
        sources: sources(),
        names: vec![
            (
                "list.lokala_administratorer".into(),
                both("aktiva lokala administratörer", "active local administrators"),
            ),
            ("fornya_recept".into(), both("Förnya recept", "Renew prescription")),
            ("kontakta_mig".into(), both("Kontakta mig", "Contact me")),
            ("bestall_tid".into(), both("Beställ tid", "Request an appointment")),
        ],
        problems: problems(),
        problems_not_shown: 17,
        population: Population {
            listed: Some(9),
            exported: 9,
            listed_not_exported: 1,
            exported_not_listed: 1,
            filtered_out: 0,
        },
        summary: Summary {
            clinics: 9,
            breaking: 6,
            remarked: 0,
            clear: 3,
            proven: 0,
            failures: [2, 5, 10],
            unknown: 7,
            waived: 1,
            most_broken: vec![(RuleIx(1), 4), (RuleIx(4), 2), (RuleIx(9), 2)],
            first_actions: vec![
                FirstAction { who: "lokal_administrator".into(), rule: RuleIx(1), clinics: 3 },
                FirstAction { who: "verksamhetschef".into(), rule: RuleIx(9), clinics: 2 },
                FirstAction { who: "regional_forvaltning".into(), rule: RuleIx(0), clinics: 1 },
            ],
        },
        rules,
        clinics,
        findings,
        comparison: Some(comparison),
        answer_times: Some(answer_times()),
        follow_up: Some(follow_up()),
        coverage: Coverage {
            facts_read: ["attested.V2a", "case_types.open", "clinic.in_export", "clinic.name"].map(Into::into).into(),
            facts_missing: vec![
                ("measure.i_tid".into(), Missing::NotSupplied(SourceKind::Cases)),
                ("directory.unit.phones".into(), Missing::NotInSource(SourceKind::Directory)),
            ],
            rules_without_subject: vec![RuleIx(11)],
            clauses_unjudged: ["Ö3", "V3b"].map(Into::into).into(),
            sources_failed: vec![SourceKind::Tak],
            waivers_in_force: 1,
        },
    }
}
