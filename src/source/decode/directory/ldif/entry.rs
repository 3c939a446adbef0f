//! An LDIF entry becomes a record, if it is of a unit, a function or an organisation. Entries of persons are not read.

use super::attributes::Meaning;
use super::lines::{Form, Line};
use crate::model::directory::codes::Code;
use crate::model::directory::{Address, ContactCard, DirectoryRecord, Dn, Flaw, FlawKind, Grid, Standing};
use crate::model::field::Field;
use crate::model::hsa_id::trim;
use crate::model::personal_number;
use crate::model::place::{Place, RecordRef, Step};
use crate::source::decode::directory::values::Values;
use crate::source::problems::Problems;
use crate::source::scalar;
use crate::text::Message;

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A unit, or an organisation.
    Unit,
    /// A function.
    Function,
    /// A person.
    Person,
    /// Something else: a place, a group, a node of the tree.
    Other,
}

/// Classes of persons, in lower case.
const PERSONS: [&str; 6] =
    ["inetorgperson", "organizationalperson", "person", "residentialperson", "hsaperson", "hsaemployee"];
const UNITS: [&str; 6] =
    ["organizationalunit", "organization", "hsaunit", "hsaorganisation", "hsaorganization", "vgrorganizationalunit"];
const FUNCTIONS: [&str; 3] = ["organizationalrole", "hsafunction", "vgrorganizationalrole"];

/// The attributes of an entry that mean something.
#[derive(Debug)]
pub(super) struct Entry<'e> {
    record: RecordRef,
    dn: Option<Dn>,
    has_personal_number: bool,
    meant: Vec<(Meaning, &'e Line<'e>)>,
}

impl<'e> Entry<'e> {
    /// An entry, of its lines after the distinguished name.
    pub(super) fn new(record: RecordRef, dn: &str, lines: &'e [Line<'e>]) -> Self {
        // Without the number the name still says where the object stands.
        let masked = personal_number::masked(trim(dn));
        let has_personal_number = *masked != *trim(dn);
        // A value in another language than Swedish is not what patients here see.
        let is_ours = |line: &&Line<'_>| line.option.as_deref().is_none_or(|option| option == "lang-sv");
        let meant = lines.iter().filter(is_ours).filter_map(|line| Some((Meaning::of(&line.name)?, line))).collect();
        Self { record, dn: Dn::parse(&masked), has_personal_number, meant }
    }

    /// What it is about, by its classes and the attribute that its name begins with.
    pub(super) fn kind(&self) -> Kind {
        let classes: Vec<String> =
            self.all(Meaning::Class).filter_map(|line| line.text()).map(|class| trim(&class).to_lowercase()).collect();
        let is_any = |known: &[&str]| classes.iter().any(|class| known.contains(&class.as_str()));
        if is_any(&PERSONS) || self.all(Meaning::Personal).next().is_some() {
            return Kind::Person;
        }
        if is_any(&FUNCTIONS) {
            return Kind::Function;
        }
        if is_any(&UNITS) {
            return Kind::Unit;
        }
        match self.naming_attribute() {
            // Without classes, `cn` names a function or a person, and nobody can tell which.
            "ou" | "o" if classes.is_empty() => Kind::Unit,
            _ => Kind::Other,
        }
    }

    /// The attribute that the distinguished name begins with, in the short form.
    fn naming_attribute(&self) -> &'static str {
        match self.dn.as_ref().map_or("", Dn::leaf_kind).to_ascii_lowercase().as_str() {
            "ou" | "organizationalunitname" => "ou",
            "o" | "organizationname" => "o",
            "cn" | "commonname" => "cn",
            _ => "",
        }
    }

    fn all(&self, meaning: Meaning) -> impl Iterator<Item = &'e Line<'e>> {
        self.meant.iter().filter(move |(known, _)| *known == meaning).map(|(_, line)| *line)
    }

    /// The fields that the entry carries.
    pub(super) fn carried(&self) -> impl Iterator<Item = &'static str> {
        let is_public = !self.has_public_phones();
        self.meant
            .iter()
            .filter(move |(meaning, _)| is_public || *meaning != Meaning::Phone)
            .filter_map(|(meaning, _)| meaning.field())
    }

    /// Regional directories have public numbers in an attribute of their own; `telephoneNumber` is then somebody's own.
    fn has_public_phones(&self) -> bool {
        const REGIONAL: [&str; 6] = [
            "hsapublictelephonenumber",
            "hsasurgeryhours",
            "hsatelephonetime",
            "hsasedfswitchboardtelephoneno",
            "hsageographicalcoordinates",
            "hsastreetaddress",
        ];
        self.meant.iter().any(|(_, line)| REGIONAL.contains(&line.name.as_str()))
    }

    /// The record.
    pub(super) fn read(&self, kind: Kind, flaws: &mut Vec<Flaw>, problems: &mut Problems) -> DirectoryRecord {
        let mut reader = Reader { entry: self, values: Values::of(self.record, flaws), problems };
        if self.has_personal_number {
            reader.values.flaw(FlawKind::PersonalNumber, "dn");
        } else if self.dn.is_none() {
            reader.values.flaw(FlawKind::DnForm, "dn");
        }
        let mut record = reader.record(kind);
        record.card = Some(Box::new(reader.card()));
        reader.values.finish(&record);
        record
    }
}

/// Reads the values of an entry.
struct Reader<'e, 'f> {
    entry: &'e Entry<'e>,
    values: Values<'f>,
    problems: &'f mut Problems,
}

impl Reader<'_, '_> {
    fn record(&mut self, kind: Kind) -> DirectoryRecord {
        let hsa_id = self.one(Meaning::HsaId);
        let hsa_id = self.values.identity(borrowed(&hsa_id));
        let name = self.name();
        let provider = self.one(Meaning::Provider);
        let members = self.many(&[Meaning::Member]);
        let members = self.values.ids("members", all(&members));
        let (starts, ends) = (self.one(Meaning::Starts), self.one(Meaning::Ends));
        let archived = self.one(Meaning::Archived);
        let mut standing = Standing::default();
        if kind == Kind::Function {
            standing = standing.with(Standing::FUNCTION);
        }
        // Only a health care unit has members.
        if members.value().is_some() {
            standing = standing.with(Standing::CARE_UNIT);
        }
        if archived.value().is_some_and(|text| scalar::truth(trim(text)) == Some(true)) {
            standing = standing.with(Standing::ARCHIVED);
        }
        DirectoryRecord {
            record: self.entry.record,
            hsa_id,
            dn: self.entry.dn.clone(),
            name: self.values.name("name", borrowed(&name)),
            // The public name depends on a rule of the directory's own (`displayOption`).
            public_name: Field::NotExported,
            standing,
            provider: self.values.id("provider", borrowed(&provider)).value().cloned(),
            members: members.value().cloned().unwrap_or_default().into(),
            starts: self.values.date("starts", borrowed(&starts)),
            ends: self.values.date("ends", borrowed(&ends)),
            card: None,
        }
    }

    fn card(&mut self) -> ContactCard {
        macro_rules! read {
            (one $meaning:ident, $how:ident, $field:literal) => {{
                let text = self.one(Meaning::$meaning);
                self.values.$how($field, borrowed(&text))
            }};
            (all $meaning:ident, $how:ident, $field:literal) => {{
                let texts = self.many(&[Meaning::$meaning]);
                self.values.$how($field, all(&texts))
            }};
            (code $meaning:ident, $code:ident, $field:literal) => {{
                let text = self.one(Meaning::$meaning);
                self.values.code($field, Code::$code, borrowed(&text))
            }};
            (codes $meaning:ident, $code:ident, $field:literal) => {{
                let texts = self.many(&[Meaning::$meaning]);
                self.values.codes($field, Code::$code, all(&texts))
            }};
        }
        let phones = if self.entry.has_public_phones() { Meaning::PublicPhone } else { Meaning::Phone };
        let phones = self.many(&[phones]);
        let (visiting, postal) = (self.visiting(), self.postal());
        let rt90 = self.one(Meaning::Rt90);
        let (latitude, longitude) = (self.one(Meaning::Latitude), self.one(Meaning::Longitude));
        ContactCard {
            visiting_address: self.values.visiting("visiting_address", visiting),
            postal_address: self.values.postal("postal_address", postal),
            phones: self.values.phones("phones", all(&phones)),
            switchboard: read!(one Switchboard, phone, "switchboard"),
            text_phones: read!(all TextPhone, phones, "text_phones"),
            faxes: read!(all Fax, phones, "faxes"),
            mail: read!(one Mail, mail, "mail"),
            hours: read!(all Hours, hours, "hours"),
            phone_hours: read!(all PhoneHours, hours, "phone_hours"),
            drop_in_hours: read!(all DropInHours, hours, "drop_in_hours"),
            visiting_hours: read!(all VisitingHours, hours, "visiting_hours"),
            rt90: self.values.coordinates("rt90", Grid::Rt90, borrowed(&rt90)),
            sweref99: self.values.north_and_east(
                "sweref99",
                Grid::Sweref99,
                (borrowed(&latitude), borrowed(&longitude)),
            ),
            county: read!(code County, County, "county"),
            municipality: read!(code Municipality, Municipality, "municipality"),
            business_codes: read!(codes Business, Business, "business_codes"),
            care_types: read!(codes CareType, CareType, "care_types"),
            unit_types: read!(codes UnitType, UnitType, "unit_types"),
            management: read!(one Management, text, "management"),
            destinations: read!(codes Destination, Destination, "destinations"),
            page_1177: read!(one Page1177, link, "page_1177"),
            web_page: read!(one WebPage, link, "web_page"),
            temporary: read!(all Temporary, temporary, "temporary"),
            manager: read!(one Manager, id, "manager"),
            functions: Field::NotExported,
            modified: read!(one Modified, date, "modified"),
        }
    }

    /// The value of the attribute that the distinguished name begins with; of several, the one that stands there.
    fn name(&mut self) -> Field<String> {
        let naming = self.entry.naming_attribute();
        let is_naming = |line: &&Line<'_>| match naming {
            "ou" => matches!(line.name.as_str(), "ou" | "organizationalunitname"),
            "cn" => matches!(line.name.as_str(), "cn" | "commonname"),
            _ => matches!(line.name.as_str(), "o" | "organizationname"),
        };
        let lines: Vec<&Line<'_>> = self.entry.all(Meaning::Name).filter(is_naming).collect();
        let names = self.texts("name", &lines);
        let Field::Value(mut names) = names else {
            return match names {
                Field::Unreadable => Field::Unreadable,
                _ => Field::Absent,
            };
        };
        let leaf = self.entry.dn.as_ref().and_then(|dn| dn.rdns().next()).map(|(_, value)| value);
        let at = names.iter().position(|name| leaf.as_deref() == Some(trim(name))).unwrap_or(0);
        Field::Value(names.swap_remove(at))
    }

    fn visiting(&mut self) -> Field<Address> {
        let written = self.first(&[Meaning::Visiting, Meaning::Street]);
        let town = self.one(Meaning::Town);
        addressed(written, |address| address.completed(None, borrowed(&town).value().copied()))
    }

    fn postal(&mut self) -> Field<Address> {
        let written = self.first(&[Meaning::Postal, Meaning::PostalLines]);
        let (code, town) = (self.one(Meaning::PostalCode), self.one(Meaning::Town));
        let (code, town) = (borrowed(&code), borrowed(&town));
        addressed(written, |address| address.completed(code.value().copied(), town.value().copied()))
    }

    /// The value of the first of several attributes that is there.
    fn first(&mut self, meanings: &[Meaning]) -> Field<String> {
        meanings.iter().map(|meaning| self.one(*meaning)).find(Field::is_exported).unwrap_or(Field::NotExported)
    }

    /// A single value. Of several, the first.
    fn one(&mut self, meaning: Meaning) -> Field<String> {
        match self.many(&[meaning]) {
            Field::Value(mut texts) => texts.drain(..).next().map_or(Field::Absent, Field::Value),
            Field::NotExported => Field::NotExported,
            Field::Absent => Field::Absent,
            Field::Conflicting | Field::Unreadable => Field::Unreadable,
        }
    }

    /// All values of some attributes.
    fn many(&mut self, meanings: &[Meaning]) -> Field<Vec<String>> {
        let lines: Vec<&Line<'_>> = meanings.iter().flat_map(|meaning| self.entry.all(*meaning)).collect();
        let field = meanings.first().and_then(|meaning| meaning.field()).unwrap_or_default();
        self.texts(field, &lines)
    }

    /// The texts of lines. Those that cannot be read are told.
    fn texts(&mut self, field: &'static str, lines: &[&Line<'_>]) -> Field<Vec<String>> {
        if lines.is_empty() {
            return Field::NotExported;
        }
        let mut texts = Vec::with_capacity(lines.len());
        for line in lines {
            match line.text() {
                Some(text) => texts.push(text),
                None => self.tell(field, line),
            }
        }
        if texts.is_empty() { Field::Unreadable } else { Field::Value(texts) }
    }

    fn tell(&mut self, field: &'static str, line: &Line<'_>) {
        let key = match line.form {
            Form::Url => ("source-ldif-url", "source-ldif-url-advice"),
            Form::Plain | Form::Base64 => ("source-ldif-base64", "source-ldif-base64-advice"),
        };
        let mut place = Place::record(self.entry.record);
        if !field.is_empty() {
            place.route.push(Step::Field(field));
        }
        let message = Message::new(key.0).with("attribute", line.name.as_str());
        self.problems.warning(place, message, Message::new(key.1));
    }
}

fn borrowed(field: &Field<String>) -> Field<&str> {
    field.as_ref().map(String::as_str)
}

fn all(field: &Field<Vec<String>>) -> Field<Vec<&str>> {
    field.as_ref().map(|texts| texts.iter().map(String::as_str).collect())
}

/// The address that a text is, with what stands elsewhere.
fn addressed(written: Field<String>, complete: impl FnOnce(Address) -> Address) -> Field<Address> {
    match written.map(|text| Address::parse(&text)) {
        Field::Value(Some(address)) => Field::Value(complete(address)),
        Field::Value(None) | Field::Absent => Field::Absent,
        Field::NotExported => Field::NotExported,
        Field::Unreadable | Field::Conflicting => Field::Unreadable,
    }
}
