//! How long answers take, in steps: what a picture of answer times is made of.

use super::measure::{Answer, Cases, ClinicCases, Measure, Question};
use super::measured::AnswerTimes;
use super::span::{TimeSpan, TimeUnit};

/// The steps in which the answers of a policy's measure are told apart, and the measure itself. Each step is asked of the
/// case log as a measure that differs from it in nothing but the time, so the picture and the verdict agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// Which of the policies' measures.
    measure: usize,
    /// The times, ascending; the measure's own is one of them.
    times: Vec<TimeSpan>,
}

impl Ladder {
    /// The steps of the first measure that asks for the share of cases answered within a time.
    #[must_use]
    pub fn of(measures: &[Measure]) -> Option<Self> {
        let asks = |measure: &Measure| {
            measure.question == Question::ShareOf(Cases::Answered)
                && measure.channel.is_none()
                && measure.older_than.is_none()
        };
        let (measure, limit) =
            measures.iter().enumerate().find_map(|(ix, one)| Some((ix, one.within.filter(|_| asks(one))?)))?;
        let mut times = steps(limit.unit);
        if !times.contains(&limit) {
            times.push(limit);
            times.sort_by_key(|time| time.weight());
        }
        Some(Self { measure, times })
    }

    /// Which of the policies' measures is told of in more detail.
    #[must_use]
    pub fn measure(&self) -> usize {
        self.measure
    }

    /// The measures of the policies, and behind them one for each step.
    #[must_use]
    pub fn asked(&self, measures: &[Measure]) -> Vec<Measure> {
        let steps = self.times.iter().map(|time| Measure { within: Some(*time), ..measures[self.measure].clone() });
        measures.iter().cloned().chain(steps).collect()
    }

    /// What the clinics' answers to the steps add up to; none where no log was believed or no case answered.
    pub fn climbed<'c>(
        &self,
        measures: &[Measure],
        clinics: impl Iterator<Item = &'c ClinicCases>,
    ) -> Option<AnswerTimes> {
        let measure = &measures[self.measure];
        let mut times = AnswerTimes {
            measure: format!("measure.{}", measure.name).into(),
            limit: measure.within?,
            over: measure.over,
            within: self.times.iter().map(|time| (*time, 0)).collect(),
            answers: 0,
            clinics: 0,
        };
        for cases in clinics {
            let mut answers = 0;
            for ((_, within), answer) in times.within.iter_mut().zip(&cases.steps) {
                if let Answer::Share { part, of } = answer {
                    *within += part;
                    answers = *of;
                }
            }
            times.answers += answers;
            times.clinics += u32::from(answers > 0);
        }
        (times.answers > 0).then_some(times)
    }
}

/// Times of one kind, so that what came within one came within those after it too.
fn steps(unit: TimeUnit) -> Vec<TimeSpan> {
    use TimeUnit::{Days, Hours, Minutes, Months, SameWorkingDay, WorkingDays, WorkingHours, WorkingMinutes, Years};
    let (unit, amounts): (TimeUnit, &[u32]) = match unit {
        WorkingMinutes | WorkingHours => (WorkingHours, &[1, 2, 4, 9, 18, 45]),
        WorkingDays | SameWorkingDay => (WorkingDays, &[1, 2, 3, 5, 10]),
        Minutes | Hours => (Hours, &[1, 4, 24, 48, 72, 168]),
        Days | Months | Years => (Days, &[1, 2, 3, 7, 14, 30]),
    };
    let same_day = (unit == WorkingDays).then_some(TimeSpan { amount: 0, unit: SameWorkingDay });
    same_day.into_iter().chain(amounts.iter().map(|amount| TimeSpan { amount: *amount, unit })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::measure::CaseTerms;

    fn measure(name: &str, question: Question, within: Option<&str>) -> Measure {
        Measure {
            name: name.into(),
            question,
            within: within.map(|text| TimeSpan::parse(text).expect("a length of time")),
            older_than: None,
            channel: None,
            over: None,
            terms: CaseTerms::default(),
        }
    }

    #[test]
    fn the_steps_are_those_of_the_first_measure_that_asks_how_fast() {
        let share = Question::ShareOf(Cases::Answered);
        let count = measure("roda", Question::CountOf(Cases::Answered), Some("1 working day"));
        assert_eq!(Ladder::of(&[count.clone(), measure("digitalt", share, None)]), None);
        for (limit, steps) in [
            (
                "1 working day",
                "same working day, 1 working day, 2 working days, 3 working days, 5 working days, 10 working days",
            ),
            (
                "2 working hours",
                "1 working hour, 2 working hours, 4 working hours, 9 working hours, 18 working hours, 45 working hours",
            ),
            (
                "4 working days",
                "same working day, 1 working day, 2 working days, 3 working days, 4 working days, 5 working days, 10 working days",
            ),
            ("36 hours", "1 hour, 4 hours, 24 hours, 36 hours, 48 hours, 72 hours, 168 hours"),
        ] {
            let measures = [count.clone(), measure("i_tid", share, Some(limit))];
            let ladder = Ladder::of(&measures).expect("one asks");
            let times: Vec<String> = ladder.times.iter().map(ToString::to_string).collect();
            assert_eq!(times.join(", "), steps);
            assert_eq!(ladder.asked(&measures).len(), 2 + times.len());
        }
    }

    #[test]
    fn clinics_add_up_and_no_answer_is_no_picture() {
        let measures = [measure("i_tid", Question::ShareOf(Cases::Answered), Some("1 working day"))];
        let ladder = Ladder::of(&measures).expect("it asks");
        let cases = |parts: &[u64], of| ClinicCases {
            steps: parts.iter().map(|part| Answer::Share { part: *part, of }).collect(),
            ..ClinicCases::default()
        };
        let clinics = [cases(&[1, 3, 4, 4, 5, 5], 6), cases(&[], 0), cases(&[2, 2, 2, 2, 2, 2], 2)];
        let times = ladder.climbed(&measures, clinics.iter()).expect("there are answers");
        assert_eq!(times.within.iter().map(|(_, answers)| *answers).collect::<Vec<_>>(), [3, 5, 6, 6, 7, 7]);
        assert_eq!((times.answers, times.clinics, &*times.measure), (8, 2, "measure.i_tid"));
        assert_eq!(ladder.climbed(&measures, [cases(&[0; 6], 0)].iter()), None);
    }
}
