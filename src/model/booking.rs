//! Whether 1177 can call a clinic's booking: contract by contract, by whose route and by whose permission.
//!
//! The platform looks for a route at the clinic's own address, then at its ancestors in HSA, then at `*`; for a
//! permission at the clinic's own address, then at `*`, then at the ancestors. Looking upwards can be switched off, so
//! what is found there is told apart from what is the clinic's own.

use std::sync::Arc;

use super::finding::Missing;
use super::outcome::Truth;
use super::place::Place;
use super::source::SourceKind;
use super::tak::{LogicalAddress, Validity};
use crate::vocabulary;

/// What TAK says of a clinic's booking.
#[derive(Clone, Debug)]
pub struct Booking {
    /// The contracts that TAK has anything of, by name.
    pub contracts: Vec<ContractAnswer>,
    /// What holds of any other contract.
    pub others: ContractAnswer,
    /// Where the clinic's ancestors were looked for.
    pub tree: Tree,
}

/// Where a clinic's ancestors were looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tree {
    /// Nowhere: no source has the tree, or the clinic's place in it.
    NotGiven,
    /// In the directory, which does not have the clinic.
    NotThere,
    /// In the directory.
    Known,
}

/// What was found of one contract for one clinic.
#[derive(Clone, Debug)]
pub struct ContractAnswer {
    /// The contract's name.
    pub contract: Arc<str>,
    /// Where calls go.
    pub route: Sought,
    /// Whether 1177 may call.
    pub permission: Sought,
}

/// What came of looking for a route or a permission.
#[derive(Clone, Debug)]
pub enum Sought {
    /// It is there.
    Found(Found),
    /// It is not there.
    Nowhere {
        /// One that does not count any longer, or not yet.
        lapsed: Option<Lapsed>,
    },
    /// It cannot be said, and why.
    Unknown(Missing),
}

/// A route or permission that counts.
#[derive(Clone, Debug)]
pub struct Found {
    /// At which address.
    pub via: Via,
    /// The RIV-TA profiles of a route, such as `RIVTABP21`.
    pub profiles: Vec<Arc<str>>,
    /// Where it stands.
    pub at: Vec<Place>,
}

/// Whose route or permission it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// The clinic's own.
    Own,
    /// An ancestor's.
    Ancestor(LogicalAddress),
    /// Everyone's: `*`.
    Everyone,
}

/// A route or permission of the clinic's own that does not count at the instant.
#[derive(Clone, Debug)]
pub struct Lapsed {
    /// Where it stands.
    pub at: Place,
    /// When it counts.
    pub validity: Validity,
}

/// What it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// 1177 can call, at the clinic's own address.
    Direct,
    /// 1177 can call, by what an ancestor or everyone has.
    Inherited,
    /// There is a route, and 1177 may not call.
    RouteOnly,
    /// 1177 may call, and there is no route.
    PermissionOnly,
    /// Neither.
    Neither,
    /// There is no route; whether 1177 may call is not known.
    NoRoute,
    /// 1177 may not call; whether there is a route is not known.
    NoPermission,
    /// It cannot be said.
    Unknown,
}

vocabulary!(Verdict {
    Direct = "direct",
    Inherited = "inherited",
    RouteOnly = "route_without_permission",
    PermissionOnly = "permission_without_route",
    Neither = "none",
    NoRoute = "no_route",
    NoPermission = "no_permission",
    Unknown = "unknown",
});

impl Booking {
    /// What was found of a contract.
    #[must_use]
    pub fn contract(&self, name: &str) -> &ContractAnswer {
        self.contracts.iter().find(|answer| answer.contract.eq_ignore_ascii_case(name)).unwrap_or(&self.others)
    }
}

impl ContractAnswer {
    /// Whether 1177 can call.
    #[must_use]
    pub fn callable(&self) -> Truth {
        self.route.is_there().and(self.permission.is_there())
    }

    /// Whether 1177 can call without anybody looking upwards: the route is the clinic's own, and the permission its own
    /// or everyone's.
    #[must_use]
    pub fn direct(&self) -> Truth {
        let route = self.route.is_there_as(|via| *via == Via::Own);
        route.and(self.permission.is_there_as(|via| matches!(via, Via::Own | Via::Everyone)))
    }

    /// Whether 1177 can call, by what an ancestor or everyone has.
    #[must_use]
    pub fn inherited(&self) -> Truth {
        self.callable().and(!self.direct())
    }

    /// Whether there is a route that 1177 may not call.
    #[must_use]
    pub fn routed_without_permission(&self) -> Truth {
        self.route.is_there().and(!self.permission.is_there())
    }

    /// Whether 1177 may call where there is no route.
    #[must_use]
    pub fn permitted_without_route(&self) -> Truth {
        self.permission.is_there().and(!self.route.is_there())
    }

    /// What it comes to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        use Truth::{False, True, Unknown};
        match (self.route.is_there(), self.permission.is_there()) {
            (True, True) if self.direct() == True => Verdict::Direct,
            (True, True) => Verdict::Inherited,
            (True, False) => Verdict::RouteOnly,
            (False, True) => Verdict::PermissionOnly,
            (False, False) => Verdict::Neither,
            (False, Unknown) => Verdict::NoRoute,
            (Unknown, False) => Verdict::NoPermission,
            (Unknown, True | Unknown) | (True, Unknown) => Verdict::Unknown,
        }
    }

    /// Why something of it is unknown: a missing setting first, since it is the easiest to put right.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        let reasons = [&self.permission, &self.route].map(Sought::missing);
        let not_set = reasons.iter().flatten().find(|missing| matches!(missing, Missing::NotSet(_)));
        not_set.or(reasons.iter().flatten().next()).copied()
    }

    /// Whose route or permission makes it inherited.
    #[must_use]
    pub fn inherited_from(&self) -> Option<&Via> {
        match &self.route {
            Sought::Found(Found { via: via @ (Via::Ancestor(_) | Via::Everyone), .. }) => Some(via),
            _ => match &self.permission {
                Sought::Found(Found { via: via @ Via::Ancestor(_), .. }) => Some(via),
                _ => None,
            },
        }
    }

    /// Where it stands: what was found, and what does not count.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        [&self.route, &self.permission].into_iter().flat_map(Sought::places)
    }
}

impl Sought {
    /// Whether it is there.
    #[must_use]
    pub fn is_there(&self) -> Truth {
        match self {
            Self::Found(_) => Truth::True,
            Self::Nowhere { .. } => Truth::False,
            Self::Unknown(_) => Truth::Unknown,
        }
    }

    /// Whether it is there, and of the right person.
    fn is_there_as(&self, right: impl Fn(&Via) -> bool) -> Truth {
        match self {
            Self::Found(found) => right(&found.via).into(),
            Self::Nowhere { .. } => Truth::False,
            // What only the tree can tell is nobody's own.
            Self::Unknown(missing) if missing.source() == SourceKind::Directory => Truth::False,
            Self::Unknown(_) => Truth::Unknown,
        }
    }

    /// Why it is unknown.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        match self {
            Self::Unknown(missing) => Some(*missing),
            Self::Found(_) | Self::Nowhere { .. } => None,
        }
    }

    /// Where it stands, or one that does not count.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        match self {
            Self::Found(found) => &found.at,
            Self::Nowhere { lapsed: Some(lapsed) } => std::slice::from_ref(&lapsed.at),
            Self::Nowhere { lapsed: None } | Self::Unknown(_) => &[],
        }
    }
}
