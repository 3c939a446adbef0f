//! Words for the nouns of a run: values, lengths of time, conditions, reasons. Shared by every place that shows them to
//! a person. Whatever comes back is harmless for a terminal: texts from outside are escaped here.

use crate::model::case_type::Vocabulary as _;
use crate::model::finding::{Evidence, Item, ItemKind, Missing, Settlement};
use crate::model::outcome::{Outcome, Severity};
use crate::model::place::{Located, Spot};
use crate::model::source::{ProblemLevel, SourceKind};
use crate::model::span::{TimeSpan, TimeUnit};
use crate::model::value::Value;
use crate::report::escape::escape;
use crate::text::{Bilingual, Catalogue, Lang, Message};

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    catalogue: Catalogue,
    names: Vec<(Box<str>, Bilingual)>,
}

impl Words {
    /// The words of a language. Reading the catalogue takes a few milliseconds.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self::with_names(lang, &[])
    }

    /// The words of a language, with the names that policies give to facts of their own.
    #[must_use]
    pub fn with_names(lang: Lang, names: &[(Box<str>, Bilingual)]) -> Self {
        Self { catalogue: Catalogue::new(lang), names: names.to_vec() }
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.catalogue.lang()
    }

    /// The sentences behind the words.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// A sentence without arguments.
    #[must_use]
    pub fn get(&self, key: &'static str) -> String {
        self.catalogue.get(key)
    }

    /// A message in words, on one line.
    #[must_use]
    pub fn say(&self, message: &Message) -> String {
        one_line(&self.catalogue.render(message))
    }

    /// A text of a policy, on one line.
    #[must_use]
    pub fn both(&self, text: &Bilingual) -> String {
        one_line(text.get(self.lang()))
    }

    /// Several things joined as the language joins them: «a, b och c».
    #[must_use]
    pub fn join(&self, items: &[String]) -> String {
        self.catalogue.join(items)
    }

    /// A number with its digits in groups: «20 000», “20,000”.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        // Four digits stand together in Swedish.
        let (separator, from) = match self.lang() {
            Lang::Sv => ('\u{a0}', 5),
            Lang::En => (',', 4),
        };
        if digits.len() < from {
            return digits;
        }
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A count with its noun: «1 mottagning», «20 000 mottagningar». The sentence has the arguments `count`, which
    /// chooses the form, and `number`, which is shown.
    #[must_use]
    pub fn count(&self, key: &'static str, count: impl Into<u64>) -> String {
        let count = count.into();
        self.catalogue.render(&Message::new(key).with("count", count).with("number", self.number(count)))
    }

    /// A value.
    #[must_use]
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Bool(true) => self.get("yes"),
            Value::Bool(false) => self.get("no"),
            Value::Word(word) => self.word(word),
            Value::Text(text) => self.quoted(text),
            Value::Prose { chars } => self.count("value-prose", *chars),
            Value::Date(date) => date.format("%Y-%m-%d").to_string(),
            Value::Count(count) => self.number(*count),
            Value::Share { part, of } => self.share(*part, *of),
            Value::Percent(percent) => self.percent(&percent.to_string()),
            Value::Span(span) => self.span(*span),
            Value::Words(words) => self.listed(words.iter().map(|word| self.word(word)).collect()),
            Value::Named { key, name } => self.name(key, name),
            Value::Names(names) => self.listed(names.iter().map(|(key, name)| self.name(key, name)).collect()),
            Value::Absent => self.get("value-absent"),
        }
    }

    /// A length of time: «1 arbetsdag».
    #[must_use]
    pub fn span(&self, span: TimeSpan) -> String {
        match span.unit {
            TimeUnit::SameWorkingDay => self.get(span.unit.message_key()),
            unit => self.count(unit.message_key(), span.amount),
        }
    }

    /// A share with its figures: «87 % (87 av 100)». Rounded down, so that only a whole share is 100 %.
    #[must_use]
    pub fn share(&self, part: u64, of: u64) -> String {
        if of == 0 {
            return self.get("share-of-none");
        }
        let figures = Message::new("share").with("part", self.number(part)).with("of", self.number(of));
        self.catalogue.render(&figures.with("percent", self.percentage(part, of)))
    }

    /// A share without its figures: «98,5 %». Rounded down to a tenth; of nothing, none.
    #[must_use]
    pub fn percentage(&self, part: u64, of: u64) -> String {
        let tenths = (u128::from(part) * 1000).checked_div(u128::from(of)).unwrap_or(0);
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let point = match self.lang() {
            Lang::Sv => ',',
            Lang::En => '.',
        };
        self.percent(&if tenth == 0 { whole.to_string() } else { format!("{whole}{point}{tenth}") })
    }

    /// A fact's name for people, or its path.
    #[must_use]
    pub fn fact(&self, path: &str) -> String {
        let key = format!("fact-{}", path.replace(['.', '_'], "-"));
        if self.catalogue.has(&key) {
            return self.catalogue.render(&Message { key: key.into(), args: Vec::new() });
        }
        // Facts that a policy names itself: a measure, a list, an attestation.
        if let Some((_, name)) = self.names.iter().find(|(known, _)| **known == *path) {
            return self.both(name);
        }
        for (prefix, key) in [
            ("measure.", "named-fact-measure"),
            ("case_type.measure.", "named-fact-measure"),
            ("list.", "named-fact-list"),
            ("attested.", "named-fact-attested"),
            ("case_type.attested.", "named-fact-case-type-attested"),
        ] {
            if let Some(name) = path.strip_prefix(prefix) {
                return self.say(&Message::new(key).with("name", name));
            }
        }
        escape(path).into_owned()
    }

    /// What a condition expects: «minst 5 år», «ska innehålla Förnya recept».
    #[must_use]
    pub fn condition(&self, operator: &str, expected: &Value) -> String {
        self.wanted((operator, expected), self.value(expected))
    }

    /// A condition, with what it expects in words.
    fn wanted(&self, (operator, expected): (&str, &Value), shown: String) -> String {
        let key = match (operator, expected) {
            ("exists", Value::Bool(false)) => "operator-exists-no".to_owned(),
            _ => format!("operator-{}", operator.replace('_', "-")),
        };
        let message = Message { key: key.into(), args: Vec::new() };
        one_line(&self.catalogue.render(&message.with("expected", shown)))
    }

    /// A condition by itself: «Bokbara tidtyper: minst 1».
    #[must_use]
    pub fn expectation<P>(&self, evidence: &Evidence<P>) -> String {
        if let Some((fact, wanted)) = self.claim(evidence) {
            let message = Message::new(if wanted { "claim-wanted" } else { "claim-unwanted" });
            return self.say(&message.with("fact", fact));
        }
        let expected = self.condition(evidence.operator, &evidence.expected);
        let message = Message::new("evidence-expected").with("expected", expected);
        self.about(evidence, &message.with("fact", self.fact(&evidence.fact)))
    }

    /// A condition with what was found: «Öppna ärendetyper: ska innehålla Förnya recept, hittade inga».
    #[must_use]
    pub fn evidence<P>(&self, evidence: &Evidence<P>) -> String {
        if let Some((fact, _)) = self.claim(evidence) {
            let message = match (&evidence.found, evidence.missing) {
                (Some(Value::Bool(false) | Value::Absent), _) => Message::new("claim-false"),
                (Some(_), _) => Message::new("claim-true"),
                (None, Some(missing)) => Message::new("claim-unknown").with("reason", self.missing(missing)),
                (None, None) => return self.expectation(evidence),
            };
            return self.say(&message.with("fact", fact));
        }
        let condition = (evidence.operator, &evidence.expected);
        // The name of a fact says more than its value alone, and all there is to say where it has none; a parameter's name says
        // less.
        let expected = match evidence.expected_from.as_deref().filter(|from| !from.starts_with('$')) {
            Some(from) if evidence.expected == Value::Absent => self.wanted(condition, self.fact(from)),
            Some(from) => {
                let expected = self.condition(evidence.operator, &evidence.expected);
                self.say(&Message::new("evidence-from").with("expected", expected).with("fact", self.fact(from)))
            }
            None => self.condition(evidence.operator, &evidence.expected),
        };
        let message = match (&evidence.found, evidence.missing) {
            (Some(Value::Absent), _) => Message::new("evidence-absent"),
            (Some(found), _) => Message::new("evidence-found").with("found", self.value(found)),
            (None, Some(missing)) => Message::new("evidence-unknown").with("reason", self.missing(missing)),
            (None, None) => Message::new("evidence-expected"),
        };
        let message = message.with("fact", self.fact(&evidence.fact)).with("expected", expected);
        self.about(evidence, &message)
    }

    /// The fact, if its name is a claim («att en text ber patienten ringa») and the condition asks whether it is so; and
    /// whether it should be.
    fn claim<P>(&self, evidence: &Evidence<P>) -> Option<(String, bool)> {
        let (("is" | "exists", Value::Bool(wanted)) | ("is_not", Value::Bool(wanted))) =
            (evidence.operator, &evidence.expected)
        else {
            return None;
        };
        let fact = self.fact(&evidence.fact);
        let is_claim = fact.strip_prefix(&self.get("that")).is_some_and(|rest| rest.starts_with(' '));
        is_claim.then_some((fact, *wanted == (evidence.operator != "is_not")))
    }

    /// A sentence that begins with a fact's name: with a capital, unless the name is a path.
    fn about<P>(&self, evidence: &Evidence<P>, message: &Message) -> String {
        let sentence = self.say(message);
        if sentence.starts_with(&*evidence.fact) { sentence } else { capitalised(&sentence) }
    }

    /// Why a fact is unknown.
    #[must_use]
    pub fn missing(&self, missing: Missing) -> String {
        let message = match missing {
            Missing::NotSupplied(_) => Message::new("missing-not-supplied"),
            Missing::NotInSource(_) => Message::new("missing-not-in-source"),
            Missing::NotSet(_) => Message::new("missing-not-set"),
            Missing::NotExported(_) => Message::new("missing-not-exported"),
            Missing::NoRecord(_) => Message::new("missing-no-record"),
            Missing::Unreadable(_) => Message::new("missing-unreadable"),
            Missing::Stale(_, limit) => Message::new("missing-stale").with("limit", self.span(limit)),
            Missing::Conflicting(_) => Message::new("missing-conflicting"),
            Missing::TooFew(cases) => Message::new("missing-too-few").with("count", cases),
        };
        self.say(&message.with("source", self.source(missing.source())))
    }

    /// What would settle an unknown, and whom to ask.
    #[must_use]
    pub fn settlement(&self, settlement: &Settlement) -> String {
        self.say(&settlement.message)
    }

    /// A kind of source, in the definite form: «ärendeloggen».
    #[must_use]
    pub fn source(&self, kind: SourceKind) -> String {
        self.keyed("kind-", kind.key())
    }

    /// Whom to ask for a source, as a sentence: «Be den regionala förvaltningen om ett ärendeuttag.»
    #[must_use]
    pub fn whom_to_ask(&self, kind: SourceKind) -> String {
        self.keyed("ask-", kind.key())
    }

    /// A role: «lokal administratör». A role that only the policy knows is shown as it is.
    #[must_use]
    pub fn role(&self, role: &str) -> String {
        self.keyed("role-", role)
    }

    /// A word for an outcome: «bryter mot regeln».
    #[must_use]
    pub fn outcome(&self, outcome: Outcome) -> String {
        self.keyed("outcome-", outcome.key())
    }

    /// A word for a severity: «fel».
    #[must_use]
    pub fn severity(&self, severity: Severity) -> String {
        self.keyed("severity-", severity.key())
    }

    /// A word for how bad a problem with a source is.
    #[must_use]
    pub fn level(&self, level: ProblemLevel) -> String {
        self.get(match level {
            ProblemLevel::Error => "level-error",
            ProblemLevel::Warning => "level-warning",
            ProblemLevel::Note => "level-note",
        })
    }

    /// What a `for_each` rule looked at, with its kind: «ärendetypen Kontakta mig».
    #[must_use]
    pub fn item(&self, item: &Item, name: Option<&Bilingual>) -> String {
        let key = match item.kind {
            ItemKind::CaseType => "item-case-type",
            ItemKind::Permission => "item-permission",
            ItemKind::User => "item-user",
            ItemKind::Service => "item-service",
            ItemKind::Decision => "item-decision",
        };
        let known = || self.names.iter().find(|(key, _)| *key == item.id).map(|(_, name)| name);
        let shown = match (name.or_else(known), item.id.split_once('/')) {
            (Some(name), _) => name.get(self.lang()).to_owned(),
            (None, Some((staff, role))) => format!("{staff} ({})", self.role(role)),
            (None, None) => item.id.to_string(),
        };
        self.say(&Message::new(key).with("name", shown))
    }

    /// Where something stands, short: `exports/a.yaml:14:9`, «a.xlsx, bladet Mottagningar, cell C7».
    #[must_use]
    pub fn place(&self, place: &Located) -> String {
        let file = escape(&place.file);
        match &place.spot {
            Spot::File => file.into_owned(),
            Spot::Line { line, column } => format!("{file}:{line}:{column}"),
            Spot::Event { number } => format!("{file} #{number}"),
            Spot::Cell { sheet, cell } => {
                let message = Message::new("place-cell").with("file", &*place.file);
                self.say(&message.with("sheet", &**sheet).with("cell", &**cell))
            }
        }
    }

    /// The same without the column, for lists.
    #[must_use]
    pub fn place_in_short(&self, place: &Located) -> String {
        match &place.spot {
            Spot::Line { line, .. } => format!("{}:{line}", escape(&place.file)),
            Spot::File | Spot::Cell { .. } | Spot::Event { .. } => self.place(place),
        }
    }

    /// A text from outside, in the language's quotation marks.
    #[must_use]
    pub fn quoted(&self, text: &str) -> String {
        let (open, close) = match self.lang() {
            Lang::Sv => ('«', '»'),
            Lang::En => ('“', '”'),
        };
        format!("{open}{}{close}", escape(text))
    }

    /// A word of a vocabulary: «aktiv». One that the catalogue does not know is shown as it is.
    #[must_use]
    pub fn word(&self, word: &str) -> String {
        self.keyed("word-", word)
    }

    fn name(&self, key: &str, name: &Bilingual) -> String {
        let name = name.get(self.lang());
        escape(if name.is_empty() { key } else { name }).into_owned()
    }

    fn percent(&self, figure: &str) -> String {
        self.catalogue.render(&Message::new("percent").with("figure", figure))
    }

    fn listed(&self, items: Vec<String>) -> String {
        if items.is_empty() { self.get("value-none") } else { self.catalogue.join(&items) }
    }

    /// A code with what it means, where we have words for it: «01 öppenvård».
    #[must_use]
    pub fn code(&self, family: &str, code: &str) -> String {
        let key = format!("{family}{code}");
        let shown = escape(code);
        if self.catalogue.has(&key) { format!("{shown} {}", self.keyed(family, code)) } else { shown.into_owned() }
    }

    /// A word of a family of keys; one that the catalogue does not know is shown as it is.
    #[must_use]
    pub fn keyed(&self, prefix: &str, word: &str) -> String {
        let key = format!("{prefix}{word}");
        if self.catalogue.has(&key) {
            self.catalogue.render(&Message { key: key.into(), args: Vec::new() })
        } else {
            escape(word).into_owned()
        }
    }
}

/// With a capital first.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// On one line and harmless: line breaks and tabs of long texts become blanks.
fn one_line(text: &str) -> String {
    let flat: Vec<&str> = text.split(['\n', '\r', '\t', ' ']).filter(|word| !word.is_empty()).collect();
    escape(&flat.join(" ")).into_owned()
}
