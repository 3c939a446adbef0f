//! The JSON Schema of a policy file, made from the fact table and the operators, for editors that complete and check
//! while one writes. The compiler says more: names, units of parameters, rules that can never apply.

use serde_json::{Map, Value, json};

use super::fact::{CountUnit, FactType, Scope, SpanKind, TABLE};
use super::operator::{self, OperandType};
use crate::model::case_type::Vocabulary as _;
use crate::model::measure::Cases;
use crate::text::Message;

/// The schema. `describe` puts a sentence into words.
#[must_use]
pub fn schema(describe: &dyn Fn(&Message) -> String) -> Value {
    let both = json!({ "$ref": "#/$defs/both" });
    let text = json!({ "type": "string" });
    let reason = json!({ "anyOf": [text, both] });
    let parameter = json!({
        "type": "object",
        "properties": { "value": true, "by": { "type": "object" }, "why": reason, "clause": text },
        "required": ["value"],
        "additionalProperties": false,
    });
    let mut changed = parameter.clone();
    changed["required"] = json!(["value", "why"]);
    let span = json!({ "type": "string", "pattern": SPAN });
    let cases: Vec<&str> = Cases::WORDS.iter().map(|(_, names)| names[0]).collect();
    let severity = json!({ "enum": ["info", "warning", "error"] });
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "riktlinje/policy/v1",
        "type": "object",
        "required": ["format", "policy", "edition", "title"],
        "additionalProperties": false,
        "properties": {
            "format": { "const": super::compile::FORMAT },
            "policy": text,
            "extends": text,
            "edition": text,
            "title": both,
            "note": text,
            "source": {
                "type": "object",
                "properties": { "document": text, "decided": text, "url": text, "retrieved": text, "note": text },
                "required": ["document"],
                "additionalProperties": false,
            },
            "binds": { "$ref": "#/$defs/condition" },
            "clauses": map_of(&both),
            "parameters": map_of(&parameter),
            "change": map_of(&changed),
            "drop": map_of(&reason),
            "case_types": map_of(&json!({
                "type": "object",
                "properties": { "names": { "type": "array", "items": text }, "for": text },
                "additionalProperties": false,
            })),
            "measures": map_of(&json!({
                "type": "object",
                "properties": {
                    "share_of": { "enum": cases }, "count_of": { "enum": cases }, "percentile_of": { "enum": cases },
                    "title": both, "percentile": text, "time": { "enum": ["working", "calendar"] }, "within": span, "older_than": span, "over": span,
                    "channel": { "enum": ["phone", "letter", "visit", "digital"] },
                },
                "additionalProperties": false,
            })),
            "case_log": {
                "type": "object",
                "properties": {
                    "counting": { "anyOf": [{ "enum": ["strict", "roll_forward"] }, { "$ref": "#/$defs/parameter" }] },
                    "working_hours": text, "cut_off": text,
                    "days_off": { "anyOf": [text, { "type": "array", "items": text }] },
                    "interim_reply_counts": text, "fewest_cases": text, "unusable_rows": text,
                },
                "additionalProperties": false,
            },
            "remedy_within": {
                "type": "object",
                "properties": { "error": span, "warning": span, "info": span },
                "additionalProperties": false,
            },
            "lists": map_of(&json!({
                "type": "object",
                "properties": {
                    "title": both,
                    "of": { "enum": ["case_types", "permissions", "users", "services"] },
                    "where": { "$ref": "#/$defs/condition" },
                },
                "required": ["of"],
                "additionalProperties": false,
            })),
            "attestations": { "type": "array", "items": {
                "type": "object",
                "properties": {
                    "clause": text, "by": text, "renew": span, "severity": severity,
                    "title": both, "advice": both, "note": text,
                },
                "required": ["clause", "by", "renew", "title", "advice"],
                "additionalProperties": false,
            } },
            "rules": { "type": "array", "items": {
                "type": "object",
                "properties": {
                    "id": { "type": "string", "pattern": "^[a-z0-9-]+$" },
                    "clause": { "anyOf": [text, { "type": "array", "items": text }] },
                    "severity": severity,
                    "responsible": text, "title": both, "advice": both, "note": text, "for_each": text,
                    "when": { "$ref": "#/$defs/condition" },
                    "require": { "$ref": "#/$defs/condition" },
                },
                "required": ["id", "clause", "severity", "responsible", "title", "advice", "require"],
                "additionalProperties": false,
            } },
        },
        "$defs": {
            "both": {
                "type": "object",
                "properties": { "sv": text, "en": text },
                "required": ["sv", "en"],
                "additionalProperties": false,
            },
            "parameter": { "type": "string", "pattern": "^\\$" },
            "fact": {
                "type": "object",
                "properties": { "fact": { "type": "string" } },
                "required": ["fact"],
                "additionalProperties": false,
            },
            "condition": condition(describe),
        },
    });
    for (name, ty) in distinct_types() {
        schema["$defs"][name] = comparison(ty);
    }
    schema
}

/// Each type once, under a name of its own: `word`, `word-2`, ….
fn distinct_types() -> Vec<(String, FactType)> {
    let own = [FactType::Count(CountUnit::Items), FactType::Date];
    let mut types: Vec<(String, FactType)> = Vec::new();
    for ty in TABLE.iter().map(|def| def.ty).chain(own) {
        if types.iter().all(|(_, known)| *known != ty) {
            let alike = types.iter().filter(|(_, known)| known.key() == ty.key()).count();
            let name = if alike == 0 { ty.key().to_owned() } else { format!("{}-{}", ty.key(), alike + 1) };
            types.push((name, ty));
        }
    }
    types
}

const SPAN: &str = r"^(\$.+|same working day|[0-9]+ (minutes?|hours?|days?|months?|years?|working minutes?|working hours?|working days?))$";

fn map_of(value: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": value })
}

fn condition(describe: &dyn Fn(&Message) -> String) -> Value {
    let several = json!({ "type": "array", "items": { "$ref": "#/$defs/condition" }, "minItems": 1 });
    let types = distinct_types();
    let of = |ty: FactType| {
        let (name, _) = types.iter().find(|(_, known)| *known == ty).expect("every type has a name");
        json!({ "$ref": format!("#/$defs/{name}") })
    };
    let mut properties = Map::new();
    for word in ["all", "any", "none"] {
        properties.insert(word.to_owned(), several.clone());
    }
    for def in TABLE {
        let mut comparison = of(def.ty);
        let explained = Message { key: def.message_key().into(), args: Vec::new() };
        let only = match def.scope {
            Scope::Clinic => String::new(),
            Scope::Item(kind) => format!(" (for_each: {})", kind.key()),
        };
        comparison["description"] = Value::String(format!("{}{only}", describe(&explained)));
        properties.insert(def.path.to_owned(), comparison);
    }
    json!({
        "type": "object",
        "minProperties": 1,
        "properties": properties,
        "patternProperties": {
            "^list\\.": of(FactType::Count(CountUnit::Items)),
            "^(case_type\\.)?measure\\.": { "type": "object" },
            "^(case_type\\.|user\\.)?attested\\.": of(FactType::Date),
        },
        "additionalProperties": false,
    })
}

/// What may stand after a fact of a type: a bare value, or operators with their operands.
fn comparison(ty: FactType) -> Value {
    let mut operators = Map::new();
    operators.insert("or_absent".to_owned(), yes_or_no());
    for operator in operator::ALL {
        if let Some(wanted) = (operator.operand)(ty) {
            operators.insert(operator.word.to_owned(), operand(wanted));
        }
    }
    let long = json!({
        "type": "object",
        "minProperties": 1,
        "properties": operators,
        "additionalProperties": false,
    });
    match (operator::IS.operand)(ty) {
        Some(wanted) => json!({ "anyOf": [operand(wanted), long] }),
        None => long,
    }
}

fn operand(wanted: OperandType) -> Value {
    let list = |items: Value| json!({ "type": "array", "items": items });
    let words = |words: &[&str]| if words.is_empty() { json!({ "type": "string" }) } else { json!({ "enum": words }) };
    let pattern = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    let written = match wanted {
        OperandType::Bool => yes_or_no(),
        OperandType::Word(vocabulary) => words(vocabulary),
        OperandType::Words(vocabulary) => list(words(vocabulary)),
        OperandType::Text | OperandType::CaseType | OperandType::Pattern => json!({ "type": "string" }),
        OperandType::CaseTypes | OperandType::Phrases => list(json!({ "type": "string" })),
        OperandType::Date => pattern("^(today|[0-9]{4}-[0-9]{2}-[0-9]{2})$"),
        OperandType::Count(CountUnit::Items) => pattern("^[0-9]+ items?$"),
        OperandType::Count(CountUnit::Cases) => pattern("^[0-9]+ cases?$"),
        OperandType::Percent => pattern("^[0-9]+ ?%$"),
        OperandType::Span(SpanKind::Calendar) => pattern("^[0-9]+ (days?|months?|years?)$"),
        OperandType::Span(_) => pattern(SPAN),
        OperandType::FactOnly => return json!({ "$ref": "#/$defs/fact" }),
    };
    json!({ "anyOf": [written, { "$ref": "#/$defs/parameter" }, { "$ref": "#/$defs/fact" }] })
}

/// YAML's own reading differs between editors: in YAML 1.1 `yes` is a boolean, in 1.2 it is a word.
fn yes_or_no() -> Value {
    json!({ "enum": ["yes", "no", "ja", "nej", true, false] })
}
