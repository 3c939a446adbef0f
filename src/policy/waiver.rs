//! Waivers: which findings they excuse, and what is to be said of those that excuse nothing.

use chrono::NaiveDate;

use crate::model::case_type::Vocabulary as _;
use crate::model::digest;
use crate::model::finding::{Decided, Finding, Item, ItemKind, RuleIx, SymbolicFinding};
use crate::model::hsa_id::HsaId;
use crate::model::needs::Needs;
use crate::model::outcome::{Disposition, Outcome};
use crate::model::permission::Role;
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

/// A rule as waivers see it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'r> {
    /// Its id.
    pub id: &'r str,
    /// Whether it was judged: of a rule that was not, nobody knows whether its waiver is needed.
    pub chosen: bool,
}

/// Marks the findings that waivers excuse. `findings` are sorted by rule and clinic, as evaluation leaves them; `rules`
/// are in the order of [`RuleIx`].
pub fn apply(
    waivers: &[WaiverRecord],
    findings: &mut [SymbolicFinding],
    rules: &[Judged<'_>],
    (needs, today): (&Needs, NaiveDate),
) -> Applied {
    let mut applied = Applied::default();
    for waiver in waivers {
        if waiver.expires < today {
            let value = Value::Date(waiver.expires);
            // It counted on its last day.
            let yesterday = Value::Date(today.pred_opt().unwrap_or(today));
            applied.findings.extend(tell(&WAIVER_EXPIRED, waiver, ("expires", "after", yesterday, value)));
            continue;
        }
        let (mut used, mut lapsed, mut judged) = (false, None, true);
        for (ix, rule) in (0_u16..).map(RuleIx).zip(rules).filter(|(_, rule)| *rule.id == *waiver.rule) {
            judged &= rule.chosen;
            for clinic in &waiver.clinics {
                for finding in of(findings, ix, clinic).iter_mut().filter(|finding| concerns(waiver, finding, needs)) {
                    match &waiver.excuses {
                        Some(excused) if !holds(excused, finding) => lapsed = found(finding),
                        _ => {
                            finding.disposition = Disposition::Waived;
                            used = true;
                        }
                    }
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

/// The findings of a rule at a clinic.
fn of<'f>(findings: &'f mut [SymbolicFinding], rule: RuleIx, clinic: &HsaId) -> &'f mut [SymbolicFinding] {
    let wanted = (rule, Some(clinic));
    let from = findings.partition_point(|finding| (finding.rule, finding.clinic.as_ref()) < wanted);
    let count = findings[from..].partition_point(|finding| (finding.rule, finding.clinic.as_ref()) == wanted);
    &mut findings[from..from + count]
}

fn concerns(waiver: &WaiverRecord, finding: &SymbolicFinding, needs: &Needs) -> bool {
    let item = match (&waiver.item, &finding.item) {
        (None, _) => true,
        (Some(wanted), Some(item)) => is_item(wanted, item, needs),
        (Some(_), None) => false,
    };
    finding.outcome == Outcome::Fail && item
}

/// Whether somebody means an item: by its id, or as reports call it («Förnya recept», «SE… (ärendehanterare)»).
fn is_item(written: &str, item: &Item, needs: &Needs) -> bool {
    if written.eq_ignore_ascii_case(&item.id) {
        return true;
    }
    match item.kind {
        ItemKind::CaseType => {
            needs.case_type(written).is_some_and(|ix| *needs.case_types[usize::from(ix.0)].key == *item.id)
        }
        ItemKind::Permission | ItemKind::Decision => {
            let of_role = written.strip_suffix(')').and_then(|rest| rest.split_once('('));
            let written = of_role.and_then(|(staff, role)| Some((staff.trim(), Role::parse(role)?)));
            written.is_some_and(|(staff, role)| {
                item.id.split_once('/').is_some_and(|(of, its)| staff.eq_ignore_ascii_case(of) && role.key() == its)
            })
        }
        ItemKind::User | ItemKind::Service => false,
    }
}

/// The waivers of a rule at a clinic that count today.
pub fn in_force<'w>(
    waivers: &'w [WaiverRecord],
    rule: &str,
    clinic: &HsaId,
    today: NaiveDate,
) -> impl Iterator<Item = &'w WaiverRecord> {
    waivers.iter().filter(move |waiver| {
        *waiver.rule == *rule && waiver.expires >= today && waiver.clinics.iter().any(|of| of == clinic)
    })
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
            let evidence = Decided {
                fact: format!("waiver.{field}").into(),
                operator,
                expected: expected.clone(),
                expected_from: None,
                found: Some(found.clone()),
                missing: None,
                in_when: false,
            }
            .at(vec![Place::field(waiver.record, field)]);
            let finding = Finding {
                // The run gives the built-in rules their places after the policies' own.
                rule: RuleIx(u16::MAX),
                clinic: Some(clinic.clone()),
                clinics: 1,
                item: None,
                outcome: Outcome::Fail,
                disposition: Disposition::Open,
                change: None,
                message: Message::new("finding-waiver").with("title", title).with("rule", waiver.rule.clone()).into(),
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
    let item = waiver.item.as_deref().unwrap_or_default();
    digest::fingerprint(&[builtin.id, &waiver.rule, &clinic.to_ascii_uppercase(), item])
}

#[cfg(test)]
mod tests {
    use super::{Applied, Judged, WAIVER_LAPSED, WAIVER_UNUSED, apply, is_item};
    use crate::model::finding::{Decided, Finding, Item, ItemKind, RuleIx, SymbolicFinding};
    use crate::model::hsa_id::HsaId;
    use crate::model::needs::{CaseTypeNeed, Needs};
    use crate::model::outcome::{Disposition, Outcome};
    use crate::model::place::{FileIx, RecordRef};
    use crate::model::value::Value;
    use crate::model::waiver::WaiverRecord;
    use crate::text::Message;

    fn id(text: &str) -> HsaId {
        HsaId::parse(text).expect("it is an id")
    }

    fn failure(rule: u16, clinic: &str) -> SymbolicFinding {
        let evidence = Decided {
            fact: "clinic.status".into(),
            operator: "is",
            expected: Value::Word("active".into()),
            expected_from: None,
            found: Some(Value::Word("closed".into())),
            missing: None,
            in_when: false,
        }
        .at(Vec::new());
        Finding {
            rule: RuleIx(rule),
            clinic: Some(id(clinic)),
            clinics: 1,
            item: None,
            outcome: Outcome::Fail,
            disposition: Disposition::Open,
            change: None,
            message: Message::new("finding-fail").into(),
            evidence: vec![evidence],
            settled_by: Vec::new(),
            remedy: None,
            fingerprint: "".into(),
        }
    }

    fn waiver(rule: &str, clinic: &str, excuses: Option<&str>) -> WaiverRecord {
        WaiverRecord {
            record: RecordRef { file: FileIx(0), start: 0, len: 0, line: 1 },
            rule: rule.into(),
            clinics: vec![id(clinic)],
            item: None,
            reason: "Ombyggnad".into(),
            owner: "Regionen".into(),
            expires: chrono::NaiveDate::MAX,
            excuses: excuses.map(Into::into),
        }
    }

    /// What becomes of three failures, of the rules `a`, `a` and `b`, when `b` is judged or not.
    fn applied(waiver: WaiverRecord, chosen: bool) -> (Applied, Vec<Disposition>) {
        let mut findings = vec![failure(0, "SE2321000057-TEST1"), failure(0, "SE2321000057-TEST2")];
        findings.extend(chosen.then(|| failure(1, "SE2321000057-TEST1")));
        let rules = [Judged { id: "a", chosen: true }, Judged { id: "b", chosen }];
        let applied = apply(&[waiver], &mut findings, &rules, (&Needs::default(), chrono::NaiveDate::MIN));
        (applied, findings.iter().map(|finding| finding.disposition).collect())
    }

    #[test]
    fn a_waiver_excuses_its_rule_at_its_clinic_and_nothing_else() {
        use Disposition::{Open, Waived};
        assert_eq!(applied(waiver("a", "SE2321000057-test2", None), true).1, [Open, Waived, Open]);
        assert_eq!(applied(waiver("b", "SE2321000057-TEST1", Some("closed")), true).1, [Open, Open, Waived]);
    }

    #[test]
    fn a_waiver_that_excuses_nothing_or_another_value_is_told() {
        let (unused, _) = applied(waiver("b", "SE2321000057-TEST2", None), true);
        assert!(std::ptr::eq(unused.findings[0].0, &WAIVER_UNUSED));
        let (lapsed, _) = applied(waiver("b", "SE2321000057-TEST1", Some("active")), true);
        assert!(std::ptr::eq(lapsed.findings[0].0, &WAIVER_LAPSED));
    }

    #[test]
    fn an_item_is_meant_by_its_id_or_by_what_reports_call_it() {
        let need = CaseTypeNeed { key: "fornya_recept".into(), names: vec!["Förnya recept".into()], service: None };
        let needs = Needs { case_types: vec![need], ..Needs::default() };
        let is_meant = |written: &str, kind, id: &str| is_item(written, &Item { kind, id: id.into() }, &needs);
        for written in ["fornya_recept", "Förnya recept", "förnya RECEPT"] {
            assert!(is_meant(written, ItemKind::CaseType, "fornya_recept"), "{written}");
        }
        let of_role = "SE2321000057-TESTP1/arendehanterare";
        for written in [of_role, "SE2321000057-TESTP1 (ärendehanterare)", "se2321000057-testp1 (case handler)"] {
            assert!(is_meant(written, ItemKind::Permission, of_role), "{written}");
        }
        for written in
            ["SE2321000057-TESTP1", "SE2321000057-TESTP1 (granskare)", "SE2321000057-TESTP2 (ärendehanterare)", "()"]
        {
            assert!(!is_meant(written, ItemKind::Permission, of_role), "{written}");
        }
        assert!(!is_meant("boka_tid", ItemKind::CaseType, "fornya_recept"));
    }

    #[test]
    fn nothing_is_said_of_a_waiver_whose_rule_was_not_judged() {
        let (applied, _) = applied(waiver("b", "SE2321000057-TEST1", None), false);
        assert!(applied.findings.is_empty());
    }
}
