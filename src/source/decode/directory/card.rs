//! Contact cards in our own form, `riktlinje/directory/v1`: what a directory administrator can hand over as a table.

use crate::model::directory::codes::Code;
use crate::model::directory::{
    Address, ContactCard, DirectoryRecord, Dn, Flaw, FlawKind, Grid, Standing, Temporary, dates, identity,
};
use crate::model::field::Field;
use crate::model::hsa_id::trim;
use crate::model::source::SourceKind;
use crate::source::content::Content;
use crate::source::decode::directory::values::{Values, lacking};
use crate::source::decode::small::{self, Small};
use crate::source::fields::{Fields, LeftOut, Value};
use crate::source::{Context, Loaded, Unusable, scalar};

/// A record with what is wrong with it.
#[derive(Debug)]
pub(crate) struct Card {
    record: DirectoryRecord,
    flaws: Vec<Flaw>,
}

/// Reads a file.
///
/// # Errors
/// When the file as a whole cannot be used.
pub(crate) fn decode(context: &Context<'_>, content: &Content<'_>) -> Result<Loaded<DirectoryRecord>, Unusable> {
    let loaded: Loaded<Card> = small::decode(context, content)?;
    let Loaded { records: cards, problems, taken_at, complete, format, notes, left_out, layout, mut flaws, broken_off } =
        loaded;
    let mut records = Vec::with_capacity(cards.len());
    for card in cards {
        flaws.extend(card.flaws);
        records.push(card.record);
    }
    Ok(Loaded { records, problems, taken_at, complete, format, notes, left_out, layout, flaws, broken_off })
}

impl Small for Card {
    const KIND: SourceKind = SourceKind::Directory;
    const NEEDED: &'static [&'static str] = &["hsa_id"];
    const DIALLED: &'static [&'static str] = &["phones", "switchboard", "text_phones", "faxes"];

    fn read(fields: &mut Fields<'_>, into: &mut Vec<Self>) -> Result<(), LeftOut> {
        let id = fields.needed_id("hsa_id")?;
        let mut flaws = Vec::new();
        let mut values = Values::of(fields.record(), &mut flaws);
        // A cell is without the blanks around it, so that what is told of the id is about the id.
        let hsa_id = identity::hsa_id(id.as_str(), &mut |kind| values.flaw(kind, "hsa_id"));
        let dn = match fields.scalar("dn") {
            Field::Value(text) => {
                let dn = Dn::parse(text);
                if dn.is_none() {
                    values.flaw(FlawKind::DnForm, "dn");
                }
                dn
            }
            _ => None,
        };
        let name = fields.scalar("name");
        let public_name = fields.scalar("public_name");
        let (starts, ends) = (fields.scalar("starts"), fields.scalar("ends"));
        let mut record = DirectoryRecord {
            record: fields.record(),
            hsa_id,
            dn,
            name: values.name("name", name),
            public_name: values.name("public_name", public_name),
            standing: Standing::default(),
            provider: None,
            members: Box::default(),
            starts: values.date("starts", starts),
            ends: values.date("ends", ends),
            card: None,
        };
        record.card = Some(Box::new(card(fields, &mut values)));
        values.finish(&record);
        into.push(Self { record, flaws });
        Ok(())
    }
}

fn card(fields: &mut Fields<'_>, values: &mut Values<'_>) -> ContactCard {
    macro_rules! read {
        (intervals $field:literal) => {{
            let texts = intervals(fields, $field);
            values.hours($field, texts)
        }};
        ($how:ident $field:literal) => {{
            let text = fields.scalar($field);
            values.$how($field, text)
        }};
        (all $how:ident $field:literal) => {{
            let texts = fields.list($field);
            values.$how($field, texts)
        }};
        (code $code:ident $field:literal) => {{
            let text = fields.scalar($field);
            values.code($field, Code::$code, text)
        }};
        (codes $code:ident $field:literal) => {{
            let texts = fields.list($field);
            values.codes($field, Code::$code, texts)
        }};
    }
    let has_own = fields.carries("visiting_postal_code") || fields.carries("visiting_town");
    let is_only = fields.carries("visiting_address") && !fields.carries("postal_address");
    // «Besöksadress, Postnummer, Ort» is one address, where no other is there.
    let (visiting, postal) = if is_only && !has_own {
        (address(fields, ["visiting_address", "postal_code", "postal_town"]), Field::NotExported)
    } else {
        (
            address(fields, ["visiting_address", "visiting_postal_code", "visiting_town"]),
            address(fields, ["postal_address", "postal_code", "postal_town"]),
        )
    };
    ContactCard {
        visiting_address: values.visiting("visiting_address", visiting),
        postal_address: values.postal("postal_address", postal),
        phones: read!(all phones "phones"),
        switchboard: read!(phone "switchboard"),
        text_phones: read!(all phones "text_phones"),
        faxes: read!(all phones "faxes"),
        mail: read!(mail "mail"),
        hours: read!(intervals "hours"),
        phone_hours: read!(intervals "phone_hours"),
        drop_in_hours: read!(intervals "drop_in_hours"),
        visiting_hours: read!(intervals "visiting_hours"),
        rt90: point(fields, values, ("rt90", "rt90_x", "rt90_y")),
        sweref99: point(fields, values, ("sweref99", "sweref99_n", "sweref99_e")),
        county: read!(code County "county"),
        municipality: read!(code Municipality "municipality"),
        business_codes: read!(codes Business "business_codes"),
        care_types: read!(codes CareType "care_types"),
        unit_types: read!(codes UnitType "unit_types"),
        management: read!(text "management"),
        destinations: read!(codes Destination "destinations"),
        page_1177: read!(link "page_1177"),
        web_page: read!(link "web_page"),
        temporary: temporary(fields, values),
        manager: read!(id "manager"),
        functions: Field::NotExported,
        modified: read!(date "modified"),
    }
}

/// An address in one cell, or with its postal code and its town in cells of their own.
fn address(fields: &mut Fields<'_>, [written, code, town]: [&'static str; 3]) -> Field<Address> {
    let (code, town) = (fields.scalar(code), fields.scalar(town));
    let written = fields.scalar(written);
    let address = match &written {
        Field::Value(text) => Address::parse(text),
        Field::Unreadable => return Field::Unreadable,
        _ => None,
    };
    let elsewhere = code.value().is_some() || town.value().is_some();
    match address {
        Some(address) => Field::Value(address.completed(code.value().copied(), town.value().copied())),
        None if elsewhere => Field::Value(Address::default().completed(code.value().copied(), town.value().copied())),
        None if written.is_exported() => Field::Absent,
        None => lacking(&code),
    }
}

/// A place in one cell, or with north and east in cells of their own.
fn point(
    fields: &mut Fields<'_>,
    values: &mut Values<'_>,
    (both, north, east): (&'static str, &'static str, &'static str),
) -> Field<crate::model::directory::Coordinates> {
    let grid = if both == "rt90" { Grid::Rt90 } else { Grid::Sweref99 };
    if fields.carries(both) {
        let text = fields.scalar(both);
        return values.coordinates(both, grid, text);
    }
    let (north, east) = (fields.scalar(north), fields.scalar(east));
    values.north_and_east(both, grid, (north, east))
}

/// The intervals of hours in a list, or in one cell. A remark may have commas in it.
fn intervals<'r>(fields: &mut Fields<'r>, name: &'static str) -> Field<Vec<&'r str>> {
    if matches!(fields.value(name), Some(Value::Node(node)) if node.text().is_none()) {
        return fields.list(name);
    }
    let field = fields.scalar(name);
    let Field::Value(text) = field else { return lacking(&field) };
    let begins = |rest: &str| {
        let rest = trim(rest).as_bytes();
        matches!(rest, [b'1'..=b'7', b'#', ..] | [b'1'..=b'7', b'-', b'1'..=b'7', b'#', ..])
    };
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, separator) in text.match_indices([',', '|', ';', '\n', '\r']) {
        if separator != "," || begins(&text[at + 1..]) {
            parts.push(&text[start..at]);
            start = at + 1;
        }
    }
    parts.push(&text[start..]);
    Field::Value(parts)
}

/// Temporary information: a text with dates before it, or dates in cells of their own.
fn temporary(fields: &mut Fields<'_>, values: &mut Values<'_>) -> Field<Vec<Temporary>> {
    let text = fields.scalar("temporary");
    let (from, until) = (fields.scalar("temporary_from"), fields.scalar("temporary_until"));
    let date = |name: &'static str, field: Field<&str>| {
        field.value().map(|text| dates::day_of(text).or_else(|| scalar::date(text)).ok_or(name))
    };
    let dates = (date("temporary_from", from).transpose(), date("temporary_until", until).transpose());
    let (from, until) = match dates {
        (Ok(None), Ok(None)) => return values.temporary("temporary", text.map(|text| vec![text])),
        (Ok(from), Ok(until)) => (from, until),
        (Err(name), _) | (_, Err(name)) => {
            values.flaw(FlawKind::DateForm, name);
            return Field::Unreadable;
        }
    };
    match text {
        Field::Value(text) => values.told_of("temporary", Field::Value(vec![Temporary::new(from, until, text)])),
        // Dates without a text are left over from something that is no longer told.
        other => lacking(&other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use crate::model::directory::{DirectoryRecord, FlawKind};
    use crate::model::field::Field;
    use crate::model::place::FileIx;
    use crate::source::content::{About, Content};
    use crate::source::{Context, Limits, Loaded, Silent};

    fn read(name: &str, text: &str) -> Loaded<DirectoryRecord> {
        let about = About { file: FileIx(0), name: name.into() };
        let reader = Box::new(Cursor::new(text.to_owned().into_bytes()));
        let content = Content::open(about, reader, Limits::default(), &Silent).expect("it can be opened");
        super::decode(&Context { mapping: None, jobs: 1 }, &content).expect("it can be used")
    }

    fn flaws(loaded: &Loaded<DirectoryRecord>) -> Vec<(u32, FlawKind, &'static str)> {
        loaded.flaws.iter().map(|flaw| (flaw.record.line, flaw.kind, flaw.field.unwrap_or_default())).collect()
    }

    #[test]
    fn a_table_is_read_cell_by_cell() {
        let loaded = read(
            "x.csv",
            "HSA-id;Namn;Gatuadress;Postnummer;Ort;Telefon;Öppettider;RT90 X;RT90 Y;Länskod;\
             Enhetstyp;Tillfällig information;Tillfällig till\n\
             SE2321000057-TEST1;Testköpings vårdcentral;Testgatan 1;123 45;Testköping;0812245678;\
             1-5#08:00#12:00#Ring först, kom sedan, 1-5#13:00#17:00;6403576;1268597;6;vårdcentral;Vi bygger om;2026-12-31\n",
        );
        assert_eq!((loaded.problems.as_slice(), flaws(&loaded).as_slice()), ([].as_slice(), [].as_slice()));
        let card = loaded.records[0].card.as_ref().expect("it has a card");
        let address = card.visiting_address.value().map(|address| address.one_line());
        assert_eq!(address.as_deref(), Some("Testgatan 1, 123 45 Testköping"));
        // Ten digits in a row that a personal identity number could have too.
        assert_eq!(card.phones, Field::Value(vec!["0812245678".into()]));
        let hours = card.hours.value().expect("they are read");
        assert_eq!(hours[0].comment.as_deref(), Some("Ring först, kom sedan"));
        assert_eq!(hours.len(), 2);
        assert_eq!((&card.county, &card.faxes), (&Field::Value("06".into()), &Field::NotExported));
        assert_eq!(card.unit_types, Field::Value(vec!["02".into()]));
        assert!(card.temporary.value().is_some_and(|all| all[0].until.is_some()));
        assert!(card.rt90.value().is_some());
    }

    #[test]
    fn what_is_wrong_with_a_card_is_a_flaw_of_its_field() {
        let loaded = read(
            "x.csv",
            "HSA-id;Namn;Besöksadress;Telefon;Öppettider;RT90;SWEREF N;SWEREF E;Kommunkod;E-post;Webbplats;Startdatum;Slutdatum;\
             Tillfällig information;Tillfällig från\n\
             se2321000057-test1;;Testköping;08-465 004 1O, 1177;alltid;X: 1268597, Y: 6403576;57,7;;Testköping;ring;www.example.se;\
             2026-02-01;2026-01-01;Vi bygger om;20261301\n\
             SE2321000057-TEST2;B;;;;X: 6403576, Y: 1268597;57,8;11,9;;;;;;Stängt;\n\
             ;C;;;;;;;;;;;;;\n",
        );
        use FlawKind::{
            AddressForm, CodeForm, CoordinatesDiffer, CoordinatesForm, CoordinatesSwapped, DateForm, DatesReversed,
            HoursForm, HsaIdLowerCase, LinkForm, MailForm, NoName, PhoneForm, TemporaryWithoutEnd,
        };
        assert_eq!(
            flaws(&loaded),
            [
                (2, HsaIdLowerCase, "hsa_id"),
                (2, AddressForm, "visiting_address"),
                (2, PhoneForm, "phones"),
                (2, MailForm, "mail"),
                (2, HoursForm, "hours"),
                (2, CoordinatesSwapped, "rt90"),
                (2, CoordinatesForm, "sweref99"),
                (2, CodeForm, "municipality"),
                (2, LinkForm, "web_page"),
                (2, DateForm, "temporary_from"),
                (2, NoName, "name"),
                (2, DatesReversed, "ends"),
                (3, TemporaryWithoutEnd, "temporary"),
                (3, CoordinatesDiffer, "sweref99"),
            ]
        );
        assert_eq!((loaded.records.len(), loaded.left_out), (2, 1));
        assert_eq!(
            loaded.records[0].card.as_ref().map(|card| card.phones.clone()),
            Some(Field::Value(vec!["1177".into()]))
        );
    }

    #[test]
    fn a_document_is_read_as_a_table_is() {
        let loaded = read(
            "x.yaml",
            "format: riktlinje/directory/v1\ntaken: 2026-11-20T06:00:00+01:00\ndirectory:\n  - hsa_id: SE2321000057-TEST1\n    \
             phones: [036-32 50 00, 1177]\n    hours: ['1-5#08:00#12:00#Ring, gärna', '1-5#13:00#17:00']\n    mail: ~\n",
        );
        assert_eq!((loaded.problems.as_slice(), flaws(&loaded).as_slice()), ([].as_slice(), [].as_slice()));
        let card = loaded.records[0].card.as_ref().expect("it has a card");
        assert_eq!(card.phones.value().map(Vec::len), Some(2));
        assert_eq!(card.hours.value().map(Vec::len), Some(2));
        assert_eq!(card.mail, Field::Absent);
        assert!(loaded.taken_at.is_some());
    }
}
