//! Every class of verdict, one by one, and what is said where something is missing.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::{Exchange, Lineage, Question, consumers};
use crate::model::booking::{Booking, Sought, Tree, Via};
use crate::model::case_type::Vocabulary as _;
use crate::model::finding::Missing;
use crate::model::hsa_id::HsaId;
use crate::model::outcome::Truth;
use crate::model::place::{FileIx, RecordRef};
use crate::model::source::SourceKind;
use crate::model::tak::{CallPermission, Consumer, Form, Limit, LogicalAddress, Route, Tak, Told, Validity};

const CLINIC: &str = "SE2321000057-TEST1";
const PARENT: &str = "SE2321000057-TESTP";
const ABOVE: &str = "SE2321000057-TESTA";
const WE: &str = "SE2321000057-TEST1177";

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}T12:00:00Z").parse().expect("it is an instant")
}

fn record() -> RecordRef {
    RecordRef { file: FileIx(0), start: 0, len: 1, line: 1 }
}

fn route(address: &str) -> Route {
    Route {
        record: record(),
        form: Form::Export,
        contract: "MakeBooking".into(),
        address: LogicalAddress::parse(address).expect("it is an address"),
        profile: Some("RIVTABP21".into()),
        validity: Validity::default(),
    }
}

fn permission(address: &str) -> CallPermission {
    CallPermission {
        record: record(),
        form: Form::Export,
        contract: "MakeBooking".into(),
        address: LogicalAddress::parse(address).expect("it is an address"),
        consumer: Consumer::parse(WE).expect("it is a name"),
        validity: Validity::default(),
    }
}

fn tak(routes: &[&str], permissions: &[&str]) -> Tak {
    Tak {
        routes: routes.iter().map(|address| route(address)).collect(),
        permissions: permissions.iter().map(|address| permission(address)).collect(),
        routes_told: Told::All,
        permissions_told: Told::All,
    }
}

fn id(text: &str) -> HsaId {
    HsaId::parse(text).expect("it is an id")
}

fn tree() -> Lineage {
    Lineage::Ancestors { known: vec![id(PARENT), id(ABOVE)], others: None }
}

fn no_tree() -> Lineage {
    Lineage::Unknown(Missing::NotSupplied(SourceKind::Directory))
}

fn asked(tak: &Tak, lineage: &Lineage, consumers: &[&str]) -> Booking {
    let consumers: Vec<Consumer> = consumers.iter().filter_map(|name| Consumer::parse(name)).collect();
    let question = Question { at: at("2026-11-20"), consumers: &consumers, lost: None };
    Exchange::new(tak, question).of(&id(CLINIC), lineage)
}

/// The verdict, whose it is, and why it is unknown.
fn told(booking: &Booking) -> String {
    let answer = booking.contract("MakeBooking");
    let mut text = answer.verdict().key().to_owned();
    match answer.inherited_from() {
        Some(Via::Ancestor(address)) => write!(text, " from {address}").expect("a String takes it"),
        Some(Via::Everyone) => text.push_str(" from everyone"),
        Some(Via::Own) | None => {}
    }
    if let Some(missing) = answer.missing() {
        write!(text, " {} {}", missing.key(), missing.source().key()).expect("a String takes it");
    }
    text
}

/// Routes and permissions, and the verdicts with a tree, without one, and where the tree does not have the clinic.
type Case<'c> = (&'c [&'c str], &'c [&'c str], &'c str, &'c str, &'c str);

#[test]
fn verdicts_come_one_by_one() {
    let old = format!("{ABOVE}#{CLINIC}");
    let cases: [Case<'_>; 23] = [
        (&[CLINIC], &[CLINIC], "direct", "direct", "direct"),
        (&["se2321000057-test1"], &["*"], "direct", "direct", "direct"),
        (&[&old], &[CLINIC], "direct", "direct", "direct"),
        (&[CLINIC, PARENT, "*"], &[CLINIC], "direct", "direct", "direct"),
        (&[CLINIC], &["*", PARENT], "direct", "direct", "direct"),
        (
            &[CLINIC],
            &[PARENT],
            "inherited from SE2321000057-TESTP",
            "unknown not_supplied directory",
            "route_without_permission",
        ),
        (
            &[PARENT],
            &[CLINIC],
            "inherited from SE2321000057-TESTP",
            "unknown not_supplied directory",
            "permission_without_route",
        ),
        (&[ABOVE], &[PARENT], "inherited from SE2321000057-TESTA", "unknown not_supplied directory", "none"),
        (
            &[ABOVE, PARENT],
            &["*"],
            "inherited from SE2321000057-TESTP",
            "unknown not_supplied directory",
            "permission_without_route",
        ),
        (&["SE"], &["*"], "inherited from SE", "unknown not_supplied directory", "permission_without_route"),
        (&[CLINIC], &["SE"], "inherited from SE", "unknown not_supplied directory", "route_without_permission"),
        (&["*"], &["*"], "inherited from everyone", "inherited from everyone", "inherited from everyone"),
        (&["*"], &[CLINIC], "inherited from everyone", "inherited from everyone", "inherited from everyone"),
        (
            &["*", PARENT],
            &[CLINIC],
            "inherited from SE2321000057-TESTP",
            "inherited from everyone",
            "inherited from everyone",
        ),
        (&[CLINIC], &[], "route_without_permission", "route_without_permission", "route_without_permission"),
        (
            &[CLINIC],
            &["SE2321000057-TEST2"],
            "route_without_permission",
            "unknown not_supplied directory",
            "route_without_permission",
        ),
        (
            &["*"],
            &[],
            "route_without_permission from everyone",
            "route_without_permission from everyone",
            "route_without_permission from everyone",
        ),
        (&[], &[CLINIC], "permission_without_route", "permission_without_route", "permission_without_route"),
        (
            &["SE2321000057-TEST2"],
            &["*"],
            "permission_without_route",
            "unknown not_supplied directory",
            "permission_without_route",
        ),
        (&[], &[], "none", "none", "none"),
        (&["SE2321000057-TEST2"], &[], "none", "no_permission not_supplied directory", "none"),
        (&[], &["SE2321000057-TEST2"], "none", "no_route not_supplied directory", "none"),
        (&["SE2321000057-TEST2"], &["SE2321000057-TEST2"], "none", "unknown not_supplied directory", "none"),
    ];
    for (routes, permissions, with_tree, without, not_there) in cases {
        let tak = tak(routes, permissions);
        let verdict = |lineage| told(&asked(&tak, &lineage, &[WE]));
        assert_eq!(verdict(tree()), with_tree, "{routes:?} {permissions:?}");
        assert_eq!(verdict(no_tree()), without, "without a tree: {routes:?} {permissions:?}");
        assert_eq!(verdict(Lineage::NotInTree), not_there, "not in the tree: {routes:?} {permissions:?}");
    }
}

#[test]
fn who_1177_is_must_be_known_before_its_permissions_are() {
    let both = tak(&[CLINIC], &[CLINIC]);
    assert_eq!(told(&asked(&both, &tree(), &["SE2321000057-TEST9"])), "route_without_permission");
    assert_eq!(told(&asked(&both, &tree(), &["x", "se2321000057-test1177"])), "direct");
    assert_eq!(told(&asked(&both, &tree(), &[])), "unknown not_set tak");
    assert_eq!(told(&asked(&tak(&[], &[CLINIC]), &tree(), &[])), "no_route not_set tak");
    assert_eq!(told(&asked(&tak(&[CLINIC], &[]), &tree(), &[])), "route_without_permission");
    assert_eq!(told(&asked(&tak(&[PARENT], &[PARENT]), &no_tree(), &[])), "unknown not_set tak");
}

#[test]
fn only_what_counts_at_the_instant_counts() {
    let ended = Validity { until: Limit::At(at("2026-11-19")), ..Validity::default() };
    let coming = Validity { from: Limit::At(at("2026-11-21")), ..Validity::default() };
    let doubtful = Validity { until: Limit::Unreadable, ..Validity::default() };
    for (validity, verdict) in [
        (ended, "permission_without_route"),
        (coming, "permission_without_route"),
        (doubtful, "unknown unreadable tak"),
        (Validity { until: Limit::At(at("2026-11-20")), ..ended }, "direct"),
    ] {
        let mut tak = tak(&[CLINIC], &["*"]);
        tak.routes[0].validity = validity;
        let booking = asked(&tak, &tree(), &[WE]);
        assert_eq!(told(&booking), verdict);
        let lapsed = matches!(booking.contract("MakeBooking").route, Sought::Nowhere { lapsed: Some(_) });
        assert_eq!(lapsed, verdict == "permission_without_route", "one that does not count is shown");
        // What does not count at the clinic's own address is looked for further up.
        tak.routes.push(route(PARENT));
        let further = told(&asked(&tak, &tree(), &[WE]));
        assert!(further.starts_with("inherited") || verdict == "direct", "{further}");
    }
}

#[test]
fn what_a_file_does_not_tell_of_is_unknown() {
    let mut partial = tak(&[CLINIC], &[CLINIC]);
    partial.permissions.clear();
    partial.permissions_told = Told::default();
    assert_eq!(told(&asked(&partial, &tree(), &[WE])), "unknown not_in_source tak");
    partial.permissions_told = Told::Of(["MakeBooking".into()].into());
    let booking = asked(&partial, &tree(), &[WE]);
    assert_eq!(told(&booking), "route_without_permission");
    assert_eq!(booking.contract("CancelBooking").callable(), Truth::False, "all routes are told of");
    partial.routes_told = Told::default();
    assert_eq!(asked(&partial, &tree(), &[WE]).contract("CancelBooking").callable(), Truth::Unknown);
}

#[test]
fn a_part_of_the_tree_finds_what_it_has_and_denies_nothing() {
    let others = Some(Missing::NoRecord(SourceKind::Directory));
    let part = Lineage::Ancestors { known: vec![id(PARENT)], others };
    assert_eq!(told(&asked(&tak(&[PARENT], &["*"]), &part, &[WE])), "inherited from SE2321000057-TESTP");
    assert_eq!(told(&asked(&tak(&[ABOVE], &["*"]), &part, &[WE])), "unknown no_record directory");
    assert_eq!(told(&asked(&tak(&[], &["*"]), &part, &[WE])), "permission_without_route");
}

#[test]
fn what_stands_in_a_file_that_could_not_be_read_may_be_what_is_missing() {
    let consumers = [Consumer::parse(WE).expect("it is a name")];
    let lost = Some(Missing::NotSupplied(SourceKind::Tak));
    let question = Question { at: at("2026-11-20"), consumers: &consumers, lost };
    let answer = |tak: &Tak| told(&Exchange::new(tak, question).of(&id(CLINIC), &tree()));
    assert_eq!(answer(&tak(&[CLINIC], &[CLINIC])), "direct");
    assert_eq!(answer(&tak(&[CLINIC], &[])), "unknown not_supplied tak");
}

#[test]
fn all_profiles_of_an_address_are_named_and_none_of_another() {
    let mut tak = tak(&[CLINIC, CLINIC, PARENT], &["*"]);
    tak.routes[0].profile = Some("RIVTABP20".into());
    tak.routes[2].profile = Some("RIVTABP99".into());
    let booking = asked(&tak, &tree(), &[WE]);
    let Sought::Found(found) = &booking.contract("makebooking").route else { panic!("there is a route") };
    assert_eq!(found.profiles.iter().map(|profile| &**profile).collect::<Vec<_>>(), ["RIVTABP20", "RIVTABP21"]);
    assert_eq!((found.at.len(), booking.tree), (2, Tree::Known));
}

#[test]
fn those_with_the_most_permissions_are_named_first() {
    let mut tak = tak(&[], &["*", "*", "*"]);
    tak.permissions[1].consumer = Consumer::parse("b").expect("it is a name");
    tak.permissions[2].consumer = Consumer::parse("B").expect("it is a name");
    let named: Vec<_> = consumers(&tak).into_iter().map(|(name, count)| format!("{name} {count}")).collect();
    assert_eq!(named, ["b 2", "SE2321000057-TEST1177 1"]);
}
