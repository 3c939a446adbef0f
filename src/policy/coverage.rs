//! Coverage: which rules carry each clause and from which sources, and the reverse.

use std::collections::BTreeSet;

use super::fact::FactRef;
use super::rule::{Clause, Policy, Rule};
use crate::model::source::SourceKind;

/// A clause and the rules that carry it.
#[derive(Debug)]
pub struct ClauseCoverage<'p> {
    /// The clause.
    pub clause: &'p Clause,
    /// The rules, each with the sources that it needs.
    pub rules: Vec<RuleSources<'p>>,
}

/// A rule and the sources that it needs.
#[derive(Debug)]
pub struct RuleSources<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// What its own conditions read, in the sources' order. Those of `binds` are the same for all and left out.
    pub sources: BTreeSet<SourceKind>,
}

/// Clause by clause, in the policy's order.
#[must_use]
pub fn by_clause(policy: &Policy) -> Vec<ClauseCoverage<'_>> {
    policy
        .clauses
        .iter()
        .map(|clause| ClauseCoverage {
            clause,
            rules: policy
                .rules
                .iter()
                .filter(|rule| rule.clauses.contains(&clause.id))
                .map(|rule| sources(policy, rule))
                .collect(),
        })
        .collect()
}

/// Source by source: the rules that cannot be judged without it.
#[must_use]
pub fn by_source(policy: &Policy) -> Vec<(SourceKind, Vec<&Rule>)> {
    let all: Vec<RuleSources<'_>> = policy.rules.iter().map(|rule| sources(policy, rule)).collect();
    SourceKind::all()
        .map(|kind| (kind, all.iter().filter(|of| of.sources.contains(&kind)).map(|of| of.rule).collect::<Vec<_>>()))
        .filter(|(_, rules)| !rules.is_empty())
        .collect()
}

/// The sources that a rule needs.
#[must_use]
pub fn sources<'p>(policy: &'p Policy, rule: &'p Rule) -> RuleSources<'p> {
    let list = rule.for_each.and_then(|each| each.list);
    let filter = list.and_then(|ix| policy.lists[usize::from(ix)].filter.as_ref());
    let facts = rule
        .conditions()
        .chain(filter)
        .flat_map(|condition| condition.tests())
        .flat_map(|test| test.facts().collect::<Vec<_>>());
    RuleSources { rule, sources: facts.map(|fact| source(policy, fact)).collect() }
}

/// The source that a fact comes from.
#[must_use]
pub fn source(policy: &Policy, fact: FactRef) -> SourceKind {
    use crate::model::finding::ItemKind;
    match fact {
        FactRef::Table(ix) => ix.def().source,
        FactRef::Measure(_) | FactRef::CaseTypeMeasure(_) => SourceKind::Cases,
        FactRef::Attested(_) | FactRef::CaseTypeAttested(_) | FactRef::UserAttested(_) => SourceKind::Attestations,
        FactRef::List(ix) => match policy.lists[usize::from(ix)].of {
            ItemKind::CaseType => SourceKind::Exports,
            ItemKind::Permission | ItemKind::User => SourceKind::Permissions,
            ItemKind::Service => SourceKind::Declarations,
            ItemKind::Decision => SourceKind::Register,
        },
    }
}
