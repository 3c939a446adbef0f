//! What has changed since an earlier run: new, unchanged, and gone in each of the ways.

use std::collections::BTreeSet;

use riktlinje::audit::baseline::{Baseline, OtherRules, compare};
use riktlinje::model::comparison::{Change, Went};
use riktlinje::model::finding::Finding;
use riktlinje::model::outcome::{Disposition, Outcome};
use riktlinje::model::run::Run;

use crate::sample_run::sample_run;

fn baseline(run: Run) -> Baseline {
    Baseline { run, file: "oktober.json".into(), digest: "ab".into() }
}

/// The sample, compared with an earlier run that differs as `earlier` makes it.
fn compared(earlier: impl FnOnce(&mut Run), now: impl FnOnce(&mut Run)) -> Run {
    let (mut then, mut run) = (sample_run(), sample_run());
    run.comparison = None;
    for finding in &mut run.findings {
        finding.change = None;
    }
    earlier(&mut then);
    now(&mut run);
    compare(&mut run, &baseline(then), &[]).expect("they judge by the same rules");
    run
}

fn is_open_failure(finding: &&Finding) -> bool {
    finding.disposition == Disposition::Open && finding.outcome == Outcome::Fail
}

#[test]
fn a_run_beside_itself_has_nothing_new_and_nothing_gone() {
    let run = compared(|_| {}, |_| {});
    let comparison = run.comparison.as_ref().expect("it was compared");
    assert!(run.findings.iter().all(|finding| finding.change == Some(Change::Unchanged)));
    assert_eq!((comparison.new, comparison.gone.len()), ([0; 3], 0));
    let open = run.findings.iter().filter(is_open_failure).count();
    assert_eq!(comparison.unchanged.iter().sum::<u32>() as usize, open);
    assert!(!comparison.policies_changed);
    assert_eq!(comparison.standings.breaking, run.summary.breaking);
}

#[test]
fn every_failure_is_new_or_unchanged_and_every_earlier_one_is_there_or_gone() {
    // The first clinic's failures are new, the last one's were there only then.
    let (first, last) = (sample_run().clinics[0].hsa_id.clone(), sample_run().clinics[8].hsa_id.clone());
    let run = compared(
        |then| then.findings.retain(|finding| finding.clinic.as_ref() != Some(&first)),
        |now| {
            now.findings.retain(|finding| finding.clinic.as_ref() != Some(&last));
            std::sync::Arc::make_mut(&mut now.clinics[8].outcomes).fill(Outcome::Pass);
        },
    );
    let comparison = run.comparison.as_ref().expect("it was compared");
    for finding in run.findings.iter().filter(is_open_failure) {
        let expected = if finding.clinic.as_ref() == Some(&first) { Change::New } else { Change::Unchanged };
        assert_eq!(finding.change, Some(expected));
    }
    assert!(!comparison.gone.is_empty());
    assert!(comparison.gone.iter().all(|gone| gone.how == Went::Fixed && gone.clinic.as_ref() == Some(&last)));
    let then = sample_run();
    let then = then.findings.iter().filter(is_open_failure).filter(|one| one.clinic.as_ref() != Some(&first)).count();
    assert_eq!(comparison.unchanged.iter().sum::<u32>() as usize + comparison.gone.len(), then);
}

/// The first open failure of the sample that belongs to a clinic.
fn a_failure() -> Finding {
    let run = sample_run();
    run.findings.iter().filter(is_open_failure).find(|finding| finding.rule.0 == 1).expect("there is one").clone()
}

/// How a failure of then went, when this run is as `now` makes it.
fn went(now: impl FnOnce(&mut Run, &Finding)) -> Option<Went> {
    let failure = a_failure();
    let run = compared(
        |_| {},
        |run| {
            run.findings.retain(|finding| finding.fingerprint != failure.fingerprint);
            now(run, &failure);
        },
    );
    let comparison = run.comparison.as_ref().expect("it was compared");
    comparison.gone.iter().find(|gone| gone.fingerprint == failure.fingerprint).map(|gone| gone.how)
}

fn outcome(run: &mut Run, finding: &Finding, outcome: Outcome) {
    let clinic = run.clinics.iter_mut().find(|clinic| Some(&clinic.hsa_id) == finding.clinic.as_ref());
    std::sync::Arc::make_mut(&mut clinic.expect("the clinic is there").outcomes)[usize::from(finding.rule.0)] = outcome;
}

#[test]
fn a_failure_goes_in_one_of_six_ways_and_only_one_is_good_news() {
    assert_eq!(went(|run, one| outcome(run, one, Outcome::Pass)), Some(Went::Fixed));
    assert_eq!(went(|run, one| outcome(run, one, Outcome::Fail)), Some(Went::Fixed), "another item fails still");
    assert_eq!(went(|run, one| outcome(run, one, Outcome::NotApplicable)), Some(Went::NotApplicable));
    assert_eq!(went(|run, one| outcome(run, one, Outcome::Unknown)), Some(Went::Unknown));
    let unknown = |run: &mut Run, one: &Finding| {
        let fingerprint = "00000000000000ff".into();
        run.findings.push(Finding { outcome: Outcome::Unknown, fingerprint, ..one.clone() });
    };
    assert_eq!(went(unknown), Some(Went::Unknown), "this item cannot be judged, another fails");
    let waived = |run: &mut Run, one: &Finding| {
        run.findings.push(Finding { disposition: Disposition::Waived, ..one.clone() });
    };
    assert_eq!(went(waived), Some(Went::Waived));
    let clinic_left = |run: &mut Run, one: &Finding| {
        run.clinics.retain(|clinic| Some(&clinic.hsa_id) != one.clinic.as_ref());
    };
    assert_eq!(went(clinic_left), Some(Went::ClinicLeft));
    let left_out = |run: &mut Run, one: &Finding| {
        clinic_left(run, one);
        run.population.filtered_out = 1;
    };
    assert_eq!(went(left_out), None, "of clinics that were left out nothing is said");
    assert_eq!(went(|run, one| run.rules[usize::from(one.rule.0)].id = "annan-regel".into()), Some(Went::RuleLeft));
}

#[test]
fn rules_that_were_not_asked_for_are_not_gone() {
    let (then, mut run) = (sample_run(), sample_run());
    run.findings.clear();
    for clinic in &mut run.clinics {
        std::sync::Arc::make_mut(&mut clinic.outcomes).fill(Outcome::NotApplicable);
    }
    let chosen = [run.rules[4].id.clone()];
    compare(&mut run, &baseline(then), &chosen).expect("they judge by the same rules");
    let gone = &run.comparison.as_ref().expect("it was compared").gone;
    assert!(!gone.is_empty() && gone.iter().all(|gone| gone.id == chosen[0]));
}

#[test]
fn a_part_is_held_against_the_same_part() {
    let (then, mut run) = (sample_run(), sample_run());
    let broken = |run: &Run, rule: &str| {
        let of_rule =
            run.findings.iter().filter(|one| is_open_failure(one) && *run.rules[usize::from(one.rule.0)].id == *rule);
        of_rule.filter_map(|one| one.clinic.clone()).collect::<BTreeSet<_>>().len()
    };
    let rule = run.rules[1].id.clone();
    let expected = broken(&then, &rule);
    compare(&mut run, &baseline(then), std::slice::from_ref(&rule)).expect("they judge by the same rules");
    let standings = run.comparison.as_ref().expect("it was compared").standings;
    assert_eq!((standings.breaking + standings.remarked) as usize, expected);
    assert!(expected > 0 && standings.clear > 0);
    // Of one clinic.
    let (then, mut run) = (sample_run(), sample_run());
    run.clinics.truncate(1);
    run.population.filtered_out = 1;
    compare(&mut run, &baseline(then), &[]).expect("they judge by the same rules");
    assert_eq!(run.comparison.as_ref().expect("it was compared").standings.clinics, 1);
}

#[test]
fn a_waiver_that_is_told_of_no_more_was_put_right() {
    let rule_left = |id: &'static str| {
        let mut then = sample_run();
        then.rules[1].id = id.into();
        let mut run = sample_run();
        compare(&mut run, &baseline(then), &[]).expect("they have other rules in common");
        let gone = run.comparison.expect("it was compared").gone;
        let mut ways: Vec<Went> = gone.iter().filter(|gone| *gone.id == *id).map(|gone| gone.how).collect();
        ways.dedup();
        ways
    };
    assert_eq!(rule_left("undantag-utan-verkan"), [Went::Fixed]);
    assert_eq!(rule_left("annan-regel"), [Went::RuleLeft]);
}

#[test]
fn what_was_waived_then_and_counts_now_is_new() {
    let run =
        compared(|then| then.findings.iter_mut().for_each(|finding| finding.disposition = Disposition::Waived), |_| {});
    let comparison = run.comparison.as_ref().expect("it was compared");
    assert_eq!(comparison.unchanged, [0; 3]);
    assert!(run.findings.iter().filter(is_open_failure).all(|finding| finding.change == Some(Change::New)));
}

#[test]
fn other_rules_cannot_be_compared_and_another_edition_is_told() {
    let mut then = sample_run();
    then.policies[0].id = "kalmar-1177".into();
    then.policies[0].digest = "cd".into();
    let mut run = sample_run();
    compare(&mut run, &baseline(then.clone()), &[]).expect("the rules have the same ids");
    let comparison = run.comparison.as_ref().expect("it was compared");
    assert!(comparison.policies_changed && comparison.new == [0; 3], "a rule is known by its only namesake");
    for rule in &mut then.rules {
        rule.id = format!("annan-{}", rule.id).into();
    }
    assert_eq!(compare(&mut run, &baseline(then), &[]), Err(OtherRules));
}
