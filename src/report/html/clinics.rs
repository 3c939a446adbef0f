//! Every clinic with its findings, worst first, and the controls that find one.

use std::io::{self, Write as _};

use askama::Template;

use super::finding::Shown;
use super::room::{Counted, FULL, SHORT};
use super::view::View;
use crate::model::finding::Finding;
use crate::report::alphabet::swedish;
use crate::report::digest::clinics::worst_first;
use crate::report::digest::{Standing, Tally};
use crate::report::escape::escape;
use crate::report::mark::Mark;
use crate::report::sheet::shortened;
use crate::report::words::{Words, capitalised};
use crate::text::Message;

/// Clinics without findings that are named.
const NAMED: usize = 2000;
/// Columns of a choice.
const CHOICE: usize = 60;

/// The beginning of the section, with the controls.
#[derive(Template)]
#[template(path = "filter.html")]
struct Filter<'r> {
    words: &'r Words,
    rules: String,
    shown: String,
    severities: Vec<(Mark, String)>,
    clauses: Vec<(usize, String)>,
    roles: Vec<(usize, String)>,
    standings: Vec<(Mark, String)>,
    is_compared: bool,
}

/// A clinic with findings.
#[derive(Template)]
#[template(path = "clinic.html")]
struct Clinic {
    ix: usize,
    mark: Mark,
    name: String,
    id: String,
    figures: Vec<(Mark, String)>,
    standing: String,
}

/// Clinics without findings, of one standing.
struct Clear {
    mark: Mark,
    heading: String,
    clinics: Vec<(usize, String, String)>,
    more: Option<String>,
}

/// What stands after the clinics with findings.
#[derive(Template)]
#[template(path = "clear.html")]
struct Rest<'r> {
    words: &'r Words,
    left_out: Vec<String>,
    clear: Vec<Clear>,
}

/// Writes the section. It is the longest one, so clinics are written one by one and never kept.
pub(super) fn write(view: &View<'_, '_>, page: &mut Counted<'_>) -> io::Result<()> {
    let words = view.words;
    Filter::of(view).write_into(page)?;
    let mut lines: Vec<_> = view.digest.run.clinics.iter().zip(view.digest.tallies.iter().copied()).collect();
    worst_first(&mut lines, usize::MAX, &swedish());
    let order = lines.iter().filter_map(|(clinic, tally)| Some((view.digest.position(&clinic.hsa_id)?, *tally)));
    let (with, clear): (Vec<_>, Vec<_>) = order.partition(|(clinic, _)| !view.of_clinic[*clinic].is_empty());

    page.write_all(b"<div id=\"list\">\n")?;
    let (mut short, mut left_out, mut findings) = (0_u64, 0_u64, 0);
    for (clinic, tally) in &with {
        let of_clinic = &view.of_clinic[*clinic];
        if page.written() >= SHORT {
            left_out += 1;
            findings += of_clinic.len();
            continue;
        }
        let is_short = page.written() >= FULL;
        short += u64::from(is_short);
        Clinic::of(view, *clinic, *tally).write_into(page)?;
        list(view, of_clinic, page)?;
        page.write_all(b"</details>\n")?;
    }
    common(view, page)?;
    page.write_all(b"</div>\n")?;

    let mut told = Vec::new();
    if short > 0 {
        told.push(words.count("html-short", short));
    }
    if left_out > 0 {
        let count = Message::new("html-left-out").with("count", left_out).with("number", words.number(left_out));
        told.push(words.say(&count.with("findings", words.count("html-findings", super::number(findings)))));
    }
    Rest { words, left_out: told, clear: without(view, &clear) }.write_into(page)
}

/// The findings of a clinic, as closely as there is room for.
fn list(view: &View<'_, '_>, findings: &[&Finding], page: &mut Counted<'_>) -> io::Result<()> {
    page.write_all(b"<ul class=\"found\">\n")?;
    for finding in findings {
        if page.written() < FULL {
            Shown::full(view, finding).write_into(page)?;
        } else {
            Shown::short(view, finding).write_into(page)?;
        }
    }
    page.write_all(b"</ul>\n")
}

/// Findings of no clinic: what every clinic lacks, waivers that do nothing.
fn common(view: &View<'_, '_>, page: &mut Counted<'_>) -> io::Result<()> {
    if view.common.is_empty() {
        return Ok(());
    }
    let mark = view.common.iter().map(|finding| Mark::of(view.digest, finding)).max().unwrap_or_default();
    let name = view.words.get("html-common");
    let (id, standing) = (String::new(), String::new());
    Clinic { ix: view.of_clinic.len(), mark, name, id, figures: figures(view, &view.common), standing }
        .write_into(page)?;
    list(view, &view.common, page)?;
    page.write_all(b"</details>\n")
}

impl<'r> Filter<'r> {
    fn of(view: &View<'_, 'r>) -> Self {
        let words = view.words;
        let shown = Message::new("html-shown").with("clinics", "%c").with("of", "%n").with("findings", "%f");
        let clauses = view.clauses.iter().enumerate();
        Self {
            words,
            rules: view.rules_for_filter(),
            shown: words.say(&shown),
            severities: [Mark::Error, Mark::Warning, Mark::Info, Mark::Unknown, Mark::Waived]
                .map(|mark| (mark, mark.word(words)))
                .into(),
            clauses: clauses
                .map(|(ix, clause)| {
                    let Some(name) = clause.name else { return (ix, words.get("html-clauses-rest")) };
                    let says = clause.says.map(|says| format!(" {}", words.both(says))).unwrap_or_default();
                    (ix, shortened(&format!("{}{says}", escape(name)), CHOICE))
                })
                .collect(),
            roles: view.roles.iter().map(|role| capitalised(&words.role(role))).enumerate().collect(),
            standings: [Standing::Breaking, Standing::Remarked, Standing::Unproven, Standing::Proven]
                .map(|standing| (standing.into(), said(words, standing)))
                .into(),
            is_compared: view.digest.run.comparison.is_some(),
        }
    }
}

impl Clinic {
    fn of(view: &View<'_, '_>, ix: usize, tally: Tally) -> Self {
        let clinic = &view.digest.run.clinics[ix];
        Self {
            ix,
            mark: tally.standing().into(),
            name: view.digest.clinic_name(&clinic.hsa_id),
            id: escape(clinic.hsa_id.as_str()).into_owned(),
            figures: figures(view, &view.of_clinic[ix]),
            standing: capitalised(&said(view.words, tally.standing())),
        }
    }
}

/// How many findings of each mark.
fn figures(view: &View<'_, '_>, findings: &[&Finding]) -> Vec<(Mark, String)> {
    let marks: Vec<Mark> = findings.iter().map(|finding| Mark::of(view.digest, finding)).collect();
    let count = |mark: Mark| super::number(marks.iter().filter(|one| **one == mark).count());
    Mark::ALL.into_iter().filter_map(|mark| Some((mark, mark.counted(view.words, count(mark))?))).collect()
}

fn said(words: &Words, standing: Standing) -> String {
    words.get(match standing {
        Standing::Breaking => "html-standing-breaking",
        Standing::Remarked => "html-standing-remarked",
        Standing::Unproven => "html-standing-unproven",
        Standing::Proven => "html-standing-proven",
    })
}

/// The clinics without findings, by how they stand.
fn without(view: &View<'_, '_>, clinics: &[(usize, Tally)]) -> Vec<Clear> {
    let words = view.words;
    let of = |mark: Mark, key: &'static str, is_one: &dyn Fn(&Tally) -> bool| {
        let those: Vec<usize> = clinics.iter().filter(|(_, tally)| is_one(tally)).map(|(clinic, _)| *clinic).collect();
        let more = those.len().saturating_sub(NAMED);
        let name = |ix: &usize| {
            let id = &view.digest.run.clinics[*ix].hsa_id;
            (*ix, view.digest.clinic_name(id), escape(id.as_str()).into_owned())
        };
        (!those.is_empty()).then(|| Clear {
            mark,
            heading: words.count(key, super::number(those.len())),
            clinics: those.iter().take(NAMED).map(name).collect(),
            more: (more > 0).then(|| words.count("html-clear-more", super::number(more))),
        })
    };
    [
        of(Mark::Unknown, "html-clear-unproven", &|tally| tally.bound && tally.standing() != Standing::Proven),
        of(Mark::Pass, "html-clear-proven", &|tally| tally.bound && tally.standing() == Standing::Proven),
        of(Mark::NotApplicable, "html-clear-unbound", &|tally| !tally.bound),
    ]
    .into_iter()
    .flatten()
    .collect()
}
