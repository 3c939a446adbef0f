//! A register in a database, for many administrators: PostgreSQL. The client decides as it does everywhere; the database
//! takes the account from the login, the time from its own clock and the hash from its own head, and judges each change once
//! more (`src/store/postgres/rules.sql`). An ordinary login has no table, only functions.

mod address;
mod connect;
mod install;
mod scope;
mod trouble;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use postgres::types::{ToSql, Type};
use postgres::{Client, Row, SimpleQueryMessage};
use serde::Deserialize;

pub use address::{Address, without_passwords};
pub use connect::{Access, Keys};
pub use install::First;
use trouble::{is_lost, row, told};

use crate::model::case_type::Vocabulary as _;
use crate::model::hsa_id::HsaId;
use crate::model::permission::Role;
use crate::permission::event::What;
use crate::permission::holding::{Identity, Moment, PersonRef, Target};
use crate::permission::journal::{Checkpoint, Entry, Hash};
use crate::permission::ledger::{Held, Ledger, LedgerError, Login, People, Stamp, Touch, Wanted, subjects};
use crate::permission::request::Actor;
use crate::permission::rule::Rule;
use crate::permission::scope::{ClinicState, Scope, Settings};
use crate::text::Message;

/// The version of the tables and functions.
const VERSION: i32 = 1;

/// Entries are fetched so many at a time.
const PAGE: i32 = 2000;

/// What every connection of ours says first: whoever waits for the head waits for a while, and whoever has it does not keep it.
/// A statement is planned once for a connection: most of what a short command takes is planning.
const MANNERS: &str = "SET lock_timeout = '10s'; SET statement_timeout = '10min'; \
     SET idle_in_transaction_session_timeout = '1min'; SET search_path = pg_catalog; \
     SET plan_cache_mode = force_generic_plan; SELECT session_user";

/// A register in a database.
pub struct Postgres {
    client: Client,
    access: Access,
    login: Login,
    /// Who we are in the register.
    own: Option<Actor>,
    /// References of people who are new, the same until they are written down.
    fresh: BTreeMap<HsaId, Identity>,
}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Postgres").field("login", &self.login).finish_non_exhaustive()
    }
}

/// What the database says of what it was given to write.
#[derive(Deserialize)]
struct Receipt {
    numbers: Vec<u64>,
    /// The hash of the last of them.
    head: Option<String>,
    /// The rule that forbade it.
    rule: Option<String>,
}

impl Postgres {
    /// Opens a register for changes.
    ///
    /// # Errors
    /// [`LedgerError`] when the server, the login or the register is not there.
    pub fn open(access: &Access) -> Result<Self, LedgerError> {
        let (mut client, account) = connect(access)?;
        let query = "SELECT version, at, person, regional FROM riktlinje.login()";
        let login = client.query_typed_one(query, &[]).map_err(|error| match told(&error) {
            LedgerError::Unavailable(why) if why.key == "store-pg-privilege" => {
                LedgerError::Stranger { account: account.clone() }
            }
            other => other,
        })?;
        let version: i32 = login.get(0);
        if version != VERSION {
            let message = Message::new("store-pg-version").with("found", version.to_string());
            return Err(LedgerError::Unavailable(message.with("known", VERSION.to_string())));
        }
        let now = Moment::at(login.get::<_, DateTime<Utc>>(1));
        let own = login.get::<_, Option<&str>>(2).map(PersonRef::stored);
        let own = own.map(|person| Actor { person, regional: login.get(3) });
        Ok(Self { client, access: access.clone(), login: Login { account, now }, own, fresh: BTreeMap::new() })
    }

    /// Opens a register to look at it: as it is at this moment, whatever others write meanwhile.
    ///
    /// # Errors
    /// [`LedgerError`] when the server, the login or the register is not there.
    pub fn open_to_read(access: &Access) -> Result<Self, LedgerError> {
        let mut register = Self::open(access)?;
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        register.client.batch_execute(begin).map_err(|error| told(&error))?;
        Ok(register)
    }

    fn rows(&mut self, query: &str, with: &[(&(dyn ToSql + Sync), Type)]) -> Result<Vec<Row>, LedgerError> {
        self.client.query_typed(query, with).map_err(|error| told(&error))
    }

    fn one(&mut self, query: &str, with: &[(&(dyn ToSql + Sync), Type)]) -> Result<Row, LedgerError> {
        self.client.query_typed_one(query, with).map_err(|error| told(&error))
    }

    /// Does something in a transaction that is taken back unless all of it succeeds.
    fn within<T>(&mut self, act: impl FnOnce(&mut Self) -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        self.client.batch_execute("BEGIN").map_err(|error| told(&error))?;
        let done = act(self);
        if done.is_err() {
            // Where the connection is gone the server takes it back by itself.
            let _taken_back = self.client.batch_execute("ROLLBACK");
        }
        done
    }

    /// Commits. Where the connection breaks just then, the register is asked once more whether the entry stands.
    fn commit(&mut self, last: u64, head: &str) -> Result<(), LedgerError> {
        let Err(error) = self.client.batch_execute("COMMIT") else { return Ok(()) };
        if !is_lost(&error) {
            return Err(told(&error));
        }
        let why = error.to_string();
        let lost = |key: &'static str| Err(LedgerError::Unavailable(Message::new(key).with("why", why.clone())));
        let Ok((mut client, _)) = connect(&self.access) else { return lost("store-pg-lost-at-the-end") };
        let query = "SELECT riktlinje.stands($1, $2)";
        let with: [(&(dyn ToSql + Sync), Type); 2] = [(&signed(last), Type::INT8), (&head, Type::TEXT)];
        match client.query_typed_one(query, &with).map(|row| row.get(0)) {
            Ok(true) => {
                self.client = client;
                Ok(())
            }
            Ok(false) => lost("store-pg-lost"),
            Err(_) => lost("store-pg-lost-at-the-end"),
        }
    }

    fn looked(&mut self, touch: &Touch, stamp: &Stamp) -> Result<Scope, LedgerError> {
        let clinics: Vec<String> = touch.clinics.iter().map(key).collect();
        let people: Vec<String> = touch.people.iter().map(key).collect();
        let query = "SELECT riktlinje.look($1, $2)::text";
        let found: String = self.one(query, &[(&clinics, Type::TEXT_ARRAY), (&people, Type::TEXT_ARRAY)])?.get(0);
        scope::read(&found, (touch, stamp), &mut self.fresh)
    }

    fn append(&mut self, events: &[What], scope: &Scope, stamp: &Stamp) -> Result<Receipt, LedgerError> {
        let mut newcomers: BTreeMap<&PersonRef, &Identity> = BTreeMap::new();
        for person in subjects(events) {
            // Somebody else may have written them down since they were met, under another reference.
            let met = scope.people.get(person).and_then(|id| self.fresh.get(id));
            if let Some(known) = met.filter(|known| known.person == *person) {
                newcomers.insert(person, known);
            }
        }
        let newcomers: Vec<serde_json::Value> = newcomers
            .into_values()
            .map(|known| {
                let salt = crate::model::digest::hex(&known.salt);
                serde_json::json!({"person": known.person.as_str(), "hsa_id": key(&known.id), "salt": salt})
            })
            .collect();
        let json = |value: serde_json::Result<String>| value.expect("events are plain data");
        let (events, newcomers) = (json(serde_json::to_string(events)), json(serde_json::to_string(&newcomers)));
        let via = json(serde_json::to_string(&stamp.via));
        let query = "SELECT riktlinje.append($1::text::jsonb, $2::text::jsonb, $3::text::jsonb, $4)::text";
        let receipt: String = self
            .one(
                query,
                &[
                    (&events, Type::TEXT),
                    (&newcomers, Type::TEXT),
                    (&via, Type::TEXT),
                    (&stamp.accepts_clock, Type::BOOL),
                ],
            )?
            .get(0);
        serde_json::from_str(&receipt).map_err(|_| row("append"))
    }
}

/// Connects, and learns the account that the server takes us for.
fn connect(access: &Access) -> Result<(Client, Box<str>), LedgerError> {
    let mut client = access.connect()?;
    let answers = client.simple_query(MANNERS).map_err(|error| told(&error))?;
    let name = answers.iter().find_map(|answer| match answer {
        SimpleQueryMessage::Row(row) => row.get(0),
        _ => None,
    });
    let account = format!("pg:{}", name.or(access.user()).unwrap_or_default()).into();
    Ok((client, account))
}

/// An HSA-id as it is stored: one spelling each.
fn key(id: &HsaId) -> String {
    id.as_str().to_ascii_uppercase()
}

/// A number of an entry as the database counts.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn hash(bytes: &[u8]) -> Result<Hash, LedgerError> {
    bytes.try_into().map(Hash).map_err(|_| row("entry"))
}

impl Ledger for Postgres {
    fn login(&self) -> Option<Login> {
        Some(self.login.clone())
    }

    fn sees_all(&mut self) -> Result<bool, LedgerError> {
        Ok(self.own.as_ref().is_some_and(|actor| actor.regional))
    }

    fn checkpoint(&mut self) -> Result<Checkpoint, LedgerError> {
        let found = self.one("SELECT id, size, hash FROM riktlinje.head()", &[])?;
        let (id, size): (String, i64) = (found.get(0), found.get(1));
        Ok(Checkpoint { register: id.into(), size: unsigned(size), head: hash(found.get(2))? })
    }

    fn settings(&mut self) -> Result<Settings, LedgerError> {
        let text: String = self.one("SELECT settings::text FROM riktlinje.head()", &[])?.get(0);
        serde_json::from_str(&text).map_err(|_| row("register"))
    }

    fn actor(&mut self, account: &str) -> Result<Option<Actor>, LedgerError> {
        if account == &*self.login.account {
            return Ok(self.own.clone());
        }
        let query = "SELECT person, regional FROM riktlinje.accounts() WHERE account = $1";
        let found = self.rows(query, &[(&account, Type::TEXT)])?;
        Ok(found.first().map(|found| Actor { person: PersonRef::stored(found.get(0)), regional: found.get(1) }))
    }

    fn write(
        &mut self,
        touch: &Touch,
        stamp: &Stamp,
        decide: &mut dyn FnMut(&Scope) -> Vec<What>,
    ) -> Result<Vec<u64>, LedgerError> {
        let receipt = self.within(|register| {
            register.one("SELECT riktlinje.hold()", &[])?;
            let scope = register.looked(touch, stamp)?;
            let events = decide(&scope);
            if events.is_empty() {
                register.client.batch_execute("ROLLBACK").map_err(|error| told(&error))?;
                return Ok(None);
            }
            register.append(&events, &scope, stamp).map(Some)
        })?;
        let Some(Receipt { numbers, head, rule }) = receipt else { return Ok(Vec::new()) };
        let last = numbers.last().copied().unwrap_or(0);
        self.commit(last, head.as_deref().unwrap_or_default())?;
        match rule.as_deref() {
            None => Ok(numbers),
            Some(rule) => Err(Rule::parse(rule).map_or_else(|| row("append"), LedgerError::Forbidden)),
        }
    }

    fn look(&mut self, touch: &Touch, stamp: &Stamp) -> Result<Scope, LedgerError> {
        self.looked(touch, stamp)
    }

    fn record_people(&mut self, people: &People, stamp: &Stamp) -> Result<u64, LedgerError> {
        let all: Vec<String> = people.people.iter().map(key).collect();
        let said = serde_json::to_value(people.event()).expect("an event is plain data");
        let said = said["snapshot.recorded"].to_string();
        let via = serde_json::to_string(&stamp.via).expect("it is plain data");
        let number = self.within(|register| {
            let query = "SELECT riktlinje.record_people($1, $2::text::jsonb, $3::text::jsonb, $4)";
            let number: i64 = register
                .one(
                    query,
                    &[
                        (&all, Type::TEXT_ARRAY),
                        (&said, Type::TEXT),
                        (&via, Type::TEXT),
                        (&stamp.accepts_clock, Type::BOOL),
                    ],
                )?
                .get(0);
            let found = register.one("SELECT encode(hash, 'hex') FROM riktlinje.head()", &[])?;
            Ok((unsigned(number), found.get::<_, String>(0)))
        });
        let (number, head) = number?;
        self.commit(number, &head)?;
        Ok(number)
    }

    fn snapshot(&mut self) -> Result<Option<People>, LedgerError> {
        let found = self.rows("SELECT taken, digest, people FROM riktlinje.directory()", &[])?;
        let Some(found) = found.first() else { return Ok(None) };
        let (taken, digest): (NaiveDate, String) = (found.get(0), found.get(1));
        let people: Vec<String> = found.get(2);
        let people = people.iter().map(|id| HsaId::parse(id).map_err(|_| row("snapshot_person")));
        Ok(Some(People { taken, digest: digest.into(), people: people.collect::<Result<BTreeSet<_>, _>>()? }))
    }

    fn held(&mut self, wanted: &Wanted) -> Result<Vec<Held>, LedgerError> {
        let clinic = wanted.clinic.as_ref().map(key);
        let person = wanted.person.as_ref().map(PersonRef::as_str);
        let query = "SELECT clinic, person, role, facts::text, since FROM riktlinje.held($1, $2)";
        let found = self.rows(query, &[(&clinic, Type::TEXT), (&person, Type::TEXT)])?;
        let read = |found: &Row| {
            let clinic = HsaId::parse(found.get(0)).ok()?;
            let target = Target { clinic, person: PersonRef::stored(found.get(1)), role: Role::parse(found.get(2))? };
            let facts = serde_json::from_str(found.get(3)).ok()?;
            Some(Held { target, facts, since: unsigned(found.get(4)) })
        };
        let mut held =
            found.iter().map(|found| read(found).ok_or_else(|| row("holding"))).collect::<Result<Vec<_>, _>>()?;
        held.sort_by(|one, other| one.target.cmp(&other.target));
        Ok(held)
    }

    fn clinics(&mut self) -> Result<Vec<(HsaId, ClinicState)>, LedgerError> {
        let found = self.rows("SELECT clinic, state FROM riktlinje.clinics() ORDER BY clinic COLLATE \"C\"", &[])?;
        let read = |found: &Row| HsaId::parse(found.get(0)).ok().zip(ClinicState::parse(found.get(1)));
        found.iter().map(|found| read(found).ok_or_else(|| row("clinic"))).collect()
    }

    fn accounts(&mut self) -> Result<Vec<(Box<str>, Actor)>, LedgerError> {
        let query = "SELECT account, person, regional FROM riktlinje.accounts() ORDER BY account COLLATE \"C\"";
        let read = |found: &Row| {
            let account: String = found.get(0);
            (account.into(), Actor { person: PersonRef::stored(found.get(1)), regional: found.get(2) })
        };
        Ok(self.rows(query, &[])?.iter().map(read).collect())
    }

    fn identities(&mut self) -> Result<Vec<Identity>, LedgerError> {
        let found = self.rows("SELECT person, hsa_id, salt FROM riktlinje.people() ORDER BY person", &[])?;
        let read = |found: &Row| {
            let (id, salt) = (HsaId::parse(found.get(1)).ok()?, found.get::<_, &[u8]>(2).try_into().ok()?);
            Some(Identity { person: PersonRef::stored(found.get(0)), id, salt })
        };
        found.iter().map(|found| read(found).ok_or_else(|| row("person"))).collect()
    }

    fn entries(&mut self, after: u64, each: &mut dyn FnMut(Entry) -> bool) -> Result<(), LedgerError> {
        let query = "SELECT seq, body, hash FROM riktlinje.entries($1, $2)";
        let mut after = signed(after);
        loop {
            let page = self.rows(query, &[(&after, Type::INT8), (&PAGE, Type::INT4)])?;
            for found in &page {
                after = found.get(0);
                let entry = Entry { seq: unsigned(after), body: found.get(1), hash: hash(found.get(2))? };
                if !each(entry) {
                    return Ok(());
                }
            }
            if page.len() < PAGE as usize {
                return Ok(());
            }
        }
    }
}
