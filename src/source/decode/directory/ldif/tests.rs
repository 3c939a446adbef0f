//! LDIF as directories export it, in both dialects, and what happens to files that are broken.

use std::fmt::Write as _;
use std::io::Cursor;

use super::decode;
use crate::model::case_type::Vocabulary as _;
use crate::model::directory::{ContactCard, DirectoryRecord, FlawKind, Standing, hours};
use crate::model::field::Field;
use crate::model::place::FileIx;
use crate::source::content::{About, Content};
use crate::source::{Limits, Loaded, Silent, Unusable};
use crate::text::{Catalogue, Lang};

/// A unit in the national schema's names, as a directory server exports it.
const NATIONAL: &str = "version: 1

# Testköpings vårdcentral, och en kommentar som
  fortsätter på nästa rad
dn:: b3U9VGVzdGvDtnBpbmdzIHbDpXJkY2VudHJhbCxvPVJlZ2lvbiBUZXN0LGw9VGVzdCBsw6RuLGM9U0U=
objectClass: top
objectClass: organizationalUnit
ou:: VGVzdGvDtnBpbmdzIHbDpXJkY2VudHJhbA==
hsaIdentity: SE2321000057-TEST1
street: Testgatan 1
l:: VGVzdGvDtnBpbmc=
postalAddress:: VGVzdGvDtnBpbmdzIHbDpXJkY2VudHJhbCRCb3ggMTI=
postalCode: 123 45
telephoneNumber: +4636325000
hsaTelephoneNumber: +4636325999
mobile: +46701740605
hsaSwitchboardNumber: +4636325010
surgeryHours: 1-4#08:00#12:00
surgeryHours: 1-4#13:00#17:00
surgeryHours: 5-5#08:00#15:00#Lunch
  stängt
telephoneHours: 1-5#8:00#16:30
geographicalCoordinates: X: 6403576, Y: 1268597
hsaSweRef99Latitude: 57,6973
hsaSweRef99Longitude: 11,9234
countyCode: 06
municipalityCode: 0680
businessClassificationCode: 1500
businessClassificationCode: 1502
careType: 01
hsaBusinessType: 02
management: Region
hsaDestinationIndicator: 03
hsaVpwWebpage: https://www.1177.example.se/testkopings-vardcentral
labeledURI: https://www.example.se/testkoping Vår sida
hsaVpwInformation2: 20261101#20261231#Vi bygger om entrén.
hsaHealthCareUnitManager: SE2321000057-TESTP1
hsaHealthCareUnitMember: SE2321000057-TEST2
hsaResponsibleHealthCareProvider: SE2321000057-TEST0
startDate: 20140801000000Z
modifyTimestamp: 20261001063000Z

dn: cn=Test Testsson,ou=Personal,o=Region Test,l=Test,c=SE
objectClass: inetOrgPerson
cn: Test Testsson
personalIdentityNumber: 811218-9876
telephoneNumber: +4636325123

dn: l=Test,c=SE
objectClass: locality
l: Test

dn: o=Region Test,l=Test,c=SE
objectClass: organization
o: Region Test
hsaIdentity: SE2321000057-TEST0

# search result
search: 2
result: 4 Size limit exceeded

# numResponses: 5
";

/// A unit and a function in the older names, with carriage returns where real values have them.
const REGIONAL: &str = "dn: ou=Mallbo vardcentral,ou=Org,o=Region Test\r
objectclass: vgrOrganizationalUnit\r
OU: Mallbo vardcentral\r
hsaidentity: SE2321000057-test2 \r
hsastreetaddress:: TWFsbGJvZ2F0YW4gMQ0kMTIzIDQ2IE1hbGxibw0kQnlnZ25hZCBJSw==\r
hsapostaladdress: Mallbo vardcentral$ $Mallbogatan 1$ $123 46$Mallbo\r
hsapublictelephonenumber: 036-32 51 00\r
hsapublictelephonenumber: ring oss\r
telephonenumber: +46701740606\r
hsasurgeryhours: 1-5#08:00#17:00\r
hsasurgeryhours: alltid\r
hsatelephonetime: 1-5#17:00#08:00\r
hsageographicalcoordinates: X:1297968,Y:6475356\r
hsamunicipalitycode: 1480\r
hsamunicipalitycode_text: Mallbo\r
hsacountycode: 14\r
hsamanagementcode: 1\r
hsabusinesstype_text: Vardcentral\r
vgrtempinfo: 20091103-20100630 Stangt for ombyggnad\r
hsaenddate: 20091231000000Z\r
hsastartdate: 20100101000000Z\r
mail: inte en adress\r
\r
dn: cn=Radgivning,ou=Mallbo vardcentral,ou=Org,o=Region Test\r
objectclass: vgrOrganizationalRole\r
cn: Radgivning\r
hsapublictelephonenumber: 1177\r
";

fn read_with(bytes: &[u8], limits: Limits) -> Result<Loaded<DirectoryRecord>, Unusable> {
    let about = About { file: FileIx(0), name: "x.ldif".into() };
    let content = Content::open(about, Box::new(Cursor::new(bytes.to_vec())), limits, &Silent)?;
    decode(&content)
}

fn read(text: &str) -> Loaded<DirectoryRecord> {
    read_with(text.as_bytes(), Limits::default()).expect("it can be used")
}

fn card(record: &DirectoryRecord) -> &ContactCard {
    record.card.as_deref().expect("LDIF has cards")
}

/// What a person would read of the problems and the flaws.
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
fn a_unit_in_the_national_names_is_read_whole() {
    let loaded = read(NATIONAL);
    insta::assert_snapshot!(told(&loaded), @"58: the directory cut off the search that gave the file (result 4), so entries may be missing");
    let [unit, organisation] = loaded.records.as_slice() else { panic!("{:?}", loaded.records) };
    assert_eq!(unit.record.line, 3);
    assert_eq!(unit.hsa_id.as_ref().map(|id| id.as_str()), Some("SE2321000057-TEST1"));
    assert!(
        unit.dn.as_ref().is_some_and(|dn| dn.as_str() == "ou=Testköpings vårdcentral,o=Region Test,l=Test län,c=SE")
    );
    assert_eq!(unit.name, Field::Value("Testköpings vårdcentral".into()));
    assert!(unit.standing.is(Standing::CARE_UNIT));
    assert_eq!(unit.members.len(), 1);
    let card = card(unit);
    let line = |address: &Field<crate::model::directory::Address>| address.value().map(|a| a.one_line());
    assert_eq!(line(&card.visiting_address).as_deref(), Some("Testgatan 1, Testköping"));
    assert_eq!(line(&card.postal_address).as_deref(), Some("Testköpings vårdcentral, Box 12, 123 45 Testköping"));
    assert_eq!(card.phones, Field::Value(vec!["+4636325000".into()]));
    let words = Catalogue::new(Lang::Sv);
    let hours = card.hours.value().map(|hours| words.render(&hours::said(hours)));
    insta::assert_snapshot!(hours.unwrap_or_default(), @"mån–tor 08:00–12:00, 13:00–17:00; fre 08:00–15:00 (Lunch stängt); lör–sön stängt");
    assert_eq!(card.business_codes, Field::Value(vec!["1500".into(), "1502".into()]));
    assert_eq!(card.web_page, Field::Value("https://www.example.se/testkoping".into()));
    assert_eq!(card.temporary.value().map(|all| all[0].chars), Some(20));
    assert!(!format!("{:?}", loaded.records).contains("5999"), "internal numbers are never read");
    // What the file says of one unit and not of another is absent there; what it never says is not known.
    let other = super::tests::card(organisation);
    assert_eq!((&other.phones, &other.drop_in_hours), (&Field::Absent, &Field::NotExported));
    let notes: Vec<String> = loaded.notes.iter().map(|note| Catalogue::new(Lang::En).render(note)).collect();
    insta::assert_snapshot!(notes.join("\n"), @r"
    1 entry is about a person and was not read
    1 entry is neither a unit, a function nor an organisation
    ");
}

#[test]
fn a_unit_in_the_regional_names_is_read_with_its_flaws() {
    let loaded = read(REGIONAL);
    insta::assert_snapshot!(told(&loaded), @r"
    1: hsa_id_blank hsa_id
    1: hsa_id_lower_case hsa_id
    1: phone_form phones
    1: mail_form mail
    1: hours_form hours
    1: hours_reversed phone_hours
    1: coordinates_swapped rt90
    1: dates_reversed ends
    24: no_hsa_id hsa_id
    ");
    let [unit, function] = loaded.records.as_slice() else { panic!("{:?}", loaded.records) };
    let own = card(unit);
    assert_eq!(own.phones, Field::Value(vec!["036-32 51 00".into()]), "what cannot be dialled is left out");
    assert_eq!(
        own.visiting_address.value().map(|a| a.one_line()).as_deref(),
        Some("Mallbogatan 1, 123 46 Mallbo, Byggnad IK")
    );
    assert_eq!(own.postal_address.value().and_then(|a| a.street.as_deref()), Some("Mallbogatan 1"));
    assert_eq!((&own.rt90, &own.phone_hours), (&Field::Unreadable, &Field::Unreadable));
    assert_eq!(own.hours.value().map(Vec::len), Some(1));
    assert_eq!(own.unit_types, Field::NotExported, "clear-text twins are not read");
    assert!(function.standing.is(Standing::FUNCTION));
    assert_eq!(card(function).phones, Field::Value(vec!["1177".into()]));
}

#[test]
fn what_breaks_a_file_is_said_with_its_line() {
    let unusable = |text: &str| {
        let fault = read_with(text.as_bytes(), Limits::default()).expect_err("it cannot be used");
        (fault.message.key.into_owned(), fault.at)
    };
    let change = "version: 1\n\ndn: ou=Test,c=SE\nou: Test\n\ndn: ou=Test,c=SE\nchangetype: modify\nreplace: ou\n";
    assert_eq!(unusable(change), ("source-ldif-change".to_owned(), Some((7, 1))));
    assert_eq!(unusable("version: 2\ndn: ou=Test,c=SE\n"), ("source-ldif-version".to_owned(), Some((1, 1))));

    let broken = read(
        "dn: ou=Ett,c=SE\nou: Ett\nhsaIdentity: SE2321000057-TEST1\nstreet:< file:///etc/passwd\nmail:: åäö=\nl: x\n\n\
         dn: ou=Två,c=SE\nou: Två\nTestgatan 1\n\n\
         ou: Tre\n\n\
         dn:: b3U9R\nou: Fyra\n\n\
         dn: ou=Fem,c=SE\nou: Fem\nsurgeryHours:: MS01IzA4OjAwIz",
    );
    insta::assert_snapshot!(told(&broken), @r"
    1: the value of street is in another file (<), and such values are never fetched
    1: the value of mail is not whole base64 and was not read
    8: line 10 is neither an attribute nor a continuation of the line before; the entry was not read
    12: the entry does not begin with its name (dn) and was not read
    14: the name of the entry (dn) cannot be read; the entry was not read
    17: the value of surgeryhours is not whole base64 and was not read
    17: the file ends in the middle of a line and may have been cut
    17: no_hsa_id hsa_id
    ");
    assert_eq!((broken.records.len(), broken.left_out), (2, 3));
}

#[test]
fn personal_identity_numbers_are_not_read_wherever_they_stand() {
    let loaded = read(
        "dn: ou=811218-9876 Test AB,c=SE\nobjectClass: organizationalUnit\nou: 811218-9876 Test AB\n\
         hsaIdentity: SE2321000057-811218-9876\nstreet: Testgatan 1, 811218-9876\n",
    );
    insta::assert_snapshot!(told(&loaded), @r"
    1: personal_number dn
    1: personal_number hsa_id
    1: personal_number name
    1: personal_number visiting_address
    ");
    assert!(!format!("{:?}", loaded.records).contains("9876"));
}

#[test]
fn windows_1252_and_utf_16_are_read() {
    let text = NATIONAL.replace("l:: VGVzdGvDtnBpbmc=", "l: Testköping").replace("Lunch\n  stängt", "Lunch");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [latin.into_owned(), utf16] {
        let loaded = read_with(&bytes, Limits::default()).expect("it can be used");
        let town = card(&loaded.records[0]).visiting_address.value().and_then(|address| address.town.clone());
        assert_eq!(town.as_deref(), Some("Testköping"));
    }
}

#[test]
fn a_value_of_ten_megabytes_is_no_text_and_no_burden() {
    let long = format!(
        "dn: ou=Test,c=SE\nou: Test\nhsaIdentity: SE2321000057-TEST1\nmanagement: {}\njpegPhoto:: {}\n\ndn: ou=B,c=SE\nou: B\nhsaIdentity: SE2321000057-TEST2\n",
        "x".repeat(10 << 20),
        "AAAA".repeat(100)
    );
    let loaded = read(&long);
    insta::assert_snapshot!(told(&loaded), @"1: text_too_long management");
    assert_eq!(card(&loaded.records[0]).management, Field::Unreadable);
    // Longer than a record may be: passed over, and the next one read.
    let short = Limits { record: 1 << 20, ..Limits::default() };
    let loaded = read_with(long.as_bytes(), short).expect("it can be used");
    insta::assert_snapshot!(told(&loaded), @"1: the row that begins on line 1 is longer than 1 MiB");
    assert_eq!((loaded.records.len(), loaded.left_out), (1, 1));
    let folded = long.replace(&"x".repeat(70), &format!("{}\n ", "x".repeat(68)));
    let loaded = read_with(folded.as_bytes(), short).expect("it can be used");
    assert_eq!((loaded.records.len(), loaded.left_out), (1, 1));
}

#[test]
fn a_file_cut_anywhere_is_read_or_told() {
    for end in "version: 1".len()..NATIONAL.len() {
        if !NATIONAL.is_char_boundary(end) {
            continue;
        }
        let loaded = read(&NATIONAL[..end]);
        if loaded.records.first().is_some_and(|unit| card(unit).modified.value().is_none()) {
            assert!(end < NATIONAL.find("dn: cn=Test").expect("it is there"));
        }
    }
}

#[test]
fn entries_are_read_across_blocks() {
    // More than a block of a mebibyte, so that entries lie across its end.
    let mut text = String::from("version: 1\n");
    for number in 0..6_000 {
        write!(text, "\ndn: ou=Enhet {number},c=SE\nobjectClass: organizationalUnit\nou: Enhet {number}\nhsaIdentity: SE2321000057-TEST{number}\n").expect("a String takes it");
        write!(text, "surgeryHours: 1-5#08:00#17:00\ndescription: {}\n", "x".repeat(200)).expect("a String takes it");
    }
    let loaded = read(&text);
    assert_eq!((loaded.records.len(), loaded.problems.len(), loaded.flaws.len()), (6_000, 0, 0));
    for record in &loaded.records {
        let start = usize::try_from(record.record.start).expect("it fits");
        let entry = &text[start..start + record.record.len as usize];
        assert!(entry.starts_with("dn: ou=Enhet ") || record.record.line == 1, "{entry}");
        assert!(entry.ends_with("x\n"));
        assert_eq!(text[..start].matches('\n').count() + 1, record.record.line as usize);
    }
}
