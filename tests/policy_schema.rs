//! The schema that editors check policies with is made from the fact table, is fresh, and accepts our policies.

use std::path::Path;

use riktlinje::document;
use riktlinje::policy::{library, schema::schema};
use riktlinje::text::{Catalogue, Lang};
use serde::Deserialize as _;

fn fresh() -> serde_json::Value {
    let words = Catalogue::new(Lang::En);
    schema(&|message| words.render(message))
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test compares a file of the repository")]
fn the_stored_schema_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/policy-v1.schema.json");
    let text = serde_json::to_string_pretty(&fresh()).expect("a value is always JSON") + "\n";
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        std::fs::write(&path, &text).expect("the folder is there");
    }
    let stored = std::fs::read_to_string(&path).expect("the schema is stored").replace("\r\n", "\n");
    assert!(stored == text, "run with UPDATE_SCHEMAS=1 and commit {}", path.display());
}

#[test]
fn every_policy_fits_the_schema_and_a_mistaken_one_does_not() {
    let validator = jsonschema::validator_for(&fresh()).expect("the schema is a schema");
    let json = |text: &str| {
        let root = document::parse(text).expect("it is a document");
        serde_json::Value::deserialize(&root).expect("it is made of lists, mappings and texts")
    };
    for name in library::embedded_names() {
        let files = library::embedded(name).expect("it is listed");
        let policy = json(files.get(library::POLICY_FILE).expect("it has a policy"));
        let errors: Vec<String> =
            validator.iter_errors(&policy).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
    let mistaken = json(include_str!("mistakes/policy.yaml"));
    assert!(validator.iter_errors(&mistaken).count() > 10);
}
