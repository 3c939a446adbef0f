//! A register in a file, for one office: SQLite with a rollback journal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row, Transaction, TransactionBehavior, params};

use super::trouble::{row, told};
use super::{place, schema};
use crate::model::case_type::Vocabulary as _;
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::permission::event::{Event, VERSION, What};
use crate::permission::holding::{Facts, Identity, PersonRef, Target};
use crate::permission::journal::{Checkpoint, Entry, Hash, link};
use crate::permission::ledger::{
    CLOCK_SLACK_SECONDS, Held, Ledger, LedgerError, People, Stamp, Touch, Wanted, subjects,
};
use crate::permission::request::Actor;
use crate::permission::scope::{ClinicState, Known, Scope, Settings};
use crate::text::Message;

/// A register in a file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    path: PathBuf,
    /// References of people who are new, the same until they are written down.
    fresh: BTreeMap<HsaId, Identity>,
    /// Why what is read may not be what was written.
    doubt: Option<Message>,
}

impl Sqlite {
    /// Begins a register in a new file, with one account that acts for the region.
    ///
    /// # Errors
    /// [`LedgerError`] when the file is there already, or cannot be made; then there is no file.
    pub fn create(path: &Path, settings: Settings, regional: &HsaId, stamp: &Stamp) -> Result<Self, LedgerError> {
        schema::check_sqlite()?;
        place::make(path)?;
        let begun = place::check(path).and_then(|()| Self::begin(path, settings, (regional, stamp)));
        if begun.is_err() {
            place::unmake(path);
        }
        begun
    }

    fn begin(path: &Path, settings: Settings, (regional, stamp): (&HsaId, &Stamp)) -> Result<Self, LedgerError> {
        let mut register = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let transaction =
            register.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
        schema::create(&transaction).map_err(told)?;
        let id = crate::model::digest::hex(&random(&transaction)?);
        let first = "INSERT INTO register (one, id, size, head, settings) VALUES (1, ?1, 0, ?2, '')";
        transaction.execute(first, params![id, Hash::START.0]).map_err(told)?;
        let known = Identity::new(regional.clone(), random(&transaction)?);
        name(&transaction, &known)?;
        let person = known.person;
        let account = stamp.by.account.clone();
        let events = vec![What::Created { settings }, What::ActorBound { account, person, regional: true }];
        append(&transaction, events, stamp)?;
        transaction.commit().map_err(told)?;
        Ok(register)
    }

    /// Opens a register for changes.
    ///
    /// # Errors
    /// [`LedgerError`] when it may not be written here, or is not a register as we make it.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        schema::check_sqlite()?;
        place::check(path)?;
        let register = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        schema::check(&register.connection)?;
        Ok(register)
    }

    /// Opens a register to look at it; nothing is written.
    ///
    /// # Errors
    /// [`LedgerError`] when it is not a register as we make it.
    pub fn open_to_read(path: &Path) -> Result<Self, LedgerError> {
        // What a crash left half written is undone by the first reader, who therefore must be able to write.
        let register = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
            .or_else(|_| Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY))?;
        register.connection.pragma_update(None, "query_only", true).map_err(told)?;
        schema::check_version(&register.connection)?;
        let doubt = match schema::check_tables(&register.connection) {
            Ok(()) => None,
            Err(LedgerError::Integrity(why)) => Some(why),
            Err(error) => return Err(error),
        };
        Ok(Self { doubt, ..register })
    }

    fn connect(path: &Path, access: OpenFlags) -> Result<Self, LedgerError> {
        let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(told)?;
        schema::set_up(&connection)?;
        Ok(Self { connection, path: path.to_owned(), fresh: BTreeMap::new(), doubt: None })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a whole copy to a file that must not be there yet.
    ///
    /// # Errors
    /// [`LedgerError`]; then there is no copy.
    pub fn backup(&self, to: &Path) -> Result<(), LedgerError> {
        place::make(to)?;
        let copied = self.connection.backup("main", to, None::<fn(rusqlite::backup::Progress)>).map_err(told);
        if copied.is_err() {
            place::unmake(to);
        }
        copied
    }

    /// Copies a file that can no longer be opened as a register, byte by byte, to a file that must not be there yet.
    ///
    /// # Errors
    /// [`LedgerError`]; then there is no copy.
    pub fn copy_as_it_stands(from: &Path, to: &Path) -> Result<(), LedgerError> {
        place::make(to)?;
        let copied = place::copy(from, to);
        if copied.is_err() {
            place::unmake(to);
        }
        copied
    }

    /// Makes a copy of a register that the register of its place is replaced by; nothing may be there.
    ///
    /// # Errors
    /// [`LedgerError`]; then there is no register.
    pub fn restore(from: &Path, to: &Path) -> Result<(), LedgerError> {
        let copy = Self::open_to_read(from)?;
        if let Some(why) = copy.doubt {
            return Err(LedgerError::Integrity(why));
        }
        copy.backup(to)?;
        let checked = place::check(to);
        if checked.is_err() {
            place::unmake(to);
        }
        checked
    }

    /// What a change looks at, read by index.
    fn scope(&mut self, touch: &Touch, stamp: &Stamp) -> Result<Scope, LedgerError> {
        let Self { connection, fresh, .. } = self;
        scope((connection, fresh), touch, stamp)
    }
}

/// 128 random bits.
fn random(connection: &Connection) -> Result<[u8; 16], LedgerError> {
    connection.query_row("SELECT randomblob(16)", [], |row| row.get(0)).map_err(told)
}

/// An HSA-id as it is stored: one spelling each.
fn key(id: &HsaId) -> String {
    id.as_str().to_ascii_uppercase()
}

fn name(connection: &Connection, known: &Identity) -> Result<(), LedgerError> {
    let insert = "INSERT INTO person (ref, hsa_id, salt) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    connection
        .prepare_cached(insert)
        .and_then(|mut insert| insert.execute(params![known.person.as_str(), key(&known.id), known.salt]))
        .map_err(told)?;
    Ok(())
}

fn scope(
    (connection, fresh): (&Connection, &mut BTreeMap<HsaId, Identity>),
    touch: &Touch,
    stamp: &Stamp,
) -> Result<Scope, LedgerError> {
    let mut scope = Scope::empty(settings(connection)?);
    for (account, actor) in accounts(connection)? {
        scope.accounts.insert(account, actor);
    }
    let has_snapshot: bool =
        connection.query_row("SELECT EXISTS (SELECT 1 FROM snapshot)", [], |row| row.get(0)).map_err(told)?;
    for id in &touch.people {
        let find = "SELECT ref FROM person WHERE hsa_id = ?1";
        let found: Option<String> = one(connection, find, &key(id), |row| row.get(0))?;
        let person = match found {
            Some(text) => PersonRef::stored(&text),
            None => match fresh.get(id) {
                Some(known) => known.person.clone(),
                None => {
                    let known = Identity::new(id.clone(), random(connection)?);
                    fresh.entry(id.clone()).or_insert(known).person.clone()
                }
            },
        };
        let find = "SELECT 1 FROM snapshot_person WHERE hsa_id = ?1";
        let is_there = one(connection, find, &key(id), |row| row.get::<_, i64>(0))?.is_some();
        let known = match (has_snapshot, is_there) {
            (false, _) => Known::NoSnapshot,
            (true, true) => Known::Yes,
            (true, false) => Known::No,
        };
        scope.known.insert(person.clone(), known);
        scope.people.insert(person.clone(), id.clone());
        scope.refs.insert(id.clone(), person);
    }
    let mut held = Vec::new();
    for clinic in &touch.clinics {
        let find = "SELECT state FROM clinic WHERE hsa_id = ?1";
        if let Some(state) = one(connection, find, &key(clinic), |row| row.get::<_, String>(0))? {
            scope.clinics.insert(clinic.clone(), ClinicState::parse(&state).ok_or_else(|| row("clinic"))?);
        }
        held.extend(holdings(connection, "WHERE clinic = ?1", Some(&key(clinic)))?);
    }
    for person in scope.refs.values().chain(&stamp.by.person) {
        held.extend(holdings(connection, "WHERE person = ?1", Some(person.as_str()))?);
    }
    for Held { target, facts, .. } in held {
        scope.holdings.insert(target, facts);
    }
    // Sentences name those who can act instead: administrators, and whoever acts for the region.
    let administrators = scope.holdings.keys().filter(|target| target.role == Role::LokalAdministrator);
    let others = administrators.map(|target| &target.person).chain(scope.accounts.values().map(|actor| &actor.person));
    let others: Vec<PersonRef> = others.filter(|person| !scope.people.contains_key(*person)).cloned().collect();
    for person in others {
        let find = "SELECT hsa_id FROM person WHERE ref = ?1";
        if let Some(id) = one(connection, find, person.as_str(), |row| row.get::<_, String>(0))? {
            scope.people.insert(person, HsaId::parse(&id).map_err(|_| row("person"))?);
        }
    }
    let today = stamp.now.day.to_string();
    if let Some(person) = &stamp.by.person {
        let count = "SELECT count(*) FROM narrowed WHERE person = ?1 AND day = ?2";
        scope.narrowed_today =
            connection.query_row(count, params![person.as_str(), today], |row| row.get(0)).map_err(told)?;
    }
    let count = "SELECT count(*) FROM holding WHERE active_from <= ?1 AND (active_until IS NULL OR active_until >= ?1)";
    scope.active = connection.query_row(count, [&today], |row| row.get(0)).map_err(told)?;
    Ok(scope)
}

/// The one row that has a key, if there is one.
fn one<T>(
    connection: &Connection,
    find: &str,
    key: &str,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, LedgerError> {
    let mut find = connection.prepare_cached(find).map_err(told)?;
    find.query_row([key], read).optional().map_err(told)
}

fn settings(connection: &Connection) -> Result<Settings, LedgerError> {
    let text: String = connection.query_row("SELECT settings FROM register", [], |row| row.get(0)).map_err(told)?;
    serde_json::from_str(&text).map_err(|_| row("register"))
}

fn accounts(connection: &Connection) -> Result<Vec<(Box<str>, Actor)>, LedgerError> {
    let mut all = connection.prepare_cached("SELECT account, person, regional FROM account").map_err(told)?;
    let read = |row: &Row<'_>| {
        let (account, person): (String, String) = (row.get(0)?, row.get(1)?);
        Ok((account.into_boxed_str(), Actor { person: PersonRef::stored(&person), regional: row.get(2)? }))
    };
    all.query_map([], read).and_then(Iterator::collect).map_err(told)
}

/// Permissions, by clinic, person and role.
fn holdings(connection: &Connection, which: &str, key: Option<&str>) -> Result<Vec<Held>, LedgerError> {
    let select = format!("SELECT clinic, person, role, facts, since FROM holding {which}");
    let mut select = connection.prepare_cached(&select).map_err(told)?;
    let mut rows = match key {
        Some(key) => select.query([key]),
        None => select.query([]),
    }
    .map_err(told)?;
    let mut held = Vec::new();
    while let Some(found) = rows.next().map_err(told)? {
        held.push(permission(found).map_err(told)?.ok_or_else(|| row("holding"))?);
    }
    Ok(held)
}

/// A row of `holding`; none when it is not one that we wrote.
fn permission(row: &Row<'_>) -> rusqlite::Result<Option<Held>> {
    let text = |at: usize| row.get_ref(at).and_then(|value| value.as_str().map_err(Into::into));
    let (Ok(clinic), Some(role), Ok(facts)) =
        (HsaId::parse(text(0)?), Role::parse(text(2)?), serde_json::from_str::<Facts>(text(3)?))
    else {
        return Ok(None);
    };
    let target = Target { clinic, person: PersonRef::stored(text(1)?), role };
    Ok(Some(Held { target, facts, since: row.get(4)? }))
}

fn end(connection: &Connection) -> Result<Checkpoint, LedgerError> {
    let read = |row: &Row<'_>| {
        let id: String = row.get(0)?;
        Ok(Checkpoint { register: id.into(), size: row.get(1)?, head: Hash(row.get(2)?) })
    };
    connection.query_row("SELECT id, size, head FROM register", [], read).map_err(told)
}

/// When the last entry was recorded.
fn last(connection: &Connection) -> Result<Option<DateTime<Utc>>, LedgerError> {
    let text: Option<String> = connection.query_row("SELECT last FROM register", [], |row| row.get(0)).map_err(told)?;
    text.map(|text| text.parse().map_err(|_| row("register"))).transpose()
}

/// The clock's word, if it stands before the last entry.
fn clock(connection: &Connection, stamp: &Stamp) -> Result<Option<What>, LedgerError> {
    let Some(last) = last(connection)? else { return Ok(None) };
    if (last - stamp.now.instant).num_seconds() <= CLOCK_SLACK_SECONDS {
        return Ok(None);
    }
    if stamp.accepts_clock { Ok(Some(What::ClockAnomaly { last })) } else { Err(LedgerError::Clock { last }) }
}

/// Writes events after the last entry, and what follows from them.
fn append(transaction: &Transaction<'_>, events: Vec<What>, stamp: &Stamp) -> Result<Vec<u64>, LedgerError> {
    let Checkpoint { register, mut size, mut head } = end(transaction)?;
    let mut numbers = Vec::with_capacity(events.len());
    for what in events {
        size += 1;
        let event = Event {
            at: stamp.now.instant,
            by: stamp.by.clone(),
            register: register.clone(),
            seq: size,
            v: VERSION,
            via: stamp.via.clone(),
            what,
        };
        let body = event.to_bytes();
        head = link(&register, size, head, &body);
        let insert = "INSERT INTO entry (seq, body, hash) VALUES (?1, ?2, ?3)";
        let insert = transaction.prepare_cached(insert);
        insert.and_then(|mut insert| insert.execute(params![size, body, head.0])).map_err(told)?;
        follow(transaction, &event)?;
        numbers.push(size);
    }
    let at = stamp.now.instant.to_rfc3339_opts(SecondsFormat::Millis, true);
    let update = "UPDATE register SET size = ?1, head = ?2, last = ?3";
    transaction.execute(update, params![size, head.0, at]).map_err(told)?;
    Ok(numbers)
}

/// What follows from an event.
fn follow(transaction: &Transaction<'_>, event: &Event) -> Result<(), LedgerError> {
    let run = |text: &str, with: &[&dyn rusqlite::ToSql]| {
        transaction.prepare_cached(text).and_then(|mut run| run.execute(with)).map_err(told)
    };
    match &event.what {
        What::Created { settings } | What::Settings { settings } => {
            let text = serde_json::to_string(settings).map_err(|_| row("register"))?;
            run("UPDATE register SET settings = ?1", &[&text])?;
        }
        What::ActorBound { account, person, regional } => {
            let text = "INSERT OR REPLACE INTO account (account, person, regional) VALUES (?1, ?2, ?3)";
            run(text, &[&&**account, &person.as_str(), regional])?;
        }
        What::ActorUnbound { account } => {
            run("DELETE FROM account WHERE account = ?1", &[&&**account])?;
        }
        What::ClinicOpened { clinic, .. } => {
            let text = "INSERT OR REPLACE INTO clinic (hsa_id, state) VALUES (?1, ?2)";
            run(text, &[&key(clinic), &ClinicState::Open.key()])?;
        }
        What::ClinicClosed { clinic, .. } => {
            let text = "INSERT OR REPLACE INTO clinic (hsa_id, state) VALUES (?1, ?2)";
            run(text, &[&key(clinic), &ClinicState::Closed.key()])?;
        }
        What::Permission(change) => {
            let facts = serde_json::to_string(&change.after).map_err(|_| row("holding"))?;
            let days = change.after.effective_days(NaiveDate::MIN);
            let (from, until) = (days.map(|(from, _)| from.to_string()), days.and_then(|(_, last)| last));
            let until = until.map(|day| day.to_string());
            let Target { clinic, person, role } = &change.target;
            let text = "INSERT OR REPLACE INTO holding (clinic, person, role, facts, since, active_from, active_until)
                        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            run(text, &[&key(clinic), &person.as_str(), &role.key(), &facts, &event.seq, &from, &until])?;
            if let (true, Some(actor)) = (change.verb.narrows(), &event.by.person) {
                let day = crate::permission::holding::Moment::at(event.at).day.to_string();
                let text = "INSERT INTO narrowed (seq, person, day) VALUES (?1, ?2, ?3)";
                run(text, &[&event.seq, &actor.as_str(), &day])?;
            }
        }
        What::Erased { person } => {
            run("DELETE FROM person WHERE ref = ?1", &[&person.as_str()])?;
        }
        What::Denied { .. }
        | What::Snapshot { .. }
        | What::Compared { .. }
        | What::Confirmed { .. }
        | What::ReviewOpened { .. }
        | What::ReviewDecided { .. }
        | What::ReviewClosed { .. }
        | What::ClockAnomaly { .. } => {}
    }
    Ok(())
}

impl Ledger for Sqlite {
    /// Somebody has changed the tables. Nothing of theirs is run.
    fn doubt(&self) -> Option<&Message> {
        self.doubt.as_ref()
    }

    fn checkpoint(&mut self) -> Result<Checkpoint, LedgerError> {
        end(&self.connection)
    }

    fn settings(&mut self) -> Result<Settings, LedgerError> {
        settings(&self.connection)
    }

    fn actor(&mut self, account: &str) -> Result<Option<Actor>, LedgerError> {
        let find = "SELECT person, regional FROM account WHERE account = ?1";
        let read = |row: &Row<'_>| {
            let person: String = row.get(0)?;
            Ok(Actor { person: PersonRef::stored(&person), regional: row.get(1)? })
        };
        one(&self.connection, find, account, read)
    }

    fn write(
        &mut self,
        touch: &Touch,
        stamp: &Stamp,
        decide: &mut dyn FnMut(&Scope) -> Vec<What>,
    ) -> Result<Vec<u64>, LedgerError> {
        let Self { connection, fresh, .. } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
        let anomaly = clock(&transaction, stamp)?;
        let scope = scope((&transaction, fresh), touch, stamp)?;
        let events = decide(&scope);
        if events.is_empty() {
            return Ok(Vec::new());
        }
        for person in subjects(&events) {
            if let Some(known) = scope.people.get(person).and_then(|id| fresh.get(id)) {
                name(&transaction, known)?;
            }
        }
        let before = usize::from(anomaly.is_some());
        let mut numbers = append(&transaction, anomaly.into_iter().chain(events).collect(), stamp)?;
        transaction.commit().map_err(told)?;
        Ok(numbers.split_off(before))
    }

    fn look(&mut self, touch: &Touch, stamp: &Stamp) -> Result<Scope, LedgerError> {
        self.scope(touch, stamp)
    }

    fn record_people(&mut self, people: &People, stamp: &Stamp) -> Result<u64, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
        let anomaly = clock(&transaction, stamp)?;
        let text = "INSERT OR REPLACE INTO snapshot (one, taken, digest) VALUES (1, ?1, ?2)";
        transaction.execute(text, params![people.taken.to_string(), &*people.digest]).map_err(told)?;
        transaction.execute("DELETE FROM snapshot_person", []).map_err(told)?;
        for id in &people.people {
            let insert = transaction.prepare_cached("INSERT OR IGNORE INTO snapshot_person (hsa_id) VALUES (?1)");
            insert.and_then(|mut insert| insert.execute([key(id)])).map_err(told)?;
        }
        let events = anomaly.into_iter().chain([people.event()]).collect();
        let numbers = append(&transaction, events, stamp)?;
        transaction.commit().map_err(told)?;
        Ok(numbers.last().copied().unwrap_or(0))
    }

    fn snapshot(&mut self) -> Result<Option<People>, LedgerError> {
        let select = "SELECT taken, digest FROM snapshot";
        let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        let Some((taken, digest)) = self.connection.query_row(select, [], read).optional().map_err(told)? else {
            return Ok(None);
        };
        let mut all = self.connection.prepare("SELECT hsa_id FROM snapshot_person").map_err(told)?;
        let mut rows = all.query([]).map_err(told)?;
        let mut people = BTreeSet::new();
        while let Some(found) = rows.next().map_err(told)? {
            let id: String = found.get(0).map_err(told)?;
            people.insert(HsaId::parse(&id).map_err(|_| row("snapshot_person"))?);
        }
        let taken = taken.parse().map_err(|_| row("snapshot"))?;
        Ok(Some(People { taken, digest: digest.into(), people }))
    }

    fn held(&mut self, wanted: &Wanted) -> Result<Vec<Held>, LedgerError> {
        let order = "ORDER BY clinic, person, role";
        let mut held = match (&wanted.clinic, &wanted.person) {
            (Some(clinic), _) => holdings(&self.connection, &format!("WHERE clinic = ?1 {order}"), Some(&key(clinic)))?,
            (None, Some(person)) => {
                holdings(&self.connection, &format!("WHERE person = ?1 {order}"), Some(person.as_str()))?
            }
            (None, None) => holdings(&self.connection, order, None)?,
        };
        held.retain(|held| wanted.takes(&held.target));
        // The table orders roles by their words, the program by their rank.
        held.sort_by(|one, other| one.target.cmp(&other.target));
        Ok(held)
    }

    fn clinics(&mut self) -> Result<Vec<(HsaId, ClinicState)>, LedgerError> {
        let mut all = self.connection.prepare("SELECT hsa_id, state FROM clinic ORDER BY hsa_id").map_err(told)?;
        let mut rows = all.query([]).map_err(told)?;
        let mut clinics = Vec::new();
        while let Some(found) = rows.next().map_err(told)? {
            let (id, state): (String, String) = (found.get(0).map_err(told)?, found.get(1).map_err(told)?);
            let state = ClinicState::parse(&state).ok_or_else(|| row("clinic"))?;
            clinics.push((HsaId::parse(&id).map_err(|_| row("clinic"))?, state));
        }
        Ok(clinics)
    }

    fn accounts(&mut self) -> Result<Vec<(Box<str>, Actor)>, LedgerError> {
        accounts(&self.connection)
    }

    fn identities(&mut self) -> Result<Vec<Identity>, LedgerError> {
        let mut all = self.connection.prepare("SELECT ref, hsa_id, salt FROM person").map_err(told)?;
        let mut rows = all.query([]).map_err(told)?;
        let mut people = Vec::new();
        while let Some(found) = rows.next().map_err(told)? {
            let (person, id): (String, String) = (found.get(0).map_err(told)?, found.get(1).map_err(told)?);
            let id = HsaId::parse(&id).map_err(|_| row("person"))?;
            let salt = found.get(2).map_err(|_| row("person"))?;
            people.push(Identity { person: PersonRef::stored(&person), id, salt });
        }
        Ok(people)
    }

    fn entries(&mut self, after: u64, each: &mut dyn FnMut(Entry) -> bool) -> Result<(), LedgerError> {
        let select = "SELECT seq, body, hash FROM entry WHERE seq > ?1 ORDER BY seq";
        let mut select = self.connection.prepare_cached(select).map_err(told)?;
        let mut rows = select.query([after]).map_err(told)?;
        while let Some(found) = rows.next().map_err(told)? {
            let read = || Ok(Entry { seq: found.get(0)?, body: found.get(1)?, hash: Hash(found.get(2)?) });
            if !each(read().map_err(told)?) {
                break;
            }
        }
        Ok(())
    }
}
