-- What an event looks like, and what facts mean. The same as in `permission`, where it is written down.
--
-- What is called often, or calls itself, is in PL/pgSQL, where it is planned once for a connection; a function in SQL that
-- cannot be put into whatever calls it is planned again each time.

-- JSON with sorted keys and no blanks: what is stored and chained, byte for byte as the program would write it.
CREATE FUNCTION canonical(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    CASE jsonb_typeof(value)
    WHEN 'object' THEN
        RETURN (SELECT '{' || coalesce(string_agg(to_json(key)::text || ':' || riktlinje.canonical(part), ','
            ORDER BY key COLLATE "C"), '') || '}' FROM jsonb_each(value) AS parts (key, part));
    WHEN 'array' THEN
        RETURN (SELECT '[' || coalesce(string_agg(riktlinje.canonical(part), ',' ORDER BY place), '') || ']'
            FROM jsonb_array_elements(value) WITH ORDINALITY AS parts (part, place));
    ELSE
        RETURN value::text;
    END CASE;
END $$;

-- Why something cannot be: it is no event, or it does not follow from what is.
CREATE FUNCTION senseless(why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', why USING ERRCODE = 'RK002';
END $$;

-- A rule of authority forbids it.
CREATE FUNCTION forbidden(rule text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', rule USING ERRCODE = 'RK001';
END $$;

-- That an object has these keys, perhaps those, and no others.
CREATE FUNCTION has_keys(value jsonb, needed text[], possible text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF jsonb_typeof(value) IS DISTINCT FROM 'object' OR NOT value ?& needed
        OR EXISTS (SELECT FROM jsonb_object_keys(value) AS key WHERE key <> ALL (needed || possible)) THEN
        PERFORM senseless('an event has the keys ' || array_to_string(needed || possible, ', '));
    END IF;
END $$;

CREATE FUNCTION is_text(value jsonb, pattern text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_typeof(value) = 'string' AND value #>> '{}' ~ pattern, false)
$$;

CREATE FUNCTION is_date(value jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT riktlinje.is_text(value, '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$') AND (value #>> '{}')::date IS NOT NULL
$$;

CREATE FUNCTION is_count(value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_typeof(value) = 'number' AND value #>> '{}' ~ '^(0|[1-9][0-9]{0,17})$', false)
$$;

-- One line, and nothing that a spreadsheet would run. The program looks for personal identity numbers, too.
CREATE FUNCTION is_reference(value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT riktlinje.is_text(value, '^[^[:cntrl:]]{1,64}$') AND value #>> '{}' !~ '^[-=+@＝＋－＠]'
$$;

CREATE FUNCTION is_target(value jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM has_keys(value, '{clinic,person,role}');
    RETURN is_text(value -> 'clinic', '^[0-9A-Z._-]{1,64}$') AND is_text(value -> 'person', '^p_[0-9a-f]{32}$')
        AND value ->> 'role' IN ('arendemottagare', 'arendehanterare', 'lokal_administrator', 'behorighetsadministrator',
            'granskare')
        AND EXISTS (SELECT FROM person WHERE ref = value ->> 'person');
END $$;

-- The civil date in Sweden.
CREATE FUNCTION day(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT (at AT TIME ZONE 'Europe/Stockholm')::date
$$;

CREATE FUNCTION rfc3339(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- Days, last day included; empty where the last is before the first.
CREATE FUNCTION days(first date, last date) RETURNS daterange LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN last < first THEN 'empty'::daterange ELSE daterange(first, last, '[]') END
$$;

-- The days on which a permission is paused.
CREATE FUNCTION paused(facts jsonb) RETURNS datemultirange LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT facts ? 'pauses' THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(range_agg(riktlinje.days((pause ->> 'from')::date, (pause ->> 'until')::date)), '{}')
        FROM jsonb_array_elements(facts -> 'pauses') AS pause);
END $$;

-- That facts are facts: days in order, pauses in order and apart from each other.
CREATE FUNCTION check_facts(facts jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    pause jsonb;
    apart jsonb;
BEGIN
    PERFORM has_keys(facts, '{from,revision}', '{until,pauses,revoked}');
    IF NOT is_date(facts -> 'from') OR NOT is_count(facts -> 'revision')
        OR (facts ? 'until' AND NOT is_date(facts -> 'until'))
        OR (facts ? 'revoked' AND NOT is_text(facts -> 'revoked', '^[0-9-]{10}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{3})?Z$')) THEN
        PERFORM senseless('facts have a first day and a revision');
    END IF;
    IF facts ? 'pauses' THEN
        IF jsonb_typeof(facts -> 'pauses') <> 'array' OR facts -> 'pauses' = '[]' THEN
            PERFORM senseless('pauses are a list');
        END IF;
        FOR pause IN SELECT jsonb_array_elements(facts -> 'pauses') LOOP
            PERFORM has_keys(pause, '{from}', '{until}');
            IF NOT is_date(pause -> 'from') OR (pause ? 'until' AND NOT is_date(pause -> 'until'))
                OR (pause ->> 'until')::date < (pause ->> 'from')::date THEN
                PERFORM senseless('a pause has a first day');
            END IF;
        END LOOP;
        SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('from', lower(range), 'until', upper(range) - 1)) ORDER BY range)
            INTO apart FROM unnest(paused(facts)) AS range;
        IF apart <> facts -> 'pauses' THEN
            PERFORM senseless('pauses stand in order, apart from each other');
        END IF;
    END IF;
END $$;

-- The days on which it can be used if nobody does anything more. Nothing resumes by itself: there is one stretch.
CREATE FUNCTION usable(facts jsonb) RETURNS daterange LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN facts ? 'revoked' THEN 'empty'::daterange
        ELSE riktlinje.days((facts ->> 'from')::date,
            least((facts ->> 'until')::date, lower(riktlinje.paused(facts)) - 1)) END
$$;

CREATE FUNCTION is_over(facts jsonb, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((facts ->> 'revoked')::timestamptz <= at, false)
        OR (riktlinje.day(at) >= (facts ->> 'from')::date AND coalesce((facts ->> 'until')::date < riktlinje.day(at), false))
$$;

CREATE FUNCTION is_effective(facts jsonb, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((facts ->> 'revoked')::timestamptz > at, true)
        AND riktlinje.days((facts ->> 'from')::date, (facts ->> 'until')::date) @> riktlinje.day(at)
        AND coalesce(lower(riktlinje.paused(facts)) > riktlinje.day(at), true)
$$;
