//! The terminal report.

use riktlinje::model::finding::{Finding, RuleIx};
use riktlinje::model::outcome::Outcome;
use riktlinje::model::run::{ClinicOutcomes, Population, Run, Summary};
use riktlinje::report::escape::acts_on_terminal;
use riktlinje::report::json::read;
use riktlinje::report::{Format, Style, reporter};
use riktlinje::text::Lang;
use unicode_width::UnicodeWidthStr as _;

use crate::rendered;
use crate::sample_run::{clinic_id, sample_run};

const PLAIN: Style = Style { lang: Lang::Sv, width: 80, colour: false };

#[test]
fn a_stored_run_renders_the_same() {
    let stored = rendered(Format::Json, &PLAIN);
    let run = read(&stored).expect("what we wrote");
    for lang in Lang::ALL {
        for (width, colour) in [(80, false), (140, true)] {
            let style = Style { lang, width, colour };
            let mut again = Vec::new();
            reporter(Format::Table, &style).render(&run, &mut again).expect("memory");
            assert!(again == rendered(Format::Table, &style).into_bytes(), "{style:?}");
        }
    }
}

fn table(run: &Run, style: &Style) -> String {
    let mut bytes = Vec::new();
    reporter(Format::Table, style).render(run, &mut bytes).expect("memory takes every byte");
    String::from_utf8(bytes).expect("the table is UTF-8")
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for lang in Lang::ALL {
        for width in [72, 80, 100, 140, 200] {
            let text = table(&sample_run(), &Style { lang, width, colour: false });
            let wide: Vec<&str> = text.lines().filter(|line| line.width() > usize::from(width)).collect();
            assert_eq!(wide, [""; 0], "{lang:?} {width}");
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let plain = table(&sample_run(), &PLAIN);
    let colour = table(&sample_run(), &Style { colour: true, ..PLAIN });
    assert!(colour.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&colour).to_string(), plain);
    // Nothing of what came from outside acts: only our own sequences have an ESC.
    assert!(!plain.contains(|c| c != '\n' && acts_on_terminal(c)));
}

#[test]
fn a_region_in_order_gets_a_short_report() {
    let mut run = verdict_only();
    run.findings.clear();
    run.problems.clear();
    run.problems_not_shown = 0;
    run.coverage.facts_missing.clear();
    run.coverage.clauses_unjudged.clear();
    run.coverage.sources_failed.clear();
    run.population = Population { listed: Some(9), exported: 9, ..Population::default() };
    run.summary = Summary { clinics: 9, clear: 9, proven: 9, ..Summary::default() };
    for clinic in &mut run.clinics {
        std::sync::Arc::make_mut(&mut clinic.outcomes).fill(Outcome::Pass);
    }
    for rule in &mut run.rules {
        rule.counts = [0, 9, 0, 0];
    }
    insta::assert_snapshot!("in_order_sv", table(&run, &PLAIN));
}

/// The sample without what stands beside its verdict, which would not fit another verdict.
fn verdict_only() -> Run {
    Run { comparison: None, answer_times: None, follow_up: None, ..sample_run() }
}

/// Every rule broken at every clinic but one, in the same way.
fn broken_everywhere(clinics: usize) -> Run {
    let mut run = verdict_only();
    let rules = u16::try_from(run.rules.len()).expect("few");
    let (clinic, finding) = (run.clinics[0].clone(), run.findings[1].clone());
    let outcomes: std::sync::Arc<[Outcome]> = vec![Outcome::Fail; rules.into()].into();
    run.clinics = (0..clinics)
        .map(|number| ClinicOutcomes { hsa_id: clinic_id(number), outcomes: outcomes.clone(), ..clinic.clone() })
        .collect();
    run.findings = (0..rules)
        .flat_map(|rule| run.clinics.iter().map(move |clinic| (RuleIx(rule), clinic.hsa_id.clone())))
        .map(|(rule, clinic)| Finding { rule, clinic: Some(clinic), ..finding.clone() })
        .collect();
    run.summary.clinics = u32::try_from(clinics + 1).expect("few");
    run
}

#[test]
fn many_broken_rules_are_an_overview() {
    insta::assert_snapshot!("overview_sv", table(&broken_everywhere(6), &PLAIN));
}

#[test]
fn however_large_the_run_the_report_can_be_read() {
    let lines = table(&broken_everywhere(5000), &PLAIN).lines().count();
    assert!(lines < 260, "{lines} lines");
}
