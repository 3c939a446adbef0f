//! `contains`: a set has this one.

use super::{OperandType, Operator, contained};
use crate::model::outcome::Truth;
use crate::policy::fact::FactType;

pub(super) static OPERATOR: Operator = Operator {
    word: "contains",
    operand: |ty| match ty {
        FactType::CaseTypes => Some(OperandType::CaseType),
        FactType::Words([]) => Some(OperandType::Text),
        FactType::Words(words) => Some(OperandType::Word(words)),
        _ => None,
    },
    judge: |found, operand, _| contained(found, operand, Truth::True, Truth::and),
};
