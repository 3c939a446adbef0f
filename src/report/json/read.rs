//! Reads a stored run back. What it gives renders as the run that was stored, in any format and language.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use chrono_tz::Europe::Stockholm;
use serde::de::{MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;

use super::{beside, guideline, wire};
use crate::model::finding::{
    Decided, Evidence, Finding, Item, Missing, Remedy, RemedyStep, RuleIx, Settlement, operator,
};
use crate::model::hsa_id::HsaId;
use crate::model::outcome::Outcome;
use crate::model::place::{Located, Spot};
use crate::model::run::{
    ClinicOutcomes, Coverage, FirstAction, LocatedProblem, PolicyInfo, Population, RuleInfo, Run, Summary,
};
use crate::model::source::{SourceFile, SourceKind};
use crate::model::span::TimeSpan;
use crate::model::value::Value;
use crate::text::{Bilingual, Message};

/// Why a text is not a run that we can read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ReadError {
    /// JSON of another shape.
    #[error("line {line}, column {column}: not in the format riktlinje/audit/v1")]
    Shape {
        /// Line, counted from 1.
        line: usize,
        /// Column, counted from 1.
        column: usize,
        /// The field that is missing there, if that is what is wrong.
        field: Option<Box<str>>,
    },
    /// Nothing.
    #[error("the file is empty")]
    Empty,
    /// The text ends in the middle.
    #[error("the file ends at line {line}, column {column}, in the middle of the run")]
    Cut {
        /// The last line.
        line: usize,
        /// The last column.
        column: usize,
    },
    /// Not JSON.
    #[error("line {line}, column {column}: not JSON")]
    Syntax {
        /// Line, counted from 1.
        line: usize,
        /// Column, counted from 1.
        column: usize,
    },
    /// JSON, but not a run; or a version that we do not know.
    #[error("the format is {found:?}, not \"riktlinje/audit/v1\"")]
    Version {
        /// What the file calls itself; empty if nothing.
        found: Box<str>,
    },
    /// A part that contradicts another, such as a finding of a rule that the run does not have.
    #[error("{path}: {value:?} cannot stand here")]
    Content {
        /// Where in the document, such as `findings[3].rule`.
        path: Box<str>,
        /// What stands there.
        value: Box<str>,
    },
}

impl ReadError {
    /// What is wrong and what to do, for people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Shape { line, column, field: None } => {
                Message::new("report-read-shape").with("line", line.to_string()).with("column", column.to_string())
            }
            Self::Shape { line, column, field: Some(field) } => Message::new("report-read-field")
                .with("line", line.to_string())
                .with("column", column.to_string())
                .with("field", &**field),
            Self::Empty => Message::new("report-read-empty"),
            Self::Cut { line, column } => {
                Message::new("report-read-cut").with("line", line.to_string()).with("column", column.to_string())
            }
            Self::Syntax { line, column } => {
                Message::new("report-read-syntax").with("line", line.to_string()).with("column", column.to_string())
            }
            Self::Version { found } if found.is_empty() => Message::new("report-read-no-format"),
            Self::Version { found } => Message::new("report-read-version").with("found", &**found),
            Self::Content { path, value } => {
                Message::new("report-read-content").with("path", &**path).with("value", &**value)
            }
        }
    }
}

impl From<serde_json::Error> for ReadError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        match error.classify() {
            Category::Eof => return Self::Cut { line, column },
            Category::Syntax => return Self::Syntax { line, column },
            Category::Data | Category::Io => {}
        }
        // The parser tells which field it misses in a sentence of its own.
        let told = error.to_string();
        let field = told.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        Self::Shape { line, column, field: field.map(Box::from) }
    }
}

/// Reads a run that was stored as `riktlinje/audit/v1`.
///
/// # Errors
/// [`ReadError`] with its place when the text is cut, is not JSON, has another version, or contradicts itself.
pub fn read(text: &str) -> Result<Run, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    // The version first: a file of a later version must be refused for what it is, not for its first new field.
    let Version { schema } = serde_json::from_str(text)?;
    let found = schema.unwrap_or_default();
    if found != super::SCHEMA {
        return Err(ReadError::Version { found: found.into() });
    }
    Reader::default().run(serde_json::from_str(text)?)
}

#[derive(Deserialize)]
struct Version<'a> {
    #[serde(borrow, default)]
    schema: Option<Cow<'a, str>>,
}

/// What other parts of the document are looked up in.
#[derive(Default)]
struct Reader {
    policies: HashMap<Box<str>, usize>,
    rules: HashMap<Box<str>, RuleIx>,
    keys: Vec<Box<str>>,
    names: HashMap<Box<str>, Bilingual>,
}

impl Reader {
    fn run(mut self, run: wire::Run<'_>) -> Result<Run, ReadError> {
        self.policies = run.policies.iter().enumerate().map(|(ix, policy)| (Box::from(&*policy.id), ix)).collect();
        for (ix, rule) in run.rules.iter().enumerate() {
            let number = u16::try_from(ix).map_err(|_| content(format!("rules[{ix}]"), &rule.id))?;
            if self.rules.insert(Box::from(&*rule.id), RuleIx(number)).is_some() {
                return Err(content(format!("rules[{ix}].id"), &rule.id));
            }
            self.keys.push(Box::from(&*rule.id));
        }
        let names: Vec<(Box<str>, Bilingual)> =
            run.names.0.into_iter().map(|(key, name)| (Box::from(key), name.into())).collect();
        self.names = names.iter().cloned().collect();
        Ok(Run {
            tool: run.tool.version.into(),
            as_of: run.as_of.with_timezone(&Stockholm),
            sources: run.sources.into_iter().map(source).collect(),
            problems: each("problems.shown", run.problems.shown, problem)?,
            problems_not_shown: run.problems.not_shown,
            population: population(&run.population),
            summary: self.summary(run.summary)?,
            names,
            rules: each("rules", run.rules, |path, rule| self.rule(path, rule))?,
            clinics: each("clinics", run.clinics, |path, clinic| self.clinic(path, clinic))?,
            findings: each("findings", run.findings, |path, finding| self.finding(path, finding))?,
            comparison: run.comparison.map(|comparison| beside::read(comparison, &self.rules)).transpose()?,
            answer_times: run.answer_times.map(beside::read_times).transpose()?,
            follow_up: run.follow_up.map(Into::into),
            coverage: self.coverage(run.coverage)?,
            policies: run.policies.into_iter().map(policy).collect(),
        })
    }

    fn rule_ix(&self, path: &str, rule: &str) -> Result<RuleIx, ReadError> {
        self.rules.get(rule).copied().ok_or_else(|| content(path, rule))
    }

    fn summary(&self, summary: wire::Summary<'_>) -> Result<Summary, ReadError> {
        let wire::Failures { error, warning, info } = summary.failures;
        Ok(Summary {
            clinics: summary.clinics,
            breaking: summary.breaking,
            remarked: summary.remarked,
            clear: summary.clear,
            proven: summary.proven,
            failures: [info, warning, error],
            unknown: summary.unknown,
            waived: summary.waived,
            most_broken: each("summary.most_broken", summary.most_broken, |path, broken| {
                Ok((self.rule_ix(path, &broken.rule)?, broken.clinics))
            })?,
            first_actions: each("summary.first_actions", summary.first_actions, |path, action| {
                let rule = self.rule_ix(path, &action.rule)?;
                Ok(FirstAction { who: action.who.into(), rule, clinics: action.clinics })
            })?,
        })
    }

    fn rule(&self, path: &str, rule: guideline::Rule<'_>) -> Result<RuleInfo, ReadError> {
        let policy =
            *self.policies.get(&*rule.policy).ok_or_else(|| content(format!("{path}.policy"), &rule.policy))?;
        let own = rule.id.strip_prefix(&*rule.policy).and_then(|rest| rest.strip_prefix('/'));
        let guideline::Counts { not_applicable, pass, unknown, fail } = rule.counts;
        Ok(RuleInfo {
            id: own.unwrap_or(&rule.id).into(),
            policy,
            clauses: boxed(rule.clause),
            severity: rule.severity.into(),
            responsible: rule.responsible.into(),
            title: rule.title.into(),
            advice: rule.advice.into(),
            counts: [not_applicable, pass, unknown, fail],
        })
    }

    fn clinic(&self, path: &str, clinic: wire::Clinic<'_>) -> Result<ClinicOutcomes, ReadError> {
        let mut outcomes: Vec<Option<Outcome>> = vec![None; self.keys.len()];
        for (position, (rule, outcome)) in clinic.outcomes.0.into_iter().enumerate() {
            // Nearly always in the order of the rules, as they were written.
            let in_order = self.keys.get(position).is_some_and(|key| **key == *rule);
            let ix = if in_order { position } else { usize::from(self.rule_ix(path, &rule)?.0) };
            if outcomes[ix].replace(outcome.into()).is_some() {
                return Err(content(format!("{path}.outcomes"), &rule));
            }
        }
        let missing = |ix: usize| content(format!("{path}.outcomes"), &self.keys[ix]);
        let outcomes = outcomes.into_iter().enumerate().map(|(ix, outcome)| outcome.ok_or_else(|| missing(ix)));
        Ok(ClinicOutcomes {
            hsa_id: hsa_id(path, &clinic.hsa_id)?,
            name: clinic.name.into(),
            outcomes: outcomes.collect::<Result<_, _>>()?,
        })
    }

    fn finding(&self, path: &str, finding: wire::Finding<'_>) -> Result<Finding, ReadError> {
        let evidence = finding.evidence.into_iter().map(|evidence| self.evidence(path, evidence));
        let settled = finding.settled_by.into_iter().map(|settlement| settled_by(path, settlement));
        Ok(Finding {
            rule: self.rule_ix(&format!("{path}.rule"), &finding.rule)?,
            clinic: finding.clinic.map(|clinic| hsa_id(path, &clinic)).transpose()?,
            clinics: finding.clinics,
            item: finding.item.map(item),
            outcome: finding.outcome.into(),
            disposition: finding.disposition.into(),
            change: finding.change.map(Into::into),
            message: Arc::new(finding.message.into()),
            evidence: evidence.collect::<Result<_, _>>()?,
            settled_by: settled.collect::<Result<_, _>>()?,
            remedy: finding.remedy.map(|one| remedy(one).into()),
            fingerprint: finding.fingerprint.into(),
        })
    }

    fn evidence(&self, path: &str, evidence: wire::Evidence<'_>) -> Result<Evidence, ReadError> {
        let word = &*evidence.operator;
        let at = evidence.at.into_iter().map(|place| located(path, place)).collect::<Result<_, _>>()?;
        let decided = Decided {
            operator: operator(word).ok_or_else(|| content(format!("{path}.evidence.operator"), word))?,
            fact: evidence.fact.into(),
            expected: self.value(path, evidence.expected)?,
            expected_from: evidence.expected_from.map(Into::into),
            found: evidence.found.map(|found| self.value(path, found)).transpose()?,
            missing: evidence.missing.map(|reason| missing(path, reason)).transpose()?,
            in_when: evidence.in_when,
        };
        Ok(decided.at(at))
    }

    fn value(&self, path: &str, value: wire::Value<'_>) -> Result<Value, ReadError> {
        Ok(match value {
            wire::Value::Bool(value) => Value::Bool(value),
            wire::Value::Word(word) => Value::Word(word.into()),
            wire::Value::Text(text) => Value::Text(text.into()),
            wire::Value::Prose(chars) => Value::Prose { chars },
            wire::Value::Date(date) => Value::Date(date),
            wire::Value::Count(count) => Value::Count(count),
            wire::Value::Share { part, of } => Value::Share { part, of },
            wire::Value::Percent(percent) => Value::Percent(percent),
            wire::Value::Span(text) => Value::Span(span(path, &text)?),
            wire::Value::Words(words) => Value::Words(boxed(words)),
            wire::Value::Named(name) => {
                let (key, name) = self.name(path, name)?;
                Value::Named { key, name }
            }
            wire::Value::Names(names) => {
                Value::Names(names.into_iter().map(|name| self.name(path, name)).collect::<Result<_, _>>()?)
            }
            wire::Value::Absent => Value::Absent,
        })
    }

    fn name(&self, path: &str, name: wire::Name<'_>) -> Result<(Box<str>, Bilingual), ReadError> {
        match name {
            wire::Name::Own { key, name } => Ok((key.into(), name.into())),
            wire::Name::Key(key) => match self.names.get(&*key) {
                Some(name) => Ok((key.into(), name.clone())),
                None => Err(content(format!("{path}.evidence"), &key)),
            },
        }
    }

    fn coverage(&self, coverage: wire::Coverage<'_>) -> Result<Coverage, ReadError> {
        Ok(Coverage {
            facts_read: boxed(coverage.facts_read),
            facts_missing: each("coverage.facts_missing", coverage.facts_missing, |path, fact| {
                Ok((fact.fact.into(), missing(path, fact.missing)?))
            })?,
            rules_without_subject: each(
                "coverage.rules_without_subject",
                coverage.rules_without_subject,
                |path, rule| self.rule_ix(path, &rule),
            )?,
            clauses_unjudged: boxed(coverage.clauses_unjudged),
            sources_failed: coverage.sources_failed.into_iter().map(Into::into).collect(),
            waivers_in_force: coverage.waivers_in_force,
        })
    }
}

/// Converts every element of a list; an error names the element.
pub(super) fn each<W, T>(
    list: &str,
    items: Vec<W>,
    mut convert: impl FnMut(&str, W) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    let convert = |(ix, item)| {
        convert("", item).map_err(|error| match error {
            ReadError::Content { path, value } => content(format!("{list}[{ix}]{path}"), &value),
            other => other,
        })
    };
    items.into_iter().enumerate().map(convert).collect()
}

pub(super) fn content(path: impl Into<Box<str>>, value: &str) -> ReadError {
    ReadError::Content { path: path.into(), value: value.into() }
}

fn boxed(texts: Vec<Cow<'_, str>>) -> Vec<Box<str>> {
    texts.into_iter().map(Into::into).collect()
}

pub(super) fn hsa_id(path: &str, text: &str) -> Result<HsaId, ReadError> {
    HsaId::parse(text).map_err(|_| content(format!("{path}.hsa_id"), text))
}

pub(super) fn span(path: &str, text: &str) -> Result<TimeSpan, ReadError> {
    TimeSpan::parse(text).ok_or_else(|| content(path, text))
}

fn missing(path: &str, missing: wire::Missing<'_>) -> Result<Missing, ReadError> {
    let kind: SourceKind = missing.source.into();
    Ok(match missing.reason {
        wire::MissingReason::NotSupplied => Missing::NotSupplied(kind),
        wire::MissingReason::NotInSource => Missing::NotInSource(kind),
        wire::MissingReason::NotSet => Missing::NotSet(kind),
        wire::MissingReason::NotExported => Missing::NotExported(kind),
        wire::MissingReason::NoRecord => Missing::NoRecord(kind),
        wire::MissingReason::Unreadable => Missing::Unreadable(kind),
        wire::MissingReason::Conflicting => Missing::Conflicting(kind),
        wire::MissingReason::Stale => {
            Missing::Stale(kind, span(&format!("{path}.missing.limit"), missing.limit.as_deref().unwrap_or(""))?)
        }
        wire::MissingReason::TooFew => {
            Missing::TooFew(missing.cases.ok_or_else(|| content(format!("{path}.missing.cases"), ""))?)
        }
    })
}

fn located(path: &str, place: wire::Place<'_>) -> Result<Located, ReadError> {
    let spot = match (place.line, place.column, place.sheet, place.cell, place.event) {
        (None, None, None, None, None) => Spot::File,
        (Some(line), Some(column), None, None, None) => Spot::Line { line, column },
        (None, None, Some(sheet), Some(cell), None) => Spot::Cell { sheet: sheet.into(), cell: cell.into() },
        (None, None, None, None, Some(number)) => Spot::Event { number },
        _ => return Err(content(format!("{path}.at"), &place.file)),
    };
    Ok(Located { file: place.file.into(), route: place.route.into(), spot, text: place.text.into(), mark: place.mark })
}

fn settled_by(path: &str, settlement: wire::Settlement<'_>) -> Result<Settlement, ReadError> {
    Ok(Settlement {
        source: settlement.source.into(),
        fact: settlement.fact.into(),
        missing: missing(path, settlement.missing)?,
        message: settlement.message.into(),
    })
}

pub(super) fn item(item: wire::Item<'_>) -> Item {
    Item { kind: item.kind.into(), id: item.id.into() }
}

fn remedy(remedy: wire::Remedy<'_>) -> Remedy {
    let step = |change: wire::Change<'_>| RemedyStep { who: change.who.into(), message: change.message.into() };
    Remedy { who: remedy.who.into(), changes: remedy.changes.into_iter().map(step).collect() }
}

fn problem(path: &str, problem: wire::Problem<'_>) -> Result<LocatedProblem, ReadError> {
    Ok(LocatedProblem {
        level: problem.level.into(),
        at: located(path, problem.at)?,
        message: problem.message.into(),
        advice: problem.advice.map(Into::into),
    })
}

fn source(source: wire::Source<'_>) -> SourceFile {
    SourceFile {
        kind: source.kind.into(),
        name: source.name.into(),
        format: source.format.into(),
        bytes: source.bytes,
        digest: source.digest.into(),
        taken_at: source.taken_at,
        records: source.records,
        left_out: source.left_out,
        notes: source.notes.into_iter().map(Into::into).collect(),
    }
}

fn policy(policy: wire::Policy<'_>) -> PolicyInfo {
    PolicyInfo {
        id: policy.id.into(),
        edition: policy.edition.into(),
        digest: policy.digest.into(),
        title: policy.title.into(),
        source: policy.source.document.into(),
        decided: policy.source.decided,
        remedy_by: [policy.remedy_by.info, policy.remedy_by.warning, policy.remedy_by.error],
        clauses: policy.clauses.into_iter().map(|clause| (clause.id.into(), clause.text.into())).collect(),
    }
}

fn population(population: &wire::Population) -> Population {
    Population {
        listed: population.listed,
        exported: population.exported,
        listed_not_exported: population.listed_not_exported,
        exported_not_listed: population.exported_not_listed,
        filtered_out: population.filtered_out,
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for wire::Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyOrName;

        impl<'de> Visitor<'de> for KeyOrName {
            type Value = wire::Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key of `names`, or an object with `key` and `name`")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
                Ok(wire::Name::Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
                Ok(wire::Name::Key(Cow::Owned(key.to_owned())))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                #[derive(Deserialize)]
                struct Own<'a> {
                    #[serde(borrow)]
                    key: Cow<'a, str>,
                    name: wire::Bilingual<'a>,
                }
                let own = Own::deserialize(MapAccessDeserializer::new(map))?;
                Ok(wire::Name::Own { key: own.key, name: own.name })
            }
        }

        deserializer.deserialize_any(KeyOrName)
    }
}
