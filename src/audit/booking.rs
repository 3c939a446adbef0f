//! Whether 1177 can call a clinic's booking, from the routes and permissions of TAK. Pure: what counts is said, nothing
//! is looked up elsewhere.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::model::booking::{Booking, ContractAnswer, Found, Lapsed, Sought, Tree, Via};
use crate::model::directory::Directory;
use crate::model::finding::Missing;
use crate::model::hsa_id::HsaId;
use crate::model::outcome::Truth;
use crate::model::place::Place;
use crate::model::source::SourceKind;
use crate::model::tak::{CallPermission, Consumer, LogicalAddress, Route, Tak, Told, Validity};
use crate::source::Sources;

/// The root of the tree, which exports of the directory leave out.
const ROOT: &str = "SE";

/// Where a clinic stands in the tree.
#[derive(Clone, Debug)]
pub enum Lineage {
    /// No source has the tree, or the clinic's place in it; why.
    Unknown(Missing),
    /// The directory does not have the clinic. The platform would take it as a child of the root; that is a fault in
    /// HSA and no connection, so nothing is inherited.
    NotInTree,
    /// The ancestors, nearest first.
    Ancestors {
        /// Those that are known.
        known: Vec<HsaId>,
        /// Why there may be others: a directory source that does not have every unit.
        others: Option<Missing>,
    },
}

/// The clinics' ancestors, by the directory.
#[derive(Debug)]
pub struct FamilyTree<'d> {
    directory: &'d Directory,
    /// What is known of a clinic that the directory does not have.
    stranger: Lineage,
    /// Why a unit may have other ancestors than those that are known.
    others: Option<Missing>,
}

impl<'d> FamilyTree<'d> {
    /// The tree that was made of directory sources.
    #[must_use]
    pub fn new(sources: &Sources, directory: &'d Directory) -> Self {
        let failed = sources.failed.iter().any(|failed| failed.kind == SourceKind::Directory);
        let (stranger, others) = if failed || !sources.supplied.contains(SourceKind::Directory) {
            let missing = Missing::NotSupplied(SourceKind::Directory);
            (Lineage::Unknown(missing), Some(missing))
        } else if sources.directory_is_complete {
            (Lineage::NotInTree, None)
        } else {
            let missing = Missing::NoRecord(SourceKind::Directory);
            (Lineage::Unknown(missing), Some(missing))
        };
        Self { directory, stranger, others }
    }

    /// Where a clinic stands in it.
    #[must_use]
    pub fn lineage(&self, clinic: &HsaId) -> Lineage {
        let Some(unit) = self.directory.unit(clinic) else { return self.stranger.clone() };
        if self.directory.get(unit).dn.is_none() {
            return Lineage::Unknown(Missing::NotExported(SourceKind::Directory));
        }
        let known = self.directory.ancestors(unit).filter_map(|above| self.directory.get(above).hsa_id.cloned());
        Lineage::Ancestors { known: known.collect(), others: self.others }
    }
}

/// What is asked, the same for every clinic.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// At which instant.
    pub at: DateTime<Utc>,
    /// Who 1177 is; empty when that is not set.
    pub consumers: &'q [Consumer],
    /// Why what is not there may exist all the same: a file that could not be read.
    pub lost: Option<Missing>,
}

impl<'q> Question<'q> {
    /// What is asked of the TAK files that were read.
    #[must_use]
    pub fn of(sources: &Sources, at: DateTime<Utc>, consumers: &'q [Consumer]) -> Self {
        // What stands in a file that could not be read may be just what seems to be missing.
        let failed = sources.failed.iter().any(|failed| failed.kind == SourceKind::Tak);
        let lost = failed.then_some(Missing::NotSupplied(SourceKind::Tak));
        Self { at, consumers, lost }
    }
}

/// The routes and permissions of TAK, by address.
#[derive(Debug)]
pub struct Exchange<'t> {
    tak: &'t Tak,
    question: Question<'t>,
    contracts: BTreeSet<&'t Arc<str>>,
    routes: ByAddress<'t, Route>,
    permissions: ByAddress<'t, CallPermission>,
}

/// Records of one kind by address, and the contracts of which any counts anywhere.
#[derive(Debug)]
struct ByAddress<'t, R> {
    at: HashMap<LogicalAddress, Vec<&'t R>>,
    anywhere: HashSet<&'t str>,
}

/// What routes and permissions have in common.
trait Record {
    fn contract(&self) -> &Arc<str>;
    fn address(&self) -> &LogicalAddress;
    fn validity(&self) -> Validity;
    fn place(&self) -> Place;
    fn profile(&self) -> Option<&Arc<str>>;
}

impl Record for Route {
    fn contract(&self) -> &Arc<str> {
        &self.contract
    }
    fn address(&self) -> &LogicalAddress {
        &self.address
    }
    fn validity(&self) -> Validity {
        self.validity
    }
    fn place(&self) -> Place {
        self.place()
    }
    fn profile(&self) -> Option<&Arc<str>> {
        self.profile.as_ref()
    }
}

impl Record for CallPermission {
    fn contract(&self) -> &Arc<str> {
        &self.contract
    }
    fn address(&self) -> &LogicalAddress {
        &self.address
    }
    fn validity(&self) -> Validity {
        self.validity
    }
    fn place(&self) -> Place {
        self.place()
    }
    fn profile(&self) -> Option<&Arc<str>> {
        None
    }
}

impl<'t, R: Record> ByAddress<'t, R> {
    fn of(records: impl Iterator<Item = &'t R>, at: DateTime<Utc>) -> Self {
        let mut all = Self { at: HashMap::new(), anywhere: HashSet::new() };
        for record in records {
            if record.validity().covers(at) != Truth::False {
                all.anywhere.insert(record.contract());
            }
            // In the old form `VG#VE` the unit is what stands last.
            if let Some(unit) = record.address().unit() {
                all.at.entry(unit).or_default().push(record);
            }
            all.at.entry(record.address().clone()).or_default().push(record);
        }
        all
    }

    /// Looks for a contract at one address after the other; the first that has it is taken.
    fn seek(&self, contract: &str, among: &[(Via, LogicalAddress)], search: &Search<'_>) -> Sought {
        let (mut doubt, mut lapsed) = (None, None);
        for (via, address) in among {
            let here = self.at.get(address).into_iter().flatten().filter(|record| **record.contract() == *contract);
            let mut found: Option<Found> = None;
            for record in here {
                match record.validity().covers(search.at) {
                    Truth::True => {
                        let found =
                            found.get_or_insert(Found { via: via.clone(), profiles: Vec::new(), at: Vec::new() });
                        found.at.push(record.place());
                        found.profiles.extend(record.profile().filter(|new| !found.profiles.contains(new)).cloned());
                    }
                    Truth::Unknown => doubt = doubt.or(Some(Missing::Unreadable(SourceKind::Tak))),
                    Truth::False if *via == Via::Own && lapsed.is_none() => {
                        lapsed = Some(Lapsed { at: record.place(), validity: record.validity() });
                    }
                    Truth::False => {}
                }
            }
            if let Some(mut found) = found {
                found.profiles.sort_unstable();
                return Sought::Found(found);
            }
        }
        if let Some(missing) = doubt {
            return Sought::Unknown(missing);
        }
        if let Some(missing) = search.lost {
            return Sought::Unknown(missing);
        }
        if !search.told.of(contract) {
            return Sought::Unknown(Missing::NotInSource(SourceKind::Tak));
        }
        if let Some(missing) = search.no_tree.filter(|_| self.anywhere.contains(contract)) {
            return Sought::Unknown(missing);
        }
        Sought::Nowhere { lapsed }
    }
}

/// How a search ends that finds nothing.
struct Search<'s> {
    at: DateTime<Utc>,
    told: &'s Told,
    lost: Option<Missing>,
    /// Why the clinic's ancestors are not known, if they are not.
    no_tree: Option<Missing>,
}

impl<'t> Exchange<'t> {
    /// Sorts what TAK says.
    #[must_use]
    pub fn new(tak: &'t Tak, question: Question<'t>) -> Self {
        let is_1177 = |permission: &&CallPermission| {
            question.consumers.is_empty() || question.consumers.contains(&permission.consumer)
        };
        let contracts = tak.routes.iter().map(|route| &route.contract);
        let contracts = contracts.chain(tak.permissions.iter().map(|permission| &permission.contract));
        Self {
            tak,
            question,
            contracts: contracts.collect(),
            routes: ByAddress::of(tak.routes.iter(), question.at),
            permissions: ByAddress::of(tak.permissions.iter().filter(is_1177), question.at),
        }
    }

    /// What TAK says of a clinic.
    #[must_use]
    pub fn of(&self, clinic: &HsaId, lineage: &Lineage) -> Booking {
        let tree = match lineage {
            Lineage::Unknown(_) => Tree::NotGiven,
            Lineage::NotInTree => Tree::NotThere,
            Lineage::Ancestors { .. } => Tree::Known,
        };
        let address = |name: &str| LogicalAddress::parse(name).expect("an HSA-id is never empty");
        let own = (Via::Own, address(clinic.as_str()));
        let everyone = (Via::Everyone, address(LogicalAddress::EVERYONE));
        let mut above: Vec<(Via, LogicalAddress)> = Vec::new();
        if let Lineage::Ancestors { known, .. } = lineage {
            for name in known.iter().map(HsaId::as_str).chain([ROOT]) {
                let ancestor = address(name);
                if ancestor != own.1 && !above.iter().any(|(_, known)| *known == ancestor) {
                    above.push((Via::Ancestor(ancestor.clone()), ancestor));
                }
            }
        }
        let to_answer: Vec<_> = [own.clone()].into_iter().chain(above.clone()).chain([everyone.clone()]).collect();
        let to_permit: Vec<_> = [own, everyone].into_iter().chain(above).collect();
        let no_tree = match lineage {
            Lineage::Unknown(missing) => Some(*missing),
            Lineage::Ancestors { others, .. } => *others,
            Lineage::NotInTree => None,
        };
        let Question { at, lost, .. } = self.question;
        let search = |told: &'t Told| Search { at, told, lost, no_tree };
        let (of_routes, of_permissions) = (search(&self.tak.routes_told), search(&self.tak.permissions_told));
        let answer = |contract: &Arc<str>| ContractAnswer {
            contract: Arc::clone(contract),
            route: self.routes.seek(contract, &to_answer, &of_routes),
            permission: self.ask(self.permissions.seek(contract, &to_permit, &of_permissions)),
        };
        let contracts = self.contracts.iter().map(|contract| answer(contract)).collect();
        Booking { contracts, others: answer(&Arc::from("")), tree }
    }

    /// Whose permission it is cannot be said before it is known who 1177 is. That nobody has any can.
    fn ask(&self, permission: Sought) -> Sought {
        match permission {
            Sought::Nowhere { .. } if self.question.consumers.is_empty() => Sought::Nowhere { lapsed: None },
            _ if self.question.consumers.is_empty() => Sought::Unknown(Missing::NotSet(SourceKind::Tak)),
            asked => asked,
        }
    }
}

/// The systems that have booking permissions, with how many: the most first, so that whoever has to say which of them
/// 1177 is need not search.
#[must_use]
pub fn consumers(tak: &Tak) -> Vec<(&Consumer, u64)> {
    let mut counts: HashMap<&Consumer, u64> = HashMap::new();
    for permission in &tak.permissions {
        *counts.entry(&permission.consumer).or_default() += 1;
    }
    let mut counts: Vec<(&Consumer, u64)> = counts.into_iter().collect();
    counts.sort_unstable_by(|(one, of_one), (two, of_two)| of_two.cmp(of_one).then_with(|| one.cmp(two)));
    counts
}

#[cfg(test)]
mod tests;
