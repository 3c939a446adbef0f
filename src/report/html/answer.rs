//! The answer: how many clinics follow the guideline, what is broken most, what to do first and by whom.

use askama::Template;

use super::bar::{Part, parts};
use crate::report::digest::answer::{self, FIRST, change};
use crate::report::digest::{Digest, Standing};
use crate::report::mark::Mark;
use crate::report::words::{Words, capitalised};
use crate::text::Message;

/// The section.
#[derive(Template)]
#[template(path = "answer.html")]
pub(super) struct Answer<'r> {
    words: &'r Words,
    as_of: String,
    policies: Vec<Policy>,
    headline: String,
    /// A bar of all clinics.
    bar: Vec<Part>,
    standings: Vec<Stands>,
    of: String,
    population: Vec<String>,
    most_broken: Vec<Broken>,
    first: Vec<First>,
    is_judged: bool,
}

struct Policy {
    title: String,
    edition: String,
    decided: Option<String>,
}

struct Stands {
    mark: Mark,
    count: String,
    text: String,
}

/// A rule that many clinics break.
struct Broken {
    mark: Mark,
    severity: String,
    count: String,
    title: String,
    clauses: String,
    rule: u16,
    bar: Vec<Part>,
}

/// Something to do first.
struct First {
    who: String,
    at: String,
    what: String,
}

impl<'r> Answer<'r> {
    pub(super) fn of(digest: &Digest<'r>) -> Self {
        let (run, words) = (digest.run, digest.words);
        let summary = &run.summary;
        let standings = answer::standings(summary);
        let stands = |(standing, count): (Standing, u32)| Stands {
            mark: standing.into(),
            count: words.number(count.into()),
            text: words.say(&Message::new(standing.key()).with("count", count)),
        };
        let most_broken = summary.most_broken.iter().take(FIRST).filter_map(|(rule, clinics)| {
            let info = digest.info(*rule)?;
            Some(Broken {
                mark: info.severity.into(),
                severity: capitalised(&words.severity(info.severity)),
                count: words.count("report-clinics", *clinics),
                title: words.both(&info.title),
                clauses: info.clauses.join(", "),
                rule: rule.0,
                bar: parts([(info.severity.into(), u64::from(*clinics))], summary.clinics.into()),
            })
        });
        let first = summary.first_actions.iter().take(FIRST).filter_map(|action| {
            let info = digest.info(action.rule)?;
            Some(First {
                who: capitalised(&words.role(&action.who)),
                at: words.count("report-at-clinics", action.clinics),
                what: change(digest, action, info),
            })
        });
        let counted = standings.iter().map(|(standing, count)| (Mark::from(*standing), u64::from(*count)));
        Self {
            words,
            as_of: words.say(&Message::new("html-as-of").with("date", run.as_of.date_naive())),
            policies: policies(digest),
            headline: answer::headline(summary, words),
            bar: parts(counted, summary.clinics.into()),
            standings: standings.into_iter().map(stands).collect(),
            of: words.count("html-of-clinics", summary.clinics),
            population: answer::population(run, words),
            most_broken: most_broken.collect(),
            first: first.collect(),
            is_judged: summary.clinics > 0,
        }
    }
}

fn policies(digest: &Digest<'_>) -> Vec<Policy> {
    let words = digest.words;
    let policy = |policy: &crate::model::run::PolicyInfo| {
        let edition = Message::new("html-policy").with("policy", &*policy.id).with("edition", &*policy.edition);
        let decided = policy.decided.map(|date| {
            words.say(&Message::new("html-policy-decided").with("document", &*policy.source).with("date", date))
        });
        Policy { title: words.both(&policy.title), edition: words.say(&edition), decided }
    };
    digest.run.policies.iter().map(policy).collect()
}
