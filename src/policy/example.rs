//! Examples: a policy's rules tried on facts that its author wrote down, with the outcome that they are to give.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::fact::{self, CountUnit, Datum, Fact, FactRef, FactType, Subject, Types};
use super::judge::Judge;
use super::library::{EXAMPLES_FILE, PolicyFiles};
use super::literal::{count, percent};
use super::problem::{Level, PolicyProblem, did_you_mean};
use super::rule::{Policy, Rule};
use crate::document::{self, Node, Span};
use crate::model::case_type::{TypeSet, Vocabulary as _};
use crate::model::clinic::TextFacts;
use crate::model::finding::{ItemKind, Missing};
use crate::model::needs::Needs;
use crate::model::outcome::Outcome;
use crate::model::source::SourceKind;
use crate::model::span::TimeSpan;
use crate::text::Message;

/// The format of an examples file.
pub const FORMAT: &str = "riktlinje/examples/v1";

/// One example, tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The rule.
    pub rule: Box<str>,
    /// Where the example stands.
    pub span: Span,
    /// What the example says that the rule answers.
    pub expected: Outcome,
    /// What it answers.
    pub found: Outcome,
    /// The author's note.
    pub note: Option<Box<str>>,
}

/// What came of a policy's examples.
#[derive(Debug, Default)]
pub struct Examples {
    /// The label of the file, for drawing.
    pub file: Box<str>,
    /// Every example, in the file's order.
    pub tried: Vec<Tried>,
    /// Mistakes in the file, and outcomes that no example shows.
    pub problems: Vec<PolicyProblem>,
}

/// Tries the examples of a policy on its rules.
#[must_use]
pub fn examples(policy: &Policy, needs: &Needs, files: &PolicyFiles) -> Examples {
    let mut examples = Examples { file: files.label(EXAMPLES_FILE), ..Examples::default() };
    let text = files.get(EXAMPLES_FILE).unwrap_or_default();
    let root = match document::parse(text) {
        Ok(root) => root,
        Err(errors) => {
            for error in errors {
                examples.problem(error.span, error.message, None);
            }
            return examples;
        }
    };
    let format = root.get("format").and_then(|node| node.text()).unwrap_or("–");
    if !text.is_empty() && format != FORMAT {
        let message = Message::new("example-format").with("found", format).with("expected", FORMAT);
        examples.problem(root.get("format").map_or(root.span, |node| node.span), message, None);
    }
    let today = root.get("as_of").and_then(|node| node.text()).and_then(date).unwrap_or(NaiveDate::MAX);
    let judge = Judge::new(policy, today);
    for (key, node) in root.get("examples").map(Node::map).unwrap_or_default() {
        match policy.rules.iter().find(|rule| *rule.id == *key.text) {
            Some(rule) => {
                for one in node.list() {
                    examples.try_one(&judge, needs, (rule, one));
                }
            }
            None => {
                let hint = did_you_mean(&key.text, policy.rules.iter().map(|rule| &*rule.id));
                examples.problem(key.span, Message::new("example-unknown-rule").with("rule", key.text.as_ref()), hint);
            }
        }
    }
    examples.missing(policy, files);
    examples
}

impl Examples {
    fn problem(&mut self, span: Span, message: Message, hint: Option<Message>) {
        self.problems.push(PolicyProblem { level: Level::Error, file: self.file.clone(), span, message, hint });
    }

    fn try_one(&mut self, judge: &Judge<'_>, needs: &Needs, (rule, node): (&Rule, &Node<'_>)) {
        let expected = node.get("is").and_then(|is| is.text()).and_then(Outcome::parse);
        let Some(expected) = expected else {
            self.problem(node.span, Message::new("example-is"), None);
            return;
        };
        let mut reader = Reader { policy: judge.policy, needs, examples: self };
        let clinic = reader.facts(node.get("facts"));
        let items: Vec<Given> = match (node.get("items"), rule.for_each) {
            (Some(items), None) => {
                let message = Message::new("example-item-without-list").with("rule", rule.id.clone());
                reader.examples.problem(items.span, message, None);
                Vec::new()
            }
            (Some(items), Some(_)) => items.list().iter().map(|item| reader.facts(Some(item))).collect(),
            (None, _) => Vec::new(),
        };
        let known = node.get("items").is_some();
        let items = known.then_some((rule.for_each.map(|each| each.of), &items[..]));
        let subject = Example { clinic: &clinic, item: None, items };
        let mut hearing = judge.hear(subject);
        if !tells_of_binding(judge.policy, &clinic) {
            hearing = hearing.taken_as_bound();
        }
        let found = hearing.verdict(rule, &mut Vec::new());
        let note = node.get("note").and_then(|note| note.text()).map(Into::into);
        self.tried.push(Tried { rule: rule.id.clone(), span: node.span, expected, found, note });
    }

    /// Every outcome that a rule of this policy can have wants an example.
    fn missing(&mut self, policy: &Policy, files: &PolicyFiles) {
        let own = files.label(super::library::POLICY_FILE);
        for rule in policy.rules.iter().filter(|rule| rule.written.0 == own) {
            let conditional = rule.when.is_some() || rule.for_each.is_some() || policy.binds.is_some();
            let possible = [Outcome::Pass, Outcome::Fail, Outcome::Unknown, Outcome::NotApplicable];
            for outcome in possible.into_iter().filter(|outcome| conditional || *outcome != Outcome::NotApplicable) {
                if !self.tried.iter().any(|tried| tried.rule == rule.id && tried.expected == outcome) {
                    self.problems.push(PolicyProblem {
                        level: Level::Warning,
                        file: rule.written.0.clone(),
                        span: rule.written.1,
                        message: Message::new("example-missing")
                            .with("rule", rule.id.clone())
                            .with("outcome", outcome.key()),
                        hint: Some(
                            Message::new("example-missing-hint")
                                .with("rule", rule.id.clone())
                                .with("outcome", outcome.key()),
                        ),
                    });
                }
            }
        }
    }
}

/// Whether an example says something of whom the policy binds. One that does not is of a clinic that it binds.
fn tells_of_binding(policy: &Policy, given: &Given) -> bool {
    let binds = policy.binds.iter().flat_map(|binds| binds.tests());
    binds.into_iter().any(|test| given.contains_key(&test.fact))
}

/// Facts as an example gives them.
type Given = BTreeMap<FactRef, Told>;

/// A fact as an example gives it, owned.
#[derive(Clone, Debug)]
enum Told {
    Absent,
    Bool(bool),
    Text(Box<str>),
    Word(Box<str>),
    Prose(TextFacts),
    Standard,
    Date(NaiveDate),
    Count(u64),
    Percent(u32),
    Span(TimeSpan),
    Words(Vec<Box<str>>),
    Types(Types),
    Record,
}

/// An example as something that rules are judged on.
#[derive(Clone, Copy)]
struct Example<'e> {
    clinic: &'e Given,
    item: Option<&'e Given>,
    items: Option<(Option<ItemKind>, &'e [Given])>,
}

impl Subject for Example<'_> {
    fn read(&self, fact: FactRef, _: &[Box<str>]) -> Fact<'_> {
        let told = self.item.and_then(|item| item.get(&fact)).or_else(|| self.clinic.get(&fact));
        let Some(told) = told else {
            let source = match fact {
                FactRef::Table(ix) => ix.def().source,
                FactRef::Measure(_) | FactRef::CaseTypeMeasure(_) => SourceKind::Cases,
                FactRef::List(_) => SourceKind::Permissions,
                _ => SourceKind::Attestations,
            };
            return Fact::Unknown(Missing::NotSupplied(source));
        };
        Fact::Known(match told {
            Told::Absent => return Fact::Absent,
            Told::Bool(yes) => Datum::Bool(*yes),
            Told::Text(text) => Datum::Text(text),
            Told::Word(word) => Datum::Word(word),
            Told::Prose(texts) => Datum::Prose(texts),
            Told::Standard => Datum::Standard,
            Told::Date(date) => Datum::Date(*date),
            Told::Count(sure) => Datum::Count { sure: *sure, maybe: None },
            Told::Percent(percent) => Datum::Share { part: u64::from(*percent), of: 100 },
            Told::Span(span) => Datum::Span(*span),
            Told::Words(words) => Datum::Words(words.iter().map(|word| &**word).collect()),
            Told::Types(types) => Datum::Types(types),
            Told::Record => Datum::Record,
        })
    }

    fn items(&self, kind: ItemKind) -> Result<Vec<Self>, Missing> {
        match self.items {
            Some((Some(given), items)) if given == kind => {
                Ok(items.iter().map(|item| Self { item: Some(item), ..*self }).collect())
            }
            _ => Err(Missing::NotSupplied(match kind {
                ItemKind::CaseType => SourceKind::Exports,
                ItemKind::Permission | ItemKind::User => SourceKind::Permissions,
                ItemKind::Service => SourceKind::Declarations,
                ItemKind::Decision => SourceKind::Register,
            })),
        }
    }
}

/// Reads an example's facts.
struct Reader<'r> {
    policy: &'r Policy,
    needs: &'r Needs,
    examples: &'r mut Examples,
}

impl Reader<'_> {
    fn facts(&mut self, node: Option<&Node<'_>>) -> Given {
        let mut given = Given::new();
        for (key, value) in node.map(Node::map).unwrap_or_default() {
            let Some((fact, ty)) = self.resolve(&key.text) else {
                let paths = fact::TABLE.iter().map(|def| def.path);
                let hint = did_you_mean(&key.text, paths);
                let message = Message::new("policy-unknown-fact").with("fact", key.text.as_ref());
                self.examples.problem(key.span, message, hint);
                continue;
            };
            let standard = key.text.ends_with("standard_terms");
            let told = if value.is_null() { Some(Told::Absent) } else { self.told(ty, value) };
            match told {
                Some(Told::Prose(..)) if standard => {
                    given.insert(fact, Told::Standard);
                }
                Some(told) => {
                    given.insert(fact, told);
                }
                None => {
                    let message = Message::new("policy-not-a-word").with("found", value.text().unwrap_or("[…]"));
                    let hint = Message::word("policy-type", ty.key());
                    self.examples.problem(value.span, message, Some(hint));
                }
            }
        }
        self.compare_with_standard(node, &mut given);
        given
    }

    /// A text given together with its standard equals it or does not.
    fn compare_with_standard(&self, node: Option<&Node<'_>>, given: &mut Given) {
        let get = |path: &str| node.and_then(|node| node.get(path)).and_then(|value| value.text());
        let (Some(standard), Some(terms)) = (get("case_type.standard_terms"), get("case_type.terms")) else { return };
        let same = standard.split_whitespace().eq(terms.split_whitespace());
        if let Some(Told::Prose(facts)) =
            fact::find("case_type.terms").and_then(|ix| given.get_mut(&FactRef::Table(ix)))
        {
            facts.equals_standard = Some(same);
        }
    }

    fn resolve(&self, path: &str) -> Option<(FactRef, FactType)> {
        if let Some(ix) = fact::find(path) {
            return Some((FactRef::Table(ix), ix.def().ty));
        }
        let number = |ix: usize| u16::try_from(ix).ok();
        let clause = |id: &str| self.policy.clauses.iter().position(|clause| *clause.id == *id).and_then(number);
        match path.split_once('.')? {
            ("list", name) => {
                let ix = self.policy.lists.iter().position(|list| &*list.name == name).and_then(number)?;
                Some((FactRef::List(ix), FactType::Count(CountUnit::Items)))
            }
            ("measure", name) => self.measure(name).map(|(ix, ty)| (FactRef::Measure(ix), ty)),
            ("attested", id) => Some((FactRef::Attested(clause(id)?), FactType::Date)),
            ("case_type", rest) => match rest.split_once('.')? {
                ("attested", id) => Some((FactRef::CaseTypeAttested(clause(id)?), FactType::Date)),
                ("measure", name) => self.measure(name).map(|(ix, ty)| (FactRef::CaseTypeMeasure(ix), ty)),
                _ => None,
            },
            ("user", rest) => Some((FactRef::UserAttested(clause(rest.strip_prefix("attested.")?)?), FactType::Date)),
            _ => None,
        }
    }

    /// A measure of the policy, and what it gives.
    fn measure(&self, name: &str) -> Option<(u16, FactType)> {
        let ix = self.needs.measures.iter().position(|measure| &*measure.name == name)?;
        Some((u16::try_from(ix).ok()?, fact::measured(self.needs.measures[ix].question)))
    }

    fn told(&self, ty: FactType, node: &Node<'_>) -> Option<Told> {
        let text = node.text();
        match ty {
            FactType::Bool => yes_or_no(text?).map(Told::Bool),
            // A record is given by its id, or by `yes`.
            FactType::Record => Some(if yes_or_no(text?) == Some(false) { Told::Absent } else { Told::Record }),
            FactType::Word(words) => words.contains(&text?).then(|| Told::Word(text.unwrap_or_default().into())),
            FactType::Text => Some(Told::Text(text?.into())),
            FactType::Prose => Some(Told::Prose(self.prose(text?))),
            FactType::Date => date(text?).map(Told::Date),
            FactType::Count(CountUnit::Items) => count(text?, "item", "items").map(Told::Count),
            FactType::Count(CountUnit::Cases) => count(text?, "case", "cases").map(Told::Count),
            FactType::Share => percent(text?).map(Told::Percent),
            FactType::Span(_) => TimeSpan::parse(text?).map(Told::Span),
            FactType::Words(words) => {
                let told: Option<Vec<&str>> = node.list().iter().map(|item| item.text()).collect();
                let told = told.filter(|told| words.is_empty() || told.iter().all(|word| words.contains(word)))?;
                Some(Told::Words(told.into_iter().map(Into::into).collect()))
            }
            FactType::CaseTypes => node
                .list()
                .iter()
                .map(|item| item.text().and_then(|key| self.needs.case_type(key)))
                .collect::<Option<TypeSet>>()
                .map(|types| Told::Types(Types { sure: types, count: types.0.count_ones(), ..Types::default() })),
        }
    }

    /// What would be seen in a text, as far as rules look at it.
    fn prose(&self, text: &str) -> TextFacts {
        let lower = text.to_lowercase();
        let words = self.needs.words.iter().enumerate().filter(|(_, word)| {
            lower.match_indices(&***word).any(|(at, found)| {
                let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                outside(lower[..at].chars().next_back()) && outside(lower[at + found.len()..].chars().next())
            })
        });
        TextFacts {
            chars: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
            words: words.fold(0, |bits, (ix, _)| bits | 1 << ix),
            ..TextFacts::default()
        }
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "true" | "ja" => Some(true),
        "no" | "false" | "nej" => Some(false),
        _ => None,
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}
