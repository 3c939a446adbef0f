//! `same_text_as`: a text equals the region's standard text, blanks, dashes and quotation marks and the clinic's own
//! name in its slot aside. Compared when the text was read.

use super::{Operand, OperandType, Operator};
use crate::model::outcome::Truth;
use crate::policy::fact::{Datum, FactType};

pub(super) static OPERATOR: Operator = Operator {
    word: "same_text_as",
    operand: |ty| matches!(ty, FactType::Prose).then_some(OperandType::FactOnly),
    judge: |found, operand, _| match (found, operand) {
        (Datum::Prose(texts), Operand::Fact(Datum::Standard)) => {
            texts.equals_standard.map_or(Truth::Unknown, Truth::from)
        }
        _ => Truth::False,
    },
};
