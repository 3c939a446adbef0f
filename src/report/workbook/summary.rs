//! The first sheet: the answer, what is broken most, what to do first, how far the audit reaches, and what the sheets hold.

use super::{Book, Cell, Look, Trouble};
use crate::model::outcome::Outcome;
use crate::report::beside;
use crate::report::digest::answer::{change, headline, population, standings};
use crate::report::digest::{Digest, sign};
use crate::report::words::capitalised;
use crate::text::Message;

/// Rules and actions that are told.
const FIRST: usize = 10;

/// Sign, text, detail, number, share.
const WIDTHS: [f64; 5] = [4.0, 84.0, 24.0, 20.0, 12.0];

pub(super) fn write(book: &mut Book, digest: &Digest<'_>) -> Result<(), Trouble> {
    let (run, words) = (digest.run, digest.words);
    let mut sheet = book.sheet(&words.get("workbook-summary"))?;
    sheet.widths(WIDTHS)?;
    let mut row = 0;
    for policy in &run.policies {
        sheet.say((row, 0), &words.both(&policy.title), Look::Title)?;
        let line = Message::new("report-policy").with("date", run.as_of.date_naive());
        let line = line.with("policy", &*policy.id).with("edition", &*policy.edition);
        sheet.say((row + 1, 0), &words.say(&line), Look::Faint)?;
        row += 2;
    }
    row += 1;
    sheet.say((row, 0), &headline(&run.summary, words), Look::Strong)?;
    for line in population(run, words) {
        row += 1;
        sheet.say((row, 0), &line, Look::Faint)?;
    }
    row += 2;
    let heading = |key, rest: [Option<&'static str>; 3]| {
        let rest = rest.map(|key| key.map(|key| words.get(key)).unwrap_or_default());
        [vec![String::new(), words.get(key)], rest.to_vec()].concat()
    };

    // How the clinics stand.
    let of = u64::from(run.summary.clinics);
    let head = heading("report-clinics-heading", [None, Some("workbook-count"), Some("workbook-share")]);
    let first = section(&mut sheet, &mut row, &head)?;
    for (standing, count) in standings(&run.summary) {
        let text = words.say(&Message::new(standing.key()).with("count", count));
        let cells = [standing.sign().0.into(), text.into(), Cell::Nothing, count.into(), Cell::share(count.into(), of)];
        line(&mut sheet, &mut row, &cells)?;
    }
    sheet.colour((first, row), 0)?;
    row += 1;

    changes(&mut sheet, &mut row, digest)?;
    if !run.summary.most_broken.is_empty() {
        let columns = [Some("findings-column-clause"), Some("findings-column-clinics"), Some("workbook-share")];
        let first = section(&mut sheet, &mut row, &heading("report-most-broken", columns))?;
        for (rule, clinics) in run.summary.most_broken.iter().take(FIRST) {
            let Some(info) = digest.info(*rule) else { continue };
            let title = words.both(&info.title);
            let share = Cell::share(u64::from(*clinics), of);
            let cells =
                [sign(info.severity).0.into(), title.into(), info.clauses.join(", ").into(), (*clinics).into(), share];
            line(&mut sheet, &mut row, &cells)?;
        }
        sheet.colour((first, row), 0)?;
        row += 1;
    }
    if !run.summary.first_actions.is_empty() {
        let columns = [Some("findings-column-who"), Some("findings-column-clinics"), None];
        section(&mut sheet, &mut row, &heading("report-first", columns))?;
        for (number, action) in (1_u32..).zip(run.summary.first_actions.iter().take(FIRST)) {
            let Some(info) = digest.info(action.rule) else { continue };
            let who = capitalised(&words.role(&action.who));
            let what = change(digest, action, info);
            let cells = [number.into(), what.into(), who.into(), action.clinics.into(), Cell::Nothing];
            line(&mut sheet, &mut row, &cells)?;
        }
        row += 1;
    }
    figures(
        &mut sheet,
        &mut row,
        (digest, &heading("workbook-figures", [None, Some("workbook-count"), Some("workbook-share")])),
    )?;
    row += 1;
    section(&mut sheet, &mut row, &heading("workbook-sheets", [None, None, None]))?;
    for (name, about) in [
        ("workbook-clinics", "workbook-about-clinics"),
        ("workbook-findings", "workbook-about-findings"),
        ("workbook-clauses", "workbook-about-clauses"),
        ("workbook-sources", "workbook-about-sources"),
    ] {
        let message = Message::new(about).with("sheet", words.get(name));
        line(&mut sheet, &mut row, &[Cell::Nothing, words.say(&message).into()])?;
    }
    sheet.say((row + 1, 0), &words.get("workbook-office"), Look::Faint)?;
    Ok(())
}

/// What has changed since an earlier run, where there is one to compare with.
fn changes(sheet: &mut super::Sheet<'_>, row: &mut u32, digest: &Digest<'_>) -> Result<(), Trouble> {
    let (run, words) = (digest.run, digest.words);
    let Some(comparison) = &run.comparison else { return Ok(()) };
    let nothing = String::new;
    section(sheet, row, &[nothing(), beside::heading(comparison, words), nothing(), nothing(), nothing()])?;
    let whole = |sign: Cell, text: String| [sign, text.into(), Cell::Nothing, Cell::Nothing, Cell::Nothing];
    for (tone, text) in beside::changes(comparison, words) {
        line(sheet, row, &whole(tone.sign().into(), text))?;
    }
    for text in beside::standings(comparison, &run.summary, words) {
        line(sheet, row, &whole(Cell::Nothing, text))?;
    }
    *row += 1;
    Ok(())
}

/// Failures by severity, what is waived and unknown, and how many judgements could be made.
fn figures(
    sheet: &mut super::Sheet<'_>,
    row: &mut u32,
    (digest, heading): (&Digest<'_>, &[String]),
) -> Result<(), Trouble> {
    let (run, words) = (digest.run, digest.words);
    let [info, warning, error] = run.summary.failures;
    section(sheet, row, heading)?;
    for (key, count) in [
        ("workbook-errors", error),
        ("workbook-warnings", warning),
        ("workbook-infos", info),
        ("workbook-unknown", run.summary.unknown),
        ("workbook-waived", run.summary.waived),
    ] {
        line(sheet, row, &[Cell::Nothing, words.get(key).into(), Cell::Nothing, count.into()])?;
    }
    let sum = |outcomes: &[Outcome]| -> u64 {
        let of = |counts: &[u32; 4]| outcomes.iter().map(|one| u64::from(counts[*one as usize])).sum::<u64>();
        run.rules.iter().map(|rule| of(&rule.counts)).sum()
    };
    let made = sum(&[Outcome::Pass, Outcome::Fail]);
    let all = made + sum(&[Outcome::Unknown]);
    let cells =
        [Cell::Nothing, words.get("workbook-judged").into(), Cell::Nothing, made.into(), Cell::share(made, all)];
    line(sheet, row, &cells)
}

/// The headings of a section; gives the row below.
fn section(sheet: &mut super::Sheet<'_>, row: &mut u32, heading: &[String]) -> Result<u32, Trouble> {
    let columns: Vec<_> = (0..)
        .zip(heading.iter().zip(WIDTHS))
        .map(|(at, (text, width))| super::Column { figures: at > 2, ..super::Column::new(text.clone(), width) })
        .collect();
    sheet.headings(*row, &columns)?;
    *row += 1;
    Ok(*row)
}

fn line(sheet: &mut super::Sheet<'_>, row: &mut u32, cells: &[Cell]) -> Result<(), Trouble> {
    sheet.row(*row, cells, WIDTHS)?;
    *row += 1;
    Ok(())
}
