//! `is`: equal to one value; what a bare value means.

use super::{Operator, equals};

pub(super) static OPERATOR: Operator =
    Operator { word: "is", operand: super::one, judge: |found, operand, today| equals(found, operand, today) };
