//! `none_of`: equal to none of several values; of several words, none is one of them.

use super::{Operator, contained, member};
use crate::model::outcome::Truth;
use crate::policy::fact::Datum;

pub(super) static OPERATOR: Operator = Operator {
    word: "none_of",
    operand: |ty| super::several(ty).or_else(|| super::words(ty)),
    judge: |found, operand, _| match found {
        Datum::Words(_) | Datum::SomeWords(_) => !contained(found, operand, Truth::False, Truth::or),
        _ => !member(found, operand),
    },
};
