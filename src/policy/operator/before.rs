//! `before`: earlier than a day.

use std::cmp::Ordering;

use super::{OperandType, Operator, order};
use crate::policy::fact::FactType;

pub(super) static OPERATOR: Operator = Operator {
    word: "before",
    operand: |ty| matches!(ty, FactType::Date).then_some(OperandType::Date),
    judge: |found, operand, today| order(found, operand, today, Ordering::is_lt),
};
