//! Waivers: which findings they excuse, and what is to be said of those that excuse nothing.

use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};

use crate::model::finding::{Evidence, Finding, Item, RuleIx, SymbolicFinding};
use crate::model::outcome::{Disposition, Outcome};
use crate::model::place::Place;
use crate::model::value::Value;
use crate::model::waiver::WaiverRecord;
use crate::text::builtin::{Builtin, WAIVER_EXPIRED, WAIVER_LAPSED, WAIVER_UNUSED};
use crate::text::{Bilingual, Message};

/// What came of the waivers.
#[derive(Debug, Default)]
pub struct Applied {
    /// Waivers that excused something.
    pub in_force: u32,
    /// Findings about waivers: `builtin` is the rule, to be given an index by the run.
    pub findings: Vec<(&'static Builtin, SymbolicFinding)>,
}

/// Marks the findings that waivers excuse. `ids` are the rules' ids, by [`RuleIx`]; `chosen` tells which were judged: of
/// a rule that was not, nobody knows whether its waiver is needed.
pub fn apply(
    waivers: &[WaiverRecord],
    findings: &mut [SymbolicFinding],
    rules: &dyn Fn(RuleIx) -> (Box<str>, bool),
    today: NaiveDate,
) -> Applied {
    let mut applied = Applied::default();
    for waiver in waivers {
        if waiver.expires < today {
            let value = Value::Date(waiver.expires);
            applied.findings.extend(tell(&WAIVER_EXPIRED, waiver, ("expires", "after", Value::Date(today), value)));
            continue;
        }
        let (mut used, mut lapsed, mut judged) = (false, None, true);
        for finding in findings.iter_mut() {
            let (id, chosen) = rules(finding.rule);
            if *id != *waiver.rule {
                continue;
            }
            judged &= chosen;
            if !concerns(waiver, finding) {
                continue;
            }
            match &waiver.excuses {
                Some(excused) if !holds(excused, finding) => lapsed = found(finding),
                _ => {
                    finding.disposition = Disposition::Waived;
                    used = true;
                }
            }
        }
        applied.in_force += u32::from(used);
        if used || !judged {
            continue;
        }
        let excused: Value = waiver.excuses.clone().map_or(Value::Absent, Value::Text);
        applied.findings.extend(match lapsed {
            Some(now) => tell(&WAIVER_LAPSED, waiver, ("excuses", "is", now, excused)),
            None => {
                tell(&WAIVER_UNUSED, waiver, ("rule", "exists", Value::Bool(true), Value::Text(waiver.rule.clone())))
            }
        });
    }
    applied
}

fn concerns(waiver: &WaiverRecord, finding: &SymbolicFinding) -> bool {
    let item = match (&waiver.item, &finding.item) {
        (None, _) => true,
        (Some(wanted), Some(Item { id, .. })) => wanted.eq_ignore_ascii_case(id),
        (Some(_), None) => false,
    };
    finding.outcome == Outcome::Fail && item && finding.clinic.as_ref().is_some_and(|id| waiver.clinics.contains(id))
}

fn found(finding: &SymbolicFinding) -> Option<Value> {
    finding.evidence.iter().filter(|evidence| !evidence.in_when).find_map(|evidence| evidence.found.clone())
}

fn holds(excused: &str, finding: &SymbolicFinding) -> bool {
    let same = |value: &Value| value.plain().trim().eq_ignore_ascii_case(excused.trim());
    finding.evidence.iter().filter(|evidence| !evidence.in_when).filter_map(|e| e.found.as_ref()).any(same)
}

/// A finding about a waiver, for each clinic that it names.
fn tell(
    builtin: &'static Builtin,
    waiver: &WaiverRecord,
    (field, operator, expected, found): (&'static str, &'static str, Value, Value),
) -> Vec<(&'static Builtin, SymbolicFinding)> {
    waiver
        .clinics
        .iter()
        .map(|clinic| {
            let title: Bilingual = builtin.title();
            let evidence = Evidence {
                fact: format!("waiver.{field}").into(),
                operator,
                expected: expected.clone(),
                expected_from: None,
                found: Some(found.clone()),
                missing: None,
                in_when: false,
                at: vec![Place::field(waiver.record, field)],
            };
            let finding = Finding {
                // The run gives the built-in rules their places after the policies' own.
                rule: RuleIx(u16::MAX),
                clinic: Some(clinic.clone()),
                clinics: 1,
                item: None,
                outcome: Outcome::Fail,
                disposition: Disposition::Open,
                message: Message::new("finding-waiver").with("title", title).with("rule", waiver.rule.clone()),
                evidence: vec![evidence],
                settled_by: Vec::new(),
                remedy: None,
                fingerprint: fingerprint(builtin, waiver, clinic.as_str()),
            };
            (builtin, finding)
        })
        .collect()
}

fn fingerprint(builtin: &Builtin, waiver: &WaiverRecord, clinic: &str) -> Box<str> {
    use std::fmt::Write as _;
    let mut hasher = Sha256::new();
    for part in [builtin.id, &waiver.rule, &clinic.to_ascii_uppercase(), waiver.item.as_deref().unwrap_or_default()] {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize()[..8]
        .iter()
        .fold(String::with_capacity(16), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("writing to a string does not fail");
            hex
        })
        .into()
}
