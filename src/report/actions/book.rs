//! The workbook that goes out and comes back: the actions, a form of attestations and one of requests for waivers, and what
//! is needed besides. The forms name their format, so that they are read back as what they are.

use std::io;

use chrono::{Days, Months, NaiveDate};

use super::Actions;
use super::forms::{Duty, duties, failures};
use super::rows::{Kind, Row, rows};
use super::table::headline;
use crate::model::finding::Finding;
use crate::model::form::row_code;
use crate::report::digest::Digest;
use crate::report::digest::broken::told;
use crate::report::words::{Words, capitalised};
use crate::report::workbook::{Book, Cell, Column, Form, Look, Sheet, Trouble, lines};
use crate::text::{Lang, Message};

pub(super) fn write(actions: &Actions<'_>, digest: &Digest<'_>, out: &mut dyn io::Write) -> Result<(), Trouble> {
    let words = digest.words;
    let mut book = Book::new(digest.run, words, "workbook-actions-title")?;
    let all: Vec<Row<'_>> = rows(actions, digest).collect();
    changes(&mut book, (&all, &headline(actions, digest)), words)?;
    attestations(&mut book, digest)?;
    waivers(&mut book, digest)?;
    requests(&mut book, &all, words)?;
    book.save(out)
}

/// What is to be done, a row for each change at each place.
fn changes(book: &mut Book, (all, headline): (&[Row<'_>], &str), words: &Words) -> Result<(), Trouble> {
    let column = |key, width| Column::new(words.get(key), width);
    let columns = [
        column("actions-column-number", 6.0).figures(),
        column("actions-column-who", 20.0),
        column("actions-column-what", 50.0),
        column("findings-column-name", 32.0),
        column("findings-column-item", 28.0),
        column("findings-column-severity", 14.0),
        column("actions-column-due", 12.0),
        column("actions-column-after", 34.0),
        column("findings-column-clause", 10.0).aside(),
        column("actions-column-problem", 40.0).aside(),
        column("findings-column-evidence", 44.0).aside(),
        column("findings-column-clinic", 26.0).aside(),
        column("actions-column-command", 40.0).aside(),
    ];
    let rows = all.iter().filter(|row| row.kind == Kind::Change).map(|row| {
        vec![
            u64::try_from(row.number).unwrap_or(u64::MAX).into(),
            capitalised(&row.who).into(),
            (&*row.what).into(),
            (&*row.name).into(),
            capitalised(&row.item).into(),
            (&*row.severity).into(),
            row.due.into(),
            capitalised(&row.after).into(),
            (&*row.clauses).into(),
            (&*row.problem).into(),
            (&*row.evidence).into(),
            row.clinic.map(ToString::to_string).unwrap_or_default().into(),
            (&*row.command).into(),
        ]
    });
    let mut sheet = book.sheet(&words.get("workbook-actions"))?;
    sheet.say((0, 0), headline, Look::Strong)?;
    sheet.say((1, 0), &words.get("actions-order"), Look::Faint)?;
    sheet.table((2, &columns), rows, words)?;
    Ok(())
}

/// The sources that are needed, and whom to ask for them.
fn requests(book: &mut Book, all: &[Row<'_>], words: &Words) -> Result<(), Trouble> {
    let column = |key, width| Column::new(words.get(key), width);
    let columns = [
        column("actions-column-what", 70.0),
        column("workbook-facts", 60.0),
        column("findings-column-clinics", 14.0).figures(),
        column("findings-column-rule", 60.0),
    ];
    let rows = all.iter().filter(|row| row.kind == Kind::Request).map(|row| {
        vec![(&*row.what).into(), (&*row.item).into(), row.clinics.into(), row.rules.replace(" | ", ", ").into()]
    });
    let mut sheet = book.sheet(&words.get("workbook-requests"))?;
    sheet.table((0, &columns), rows, words)?;
    Ok(())
}

/// What stands above a form's headings: its format, its title, and how it is filled in.
fn opening(sheet: &mut Sheet<'_>, (format, title): (&str, &str), notes: &[String]) -> Result<u32, Trouble> {
    sheet.say((0, 0), title, Look::Title)?;
    let mut row = 1;
    for note in notes {
        sheet.across(row, 0..=7, note)?;
        sheet.height(row, lines(note, 150.0))?;
        row += 1;
    }
    sheet.say((row, 0), format, Look::Faint)?;
    Ok(row + 1)
}

/// The attestations that are missing, a row each.
fn attestations(book: &mut Book, digest: &Digest<'_>) -> Result<(), Trouble> {
    let words = digest.words;
    let column = |key, width| Column::new(words.get(key), width);
    let columns = [
        column("form-clause", 8.0),
        column("form-name", 32.0),
        column("form-certified", 46.0),
        column("form-case-type", 22.0),
        column("form-by-whom", 20.0),
        column("form-renew", 24.0),
        column("form-by", 20.0),
        column("form-date", 13.0),
        column("form-valid-until", 13.0),
        column("form-reference", 24.0),
        column("form-clinic", 26.0).aside(),
        column("form-person", 24.0).aside(),
        column("form-row-code", 10.0).aside(),
    ];
    let duties = duties(digest);
    let swedish = Words::new(Lang::Sv);
    let role = |duty: &Duty<'_>| swedish.role(duty.by);
    let notes = ["form-attestations-how", "form-attestations-which", "form-back"].map(|key| words.get(key));
    let mut sheet = book.sheet(&words.get("form-attestations"))?;
    let top = opening(&mut sheet, ("riktlinje/attestations/v1", &words.get("form-attestations-title")), &notes)?;
    let rows = duties.iter().map(|duty| {
        let code = row_code([duty.clause, duty.clinic.as_str(), &duty.case_type, &duty.person]);
        vec![
            duty.clause.into(),
            digest.clinic_name(duty.clinic).into(),
            (&*duty.certified).into(),
            (&*duty.case_type).into(),
            role(duty).into(),
            (&*duty.renew).into(),
            Cell::Blank,
            Cell::BlankDay,
            Cell::BlankDay,
            Cell::Blank,
            duty.clinic.as_str().into(),
            (&*duty.person).into(),
            Cell::Exact(code),
        ]
    });
    let last = sheet.table((top, &columns), rows, words)?;
    let mut form = Form::new(&mut sheet, (top + 1, last));
    let roles: Vec<String> = duties.iter().map(role).collect();
    form.choose(6, &roles, &words.get("form-choose-role"))?;
    let today = digest.run.as_of.date_naive();
    let (first, end) = (back(today, 36), ahead(today, 12));
    let when = Message::new("form-day").with("first", first).with("last", end);
    form.day(7, (first, end), &words.say(&when))?;
    let (first, end) = (today, ahead(today, 120));
    let when = Message::new("form-day").with("first", first).with("last", end);
    form.day(8, (first, end), &words.say(&when))?;
    form.protect();
    Ok(())
}

/// The failures that a waiver can be asked for, a row each.
fn waivers(book: &mut Book, digest: &Digest<'_>) -> Result<(), Trouble> {
    let words = digest.words;
    let column = |key, width| Column::new(words.get(key), width);
    let columns = [
        column("form-name", 32.0),
        column("form-problem", 46.0),
        column("form-found", 46.0),
        column("form-reason", 46.0),
        column("form-owner", 22.0),
        column("form-expires", 13.0),
        column("form-rule", 30.0).aside(),
        column("form-clinics", 26.0).aside(),
        column("form-item", 26.0).aside(),
        column("form-row-code", 10.0).aside(),
    ];
    let notes = ["form-waivers-how", "form-waivers-decide", "form-back"].map(|key| words.get(key));
    let mut sheet = book.sheet(&words.get("form-waivers"))?;
    let top = opening(&mut sheet, ("riktlinje/waivers/v1", &words.get("form-waivers-title")), &notes)?;
    let rows = failures(digest).map(|finding| waiver(finding, digest));
    let last = sheet.table((top, &columns), rows, words)?;
    let mut form = Form::new(&mut sheet, (top + 1, last));
    let today = digest.run.as_of.date_naive();
    let (first, end) = (today, ahead(today, 24));
    let when = Message::new("form-day").with("first", first).with("last", end);
    form.day(5, (first, end), &words.say(&when))?;
    form.protect();
    Ok(())
}

fn waiver(finding: &Finding, digest: &Digest<'_>) -> Vec<Cell> {
    let words = digest.words;
    let info = digest.info(finding.rule);
    let rule = info.map(|info| info.id.to_string()).unwrap_or_default();
    let clinic = finding.clinic.as_ref().map(ToString::to_string).unwrap_or_default();
    let item = finding.item.as_ref().map(|item| item.id.to_string()).unwrap_or_default();
    let mut problem = info.map(|info| words.both(&info.title)).unwrap_or_default();
    if let Some(item) = &finding.item {
        problem = format!("{problem} ({})", digest.item(item));
    }
    let found: Vec<String> = told(&finding.evidence).map(|one| words.evidence(one)).collect();
    let code = row_code([&*rule, &clinic, &item]);
    vec![
        digest.whose(finding).into(),
        problem.into(),
        found.join("; ").into(),
        Cell::Blank,
        Cell::Blank,
        Cell::BlankDay,
        rule.into(),
        clinic.into(),
        item.into(),
        Cell::Exact(code),
    ]
}

fn back(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

fn ahead(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).and_then(|day| day.checked_add_days(Days::new(1))).unwrap_or(day)
}
