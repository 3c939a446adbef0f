-- Reading. These functions belong to a role that has no table of its own, so that row-level security decides what each of
-- them can see: everything for the region; for anybody else their own, and what is at the clinics that they look after.

CREATE FUNCTION my_person() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
BEGIN
    RETURN (SELECT person FROM account WHERE account = 'pg:' || session_user);
END $$;
CREATE FUNCTION i_am_regional() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT regional FROM account WHERE account = 'pg:' || session_user), false);
END $$;
CREATE FUNCTION my_clinics() RETURNS SETOF text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
DECLARE
    who text := my_person();
    at timestamptz := clock();
BEGIN
    RETURN QUERY SELECT DISTINCT clinic FROM holding WHERE person = who AND is_effective(facts, at)
        AND role IN ('lokal_administrator', 'behorighetsadministrator', 'granskare');
END $$;
-- The clinics where somebody holds something: those that they look after are among them.
CREATE FUNCTION seen_clinics() RETURNS SETOF text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
DECLARE
    who text := my_person();
BEGIN
    RETURN QUERY SELECT DISTINCT clinic FROM holding WHERE person = who;
END $$;
-- Themselves, whoever acts for the region, and whoever holds something at a clinic that they look after.
CREATE FUNCTION seen_people() RETURNS SETOF text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT my_person() UNION SELECT person FROM account WHERE regional
        UNION SELECT person FROM holding WHERE clinic = ANY (ARRAY(SELECT my_clinics()));
END $$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['entry', 'person', 'holding', 'clinic', 'account', 'snapshot_person'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('GRANT SELECT ON %I TO riktlinje_reader', name);
    END LOOP;
END $$;
GRANT SELECT ON register, snapshot TO riktlinje_reader;

CREATE POLICY seen ON holding FOR SELECT TO riktlinje_reader USING ((SELECT i_am_regional())
    OR person = (SELECT my_person()) OR clinic IN (SELECT my_clinics()));
CREATE POLICY seen ON clinic FOR SELECT TO riktlinje_reader USING ((SELECT i_am_regional())
    OR hsa_id IN (SELECT seen_clinics()));
CREATE POLICY seen ON account FOR SELECT TO riktlinje_reader USING ((SELECT i_am_regional())
    OR regional OR account = 'pg:' || session_user);
CREATE POLICY seen ON person FOR SELECT TO riktlinje_reader USING ((SELECT i_am_regional())
    OR ref IN (SELECT seen_people()));
CREATE POLICY seen ON snapshot_person FOR SELECT TO riktlinje_reader USING ((SELECT i_am_regional())
    OR hsa_id IN (SELECT person.hsa_id FROM person));
CREATE POLICY seen ON entry FOR SELECT TO riktlinje_reader USING ((SELECT i_am_regional())
    OR person = (SELECT my_person()) OR clinic IN (SELECT my_clinics()) OR kind IN ('register.created', 'policy.changed',
        'tool.confirmed', 'review.opened', 'review.closed', 'source.compared', 'snapshot.recorded', 'clock.anomaly'));

-- What a closed review says of other clinics' people is not for everybody.
CREATE FUNCTION shown(body bytea) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT convert_to(riktlinje.canonical(jsonb_set(event, '{what,review.closed,undecided}', coalesce((
        SELECT jsonb_agg(target) FROM jsonb_array_elements(event #> '{what,review.closed,undecided}') AS target
            WHERE target ->> 'clinic' IN (SELECT riktlinje.my_clinics())), '[]'))), 'UTF8')
    FROM (SELECT convert_from(body, 'UTF8')::jsonb AS event) AS read
$$;

-- What a change looks at that nobody may look through: who somebody is, known by their id, and two counts.
CREATE FUNCTION meets(people text[]) RETURNS jsonb LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('hsa_id', asked.id, 'person', person.ref, 'salt', CASE
        WHEN person.ref IS NULL THEN encode(uuid_send(gen_random_uuid()), 'hex') END, 'known',
        EXISTS (SELECT FROM snapshot_person WHERE snapshot_person.hsa_id = asked.id))), '[]')
    FROM unnest(people) AS asked (id) LEFT JOIN person ON person.hsa_id = asked.id WHERE (SELECT my_person()) IS NOT NULL
$$;
CREATE FUNCTION counts() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
DECLARE
    who text := my_person();
    today date := day(clock());
BEGIN
    RETURN jsonb_build_object(
        'narrowed', (SELECT count(*) FROM narrowed WHERE person = who AND narrowed.day = today),
        'active', (SELECT count(*) FROM holding WHERE usable @> today));
END $$;

GRANT EXECUTE ON FUNCTION my_person(), i_am_regional(), my_clinics(), seen_clinics(), seen_people(), meets(text[]), counts(),
    canonical(jsonb), clock(), shown(bytea) TO riktlinje_reader;
RESET ROLE;
SET ROLE riktlinje_reader;

-- Offered: who and what the database takes the connection for.
CREATE FUNCTION login() RETURNS TABLE (version integer, at timestamptz, person text, regional boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
    SELECT version, clock(), my_person(), i_am_regional() FROM register
$$;
-- Offered: how far the register has come.
CREATE FUNCTION head() RETURNS TABLE (id text, size bigint, hash bytea, settings jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
    SELECT id, size, head, settings FROM register
$$;
-- Offered: the permissions.
CREATE FUNCTION held(at_clinic text, who text) RETURNS TABLE (clinic text, person text, role text, facts jsonb, since bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
    SELECT clinic, person, role, facts, since FROM holding
        WHERE (at_clinic IS NULL OR clinic = at_clinic) AND (who IS NULL OR person = who)
$$;
-- Offered: the clinics.
CREATE FUNCTION clinics() RETURNS TABLE (clinic text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
    SELECT hsa_id, state FROM clinic
$$;
-- Offered: the accounts.
CREATE FUNCTION accounts() RETURNS TABLE (account text, person text, regional boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
    SELECT account, person, regional FROM account
$$;
-- Offered: who the references mean.
CREATE FUNCTION people() RETURNS TABLE (person text, hsa_id text, salt bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
    SELECT ref, hsa_id, salt FROM person
$$;
-- Offered: the latest list of the directory.
CREATE FUNCTION directory() RETURNS TABLE (taken date, digest text, people text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
    SELECT taken, digest, ARRAY(SELECT hsa_id FROM snapshot_person) FROM snapshot
$$;
-- Offered: the entries after a number, so many at a time.
CREATE FUNCTION entries(after bigint, at_most integer) RETURNS TABLE (seq bigint, body bytea, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
    SELECT seq, CASE WHEN kind = 'review.closed' AND NOT (SELECT i_am_regional()) THEN shown(body) ELSE body END, hash
        FROM entry WHERE seq > after ORDER BY seq LIMIT at_most
$$;
-- Offered: what a change at these clinics, of these people, looks at.
CREATE FUNCTION look(at_clinics text[], people text[]) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
DECLARE
    them jsonb := meets(people);
    whose text[] := ARRAY(SELECT my_person() UNION SELECT one ->> 'person' FROM jsonb_array_elements(them) AS one);
BEGIN
    RETURN (WITH held AS MATERIALIZED (
        SELECT clinic, person, role, facts FROM holding WHERE clinic = ANY (at_clinics) OR person = ANY (whose))
    SELECT counts() || jsonb_build_object(
        'settings', (SELECT settings FROM register),
        'has_snapshot', EXISTS (SELECT FROM snapshot),
        'people', them,
        'accounts', (SELECT coalesce(jsonb_agg(jsonb_build_array(account, person, regional)), '[]') FROM account),
        'clinics', (SELECT coalesce(jsonb_agg(jsonb_build_array(hsa_id, state)), '[]') FROM clinic
            WHERE hsa_id = ANY (at_clinics)),
        'held', (SELECT coalesce(jsonb_agg(jsonb_build_array(clinic, person, role, facts)), '[]') FROM held),
        'names', (SELECT coalesce(jsonb_agg(jsonb_build_array(ref, hsa_id)), '[]') FROM person
            WHERE ref = ANY (ARRAY(SELECT person FROM account
                UNION SELECT person FROM held WHERE role = 'lokal_administrator')))));
END $$;
RESET ROLE;
