//! What has changed since an earlier run. Findings are the same when rule, clinic and item are: the fingerprint says it.

use std::collections::{HashMap, HashSet};

use crate::model::comparison::{Change, Comparison, Gone, Standings, Went};
use crate::model::finding::{Finding, Item, RuleIx};
use crate::model::hsa_id::HsaId;
use crate::model::outcome::{Disposition, Outcome, Severity};
use crate::model::run::{PolicyInfo, RuleInfo, Run, Summary};
use crate::text::builtin;

/// An earlier run, and the file that it was read from.
#[derive(Debug)]
pub struct Baseline {
    /// The run.
    pub run: Run,
    /// The file, as the user named it.
    pub file: Box<str>,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: Box<str>,
}

/// The two runs judge by no rule in common: there is nothing to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the baseline judges by none of the run's rules")]
pub struct OtherRules;

/// Marks the findings of a run as new or unchanged, and tells what is gone. `chosen` are the rules that were asked for;
/// empty means all.
///
/// # Errors
/// [`OtherRules`].
pub fn compare(run: &mut Run, baseline: &Baseline, chosen: &[Box<str>]) -> Result<(), OtherRules> {
    let earlier = &baseline.run;
    let now = rules_now(earlier, run);
    if !earlier.rules.is_empty() && now.iter().all(Option::is_none) {
        return Err(OtherRules);
    }
    mark(run, earlier, &now);
    let mut rules = vec![None; run.rules.len()];
    for (then, now) in earlier.rules.iter().zip(&now) {
        if let Some(now) = now {
            rules[usize::from(now.0)] = Some(then.counts);
        }
    }
    let (mut new, mut unchanged) = ([0; 3], [0; 3]);
    for finding in run.findings.iter().filter(|finding| is_open_failure(finding)) {
        let Some(rule) = run.rules.get(usize::from(finding.rule.0)) else { continue };
        let counts = if finding.change == Some(Change::New) { &mut new } else { &mut unchanged };
        counts[rule.severity as usize] += 1;
    }
    // Of a part of the clinics or rules, the same part is what they are held against.
    let is_part = run.population.filtered_out > 0 || !chosen.is_empty();
    let standings = if is_part { standings_of_part(earlier, run, chosen) } else { standings(&earlier.summary) };
    run.comparison = Some(Comparison {
        file: baseline.file.clone(),
        digest: baseline.digest.clone(),
        tool: earlier.tool.clone(),
        as_of: earlier.as_of,
        policies_changed: digests(&earlier.policies) != digests(&run.policies),
        standings,
        rules,
        new,
        unchanged,
        gone: Parting::new(run, chosen).gone(earlier, &now),
    });
    Ok(())
}

fn standings(summary: &Summary) -> Standings {
    Standings {
        clinics: summary.clinics,
        breaking: summary.breaking,
        remarked: summary.remarked,
        clear: summary.clear,
        proven: summary.proven,
    }
}

/// How those clinics of the earlier run stood that this run judges, by the rules that were asked for.
fn standings_of_part(earlier: &Run, run: &Run, chosen: &[Box<str>]) -> Standings {
    let is_chosen = |rule: &RuleInfo| chosen.is_empty() || chosen.contains(&rule.id);
    let mut worst: HashMap<&HsaId, Severity> = HashMap::new();
    for finding in earlier.findings.iter().filter(|finding| is_open_failure(finding)) {
        let rule = earlier.rules.get(usize::from(finding.rule.0)).filter(|rule| is_chosen(rule));
        if let (Some(clinic), Some(rule)) = (&finding.clinic, rule) {
            let known = worst.entry(clinic).or_insert(rule.severity);
            *known = (*known).max(rule.severity);
        }
    }
    let here: HashSet<&HsaId> = run.clinics.iter().map(|clinic| &clinic.hsa_id).collect();
    let mut standings = Standings::default();
    for clinic in earlier.clinics.iter().filter(|clinic| here.contains(&clinic.hsa_id)) {
        if clinic.outcomes.iter().all(|outcome| *outcome == Outcome::NotApplicable) {
            continue;
        }
        standings.clinics += 1;
        let mut judged = earlier.rules.iter().zip(&*clinic.outcomes).filter(|(rule, _)| is_chosen(rule));
        let is_unknown = judged.any(|(_, outcome)| *outcome == Outcome::Unknown);
        match worst.get(&clinic.hsa_id) {
            Some(Severity::Error) => standings.breaking += 1,
            Some(_) => standings.remarked += 1,
            None => {
                standings.clear += 1;
                standings.proven += u32::from(!is_unknown);
            }
        }
    }
    standings
}

fn digests(policies: &[PolicyInfo]) -> Vec<&str> {
    policies.iter().map(|policy| &*policy.digest).collect()
}

fn is_open_failure(finding: &Finding) -> bool {
    finding.disposition == Disposition::Open && finding.outcome == Outcome::Fail
}

/// Which rule of this run each rule of the earlier one is: the policy's rule of the same id, or else the only one of that
/// id, since a policy that builds on another has its rules under a name of its own.
fn rules_now(earlier: &Run, run: &Run) -> Vec<Option<RuleIx>> {
    let mut by_id: HashMap<&str, Vec<RuleIx>> = HashMap::new();
    for (ix, rule) in (0_u16..).zip(&run.rules) {
        by_id.entry(&rule.id).or_default().push(RuleIx(ix));
    }
    let policy = |of: &Run, rule: &RuleInfo| of.policies.get(rule.policy).map(|policy| policy.id.clone());
    let same = |then: &RuleInfo| {
        let named = by_id.get(&*then.id)?;
        let wanted = policy(earlier, then);
        let twin = named.iter().find(|ix| policy(run, &run.rules[usize::from(ix.0)]) == wanted);
        twin.or(if let [only] = &named[..] { Some(only) } else { None }).copied()
    };
    earlier.rules.iter().map(same).collect()
}

/// What a finding of the earlier run and one of this must have in common to be the same.
type Same<'f> = (RuleIx, Disposition, &'f str);

fn mark(run: &mut Run, earlier: &Run, now: &[Option<RuleIx>]) {
    let known: HashSet<Same<'_>> = earlier
        .findings
        .iter()
        .filter_map(|finding| {
            let rule = (*now.get(usize::from(finding.rule.0))?)?;
            Some((rule, finding.disposition, &*finding.fingerprint))
        })
        .collect();
    for finding in &mut run.findings {
        let same = known.contains(&(finding.rule, finding.disposition, &*finding.fingerprint));
        finding.change = Some(if same { Change::Unchanged } else { Change::New });
    }
}

/// Tells how failures went: what this run says of their rules and clinics.
struct Parting<'r> {
    run: &'r Run,
    chosen: &'r [Box<str>],
    clinics: HashMap<&'r HsaId, usize>,
    /// Every finding by its fingerprint.
    found: HashMap<(RuleIx, &'r str), &'r Finding>,
    /// What cannot be judged, by rule, clinic and item.
    unknown: HashSet<(RuleIx, Option<&'r HsaId>, Option<&'r Item>)>,
}

impl<'r> Parting<'r> {
    fn new(run: &'r Run, chosen: &'r [Box<str>]) -> Self {
        let unknown = run.findings.iter().filter(|finding| finding.outcome == Outcome::Unknown);
        Self {
            run,
            chosen,
            clinics: run.clinics.iter().enumerate().map(|(ix, clinic)| (&clinic.hsa_id, ix)).collect(),
            found: run.findings.iter().map(|finding| ((finding.rule, &*finding.fingerprint), finding)).collect(),
            unknown: unknown.map(|finding| (finding.rule, finding.clinic.as_ref(), finding.item.as_ref())).collect(),
        }
    }

    /// The failures of the earlier run that are none now. Of clinics and rules that this run was told to leave out it says
    /// nothing.
    fn gone(&self, earlier: &Run, now: &[Option<RuleIx>]) -> Vec<Gone> {
        let names: HashMap<&HsaId, &str> =
            earlier.clinics.iter().map(|clinic| (&clinic.hsa_id, &*clinic.name)).collect();
        let gone = |finding: &Finding| {
            let then = earlier.rules.get(usize::from(finding.rule.0))?;
            let rule = *now.get(usize::from(finding.rule.0))?;
            let how = self.went(finding, then, rule)?;
            let name = finding.clinic.as_ref().and_then(|clinic| names.get(clinic)).copied().unwrap_or_default();
            Some(Gone {
                id: then.id.clone(),
                rule,
                severity: then.severity,
                title: then.title.clone(),
                clinic: finding.clinic.clone(),
                name: name.into(),
                item: finding.item.clone(),
                how,
                fingerprint: finding.fingerprint.clone(),
            })
        };
        earlier.findings.iter().filter(|finding| is_open_failure(finding)).filter_map(gone).collect()
    }

    fn went(&self, finding: &Finding, then: &RuleInfo, rule: Option<RuleIx>) -> Option<Went> {
        if !self.chosen.is_empty() && !self.chosen.contains(&then.id) {
            return None;
        }
        // Of clinics that were left out nothing is said, whatever became of the rule.
        let is_left_out = |clinic: &HsaId| self.run.population.filtered_out > 0 && !self.clinics.contains_key(clinic);
        if finding.clinic.as_ref().is_some_and(is_left_out) {
            return None;
        }
        let Some(rule) = rule else {
            // Our own rules about waivers are there only while they have something to tell.
            return Some(if builtin::find(&then.id).is_some() { Went::Fixed } else { Went::RuleLeft });
        };
        match self.found.get(&(rule, &*finding.fingerprint)).map(|finding| finding.disposition) {
            Some(Disposition::Open) => return None,
            Some(Disposition::Waived) => return Some(Went::Waived),
            None => {}
        }
        let Some(clinic) = &finding.clinic else { return Some(Went::Fixed) };
        let Some(at) = self.clinics.get(clinic) else {
            return Some(Went::ClinicLeft);
        };
        let unknown = [finding.item.as_ref(), None].map(|item| self.unknown.contains(&(rule, Some(clinic), item)));
        let outcome = self.run.clinics[*at].outcomes.get(usize::from(rule.0));
        Some(match outcome {
            _ if unknown.contains(&true) => Went::Unknown,
            Some(Outcome::Unknown) => Went::Unknown,
            Some(Outcome::NotApplicable) | None => Went::NotApplicable,
            Some(Outcome::Pass | Outcome::Fail) => Went::Fixed,
        })
    }
}
