//! What has been decided and not yet been seen where the permission really is: in an export of the personnel tool, or by
//! somebody who says that it is done.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::decide::Ask;
use super::event::{Event, Verb, What};
use super::holding::{Facts, Moment, Target};
use super::request::Reason;
use super::rule::{Denial, Rule};
use super::scope::Scope;
use crate::text::Message;

/// A decision that remains to be carried out in the personnel tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// The number of the event that decided it.
    pub event: u64,
    /// The permission.
    pub target: Target,
    /// What was decided.
    pub verb: Verb,
    /// The day on which it was decided.
    pub decided: NaiveDate,
    /// The first day on which the tool must show something else than before.
    pub day: NaiveDate,
    /// What holds since.
    pub facts: Facts,
}

/// The decisions that remain, as the journal adds up: the latest of each permission.
#[derive(Clone, Debug, Default)]
pub struct Todos {
    open: BTreeMap<Target, Todo>,
}

impl Todos {
    /// Takes the next event.
    pub fn apply(&mut self, event: &Event) {
        match &event.what {
            // What was taken over from the tool is there already.
            What::Permission(change) if change.reason == Reason::Overtagande => {
                self.open.remove(&change.target);
            }
            What::Permission(change) => {
                let decided = Moment::at(event.at).day;
                let day = first_difference(change.before.as_ref(), &change.after, decided);
                let todo = Todo {
                    event: event.seq,
                    target: change.target.clone(),
                    verb: change.verb,
                    decided,
                    day,
                    facts: change.after.clone(),
                };
                self.open.insert(change.target.clone(), todo);
            }
            What::Confirmed { events, .. } => self.open.retain(|_, todo| !events.contains(&todo.event)),
            _ => {}
        }
    }

    /// What remains, by the day from which it matters.
    #[must_use]
    pub fn open(&self) -> Vec<&Todo> {
        let mut all: Vec<&Todo> = self.open.values().collect();
        all.sort_by_key(|todo| (todo.day, todo.event));
        all
    }
}

/// From which day on something is to be seen: the first on which the permission can be used before and not after, or the
/// other way round. Nothing but the last day may differ, and then it is the day of the decision.
fn first_difference(before: Option<&Facts>, after: &Facts, decided: NaiveDate) -> NaiveDate {
    let stretch = |facts: &Facts| facts.effective_days(NaiveDate::MIN);
    let ends = before.into_iter().chain([after]).filter_map(stretch).flat_map(|(from, last)| {
        let next = last.and_then(|last| last.checked_add_days(Days::new(1)));
        std::iter::once(from).chain(next)
    });
    let turns = ends.chain([decided]).filter(|day| *day >= decided);
    let differs = |day: &NaiveDate| before.is_some_and(|facts| facts.in_effect_on(*day)) != after.in_effect_on(*day);
    turns.filter(differs).min().unwrap_or(decided)
}

/// Which of the decisions an export of the personnel tool shows as carried out. `shown` says of a permission whether the
/// tool lets it be used, and its last day where the export has that column; nothing where the export cannot tell.
pub fn confirmed(
    todos: &Todos,
    taken: NaiveDate,
    shown: impl Fn(&Target) -> Option<(bool, Option<Option<NaiveDate>>)>,
) -> Vec<&Todo> {
    let is_shown = |todo: &&Todo| {
        let Some((usable, until)) = shown(&todo.target) else { return false };
        let should = todo.facts.in_effect_on(taken);
        let agrees = usable == should;
        let last_day_agrees = should && until == Some(todo.facts.until);
        agrees && (todo.day <= taken || last_day_agrees && todo.verb == Verb::Extended)
    };
    todos.open().into_iter().filter(|todo| todo.decided <= taken).filter(is_shown).collect()
}

/// Records that decisions have been carried out, on somebody's word.
///
/// # Errors
/// [`Denial`] when a decision is about a clinic where the actor may not act, or does not remain to be carried out.
pub fn confirm(numbers: &[u64], todos: &Todos, (ask, scope): (&Ask<'_>, &Scope)) -> Result<Option<What>, Denial> {
    let open = todos.open();
    let mut events = Vec::with_capacity(numbers.len());
    for number in numbers {
        let Some(todo) = open.iter().find(|todo| todo.event == *number) else {
            return Err(Denial::NoSuch(Message::new("todo-not-open").with("event", *number)));
        };
        // Whoever could have decided it may say that it is done.
        if !scope.administers(ask.actor, &todo.target, ask.now) {
            return Err(Denial::Rule {
                rule: Rule::EgenMottagning,
                why: Message::new("todo-denied-clinic").with("clinic", todo.target.clinic.as_str()),
                way_out: Message::new("todo-way-out-clinic"),
            });
        }
        events.push(*number);
    }
    events.sort_unstable();
    events.dedup();
    Ok((!events.is_empty()).then_some(What::Confirmed { events, digest: None }))
}

#[cfg(test)]
mod tests {
    use super::{Todos, confirmed, first_difference};
    use crate::model::hsa_id::HsaId;
    use crate::model::permission::Role;
    use crate::permission::event::{By, Changed, Event, Level, VERSION, Verb, Via, What};
    use crate::permission::holding::{Facts, Pause, PersonRef, Target};
    use crate::permission::request::{Reason, Reference};

    fn day(text: &str) -> chrono::NaiveDate {
        text.parse().expect("it is a date")
    }

    fn facts(from: &str, until: Option<&str>, pause: Option<&str>) -> Facts {
        let pauses = pause.map(|from| Pause { from: day(from), until: None }).into_iter().collect();
        Facts { from: day(from), until: until.map(day), pauses, revoked: None, revision: 1 }
    }

    #[test]
    fn the_day_from_which_a_decision_is_to_be_seen() {
        let held = facts("2026-01-01", None, None);
        let first =
            |before: Option<&Facts>, after: &Facts| first_difference(before, after, day("2026-11-10")).to_string();
        assert_eq!(first(None, &facts("2026-11-20", None, None)), "2026-11-20", "a grant that begins later");
        assert_eq!(first(Some(&held), &facts("2026-01-01", None, Some("2026-12-01"))), "2026-12-01", "leave to come");
        assert_eq!(
            first(Some(&held), &facts("2026-01-01", Some("2026-11-30"), None)),
            "2026-12-01",
            "after the last day"
        );
        let revoked = Facts { revoked: Some("2026-11-10T08:00:00Z".parse().expect("an instant")), ..held.clone() };
        assert_eq!(first(Some(&held), &revoked), "2026-11-10");
        assert_eq!(first(Some(&held), &held), "2026-11-10", "nothing to be seen");
    }

    fn event(seq: u64, on: &str, what: What) -> Event {
        Event {
            at: format!("{on}T08:00:00Z").parse().expect("an instant"),
            by: By { account: "uid:1".into(), level: Level::Account, person: None },
            register: "r".into(),
            seq,
            v: VERSION,
            via: Via::default(),
            what,
        }
    }

    fn changed(verb: Verb, (before, after): (Option<Facts>, Facts), reason: Reason) -> What {
        What::Permission(Changed {
            verb,
            target: target(),
            before,
            after,
            reason,
            reference: Reference::parse("A1").expect("a reference"),
            last_day: None,
            undoes: None,
            not_in_directory: false,
        })
    }

    fn target() -> Target {
        let clinic = HsaId::parse("SE2321000057-TEST1").expect("an id");
        Target { clinic, person: PersonRef::stored("p_1"), role: Role::Arendehanterare }
    }

    #[test]
    fn a_decision_remains_until_an_export_of_its_day_shows_it() {
        let held = facts("2026-01-01", None, None);
        let mut todos = Todos::default();
        todos.apply(&event(1, "2026-01-01", changed(Verb::Granted, (None, held.clone()), Reason::Overtagande)));
        assert!(todos.open().is_empty(), "what was taken over is in the tool already");
        let paused = facts("2026-01-01", None, Some("2026-11-15"));
        todos.apply(&event(2, "2026-11-10", changed(Verb::Paused, (Some(held), paused), Reason::Ledighet)));
        let seen = |taken: &str, usable| {
            confirmed(&todos, day(taken), |_| Some((usable, None))).iter().map(|todo| todo.event).collect::<Vec<_>>()
        };
        assert_eq!(seen("2026-11-09", false), [0_u64; 0], "the export is older than the decision");
        assert_eq!(seen("2026-11-12", true), [0_u64; 0], "the leave has not begun: active shows nothing");
        assert_eq!(seen("2026-11-16", true), [0_u64; 0], "it has, and the tool does not know");
        assert_eq!(seen("2026-11-16", false), [2]);
        assert_eq!(confirmed(&todos, day("2026-11-16"), |_| None).len(), 0, "the export cannot tell");
        let mut done = todos.clone();
        done.apply(&event(3, "2026-11-16", What::Confirmed { events: vec![2], digest: None }));
        assert!(done.open().is_empty());
        todos.apply(&event(3, "2026-11-16", What::Confirmed { events: vec![1], digest: None }));
        assert_eq!(todos.open().len(), 1, "another decision was confirmed");
    }

    #[test]
    fn a_new_last_day_is_seen_at_once_where_the_export_has_last_days() {
        let (held, longer) =
            (facts("2026-01-01", Some("2026-12-31"), None), facts("2026-01-01", Some("2027-06-30"), None));
        let mut todos = Todos::default();
        let until = longer.until;
        todos.apply(&event(1, "2026-11-10", changed(Verb::Extended, (Some(held), longer), Reason::NyUppgift)));
        let seen = |shown| confirmed(&todos, day("2026-11-12"), |_| Some((true, shown))).len();
        assert_eq!((seen(Some(until)), seen(Some(None)), seen(None)), (1, 0, 0));
    }
}
