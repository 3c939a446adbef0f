//! File exports as they really are, and broken in every way.

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use crate::model::case_type::Vocabulary as _;
use crate::model::directory::Standing;
use crate::model::field::Field;
use crate::model::needs::Needs;
use crate::model::place::Place;
use crate::model::source::SourceKind;
use crate::source::locate::Locator;
use crate::source::{Https, Input, Limits, LoadOptions, Silent, Sources, load};
use crate::text::{Catalogue, Lang};

fn read(bytes: impl AsRef<[u8]>) -> Sources {
    let needs = Needs::default();
    let bytes = bytes.as_ref().to_vec();
    let stdin = move || Ok(Box::new(Cursor::new(bytes.clone())) as Box<dyn Read + Send>);
    let input = Input::new(SourceKind::Directory, "-");
    let options = LoadOptions {
        needs: &needs,
        mapping: None,
        jobs: 1,
        progress: &Silent,
        stdin: &stdin,
        cwd: std::path::Path::new(""),
        limits: Limits { record: 1 << 20, ..Limits::default() },
        https: Https::default(),
    };
    load(&[input], &options)
}

/// An export with these units.
fn export(units: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FileGetHsaUnitsResponse xmlns=\"urn:riv:hsa:HsaWsResponder:3\">\n\
        <startDate>2026-11-18T01:00:00+01:00</startDate><endDate>2026-11-18T01:25:00+01:00</endDate>\n<hsaUnits>\n{units}\n\
        </hsaUnits>\n</FileGetHsaUnitsResponse>\n"
    )
}

fn unit(elements: &str) -> String {
    export(&format!("<hsaUnit>{elements}</hsaUnit>"))
}

const WHOLE: &str = "<hsaIdentity>SE2321000057-TEST1</hsaIdentity><DN>ou=Testköpings vårdcentral,o=Region Test,l=Jönköpings län,c=SE</DN>\
    <orgNo>232100-0057</orgNo><name>Testköpings vårdcentral</name>";

/// The flaws of an export, each with the text that its place leads to.
fn flaws(xml: &str) -> Vec<String> {
    let sources = read(xml);
    assert!(sources.failed.is_empty(), "{:?}", sources.failed);
    let locator = Locator::new(&sources, None);
    let tell = |flaw: &crate::model::directory::Flaw| {
        let located = locator.locate(&Place::field(flaw.record, flaw.field.unwrap_or("hsa_id")));
        let (start, len) = (located.mark.0 as usize, located.mark.1 as usize);
        let marked: String = located.text.chars().skip(start).take(len).collect();
        format!("{} {}", flaw.kind.key(), marked)
    };
    sources.flaws.iter().map(tell).collect()
}

/// What is told of a file that gives nothing.
fn refused(bytes: impl AsRef<[u8]>) -> String {
    let sources = read(bytes);
    assert!(sources.directory.is_empty() && sources.flaws.is_empty() && !sources.directory_is_complete);
    let [failed] = &sources.failed[..] else { panic!("one failure was expected: {:?}", sources.failed) };
    let words = Catalogue::new(Lang::En);
    let (line, column) = failed.at.unwrap_or_default();
    let advice = failed.advice.as_ref().expect("there is always something to do");
    format!("{line}:{column} {} => {}", words.render(&failed.message), words.render(advice))
}

#[test]
fn a_unit_is_read_with_everything_it_has() {
    let sources = read(unit(&format!(
        "{WHOLE}<publicName>Vårdcentralen &amp; &#x54;est <![CDATA[<1>]]></publicName><isHsaHealthCareProvider>true</isHsaHealthCareProvider>\
        <isHsaHealthCareUnit> 1 </isHsaHealthCareUnit><hsaResponsibleHealthCareProvider>SE2321000057-TEST0</hsaResponsibleHealthCareProvider>\
        <healthCareProviderIsArchived>true</healthCareProviderIsArchived><unitIsArchived>false</unitIsArchived>\
        <hsaHealthCareUnitMembers><hsaHealthCareUnitMember>SE2321000057-TEST2</hsaHealthCareUnitMember>\
        <hsaHealthCareUnitMember/></hsaHealthCareUnitMembers><startDate>2009-05-04T00:00:00.000+02:00</startDate><endDate/>"
    )));
    let file = &sources.files[0];
    assert_eq!((&*file.format, file.records), ("hsa-file-export (xml)", 1));
    assert_eq!(file.taken_at.unwrap().to_rfc3339(), "2026-11-18T01:25:00+01:00");
    assert!(sources.directory_is_complete && sources.flaws.is_empty(), "{:?}", sources.flaws);
    let record = &sources.directory[0];
    assert_eq!(record.hsa_id.as_ref().unwrap().as_str(), "SE2321000057-TEST1");
    assert_eq!(record.public_name, Field::Value("Vårdcentralen & Test <1>".into()));
    let standing = Standing::PROVIDER.with(Standing::CARE_UNIT).with(Standing::PROVIDER_ARCHIVED);
    assert_eq!((record.standing, record.members.len()), (standing, 1));
    assert_eq!(record.provider.as_ref().unwrap().as_str(), "SE2321000057-TEST0");
    assert_eq!(record.starts.value().unwrap().to_string(), "2009-05-04");
    assert_eq!((&record.ends, &record.card), (&Field::Absent, &None));
    assert_eq!(record.record.line, 5);
}

#[test]
fn prefixes_foreign_elements_and_comments_do_not_matter() {
    let sources = read(
        "<!-- tillägg --><h:HsaUnitsResponse xmlns:h='urn:x' xmlns:o='urn:y'><?x y?><o:info><name>Nej</name></o:info>\
        <h:hsaUnits><o:hsaUnit2><h:hsaUnit/></o:hsaUnit2><h:hsaUnit a='b'><h:hsaIdentity>SE</h:hsaIdentity>\
        <h:DN>c=<!-- -->SE</h:DN><o:more><h:name>Nej</h:name></o:more><h:name>Sve<o:b>Nej</o:b>rige</h:name></h:hsaUnit></h:hsaUnits>\
        <o:after/></h:HsaUnitsResponse>",
    );
    let [record] = &sources.directory[..] else { panic!("{sources:?}") };
    assert_eq!(record.dn.as_ref().unwrap().as_str(), "c=SE");
    assert_eq!(record.name, Field::Value("Sverige".into()));
    assert!(!sources.directory_is_complete, "a hand-kept file has only what is missing elsewhere");
}

#[test]
fn what_is_odd_is_read_and_told_at_its_place() {
    let with = |id: &str, more: &str| {
        let whole = WHOLE.replace("SE2321000057-TEST1", id);
        unit(&format!("{whole}{more}"))
    };
    let without = |element: &str| {
        let (start, end) = (format!("<{element}>"), format!("</{element}>"));
        let from = WHOLE.find(&start).unwrap();
        let to = WHOLE.find(&end).unwrap() + end.len();
        unit(&format!("{}{}", &WHOLE[..from], &WHOLE[to..]))
    };
    let long = "x".repeat(5_000);
    let cases = [
        (with("SE2321000057-test1", ""), vec!["hsa_id_lower_case SE2321000057-test1"]),
        (with("SE2321000057-TEST1 ", ""), vec!["hsa_id_blank SE2321000057-TEST1"]),
        (with("SE2321000057TEST1", ""), vec!["hsa_id_form SE2321000057TEST1"]),
        (with("SE2321000057-TESTÅ", ""), vec!["hsa_id_form SE2321000057-TESTÅ"]),
        (with("HSASERVICES-106J", ""), vec![]),
        (with("SE162321000057-TEST1", ""), vec![]),
        (with("SE2321000057-TEST1", "<unknown/>"), vec![]),
        (without("hsaIdentity"), vec!["no_hsa_id Testköpings vårdcentral"]),
        (without("DN"), vec!["dn_form SE2321000057-TEST1"]),
        (without("name"), vec!["no_name SE2321000057-TEST1"]),
        (with("SE2321000057-TEST1", "<orgNo>2321000057</orgNo>"), vec!["org_no_form 232100-0057"]),
        (with("SE2321000057-TEST1", "<endDate>i höstas</endDate>"), vec!["date_form i höstas"]),
        (with("SE2321000057-TEST1", "<hsaHealthCareUnitMember>ÅÄÖ</hsaHealthCareUnitMember>"), vec!["hsa_id_form ÅÄÖ"]),
        (
            unit(&WHOLE.replace("<name>Testköpings", &format!("<name>{} Testköpings", "Prov".repeat(20)))),
            vec!["name_too_long Prov"],
        ),
        (unit(&WHOLE.replace("o=Region", "o=A/B:(C)")), vec!["dn_outside_pattern ou="]),
        (unit(&WHOLE.replace("ou=Test", "Test")), vec!["dn_form Test"]),
        (unit(&WHOLE.replace("SE2321000057-TEST1", &long)), vec!["hsa_id_too_long xxx"]),
        (unit(&WHOLE.replace("<name>Test", &format!("<name>{long}"))), vec!["name_too_long xxx"]),
    ];
    for (xml, wanted) in cases {
        let found = flaws(&xml);
        assert_eq!(found.len(), wanted.len(), "{found:?} {wanted:?}");
        for (found, wanted) in found.iter().zip(wanted) {
            assert!(found.starts_with(wanted), "{found} {wanted}");
        }
    }
}

/// The documented example of the check digit stands in for a sole trader's number.
#[test]
fn a_personal_identity_number_is_never_kept_nor_shown() {
    let numbers = ["811218-9876", "8112189876", "19811218-9876", "198112189876"];
    for number in numbers {
        let sources = read(unit(&format!(
            "<hsaIdentity>SE{number}-TEST</hsaIdentity><DN>ou=Mottagning,o=Test {number},c=SE</DN><orgNo>{number}</orgNo>\
            <name>Test {number}</name><publicName>{number}</publicName>\
            <hsaResponsibleHealthCareProvider>SE{number}-TEST</hsaResponsibleHealthCareProvider>"
        )));
        let kinds: Vec<&str> = sources.flaws.iter().map(|flaw| flaw.kind.key()).collect();
        let wanted = [
            "personal_number",
            "personal_number",
            "personal_number",
            "personal_number",
            "personal_number",
            "hsa_id_form",
        ];
        assert_eq!(kinds, wanted, "{number}");
        let locator = Locator::new(&sources, None);
        let mut shown = format!("{sources:?}");
        for flaw in &sources.flaws {
            write!(shown, "{:?}", locator.locate(&Place::field(flaw.record, flaw.field.unwrap()))).unwrap();
        }
        assert!(!shown.contains("811218"), "{shown}");
    }
}

#[test]
fn what_gives_nothing_says_why() {
    let dtd = unit(WHOLE).replacen("<File", "<!DOCTYPE x [<!ENTITY a \"&b;&b;\">]><File", 1);
    let latin = |declared: &str| {
        let text = unit(WHOLE).replace("UTF-8", declared);
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>()
    };
    let told = [
        refused(unit("<name>a</b>")),
        refused(unit("<name>&b;</name>")),
        refused(dtd),
        refused("<?xml version='1.0'?><FileGetHsaPersonsResponse/>"),
        refused("<html><body>Logga in</body></html>"),
        refused(unit(WHOLE).split_once("</hsaUnits>").unwrap().0),
        refused(unit(WHOLE).replace("UTF-8", "EBCDIC-SE")),
        refused(latin("UTF-8")),
        refused(unit(&format!("<name x=\"{}\"/>", "x".repeat(3 << 20)))),
    ];
    insta::assert_snapshot!(told.join("\n"), @r#"
    5:17 the XML is not well-formed => The file is most likely damaged, or only partly fetched. Fetch it again.
    5:16 the XML refers to something other than a character => See where the file comes from. An export of the directory has none.
    2:1 the XML has a document type definition (DOCTYPE), which is not read => See where the file comes from. An export of the directory has none.
    1:1 the outermost element of the XML is FileGetHsaPersonsResponse => Of the directory, the file export (FileGetHsaUnitsResponse, HsaUnitsResponse) and answers of GetUnit (GetUnitResponse) are read, and LDIF and CSV.
    1:1 the file is a web page or XML, not a table => Save the data as CSV or XLSX. A file that was saved from a browser may be the login page.
    6:1 the XML is cut off: the file ends before it is complete => The file is most likely damaged, or only partly fetched. Fetch it again.
    1:1 the XML says that it is encoded as EBCDIC-SE, which is not read => Save it as UTF-8.
    5:59 the file says that it is UTF-8, but has characters that are not on line 5, character 59 => Open the file in a text editor and save it again with the encoding UTF-8.
    5:1113907 the XML is not well-formed => The file is most likely damaged, or only partly fetched. Fetch it again.
    "#);
}

#[test]
fn other_encodings_are_read_where_they_are_said() {
    let utf16 = |mark: &[u8]| {
        let text = unit(WHOLE).replace("UTF-8", "UTF-16");
        let bytes = text.encode_utf16().flat_map(u16::to_le_bytes);
        [mark, &bytes.collect::<Vec<u8>>()].concat()
    };
    let single = |declared: &str| {
        let text = unit(WHOLE).replace("UTF-8", declared);
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>()
    };
    let marked = ["\u{feff}".as_bytes(), unit(WHOLE).as_bytes()].concat();
    let lying = unit(WHOLE).replace("UTF-8", "ISO-8859-1").into_bytes();
    for bytes in [single("ISO-8859-1"), single("windows-1252"), utf16(&[0xFF, 0xFE]), utf16(&[]), marked, lying] {
        let sources = read(&bytes);
        let record = &sources.directory[0];
        assert_eq!(record.name, Field::Value("Testköpings vårdcentral".into()));
        let located = Locator::new(&sources, None).locate(&Place::field(record.record, "name"));
        let text: String = located.text.chars().skip(located.mark.0 as usize).take(located.mark.1 as usize).collect();
        assert_eq!(text, "Testköpings vårdcentral");
    }
}

#[test]
fn a_text_without_an_end_costs_its_record_alone() {
    let units = format!(
        "<hsaUnit><hsaIdentity>SE2321000057-TEST2</hsaIdentity><name>{}</name><DN>c=SE</DN></hsaUnit><hsaUnit>{WHOLE}</hsaUnit>",
        "x".repeat(900_000)
    );
    let sources = read(export(&units));
    assert_eq!(sources.directory.len(), 2);
    assert_eq!(sources.directory[0].name, Field::Unreadable);
    assert_eq!(sources.directory[1].name, Field::Value("Testköpings vårdcentral".into()));
}

#[test]
fn cut_anywhere_it_is_whole_or_nothing() {
    let xml = unit(WHOLE);
    let end = xml.rfind('>').unwrap();
    for cut in 0..xml.len() {
        let sources = read(&xml.as_bytes()[..cut]);
        let is_whole = sources.failed.is_empty() && sources.directory.len() == 1;
        let is_nothing = sources.failed.len() == 1 && sources.directory.is_empty();
        assert!(if cut > end { is_whole } else { is_nothing }, "cut at {cut}: {:?}", sources.failed);
    }
}
