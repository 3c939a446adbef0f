//! Whole loads of small sources: from bytes to records, problems and places as a person reads them.
#![expect(clippy::disallowed_methods, reason = "tests write the files that they load")]

use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::{ProptestConfig, prop, proptest};
use rust_xlsxwriter::{Formula, Workbook};

use super::locate::Locator;
use super::mapping::Mapping;
use super::{Https, Input, Limits, LoadOptions, Silent, Sources, load};
use crate::model::needs::Needs;
use crate::model::place::{Located, Place, Spot};
use crate::model::source::{Problem, ProblemLevel, SourceKind};
use crate::text::{Catalogue, Lang, Message};

fn load_with(inputs: &[Input], jobs: usize, stdin: &[u8]) -> Sources {
    let needs = Needs::default();
    let bytes = stdin.to_vec();
    let stdin = move || Ok(Box::new(Cursor::new(bytes.clone())) as Box<dyn Read + Send>);
    let options = LoadOptions {
        needs: &needs,
        mapping: None,
        jobs,
        progress: &Silent,
        stdin: &stdin,
        cwd: Path::new(""),
        limits: Limits::default(),
        https: Https::default(),
    };
    load(inputs, &options)
}

fn load_one(kind: SourceKind, bytes: impl AsRef<[u8]>) -> Sources {
    load_with(&[Input::new(kind, "-")], 1, bytes.as_ref())
}

static CATALOGUES: LazyLock<[Catalogue; 2]> = LazyLock::new(|| Lang::ALL.map(Catalogue::new));

/// The Swedish sentence, once it is sure that it is whole in both languages.
fn words(message: &Message) -> String {
    let [swedish, english] = CATALOGUES.each_ref().map(|catalogue| {
        let words = catalogue.render(message);
        assert!(!words.contains("{ $") && !words.contains("{$") && !words.starts_with("source-"), "{words}");
        words
    });
    assert_ne!(swedish, english, "a sentence is not translated");
    swedish
}

fn place(located: &Located) -> String {
    let spot = match &located.spot {
        Spot::Event { number } => format!(" #{number}"),
        Spot::File => "filen".to_owned(),
        Spot::Line { line, column } => format!("{line}:{column}"),
        Spot::Cell { sheet, cell } => format!("{sheet}!{cell}"),
    };
    let (start, len) = (located.mark.0 as usize, located.mark.1 as usize);
    let marked: String = located.text.chars().skip(start).take(len).collect();
    format!("{spot} [{marked}]")
}

fn problem(sources: &Sources, problem: &Problem) -> String {
    let located = Locator::new(sources, None).locate(&problem.place);
    let level = match problem.level {
        ProblemLevel::Note => "notering",
        ProblemLevel::Warning => "varning",
        ProblemLevel::Error => "fel",
    };
    if let Some(advice) = &problem.advice {
        words(advice);
    }
    format!("{level} {} {}", place(&located), words(&problem.message))
}

/// What was loaded, as lines: files, failures, problems.
fn told(sources: &Sources) -> String {
    let mut lines = Vec::new();
    for file in &sources.files {
        lines.push(format!("{}: {} poster, {} utelämnade", file.format, file.records, file.left_out));
        lines.extend(file.notes.iter().map(|note| format!("  {}", words(note))));
    }
    for failed in &sources.failed {
        let at = failed.at.map(|(line, column)| format!("{line}:{column} ")).unwrap_or_default();
        lines.push(format!(
            "oanvändbar: {at}{} => {}",
            words(&failed.message),
            failed.advice.as_ref().map(words).unwrap_or_default()
        ));
    }
    lines.extend(sources.problems.iter().map(|p| problem(sources, p)));
    lines.join("\n")
}

const ALL: [(SourceKind, &str, &str); 7] = [
    (
        SourceKind::Clinics,
        "HSA-id;Mottagning;Enhetstyp\nSE2321000057-TEST1;Testköpings vårdcentral;Vårdcentral\nSE2321000057-TEST2;;\n",
        "format: riktlinje/population/v1\npopulation:\n  - { hsa_id: SE2321000057-TEST1, name: Testköpings vårdcentral, unit_kind: mottagning }\n  - { hsa_id: SE2321000057-TEST2, name: ~, unit_kind: ~ }\n",
    ),
    (
        SourceKind::Declarations,
        "HSA-id;Förskriver läkemedel;Förskriver hjälpmedel;Har rådgivning;Direkttidbokning möjlig;Telefon;Brev\nSE2321000057-TEST1;Ja;Nej;x;;recept, bokning;recept\n",
        "format: riktlinje/declarations/v1\ndeclarations:\n  - clinic: SE2321000057-TEST1\n    prescribes_medicines: yes\n    prescribes_aids: no\n    offers_advice: true\n    can_book_directly: null\n    services:\n      - { service: recept, offered_by: [phone, brev] }\n      - { service: bokning, offered_by: telefon }\n",
    ),
    (
        SourceKind::Permissions,
        "HSA-id mottagning;Mottagning;HSA-id person;Roll;Status;Tilldelad av;Tilldelad datum;Giltig till;Avisering;E-post i katalogen\nSE2321000057-TEST1;Testet;SE2321000057-TESTP1;Lokal administratör, ÄM;Aktiv;SE2321000057-TESTR1;2025-02-27;;e-post;a@example.se\n",
        "permissions:\n  - clinic: SE2321000057-TEST1\n    staff: SE2321000057-TESTP1\n    role: [lokal_administrator, arendemottagare]\n    state: active\n    granted_by: SE2321000057-TESTR1\n    granted_on: 20250227\n    valid_until:\n    notified_by: [e-post]\n    directory_mail: yes\n",
    ),
    (
        SourceKind::Staff,
        "HSA-id;Anställd till\nSE2321000057-TESTP1;2026-12-31\nSE2321000057-TESTP2;tills vidare\n",
        "format: riktlinje/staff/v1\nstaff:\n  - { staff: SE2321000057-TESTP1, employed_until: 2026-12-31 }\n  - { staff: SE2321000057-TESTP2, employed_until: ~ }\n",
    ),
    (
        SourceKind::Absence,
        "HSA-id;Från;Till\nSE2321000057-TESTP1;2026-11-01;2026-11-30\nSE2321000057-TESTP2;2026-11-01;\n",
        "- { staff: SE2321000057-TESTP1, from: 2026-11-01, until: 2026-11-30 }\n- { staff: SE2321000057-TESTP2, from: 2026-11-01 }\n",
    ),
    (
        SourceKind::Attestations,
        "Punkt;Mottagning;Ärendetyp;Person;Av;Datum;Giltig till;Referens\nV3a;SE2321000057-TEST1;fornya_recept;SE2321000057-TESTP1;verksamhetschef;2026-04-10;2027-04-10;RJL 2026/1\n",
        "format: riktlinje/attestations/v1\nattestations:\n  - clause: V3a\n    clinic: SE2321000057-TEST1\n    case_type: fornya_recept\n    person: SE2321000057-TESTP1\n    by: verksamhetschef\n    date: 2026-04-10\n    valid_until: 2027-04-10\n    reference: RJL 2026/1\n",
    ),
    (
        SourceKind::Waivers,
        "Regel;Mottagningar;Gäller;Skäl;Ansvarig;Upphör;Undantar\nradgivning-saknas;\"SE2321000057-TEST1, SE2321000057-TEST2\";bestall_tid;Ombyggnad;Verksamhetschef;2027-03-31;no\n",
        "waivers:\n  - rule: radgivning-saknas\n    clinics: [SE2321000057-TEST1, SE2321000057-TEST2]\n    item: bestall_tid\n    reason: Ombyggnad\n    owner: Verksamhetschef\n    expires: 2027-03-31\n    excuses: \"no\"\n",
    ),
];

/// The records without their places, which differ between formats.
fn records(sources: &Sources) -> String {
    let Sources { listed, declarations, permissions, staff, absence, attestations, waivers, .. } = sources;
    let all =
        format!("{listed:#?}{declarations:#?}{permissions:#?}{staff:#?}{absence:#?}{attestations:#?}{waivers:#?}");
    let is_place = |line: &str| ["start:", "len:", "line:"].iter().any(|field| line.trim().starts_with(field));
    all.lines().filter(|line| !is_place(line)).collect::<Vec<_>>().join("\n")
}

fn workbook(csv: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Blad 1").unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(csv.as_bytes());
    for (row, record) in (0..).zip(reader.records()) {
        for (column, cell) in (0..).zip(&record.unwrap()) {
            if !cell.is_empty() {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn tables_and_documents_give_the_same_records() {
    for (kind, csv, yaml) in ALL {
        let from_csv = load_one(kind, csv);
        assert_eq!(from_csv.files[0].left_out, 0, "{}", told(&from_csv));
        assert!(from_csv.problems.is_empty() && from_csv.failed.is_empty(), "{}", told(&from_csv));
        for other in [load_one(kind, yaml), load_one(kind, workbook(csv))] {
            assert!(other.problems.is_empty() && other.failed.is_empty(), "{}", told(&other));
            assert_eq!(records(&from_csv), records(&other));
        }
    }
}

#[test]
fn a_file_cut_anywhere_never_panics_and_is_never_silent() {
    for (kind, csv, yaml) in ALL {
        for text in [csv, yaml] {
            for end in 0..text.len() {
                let sources = load_one(kind, &text.as_bytes()[..end]);
                told(&sources);
                assert!(sources.files.len() + sources.failed.len() > 0);
            }
        }
    }
}

#[test]
fn headings_without_rows_are_no_records_and_no_fault() {
    for (kind, csv, _) in ALL {
        let sources = load_one(kind, csv.lines().next().unwrap());
        assert_eq!((sources.failed.len(), sources.files[0].records), (0, 0), "{}", told(&sources));
    }
}

#[test]
fn what_is_wrong_in_a_row_is_told_at_its_cell() {
    let csv = "HSA-id mottagning;HSA-id person;Roll;Status;Giltig till;Kommentar\n\
        \u{a0}SE2321000057-TEST1 ;SE2321000057-TESTP1;Chef, granskare;Aktiv;2026-13-01;\n\
        S\u{415}2321000057-TEST1;SE2321000057-TESTP1;Granskare;Aktiv;;\n\
        SE2321000057-TEST1;811218-9876;Granskare;Aktiv;;\n\
        SE2321000057-TEST1;SE2321000057-TESTP1;Granskare;Aktiv;;ring 811218-9876 \"i dag\"\n\
        SE2321000057-TEST1;;Granskare;Aktiv;;\n\
        SE2321000057-TEST1;SE2321000057-TESTP1;Granskare;\u{1b}[31mröd;;\n\
        SE2321000057-TEST1;SE2321000057-TESTP1;Granskare\n";
    let sources = load_one(SourceKind::Permissions, csv);
    assert!(!format!("{sources:?}").contains("8112"), "a personal identity number is kept");
    insta::assert_snapshot!(told(&sources).replace('\u{1b}', "ESC"), @r#"
    riktlinje/permissions/v1 (csv): 3 poster, 5 utelämnade
      UTF-8, semikolon mellan kolumnerna
      kolumnen Kommentar används inte
    varning 2:42 [Chef, granskare] «Chef» i fältet «Roll» går inte att läsa
    varning 2:64 [2026-13-01] «2026-13-01» i fältet «Giltig till» går inte att läsa
    fel 3:1 [SЕ2321000057-TEST1] HSA-id:t i fältet «HSA-id mottagning» har tecknet «Е» (U+0415) på plats 2, och det finns inte i något HSA-id
    fel 4:20 [******-****] här står något som ser ut som ett personnummer; posten lästes inte
    fel 5:57 [ring ******-**** "i dag"] här står något som ser ut som ett personnummer; posten lästes inte
    fel 6:20 [] fältet «HSA-id person» är tomt, så det går inte att veta vem eller vilken mottagning det gäller; posten lästes inte
    varning 7:50 [ESC[31mröd] «ESC[31mröd» i fältet «Status» går inte att läsa
    fel 8:20 [SE2321000057-TESTP1] raden har bara 3 celler men rubrikerna är 6; den lästes inte
    "#);
}

#[test]
fn what_is_wrong_in_a_document_is_told_at_its_entry() {
    let yaml = "format: riktlinje/absence/v1\ntaken: i går\nfärg: blå\nabsence:\n\
        \x20 - { staff: SE2321000057-TESTP1, from: 2026-11-30, until: 2026-11-01 }\n\
        \x20 - { staff: SE2321000057-TESTP1, from: [2026-11-30] }\n\
        \x20 - { staff: SE2321000057-TESTP1, från: 2026-11-01, from: 2026-11-02 }\n\
        \x20 - { staff: SE2321000057-TESTP1, from: 2026-11-01, orsak: 811218-9876 }\n\
        \x20 - { staff: SE2321000057-TESTP1, from: 2026-11-01, note: 811218-9876 }\n\
        \x20 - text\n";
    let sources = load_one(SourceKind::Absence, yaml);
    assert!(!format!("{sources:?}").contains("8112"), "a personal identity number is kept");
    insta::assert_snapshot!(told(&sources), @r#"
    riktlinje/absence/v1 (yaml): 1 poster, 5 utelämnade
      kolumnen orsak läses aldrig: varför någon är borta är en uppgift om hälsa
    varning filen [] «i går» i fältet «taken» går inte att läsa
    notering 3:1 [] fältet «färg» känns inte igen och lästes inte
    fel 5:60 [2026-11-01] ledigheten slutar innan den börjar; posten lästes inte
    fel 6:35 [from] fältet «from» ska vara ett enda värde, inte en lista eller en grupp av fält
    fel 7:41 [2026-11-01] fältet «from» står två gånger; posten lästes inte
    fel 9:59 [******-****] här står något som ser ut som ett personnummer; posten lästes inte
    fel 10:5 [text] här ska en post med fält stå, men det är något annat
    "#);
}

#[test]
fn what_cannot_be_used_at_all_says_why_and_what_to_do() {
    let deep = format!("a: {}", "[".repeat(5000));
    let long = "x;".repeat(3000);
    let cases: [(SourceKind, &[u8]); 11] = [
        (SourceKind::Staff, b""),
        (SourceKind::Staff, b"Namn;Telefon\nA;B\n"),
        (SourceKind::Staff, b"HSA-id;Hsa-id\nA;B\n"),
        (SourceKind::Staff, b"HSA-id;Till\nA\0;B\n"),
        (SourceKind::Staff, b"format: riktlinje/absence/v1\nabsence: []\n"),
        (SourceKind::Staff, b"format: riktlinje/staff/v1\nstaff: 7\n"),
        (SourceKind::Staff, b"format: riktlinje/staff/v1\nstaff: []\nstaff: []\n"),
        (SourceKind::Staff, b"- &a x\n- *a\n"),
        (SourceKind::Staff, deep.as_bytes()),
        (SourceKind::Staff, long.as_bytes()),
        (SourceKind::Staff, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ];
    let told: Vec<String> = cases.iter().map(|(kind, bytes)| told(&load_one(*kind, bytes))).collect();
    insta::assert_snapshot!(told.join("\n").replace("x, ", ""), @r#"
    : 0 poster, 0 utelämnade
    oanvändbar: filen är tom => Exportera den på nytt. Ska filen inte användas, ange den inte som underlag.
    : 0 poster, 0 utelämnade
    oanvändbar: 1:1 kolumnen «HSA-id person» (staff) saknas – rubrikerna är Namn och Telefon => Ge kolumnen den rubriken, eller skriv i mappningsfilen vilken kolumn det är.
    : 0 poster, 0 utelämnade
    oanvändbar: 1:1 rubrikerna «HSA-id» och «Hsa-id» betyder samma sak => Ta bort den ena kolumnen, eller skriv i mappningsfilen vad den i stället betyder.
    : 0 poster, 0 utelämnade
    oanvändbar: 2:2 filen har ett tecken som ingen textfil har (noll) på rad 2, tecken 2 => Filen är skadad eller ingen textfil. Exportera den på nytt.
    : 0 poster, 0 utelämnade
    oanvändbar: 1:9 filen säger att formatet är «riktlinje/absence/v1», men här läses riktlinje/staff/v1 => Skriv «format: riktlinje/staff/v1» på första raden, om det är vad filen innehåller.
    : 0 poster, 0 utelämnade
    oanvändbar: 2:8 filen har ingen lista staff => Skriv «format: riktlinje/staff/v1», därefter «staff:» och under det en post för varje rad i listan.
    : 0 poster, 0 utelämnade
    oanvändbar: 3:1 Nyckeln «staff» står två gånger. Behåll en av dem. => Rätta stället och försök igen. I YAML ska rader som hör ihop ha samma indrag, och text med kolon stå inom citattecken.
    : 0 poster, 0 utelämnade
    oanvändbar: 1:6 Ankare (&namn) och hänvisningar (*namn) är inte tillåtna. Skriv ut värdet på varje plats. => Rätta stället och försök igen. I YAML ska rader som hör ihop ha samma indrag, och text med kolon stå inom citattecken.
    : 0 poster, 0 utelämnade
    oanvändbar: 1:259 Listor och nycklar är staplade i för många nivåer. Tillåtet är 64. => Rätta stället och försök igen. I YAML ska rader som hör ihop ha samma indrag, och text med kolon stå inom citattecken.
    : 0 poster, 0 utelämnade
    oanvändbar: 1:1 tabellen har fler än 1024 kolumner => Ta bort kolumner som inte behövs, eller se efter att filen verkligen är en tabell.
    : 0 poster, 0 utelämnade
    oanvändbar: filen är ett kalkylblad i det gamla formatet (.xls), eller skyddat med lösenord => Öppna den i kalkylprogrammet och spara den som XLSX utan lösenord, eller som CSV.
    "#);
}

#[test]
fn cells_of_a_workbook_are_told_by_sheet_and_name() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Ledighet").unwrap();
    for (column, heading) in (0..).zip(["HSA-id", "Från", "Till", "Orsak"]) {
        sheet.write(1, column, heading).unwrap();
    }
    for row in 2..5 {
        sheet.write(row, 0, "SE2321000057-TESTP1").unwrap();
        sheet.write(row, 1, "2026-11-01").unwrap();
        sheet.write(row, 3, "811218-9876").unwrap();
    }
    sheet.write(2, 2, "snart").unwrap();
    sheet.write(3, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write(4, 2, Formula::new("=\"2026-11-\"&30").set_result("2026-11-30")).unwrap();
    let sources = load_one(SourceKind::Absence, workbook.save_to_buffer().unwrap());
    insta::assert_snapshot!(told(&sources), @r#"
    riktlinje/absence/v1 (xlsx): 1 poster, 2 utelämnade
      bladet «Ledighet»
      2 celler har formler; de värden som kalkylprogrammet senast räknade ut används
      kolumnen Orsak läses aldrig: varför någon är borta är en uppgift om hälsa
    fel Ledighet!C3 [snart] «snart» i fältet «Till» går inte att läsa; posten lästes inte
    fel Ledighet!C4 [#DIV/0!] «#DIV/0!» i fältet «Till» går inte att läsa; posten lästes inte
    "#);
}

#[test]
fn the_order_of_what_was_loaded_does_not_depend_on_the_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    for (number, (kind, csv, yaml)) in ALL.into_iter().enumerate() {
        for copy in 0..3 {
            let extra = format!("{csv}\n").repeat(copy + 1);
            let path = folder.path().join(format!("{kind:?}"));
            std::fs::create_dir_all(&path).unwrap();
            std::fs::write(path.join(format!("{copy}-{number}.csv")), extra).unwrap();
            std::fs::write(path.join(format!("{copy}-{number}.yaml")), yaml).unwrap();
        }
    }
    let path = |kind: SourceKind| folder.path().join(format!("{kind:?}"));
    let mut inputs: Vec<Input> =
        ALL.iter().rev().map(|(kind, ..)| Input::new(*kind, path(*kind).to_str().unwrap())).collect();
    inputs.push(Input::new(SourceKind::Staff, path(SourceKind::Staff).join("0-3.csv").to_str().unwrap()));
    inputs.push(Input::new(SourceKind::Waivers, "finns-inte.yaml"));
    let one = load_with(&inputs, 1, b"");
    let kinds: Vec<SourceKind> = one.files.iter().map(|file| file.kind).collect();
    assert!(kinds.is_sorted(), "files are merged by kind");
    assert_eq!(one.files.iter().filter(|file| file.kind == SourceKind::Staff).count(), 6, "a file is read once");
    assert_eq!(one.failed.len(), 1);
    for jobs in [2, 8] {
        assert_eq!(format!("{one:?}"), format!("{:?}", load_with(&inputs, jobs, b"")));
    }
}

#[test]
fn a_digest_is_that_of_the_bytes_as_stored() {
    let sources = load_one(SourceKind::Staff, b"HSA-id\nSE2321000057-TESTP1\n");
    let file = &sources.files[0];
    assert_eq!(file.bytes, 27);
    assert_eq!(&*file.digest, "28bb7a2a5e532320203db56db01f13614660d1112a3a3839111285e0510f6ba2");
}

#[test]
fn a_line_without_end_is_given_up_in_bounded_memory() {
    let needs = Needs::default();
    let limits = Limits { whole: 4 << 20, unpacked: 16 << 20, record: 1 << 20, columns: 64 };
    let stdin = || Ok(Box::new(io::repeat(b'x').take(1 << 40)) as Box<dyn Read + Send>);
    let options = LoadOptions {
        needs: &needs,
        mapping: None,
        jobs: 1,
        progress: &Silent,
        stdin: &stdin,
        cwd: Path::new(""),
        limits,
        https: Https::default(),
    };
    let sources = load(&[Input::new(SourceKind::Staff, "-")], &options);
    assert_eq!(sources.failed[0].message.key, "source-too-large");
}

#[test]
fn a_staff_list_of_which_something_was_lost_is_not_complete() {
    let complete = "format: riktlinje/staff/v1\ncomplete: yes\nstaff:\n  - staff: SE2321000057-TESTP1\n";
    assert!(load_one(SourceKind::Staff, complete).staff_is_complete);
    let lossy = format!("{complete}  - staff: Åsa\n");
    let sources = load_one(SourceKind::Staff, lossy);
    assert!(!sources.staff_is_complete);
    assert!(sources.problems.iter().any(|p| p.message.key == "source-staff-incomplete"), "{}", told(&sources));
}

#[test]
fn a_mapping_file_names_columns_and_words() {
    let needs = Needs::default();
    let mapping = "format: riktlinje/mapping/v1\ncolumns:\n  permissions: { Vem: staff, Var: clinic, Vad: role }\nvalues:\n  role: { Mottagare: arendemottagare }\n";
    let mapping = Mapping::parse(mapping, &needs).expect("it is right");
    let csv =
        "Var,Vem,Vad\nSE2321000057-TEST1,SE2321000057-TESTP1,mottagare\nSE2321000057-TEST1,SE2321000057-TESTP1,chef\n";
    let stdin = || Ok(Box::new(Cursor::new(csv)) as Box<dyn Read + Send>);
    let options = LoadOptions {
        needs: &needs,
        mapping: Some(&mapping),
        jobs: 1,
        progress: &Silent,
        stdin: &stdin,
        cwd: Path::new(""),
        limits: Limits::default(),
        https: Https::default(),
    };
    let sources = load(&[Input::new(SourceKind::Permissions, "-")], &options);
    insta::assert_snapshot!(told(&sources), @r#"
    riktlinje/permissions/v1 (csv): 2 poster, 0 utelämnade
      UTF-8, komma mellan kolumnerna
      exporten säger inte vilket tillstånd behörigheterna har; alla räknas som aktiva
    varning 3:40 [chef] «chef» i fältet «Vad» går inte att läsa
    "#);
}

/// The files of `fixtures/bad` that are tables: none panics, each is told.
#[test]
fn bad_tables_are_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad");
    let mut lines = Vec::new();
    for folder in ["csv", "xlsx"] {
        let mut files: Vec<_> =
            std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for path in files {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let kind = match name.split('-').next() {
                Some("absence") => SourceKind::Absence,
                Some("permissions") => SourceKind::Permissions,
                _ => SourceKind::Clinics,
            };
            let sources = load_with(&[Input::new(kind, path.to_str().unwrap())], 1, b"");
            lines.push(format!("== {name}\n{}", told(&sources)));
        }
    }
    insta::assert_snapshot!("bad_tables", lines.join("\n").replace('\u{1b}', "ESC"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_bytes_make_it_panic(which in 0..ALL.len(), changes in prop::collection::vec((0..400_usize, 0..=255_u8), 1..6)) {
        let (kind, csv, yaml) = ALL[which];
        for mut bytes in [csv.as_bytes().to_vec(), yaml.as_bytes().to_vec(), workbook(csv)] {
            for (at, byte) in &changes {
                let at = at % bytes.len();
                bytes[at] = *byte;
            }
            told(&load_one(kind, bytes));
        }
    }
}

/// A table of three clinics in every encoding and with every line end, with texts that take several lines.
#[test]
fn cells_are_found_again_whatever_the_encoding() {
    let text = "HSA-id;Mottagning;Enhetstyp\nSE2321000057-TEST1;\"Växjö;\nvårdcentral\";Övrigt\n\nSE2321000057-TEST2;Åtvidaberg;fel\n";
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let windows_1252 = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let crlf = text.replace('\n', "\r\n");
    let cases = [
        text.as_bytes().to_vec(),
        format!("\u{feff}{crlf}").into_bytes(),
        utf16(&format!("\u{feff}{crlf}")),
        utf16(text),
        windows_1252(&crlf),
        format!("sep=;\r\n{crlf}").into_bytes(),
    ];
    for (number, bytes) in cases.into_iter().enumerate() {
        let sources = load_one(SourceKind::Clinics, bytes);
        let places: Vec<String> = sources
            .problems
            .iter()
            .map(|problem| place(&Locator::new(&sources, None).locate(&problem.place)))
            .collect();
        let extra = u32::from(number == 5);
        assert_eq!(places, [format!("{}:14 [Övrigt]", 3 + extra), format!("{}:31 [fel]", 5 + extra)], "case {number}");
        let name = Place::field(sources.listed[0].record, "name");
        assert_eq!(place(&Locator::new(&sources, None).locate(&name)), format!("{}:21 [Växjö;]", 2 + extra));
    }
}

#[test]
fn a_long_line_is_cut_around_the_value() {
    let csv = format!("HSA-id;Mottagning;Enhetstyp\nSE2321000057-TEST1;{};fel\n", "å".repeat(5000));
    let sources = load_one(SourceKind::Clinics, csv);
    let located = Locator::new(&sources, None).locate(&sources.problems[0].place);
    assert_eq!(located.text.chars().count(), 64 - 1);
    assert_eq!((located.mark, place(&located)), ((60, 3), "2:5021 [fel]".to_owned()));
}

#[test]
fn a_place_in_a_file_that_is_gone_is_its_line() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in
        [("a.csv", b"HSA-id\n\nSE2321000057-TEST1\n".to_vec()), ("a.xlsx", workbook("HSA-id\nSE2321000057-TEST1\n"))]
    {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let sources = load_with(&[Input::new(SourceKind::Clinics, path.to_str().unwrap())], 1, b"");
        std::fs::remove_file(&path).unwrap();
        let located = Locator::new(&sources, None).locate(&Place::record(sources.listed[0].record));
        assert_ne!(located.spot, Spot::File);
        assert_eq!(&*located.text, "");
    }
}

#[test]
fn json_lines_hold_small_sources_too() {
    let lines = "{\"format\": \"riktlinje/staff/v1\", \"complete\": true, \"taken\": \"2026-11-18T05:00:00+01:00\"}\n\
        {\"staff\": \"SE2321000057-TESTP1\", \"employed_until\": \"2026-12-31\"}\n\n\
        {\"staff\": \"SE2321000057-TESTP2\", \"employed_until\": null}\n{\"staff\": \n";
    let sources = load_one(SourceKind::Staff, lines);
    assert_eq!(sources.staff.len(), 2);
    assert!(sources.files[0].taken_at.is_some());
    assert!(!sources.staff_is_complete, "the last line was lost");
    insta::assert_snapshot!(told(&sources), @r#"
    riktlinje/staff/v1 (jsonl): 2 poster, 1 utelämnade
    fel 5:1 [{"staff":] raden går inte att läsa; felet är vid tecken 1
    varning filen [] personallistan kallar sig fullständig, men allt i den gick inte att läsa; den räknas inte som fullständig
    "#);
}

#[test]
fn inputs_that_cannot_be_had_say_why() {
    let inputs = [
        Input::new(SourceKind::Staff, "-"),
        Input::new(SourceKind::Absence, "-"),
        Input::new(SourceKind::Absence, "http://x.example/a.csv"),
        Input::new(SourceKind::Absence, "ftp://x.example/a.csv"),
        Input::new(SourceKind::Absence, "https://"),
        Input::new(SourceKind::Waivers, "finns inte.yaml"),
    ];
    let sources = load_with(&inputs, 1, b"HSA-id\nSE2321000057-TESTP1\n");
    let told: Vec<String> = sources.failed.iter().map(|f| format!("{}: {}", f.name, words(&f.message))).collect();
    assert!(sources.supplied.contains(SourceKind::Waivers), "a source that failed was supplied");
    insta::assert_snapshot!(told.join("\n"), @r#"
    -: standard in kan bara läsas en gång
    http://x.example/a.csv: adressen börjar med http://, och det som hämtas så kan ändras på vägen
    ftp://x.example/a.csv: adresser som börjar med ftp:// läses inte
    https://: adressen är felskriven
    finns inte.yaml: det finns ingen sådan fil eller mapp
    "#);
}

/// The three worlds, whole: nothing is left out, and what cannot be read is what their roster says.
#[test]
fn the_worlds_load() {
    let mut lines = Vec::new();
    for world in ["region", "in-order", "missing-sources"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(world);
        let mut inputs = Vec::new();
        for (kind, name) in [
            (SourceKind::Clinics, "clinics.csv"),
            (SourceKind::Declarations, "declarations.csv"),
            (SourceKind::Permissions, "permissions.csv"),
            (SourceKind::Staff, "staff.csv"),
            (SourceKind::Absence, "absence.csv"),
            (SourceKind::Attestations, "attestations.xlsx"),
            (SourceKind::Attestations, "attestations.yaml"),
            (SourceKind::Attestations, "attestations-psykiatri.yaml"),
            (SourceKind::Waivers, "waivers.yaml"),
        ] {
            let path = root.join(name);
            if path.exists() {
                inputs.push(Input::new(kind, path.to_str().unwrap()));
            }
        }
        let sources = load_with(&inputs, 2, b"");
        lines.push(format!("== {world}\n{}", told(&sources)));
    }
    insta::assert_snapshot!("worlds", lines.join("\n"));
}

#[test]
fn a_file_that_was_cut_short_is_told_and_proves_nobody_missing() {
    let staff = "HSA-id;Anställd till\r\nSE2321000057-TESTP1;\r\n";
    let wanting = |at_least| {
        let input = Input { complete: true, at_least: Some(at_least), ..Input::new(SourceKind::Staff, "-") };
        load_with(&[input], 1, staff.as_bytes())
    };
    let whole = wanting(1);
    assert!(whole.staff_is_complete && whole.problems.is_empty());
    let cut = wanting(40);
    assert!(!cut.staff_is_complete);
    let told: Vec<String> = cut.problems.iter().map(|problem| words(&problem.message)).collect();
    assert_eq!(told, ["filen har 1 poster, men minst 40 väntades"]);
}
