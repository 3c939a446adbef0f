//! `one_of`: equal to one of several values.

use super::{Operator, member};

pub(super) static OPERATOR: Operator =
    Operator { word: "one_of", operand: super::several, judge: |found, operand, _| member(found, operand) };
