//! `exists`: the source has a value (`yes`), or says that there is none (`no`). Unknown is neither.

use super::{Operand, OperandType, Operator};
use crate::policy::literal::Literal;

pub(super) static OPERATOR: Operator = Operator {
    word: "exists",
    operand: |_| Some(OperandType::Bool),
    judge: |_, operand, _| matches!(operand, Operand::Literal(Literal::Bool(true))).into(),
};

/// What `exists` says is decided by [`Operator::judge_absent`] for an absent fact.
#[cfg(test)]
mod tests {
    use super::{Literal, OPERATOR, Operand};
    use crate::model::outcome::Truth;

    #[test]
    fn absence_is_an_answer() {
        let judge = |yes| OPERATOR.judge_absent(&Operand::Literal(&Literal::Bool(yes)));
        assert_eq!((judge(true), judge(false)), (Truth::False, Truth::True));
    }
}
