-- Writing: one writer at a time, the account from the login, the time from the server, number and hash from the head.

-- The time. A function, so that there is one place for it.
CREATE FUNCTION clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT date_trunc('milliseconds', clock_timestamp())
$$;

-- The account of whoever is connected. `SET ROLE` does not change it.
CREATE FUNCTION me() RETURNS account LANGUAGE plpgsql STABLE AS $$
DECLARE
    found account;
BEGIN
    SELECT * INTO found FROM account WHERE account = 'pg:' || session_user;
    IF found.person IS NULL THEN
        RAISE EXCEPTION 'the login stands for nobody' USING ERRCODE = 'RK004';
    END IF;
    RETURN found;
END $$;

-- The hash of an entry.
CREATE FUNCTION link(register text, seq bigint, previous bytea, body bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256('\x00'::bytea || 'riktlinje-journal-v1'::bytea || '\x00'::bytea
        || int8send(octet_length(convert_to(register, 'UTF8'))) || convert_to(register, 'UTF8')
        || int8send(seq) || previous || int8send(octet_length(body)) || body)
$$;

-- Takes the head for this transaction and gives the time of its write: never before the last entry, by the little that
-- clocks differ. The same again in the same transaction.
CREATE FUNCTION take() RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
    head register;
    at timestamptz;
BEGIN
    SELECT * INTO head FROM register FOR UPDATE;
    IF head.moment_of IS NOT DISTINCT FROM pg_current_xact_id() THEN
        RETURN head.moment;
    END IF;
    at := clock();
    IF at < head.last AND at >= head.last - interval '120 seconds' THEN
        at := head.last;
    END IF;
    UPDATE register SET moment = at, moment_of = pg_current_xact_id();
    RETURN at;
END $$;

-- Offered: takes the head before somebody looks, so that nothing changes until they have written or given up.
CREATE FUNCTION hold() RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
BEGIN
    PERFORM me();
    RETURN take();
END $$;

-- Writes one event after the last, and what follows from it; gives the head that there is then. The head itself is written
-- once, by `close`, however many events there are.
CREATE FUNCTION follow(head register, what jsonb, author jsonb, via jsonb, at timestamptz) RETURNS register
LANGUAGE plpgsql AS $$
DECLARE
    body bytea;
BEGIN
    head.size := head.size + 1;
    body := convert_to(canonical(jsonb_build_object('at', rfc3339(at), 'by', author, 'register', head.id, 'seq', head.size,
        'v', 1, 'via', via, 'what', what)), 'UTF8');
    head.head := link(head.id, head.size, head.head, body);
    head.last := at;
    PERFORM keep(head.size, body, head.head, at);
    RETURN head;
END $$;

CREATE FUNCTION close(head register) RETURNS void LANGUAGE sql AS $$
    UPDATE riktlinje.register SET size = ($1).size, head = ($1).head, last = ($1).last
$$;

-- One event alone.
CREATE FUNCTION write_down(what jsonb, author jsonb, via jsonb, at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    head register := (SELECT register FROM register);
BEGIN
    head := follow(head, what, author, via, at);
    PERFORM close(head);
    RETURN head.size;
END $$;

-- Keeps an entry whose hash is right, and does what follows from it.
CREATE FUNCTION keep(number bigint, body bytea, hash bytea, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    event jsonb := convert_from(body, 'UTF8')::jsonb;
    kind text;
    said jsonb;
    target jsonb;
BEGIN
    SELECT key, value INTO kind, said FROM jsonb_each(event -> 'what');
    target := said -> 'target';
    INSERT INTO entry (seq, body, hash, kind, clinic, person) VALUES (number, body, hash, kind,
        coalesce(target ->> 'clinic', said ->> 'clinic'), coalesce(target ->> 'person', said ->> 'person'));
    CASE kind
    WHEN 'register.created', 'policy.changed' THEN
        UPDATE register SET settings = said -> 'settings';
    WHEN 'actor.bound' THEN
        INSERT INTO account VALUES (said ->> 'account', said ->> 'person', (said ->> 'regional')::boolean)
            ON CONFLICT (account) DO UPDATE SET person = excluded.person, regional = excluded.regional;
    WHEN 'actor.unbound' THEN
        DELETE FROM account WHERE account = said ->> 'account';
    WHEN 'clinic.opened', 'clinic.closed' THEN
        INSERT INTO clinic VALUES (said ->> 'clinic', CASE kind WHEN 'clinic.opened' THEN 'open' ELSE 'closed' END)
            ON CONFLICT (hsa_id) DO UPDATE SET state = excluded.state;
    WHEN 'permission.changed' THEN
        INSERT INTO holding VALUES (target ->> 'clinic', target ->> 'person', target ->> 'role', said -> 'after', number,
            usable(said -> 'after'))
            ON CONFLICT (clinic, person, role)
            DO UPDATE SET facts = excluded.facts, since = excluded.since, usable = excluded.usable;
        IF said ->> 'verb' IN ('paused', 'revoked') AND event #> '{by,person}' IS NOT NULL THEN
            INSERT INTO narrowed VALUES (number, event #>> '{by,person}', day(at));
        END IF;
    WHEN 'person.erased' THEN
        DELETE FROM person WHERE ref = said ->> 'person';
    ELSE
        NULL;
    END CASE;
END $$;

-- Writes down people who are new: those whom the events are about, and nobody else. A constraint of the table holds each
-- reference to its person.
CREATE FUNCTION meet(newcomers jsonb, events jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM jsonb_array_elements(newcomers) AS one WHERE jsonb_typeof(one) <> 'object'
        OR NOT is_text(one -> 'salt', '^[0-9a-f]{32}$') OR NOT is_text(one -> 'hsa_id', '^[0-9A-Z._-]{1,64}$')
        OR coalesce(one -> 'person', 'null') NOT IN (SELECT jsonb_path_query(events,
            '$[*].*.**.person ? (@.type() == "string")'))) THEN
        PERFORM senseless('a new person is one whom an event is about');
    END IF;
    INSERT INTO person SELECT one ->> 'person', one ->> 'hsa_id', decode(one ->> 'salt', 'hex')
        FROM jsonb_array_elements(newcomers) AS one ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION check_via(via jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM has_keys(via, '{command,version}', '{plan}');
    IF NOT is_text(via -> 'command', '^[^[:cntrl:]]{1,200}$') OR NOT is_text(via -> 'version', '^[0-9A-Za-z.+-]{1,64}$')
        OR (via ? 'plan' AND NOT is_text(via -> 'plan', '^[0-9a-f]{64}$')) THEN
        PERFORM senseless('a command has a name and a version');
    END IF;
END $$;

-- Notes that the clock stands before the last entry, where whoever writes says that it is right.
CREATE FUNCTION check_clock(head register, accepted boolean, author jsonb, via jsonb, at timestamptz) RETURNS register
LANGUAGE plpgsql AS $$
BEGIN
    IF at < head.last AND NOT accepted THEN
        RAISE EXCEPTION '%', rfc3339(head.last) USING ERRCODE = 'RK005';
    ELSIF at < head.last THEN
        RETURN follow(head, jsonb_build_object('clock.anomaly', jsonb_build_object('last', rfc3339(head.last))), author, via, at);
    END IF;
    RETURN head;
END $$;

CREATE FUNCTION author(me account) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_build_object('account', me.account, 'level', 'A3', 'person', me.person)
$$;

-- Taking over what exists is the one time when breaches are let in: the register is empty, and it is for the region.
CREATE FUNCTION judge_takeover(kind text, said jsonb, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CASE kind
    WHEN 'clinic.opened' THEN
        PERFORM has_keys(said, '{clinic,reference}');
        IF NOT is_text(said -> 'clinic', '^[0-9A-Z._-]{1,64}$') OR NOT is_reference(said -> 'reference') THEN
            PERFORM senseless('a clinic has an id');
        END IF;
    WHEN 'permission.changed' THEN
        PERFORM has_keys(said, '{verb,target,after,reason,reference}');
        PERFORM check_facts(said -> 'after');
        IF NOT is_target(said -> 'target') OR NOT is_reference(said -> 'reference') OR said ->> 'verb' <> 'granted'
            OR said ->> 'reason' <> 'overtagande' OR said -> 'after' ? 'revoked' OR said #>> '{after,revision}' <> '1'
            OR is_over(said -> 'after', at)
            OR EXISTS (SELECT FROM holding WHERE clinic = said #>> '{target,clinic}'
                AND person = said #>> '{target,person}' AND role = said #>> '{target,role}') THEN
            PERFORM senseless('what is taken over is held, once');
        END IF;
    ELSE
        PERFORM senseless('nothing else is taken over');
    END CASE;
END $$;

-- Offered: writes events after the last one, all or none, and says their numbers. When a rule forbids one of them, none is
-- written but the refusal, and the rule is said.
CREATE FUNCTION append(events jsonb, newcomers jsonb, via jsonb, accepts_clock boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
DECLARE
    me account := me();
    at timestamptz := take();
    takes_over boolean := me.regional AND via ->> 'command' = 'register takeover'
        AND NOT EXISTS (SELECT FROM holding) AND NOT EXISTS (SELECT FROM clinic);
    before register := (SELECT register FROM register);
    head register;
    numbers bigint[] := '{}';
    what jsonb;
    kind text;
    said jsonb;
    rule text;
    refusal jsonb;
BEGIN
    PERFORM check_via(via);
    IF jsonb_typeof(events) IS DISTINCT FROM 'array' OR events = '[]' OR jsonb_typeof(newcomers) IS DISTINCT FROM 'array'
        OR events @? '$.** ? (@ == null)' THEN
        PERFORM senseless('there are no events');
    END IF;
    before := check_clock(before, accepts_clock, author(me), via, at);
    head := before;
    BEGIN
        PERFORM meet(newcomers, events);
        FOR what IN SELECT jsonb_array_elements(events) LOOP
            IF jsonb_typeof(what) <> 'object' OR (SELECT count(*) FROM jsonb_object_keys(what)) <> 1 THEN
                PERFORM senseless('an event is of one kind');
            END IF;
            SELECT key, value INTO kind, said FROM jsonb_each(what);
            IF takes_over THEN
                PERFORM judge_takeover(kind, said, at);
            ELSIF kind = 'permission.changed' THEN
                PERFORM judge_change(said, me, at);
            ELSE
                PERFORM judge_other(kind, said, me, at);
            END IF;
            head := follow(head, what, author(me), via, at);
            numbers := numbers || head.size;
            IF kind = 'actor.bound' THEN
                PERFORM let_in(said ->> 'account');
            ELSIF kind = 'actor.unbound' THEN
                PERFORM let_out(said ->> 'account');
            END IF;
        END LOOP;
        PERFORM close(head);
        RETURN jsonb_build_object('numbers', numbers, 'head', encode(head.head, 'hex'));
    EXCEPTION WHEN SQLSTATE 'RK001' THEN
        rule := SQLERRM;
    END;
    -- The server's log keeps it even where whoever asked takes their transaction back.
    RAISE LOG 'riktlinje: % was refused by the rule %', session_user, rule;
    IF kind <> 'permission.changed' THEN
        PERFORM forbidden(rule);
    END IF;
    refusal := jsonb_build_object('permission.denied',
        jsonb_build_object('verb', said -> 'verb', 'target', said -> 'target', 'rule', rule));
    PERFORM meet((SELECT coalesce(jsonb_agg(one), '[]') FROM jsonb_array_elements(newcomers) AS one
        WHERE one -> 'person' = said #> '{target,person}'), jsonb_build_array(refusal));
    PERFORM judge_other('permission.denied', refusal -> 'permission.denied', me, at);
    head := follow(before, refusal, author(me), via, at);
    PERFORM close(head);
    RETURN jsonb_build_object('rule', rule, 'numbers', ARRAY[head.size], 'head', encode(head.head, 'hex'));
END $$;

-- Offered: whether an entry stands, to whoever lost the connection while it was written. Waits for who has the head.
CREATE FUNCTION stands(number bigint, digest text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
BEGIN
    PERFORM me();
    PERFORM FROM register FOR UPDATE;
    RETURN EXISTS (SELECT FROM entry WHERE seq = number AND encode(hash, 'hex') = digest);
END $$;

-- Whoever is bound may call what is offered.
CREATE FUNCTION let_in(account text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('GRANT riktlinje_member TO %I', substr(account, 4));
END $$;

-- Who no longer is may not.
CREATE FUNCTION let_out(account text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = substr(account, 4)) THEN
        EXECUTE format('REVOKE riktlinje_member FROM %I', substr(account, 4));
    END IF;
END $$;

-- Offered: records who is in the directory.
CREATE FUNCTION record_people(people text[], said jsonb, via jsonb, accepts_clock boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = riktlinje, pg_temp AS $$
DECLARE
    me account := me();
    at timestamptz := take();
    head register := (SELECT register FROM register);
BEGIN
    PERFORM for_region(me);
    PERFORM check_via(via);
    PERFORM has_keys(said, '{taken,rows,digest,people}');
    IF NOT is_date(said -> 'taken') OR NOT is_text(said -> 'digest', '^[0-9a-f]{2,64}$')
        OR said -> 'rows' IS DISTINCT FROM to_jsonb(cardinality(people))
        OR said ->> 'people' IS DISTINCT FROM encode(sha256(convert_to(array_to_string(
            ARRAY(SELECT one FROM unnest(people) AS one ORDER BY one COLLATE "C"), E'\n'), 'UTF8')), 'hex') THEN
        PERFORM senseless('the list is not the one that its digest says');
    END IF;
    head := check_clock(head, accepts_clock, author(me), via, at);
    INSERT INTO snapshot VALUES (true, (said ->> 'taken')::date, said ->> 'digest')
        ON CONFLICT (one) DO UPDATE SET taken = excluded.taken, digest = excluded.digest;
    DELETE FROM snapshot_person;
    INSERT INTO snapshot_person SELECT unnest(people);
    head := follow(head, jsonb_build_object('snapshot.recorded', said), author(me), via, at);
    PERFORM close(head);
    RETURN head.size;
END $$;
