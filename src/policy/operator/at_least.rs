//! `at_least`: not less than a number, a share or a length of time.

use std::cmp::Ordering;

use super::{Operator, order};

pub(super) static OPERATOR: Operator = Operator {
    word: "at_least",
    operand: super::size,
    judge: |found, operand, today| order(found, operand, today, Ordering::is_ge),
};
