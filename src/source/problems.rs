//! Collects what is wrong with a file, in bounded memory.

use super::columns::Resolved;
use crate::model::place::{Place, RecordRef, Step};
use crate::model::source::{Problem, ProblemLevel};
use crate::text::{Arg, Message};

/// How many problems with the same sentence are kept of a file; the rest are counted.
const KEPT_OF_A_KIND: u64 = 200;

/// The problems of one file.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    kept: Vec<Problem>,
    /// The first of each sentence and level, and how many there were.
    counts: Vec<(Message, ProblemLevel, u64)>,
    last: Option<RecordRef>,
}

impl Problems {
    /// Worth knowing; nothing was lost.
    pub(crate) fn note(&mut self, place: Place, message: Message) {
        self.push(Problem { level: ProblemLevel::Note, place, message, advice: None });
    }

    /// A value could not be read.
    pub(crate) fn warning(&mut self, place: Place, message: Message, advice: Message) {
        self.push(Problem::warning(place, message, advice));
    }

    /// A record was left out.
    pub(crate) fn error(&mut self, place: Place, message: Message, advice: Message) {
        self.push(Problem { level: ProblemLevel::Error, place, message, advice: Some(advice) });
    }

    /// Adds a problem as it is.
    pub(crate) fn push(&mut self, problem: Problem) {
        self.last = Some(problem.place.record);
        let same = |(first, level, _): &&mut (Message, ProblemLevel, u64)| {
            first.key == problem.message.key && *level == problem.level
        };
        let count = match self.counts.iter_mut().find(same) {
            Some((_, _, count)) => {
                *count += 1;
                *count
            }
            None => {
                self.counts.push((problem.message.clone(), problem.level, 1));
                1
            }
        };
        if count <= KEPT_OF_A_KIND {
            self.kept.push(problem);
        }
    }

    /// Adds those of a later part of the same file, which a thread of its own has decoded.
    pub(crate) fn absorb(&mut self, later: Self) {
        let mut uncounted = later.counts;
        for problem in later.kept {
            let of_its_kind = |(first, level, _): &&mut (Message, ProblemLevel, u64)| {
                first.key == problem.message.key && *level == problem.level
            };
            if let Some((_, _, count)) = uncounted.iter_mut().find(of_its_kind) {
                *count -= 1;
            }
            self.push(problem);
        }
        for (first, level, count) in uncounted.into_iter().filter(|(.., count)| *count > 0) {
            let same = |(known, at, _): &&mut (Message, ProblemLevel, u64)| known.key == first.key && *at == level;
            if let Some((_, _, known)) = self.counts.iter_mut().find(same) {
                *known += count;
            }
        }
    }

    /// Calls fields by the headings of the table that they stand in, which is what its reader knows them by.
    pub(crate) fn by_heading(&mut self, columns: &Resolved) {
        for Problem { place, message, advice, .. } in &mut self.kept {
            // The state of a case type may stand in a column that is named after it.
            let named = place.route.iter().rev().find_map(|step| match step {
                Step::Named(name) if columns.named.iter().any(|named| named.written == *name) => Some(&**name),
                _ => None,
            });
            for message in [Some(message), advice.as_mut()].into_iter().flatten() {
                call_fields(message, |field| columns.heading(field).or(named));
            }
        }
        for (first, ..) in &mut self.counts {
            call_fields(first, |field| columns.heading(field));
        }
    }

    /// All of them in the order of their records, and after them how many of each kind were only counted.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        self.kept.sort_by_key(|problem| (problem.place.record.file, problem.place.record.start));
        let Some(last) = self.last else { return self.kept };
        for (first, level, count) in self.counts {
            if count > KEPT_OF_A_KIND {
                let message = Message::new("source-more-problems").with("count", count - KEPT_OF_A_KIND);
                self.kept.push(Problem {
                    level,
                    place: Place::record(RecordRef::whole_file(last.file)),
                    message: message.with("first", first),
                    advice: None,
                });
            }
        }
        self.kept
    }
}

/// Gives the fields that a sentence speaks of other names, where there are such.
fn call_fields<'n>(message: &mut Message, called: impl Fn(&str) -> Option<&'n str>) {
    for (_, arg) in message.args.iter_mut().filter(|(name, _)| name == "field") {
        if let Arg::Text(field) = arg
            && let Some(name) = called(field)
        {
            *field = name.into();
        }
    }
}
