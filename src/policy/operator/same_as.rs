//! `same_as`: equal to another fact. Names are compared without regard to case and blanks.

use super::{OperandType, Operator, equals};
use crate::policy::fact::FactType;

pub(super) static OPERATOR: Operator = Operator {
    word: "same_as",
    operand: |ty| {
        matches!(ty, FactType::Text | FactType::Word(_) | FactType::Bool | FactType::Date | FactType::Words(_))
            .then_some(OperandType::FactOnly)
    },
    judge: |found, operand, today| equals(found, operand, today),
};
