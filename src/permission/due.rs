//! What somebody should do soon: leave that is over, permissions that end, clinics that are about to lose their last
//! administrator, and what broke a rule already when it was taken over.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::coverage::Coverage;
use super::holding::{Facts, Moment, State, Target, overlap};
use super::review::Reviews;
use super::scope::{ClinicState, Scope};
use super::todo::{Todo, Todos};
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::vocabulary;

/// Why something is due, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// An open clinic has no local administrator in service, now or from a day on.
    NoAdministrator,
    /// Somebody reviews the clinic that they administer.
    ReviewsOwnClinic,
    /// The pause is over, and nobody has resumed the permission.
    ReturnDue,
    /// Somebody who can use a permission is not in the directory.
    NotInDirectory,
    /// A clinic is being reviewed, and the last day to decide comes or has passed.
    ReviewDue,
    /// The last day comes.
    Ends,
    /// The pause ends.
    Returns,
    /// The first day comes.
    Begins,
    /// A decision has not been carried out in the personnel tool.
    Unconfirmed,
    /// A clinic has one local administrator only.
    OneAdministrator,
}

vocabulary!(Why {
    NoAdministrator = "no_administrator",
    ReviewsOwnClinic = "reviews_own_clinic",
    ReturnDue = "return_due",
    NotInDirectory = "not_in_directory",
    ReviewDue = "review_due",
    Ends = "ends",
    Returns = "returns",
    Begins = "begins",
    Unconfirmed = "unconfirmed",
    OneAdministrator = "one_administrator",
});

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// Why.
    pub why: Why,
    /// On which day; the day of the run where it is so already.
    pub day: NaiveDate,
    /// The clinic.
    pub clinic: HsaId,
    /// The permission, where it is about one.
    pub target: Option<Target>,
}

/// Everything that is due up to a day, the most urgent first. `directory` is who is in the latest recorded snapshot.
#[must_use]
pub fn due(scope: &Scope, (now, last): (Moment, NaiveDate), directory: Option<&BTreeSet<HsaId>>) -> Vec<Due> {
    let (today, mut all) = (now.day, Vec::new());
    for (clinic, _) in scope.clinics.iter().filter(|(_, state)| **state == ClinicState::Open) {
        let coverage = Coverage::of(clinic, scope, today);
        let about = |why, day| Due { why, day, clinic: clinic.clone(), target: None };
        match (coverage.first_below(1), coverage.first_below(2)) {
            (Some(day), _) if day <= last => all.push(about(Why::NoAdministrator, day)),
            (_, Some(day)) if day <= last => all.push(about(Why::OneAdministrator, day)),
            _ => {}
        }
    }
    for (target, facts) in &scope.holdings {
        let about = |why, day| Due { why, day, clinic: target.clinic.clone(), target: Some(target.clone()) };
        all.extend(of_facts(facts, (now, last)).map(|(why, day)| about(why, day)));
        if facts.is_effective(now) && directory.is_some_and(|known| is_unknown(target, scope, known)) {
            all.push(about(Why::NotInDirectory, today));
        }
        if target.role == Role::Granskare && reviews_own_clinic(target, facts, (scope, now)) {
            all.push(about(Why::ReviewsOwnClinic, today));
        }
    }
    all.sort();
    all
}

/// Decisions that should have been carried out in the personnel tool before today, and have not been seen there.
pub fn unconfirmed(todos: &Todos, today: NaiveDate) -> impl Iterator<Item = Due> {
    let due = |todo: &Todo| Due {
        why: Why::Unconfirmed,
        day: todo.day,
        clinic: todo.target.clinic.clone(),
        target: Some(todo.target.clone()),
    };
    todos.open().into_iter().filter(move |todo| todo.day < today).map(due)
}

/// Clinics with something left to decide in a review whose last day is near.
#[must_use]
pub fn in_review(reviews: &Reviews, (scope, now): (&Scope, Moment), last: NaiveDate) -> Vec<Due> {
    let mut all = Vec::new();
    for review in reviews.open().filter(|review| review.deadline <= last) {
        let undecided = reviews.undecided(review, (scope, now));
        let clinics: BTreeSet<&HsaId> = undecided.iter().map(|target| &target.clinic).collect();
        let about =
            |clinic: &HsaId| Due { why: Why::ReviewDue, day: review.deadline, clinic: clinic.clone(), target: None };
        all.extend(clinics.into_iter().map(about));
    }
    all
}

/// What comes up for one permission.
fn of_facts(facts: &Facts, (now, last): (Moment, NaiveDate)) -> impl Iterator<Item = (Why, NaiveDate)> {
    let soon = move |day: NaiveDate| (now.day <= day && day <= last).then_some(day);
    let state = facts.state(now);
    let held = !facts.is_over(now);
    let pause_ends = facts.pauses.iter().filter(|pause| pause.from <= now.day).filter_map(|pause| pause.until).max();
    let found = [
        (state == State::ReturnDue)
            .then(|| pause_ends.unwrap_or(now.day) + Days::new(1))
            .map(|day| (Why::ReturnDue, day)),
        facts.until.filter(|_| held).and_then(soon).map(|day| (Why::Ends, day)),
        pause_ends.filter(|_| state == State::Paused).and_then(soon).map(|day| (Why::Returns, day)),
        (state == State::Pending).then_some(facts.from).and_then(soon).map(|day| (Why::Begins, day)),
    ];
    found.into_iter().flatten()
}

fn is_unknown(target: &Target, scope: &Scope, directory: &BTreeSet<HsaId>) -> bool {
    scope.people.get(&target.person).is_some_and(|id| !directory.contains(id))
}

fn reviews_own_clinic(target: &Target, facts: &Facts, (scope, now): (&Scope, Moment)) -> bool {
    let other = Target { role: Role::LokalAdministrator, ..target.clone() };
    let other = scope.holdings.get(&other).filter(|other| !other.is_over(now) && !facts.is_over(now));
    let both = facts.held_days().zip(other.and_then(Facts::held_days));
    both.is_some_and(|(one, two)| overlap(one, two))
}

#[cfg(test)]
mod tests {
    use super::{Due, Why, due};
    use crate::model::hsa_id::HsaId;
    use crate::model::permission::Role;
    use crate::permission::holding::{Facts, Moment, Pause, PersonRef, Target};
    use crate::permission::scope::{ClinicState, Scope, Settings};

    fn day(text: &str) -> chrono::NaiveDate {
        text.parse().expect("it is a date")
    }

    fn id(text: &str) -> HsaId {
        HsaId::parse(text).expect("it is an id")
    }

    fn facts(from: &str, until: Option<&str>, pause: Option<(&str, Option<&str>)>) -> Facts {
        let pauses = pause.map(|(from, until)| Pause { from: day(from), until: until.map(day) });
        Facts {
            from: day(from),
            until: until.map(day),
            pauses: pauses.into_iter().collect(),
            revoked: None,
            revision: 1,
        }
    }

    /// A clinic with these permissions, on 20 November, and what is due within two weeks: why, for whom, on which day.
    fn told(held: Vec<(&str, Role, Facts)>, known: Option<&[&str]>) -> Vec<(Why, String, String)> {
        let mut scope = Scope::empty(Settings::usual("Region Exempel"));
        let clinic = id("SE2321000057-TEST1");
        scope.clinics.insert(clinic.clone(), ClinicState::Open);
        scope.clinics.insert(id("SE2321000057-TEST2"), ClinicState::Closed);
        for (who, role, facts) in held {
            let person = PersonRef::stored(who);
            scope.people.insert(person.clone(), id(who));
            scope.holdings.insert(Target { clinic: clinic.clone(), person, role }, facts);
        }
        let known = known.map(|known| known.iter().map(|who| id(who)).collect());
        let now = Moment::at("2026-11-20T11:00:00Z".parse().expect("an instant"));
        let all = due(&scope, (now, day("2026-12-04")), known.as_ref());
        let who = |due: &Due| due.target.as_ref().map_or(String::new(), |target| target.person.as_str().to_owned());
        all.iter().map(|due| (due.why, who(due), due.day.to_string())).collect()
    }

    fn one(why: Why, who: &str, day: &str) -> (Why, String, String) {
        (why, who.to_owned(), day.to_owned())
    }

    #[test]
    fn an_open_clinic_that_has_lost_or_will_lose_its_administrator_comes_first() {
        use Role::LokalAdministrator as La;
        let (a, b) = ("SE2321000057-TESTA", "SE2321000057-TESTB");
        let always = || facts("2026-01-01", None, None);
        assert_eq!(told(Vec::new(), None), [one(Why::NoAdministrator, "", "2026-11-20")]);
        assert_eq!(told(vec![(a, La, always())], None), [one(Why::OneAdministrator, "", "2026-11-20")]);
        assert_eq!(told(vec![(a, La, always()), (b, La, always())], None), []);
        let ending = facts("2026-01-01", Some("2026-11-30"), None);
        assert_eq!(
            told(vec![(a, La, ending.clone()), (b, La, ending)], None),
            [
                one(Why::NoAdministrator, "", "2026-12-01"),
                one(Why::Ends, a, "2026-11-30"),
                one(Why::Ends, b, "2026-11-30")
            ]
        );
        let later = facts("2026-01-01", Some("2027-01-31"), None);
        assert_eq!(told(vec![(a, La, later), (b, La, always())], None), [], "not within the time that is asked about");
    }

    #[test]
    fn leave_ends_and_beginnings_come_up_when_their_day_is_near() {
        use Role::{Arendehanterare as Ah, LokalAdministrator as La};
        let who = "SE2321000057-TESTC";
        let staffed = || {
            let always = || facts("2026-01-01", None, None);
            vec![("SE2321000057-TESTA", La, always()), ("SE2321000057-TESTB", La, always())]
        };
        let of = |facts| told(staffed().into_iter().chain([(who, Ah, facts)]).collect(), None);
        assert_eq!(
            of(facts("2026-01-01", None, Some(("2026-10-01", Some("2026-11-18"))))),
            [one(Why::ReturnDue, who, "2026-11-19")]
        );
        assert_eq!(
            of(facts("2026-01-01", None, Some(("2026-10-01", Some("2026-11-30"))))),
            [one(Why::Returns, who, "2026-11-30")]
        );
        assert_eq!(of(facts("2026-01-01", None, Some(("2026-10-01", None)))), [], "nobody knows when");
        assert_eq!(of(facts("2026-12-01", None, None)), [one(Why::Begins, who, "2026-12-01")]);
        assert_eq!(
            of(facts("2026-01-01", Some("2026-11-20"), None)),
            [one(Why::Ends, who, "2026-11-20")],
            "the last day counts"
        );
        assert_eq!(of(facts("2026-01-01", Some("2026-11-19"), None)), [], "it is over");
        let revoked = Facts {
            revoked: Some("2026-11-01T00:00:00Z".parse().expect("an instant")),
            ..facts("2026-01-01", Some("2026-11-25"), None)
        };
        assert_eq!(of(revoked), []);
    }

    #[test]
    fn who_reviews_their_own_clinic_or_is_in_no_directory_is_told() {
        use Role::{Granskare, LokalAdministrator as La};
        let (a, b) = ("SE2321000057-TESTA", "SE2321000057-TESTB");
        let always = || facts("2026-01-01", None, None);
        let staffed = || vec![(a, La, always()), (b, La, always())];
        let reviewing = |facts| staffed().into_iter().chain([(a, Granskare, facts)]).collect();
        assert_eq!(told(reviewing(always()), None), [one(Why::ReviewsOwnClinic, a, "2026-11-20")]);
        assert_eq!(told(reviewing(facts("2026-01-01", Some("2026-10-31"), None)), None), [], "it is over");
        assert_eq!(told(staffed(), Some(&[a])), [one(Why::NotInDirectory, b, "2026-11-20")]);
        assert_eq!(told(staffed(), Some(&[a, b])), []);
    }
}
