-- Entries are the truth; every other table is what they add up to, but for `person`, which can be erased.

-- Whom a reference means is shown by its salt, and the table cannot hold one that means somebody else.
CREATE FUNCTION reference(hsa_id text, salt bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT 'p_' || left(encode(pg_catalog.sha256('\x00'::bytea || 'riktlinje-person-v1'::bytea || '\x00'::bytea || salt
        || pg_catalog.convert_to(hsa_id, 'UTF8')), 'hex'), 32)
$$;

-- The head is one row, which is locked by whoever writes. `moment` is the time of the write that has it.
CREATE TABLE register (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), version integer NOT NULL, id text NOT NULL,
    size bigint NOT NULL DEFAULT 0, head bytea NOT NULL CHECK (octet_length(head) = 32), last timestamptz,
    settings jsonb NOT NULL DEFAULT '{}', moment timestamptz, moment_of xid8
);
-- `kind`, `clinic` and `person` repeat what the body says, so that rows can be found and hidden.
CREATE TABLE entry (
    seq bigint PRIMARY KEY CHECK (seq > 0), body bytea NOT NULL, hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    kind text NOT NULL, clinic text, person text
);
CREATE INDEX entry_of_review ON entry (kind, seq) WHERE kind LIKE 'review.%';
CREATE TABLE person (
    ref text PRIMARY KEY, hsa_id text NOT NULL UNIQUE CHECK (hsa_id ~ '^[0-9A-Z._-]{1,64}$'),
    salt bytea NOT NULL CHECK (octet_length(salt) = 16), CHECK (ref = riktlinje.reference(hsa_id, salt))
);
CREATE TABLE holding (
    clinic text NOT NULL CHECK (clinic ~ '^[0-9A-Z._-]{1,64}$'), person text NOT NULL,
    role text NOT NULL CHECK (role IN ('arendemottagare', 'arendehanterare', 'lokal_administrator',
        'behorighetsadministrator', 'granskare')),
    facts jsonb NOT NULL, since bigint NOT NULL REFERENCES entry, usable daterange NOT NULL,
    PRIMARY KEY (clinic, person, role)
);
CREATE INDEX holding_of_person ON holding (person);
CREATE TABLE clinic (
    hsa_id text PRIMARY KEY CHECK (hsa_id ~ '^[0-9A-Z._-]{1,64}$'), state text NOT NULL CHECK (state IN ('open', 'closed'))
);
CREATE TABLE account (account text PRIMARY KEY, person text NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED, regional boolean NOT NULL);
CREATE TABLE narrowed (seq bigint PRIMARY KEY REFERENCES entry, person text NOT NULL, day date NOT NULL);
CREATE INDEX narrowed_on ON narrowed (person, day);
CREATE TABLE snapshot (one boolean PRIMARY KEY DEFAULT true CHECK (one), taken date NOT NULL, digest text NOT NULL);
CREATE TABLE snapshot_person (hsa_id text PRIMARY KEY CHECK (hsa_id ~ '^[0-9A-Z._-]{1,64}$'));

-- History is added to. This stops mistakes of whoever may write here; it does not stop the owner, who can take it away.
CREATE FUNCTION is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries are never changed or taken away' USING ERRCODE = 'RK002';
END $$;
CREATE TRIGGER entry_is_kept BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION is_kept();
CREATE TRIGGER entry_is_not_emptied BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION is_kept();
