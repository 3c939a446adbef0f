//! Rules and attestations, and the policy that they make.

use chrono::NaiveDate;

use super::Layer;
use super::condition::Frame;
use super::lint;
use super::names::{ITEM_LISTS, Names, item_kind, section};
use super::read::{Problems, list, placeholders};
use super::remedies;
use crate::document::{Node, Span};
use crate::model::case_type::Vocabulary as _;
use crate::model::needs::Needs;
use crate::model::outcome::Severity;
use crate::model::span::TimeSpan;
use crate::policy::fact::FactRef;
use crate::policy::literal::Literal;
use crate::policy::operator;
use crate::policy::problem::{did_you_mean, nearest};
use crate::policy::rule::{Attestation, Condition, ForEach, Operand, Policy, Rule, Test};
use crate::text::{Bilingual, Message};

const RULE_KEYS: [&str; 10] =
    ["id", "clause", "severity", "responsible", "title", "advice", "for_each", "when", "require", "note"];
const ATTESTATION_KEYS: [&str; 7] = ["clause", "by", "renew", "severity", "title", "advice", "note"];

/// Reads the rest of a policy, its names being known.
pub(super) fn read<'d>(
    layers: &'d [Layer<'d>],
    mut names: Names<'d>,
    needs: &mut Needs,
    problems: &mut Problems,
) -> Option<Policy> {
    let top = layers.last()?;
    problems.file.clone_from(&top.label);
    let id = problems.text(&top.root, "policy")?;
    let edition = problems.text(&top.root, "edition").unwrap_or_default();
    let title = problems.bilingual(&top.root, "title");
    let (source, decided) = source(layers, problems);
    let remedy_within = remedies::within(layers, &mut names, problems);
    let binds = binds(layers, &mut names, needs, problems);
    let mut rules: Vec<Rule> = Vec::new();
    let mut attestations: Vec<Attestation> = Vec::new();
    let mut certified: Vec<Rule> = Vec::new();
    let mut dropped = Vec::new();
    for layer in layers {
        problems.file.clone_from(&layer.label);
        dropped.extend(drop_rules(layer, &mut rules, &mut certified, problems));
        for node in items(layer, "rules", problems) {
            if let Some(rule) = rule(node, &mut names, needs, problems) {
                add(rule, &mut rules, problems);
            }
        }
        for node in items(layer, "attestations", problems) {
            if let Some((attestation, rule)) = attestation(node, &names, problems) {
                attestations.push(attestation);
                add(rule, &mut certified, problems);
            }
        }
    }
    attestations.retain(|attestation| certified.iter().any(|rule| rule.id == attestation.rule));
    rules.append(&mut certified);
    let parameters = names.described();
    for rule in &mut rules {
        for text in [&mut rule.title, &mut rule.advice] {
            fill(text, &rule.written, &mut names, problems);
        }
    }
    lint::unused(&names, problems);
    let policy = Policy {
        id,
        edition,
        digest: Box::default(),
        title,
        source,
        decided,
        remedy_within,
        calendar: names.calendar,
        extends: layers.iter().rev().skip(1).map(|layer| layer.files.name.clone()).collect(),
        dropped,
        binds,
        clauses: names.clauses,
        parameters,
        lists: names.lists,
        measures: names.measure_titles,
        attestations,
        rules,
    };
    lint::never_apply(&policy, problems);
    Some(policy)
}

/// Rule ids are unique over all policies of a run: reports and waivers name rules by them.
pub(super) fn unique_ids(policies: &[Policy], problems: &mut Problems) {
    for (ix, policy) in policies.iter().enumerate() {
        for rule in &policy.rules {
            if let Some(other) = policies[..ix].iter().find(|other| other.rules.iter().any(|r| r.id == rule.id)) {
                problems.file.clone_from(&rule.written.0);
                problems.error(
                    rule.written.1,
                    Message::new("policy-rule-in-two").with("rule", rule.id.clone()).with("policy", other.id.clone()),
                );
            }
        }
    }
}

fn items<'n, 'd>(layer: &'n Layer<'d>, key: &'static str, problems: &mut Problems) -> &'n [Node<'d>] {
    match layer.root.get(key) {
        Some(node) if !node.is_null() && !matches!(node.kind, crate::document::Kind::List(_)) => {
            problems.error(node.span, Message::new("policy-expected-list"));
            &[]
        }
        Some(node) => node.list(),
        None => &[],
    }
}

fn add(rule: Rule, rules: &mut Vec<Rule>, problems: &mut Problems) {
    if rules.iter().any(|known| known.id == rule.id) {
        problems.error(rule.written.1, Message::new("policy-rule-twice").with("rule", rule.id));
    } else {
        rules.push(rule);
    }
}

fn source(layers: &[Layer<'_>], problems: &mut Problems) -> (Box<str>, Option<NaiveDate>) {
    let Some((layer, node)) = layers.iter().rev().find_map(|layer| Some((layer, layer.root.get("source")?))) else {
        return (Box::default(), None);
    };
    problems.file.clone_from(&layer.label);
    problems.known_keys(node, &["document", "decided", "url", "retrieved", "note"]);
    let document = problems.text(node, "document").unwrap_or_default();
    let decided = node.get("decided").and_then(|node| {
        let date = node.text().and_then(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok());
        if date.is_none() && !node.is_null() {
            problems.error(node.span, Message::new("policy-expected-date").with("found", node.text().unwrap_or("–")));
        }
        date
    });
    (document, decided)
}

fn binds<'d>(
    layers: &'d [Layer<'d>],
    names: &mut Names<'d>,
    needs: &mut Needs,
    problems: &mut Problems,
) -> Option<Condition> {
    let (layer, node) = layers.iter().rev().find_map(|layer| Some((layer, layer.root.get("binds")?)))?;
    problems.file.clone_from(&layer.label);
    Frame { names, needs, problems, item: None }.condition(node)
}

fn drop_rules(
    layer: &Layer<'_>,
    rules: &mut Vec<Rule>,
    certified: &mut Vec<Rule>,
    problems: &mut Problems,
) -> Vec<(Box<str>, Bilingual)> {
    let mut dropped = Vec::new();
    for (key, why) in section(layer, "drop", problems) {
        let known: Vec<Box<str>> = rules.iter().chain(certified.iter()).map(|rule| rule.id.clone()).collect();
        if !known.iter().any(|id| **id == *key.text) {
            let hint = did_you_mean(&key.text, known.iter().map(|id| &**id));
            problems.error_with(key.span, Message::new("policy-drop-unknown").with("rule", key.text.as_ref()), hint);
            continue;
        }
        match problems.reason(why) {
            Some(why) => dropped.push((key.text.as_ref().into(), why)),
            None => problems.error(why.span, Message::new("policy-needs-reason").with("name", key.text.as_ref())),
        }
        rules.retain(|rule| *rule.id != *key.text);
        certified.retain(|rule| *rule.id != *key.text);
    }
    dropped
}

fn rule<'d>(node: &'d Node<'d>, names: &mut Names<'d>, needs: &mut Needs, problems: &mut Problems) -> Option<Rule> {
    problems.known_keys(node, &RULE_KEYS);
    let id = problems.text(node, "id")?;
    let span = node.get("id").map_or(node.span, |id| id.span);
    if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        problems.error(span, Message::new("policy-id-form").with("rule", id.clone()));
    }
    let clauses = clauses(node, names, problems);
    let severity = severity(node, Severity::Warning, problems);
    if node.get("severity").is_none() {
        problems.error(span, Message::new("policy-missing-key").with("key", "severity"));
    }
    let responsible = responsible(node, problems);
    let title = problems.bilingual(node, "title");
    let advice = problems.bilingual(node, "advice");
    let for_each = node.get("for_each").and_then(|list| for_each(list, names, problems));
    let item = for_each.map(|each: ForEach| each.of);
    let mut frame = Frame { names, needs, problems, item };
    let when = node.get("when").and_then(|when| frame.condition(when));
    let Some(require) = node.get("require") else {
        problems.error(span, Message::new("policy-missing-key").with("key", "require"));
        return None;
    };
    let require = frame.condition(require)?;
    let written = (problems.file.clone(), span);
    Some(Rule { id, written, clauses, severity, responsible, title, advice, for_each, when, require })
}

fn clauses(node: &Node<'_>, names: &Names<'_>, problems: &mut Problems) -> Vec<Box<str>> {
    let Some(clause) = node.get("clause") else {
        problems.error(node.span, Message::new("policy-missing-key").with("key", "clause"));
        return Vec::new();
    };
    let clauses = problems.texts(clause);
    for (id, span) in &clauses {
        if !names.clause_ids.contains(id) {
            let hint = clause_hint(id, names);
            problems.error_with(*span, Message::new("policy-unknown-clause").with("clause", id.clone()), hint);
        }
    }
    clauses.into_iter().map(|(id, _)| id).collect()
}

/// The clause that was meant, in whatever case it was written; else how to add one.
fn clause_hint(written: &str, names: &Names<'_>) -> Option<Message> {
    let ids = || names.clause_ids.iter().map(|id| &**id);
    let same = ids().find(|id| id.to_lowercase() == written.to_lowercase());
    same.map(|id| Message::new("policy-did-you-mean").with("name", id))
        .or_else(|| did_you_mean(written, ids()))
        .or_else(|| Some(Message::new("policy-add-clause").with("clause", written)))
}

/// The roles that guidelines name. A region may name others; one that is nearly one of these is a slip of the pen.
const ROLES: [&str; 10] = [
    "lokal_administrator",
    "regional_forvaltning",
    "hsa_forvaltning",
    "verksamhetschef",
    "arendemottagare",
    "arendehanterare",
    "behorighetsadministrator",
    "granskare",
    "vardpersonal",
    "strateg",
];

fn responsible(node: &Node<'_>, problems: &mut Problems) -> Box<str> {
    let role = problems.text(node, "responsible").unwrap_or_default();
    if !ROLES.contains(&&*role)
        && let Some(near) = nearest(&role, ROLES)
    {
        let span = node.get("responsible").map_or(node.span, |role| role.span);
        let hint = Some(Message::new("policy-did-you-mean").with("name", near));
        let message = Message::new("policy-role").with("role", role.clone());
        problems.warning_with(span, message, hint);
    }
    role
}

fn severity(node: &Node<'_>, default: Severity, problems: &mut Problems) -> Severity {
    let Some(node) = node.get("severity") else { return default };
    let text = node.text().unwrap_or_default();
    Severity::parse(text).unwrap_or_else(|| {
        let words: Vec<&str> = Severity::WORDS.iter().map(|(_, names)| names[0]).collect();
        problems.error_with(
            node.span,
            Message::new("policy-not-a-word").with("found", text),
            did_you_mean(text, words.iter().copied())
                .or_else(|| Some(Message::new("policy-words-are").with("words", list(&words)))),
        );
        default
    })
}

fn for_each(node: &Node<'_>, names: &mut Names<'_>, problems: &mut Problems) -> Option<ForEach> {
    let name = problems.scalar(node)?;
    if let Some(of) = item_kind(&name) {
        return Some(ForEach { of, list: None });
    }
    let Some(ix) = names.lists.iter().position(|list| list.name == name) else {
        let known = ITEM_LISTS.iter().map(|(word, _)| *word).chain(names.lists.iter().map(|list| &*list.name));
        let hint = did_you_mean(&name, known);
        problems.error_with(node.span, Message::new("policy-unknown-list").with("name", name), hint);
        return None;
    };
    names.list_spans[ix].2 = true;
    Some(ForEach { of: names.lists[ix].of, list: u16::try_from(ix).ok() })
}

fn attestation(node: &Node<'_>, names: &Names<'_>, problems: &mut Problems) -> Option<(Attestation, Rule)> {
    problems.known_keys(node, &ATTESTATION_KEYS);
    let clause = problems.text(node, "clause")?;
    let span = node.get("clause").map_or(node.span, |clause| clause.span);
    let Some(ix) = names.clause_ids.iter().position(|id| *id == clause) else {
        let hint = clause_hint(&clause, names);
        problems.error_with(span, Message::new("policy-unknown-clause").with("clause", clause), hint);
        return None;
    };
    let by = problems.text(node, "by")?;
    let renew = node.get("renew");
    let renewed = renew.and_then(|renew| renew.text()).and_then(TimeSpan::parse).filter(|span| !span.is_working());
    let Some(renewed) = renewed else {
        let at = renew.map_or(span, |renew| renew.span);
        let found = renew.and_then(|renew| renew.text()).unwrap_or("–");
        problems.error(at, Message::new("policy-expected-span").with("found", found));
        return None;
    };
    let id: Box<str> = format!("intyg-saknas-{}", ascii(&clause)).into();
    let path: Box<str> = format!("attested.{clause}").into();
    let require = Condition::Test(Test {
        fact: FactRef::Attested(u16::try_from(ix).ok()?),
        path,
        operator: operator::find("newer_than").expect("it is an operator"),
        operand: Operand::Literal(Literal::Span(renewed)),
        or_absent: false,
        from: None,
    });
    let rule = Rule {
        id: id.clone(),
        written: (problems.file.clone(), span),
        clauses: vec![clause.clone()],
        severity: severity(node, Severity::Warning, problems),
        responsible: by.clone(),
        title: problems.bilingual(node, "title"),
        advice: problems.bilingual(node, "advice"),
        for_each: None,
        when: None,
        require,
    };
    Some((Attestation { clause, by, rule: id }, rule))
}

/// A clause as part of a rule's id.
fn ascii(clause: &str) -> String {
    clause
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            c if c.is_ascii_alphanumeric() => c,
            _ => '-',
        })
        .collect()
}

/// Puts the parameters' values where a text names them in braces.
fn fill(text: &mut Bilingual, written: &(Box<str>, Span), names: &mut Names<'_>, problems: &mut Problems) {
    let (mut sv, mut en) = (text.sv.to_string(), text.en.to_string());
    for name in placeholders(&text.sv) {
        match names.parameters.get_mut(name) {
            Some(param) => {
                param.used = true;
                let value = match param.value.text() {
                    Some(value) => value.to_owned(),
                    None => param.value.list().iter().filter_map(|item| item.text()).collect::<Vec<_>>().join(", "),
                };
                let span = TimeSpan::parse(&value);
                sv = sv.replace(&format!("{{{name}}}"), &span.map_or_else(|| value.clone(), in_swedish));
                en = en.replace(&format!("{{{name}}}"), &value);
            }
            None => {
                problems.file.clone_from(&written.0);
                let hint = did_you_mean(name, names.parameters.keys().copied());
                problems.error_with(written.1, Message::new("policy-unknown-placeholder").with("name", name), hint);
            }
        }
    }
    *text = Bilingual { sv: sv.into(), en: en.into() };
}

/// A length of time in a Swedish sentence. Titles are plain text in the policy's own words, so this is the one place
/// where a value is put into words outside `text`.
fn in_swedish(span: TimeSpan) -> String {
    use crate::model::span::TimeUnit;
    let (one, many) = match span.unit {
        TimeUnit::Minutes => ("minut", "minuter"),
        TimeUnit::Hours => ("timme", "timmar"),
        TimeUnit::Days => ("dag", "dagar"),
        TimeUnit::Months => ("månad", "månader"),
        TimeUnit::Years => ("år", "år"),
        TimeUnit::WorkingMinutes => ("arbetsminut", "arbetsminuter"),
        TimeUnit::WorkingHours => ("arbetstimme", "arbetstimmar"),
        TimeUnit::WorkingDays => ("arbetsdag", "arbetsdagar"),
        TimeUnit::SameWorkingDay => return "samma arbetsdag".to_owned(),
    };
    format!("{} {}", span.amount, if span.amount == 1 { one } else { many })
}
