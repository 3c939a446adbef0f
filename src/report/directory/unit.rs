//! One unit of the directory: where it stands, its contact card as patients see it, what is wrong with it.

use std::io;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::flaws::{Locate, place};
use super::{kinds, kinds_in_words, state_in_words, state_key};
use crate::model::case_type::Vocabulary as _;
use crate::model::directory::{Address, ContactCard, Directory, Interval, UnitIx, hours};
use crate::model::facts::UnitState;
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::place::Place;
use crate::model::source::SourceFile;
use crate::report::escape::escape;
use crate::report::json::{WirePlace, pretty};
use crate::report::sheet::{BOLD, CYAN, FAINT, GREEN, RED, Sheet, YELLOW, piece, plain};
use crate::report::words::{Words, capitalised};
use crate::text::Message;

const FORMAT: &str = "riktlinje/directory-unit/v1";
/// Units below it, or members, that are named one by one.
const NAMED: usize = 12;

/// One unit.
#[derive(Clone, Copy, Debug)]
pub struct UnitPage<'a> {
    /// The directory.
    pub directory: &'a Directory,
    /// The unit.
    pub unit: UnitIx,
    /// The day on which it is current or not.
    pub today: NaiveDate,
    /// The files that were read.
    pub sources: &'a [SourceFile],
}

/// What a line of the card shows.
enum Shown {
    Text(String),
    Nothing(&'static str),
    NotRead,
}

impl UnitPage<'_> {
    /// For a person at a terminal.
    ///
    /// # Errors
    /// What the output says.
    pub fn table(&self, words: &Words, sheet: &mut Sheet<'_>, locate: &mut Locate<'_>) -> io::Result<()> {
        let unit = self.directory.get(self.unit);
        let name = self.name(self.unit).unwrap_or_else(|| words.get("directory-no-name"));
        let id = unit.hsa_id.map_or_else(String::new, |id| format!(" {id}"));
        sheet.flow((0, 2), &[piece(BOLD, name), piece(FAINT, id)])?;
        self.standing(words, sheet)?;
        sheet.heading(&words.get("directory-heading-tree"))?;
        self.tree(words, sheet)?;
        sheet.heading(&words.get("directory-heading-card"))?;
        match unit.card {
            Some(card) => self.card(card, words, sheet)?,
            None => sheet.flow((2, 2), &[plain(words.get("directory-no-card"))])?,
        }
        self.conflicts(words, sheet, locate)?;
        self.flaws(words, sheet, locate)?;
        sheet.heading(&words.get("directory-heading-sources"))?;
        for record in unit.records {
            let located = locate(&Place::record(*record));
            let format = self.sources.get(record.file.0 as usize).map(|file| escape(&file.format).into_owned());
            let format = format.map(|format| format!(" · {format}")).unwrap_or_default();
            sheet.flow((2, 4), &[plain(words.place_in_short(&located)), piece(FAINT, format)])?;
        }
        sheet.blank()
    }

    fn standing(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let unit = self.directory.get(self.unit);
        let ink = match self.directory.state(self.unit, self.today) {
            Field::Value(UnitState::Current) => GREEN,
            Field::Value(UnitState::Future) => CYAN,
            Field::Value(UnitState::Ended | UnitState::Missing) => RED,
            _ => YELLOW,
        };
        let mut line = vec![piece(ink, state_in_words(words, self.directory, self.unit, self.today))];
        let mut dates = Vec::new();
        for (key, date) in [("directory-starts", unit.starts), ("directory-ends", unit.ends)] {
            if let Some(date) = date.value() {
                dates.push(words.say(&Message::new(key).with("date", date.to_string())));
            }
        }
        if unit.standing.is_archived() {
            dates.push(words.get("directory-archived"));
        }
        dates.extend(kinds_in_words(words, self.directory, self.unit));
        if let Some(county) = self.directory.county(self.unit) {
            dates.push(words.say(&Message::new("directory-county").with("county", county)));
        }
        line.extend(dates.into_iter().map(|text| plain(format!(" · {text}"))));
        sheet.flow((0, 2), &line)
    }

    fn name(&self, ix: UnitIx) -> Option<String> {
        self.directory.get(ix).name.value().map(|name| escape(name).into_owned())
    }

    fn tree(&self, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let unit = self.directory.get(self.unit);
        let mut path: Vec<UnitIx> = self.directory.ancestors(self.unit).collect();
        path.reverse();
        path.push(self.unit);
        for (depth, ix) in path.iter().enumerate() {
            let own = *ix == self.unit;
            let name = self.name(*ix).unwrap_or_else(|| words.get("directory-no-name"));
            let id = self.directory.get(*ix).hsa_id.map_or_else(String::new, |id| format!(" {id}"));
            let name = if own { piece(BOLD, name) } else { plain(name) };
            let indent = 2 + 2 * depth.min(8);
            sheet.flow((indent, indent + 2), &[name, piece(FAINT, id)])?;
        }
        match unit.dn {
            Some(dn) => sheet.flow((2, 4), &[piece(FAINT, escape(dn.as_str()).into_owned())])?,
            None => sheet.flow((2, 4), &[plain(words.get("directory-no-dn"))])?,
        }
        if let Some(provider) = unit.provider {
            let message = Message::new("directory-provider").with("provider", self.who(provider, words));
            sheet.flow((2, 4), &[plain(words.say(&message))])?;
        }
        let below: Vec<String> = self.directory.children(self.unit).filter_map(|ix| self.name(ix)).collect();
        self.named("directory-below", &below, (words, sheet))?;
        let members: Vec<String> = unit.members.iter().map(|id| self.who(id, words)).collect();
        self.named("directory-members", &members, (words, sheet))
    }

    /// A unit by its name and id, or by its id where the directory has it not.
    fn who(&self, id: &HsaId, words: &Words) -> String {
        match self.directory.unit(id) {
            Some(ix) => format!("{} {id}", self.name(ix).unwrap_or_default()).trim().to_owned(),
            None => words.say(&Message::new("directory-not-there").with("id", id.as_str())),
        }
    }

    fn named(&self, key: &'static str, names: &[String], (words, sheet): (&Words, &mut Sheet<'_>)) -> io::Result<()> {
        if names.is_empty() {
            return Ok(());
        }
        let mut shown: Vec<String> = names.iter().take(NAMED).cloned().collect();
        if names.len() > NAMED {
            shown.push(words.count("directory-more", (names.len() - NAMED) as u64));
        }
        let message = Message::new(key).with("count", names.len()).with("names", words.join(&shown));
        sheet.flow((2, 4), &[plain(words.say(&message))])
    }

    fn card(&self, card: &ContactCard, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let none = "directory-none";
        let hours = |field: &Field<Vec<Interval>>| text(field, none, |all| words.say(&hours::said(all)));
        let list = |field: &Field<Vec<Box<str>>>, none| {
            text(field, none, |all| all.iter().map(|one| escape(one)).collect::<Vec<_>>().join(", "))
        };
        let one = |field: &Field<Box<str>>| text(field, none, |one| escape(one).into_owned());
        let address = |field: &Field<Address>| text(field, none, |address| escape(&address.one_line()).into_owned());
        let coded = |field: &Field<Vec<Box<str>>>, family: &'static str| {
            text(field, none, |codes| codes.iter().map(|code| words.code(family, code)).collect::<Vec<_>>().join(", "))
        };
        let lines = [
            ("directory-line-visiting", address(&card.visiting_address)),
            ("directory-line-postal", address(&card.postal_address)),
            ("directory-line-phones", list(&card.phones, none)),
            ("directory-line-switchboard", one(&card.switchboard)),
            ("directory-line-text-phones", list(&card.text_phones, none)),
            ("directory-line-mail", one(&card.mail)),
            ("directory-line-hours", hours(&card.hours)),
            ("directory-line-phone-hours", hours(&card.phone_hours)),
            ("directory-line-drop-in", hours(&card.drop_in_hours)),
            ("directory-line-visiting-hours", hours(&card.visiting_hours)),
            ("directory-line-unit-type", coded(&card.unit_types, "directory-unit-type-")),
            ("directory-line-care-type", coded(&card.care_types, "directory-care-type-")),
            ("directory-line-business", list(&card.business_codes, none)),
            ("directory-line-municipality", one(&card.municipality)),
            ("directory-line-page", one(&card.page_1177)),
            ("directory-line-web", one(&card.web_page)),
            ("directory-line-modified", text(&card.modified, none, ToString::to_string)),
        ];
        for (key, shown) in lines {
            let shown = match shown {
                Some(Shown::Text(text)) => piece(BOLD, text),
                Some(Shown::Nothing(key)) => piece(YELLOW, words.get(key)),
                Some(Shown::NotRead) => piece(RED, words.get("directory-not-read")),
                None => continue,
            };
            sheet.flow((2, 4), &[plain(format!("{}: ", words.get(key))), shown])?;
        }
        for function in card.functions.value().into_iter().flatten() {
            let said = Message::new("directory-function")
                .with("name", &*function.name)
                .with("phones", function.phones.iter().map(ToString::to_string).collect::<Vec<_>>())
                .with("hours", hours::said(&function.hours));
            sheet.flow((2, 4), &[plain(words.say(&said))])?;
        }
        self.visible(card, words, sheet)
    }

    fn visible(&self, card: &ContactCard, words: &Words, sheet: &mut Sheet<'_>) -> io::Result<()> {
        let seen = card.visibility();
        let line = match seen.shown() {
            Field::Value(true) => [piece(GREEN, "✓ "), plain(words.get("directory-visible"))],
            Field::Value(false) => {
                let lacks: Vec<String> =
                    seen.lacks.iter().map(|lack| words.keyed("directory-lack-", lack.key())).collect();
                let message = Message::new("directory-hidden").with("lacks", words.join(&lacks));
                [piece(RED, "✗ "), plain(words.say(&message))]
            }
            _ => [piece(CYAN, "? "), plain(words.get("directory-visibility-unknown"))],
        };
        sheet.flow((2, 4), &line)
    }

    fn conflicts(&self, words: &Words, sheet: &mut Sheet<'_>, locate: &mut Locate<'_>) -> io::Result<()> {
        let unit = self.directory.get(self.unit);
        if unit.conflicts.is_empty() {
            return Ok(());
        }
        sheet.heading(&words.get("directory-heading-conflicts"))?;
        for conflict in unit.conflicts {
            let field = words.fact(&format!("directory.unit.{}", conflict.field));
            sheet.flow((2, 4), &[piece(YELLOW, "✗ "), plain(capitalised(&field))])?;
            for place in &conflict.places {
                let located = locate(place);
                let value = escape(&located.text).into_owned();
                sheet.flow(
                    (6, 8),
                    &[plain(value.trim().to_owned()), piece(FAINT, format!(" {}", words.place(&located)))],
                )?;
            }
        }
        Ok(())
    }

    fn flaws(&self, words: &Words, sheet: &mut Sheet<'_>, locate: &mut Locate<'_>) -> io::Result<()> {
        sheet.heading(&words.get("directory-heading-flaws"))?;
        let mut none = true;
        for flaw in self.directory.flaws_of(self.unit) {
            none = false;
            let said = capitalised(&words.word(flaw.kind.key()));
            let at = words.place(&locate(&place(flaw)));
            sheet.flow((2, 4), &[piece(YELLOW, "✗ "), plain(said), piece(FAINT, format!(" {at}"))])?;
        }
        if none {
            sheet.flow((2, 4), &[piece(GREEN, "✓ "), plain(words.get("directory-none-found"))])?;
        }
        Ok(())
    }

    /// For programs.
    #[must_use]
    pub fn json(&self, locate: &mut Locate<'_>) -> String {
        let unit = self.directory.get(self.unit);
        let ids = |ixs: &mut dyn Iterator<Item = UnitIx>| -> Vec<Value> {
            ixs.map(|ix| {
                let unit = self.directory.get(ix);
                json!({ "hsa_id": unit.hsa_id.map(HsaId::as_str), "name": unit.name.value() })
            })
            .collect()
        };
        let page = Wire {
            format: FORMAT,
            as_of: self.today,
            hsa_id: unit.hsa_id.map(HsaId::as_str),
            name: unit.name.value().map(|name| &**name),
            public_name: unit.public_name.value().map(|name| &**name),
            kinds: kinds(self.directory, self.unit).into_iter().map(|kind| kind.key()).collect(),
            state: state_key(self.directory, self.unit, self.today),
            starts: unit.starts.value().copied(),
            ends: unit.ends.value().copied(),
            county: self.directory.county(self.unit),
            dn: unit.dn.map(|dn| dn.as_str()),
            above: ids(&mut self.directory.ancestors(self.unit)),
            below: ids(&mut self.directory.children(self.unit)),
            provider: unit.provider.map(HsaId::as_str),
            members: unit.members.iter().map(HsaId::as_str).collect(),
            card: unit.card.map(card_json),
            conflicts: unit.conflicts.iter().map(|conflict| conflict.field).collect(),
            flaws: self
                .directory
                .flaws_of(self.unit)
                .map(|flaw| WireFlaw { kind: flaw.kind.key(), field: flaw.field, at: locate(&place(flaw)).into() })
                .collect(),
        };
        pretty(&page)
    }
}

/// A field of the card as it is shown; `None` where no source has the field.
fn text<T>(field: &Field<T>, none: &'static str, say: impl FnOnce(&T) -> String) -> Option<Shown> {
    match field {
        Field::NotExported => None,
        Field::Absent => Some(Shown::Nothing(none)),
        Field::Value(value) => Some(match say(value) {
            said if said.is_empty() => Shown::Nothing(none),
            said => Shown::Text(said),
        }),
        Field::Conflicting => Some(Shown::Nothing("directory-conflicting")),
        Field::Unreadable => Some(Shown::NotRead),
    }
}

/// The card's fields, those that a source has; `null` where it says that there is none.
fn card_json(card: &ContactCard) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    let address = |address: &Address| json!({ "lines": address.lines, "street": address.street, "postal_code": address.postal_code, "town": address.town });
    let week = |all: &Vec<Interval>| json!(all.iter().map(ToString::to_string).collect::<Vec<_>>());
    let many = |all: &Vec<Box<str>>| json!(all);
    add("visiting_address", field_json(&card.visiting_address, address));
    add("postal_address", field_json(&card.postal_address, address));
    add("phones", field_json(&card.phones, many));
    add("switchboard", field_json(&card.switchboard, |text| json!(text)));
    add("text_phones", field_json(&card.text_phones, many));
    add("mail", field_json(&card.mail, |text| json!(text)));
    add("hours", field_json(&card.hours, week));
    add("phone_hours", field_json(&card.phone_hours, week));
    add("drop_in_hours", field_json(&card.drop_in_hours, week));
    add("visiting_hours", field_json(&card.visiting_hours, week));
    add("rt90", field_json(&card.rt90, |at| json!({ "x": at.north, "y": at.east })));
    add("sweref99", field_json(&card.sweref99, |at| json!({ "n": at.north, "e": at.east })));
    add("county", field_json(&card.county, |text| json!(text)));
    add("municipality", field_json(&card.municipality, |text| json!(text)));
    add("business_codes", field_json(&card.business_codes, many));
    add("care_types", field_json(&card.care_types, many));
    add("unit_types", field_json(&card.unit_types, many));
    add("destinations", field_json(&card.destinations, many));
    add("page_1177", field_json(&card.page_1177, |text| json!(text)));
    add("web_page", field_json(&card.web_page, |text| json!(text)));
    add("modified", field_json(&card.modified, |date| json!(date)));
    add("shown_on_1177", field_json(&card.visibility().shown(), |yes| json!(yes)));
    fields
}

fn field_json<T>(field: &Field<T>, value: impl FnOnce(&T) -> Value) -> Option<Value> {
    match field {
        Field::Value(known) => Some(value(known)),
        Field::Absent => Some(Value::Null),
        Field::NotExported | Field::Unreadable | Field::Conflicting => None,
    }
}

#[derive(Serialize)]
struct Wire<'a> {
    format: &'static str,
    as_of: NaiveDate,
    hsa_id: Option<&'a str>,
    name: Option<&'a str>,
    public_name: Option<&'a str>,
    kinds: Vec<&'static str>,
    state: Option<&'static str>,
    starts: Option<NaiveDate>,
    ends: Option<NaiveDate>,
    county: Option<&'a str>,
    dn: Option<&'a str>,
    above: Vec<Value>,
    below: Vec<Value>,
    provider: Option<&'a str>,
    members: Vec<&'a str>,
    card: Option<Map<String, Value>>,
    conflicts: Vec<&'static str>,
    flaws: Vec<WireFlaw>,
}

#[derive(Serialize)]
struct WireFlaw {
    kind: &'static str,
    field: Option<&'static str>,
    #[serde(flatten)]
    at: WirePlace,
}
