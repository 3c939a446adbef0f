//! `is_not`: not equal to one value.

use super::{Operator, equals};

pub(super) static OPERATOR: Operator =
    Operator { word: "is_not", operand: super::one, judge: |found, operand, today| !equals(found, operand, today) };
