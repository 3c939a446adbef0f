//! Rules x worlds: every rule of every policy runs on every world of fixtures/, and one snapshot a rule lists all its hits.
//!
//! A rule that fails nowhere is a rule that nobody has seen work, so it fails this suite, unless it reads facts of a source that
//! no world has. When a snapshot changes, read the difference hit by hit before accepting it.

#[path = "worlds/alike.rs"]
mod alike;
#[path = "worlds/cases.rs"]
mod cases;
#[path = "worlds/hits.rs"]
mod hits;
#[path = "worlds/remedies.rs"]
mod remedies;
#[path = "worlds/world.rs"]
mod world;

use std::collections::{BTreeMap, BTreeSet};

use riktlinje::model::case_type::Vocabulary as _;
use riktlinje::model::finding::Missing;
use riktlinje::model::measure::CaseTerms;
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

/// A rule and a clinic.
type Pair = (String, String);

/// What the generator has worked out, a pair a line.
fn pairs(table: &str) -> BTreeSet<Pair> {
    let pairs = table.lines().skip(1).map(|line| line.split_once(',').expect("two columns"));
    pairs.map(|(rule, clinic)| (rule.to_owned(), clinic.to_owned())).collect()
}

/// The rules that a world's clinics have this outcome for.
fn with_outcome(world: &World, wanted: Outcome) -> BTreeSet<Pair> {
    let clinics = world.run.clinics.iter();
    let all = clinics.flat_map(|clinic| {
        world.run.rules.iter().zip(&*clinic.outcomes).map(move |(rule, outcome)| (rule, clinic, outcome))
    });
    all.filter(|(.., outcome)| **outcome == wanted)
        .map(|(rule, clinic, _)| (rule.id.to_string(), clinic.hsa_id.to_string()))
        .collect()
}

fn assert_same(found: &BTreeSet<Pair>, expected: &BTreeSet<Pair>) {
    let only = |one: &BTreeSet<Pair>, other: &BTreeSet<Pair>| one.difference(other).cloned().collect::<Vec<Pair>>();
    assert!(
        found == expected,
        "only the program: {:#?}\nonly the second reading: {:#?}",
        only(found, expected),
        only(expected, found)
    );
}

/// The generator works out what it has broken, from what it spoiled, by other means than the program's.
#[test]
fn the_region_breaks_just_what_a_second_reading_expects() {
    let of_waivers = |rule: &str| riktlinje::text::builtin::find(rule).is_some();
    let mut found = with_outcome(&world("region", "rjl-1177"), Outcome::Fail);
    found.retain(|(rule, _)| !of_waivers(rule));
    assert_same(&found, &pairs(include_str!("../fixtures/expected/broken.csv")));
}

/// A clinic with fewer cases than a share needs is neither right nor wrong. The rules about the case log know everything else.
#[test]
fn the_case_log_leaves_unknown_just_what_has_too_few_cases() {
    let world = world("region", "rjl-1177");
    let compiled = compiled("rjl-1177");
    let rules = compiled.policies[0].rules.iter().filter(|rule| sources(rule).any(|kind| kind == SourceKind::Cases));
    let rules: BTreeSet<&str> = rules.map(|rule| &*rule.id).collect();
    assert_eq!(rules.len(), 5);
    let mut found = with_outcome(&world, Outcome::Unknown);
    found.retain(|(rule, _)| rules.contains(rule.as_str()));
    assert_same(&found, &pairs(include_str!("../fixtures/expected/too-few-cases.csv")));
    let reasons = world.run.findings.iter().filter(|finding| {
        finding.outcome == Outcome::Unknown && rules.contains(&*world.run.rules[usize::from(finding.rule.0)].id)
    });
    assert!(reasons.flat_map(|finding| &finding.settled_by).all(|by| matches!(by.missing, Missing::TooFew(0..5))));
}

/// Every answer of the log at three instants, clinic by clinic, beside those that the generator read out of the same bytes.
#[test]
fn the_case_log_answers_what_a_second_reading_of_it_does() {
    let mut lines = include_str!("../fixtures/expected/cases.csv").lines();
    let headings: Vec<&str> = lines.next().expect("it has headings").split(',').skip(2).collect();
    let measures: Vec<_> = headings.iter().map(|heading| cases::measure(heading)).collect();
    let mut expected: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for line in lines {
        let mut cells = line.split(',');
        let (instant, clinic) = (cells.next().expect("an instant"), cells.next().expect("a clinic"));
        expected.entry(instant).or_default().insert(clinic, cells.collect());
    }
    assert_eq!(expected.len(), 3);
    for (instant, clinics) in expected {
        let (log, _) = cases::asked(&["cases"], &measures, instant);
        let (with_interim_replies, _) = cases::asked(&cases::WITH_INTERIM_REPLIES, &measures, instant);
        let found: BTreeSet<String> = log.groups.iter().map(cases::clinic).collect();
        assert_eq!(found, clinics.keys().map(|clinic| (*clinic).to_owned()).collect(), "the clinics at {instant}");
        let mut compared = BTreeSet::new();
        for group in log.groups.iter().chain(&with_interim_replies.groups) {
            let clinic = cases::clinic(group);
            for ((heading, reply), expected) in headings.iter().zip(&group.replies).zip(&clinics[clinic.as_str()]) {
                match reply.answer {
                    Ok(answer) => {
                        assert!(
                            cases::agrees(answer, expected),
                            "{instant} {clinic} {heading}: {answer:?}, not {expected}"
                        );
                        compared.insert(*heading);
                    }
                    Err(missing) => assert!(
                        missing == Missing::NotExported(SourceKind::Cases) && heading.contains("delsvar"),
                        "{heading}: {missing:?}"
                    ),
                }
            }
        }
        assert_eq!(compared.len(), headings.len());
    }
}

/// Bad rows of each kind, few enough to be borne; and who handled a case is never told.
#[test]
fn the_region_s_case_log_is_believed_in_spite_of_its_flaws() {
    let (log, sources) = cases::asked(&["cases"], &[], "2026-11-20T22:59:59Z");
    let flaws: Vec<String> = log.flaws.iter().map(|flaws| format!("{} {}", flaws.flaw.key(), flaws.count)).collect();
    insta::assert_debug_snapshot!(flaws);
    assert!(log.is_believed(&CaseTerms::default()) && log.duplicates_checked);
    assert!(sources.failed.is_empty());
    let report = format!("{:?}", world("region", "rjl-1177").run);
    assert!(!report.contains("TESTH"), "somebody who handled a case is named");
}
