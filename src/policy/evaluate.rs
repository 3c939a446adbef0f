//! Evaluation: facts and policies become outcomes and findings. Pure: the same input gives the same output.

use std::collections::BTreeMap;

use super::evidence::Witness;
use super::fact::{ClinicSubject, FactRef, Horizon};
use super::judge::{Cause, Judge};
use super::remedy::remedy;
use super::rule::{Policy, Rule};
use super::survey::Survey;
use crate::model::digest;
use crate::model::facts::ClinicFacts;
use crate::model::finding::{Evidence, Finding, Item, Missing, RuleIx, Settlement, SymbolicFinding};
use crate::model::outcome::{Disposition, Outcome, Truth};
use crate::model::place::Place;
use crate::text::Message;

/// What came of judging every clinic by every rule.
#[derive(Debug, Default)]
pub struct Evaluation {
    /// For each clinic, in order, an outcome per rule of all policies in order.
    pub outcomes: Vec<Vec<Outcome>>,
    /// For each clinic, whether some policy binds it (or may).
    pub bound: Vec<bool>,
    /// Failures and unknowns, by rule and clinic.
    pub findings: Vec<SymbolicFinding>,
    /// Facts that rules read, each with why it was never found (`None`: it was).
    pub facts: Vec<(Box<str>, Option<Missing>)>,
}

/// Which rules are judged, and on how many threads.
#[derive(Clone, Debug)]
pub struct Options {
    /// For each rule of all policies in order, whether it is judged. A rule that is not stands as not applicable.
    pub chosen: Vec<bool>,
    /// Threads.
    pub jobs: usize,
}

/// Judges every clinic.
#[must_use]
pub fn evaluate(horizon: &Horizon<'_>, policies: &[Policy], options: &Options) -> Evaluation {
    let judges: Vec<Judge<'_>> = policies.iter().map(|policy| Judge::new(policy, horizon.today)).collect();
    let clinics = &horizon.facts.clinics;
    let survey = Survey::of(horizon, &judges);
    let work = Work { horizon, judges: &judges, survey: &survey, chosen: &options.chosen };
    let chunk = clinics.len().div_ceil(options.jobs.max(1)).max(64);
    let parts: Vec<Part> = if clinics.len() <= chunk {
        vec![work.judge_all(clinics)]
    } else {
        std::thread::scope(|scope| {
            let threads: Vec<_> = clinics.chunks(chunk).map(|some| scope.spawn(|| work.judge_all(some))).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        })
    };
    let mut evaluation = Evaluation::default();
    let mut common: BTreeMap<(RuleIx, Vec<Cause>), u32> = BTreeMap::new();
    for part in parts {
        evaluation.outcomes.extend(part.outcomes);
        evaluation.bound.extend(part.bound);
        evaluation.findings.extend(part.findings);
        for (rule, causes, clinics) in part.common {
            *common.entry((rule, causes)).or_default() += clinics;
        }
    }
    evaluation
        .findings
        .extend(common.into_iter().map(|((rule, causes), clinics)| work.run_wide(rule, &causes, clinics)));
    evaluation.findings.sort_by(|a, b| (a.rule, &a.clinic, &a.item).cmp(&(b.rule, &b.clinic, &b.item)));
    evaluation.facts = survey.report(horizon, &judges);
    evaluation
}

/// What is the same for every thread.
struct Work<'w> {
    horizon: &'w Horizon<'w>,
    judges: &'w [Judge<'w>],
    survey: &'w Survey,
    chosen: &'w [bool],
}

/// What one thread found.
#[derive(Default)]
struct Part {
    outcomes: Vec<Vec<Outcome>>,
    bound: Vec<bool>,
    findings: Vec<SymbolicFinding>,
    /// Unknowns whose cause is the run's, with the number of clinics.
    common: Vec<(RuleIx, Vec<Cause>, u32)>,
}

impl Part {
    fn count_common(&mut self, rule: RuleIx, causes: &[Cause]) {
        match self.common.iter_mut().find(|(known, why, _)| *known == rule && *why == causes) {
            Some((.., clinics)) => *clinics += 1,
            None => self.common.push((rule, causes.to_vec(), 1)),
        }
    }
}

impl Work<'_> {
    fn judge_all(&self, clinics: &[ClinicFacts]) -> Part {
        let mut part = Part::default();
        part.outcomes.reserve(clinics.len());
        for clinic in clinics {
            let subject = ClinicSubject::new(self.horizon, clinic);
            let mut outcomes = Vec::with_capacity(self.chosen.len());
            let mut any_bound = false;
            let mut number = 0;
            for judge in self.judges {
                let bound = judge.bound(&subject);
                any_bound |= bound != Truth::False;
                for rule in &judge.policy.rules {
                    let ix = RuleIx(number);
                    number += 1;
                    let outcome = if self.chosen[usize::from(ix.0)] {
                        self.judge_rule(&Found { ix, rule, judge }, (&subject, bound), &mut part)
                    } else {
                        Outcome::NotApplicable
                    };
                    outcomes.push(outcome);
                }
            }
            part.bound.push(any_bound);
            part.outcomes.push(outcomes);
        }
        part
    }

    fn judge_rule(&self, found: &Found<'_>, (subject, bound): (&ClinicSubject<'_>, Truth), part: &mut Part) -> Outcome {
        if let Some(causes) = self.survey.constant(found.ix).filter(|_| bound == Truth::True) {
            match found.rule.when.as_ref().map_or(Truth::True, |when| found.judge.truth(when, subject)) {
                Truth::False => return Outcome::NotApplicable,
                Truth::True => {
                    part.count_common(found.ix, causes);
                    return Outcome::Unknown;
                }
                Truth::Unknown => {}
            }
        }
        let verdict = found.judge.verdict(found.rule, subject, bound);
        match verdict.outcome {
            Outcome::Pass | Outcome::NotApplicable => {}
            Outcome::Fail | Outcome::Unknown if found.rule.for_each.is_none() => {
                if verdict.outcome == Outcome::Fail {
                    part.findings.push(self.failure(found, subject));
                } else {
                    self.unknown(found, &[subject], part);
                }
            }
            Outcome::Fail | Outcome::Unknown => {
                if let Some(missing) = verdict.list_missing {
                    self.unknown_list(found, (subject, missing), part);
                }
                let items = |wanted| verdict.items.iter().filter(move |(_, outcome)| *outcome == wanted);
                part.findings.extend(items(Outcome::Fail).map(|(item, _)| self.failure(found, item)));
                let unknown: Vec<&ClinicSubject<'_>> = items(Outcome::Unknown).map(|(item, _)| item).collect();
                if !unknown.is_empty() {
                    self.unknown(found, &unknown, part);
                }
            }
        }
        verdict.outcome
    }

    fn failure(&self, found: &Found<'_>, subject: &ClinicSubject<'_>) -> SymbolicFinding {
        let witness = Witness { judge: found.judge, needs: self.horizon.needs };
        Finding {
            evidence: witness.of_failure(found.rule, subject),
            remedy: remedy(found.judge, self.horizon.needs, found.rule, subject),
            message: Message::new("finding-fail").with("title", found.rule.title.clone()),
            ..found.finding(subject, Outcome::Fail)
        }
    }

    /// One finding for all items of a clinic that a rule cannot judge; none, but a count, where the cause is the run's.
    fn unknown(&self, found: &Found<'_>, subjects: &[&ClinicSubject<'_>], part: &mut Part) {
        let mut causes: Vec<Cause> = Vec::new();
        for subject in subjects {
            for cause in found.judge.why_unknown(found.rule, *subject) {
                let cause = self.survey.widen(cause);
                if !causes.contains(&cause) {
                    causes.push(cause);
                }
            }
        }
        causes.sort_unstable();
        if causes.iter().all(|cause| cause.missing.is_run_wide()) {
            part.count_common(found.ix, &causes);
            return;
        }
        let witness = Witness { judge: found.judge, needs: self.horizon.needs };
        let mut evidence: Vec<Evidence<Place>> = Vec::new();
        for one in subjects.iter().flat_map(|subject| witness.of_unknown(found.rule, subject)) {
            match evidence.iter_mut().find(|known| known.fact == one.fact && known.missing == one.missing) {
                Some(known) => known.at.extend(one.at),
                None => evidence.push(one),
            }
        }
        for one in &mut evidence {
            one.at.truncate(4);
        }
        let subject = subjects[0];
        let mut finding = found.finding(subject, Outcome::Unknown);
        if subjects.len() > 1 {
            finding.item = None;
        }
        finding.fingerprint = fingerprint(found.rule, Some(subject), finding.item.as_ref(), Outcome::Unknown);
        let settled_by = self.settlements(found, &causes);
        part.findings.push(Finding { evidence, settled_by, ..finding });
    }

    fn unknown_list(&self, found: &Found<'_>, (subject, missing): (&ClinicSubject<'_>, Missing), part: &mut Part) {
        let cause = self.survey.widen(Cause { fact: list_fact(found.rule), missing });
        let causes = vec![cause];
        if cause.missing.is_run_wide() {
            part.count_common(found.ix, &causes);
            return;
        }
        let settled_by = self.settlements(found, &causes);
        part.findings.push(Finding { settled_by, ..found.finding(subject, Outcome::Unknown) });
    }

    /// The finding that stands for every clinic for which a source or a field is missing altogether.
    fn run_wide(&self, ix: RuleIx, causes: &[Cause], clinics: u32) -> SymbolicFinding {
        let mut number = usize::from(ix.0);
        let judge = self
            .judges
            .iter()
            .find(|judge| {
                let here = number < judge.policy.rules.len();
                if !here {
                    number -= judge.policy.rules.len();
                }
                here
            })
            .expect("every rule index belongs to a policy");
        let rule = &judge.policy.rules[number];
        let found = Found { ix, rule, judge };
        Finding {
            rule: ix,
            clinic: None,
            clinics,
            item: None,
            outcome: Outcome::Unknown,
            disposition: Disposition::Open,
            message: Message::new("finding-unknown").with("title", rule.title.clone()),
            evidence: causes
                .iter()
                .map(|cause| Evidence {
                    fact: self.path(&found, cause.fact),
                    operator: "exists",
                    expected: crate::model::value::Value::Bool(true),
                    expected_from: None,
                    found: None,
                    missing: Some(cause.missing),
                    in_when: false,
                    at: Vec::new(),
                })
                .collect(),
            settled_by: self.settlements(&found, causes),
            remedy: None,
            fingerprint: fingerprint(rule, None, None, Outcome::Unknown),
        }
    }

    fn path(&self, found: &Found<'_>, fact: FactRef) -> Box<str> {
        found.judge.path(fact, &self.horizon.needs.measures)
    }

    fn settlements(&self, found: &Found<'_>, causes: &[Cause]) -> Vec<Settlement> {
        let mut settlements: Vec<Settlement> = Vec::new();
        for cause in causes {
            let path = self.path(found, cause.fact);
            let source = cause.missing.source();
            let fact = found.judge.fact_message(cause.fact, self.horizon.needs);
            let message = settlement(fact, cause.missing);
            settlements.push(Settlement { source, fact: path, missing: cause.missing, message });
        }
        settlements
    }
}

/// What would settle an unknown fact, as a sentence.
#[must_use]
pub fn settlement(fact: Message, missing: Missing) -> Message {
    use crate::model::case_type::Vocabulary as _;
    let source = Message { key: format!("kind-{}", missing.source().key()).into(), args: Vec::new() };
    let key = match missing {
        Missing::NotSupplied(_) => "settle-not-supplied",
        Missing::NotInSource(_) => "settle-not-in-source",
        Missing::NotExported(_) => "settle-not-exported",
        Missing::NoRecord(_) => "settle-no-record",
        Missing::Unreadable(_) => "settle-unreadable",
        Missing::Stale(..) => "settle-stale",
        Missing::Conflicting(_) => "settle-conflicting",
        Missing::TooFew(_) => "settle-too-few",
    };
    let message = Message::new(key).with("fact", fact).with("source", source);
    match missing {
        Missing::Stale(_, limit) => message.with("limit", limit.amount),
        Missing::TooFew(cases) => message.with("cases", cases),
        _ => message,
    }
}

/// A rule that said something of a subject.
struct Found<'f> {
    ix: RuleIx,
    rule: &'f Rule,
    judge: &'f Judge<'f>,
}

impl Found<'_> {
    fn finding(&self, subject: &ClinicSubject<'_>, outcome: Outcome) -> SymbolicFinding {
        let item = subject.item();
        Finding {
            rule: self.ix,
            clinic: Some(subject.clinic().hsa_id.clone()),
            clinics: 1,
            outcome,
            disposition: Disposition::Open,
            message: Message::new("finding-unknown").with("title", self.rule.title.clone()),
            evidence: Vec::new(),
            settled_by: Vec::new(),
            remedy: None,
            fingerprint: fingerprint(self.rule, Some(subject), item.as_ref(), outcome),
            item,
        }
    }
}

/// The same rule, clinic and item give the same fingerprint in every run.
fn fingerprint(rule: &Rule, subject: Option<&ClinicSubject<'_>>, item: Option<&Item>, outcome: Outcome) -> Box<str> {
    let clinic = subject.map(|subject| subject.clinic().hsa_id.as_str().to_ascii_uppercase()).unwrap_or_default();
    let item = item.map(|item| &*item.id).unwrap_or_default();
    let unknown = if outcome == Outcome::Unknown { "unknown" } else { "" };
    digest::fingerprint(&[&rule.id, &clinic, item, unknown])
}

/// A fact of the items that a rule goes through, to name its list by when the list itself is unknown.
fn list_fact(rule: &Rule) -> FactRef {
    use crate::model::finding::ItemKind;
    let path = match rule.for_each.map(|each| each.of) {
        Some(ItemKind::CaseType) | None => "case_types.assigned",
        Some(ItemKind::Permission) => "permission.state",
        Some(ItemKind::User) => "user.id",
        Some(ItemKind::Service) => "service.name",
    };
    FactRef::Table(super::fact::find(path).expect("the table has it"))
}
