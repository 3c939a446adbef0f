//! What the targets share: loading bytes as a source of some kind, and what must hold of whatever comes of it.

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use chrono::DateTime;
use chrono_tz::Tz;
use riktlinje::case_log::{self, Digests, Duplicates, Grouping, Late, Now, Query, Spreads};
use riktlinje::model::case_log::CaseLog;
use riktlinje::model::measure::CaseTerms;
use riktlinje::model::needs::Needs;
use riktlinje::model::place::Place;
use riktlinje::model::source::SourceKind;
use riktlinje::model::span::TimeSpan;
use riktlinje::policy::compile;
use riktlinje::policy::library::embedded;
use riktlinje::source::locate::Locator;
use riktlinje::source::{Https, Input, Limits, LoadOptions, OpenStdin, Silent, Sources, load};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The vocabulary of the first guideline.
static NEEDS: LazyLock<Needs> = LazyLock::new(|| {
    let policy = embedded("rjl-1177").expect("it is embedded");
    compile(&[policy], &embedded).compiled.expect("it has no mistakes").needs
});

/// Loads the bytes as a source of a kind, from standard input, and looks up every place that a problem points at.
pub fn source(kind: SourceKind, bytes: &[u8]) {
    let input = Input::new(kind, "-");
    let sources = read(&[input], bytes);
    // An unusable file keeps its place among the files and is told among the failures.
    assert_eq!(sources.files.len().max(sources.failed.len()), 1, "one input is one file or one failure");
    assert!(sources.failed.is_empty() || sources.problems.is_empty(), "what could not be read has no records to blame");
    let locator = Locator::new(&sources, None);
    for problem in &sources.problems {
        drop(locator.locate(&problem.place));
    }
    for flaw in &sources.flaws {
        drop(locator.locate(&Place::field(flaw.record, flaw.field.unwrap_or("hsa_id"))));
    }
    for record in sources.units.iter().flat_map(|unit| &unit.records) {
        drop(locator.locate(&Place::record(*record)));
    }
    let routes = sources.tak.routes.iter().map(riktlinje::model::tak::Route::place);
    let permissions = sources.tak.permissions.iter().map(riktlinje::model::tak::CallPermission::place);
    for place in routes.chain(permissions) {
        drop(locator.locate(&place));
    }
}

fn read(inputs: &[Input], bytes: &[u8]) -> Sources {
    let owned = bytes.to_vec();
    let stdin = move || -> std::io::Result<Box<dyn Read + Send>> { Ok(Box::new(Cursor::new(owned.clone()))) };
    load(inputs, &options(&stdin, 1))
}

fn options<'o>(stdin: &'o OpenStdin<'o>, jobs: usize) -> LoadOptions<'o> {
    LoadOptions {
        needs: &NEEDS,
        mapping: None,
        jobs,
        progress: &Silent,
        stdin,
        cwd: std::path::Path::new(""),
        limits: Limits { whole: 4 << 20, unpacked: 16 << 20, record: 1 << 20, columns: 256 },
        https: Https::default(),
    }
}

/// Reads the bytes as a case log, on one thread and on several, and looks up every row that something points at.
pub fn cases(bytes: &[u8]) {
    let (log, sources) = case_log(bytes, 1);
    assert!(log.cases > 0 || log.groups.is_empty(), "where there is no case, there is no group");
    assert!(log.flaws.iter().all(|flaws| flaws.first.len() <= 5 && flaws.count >= flaws.first.len() as u64));
    let locator = Locator::new(&sources, None);
    let rows = log.flaws.iter().flat_map(|flaws| &flaws.first).chain(log.late.iter().map(|late| &late.record));
    let replies = log.groups.iter().flat_map(|group| &group.replies).flat_map(|reply| &reply.examples);
    for record in rows.chain(replies) {
        drop(locator.locate(&Place::field(*record, "received")));
    }
    let (again, _) = case_log(bytes, 3);
    assert_eq!(format!("{log:?}"), format!("{again:?}"), "the number of threads makes no difference");
}

fn case_log(bytes: &[u8], jobs: usize) -> (CaseLog, Sources) {
    let owned = bytes.to_vec();
    let stdin = move || -> std::io::Result<Box<dyn Read + Send>> { Ok(Box::new(Cursor::new(owned.clone()))) };
    let terms = CaseTerms::default();
    let now = DateTime::from_timestamp(1_795_172_400, 0).expect("it is a time").with_timezone(&Tz::Europe__Stockholm);
    let query = Query {
        measures: &NEEDS.measures,
        by: &[Grouping::CLINIC, Grouping::CLINIC_AND_TYPE, Grouping::default()],
        spread: Spreads::Kept,
        clinics: &[],
        late: Some(Late { limit: TimeSpan::parse("1 working day").expect("it is one"), terms: &terms, at_most: 10 }),
        now: Now::Then(now),
        duplicates: Duplicates::Found,
        examples: 3,
        digests: Digests::Taken,
    };
    let mut sources = Sources::default();
    let input = Input::new(SourceKind::Cases, "-");
    let log = case_log::read(&[input], &options(&stdin, jobs), &query, &mut sources);
    (log, sources)
}

/// The vocabulary that sources are read with.
#[must_use]
pub fn needs() -> &'static Needs {
    &NEEDS
}

/// A workbook around a sheet, its strings and its styles, which NUL bytes part. Packed bytes would mostly break the
/// archive's check sums and never reach the sheet.
#[must_use]
pub fn workbook(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.split(|byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    let (sheet, strings, styles) = (part(), part(), part());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let files: [(&str, &[u8]); 7] = [
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
    ];
    for (name, content) in files {
        if !content.is_empty() {
            archive.start_file(name, stored).expect("memory takes every file");
            archive.write_all(content).expect("memory takes every byte");
        }
    }
    archive.finish().expect("memory takes every byte").into_inner()
}

/// A zip archive of entries that NUL bytes part, each a name on its first line and then the content.
#[must_use]
pub fn archive(bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for entry in bytes.split(|byte| *byte == 0).take(20) {
        let end = entry.iter().position(|byte| *byte == b'\n').unwrap_or(entry.len());
        // A name that stands twice is refused by the archive, and so is a content without one.
        if archive.start_file(String::from_utf8_lossy(&entry[..end]), stored).is_ok() {
            archive.write_all(&entry[end..]).expect("memory takes every byte");
        }
    }
    archive.finish().expect("memory takes every byte").into_inner()
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const WORKBOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
