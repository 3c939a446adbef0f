//! The export of TAK, in both its forms: records point at each other by number (the original form) or by name (the
//! cooperation form). Which it is shows in each reference, so a file may also mix them.

use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono_tz::Europe::Stockholm;
use serde_json::value::RawValue;

use super::marks::{Marks, shown, validity};
use super::wire::{Data, Entry, Links, Scalar, Section};
use crate::model::place::{Place, RecordRef, Step};
use crate::model::tak::{
    CallPermission, Consumer, Form, Limit, LogicalAddress, Route, Tak, Told, Validity, booking_contract,
};
use crate::model::{hsa_id, personal_number};
use crate::source::Loaded;
use crate::text::Message;

/// Reads the sections.
pub(super) fn read<'t>(data: &Data<'t>, marks: &mut Marks<'t>) -> Loaded<Tak> {
    let mut reader = Reader { names: Names::default(), tables: Tables::default(), marks, deleted: 0 };
    reader.tables(data);
    let told = |section: &Section<'_>| if section.is_some() { Told::All } else { Told::default() };
    let routes = reader.each(&data.routes, |reader, entry| reader.route(entry));
    let permissions = reader.each(&data.permissions, |reader, entry| reader.permission(entry));
    for (section, name) in [(&data.routes, "vagval"), (&data.permissions, "anropsbehorighet")] {
        if section.is_none() {
            let message = Message::new("source-tak-section-missing").with("section", name);
            reader.marks.warn_of_file(message, "source-tak-section-missing-advice");
        }
    }
    twice_routed(&routes, reader.marks);
    let all = |section: &Section<'_>| section.as_ref().map_or(0, Vec::len);
    if all(&data.routes) > 0 && routes.is_empty() {
        reader.marks.warn_of_file(Message::new("source-tak-no-booking"), "source-tak-no-booking-advice");
    }
    let mut notes = vec![
        Message::new("source-tak-kept")
            .with("routes", routes.len())
            .with("all-routes", all(&data.routes))
            .with("permissions", permissions.len())
            .with("all-permissions", all(&data.permissions)),
    ];
    if reader.deleted > 0 {
        notes.push(Message::new("source-tak-deleted").with("count", reader.deleted));
    }
    let form = if data.components.is_some() { "tak/1 (original)" } else { "tak/1 (cooperation)" };
    let left_out = reader.marks.left_out;
    let (routes_told, permissions_told) = (told(&data.routes), told(&data.permissions));
    let tak = Tak { routes, permissions, routes_told, permissions_told };
    Loaded { records: vec![tak], format: form.into(), notes, left_out, ..Loaded::default() }
}

/// What a reference leads to.
enum Found<T> {
    /// This.
    Here(T),
    /// Something that is none of ours: a contract of another domain.
    Elsewhere,
    /// Nothing: the record has been told and left out.
    Lost,
}

/// A contract that records point at; `None` when it is of another domain.
type Contract = Option<Arc<str>>;

/// The records that others point at, by number and by name. A section that the file lacks knows no names, and then a
/// name is taken at its word.
#[derive(Default)]
struct Tables {
    contracts: Table<Contract>,
    addresses: Table<LogicalAddress>,
    consumers: Table<Consumer>,
    producers: Table<()>,
    profiles: Table<Arc<str>>,
    /// Where systems answer: the profile that they speak, where it is known.
    endpoints: Table<Option<Arc<str>>>,
}

struct Table<T> {
    is_there: bool,
    by_number: HashMap<u64, T>,
    names: HashSet<Box<str>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { is_there: false, by_number: HashMap::new(), names: HashSet::new() }
    }
}

/// Names that thousands of records share.
#[derive(Default)]
struct Names(HashMap<Box<str>, Arc<str>>);

impl Names {
    fn share(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.get(name) {
            return Arc::clone(known);
        }
        let shared: Arc<str> = name.into();
        self.0.insert(name.into(), Arc::clone(&shared));
        shared
    }
}

struct Reader<'r, 't> {
    names: Names,
    tables: Tables,
    marks: &'r mut Marks<'t>,
    deleted: u64,
}

/// A record that is being read.
struct Read<'e> {
    record: RecordRef,
    entry: &'e Entry<'e>,
    links: &'e Links<'e>,
    /// How sentences call it.
    kind: &'static str,
}

impl<'t> Reader<'_, 't> {
    fn tables(&mut self, data: &Data<'t>) {
        let mut names = std::mem::take(&mut self.names);
        let mut tables = Tables {
            contracts: self.table(&data.contracts, |entry| {
                let namespace = text(&entry.namespace)?;
                Some((booking_contract(namespace).map(|name| names.share(&name)), Some(folded(namespace))))
            }),
            addresses: self.table(&data.addresses, |entry| {
                let name = text(&entry.hsa_id)?;
                Some((LogicalAddress::parse(name)?, Some(folded(name))))
            }),
            consumers: self.table(&data.consumers, |entry| {
                let name = text(&entry.hsa_id)?;
                Some((Consumer::parse(name)?, Some(folded(name))))
            }),
            producers: self.table(&data.producers, |entry| Some(((), Some(folded(text(&entry.hsa_id)?))))),
            profiles: self.table(&data.profiles, |entry| {
                let name = hsa_id::trim(text(&entry.name)?).to_ascii_uppercase();
                Some((names.share(&name), None))
            }),
            endpoints: Table::default(),
        };
        // Both callers and answerers are components in the original form.
        let components: Table<Consumer> = self.table(&data.components, |entry| {
            let name = text(&entry.hsa_id)?;
            Some((Consumer::parse(name)?, Some(folded(name))))
        });
        for (number, component) in sorted(&components.by_number) {
            tables.producers.by_number.entry(number).or_insert(());
            tables.consumers.by_number.entry(number).or_insert_with(|| component.clone());
        }
        tables.producers.names.extend(components.names.iter().cloned());
        tables.consumers.names.extend(components.names);
        tables.producers.is_there |= components.is_there;
        tables.consumers.is_there |= components.is_there;
        let profile = |link: &Scalar<'_>| match link {
            Scalar::Number(number) => tables.profiles.by_number.get(number).cloned(),
            Scalar::Text(name) => Some(hsa_id::trim(name).to_ascii_uppercase().into()),
            Scalar::None | Scalar::Bool(_) | Scalar::Other => None,
        };
        let endpoints = self.table(&data.endpoints, |entry| {
            let links = entry.links.as_ref();
            Some((links.and_then(|links| profile(&links.profile)), None))
        });
        tables.endpoints = endpoints;
        (self.tables, self.names) = (tables, names);
    }

    /// Reads a section that others point at. A record without a number is known by its name alone.
    fn table<T>(
        &mut self,
        section: &Section<'t>,
        mut read: impl FnMut(&Entry<'t>) -> Option<(T, Option<Box<str>>)>,
    ) -> Table<T> {
        let mut table = Table { is_there: section.is_some(), ..Table::default() };
        for raw in section.iter().flatten() {
            let Some(entry) = self.entry(raw) else { continue };
            let Some((value, name)) = read(&entry) else { continue };
            table.names.extend(name);
            let Some(number) = number(&entry.id) else { continue };
            match table.by_number.entry(number) {
                Slot::Vacant(free) => {
                    free.insert(value);
                }
                Slot::Occupied(_) => {
                    let record = self.marks.record(raw);
                    let message = Message::new("source-tak-number-twice").with("number", number.to_string());
                    self.marks.leave_out(record, message, "source-tak-number-twice-advice");
                }
            }
        }
        table
    }

    /// A record, unless it was deleted or cannot be read.
    fn entry(&mut self, raw: &'t RawValue) -> Option<Entry<'t>> {
        let Ok(entry) = serde_json::from_str::<Entry<'_>>(raw.get()) else {
            let record = self.marks.record(raw);
            self.marks.leave_out(record, Message::new("source-tak-record"), "source-tak-record-advice");
            return None;
        };
        let torn = entry.torn.or_else(|| entry.links.as_ref().and_then(|links| links.torn));
        if let Some(field) = torn {
            let record = self.marks.record(raw);
            let message = Message::new("source-tak-record-twice").with("field", field);
            self.marks.leave_out(record, message, "source-tak-record-twice-advice");
            return None;
        }
        if entry.deleted == Scalar::Bool(true) || entry.deleted == Scalar::Number(1) {
            self.deleted += 1;
            return None;
        }
        Some(entry)
    }

    /// Reads the routes or the permissions.
    fn each<T>(
        &mut self,
        section: &Section<'t>,
        mut read: impl FnMut(&mut Self, (&'t RawValue, &Entry<'_>)) -> Option<T>,
    ) -> Vec<T> {
        let mut kept = Vec::new();
        for raw in section.iter().flatten() {
            if let Some(entry) = self.entry(raw) {
                kept.extend(read(self, (raw, &entry)));
            }
        }
        kept
    }

    fn route(&mut self, (raw, entry): (&'t RawValue, &Entry<'_>)) -> Option<Route> {
        let (read, contract) = self.begin((raw, entry), "route")?;
        let address = self.address(&read)?;
        let links = read.links;
        // Only a number leads to a record: in the cooperation form the link is the address itself.
        let spoken = match &links.endpoint {
            Scalar::Number(number) if self.tables.endpoints.is_there => {
                match self.tables.endpoints.by_number.get(number) {
                    Some(profile) => profile.clone(),
                    None => return self.lost(&read, "anropsadress", &links.endpoint),
                }
            }
            _ => None,
        };
        if !self.tables.producers.knows(&links.producer) {
            return self.lost(&read, "tjansteproducent", &links.producer);
        }
        let profile = match text(&links.profile) {
            Some(named) => Some(self.names.share(&hsa_id::trim(named).to_ascii_uppercase())),
            None => spoken,
        };
        let validity = self.validity(&read)?;
        Some(Route { record: read.record, form: Form::Export, contract, address, profile, validity })
    }

    fn permission(&mut self, (raw, entry): (&'t RawValue, &Entry<'_>)) -> Option<CallPermission> {
        let (read, contract) = self.begin((raw, entry), "permission")?;
        let address = self.address(&read)?;
        let links = read.links;
        let link = if links.consumer == Scalar::None { &links.component } else { &links.consumer };
        let Some(consumer) = self.tables.consumers.find(link, Consumer::parse) else {
            return self.lost(&read, "tjanstekonsument", link);
        };
        let validity = self.validity(&read)?;
        Some(CallPermission { record: read.record, form: Form::Export, contract, address, consumer, validity })
    }

    /// The record and its contract, unless it is of another domain: most are, so that is seen first.
    fn begin<'e>(
        &mut self,
        (raw, entry): (&'t RawValue, &'e Entry<'e>),
        kind: &'static str,
    ) -> Option<(Read<'e>, Arc<str>)> {
        let Some(links) = &entry.links else {
            let record = self.marks.record(raw);
            let message = Message::new("source-tak-link-missing").with("kind", kind).with("field", "relationships");
            self.marks.leave_out(record, message, "source-tak-link-missing-advice");
            return None;
        };
        let contract = match &links.contract {
            link @ Scalar::Text(name) => match booking_contract(name) {
                Some(contract) if self.tables.contracts.knows(link) => Found::Here(self.names.share(&contract)),
                Some(_) => Found::Lost,
                None => match number(link).and_then(|number| self.tables.contracts.by_number.get(&number)) {
                    Some(Some(contract)) => Found::Here(Arc::clone(contract)),
                    _ => Found::Elsewhere,
                },
            },
            Scalar::Number(number) => match self.tables.contracts.by_number.get(number) {
                Some(Some(contract)) => Found::Here(Arc::clone(contract)),
                Some(None) => Found::Elsewhere,
                None => Found::Lost,
            },
            Scalar::None | Scalar::Bool(_) | Scalar::Other => Found::Lost,
        };
        match contract {
            Found::Here(contract) => {
                let record = self.marks.record(raw);
                Some((Read { record, entry, links, kind }, contract))
            }
            Found::Elsewhere => None,
            Found::Lost => {
                let record = self.marks.record(raw);
                self.lost(&Read { record, entry, links, kind }, "tjanstekontrakt", &links.contract)
            }
        }
    }

    fn address(&mut self, read: &Read<'_>) -> Option<LogicalAddress> {
        let link = &read.links.address;
        let Some(address) = self.tables.addresses.find(link, LogicalAddress::parse) else {
            return self.lost(read, "logiskadress", link);
        };
        if personal_number::is_whole(address.as_str()) {
            self.marks.personal_number(read.record);
            return None;
        }
        Some(address)
    }

    fn validity(&mut self, read: &Read<'_>) -> Option<Validity> {
        let validity = validity(&read.entry.from, &read.entry.until);
        if validity.is_reversed() {
            let day =
                |limit: Limit| limit.instant().map(|at| at.with_timezone(&Stockholm).date_naive()).unwrap_or_default();
            let message = Message::new("source-tak-reversed")
                .with("kind", read.kind)
                .with("from", day(validity.from))
                .with("until", day(validity.until));
            self.marks.leave_out(read.record, message, "source-tak-reversed-advice");
            return None;
        }
        for (limit, field) in [(validity.from, "fromTidpunkt"), (validity.until, "tomTidpunkt")] {
            if limit == Limit::Unreadable {
                let place = Place { record: read.record, route: vec![Step::Field(field)] };
                let message = Message::new("source-tak-instant").with("field", field);
                self.marks.warn(place, message, "source-tak-instant-advice");
            }
        }
        Some(validity)
    }

    /// Tells that a reference leads nowhere, or is missing.
    fn lost<T>(&mut self, read: &Read<'_>, field: &'static str, link: &Scalar<'_>) -> Option<T> {
        let found = match link {
            Scalar::Number(number) => number.to_string(),
            Scalar::Text(name) if !hsa_id::trim(name).is_empty() => shown(name),
            _ => {
                let message = Message::new("source-tak-link-missing").with("kind", read.kind).with("field", field);
                self.marks.leave_out(read.record, message, "source-tak-link-missing-advice");
                return None;
            }
        };
        let message = Message::new("source-tak-dangling").with("kind", read.kind).with("field", field);
        self.marks.leave_out(read.record, message.with("found", found), "source-tak-dangling-advice");
        None
    }
}

impl<T> Table<T> {
    /// Whether a reference leads to a record; one that is not there leads nowhere wrong.
    fn knows(&self, link: &Scalar<'_>) -> bool {
        match link {
            Scalar::None => true,
            Scalar::Number(number) => self.by_number.contains_key(number),
            Scalar::Text(name) => {
                !self.is_there
                    || self.names.contains(&folded(name))
                    || number(link).is_some_and(|number| self.by_number.contains_key(&number))
            }
            Scalar::Bool(_) | Scalar::Other => false,
        }
    }
}

impl<T: Clone> Table<T> {
    /// What a reference leads to: a record's name, or else its number.
    fn find(&self, link: &Scalar<'_>, parse: fn(&str) -> Option<T>) -> Option<T> {
        match link {
            Scalar::Number(number) => self.by_number.get(number).cloned(),
            Scalar::Text(name) if !self.is_there || self.names.contains(&folded(name)) => parse(name),
            Scalar::Text(_) => self.by_number.get(&number(link)?).cloned(),
            Scalar::None | Scalar::Bool(_) | Scalar::Other => None,
        }
    }
}

/// Two routes of one contract to one address in one profile at one time: the platform then refuses the call (VP006).
fn twice_routed(routes: &[Route], marks: &mut Marks<'_>) {
    let mut seen: HashMap<(&str, &LogicalAddress, Option<&str>), Vec<&Route>> = HashMap::new();
    for route in routes {
        let same = seen.entry((&route.contract, &route.address, route.profile.as_deref())).or_default();
        if let Some(first) = same.iter().find(|first| first.validity.overlaps(route.validity)) {
            let message = Message::new("source-tak-two-routes")
                .with("contract", &*route.contract)
                .with("address", route.address.to_string())
                .with("line", u64::from(first.record.line));
            marks.warn(route.place(), message, "source-tak-two-routes-advice");
        }
        same.push(route);
    }
}

/// A number, also where it is written as text.
fn number(value: &Scalar<'_>) -> Option<u64> {
    match value {
        Scalar::Number(number) => Some(*number),
        Scalar::Text(text) => text.trim().parse().ok(),
        Scalar::None | Scalar::Bool(_) | Scalar::Other => None,
    }
}

fn text<'v>(value: &'v Scalar<'_>) -> Option<&'v str> {
    match value {
        Scalar::Text(text) => Some(text),
        _ => None,
    }
}

/// A name as it is compared.
fn folded(name: &str) -> Box<str> {
    hsa_id::trim(name).to_ascii_lowercase().into()
}

/// The entries of a map in an order that does not change from run to run.
fn sorted<T>(map: &HashMap<u64, T>) -> Vec<(u64, &T)> {
    let mut entries: Vec<_> = map.iter().map(|(number, value)| (*number, value)).collect();
    entries.sort_unstable_by_key(|(number, _)| *number);
    entries
}
