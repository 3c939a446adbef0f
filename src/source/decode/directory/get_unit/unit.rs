//! The unit of an answer becomes a record with its contact card.

use super::tree::Node;
use crate::model::directory::codes::Code;
use crate::model::directory::hours::{self, Interval};
use crate::model::directory::{
    Address, ContactCard, DirectoryRecord, Flaw, FlawKind, Grid, Standing, Temporary, UnitFunction, address, dates,
    phone,
};
use crate::model::field::Field;
use crate::model::personal_number;
use crate::model::place::RecordRef;
use crate::source::decode::directory::values::{Values, hours_flaw, settle};

/// Elements that only a whole answer has. A smaller profile leaves the card out, and then nothing is known of it.
const CARD: [&str; 14] = [
    "telephoneNumber",
    "switchboardNumber",
    "street",
    "postalAddress",
    "structuredVisitingAddress",
    "structuredPostalAddress",
    "surgeryHour",
    "telephoneHour",
    "geographicalCoordinatesRt90",
    "geographicalCoordinatesSWEREF99",
    "countyCode",
    "businessClassification",
    "careType",
    "destinationIndicator",
];

/// The record of a unit.
pub(super) fn record(unit: &Node, record: RecordRef, flaws: &mut Vec<Flaw>) -> DirectoryRecord {
    let mut values = Values::of(record, flaws);
    let mut record = DirectoryRecord {
        record,
        hsa_id: values.identity(given(unit.first("unitHsaId").map(Node::text))),
        dn: None,
        name: values.name("name", given(unit.text_of("unitName"))),
        public_name: values.name("public_name", given(unit.text_of("publicName"))),
        standing: Standing::default(),
        provider: None,
        members: Box::default(),
        starts: values.date("starts", given(unit.text_of("unitStartDate"))),
        ends: values.date("ends", given(unit.text_of("unitEndDate"))),
        card: None,
    };
    if CARD.iter().any(|name| unit.first(name).is_some()) {
        record.card = Some(Box::new(card(unit, &mut values)));
    }
    // The answer is whole: what is not in it is not in the directory. These two no answer has.
    settle(&mut record, &|field| !matches!(field, "modified" | "manager"));
    values.finish(&record);
    record
}

fn card(unit: &Node, values: &mut Values<'_>) -> ContactCard {
    let codes = |name: &'static str| listed(unit.texts(name));
    let rt90 = unit.first("geographicalCoordinatesRt90");
    let sweref99 = match unit.first("geographicalCoordinatesSWEREF99") {
        Some(point) => (point.text_of("nCoordinate"), point.text_of("eCoordinate")),
        None => (
            unit.text_of("geographicalCoordinatesSWEREF99Latitude"),
            unit.text_of("geographicalCoordinatesSWEREF99Longitude"),
        ),
    };
    let rt90 = rt90.map_or((None, None), |point| (point.text_of("xCoordinate"), point.text_of("yCoordinate")));
    let business: Vec<&str> = unit
        .all("businessClassification")
        .filter_map(|business| business.text_of("businessClassificationCode"))
        .collect();
    ContactCard {
        visiting_address: values.visiting("visiting_address", visiting(unit)),
        postal_address: values.postal("postal_address", postal(unit)),
        phones: phones(values, "phones", &unit.texts("telephoneNumber")),
        switchboard: values.phone("switchboard", given(unit.text_of("switchboardNumber"))),
        text_phones: values.phones("text_phones", listed(unit.texts("textTelephoneNumber"))),
        faxes: phones(values, "faxes", &unit.texts("facsimileTelephoneNumber")),
        mail: values.mail("mail", given(unit.text_of("mail"))),
        hours: spans(unit, values, ("surgeryHour", "hours")),
        phone_hours: spans(unit, values, ("telephoneHour", "phone_hours")),
        drop_in_hours: spans(unit, values, ("dropInHour", "drop_in_hours")),
        visiting_hours: spans(unit, values, ("visitingHour", "visiting_hours")),
        rt90: values.north_and_east("rt90", Grid::Rt90, (given(rt90.0), given(rt90.1))),
        sweref99: values.north_and_east("sweref99", Grid::Sweref99, (given(sweref99.0), given(sweref99.1))),
        county: values.code("county", Code::County, given(unit.text_of("countyCode"))),
        municipality: values.code("municipality", Code::Municipality, given(unit.text_of("municipalityCode"))),
        business_codes: values.codes("business_codes", Code::Business, listed(business)),
        care_types: values.codes("care_types", Code::CareType, codes("careType")),
        unit_types: values.codes("unit_types", Code::UnitType, codes("businessType")),
        management: values.text("management", given(unit.text_of("management"))),
        destinations: values.codes("destinations", Code::Destination, codes("destinationIndicator")),
        page_1177: values.link("page_1177", given(unit.text_of("webPage1177"))),
        web_page: values.link("web_page", given(unit.text_of("labeledUri"))),
        temporary: temporary(unit, values),
        manager: Field::NotExported,
        functions: functions(unit, values),
        modified: Field::NotExported,
    }
}

fn given(text: Option<&str>) -> Field<&str> {
    text.map_or(Field::NotExported, Field::Value)
}

fn listed(texts: Vec<&str>) -> Field<Vec<&str>> {
    if texts.is_empty() { Field::NotExported } else { Field::Value(texts) }
}

/// Numbers, which the schema wants without blanks and dashes. Those that can be dialled all the same are kept.
fn phones(values: &mut Values<'_>, field: &'static str, texts: &[&str]) -> Field<Vec<Box<str>>> {
    if texts.iter().any(|text| !phone::fits_directory(text)) {
        values.flaw(FlawKind::PhoneForm, field);
    }
    values.phones(field, listed(texts.to_vec()))
}

/// Street with the number and the letter of the house.
fn street(address: &Node) -> String {
    let parts = ["street", "premisesNumber", "premisesLetter"];
    parts.iter().filter_map(|name| address.text_of(name)).collect::<Vec<_>>().join(" ")
}

fn visiting(unit: &Node) -> Field<Address> {
    let address = match unit.first("structuredVisitingAddress") {
        Some(address) => Address::of_parts(address::Parts {
            street: &street(address),
            town: address.text_of("town").unwrap_or_default(),
            ..address::Parts::default()
        }),
        None => unit
            .text_of("street")
            .and_then(Address::parse)
            .map(|address| address.completed(None, unit.text_of("location"))),
    };
    settled(address, unit.first("structuredVisitingAddress"))
}

/// An address that is there in parts of which we know none cannot be read; one that is not there is not exported.
fn settled(address: Option<Address>, parts: Option<&Node>) -> Field<Address> {
    match (address, parts) {
        (Some(address), _) => Field::Value(address),
        (None, Some(_)) => Field::Unreadable,
        (None, None) => Field::NotExported,
    }
}

fn postal(unit: &Node) -> Field<Address> {
    let address = match (unit.first("structuredPostalAddress"), unit.first("postalAddress")) {
        (Some(address), _) => Address::of_parts(address::Parts {
            addressee: &address.texts("addressee"),
            street: &street(address),
            postal_code: address.text_of("postCode").unwrap_or_default(),
            town: address.text_of("town").unwrap_or_default(),
        }),
        (None, Some(address)) => Address::of_lines(address.texts("addressLine"))
            .map(|address| address.completed(unit.text_of("postalCode"), unit.text_of("location"))),
        (None, None) => None,
    };
    settled(address, unit.first("structuredPostalAddress"))
}

fn spans(node: &Node, values: &mut Values<'_>, (element, field): (&'static str, &'static str)) -> Field<Vec<Interval>> {
    values.settled_each(field, node.all(element).map(span))
}

fn span(node: &Node) -> Result<Interval, FlawKind> {
    let text = |name| node.text_of(name).unwrap_or_default();
    let read = || {
        let days = (hours::day(text("fromDay"))?, hours::day(text("toDay"))?);
        let times = (hours::minutes(text("fromTime"))?, hours::minutes(text("toTime"))?);
        Interval::between(days, times)
    };
    let mut interval = read().map_err(hours_flaw)?;
    let date = |name| node.text_of(name).map(|text| dates::day_of(text).ok_or(FlawKind::DateForm)).transpose();
    (interval.from, interval.until) = (date("fromDate")?, date("toDate")?);
    if matches!((interval.from, interval.until), (Some(from), Some(until)) if until < from) {
        return Err(FlawKind::DatesReversed);
    }
    interval.comment = match node.text_of("comment") {
        Some(comment) if personal_number::find(comment).is_some() => return Err(FlawKind::PersonalNumber),
        comment => comment.map(Into::into),
    };
    Ok(interval)
}

fn temporary(unit: &Node, values: &mut Values<'_>) -> Field<Vec<Temporary>> {
    let read = unit.all("unitTemporaryInformation").map(|node| {
        let date = |name| node.text_of(name).map(|text| dates::day_of(text).ok_or(FlawKind::DateForm)).transpose();
        let text = node.text_of("temporaryInformation").or_else(|| node.text_of("text")).unwrap_or_default();
        Ok(Temporary::new(date("fromDate")?, date("toDate")?, text))
    });
    let read = values.settled_each("temporary", read);
    values.told_of("temporary", read)
}

fn functions(unit: &Node, values: &mut Values<'_>) -> Field<Vec<UnitFunction>> {
    let mut functions = Vec::new();
    for node in unit.all("unitFunction") {
        let name = values.name("functions", given(node.text_of("name")));
        let phones = phones(values, "functions", &node.texts("telephoneNumber"));
        let hours = spans(node, values, ("telephoneHour", "functions"));
        let Field::Value(name) = name else { continue };
        functions.push(UnitFunction {
            name,
            phones: phones.value().cloned().unwrap_or_default(),
            hours: hours.value().cloned().unwrap_or_default(),
        });
    }
    if functions.is_empty() { Field::NotExported } else { Field::Value(functions) }
}
