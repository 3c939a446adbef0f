//! Workbooks, read back as a spreadsheet reads them: by a library, and by LibreOffice where it is installed.

#![expect(clippy::disallowed_methods, reason = "a test makes and reads the files that LibreOffice opens")]

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use riktlinje::model::run::Run;
use riktlinje::report::{Format, Style, reporter};
use riktlinje::text::Lang;

use crate::sample_run::sample_run;

pub(crate) fn written(run: &Run, lang: Lang) -> Vec<u8> {
    let mut bytes = Vec::new();
    let style = Style { lang, width: 80, colour: false };
    reporter(Format::Xlsx, &style).render(run, &mut bytes).expect("memory takes every byte");
    bytes
}

/// The sheets with their rows from the first that holds something.
pub(crate) fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("it is a workbook");
    let names = book.sheet_names();
    let sheet = |name: String| {
        let range = book.worksheet_range(&name).expect("a sheet");
        (name, range.rows().map(<[Data]>::to_vec).collect())
    };
    names.into_iter().map(sheet).collect()
}

/// The sheets as a person reads them: a line a row, cells that hold something.
pub(crate) fn text(bytes: &[u8]) -> String {
    let mut text = String::new();
    for (name, rows) in sheets(bytes) {
        text.extend(["[", name.as_str(), "]\n"]);
        for row in rows {
            let last = row.iter().rposition(|cell| *cell != Data::Empty).map_or(0, |at| at + 1);
            let cells: Vec<String> = row[..last].iter().map(shown).collect();
            text.push_str(&cells.join(" | "));
            text.push('\n');
        }
    }
    text
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => date.as_datetime().map_or_else(String::new, |at| format!("{}", at.format("%F %R"))),
        Data::Float(number) => format!("{}", (number * 1e4).round() / 1e4),
        other => other.to_string(),
    }
}

/// The parts of the file, by name.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part is there").read_to_string(&mut text).expect("it is XML");
    text
}

/// How many cells hold a formula.
pub(crate) fn formulas(bytes: &[u8]) -> usize {
    let sheets = sheets(bytes).len();
    (1..=sheets).map(|number| part(bytes, &format!("xl/worksheets/sheet{number}.xml")).matches("<f>").count()).sum()
}

#[test]
fn the_same_run_gives_the_same_bytes_and_the_date_is_the_run_s() {
    let run = sample_run();
    let bytes = written(&run, Lang::Sv);
    assert_eq!(bytes, written(&run, Lang::Sv));
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("2026-11-20T23:59:59Z") && core.contains("riktlinje 0.1.0"), "{core}");
}

#[test]
fn figures_are_numbers_days_are_days_and_shares_are_shares() {
    let run = sample_run();
    let bytes = written(&run, Lang::En);
    let all = sheets(&bytes);
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Summary", "Clinics", "Findings", "Clauses", "Sources"]);
    let of = |name: &str| &all.iter().find(|(known, _)| known == name).expect("a sheet").1;
    let clinics = of("Clinics");
    assert_eq!(clinics.len() - 1, run.clinics.len());
    assert!(clinics[1..].iter().all(|row| row[3..9].iter().all(|cell| matches!(cell, Data::Float(_)))));
    let due = of("Findings")[1..].iter().filter(|row| matches!(row[8], Data::DateTime(_))).count();
    assert!(due > 10, "failures have a last day");
    let shares = of("Clauses")[1..].iter().filter_map(|row| match row[10] {
        Data::Float(share) => Some(share),
        _ => None,
    });
    assert!(shares.clone().count() > 0 && shares.clone().all(|share| (0.0..=1.0).contains(&share)));
    let taken = of("Sources")[1..].iter().filter(|row| matches!(row[6], Data::DateTime(_))).count();
    assert_eq!(taken, run.sources.iter().filter(|source| source.taken_at.is_some()).count());
    // Headings stay in sight, columns can be filtered, pages lie and repeat their headings.
    let clinics = part(&bytes, "xl/worksheets/sheet2.xml");
    for wanted in ["state=\"frozen\"", "<autoFilter ref=\"A1:J10\"", "orientation=\"landscape\"", "paperSize=\"9\""] {
        assert!(clinics.contains(wanted), "{wanted}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

/// What LibreOffice makes of a workbook: a table a sheet, by the sheet's name; `None` where it is not installed.
fn in_libreoffice(bytes: &[u8]) -> Option<Vec<(String, Vec<Vec<String>>)>> {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("a.xlsx");
    std::fs::write(&path, bytes).expect("the folder is ours");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let options = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1";
    let started = std::process::Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", options, "--outdir"])
        .arg(folder.path())
        .arg(&path)
        .output();
    let output = started.ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !said.contains("rror"), "LibreOffice complains: {said}");
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let Some(sheet) = name.strip_prefix("a-").and_then(|rest| rest.strip_suffix(".csv")) else { continue };
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_path(&path).expect("CSV");
        let row = |row: csv::StringRecord| row.iter().map(ToOwned::to_owned).collect();
        tables.push((sheet.to_owned(), reader.records().map(|record| row(record.expect("a row"))).collect()));
    }
    Some(tables)
}

#[test]
fn libreoffice_opens_it_and_gives_back_the_figures_of_the_json() {
    let mut run = sample_run();
    run.clinics[1].name = "=1+1".into();
    let Some(tables) = in_libreoffice(&written(&run, Lang::En)) else {
        eprintln!("skipped: soffice is not installed");
        return;
    };
    let mut json = Vec::new();
    let style = Style { lang: Lang::En, width: 80, colour: false };
    reporter(Format::Json, &style).render(&run, &mut json).expect("memory takes every byte");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    let of = |name: &str| &tables.iter().find(|(known, _)| known == name).expect("the sheet").1;
    let clinics = json["clinics"].as_array().expect("a list");
    let rows = &of("Clinics")[1..];
    assert_eq!(rows.len(), clinics.len());
    for (row, clinic) in rows.iter().zip(clinics) {
        assert_eq!(row[..2], [clinic["hsa_id"].as_str().expect("an id"), clinic["name"].as_str().expect("a name")]);
        let outcomes = clinic["outcomes"].as_object().expect("outcomes");
        let count = |wanted: &str| outcomes.values().filter(|one| *one == wanted).count().to_string();
        assert_eq!(row[6..9], [count("unknown"), count("pass"), count("not_applicable")]);
    }
    let findings = json["findings"].as_array().expect("a list");
    let rows = &of("Findings")[1..];
    let rules: Vec<&str> = findings.iter().map(|finding| finding["rule"].as_str().expect("a rule")).collect();
    assert_eq!(rows.iter().map(|row| row[15].as_str()).collect::<Vec<_>>(), rules);
    let failed = rows.iter().filter(|row| row[9] == "broken" && row[10] == "open").count() as u64;
    let open = findings.iter().filter(|one| one["outcome"] == "fail" && one["disposition"] == "open").count() as u64;
    assert_eq!(failed, open);
    let summary = of("Summary");
    let broken = summary.iter().find(|row| row[1].starts_with("break")).expect("how many break it");
    assert_eq!(broken[3], json["summary"]["breaking"].to_string());
    assert_eq!(of("Sources")[1..].iter().filter(|row| row.len() > 7 && row[7].len() == 64).count(), run.sources.len());
}
