//! Every format writes the same run.

#[path = "formats/actions.rs"]
mod actions;
#[path = "formats/baseline.rs"]
mod baseline;
#[path = "formats/counts.rs"]
mod counts;
#[path = "formats/documented.rs"]
mod documented;
#[path = "formats/explain.rs"]
mod explain;
#[path = "formats/html.rs"]
mod html;
#[path = "formats/json.rs"]
mod json;
#[path = "formats/sample_beside.rs"]
mod sample_beside;
#[path = "formats/sample_run.rs"]
mod sample_run;
#[path = "formats/table.rs"]
mod table;
#[path = "formats/workbook.rs"]
mod workbook;

use riktlinje::report::{Format, FormatName as _, Style, reporter};
use riktlinje::text::Lang;

fn rendered(format: Format, style: &Style) -> String {
    let mut bytes = Vec::new();
    reporter(format, style).render(&sample_run::sample_run(), &mut bytes).expect("memory takes every byte");
    if format == Format::Xlsx {
        return workbook::text(&bytes);
    }
    String::from_utf8(bytes).expect("every other format is UTF-8")
}

#[test]
fn every_format_in_every_language() {
    for format in Format::ALL {
        assert_eq!(Format::parse(format.key()), Some(format));
        for lang in Lang::ALL {
            let text = rendered(format, &Style { lang, width: 80, colour: false });
            let text = if format == Format::Html { html::without_looks(&text) } else { text };
            insta::assert_snapshot!(format!("{}_{}", format.key(), lang.code()), text);
        }
    }
}
