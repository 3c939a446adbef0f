//! Every kind of difference, and what must be no difference.

use std::collections::{BTreeSet, HashMap};

use super::{Cure, Kind, Seen, Tool, reconcile};
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::permission::{AbsenceRecord, PermissionRecord, PermissionState, Role, StaffRecord};
use crate::model::place::{FileIx, RecordRef};
use crate::permission::holding::{Facts, Moment, Pause, PersonRef, Target};
use crate::permission::scope::{Scope, Settings};

const CLINIC: &str = "SE2321000057-TEST1";
const ANNA: &str = "SE2321000057-TESTANNA";
const TODAY: &str = "2026-11-20";

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("it is a date")
}

fn id(text: &str) -> HsaId {
    HsaId::parse(text).expect("it is an id")
}

fn facts(until: Option<&str>, pause: Option<(&str, Option<&str>)>) -> Facts {
    let pauses = pause.map(|(from, until)| Pause { from: day(from), until: until.map(day) });
    Facts {
        from: day("2026-01-01"),
        until: until.map(day),
        pauses: pauses.into_iter().collect(),
        revoked: None,
        revision: 1,
    }
}

fn staff(until: Field<&str>, workplace: Option<&str>) -> StaffRecord {
    StaffRecord {
        record: RecordRef::whole_file(FileIx(0)),
        staff: id(ANNA),
        employed_until: until.map(day),
        workplace: workplace.map_or(Field::NotExported, |clinic| Field::Value(id(clinic))),
    }
}

fn shown(state: Field<PermissionState>, role: Field<Role>) -> PermissionRecord {
    PermissionRecord {
        record: RecordRef::whole_file(FileIx(0)),
        clinic: id(CLINIC),
        staff: id(ANNA),
        role,
        state,
        granted_by: Field::NotExported,
        granted_on: Field::NotExported,
        valid_until: Field::NotExported,
        last_login: Field::NotExported,
        notified_by: Field::NotExported,
        directory_mail: Field::NotExported,
    }
}

fn leave(from: &str, until: Option<&str>) -> AbsenceRecord {
    AbsenceRecord { record: RecordRef::whole_file(FileIx(0)), staff: id(ANNA), from: day(from), until: until.map(day) }
}

/// What is told of Anna, who holds a role with these facts, or nothing.
fn told(held: Option<(Role, Facts)>, seen: &Seen<'_>) -> Vec<(Kind, Cure, Option<String>)> {
    let mut scope = Scope::empty(Settings::usual("Region Exempel"));
    let person = PersonRef::stored("p_anna");
    scope.people.insert(person.clone(), id(ANNA));
    if let Some((role, facts)) = held {
        scope.holdings.insert(Target { clinic: id(CLINIC), person, role }, facts);
    }
    let now = Moment::at(format!("{TODAY}T11:00:00Z").parse().expect("an instant"));
    told_when(&scope, seen, (now, &HashMap::new()))
}

fn told_when(
    scope: &Scope,
    seen: &Seen<'_>,
    when: (Moment, &HashMap<Target, chrono::NaiveDate>),
) -> Vec<(Kind, Cure, Option<String>)> {
    let all = reconcile(scope, seen, when);
    all.into_iter().map(|one| (one.kind, one.cure, one.day.or(one.until).map(|day| day.to_string()))).collect()
}

fn active() -> Option<(Role, Facts)> {
    Some((Role::Arendehanterare, facts(None, None)))
}

#[test]
fn somebody_has_left_when_every_row_of_theirs_says_so() {
    let of = |held, rows: &[StaffRecord]| told(held, &Seen { staff: Some(rows), ..Seen::default() });
    let ended = || staff(Field::Value("2026-11-12"), None);
    let leaver = |cure| vec![(Kind::Leaver, cure, Some("2026-11-12".to_owned()))];
    assert_eq!(of(active(), &[ended()]), leaver(Cure::Plan));
    let administrator = Some((Role::LokalAdministrator, facts(None, None)));
    assert_eq!(of(administrator, &[ended()]), leaver(Cure::Decide), "never proposed");
    let paused = Some((Role::Arendehanterare, facts(None, Some(("2026-10-01", None)))));
    assert_eq!(of(paused, &[ended()]), leaver(Cure::Plan), "who has left while on leave has left");
    assert_eq!(of(active(), &[ended(), staff(Field::Absent, None)]), [], "another employment goes on");
    assert_eq!(of(active(), &[ended(), staff(Field::Unreadable, None)]), [], "another may go on");
    assert_eq!(of(active(), &[staff(Field::Value(TODAY), None)]), [], "the last day is a day at work");
    let over = Some((Role::Arendehanterare, facts(Some("2026-11-12"), None)));
    assert_eq!(of(over, &[ended()]), [], "the permission ended with the employment");
}

#[test]
fn who_is_not_mentioned_is_unknown_unless_the_list_has_everybody() {
    let rows: [StaffRecord; 0] = [];
    assert_eq!(told(active(), &Seen { staff: Some(&rows), ..Seen::default() }), []);
    let complete = Seen { staff: Some(&rows), staff_is_complete: true, ..Seen::default() };
    assert_eq!(told(active(), &complete), [(Kind::Leaver, Cure::Decide, None)]);
    assert_eq!(told(active(), &Seen { staff_is_complete: true, ..Seen::default() }), [], "there is no list");
    let nobody = BTreeSet::new();
    assert_eq!(
        told(active(), &Seen { directory: Some(&nobody), ..Seen::default() }),
        [(Kind::Orphan, Cure::Decide, None)]
    );
    let everybody = BTreeSet::from([id(ANNA)]);
    assert_eq!(told(active(), &Seen { directory: Some(&everybody), ..Seen::default() }), []);
}

#[test]
fn leave_that_covers_today_is_a_pause_to_make_and_leave_that_is_over_one_to_end() {
    let of = |held, rows: &[AbsenceRecord]| told(held, &Seen { absence: Some(rows), ..Seen::default() });
    let away = |cure| vec![(Kind::ShouldBePaused, cure, Some("2026-11-16".to_owned()))];
    assert_eq!(of(active(), &[leave("2026-11-16", Some("2026-12-18"))]), away(Cure::Plan));
    assert_eq!(of(active(), &[leave("2026-11-16", None)]), away(Cure::Plan));
    assert_eq!(of(active(), &[leave("2026-11-16", Some(TODAY))]), away(Cure::Plan), "the last day of leave");
    let administrator = Some((Role::LokalAdministrator, facts(None, None)));
    assert_eq!(of(administrator, &[leave("2026-11-16", None)]), away(Cure::Decide));
    assert_eq!(of(active(), &[leave("2026-11-21", None)]), [], "it has not begun");
    assert_eq!(of(active(), &[leave("2026-11-16", Some("2026-11-19"))]), [], "it is over");
    let open = || Some((Role::Arendehanterare, facts(None, Some(("2026-10-01", None)))));
    assert_eq!(
        of(open(), &[leave("2026-10-01", Some("2026-11-18"))]),
        [(Kind::DueBack, Cure::Decide, Some("2026-11-18".to_owned()))]
    );
    assert_eq!(of(open(), &[leave("2026-03-01", Some("2026-03-18"))]), [], "leave before the pause says nothing of it");
    assert_eq!(of(open(), &[leave("2026-10-01", Some("2026-11-18")), leave("2026-11-19", None)]), [], "and again");
    let ended = Some((Role::Arendehanterare, facts(None, Some(("2026-10-01", Some("2026-11-18"))))));
    assert_eq!(of(ended, &[]), [(Kind::DueBack, Cure::Decide, Some("2026-11-18".to_owned()))]);
}

#[test]
fn what_the_tool_shows_is_held_against_what_was_decided() {
    use PermissionState::{Active, Inactive};
    let of = |held, rows: &[PermissionRecord]| {
        told(held, &Seen { tool: Some((&Tool::of(rows), day("2026-11-19"))), ..Seen::default() })
    };
    let row = |state| shown(Field::Value(state), Field::Value(Role::Arendehanterare));
    let other = || shown(Field::Value(Active), Field::Value(Role::Granskare));
    let granskare = || (Kind::Extra, Cure::Decide, None);
    assert_eq!(of(active(), &[row(Active)]), []);
    assert_eq!(of(active(), &[row(Inactive)]), [(Kind::Missing, Cure::Tool, None)]);
    assert_eq!(of(active(), &[other()]), [granskare(), (Kind::Missing, Cure::Tool, None)]);
    assert_eq!(of(active(), &[row(Inactive), row(Active)]), [], "of two rows the one that can be used counts");
    assert_eq!(of(active(), &[shown(Field::Unreadable, Field::Value(Role::Arendehanterare))]), [], "it cannot tell");
    assert_eq!(of(active(), &[shown(Field::Value(Active), Field::Unreadable)]), [], "that may be the one");
    assert_eq!(of(None, &[row(Active)]), [(Kind::Extra, Cure::Decide, None)]);
    assert_eq!(of(None, &[row(Inactive)]), []);
    let paused = Some((Role::Arendehanterare, facts(None, Some(("2026-10-01", None)))));
    assert_eq!(of(paused, &[row(Active)]), [(Kind::ShouldBePaused, Cure::Tool, Some("2026-10-01".to_owned()))]);
    let ended = || Some((Role::Arendehanterare, facts(Some("2026-11-12"), None)));
    assert_eq!(of(ended(), &[row(Active)]), [(Kind::Extra, Cure::Tool, None)]);
    assert_eq!(of(ended(), &[row(Inactive)]), []);
    let ends_later = Some((Role::Arendehanterare, facts(Some("2026-11-19"), None)));
    assert_eq!(of(ends_later, &[row(Active)]), [], "it was the last day when the export was taken");
    // A clinic that is not in the export has not been asked about.
    let elsewhere = PermissionRecord { clinic: id("SE2321000057-TEST2"), ..row(Inactive) };
    assert_eq!(of(active(), &[elsewhere]), []);
}

#[test]
fn who_works_elsewhere_or_never_logs_in_is_asked_about() {
    let works = |places: &[Option<&str>]| {
        let rows: Vec<StaffRecord> = places.iter().map(|place| staff(Field::Absent, *place)).collect();
        told(active(), &Seen { staff: Some(&rows), ..Seen::default() })
    };
    let other = Some("SE2321000057-TEST2");
    assert_eq!(works(&[other]), [(Kind::Mover, Cure::Decide, None)]);
    assert_eq!(works(&[other, Some(CLINIC)]), []);
    assert_eq!(works(&[other, None]), [], "one row does not say where");
    assert_eq!(works(&[None]), []);
    let login = |last: &str| {
        let role = Field::Value(Role::Arendehanterare);
        let row = shown(Field::Value(PermissionState::Active), role);
        let rows = [PermissionRecord { last_login: Field::Value(day(last)), ..row }];
        told(active(), &Seen { tool: Some((&Tool::of(&rows), day("2026-11-19"))), ..Seen::default() })
    };
    assert_eq!(login("2026-08-20"), [(Kind::Dormant, Cure::Decide, Some("2026-08-20".to_owned()))]);
    assert_eq!(login("2026-08-21"), [], "ninety days are not over ninety");
}

#[test]
fn an_export_says_nothing_against_what_was_decided_on_its_day_or_later() {
    let mut scope = Scope::empty(Settings::usual("Region Exempel"));
    let person = PersonRef::stored("p_anna");
    scope.people.insert(person.clone(), id(ANNA));
    let target = Target { clinic: id(CLINIC), person, role: Role::Arendehanterare };
    // Taken over on the day after the export was taken out: what began then was there before.
    scope.holdings.insert(target.clone(), Facts { from: day("2026-11-20"), ..facts(None, None) });
    let rows = [shown(Field::Value(PermissionState::Active), Field::Value(Role::Arendehanterare))];
    let tool = Tool::of(&rows);
    let seen = Seen { tool: Some((&tool, day("2026-11-19"))), ..Seen::default() };
    let now = Moment::at(format!("{TODAY}T11:00:00Z").parse().expect("an instant"));
    let on = |decided| told_when(&scope, &seen, (now, &HashMap::from([(target.clone(), day(decided))])));
    assert_eq!(on("2026-11-20"), []);
    assert_eq!(on("2026-11-19"), []);
    assert_eq!(on("2026-11-18"), [(Kind::Extra, Cure::Tool, None)], "usable before its first day");
}
