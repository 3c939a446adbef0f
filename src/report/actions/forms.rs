//! What clinics can be asked to fill in: duties that somebody must attest, and failures that a waiver could be asked for.

use std::collections::BTreeSet;

use crate::model::finding::{Finding, Item, ItemKind};
use crate::model::hsa_id::HsaId;
use crate::model::outcome::{Disposition, Outcome};
use crate::model::value::Value;
use crate::report::digest::Digest;
use crate::text::Lang;

/// A duty that nobody has attested, or not recently enough.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Duty<'r> {
    pub(super) clinic: &'r HsaId,
    pub(super) clause: &'r str,
    /// The case type, by the name that it is read back by.
    pub(super) case_type: String,
    pub(super) person: String,
    /// The role whose word counts.
    pub(super) by: &'r str,
    /// What is attested, in the policy's own words.
    pub(super) certified: String,
    /// How long it counts, and what was attested last.
    pub(super) renew: String,
}

/// Where an attestation is asked for, by how the path of its fact begins.
const ATTESTED: [&str; 3] = ["attested.", "case_type.attested.", "user.attested."];

/// Every duty, clinic by clinic.
pub(super) fn duties<'r>(digest: &Digest<'r>) -> BTreeSet<Duty<'r>> {
    let mut duties = BTreeSet::new();
    for (ix, of_rule) in digest.rules.iter().enumerate() {
        for finding in of_rule.open.iter().chain(&of_rule.unknown) {
            let Some(clinic) = &finding.clinic else {
                // The same for all: nobody has handed in any attestation. Of a clinic's own things the run then says nothing.
                let unknown =
                    |clinic: &&'r crate::model::run::ClinicOutcomes| clinic.outcomes.get(ix) == Some(&Outcome::Unknown);
                for clinic in digest.run.clinics.iter().filter(unknown) {
                    of(finding, &clinic.hsa_id, digest, &mut duties);
                }
                continue;
            };
            of(finding, clinic, digest, &mut duties);
        }
    }
    duties
}

fn of<'r>(finding: &'r Finding, clinic: &'r HsaId, digest: &Digest<'r>, duties: &mut BTreeSet<Duty<'r>>) {
    let Some(info) = digest.info(finding.rule) else { return };
    for evidence in finding.evidence.iter().filter(|evidence| !evidence.in_when) {
        let Some(clause) = ATTESTED.iter().find_map(|start| evidence.fact.strip_prefix(start)) else { continue };
        let of_item = !evidence.fact.starts_with(ATTESTED[0]);
        let item = finding.item.as_ref().filter(|_| of_item);
        if of_item && item.is_none() {
            continue;
        }
        let (case_type, person) = match item {
            Some(item @ Item { kind: ItemKind::CaseType, .. }) => (readable(item, digest), String::new()),
            Some(item) => (String::new(), item.id.split('/').next().unwrap_or_default().to_owned()),
            None => (String::new(), String::new()),
        };
        let says = digest.run.clause(info, clause).map(|text| digest.words.both(text));
        let last = match &evidence.found {
            Some(found @ Value::Date(_)) => format!(" ({})", digest.words.value(found)),
            _ => String::new(),
        };
        duties.insert(Duty {
            clinic,
            clause,
            case_type,
            person,
            by: &info.responsible,
            certified: says.unwrap_or_else(|| digest.words.both(&info.title)),
            renew: format!("{}{last}", digest.words.value(&evidence.expected)),
        });
    }
}

/// A case type by the guideline's own name, which is Swedish and what sources are read by.
fn readable(item: &Item, digest: &Digest<'_>) -> String {
    digest.item_name(item).map_or_else(|| item.id.to_string(), |name| name.get(Lang::Sv).to_owned())
}

/// Every open failure of a clinic that the guideline, and not a waiver itself, is about.
pub(super) fn failures<'d, 'r>(digest: &'d Digest<'r>) -> impl Iterator<Item = &'r Finding> + use<'d, 'r> {
    digest.rules.iter().flat_map(|of_rule| of_rule.open.iter().copied()).filter(|finding| {
        let of_the_guideline = digest.info(finding.rule).is_some_and(|info| !info.clauses.is_empty());
        of_the_guideline && finding.clinic.is_some() && finding.disposition == Disposition::Open
    })
}
