//! `after`: later than a day; `after: today` is true of tomorrow, and of a last day that is still to come.

use std::cmp::Ordering;

use super::{OperandType, Operator, order};
use crate::policy::fact::FactType;

pub(super) static OPERATOR: Operator = Operator {
    word: "after",
    operand: |ty| matches!(ty, FactType::Date).then_some(OperandType::Date),
    judge: |found, operand, today| order(found, operand, today, Ordering::is_gt),
};
