//! A policy as it is judged: everything resolved, typed and checked. Made by `compile` only.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::fact::FactRef;
use super::literal::Literal;
use super::operator::Operator;
use crate::document::Span;
use crate::model::finding::ItemKind;
use crate::model::outcome::Severity;
use crate::model::run::RuleInfo;
use crate::model::span::TimeSpan;
use crate::model::working_days::CalendarRules;
use crate::text::Bilingual;

/// A compiled policy.
#[derive(Debug)]
pub struct Policy {
    /// Its name, such as `rjl-1177`.
    pub id: Box<str>,
    /// Its edition, as written.
    pub edition: Box<str>,
    /// SHA-256 of its files and of those it extends, in hexadecimal.
    pub digest: Box<str>,
    /// Its title.
    pub title: Bilingual,
    /// The document that it expresses.
    pub source: Box<str>,
    /// When that was decided.
    pub decided: Option<NaiveDate>,
    /// How long there is to put a failure right, by severity: info, warning, error.
    pub remedy_within: [Option<TimeSpan>; 3],
    /// The days that are worked.
    pub calendar: CalendarRules,
    /// The policies that it builds on, nearest first.
    pub extends: Vec<Box<str>>,
    /// Rules of those that it leaves out, each with the reason.
    pub dropped: Vec<(Box<str>, Bilingual)>,
    /// Whom it binds; `None` binds everyone.
    pub binds: Option<Condition>,
    /// Every point of the guideline, in our own words.
    pub clauses: Vec<Clause>,
    /// The words that the guideline leaves open, with the reading chosen.
    pub parameters: Vec<Parameter>,
    /// Lists, named once.
    pub lists: Vec<List>,
    /// Questions to the case log, each with its name for people, if it was given one.
    pub measures: Vec<(Box<str>, Option<Bilingual>)>,
    /// What somebody must certify.
    pub attestations: Vec<Attestation>,
    /// The rules, in the order written; those of attestations last.
    pub rules: Vec<Rule>,
}

/// A point of the guideline.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its id, such as `Ö5a`.
    pub id: Box<str>,
    /// What it says, in our own words.
    pub text: Bilingual,
}

/// A parameter, as reports and `policy show` need it.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Box<str>,
    /// Its value, as written (`90 %`, or several joined).
    pub written: Box<str>,
    /// Why this value, or which clause gives it.
    pub why: Option<Bilingual>,
}

/// A named list: the items of a kind that satisfy a condition.
#[derive(Debug)]
pub struct List {
    /// Its name in rules.
    pub name: Box<str>,
    /// Its name for people, if it was given one.
    pub title: Option<Bilingual>,
    /// Of what.
    pub of: ItemKind,
    /// Which of them.
    pub filter: Option<Condition>,
}

/// A duty that somebody must certify.
#[derive(Clone, Debug)]
pub struct Attestation {
    /// The clause.
    pub clause: Box<str>,
    /// Whose word counts.
    pub by: Box<str>,
    /// The rule that it became.
    pub rule: Box<str>,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its id, which names the problem.
    pub id: Box<str>,
    /// Where it is written: a file of the policy, by its path, and the place in it.
    pub written: (Box<str>, Span),
    /// The clauses that it expresses.
    pub clauses: Vec<Box<str>>,
    /// How bad a failure is.
    pub severity: Severity,
    /// Who is answerable.
    pub responsible: Box<str>,
    /// What is wrong when it fails.
    pub title: Bilingual,
    /// What to do about it.
    pub advice: Bilingual,
    /// One judgement an item, instead of one a clinic.
    pub for_each: Option<ForEach>,
    /// Whom or what it concerns; `None` concerns all.
    pub when: Option<Condition>,
    /// What must hold.
    pub require: Condition,
}

/// What a `for_each` rule goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForEach {
    /// The kind of item.
    pub of: ItemKind,
    /// The named list, if it is one: an index into [`Policy::lists`].
    pub list: Option<u16>,
}

/// A condition.
#[derive(Debug)]
pub enum Condition {
    /// All hold.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// None holds.
    None(Vec<Self>),
    /// One fact, one operator.
    Test(Test),
}

/// One fact compared with one operand.
#[derive(Debug)]
pub struct Test {
    /// The fact.
    pub fact: FactRef,
    /// Its path, as rules and evidence write it.
    pub path: Box<str>,
    /// The operator.
    pub operator: &'static Operator,
    /// What it is compared with.
    pub operand: Operand,
    /// `or_absent: yes`: it is all right that there is none.
    pub or_absent: bool,
    /// The parameter (`$name`) or fact that the operand came from.
    pub from: Option<Box<str>>,
}

/// An operand, before the clinic is known.
#[derive(Debug)]
pub enum Operand {
    /// The same for everyone.
    Literal(Literal),
    /// Another fact.
    Fact(FactRef),
    /// Varies `by:` a fact; the last is for everyone else.
    By {
        /// The fact that decides.
        fact: FactRef,
        /// Its values, each with the operand.
        cases: Vec<(Box<str>, Literal)>,
        /// For all other values, and where the fact is absent.
        otherwise: Literal,
    },
}

impl Policy {
    /// The clauses that rules want attested of each case type, or of each person, and none of a clinic as a whole.
    pub(super) fn attested_per_item(&self) -> Vec<(Box<str>, ItemKind)> {
        let tests = self.rules.iter().flat_map(Rule::conditions).flat_map(Condition::tests);
        let facts: BTreeSet<FactRef> = tests.flat_map(Test::facts).collect();
        let clause = |ix: u16| self.clauses[usize::from(ix)].id.clone();
        let of_items = facts.iter().filter_map(|fact| match *fact {
            FactRef::CaseTypeAttested(ix) if !facts.contains(&FactRef::Attested(ix)) => {
                Some((clause(ix), ItemKind::CaseType))
            }
            FactRef::UserAttested(ix) if !facts.contains(&FactRef::Attested(ix)) => Some((clause(ix), ItemKind::User)),
            _ => None,
        });
        of_items.collect()
    }

    /// Names for people of the facts that the policy names itself, by path.
    #[must_use]
    pub fn names(&self) -> Vec<(Box<str>, Bilingual)> {
        let lists = self.lists.iter().map(|list| ("list", &list.name, &list.title));
        let measures = self.measures.iter().map(|(name, title)| ("measure", name, title));
        lists
            .chain(measures)
            .filter_map(|(kind, name, title)| Some((format!("{kind}.{name}").into(), title.clone()?)))
            .collect()
    }
}

impl Condition {
    /// Every test in it, in order.
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::None(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Test(test) => vec![test],
        }
    }
}

impl Test {
    /// Every fact that it reads.
    pub fn facts(&self) -> impl Iterator<Item = FactRef> {
        let other = match self.operand {
            Operand::Fact(fact) | Operand::By { fact, .. } => Some(fact),
            Operand::Literal(_) => None,
        };
        std::iter::once(self.fact).chain(other)
    }
}

impl Rule {
    /// Its conditions: `when`, then `require`.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.when.iter().chain(std::iter::once(&self.require))
    }

    /// The rule as a run tells of it, with nothing counted yet; `policy` is the index of its policy.
    #[must_use]
    pub fn info(&self, policy: usize) -> RuleInfo {
        RuleInfo {
            id: self.id.clone(),
            policy,
            clauses: self.clauses.clone(),
            severity: self.severity,
            responsible: self.responsible.clone(),
            title: self.title.clone(),
            advice: self.advice.clone(),
            counts: [0; 4],
        }
    }
}
