//! The JSON Schema of the interchange format, made from the wire types so that the two cannot drift apart.
//!
//! It describes the documented form. The decoder accepts somewhat more (other case, other blanks), and says so nowhere.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{CaseType, Clinic, Reply};
use crate::model::case_type::{CaseTypeState, Vocabulary};

/// The schema of a whole document, JSON or YAML: a clinic, a list of clinics, or `{format, exported, clinics}`.
#[must_use]
pub fn document_schema() -> Value {
    let mut generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
    let clinic = generator.subschema_for::<Clinic<'static>>();
    let format = format(&mut generator);
    let exported = date_time(&mut generator);
    let definitions = generator.take_definitions(true);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": super::super::FORMAT,
        "description": "Clinic configuration exports, the interchange format of riktlinje. Keys that are not described are allowed and ignored. A key with null says that there is nothing; a key that is left out says that it was not exported.",
        "oneOf": [
            {
                "type": "object",
                "description": "Clinics, with the name of the format.",
                "required": ["format", "clinics"],
                "properties": {
                    "format": format,
                    "exported": described(exported, "When the data was exported."),
                    "clinics": { "type": "array", "items": clinic },
                },
            },
            { "type": "array", "description": "Clinics alone.", "items": clinic },
            clinic,
        ],
        "$defs": definitions,
    })
}

pub(super) fn object(about: &str, fields: Vec<(&str, &str, Schema)>, required: &[&str]) -> Schema {
    let properties: Map<String, Value> =
        fields.into_iter().map(|(key, text, schema)| (key.to_owned(), described(schema, text))).collect();
    let mut schema = json_schema!({ "type": "object", "description": about.trim(), "properties": properties });
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

fn described(schema: Schema, text: &str) -> Value {
    let mut value = schema.to_value();
    if let Some(object) = value.as_object_mut() {
        object.insert("description".to_owned(), Value::from(text.trim()));
    }
    value
}

pub(super) fn format(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": super::super::FORMAT })
}

pub(super) fn text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "number", "null"] })
}

pub(super) fn hsa_id(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": "^\\s*[A-Za-z0-9._-]{1,64}\\s*$" })
}

pub(super) fn date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "integer", "null"], "pattern": "^(\\d{4}-\\d{2}-\\d{2}|\\d{8})([T ].*)?$" })
}

pub(super) fn date_time(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "pattern": "^\\d{4}-\\d{2}-\\d{2}([T ].*)?$" })
}

pub(super) fn truth(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": [true, false, "yes", "no", "ja", "nej", "true", "false", "x", "1", "0", 1, 0, null] })
}

pub(super) fn word<V: Vocabulary>(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": spellings::<V>() })
}

/// Canonical words first, since editors offer them in this order, then the other spellings, then nothing.
fn spellings<V: Vocabulary>() -> Vec<Value> {
    let canonical = V::WORDS.iter().map(|(word, _)| word.key());
    let others = V::WORDS.iter().flat_map(|(_, names)| names.iter().skip(1).copied());
    canonical.chain(others).map(Value::from).chain([Value::Null]).collect()
}

pub(super) fn list<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let item = generator.subschema_for::<T>();
    json_schema!({ "type": ["array", "null"], "items": item })
}

pub(super) fn words(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["array", "string", "null"], "items": { "type": ["string", "number"] } })
}

pub(super) fn words_of<V: Vocabulary>(_: &mut SchemaGenerator) -> Schema {
    let words: Vec<Value> = spellings::<V>().into_iter().filter(|word| !word.is_null()).collect();
    json_schema!({ "type": ["array", "string", "null"], "items": { "enum": words } })
}

pub(super) fn replies(generator: &mut SchemaGenerator) -> Schema {
    let reply = generator.subschema_for::<Reply<'static>>();
    json_schema!({ "type": ["array", "string", "null"], "items": { "anyOf": [{ "type": "string" }, reply] } })
}

pub(super) fn case_types(generator: &mut SchemaGenerator) -> Schema {
    let case_type = generator.subschema_for::<CaseType<'static>>();
    let mut entry = spellings::<CaseTypeState>();
    entry.extend([json!(true), json!(false)]);
    let mut listed = case_type.clone().to_value();
    // In a list each element must say which case type it is; in a mapping the key says it.
    if let Some(object) = listed.as_object_mut() {
        object.insert("anyOf".to_owned(), json!([{ "required": ["type"] }, { "required": ["name"] }]));
    }
    json_schema!({
        "anyOf": [
            { "type": "array", "items": listed },
            { "type": "object", "additionalProperties": { "anyOf": [case_type, { "enum": entry }] } },
            { "type": "null" },
        ],
    })
}
