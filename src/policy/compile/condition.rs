//! Conditions: the fact is the key, the operator a word, a bare value means *is*, several keys mean *all*.

use super::names::Names;
use super::read::Problems;
use crate::document::{Kind, Node, Span};
use crate::model::finding::ItemKind;
use crate::model::needs::Needs;
use crate::policy::fact::{self, CountUnit, FactRef, FactType, Scope, TABLE};
use crate::policy::operator::{self, OperandType, Operator};
use crate::policy::problem::did_you_mean;
use crate::policy::rule::{Condition, Operand, Test};
use crate::text::Message;

/// What a condition is read in: the names that it may use, and the item that it may speak of.
pub(super) struct Frame<'f, 'd> {
    pub(super) names: &'f mut Names<'d>,
    pub(super) needs: &'f mut Needs,
    pub(super) problems: &'f mut Problems,
    pub(super) item: Option<ItemKind>,
}

impl<'d> Frame<'_, 'd> {
    /// A condition: a mapping of facts, or of `all`, `any`, `none`.
    pub(super) fn condition(&mut self, node: &'d Node<'d>) -> Option<Condition> {
        let Kind::Map(entries) = &node.kind else {
            self.problems.error(node.span, Message::new("policy-expected-condition"));
            return None;
        };
        if entries.is_empty() {
            self.problems.error(node.span, Message::new("policy-empty-condition"));
            return None;
        }
        let mut parts = Vec::new();
        for (key, value) in entries {
            match key.text.as_ref() {
                "all" => parts.push(Condition::All(self.several(value))),
                "any" => parts.push(Condition::Any(self.several(value))),
                "none" => parts.push(Condition::None(self.several(value))),
                path => parts.extend(self.tests(path, key.span, value)),
            }
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) })
    }

    fn several(&mut self, node: &'d Node<'d>) -> Vec<Condition> {
        if node.list().is_empty() {
            self.problems.error(node.span, Message::new("policy-expected-conditions"));
        }
        node.list().iter().filter_map(|item| self.condition(item)).collect()
    }

    fn tests(&mut self, path: &str, span: Span, value: &'d Node<'d>) -> Vec<Condition> {
        let Some((fact, ty)) = self.fact(path, span) else { return Vec::new() };
        let Kind::Map(entries) = &value.kind else {
            return self
                .test((path, fact, ty), (operator::IS, value.span), value)
                .map(Condition::Test)
                .into_iter()
                .collect();
        };
        if let [(key, _)] = &entries[..]
            && key.text == "fact"
        {
            let message = Message::new("policy-fact-needs-operator").with("fact", path);
            self.problems.error(key.span, message);
            return Vec::new();
        }
        let mut tests: Vec<Test> = Vec::new();
        let mut or_absent = false;
        for (key, operand) in entries {
            if key.text == "or_absent" {
                or_absent = self.yes_or_no(operand).unwrap_or_default();
                continue;
            }
            match operator::find(&key.text) {
                Some(operator) => tests.extend(self.test((path, fact, ty), (operator, key.span), operand)),
                None => {
                    let words = operator::ALL.into_iter().map(|operator| operator.word).chain(["or_absent"]);
                    self.problems.error_with(
                        key.span,
                        Message::new("policy-unknown-operator").with("found", key.text.as_ref()),
                        did_you_mean(&key.text, words).or_else(|| Some(operators_for(ty))),
                    );
                }
            }
        }
        if tests.is_empty() && entries.iter().all(|(key, _)| key.text == "or_absent") {
            self.problems.error(value.span, Message::new("policy-no-operator").with("fact", path));
        }
        for test in &mut tests {
            test.or_absent = or_absent;
        }
        tests.into_iter().map(Condition::Test).collect()
    }

    fn test(
        &mut self,
        (path, fact, ty): (&str, FactRef, FactType),
        (operator, span): (&'static Operator, Span),
        node: &'d Node<'d>,
    ) -> Option<Test> {
        let Some(wanted) = (operator.operand)(ty) else {
            self.problems.error_with(
                span,
                Message::new("policy-operator-not-for-type")
                    .with("operator", operator.word)
                    .with("fact", path)
                    .with("type", ty_message(ty)),
                Some(operators_for(ty)),
            );
            return None;
        };
        let (operand, from) = self.operand(ty, wanted, node)?;
        Some(Test { fact, path: path.into(), operator, operand, or_absent: false, from })
    }

    fn operand(
        &mut self,
        ty: FactType,
        wanted: OperandType,
        node: &'d Node<'d>,
    ) -> Option<(Operand, Option<Box<str>>)> {
        if let Some(other) = node.get("fact").filter(|_| node.map().len() == 1) {
            let path = self.problems.scalar(other)?;
            let (fact, other_ty) = self.fact(&path, other.span)?;
            if std::mem::discriminant(&other_ty) != std::mem::discriminant(&ty) {
                self.problems.error(
                    other.span,
                    Message::new("policy-facts-differ-in-type")
                        .with("fact", path)
                        .with("type", ty_message(other_ty))
                        .with("expected", ty_message(ty)),
                );
                return None;
            }
            return Some((Operand::Fact(fact), Some(path)));
        }
        if wanted == OperandType::FactOnly {
            self.problems.error(node.span, Message::new("policy-expected-fact"));
            return None;
        }
        let Some(name) = node.text().and_then(|text| text.strip_prefix('$')) else {
            return Some((Operand::Literal(self.literal(wanted, node)?), None));
        };
        let (file, value) = self.names.resolve(node, self.problems)?;
        let by = self.names.parameters.get(name).and_then(|param| param.by);
        let from = Some(format!("${name}").into());
        let here = std::mem::replace(&mut self.problems.file, file);
        let otherwise = self.literal(wanted, value);
        let operand = match by {
            None => otherwise.map(Operand::Literal),
            Some(by) => otherwise.and_then(|otherwise| self.by(by, wanted, otherwise)),
        };
        self.problems.file = here;
        Some((operand?, from))
    }

    /// `by: { clinic.business_code: { "1500": … } }`.
    fn by(
        &mut self,
        node: &'d Node<'d>,
        wanted: OperandType,
        otherwise: crate::policy::literal::Literal,
    ) -> Option<Operand> {
        let [(key, values)] = node.map() else {
            self.problems.error(node.span, Message::new("policy-by-one-fact"));
            return None;
        };
        let (fact, ty) = self.fact(&key.text, key.span)?;
        if !matches!(ty, FactType::Word(_) | FactType::Text | FactType::Bool) {
            self.problems.error(key.span, Message::new("policy-by-type").with("fact", key.text.as_ref()));
            return None;
        }
        let mut cases = Vec::new();
        for (value, operand) in values.map() {
            if let FactType::Word(words) = ty
                && !words.contains(&value.text.as_ref())
            {
                self.problems.error_with(
                    value.span,
                    Message::new("policy-not-a-word").with("found", value.text.as_ref()),
                    did_you_mean(&value.text, words.iter().copied()),
                );
            }
            cases.push((value.text.as_ref().into(), self.literal(wanted, operand)?));
        }
        Some(Operand::By { fact, cases, otherwise })
    }

    /// A measure of the policy, and what it gives.
    fn measure(&mut self, name: &str) -> Option<(u16, FactType)> {
        let found = self.names.measures.iter_mut().find(|measure| &*measure.name == name)?;
        found.used = true;
        Some((found.ix, fact::measured(self.needs.measures[usize::from(found.ix)].question)))
    }

    /// The fact with a path, and its type.
    fn fact(&mut self, path: &str, span: Span) -> Option<(FactRef, FactType)> {
        if let Some(ix) = fact::find(path) {
            let def = ix.def();
            if let Scope::Item(kind) = def.scope
                && self.item != Some(kind)
            {
                use crate::model::case_type::Vocabulary as _;
                self.problems
                    .error(span, Message::new("policy-item-fact-outside").with("fact", path).with("item", kind.key()));
                return None;
            }
            return Some((FactRef::Table(ix), def.ty));
        }
        let number = |ix: usize| u16::try_from(ix).unwrap_or(u16::MAX);
        let clause = |names: &Names<'_>, id: &str| names.clause_ids.iter().position(|known| **known == *id).map(number);
        let found = match path.split_once('.') {
            Some(("list", name)) => self.names.lists.iter().position(|list| &*list.name == name).map(|ix| {
                self.names.list_spans[ix].2 = true;
                (FactRef::List(number(ix)), FactType::Count(CountUnit::Items))
            }),
            Some(("measure", name)) => self.measure(name).map(|(ix, ty)| (FactRef::Measure(ix), ty)),
            Some(("attested", id)) => clause(self.names, id).map(|ix| (FactRef::Attested(ix), FactType::Date)),
            Some(("case_type", rest)) if self.item == Some(ItemKind::CaseType) => match rest.split_once('.') {
                Some(("attested", id)) => {
                    clause(self.names, id).map(|ix| (FactRef::CaseTypeAttested(ix), FactType::Date))
                }
                Some(("measure", name)) => self.measure(name).map(|(ix, ty)| (FactRef::CaseTypeMeasure(ix), ty)),
                _ => None,
            },
            Some(("user", rest)) if self.item == Some(ItemKind::User) => rest
                .strip_prefix("attested.")
                .and_then(|id| clause(self.names, id))
                .map(|ix| (FactRef::UserAttested(ix), FactType::Date)),
            _ => None,
        };
        if found.is_none() {
            let own = (self.names.lists.iter().map(|list| format!("list.{}", list.name)))
                .chain(self.names.measures.iter().map(|measure| format!("measure.{}", measure.name)))
                .chain(self.names.clause_ids.iter().map(|id| format!("attested.{id}")))
                .collect::<Vec<_>>();
            let paths = TABLE.iter().map(|def| def.path).chain(own.iter().map(String::as_str));
            self.problems.error_with(
                span,
                Message::new("policy-unknown-fact").with("fact", path),
                did_you_mean(path, paths).or_else(|| Some(Message::new("policy-see-facts"))),
            );
        }
        found
    }
}

/// A type in words.
pub(super) fn ty_message(ty: FactType) -> Message {
    Message::word("policy-type", ty.key())
}

/// «On such a fact you can use …».
fn operators_for(ty: FactType) -> Message {
    let words: Vec<&str> = operator::ALL
        .into_iter()
        .filter(|operator| (operator.operand)(ty).is_some())
        .map(|operator| operator.word)
        .collect();
    Message::new("policy-operators-for").with("type", ty_message(ty)).with("operators", words.join(", "))
}
