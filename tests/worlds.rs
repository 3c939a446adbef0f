//! Rules x worlds: every rule of every policy runs on every world of fixtures/, and one snapshot a rule lists all its hits.
//!
//! A rule that fails nowhere is a rule that nobody has seen work, so it fails this suite, unless it reads facts of a source that
//! no world has. When a snapshot changes, read the difference hit by hit before accepting it.

#[path = "worlds/hits.rs"]
mod hits;
#[path = "worlds/world.rs"]
mod world;

use std::collections::{BTreeMap, BTreeSet};

use riktlinje::model::outcome::Outcome;
use riktlinje::model::source::SourceKind;
use riktlinje::policy::fact::FactRef;
use riktlinje::policy::rule::Rule;
use riktlinje::policy::{Compiled, compile, library};
use world::{World, world, worlds};

fn compiled(policy: &str) -> Compiled {
    let files = library::embedded(policy).expect("it is embedded");
    compile(&[files], &|name| library::embedded(name)).compiled.expect("tests/policies.rs shows that it compiles")
}

/// The sources whose facts a rule reads.
fn sources(rule: &Rule) -> impl Iterator<Item = SourceKind> {
    rule.conditions().flat_map(|condition| condition.tests()).flat_map(|test| test.facts()).filter_map(
        |fact| match fact {
            FactRef::Table(row) => Some(row.def().source),
            FactRef::Measure(_) | FactRef::CaseTypeMeasure(_) => Some(SourceKind::Cases),
            FactRef::Attested(_) | FactRef::CaseTypeAttested(_) | FactRef::UserAttested(_) => {
                Some(SourceKind::Attestations)
            }
            FactRef::List(_) => None,
        },
    )
}

#[test]
fn every_rule_runs_on_every_world_and_fails_somewhere() {
    let mut seen_to_fail: BTreeMap<String, bool> = BTreeMap::new();
    for policy in library::embedded_names() {
        let compiled = compiled(policy);
        let worlds: Vec<World> = worlds(policy);
        let given = |kind| worlds.iter().any(|world| world.supplied.contains(kind));
        for (ix, rule) in compiled.policies[0].rules.iter().enumerate() {
            let hits: Vec<_> = worlds.iter().map(|world| hits::of(world, ix)).collect();
            let decidable = sources(rule).all(given);
            let fails = hits.iter().any(|hits| hits.fails);
            let known = seen_to_fail.entry(format!("{} {}", rule.written.0, rule.id)).or_insert(!decidable);
            *known |= fails;
            if &*rule.written.0 == format!("{policy}/policy.yaml").as_str() {
                let text = hits.iter().map(|hits| hits.text.as_str()).collect::<Vec<_>>().join("\n");
                let head = format!("{} ({})", rule.title.sv, rule.clauses.join(", "));
                let mut settings = insta::Settings::clone_current();
                settings.set_snapshot_path("worlds/snapshots");
                settings.set_prepend_module_to_snapshot(false);
                settings.set_omit_expression(true);
                settings.bind(|| insta::assert_snapshot!(format!("{policy}@{}", rule.id), format!("{head}\n\n{text}")));
            }
        }
    }
    let never: Vec<&str> = seen_to_fail.iter().filter(|(_, seen)| !**seen).map(|(rule, _)| rule.as_str()).collect();
    assert!(never.is_empty(), "no world breaks these rules; spoil one in fixtures/generator: {never:#?}");
}

#[test]
fn nothing_fails_where_all_is_in_order() {
    let world = world("in-order", "rjl-1177");
    let failing: Vec<String> = (0..world.run.rules.len())
        .map(|ix| hits::of(&world, ix))
        .filter(|hits| hits.fails)
        .map(|hits| hits.text)
        .collect();
    assert!(failing.is_empty(), "{}", failing.join("\n"));
    assert_eq!(world.run.summary.clear, world.run.summary.clinics);
}

#[test]
fn the_region_shows_every_outcome_and_disposition() {
    let world = world("region", "rjl-1177");
    for outcome in [Outcome::NotApplicable, Outcome::Pass, Outcome::Unknown, Outcome::Fail] {
        assert!(world.run.clinics.iter().any(|clinic| clinic.outcomes.contains(&outcome)), "{outcome:?}");
    }
    assert!(world.run.summary.waived > 0);
    assert!(world.run.population.listed_not_exported > 0 && world.run.population.exported_not_listed > 0);
}

/// The generator works out what it has broken, from what it spoiled, by other means than the program's.
#[test]
fn the_region_breaks_just_what_a_second_reading_expects() {
    let expected: BTreeSet<(String, String)> = include_str!("../fixtures/expected/broken.csv")
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').expect("two columns"))
        .map(|(rule, clinic)| (rule.to_owned(), clinic.to_owned()))
        .collect();
    let world = world("region", "rjl-1177");
    let of_waivers = |rule: &str| riktlinje::text::builtin::ALL.iter().any(|builtin| builtin.id == rule);
    let found: BTreeSet<(String, String)> = world
        .run
        .clinics
        .iter()
        .flat_map(|clinic| {
            world.run.rules.iter().zip(&clinic.outcomes).map(move |(rule, outcome)| (rule, clinic, outcome))
        })
        .filter(|(rule, _, outcome)| **outcome == Outcome::Fail && !of_waivers(&rule.id))
        .map(|(rule, clinic, _)| (rule.id.to_string(), clinic.hsa_id.to_string()))
        .collect();
    let only =
        |one: &BTreeSet<_>, other: &BTreeSet<_>| one.difference(other).cloned().collect::<Vec<(String, String)>>();
    assert!(
        found == expected,
        "only the program: {:#?}\nonly the second reading: {:#?}",
        only(&found, &expected),
        only(&expected, &found)
    );
}
