//! Writes a run as `riktlinje/audit/v1`, piece by piece, so that memory does not grow with the number of clinics.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use super::beside;
use super::findings::{self, Findings};
use super::guideline::{Clause, Counts, Rule};
use super::names::Names;
use super::page::{Page, append, append_text};
use super::wire;
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::{Missing, Remedy, RuleIx, Settlement};
use crate::model::outcome::Outcome;
use crate::model::place::{Located, Spot};
use crate::model::run::{ClinicOutcomes, Coverage, LocatedProblem, PolicyInfo, Population, RuleInfo, Run, Summary};
use crate::model::source::{SourceFile, SourceKind};

/// Writes the whole run.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    let keys = rule_keys(&run.policies, &run.rules);
    let mut page = Page::open(out);
    page.field("schema", super::SCHEMA)?;
    page.field("tool", &wire::Tool { name: "riktlinje".into(), version: (&*run.tool).into() })?;
    page.field("as_of", &run.as_of.fixed_offset())?;
    page.list("policies", &run.policies, |buffer, policy| append(buffer, &wire_policy(policy)))?;
    page.list("sources", &run.sources, |buffer, source| append(buffer, &wire_source(source)))?;
    let writer = Writer::new(run, &keys);
    page.field("problems", &writer.problems(run))?;
    page.field("population", &wire_population(&run.population))?;
    page.field("summary", &writer.summary(&run.summary))?;
    page.list("rules", run.rules.iter().zip(&keys), |buffer, (rule, key)| {
        append(buffer, &wire_rule(rule, key, &run.policies));
    })?;
    let fragments = OutcomeFragments::new(&keys);
    let shares: Vec<_> = run.clinics.chunks(CLINICS).collect();
    let append = |rows: &mut _, buffer: &mut Vec<u8>, clinic| fragments.append(buffer, clinic, rows);
    page.shares("clinics", &shares, (HashMap::new, append))?;
    let names = Names::of(run);
    let findings = || Findings::new(&keys, &writer.kinds, &names);
    page.shares("findings", &findings::shares(&run.findings), (findings, Findings::append))?;
    page.field("names", &names.wire())?;
    if let Some(comparison) = &run.comparison {
        page.field("comparison", &beside::comparison(comparison, &keys))?;
    }
    if let Some(times) = &run.answer_times {
        page.field("answer_times", &beside::answer_times(times))?;
    }
    if let Some(follow_up) = run.follow_up {
        page.field("follow_up", &beside::FollowUp::from(follow_up))?;
    }
    page.field("coverage", &writer.coverage(&run.coverage))?;
    page.close()
}

/// How each rule is named in the file: its id, or `policy/id` where several policies have a rule with that id.
fn rule_keys<'r>(policies: &'r [PolicyInfo], rules: &'r [RuleInfo]) -> Vec<Cow<'r, str>> {
    let mut uses: HashMap<&str, u32> = HashMap::new();
    for rule in rules {
        *uses.entry(&rule.id).or_default() += 1;
    }
    let key = |rule: &'r RuleInfo| match policies.get(rule.policy) {
        Some(policy) if uses[&*rule.id] > 1 => Cow::Owned(format!("{}/{}", policy.id, rule.id)),
        _ => Cow::Borrowed(&*rule.id),
    };
    rules.iter().map(key).collect()
}

/// Clinics that a thread writes at a time.
const CLINICS: usize = 64;

/// `"rule": "outcome"` for every rule and outcome, ready to be copied: the outcomes of all clinics are most of the file.
struct OutcomeFragments {
    text: Vec<u8>,
    /// Where the four fragments of a rule stand, in the order of [`Outcome`].
    spans: Vec<[(u32, u32); 4]>,
}

/// Whole rows of outcomes, by where they stand: of thousands of clinics a few hundred fare differently, and the others share
/// theirs.
type Rows = HashMap<usize, Vec<u8>>;

/// Rows that are kept.
const ROWS: usize = 1024;

impl OutcomeFragments {
    fn new(keys: &[Cow<'_, str>]) -> Self {
        let mut text = Vec::new();
        let mut span = |key: &str, outcome: Outcome, separator: &str| {
            let start = text.len();
            text.extend_from_slice(separator.as_bytes());
            append(&mut text, key);
            text.push(b':');
            append(&mut text, outcome.key());
            let end = u32::try_from(text.len()).expect("65,536 rules of at most a few hundred bytes fit");
            (u32::try_from(start).expect("it is less than the end"), end)
        };
        let outcomes = [Outcome::NotApplicable, Outcome::Pass, Outcome::Unknown, Outcome::Fail];
        let spans = keys.iter().enumerate().map(|(ix, key)| {
            let separator = if ix == 0 { "" } else { "," };
            outcomes.map(|outcome| span(key, outcome, separator))
        });
        let spans = spans.collect();
        Self { text, spans }
    }

    fn append(&self, buffer: &mut Vec<u8>, clinic: &ClinicOutcomes, rows: &mut Rows) {
        buffer.extend_from_slice(b"{\"hsa_id\":");
        append_text(buffer, clinic.hsa_id.as_str());
        buffer.extend_from_slice(b",\"name\":");
        append_text(buffer, &clinic.name);
        buffer.extend_from_slice(b",\"outcomes\":{");
        let stands_at = clinic.outcomes.as_ptr().addr();
        if let Some(row) = rows.get(&stands_at) {
            buffer.extend_from_slice(row);
        } else {
            let begin = buffer.len();
            for (spans, outcome) in self.spans.iter().zip(&*clinic.outcomes) {
                let (start, end) = spans[*outcome as usize];
                buffer.extend_from_slice(&self.text[start as usize..end as usize]);
            }
            if rows.len() < ROWS {
                rows.insert(stands_at, buffer[begin..].to_vec());
            }
        }
        buffer.extend_from_slice(b"}}");
    }
}

/// What places and rules are looked up in.
struct Writer<'r> {
    keys: &'r [Cow<'r, str>],
    kinds: HashMap<&'r str, SourceKind>,
}

impl<'r> Writer<'r> {
    fn new(run: &'r Run, keys: &'r [Cow<'r, str>]) -> Self {
        let mut kinds = HashMap::new();
        for source in &run.sources {
            kinds.entry(&*source.name).or_insert(source.kind);
        }
        Self { keys, kinds }
    }

    fn key(&self, rule: RuleIx) -> Cow<'r, str> {
        let keys: &'r [Cow<'r, str>] = self.keys;
        keys.get(usize::from(rule.0)).map_or(Cow::Borrowed(""), |key| Cow::Borrowed(&**key))
    }

    fn problems(&self, run: &'r Run) -> wire::Problems<'r> {
        let problem = |problem: &'r LocatedProblem| wire::Problem {
            level: problem.level.into(),
            at: self.place(&problem.at),
            message: (&problem.message).into(),
            advice: problem.advice.as_ref().map(Into::into),
        };
        wire::Problems { shown: run.problems.iter().map(problem).collect(), not_shown: run.problems_not_shown }
    }

    fn summary(&self, summary: &'r Summary) -> wire::Summary<'r> {
        let [info, warning, error] = summary.failures;
        let broken = summary.most_broken.iter();
        let first = summary.first_actions.iter();
        wire::Summary {
            clinics: summary.clinics,
            breaking: summary.breaking,
            remarked: summary.remarked,
            clear: summary.clear,
            proven: summary.proven,
            failures: wire::Failures { error, warning, info },
            unknown: summary.unknown,
            waived: summary.waived,
            most_broken: broken
                .map(|(rule, clinics)| wire::RuleClinics { rule: self.key(*rule), clinics: *clinics })
                .collect(),
            first_actions: first
                .map(|action| wire::FirstAction {
                    who: (&*action.who).into(),
                    rule: self.key(action.rule),
                    clinics: action.clinics,
                })
                .collect(),
        }
    }

    fn place(&self, place: &'r Located) -> wire::Place<'r> {
        let (mut line, mut column, mut sheet, mut cell, mut event) = (None, None, None, None, None);
        match &place.spot {
            Spot::File => {}
            Spot::Line { line: at, column: from } => (line, column) = (Some(*at), Some(*from)),
            Spot::Cell { sheet: on, cell: at } => (sheet, cell) = (Some((&**on).into()), Some((&**at).into())),
            Spot::Event { number } => event = Some(*number),
        }
        wire::Place {
            source: self.kinds.get(&*place.file).map(|kind| (*kind).into()),
            file: (&*place.file).into(),
            route: (&*place.route).into(),
            line,
            column,
            sheet,
            cell,
            event,
            text: (&*place.text).into(),
            mark: place.mark,
        }
    }

    fn coverage(&self, coverage: &'r Coverage) -> wire::Coverage<'r> {
        let missing = coverage.facts_missing.iter();
        wire::Coverage {
            facts_read: coverage.facts_read.iter().map(|fact| (&**fact).into()).collect(),
            facts_missing: missing
                .map(|(fact, missing)| wire::MissingFact { fact: (&**fact).into(), missing: wire_missing(*missing) })
                .collect(),
            rules_without_subject: coverage.rules_without_subject.iter().map(|rule| self.key(*rule)).collect(),
            clauses_unjudged: coverage.clauses_unjudged.iter().map(|clause| (&**clause).into()).collect(),
            sources_failed: coverage.sources_failed.iter().map(|kind| (*kind).into()).collect(),
            waivers_in_force: coverage.waivers_in_force,
        }
    }
}

fn wire_policy(policy: &PolicyInfo) -> wire::Policy<'_> {
    let [info, warning, error] = policy.remedy_by;
    wire::Policy {
        id: (&*policy.id).into(),
        edition: (&*policy.edition).into(),
        digest: (&*policy.digest).into(),
        title: (&policy.title).into(),
        source: wire::PolicySource { document: (&*policy.source).into(), decided: policy.decided },
        remedy_by: wire::RemedyBy { error, warning, info },
        clauses: policy.clauses.iter().map(|(id, text)| Clause { id: (&**id).into(), text: text.into() }).collect(),
    }
}

fn wire_source(source: &SourceFile) -> wire::Source<'_> {
    wire::Source {
        kind: source.kind.into(),
        name: (&*source.name).into(),
        format: (&*source.format).into(),
        bytes: source.bytes,
        digest: (&*source.digest).into(),
        taken_at: source.taken_at,
        records: source.records,
        left_out: source.left_out,
        notes: source.notes.iter().map(Into::into).collect(),
    }
}

fn wire_population(population: &Population) -> wire::Population {
    wire::Population {
        listed: population.listed,
        exported: population.exported,
        listed_not_exported: population.listed_not_exported,
        exported_not_listed: population.exported_not_listed,
        filtered_out: population.filtered_out,
    }
}

fn wire_rule<'r>(rule: &'r RuleInfo, key: &'r str, policies: &'r [PolicyInfo]) -> Rule<'r> {
    let [not_applicable, pass, unknown, fail] = rule.counts;
    Rule {
        id: key.into(),
        policy: policies.get(rule.policy).map_or("", |policy| &*policy.id).into(),
        clause: rule.clauses.iter().map(|clause| (&**clause).into()).collect(),
        severity: rule.severity.into(),
        responsible: (&*rule.responsible).into(),
        title: (&rule.title).into(),
        advice: (&rule.advice).into(),
        counts: Counts { not_applicable, pass, unknown, fail },
    }
}

pub(super) fn wire_missing(missing: Missing) -> wire::Missing<'static> {
    let (reason, limit, cases) = match missing {
        Missing::NotSupplied(_) => (wire::MissingReason::NotSupplied, None, None),
        Missing::NotInSource(_) => (wire::MissingReason::NotInSource, None, None),
        Missing::NotSet(_) => (wire::MissingReason::NotSet, None, None),
        Missing::NotExported(_) => (wire::MissingReason::NotExported, None, None),
        Missing::NoRecord(_) => (wire::MissingReason::NoRecord, None, None),
        Missing::Unreadable(_) => (wire::MissingReason::Unreadable, None, None),
        Missing::Stale(_, limit) => (wire::MissingReason::Stale, Some(limit.to_string().into()), None),
        Missing::Conflicting(_) => (wire::MissingReason::Conflicting, None, None),
        Missing::TooFew(cases) => (wire::MissingReason::TooFew, None, Some(cases)),
    };
    wire::Missing { reason, source: missing.source().into(), limit, cases }
}

pub(super) fn wire_settlement(settlement: &Settlement) -> wire::Settlement<'_> {
    wire::Settlement {
        source: settlement.source.into(),
        fact: (&*settlement.fact).into(),
        missing: wire_missing(settlement.missing),
        message: (&settlement.message).into(),
    }
}

pub(super) fn wire_remedy(remedy: &Remedy) -> wire::Remedy<'_> {
    wire::Remedy {
        who: (&*remedy.who).into(),
        changes: remedy
            .changes
            .iter()
            .map(|step| wire::Change { who: (&*step.who).into(), message: (&step.message).into() })
            .collect(),
    }
}
