//! What a policy names: clauses, parameters, case types, measures, lists, texts.

use std::collections::BTreeMap;

use super::condition::Frame;
use super::read::Problems;
use super::{Layer, case_terms};
use crate::document::{Kind, Node, Span};
use crate::model::case_type::{CaseTypeIx, Vocabulary as _, fold};
use crate::model::clinic::Channel;
use crate::model::finding::ItemKind;
use crate::model::measure::{CaseTerms, Cases, Clock, Measure, Question};
use crate::model::needs::{CaseTypeNeed, Needs, StandardText, TextKind};
use crate::model::span::{TimeSpan, TimeUnit};
use crate::model::working_days::CalendarRules;
use crate::policy::fact::FactRef;
use crate::policy::problem::did_you_mean;
use crate::policy::rule::{Clause, Condition, List, Parameter, Test};
use crate::text::{Bilingual, Message};

/// The names of one policy, all layers together.
pub(super) struct Names<'d> {
    pub(super) clauses: Vec<Clause>,
    pub(super) clause_ids: Vec<Box<str>>,
    pub(super) parameters: BTreeMap<&'d str, Param<'d>>,
    pub(super) lists: Vec<List>,
    pub(super) list_spans: Vec<(Box<str>, Span, bool)>,
    pub(super) measures: Vec<NamedMeasure>,
    pub(super) measure_titles: Vec<(Box<str>, Option<Bilingual>)>,
    /// The days that are worked, for the log and for deadlines.
    pub(super) calendar: CalendarRules,
}

/// A measure by the name that the policy gives it.
pub(super) struct NamedMeasure {
    pub(super) name: Box<str>,
    pub(super) file: Box<str>,
    pub(super) span: Span,
    /// Which of `Needs::measures`.
    pub(super) ix: u16,
    pub(super) used: bool,
}

/// A parameter as written.
pub(super) struct Param<'d> {
    pub(super) file: Box<str>,
    pub(super) span: Span,
    pub(super) value: &'d Node<'d>,
    pub(super) by: Option<&'d Node<'d>>,
    pub(super) why: Option<Bilingual>,
    pub(super) used: bool,
}

impl<'d> Names<'d> {
    pub(super) fn read(layers: &'d [Layer<'d>], needs: &mut Needs, problems: &mut Problems) -> Self {
        let mut names = Names {
            clauses: Vec::new(),
            clause_ids: Vec::new(),
            parameters: BTreeMap::new(),
            lists: Vec::new(),
            list_spans: Vec::new(),
            measures: Vec::new(),
            measure_titles: Vec::new(),
            calendar: CalendarRules::default(),
        };
        for layer in layers {
            problems.file.clone_from(&layer.label);
            names.clauses(layer, problems);
            names.parameters(layer, problems);
            case_types(layer, needs, problems);
        }
        let terms = case_terms::terms(layers, &mut names, problems);
        names.calendar.clone_from(&terms.calendar);
        for layer in layers {
            problems.file.clone_from(&layer.label);
            names.measures(layer, &terms, (needs, problems));
            names.lists(layer, needs, problems);
            standard_texts(layer, needs, problems);
        }
        names
    }

    fn clauses(&mut self, layer: &Layer<'_>, problems: &mut Problems) {
        for (key, value) in section(layer, "clauses", problems) {
            let clause = Clause { id: key.text.as_ref().into(), text: problems.both(value) };
            match self.clauses.iter_mut().find(|known| known.id == clause.id) {
                Some(known) => *known = clause,
                None => {
                    self.clause_ids.push(clause.id.clone());
                    self.clauses.push(clause);
                }
            }
        }
    }

    fn parameters(&mut self, layer: &'d Layer<'d>, problems: &mut Problems) {
        for (key, node) in section(layer, "parameters", problems) {
            if let Some(param) = param(layer, key.span, node, problems) {
                self.parameters.insert(&key.text, param);
            }
        }
        for (key, node) in section(layer, "change", problems) {
            let Some(known) = self.parameters.get(key.text.as_ref()) else {
                let hint = did_you_mean(&key.text, self.parameters.keys().copied());
                let message = Message::new("policy-change-unknown").with("name", key.text.as_ref());
                problems.error_with(key.span, message, hint);
                continue;
            };
            let used = known.used;
            if let Some(mut changed) = param(layer, key.span, node, problems) {
                if changed.why.is_none() {
                    problems.error(key.span, Message::new("policy-needs-reason").with("name", key.text.as_ref()));
                }
                changed.used = used;
                self.parameters.insert(&key.text, changed);
            }
        }
    }

    /// The parameters as reports need them.
    pub(super) fn described(&self) -> Vec<Parameter> {
        self.parameters
            .iter()
            .map(|(name, param)| Parameter {
                name: (*name).into(),
                written: described(param).into(),
                why: param.why.clone(),
            })
            .collect()
    }

    fn measures(&mut self, layer: &'d Layer<'d>, terms: &CaseTerms, (needs, problems): (&mut Needs, &mut Problems)) {
        for (key, node) in section(layer, "measures", problems) {
            let Some(measure) = self.measure(&key.text, node, problems) else { continue };
            let measure = Measure { terms: terms.clone(), ..measure };
            let same = needs.measures.iter().position(|known| *known == measure);
            let ix = same.unwrap_or_else(|| {
                needs.measures.push(measure);
                needs.measures.len() - 1
            });
            let ix = u16::try_from(ix).unwrap_or(u16::MAX);
            self.measures.retain(|measure| *measure.name != *key.text);
            let title = node.get("title").map(|title| problems.both(title));
            self.measure_titles.retain(|(name, _)| **name != *key.text);
            self.measure_titles.push((key.text.as_ref().into(), title));
            let (name, file) = (key.text.as_ref().into(), layer.label.clone());
            self.measures.push(NamedMeasure { name, file, span: key.span, ix, used: false });
        }
    }

    fn measure(&mut self, name: &str, node: &'d Node<'d>, problems: &mut Problems) -> Option<Measure> {
        problems.known_keys(node, &MEASURE_KEYS);
        let asked: Vec<&str> = MEASURE_KEYS[..3].iter().copied().filter(|key| node.get(key).is_some()).collect();
        let [key] = asked[..] else {
            problems.error(node.span, Message::new("policy-measure-one-question"));
            return None;
        };
        let cases_node = node.get(key)?;
        let cases_text = problems.scalar(cases_node)?;
        let Some(cases) = Cases::parse(&cases_text) else {
            let words = Cases::WORDS.iter().map(|(_, names)| names[0]);
            problems.error_with(
                cases_node.span,
                Message::new("policy-measure-cases").with("found", cases_text.clone()),
                did_you_mean(&cases_text, words),
            );
            return None;
        };
        let question = match key {
            "share_of" => Question::ShareOf(cases),
            "count_of" => Question::CountOf(cases),
            _ => Question::PercentileOf(cases, percentile(node, problems)?, clock(node, problems)),
        };
        let mut span = |key: &str| {
            let node = node.get(key)?;
            let (file, node) = self.resolve(node, problems)?;
            let text = node.text().unwrap_or_default();
            let span = TimeSpan::parse(text);
            if span.is_none() {
                let here = std::mem::replace(&mut problems.file, file);
                problems.error(node.span, Message::new("policy-expected-span").with("found", text));
                problems.file = here;
            }
            span
        };
        let (within, older_than, over) = (span("within"), span("older_than"), span("over"));
        let channel = node.get("channel").and_then(|node| {
            let written = problems.scalar(node)?;
            let channel = Channel::parse(&written);
            if channel.is_none() {
                let words = Channel::WORDS.iter().map(|(_, names)| names[0]);
                let hint = did_you_mean(&written, words);
                problems.error_with(node.span, Message::new("policy-not-a-word").with("found", written), hint);
            }
            channel
        });
        let terms = CaseTerms::default();
        let measure = Measure { name: name.into(), question, within, older_than, channel, over, terms };
        fits(&measure, node, problems).then_some(measure)
    }

    /// The node that a `$name` stands for, with its file; any other node stands for itself.
    pub(super) fn resolve(&mut self, node: &'d Node<'d>, problems: &mut Problems) -> Option<(Box<str>, &'d Node<'d>)> {
        let Some(name) = node.text().and_then(|text| text.strip_prefix('$')) else {
            return Some((problems.file.clone(), node));
        };
        match self.parameters.get_mut(name) {
            Some(param) => {
                param.used = true;
                Some((param.file.clone(), param.value))
            }
            None => {
                let hint = did_you_mean(name, self.parameters.keys().copied());
                problems.error_with(node.span, Message::new("policy-unknown-parameter").with("name", name), hint);
                None
            }
        }
    }

    fn lists(&mut self, layer: &'d Layer<'d>, needs: &mut Needs, problems: &mut Problems) {
        for (key, node) in section(layer, "lists", problems) {
            problems.known_keys(node, &["title", "of", "where"]);
            let Some(of_node) = node.get("of") else {
                problems.error(key.span, Message::new("policy-missing-key").with("key", "of"));
                continue;
            };
            let Some(of) = of_node.text().and_then(item_kind) else {
                problems.error_with(
                    of_node.span,
                    Message::new("policy-list-of").with("found", of_node.text().unwrap_or("–")),
                    of_node.text().and_then(|found| did_you_mean(found, ITEM_LISTS.iter().map(|(name, _)| *name))),
                );
                continue;
            };
            let filter = node
                .get("where")
                .and_then(|node| Frame { names: self, needs, problems, item: Some(of) }.condition(node));
            let facts = filter.iter().flat_map(Condition::tests).flat_map(Test::facts);
            if facts.into_iter().any(|fact| matches!(fact, FactRef::List(_))) {
                // It might count itself, by way of others.
                problems.error(key.span, Message::new("policy-list-of-lists").with("name", key.text.as_ref()));
            }
            let title = node.get("title").map(|title| problems.both(title));
            let list = List { name: key.text.as_ref().into(), title, of, filter };
            match self.lists.iter().position(|known| known.name == list.name) {
                Some(ix) => self.lists[ix] = list,
                None => {
                    self.lists.push(list);
                    self.list_spans.push((layer.label.clone(), key.span, false));
                }
            }
        }
    }
}

/// Whether a measure asks something that can be answered: each condition goes with some cases and not with others.
fn fits(measure: &Measure, node: &Node<'_>, problems: &mut Problems) -> bool {
    use Cases::{Answered, AnsweredUnclosed, DistributedUnanswered, Open, Unanswered, Undistributed};
    let cases = measure.question.cases();
    let waiting = [Open, Undistributed, DistributedUnanswered, Unanswered, AnsweredUnclosed];
    let conditions = measure.within.is_some() || measure.older_than.is_some() || measure.channel.is_some();
    let is_window = |span: TimeSpan| !span.is_working() && !matches!(span.unit, TimeUnit::Minutes | TimeUnit::Hours);
    let faults = [
        ("within", measure.within.is_some() && cases != Answered, "policy-measure-answered"),
        ("channel", measure.channel.is_some() && cases != Answered, "policy-measure-answered"),
        ("older_than", measure.older_than.is_some() && !waiting.contains(&cases), "policy-measure-waiting"),
        ("over", measure.over.is_some_and(|over| !is_window(over)), "policy-measure-window"),
        ("share_of", matches!(measure.question, Question::ShareOf(_)) && !conditions, "policy-measure-share"),
        (
            "percentile_of",
            matches!(measure.question, Question::PercentileOf(..)) && (cases != Answered || conditions),
            "policy-measure-percentile",
        ),
    ];
    let mut fits = true;
    for (key, is_wrong, message) in faults {
        if is_wrong {
            let span = node.get(key).map_or(node.span, |node| node.span);
            problems.error(span, Message::new(message).with("key", key));
            fits = false;
        }
    }
    fits
}

/// The keys of a measure, the three questions first.
const MEASURE_KEYS: [&str; 10] =
    ["share_of", "count_of", "percentile_of", "percentile", "time", "within", "older_than", "channel", "over", "title"];

/// Which time a percentile is of: working time, where nothing else is said.
fn clock(node: &Node<'_>, problems: &mut Problems) -> Clock {
    let Some(node) = node.get("time") else { return Clock::Working };
    let Some(text) = problems.scalar(node) else { return Clock::Working };
    Clock::parse(&text).unwrap_or_else(|| {
        let hint = did_you_mean(&text, Clock::WORDS.iter().map(|(_, names)| names[0]));
        problems.error_with(node.span, Message::new("policy-not-a-word").with("found", text), hint);
        Clock::Working
    })
}

/// Which percentile is asked for; the median, where none is named.
fn percentile(node: &Node<'_>, problems: &mut Problems) -> Option<u8> {
    let Some(node) = node.get("percentile") else { return Some(50) };
    let text = problems.scalar(node)?;
    let percentile = text.parse().ok().filter(|percentile| (1..=100).contains(percentile));
    if percentile.is_none() {
        problems.error(node.span, Message::new("policy-expected-percentile").with("found", text));
    }
    percentile
}

/// The lists that a source gives, by the name that rules use.
pub(super) const ITEM_LISTS: [(&str, ItemKind); 5] = [
    ("case_types", ItemKind::CaseType),
    ("permissions", ItemKind::Permission),
    ("users", ItemKind::User),
    ("services", ItemKind::Service),
    ("decisions", ItemKind::Decision),
];

pub(super) fn item_kind(name: &str) -> Option<ItemKind> {
    ITEM_LISTS.iter().find(|(word, _)| *word == name).map(|(_, kind)| *kind)
}

/// A section that is a mapping; anything else is a mistake.
pub(super) fn section<'n, 'd>(
    layer: &'n Layer<'d>,
    key: &'static str,
    problems: &mut Problems,
) -> &'n [(crate::document::Key<'d>, Node<'d>)] {
    match layer.root.get(key) {
        Some(node) if !node.is_null() && !matches!(node.kind, Kind::Map(_)) => {
            problems.error(node.span, Message::new("policy-expected-map").with("key", key));
            &[]
        }
        Some(node) => node.map(),
        None => &[],
    }
}

fn param<'d>(layer: &Layer<'_>, span: Span, node: &'d Node<'d>, problems: &mut Problems) -> Option<Param<'d>> {
    problems.known_keys(node, &["value", "by", "why", "clause"]);
    let Some(value) = node.get("value") else {
        problems.error(span, Message::new("policy-missing-key").with("key", "value"));
        return None;
    };
    let why = node.get("why").or_else(|| node.get("clause"));
    let why = why.and_then(|why| problems.reason(why));
    Some(Param { file: layer.label.clone(), span, value, by: node.get("by"), why, used: false })
}

/// A parameter's value, and what it is instead for some: `–; 1500: nybesok, aterbesok`.
fn described(param: &Param<'_>) -> String {
    let plain = written(param.value);
    let cases = param.by.map(Node::map).unwrap_or_default().iter().flat_map(|(_, values)| values.map());
    let cases: Vec<String> = cases.map(|(value, operand)| format!("{}: {}", value.text, written(operand))).collect();
    if cases.is_empty() {
        return plain;
    }
    format!("{}; {}", if plain.is_empty() { "–" } else { &plain }, cases.join("; "))
}

fn written(node: &Node<'_>) -> String {
    match node.text() {
        Some(text) => text.to_owned(),
        None => node.list().iter().filter_map(|item| item.text()).collect::<Vec<_>>().join(", "),
    }
}

fn case_types(layer: &Layer<'_>, needs: &mut Needs, problems: &mut Problems) {
    for (key, node) in section(layer, "case_types", problems) {
        problems.known_keys(node, &["names", "for"]);
        let names: Vec<(Box<str>, Span)> = node.get("names").map(|names| problems.texts(names)).unwrap_or_default();
        let service = node.get("for").and_then(|service| problems.scalar(service));
        for (name, span) in &names {
            let folded = fold(name);
            let other = needs
                .case_types
                .iter()
                .find(|need| *need.key != *key.text && need.names.iter().any(|known| fold(known) == folded));
            if let Some(other) = other {
                problems.error(
                    *span,
                    Message::new("policy-name-taken").with("name", name.clone()).with("by", other.key.clone()),
                );
            }
        }
        let names = names.into_iter().map(|(name, _)| name).collect();
        let need = CaseTypeNeed { key: key.text.as_ref().into(), names, service };
        let full = needs.case_types.len() == 128;
        match needs.case_types.iter_mut().find(|known| known.key == need.key) {
            Some(known) => {
                known
                    .names
                    .extend(need.names.into_iter().filter(|name| !known.names.contains(name)).collect::<Vec<_>>());
                known.service = need.service.or(known.service.take());
            }
            None if full => {
                problems.error(key.span, Message::new("policy-too-many-case-types"));
            }
            None => needs.case_types.push(need),
        }
    }
}

fn standard_texts(layer: &Layer<'_>, needs: &mut Needs, problems: &mut Problems) {
    for (path, text) in &layer.files.files {
        let Some(name) = path.strip_prefix("texts/") else { continue };
        problems.file = layer.files.label(path);
        let parts: Vec<&str> = name.split('.').collect();
        let [case_type, kind, "txt"] = parts[..] else {
            problems.warning(Span::default(), Message::new("policy-text-name").with("file", name));
            continue;
        };
        let kind = match kind {
            "description" => TextKind::Description,
            "terms" => TextKind::Terms,
            "standard_replies" => TextKind::StandardReplies,
            "answer_alternatives" => TextKind::AnswerAlternatives,
            _ => {
                problems.warning(Span::default(), Message::new("policy-text-name").with("file", name));
                continue;
            }
        };
        let Some(case_type) = needs.case_types.iter().position(|need| &*need.key == case_type) else {
            let hint = did_you_mean(case_type, needs.case_types.iter().map(|need| &*need.key));
            let message = Message::new("policy-unknown-case-type").with("name", case_type);
            problems.error_with(Span::default(), message, hint);
            continue;
        };
        let case_type = CaseTypeIx(u8::try_from(case_type).expect("there are at most 128"));
        let standard = StandardText { case_type, kind, text: text.trim().into() };
        match needs.standard_texts.iter_mut().find(|s| s.case_type == case_type && s.kind == kind) {
            Some(known) => *known = standard,
            None => needs.standard_texts.push(standard),
        }
    }
    problems.file.clone_from(&layer.label);
}
