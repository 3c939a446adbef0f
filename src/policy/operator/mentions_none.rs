//! `mentions_none`: a text has none of these words.

use super::{Operand, OperandType, Operator};
use crate::model::outcome::Truth;
use crate::policy::fact::{Datum, FactType};
use crate::policy::literal::Literal;

pub(super) static OPERATOR: Operator = Operator {
    word: "mentions_none",
    operand: |ty| matches!(ty, FactType::Prose).then_some(OperandType::Phrases),
    judge: |found, operand, _| {
        let seen = match found {
            Datum::Prose(texts) => texts.words,
            Datum::Texts(texts) => texts.words,
            _ => return Truth::False,
        };
        match operand {
            Operand::Literal(Literal::Phrases(bits, _)) => (seen & bits == 0).into(),
            _ => Truth::False,
        }
    },
};
