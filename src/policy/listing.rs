//! Everything that the rules see of one clinic: each fact with its value, or why it has none, and its places.

use super::evidence::Witness;
use super::fact::{ClinicSubject, Fact, FactIx, FactRef, Scope, Subject as _, TABLE};
use super::judge::Judge;
use super::literal::{self, Lexicon};
use crate::model::finding::{Item, ItemKind, Missing};
use crate::model::needs::Needs;
use crate::model::place::Place;
use crate::model::source::SourceKind;
use crate::model::value::Value;

/// A fact of a clinic or of one of its items. `P` is [`Place`] while it is made and `Located` when it is shown.
#[derive(Debug)]
pub struct ListedFact<P = Place> {
    /// The fact's path.
    pub path: Box<str>,
    /// The item; `None` for the clinic itself.
    pub item: Option<Item>,
    /// Where it comes from.
    pub source: SourceKind,
    /// Whether it tells something of a person.
    pub personal: bool,
    /// Its value ([`Value::Absent`] where the source says that there is none), or why it is unknown.
    pub value: Result<Value, Missing>,
    /// Where it stands.
    pub at: Vec<P>,
}

/// Lists the facts of a clinic: the table's, then what the policy names, then item by item.
#[must_use]
pub fn list<'s>(judge: &Judge<'_>, needs: &Needs, clinic: ClinicSubject<'s>) -> Vec<ListedFact> {
    let hearing = &judge.hear(clinic);
    let lexicon = &Lexicon::new(needs);
    let witness = Witness { hearing, lexicon };
    let of = |subject: &ClinicSubject<'s>, fact: FactRef, source: SourceKind, personal: bool| ListedFact {
        path: judge.path(fact, &needs.measures),
        item: subject.item(),
        source,
        personal,
        value: match hearing.read(fact, subject) {
            Fact::Known(datum) => Ok(literal::found(&datum, lexicon)),
            Fact::Absent => Ok(Value::Absent),
            Fact::Unknown(missing) => Err(missing),
        },
        at: witness.places(fact, subject, None),
    };
    let table = |scope: Scope| {
        let rows = (0_u16..).zip(TABLE).filter(move |(_, def)| def.scope == scope);
        rows.map(|(ix, def)| (FactRef::Table(FactIx(ix)), def.source, def.personal))
    };
    let named = |count: usize, fact: fn(u16) -> FactRef, source: SourceKind| {
        (0..u16::try_from(count).unwrap_or(u16::MAX)).map(move |ix| (fact(ix), source, false))
    };
    let policy = judge.policy;
    let mut facts: Vec<ListedFact> = table(Scope::Clinic)
        .chain(named(policy.lists.len(), FactRef::List, SourceKind::Permissions))
        .chain(named(needs.measures.len(), FactRef::Measure, SourceKind::Cases))
        .chain(named(policy.clauses.len(), FactRef::Attested, SourceKind::Attestations))
        .map(|(fact, source, personal)| of(&clinic, fact, source, personal))
        .collect();
    // A clause that nobody can attest has nothing to show.
    let asked: Vec<Box<str>> = policy
        .rules
        .iter()
        .flat_map(|rule| rule.conditions().flat_map(|condition| condition.tests()).collect::<Vec<_>>())
        .map(|test| test.path.clone())
        .collect();
    facts.retain(|fact| !fact.path.starts_with("attested.") || asked.contains(&fact.path));
    for kind in [ItemKind::Service, ItemKind::CaseType, ItemKind::Permission, ItemKind::User, ItemKind::Decision] {
        for item in clinic.items(kind).unwrap_or_default() {
            facts.extend(table(Scope::Item(kind)).map(|(fact, source, personal)| of(&item, fact, source, personal)));
        }
    }
    facts
}

impl<P> ListedFact<P> {
    /// The same fact with its places turned into something else.
    pub fn map_places<Q>(self, change: &mut dyn FnMut(P) -> Q) -> ListedFact<Q> {
        ListedFact {
            path: self.path,
            item: self.item,
            source: self.source,
            personal: self.personal,
            value: self.value,
            at: self.at.into_iter().map(change).collect(),
        }
    }
}
