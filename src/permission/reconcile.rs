//! What the register says, held against what other sources say: who has left, who is on leave, what the personnel tool
//! lets people use.
//!
//! Only what a source says counts; what it does not mention is unknown, unless it says that everybody is in it. Taking a
//! permission away from a local administrator is told, and never proposed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Days, NaiveDate};

use super::holding::{Facts, Moment, State, Target};
use super::scope::Scope;
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::permission::{AbsenceRecord, PermissionRecord, PermissionState, Role, StaffRecord};
use crate::vocabulary;

/// A person who has not logged in for so many days does not use their permission.
pub const DORMANT_DAYS: u64 = 90;

/// What the sources say; one that was not given says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen<'a> {
    /// The personnel tool's export, and the day on which it was taken out. It speaks for the clinics that are in it.
    pub tool: Option<(&'a Tool<'a>, NaiveDate)>,
    /// The staff list.
    pub staff: Option<&'a [StaffRecord]>,
    /// Everybody who is employed is in the staff list.
    pub staff_is_complete: bool,
    /// Leave.
    pub absence: Option<&'a [AbsenceRecord]>,
    /// Who is in the directory.
    pub directory: Option<&'a BTreeSet<HsaId>>,
}

/// How the register and a source differ, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody who no longer works there holds a permission.
    Leaver,
    /// Somebody who is on leave, or whose permission is paused, can use it.
    ShouldBePaused,
    /// The tool lets somebody use what has not been decided.
    Extra,
    /// What has been decided is not in the tool.
    Missing,
    /// The leave is over, and the permission is still paused.
    DueBack,
    /// Somebody works elsewhere now.
    Mover,
    /// Nobody knows the person.
    Orphan,
    /// Nobody has used it for long.
    Dormant,
}

vocabulary!(Kind {
    Leaver = "leaver",
    ShouldBePaused = "should_be_paused",
    Extra = "extra",
    Missing = "missing",
    DueBack = "due_back",
    Mover = "mover",
    Orphan = "orphan",
    Dormant = "dormant",
});

/// What can be done about a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cure {
    /// A change that a plan proposes.
    Plan,
    /// Something to do in the personnel tool.
    Tool,
    /// Somebody has to find out, and decide.
    Decide,
}

vocabulary!(Cure {
    Plan = "plan",
    Tool = "tool",
    Decide = "decide",
});

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What kind.
    pub kind: Kind,
    /// The clinic.
    pub clinic: HsaId,
    /// The person.
    pub staff: HsaId,
    /// The role.
    pub role: Role,
    /// What can be done.
    pub cure: Cure,
    /// The day that speaks for it: the last day at work, the first day of leave, the last time somebody logged in.
    pub day: Option<NaiveDate>,
    /// The last day of the leave.
    pub until: Option<NaiveDate>,
}

/// What the sources say of one person.
#[derive(Debug, Default)]
struct Person {
    /// Rows of the staff list; none when they are not in it.
    rows: u32,
    /// The last day at work, once every row of them has one.
    last_day: Option<NaiveDate>,
    /// Some row has no last day, or one that cannot be read.
    open: bool,
    /// Where they work, where the list says it of every row.
    workplaces: BTreeSet<HsaId>,
    /// Some row does not say where.
    somewhere: bool,
    /// Leave today: the first and the last day.
    leave: Option<(NaiveDate, Option<NaiveDate>)>,
    /// The last day of leave that is over.
    was_away: Option<NaiveDate>,
}

/// A permission in the personnel tool.
#[derive(Clone, Copy, Debug, Default)]
struct Shown {
    /// Somebody can use it; none when the export's word cannot be read.
    usable: Option<bool>,
    /// Its last day, where the export has that column.
    until: Option<Option<NaiveDate>>,
    /// The last time somebody logged in.
    last_login: Option<NaiveDate>,
}

/// The rows of a tool's export by clinic, person and role.
#[derive(Debug, Default)]
pub struct Tool<'a> {
    shown: BTreeMap<(&'a HsaId, &'a HsaId, Role), Shown>,
    clinics: BTreeSet<&'a HsaId>,
    /// Clinics where a role could not be read: there nothing is certainly missing.
    unclear: BTreeSet<&'a HsaId>,
}

impl<'a> Tool<'a> {
    /// Sorts the rows.
    #[must_use]
    pub fn of(rows: &'a [PermissionRecord]) -> Self {
        let mut tool = Self::default();
        for row in rows {
            tool.clinics.insert(&row.clinic);
            let Field::Value(role) = &row.role else {
                tool.unclear.insert(&row.clinic);
                continue;
            };
            let key = (&row.clinic, &row.staff, *role);
            let usable = row.state.value().map(|state| *state == PermissionState::Active);
            let nobody = Shown { usable: Some(false), ..Shown::default() };
            let shown = tool.shown.entry(key).or_insert(nobody);
            // Of several rows the one that somebody can use counts.
            shown.usable = match (shown.usable, usable) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (None, _) | (_, None) => None,
                _ => Some(false),
            };
            shown.last_login = shown.last_login.max(row.last_login.value().copied());
            shown.until = match &row.valid_until {
                Field::Value(day) => Some(Some(*day)),
                Field::Absent => Some(None),
                _ => None,
            };
        }
        tool
    }

    /// Whether somebody can use a permission, and its last day; nothing where the export cannot tell.
    #[must_use]
    pub fn shows(
        &self,
        (clinic, staff, role): (&'a HsaId, &'a HsaId, Role),
    ) -> Option<(bool, Option<Option<NaiveDate>>)> {
        match self.shown.get(&(clinic, staff, role)) {
            Some(shown) => shown.usable.map(|usable| (usable, shown.until)),
            None if self.clinics.contains(clinic) && !self.unclear.contains(clinic) => Some((false, None)),
            None => None,
        }
    }
}

/// Compares. `decided` is the day on which each permission was last changed.
#[must_use]
pub fn reconcile(
    scope: &Scope,
    seen: &Seen<'_>,
    (now, decided): (Moment, &HashMap<Target, NaiveDate>),
) -> Vec<Difference> {
    let people = people(seen, now.day);
    let mut all = Vec::new();
    let mut met = BTreeSet::new();
    for (target, facts) in &scope.holdings {
        let Some(staff) = scope.people.get(&target.person) else { continue };
        met.insert((&target.clinic, staff, target.role));
        let nobody = Person::default();
        let held =
            Held { target, staff, facts, person: people.get(staff).unwrap_or(&nobody), now, state: facts.state(now) };
        let left = held.left(seen, &mut all);
        if let Some((tool, taken)) = seen.tool {
            let shown = tool.shows((&target.clinic, staff, target.role));
            // An export says nothing against a decision of its own day or of a later one.
            if let (Some((usable, _)), true) = (shown, decided.get(target).is_none_or(|day| *day < taken)) {
                held.in_tool(usable, taken, &mut all);
            }
        }
        if !left {
            held.at_work(seen, &mut all);
        }
    }
    if let Some((tool, taken)) = seen.tool {
        let long_ago = taken.checked_sub_days(Days::new(DORMANT_DAYS));
        for (key, shown) in tool.shown.iter().filter(|(_, shown)| shown.usable == Some(true)) {
            let (clinic, staff, role) = *key;
            let about = |kind, day| Difference {
                kind,
                clinic: clinic.clone(),
                staff: staff.clone(),
                role,
                cure: Cure::Decide,
                day,
                until: None,
            };
            if !met.contains(key) {
                all.push(about(Kind::Extra, None));
            }
            if shown.last_login.zip(long_ago).is_some_and(|(last, long)| last < long) {
                all.push(about(Kind::Dormant, shown.last_login));
            }
        }
    }
    all.sort();
    all
}

fn people<'a>(seen: &Seen<'a>, today: NaiveDate) -> HashMap<&'a HsaId, Person> {
    let mut people: HashMap<&HsaId, Person> = HashMap::new();
    for row in seen.staff.unwrap_or_default() {
        let person = people.entry(&row.staff).or_default();
        person.rows += 1;
        match &row.employed_until {
            Field::Value(day) => person.last_day = person.last_day.max(Some(*day)),
            _ => person.open = true,
        }
        let works_still = row.employed_until.value().is_none_or(|last| *last >= today);
        match &row.workplace {
            Field::Value(clinic) if works_still => {
                person.workplaces.insert(clinic.clone());
            }
            Field::Value(_) => {}
            _ => person.somewhere = true,
        }
    }
    for row in seen.absence.unwrap_or_default() {
        let person = people.entry(&row.staff).or_default();
        match row.until {
            Some(last) if last < today => person.was_away = person.was_away.max(Some(last)),
            _ if row.from <= today => {
                person.leave = match person.leave {
                    None => Some((row.from, row.until)),
                    Some((from, last)) => Some((from.min(row.from), last.zip(row.until).map(|(a, b)| a.max(b)))),
                };
            }
            _ => {}
        }
    }
    people
}

/// A permission of the register, and what is known of its person.
struct Held<'a> {
    target: &'a Target,
    staff: &'a HsaId,
    facts: &'a Facts,
    person: &'a Person,
    now: Moment,
    state: State,
}

impl Held<'_> {
    fn tell(&self, (kind, cure): (Kind, Cure), (day, until): (Option<NaiveDate>, Option<NaiveDate>)) -> Difference {
        let cure = match cure {
            Cure::Plan if self.target.role == Role::LokalAdministrator => Cure::Decide,
            cure => cure,
        };
        let Target { clinic, role, .. } = self.target;
        Difference { kind, clinic: clinic.clone(), staff: self.staff.clone(), role: *role, cure, day, until }
    }

    /// Who has left: by the last day that the staff list has, or because a complete list does not have them.
    fn left(&self, seen: &Seen<'_>, all: &mut Vec<Difference>) -> bool {
        if self.facts.is_over(self.now) {
            return false;
        }
        let last = self.person.last_day.filter(|last| !self.person.open && *last < self.now.day);
        if last.is_some() {
            all.push(self.tell((Kind::Leaver, Cure::Plan), (last, None)));
            return true;
        }
        let gone = seen.staff.is_some() && seen.staff_is_complete && self.person.rows == 0;
        if gone {
            all.push(self.tell((Kind::Leaver, Cure::Decide), (None, None)));
        }
        gone
    }

    /// What the tool shows against what has been decided.
    fn in_tool(&self, usable: bool, taken: NaiveDate, all: &mut Vec<Difference>) {
        match (self.facts.in_effect_on(taken), usable) {
            (true, false) => all.push(self.tell((Kind::Missing, Cure::Tool), (None, None))),
            (false, true) if matches!(self.state, State::Paused | State::ReturnDue) => {
                let from = self.facts.pauses.iter().map(|pause| pause.from).min();
                all.push(self.tell((Kind::ShouldBePaused, Cure::Tool), (from, None)));
            }
            (false, true) => all.push(self.tell((Kind::Extra, Cure::Tool), (None, None))),
            _ => {}
        }
    }

    /// What leave, workplace and directory say of somebody who has not left.
    fn at_work(&self, seen: &Seen<'_>, all: &mut Vec<Difference>) {
        let person = self.person;
        match self.state {
            State::Active => {
                if let Some((from, until)) = person.leave {
                    all.push(self.tell((Kind::ShouldBePaused, Cure::Plan), (Some(from), until)));
                }
            }
            State::ReturnDue => {
                let last = self.facts.pauses.iter().filter_map(|pause| pause.until).max();
                all.push(self.tell((Kind::DueBack, Cure::Decide), (None, last)));
            }
            // Nobody knew when they would be back; the list of leave does.
            State::Paused if person.leave.is_none() => {
                let open_since = self.facts.pauses.iter().filter(|pause| pause.until.is_none()).map(|pause| pause.from);
                let back = person.was_away.zip(open_since.max()).filter(|(last, from)| last >= from);
                if let Some((last, _)) = back {
                    all.push(self.tell((Kind::DueBack, Cure::Decide), (None, Some(last))));
                }
            }
            _ => {}
        }
        let in_use = !self.facts.is_over(self.now);
        let elsewhere =
            !person.workplaces.is_empty() && !person.somewhere && !person.workplaces.contains(&self.target.clinic);
        if in_use && elsewhere {
            all.push(self.tell((Kind::Mover, Cure::Decide), (None, None)));
        }
        let unknown = seen.directory.is_some_and(|known| !known.contains(self.staff));
        if in_use && unknown && person.rows == 0 {
            all.push(self.tell((Kind::Orphan, Cure::Decide), (None, None)));
        }
    }
}

#[cfg(test)]
mod tests;
