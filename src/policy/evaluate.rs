//! Evaluation: facts and policies become outcomes and findings. Pure: the same input gives the same output.

use std::sync::Arc;

use super::alike::{Class, Court, Failure, Finds, Own, Precedents, Regards, Reports, Share};
use super::evidence::{Drafted, Witness};
use super::fact::{Clinic, ClinicSubject, FactRef, Horizon};
use super::judge::{Cause, Causes, Hearing, Judge};
use super::literal::Lexicon;
use super::remedy::remedy;
use super::rule::{ForEach, Policy, Rule};
use super::survey::Survey;
use crate::model::digest;
use crate::model::facts::ClinicFacts;
use crate::model::finding::{Decided, Evidence, Finding, Item, Missing, RuleIx, Settlement, SymbolicFinding};
use crate::model::outcome::{Disposition, Outcome, Truth};
use crate::model::place::Place;
use crate::parallel::in_order_with;
use crate::text::Message;

/// What came of judging every clinic by every rule.
#[derive(Debug, Default)]
pub struct Evaluation {
    /// For each clinic, in order, an outcome per rule of all policies in order.
    pub outcomes: Vec<Arc<[Outcome]>>,
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
    let survey = Survey::of(horizon, &judges, options);
    let regards = Regards::of(horizon, &judges, &survey, &options.chosen);
    let work = Work { horizon, judges: &judges, survey: &survey, rules: rules(&judges) };
    let reports = Reports::new(&regards, work.rules.len());
    let bench = || Bench::of(&work, Precedents::new(&reports));
    let (parts, benches) = in_order_with(options.jobs, clinics.chunks(SHARE), bench, Bench::judge_all);
    let mut evaluation = Evaluation::default();
    let mut findings: Vec<Vec<SymbolicFinding>> = vec![Vec::new(); work.rules.len()];
    for part in parts {
        evaluation.outcomes.extend(part.outcomes);
        evaluation.bound.extend(part.bound);
        for finding in part.findings {
            findings[usize::from(finding.rule.0)].push(finding);
        }
    }
    let mut common: Vec<Common> = work.rules.iter().map(|_| Common::default()).collect();
    for bench in benches {
        bench.precedents.shares().for_each(|(share, clinics)| work.count(&mut common, share, clinics));
        for (common, counted) in common.iter_mut().zip(bench.common) {
            counted.0.iter().for_each(|(causes, clinics)| common.count(causes, *clinics));
        }
    }
    for ((found, own), mut common) in work.rules.iter().zip(findings).zip(common) {
        common.0.sort_unstable();
        let common = common.0.iter().map(|(causes, clinics)| work.run_wide(found, causes, *clinics));
        evaluation.findings.extend(common);
        evaluation.findings.extend(own);
    }
    evaluation.facts = survey.report(horizon, &judges);
    evaluation
}

/// Clinics that a thread judges at a time.
const SHARE: usize = 64;

/// What is the same for every thread.
struct Work<'w> {
    horizon: &'w Horizon<'w>,
    judges: &'w [Judge<'w>],
    survey: &'w Survey,
    /// Of all policies, in order.
    rules: Vec<Found<'w>>,
}

/// What was found at a share of the clinics.
struct Part {
    outcomes: Vec<Arc<[Outcome]>>,
    bound: Vec<bool>,
    /// By clinic, by rule within a clinic, and by item within a rule.
    findings: Vec<SymbolicFinding>,
}

/// Of a rule, the unknowns whose cause is the run's, with the number of clinics.
#[derive(Default)]
struct Common(Vec<(Causes, u32)>);

impl Common {
    fn count(&mut self, causes: &[Cause], clinics: u32) {
        match self.0.iter_mut().find(|(known, _)| known == causes) {
            Some((_, counted)) => *counted += clinics,
            None => self.0.push((causes.to_vec(), clinics)),
        }
    }
}

/// A thread that judges, and what it keeps from share to share.
struct Bench<'w> {
    work: &'w Work<'w>,
    lexicon: Lexicon<'w>,
    precedents: Precedents<'w>,
    /// By rule.
    common: Vec<Common>,
}

/// A clinic before a policy's judge.
type Heard<'h> = Hearing<'h, ClinicSubject<'h>>;

/// What a rule says of a clinic.
enum Said {
    /// Nothing that is told as a finding.
    Enough,
    /// Something that is the clinic's own.
    Own,
    /// That it is unknown for the run's sake, and why; as [`Survey::constant`] has it where nothing is said.
    Common(Option<Causes>),
}

impl<'w> Bench<'w> {
    fn of(work: &'w Work<'w>, precedents: Precedents<'w>) -> Self {
        Self {
            work,
            lexicon: Lexicon::new(work.horizon.needs),
            precedents,
            common: work.rules.iter().map(|_| Common::default()).collect(),
        }
    }

    fn judge_all(&mut self, clinics: &[ClinicFacts]) -> Part {
        let Self { work, lexicon, precedents, common } = self;
        let (outcomes, bound) = (Vec::with_capacity(clinics.len()), Vec::with_capacity(clinics.len()));
        let mut part = Part { outcomes, bound, findings: Vec::new() };
        for clinic in clinics {
            let clinic = Clinic::new(work.horizon, clinic);
            let subject = clinic.subject();
            let mut court = Sitting { work, lexicon, clinic: subject, hearing: None };
            let (verdicts, is_alone) = precedents.of(&subject, &mut court);
            part.bound.push(verdicts.bound);
            part.outcomes.push(verdicts.outcomes.clone());
            if is_alone {
                verdicts.shares.iter().for_each(|share| work.count(common, share, 1));
            }
            for Own { rule, finds } in &verdicts.own {
                let found = &work.rules[*rule];
                let witness = Witness { hearing: court.hear(found.judge), lexicon };
                work.find(found, (witness, finds), (&mut part.findings, &mut common[*rule]));
            }
        }
        part
    }
}

/// The rules of all policies, in order.
fn rules<'w>(judges: &'w [Judge<'w>]) -> Vec<Found<'w>> {
    let of_judge = |judge: &'w Judge<'w>| judge.policy.rules.iter().map(move |rule| (judge, rule));
    let rules = judges.iter().flat_map(of_judge);
    let found = |(ix, (judge, rule)): (RuleIx, (&'w Judge<'w>, &'w Rule))| {
        let message = |key| Arc::new(Message::new(key).with("title", rule.title.clone()));
        Found { ix, rule, judge, fails: message("finding-fail"), is_unknown: message("finding-unknown") }
    };
    (0_u16..).map(RuleIx).zip(rules).map(found).collect()
}

/// The judges of all policies before a clinic.
struct Sitting<'s> {
    work: &'s Work<'s>,
    lexicon: &'s Lexicon<'s>,
    clinic: ClinicSubject<'s>,
    /// Before the judge who was asked last.
    hearing: Option<Heard<'s>>,
}

impl<'s> Sitting<'s> {
    fn hear(&mut self, judge: &'s Judge<'s>) -> &Heard<'s> {
        if self.hearing.as_ref().is_some_and(|before| !std::ptr::eq(before.judge, judge)) {
            self.hearing = None;
        }
        self.hearing.get_or_insert_with(|| judge.hear(self.clinic))
    }
}

impl Court for &mut Sitting<'_> {
    fn binds(&mut self, policy: usize) -> (Truth, Causes) {
        self.hear(&self.work.judges[policy]).binding().clone()
    }

    fn judge(&mut self, policy: usize, class: &Class) -> Share {
        let (work, lexicon) = (self.work, self.lexicon);
        work.judge_class(class, (self.hear(&work.judges[policy]), lexicon))
    }
}

impl Work<'_> {
    /// Counts what is unknown of so many clinics that fare alike, each with its rule.
    fn count(&self, common: &mut [Common], share: &Share, clinics: u32) {
        for (rule, causes) in &share.common {
            let causes = causes.as_deref().or_else(|| self.survey.constant(*rule));
            let causes = causes.expect("who leaves the causes out has looked at these");
            common[*rule].count(causes, clinics);
        }
    }

    /// What the rules of a class say of a clinic.
    fn judge_class(&self, class: &Class, (hearing, lexicon): (&Heard<'_>, &Lexicon<'_>)) -> Share {
        let mut share = Share { outcomes: Vec::with_capacity(class.rules.len()), ..Share::default() };
        let mut causes = Causes::new();
        for number in &class.rules {
            let (outcome, said) = self.judge_rule(&self.rules[*number], hearing, &mut causes);
            share.outcomes.push(outcome);
            match said {
                Said::Enough => {}
                Said::Own => {
                    let Found { rule, .. } = &self.rules[*number];
                    let finds = match (rule.for_each, outcome) {
                        (Some(each), _) => Finds::AtItems(each),
                        (None, Outcome::Fail) => {
                            let witness = Witness { hearing, lexicon };
                            let evidence = witness.draft(rule, &hearing.clinic);
                            let remedy = remedy(witness, rule, &hearing.clinic).map(Arc::new);
                            Finds::Failure(Failure { evidence, remedy }.into())
                        }
                        (None, _) => Finds::Unknown,
                    };
                    share.own.push(Own { rule: *number, finds });
                }
                Said::Common(causes) => share.common.push((*number, causes)),
            }
        }
        share
    }

    /// What a rule says of a clinic. `causes` is room to write in.
    fn judge_rule(&self, found: &Found<'_>, hearing: &Heard<'_>, causes: &mut Causes) -> (Outcome, Said) {
        if self.survey.constant(usize::from(found.ix.0)).is_some() {
            match hearing.applies(found.rule) {
                Truth::False => return (Outcome::NotApplicable, Said::Enough),
                Truth::True => return (Outcome::Unknown, Said::Common(None)),
                Truth::Unknown => {}
            }
        }
        let outcome = self.verdict(found, hearing, causes);
        let said = match outcome {
            Outcome::Pass | Outcome::NotApplicable => Said::Enough,
            Outcome::Unknown if is_run_wide(causes) => Said::Common(Some(causes.clone())),
            Outcome::Unknown | Outcome::Fail => Said::Own,
        };
        (outcome, said)
    }

    /// The outcome of a rule; `causes` becomes the causes of what is unknown as far as they reach.
    fn verdict(&self, found: &Found<'_>, hearing: &Hearing<'_, ClinicSubject<'_>>, causes: &mut Causes) -> Outcome {
        causes.clear();
        let outcome = hearing.verdict(found.rule, causes);
        for cause in causes.iter_mut() {
            *cause = self.survey.widen(*cause);
        }
        causes.sort_unstable();
        causes.dedup();
        outcome
    }

    /// The findings of a rule that are a clinic's own.
    fn find<'s>(
        &self,
        found: &Found<'_>,
        (witness, finds): (Witness<'_, 's>, &Finds),
        (findings, common): (&mut Vec<SymbolicFinding>, &mut Common),
    ) {
        let clinic = witness.hearing.clinic;
        let causes = || {
            let mut causes = Causes::new();
            self.verdict(found, witness.hearing, &mut causes);
            causes
        };
        match finds {
            Finds::Failure(failure) => {
                let placed = |drafted: &Drafted| witness.placed(drafted, &clinic);
                let evidence = failure.evidence.iter().map(placed).collect();
                let remedy = failure.remedy.clone();
                findings.push(Finding { evidence, remedy, ..found.finding(&clinic, Outcome::Fail) });
            }
            Finds::Unknown => findings.push(self.unknown(found, (witness, &[clinic]), &causes())),
            Finds::AtItems(each) => {
                let before = findings.len();
                self.find_items(found, (witness, *each), (&causes(), &mut *findings, common));
                findings[before..].sort_by(|a, b| a.item.cmp(&b.item));
            }
        }
    }

    /// Findings for the items of a clinic: one for each that fails, one for all that are unknown.
    fn find_items(
        &self,
        found: &Found<'_>,
        (witness, each): (Witness<'_, '_>, ForEach),
        (causes, findings, common): (&Causes, &mut Vec<SymbolicFinding>, &mut Common),
    ) {
        let Ok(items) = witness.hearing.items(found.rule, each) else {
            let settled_by = self.settlements(found, causes);
            let clinic = &witness.hearing.clinic;
            findings.push(Finding { settled_by, ..found.finding(clinic, Outcome::Unknown) });
            return;
        };
        let of = |wanted| items.iter().filter(move |(_, outcome)| *outcome == wanted).map(|(item, _)| item);
        findings.extend(of(Outcome::Fail).map(|item| Finding {
            evidence: witness.of_failure(found.rule, item),
            remedy: remedy(witness, found.rule, item).map(Arc::new),
            ..found.finding(item, Outcome::Fail)
        }));
        let unknown: Vec<ClinicSubject<'_>> = of(Outcome::Unknown).copied().collect();
        if !unknown.is_empty() && is_run_wide(causes) {
            common.count(causes, 1);
        } else if !unknown.is_empty() {
            findings.push(self.unknown(found, (witness, &unknown), causes));
        }
    }

    /// One finding for all items of a clinic that a rule cannot judge, or for the clinic itself.
    fn unknown<'s>(
        &self,
        found: &Found<'_>,
        (witness, subjects): (Witness<'_, 's>, &[ClinicSubject<'s>]),
        causes: &[Cause],
    ) -> SymbolicFinding {
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
        let subject = &subjects[0];
        let mut finding = found.finding(subject, Outcome::Unknown);
        if subjects.len() > 1 {
            finding.item = None;
        }
        finding.fingerprint = fingerprint(found.rule, Some(subject), finding.item.as_ref(), Outcome::Unknown);
        Finding { evidence, settled_by: self.settlements(found, causes), ..finding }
    }

    /// The finding that stands for every clinic for which a source or a field is missing altogether.
    fn run_wide(&self, found: &Found<'_>, causes: &[Cause], clinics: u32) -> SymbolicFinding {
        Finding {
            rule: found.ix,
            clinic: None,
            clinics,
            item: None,
            outcome: Outcome::Unknown,
            disposition: Disposition::Open,
            change: None,
            message: found.is_unknown.clone(),
            evidence: causes
                .iter()
                .map(|cause| {
                    let decided = Decided {
                        fact: self.path(found, cause.fact),
                        operator: "exists",
                        expected: crate::model::value::Value::Bool(true),
                        expected_from: None,
                        found: None,
                        missing: Some(cause.missing),
                        in_when: false,
                    };
                    decided.at(Vec::new())
                })
                .collect(),
            settled_by: self.settlements(found, causes),
            remedy: None,
            fingerprint: fingerprint(found.rule, None, None, Outcome::Unknown),
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

/// Whether all of it is the run's matter, and none of it the clinic's.
fn is_run_wide(causes: &[Cause]) -> bool {
    causes.iter().all(|cause| cause.missing.is_run_wide())
}

/// What would settle an unknown fact, as a sentence.
#[must_use]
pub fn settlement(fact: Message, missing: Missing) -> Message {
    use crate::model::case_type::Vocabulary as _;
    let source = Message::word("kind", missing.source().key());
    let key = match missing {
        Missing::NotSupplied(_) => "settle-not-supplied",
        Missing::NotInSource(_) => "settle-not-in-source",
        // TAK is the one source that a setting explains.
        Missing::NotSet(_) => "settle-not-set",
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
    /// What is said of a failure.
    fails: Arc<Message>,
    /// What is said where that is unknown.
    is_unknown: Arc<Message>,
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
            change: None,
            message: if outcome == Outcome::Fail { self.fails.clone() } else { self.is_unknown.clone() },
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
