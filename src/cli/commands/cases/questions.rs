//! The questions behind the figures of a summary, and what the log's answers to them mean.

use super::yardstick::Yardstick;
use crate::model::case_log::{CaseGroup, Spread};
use crate::model::clinic::Channel;
use crate::model::finding::Missing;
use crate::model::measure::{Answer, Cases, Clock, Measure, Question, Reply};
use crate::model::source::SourceKind;
use crate::model::span::TimeSpan;
use crate::report::cases::{CHANNELS, Figures, Known, OwnMeasure, Times};

/// The questions, each at its index.
#[derive(Debug)]
pub(super) struct Questions {
    /// What the log is asked.
    pub(super) measures: Vec<Measure>,
    over: Option<TimeSpan>,
    /// The first of the policies' own.
    own: usize,
}

/// The figures that every summary has, in the order in which they are asked.
#[derive(Clone, Copy)]
enum Figure {
    Received,
    Answered,
    InTime,
    Open,
    Overdue,
    Undistributed,
    Unclosed,
    Interim,
    ClosedUnanswered,
}

impl Figure {
    const ALL: [Self; 9] = [
        Self::Received,
        Self::Answered,
        Self::InTime,
        Self::Open,
        Self::Overdue,
        Self::Undistributed,
        Self::Unclosed,
        Self::Interim,
        Self::ClosedUnanswered,
    ];
}

/// Which percentiles are shown; the hundredth is the longest.
const PERCENTILES: [u8; 3] = [50, 95, 100];
const CLOCKS: [Clock; 2] = [Clock::Working, Clock::Calendar];

impl Questions {
    /// The figures of every summary, then the policies' own measures that are not among them.
    pub(super) fn new(yardstick: &Yardstick, over: Option<TimeSpan>) -> Self {
        let limit = yardstick.limit();
        let blank = |question| Measure {
            name: Box::default(),
            question,
            within: None,
            older_than: None,
            channel: None,
            over,
            terms: limit.terms.clone(),
        };
        // What waits now is counted however old it is.
        let waiting = |cases, older_than| Measure { older_than, over: None, ..blank(Question::CountOf(cases)) };
        let mut measures: Vec<Measure> = Figure::ALL
            .map(|figure| match figure {
                Figure::Received => blank(Question::CountOf(Cases::Received)),
                Figure::Answered => blank(Question::CountOf(Cases::Answered)),
                Figure::InTime => Measure { within: Some(limit.within), ..blank(Question::ShareOf(Cases::Answered)) },
                Figure::Open => waiting(Cases::Open, None),
                Figure::Overdue => waiting(Cases::Unanswered, Some(limit.within)),
                Figure::Undistributed => waiting(Cases::Undistributed, Some(yardstick.undistributed)),
                Figure::Unclosed => waiting(Cases::AnsweredUnclosed, Some(yardstick.unclosed)),
                Figure::Interim => blank(Question::CountOf(Cases::Interim)),
                Figure::ClosedUnanswered => blank(Question::CountOf(Cases::ClosedUnanswered)),
            })
            .into();
        let through =
            |channel: Channel| Measure { channel: Some(channel), ..blank(Question::ShareOf(Cases::Answered)) };
        measures.extend(CHANNELS.map(through));
        // Of the whole log the reader keeps how times spread; of a part of it they are asked for one by one.
        if over.is_some() {
            let of = |clock| PERCENTILES.map(|percent| blank(Question::PercentileOf(Cases::Answered, percent, clock)));
            measures.extend(CLOCKS.into_iter().flat_map(of));
        }
        let own = measures.len();
        let nameless = |measure: &Measure| Measure { name: Box::default(), ..measure.clone() };
        let others: Vec<Measure> =
            yardstick.measures().iter().filter(|measure| !measures.contains(&nameless(measure))).cloned().collect();
        measures.extend(others);
        Self { measures, over, own }
    }

    /// The policies' own measures, with what each is called.
    pub(super) fn own<'q>(&'q self, yardstick: &'q Yardstick) -> Vec<OwnMeasure<'q>> {
        let title = |measure: &Measure| yardstick.policy_of(&measure.name).and_then(|(_, title)| title);
        self.measures[self.own..].iter().map(|measure| OwnMeasure { measure, title: title(measure) }).collect()
    }

    /// A group without a case.
    pub(super) fn no_cases(&self) -> CaseGroup {
        CaseGroup {
            clinic: None,
            case_type: None,
            month: None,
            received: 0,
            replies: self.measures.iter().map(|measure| Reply::of_no_cases(measure.question)).collect(),
            working: None,
            clock: None,
            oldest: None,
        }
    }

    /// The figures of a group.
    pub(super) fn figures(&self, group: &CaseGroup) -> Figures {
        let answer = |index: usize| answer(group.replies.get(index));
        let count = |figure: Figure| match answer(figure as usize)? {
            Answer::Count(count) => Ok(count),
            Answer::Share { .. } | Answer::Time { .. } => Err(NONE),
        };
        let share = |index: usize| match answer(index)? {
            Answer::Share { part, of } => Ok((part, of)),
            Answer::Count(_) | Answer::Time { .. } => Err(NONE),
        };
        let channels = Figure::ALL.len();
        let in_time = share(Figure::InTime as usize);
        let times = |spread: Option<Spread>, clock: usize| match self.over {
            None => spread.map(|Spread { median, p95, longest, .. }| Times { median, p95, longest }),
            Some(_) => {
                let first = channels + CHANNELS.len() + clock * PERCENTILES.len();
                let minutes = |index: usize| match answer(first + index) {
                    Ok(Answer::Time { span, .. }) => Some(span.amount),
                    _ => None,
                };
                Some(Times { median: minutes(0)?, p95: minutes(1)?, longest: minutes(2)? })
            }
        };
        Figures {
            received: count(Figure::Received).unwrap_or(group.received),
            answered: count(Figure::Answered),
            in_time,
            working: times(group.working, 0).filter(|_| in_time.is_ok()),
            clock: times(group.clock, 1).filter(|_| in_time.is_ok()),
            open: count(Figure::Open),
            overdue: count(Figure::Overdue),
            oldest: group.oldest,
            undistributed: count(Figure::Undistributed),
            unclosed: count(Figure::Unclosed),
            interim: count(Figure::Interim),
            closed_unanswered: count(Figure::ClosedUnanswered),
            channels: std::array::from_fn(|channel| share(channels + channel)),
            own: (self.own..self.measures.len()).map(answer).collect(),
        }
    }
}

/// A reply that the log does not have.
const NONE: Missing = Missing::NoRecord(SourceKind::Cases);

fn answer(reply: Option<&Reply>) -> Known<Answer> {
    reply.map_or(Err(NONE), |reply| reply.answer)
}
