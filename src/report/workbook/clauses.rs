//! A row a clause of the guideline: what it says, and how many clinics follow it.

use super::{Book, Cell, Column, Trouble};
use crate::model::outcome::Outcome;
use crate::report::digest::Digest;

pub(super) fn write(book: &mut Book, digest: &Digest<'_>) -> Result<(), Trouble> {
    let (run, words) = (digest.run, digest.words);
    let column = |key, width| Column::new(words.get(key), width);
    let columns = [
        column("workbook-policy", 16.0),
        column("findings-column-clause", 9.0),
        column("workbook-says", 70.0),
        column("workbook-standing", 18.0).signed(),
        column("workbook-column-broken", 11.0).figures(),
        column("workbook-column-unknown", 13.0).figures(),
        column("workbook-column-followed", 11.0).figures(),
        column("workbook-column-outside", 11.0).figures(),
        column("workbook-column-share", 16.0).figures(),
        column("workbook-column-rules", 10.0).figures(),
    ];
    let mut rows = Vec::new();
    for (ix, policy) in run.policies.iter().enumerate() {
        for (id, text) in &policy.clauses {
            let rules: Vec<usize> = (0..run.rules.len())
                .filter(|rule| run.rules[*rule].policy == ix && run.rules[*rule].clauses.contains(id))
                .collect();
            let [outside, followed, unknown, broken] = clinics(digest, &rules);
            let (mark, word) = match (broken, unknown, followed) {
                (1.., ..) => ("✗", "workbook-clause-broken"),
                (0, 1.., _) => ("?", "workbook-clause-unknown"),
                (0, 0, 1..) => ("✓", "workbook-clause-followed"),
                (0, 0, 0) => ("–", "workbook-clause-nobody"),
            };
            rows.push(vec![
                (&*policy.id).into(),
                (&**id).into(),
                words.both(text).into(),
                format!("{mark} {}", words.get(word)).into(),
                broken.into(),
                unknown.into(),
                followed.into(),
                outside.into(),
                Cell::share(followed, followed + broken),
                u64::try_from(rules.len()).unwrap_or(u64::MAX).into(),
            ]);
        }
    }
    let mut sheet = book.sheet(&words.get("workbook-clauses"))?;
    sheet.table((0, &columns), rows, words)?;
    Ok(())
}

/// How many clinics fare how by the clause, each by the worst of its rules: does not concern, followed, unknown, broken.
fn clinics(digest: &Digest<'_>, rules: &[usize]) -> [u64; 4] {
    let mut counts = [0; 4];
    for clinic in &digest.run.clinics {
        let worst = rules.iter().filter_map(|rule| clinic.outcomes.get(*rule)).max();
        counts[*worst.unwrap_or(&Outcome::NotApplicable) as usize] += 1;
    }
    counts
}
