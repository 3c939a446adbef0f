//! `cases overdue`: the cases that should have been answered.

use super::log::{Asked, LogRead, Wanted};
use super::yardstick::Yardstick;
use crate::case_log::{Grouping, Spreads};
use crate::cli::args::{CasesOverdueArgs, ListFormat};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::model::case_log::{CaseGroup, LateCase};
use crate::model::case_type::fold;
use crate::model::measure::{Answer, Cases, Measure, Question};
use crate::policy::problem::did_you_mean;
use crate::report::cases::{Distribution, OverdueGroup, OverduePage};
use crate::report::words::Words;
use crate::text::Message;

pub(super) fn run(args: &CasesOverdueArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let asked = Asked::new(&args.from, &args.limit, session)?;
    let measures = measures(&asked.yardstick);
    // Which cases are of a case type is seen when they have been read.
    let at_most = if args.case_type.is_empty() { args.at_most } else { usize::MAX };
    let by = [Grouping::CLINIC, Grouping::CLINIC_AND_TYPE];
    let wanted = Wanted { measures: &measures, by: &by, spread: Spreads::Left, late: Some(at_most) };
    let read = asked.read(wanted, session)?;
    let types = Types { written: &args.case_type, yardstick: &asked.yardstick };
    types.check(&read)?;
    let names = read.names();
    let groups = read.log.groups.iter().filter_map(|group| {
        let (clinic, case_type, count) = (group.clinic.as_ref()?, group.case_type.as_deref()?, count(group));
        (count > 0 && types.contains(case_type)).then_some(OverdueGroup { clinic, case_type, count })
    });
    let cases = read.log.late.iter().filter(|case: &&LateCase| types.contains(&case.case_type)).take(args.at_most);
    let told = read
        .log
        .groups
        .iter()
        .any(|group| matches!(group.replies.get(UNDISTRIBUTED), Some(reply) if reply.answer.is_ok()));
    let page = OverduePage {
        about: read.about(&asked.yardstick, &names),
        groups: groups.collect(),
        cases: cases.collect(),
        distribution: if told { Distribution::Told } else { Distribution::NotTold },
        marked: read.log.marked.filter(|_| args.case_type.is_empty()),
    };
    let words = Words::new(session.words.lang());
    match args.format {
        ListFormat::Table => session.lay_out(|sheet| page.table(&words, sheet))?,
        ListFormat::Csv => session.write_page(|_, out| page.csv(&words, out))?,
        ListFormat::Json => session.print(&page.json())?,
    }
    let found = if args.exit_code && page.count() > 0 { Exit::Findings } else { Exit::Done };
    Ok(found.or_worse(read.exit()))
}

/// How many are overdue, and whether the log tells of distribution at all.
fn measures(yardstick: &Yardstick) -> [Measure; 2] {
    let limit = yardstick.limit();
    let of = |cases| Measure {
        name: Box::default(),
        question: Question::CountOf(cases),
        within: None,
        older_than: Some(limit.within),
        channel: None,
        over: None,
        terms: limit.terms.clone(),
    };
    [of(Cases::Unanswered), of(Cases::Undistributed)]
}

const OVERDUE: usize = 0;
const UNDISTRIBUTED: usize = 1;

fn count(group: &CaseGroup) -> u64 {
    match group.replies.get(OVERDUE).map(|reply| reply.answer) {
        Some(Ok(Answer::Count(count))) => count,
        _ => 0,
    }
}

/// The case types that were asked for; none means all.
struct Types<'a> {
    written: &'a [String],
    yardstick: &'a Yardstick,
}

impl Types<'_> {
    fn contains(&self, case_type: &str) -> bool {
        self.written.is_empty() || self.written.iter().any(|written| self.is_same(written, case_type))
    }

    /// Whether two names mean the same: written alike, or names of one case type of the policies.
    fn is_same(&self, one: &str, other: &str) -> bool {
        let known = |name: &str| self.yardstick.needs().and_then(|needs| needs.case_type(name));
        fold(one) == fold(other) || known(one).is_some_and(|one| known(other) == Some(one))
    }

    /// A case type that the log does not have is most likely misspelt.
    fn check(&self, read: &LogRead) -> Result<(), CliError> {
        let logged =
            || read.log.groups.iter().filter_map(|group| group.case_type.as_deref()).filter(|name| !name.is_empty());
        match self.written.iter().find(|written| !logged().any(|name| self.is_same(written, name))) {
            None => Ok(()),
            Some(written) => {
                let message = Message::new("cases-no-such-type").with("case_type", written.as_str());
                let mut names: Vec<&str> = logged().collect();
                names.sort_unstable();
                names.dedup();
                let near = did_you_mean(written, names.iter().copied());
                let all = Message::new("cases-known-types").with("names", names.clone());
                let error = CliError::new(Exit::NoSuch.or_worse(read.exit()), message).hint_if(near);
                Err(if names.is_empty() || names.len() > 30 { error } else { error.hint(all) })
            }
        }
    }
}
