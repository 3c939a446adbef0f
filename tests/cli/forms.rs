//! The workbook that goes out and comes back: filled in as clinics do, rightly and wrongly, and read by the next audit.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use crate::{folder, run};

/// A cell as somebody fills it in.
enum Filled {
    Text(&'static str),
    Day(u8),
}

/// Runs an audit of the region and gives the run.
fn audit(folder: &Path, more: &[&str]) -> Value {
    let stored = folder.join("run.json");
    let format = format!("json={}", stored.display());
    let args = [&["audit", "--project", "fixtures/region", "--quiet", "--format", &format], more].concat();
    let ran = run(&args);
    assert!(ran.code <= 2, "{}", ran.stderr);
    serde_json::from_slice(&std::fs::read(stored).expect("it was written")).expect("it is JSON")
}

/// The workbook that is sent out after an audit.
fn sent(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("svar.xlsx");
    let format = format!("xlsx={}", path.display());
    let stored = folder.join("run.json");
    let ran = run(&["actions", stored.to_str().expect("UTF-8"), "--format", &format, "--quiet"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    path
}

/// Saves the workbook as a spreadsheet does, with some cells filled in: `fill` is asked for each row of each form, by the
/// sheet's name, the row's number among those of the form, and the column's heading.
fn filled(path: &Path, fill: &dyn Fn(&str, usize, &str) -> Option<Filled>) -> std::path::PathBuf {
    let bytes = std::fs::read(path).expect("it was written");
    let mut old: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut new = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for name in old.sheet_names() {
        let range = old.worksheet_range(&name).expect("a sheet");
        let sheet = new.add_worksheet();
        sheet.set_name(&name).expect("it had that name");
        let rows: Vec<&[Data]> = range.rows().collect();
        let heading = rows.iter().position(|row| row.contains(&Data::String("Radkod".into()))).unwrap_or(rows.len());
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let (line, place) = (u32::try_from(at).expect("few"), u16::try_from(column).expect("few"));
                let title = rows.get(heading).map(|heads| heads[column].to_string()).unwrap_or_default();
                match (at > heading).then(|| fill(&name, at - heading - 1, &title)).flatten() {
                    Some(Filled::Text(text)) => _ = sheet.write_string(line, place, text).expect("a cell"),
                    Some(Filled::Day(of)) => {
                        let date = ExcelDateTime::from_ymd(2026, 11, of).expect("a day");
                        _ = sheet.write_datetime_with_format(line, place, &date, &day).expect("a cell");
                    }
                    None => match cell {
                        Data::Empty => {}
                        Data::Float(number) => _ = sheet.write_number(line, place, *number).expect("a cell"),
                        other => _ = sheet.write_string(line, place, other.to_string()).expect("a cell"),
                    },
                }
            }
        }
    }
    let saved = path.with_file_name("ifylld.xlsx");
    new.save(&saved).expect("the folder is ours");
    saved
}

/// The role that must attest each row.
fn roles(path: &Path) -> Vec<&'static str> {
    let bytes = std::fs::read(path).expect("it was written");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range("Intyg").expect("the form");
    let rows = range.rows().skip_while(|row| row[0] != Data::String("Punkt".into())).skip(1);
    let role = |row: &[Data]| match row[4].to_string().as_str() {
        "verksamhetschef" => "verksamhetschef",
        "lokal administratör" => "lokal administratör",
        other => panic!("nobody attests as {other}"),
    };
    rows.map(role).collect()
}

/// Failures that ask for an attestation.
fn unattested(run: &Value) -> usize {
    let findings = run["findings"].as_array().expect("a list").iter();
    let asks = |finding: &&Value| {
        let evidence = finding["evidence"].as_array().expect("a list").iter();
        finding["outcome"] == "fail"
            && evidence.clone().any(|one| one["fact"].as_str().is_some_and(|fact| fact.contains("attested.")))
    };
    findings.filter(asks).count()
}

/// Keys and cells of what was wrong in the workbook.
fn problems(run: &Value) -> Vec<String> {
    let shown = run["problems"]["shown"].as_array().expect("a list").iter();
    let ours = shown.filter(|problem| problem["at"]["file"].as_str().is_some_and(|file| file.contains("ifylld")));
    let told = |problem: &Value| {
        let (at, key) = (&problem["at"], problem["message"]["key"].as_str().expect("a key"));
        let field = &problem["message"]["args"]["field"];
        // A field by its name, or by the heading of the form.
        let field = field.as_str().or(field["message"]["key"].as_str()).unwrap_or_default();
        let place = format!("{} {}", at["sheet"].as_str().unwrap_or("–"), at["cell"].as_str().unwrap_or("–"));
        format!("{place}: {key} {field}").trim_end().to_owned()
    };
    ours.map(told).collect()
}

#[test]
fn a_form_that_nobody_has_filled_in_changes_nothing() {
    let folder = folder();
    let before = audit(folder.path(), &[]);
    let form = filled(&sent(folder.path()), &|_, _, _| None);
    let form = form.to_str().expect("UTF-8");
    let after = audit(folder.path(), &["--attestations", form]);
    assert_eq!(before["findings"], after["findings"]);
    assert_eq!(problems(&after), [""; 0]);
    let source = after["sources"].as_array().expect("a list").iter().find(|one| one["name"] == *form);
    let blank = source.expect("it was read")["notes"].as_array().expect("notes").iter();
    assert!(blank.clone().any(|note| note["key"] == "source-form-blank"), "that rows are blank is said");
    let waived = audit(folder.path(), &["--waivers", form]);
    assert_eq!(before["findings"], waived["findings"]);
}

#[test]
fn a_form_that_is_filled_in_attests_all_that_was_missing() {
    let folder = folder();
    let before = audit(folder.path(), &[]);
    assert!(unattested(&before) > 80, "the region lacks many: {}", unattested(&before));
    let sent = sent(folder.path());
    let roles = roles(&sent);
    let form = filled(&sent, &|sheet, row, heading| match (sheet, heading) {
        ("Intyg", "Intygad av") => Some(Filled::Text(roles[row])),
        ("Intyg", "Datum") => Some(Filled::Day(19)),
        ("Intyg", "Referens") => Some(Filled::Text("DNR 2026/7")),
        _ => None,
    });
    let after = audit(folder.path(), &["--attestations", form.to_str().expect("UTF-8")]);
    assert_eq!(problems(&after), [""; 0]);
    assert_eq!(unattested(&after), 0);
}

#[test]
fn every_mistake_is_told_with_its_sheet_and_cell() {
    let folder = folder();
    audit(folder.path(), &[]);
    let sent = sent(folder.path());
    let roles = roles(&sent);
    let form = filled(&sent, &|sheet, row, heading| match (sheet, row, heading) {
        ("Intyg", 0, "Datum") => Some(Filled::Text("2026-13-45")),
        ("Intyg", 1, "HSA-id mottagning") => Some(Filled::Text("SE2321000057-TEST2")),
        ("Intyg", 2, "Intygad av") | ("Intyg", 3, "Referens") => None,
        ("Intyg", 4, "Punkt") => Some(Filled::Text("Z9")),
        ("Intyg", 4, "Radkod") => Some(Filled::Text("")),
        ("Intyg", 5, "Datum" | "Referens") => None,
        ("Intyg", 6, "Datum") => Some(Filled::Text("2027-02-28")),
        ("Intyg", 8, "Intygad av") => Some(Filled::Text("Undersköterska")),
        ("Intyg", 0..=6, "Intygad av") => Some(Filled::Text(roles[row])),
        ("Intyg", 0..=5 | 8, "Datum") => Some(Filled::Day(19)),
        ("Intyg", 0..=6 | 8, "Referens") => Some(Filled::Text("DNR 2026/7")),
        ("Undantag", 0, "Upphör") => Some(Filled::Text("snart")),
        ("Undantag", 0 | 1, "Skäl") => Some(Filled::Text("Nytt journalsystem")),
        ("Undantag", 0 | 2, "Ansvarig") => Some(Filled::Text("e-hälsostrateg")),
        ("Undantag", 2, "Regel") => Some(Filled::Text("nagot-annat")),
        _ => None,
    });
    let form = form.to_str().expect("UTF-8");
    let run_of = |kind: &str| audit(folder.path(), &[kind, form]);
    insta::assert_snapshot!(problems(&run_of("--attestations")).join("\n"), @r"
    Intyg H7: source-value-unreadable Datum
    Intyg K8: source-form-changed HSA-id mottagning
    Intyg G9: source-form-empty Intygad av
    Intyg J10: source-form-empty Referens
    Intyg H12: source-form-empty Datum
    Intyg J12: source-form-empty Referens
    Intyg A11: source-clause-unknown
    Intyg H13: source-attestation-future
    Intyg G15: source-attestation-role
    ");
    insta::assert_snapshot!(problems(&run_of("--waivers")).join("\n"), @r"
    Undantag F7: source-record-value Upphör
    Undantag E8: source-form-empty Ansvarig
    Undantag F8: source-form-empty Upphör
    Undantag H9: source-form-changed HSA-id mottagningar
    ");
    let told = run(&["audit", "--project", "fixtures/region", "--staff", form]);
    assert_eq!(told.code, 2);
    insta::assert_snapshot!(told.stderr.replace(form, "ifylld.xlsx"), @r"
    fel: ifylld.xlsx kunde inte läsas: arbetsboken har formulär av slaget riktlinje/attestations/v1, inte riktlinje/staff/v1
    råd: Ange den som det den är: ett formulär med intyg med --attestations, ett med undantag med --waivers.
    ");
}

#[test]
fn a_waiver_that_was_asked_for_holds_when_it_is_read() {
    let folder = folder();
    let before = audit(folder.path(), &[]);
    let form = filled(&sent(folder.path()), &|sheet, row, heading| match (sheet, row, heading) {
        ("Undantag", 0..=4, "Skäl") => Some(Filled::Text("Nytt journalsystem")),
        ("Undantag", 0..=4, "Ansvarig") => Some(Filled::Text("e-hälsostrateg")),
        ("Undantag", 0..=4, "Upphör") => Some(Filled::Day(30)),
        _ => None,
    });
    let with = ["--waivers", "fixtures/region/waivers.yaml", "--waivers", form.to_str().expect("UTF-8")];
    let after = audit(folder.path(), &with);
    let waived = |run: &Value| run["summary"]["waived"].as_u64().expect("a number");
    assert_eq!(waived(&after), waived(&before) + 5);
}
