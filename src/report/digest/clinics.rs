//! The clinics, worst first.

use std::cmp::Reverse;

use icu_collator::CollatorBorrowed;

use super::Tally;
use crate::model::run::ClinicOutcomes;

/// A clinic and how it stands.
pub(in crate::report) type Line<'r> = (&'r ClinicOutcomes, Tally);

/// Puts the worst `most` first, in order; those beyond are not shown, so their order does not matter.
pub(in crate::report) fn worst_first(clinics: &mut [Line<'_>], most: usize, collator: &CollatorBorrowed<'_>) {
    let order = |(one, tally): &Line<'_>, (other, other_tally): &Line<'_>| {
        let worst = |tally: &Tally| {
            let [info, warning, error] = tally.broken;
            Reverse((error, warning, info, tally.unknown))
        };
        worst(tally)
            .cmp(&worst(other_tally))
            .then_with(|| collator.compare(&one.name, &other.name))
            .then_with(|| one.hsa_id.cmp(&other.hsa_id))
    };
    if clinics.len() > most {
        clinics.select_nth_unstable_by(most, order);
    }
    let shown = clinics.len().min(most);
    clinics[..shown].sort_by(order);
}
