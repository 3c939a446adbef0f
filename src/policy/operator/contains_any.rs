//! `contains_any`: a set has at least one of these.

use super::{Operator, contained, members};
use crate::model::outcome::Truth;

pub(super) static OPERATOR: Operator = Operator {
    word: "contains_any",
    operand: members,
    judge: |found, operand, _| contained(found, operand, Truth::False, Truth::or),
};
