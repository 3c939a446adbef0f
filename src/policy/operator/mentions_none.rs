//! `mentions_none`: a text has none of these words.

use super::{Operand, OperandType, Operator};
use crate::model::outcome::Truth;
use crate::policy::fact::{Datum, FactType};
use crate::policy::literal::Literal;

pub(super) static OPERATOR: Operator = Operator {
    word: "mentions_none",
    operand: |ty| matches!(ty, FactType::Prose).then_some(OperandType::Phrases),
    judge: |found, operand, _| {
        let (seen, unseen) = match found {
            Datum::Prose(texts) => (texts.words, None),
            Datum::Texts(texts, unseen) => (texts.words, *unseen),
            _ => return Truth::False,
        };
        match operand {
            Operand::Literal(Literal::Phrases(bits, _)) if seen & bits == 0 && unseen.is_some() => Truth::Unknown,
            Operand::Literal(Literal::Phrases(bits, _)) => (seen & bits == 0).into(),
            _ => Truth::False,
        }
    },
};

#[cfg(test)]
mod tests {
    use super::{Datum, Literal, OPERATOR, Operand, Truth};
    use crate::model::clinic::TextFacts;
    use crate::model::finding::Missing;
    use crate::model::source::SourceKind::Exports;

    #[test]
    fn a_text_that_is_not_known_may_mention_the_word() {
        let judge = |words, unseen| {
            let found = Datum::Texts(TextFacts { words, ..TextFacts::default() }, unseen);
            OPERATOR.judge(&found, &Operand::Literal(&Literal::Phrases(1, Vec::new())), chrono::NaiveDate::MIN)
        };
        let unseen = Some(Missing::NotExported(Exports));
        assert_eq!([judge(0, None), judge(1, None)], [Truth::True, Truth::False]);
        assert_eq!([judge(0, unseen), judge(1, unseen)], [Truth::Unknown, Truth::False]);
    }
}
