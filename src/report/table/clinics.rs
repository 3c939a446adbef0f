//! A line a clinic, worst first. Clinics without any finding are folded into a line when there are many.

use std::io;

use comfy_table::{Cell, CellAlignment, Table, presets};
use unicode_width::UnicodeWidthStr as _;

use crate::report::alphabet::swedish;
use crate::report::digest::clinics::{Line, worst_first};
use crate::report::digest::{Digest, Standing};
use crate::report::escape::escape;
use crate::report::sheet::{FAINT, Sheet, piece, plain, shortened};

/// Clinics with failures that get a line of their own.
const LINES: usize = 60;
/// Clinics without failures that get a line of their own, each way of standing for itself.
const CLEAR_LINES: usize = 4;
/// Names that a folded line holds.
const NAMES: usize = 12;

pub(super) fn write(sheet: &mut Sheet<'_>, digest: &Digest<'_>) -> io::Result<()> {
    let words = digest.words;
    let collator = swedish();
    let clinics: Vec<Line<'_>> =
        digest.run.clinics.iter().zip(digest.tallies.iter().copied()).filter(|(_, tally)| tally.bound).collect();
    if clinics.is_empty() {
        return Ok(());
    }
    sheet.heading(&words.get("report-clinics-heading"))?;
    let (mut broken, clear): (Vec<Line<'_>>, Vec<Line<'_>>) =
        clinics.into_iter().partition(|(_, tally)| matches!(tally.standing(), Standing::Breaking | Standing::Remarked));
    let (mut proven, mut unproven): (Vec<Line<'_>>, Vec<Line<'_>>) =
        clear.into_iter().partition(|(_, tally)| tally.standing() == Standing::Proven);
    worst_first(&mut broken, LINES, &collator);
    worst_first(&mut unproven, NAMES, &collator);
    worst_first(&mut proven, NAMES, &collator);
    let mut shown: Vec<Line<'_>> = broken.iter().take(LINES).copied().collect();
    for few in [&unproven, &proven] {
        if few.len() <= CLEAR_LINES {
            shown.extend(few.iter().copied());
        }
    }
    if !shown.is_empty() {
        lines(sheet, digest, &shown)?;
    }
    if broken.len() > LINES {
        let more = u64::try_from(broken.len() - LINES).unwrap_or(u64::MAX);
        sheet.flow((2, 2), &[piece(FAINT, words.count("report-clinics-more", more))])?;
    }
    for (many, key) in [(unproven, "report-clinics-unproven"), (proven, "report-clinics-proven")] {
        if many.len() > CLEAR_LINES {
            folded(sheet, digest, (&many, key))?;
        }
    }
    Ok(())
}

fn lines(sheet: &mut Sheet<'_>, digest: &Digest<'_>, clinics: &[Line<'_>]) -> io::Result<()> {
    let words = digest.words;
    let id = clinics.iter().map(|(clinic, _)| clinic.hsa_id.as_str().chars().count()).max().unwrap_or(0);
    let counts: Vec<String> =
        ["report-column-errors", "report-column-warnings", "report-column-infos", "report-column-unknown"]
            .map(|key| words.get(key))
            .into();
    // The sign and its gap, a gap before the name and one before the id, two before each count.
    let taken = 3 + 1 + 1 + id + counts.iter().map(|heading| 2 + heading.width().max(4)).sum::<usize>();
    let room = sheet.width().saturating_sub(taken).max(16);
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let first = ["", &words.get("report-column-clinic"), &words.get("report-column-id")].map(Cell::new);
    let headings = counts.iter().map(|heading| Cell::new(heading).set_alignment(CellAlignment::Right));
    table.add_row(first.into_iter().chain(headings));
    for (clinic, tally) in clinics {
        let [info, warning, error] = tally.broken;
        let figure = |count: u32| {
            let shown = if count == 0 { "·".to_owned() } else { words.number(count.into()) };
            Cell::new(shown).set_alignment(CellAlignment::Right)
        };
        table.add_row([
            Cell::new(tally.standing().sign().0),
            Cell::new(shortened(&escape(&clinic.name), room)),
            Cell::new(escape(clinic.hsa_id.as_str())),
            figure(error),
            figure(warning),
            figure(info),
            figure(tally.unknown),
        ]);
    }
    for (number, column) in table.column_iter_mut().enumerate() {
        column.set_padding(if number == 0 { (2, 0) } else { (if number < 3 { 1 } else { 2 }, 0) });
    }
    // The lines come without colour, so that nothing but letters is measured; the sign gets its own here.
    for (line, row) in table.lines().zip(std::iter::once(None).chain(clinics.iter().map(Some))) {
        match row {
            None => sheet.line(&[piece(FAINT, line.trim_end())])?,
            Some((_, tally)) => {
                let (sign, ink) = tally.standing().sign();
                let rest = line.trim_start().strip_prefix(sign).unwrap_or(&line);
                sheet.line(&[plain("  "), piece(ink, sign), plain(rest.trim_end())])?;
            }
        }
    }
    Ok(())
}

fn folded(sheet: &mut Sheet<'_>, digest: &Digest<'_>, (clinics, key): (&[Line<'_>], &'static str)) -> io::Result<()> {
    let words = digest.words;
    let Some((_, first)) = clinics.first() else { return Ok(()) };
    let (sign, ink) = first.standing().sign();
    let mut names: Vec<String> =
        clinics.iter().take(NAMES).map(|(clinic, _)| digest.clinic_name(&clinic.hsa_id)).collect();
    if clinics.len() > NAMES {
        names.push(words.count("report-more", u64::try_from(clinics.len() - NAMES).unwrap_or(u64::MAX)));
    }
    let count = words.count(key, u64::try_from(clinics.len()).unwrap_or(u64::MAX));
    let names = words.join(&names);
    sheet.flow((2, 4), &[piece(ink, sign), plain(format!(" {count}: ")), piece(FAINT, names)])
}
