//! Finds a value within a record in XML: the text of the element that carries the field.

use std::ops::Range;

use super::Piece;
use crate::model::place::Step;

/// The elements that carry a field, by its canonical name, the most telling first.
const ELEMENTS: [(&str, &[&str]); 34] = [
    ("hsa_id", &["hsaIdentity", "unitHsaId"]),
    ("dn", &["DN", "dn"]),
    ("org_no", &["orgNo"]),
    ("name", &["unitName", "name"]),
    ("public_name", &["publicName"]),
    ("provider", &["hsaResponsibleHealthCareProvider"]),
    ("members", &["hsaHealthCareUnitMember"]),
    ("starts", &["unitStartDate", "startDate"]),
    ("ends", &["unitEndDate", "endDate"]),
    ("standing", &["unitIsArchived", "healthCareUnitIsArchived", "healthCareProviderIsArchived"]),
    ("visiting_address", &["structuredVisitingAddress", "street"]),
    ("postal_address", &["structuredPostalAddress", "postalAddress"]),
    ("phones", &["telephoneNumber"]),
    ("switchboard", &["switchboardNumber"]),
    ("text_phones", &["textTelephoneNumber"]),
    ("faxes", &["facsimileTelephoneNumber"]),
    ("mail", &["mail"]),
    ("hours", &["surgeryHour"]),
    ("phone_hours", &["telephoneHour"]),
    ("drop_in_hours", &["dropInHour"]),
    ("visiting_hours", &["visitingHour"]),
    ("rt90", &["geographicalCoordinatesRt90"]),
    ("sweref99", &["geographicalCoordinatesSWEREF99", "geographicalCoordinatesSWEREF99Latitude"]),
    ("county", &["countyCode"]),
    ("municipality", &["municipalityCode"]),
    ("business_codes", &["businessClassificationCode"]),
    ("care_types", &["careType"]),
    ("unit_types", &["businessType"]),
    ("management", &["management"]),
    ("destinations", &["destinationIndicator"]),
    ("page_1177", &["webPage1177"]),
    ("web_page", &["labeledUri"]),
    ("temporary", &["unitTemporaryInformation"]),
    ("functions", &["unitFunction"]),
];

/// The bytes of `piece.text` that the value takes; where there is none, those of the identity.
pub(super) fn find(piece: &Piece<'_>, route: &[Step]) -> Option<Range<usize>> {
    let record = piece.text.get(piece.record.clone())?;
    let field = route.iter().find_map(|step| if let Step::Field(name) = step { Some(*name) } else { None });
    let index = route.iter().find_map(|step| if let Step::Index(index) = step { Some(*index) } else { None });
    let elements = |name: &str| ELEMENTS.iter().find(|(field, _)| *field == name).map_or(&[][..], |(_, names)| names);
    let of = |field: &str| elements(field).iter().find_map(|name| element(record, name, index.unwrap_or(0)));
    let found = field.and_then(of).or_else(|| of("hsa_id")).or_else(|| of("name"))?;
    Some(piece.record.start + found.start..piece.record.start + found.end)
}

/// The text of the element of a name, without blanks around it.
fn element(record: &str, name: &str, mut index: u32) -> Option<Range<usize>> {
    for (at, _) in record.match_indices(name) {
        let before = record[..at].rfind('<').map(|open| &record[open + 1..at]);
        let has_name = before.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(':') && !prefix.contains(' '));
        let rest = &record[at + name.len()..];
        if !has_name || !rest.starts_with(['>', ' ', '\t', '\r', '\n', '/']) {
            continue;
        }
        if index > 0 {
            index -= 1;
            continue;
        }
        let start = at + name.len() + rest.find('>')? + 1;
        let text = &record[start..];
        let end = if rest[..=rest.find('>')?].ends_with("/>") { 0 } else { text.find("</").unwrap_or(text.len()) };
        let (text, blank) = (&text[..end], text[..end].len() - text[..end].trim_start().len());
        if text.trim().is_empty() {
            return Some(at..at + name.len());
        }
        return Some(start + blank..start + blank + text.trim().len());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::Piece;
    use super::find;
    use crate::model::place::Step;

    const RECORD: &str = "<hsaUnit><h:hsaIdentity> SE1 </h:hsaIdentity><DN a='b'>ou=x</DN><name/><isName>y</isName>\
        <m><hsaHealthCareUnitMember>A</hsaHealthCareUnitMember><hsaHealthCareUnitMember>B</hsaHealthCareUnitMember></m></hsaUnit>";

    #[test]
    fn a_field_is_the_text_of_its_element() {
        let text = format!("  {RECORD}\n");
        let piece = Piece { text: &text, record: 2..2 + RECORD.len() };
        let found = |route: &[Step]| find(&piece, route).map(|range| &text[range]);
        assert_eq!(found(&[]), Some("SE1"));
        assert_eq!(found(&[Step::Field("dn")]), Some("ou=x"));
        assert_eq!(found(&[Step::Field("name")]), Some("name"), "an empty element is its name");
        assert_eq!(found(&[Step::Field("members"), Step::Index(1)]), Some("B"));
        assert_eq!(found(&[Step::Field("ends")]), Some("SE1"), "what is missing points at what lacks it");
    }
}
