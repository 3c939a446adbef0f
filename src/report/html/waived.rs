//! What somebody has decided to live with.

use askama::Template;

use super::view::View;
use crate::report::digest::broken::cited;
use crate::report::digest::reasons::named;
use crate::report::words::Words;
use crate::text::Message;

/// Clinics that are named for a rule.
const NAMES: usize = 40;

/// The section.
#[derive(Template)]
#[template(path = "waived.html")]
pub(super) struct Waived<'r> {
    words: &'r Words,
    lead: String,
    rules: Vec<Rule>,
}

struct Rule {
    title: String,
    cited: String,
    whom: Vec<String>,
}

impl<'r> Waived<'r> {
    pub(super) fn of(view: &View<'_, 'r>) -> Option<Self> {
        let (digest, words) = (view.digest, view.words);
        let total: usize = digest.rules.iter().map(|of_rule| of_rule.waived.len()).sum();
        let rules = digest.run.rules.iter().zip(&digest.rules).filter(|(_, of_rule)| !of_rule.waived.is_empty());
        let rules: Vec<Rule> = rules
            .map(|(info, of_rule)| Rule {
                title: words.both(&info.title),
                cited: cited(info),
                whom: named(of_rule.waived.iter().map(|finding| digest.whom(finding)), NAMES, |more| {
                    words.count("report-more", more)
                }),
            })
            .collect();
        let total = super::number(total);
        let lead = Message::new("html-waived-lead")
            .with("count", total)
            .with("number", words.number(total))
            .with("waivers", words.count("html-waivers", digest.run.coverage.waivers_in_force));
        (total > 0).then(|| Self { words, lead: words.say(&lead), rules })
    }
}
