//! Clinics in tables, in both layouts.

use std::io::Cursor;

use super::{decode, decode_from, needs, problems};
use crate::model::case_type::{CaseTypeIx, CaseTypeState};
use crate::model::clinic::UnitRecord;
use crate::model::field::Field;
use crate::model::place::Step;
use crate::source::mapping::Mapping;

#[test]
fn tables_come_in_two_layouts() {
    let csv = "Rapport från verktyget;;;;;\nHSA-id;Namn;Status;Förnya recept;Av- och omboka tid;Färg\nSE2321000057-TEST1;\"Testköpings; vårdcentral\";aktiv;x;Aktiv (begränsat urval);röd\nSE2321000057-TEST2;;stängd;;utdelad;\n";
    let loaded = decode(csv, "x.csv").expect("it can be used");
    assert_eq!(loaded.problems, []);
    let states = |unit: &UnitRecord| -> Vec<_> {
        let types = unit.case_types.value().expect("they are read").iter();
        types.map(|t| (t.written.to_string(), t.ix.map(|ix| ix.0), t.state.clone(), t.restricted.clone())).collect()
    };
    assert_eq!(
        states(&loaded.records[0]),
        [
            ("Förnya recept".into(), Some(0), Field::Value(CaseTypeState::Active), Field::NotExported),
            ("Av- och omboka tid".into(), Some(1), Field::Value(CaseTypeState::Active), Field::Value(true)),
        ]
    );
    assert_eq!(states(&loaded.records[1])[0].2, Field::Value(CaseTypeState::NotAssigned), "the column is there");
    assert_eq!(loaded.records[1].name, Field::Absent);
    assert_eq!(loaded.records[1].municipality, Field::NotExported);
    assert_eq!(loaded.records[1].records[0].line, 4);

    let csv = "HSA-id;Namn;Kommun;Ärendetyp;Status;Villkorstext;Standardsvar\nA;Mallbo;;Förnya recept;aktiv;Ring oss.;\na;;Mallbo;Boka tid;utdelad;;Tack.\nB;;;;;;\nA;Mallby;;Egen;x;;\n";
    let loaded = decode(csv, "x.csv").expect("it can be used");
    assert_eq!(loaded.problems, []);
    let [unit, other] = &loaded.records[..] else { panic!("two clinics") };
    assert_eq!(unit.records.iter().map(|record| record.line).collect::<Vec<_>>(), [2, 3, 5]);
    assert_eq!((&unit.name, &unit.municipality), (&Field::Conflicting, &Field::Value("Mallbo".into())));
    let conflict = &unit.conflicts[0];
    let lines: Vec<u32> = conflict.places.iter().map(|place| place.record.line).collect();
    assert_eq!((&*conflict.route, lines, unit.conflicts.len()), ("name", vec![2, 5], 1));
    assert_eq!(states(unit).iter().map(|state| state.1).collect::<Vec<_>>(), [Some(0), Some(2), None]);
    let types = unit.case_types.value().expect("they are read");
    assert!(types[0].texts().terms.value().is_some_and(|text| text.asks_patient_to_phone));
    assert_eq!(types[1].texts().standard_replies.value().map(|text| text.chars), Some(5));
    let lines = types.iter().map(|one| one.place(&unit.records).record.line);
    assert_eq!(lines.collect::<Vec<_>>(), [2, 3, 5]);
    assert_eq!(types[1].place_of(&unit.records, "changed").route, [Step::Field("type_changed")]);
    assert_eq!(other.case_types, Field::Value(std::sync::Arc::default()));
}

#[test]
fn a_table_of_another_kind_is_no_export() {
    let others = [
        (
            "HSA-id mottagning;Mottagning;HSA-id person;Roll;Status\nA;Mallbo;P;Lokal administratör;Aktiv\n",
            "permissions",
        ),
        ("HSA-id;Anställd till\nP;\n", "staff"),
        ("HSA-id;Från;Till\nP;2026-11-16;2026-11-27\n", "absence"),
        (
            "Punkt;HSA-id mottagning;Mottagning;Ärendetyp;Intygas av;Datum\nV1;A;Mallbo;;Verksamhetschef;2026-05-01\n",
            "attestations",
        ),
        ("Regel;HSA-id;Skäl;Ansvarig;Upphör\nsvar-sent;A;Ombyggnad;Regionen;2027-01-01\n", "waivers"),
        ("HSA-id;Mottagning;Förskriver läkemedel;Telefon;Brev\nA;Mallbo;Ja;recept;\n", "declarations"),
        ("Ärende-id;HSA-id;Ärendetyp;Inkommet;Besvarat\nP-1;A;Kontakta mig;2026-10-28 18:25;\n", "cases"),
    ];
    for (csv, kind) in others {
        let refused = decode(csv, "x.csv").expect_err(kind);
        assert_eq!(refused.message.key, "source-export-is-other");
        let told =
            crate::text::Catalogue::new(crate::text::Lang::En).render(&refused.advice.expect("it tells what to do"));
        assert!(told.contains(&format!("--{kind}")), "{told}");
    }
    // Columns of other sources beside its own make an export no other source.
    for headings in [
        "HSA-id;Mottagning;Status;Roll;Personal;Förnya recept;Boka tid",
        "HSA-id;Mottagning;Telefon",
        "HSA-id;Enhets-ID;Mottagnings-id;Mottagning;Status",
        "HSA-id;Mottagning;Status;Rådgivning;Direkttidbokning",
        "HSA-id;Enhet;Status;Post;Telefon;Tfn;Förnya recept",
        "HSA-id;Mottagning;Ärendetyp;Status;Skapad;Avslutad",
        "HSA-id;Mottagning;Status;Behörigheter",
        "HSA id;Clinic;Status;Roles",
    ] {
        let csv = format!("{headings}\nA;Mallbo\n");
        assert!(decode(csv, "x.csv").is_ok(), "{headings}");
    }
}

#[test]
fn cells_that_cannot_be_read_are_told() {
    let csv = "HSA-id;Status;Rekommenderad;Förnya recept;Tjänster;Kommun\nA;aktivv;kanske;på;recept, bokning;#N/A\nSEЕ1;;;;;\n;aktiv;;;;\nB;aktiv;ja;811218-9876;;\nC\n";
    insta::assert_debug_snapshot!(problems(csv, "x.csv"), @r#"
    [
        "Warning cell-error .municipality line 2",
        "Warning word-unknown .case_types[Förnya recept].state line 2",
        "Warning word-unknown .status line 2",
        "Warning truth-unknown .recommended line 2",
        "Error hsa-id-character .hsa_id line 3",
        "Error clinic-without-id  line 4",
        "Error personal-number .case_types[Förnya recept] line 5",
        "Error source-row-short  line 6",
    ]
    "#);
    let loaded = decode(csv, "x.csv").expect("it can be used");
    assert_eq!(loaded.records[0].declared.services.value().map(Vec::len), Some(2));
    assert_eq!(loaded.records[0].municipality, Field::Unreadable);
    assert!(!format!("{:?}", loaded.problems).contains("9876"));
}

#[test]
fn a_mapping_file_gives_other_headings_and_words_their_meaning() {
    let mapping = "format: riktlinje/mapping/v1\ncolumns:\n  exports: { Nr: hsa_id, Receptförnyelse: fornya_recept }\nvalues:\n  state: { på: active, av: inactive }\n  status: { I drift: active }\n";
    let mapping = Mapping::parse(mapping, &needs()).expect("it is a mapping");
    let csv = Cursor::new("Nr;Status;Receptförnyelse\nA;I drift;på\nB;I drift;av\n".as_bytes().to_vec());
    let loaded = decode_from(Box::new(csv), "x.csv", Some(&mapping)).expect("it can be used");
    assert_eq!(loaded.problems, []);
    let types = loaded.records[0].case_types.value().expect("they are read");
    assert_eq!((types[0].ix, &types[0].state), (Some(CaseTypeIx(0)), &Field::Value(CaseTypeState::Active)));
    assert_eq!(
        types[0].place(&loaded.records[0].records).route,
        [Step::Field("case_types"), Step::Named("Receptförnyelse".into())]
    );
    assert!(loaded.records[1].status.value().is_some());
}

#[test]
fn a_workbook_is_read_sheet_by_sheet() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(["HSA-id", "Senast ändrad", "Förnya recept", "Verksamhetskod"]) {
        sheet.write(0, column, heading).expect("it takes text");
    }
    let date = rust_xlsxwriter::ExcelDateTime::parse_from_str("2026-05-01").expect("it is a date");
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet.write(1, 0, "SE2321000057-TEST1").expect("it takes text");
    sheet.write_with_format(1, 1, &date, &format).expect("it takes a date");
    sheet.write(1, 2, true).expect("it takes a truth");
    sheet.write(1, 3, 1500).expect("it takes a number");
    workbook.add_worksheet().write(0, 0, "Anteckningar").expect("it takes text");
    let loaded = decode(workbook.save_to_buffer().expect("it is written"), "x.csv").expect("it can be used");
    assert_eq!(loaded.problems, []);
    let unit = &loaded.records[0];
    assert_eq!(unit.changed.value().map(ToString::to_string).as_deref(), Some("2026-05-01"));
    assert_eq!(unit.business_code, Field::Value("1500".into()));
    assert_eq!(unit.case_types.value().map(|types| types[0].state.clone()), Some(Field::Value(CaseTypeState::Active)));
    assert_eq!(&*loaded.format, "riktlinje/clinics/v1 (xlsx)");
}
