//! Which facts were found at all, and which fields no record of a source has. One look, which mostly ends at the first
//! clinic: what a whole source lacks is said once, and not of every clinic.

use std::collections::{BTreeMap, BTreeSet};

use super::fact::{Clinic, Fact, FactDef, FactIx, FactRef, Horizon, Scope, Subject as _, TABLE};
use super::judge::{Cause, Judge};
use super::rule::{Condition, Policy, Rule, Test};
use crate::model::clinic::{CaseTypeRecord, CaseTypeTexts, Declarations, UnitRecord};
use crate::model::facts::{DirectoryUnit, Facts};
use crate::model::finding::{ItemKind, Missing, RuleIx};
use crate::model::permission::{PermissionRecord, StaffRecord};
use crate::model::source::SourceKind;

/// What was found in a run.
pub(super) struct Survey {
    /// For each policy, each fact that its rules read, with why it was never found.
    facts: Vec<BTreeMap<FactRef, Option<Missing>>>,
    /// For each rule of all policies, why it is unknown wherever it applies, if what it requires is nowhere to be had.
    constant: Vec<Option<Vec<Cause>>>,
    unexported: Unexported,
}

impl Survey {
    /// `chosen` tells of each rule of all policies whether it is judged: what only others read is nobody's concern.
    pub(super) fn of(horizon: &Horizon<'_>, judges: &[Judge<'_>], chosen: &[bool]) -> Self {
        let unexported = Unexported::of(horizon.facts);
        let mut facts = Vec::new();
        let mut chosen = chosen.iter();
        for judge in judges {
            let mut seen: BTreeMap<FactRef, Option<Missing>> = BTreeMap::new();
            let rules = judge.policy.rules.iter().zip(chosen.by_ref());
            for test in tests(judge.policy, rules.filter(|(_, chosen)| **chosen).map(|(rule, _)| rule)) {
                for fact in test.facts() {
                    seen.entry(fact).or_insert_with(|| never_found(judge, fact, horizon, &unexported));
                }
            }
            facts.push(seen);
        }
        let rules =
            judges.iter().zip(&facts).flat_map(|(judge, seen)| judge.policy.rules.iter().zip(std::iter::repeat(seen)));
        let constant = rules.map(|(rule, seen)| nowhere(rule, seen)).collect();
        Self { facts, constant, unexported }
    }

    /// Why a rule is unknown for every clinic to which it applies, where that is the same for all.
    pub(super) fn constant(&self, rule: RuleIx) -> Option<&[Cause]> {
        self.constant[usize::from(rule.0)].as_deref()
    }

    /// A field that one record lacks is the clinic's matter; one that every record lacks is the source's.
    pub(super) fn widen(&self, cause: Cause) -> Cause {
        match (cause.missing, cause.fact) {
            (Missing::NotExported(kind), FactRef::Table(ix)) if self.unexported.leaves_open(ix) => {
                Cause { missing: Missing::NotInSource(kind), ..cause }
            }
            _ => cause,
        }
    }

    pub(super) fn report(&self, horizon: &Horizon<'_>, judges: &[Judge<'_>]) -> Vec<(Box<str>, Option<Missing>)> {
        let mut report: BTreeMap<Box<str>, Option<Missing>> = BTreeMap::new();
        for (seen, judge) in self.facts.iter().zip(judges) {
            for (fact, missing) in seen {
                let entry = report.entry(judge.path(*fact, &horizon.needs.measures)).or_insert(*missing);
                *entry = entry.and(*missing);
            }
        }
        report.into_iter().collect()
    }
}

/// The tests of some rules of a policy: their own, those of the lists that they go through or count, and whom it binds.
fn tests<'p>(policy: &'p Policy, rules: impl Iterator<Item = &'p Rule>) -> Vec<&'p Test> {
    let mut tests: Vec<&Test> = policy.binds.iter().flat_map(Condition::tests).collect();
    let mut lists = BTreeSet::new();
    for rule in rules {
        lists.extend(rule.for_each.and_then(|each| each.list));
        tests.extend(rule.conditions().flat_map(Condition::tests));
    }
    lists.extend(tests.iter().flat_map(|test| test.facts()).filter_map(|fact| match fact {
        FactRef::List(list) => Some(list),
        _ => None,
    }));
    let filters = lists.into_iter().filter_map(|list| policy.lists[usize::from(list)].filter.as_ref());
    tests.extend(filters.flat_map(Condition::tests));
    tests
}

/// The causes of a rule all of whose required facts are missing from the whole run.
fn nowhere(rule: &Rule, seen: &BTreeMap<FactRef, Option<Missing>>) -> Option<Vec<Cause>> {
    if rule.for_each.is_some() {
        return None;
    }
    let cause = |fact: FactRef| {
        let missing = seen.get(&fact).copied().flatten().filter(|missing| missing.is_run_wide())?;
        Some(Cause { fact, missing })
    };
    let mut causes = rule.require.tests().into_iter().map(|test| cause(test.fact)).collect::<Option<Vec<_>>>()?;
    causes.sort_unstable();
    causes.dedup();
    Some(causes)
}

/// Why a fact was never found, if it never was; otherwise `None`, at the first clinic that has it.
fn never_found(judge: &Judge<'_>, fact: FactRef, horizon: &Horizon<'_>, unexported: &Unexported) -> Option<Missing> {
    let (scope, source) = match fact {
        FactRef::Table(ix) => {
            let def = ix.def();
            // The kind of unit can come from the list of clinics too.
            if unexported.contains(ix) && def.path != "clinic.unit_kind" {
                return Some(Missing::NotInSource(def.source));
            }
            (def.scope, def.source)
        }
        FactRef::CaseTypeAttested(_) => (Scope::Item(ItemKind::CaseType), SourceKind::Attestations),
        FactRef::UserAttested(_) => (Scope::Item(ItemKind::User), SourceKind::Attestations),
        FactRef::Measure(_) => (Scope::Clinic, SourceKind::Cases),
        FactRef::CaseTypeMeasure(_) => (Scope::Item(ItemKind::CaseType), SourceKind::Cases),
        FactRef::Attested(_) | FactRef::List(_) => (Scope::Clinic, SourceKind::Attestations),
    };
    let mut why: Option<Missing> = None;
    for clinic in &horizon.facts.clinics {
        let clinic = Clinic::new(horizon, clinic);
        let hearing = judge.hear(clinic.subject());
        let subjects = match scope {
            Scope::Clinic => Ok(vec![clinic.subject()]),
            Scope::Item(kind) => clinic.subject().items(kind),
        };
        let mut missing = subjects.as_ref().err().copied();
        for subject in subjects.iter().flatten() {
            match hearing.read(fact, subject) {
                Fact::Known(_) | Fact::Absent => return None,
                Fact::Unknown(reason) => missing = Some(reason),
            }
        }
        match missing {
            // What nobody supplied is missing for everyone.
            Some(Missing::NotSupplied(_)) => return missing,
            Some(reason) if why.is_none_or(|known| matches!(known, Missing::NoRecord(_))) => why = Some(reason),
            _ => {}
        }
    }
    // Without a clinic, or an item of the kind, nothing was asked for in vain, yet nothing was found either.
    why.or(Some(Missing::NoRecord(source)))
}

/// The facts whose field no record has, though there are records.
struct Unexported {
    /// A bit for each row of the table.
    fields: u128,
    /// Whether there is a kind of text that no case type has: what all of its texts say is then open for every one.
    a_kind_of_text: bool,
}

/// Whether a record carries a field, by the field's canonical name.
type Probe<R> = (&'static str, fn(&R) -> bool);

macro_rules! probes {
    ($type:ty: $($field:ident),* $(,)?) => {
        vec![$((stringify!($field), (|record| record.$field.is_exported()) as fn(&$type) -> bool)),*]
    };
}

impl Unexported {
    fn of(facts: &Facts) -> Self {
        let mut units: Vec<Probe<UnitRecord>> = probes!(UnitRecord:
            name, status, unit_kind, care_level, agreement, business_code, municipality, service_area, recommended,
            changed, other_information, standard_replies, reverse_flow_templates, time_types, case_types);
        let mut types: Vec<Probe<CaseTypeRecord>> = probes!(CaseTypeRecord: state, kind, origin, restricted, changed);
        let mut texts: Vec<Probe<CaseTypeTexts>> = probes!(CaseTypeTexts:
            description, terms, standard_replies, answer_alternatives);
        let mut declared: Vec<Probe<Declarations>> = probes!(Declarations:
            prescribes_medicines, prescribes_aids, offers_advice, can_book_directly, services);
        let mut permissions: Vec<Probe<PermissionRecord>> = probes!(PermissionRecord:
            role, state, granted_by, granted_on, valid_until, notified_by, directory_mail);
        let mut staff: Vec<Probe<StaffRecord>> = probes!(StaffRecord: employed_until);
        let mut directory: Vec<Probe<DirectoryUnit>> = probes!(DirectoryUnit:
            name, public_name, ends, visiting_address, postal_address, phones, hours, phone_hours, coordinates, county,
            municipality, business_codes, care_types, unit_types, destinations, page_1177, modified);
        for clinic in &facts.clinics {
            if let Some(unit) = &clinic.directory {
                see(&mut directory, unit);
            }
            if let Some(unit) = &clinic.export {
                see(&mut units, unit);
                for record in unit.case_types.value().into_iter().flatten() {
                    see(&mut types, record);
                    if let Some(of_type) = &record.texts {
                        see(&mut texts, of_type);
                    }
                }
            }
            see(&mut declared, &clinic.declared.values);
            for held in &clinic.permissions {
                see(&mut permissions, &held.record);
                if let Some(record) = &held.staff {
                    see(&mut staff, record);
                }
            }
        }
        let (no_text, a_kind_of_text) = (texts.len() == 4, !texts.is_empty());
        let supplied = |kind| facts.supplied.contains(kind);
        let bits = (0_u32..).zip(TABLE).filter(|(_, def)| {
            supplied(def.source)
                && match (def.source, def.scope) {
                    (SourceKind::Exports, Scope::Clinic) => lacks(&units, def.route),
                    (SourceKind::Exports, Scope::Item(ItemKind::CaseType)) if is_of_all_texts(def) => no_text,
                    (SourceKind::Exports, Scope::Item(ItemKind::CaseType))
                        if def.path == "case_type.standard_terms" =>
                    {
                        false
                    }
                    (SourceKind::Exports, Scope::Item(ItemKind::CaseType)) => {
                        lacks(&types, def.route) || lacks(&texts, def.route)
                    }
                    (SourceKind::Declarations, _) => lacks(&declared, def.route),
                    (SourceKind::Permissions, _) => lacks(&permissions, def.route),
                    (SourceKind::Staff, _) => lacks(&staff, def.route),
                    (SourceKind::Directory, _) => lacks(&directory, def.route),
                    _ => false,
                }
        });
        Self { fields: bits.fold(0, |bits, (ix, _)| bits | 1 << ix), a_kind_of_text }
    }

    fn contains(&self, FactIx(ix): FactIx) -> bool {
        self.fields & (1 << ix) != 0
    }

    /// Whether a fact that one record leaves open is left open by every one.
    fn leaves_open(&self, ix: FactIx) -> bool {
        self.contains(ix) || self.a_kind_of_text && is_of_all_texts(ix.def())
    }
}

fn is_of_all_texts(def: &FactDef) -> bool {
    def.path.starts_with("case_type.texts")
}

/// Strikes the fields that the record has from those that nobody has shown yet.
fn see<R>(unseen: &mut Vec<Probe<R>>, record: &R) {
    if !unseen.is_empty() {
        unseen.retain(|(_, exported)| !exported(record));
    }
}

fn lacks<R>(unseen: &[Probe<R>], route: &str) -> bool {
    unseen.iter().any(|(field, _)| *field == route)
}
