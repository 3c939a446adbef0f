//! What `riktlinje/audit/v1` looks like. These types are the contract with everyone who reads the file: the JSON Schema
//! is generated from them, and a change here that takes something away needs a `v2`.

mod words;

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::beside::{AnswerTimes, Comparison, FollowUp};
use super::guideline::{Clause, Rule};
use super::message::Message;
use super::ordered::Ordered;
use crate::text;
pub(crate) use words::{
    Disposition, FindingChange, ItemKind, MissingReason, Outcome, ProblemLevel, Severity, SourceKind, Went,
};

/// The result of one audit: every clinic judged by every rule, and the findings with their evidence.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Run<'a> {
    /// The format and its version: always `riktlinje/audit/v1`.
    #[serde(borrow)]
    #[expect(dead_code, reason = "looked at before anything else is; it stands here for the schema")]
    pub(crate) schema: Cow<'a, str>,
    /// The program that made the run.
    pub(crate) tool: Tool<'a>,
    /// The instant that the run judges.
    pub(crate) as_of: DateTime<FixedOffset>,
    /// The policies, in the order given.
    pub(crate) policies: Vec<Policy<'a>>,
    /// Every file that was read.
    pub(crate) sources: Vec<Source<'a>>,
    /// What was wrong with them.
    pub(crate) problems: Problems<'a>,
    /// Which clinics were looked at.
    pub(crate) population: Population,
    /// The answer in figures.
    pub(crate) summary: Summary<'a>,
    /// The rules, in the policies' order.
    pub(crate) rules: Vec<Rule<'a>>,
    /// The clinics, by HSA-id.
    pub(crate) clinics: Vec<Clinic<'a>>,
    /// What is broken and what cannot be judged, by rule and clinic.
    pub(crate) findings: Vec<Finding<'a>>,
    /// Names for people of the keys that `named` and `names` values hold.
    pub(crate) names: Ordered<'a, Bilingual<'a>>,
    /// What has changed since an earlier run, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) comparison: Option<Comparison<'a>>,
    /// How long answers took, where a case log could be believed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) answer_times: Option<AnswerTimes<'a>>,
    /// How well permissions follow the people, where a register was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) follow_up: Option<FollowUp>,
    /// What was and was not looked at.
    pub(crate) coverage: Coverage<'a>,
}

/// The program that made the run.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Tool<'a> {
    /// Always `riktlinje`.
    #[serde(borrow)]
    pub(crate) name: Cow<'a, str>,
    /// Its version.
    pub(crate) version: Cow<'a, str>,
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Bilingual<'a> {
    /// Swedish.
    #[serde(borrow)]
    pub(crate) sv: Cow<'a, str>,
    /// English.
    pub(crate) en: Cow<'a, str>,
}

/// A policy of the run.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Policy<'a> {
    /// Its name.
    #[serde(borrow)]
    pub(crate) id: Cow<'a, str>,
    /// Its edition, as written.
    pub(crate) edition: Cow<'a, str>,
    /// SHA-256 of its files, in hexadecimal.
    pub(crate) digest: Cow<'a, str>,
    /// Its title.
    pub(crate) title: Bilingual<'a>,
    /// The document that it expresses.
    pub(crate) source: PolicySource<'a>,
    /// The last day to put a failure right, where the policy says.
    #[serde(default, skip_serializing_if = "RemedyBy::is_empty")]
    pub(crate) remedy_by: RemedyBy,
    /// The points of the guideline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) clauses: Vec<Clause<'a>>,
}

/// The last day to put a failure right, by its severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct RemedyBy {
    /// What must be put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<NaiveDate>,
    /// What should be put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) warning: Option<NaiveDate>,
    /// What is good to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) info: Option<NaiveDate>,
}

impl RemedyBy {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The document that a policy expresses.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct PolicySource<'a> {
    /// Its name.
    #[serde(borrow)]
    pub(crate) document: Cow<'a, str>,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) decided: Option<NaiveDate>,
}

/// A file, an address or standard input that was read.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Source<'a> {
    /// What it holds.
    pub(crate) kind: SourceKind,
    /// As the user named it; `-` is standard input.
    #[serde(borrow)]
    pub(crate) name: Cow<'a, str>,
    /// The format that it was read as.
    pub(crate) format: Cow<'a, str>,
    /// Bytes read.
    pub(crate) bytes: u64,
    /// SHA-256 of those bytes, in hexadecimal.
    pub(crate) digest: Cow<'a, str>,
    /// When the data was taken out, where the file or the settings say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) taken_at: Option<DateTime<FixedOffset>>,
    /// Records that were used.
    pub(crate) records: u64,
    /// Records that were left out because of an error in them.
    pub(crate) left_out: u64,
    /// How it was read: encoding, delimiter, layout.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) notes: Vec<Message<'a>>,
}

/// What was wrong with the sources.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Problems<'a> {
    /// The first of each kind.
    #[serde(borrow)]
    pub(crate) shown: Vec<Problem<'a>>,
    /// How many more there were.
    pub(crate) not_shown: u64,
}

/// Something wrong with a source.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Problem<'a> {
    /// How bad.
    pub(crate) level: ProblemLevel,
    /// Where.
    #[serde(borrow)]
    pub(crate) at: Place<'a>,
    /// What is wrong.
    pub(crate) message: Message<'a>,
    /// What to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) advice: Option<Message<'a>>,
}

/// Which clinics were looked at.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Population {
    /// Clinics in the list of clinics; null without a list, and then nobody knows whether a clinic is missing.
    pub(crate) listed: Option<u32>,
    /// Clinics in the exports.
    pub(crate) exported: u32,
    /// Listed clinics that are in no export.
    pub(crate) listed_not_exported: u32,
    /// Exported clinics that are not in the list.
    pub(crate) exported_not_listed: u32,
    /// Clinics left out by `--clinic`.
    pub(crate) filtered_out: u32,
}

/// The answer in figures. Waived findings are not counted as failures.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Summary<'a> {
    /// Clinics that the policies bind.
    pub(crate) clinics: u32,
    /// Clinics with at least one failure of severity error.
    pub(crate) breaking: u32,
    /// Clinics with failures, none of them of severity error.
    pub(crate) remarked: u32,
    /// Clinics without any failure.
    pub(crate) clear: u32,
    /// Of those, clinics without any unknown: they follow the guideline, proved.
    pub(crate) proven: u32,
    /// Open failures by severity.
    pub(crate) failures: Failures,
    /// Open unknown findings.
    pub(crate) unknown: u32,
    /// Findings that a waiver excuses.
    pub(crate) waived: u32,
    /// The rules that most clinics break, worst first.
    #[serde(borrow)]
    pub(crate) most_broken: Vec<RuleClinics<'a>>,
    /// What to do first.
    pub(crate) first_actions: Vec<FirstAction<'a>>,
}

/// Numbers of failures by severity.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Failures {
    /// Must be put right.
    pub(crate) error: u32,
    /// Should be put right.
    pub(crate) warning: u32,
    /// Good to know.
    pub(crate) info: u32,
}

/// A rule and a number of clinics.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct RuleClinics<'a> {
    /// The rule's id.
    #[serde(borrow)]
    pub(crate) rule: Cow<'a, str>,
    /// How many clinics break it.
    pub(crate) clinics: u32,
}

/// Something that would mend many failures.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct FirstAction<'a> {
    /// The role that can make the change.
    #[serde(borrow)]
    pub(crate) who: Cow<'a, str>,
    /// The rule's id.
    pub(crate) rule: Cow<'a, str>,
    /// At how many clinics.
    pub(crate) clinics: u32,
}

/// A clinic and what each rule said of it.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Clinic<'a> {
    /// Its HSA-id.
    #[serde(borrow)]
    pub(crate) hsa_id: Cow<'a, str>,
    /// Its name; empty if no source gives it.
    pub(crate) name: Cow<'a, str>,
    /// An outcome for every rule, by the rule's id.
    pub(crate) outcomes: Ordered<'a, Outcome>,
}

/// A rule that is broken, or that cannot be judged.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Finding<'a> {
    /// Names the finding within this run: `rule@clinic`, `rule@clinic#item`, or `rule@*` for all clinics.
    #[serde(borrow)]
    #[expect(dead_code, reason = "it is made of the other fields when it is written; it stands here for the schema")]
    pub(crate) id: Cow<'a, str>,
    /// The rule's id.
    pub(crate) rule: Cow<'a, str>,
    /// The clinic's HSA-id; null when the cause is the run's (a source that was not supplied at all).
    pub(crate) clinic: Option<Cow<'a, str>>,
    /// How many clinics it stands for: 1 where `clinic` is given.
    pub(crate) clinics: u32,
    /// What the rule looked at, where it looks at one thing at a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) item: Option<Item<'a>>,
    /// `fail` or `unknown`.
    pub(crate) outcome: Outcome,
    /// What people have decided about it.
    pub(crate) disposition: Disposition,
    /// What it is beside an earlier run, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) change: Option<FindingChange>,
    /// What is wrong, or what is not known.
    pub(crate) message: Message<'a>,
    /// The conditions that decided.
    pub(crate) evidence: Vec<Evidence<'a>>,
    /// What would settle an unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) settled_by: Vec<Settlement<'a>>,
    /// The smallest change that would satisfy the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) remedy: Option<Remedy<'a>>,
    /// The same cause at the same clinic has the same fingerprint in every run.
    pub(crate) fingerprint: Cow<'a, str>,
}

/// What a rule looked at. The ids of permissions and users hold HSA-ids of staff: personal data.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Item<'a> {
    /// Its kind.
    pub(crate) kind: ItemKind,
    /// The case type's key, `staff/role`, the staff id, or the service's key.
    #[serde(borrow)]
    pub(crate) id: Cow<'a, str>,
}

/// One condition.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Evidence<'a> {
    /// The path of the fact that was looked at.
    #[serde(borrow)]
    pub(crate) fact: Cow<'a, str>,
    /// The word of the operator.
    pub(crate) operator: Cow<'a, str>,
    /// What the rule expects.
    pub(crate) expected: Value<'a>,
    /// Where the expected value comes from: another fact's path, or `$parameter`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) expected_from: Option<Cow<'a, str>>,
    /// What was found; left out when it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) found: Option<Value<'a>>,
    /// Why it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<Missing<'a>>,
    /// The condition says why the rule applies, not what it requires.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) in_when: bool,
    /// Where it was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) at: Vec<Place<'a>>,
}

/// A value with its type.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub(crate) enum Value<'a> {
    /// Yes or no.
    Bool(bool),
    /// A word of a vocabulary.
    Word(#[serde(borrow)] Cow<'a, str>),
    /// A text from a source. Untrusted.
    Text(#[serde(borrow)] Cow<'a, str>),
    /// The length in characters of a longer text, which is not kept.
    Prose(u32),
    /// A date.
    Date(NaiveDate),
    /// A number of items or cases.
    Count(u64),
    /// A share, with its figures.
    Share {
        /// Cases that satisfy the conditions.
        part: u64,
        /// Cases that were looked at.
        of: u64,
    },
    /// A share that a policy asks for, in percent.
    Percent(u32),
    /// A length of time, such as `30 days` or `1 working day`.
    Span(#[serde(borrow)] Cow<'a, str>),
    /// Several words.
    Words(Vec<Cow<'a, str>>),
    /// A key whose name for people is in the run's `names`.
    Named(Name<'a>),
    /// Several such keys.
    Names(Vec<Name<'a>>),
    /// The source says that there is none.
    Absent,
}

/// A key of the run's `names`. Where two policies give one key different names, the key with the name itself.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Name<'a> {
    /// The key.
    Key(Cow<'a, str>),
    /// The key and its name.
    Own {
        /// The key.
        key: Cow<'a, str>,
        /// The name.
        name: Bilingual<'a>,
    },
}

/// Why a fact is unknown.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Missing<'a> {
    /// The reason.
    pub(crate) reason: MissingReason,
    /// The kind of source in question.
    pub(crate) source: SourceKind,
    /// With `stale`: the age that the fact may have.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) limit: Option<Cow<'a, str>>,
    /// With `too_few`: how many cases there were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cases: Option<u32>,
}

/// What would settle an unknown.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Settlement<'a> {
    /// The kind of source.
    pub(crate) source: SourceKind,
    /// The fact's path.
    #[serde(borrow)]
    pub(crate) fact: Cow<'a, str>,
    /// Why it is unknown.
    pub(crate) missing: Missing<'a>,
    /// What to supply, and of whom to ask for it.
    pub(crate) message: Message<'a>,
}

/// The smallest change that would satisfy a rule.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Remedy<'a> {
    /// The role that makes the first change.
    #[serde(borrow)]
    pub(crate) who: Cow<'a, str>,
    /// The changes, in the order in which they must be made.
    pub(crate) changes: Vec<Change<'a>>,
}

/// One change.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Change<'a> {
    /// The role that makes it.
    #[serde(borrow)]
    pub(crate) who: Cow<'a, str>,
    /// What to do.
    pub(crate) message: Message<'a>,
}

/// A place that a person can find: a line and column, or a sheet and cell, or a file as a whole.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Place<'a> {
    /// What the file holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<SourceKind>,
    /// The file, as the user named it.
    #[serde(borrow)]
    pub(crate) file: Cow<'a, str>,
    /// The way from the record to the value.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub(crate) route: Cow<'a, str>,
    /// The line, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u32>,
    /// The column in characters, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<u32>,
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sheet: Option<Cow<'a, str>>,
    /// The cell of the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cell: Option<Cow<'a, str>>,
    /// The number of an event of the register, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<u32>,
    /// The source line or the cell's text, cut around the value. Untrusted.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub(crate) text: Cow<'a, str>,
    /// Which characters of `text` the value covers: the first, counted from 0, and how many.
    #[serde(default, skip_serializing_if = "is_unmarked")]
    pub(crate) mark: (u32, u32),
}

/// What was and was not looked at.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Coverage<'a> {
    /// Facts that rules asked for and found at least once.
    #[serde(borrow)]
    pub(crate) facts_read: Vec<Cow<'a, str>>,
    /// Facts that rules asked for and never found.
    pub(crate) facts_missing: Vec<MissingFact<'a>>,
    /// Rules that applied to nobody.
    pub(crate) rules_without_subject: Vec<Cow<'a, str>>,
    /// Clauses that no rule could judge for any clinic, though they concern some.
    pub(crate) clauses_unjudged: Vec<Cow<'a, str>>,
    /// Kinds of source that were declared and could not be read.
    pub(crate) sources_failed: Vec<SourceKind>,
    /// Waivers in force.
    pub(crate) waivers_in_force: u32,
}

/// A fact that was never found.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct MissingFact<'a> {
    /// Its path.
    #[serde(borrow)]
    pub(crate) fact: Cow<'a, str>,
    /// Why.
    pub(crate) missing: Missing<'a>,
}

impl<'a> From<&'a text::Bilingual> for Bilingual<'a> {
    fn from(text: &'a text::Bilingual) -> Self {
        Self { sv: Cow::Borrowed(&text.sv), en: Cow::Borrowed(&text.en) }
    }
}

impl From<Bilingual<'_>> for text::Bilingual {
    fn from(text: Bilingual<'_>) -> Self {
        Self { sv: text.sv.into(), en: text.en.into() }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

fn is_unmarked(mark: &(u32, u32)) -> bool {
    *mark == (0, 0)
}
