//! A register's beginning in a database: roles, tables and functions, in one transaction. Whoever does this administers the
//! database; from then on they are not needed.

use postgres::types::{ToSql, Type};
use postgres::{Client, Row};

use super::connect::Access;
use super::trouble::told;
use super::{VERSION, connect, hash, key, unsigned};
use crate::model::hsa_id::HsaId;
use crate::permission::event::{Via, What};
use crate::permission::holding::Identity;
use crate::permission::journal::{Checkpoint, Entry, Hash};
use crate::permission::ledger::{Ledger, LedgerError};
use crate::permission::scope::Settings;
use crate::text::Message;

/// Everything that a register is in a database, in the order in which it is made.
const PARTS: [&str; 8] = [
    include_str!("roles.sql"),
    include_str!("tables.sql"),
    include_str!("form.sql"),
    include_str!("rules.sql"),
    include_str!("write.sql"),
    include_str!("adopt.sql"),
    include_str!("read.sql"),
    include_str!("grants.sql"),
];

/// Acts as the owner from here on; to the end whoever installs is nobody special any more.
const AS_OWNER: &str = "SET ROLE riktlinje_owner; SET search_path = riktlinje, pg_temp";
const LEAVE: &str = "RESET ROLE; DO $$ BEGIN
    EXECUTE format('REVOKE riktlinje_owner, riktlinje_reader FROM %I', session_user); END $$; COMMIT";

/// So many entries are handed over at a time.
const BATCH: usize = 1000;

/// Who will act for the region.
#[derive(Clone, Copy, Debug)]
pub struct First<'a> {
    /// Their account, such as `pg:maria`; none for whoever installs.
    pub account: Option<&'a str>,
    /// The person.
    pub person: &'a HsaId,
    /// Through what.
    pub via: &'a Via,
}

impl super::Postgres {
    /// Begins a register in a database that has none. Gives the account that acts for the region.
    ///
    /// # Errors
    /// [`LedgerError`] when there is one already, or the login may not make roles; then nothing was made.
    pub fn create(access: &Access, settings: Settings, first: First<'_>) -> Result<Box<str>, LedgerError> {
        let (mut client, installer) = connect(access)?;
        let account: Box<str> = first.account.map_or_else(|| installer.clone(), Into::into);
        install(&mut client, &account)?;
        let id: String = one(&mut client, "SELECT encode(uuid_send(gen_random_uuid()), 'hex')", &[])?.get(0);
        begin(&mut client, &id)?;
        let created = serde_json::to_string(&What::Created { settings }).expect("it is plain data");
        note(&mut client, &created, (&installer, first.via))?;
        bind(&mut client, &account, (first, &installer))?;
        client.batch_execute(LEAVE).map_err(|error| told(&error))?;
        Ok(account)
    }

    /// Moves a register into a database that has none: every entry as it is, each link computed anew by the database, and
    /// the state made again from the entries. Then the account is bound that acts for the region. Gives the end of what was
    /// moved, which is that of the other register, and the account.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing was made.
    pub fn adopt(
        access: &Access,
        from: &mut dyn Ledger,
        first: First<'_>,
    ) -> Result<(Checkpoint, Box<str>), LedgerError> {
        let (mut client, installer) = connect(access)?;
        let account: Box<str> = first.account.map_or_else(|| installer.clone(), Into::into);
        let end = from.checkpoint()?;
        install(&mut client, &account)?;
        begin(&mut client, &end.register)?;
        for known in from.identities()? {
            meet(&mut client, &known)?;
        }
        let (mut bodies, mut hashes, mut failed) = (Vec::new(), Vec::new(), None);
        let mut hand_over = |bodies: &mut Vec<Vec<u8>>, hashes: &mut Vec<Vec<u8>>| {
            let query = "SELECT riktlinje.adopt($1, $2)";
            one(&mut client, query, &[(&*bodies, Type::BYTEA_ARRAY), (&*hashes, Type::BYTEA_ARRAY)])?;
            bodies.clear();
            hashes.clear();
            Ok(())
        };
        from.entries(0, &mut |Entry { body, hash, .. }| {
            bodies.push(body);
            hashes.push(hash.0.to_vec());
            if bodies.len() == BATCH {
                failed = hand_over(&mut bodies, &mut hashes).err();
            }
            failed.is_none()
        })?;
        failed.map_or(Ok(()), Err)?;
        hand_over(&mut bodies, &mut hashes)?;
        if let Some(people) = from.snapshot()? {
            let all: Vec<String> = people.people.iter().map(key).collect();
            let text = "INSERT INTO riktlinje.snapshot VALUES (true, $1, $2)";
            run(&mut client, text, &[(&people.taken, Type::DATE), (&&*people.digest, Type::TEXT)])?;
            let text = "INSERT INTO riktlinje.snapshot_person SELECT unnest($1)";
            run(&mut client, text, &[(&all, Type::TEXT_ARRAY)])?;
        }
        let moved = one(&mut client, "SELECT id, size, head FROM riktlinje.register", &[])?;
        let size: i64 = moved.get(1);
        let moved =
            Checkpoint { register: moved.get::<_, String>(0).into(), size: unsigned(size), head: hash(moved.get(2))? };
        if moved != end {
            return Err(LedgerError::Integrity(Message::new("store-pg-moved-otherwise")));
        }
        bind(&mut client, &account, (first, &installer))?;
        client.batch_execute(LEAVE).map_err(|error| told(&error))?;
        Ok((end, account))
    }
}

fn one(client: &mut Client, query: &str, with: &[(&(dyn ToSql + Sync), Type)]) -> Result<Row, LedgerError> {
    client.query_typed_one(query, with).map_err(|error| told(&error))
}

fn run(client: &mut Client, text: &str, with: &[(&(dyn ToSql + Sync), Type)]) -> Result<(), LedgerError> {
    client.execute_typed(text, with).map_err(|error| told(&error))?;
    Ok(())
}

/// Makes everything, in a transaction that stays open.
fn install(client: &mut Client, account: &str) -> Result<(), LedgerError> {
    let query = "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'riktlinje'), \
         EXISTS (SELECT FROM pg_roles WHERE 'pg:' || rolname = $1 AND rolcanlogin)";
    let found = one(client, query, &[(&account, Type::TEXT)])?;
    if found.get(0) {
        return Err(LedgerError::Unavailable(Message::new("store-pg-exists")));
    }
    if !found.get::<_, bool>(1) {
        return Err(LedgerError::Unavailable(Message::new("store-pg-no-role").with("why", "")));
    }
    client.batch_execute("BEGIN").map_err(|error| told(&error))?;
    for part in PARTS {
        client.batch_execute(part).map_err(|error| told(&error))?;
    }
    client.batch_execute(AS_OWNER).map_err(|error| told(&error))
}

fn begin(client: &mut Client, id: &str) -> Result<(), LedgerError> {
    let text = "INSERT INTO riktlinje.register (version, id, head) VALUES ($1, $2, $3)";
    let start: &[u8] = &Hash::START.0;
    run(client, text, &[(&VERSION, Type::INT4), (&id, Type::TEXT), (&start, Type::BYTEA)])
}

fn meet(client: &mut Client, known: &Identity) -> Result<(), LedgerError> {
    let text = "INSERT INTO riktlinje.person VALUES ($1, $2, $3) ON CONFLICT (hsa_id) DO NOTHING";
    let salt: &[u8] = &known.salt;
    let person = known.person.as_str();
    run(client, text, &[(&person, Type::TEXT), (&key(&known.id), Type::TEXT), (&salt, Type::BYTEA)])
}

/// Writes an event of whoever installs, for whom no person stands.
fn note(client: &mut Client, what: &str, (installer, via): (&str, &Via)) -> Result<(), LedgerError> {
    let via = serde_json::to_string(via).expect("it is plain data");
    let query = "SELECT riktlinje.write_down($1::text::jsonb, jsonb_build_object('account', $2::text, 'level', 'A3'), \
         $3::text::jsonb, riktlinje.take())";
    one(client, query, &[(&what, Type::TEXT), (&installer, Type::TEXT), (&via, Type::TEXT)])?;
    Ok(())
}

/// Lets an account act for the region.
fn bind(client: &mut Client, account: &str, (first, installer): (First<'_>, &str)) -> Result<(), LedgerError> {
    let salt: Vec<u8> = one(client, "SELECT uuid_send(gen_random_uuid())", &[])?.get(0);
    let salt = salt.try_into().map_err(|_| super::row("person"))?;
    meet(client, &Identity::new(first.person.clone(), salt))?;
    let query = "SELECT ref FROM riktlinje.person WHERE hsa_id = $1";
    let person: String = one(client, query, &[(&key(first.person), Type::TEXT)])?.get(0);
    let person = crate::permission::holding::PersonRef::stored(&person);
    let bound = What::ActorBound { account: account.into(), person, regional: true };
    let bound = serde_json::to_string(&bound).expect("it is plain data");
    note(client, &bound, (installer, first.via))?;
    one(client, "SELECT riktlinje.let_in($1)", &[(&account, Type::TEXT)])?;
    Ok(())
}
