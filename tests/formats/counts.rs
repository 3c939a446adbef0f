//! Findings in are findings out, in every format that lists them; what comes from outside stays harmless; nobody of the
//! staff is named where anybody can read it.

use proptest::prelude::*;
use proptest::sample::subsequence;
use riktlinje::model::finding::ItemKind;
use riktlinje::model::outcome::Disposition;
use riktlinje::model::run::Run;
use riktlinje::report::json::read;
use riktlinje::report::public::pseudonym;
use riktlinje::report::{Format, Style, reporter};
use riktlinje::text::Lang;

use crate::sample_run::sample_run;
use crate::workbook;

/// Formats that leave the office.
const PUBLIC: [Format; 5] = [Format::Github, Format::Gitlab, Format::Junit, Format::Markdown, Format::Sarif];

fn bytes(format: Format, run: &Run) -> Vec<u8> {
    let mut bytes = Vec::new();
    let style = Style { lang: Lang::Sv, width: 80, colour: false };
    reporter(format, &style).render(run, &mut bytes).expect("memory takes every byte");
    bytes
}

/// What a format shows, as text; of a workbook its sheets.
fn rendered(format: Format, run: &Run) -> String {
    let bytes = bytes(format, run);
    if format == Format::Xlsx {
        workbook::text(&bytes)
    } else {
        String::from_utf8(bytes).expect("every other is UTF-8")
    }
}

/// How many findings a format shows, and how many it says that it leaves out.
fn shown(format: Format, run: &Run) -> Option<(usize, usize)> {
    let text = rendered(format, run);
    Some(match format {
        Format::Table => return None,
        // A finding is an item of the list at its clinic, or of those that no clinic has.
        Format::Html => (text.matches("<li class=\"f ").count(), 0),
        Format::Json => (read(&text).expect("what we wrote").findings.len(), 0),
        Format::Csv => {
            let text = text.strip_prefix('\u{feff}').expect("a mark");
            let mut rows = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
            let rows: Vec<_> = rows.records().map(|row| row.expect("as many cells as headings")).collect();
            (rows.len(), 0)
        }
        Format::Github => {
            let lines: Vec<&str> = text.lines().collect();
            assert!(lines.iter().all(|line| line.starts_with("::")), "{text}");
            let left = lines.iter().find_map(|line| line.strip_prefix("::notice::"));
            // «Ett fynd …», «12 fynd …».
            let left_out = left.map_or(0, |line| line.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(1));
            (lines.len() - usize::from(left.is_some()), left_out)
        }
        Format::Gitlab => {
            let issues: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let issues = issues.as_array().expect("a list");
            (issues.len(), 0)
        }
        Format::Sarif => {
            let log: serde_sarif::sarif::Sarif = serde_json::from_str(&text).expect("SARIF 2.1.0");
            (log.runs.iter().flat_map(|run| run.results.iter().flatten()).count(), 0)
        }
        Format::Markdown => {
            assert!(text.len() <= 65_536, "{}", text.len());
            assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
            let left_out = text.lines().find_map(|line| line.strip_prefix("<sub>")).map_or(0, first_number);
            (text.lines().filter(|line| line.starts_with("- ")).count(), left_out)
        }
        Format::Mail => {
            assert!(text.lines().all(|line| line.chars().count() <= 72), "{text}");
            let end = text.rsplit("\n\n").next().expect("the last words").trim_start();
            let left_out = if end.starts_with(|c: char| c.is_ascii_digit()) { first_number(end) } else { 0 };
            let seen = text.lines().filter(|line| line.starts_with("    Vi såg: ") || line.starts_with("- "));
            (seen.count(), left_out)
        }
        Format::Xlsx => {
            let sheets = workbook::sheets(&bytes(format, run));
            let (_, rows) = sheets.iter().find(|(name, _)| name == "Fynd").expect("a sheet of findings");
            (rows.len() - 1, 0)
        }
        Format::Junit => {
            assert!(text.starts_with("<?xml"));
            (text.matches("• ").count(), 0)
        }
    })
}

/// The number that a sentence begins with.
fn first_number(text: &str) -> usize {
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '\u{a0}').collect();
    digits.replace('\u{a0}', "").parse().expect("a number")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_finding_is_shown_or_counted(
        kept in subsequence((0..sample_run().findings.len()).collect::<Vec<_>>(), 0..=sample_run().findings.len()),
        waived in 0_usize..4,
    ) {
        let mut run = sample_run();
        let mut all: Vec<_> = kept.iter().map(|at| run.findings[*at].clone()).collect();
        for finding in all.iter_mut().take(waived) {
            finding.disposition = Disposition::Waived;
        }
        run.findings = all;
        for format in Format::ALL {
            if let Some((shown, left_out)) = shown(format, &run) {
                prop_assert_eq!(shown + left_out, run.findings.len(), "{:?}", format);
            }
        }
    }
}

#[test]
fn names_from_outside_stay_text() {
    let mut run = sample_run();
    let hostile = "=cmd|' /C calc'!A0\n::error::<script>alert(1)</script>]]>\u{1b}[31m\u{202e};\"x\",%0A::stop";
    let long = "Å".repeat(500);
    for (clinic, name) in run.clinics.iter_mut().zip([hostile, &long].into_iter().cycle()) {
        clinic.name = name.into();
    }
    let findings = run.findings.len();
    for format in Format::ALL {
        let text = rendered(format, &run);
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{format:?}");
        if let Some((shown, left_out)) = shown(format, &run) {
            assert_eq!(shown + left_out, findings, "{format:?}");
        }
        if format == Format::Markdown {
            assert!(!text.replace("### ", "").contains(['@', '#']), "nobody is called");
            let ours = ["<details>", "</details>", "<summary>", "</summary>", "<sub>", "</sub>"];
            let bare = ours.iter().fold(text.clone(), |rest, tag| rest.replace(tag, "")).replace("\\<", "");
            assert!(!bare.contains('<') && !text.contains("::error"), "{text}");
        }
        if format == Format::Html {
            assert_eq!(text.matches("<script").count(), 1, "only the page's own");
            assert!(text.contains("&#60;script&#62;alert(1)") || text.contains("&lt;script&gt;alert(1)"));
        }
        if format == Format::Xlsx {
            assert_eq!(workbook::formulas(&bytes(format, &run)), 0, "a text is a text");
        }
        if format == Format::Csv {
            let formulas = text.lines().flat_map(|line| line.split(';')).filter(|cell| cell.starts_with("=cmd"));
            assert_eq!(formulas.count(), 0);
        }
    }
}

#[test]
fn nobody_of_the_staff_is_named_in_public() {
    let run = sample_run();
    let personal = |kind| matches!(kind, ItemKind::Permission | ItemKind::User | ItemKind::Decision);
    let items = run.findings.iter().filter_map(|finding| finding.item.as_ref()).filter(|item| personal(item.kind));
    let staff: Vec<&str> = items.map(|item| item.id.split('/').next().unwrap_or_default()).collect();
    assert!(!staff.is_empty(), "the sample has findings about staff");
    for format in PUBLIC {
        let text = rendered(format, &run);
        for id in &staff {
            assert!(!text.contains(id), "{format:?} names {id}");
        }
        assert!(staff.iter().any(|id| text.contains(&pseudonym(id))), "{format:?}");
    }
}
