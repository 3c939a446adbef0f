//! `none_of`: equal to none of several values.

use super::{Operator, member};

pub(super) static OPERATOR: Operator =
    Operator { word: "none_of", operand: super::several, judge: |found, operand, _| !member(found, operand) };
