//! Answers of both versions, with and without an envelope, and what is said of those that are none.

use std::fmt::Write as _;
use std::io::Cursor;

use crate::model::case_type::Vocabulary as _;
use crate::model::directory::{ContactCard, DirectoryRecord, FlawKind, hours};
use crate::model::field::Field;
use crate::model::place::FileIx;
use crate::source::content::{About, Content};
use crate::source::decode::directory::decode;
use crate::source::{Context, Limits, Loaded, Silent, Unusable};
use crate::text::{Catalogue, Lang};

/// Version 5: structured addresses, SWEREF 99, an element of a newer minor version.
const FIVE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Header/>
  <soap:Body>
    <ns2:GetUnitResponse xmlns:ns2="urn:riv:infrastructure:directory:organization:GetUnitResponder:5" xmlns:n="urn:riv:infrastructure:directory:organization:GetUnitResponder:5.1">
      <ns2:unit>
        <ns2:businessClassification><ns2:businessClassificationName>Primärvård</ns2:businessClassificationName><ns2:businessClassificationCode>1500</ns2:businessClassificationCode></ns2:businessClassification>
        <ns2:businessType>02</ns2:businessType>
        <ns2:careType>01</ns2:careType>
        <ns2:countyCode>06</ns2:countyCode>
        <ns2:geographicalCoordinatesRt90><ns2:xCoordinate>6403576</ns2:xCoordinate><ns2:yCoordinate>1268597</ns2:yCoordinate></ns2:geographicalCoordinatesRt90>
        <ns2:destinationIndicator>03</ns2:destinationIndicator>
        <ns2:unitHsaId>SE2321000057-TEST1</ns2:unitHsaId>
        <ns2:jpegPhoto>AAAA</ns2:jpegPhoto>
        <ns2:nonPublicTelephoneNumber>+4636325999</ns2:nonPublicTelephoneNumber>
        <ns2:unitName>Testköpings vårdcentral</ns2:unitName>
        <ns2:publicName>Testköpings vårdcentral &amp; barnavård</ns2:publicName>
        <ns2:surgeryHour><fromDay>1</fromDay><fromTime>08:00:00</fromTime><toDay>5</toDay><toTime>24:00:00</toTime><comment>Jour</comment></ns2:surgeryHour>
        <ns2:surgeryHour><fromDay>6</fromDay><fromTime>17:00:00</fromTime><toDay>6</toDay><toTime>08:00:00</toTime></ns2:surgeryHour>
        <ns2:telephoneNumber>036-325000</ns2:telephoneNumber>
        <ns2:unitFunction><name>Receptförnyelse</name><telephoneNumber>+4636325020</telephoneNumber></ns2:unitFunction>
        <ns2:unitTemporaryInformation><fromDate>20261101</fromDate><toDate></toDate><temporaryInformation>Entrén byggs om.</temporaryInformation></ns2:unitTemporaryInformation>
        <ns2:unitStartDate>2014-08-01T00:00:00</ns2:unitStartDate>
        <ns2:structuredPostalAddress><addressee>Testköpings vårdcentral</addressee><street>Box 12</street><postCode>123 45</postCode><town>Testköping</town></ns2:structuredPostalAddress>
        <ns2:structuredVisitingAddress><street>Testgatan</street><premisesNumber>1</premisesNumber><premisesLetter>A</premisesLetter><town>Testköping</town></ns2:structuredVisitingAddress>
        <n:newerThing><n:deep>x</n:deep></n:newerThing>
      </ns2:unit>
    </ns2:GetUnitResponse>
  </soap:Body>
</soap:Envelope>
"#;

/// Version 4: lines of an address, no envelope.
const FOUR: &str = "<GetUnitResponse xmlns='urn:riv:infrastructure:directory:organization:GetUnitResponder:4'><unit>\
    <unitHsaId>SE2321000057-TEST2</unitHsaId><unitName>Mallbo</unitName><publicName>Mallbo</publicName>\
    <postalAddress><addressLine>Mallbo</addressLine><addressLine>Mallbogatan 1</addressLine></postalAddress><postalCode>12346</postalCode>\
    <location>Mallbo</location><street>Mallbogatan 1</street></unit></GetUnitResponse>";

fn read_as(name: &str, text: &str) -> Result<Loaded<DirectoryRecord>, Unusable> {
    let about = About { file: FileIx(0), name: name.into() };
    let reader = Box::new(Cursor::new(text.to_owned().into_bytes()));
    let content = Content::open(about, reader, Limits::default(), &Silent)?;
    decode(&Context { mapping: None, jobs: 1 }, &content)
}

fn read(text: &str) -> Loaded<DirectoryRecord> {
    read_as("x.xml", text).expect("it can be used")
}

fn card(record: &DirectoryRecord) -> &ContactCard {
    record.card.as_deref().expect("it has a card")
}

fn told(loaded: &Loaded<DirectoryRecord>) -> String {
    let words = Catalogue::new(Lang::En);
    let mut told = String::new();
    for problem in &loaded.problems {
        writeln!(told, "{}: {}", problem.place.record.line, words.render(&problem.message)).expect("a String takes it");
    }
    for flaw in &loaded.flaws {
        let kind = FlawKind::WORDS.iter().find(|(kind, _)| *kind == flaw.kind).map_or("", |(_, words)| words[0]);
        writeln!(told, "{}: {kind} {}", flaw.record.line, flaw.field.unwrap_or_default()).expect("a String takes it");
    }
    told
}

#[test]
fn version_five_is_read_whole() {
    let loaded = read(FIVE);
    insta::assert_snapshot!(told(&loaded), @r"
    6: phone_form phones
    6: hours_reversed hours
    6: temporary_without_end temporary
    ");
    let [unit] = loaded.records.as_slice() else { panic!("{:?}", loaded.records) };
    assert_eq!(unit.hsa_id.as_ref().map(|id| id.as_str()), Some("SE2321000057-TEST1"));
    assert_eq!(unit.public_name, Field::Value("Testköpings vårdcentral & barnavård".into()));
    assert_eq!((unit.record.line, unit.starts.value().map(ToString::to_string).as_deref()), (6, Some("2014-08-01")));
    let card = card(unit);
    let line = |address: &Field<crate::model::directory::Address>| address.value().map(|address| address.one_line());
    assert_eq!(line(&card.visiting_address).as_deref(), Some("Testgatan 1 A, Testköping"));
    assert_eq!(line(&card.postal_address).as_deref(), Some("Testköpings vårdcentral, Box 12, 123 45 Testköping"));
    let hours = card.hours.value().map(|hours| Catalogue::new(Lang::Sv).render(&hours::said(hours)));
    assert_eq!(hours.as_deref(), Some("mån–fre 08:00–24:00 (Jour); lör–sön stängt"));
    assert_eq!(card.functions.value().map(|all| &*all[0].name), Some("Receptförnyelse"));
    assert_eq!((&card.mail, &card.modified), (&Field::Absent, &Field::NotExported));
    assert!(!format!("{loaded:?}").contains("5999"), "numbers that are not for the public are never read");
}

#[test]
fn version_four_is_read_with_its_lines_of_an_address() {
    let loaded = read(FOUR);
    assert_eq!(told(&loaded), "");
    let card = card(&loaded.records[0]);
    let line = |address: &Field<crate::model::directory::Address>| address.value().map(|address| address.one_line());
    assert_eq!(line(&card.postal_address).as_deref(), Some("Mallbo, Mallbogatan 1, 123 46 Mallbo"));
    assert_eq!(line(&card.visiting_address).as_deref(), Some("Mallbogatan 1, Mallbo"));
    assert_eq!(card.hours, Field::Absent);
}

#[test]
fn a_small_profile_says_nothing_of_the_card() {
    let loaded = read(
        "<GetUnitResponse><unit><unitHsaId>SE2321000057-TEST2</unitHsaId><unitName>B</unitName></unit></GetUnitResponse>",
    );
    assert!(loaded.records[0].card.is_none());
    assert_eq!(loaded.records[0].ends, Field::Absent);
}

#[test]
fn several_answers_may_stand_in_a_file() {
    let feigned = FOUR.replace("</unit>", "<feignedUnit>true</feignedUnit></unit>");
    let fault = "<Envelope><Body><Fault><faultstring>VP009 nere</faultstring></Fault></Body></Envelope>";
    let all = format!("<svar>\n{FOUR}\n{FOUR}\n<GetUnitResponse/>\n{feigned}\n{fault}</svar>");
    let loaded = read(&all);
    insta::assert_snapshot!(told(&loaded), @r"
    4: the answer has no unit: the directory does not know the HSA-id that was asked for
    6: the platform gave no answer (VP009): VP009 nere
    ");
    assert_eq!((loaded.records.len(), loaded.left_out), (2, 1));
    let notes: Vec<String> = loaded.notes.iter().map(|note| Catalogue::new(Lang::En).render(note)).collect();
    assert_eq!(notes, ["1 feigned unit (feignedUnit) was left alone"]);
    for (record, start) in loaded.records.iter().zip(all.match_indices("<unit>").map(|(at, _)| at)) {
        let end = all[start..].find("</unit>").expect("it ends") + "</unit>".len();
        assert_eq!((record.record.start, record.record.len as usize), (start as u64, end));
    }
}

#[test]
fn an_answer_that_is_none_is_said_in_plain_words() {
    let words = Catalogue::new(Lang::En);
    let told = |body: &str| {
        let text = format!("<Envelope><Body>{body}</Body></Envelope>");
        let fault = read_as("x.xml", &text).expect_err("it cannot be used");
        words.render(&fault.message)
    };
    let fault = |text: &str| {
        told(&format!("<Fault><faultcode>soap:Server</faultcode><faultstring>{text}</faultstring></Fault>"))
    };
    insta::assert_snapshot!(fault("VP004 No Logical Adress found for serviceNamespace"), @"the platform has no route to the directory for this question (VP004)");
    insta::assert_snapshot!(fault("VP007 Authorization missing"), @"whoever asked may not use the service (VP007)");
    insta::assert_snapshot!(fault("VP009 Error connecting to service producer"), @"the platform gave no answer (VP009): soap:Server VP009 Error connecting to service producer");
    insta::assert_snapshot!(fault("Söket 811218-9876 gav fel"), @"the service answered with a fault: soap:Server Söket ******-**** gav fel");
    insta::assert_snapshot!(told("<GetHealthCareUnitResponse/>"), @"the outermost element of the XML is GetHealthCareUnitResponse");
    insta::assert_snapshot!(words.render(&read("<GetUnitResponse/>").problems[0].message), @"the answer has no unit: the directory does not know the HSA-id that was asked for");
    let dtd = format!("<!DOCTYPE x [<!ENTITY a 'b'>]>{FOUR}");
    assert_eq!(read_as("x.xml", &dtd).expect_err("refused").message.key, "source-xml-dtd");
}

#[test]
fn cut_anywhere_it_is_told() {
    for end in (0..FIVE.trim_end().len()).filter(|end| FIVE.is_char_boundary(*end)) {
        assert!(read_as("x.xml", &FIVE[..end]).is_err(), "{}", &FIVE[..end]);
    }
}
