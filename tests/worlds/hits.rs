//! What one rule said of one world, in lines that a person compares.

use std::fmt::Write as _;

use riktlinje::model::case_type::Vocabulary as _;
use riktlinje::model::finding::Finding;
use riktlinje::model::outcome::{Disposition, Outcome};

use super::world::World;

/// The hits of one rule in one world.
pub(crate) struct Hits {
    /// Counts, then a line a finding.
    pub(crate) text: String,
    /// Whether some clinic, waived or not, breaks the rule.
    pub(crate) fails: bool,
}

pub(crate) fn of(world: &World, rule: usize) -> Hits {
    let run = &world.run;
    let count = |wanted| run.clinics.iter().filter(|clinic| clinic.outcomes[rule] == wanted).count();
    let mut text = format!(
        "{}: {} fail, {} unknown, {} pass, {} not applicable\n",
        world.name,
        count(Outcome::Fail),
        count(Outcome::Unknown),
        count(Outcome::Pass),
        count(Outcome::NotApplicable)
    );
    let findings = run.findings.iter().filter(|finding| usize::from(finding.rule.0) == rule);
    for finding in findings {
        writeln!(text, "  {}", line(finding, world)).expect("a String takes what is written");
    }
    Hits { text, fails: count(Outcome::Fail) > 0 }
}

fn line(finding: &Finding, world: &World) -> String {
    let mut line = finding.outcome.key().to_owned();
    if finding.disposition != Disposition::Open {
        write!(line, " ({})", finding.disposition.key()).expect("a String takes what is written");
    }
    match &finding.clinic {
        Some(id) => {
            let name = world.run.clinics.iter().find(|clinic| clinic.hsa_id == *id).map_or("", |clinic| &*clinic.name);
            write!(line, " {id} {name}")
        }
        None => write!(line, " {} clinics", finding.clinics),
    }
    .expect("a String takes what is written");
    if let Some(item) = &finding.item {
        write!(line, " [{}]", item.id).expect("a String takes what is written");
    }
    for settlement in &finding.settled_by {
        let (missing, source) = (settlement.missing.key(), settlement.source.key());
        write!(line, " {}: {missing} ({source})", settlement.fact).expect("a String takes what is written");
    }
    line
}
