//! One audit, from joined facts to a finished run.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use crate::model::facts::{ClinicFacts, Facts};
use crate::model::field::Field;
use crate::model::finding::{Finding, Missing, RuleIx, SymbolicFinding};
use crate::model::hsa_id::HsaId;
use crate::model::ladder::Ladder;
use crate::model::measured::{AnswerTimes, FollowUp};
use crate::model::needs::CaseTypeNeed;
use crate::model::outcome::{Disposition, Outcome, Severity};
use crate::model::permission::PermissionState;
use crate::model::place::{Located, Place, Spot};
use crate::model::run::{
    ClinicOutcomes, Coverage, FirstAction, LocatedProblem, PolicyInfo, Population, RuleInfo, Run, Summary,
};
use crate::model::source::{ProblemLevel, SourceKind};
use crate::model::waiver::WaiverRecord;
use crate::model::working_days::{Calendar, Counting};
use crate::parallel::{both, in_order};
use crate::policy::Compiled;
use crate::policy::evaluate::{self, Evaluation, evaluate};
use crate::policy::fact::Horizon;
use crate::policy::fact::freshness;
use crate::policy::rule::Policy;
use crate::policy::waiver::{self, Judged};
use crate::source::Sources;
use crate::text::Bilingual;
use crate::text::builtin::{self, Builtin};

/// Of each kind of problem, so many are shown; the rest are counted.
const PROBLEMS_SHOWN: usize = 20;

/// What is judged, and as of when.
#[derive(Debug)]
pub struct Audit<'a> {
    /// The policies.
    pub compiled: &'a Compiled,
    /// The joined facts.
    pub facts: &'a Facts,
    /// The instant that is judged, in Swedish time.
    pub as_of: DateTime<Tz>,
    /// What was left out.
    pub choice: Choice,
    /// Threads.
    pub jobs: usize,
}

/// Turns a symbolic place into one that a person can find.
pub type Locate<'l> = dyn Fn(&Place) -> Located + Sync + 'l;

/// What a user chose to look at.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Rules by id; empty means all.
    pub rules: Vec<Box<str>>,
    /// Clinics that [`keep_clinics`] left out.
    pub filtered_out: u32,
}

impl Choice {
    /// Whether a rule is among those that were asked for.
    fn includes(&self, rule: &str) -> bool {
        self.rules.is_empty() || self.rules.iter().any(|chosen| **chosen == *rule)
    }
}

/// Leaves only these clinics (all, if none is named) and tells how many were left out.
///
/// # Errors
/// The first id that is no clinic of the run.
pub fn keep_clinics(facts: &mut Facts, wanted: &[HsaId]) -> Result<u32, HsaId> {
    if wanted.is_empty() {
        return Ok(0);
    }
    if let Some(unknown) = wanted.iter().find(|id| !facts.clinics.iter().any(|clinic| clinic.hsa_id == **id)) {
        return Err(unknown.clone());
    }
    facts.set_aside = facts.clinics.extract_if(.., |clinic| !wanted.contains(&clinic.hsa_id)).collect();
    Ok(u32::try_from(facts.set_aside.len()).unwrap_or(u32::MAX))
}

/// What is the same for every clinic: the day, the vocabulary, and which sources are too old for their facts.
#[must_use]
pub fn horizon<'a>(facts: &'a Facts, compiled: &'a Compiled, as_of: DateTime<Tz>) -> Horizon<'a> {
    let today = as_of.date_naive();
    let stale = facts
        .taken_at
        .iter()
        .filter_map(|(kind, taken)| {
            let limit = freshness(*kind)?;
            let age = (today - taken.date_naive()).num_days();
            (age > i64::from(limit.amount)).then_some(Missing::Stale(*kind, limit))
        })
        .collect();
    Horizon { facts, needs: &compiled.needs, today, stale }
}

impl Audit<'_> {
    /// Judges every clinic and makes the run. `locate` turns symbolic places into ones that a person can find, and is
    /// called for what is shown only.
    #[must_use]
    pub fn run(&self, sources: &Sources, locate: &Locate<'_>) -> Run {
        let horizon = horizon(self.facts, self.compiled, self.as_of);
        let mut rules = self.rules();
        let chosen: Vec<bool> = rules.iter().map(|rule| self.choice.includes(&rule.id)).collect();
        let options = evaluate::Options { chosen, jobs: self.jobs };
        let mut evaluation = evaluate(&horizon, &self.compiled.policies, &options);
        let waivers = self.waivers(sources);
        let judged: Vec<Judged<'_>> =
            rules.iter().zip(&options.chosen).map(|(rule, chosen)| Judged { id: &rule.id, chosen: *chosen }).collect();
        let applied = waiver::apply(&waivers, &mut evaluation.findings, &judged, (&self.compiled.needs, horizon.today));
        let in_force = applied.in_force;
        self.add_builtin(applied.findings, &mut rules, &mut evaluation);
        count(&mut rules, &evaluation.outcomes);
        let (problems, problems_not_shown) = problems(sources, locate);
        let summary = summary(&rules, &evaluation, self.facts);
        let coverage = self.coverage(&rules, &evaluation, (sources, in_force));
        let Evaluation { outcomes, findings, .. } = evaluation;
        // The first place that is looked up waits for its file.
        let (clinics, findings) = both(self.jobs, || self.clinics(outcomes), || located(findings, locate, self.jobs));
        Run {
            tool: env!("CARGO_PKG_VERSION").into(),
            as_of: self.as_of,
            policies: self.policies(),
            sources: sources.files.clone(),
            problems,
            problems_not_shown,
            population: self.population(),
            names: self.names(),
            summary,
            rules,
            clinics,
            findings,
            comparison: None,
            answer_times: self.answer_times(),
            follow_up: self.follow_up(),
            coverage,
        }
    }

    /// What people call what policies name themselves, and the case types, which findings may be about.
    fn names(&self) -> Vec<(Box<str>, Bilingual)> {
        let types = self.compiled.needs.case_types.iter().map(CaseTypeNeed::named);
        self.compiled.policies.iter().flat_map(|policy| policy.names()).chain(types).collect()
    }

    /// The clinics, and how they fare.
    fn clinics(&self, outcomes: Vec<Arc<[Outcome]>>) -> Vec<ClinicOutcomes> {
        let clinics = self.facts.clinics.iter().zip(outcomes);
        let fares = |(clinic, outcomes): (&ClinicFacts, _)| ClinicOutcomes {
            hsa_id: clinic.hsa_id.clone(),
            name: name(clinic),
            outcomes,
        };
        clinics.map(fares).collect()
    }

    /// The waivers; of a part of the clinics, only theirs: of the others nobody knows whether they are needed.
    fn waivers(&self, sources: &Sources) -> Vec<WaiverRecord> {
        let here = |id: &HsaId| self.facts.clinics.iter().any(|clinic| clinic.hsa_id == *id);
        let concerns = |waiver: &&WaiverRecord| self.choice.filtered_out == 0 || waiver.clinics.iter().any(here);
        sources.waivers.iter().filter(concerns).cloned().collect()
    }

    /// How long answers took at the clinics that are judged.
    fn answer_times(&self) -> Option<AnswerTimes> {
        let measures = &self.compiled.needs.measures;
        let cases = self.facts.clinics.iter().filter_map(|clinic| clinic.cases.as_deref());
        Ladder::of(measures)?.climbed(measures, cases)
    }

    /// How well permissions follow the people. The register's figures are of all its clinics, so that they are left out
    /// where only some are judged.
    fn follow_up(&self) -> Option<FollowUp> {
        let of_all = if self.choice.filtered_out == 0 { self.facts.follow_up } else { FollowUp::default() };
        let figures = FollowUp { on_leave: on_leave(self.facts, self.as_of.date_naive()), ..of_all };
        (figures != FollowUp::default()).then_some(figures)
    }

    fn policies(&self) -> Vec<PolicyInfo> {
        self.compiled
            .policies
            .iter()
            .map(|policy| PolicyInfo {
                id: policy.id.clone(),
                edition: policy.edition.clone(),
                digest: policy.digest.clone(),
                title: policy.title.clone(),
                source: policy.source.clone(),
                decided: policy.decided,
                remedy_by: self.remedy_by(policy),
                clauses: policy.clauses.iter().map(|clause| (clause.id.clone(), clause.text.clone())).collect(),
            })
            .collect()
    }

    /// The last day to put a failure right, by severity: the run's day is day 0.
    fn remedy_by(&self, policy: &Policy) -> [Option<NaiveDate>; 3] {
        let calendar = Calendar::new(policy.calendar.clone());
        let last = |span| calendar.deadline(self.as_of, span, Counting::Strict).date_naive();
        policy.remedy_within.map(|span| span.map(last))
    }

    fn rules(&self) -> Vec<RuleInfo> {
        let policies = self.compiled.policies.iter().enumerate();
        policies.flat_map(|(ix, policy)| policy.rules.iter().map(move |rule| rule.info(ix))).collect()
    }

    /// Gives the findings about waivers rules of their own, after the policies'.
    fn add_builtin(
        &self,
        findings: Vec<(&'static Builtin, SymbolicFinding)>,
        rules: &mut Vec<RuleInfo>,
        evaluation: &mut Evaluation,
    ) {
        for builtin in builtin::ALL {
            let about: Vec<SymbolicFinding> =
                findings.iter().filter(|(rule, _)| std::ptr::eq(*rule, builtin)).map(|(_, f)| f.clone()).collect();
            if about.is_empty() {
                continue;
            }
            let ix = RuleIx(u16::try_from(rules.len()).unwrap_or(u16::MAX));
            rules.push(RuleInfo::of_builtin(builtin));
            let named: HashSet<&HsaId> = about.iter().filter_map(|finding| finding.clinic.as_ref()).collect();
            // Those that fare alike go on doing so.
            let mut longer: HashMap<(*const Outcome, bool), Arc<[Outcome]>> = HashMap::new();
            for (clinic, outcomes) in self.facts.clinics.iter().zip(&mut evaluation.outcomes) {
                let is_named = named.contains(&clinic.hsa_id);
                let last = if is_named { Outcome::Fail } else { Outcome::NotApplicable };
                let row = longer.entry((outcomes.as_ptr(), is_named));
                *outcomes = row.or_insert_with(|| outcomes.iter().copied().chain([last]).collect()).clone();
            }
            evaluation.findings.extend(about.into_iter().map(|finding| Finding { rule: ix, ..finding }));
        }
    }

    fn population(&self) -> Population {
        let count = |wanted: &dyn Fn(&ClinicFacts) -> bool| {
            u32::try_from(self.facts.clinics.iter().filter(|clinic| wanted(clinic)).count()).unwrap_or(u32::MAX)
        };
        let has_list = self.facts.supplied.contains(SourceKind::Clinics);
        Population {
            listed: has_list.then(|| count(&|clinic| clinic.listed.is_some())),
            exported: count(&|clinic| clinic.export.is_some()),
            listed_not_exported: count(&|clinic| clinic.listed.is_some() && clinic.export.is_none()),
            // Without a list, that a clinic is not in it says nothing.
            exported_not_listed: count(&|clinic| has_list && clinic.listed.is_none() && clinic.export.is_some()),
            filtered_out: self.choice.filtered_out,
        }
    }

    fn coverage(&self, rules: &[RuleInfo], evaluation: &Evaluation, (sources, in_force): (&Sources, u32)) -> Coverage {
        let mut unjudged: Vec<Box<str>> = Vec::new();
        for (ix, policy) in self.compiled.policies.iter().enumerate() {
            for clause in &policy.clauses {
                let carried = |rule: &&RuleInfo| rule.policy == ix && rule.clauses.contains(&clause.id);
                // Of a clause whose rules were not asked for, nobody can say that it could not be judged; nor of one that concerns
                // nobody.
                let asked = rules.iter().filter(carried).any(|rule| self.choice.includes(&rule.id));
                let has = |outcome: Outcome| rules.iter().filter(carried).any(|rule| rule.counts[outcome as usize] > 0);
                let concerns_nobody = has(Outcome::NotApplicable) && !has(Outcome::Unknown);
                let is_settled = has(Outcome::Pass) || has(Outcome::Fail) || concerns_nobody;
                if !is_settled && (asked || self.choice.rules.is_empty()) {
                    unjudged.push(clause.id.clone());
                }
            }
        }
        let failed: BTreeSet<SourceKind> = sources.failed.iter().map(|failed| failed.kind).collect();
        Coverage {
            facts_read: evaluation
                .facts
                .iter()
                .filter(|(_, why)| why.is_none())
                .map(|(path, _)| path.clone())
                .collect(),
            facts_missing: evaluation
                .facts
                .iter()
                .filter_map(|(path, why)| why.map(|why| (path.clone(), why)))
                // A project need not have a register; where there is none, nothing of it is missing.
                .filter(|(_, why)| why.source() != SourceKind::Register || failed.contains(&SourceKind::Register))
                .collect(),
            rules_without_subject: (0_u16..)
                .zip(rules)
                .filter(|(_, rule)| self.choice.includes(&rule.id))
                .filter(|(_, rule)| rule.counts[1..].iter().all(|count| *count == 0))
                .map(|(ix, _)| RuleIx(ix))
                .collect(),
            clauses_unjudged: unjudged,
            sources_failed: failed.into_iter().collect(),
            waivers_in_force: in_force,
        }
    }
}

/// The findings with places that a person can find, looked up by several threads.
fn located(findings: Vec<SymbolicFinding>, locate: &Locate<'_>, jobs: usize) -> Vec<Finding> {
    let located = |finding: SymbolicFinding| finding.map_places(&mut |place| locate(&place));
    let mut left = findings.into_iter();
    let shares =
        std::iter::from_fn(|| Some(left.by_ref().take(SHARE).collect()).filter(|share: &Vec<_>| !share.is_empty()));
    let shares: Vec<Vec<SymbolicFinding>> = shares.collect();
    let done = in_order(jobs, shares, |share| share.into_iter().map(located).collect::<Vec<Finding>>());
    done.into_iter().flatten().collect()
}

/// Findings whose places a thread looks up at a time.
const SHARE: usize = 32;

/// Active permissions of people who are on leave, where both are known.
fn on_leave(facts: &Facts, today: NaiveDate) -> Option<u32> {
    let knows = |kind| facts.supplied.contains(kind);
    if !knows(SourceKind::Absence) || !(knows(SourceKind::Permissions) || knows(SourceKind::Register)) {
        return None;
    }
    let active = facts.clinics.iter().flat_map(|clinic| &clinic.permissions).filter(|held| {
        held.record.state == Field::Value(PermissionState::Active)
            && held.leave.as_ref().is_some_and(|leave| leave.covers(today))
    });
    Some(number(active.count()))
}

fn name(clinic: &ClinicFacts) -> Box<str> {
    let exported = clinic.export.as_ref().and_then(|unit| unit.name.value());
    let listed = clinic.listed.as_ref().and_then(|listed| listed.name.value());
    exported.or(listed).cloned().unwrap_or_default()
}

/// Counts the outcomes of each rule, once for all clinics that share them.
fn count(rules: &mut [RuleInfo], outcomes: &[Arc<[Outcome]>]) {
    let mut shared: HashMap<*const Outcome, (&[Outcome], u32)> = HashMap::new();
    for clinic in outcomes {
        shared.entry(clinic.as_ptr()).or_insert((clinic, 0)).1 += 1;
    }
    for (outcomes, clinics) in shared.into_values() {
        for (rule, outcome) in rules.iter_mut().zip(outcomes) {
            rule.counts[*outcome as usize] += clinics;
        }
    }
}

fn problems(sources: &Sources, locate: &Locate<'_>) -> (Vec<LocatedProblem>, u64) {
    let mut shown: Vec<LocatedProblem> = sources
        .failed
        .iter()
        .map(|failed| LocatedProblem {
            level: ProblemLevel::Error,
            at: Located {
                file: failed.name.clone(),
                spot: failed.at.map_or(Spot::File, |(line, column)| Spot::Line { line, column }),
                ..Located::default()
            },
            message: failed.message.clone(),
            advice: failed.advice.clone(),
        })
        .collect();
    let mut of_kind: BTreeMap<(&str, Place), usize> = BTreeMap::new();
    let mut left = 0;
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in &sources.problems {
        // The same thing said twice of the same place is said once.
        let times = of_kind.entry((&problem.message.key, problem.place.clone())).or_default();
        *times += 1;
        let so_far = counted.entry(&problem.message.key).or_default();
        if *times > 1 || *so_far == PROBLEMS_SHOWN {
            left += u64::from(*times == 1);
            continue;
        }
        *so_far += 1;
        shown.push(LocatedProblem {
            level: problem.level,
            at: locate(&problem.place),
            message: problem.message.clone(),
            advice: problem.advice.clone(),
        });
    }
    (shown, left)
}

fn summary(rules: &[RuleInfo], evaluation: &Evaluation, facts: &Facts) -> Summary {
    let mut summary = Summary::default();
    let mut worst: HashMap<&HsaId, Severity> = HashMap::new();
    let mut actions: BTreeMap<(&str, RuleIx), HashSet<&HsaId>> = BTreeMap::new();
    let mut broken: BTreeMap<RuleIx, HashSet<&HsaId>> = BTreeMap::new();
    // A finding about a waiver may be of a clinic that nobody has, or that the guideline does not bind.
    let is_builtin: Vec<bool> = rules.iter().map(|rule| builtin::find(&rule.id).is_some()).collect();
    let counts = |clinic: &HsaId| {
        let at = facts.clinics.binary_search_by(|known| known.hsa_id.cmp(clinic));
        at.is_ok_and(|at| evaluation.bound[at])
    };
    for finding in &evaluation.findings {
        let rule = &rules[usize::from(finding.rule.0)];
        let clinic = finding.clinic.as_ref();
        let clinic = clinic.filter(|clinic| !is_builtin[usize::from(finding.rule.0)] || counts(clinic));
        match (finding.disposition, finding.outcome, clinic) {
            (Disposition::Waived, ..) => summary.waived += 1,
            (Disposition::Open, Outcome::Unknown, _) => summary.unknown += 1,
            (Disposition::Open, Outcome::Fail, Some(clinic)) => {
                summary.failures[rule.severity as usize] += 1;
                let known = worst.entry(clinic).or_insert(rule.severity);
                *known = (*known).max(rule.severity);
                broken.entry(finding.rule).or_default().insert(clinic);
                let who = finding.remedy.as_ref().map_or(&rule.responsible, |remedy| &remedy.who);
                actions.entry((who, finding.rule)).or_default().insert(clinic);
            }
            (Disposition::Open, Outcome::Fail, None) => summary.failures[rule.severity as usize] += 1,
            _ => {}
        }
    }
    summary.most_broken = broken.iter().map(|(rule, clinics)| (*rule, number(clinics.len()))).collect();
    let severity = |rule: RuleIx| rules[usize::from(rule.0)].severity;
    summary.most_broken.sort_by_key(|(rule, clinics)| (std::cmp::Reverse((severity(*rule), *clinics)), *rule));
    summary.most_broken.truncate(10);
    summary.first_actions = actions
        .into_iter()
        .map(|((who, rule), clinics)| FirstAction { who: who.into(), rule, clinics: number(clinics.len()) })
        .collect();
    summary
        .first_actions
        .sort_by_key(|action| (std::cmp::Reverse((severity(action.rule), action.clinics)), action.rule));
    summary.first_actions.truncate(10);
    summary.clinics = number(evaluation.bound.iter().filter(|bound| **bound).count());
    summary.breaking = number(worst.values().filter(|severity| **severity == Severity::Error).count());
    summary.remarked = number(worst.len()) - summary.breaking;
    summary.clear = summary.clinics.saturating_sub(number(worst.len()));
    summary.proven = number(
        evaluation
            .outcomes
            .iter()
            .zip(&evaluation.bound)
            .zip(&facts.clinics)
            .filter(|((outcomes, bound), clinic)| {
                // What is waived is no failure here either.
                **bound && !outcomes.contains(&Outcome::Unknown) && !worst.contains_key(&clinic.hsa_id)
            })
            .count(),
    );
    summary
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
