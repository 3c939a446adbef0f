//! The terminal report.

use riktlinje::report::json::read;
use riktlinje::report::{Format, Style};
use riktlinje::text::Lang;

use crate::rendered;

const PLAIN: Style = Style { lang: Lang::Sv, width: 80, colour: false };

#[test]
fn a_stored_run_renders_the_same() {
    let stored = rendered(Format::Json, &PLAIN);
    let run = read(&stored).expect("what we wrote");
    for lang in Lang::ALL {
        for (width, colour) in [(80, false), (140, true)] {
            let style = Style { lang, width, colour };
            let mut again = Vec::new();
            riktlinje::report::reporter(Format::Table, &style).render(&run, &mut again).expect("memory");
            assert!(again == rendered(Format::Table, &style).into_bytes(), "{style:?}");
        }
    }
}
