//! Clinics of which the rules see the same are judged the same. Of many thousand clinics a few hundred differ in what a
//! policy looks at: what it looks at is written down for each, and those with the same notes are judged once. A rule that
//! looks at some parts of a clinic only is judged once for all clinics that have these in common, and one that looks at
//! nothing that differs once for all.

mod marks;
mod notes;
mod precedents;

use std::collections::BTreeMap;
use std::hash::Hash as _;
use std::sync::Arc;

use super::evidence::Drafted;
use super::fact::{ClinicSubject, FactRef, Horizon, Scope, Subject as _};
use super::judge::{Causes, Judge};
use super::rule::{ForEach, Policy, Rule, Test};
use super::survey::{Survey, tests};
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::{ItemKind, Remedy};
use crate::model::outcome::{Outcome, Truth};
use marks::ClinicMark;
use notes::{Notebook, Noted, Notes};
pub(super) use precedents::{Precedents, Reports};

/// A fact, and whether its value matters.
type Regarded = (FactRef, bool);

/// What the rules look at.
pub(super) struct Regards<'j> {
    /// What any policy's rules see of a case type by itself; none where they look at no case types. There are many times
    /// more case types than clinics, and few that differ.
    case_types: Option<CaseTypes>,
    /// Whether rules ask for more of a clinic's names than whether there is one.
    names_matter: bool,
    policies: Vec<Regard<'j>>,
}

/// A part of a clinic, which is noted by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Its case types, as far as each can be looked at by itself.
    CaseTypes,
    /// The clinic as a whole.
    Clinic,
    /// Every other item, and what else is told of case types.
    Items,
}

/// All of them, in the order in which they are noted.
const PARTS: [Part; 3] = [Part::CaseTypes, Part::Clinic, Part::Items];

/// Several parts.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Parts(u8);

impl Parts {
    fn contains(self, part: Part) -> bool {
        self.0 & (1 << part as u8) != 0
    }

    fn insert(&mut self, part: Part) {
        self.0 |= 1 << part as u8;
    }

    fn has_any_of(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Rules of a policy that look at the same parts of a clinic.
pub(super) struct Class {
    parts: Parts,
    /// The rules, by number among those of all policies.
    pub(super) rules: Vec<usize>,
}

/// What rules see of a case type, whichever clinic it is of.
#[derive(Default)]
struct CaseTypes {
    facts: Vec<Regarded>,
    /// Whether rules look at a clinic's sets of case types, which follow from which of them each case type is in.
    sets: bool,
}

/// What the rules of one policy look at besides.
struct Regard<'j> {
    judge: &'j Judge<'j>,
    clinic: Vec<Regarded>,
    items: Vec<(ItemKind, Vec<Regarded>)>,
    /// What the policy looks at to tell whether it binds a clinic.
    binding: Parts,
    classes: Vec<Class>,
}

impl<'j> Regards<'j> {
    /// Of all policies, as far as their rules are chosen.
    pub(super) fn of(horizon: &Horizon<'_>, judges: &'j [Judge<'j>], survey: &Survey, chosen: &[bool]) -> Self {
        let mut of_types = CaseTypes::default();
        let mut looks_at_types = false;
        let varying = survey.varying(judges);
        let mut policies = Vec::new();
        let mut chosen = chosen.iter().enumerate();
        for (judge, facts) in judges.iter().zip(&varying) {
            let rules = judge.policy.rules.iter().zip(chosen.by_ref());
            let rules = rules.filter_map(|(rule, (number, chosen))| chosen.then_some((number, rule)));
            let classes = classes_of(judge.policy, rules, facts).map(|(parts, rules)| Class { parts, rules }).collect();
            let mut regard = Regard { classes, ..Regard::of(judge, facts) };
            let before = regard.clinic.len();
            regard.clinic.retain(|(fact, _)| !fact.is_a_set_of_case_types());
            of_types.sets |= regard.clinic.len() < before;
            for (kind, facts) in &mut regard.items {
                if *kind == ItemKind::CaseType {
                    looks_at_types = true;
                    of_types.facts.extend(facts.extract_if(.., |(fact, _)| part_of(*fact) == Part::CaseTypes));
                }
            }
            regard
                .items
                .retain(|(kind, facts)| horizon.may_have(*kind) && (*kind != ItemKind::CaseType || !facts.is_empty()));
            policies.push(regard);
        }
        let regarded = || policies.iter().flat_map(|regard| &regard.clinic);
        let names_matter = regarded().any(|(fact, matters)| *matters && fact.is_a_name());
        Self { case_types: (looks_at_types || of_types.sets).then_some(of_types), names_matter, policies }
    }

    /// Notes everything that the rules see of a clinic. The same notes mean the same verdicts.
    fn note(&self, clinic: &ClinicSubject<'_>, notebook: &mut Notebook<'_>) -> Noted {
        let case_types = match (&self.case_types, clinic.case_types()) {
            (None, _) => notebook.number(|_| {}),
            (Some(_), Err(missing)) => notebook.number(|notes| (false, missing).hash(notes)),
            (Some(regarded), Ok(types)) => notebook.number_of_types(clinic, types, regarded),
        };
        let mark = if self.names_matter { None } else { ClinicMark::of(clinic.clinic()) };
        let (whole, items) = notebook.numbers_of(mark, |notebook| {
            let whole = notebook.number(|notes| self.note_whole(clinic, notes));
            (whole, notebook.number(|notes| self.note_items(clinic, notes)))
        });
        Noted::nothing_of(clinic).with(Part::CaseTypes, case_types).with(Part::Clinic, whole).with(Part::Items, items)
    }

    fn note_whole(&self, clinic: &ClinicSubject<'_>, notes: &mut Notes) {
        for Regard { judge, clinic: facts, .. } in &self.policies {
            facts.iter().for_each(|(fact, matters)| notes.fact(&judge.given(*fact, clinic), *matters));
        }
    }

    fn note_items(&self, clinic: &ClinicSubject<'_>, notes: &mut Notes) {
        for Regard { judge, items, .. } in &self.policies {
            for (kind, facts) in items {
                match clinic.items(*kind) {
                    Err(missing) => (false, missing).hash(notes),
                    Ok(items) => {
                        (true, items.len()).hash(notes);
                        for item in &items {
                            facts.iter().for_each(|(fact, matters)| notes.fact(&judge.given(*fact, item), *matters));
                        }
                    }
                }
            }
        }
    }
}

/// The rules of a policy by the parts that they look at.
fn classes_of<'p>(
    policy: &'p Policy,
    rules: impl Iterator<Item = (usize, &'p Rule)>,
    varying: &[Regarded],
) -> impl Iterator<Item = (Parts, Vec<usize>)> {
    let mut classes: BTreeMap<Parts, Vec<usize>> = BTreeMap::new();
    for (number, rule) in rules {
        let mut parts = parts_of(policy, tests(policy, None, std::iter::once(rule)), varying);
        if let Some(each) = rule.for_each {
            parts.insert(part_of_items(each.of));
        }
        classes.entry(parts).or_default().push(number);
    }
    classes.into_iter()
}

/// The parts that tests look at.
fn parts_of(policy: &Policy, tests: Vec<&Test>, varying: &[Regarded]) -> Parts {
    let mut parts = Parts::default();
    for fact in tests.into_iter().flat_map(Test::facts) {
        match fact {
            FactRef::List(list) => parts.insert(part_of_items(policy.lists[usize::from(list)].of)),
            fact if varying.iter().any(|(varies, _)| *varies == fact) => parts.insert(part_of(fact)),
            _ => {}
        }
    }
    parts
}

/// Where items are counted.
fn part_of_items(kind: ItemKind) -> Part {
    if kind == ItemKind::CaseType { Part::CaseTypes } else { Part::Items }
}

/// Where a fact is noted.
fn part_of(fact: FactRef) -> Part {
    match (fact, fact.about().0) {
        (fact, Scope::Clinic) if fact.is_a_set_of_case_types() => Part::CaseTypes,
        (_, Scope::Clinic) => Part::Clinic,
        // Everything in the table is read of the case type alone.
        (FactRef::Table(_), Scope::Item(ItemKind::CaseType)) => Part::CaseTypes,
        (_, Scope::Item(_)) => Part::Items,
    }
}

impl<'j> Regard<'j> {
    fn of(judge: &'j Judge<'j>, regarded: &[Regarded]) -> Self {
        // A list is counted by its items and their facts, which are among the rest.
        let facts = || regarded.iter().copied().filter(|(fact, _)| !matches!(fact, FactRef::List(_)));
        let about = |scope| facts().filter(|(fact, _)| fact.about().0 == scope).collect::<Vec<_>>();
        let lists = judge.policy.lists.iter().map(|list| list.of);
        let gone_through: Vec<ItemKind> =
            judge.policy.rules.iter().filter_map(|rule| rule.for_each).map(|each| each.of).chain(lists).collect();
        let items = ItemKind::WORDS.iter().map(|(kind, _)| (*kind, about(Scope::Item(*kind))));
        let items = items.filter(|(kind, facts)| !facts.is_empty() || gone_through.contains(kind)).collect();
        // Whom the policy binds may be asked of a list too.
        let binds = tests(judge.policy, judge.policy.binds.as_ref(), std::iter::empty());
        let binding = parts_of(judge.policy, binds, regarded);
        Self { judge, clinic: about(Scope::Clinic), items, binding, classes: Vec::new() }
    }
}

/// What the rules of a class say of a clinic, and of every other one that has the parts that they look at in common.
#[derive(Default)]
pub(super) struct Share {
    /// An outcome per rule of the class.
    pub(super) outcomes: Vec<Outcome>,
    /// Rules, by number, that find something of the clinic's own.
    pub(super) own: Vec<Own>,
    /// Rules, by number, that are unknown for the run's sake, each with why; as [`Survey::constant`] has it where nothing is
    /// said.
    pub(super) common: Vec<(usize, Option<Causes>)>,
}

/// A rule, by number, that finds something of a clinic's own.
#[derive(Clone)]
pub(super) struct Own {
    pub(super) rule: usize,
    pub(super) finds: Finds,
}

/// What a rule finds at a clinic.
#[derive(Clone)]
pub(super) enum Finds {
    /// A failure of the clinic as a whole.
    Failure(Arc<Failure>),
    /// That it cannot be judged of the clinic as a whole.
    Unknown,
    /// Something at its items.
    AtItems(ForEach),
}

/// What is the same of a failure wherever the rule sees the same.
pub(super) struct Failure {
    /// The places are still to be put in.
    pub(super) evidence: Vec<Drafted>,
    pub(super) remedy: Option<Arc<Remedy>>,
}

/// How a clinic fares, and every other one of which the rules see the same.
#[derive(Default)]
pub(super) struct Verdicts {
    /// An outcome per rule of all policies in order.
    pub(super) outcomes: Arc<[Outcome]>,
    /// Whether some policy binds it (or may).
    pub(super) bound: bool,
    /// Rules that find something of the clinic's own.
    pub(super) own: Vec<Own>,
    /// What each class says.
    pub(super) shares: Vec<Arc<Share>>,
}

/// Who can be asked about a clinic.
pub(super) trait Court {
    /// Whether a policy, by number, binds the clinic, and what left that unknown.
    fn binds(&mut self, policy: usize) -> (Truth, Causes);

    /// What the rules of a class of a policy, by number, say of it.
    fn judge(&mut self, policy: usize, class: &Class) -> Share;
}
