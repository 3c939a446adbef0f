//! What clinics declare that they prescribe and offer, `riktlinje/declarations/v1`.

use super::small::Small;
use crate::document::{Kind, Node};
use crate::model::case_type::Vocabulary as _;
use crate::model::clinic::{Channel, DeclarationRecord, Declarations, ServiceRecord};
use crate::model::field::Field;
use crate::model::hsa_id;
use crate::model::source::SourceKind;
use crate::source::fields::{Fields, LeftOut, Value, one_of};
use crate::source::scalar;

/// Columns that list the services that can be had in one way.
const BY_CHANNEL: [(&str, Channel); 2] = [("phone", Channel::Phone), ("letter", Channel::Letter)];

impl Small for DeclarationRecord {
    const KIND: SourceKind = SourceKind::Declarations;
    const NEEDED: &'static [&'static str] = &["clinic"];

    fn read(fields: &mut Fields<'_>, into: &mut Vec<Self>) -> Result<(), LeftOut> {
        let clinic = fields.needed_id("clinic")?;
        let declared = Declarations {
            prescribes_medicines: fields.truth("prescribes_medicines"),
            prescribes_aids: fields.truth("prescribes_aids"),
            offers_advice: fields.truth("offers_advice"),
            can_book_directly: fields.truth("can_book_directly"),
            services: services(fields),
        };
        into.push(Self { record: fields.record(), clinic, declared });
        Ok(())
    }
}

/// The services, from a list of YAML or from the columns of a table together.
fn services(fields: &mut Fields<'_>) -> Field<Vec<ServiceRecord>> {
    let mut services: Vec<(Box<str>, Vec<Channel>)> = Vec::new();
    let mut add = |service: &str, channels: &[Channel]| match services.iter_mut().find(|(known, _)| **known == *service)
    {
        Some((_, known)) => known.extend(channels),
        None => services.push((service.into(), channels.to_vec())),
    };
    let (mut carried, mut unreadable) = (false, false);
    if let Some(Value::Node(node)) = fields.value("services")
        && node.list().iter().any(|item| matches!(item.kind, Kind::Map(_)))
    {
        carried = true;
        for item in node.list() {
            match item.get("service").and_then(Node::text) {
                Some(service) => {
                    let (channels, all_known) = channels(fields, item.get("offered_by"));
                    unreadable |= !all_known;
                    add(hsa_id::trim(service), &channels);
                }
                None => {
                    fields.unreadable("services", "", one_of::<Channel>());
                    unreadable = true;
                }
            }
        }
    } else {
        let columns =
            std::iter::once(("services", None)).chain(BY_CHANNEL.map(|(name, channel)| (name, Some(channel))));
        for (name, channel) in columns {
            match fields.list(name) {
                Field::NotExported => continue,
                Field::Value(items) => items.iter().for_each(|service| add(service, channel.as_slice())),
                Field::Absent => {}
                Field::Unreadable | Field::Conflicting => unreadable = true,
            }
            carried = true;
        }
    }
    match (carried, unreadable) {
        (false, _) => Field::NotExported,
        (true, true) => Field::Unreadable,
        (true, false) if services.is_empty() => Field::Absent,
        (true, false) => Field::Value(
            services
                .into_iter()
                .map(|(service, channels)| ServiceRecord { service, offered_by: channels.into_iter().collect() })
                .collect(),
        ),
    }
}

/// The ways in which a service can be had, and whether all of them are known.
fn channels(fields: &mut Fields<'_>, node: Option<&Node<'_>>) -> (Vec<Channel>, bool) {
    let Some(node) = node else { return (Vec::new(), true) };
    let mut written: Vec<&str> = node.list().iter().filter_map(Node::text).collect();
    if let Some(text) = node.text() {
        written.extend(scalar::parts(text));
    }
    let mut known = Vec::new();
    let mut all_known = true;
    for text in written {
        match Channel::parse(text) {
            Some(channel) => known.push(channel),
            None => {
                fields.unreadable("services", text, one_of::<Channel>());
                all_known = false;
            }
        }
    }
    (known, all_known)
}
