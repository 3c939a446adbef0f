//! The page as its readers meet it: in a browser, with a mouse, with a keyboard, on paper, without JavaScript. Needs Chromium,
//! and for the last word on accessibility axe-core (`.ci/run` fetches both); says what it leaves out where they are missing.

#![expect(clippy::disallowed_methods, reason = "a test looks for a program and writes the pages that it opens")]

#[path = "browser/chromium.rs"]
mod chromium;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use chromium::Chromium;
use riktlinje::model::finding::Finding;
use riktlinje::model::hsa_id::HsaId;
use riktlinje::model::run::{ClinicOutcomes, Run};
use riktlinje::report::json::read;
use riktlinje::report::{Format, Style, reporter};
use riktlinje::text::Lang;

/// The pages that are opened, written once.
struct Pages {
    folder: tempfile::TempDir,
}

static PAGES: LazyLock<Pages> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let stored = folder.path().join("region.json");
    let status = Command::new(env!("CARGO_BIN_EXE_riktlinje"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["audit", "--quiet", "--project", "fixtures/region"])
        .arg(format!("--format=json={}", stored.display()))
        .status()
        .expect("it runs");
    assert_eq!(status.code(), Some(1), "the region is full of defects");
    let run = read(&std::fs::read_to_string(&stored).expect("it was written")).expect("what we wrote");
    let write = |name: &str, run: &Run, lang| {
        let mut bytes = Vec::new();
        reporter(Format::Html, &Style { lang, width: 80, colour: false }).render(run, &mut bytes).expect("memory");
        std::fs::write(folder.path().join(name), bytes).expect("the folder is ours");
    };
    write("region-sv.html", &run, Lang::Sv);
    write("region-en.html", &run, Lang::En);
    write("large.html", &large(&run, 1_000), Lang::Sv);
    write("hostile.html", &hostile(run), Lang::Sv);
    Pages { folder }
});

fn page(name: &str) -> PathBuf {
    PAGES.folder.path().join(name)
}

/// The region again and again, until there are so many clinics.
fn large(run: &Run, clinics: usize) -> Run {
    let mut large = run.clone();
    (large.clinics, large.findings) = (Vec::new(), Vec::new());
    let times = clinics.div_ceil(run.clinics.len());
    let again = |id: &HsaId, time: usize| HsaId::parse(&format!("{id}X{time}")).expect("an id");
    for time in 0..times {
        large.clinics.extend(run.clinics.iter().map(|clinic| ClinicOutcomes {
            hsa_id: again(&clinic.hsa_id, time),
            name: format!("{} {time}", clinic.name).into(),
            outcomes: clinic.outcomes.clone(),
        }));
    }
    large.clinics.truncate(clinics);
    large.findings = run
        .findings
        .iter()
        .flat_map(|finding| {
            let copies = if finding.clinic.is_some() { times } else { 1 };
            (0..copies).map(move |time| Finding {
                clinic: finding.clinic.as_ref().map(|id| again(id, time)),
                ..finding.clone()
            })
        })
        .collect();
    large.summary.clinics = u32::try_from(clinics).expect("few");
    large
}

/// The region with names that want to be something else.
fn hostile(mut run: Run) -> Run {
    let names = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</title></style><svg onload=alert(1)>",
        "=cmd|' /C calc'!A0\n]]>\u{1b}[31m\u{202e}",
        &"Å".repeat(500),
    ];
    for (clinic, name) in run.clinics.iter_mut().zip(names.into_iter().cycle()) {
        clinic.name = name.into();
    }
    run
}

/// A browser, or a word on the terminal that there is none.
fn browser(what: &str) -> Option<Chromium> {
    let program = chromium::found();
    if program.is_none() {
        say(&format!("skipped: {what} (Chromium is not installed)"));
    }
    program.map(|program| Chromium::start(&program))
}

/// Past the test runner, which keeps what a passing test prints.
fn say(text: &str) {
    writeln!(std::io::stderr(), "{text}").expect("the terminal takes a line");
}

const SEEN: &str = "document.querySelectorAll('#list > details:not([hidden])').length";

#[test]
fn the_page_opens_without_a_complaint_and_asks_nobody_for_anything() {
    let Some(mut browser) = browser("opening the pages") else { return };
    for name in ["region-sv.html", "region-en.html", "hostile.html"] {
        for (width, scheme) in [(1440, "light"), (390, "dark")] {
            browser.look(width, scheme);
            browser.open(&page(name));
            browser.eval("document.querySelectorAll('details').forEach((one) => { one.open = true; }), 0");
            assert_eq!(browser.complaints(), [""; 0], "{name} {width} {scheme}");
            let wide = browser.eval("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assert_eq!(wide, 0, "{name} is wider than {width} pixels");
        }
    }
    let strange = browser.eval("document.querySelectorAll('main script, main img, [onload], [onerror]').length");
    assert_eq!(strange, 0, "names stay text");
}

#[test]
fn clinics_are_found_by_name_clause_severity_role_and_standing() {
    let Some(mut browser) = browser("searching and filtering") else { return };
    browser.look(1440, "light");
    browser.open(&page("region-sv.html"));
    let all = browser.eval(SEEN).as_u64().expect("a number");
    assert!(all > 40, "{all} clinics");
    let choose = |browser: &mut Chromium, id: &str, value: &str| {
        let change = format!(
            "(() => {{ const one = document.getElementById('{id}'); one.value = '{value}'; \
             one.dispatchEvent(new Event('change')); return one.value; }})()"
        );
        assert_eq!(browser.eval(&change), value, "{id} can be {value}");
    };
    // Each choice leaves some, but not all, and what is left fits.
    let shown = "[...document.querySelectorAll('#list .f')].filter((one) => one.checkVisibility !== undefined \
                 && !one.hidden && !one.closest('details').hidden)";
    for (id, value, fits) in [
        ("f-severity", "e", "one.classList.contains('e')"),
        ("f-clause", "3", "JSON.parse(document.getElementById('filter').dataset.rules)[one.dataset.r][0].includes(3)"),
        ("f-standing", "w", "one.closest('details').dataset.s === 'w'"),
        (
            "f-role",
            "0",
            "(one.dataset.w ?? JSON.parse(document.getElementById('filter').dataset.rules)[one.dataset.r][1]) == 0",
        ),
    ] {
        choose(&mut browser, id, value);
        let left = browser.eval(SEEN).as_u64().expect("a number");
        assert!(left > 0 && left < all, "{id}: {left} of {all}");
        assert_eq!(browser.eval(&format!("{shown}.every((one) => {fits})")), true, "{id}");
        let told = browser.eval("document.getElementById('f-shown').value");
        assert!(told.as_str().is_some_and(|told| told.starts_with(&left.to_string())), "{told} says {left}");
        choose(&mut browser, id, "");
    }
    assert_eq!(browser.eval(SEEN), all);
    // A clinic by its name, whatever the case of its letters; then nothing; then all again.
    browser.eval("document.getElementById('f-text').focus(), 0");
    browser.type_text("UTKASTBODA");
    let wait = "new Promise((done) => setTimeout(() => done(0), 300))";
    browser.eval(wait);
    assert_eq!(browser.eval(SEEN), 1);
    browser.type_text(" finns inte");
    browser.eval(wait);
    assert_eq!(browser.eval(SEEN), 0);
    browser.eval("document.getElementById('f-clear').click(), 0");
    assert_eq!(browser.eval(SEEN), all);
    // A link of the map leads to its clinic, though it is folded.
    browser.eval("document.querySelector('.matrix tbody a').click(), 0");
    let open =
        "document.getElementById(document.querySelector('.matrix tbody a').hash.slice(1)).closest('details').open";
    assert_eq!(browser.eval(open), true);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn a_keyboard_is_enough() {
    let Some(mut browser) = browser("the keyboard") else { return };
    browser.look(1440, "light");
    browser.open(&page("region-en.html"));
    let focused = |browser: &mut Chromium, what: &str| {
        browser.eval(&format!("document.activeElement.{what}")).as_str().unwrap_or_default().to_owned()
    };
    browser.press("Tab");
    assert_eq!(focused(&mut browser, "className"), "skip", "the first stop skips the contents");
    assert_eq!(browser.eval("document.activeElement.getBoundingClientRect().top >= 0"), true, "and is seen");
    browser.press("Enter");
    // From the answer on to the search.
    browser.eval("document.querySelector('#matrix h2').scrollIntoView(), 0");
    let mut stops = 0;
    while focused(&mut browser, "id") != "f-text" {
        browser.press("Tab");
        stops += 1;
        assert!(stops < 400, "the search is reached");
        let ring = "(() => { const one = document.activeElement; return one === document.body || \
                    parseFloat(getComputedStyle(one).outlineWidth) >= 2; })()";
        assert_eq!(browser.eval(ring), true, "the focus is seen on {}", focused(&mut browser, "outerHTML"));
    }
    browser.type_text("Utkastboda");
    browser.eval("new Promise((done) => setTimeout(() => done(0), 300))");
    while focused(&mut browser, "tagName") != "SUMMARY" {
        browser.press("Tab");
        stops += 1;
        assert!(stops < 420, "the clinic is reached");
    }
    browser.press(" ");
    assert_eq!(browser.eval("document.activeElement.parentElement.open"), true, "it opens");
    assert_eq!(browser.eval("document.activeElement.querySelector('h3').textContent"), "Utkastboda vårdcentral");
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn it_can_be_read_without_javascript_and_on_paper() {
    let Some(mut browser) = browser("reading without JavaScript, and printing") else { return };
    browser.look(1440, "light");
    browser.call("Emulation.setScriptExecutionDisabled", &serde_json::json!({ "value": true }));
    browser.open(&page("region-sv.html"));
    assert_eq!(browser.complaints(), [""; 0]);
    let closed = pages(&browser.print());
    browser.call("Emulation.setScriptExecutionDisabled", &serde_json::json!({ "value": false }));
    let hidden = browser.eval("getComputedStyle(document.getElementById('filter')).display");
    assert_eq!(hidden, "none", "controls that would do nothing are not shown");
    assert!(browser.eval(SEEN).as_u64().is_some_and(|seen| seen > 40), "every clinic is there");
    browser.open(&page("region-sv.html"));
    browser.eval("document.getElementById('f-open').click(), 0");
    let open = pages(&browser.print());
    assert!(closed > 5 && open > closed, "clinics that are open are printed whole: {closed} and {open} pages");
}

/// Pages of a document.
fn pages(pdf: &[u8]) -> usize {
    assert!(pdf.starts_with(b"%PDF-"), "a document");
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count()
}

#[test]
fn a_thousand_clinics_open_in_under_a_second() {
    let Some(mut browser) = browser("opening 1,000 clinics") else { return };
    let file = page("large.html");
    let size = std::fs::metadata(&file).expect("it was written").len();
    assert!(size < 5_000_000, "{size} bytes");
    browser.look(1440, "light");
    // What the browser works until the page is on the screen, in time of the processor: tests run beside each other, and
    // who else uses the machine says nothing of the page. The best of some.
    let painted = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)))";
    browser.call("Performance.enable", &serde_json::json!({ "timeDomain": "threadTicks" }));
    let (mut best, mut clock) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..4 {
        browser.open(&file);
        clock = clock.min(browser.eval(painted).as_f64().expect("milliseconds"));
        best = best.min(browser.work());
    }
    say(&format!("1,000 clinics ({size} bytes) opened in {best:.2} s of work, {:.2} s by the clock", clock / 1000.0));
    assert!((0.05..1.0).contains(&best), "{best} s");
    assert!(browser.eval(SEEN).as_u64().is_some_and(|seen| seen > 800));
    let search = "(() => { const text = document.getElementById('f-text'); text.value = 'provinge'; \
                  const began = performance.now(); document.getElementById('f-severity').dispatchEvent(new Event('change')); \
                  return performance.now() - began; })()";
    let took = browser.eval(search).as_f64().expect("milliseconds");
    assert!(took < 1_000.0, "a search takes {took} ms");
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn axe_finds_nothing() {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/npm/node_modules/axe-core/axe.min.js");
    let Ok(axe) = std::fs::read_to_string(axe) else {
        say("skipped: axe (npm install --prefix target/npm axe-core)");
        return;
    };
    let Some(mut browser) = browser("axe") else { return };
    for (name, width, scheme) in
        [("region-sv.html", 1440, "light"), ("region-en.html", 390, "dark"), ("region-sv.html", 390, "light")]
    {
        browser.look(width, scheme);
        browser.open(&page(name));
        // Every rule of the work, every clause and some clinics are looked at unfolded; all of them would take minutes.
        let unfold = "document.querySelectorAll('#clauses details, #work details, #changes details, #coverage details, \
                      #list > details:nth-child(-n+3)').forEach((one) => { one.open = true; }), 0";
        browser.eval(unfold);
        // axe measures, and what is far from the window has not been laid out before somebody comes there.
        browser.eval("document.styleSheets[0].insertRule('* { content-visibility: visible !important; }'), 0");
        browser.eval(&axe);
        let run = "axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', \
                   'wcag22aa', 'best-practice'] }).then((found) => found.violations.map((one) => one.id + ': ' + one.help \
                   + ' ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | ')))";
        let found = browser.eval(run);
        let found: Vec<&str> = found.as_array().expect("a list").iter().filter_map(|one| one.as_str()).collect();
        assert_eq!(found, [""; 0], "{name} {width} {scheme}");
    }
}
