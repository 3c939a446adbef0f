//! Measures, ready to be asked of every case.
//!
//! Most cases are alike: received, answered in time, closed. So a case is not asked every measure's question; it is told which
//! [`Class`] it belongs to, and classes are counted. A class knows what each measure says of its cases, once for all of them.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::case::{Case, Moment};
use super::heading::Column;
use super::spelling::Mixed;
use super::swedish_time::{Instant, SwedishTime, as_time};
use super::work_clock::{Deadline, WorkClock};
use crate::model::clinic::Channel;
use crate::model::measure::{CaseTerms, Cases, Clock, Measure, Question};
use crate::model::span::{TimeSpan, TimeUnit};
use crate::model::working_days::Counting;

/// Everything that is asked of a case, each question once.
#[derive(Debug)]
pub(super) struct Questions<'q> {
    pub(super) asked: Vec<Asked<'q>>,
    tests: Vec<Test>,
    limits: Vec<(LimitOf, Deadline)>,
    /// The lengths of time that are kept.
    pub(super) lengths: Vec<Length>,
}

/// A measure, and which of the tests it consists of.
#[derive(Debug)]
pub(super) struct Asked<'q> {
    pub(super) measure: &'q Measure,
    /// Which states of a case it is about, a bit each.
    states: u16,
    window: Option<usize>,
    within: Option<usize>,
    older_than: Option<usize>,
    /// Which of the lengths it takes its percentile of.
    pub(super) length: Option<usize>,
}

/// What a measure says of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It is none of the cases that are asked about.
    Nothing,
    /// It is, and satisfies the conditions.
    Yes,
    /// It is, and does not.
    No,
    /// It is, and nobody can tell.
    Unclear,
}

/// A question to a case whose answer is yes or no.
#[derive(Debug)]
struct Test {
    asks: Asks,
    /// The states in which anybody wants to know.
    states: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    /// Whether it happened after an instant.
    After(Event, Instant),
    /// Whether it was answered within a limit; whether an interim reply counts.
    Within(usize, Interim),
    /// Whether more than a limit has passed since.
    OlderThan(usize, Event),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Received,
    Answered,
}

/// Whether an interim reply stops the clock.
pub(super) type Interim = bool;

/// A limit by what it was made from.
type LimitOf = (TimeSpan, Counting, usize);

/// A length of time of some cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    clock: Clock,
    /// Which clock of the plan.
    of: usize,
    interim: Interim,
    states: u16,
    window: Option<usize>,
}

/// The clocks, and the years that they lie in.
pub(super) type Tables<'t> = (&'t [WorkClock], &'t SwedishTime);

/// In which states a case can be: what has happened, a bit each.
const STATES: std::ops::Range<u16> = 0..16;
/// The bits that tell the channel, after those of the state.
const CHANNEL_BITS: usize = 3;
const STATE_BITS: usize = 4;

impl<'q> Questions<'q> {
    pub(super) fn new(measures: &'q [Measure], tables: Tables<'_>, now: Moment) -> Self {
        let mut all = Self { asked: Vec::new(), tests: Vec::new(), limits: Vec::new(), lengths: Vec::new() };
        for measure in measures {
            all.ask(measure, tables, now);
        }
        all
    }

    fn ask(&mut self, measure: &'q Measure, tables: Tables<'_>, now: Moment) {
        let (cases, terms) = (measure.question.cases(), &measure.terms);
        let interim = terms.interim_counts;
        let clock = clock_of(terms, tables);
        let states = STATES.filter(|state| is_about(cases, *state, interim)).fold(0, |all, state| all | 1 << state);
        let answered = |is: bool| if is { Event::Answered } else { Event::Received };
        let window = measure.over.map(|over| {
            let after = before(now.at, over, tables.1);
            self.test(Asks::After(answered(cases == Cases::Answered), after), states)
        });
        let (mut within, mut older_than, mut length) = (None, None, None);
        if let Question::PercentileOf(_, _, on) = measure.question {
            length = Some(self.length(Length { clock: on, of: clock, interim, states, window }));
        } else {
            within = measure.within.map(|span| {
                let limit = self.limit((span, terms.counting, clock), tables);
                self.test(Asks::Within(limit, interim), states)
            });
            older_than = measure.older_than.map(|span| {
                let limit = self.limit((span, terms.counting, clock), tables);
                self.test(Asks::OlderThan(limit, answered(cases == Cases::AnsweredUnclosed)), states)
            });
        }
        self.asked.push(Asked { measure, states, window, within, older_than, length });
    }

    /// Keeps the time to the answer of every answered case, by the first clock and by the calendar.
    pub(super) fn keep_spread(&mut self) -> [usize; 2] {
        let states = STATES.filter(|state| is_about(Cases::Answered, *state, false)).fold(0, |all, s| all | 1 << s);
        [Clock::Working, Clock::Calendar]
            .map(|clock| self.length(Length { clock, of: 0, interim: false, states, window: None }))
    }

    fn test(&mut self, asks: Asks, states: u16) -> usize {
        let at = self.tests.iter().position(|test| test.asks == asks).unwrap_or_else(|| {
            self.tests.push(Test { asks, states: 0 });
            self.tests.len() - 1
        });
        self.tests[at].states |= states;
        at
    }

    fn limit(&mut self, of: LimitOf, (clocks, time): Tables<'_>) -> usize {
        self.limits.iter().position(|(known, _)| *known == of).unwrap_or_else(|| {
            self.limits.push((of, Deadline::new((of.0, of.1), &clocks[of.2], time)));
            self.limits.len() - 1
        })
    }

    fn length(&mut self, length: Length) -> usize {
        self.lengths.iter().position(|known| *known == length).unwrap_or_else(|| {
            self.lengths.push(length);
            self.lengths.len() - 1
        })
    }

    /// How long it took, in seconds.
    #[inline]
    pub(super) fn took(&self, length: usize, case: &Case, (clocks, _): Tables<'_>) -> u32 {
        let length = &self.lengths[length];
        let stop = case.stop(length.interim);
        match length.clock {
            Clock::Working => clocks[length.of].between(case.received, stop),
            Clock::Calendar => stop.at - case.received.at,
        }
    }

    #[inline]
    fn passes(&self, asks: Asks, (case, now): (&Case, Instant), (clocks, time): Tables<'_>) -> bool {
        let when = |event: Event| if event == Event::Answered { case.answered } else { case.received };
        let due = |limit: usize, from| {
            let ((_, _, clock), deadline) = &self.limits[limit];
            deadline.of(from, (&clocks[*clock], time))
        };
        match asks {
            Asks::After(event, after) => when(event).at > after,
            Asks::Within(limit, interim) => case.stop(interim).at <= due(limit, case.received),
            Asks::OlderThan(limit, event) => due(limit, when(event)) < now,
        }
    }
}

impl Asked<'_> {
    /// What it says of every case of a class.
    fn says(&self, class: &[u64]) -> Says {
        let passes = |test: Option<usize>| test.is_none_or(|test| bit(class, test));
        if self.states >> (class[0] & 0xF) & 1 == 0 || !passes(self.window) {
            return Says::Nothing;
        }
        if !passes(self.within) || !passes(self.older_than) {
            return Says::No;
        }
        let channel = class[0] >> STATE_BITS & 0b111;
        match self.measure.channel {
            Some(_) if channel == 0 => Says::Unclear,
            Some(wanted) if channel != number(wanted) => Says::No,
            _ => Says::Yes,
        }
    }

    /// Whether cases of which it says this are shown as examples.
    fn shows(&self, says: Says) -> bool {
        match self.measure.question {
            Question::CountOf(_) => says == Says::Yes,
            Question::ShareOf(_) => says == Says::No,
            Question::PercentileOf(..) => false,
        }
    }

    /// The columns without which it cannot be answered.
    pub(super) fn columns(&self) -> Vec<Column> {
        let mut columns = match self.measure.question.cases() {
            Cases::Received => Vec::new(),
            Cases::Open => vec![Column::Closed],
            Cases::Answered | Cases::Unanswered => vec![Column::Answered],
            Cases::Undistributed | Cases::DistributedUnanswered => vec![Column::Distributed, Column::Answered],
            Cases::AnsweredUnclosed | Cases::ClosedUnanswered => vec![Column::Answered, Column::Closed],
            Cases::Interim => vec![Column::Interim],
        };
        if self.measure.channel.is_some() {
            columns.push(Column::Channel);
        }
        columns
    }
}

/// Cases of which every measure says the same.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// Their state, channel and the tests that they pass.
    pub(super) bits: Box<[u64]>,
    /// What each measure says of them.
    pub(super) says: Box<[Says]>,
    /// The lengths of time that they count for.
    took: Box<[usize]>,
    /// The measures that show them as examples.
    shows: Box<[u32]>,
}

/// The classes that have been met.
#[derive(Debug)]
pub(super) struct Classes {
    pub(super) known: Vec<Class>,
    /// From all words but the last, as a number of their own, and the last.
    index: HashMap<(u32, u64), u32, BuildHasherDefault<Mixed>>,
    words: HashMap<(u32, u64), u32>,
    bits: Vec<u64>,
    /// The classes of the cases before, each at the one place where it can stand: most cases are alike.
    recent: [Option<(u64, u32)>; RECENT],
}

/// How many classes are remembered.
const RECENT: usize = 64;

/// Where a class is remembered.
#[inline]
fn place(word: u64) -> usize {
    (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - RECENT.ilog2())) as usize
}

impl Default for Classes {
    fn default() -> Self {
        let (known, index, words, bits) = Default::default();
        Self { known, index, words, bits, recent: [None; RECENT] }
    }
}

impl Classes {
    /// The class of a case.
    #[inline]
    pub(super) fn of(&mut self, case: &Case, questions: &Questions<'_>, (now, tables): (Instant, Tables<'_>)) -> u32 {
        let state = case.state();
        let mut word = u64::from(state) | case.channel.map_or(0, number) << STATE_BITS;
        let mut at = STATE_BITS + CHANNEL_BITS;
        self.bits.clear();
        for test in &questions.tests {
            if at == 64 {
                self.bits.push(word);
                (word, at) = (0, 0);
            }
            if test.states >> state & 1 == 1 {
                word |= u64::from(questions.passes(test.asks, (case, now), tables)) << at;
            }
            at += 1;
        }
        if self.bits.is_empty()
            && let Some((known, class)) = self.recent[place(word)]
            && known == word
        {
            return class;
        }
        self.find(word, questions)
    }

    fn find(&mut self, word: u64, questions: &Questions<'_>) -> u32 {
        let before = self.bits.iter().fold(0, |before, word| {
            let next = self.words.len() as u32 + 1;
            *self.words.entry((before, *word)).or_insert(next)
        });
        let class = match self.index.get(&(before, word)) {
            Some(class) => *class,
            None => self.add((before, word), questions),
        };
        if self.bits.is_empty() {
            self.recent[place(word)] = Some((word, class));
        }
        class
    }

    #[cold]
    fn add(&mut self, (before, word): (u32, u64), questions: &Questions<'_>) -> u32 {
        let bits: Box<[u64]> = self.bits.iter().copied().chain([word]).collect();
        let says: Box<[Says]> = questions.asked.iter().map(|asked| asked.says(&bits)).collect();
        let is_of = |length: &Length| {
            length.states >> (bits[0] & 0xF) & 1 == 1 && length.window.is_none_or(|test| bit(&bits, test))
        };
        let took = questions.lengths.iter().enumerate().filter(|(_, length)| is_of(length)).map(|(at, _)| at).collect();
        let shows = (0..).zip(questions.asked.iter().zip(&says));
        let shows = shows.filter(|(_, (asked, says))| asked.shows(**says)).map(|(at, _)| at).collect();
        let class = self.known.len() as u32;
        self.known.push(Class { bits, says, took, shows });
        self.index.insert((before, word), class);
        class
    }

    /// The measures that show cases of a class as examples.
    #[inline]
    pub(super) fn shown_by(&self, class: u32) -> &[u32] {
        &self.known[class as usize].shows
    }

    /// The lengths of time that cases of a class count for.
    #[inline]
    pub(super) fn took(&self, class: u32) -> &[usize] {
        &self.known[class as usize].took
    }
}

/// Whether cases of a class pass a test.
fn bit(class: &[u64], test: usize) -> bool {
    let at = STATE_BITS + CHANNEL_BITS + test;
    class[at / 64] >> (at % 64) & 1 == 1
}

/// A channel as a number of three bits; 0 stands for none.
fn number(channel: Channel) -> u64 {
    match channel {
        Channel::Digital => 1,
        Channel::Phone => 2,
        Channel::Letter => 3,
        Channel::Visit => 4,
    }
}

/// Whether cases in a state are among those that are asked about.
fn is_about(cases: Cases, state: u16, interim_counts: Interim) -> bool {
    let has = |bit: u16| state & bit != 0;
    let is_unanswered = !(has(Case::ANSWERED) || has(Case::CLOSED) || interim_counts && has(Case::INTERIM));
    match cases {
        Cases::Received => true,
        Cases::Open => !has(Case::CLOSED),
        Cases::Answered => has(Case::ANSWERED),
        Cases::Undistributed => !has(Case::DISTRIBUTED) && is_unanswered,
        Cases::DistributedUnanswered => has(Case::DISTRIBUTED) && is_unanswered,
        Cases::Unanswered => is_unanswered,
        Cases::AnsweredUnclosed => has(Case::ANSWERED) && !has(Case::CLOSED),
        Cases::ClosedUnanswered => has(Case::CLOSED) && !has(Case::ANSWERED),
        Cases::Interim => has(Case::INTERIM),
    }
}

/// A length of calendar time before an instant.
fn before(now: Instant, span: TimeSpan, time: &SwedishTime) -> Instant {
    use chrono::{Days, Months};
    let at = as_time(now);
    let earlier = match span.unit {
        TimeUnit::Months => at.checked_sub_months(Months::new(span.amount)),
        TimeUnit::Years => span.amount.checked_mul(12).and_then(|months| at.checked_sub_months(Months::new(months))),
        TimeUnit::Days => at.checked_sub_days(Days::new(span.amount.into())),
        _ => Some(at - chrono::TimeDelta::minutes(i64::try_from(span.weight()).unwrap_or(i64::from(u32::MAX)))),
    };
    earlier.map_or(0, |earlier| time.near(earlier))
}

/// The clocks of several measures: one for each calendar.
pub(super) fn clocks<'t>(terms: impl Iterator<Item = &'t CaseTerms>, time: &SwedishTime) -> Vec<WorkClock> {
    let mut clocks: Vec<WorkClock> = Vec::new();
    for terms in terms {
        if clocks.iter().all(|clock| *clock.rules() != terms.calendar) {
            clocks.push(WorkClock::new(&terms.calendar, time));
        }
    }
    clocks
}

/// Which of the clocks goes by these terms.
pub(super) fn clock_of(terms: &CaseTerms, (clocks, _): Tables<'_>) -> usize {
    clocks.iter().position(|clock| *clock.rules() == terms.calendar).expect("there is one for all terms")
}
