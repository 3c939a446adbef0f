//! Explanations: how a rule came to its outcome for one clinic. Made by `policy::explain`, shown by `report::explain`.

use super::finding::{Evidence, Item, Missing, Remedy};
use super::outcome::{Outcome, Truth};
use super::place::Place;

/// How a rule came to its outcome for a clinic. `P` is [`Place`] while it is made and `Located` when it is shown.
#[derive(Debug)]
pub struct Explanation<P = Place> {
    /// The outcome, the worst over all items.
    pub outcome: Outcome,
    /// Whether the policy binds the clinic, and why.
    pub binds: Option<Step<P>>,
    /// The clinic itself, or each item of a `for_each` rule.
    pub subjects: Vec<SubjectExplanation<P>>,
    /// Why the list of items is unknown.
    pub list_missing: Option<Missing>,
}

/// How a rule came to its outcome for a clinic or an item.
#[derive(Debug)]
pub struct SubjectExplanation<P = Place> {
    /// The item; `None` for the clinic itself.
    pub item: Option<Item>,
    /// The outcome.
    pub outcome: Outcome,
    /// Whether the item belongs to the list.
    pub list: Option<Step<P>>,
    /// Whether the rule applies.
    pub when: Option<Step<P>>,
    /// What must hold.
    pub require: Step<P>,
    /// What would put it right.
    pub remedy: Option<Remedy>,
}

/// A condition and what it came to.
#[derive(Debug)]
pub struct Step<P = Place> {
    /// What it came to.
    pub truth: Truth,
    /// The condition.
    pub kind: StepKind<P>,
}

/// The kinds of condition.
#[derive(Debug)]
pub enum StepKind<P = Place> {
    /// All must hold.
    All(Vec<Step<P>>),
    /// One must hold.
    Any(Vec<Step<P>>),
    /// None may hold.
    None(Vec<Step<P>>),
    /// One fact, one operator.
    Test(Evidence<P>),
}

impl<P> Explanation<P> {
    /// The same explanation with its places turned into something else.
    pub fn map_places<Q>(self, change: &mut dyn FnMut(P) -> Q) -> Explanation<Q> {
        Explanation {
            outcome: self.outcome,
            binds: self.binds.map(|step| step.map_places(change)),
            subjects: self
                .subjects
                .into_iter()
                .map(|subject| SubjectExplanation {
                    item: subject.item,
                    outcome: subject.outcome,
                    list: subject.list.map(|step| step.map_places(change)),
                    when: subject.when.map(|step| step.map_places(change)),
                    require: subject.require.map_places(change),
                    remedy: subject.remedy,
                })
                .collect(),
            list_missing: self.list_missing,
        }
    }
}

impl<P> Step<P> {
    fn map_places<Q>(self, change: &mut dyn FnMut(P) -> Q) -> Step<Q> {
        let parts = |parts: Vec<Self>, change: &mut dyn FnMut(P) -> Q| {
            parts.into_iter().map(|part| part.map_places(change)).collect()
        };
        let kind = match self.kind {
            StepKind::All(some) => StepKind::All(parts(some, change)),
            StepKind::Any(some) => StepKind::Any(parts(some, change)),
            StepKind::None(some) => StepKind::None(parts(some, change)),
            StepKind::Test(evidence) => StepKind::Test(evidence.map_places(change)),
        };
        Step { truth: self.truth, kind }
    }
}
