//! riktlinje.yaml as it stands, read into [`Settings`]. Pure: text in, settings or every mistake out.

use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::{PolicyRef, Settings, slashes};
use crate::cli::args::{AsOf, county, parse_consumer};
use crate::cli::error::{Level, Mistake};
use crate::document::{self, Kind, Node, Span};
use crate::model::case_type::Vocabulary as _;
use crate::model::directory::{DirectoryKind, Selection};
use crate::model::hsa_id::HsaId;
use crate::model::source::SourceKind;
use crate::model::working_days::in_stockholm;
use crate::policy::problem::did_you_mean;
use crate::source::Input;
use crate::store::Address;
use crate::text::{Lang, Message};

const FORMAT: &str = "riktlinje/project/v1";
const KEYS: [&str; 10] =
    ["format", "policy", "language", "as_of", "clinics", "sources", "booking", "waivers", "mapping", "register"];
const SOURCES: [&str; 9] =
    ["exports", "declarations", "directory", "tak", "cases", "permissions", "staff", "absence", "attestations"];
const SELECTION_KEYS: [&str; 3] = ["county", "under", "kind"];
const INPUT_KEYS: [&str; 4] = ["file", "complete", "taken", "at_least"];

/// Reads the text of riktlinje.yaml; `base` is the folder that it stands in.
pub(super) fn parse(text: &str, base: &Path) -> Result<Settings, Vec<Mistake>> {
    let root = document::parse(text).map_err(|errors| errors.into_iter().map(Mistake::from).collect::<Vec<_>>())?;
    let mut reader = Reader { base, settings: Settings::default(), mistakes: Vec::new() };
    reader.root(&root);
    if reader.mistakes.is_empty() { Ok(reader.settings) } else { Err(reader.mistakes) }
}

struct Reader<'a> {
    base: &'a Path,
    settings: Settings,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn root(&mut self, root: &Node<'_>) {
        if !matches!(root.kind, Kind::Map(_)) && !root.is_null() {
            self.mistake(root.span, Message::new("cli-settings-not-mapping"), None);
            return;
        }
        self.format(root);
        for (key, value) in root.map() {
            match key.text.as_ref() {
                "format" => {}
                "policy" => self.policies(value),
                "language" => self.language(value),
                "as_of" => self.as_of(value),
                "clinics" => self.clinics(value),
                "sources" => self.sources(value),
                "booking" => self.booking(value),
                "waivers" => self.inputs(SourceKind::Waivers, value),
                "mapping" => {
                    self.settings.mapping = self.text(value).map(|text| self.base.join(text));
                }
                "register" => self.register(value),
                unknown => self.unknown_key(key.span, unknown, &KEYS),
            }
        }
    }

    fn format(&mut self, root: &Node<'_>) {
        let right = Message::new("cli-settings-format-hint").with("format", FORMAT);
        match root.get("format") {
            None => {
                let start = Span { start: 0, end: 0, line: 1, column: 1 };
                self.mistake(start, Message::new("cli-settings-no-format"), Some(right));
            }
            Some(node) if node.text() == Some(FORMAT) => {}
            Some(node) => {
                let found = node.text().unwrap_or_default();
                let message = Message::new("cli-settings-other-format").with("format", found);
                self.mistake(node.span, message, Some(right));
            }
        }
    }

    fn policies(&mut self, value: &Node<'_>) {
        for node in one_or_several(value) {
            if let Some(written) = self.text(node) {
                let folder = self.base.join(&written);
                self.settings.policies.push(PolicyRef { written, folder });
            }
        }
    }

    fn language(&mut self, value: &Node<'_>) {
        let Some(text) = self.text(value) else { return };
        match Lang::ALL.into_iter().find(|lang| lang.code() == text) {
            Some(lang) => self.settings.lang = Some(lang),
            None => {
                let message = Message::new("cli-settings-language").with("language", text);
                self.mistake(value.span, message, Some(Message::new("cli-settings-language-hint")));
            }
        }
    }

    /// A date means the end of that day, as in `--as-of`.
    fn as_of(&mut self, value: &Node<'_>) {
        match value.text().and_then(|text| AsOf::parse(text).ok()) {
            Some(instant) => self.settings.as_of = Some(instant),
            None => {
                let hint = Message::new("cli-expects-as-of");
                self.mistake(value.span, Message::new("cli-settings-taken"), Some(hint));
            }
        }
    }

    /// A list of clinics, or `{ directory: { county: "06", under: …, kind: … } }`.
    fn clinics(&mut self, value: &Node<'_>) {
        match value.map() {
            [(key, selection)] if key.text == "directory" => {
                self.settings.population = Some(self.selection(selection));
            }
            entries => match entries.iter().find(|(key, _)| key.text == "directory") {
                // A list and a selection would be two answers to one question.
                Some((key, _)) => {
                    let hint = Message::new("cli-settings-directory-alone-hint");
                    self.mistake(key.span, Message::new("cli-settings-directory-alone"), Some(hint));
                }
                None => self.inputs(SourceKind::Clinics, value),
            },
        }
    }

    fn selection(&mut self, value: &Node<'_>) -> Selection {
        let mut selection = Selection::default();
        if !matches!(value.kind, Kind::Map(_)) {
            let hint = Message::new("cli-settings-selection-hint");
            self.mistake(value.span, Message::new("cli-settings-selection"), Some(hint));
        }
        for (key, value) in value.map() {
            match key.text.as_ref() {
                "county" => match value.text().map(county) {
                    Some(Ok(county)) => selection.county = Some(county),
                    _ => self.mistake(value.span, Message::new("cli-expects-county"), None),
                },
                "under" => {
                    for node in one_or_several(value) {
                        match node.text().map(HsaId::parse) {
                            Some(Ok(id)) => selection.under.push(id),
                            _ => self.mistake(node.span, Message::new("cli-expects-clinic"), None),
                        }
                    }
                }
                "kind" => {
                    for node in one_or_several(value) {
                        match node.text().and_then(DirectoryKind::parse) {
                            Some(kind) => selection.kinds.push(kind),
                            None => self.no_such_kind(node),
                        }
                    }
                }
                unknown => self.unknown_key(key.span, unknown, &SELECTION_KEYS),
            }
        }
        selection
    }

    fn no_such_kind(&mut self, node: &Node<'_>) {
        let found = node.text().unwrap_or_default();
        let known = || DirectoryKind::WORDS.iter().map(|(kind, _)| kind.key());
        let advice = did_you_mean(found, known())
            .unwrap_or_else(|| Message::new("cli-settings-known-kinds").with("kinds", known().collect::<Vec<_>>()));
        self.mistake(node.span, Message::new("cli-settings-no-such-kind").with("kind", found), Some(advice));
    }

    fn sources(&mut self, value: &Node<'_>) {
        if !matches!(value.kind, Kind::Map(_)) {
            if !value.is_null() {
                let hint = Message::new("cli-settings-sources-hint");
                self.mistake(value.span, Message::new("cli-settings-sources"), Some(hint));
            }
            return;
        }
        for (key, value) in value.map() {
            match SourceKind::parse(&key.text).filter(|kind| SOURCES.contains(&kind.key())) {
                Some(kind) => self.inputs(kind, value),
                None => self.unknown_key(key.span, &key.text, &SOURCES),
            }
        }
    }

    /// `{consumer: ID}`, or a list of them.
    fn booking(&mut self, value: &Node<'_>) {
        for (key, consumers) in value.map() {
            if key.text != "consumer" {
                self.unknown_key(key.span, &key.text, &["consumer"]);
                continue;
            }
            for node in one_or_several(consumers) {
                match node.text().and_then(|text| parse_consumer(text).ok()) {
                    Some(consumer) => self.settings.booking_consumers.push(consumer),
                    None => {
                        let hint = Message::new("cli-expects-booking-consumer");
                        self.mistake(node.span, Message::new("cli-settings-consumer"), Some(hint));
                    }
                }
            }
        }
        if !matches!(value.kind, Kind::Map(_)) && !value.is_null() {
            let hint = Message::new("cli-expects-booking-consumer");
            self.mistake(value.span, Message::new("cli-settings-consumer"), Some(hint));
        }
    }

    /// A file or folder, a list of them, or `{file: …, complete: yes, taken: 2026-11-18}`.
    fn inputs(&mut self, kind: SourceKind, value: &Node<'_>) {
        for node in one_or_several(value) {
            match node.kind {
                Kind::Map(_) => self.described_input(kind, node),
                _ => {
                    if let Some(location) = self.text(node) {
                        self.input(kind, &location);
                    }
                }
            }
        }
    }

    fn described_input(&mut self, kind: SourceKind, node: &Node<'_>) {
        let mut complete = false;
        let mut taken_at = None;
        let mut at_least = None;
        for (key, value) in node.map() {
            match key.text.as_ref() {
                "file" => {}
                "complete" if matches!(kind, SourceKind::Staff | SourceKind::Directory | SourceKind::Cases) => {
                    match value.text() {
                        Some("yes" | "true" | "ja") => complete = true,
                        Some("no" | "false" | "nej") => {}
                        _ => self.mistake(value.span, Message::new("cli-settings-yes-or-no"), None),
                    }
                }
                "complete" => self.mistake(key.span, Message::new("cli-settings-complete-kinds"), None),
                "taken" => match value.text().and_then(taken) {
                    Some(instant) => taken_at = Some(instant),
                    None => {
                        let hint = Message::new("cli-settings-taken-hint");
                        self.mistake(value.span, Message::new("cli-settings-taken"), Some(hint));
                    }
                },
                "at_least" => match value.text().and_then(|text| text.parse().ok()) {
                    Some(records) => at_least = Some(records),
                    None => self.mistake(value.span, Message::new("cli-settings-at-least"), None),
                },
                unknown => self.unknown_key(key.span, unknown, &INPUT_KEYS),
            }
        }
        match node.get("file") {
            Some(file) => {
                for location in one_or_several(file) {
                    if let Some(location) = self.text(location) {
                        self.input(kind, &location);
                        let input = self.settings.inputs.last_mut().expect("it was just added");
                        (input.complete, input.taken_at, input.at_least) = (complete, taken_at, at_least);
                    }
                }
            }
            None => {
                let hint = Message::new("cli-settings-no-file-hint");
                self.mistake(node.span, Message::new("cli-settings-no-file"), Some(hint));
            }
        }
    }

    fn input(&mut self, kind: SourceKind, location: &str) {
        let location = if location == "-" || location.starts_with("https://") || location.starts_with("http://") {
            location.to_owned()
        } else {
            slashes(&self.base.join(location).to_string_lossy())
        };
        self.settings.inputs.push(Input::new(kind, location));
    }

    fn text(&mut self, node: &Node<'_>) -> Option<String> {
        if let Some(text) = node.text().filter(|text| !text.trim().is_empty()) {
            return Some(text.to_owned());
        }
        self.mistake(node.span, Message::new("cli-settings-text"), Some(Message::new("cli-settings-text-hint")));
        None
    }

    /// A file, or the address of a database.
    fn register(&mut self, value: &Node<'_>) {
        let Some(text) = self.text(value) else { return };
        if !Address::is_meant(&text) {
            self.settings.register = Some(self.base.join(text));
            return;
        }
        match Address::parse(&text) {
            Ok(_) => self.settings.register = Some(text.into()),
            Err(why) => self.mistake(value.span, why, Some(Message::new("store-pg-address-hint"))),
        }
    }

    fn unknown_key(&mut self, span: Span, key: &str, known: &[&'static str]) {
        let message = Message::new("cli-settings-unknown-key").with("key", key);
        let near = did_you_mean(key, known.iter().copied());
        let advice = near.unwrap_or_else(|| Message::new("cli-settings-known-keys").with("keys", known.to_vec()));
        self.mistake(span, message, Some(advice));
    }

    fn mistake(&mut self, span: Span, message: Message, advice: Option<Message>) {
        self.mistakes.push(Mistake { span, message, advice, level: Level::Error });
    }
}

/// The elements of a list; anything else is one element.
fn one_or_several<'n, 'a>(node: &'n Node<'a>) -> &'n [Node<'a>] {
    match &node.kind {
        Kind::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// When the data was taken out: an instant, or a date, which means its first second so that nothing seems fresher
/// than it is.
fn taken(text: &str) -> Option<DateTime<FixedOffset>> {
    let instant = DateTime::parse_from_rfc3339(text).ok();
    instant.or_else(|| {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        Some(in_stockholm(date.and_time(NaiveTime::MIN)).fixed_offset())
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{AsOf, parse};
    use crate::cli::error::Mistakes;
    use crate::cli::ui::Look;
    use crate::model::case_type::Vocabulary as _;
    use crate::model::tak::Consumer;
    use crate::text::{Catalogue, Lang};

    fn drawn(text: &str) -> String {
        let mistakes = parse(text, Path::new("")).expect_err("there are mistakes");
        let words = Catalogue::new(Lang::En);
        let file = Mistakes { file: "riktlinje.yaml".into(), text: text.into(), mistakes };
        Look { words: &words, colour: false, width: 100 }.mistakes(&file)
    }

    #[test]
    fn a_whole_file_is_read() {
        let text = "
format: riktlinje/project/v1
policy: [rjl-1177, ./egen]
language: en
as_of: 2026-11-20
booking: { consumer: [SE2321000057-TESTC, Testkonsument 1] }
clinics: clinics.csv
sources:
  exports: [exports/, https://localhost/a.json, '-']
  tak: tak.json
  permissions: { file: permissions.csv, taken: 2026-11-18 }
  staff: { file: [a.csv, b.csv], complete: yes, taken: 2026-11-18T06:00:00+01:00 }
waivers: waivers.yaml
mapping: mapping.yaml
";
        let settings = parse(text, Path::new("region")).expect("it is right");
        assert_eq!(settings.lang, Some(Lang::En));
        assert_eq!(settings.as_of, AsOf::parse("2026-11-20").ok());
        assert_eq!(settings.policies[1].folder, Path::new("region/./egen"));
        let consumers: Vec<&str> = settings.booking_consumers.iter().map(Consumer::as_str).collect();
        assert_eq!(consumers, ["SE2321000057-TESTC", "Testkonsument 1"]);
        assert_eq!(settings.mapping.as_deref(), Some(Path::new("region/mapping.yaml")));
        let inputs: Vec<String> = settings
            .inputs
            .iter()
            .map(|input| {
                let taken = input.taken_at.map(|at| at.to_rfc3339()).unwrap_or_default();
                format!("{} {} {} {taken}", input.kind.key(), input.location, input.complete)
            })
            .collect();
        insta::assert_snapshot!(inputs.join("\n"), @r#"
        clinics region/clinics.csv false 
        exports region/exports/ false 
        exports https://localhost/a.json false 
        exports - false 
        tak region/tak.json false 
        permissions region/permissions.csv false 2026-11-18T00:00:00+01:00
        staff region/a.csv true 2026-11-18T06:00:00+01:00
        staff region/b.csv true 2026-11-18T06:00:00+01:00
        waivers region/waivers.yaml false
        "#);
    }

    #[test]
    fn every_mistake_is_told_at_once_at_its_line() {
        insta::assert_snapshot!(drawn("
format: riktlinje/project/v2
polcy: rjl-1177
language: svenska
as_of: i går
clinics: { directory: { county: Jkpg, kind: vardcentralen } }
sources:
  export: exports/
  cases: c.csv
  staff: { complete: maybe, taken: yesterday }
  permissions: { file: p.csv, complete: yes }
  absence:
register: postgres://anna:hemligt@db.example/riktlinje?sslmode=prefer
booking: { consumer: [811218-9876], producer: x }
"), @r#"
        error: the format «riktlinje/project/v2» is unknown
         --> riktlinje.yaml:2:9
          |
        2 | format: riktlinje/project/v2
          |         ^^^^^^^^^^^^^^^^^^^^
          |
          = help: Write «format: riktlinje/project/v1» on the first line.

        error: there is no setting «polcy»
         --> riktlinje.yaml:3:1
          |
        3 | polcy: rjl-1177
          | ^^^^^
          |
          = help: Did you mean «policy»?

        error: there is no language «svenska»
         --> riktlinje.yaml:4:11
          |
        4 | language: svenska
          |           ^^^^^^^
          |
          = help: Write sv or en.

        error: this is neither a date nor an instant
         --> riktlinje.yaml:5:8
          |
        5 | as_of: i går
          |        ^^^^^
          |
          = help: Write a date such as 2026-11-20, or an instant such as 2026-11-20T12:00.

        error: Write the county code with two digits in quotation marks, such as "06".
         --> riktlinje.yaml:6:33
          |
        6 | clinics: { directory: { county: Jkpg, kind: vardcentralen } }
          |                                 ^^^^

        error: there is no kind of unit called «vardcentralen»
         --> riktlinje.yaml:6:45
          |
        6 | clinics: { directory: { county: Jkpg, kind: vardcentralen } }
          |                                             ^^^^^^^^^^^^^
          |
          = help: Did you mean «vardcentral»?

        error: there is no setting «export»
         --> riktlinje.yaml:8:3
          |
        8 |   export: exports/
          |   ^^^^^^
          |
          = help: Did you mean «exports»?

        error: it does not say which file this is about
          --> riktlinje.yaml:10:10
           |
        10 |   staff: { complete: maybe, taken: yesterday }
           |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: Write, for instance, { file: staff.csv, complete: yes }.

        error: the answer must be yes or no
          --> riktlinje.yaml:10:22
           |
        10 |   staff: { complete: maybe, taken: yesterday }
           |                      ^^^^^

        error: this is neither a date nor an instant
          --> riktlinje.yaml:10:36
           |
        10 |   staff: { complete: maybe, taken: yesterday }
           |                                    ^^^^^^^^^
           |
           = help: Write, for instance, 2026-11-18 or 2026-11-18T06:00:00+01:00.

        error: only a staff list, a directory and a case log can be said to be complete
          --> riktlinje.yaml:11:31
           |
        11 |   permissions: { file: p.csv, complete: yes }
           |                               ^^^^^^^^

        error: there should be a name, a file or a folder here
          --> riktlinje.yaml:12:10
           |
        12 |   absence:
           |          ^
           |
           = help: Fill in the value, or remove the line.

        error: sslmode=prefer lets passwords and changes travel unencrypted, or to a server that nobody has checked. Take sslmode out of the address: the certificate is always verified.
          --> riktlinje.yaml:13:11
           |
        13 | register: postgres://anna:*******@db.example/riktlinje?sslmode=prefer
           |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: It looks like this: postgres://anna@db.region.example/riktlinje, or on the same computer postgres:///riktlinje. The password belongs in a password file (PGPASSFILE), not in the address.

        error: it does not say which system in TAK is 1177
          --> riktlinje.yaml:14:23
           |
        14 | booking: { consumer: [******-****], producer: x }
           |                       ^^^^^^^^^^^
           |
           = help: Write the HSA-id that 1177 calls with, as TAK has it: booking: { consumer: HSA-id } in riktlinje.yaml, or --booking-consumer HSA-id.

        error: there is no setting «producer»
          --> riktlinje.yaml:14:37
           |
        14 | booking: { consumer: [******-****], producer: x }
           |                                     ^^^^^^^^
           |
           = help: Those that exist are consumer.
        "#);
    }

    #[test]
    fn what_is_not_a_mapping_or_not_yaml_is_told() {
        insta::assert_snapshot!(drawn("- a\n- b\n"), @r#"
        error: the file must consist of settings, one a line, such as «policy: rjl-1177»
         --> riktlinje.yaml:1:1
          |
        1 | - a
          | ^^^
        "#);
        insta::assert_snapshot!(drawn("format: riktlinje/project/v1\npolicy: [a\n"), @r#"
        error: A bracket begins here and never ends. End it with ] or }.
         --> riktlinje.yaml:2:9
          |
        2 | policy: [a
          |         ^
        "#);
        insta::assert_snapshot!(drawn("# empty\n"), @r#"
        error: the file does not say which format it has
         --> riktlinje.yaml:1:1
          |
        1 | # empty
          | ^
          |
          = help: Write «format: riktlinje/project/v1» on the first line.
        "#);
    }
}
