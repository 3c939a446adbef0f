//! `riktlinje/booking/v1`: the booking connection of one clinic, for programs.

use chrono::SecondsFormat;
use serde::Serialize;

use super::{BookingPage, Found, Lapsed, Sought, Tree, Via};
use crate::model::booking::ContractAnswer;
use crate::model::case_type::Vocabulary as _;
use crate::model::outcome::Truth;
use crate::model::tak::Limit;
use crate::report::directory::Locate;
use crate::report::json::{WirePlace, pretty};

const FORMAT: &str = "riktlinje/booking/v1";

/// Writes the page.
pub(super) fn write(page: &BookingPage<'_>, locate: &mut Locate<'_>) -> String {
    let asked = page.asked.iter().map(|name| contract(name, page.booking.contract(name), true, locate));
    let mut contracts: Vec<WireContract> = asked.collect();
    contracts.extend(page.others().map(|answer| contract(&answer.contract, answer, false, locate)));
    let wire = Wire {
        format: FORMAT,
        clinic: page.clinic.as_str(),
        name: page.name,
        as_of: page.as_of.to_rfc3339_opts(SecondsFormat::Secs, false),
        taken_at: page.taken_at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, false)),
        tree: match page.booking.tree {
            Tree::NotGiven => "not_given",
            Tree::NotThere => "not_there",
            Tree::Known => "known",
        },
        consumers: page.consumers.iter().map(ToString::to_string).collect(),
        contracts,
    };
    pretty(&wire)
}

fn contract(name: &str, answer: &ContractAnswer, asked: bool, locate: &mut Locate<'_>) -> WireContract {
    WireContract {
        contract: name.to_owned(),
        asked,
        verdict: answer.verdict().key(),
        callable: match answer.callable() {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown => None,
        },
        inherited_from: answer.inherited_from().map(address),
        missing: answer.missing().map(|missing| WireMissing { reason: missing.key(), source: missing.source().key() }),
        route: side(&answer.route, locate),
        permission: side(&answer.permission, locate),
    }
}

fn address(via: &Via) -> String {
    match via {
        Via::Own => "own".to_owned(),
        Via::Everyone => "*".to_owned(),
        Via::Ancestor(address) => address.to_string(),
    }
}

fn side(sought: &Sought, locate: &mut Locate<'_>) -> WireSide {
    let limit = |limit: Limit| limit.instant().map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
    match sought {
        Sought::Found(Found { via, profiles, at }) => WireSide {
            found: Some(true),
            via: Some(match via {
                Via::Own => "own",
                Via::Ancestor(_) => "ancestor",
                Via::Everyone => "everyone",
            }),
            address: (*via != Via::Own).then(|| address(via)),
            profiles: profiles.iter().map(ToString::to_string).collect(),
            at: at.iter().map(|at| locate(at).into()).collect(),
            ..WireSide::default()
        },
        Sought::Nowhere { lapsed: Some(Lapsed { at, validity }) } => WireSide {
            found: Some(false),
            from: limit(validity.from),
            until: limit(validity.until),
            at: vec![locate(at).into()],
            ..WireSide::default()
        },
        Sought::Nowhere { lapsed: None } => WireSide { found: Some(false), ..WireSide::default() },
        Sought::Unknown(_) => WireSide::default(),
    }
}

#[derive(Serialize)]
struct Wire<'a> {
    format: &'static str,
    clinic: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    as_of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken_at: Option<String>,
    tree: &'static str,
    consumers: Vec<String>,
    contracts: Vec<WireContract>,
}

#[derive(Serialize)]
struct WireContract {
    contract: String,
    /// Whether a rule of the policy asks for it.
    asked: bool,
    verdict: &'static str,
    /// `null` where it cannot be said.
    callable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inherited_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<WireMissing>,
    route: WireSide,
    permission: WireSide,
}

#[derive(Serialize)]
struct WireMissing {
    reason: &'static str,
    source: &'static str,
}

/// A route or a permission: found, not found (perhaps one that does not count, with when it does), or not known.
#[derive(Default, Serialize)]
struct WireSide {
    found: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    profiles: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    at: Vec<WirePlace>,
}
