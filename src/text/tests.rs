//! Holds the catalogues to each other, and the code to the catalogues.

#![expect(clippy::disallowed_methods, reason = "a test reads the sources that it judges")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::FluentResource;

use super::catalogue::files;
use super::{Catalogue, Lang};

/// The keys of a catalogue file, each with the variables that its sentence has.
fn sentences(file: &str) -> Vec<(&str, BTreeSet<&str>)> {
    let mut found: Vec<(&str, BTreeSet<&str>)> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let key = line.split(" =").next().filter(|key| !key.is_empty() && !line.starts_with([' ', '}']));
        if let Some(key) = key {
            found.push((key, BTreeSet::new()));
        }
        let variables = line.split('$').skip(1).map(|rest| {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
            &rest[..end]
        });
        if let Some((_, known)) = found.last_mut() {
            known.extend(variables);
        }
    }
    found
}

fn all(lang: Lang) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    files(lang).iter().copied().flat_map(sentences).collect()
}

#[test]
fn every_file_is_well_formed() {
    for lang in Lang::ALL {
        for file in files(lang) {
            if let Err((_, errors)) = FluentResource::try_new((*file).to_owned()) {
                panic!("{lang:?}: {errors:?} in\n{}", file.lines().take(3).collect::<Vec<_>>().join("\n"));
            }
        }
    }
}

#[test]
fn no_key_stands_twice() {
    for lang in Lang::ALL {
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> = files(lang)
            .iter()
            .copied()
            .flat_map(sentences)
            .map(|(key, _)| key)
            .filter(|key| !seen.insert(*key))
            .collect();
        assert_eq!(twice, [""; 0], "{lang:?}");
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (sv, en) = (all(Lang::Sv), all(Lang::En));
    let keys = |texts: &BTreeMap<&'static str, _>| texts.keys().copied().collect::<BTreeSet<_>>();
    let only_one: Vec<&str> = keys(&sv).symmetric_difference(&keys(&en)).copied().collect();
    assert_eq!(only_one, [""; 0], "these keys stand in one language only");
    let differ: Vec<_> = sv.iter().filter(|(key, variables)| en[**key] != **variables).collect();
    assert!(differ.is_empty(), "these sentences have other variables in English: {differ:#?}");
}

#[test]
fn every_sentence_is_in_the_same_room_in_both_languages() {
    for (sv, en) in files(Lang::Sv).iter().zip(files(Lang::En)) {
        let keys = |file| sentences(file).into_iter().map(|(key, _)| key).collect::<BTreeSet<_>>();
        let moved: Vec<&str> = keys(sv).symmetric_difference(&keys(en)).copied().collect();
        assert_eq!(moved, [""; 0]);
    }
}

/// String literals of the sources that look like keys of the catalogue: of a family of keys that it has.
fn keys_in_sources() -> BTreeSet<(String, String)> {
    let families: BTreeSet<&str> =
        all(Lang::Sv).into_keys().filter_map(|key| key.split_once('-')).map(|(f, _)| f).collect();
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html")
                && !path.ends_with("tests.rs")
            {
                let source = std::fs::read_to_string(&path).expect("a source file");
                let name = path.display().to_string();
                // What stands after the unit tests' heading is no sentence that a user reads.
                let code = source.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                let is_template = path.extension().is_some_and(|ending| ending == "html");
                let literals: Vec<&str> = if is_template {
                    // Quotation marks of attributes are not ours; words are asked for with `get`.
                    code.split("get(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
                } else {
                    // Line by line, so that a quotation mark in a comment or character does not turn a file inside out.
                    code.lines().flat_map(|line| line.split('"').skip(1).step_by(2)).collect()
                };
                let keys = literals.into_iter().filter(|text| {
                    let family = text.split_once('-').map(|(family, _)| family);
                    family.is_some_and(|family| families.contains(family))
                        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                        && !text.ends_with('-')
                });
                found.extend(keys.map(|key| (key.to_owned(), name.clone())));
            }
        }
    }
    found
}

#[test]
fn every_key_that_the_code_uses_exists() {
    let catalogue = Catalogue::new(Lang::Sv);
    let keys = keys_in_sources();
    assert!(keys.len() > 100, "the scan finds the keys: {}", keys.len());
    // A family of several words looks like a key.
    let is_family = |key: &str| COMPOSED.iter().any(|family| family.strip_suffix('-') == Some(key));
    let missing: Vec<_> = keys.into_iter().filter(|(key, _)| !catalogue.has(key) && !is_family(key)).collect();
    assert!(missing.is_empty(), "no sentence for {missing:#?}");
}

/// Families whose keys the code puts together from a word: of a fact, a vocabulary, an argument of the command line.
const COMPOSED: [&str; 22] = [
    "change-",
    "disposition-",
    "permission-reason-",
    "fact-",
    "word-",
    "kind-",
    "ask-",
    "role-",
    "operator-",
    "outcome-",
    "severity-",
    "workdays-",
    "policy-type-",
    "cli-value-",
    "cli-about",
    "cli-more",
    "cli-arg-",
    "cli-expects-",
    "directory-kind-",
    "directory-lack-",
    "directory-unit-type-",
    "directory-care-type-",
];

#[test]
fn no_sentence_is_left_over() {
    let used: BTreeSet<String> = keys_in_sources().into_iter().map(|(key, _)| key).collect();
    let composed = |key: &str| COMPOSED.iter().any(|family| key.starts_with(family));
    // A key without a family (`and`, `yes`) is too common a word to be looked for.
    let left: Vec<&str> =
        all(Lang::Sv).into_keys().filter(|key| key.contains('-') && !composed(key) && !used.contains(*key)).collect();
    assert_eq!(left, [""; 0], "nobody says these sentences");
}

#[test]
fn a_key_of_a_newer_version_is_shown_with_what_it_says() {
    use super::Message;
    let catalogue = Catalogue::new(Lang::Sv);
    let message = Message::new("a-key-of-tomorrow").with("count", 3_u32).with("name", "Habo");
    assert_eq!(catalogue.render(&message), "a-key-of-tomorrow(3, Habo)");
    assert_eq!(catalogue.render(&Message::new("word-something_new")), "something_new");
}

#[test]
fn lists_are_joined_as_the_language_joins_them() {
    let join = |lang, items: &[&str]| {
        Catalogue::new(lang).join(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(join(Lang::Sv, &["a", "b", "c"]), "a, b och c");
    assert_eq!(join(Lang::En, &["a", "b"]), "a and b");
    assert_eq!(join(Lang::En, &["a"]), "a");
    assert_eq!(join(Lang::En, &[]), "");
}
