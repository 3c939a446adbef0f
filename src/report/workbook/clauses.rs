//! A row a clause of the guideline: what it says, and how many clinics follow it.

use super::{Book, Cell, Column, Trouble};
use crate::model::finding::RuleIx;
use crate::report::digest::Digest;
use crate::report::mark::{Mark, Marks};

pub(super) fn write(book: &mut Book, digest: &Digest<'_>) -> Result<(), Trouble> {
    let (run, words) = (digest.run, digest.words);
    let column = |key, width| Column::new(words.get(key), width);
    let columns = [
        column("workbook-policy", 16.0),
        column("findings-column-clause", 9.0),
        column("workbook-says", 70.0),
        column("workbook-standing", 18.0).signed(),
        column("workbook-column-errors", 9.0).figures(),
        column("workbook-column-remarks", 14.0).figures(),
        column("workbook-column-unknown", 13.0).figures(),
        column("workbook-column-waived", 11.0).figures(),
        column("workbook-column-followed", 11.0).figures(),
        column("workbook-column-outside", 11.0).figures(),
        column("workbook-column-share", 16.0).figures(),
        column("workbook-column-rules", 10.0).figures(),
    ];
    let marks = Marks::new(digest);
    let mut rows = Vec::new();
    for (ix, policy) in run.policies.iter().enumerate() {
        for (id, text) in &policy.clauses {
            let rules =
                run.rules.iter().zip(0_u16..).filter(|(rule, _)| rule.policy == ix && rule.clauses.contains(id));
            let rules: Vec<RuleIx> = rules.map(|(_, rule)| RuleIx(rule)).collect();
            let counts = marks.counts(&rules);
            let of = |mark| counts.of_mark(mark);
            let (mark, word) = match (of(Mark::Error), counts.remarked(), of(Mark::Unknown), counts.concerned()) {
                (1.., ..) => ("✗", "workbook-clause-broken"),
                (0, 1.., ..) => ("!", "workbook-clause-remarked"),
                (0, 0, 1.., _) => ("?", "workbook-clause-unknown"),
                (0, 0, 0, 1..) => ("✓", "workbook-clause-followed"),
                (0, 0, 0, 0) => ("–", "workbook-clause-nobody"),
            };
            rows.push(vec![
                (&*policy.id).into(),
                (&**id).into(),
                words.both(text).into(),
                format!("{mark} {}", words.get(word)).into(),
                of(Mark::Error).into(),
                counts.remarked().into(),
                of(Mark::Unknown).into(),
                of(Mark::Waived).into(),
                of(Mark::Pass).into(),
                of(Mark::NotApplicable).into(),
                Cell::share(of(Mark::Pass), counts.concerned()),
                u64::try_from(rules.len()).unwrap_or(u64::MAX).into(),
            ]);
        }
    }
    let mut sheet = book.sheet(&words.get("workbook-clauses"))?;
    sheet.table((0, &columns), rows, words)?;
    Ok(())
}
