//! Saved answers of the cooperation API (v2): `serviceProductions` are routes, `cooperations` are permissions.
//!
//! An answer does not say what was asked. What it holds is sure; what it lacks is sure only of the contracts that it
//! names several addresses of, since those were not asked for one address.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::value::RawValue;

use super::marks::{Marks, Read, Side, instant};
use super::wire::{Answer, Scalar};
use super::{refused, twice};
use crate::model::personal_number;
use crate::model::place::RecordRef;
use crate::model::tak::{CallPermission, Consumer, Form, LogicalAddress, Route, Tak, Told, Validity, booking_contract};
use crate::source::{Loaded, Unusable};
use crate::text::Message;

/// Reads an answer.
///
/// # Errors
/// When it is no answer of ours, or lacks what says where and what.
pub(super) fn read(elements: &[&RawValue], marks: &mut Marks<'_>) -> Result<Loaded<Tak>, Unusable> {
    if elements.is_empty() {
        return Err(refused("source-tak-answer-empty", "source-tak-answer-empty-advice"));
    }
    let mut reader = Reader { marks, tak: Tak::default(), contracts: BTreeMap::new(), environments: BTreeSet::new() };
    let (mut productions, mut taken) = (0_usize, None);
    for raw in elements {
        let record = reader.marks.record(raw);
        let Ok(answer) = serde_json::from_str::<Answer<'_>>(raw.get()) else {
            return Err(refused("source-tak-answer-other", "source-tak-answer-other-advice").at(record.line, 1));
        };
        if let Some(field) = answer.torn {
            return Err(twice(field).at(record.line, 1));
        }
        let is_cooperation = answer.consumer.is_some();
        let is_production = answer.endpoint.0 || answer.producer.0 || answer.profile != Scalar::None;
        match (is_production, is_cooperation) {
            (true, false) => productions += 1,
            (false, true) => {}
            // Without `include` neither consumer nor producer is told.
            _ => return Err(refused("source-tak-answer-other", "source-tak-answer-other-advice").at(record.line, 1)),
        }
        if answer.address.is_none() || answer.contract.is_none() {
            return Err(refused("source-tak-answer-bare", "source-tak-answer-other-advice").at(record.line, 1));
        }
        if let Some(platform) = &answer.platform
            && let Scalar::Text(environment) = &platform.environment
        {
            if !reader.environments.contains(&**environment) {
                reader.environments.insert(environment.clone().into_owned());
            }
            if let Read::Instant(at) = instant(&platform.taken, Side::From) {
                taken = Some(taken.map_or(at, |known: chrono::DateTime<_>| known.min(at)));
            }
        }
        reader.element(record, &answer);
    }
    let Reader { tak, contracts, environments, .. } = reader;
    if productions != 0 && productions != elements.len() {
        return Err(refused("source-tak-answer-other", "source-tak-answer-other-advice"));
    }
    if environments.len() > 1 {
        let found: Vec<String> = environments.into_iter().collect();
        return Err(Unusable::new(Message::new("source-tak-answer-mixed").with("environments", found))
            .advice(Message::new("source-tak-answer-mixed-advice")));
    }
    let whole = contracts.into_iter().filter(|(_, addresses)| addresses.len() > 1).map(|(contract, _)| contract);
    let told = Told::Of(whole.collect());
    let is_routes = productions > 0;
    let tak = if is_routes { Tak { routes_told: told, ..tak } } else { Tak { permissions_told: told, ..tak } };
    let form = if is_routes { "cooperation/v2 (serviceProductions)" } else { "cooperation/v2 (cooperations)" };
    Ok(Loaded {
        records: vec![tak],
        format: form.into(),
        taken_at: taken.map(|at| at.fixed_offset()),
        notes: vec![Message::new("source-tak-answer-partial")],
        left_out: marks.left_out,
        ..Loaded::default()
    })
}

struct Reader<'r, 't> {
    marks: &'r mut Marks<'t>,
    tak: Tak,
    /// The addresses that are told of each contract.
    contracts: BTreeMap<Arc<str>, BTreeSet<LogicalAddress>>,
    environments: BTreeSet<String>,
}

impl Reader<'_, '_> {
    fn element(&mut self, record: RecordRef, answer: &Answer<'_>) {
        let namespace = answer.contract.as_ref().map(|contract| &contract.namespace);
        let Some(Scalar::Text(namespace)) = namespace else { return self.missing(record, "namespace") };
        let Some(contract) = booking_contract(namespace) else { return };
        let address = answer.address.as_ref().map(|address| &address.address);
        let Some(Scalar::Text(address)) = address else { return self.missing(record, "logicalAddress") };
        let Some(address) = LogicalAddress::parse(address) else { return self.missing(record, "logicalAddress") };
        if personal_number::is_whole(address.as_str()) {
            return self.marks.personal_number(record);
        }
        let contract: Arc<str> = match self.contracts.get_key_value(contract.as_str()) {
            Some((known, _)) => Arc::clone(known),
            None => contract.into(),
        };
        let addresses = self.contracts.entry(Arc::clone(&contract)).or_default();
        // Two are as good as thousands.
        if addresses.len() < 2 {
            addresses.insert(address.clone());
        }
        let (form, validity) = (Form::Answer, Validity::default());
        let Some(consumer) = &answer.consumer else {
            let profile = match &answer.profile {
                Scalar::Text(profile) => Some(profile.trim().to_ascii_uppercase().into()),
                _ => None,
            };
            self.tak.routes.push(Route { record, form, contract, address, profile, validity });
            return;
        };
        let consumer = match &consumer.hsa_id {
            Scalar::Text(name) => Consumer::parse(name),
            _ => None,
        };
        let Some(consumer) = consumer else { return self.missing(record, "serviceConsumer") };
        self.tak.permissions.push(CallPermission { record, form, contract, address, consumer, validity });
    }

    fn missing(&mut self, record: RecordRef, field: &'static str) {
        let message = Message::new("source-tak-link-missing").with("kind", "answer").with("field", field);
        self.marks.leave_out(record, message, "source-tak-link-missing-advice");
    }
}
