//! What is to be done, in every format and both languages, and how much of it.

use riktlinje::model::finding::{Remedy, RemedyStep};
use riktlinje::model::run::Run;
use riktlinje::report::actions::{Format, narrow, write};
use riktlinje::report::{FormatName as _, Style};
use riktlinje::text::{Lang, Message};

use crate::sample_run::{clinic_id, sample_run};

fn told(run: &Run, format: Format, lang: Lang) -> String {
    let mut bytes = Vec::new();
    let style = Style { lang, width: 80, colour: false };
    write(run, (format, &style), &mut bytes).expect("memory takes every byte");
    if format == Format::Xlsx {
        return crate::workbook::text(&bytes);
    }
    String::from_utf8(bytes).expect("every other format is UTF-8")
}

/// The sample, with a change that waits for another's, and one that is written in the register.
fn sample() -> Run {
    let mut run = sample_run();
    let activate = run.findings[1].remedy.clone().expect("the first clinic is to activate a case type");
    let assign = run.findings[2].remedy.clone().expect("the second is to be given it");
    let both = [assign.changes.clone(), activate.changes.clone()].concat();
    run.findings[2].remedy = Some(Remedy { who: assign.who.clone(), changes: both }.into());
    let leaver = run.findings.iter_mut().find(|one| one.rule.0 == 4).expect("somebody has left");
    let command = Message::new("remedy-run").with("command", "riktlinje permission revoke --staff SE2321000057-TESTP2");
    let who = || "lokal_administrator".into();
    let steps = vec![
        RemedyStep { who: who(), message: Message::new("remedy-revoke") },
        RemedyStep { who: who(), message: command },
    ];
    leaver.remedy = Some(Remedy { who: who(), changes: steps }.into());
    run
}

#[test]
fn every_format_of_actions_in_every_language() {
    let run = sample();
    for format in Format::all() {
        assert_eq!(Format::parse(format.key()), Some(*format));
        for lang in Lang::ALL {
            insta::assert_snapshot!(format!("{}_{}", format.key(), lang.code()), told(&run, *format, lang));
        }
    }
}

#[test]
fn one_clinic_s_actions_name_no_other() {
    let mut run = sample();
    narrow(&mut run, &[clinic_id(1)]).expect("it is in the run");
    for format in Format::all() {
        let text = told(&run, *format, Lang::Sv);
        assert!(text.contains("Öringe vårdcentral"), "{format:?}");
        assert!(!text.contains("Testköpings vårdcentral") && !text.contains("Ängsbo"), "{format:?}: {text}");
    }
}

#[test]
fn nobody_of_the_staff_is_named_in_a_list_for_everybody() {
    let text = told(&sample(), Format::Markdown, Lang::Sv);
    assert!(!text.contains("TESTP") && text.contains("person-"), "{text}");
}

#[test]
fn where_nothing_is_to_be_done_that_is_said() {
    let mut run = sample();
    run.findings.clear();
    for format in [Format::Table, Format::Markdown] {
        assert!(told(&run, format, Lang::En).contains("Nothing needs to be done"), "{format:?}");
    }
    assert!(told(&run, Format::Mail, Lang::En).contains("there are no letters"));
}

#[test]
fn a_long_list_stays_below_what_code_hosts_take() {
    let mut run = sample();
    let one = run.findings[1].clone();
    run.findings = (0..3_000)
        .map(|number: u32| {
            let mut finding = one.clone();
            let name = format!("{number} {}", "x".repeat(300));
            let message = Message::new("remedy-activate").with("type", name);
            let step = RemedyStep { who: "lokal_administrator".into(), message };
            finding.remedy = Some(Remedy { who: "lokal_administrator".into(), changes: vec![step] }.into());
            finding
        })
        .collect();
    let text = told(&run, Format::Markdown, Lang::En);
    assert!(text.len() <= 65_536, "{}", text.len());
    let shown = text.matches("- [ ]").count();
    assert!(shown > 50 && text.contains(&format!("{} actions have no room here", group(3_000 - shown))), "{shown}");
}

fn group(number: usize) -> String {
    format!("{},{:03}", number / 1000, number % 1000)
}
