//! What stands beside the verdict in `riktlinje/audit/v1`: what has changed since an earlier run, how long answers took, how
//! well permissions follow the people. The wire types, and both ways between them and the model.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use chrono_tz::Europe::Stockholm;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::guideline::Counts;
use super::read::{self, ReadError, content};
use super::wire::{Bilingual, Failures, Item, Severity, Went};
use crate::model;
use crate::model::comparison::Standings;
use crate::model::finding::RuleIx;

/// What has changed since an earlier run.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Comparison<'a> {
    /// The earlier run.
    #[serde(borrow)]
    baseline: Baseline<'a>,
    /// Open failures that the earlier run did not have, by severity.
    new: Failures,
    /// Open failures that it had too.
    unchanged: Failures,
    /// Its open failures that are none in this run.
    gone: Vec<Gone<'a>>,
}

/// The earlier run.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct Baseline<'a> {
    /// Its file, as the user named it.
    #[serde(borrow)]
    file: Cow<'a, str>,
    /// SHA-256 of the file, in hexadecimal.
    digest: Cow<'a, str>,
    /// The version of riktlinje that made it.
    version: Cow<'a, str>,
    /// The instant that it judged.
    as_of: DateTime<FixedOffset>,
    /// Its policies were other ones, or other editions of them.
    policies_changed: bool,
    /// How its clinics stood.
    standings: WireStandings,
    /// Its outcomes counted over clinics, for each rule that both runs have.
    rules: Vec<RuleThen<'a>>,
}

/// How the clinics of the earlier run stood; as in `summary`.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Standings")]
struct WireStandings {
    /// Clinics that its policies bound.
    clinics: u32,
    /// Clinics with at least one failure of severity error.
    breaking: u32,
    /// Clinics with failures, none of them of severity error.
    remarked: u32,
    /// Clinics without any failure.
    clear: u32,
    /// Of those, clinics without any unknown.
    proven: u32,
}

/// A rule in the earlier run.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct RuleThen<'a> {
    /// The rule, as this run names it.
    #[serde(borrow)]
    rule: Cow<'a, str>,
    /// Its outcomes then, counted over clinics.
    counts: Counts,
}

/// A failure of the earlier run that is none in this one.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct Gone<'a> {
    /// The rule's id, as the earlier run had it.
    #[serde(borrow)]
    id: Cow<'a, str>,
    /// The rule, as this run names it; left out when it does not judge by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rule: Option<Cow<'a, str>>,
    /// How bad the failure was.
    severity: Severity,
    /// What was wrong.
    title: Bilingual<'a>,
    /// The clinic's HSA-id; null where the failure was the run's, not a clinic's.
    clinic: Option<Cow<'a, str>>,
    /// The clinic's name, as the earlier run had it.
    name: Cow<'a, str>,
    /// What the rule looked at, where it looks at one thing at a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<Item<'a>>,
    /// How it went. Only `fixed` is good news for certain.
    how: Went,
    /// Its fingerprint.
    fingerprint: Cow<'a, str>,
}

/// How long answers took at the clinics of the run.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct AnswerTimes<'a> {
    /// The measure that is told of in more detail, by path.
    #[serde(borrow)]
    measure: Cow<'a, str>,
    /// The time within which it wants an answer, such as `1 working day`.
    limit: Cow<'a, str>,
    /// How far back it looks; left out where it looks at the whole log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    over: Option<Cow<'a, str>>,
    /// Answers that came within some times, ascending; each counts those before it too.
    within: Vec<Within<'a>>,
    /// All answers.
    answers: u64,
    /// Clinics with at least one.
    clinics: u32,
}

/// Answers that came within a time.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct Within<'a> {
    /// The time.
    #[serde(borrow)]
    time: Cow<'a, str>,
    /// How many.
    answers: u64,
}

/// How well permissions follow the people. What nobody can tell is left out.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct FollowUp {
    /// Days from the last day at work until a permission was taken away, of those who left in the last year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    leavers: Option<Latency>,
    /// Active permissions of people who are on leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on_leave: Option<u32>,
    /// Clinics whose review has come to its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reviewed: Option<Reviewed>,
}

/// Days until permissions were taken away.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct Latency {
    /// Permissions.
    permissions: u32,
    /// Half of them ended within so many days.
    median_days: u64,
    /// None took longer.
    longest_days: u64,
}

/// Clinics whose review has come to its last day.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct Reviewed {
    /// Those reviewed in time.
    in_time: u32,
    /// All of them.
    clinics: u32,
}

/// A comparison as it is written. `keys` name the run's rules.
pub(super) fn comparison<'r>(from: &'r model::comparison::Comparison, keys: &'r [Cow<'r, str>]) -> Comparison<'r> {
    let key = |ix: usize| keys.get(ix).map(|key| Cow::Borrowed(&**key));
    let rules = from.rules.iter().enumerate().filter_map(|(ix, counts)| {
        let [not_applicable, pass, unknown, fail] = (*counts)?;
        Some(RuleThen { rule: key(ix)?, counts: Counts { not_applicable, pass, unknown, fail } })
    });
    let gone = from.gone.iter().map(|gone| Gone {
        id: (&*gone.id).into(),
        rule: gone.rule.and_then(|rule| key(usize::from(rule.0))),
        severity: gone.severity.into(),
        title: (&gone.title).into(),
        clinic: gone.clinic.as_ref().map(|clinic| clinic.as_str().into()),
        name: (&*gone.name).into(),
        item: gone.item.as_ref().map(|item| Item { kind: item.kind.into(), id: (&*item.id).into() }),
        how: gone.how.into(),
        fingerprint: (&*gone.fingerprint).into(),
    });
    let Standings { clinics, breaking, remarked, clear, proven } = from.standings;
    Comparison {
        baseline: Baseline {
            file: (&*from.file).into(),
            digest: (&*from.digest).into(),
            version: (&*from.tool).into(),
            as_of: from.as_of.fixed_offset(),
            policies_changed: from.policies_changed,
            standings: WireStandings { clinics, breaking, remarked, clear, proven },
            rules: rules.collect(),
        },
        new: failures(from.new),
        unchanged: failures(from.unchanged),
        gone: gone.collect(),
    }
}

fn failures([info, warning, error]: [u32; 3]) -> Failures {
    Failures { error, warning, info }
}

/// A comparison as it was written. `rules` are the run's, by name.
///
/// # Errors
/// [`ReadError::Content`] where it names a rule that the run does not have, or an HSA-id that is none.
pub(super) fn read(
    from: Comparison<'_>,
    rules: &HashMap<Box<str>, RuleIx>,
) -> Result<model::comparison::Comparison, ReadError> {
    let ix = |path: &str, rule: &str| rules.get(rule).copied().ok_or_else(|| content(path, rule));
    let mut then = vec![None; rules.len()];
    for (position, rule) in from.baseline.rules.into_iter().enumerate() {
        let at = ix(&format!("comparison.baseline.rules[{position}].rule"), &rule.rule)?;
        let Counts { not_applicable, pass, unknown, fail } = rule.counts;
        then[usize::from(at.0)] = Some([not_applicable, pass, unknown, fail]);
    }
    let gone = |path: &str, gone: Gone<'_>| {
        Ok(model::comparison::Gone {
            id: gone.id.into(),
            rule: gone.rule.map(|rule| ix(&format!("{path}.rule"), &rule)).transpose()?,
            severity: gone.severity.into(),
            title: gone.title.into(),
            clinic: gone.clinic.map(|clinic| read::hsa_id(path, &clinic)).transpose()?,
            name: gone.name.into(),
            item: gone.item.map(read::item),
            how: gone.how.into(),
            fingerprint: gone.fingerprint.into(),
        })
    };
    let WireStandings { clinics, breaking, remarked, clear, proven } = from.baseline.standings;
    Ok(model::comparison::Comparison {
        file: from.baseline.file.into(),
        digest: from.baseline.digest.into(),
        tool: from.baseline.version.into(),
        as_of: from.baseline.as_of.with_timezone(&Stockholm),
        policies_changed: from.baseline.policies_changed,
        standings: Standings { clinics, breaking, remarked, clear, proven },
        rules: then,
        new: counted(&from.new),
        unchanged: counted(&from.unchanged),
        gone: read::each("comparison.gone", from.gone, gone)?,
    })
}

fn counted(failures: &Failures) -> [u32; 3] {
    [failures.info, failures.warning, failures.error]
}

/// Answer times as they are written.
pub(super) fn answer_times(from: &model::measured::AnswerTimes) -> AnswerTimes<'_> {
    let within = from.within.iter();
    AnswerTimes {
        measure: (&*from.measure).into(),
        limit: from.limit.to_string().into(),
        over: from.over.map(|over| over.to_string().into()),
        within: within.map(|(time, answers)| Within { time: time.to_string().into(), answers: *answers }).collect(),
        answers: from.answers,
        clinics: from.clinics,
    }
}

/// Answer times as they were written.
///
/// # Errors
/// [`ReadError::Content`] where a length of time is none.
pub(super) fn read_times(from: AnswerTimes<'_>) -> Result<model::measured::AnswerTimes, ReadError> {
    let within = |path: &str, one: Within<'_>| Ok((read::span(&format!("{path}.time"), &one.time)?, one.answers));
    Ok(model::measured::AnswerTimes {
        limit: read::span("answer_times.limit", &from.limit)?,
        over: from.over.map(|over| read::span("answer_times.over", &over)).transpose()?,
        within: read::each("answer_times.within", from.within, within)?,
        measure: from.measure.into(),
        answers: from.answers,
        clinics: from.clinics,
    })
}

impl From<model::measured::FollowUp> for FollowUp {
    fn from(from: model::measured::FollowUp) -> Self {
        let latency = |model::measured::Latency { count, median, longest }| Latency {
            permissions: count,
            median_days: median,
            longest_days: longest,
        };
        Self {
            leavers: from.leavers.map(latency),
            on_leave: from.on_leave,
            reviewed: from.reviewed.map(|(in_time, of)| Reviewed { in_time, clinics: of }),
        }
    }
}

impl From<FollowUp> for model::measured::FollowUp {
    fn from(from: FollowUp) -> Self {
        let latency = |Latency { permissions, median_days, longest_days }| model::measured::Latency {
            count: permissions,
            median: median_days,
            longest: longest_days,
        };
        Self {
            leavers: from.leavers.map(latency),
            on_leave: from.on_leave,
            reviewed: from.reviewed.map(|Reviewed { in_time, clinics }| (in_time, clinics)),
        }
    }
}
