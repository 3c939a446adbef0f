//! A row a clinic: where it stands, and its rules counted.

use super::{Book, Cell, Column, Trouble};
use crate::model::outcome::Outcome;
use crate::report::digest::Digest;
use crate::text::Message;

pub(super) fn write(book: &mut Book, digest: &Digest<'_>) -> Result<(), Trouble> {
    let words = digest.words;
    let column = |key, width| Column::new(words.get(key), width);
    let columns = [
        column("findings-column-clinic", 26.0),
        column("findings-column-name", 46.0),
        column("workbook-standing", 34.0).signed(),
        column("workbook-column-errors", 9.0).figures(),
        column("workbook-column-warnings", 14.0).figures(),
        column("workbook-column-infos", 13.0).figures(),
        column("workbook-column-unknown", 13.0).figures(),
        column("workbook-column-followed", 10.0).figures(),
        column("workbook-column-outside", 10.0).figures(),
        column("workbook-column-judged", 10.0).figures(),
    ];
    // The same words stand beside thousands of clinics.
    let mut standings: Vec<(crate::report::digest::Standing, String)> = Vec::new();
    let rows = digest.run.clinics.iter().zip(&digest.tallies).map(|(clinic, tally)| {
        let count = |outcome| u64::try_from(clinic.outcomes.iter().filter(|one| **one == outcome).count()).unwrap_or(0);
        let (passed, failed, unknown) = (count(Outcome::Pass), count(Outcome::Fail), count(Outcome::Unknown));
        let standing = tally.standing();
        let standing = match standings.iter().find(|(known, _)| *known == standing) {
            Some((_, told)) => told.clone(),
            None => {
                let text = words.say(&Message::new(standing.key()).with("count", 1_u32));
                let told = format!("{} {text}", standing.sign().0);
                standings.push((standing, told.clone()));
                told
            }
        };
        let standing = if tally.bound { standing } else { words.get("workbook-unbound") };
        let [info, warning, error] = tally.broken;
        vec![
            clinic.hsa_id.as_str().into(),
            (&*clinic.name).into(),
            standing.into(),
            error.into(),
            warning.into(),
            info.into(),
            unknown.into(),
            passed.into(),
            count(Outcome::NotApplicable).into(),
            Cell::share(passed + failed, passed + failed + unknown),
        ]
    });
    let mut sheet = book.sheet(&words.get("workbook-clinics"))?;
    sheet.table((0, &columns), rows, words)?;
    Ok(())
}
