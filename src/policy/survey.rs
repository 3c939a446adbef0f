//! Which facts were found at all, and which fields no record of a source has. One look, which mostly ends at the first
//! clinic: what a whole source lacks is said once, and not of every clinic.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::evaluate::Options;
use super::fact::{Clinic, ClinicSubject, Fact, FactDef, FactIx, FactRef, Horizon, Scope, Subject as _, TABLE};
use super::judge::{Cause, Judge};
use super::rule::{Condition, Operand, Policy, Rule, Test};
use crate::model::clinic::{CaseTypeRecord, CaseTypeTexts, Declarations, UnitRecord};
use crate::model::facts::{ClinicFacts, DirectoryUnit, Facts};
use crate::model::finding::{ItemKind, Missing};
use crate::model::permission::{PermissionRecord, StaffRecord};
use crate::model::source::SourceKind;
use crate::parallel::in_order;

/// What was found in a run.
pub(super) struct Survey {
    /// For each policy, each fact that its rules read, with why it was never found.
    facts: Vec<BTreeMap<FactRef, Option<Missing>>>,
    /// For each rule of all policies, why it is unknown wherever it applies, if what it requires is nowhere to be had.
    constant: Vec<Option<Vec<Cause>>>,
    unexported: Unexported,
}

impl Survey {
    /// What only rules read that are not judged is nobody's concern.
    pub(super) fn of(horizon: &Horizon<'_>, judges: &[Judge<'_>], options: &Options) -> Self {
        let unexported = Unexported::of(horizon.facts, options.jobs);
        let mut facts = Vec::new();
        let mut chosen = options.chosen.iter();
        for judge in judges {
            let rules = judge.policy.rules.iter().zip(chosen.by_ref());
            let tests = tests(
                judge.policy,
                judge.policy.binds.as_ref(),
                rules.filter(|(_, chosen)| **chosen).map(|(rule, _)| rule),
            );
            let read = tests.iter().flat_map(|test| test.facts()).collect();
            facts.push(search(judge, read, (horizon, options.jobs), &unexported));
        }
        let rules =
            judges.iter().zip(&facts).flat_map(|(judge, seen)| judge.policy.rules.iter().zip(std::iter::repeat(seen)));
        let constant = rules.map(|(rule, seen)| nowhere(rule, seen)).collect();
        Self { facts, constant, unexported }
    }

    /// Of each policy, the facts that may differ between clinics that are in an export, or between items: those that its rules
    /// read, but for what nobody supplied, and what no export has. With each, whether its value matters: where it is only
    /// compared with what nobody has, it does not, if no remedy would tell what should be there by it.
    pub(super) fn varying(&self, judges: &[Judge<'_>]) -> Vec<Vec<(FactRef, bool)>> {
        let mut constant = self.constant.iter();
        let of_policy = |(seen, judge): (&BTreeMap<FactRef, Option<Missing>>, &Judge<'_>)| {
            let rules = judge.policy.rules.iter().zip(constant.by_ref());
            let may_fail = rules.filter(|(_, nowhere)| nowhere.is_none()).map(|(rule, _)| rule);
            let mended = may_fail.flat_map(|rule| rule.require.tests());
            let deciding = mended.filter_map(|test| match test.operand {
                Operand::By { fact, .. } => Some(fact),
                _ => None,
            });
            let is_exported = |fact: &FactRef| {
                matches!(fact.about(), (Scope::Clinic | Scope::Item(ItemKind::CaseType), SourceKind::Exports))
            };
            let varies = |fact: &FactRef| match seen.get(fact) {
                Some(Some(Missing::NotSupplied(_))) => false,
                Some(Some(Missing::NotInSource(_))) => !is_exported(fact),
                _ => true,
            };
            let tests = tests(judge.policy, judge.policy.binds.as_ref(), judge.policy.rules.iter());
            let decided = tests.into_iter().filter(|test| test.facts().all(|fact| varies(&fact)));
            let valued: BTreeSet<FactRef> = decided.flat_map(Test::facts).chain(deciding).collect();
            seen.keys().filter(|fact| varies(fact)).map(|fact| (*fact, valued.contains(fact))).collect()
        };
        self.facts.iter().zip(judges).map(of_policy).collect()
    }

    /// Why a rule is unknown for every clinic to which it applies, where that is the same for all.
    pub(super) fn constant(&self, rule: usize) -> Option<&[Cause]> {
        self.constant[rule].as_deref()
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

/// The tests of whom a policy binds, if that is asked, and of some of its rules, with those of the lists that they go
/// through or count.
pub(super) fn tests<'p>(
    policy: &'p Policy,
    binds: Option<&'p Condition>,
    rules: impl Iterator<Item = &'p Rule>,
) -> Vec<&'p Test> {
    let mut tests: Vec<&Test> = binds.into_iter().flat_map(Condition::tests).collect();
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
    let cause = |fact: FactRef| {
        let missing = seen.get(&fact).copied().flatten().filter(|missing| missing.is_run_wide())?;
        Some(Cause { fact, missing })
    };
    let mut causes = rule.require.tests().into_iter().map(|test| cause(test.fact)).collect::<Option<Vec<_>>>()?;
    causes.sort_unstable();
    causes.dedup();
    Some(causes)
}

/// Clinics that are looked at before others are asked to help: nearly every fact is found at one of the first.
const FIRST: usize = 64;

/// Of each fact, why it was never found, if it never was; otherwise `None`.
fn search(
    judge: &Judge<'_>,
    facts: BTreeSet<FactRef>,
    (horizon, jobs): (&Horizon<'_>, usize),
    unexported: &Unexported,
) -> BTreeMap<FactRef, Option<Missing>> {
    let mut seen = BTreeMap::new();
    let mut open = Vec::new();
    for fact in facts {
        match fact {
            FactRef::Table(ix) if unexported.contains(ix) && !has_another_source(fact, horizon) => {
                seen.insert(fact, Some(Missing::NotInSource(fact.about().1)));
            }
            _ => open.push((fact, Search::Open(None))),
        }
    }
    let clinics = &horizon.facts.clinics;
    let (first, rest) = clinics.split_at(clinics.len().min(FIRST));
    look_through(judge, first, horizon, &mut open);
    if !rest.is_empty() && open.iter().any(|(_, search)| search.is_open()) {
        // Where there can be no items of a kind, the others are told the same of them.
        let may_be_found = |fact: FactRef| match fact.about().0 {
            Scope::Clinic => true,
            Scope::Item(kind) => horizon.may_have(kind),
        };
        let still_open = open.iter().filter(|(fact, search)| search.is_open() && may_be_found(*fact));
        let asked: Vec<(FactRef, Search)> = still_open.map(|(fact, _)| (*fact, Search::Open(None))).collect();
        let found = in_order(jobs, &shares(rest, jobs), |share| {
            let mut found = asked.clone();
            look_through(judge, share, horizon, &mut found);
            found
        });
        for (fact, search) in found.into_iter().flatten() {
            let before = open.iter_mut().find(|(known, _)| *known == fact);
            let (_, before) = before.expect("it was asked for");
            *before = before.and(search);
        }
    }
    seen.extend(open.into_iter().map(|(fact, search)| (fact, search.end(fact.about().1))));
    seen
}

/// Whether a fact can come from another source than its own, where that does not have it: that it is not there for one clinic
/// says nothing of others.
fn has_another_source(fact: FactRef, horizon: &Horizon<'_>) -> bool {
    let FactRef::Table(ix) = fact else { return false };
    let other = match ix.def().path {
        "clinic.unit_kind" => SourceKind::Clinics,
        "permission.granted_by" | "permission.granted_on" => SourceKind::Register,
        _ => return false,
    };
    horizon.facts.supplied.contains(other)
}

/// Clinics in shares that are worth a thread each.
fn shares(clinics: &[ClinicFacts], jobs: usize) -> Vec<&[ClinicFacts]> {
    clinics.chunks(clinics.len().div_ceil(jobs.max(1)).max(1024)).collect()
}

/// How the search for a fact stands.
#[derive(Clone, Copy)]
enum Search {
    /// Not found yet, and why.
    Open(Option<Missing>),
    Found,
    /// What nobody supplied is missing for everyone.
    NotSupplied(Missing),
}

impl Search {
    fn is_open(self) -> bool {
        matches!(self, Self::Open(_))
    }

    /// What two searches say together, of which the other one looked at later clinics.
    fn and(self, later: Self) -> Self {
        match (self, later) {
            (Self::Open(Some(Missing::NoRecord(_)) | None), Self::Open(Some(why))) => Self::Open(Some(why)),
            (Self::Open(why), Self::Open(_)) => Self::Open(why),
            (Self::Open(_), decided) | (decided, _) => decided,
        }
    }

    /// Without a clinic, or an item of the kind, nothing was asked for in vain, yet nothing was found either.
    fn end(self, source: SourceKind) -> Option<Missing> {
        match self {
            Self::Found => None,
            Self::NotSupplied(why) => Some(why),
            Self::Open(why) => why.or(Some(Missing::NoRecord(source))),
        }
    }
}

/// Looks for facts at clinics, until all are found.
fn look_through(judge: &Judge<'_>, clinics: &[ClinicFacts], horizon: &Horizon<'_>, facts: &mut [(FactRef, Search)]) {
    for clinic in clinics {
        if !facts.iter().any(|(_, search)| search.is_open()) {
            return;
        }
        let clinic = Clinic::new(horizon, clinic);
        for (fact, search) in facts.iter_mut().filter(|(_, search)| search.is_open()) {
            let found = at_one(*fact, judge, clinic.subject());
            *search = search.and(match found {
                Search::NotSupplied(reason) if has_another_source(*fact, horizon) => Search::Open(Some(reason)),
                found => found,
            });
        }
    }
}

/// Whether one clinic has a fact.
fn at_one<'c>(fact: FactRef, judge: &Judge<'_>, clinic: ClinicSubject<'c>) -> Search {
    let mut missing = None;
    let mut note = |given: Fact<'_>| match given {
        Fact::Known(_) | Fact::Absent => true,
        Fact::Unknown(reason) => {
            missing = Some(reason);
            false
        }
    };
    let mut look = |subject: &ClinicSubject<'c>| match fact {
        // The items of a list are counted by who hears the clinic.
        FactRef::List(_) => note(judge.hear(clinic).read(fact, subject)),
        _ => note(judge.given(fact, subject)),
    };
    let is_found = match fact.about().0 {
        Scope::Clinic => look(&clinic),
        Scope::Item(kind) => match clinic.items(kind) {
            Ok(items) => items.iter().any(look),
            Err(reason) => {
                missing = Some(reason);
                false
            }
        },
    };
    match missing {
        _ if is_found => Search::Found,
        Some(reason @ Missing::NotSupplied(_)) => Search::NotSupplied(reason),
        reason => Search::Open(reason),
    }
}

/// The facts whose field no record has, though there are records.
struct Unexported {
    /// A bit for each row of the table.
    fields: u128,
    /// Whether there is a kind of text that no case type has: what all of its texts say is then open for every one.
    a_kind_of_text: bool,
}

/// Fields of a kind of record, a bit each.
trait Exported {
    /// Their canonical names, the lowest bit first.
    const FIELDS: &'static [&'static str];

    /// Those that the record carries.
    fn exported(&self) -> u32;
}

macro_rules! exported {
    ($type:ty: $($field:ident),* $(,)?) => {
        impl Exported for $type {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn exported(&self) -> u32 {
                [$(self.$field.is_exported()),*].iter().rev().fold(0, |bits, has| (bits << 1) | u32::from(*has))
            }
        }
    };
}

exported!(UnitRecord:
    name, status, unit_kind, care_level, agreement, business_code, municipality, service_area, recommended, changed,
    other_information, standard_replies, reverse_flow_templates, time_types, case_types);
exported!(CaseTypeRecord: state, kind, origin, restricted, changed);
exported!(CaseTypeTexts: description, terms, standard_replies, answer_alternatives);
exported!(Declarations: prescribes_medicines, prescribes_aids, offers_advice, can_book_directly, services);
exported!(PermissionRecord: role, state, granted_by, granted_on, valid_until, notified_by, directory_mail);
exported!(StaffRecord: employed_until);
exported!(DirectoryUnit:
    name, public_name, ends, visiting_address, postal_address, phones, hours, phone_hours, coordinates, county,
    municipality, business_codes, care_types, unit_types, destinations, page_1177, modified);

/// The fields that some record of each kind has, a bit each as in [`Exported::FIELDS`].
#[derive(Clone, Copy, Default)]
struct Carried {
    units: u32,
    types: u32,
    texts: u32,
    declared: u32,
    permissions: u32,
    staff: u32,
    directory: u32,
}

impl Carried {
    fn of(clinics: &[ClinicFacts]) -> Self {
        let mut shared = HashSet::default();
        clinics.iter().fold(Self::default(), |carried, clinic| carried.with(clinic, &mut shared))
    }

    /// `shared` are lists of case types that have been looked at.
    fn with(mut self, clinic: &ClinicFacts, shared: &mut HashSet<*const CaseTypeRecord, RandomState>) -> Self {
        if let Some(unit) = &clinic.directory {
            self.directory |= unit.exported();
        }
        if let Some(unit) = &clinic.export {
            self.units |= unit.exported();
            let is_new = |types: &&Arc<Vec<_>>| Arc::strong_count(types) == 1 || shared.insert(types.as_ptr());
            for record in unit.case_types.value().filter(is_new).into_iter().flat_map(|types| types.iter()) {
                self.types |= record.exported();
                if let Some(of_type) = &record.texts {
                    self.texts |= of_type.exported();
                }
            }
        }
        self.declared |= clinic.declared.values.exported();
        for held in &clinic.permissions {
            self.permissions |= held.record.exported();
            if let Some(record) = &held.staff {
                self.staff |= record.exported();
            }
        }
        self
    }

    fn or(self, other: Self) -> Self {
        Self {
            units: self.units | other.units,
            types: self.types | other.types,
            texts: self.texts | other.texts,
            declared: self.declared | other.declared,
            permissions: self.permissions | other.permissions,
            staff: self.staff | other.staff,
            directory: self.directory | other.directory,
        }
    }
}

/// Whether a field of a kind of record is in none of them.
fn lacks<R: Exported>(carried: u32, route: &str) -> bool {
    R::FIELDS.iter().position(|field| *field == route).is_some_and(|bit| carried & (1 << bit) == 0)
}

impl Unexported {
    fn of(facts: &Facts, jobs: usize) -> Self {
        // A field that another clinic has is not missing from the source, whoever is judged.
        let clinics = [&facts.clinics, &facts.set_aside].map(|clinics| shares(clinics, jobs)).concat();
        let carried = in_order(jobs, &clinics, |some| Carried::of(some));
        let carried = carried.into_iter().fold(Carried::default(), Carried::or);
        let no_text = carried.texts == 0;
        let a_kind_of_text = carried.texts.count_ones() < 4;
        let supplied = |kind| facts.supplied.contains(kind);
        let bits = (0_u32..).zip(TABLE).filter(|(_, def)| {
            supplied(def.source)
                && match (def.source, def.scope) {
                    (SourceKind::Exports, Scope::Clinic) => lacks::<UnitRecord>(carried.units, def.route),
                    (SourceKind::Exports, Scope::Item(ItemKind::CaseType)) if is_of_all_texts(def) => no_text,
                    (SourceKind::Exports, Scope::Item(ItemKind::CaseType))
                        if def.path == "case_type.standard_terms" =>
                    {
                        false
                    }
                    (SourceKind::Exports, Scope::Item(ItemKind::CaseType)) => {
                        lacks::<CaseTypeRecord>(carried.types, def.route)
                            || lacks::<CaseTypeTexts>(carried.texts, def.route)
                    }
                    (SourceKind::Declarations, _) => lacks::<Declarations>(carried.declared, def.route),
                    (SourceKind::Permissions, _) => lacks::<PermissionRecord>(carried.permissions, def.route),
                    (SourceKind::Staff, _) => lacks::<StaffRecord>(carried.staff, def.route),
                    (SourceKind::Directory, _) => lacks::<DirectoryUnit>(carried.directory, def.route),
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
