//! The page: it needs nothing beside it, allows itself nothing but its own style and script, and stays small however large
//! the run is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use regex::Regex;
use riktlinje::model::finding::Finding;
use riktlinje::model::outcome::Outcome;
use riktlinje::model::run::{ClinicOutcomes, Run};
use riktlinje::report::json::read;
use riktlinje::report::{Format, Style, reporter};
use riktlinje::text::Lang;
use sha2::{Digest as _, Sha256};

use crate::rendered;
use crate::sample_run::{clinic_id, sample_run};

const PLAIN: Style = Style { lang: Lang::Sv, width: 80, colour: false };

fn page(run: &Run, lang: Lang) -> String {
    let mut bytes = Vec::new();
    reporter(Format::Html, &Style { lang, ..PLAIN }).render(run, &mut bytes).expect("memory takes every byte");
    String::from_utf8(bytes).expect("the page is UTF-8")
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this test")
}

/// The page without its style and script, which are files of their own, so that the rest can be read.
pub(crate) fn without_looks(page: &str) -> String {
    let page = pattern("(?s)<style>.*?</style>").replace(page, "<style>…</style>");
    let page = pattern("(?s)<script>.*?</script>").replace(&page, "<script>…</script>");
    pattern("sha256-[A-Za-z0-9+/=]+").replace_all(&page, "sha256-…").into_owned()
}

#[test]
fn a_stored_run_renders_the_same() {
    let run = read(&rendered(Format::Json, &PLAIN)).expect("what we wrote");
    for lang in Lang::ALL {
        assert!(page(&run, lang) == page(&sample_run(), lang), "{lang:?}");
    }
}

#[test]
fn the_page_allows_its_own_style_and_script_and_nothing_else() {
    let page = page(&sample_run(), Lang::Sv);
    let allowed = pattern("Content-Security-Policy\" content=\"([^\"]*)\"").captures(&page).expect("a policy")[1]
        .replace("&#39;", "'");
    for (kind, tag) in [("style-src", "style"), ("script-src", "script")] {
        let tags = pattern(&format!("(?s)<{tag}>(.*?)</{tag}>"));
        assert_eq!(tags.captures_iter(&page).count(), 1);
        let text = &tags.captures(&page).expect("one")[1];
        let digest = STANDARD.encode(Sha256::digest(text.as_bytes()));
        assert!(allowed.contains(&format!("{kind} 'sha256-{digest}'")), "{allowed}");
    }
    assert!(allowed.starts_with("default-src 'none';") && !allowed.contains("unsafe"));
    // What such a policy would block must not be there, and nothing leads out of the page.
    let body = without_looks(&page);
    for odd in ["style=", " src=", "<link", "<img", "<iframe", "@import", "http://", "https://", "javascript:"] {
        assert!(!body.contains(odd), "{odd}");
    }
    assert!(pattern(" on[a-z]+=").find(&body).is_none());
    for link in pattern("href=\"([^\"]*)\"").captures_iter(&body) {
        let id = link[1].strip_prefix('#').expect("a place of the page");
        assert!(body.contains(&format!(" id=\"{id}\"")), "{id} is on the page");
    }
}

#[test]
fn every_id_stands_once() {
    let page = without_looks(&page(&sample_run(), Lang::En));
    let mut ids: Vec<String> =
        pattern(" id=\"([^\"]*)\"").captures_iter(&page).map(|found| found[1].to_owned()).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

/// So many clinics, a share of which has the findings of the sample's first.
fn large(clinics: usize, one_in: usize) -> Run {
    let mut run = sample_run();
    let of_first: Vec<Finding> =
        run.findings.iter().filter(|finding| finding.clinic == Some(clinic_id(0))).cloned().collect();
    let pass: std::sync::Arc<[Outcome]> = vec![Outcome::Pass; run.rules.len()].into();
    let broken: std::sync::Arc<[Outcome]> = run.clinics[0].outcomes.clone();
    run.clinics = (0..clinics)
        .map(|number| ClinicOutcomes {
            hsa_id: clinic_id(number),
            name: format!("Mottagning {number}").into(),
            outcomes: if number % one_in == 0 { broken.clone() } else { pass.clone() },
        })
        .collect();
    run.findings = of_first
        .iter()
        .flat_map(|finding| {
            let of_clinic = |number| Finding { clinic: Some(clinic_id(number)), ..finding.clone() };
            (0..clinics).step_by(one_in).map(of_clinic)
        })
        .collect();
    run.summary.clinics = u32::try_from(clinics).expect("few");
    run
}

#[test]
fn however_large_the_run_the_page_opens_and_says_what_it_leaves_out() {
    for (clinics, one_in) in [(1_000, 1), (20_000, 7), (20_000, 1)] {
        let run = large(clinics, one_in);
        let text = page(&run, Lang::En);
        assert!(text.len() < 5_000_000, "{clinics}: {} bytes", text.len());
        let shown = text.matches("<li class=\"f ").count();
        let left_out = pattern(r"with ([\d,]+) findings? (is|are) not shown at all").captures(&text);
        let left_out = left_out.map_or(0, |found| found[1].replace(',', "").parse().expect("a number"));
        assert_eq!(shown + left_out, run.findings.len(), "{clinics} {one_in}");
        assert_eq!(left_out > 0, clinics == 20_000, "{left_out} left out");
    }
}
