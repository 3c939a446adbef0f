//! Remedies: the smallest change that satisfies the failed conditions, and who can make it.
//!
//! For case types the state decides: one that is not assigned must be handed out by the regional administration before
//! the local administrator can activate it.

use super::evidence::Witness;
use super::fact::{ClinicSubject, Fact, FactRef};
use super::judge::Hearing;
use super::literal::{Lexicon, Literal};
use super::rule::{Condition, Rule, Test};
use crate::model::case_type::{CaseTypeIx, CaseTypeState, TypeSet, Vocabulary as _};
use crate::model::clinic::ClinicStatus;
use crate::model::field::Field;
use crate::model::finding::{Remedy, RemedyStep};
use crate::model::outcome::Truth;
use crate::model::permission::PermissionState;
use crate::model::source::SourceKind;
use crate::model::value::Value;
use crate::text::{Arg, Message};

/// Hands out case types and activates clinics.
const REGION: &str = "regional_forvaltning";
/// Configures the clinic.
const LOCAL: &str = "lokal_administrator";

/// The remedy of a rule that a subject breaks.
#[must_use]
pub fn remedy<'s>(witness: Witness<'_, 's>, rule: &Rule, subject: &ClinicSubject<'s>) -> Option<Remedy> {
    let Witness { hearing, lexicon } = witness;
    let planner = Planner { hearing, lexicon, rule, subject };
    let changes = planner.mend(&rule.require)?;
    let who = changes.first()?.who.clone();
    Some(Remedy { who, changes })
}

struct Planner<'a, 's> {
    hearing: &'a Hearing<'a, ClinicSubject<'s>>,
    lexicon: &'a Lexicon<'a>,
    rule: &'a Rule,
    subject: &'a ClinicSubject<'s>,
}

impl Planner<'_, '_> {
    /// The changes that make a condition hold: all of what `all` lacks, the least of what `any` offers.
    fn mend(&self, condition: &Condition) -> Option<Vec<RemedyStep>> {
        if self.hearing.truth(condition, self.subject) == Truth::True {
            return Some(Vec::new());
        }
        match condition {
            Condition::Test(test) => self.mend_test(test),
            Condition::All(parts) => {
                let mut steps: Vec<RemedyStep> = Vec::new();
                for part in parts {
                    for step in self.mend(part)? {
                        if !steps.contains(&step) {
                            steps.push(step);
                        }
                    }
                }
                Some(steps)
            }
            Condition::Any(parts) => {
                let least = parts.iter().filter_map(|part| self.mend(part)).min_by_key(Vec::len)?;
                // Nobody is sent to sign that all is well where what was found says that it is not, and no setting changes
                // that: the rule's own advice speaks then.
                let only_signs = least.iter().all(|step| &*step.message.key == "remedy-attest");
                let is_denied = |part: &Condition| {
                    self.hearing.truth(part, self.subject) == Truth::False && self.mend(part).is_none()
                };
                (!only_signs || !parts.iter().any(is_denied)).then_some(least)
            }
            Condition::None(_) => None,
        }
    }

    fn mend_test(&self, test: &Test) -> Option<Vec<RemedyStep>> {
        let fact = self.hearing.read(test.fact, self.subject);
        let literal = self.hearing.literal(test, self.subject).ok();
        if let (Fact::Known(found), Some(literal)) = (&fact, literal)
            && test.path.starts_with("case_types.")
            && let Some(types) = found.types()
        {
            return match (literal, test.operator.word) {
                (Literal::Types(wanted), "contains_any") => wanted.iter().map(|ix| self.open(ix)).min_by_key(Vec::len),
                (Literal::Types(wanted), _) => {
                    // A type whose state is unknown may be open already: nobody is sent to open it.
                    let lacking = TypeSet(wanted.0 & !types.sure.0 & !types.maybe.0);
                    Some(lacking.iter().flat_map(|ix| self.open(ix)).collect())
                }
                (Literal::Count(_), "at_least") => Some(vec![step(LOCAL, Message::new("remedy-open-some"))]),
                _ => None,
            };
        }
        if test.path.as_ref() == "service.open_case_types" {
            return self.carry_service();
        }
        if let Some(steps) = self.decide(test) {
            return Some(steps);
        }
        let message = self.change(test, literal)?;
        let who = match test.path.as_ref() {
            "clinic.in_export" | "clinic.status" => REGION,
            _ => &self.rule.responsible,
        };
        Some(vec![step(who, message)])
    }

    /// What to do about a permission, and the command that writes it in the register where there is one.
    fn decide(&self, test: &Test) -> Option<Vec<RemedyStep>> {
        let FactRef::Table(ix) = test.fact else { return None };
        let (key, command) = match (ix.def().source, test.path.as_ref()) {
            // Somebody who is on no list may have changed employer or id: the advice says to find out first.
            (SourceKind::Staff, _) if test.operator.word != "exists" => {
                ("remedy-revoke", Some("revoke --reason slutat"))
            }
            (SourceKind::Absence, _) => ("remedy-pause", Some("pause --reason ledighet")),
            (_, "permission.decision") => ("remedy-decide", Some("grant --reason anstalld")),
            (_, "decision.contradicted_for") => match self.subject.decided()? {
                PermissionState::Active => ("remedy-carry-out-active", None),
                PermissionState::Inactive => ("remedy-carry-out-inactive", None),
                _ => ("remedy-carry-out-ended", None),
            },
            _ => return None,
        };
        let mut steps = vec![step(&self.rule.responsible, Message::new(key))];
        if let (Some(command), Some((staff, role)), true) =
            (command, self.subject.holder(), self.subject.keeps_register())
        {
            let (verb, reason) = command.split_once(' ').unwrap_or((command, ""));
            let clinic = &self.subject.clinic().hsa_id;
            let role = role.key();
            let text = format!("riktlinje permission {verb} --staff {staff} --clinic {clinic} --role {role} {reason}");
            steps.push(step(&self.rule.responsible, Message::new("remedy-run").with("command", text)));
        }
        Some(steps)
    }

    /// The change that satisfies a test, as a sentence. Nothing is said of facts that are not there to be changed:
    /// what a clinic declares, what its cases show. The rule's own advice speaks then.
    fn change(&self, test: &Test, literal: Option<&Literal>) -> Option<Message> {
        let known = match (test.path.as_ref(), literal) {
            ("clinic.in_export", _) => Some("remedy-add-clinic"),
            // A closed clinic is not opened by whoever reads a report: the list or the closing is wrong.
            ("clinic.status", Some(_)) if self.is_closed() => return None,
            ("clinic.status", Some(Literal::Word(word))) if **word == *"active" => Some("remedy-activate-clinic"),
            ("clinic.open_to_whole_country", Some(Literal::Bool(true))) => Some("remedy-whole-country"),
            ("case_type.texts.asks_patient_to_phone", _) => Some("remedy-rewrite-phone"),
            ("case_type.texts.placeholder_left", _) => Some("remedy-replace-placeholder"),
            _ => None,
        };
        if let Some(key) = known {
            return Some(Message::new(key));
        }
        let fact = self.hearing.judge.fact_message(test.fact, self.lexicon.needs);
        let value = || literal.map(|literal| value_arg(&literal.value(self.lexicon, self.hearing.judge.today)));
        let source = match test.fact {
            FactRef::Table(ix) => ix.def().source,
            FactRef::List(_) => SourceKind::Permissions,
            FactRef::Measure(_) | FactRef::CaseTypeMeasure(_) => SourceKind::Cases,
            FactRef::Attested(_) | FactRef::CaseTypeAttested(_) | FactRef::UserAttested(_) => SourceKind::Attestations,
        };
        match source {
            SourceKind::Attestations => return Some(Message::new("remedy-attest").with("fact", fact)),
            SourceKind::Exports | SourceKind::Permissions | SourceKind::Directory => {}
            _ => return None,
        }
        Some(match (test.operator.word, literal) {
            ("mentions_none", _) => Message::new("remedy-remove-words"),
            ("same_text_as", _) => Message::new("remedy-use-standard"),
            ("same_as", _) => Message::new("remedy-make-equal").with("fact", fact),
            ("exists", Some(Literal::Bool(true))) => Message::new("remedy-fill-in").with("fact", fact),
            ("at_most", Some(Literal::Span(_))) => Message::new("remedy-promise").with("value", value()?),
            ("at_least", _) => Message::new("remedy-at-least").with("fact", fact).with("value", value()?),
            ("at_most", _) => Message::new("remedy-at-most").with("fact", fact).with("value", value()?),
            ("is", Some(Literal::Bool(true))) => Message::new("remedy-make-true").with("fact", fact),
            ("is", Some(Literal::Bool(false))) => Message::new("remedy-make-false").with("fact", fact),
            ("is", Some(_)) => Message::new("remedy-set").with("fact", fact).with("value", value()?),
            ("contains" | "contains_all", Some(_)) => {
                Message::new("remedy-add").with("fact", fact).with("value", value()?)
            }
            _ => return None,
        })
    }

    fn is_closed(&self) -> bool {
        let unit = self.subject.clinic().export.as_ref();
        unit.is_some_and(|unit| unit.status == Field::Value(ClinicStatus::Closed))
    }

    /// What it takes to open one of the case types that carry the service.
    fn carry_service(&self) -> Option<Vec<RemedyStep>> {
        let item = self.subject.item()?;
        (0_u8..)
            .map(CaseTypeIx)
            .zip(&self.lexicon.needs.case_types)
            .filter(|(_, need)| need.service.as_deref() == Some(&*item.id))
            .map(|(ix, _)| self.open(ix))
            .min_by_key(Vec::len)
    }

    /// What it takes to open a case type to all patients.
    fn open(&self, ix: CaseTypeIx) -> Vec<RemedyStep> {
        let need = &self.lexicon.needs.case_types[usize::from(ix.0)];
        let unit = self.subject.clinic().export.as_ref();
        let held = unit
            .and_then(|unit| unit.case_types.value())
            .and_then(|types| types.iter().find(|record| record.ix == Some(ix)));
        let say = |key: &'static str| Message::new(key).with("type", need.name());
        let mut steps = Vec::with_capacity(1);
        let state = held.and_then(|record| record.state.value().copied());
        if matches!(state, None | Some(CaseTypeState::NotAssigned)) {
            steps.push(step(REGION, say("remedy-assign")));
        }
        if state != Some(CaseTypeState::Active) {
            steps.push(step(LOCAL, say("remedy-activate")));
        }
        if held.is_some_and(|record| record.restricted == Field::Value(true)) {
            steps.push(step(LOCAL, say("remedy-unrestrict")));
        }
        steps
    }
}

fn step(who: &str, message: Message) -> RemedyStep {
    RemedyStep { who: who.into(), message }
}

/// A value as an argument of a sentence, in words where it has them.
#[must_use]
pub fn value_arg(value: &Value) -> Arg {
    let word = |text: &str| Arg::from(Message::word("word", text));
    match value {
        Value::Bool(yes) => Message::new(if *yes { "yes" } else { "no" }).into(),
        Value::Word(text) => word(text),
        Value::Names(names) => Arg::List(names.iter().map(|(_, name)| name.clone().into()).collect()),
        Value::Date(date) => Arg::Date(*date),
        Value::Count(count) => Arg::Count(*count),
        Value::Span(span) => {
            let key = span.unit.message_key();
            Message::new(key).with("count", span.amount).with("number", span.amount).into()
        }
        other => Arg::Text(other.plain().into()),
    }
}
