//! Judging conditions on a subject: three-valued, each clinic's lists gone through once, and with the causes of what is
//! unknown gathered on the way.

use std::cell::OnceCell;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::fact::{self, Datum, Fact, FactRef, Subject};
use super::literal::Literal;
use super::operator;
use super::rule::{Condition, ForEach, Operand, Policy, Rule, Test};
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::{ItemKind, Missing};
use crate::model::needs::Needs;
use crate::model::outcome::{Outcome, Truth};
use crate::model::source::SourceKind;
use crate::text::{Bilingual, Message};

/// A policy, ready to judge on a day.
#[derive(Debug)]
pub struct Judge<'p> {
    /// The policy.
    pub policy: &'p Policy,
    /// The day.
    pub today: NaiveDate,
    clauses: Vec<Box<str>>,
}

/// A fact that a condition asked for and did not get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// The fact.
    pub fact: FactRef,
    /// Why it is unknown.
    pub missing: Missing,
}

/// The causes of what is unknown, each once, in the order in which they were met.
pub type Causes = Vec<Cause>;

fn add(causes: &mut Causes, cause: Cause) {
    if !causes.contains(&cause) {
        causes.push(cause);
    }
}

/// A clinic before a judge.
#[derive(Debug)]
pub struct Hearing<'h, S> {
    /// The judge.
    pub judge: &'h Judge<'h>,
    /// The clinic.
    pub clinic: S,
    /// Whether the policy binds the clinic, and what left that unknown, once somebody has asked.
    binding: OnceCell<(Truth, Causes)>,
    /// Of each kind of item, then of each list.
    members: Box<[Asked<S>]>,
}

/// The members of a list, or why they are not known, once somebody has asked.
type Asked<S> = OnceCell<Result<Members<S>, Missing>>;

/// The items of a list, or of a kind.
#[derive(Debug)]
struct Members<S> {
    /// Those of which the list's filter is true or unknown, in the source's order.
    items: Vec<(S, Truth)>,
    /// What left the filter unknown.
    causes: Causes,
    /// Why the last that is unknown is.
    last: Option<Missing>,
}

/// How many kinds of item there are.
const KINDS: usize = ItemKind::WORDS.len();

impl<'p> Judge<'p> {
    /// A policy, ready to judge.
    #[must_use]
    pub fn new(policy: &'p Policy, today: NaiveDate) -> Self {
        Self { policy, today, clauses: policy.clauses.iter().map(|clause| clause.id.clone()).collect() }
    }

    /// A clinic, called before the judge.
    #[must_use]
    pub fn hear<S: Subject>(&self, clinic: S) -> Hearing<'_, S> {
        let members = (0..KINDS + self.policy.lists.len()).map(|_| OnceCell::new()).collect();
        Hearing { judge: self, clinic, binding: OnceCell::new(), members }
    }

    /// A fact as the subject itself gives it, without the counts of lists.
    pub fn given<'s, S: Subject>(&self, fact: FactRef, subject: &'s S) -> Fact<'s> {
        subject.read(fact, &self.clauses)
    }

    /// The path of a fact, as rules write it.
    #[must_use]
    pub fn path(&self, fact: FactRef, measures: &[crate::model::measure::Measure]) -> Box<str> {
        let clause = |ix: u16| &self.policy.clauses[usize::from(ix)].id;
        match fact {
            FactRef::Table(ix) => ix.def().path.into(),
            FactRef::List(ix) => format!("list.{}", self.policy.lists[usize::from(ix)].name).into(),
            FactRef::Measure(ix) => format!("measure.{}", measures[usize::from(ix)].name).into(),
            FactRef::CaseTypeMeasure(ix) => format!("case_type.measure.{}", measures[usize::from(ix)].name).into(),
            FactRef::Attested(ix) => format!("attested.{}", clause(ix)).into(),
            FactRef::CaseTypeAttested(ix) => format!("case_type.attested.{}", clause(ix)).into(),
            FactRef::UserAttested(ix) => format!("user.attested.{}", clause(ix)).into(),
        }
    }

    /// A fact's name for people. What the policy names goes by the title that it was given.
    #[must_use]
    pub fn fact_message(&self, fact: FactRef, needs: &Needs) -> Message {
        let titled = |title: &Option<Bilingual>, name: &str, otherwise: &'static str| match title {
            Some(title) => Message::new("named-fact").with("name", title.clone()),
            None => Message::new(otherwise).with("name", name),
        };
        let clause = |ix: u16| &*self.policy.clauses[usize::from(ix)].id;
        match fact {
            FactRef::Table(ix) => Message { key: ix.def().message_key().into(), args: Vec::new() },
            FactRef::List(ix) => {
                let list = &self.policy.lists[usize::from(ix)];
                titled(&list.title, &list.name, "named-fact-list")
            }
            FactRef::Measure(ix) | FactRef::CaseTypeMeasure(ix) => {
                let name = &needs.measures[usize::from(ix)].name;
                let title = self.policy.measures.iter().find(|(known, _)| known == name);
                titled(title.map_or(&None, |(_, title)| title), name, "named-fact-measure")
            }
            FactRef::Attested(ix) => Message::new("named-fact-attested").with("name", clause(ix)),
            FactRef::CaseTypeAttested(ix) | FactRef::UserAttested(ix) => {
                Message::new("named-fact-case-type-attested").with("name", clause(ix))
            }
        }
    }
}

impl<S: Subject> Hearing<'_, S> {
    /// Whether the policy binds the clinic, and what left that unknown.
    pub fn binding(&self) -> &(Truth, Causes) {
        self.binding.get_or_init(|| {
            let mut causes = Causes::new();
            let binds = self.judge.policy.binds.as_ref();
            (binds.map_or(Truth::True, |binds| self.weigh(binds, &self.clinic, &mut causes)), causes)
        })
    }

    /// The same where the policy binds the clinic whatever is known of it.
    #[must_use]
    pub fn taken_as_bound(self) -> Self {
        Self { binding: OnceCell::from((Truth::True, Causes::new())), ..self }
    }

    /// Whether the policy binds the clinic.
    pub fn bound(&self) -> Truth {
        self.binding().0
    }

    /// What a rule says of the clinic; adds to `causes` what left it, or some of its items, unknown.
    pub fn verdict(&self, rule: &Rule, causes: &mut Causes) -> Outcome {
        if self.bound() == Truth::False {
            return Outcome::NotApplicable;
        }
        let Some(each) = rule.for_each else { return self.outcome(rule, (&self.clinic, Truth::True), causes) };
        let members = match self.members(each) {
            Ok(members) => members,
            Err(missing) => {
                causes.push(Cause { fact: LIST_FACTS[each.of as usize], missing });
                return Outcome::Unknown;
            }
        };
        if rule.when.is_none() && !members.items.is_empty() {
            // Of what is perhaps on the list, the rule is unknown whatever it requires.
            self.binding().1.iter().chain(&members.causes).for_each(|cause| add(causes, *cause));
        }
        let outcomes = members.items.iter().map(|(item, listed)| match (&rule.when, listed) {
            (None, Truth::Unknown) => Outcome::Unknown,
            _ => self.outcome(rule, (item, *listed), causes),
        });
        outcomes.max().unwrap_or(Outcome::NotApplicable)
    }

    /// Whether a rule applies to the clinic, or to any item of it. Where it perhaps applies to one, that is unknown.
    pub fn applies(&self, rule: &Rule) -> Truth {
        let mut causes = Causes::new();
        let Some(each) = rule.for_each else { return self.concerns(rule, (&self.clinic, Truth::True), &mut causes) };
        let Ok(members) = self.members(each) else { return Truth::Unknown };
        let mut any = Truth::False;
        for (item, listed) in &members.items {
            match self.concerns(rule, (item, *listed), &mut causes) {
                Truth::False => {}
                Truth::True => any = Truth::True,
                Truth::Unknown => return Truth::Unknown,
            }
        }
        any
    }

    /// The items that a `for_each` rule applies to or perhaps applies to, each with what the rule says of it.
    ///
    /// # Errors
    /// Why the list itself is unknown.
    pub fn items(&self, rule: &Rule, each: ForEach) -> Result<Vec<(S, Outcome)>, Missing> {
        let members = self.members(each)?;
        let outcome = |(item, listed): &(S, Truth)| (*item, self.outcome(rule, (item, *listed), &mut Causes::new()));
        let applies = |(_, outcome): &(S, Outcome)| *outcome != Outcome::NotApplicable;
        Ok(members.items.iter().map(outcome).filter(applies).collect())
    }

    /// Whether a rule applies to the clinic or to an item, which the rule's list has or perhaps has.
    fn concerns(&self, rule: &Rule, (subject, listed): (&S, Truth), causes: &mut Causes) -> Truth {
        let may = self.bound().and(listed);
        match &rule.when {
            Some(when) if may != Truth::False => may.and(self.weigh(when, subject, causes)),
            _ => may,
        }
    }

    /// What a rule says of the clinic or of an item, and whether the rule's list has the item.
    fn outcome(&self, rule: &Rule, (subject, listed): (&S, Truth), causes: &mut Causes) -> Outcome {
        match self.concerns(rule, (subject, listed), causes) {
            Truth::False => Outcome::NotApplicable,
            Truth::Unknown => {
                self.binding().1.iter().for_each(|cause| add(causes, *cause));
                if listed == Truth::Unknown
                    && let Some(filter) = self.filter(rule.for_each)
                {
                    self.weigh(filter, subject, causes);
                }
                Outcome::Unknown
            }
            Truth::True => match self.weigh(&rule.require, subject, causes) {
                Truth::True => Outcome::Pass,
                Truth::False => Outcome::Fail,
                Truth::Unknown => Outcome::Unknown,
            },
        }
    }

    /// The condition of the list that a rule goes through.
    fn filter(&self, each: Option<ForEach>) -> Option<&Condition> {
        let list = each.and_then(|each| each.list)?;
        self.judge.policy.lists[usize::from(list)].filter.as_ref()
    }

    fn members(&self, each: ForEach) -> Result<&Members<S>, Missing> {
        let slot = each.list.map_or(each.of as usize, |list| KINDS + usize::from(list));
        self.members[slot].get_or_init(|| self.gather(each)).as_ref().map_err(|missing| *missing)
    }

    fn gather(&self, each: ForEach) -> Result<Members<S>, Missing> {
        let filter = self.filter(Some(each));
        let items = self.clinic.items(each.of)?;
        let mut members = Members { items: Vec::with_capacity(items.len()), causes: Causes::new(), last: None };
        let mut causes = Causes::new();
        for item in items {
            causes.clear();
            let listed = filter.map_or(Truth::True, |filter| self.weigh(filter, &item, &mut causes));
            if listed != Truth::False {
                members.items.push((item, listed));
            }
            members.last = causes.first().map(|cause| cause.missing).or(members.last);
            causes.iter().for_each(|cause| add(&mut members.causes, *cause));
        }
        Ok(members)
    }

    /// Whether a condition holds of the clinic or of an item of it.
    pub fn truth(&self, condition: &Condition, subject: &S) -> Truth {
        self.weigh(condition, subject, &mut Causes::new())
    }

    /// Whether a condition holds; where that is unknown, adds to `causes` what it asked for and did not get.
    ///
    /// Strong Kleene logic: false wins over unknown in `all`, true wins in `any`.
    fn weigh(&self, condition: &Condition, subject: &S, causes: &mut Causes) -> Truth {
        match condition {
            Condition::Test(test) => self.test(test, subject, causes),
            Condition::All(parts) => self.every(parts, subject, causes),
            Condition::Any(parts) => self.some(parts, subject, causes),
            Condition::None(parts) => !self.some(parts, subject, causes),
        }
    }

    fn every(&self, parts: &[Condition], subject: &S, causes: &mut Causes) -> Truth {
        let before = causes.len();
        let mut all = Truth::True;
        for part in parts {
            all = all.and(self.weigh(part, subject, causes));
            if all == Truth::False {
                causes.truncate(before);
                break;
            }
        }
        all
    }

    fn some(&self, parts: &[Condition], subject: &S, causes: &mut Causes) -> Truth {
        let before = causes.len();
        let mut any = Truth::False;
        for part in parts {
            any = any.or(self.weigh(part, subject, causes));
            if any == Truth::True {
                causes.truncate(before);
                break;
            }
        }
        any
    }

    fn test(&self, test: &Test, subject: &S, causes: &mut Causes) -> Truth {
        let found = match self.read(test.fact, subject) {
            Fact::Unknown(missing) => {
                add(causes, Cause { fact: test.fact, missing });
                return Truth::Unknown;
            }
            Fact::Absent if test.or_absent => return Truth::True,
            Fact::Absent => {
                return match &test.operand {
                    Operand::Literal(literal) => test.operator.judge_absent(&operator::Operand::Literal(literal)),
                    _ => Truth::False,
                };
            }
            Fact::Known(found) => found,
        };
        let today = self.judge.today;
        let truth = match &test.operand {
            Operand::Literal(literal) => test.operator.judge(&found, &operator::Operand::Literal(literal), today),
            Operand::Fact(other) => match self.read(*other, subject) {
                Fact::Unknown(_) => Truth::Unknown,
                Fact::Absent => test.or_absent.into(),
                Fact::Known(other) => test.operator.judge(&found, &operator::Operand::Fact(other), today),
            },
            Operand::By { .. } => match self.literal(test, subject) {
                Ok(literal) => test.operator.judge(&found, &operator::Operand::Literal(literal), today),
                Err(_) => Truth::Unknown,
            },
        };
        if truth == Truth::Unknown {
            add(causes, self.cause(test, &found, subject));
        }
        truth
    }

    /// Why a test is unknown, if it is.
    pub fn doubt(&self, test: &Test, subject: &S) -> Option<Missing> {
        let mut causes = Causes::new();
        let truth = self.test(test, subject, &mut causes);
        causes.first().filter(|_| truth == Truth::Unknown).map(|cause| cause.missing)
    }

    /// Why a test on a known fact is unknown.
    fn cause(&self, test: &Test, found: &Datum<'_>, subject: &S) -> Cause {
        let source = match test.fact {
            FactRef::Table(ix) => ix.def().source,
            _ => SourceKind::Exports,
        };
        let fallback = Cause { fact: test.fact, missing: Missing::NotExported(source) };
        if let Some(types) = found.types().filter(|types| types.maybe_count > 0) {
            let (path, missing) = types.reason.unwrap_or(("case_type.state", fallback.missing));
            return Cause { fact: fact::find(path).map_or(test.fact, FactRef::Table), missing };
        }
        match (found, &test.operand) {
            (
                Datum::Count { maybe: Some((_, missing)), .. }
                | Datum::Texts(_, Some(missing))
                | Datum::AtLeast(_, missing),
                _,
            ) => Cause { missing: *missing, ..fallback },
            (Datum::SomeWords(words), _) => Cause { missing: words.reason, ..fallback },
            (_, Operand::Fact(fact) | Operand::By { fact, .. }) => match self.read(*fact, subject) {
                Fact::Unknown(missing) => Cause { fact: *fact, missing },
                _ => fallback,
            },
            (_, Operand::Literal(_)) => fallback,
        }
    }

    /// The operand that holds for this subject; `Err` where the fact that decides it is unknown.
    pub fn literal<'t>(&self, test: &'t Test, subject: &S) -> Result<&'t Literal, Option<Missing>> {
        match &test.operand {
            Operand::Literal(literal) => Ok(literal),
            Operand::Fact(_) => Err(None),
            Operand::By { fact, cases, otherwise } => {
                let word = |value: &str| cases.iter().find(|(case, _)| **case == *value).map(|(_, literal)| literal);
                match self.read(*fact, subject) {
                    Fact::Known(Datum::Word(value) | Datum::Text(value)) => Ok(word(value).unwrap_or(otherwise)),
                    Fact::Known(Datum::Bool(yes)) => Ok(word(if yes { "yes" } else { "no" }).unwrap_or(otherwise)),
                    Fact::Known(_) | Fact::Absent => Ok(otherwise),
                    Fact::Unknown(missing) => Err(Some(missing)),
                }
            }
        }
    }

    /// A fact of the clinic or of an item. Lists are counted here, since that takes the policy's filter.
    pub fn read<'s>(&self, fact: FactRef, subject: &'s S) -> Fact<'s> {
        match (fact, self.judge.given(fact, subject)) {
            (FactRef::List(list), Fact::Unknown(_)) => self.count(list),
            (_, given) => given,
        }
    }

    fn count(&self, list: u16) -> Fact<'static> {
        let of = self.judge.policy.lists[usize::from(list)].of;
        let members = match self.members(ForEach { of, list: Some(list) }) {
            Ok(members) => members,
            Err(missing) => return Fact::Unknown(missing),
        };
        let maybe = members.items.iter().filter(|(_, listed)| *listed == Truth::Unknown).count() as u64;
        let sure = members.items.len() as u64 - maybe;
        let why = members.last.unwrap_or(Missing::NotExported(SourceKind::Exports));
        Fact::Known(Datum::Count { sure, maybe: (maybe > 0).then_some((maybe, why)) })
    }

    /// The items that a list certainly has.
    pub fn listed(&self, list: u16) -> impl Iterator<Item = &S> {
        let of = self.judge.policy.lists[usize::from(list)].of;
        let members = self.members(ForEach { of, list: Some(list) }).ok();
        let items = members.into_iter().flat_map(|members| &members.items);
        items.filter(|(_, listed)| *listed == Truth::True).map(|(item, _)| item)
    }
}

/// Of each kind of item, a fact to name their list by when the list itself is unknown.
static LIST_FACTS: LazyLock<[FactRef; KINDS]> = LazyLock::new(|| {
    std::array::from_fn(|kind| {
        let path = match ItemKind::WORDS[kind].0 {
            ItemKind::CaseType => "case_types.assigned",
            ItemKind::Permission => "permission.state",
            ItemKind::User => "user.id",
            ItemKind::Service => "service.name",
            ItemKind::Decision => "decision.state",
        };
        FactRef::Table(fact::find(path).expect("the table has it"))
    })
});
