//! `older_than`: further back than a length of calendar time, counted from the run's day.

use super::{Operand, Operator};
use crate::model::outcome::Truth;
use crate::policy::fact::Datum;
use crate::policy::literal::{Literal, before};

pub(super) static OPERATOR: Operator = Operator {
    word: "older_than",
    operand: super::age,
    judge: |found, operand, today| match (found, operand) {
        (Datum::Date(date), Operand::Literal(Literal::Span(span))) => {
            before(today, *span).is_some_and(|limit| *date < limit).into()
        }
        _ => Truth::False,
    },
};
