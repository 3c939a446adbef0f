//! `contains_all`: a set has all of these. An empty list asks for nothing and is true.

use super::{Operator, contained, members};
use crate::model::outcome::Truth;

pub(super) static OPERATOR: Operator = Operator {
    word: "contains_all",
    operand: members,
    judge: |found, operand, _| contained(found, operand, Truth::True, Truth::and),
};
