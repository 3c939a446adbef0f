//! `matches`: the whole of a code or name matches a pattern (a regular expression without look-around).

use super::{Operand, OperandType, Operator};
use crate::model::outcome::Truth;
use crate::policy::fact::{Datum, FactType};
use crate::policy::literal::Literal;

pub(super) static OPERATOR: Operator = Operator {
    word: "matches",
    operand: |ty| matches!(ty, FactType::Text).then_some(OperandType::Pattern),
    judge: |found, operand, _| match (found, operand) {
        (Datum::Text(text), Operand::Literal(Literal::Pattern(pattern))) => pattern.is_match(text).into(),
        _ => Truth::False,
    },
};
