-- The rules of authority, judged by the database on the change itself. They say what `permission::decide` says, so that
-- whoever speaks to the database without the program gets no further than with it.

-- Whether a person has a role in effect at a clinic.
CREATE FUNCTION has_role(who text, at_clinic text, which text, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM riktlinje.holding WHERE person = who AND clinic = at_clinic AND role = which
        AND riktlinje.is_effective(facts, at))
$$;

-- Whether somebody handles a permission (egen-mottagning).
CREATE FUNCTION administers(me account, target jsonb, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT me.regional OR riktlinje.has_role(me.person, target ->> 'clinic', 'lokal_administrator', at)
        OR (target ->> 'role' IN ('arendemottagare', 'arendehanterare')
            AND riktlinje.has_role(me.person, target ->> 'clinic', 'behorighetsadministrator', at))
$$;

CREATE FUNCTION is_open(at_clinic text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM riktlinje.clinic WHERE hsa_id = at_clinic AND state = 'open')
$$;

-- The days from today on which a clinic has a local administrator, but for one of them.
CREATE FUNCTION administered(at_clinic text, but_for text, today date) RETURNS datemultirange LANGUAGE sql STABLE AS $$
    SELECT coalesce(range_agg(usable * daterange(today, NULL)), '{}') FROM riktlinje.holding
        WHERE clinic = at_clinic AND role = 'lokal_administrator' AND person IS DISTINCT FROM but_for
$$;

-- A change of a permission: that it follows from what is, and that no rule forbids it.
CREATE FUNCTION judge_change(change jsonb, me account, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    target jsonb := change -> 'target';
    verb text := change ->> 'verb';
    is_administrator boolean;
    narrows boolean := verb IN ('paused', 'revoked');
    today date := day(at);
    current jsonb;
    other jsonb;
BEGIN
    PERFORM has_keys(change, '{verb,target,after,reason,reference}', '{before,last_day,undoes,not_in_directory}');
    IF NOT is_target(target) OR NOT is_reference(change -> 'reference')
        OR change ->> 'reason' IS NULL OR change ->> 'reason' NOT IN ('anstalld', 'ny_uppgift', 'ledighet', 'aterkommen',
            'slutat', 'byt_mottagning', 'behovs_ej', 'rattelse', 'granskning', 'overtagande')
        OR (change ? 'last_day' AND NOT (verb = 'revoked' AND is_date(change -> 'last_day')))
        OR change ? 'undoes' <> (verb = 'undone')
        OR coalesce(change -> 'not_in_directory', 'true') <> 'true' THEN
        PERFORM senseless('a change has a target, a reason and a reference');
    END IF;
    PERFORM check_facts(change -> 'after');
    is_administrator := target ->> 'role' = 'lokal_administrator';

    IF NOT administers(me, target, at) THEN
        PERFORM forbidden('egen-mottagning');
    END IF;
    IF is_administrator AND NOT me.regional AND verb NOT IN ('paused', 'resumed')
        AND (SELECT settings ->> 'appointed_by' FROM register) = 'region' THEN
        PERFORM forbidden('utses-regionalt');
    END IF;
    IF me.person = target ->> 'person' AND NOT narrows THEN
        PERFORM forbidden('inte-sig-sjalv');
    END IF;

    SELECT facts INTO current FROM holding
        WHERE clinic = target ->> 'clinic' AND person = target ->> 'person' AND role = target ->> 'role';
    IF current IS DISTINCT FROM change -> 'before' THEN
        RAISE EXCEPTION 'somebody else has changed it' USING ERRCODE = 'RK003';
    END IF;
    PERFORM judge_facts(change, current, at);

    IF verb = 'granted' THEN
        IF EXISTS (SELECT FROM snapshot) AND NOT EXISTS (SELECT FROM snapshot_person JOIN person USING (hsa_id)
            WHERE ref = target ->> 'person') THEN
            IF NOT change ? 'not_in_directory' THEN
                PERFORM forbidden('okand-i-katalogen');
            END IF;
        ELSIF change ? 'not_in_directory' THEN
            PERFORM senseless('the directory knows the person');
        END IF;
    ELSIF change ? 'not_in_directory' THEN
        PERFORM senseless('only a grant is for somebody who is not in the directory');
    END IF;
    IF NOT narrows AND NOT is_administrator AND NOT is_open(target ->> 'clinic') THEN
        PERFORM senseless('the clinic is not open');
    END IF;

    IF NOT narrows AND NOT change -> 'after' ? 'revoked' AND target ->> 'role' IN ('granskare', 'lokal_administrator') THEN
        SELECT facts INTO other FROM holding WHERE clinic = target ->> 'clinic' AND person = target ->> 'person'
            AND role = CASE WHEN is_administrator THEN 'granskare' ELSE 'lokal_administrator' END;
        IF other IS NOT NULL AND NOT other ? 'revoked' AND NOT is_over(other, at)
            AND days((other ->> 'from')::date, (other ->> 'until')::date)
                && days((change #>> '{after,from}')::date, (change #>> '{after,until}')::date) THEN
            PERFORM forbidden('granskare-ej-administrator');
        END IF;
    END IF;

    -- No day may be without an administrator that would have had one.
    IF is_administrator AND is_open(target ->> 'clinic') AND NOT isempty(
        administered(target ->> 'clinic', NULL, today)
        - administered(target ->> 'clinic', target ->> 'person', today)
        - datemultirange(usable(change -> 'after') * daterange(today, NULL))) THEN
        PERFORM forbidden('sista-administratoren');
    END IF;
END $$;

-- That the facts after are what the verb makes of the facts before.
CREATE FUNCTION judge_facts(change jsonb, before jsonb, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    after jsonb := change -> 'after';
    verb text := change ->> 'verb';
    today date := day(at);
    revision integer := coalesce((before ->> 'revision')::integer, 0) + 1;
    expected jsonb;
    undone jsonb;
    kept jsonb;
    added datemultirange;
    takes_away boolean;
BEGIN
    IF verb = 'granted' THEN
        IF before IS NOT NULL AND NOT is_over(before, at) THEN
            PERFORM senseless('it is held already');
        END IF;
        PERFORM has_keys(after, '{from,revision}', '{until}');
        expected := after || jsonb_build_object('revision', revision);
        IF (after ->> 'from')::date < today OR (after ->> 'until')::date < (after ->> 'from')::date THEN
            PERFORM senseless('a grant begins today or later, and ends after it begins');
        END IF;
    ELSIF before IS NULL THEN
        PERFORM senseless('there is no such permission');
    ELSIF verb = 'undone' THEN
        IF NOT is_count(change -> 'undoes') THEN
            PERFORM senseless('an event is taken back by its number');
        END IF;
        SELECT convert_from(body, 'UTF8')::jsonb #> '{what,permission.changed}' INTO undone FROM entry
            WHERE seq = (change ->> 'undoes')::bigint AND kind = 'permission.changed';
        IF undone IS NULL OR undone -> 'target' <> change -> 'target' OR undone -> 'after' <> before THEN
            PERFORM senseless('what is taken back is what holds now');
        END IF;
        takes_away := NOT undone ? 'before';
        expected := coalesce(undone -> 'before', before) || jsonb_build_object('revision', revision);
    ELSE
        IF is_over(before, at) THEN
            PERFORM senseless('it is over');
        END IF;
        expected := before || jsonb_build_object('revision', revision);
        takes_away := verb = 'revoked';
        CASE verb
        WHEN 'revoked' THEN NULL;
        WHEN 'extended' THEN
            expected := jsonb_strip_nulls(expected || jsonb_build_object('until', after -> 'until'));
            IF after ? 'until' AND (after ->> 'until')::date < greatest((after ->> 'from')::date, today) THEN
                PERFORM senseless('a last day is not before the first, nor in the past');
            END IF;
        WHEN 'paused' THEN
            added := paused(after) - paused(before);
            expected := expected || jsonb_build_object('pauses', after -> 'pauses');
            IF isempty(added) OR NOT paused(before) <@ paused(after) OR lower(added) < today THEN
                PERFORM senseless('a pause adds days from today on');
            END IF;
        WHEN 'resumed' THEN
            SELECT jsonb_agg(pause ORDER BY pause ->> 'from') INTO kept
                FROM jsonb_array_elements(before -> 'pauses') AS pause WHERE (pause ->> 'from')::date > today;
            -- One that has not begun is taken back only where none has.
            IF jsonb_array_length(kept) = jsonb_array_length(before -> 'pauses') THEN
                kept := NULL;
            END IF;
            expected := (expected - 'pauses') || coalesce(jsonb_build_object('pauses', kept), '{}');
            expected := jsonb_strip_nulls(expected);
        ELSE
            PERFORM senseless('nothing else is done to a permission');
        END CASE;
        IF expected - 'revision' = before - 'revision' AND NOT takes_away THEN
            PERFORM senseless('it is so already');
        END IF;
    END IF;
    IF takes_away THEN
        -- Decided while somebody looked at it, a moment ago.
        expected := expected || jsonb_build_object('revoked', after -> 'revoked');
        IF NOT after ? 'revoked' OR (after ->> 'revoked')::timestamptz > at
            OR (after ->> 'revoked')::timestamptz < at - interval '15 minutes' THEN
            PERFORM senseless('it is taken away now');
        END IF;
    END IF;
    IF after IS DISTINCT FROM expected THEN
        PERFORM senseless('the facts are not what the change makes of them');
    END IF;
END $$;

-- Only for those who act for the region.
CREATE FUNCTION for_region(me account) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT me.regional THEN
        PERFORM forbidden('utses-regionalt');
    END IF;
END $$;

-- What a review is about; none when there is none that goes on.
CREATE FUNCTION review(number jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT convert_from(body, 'UTF8')::jsonb #> '{what,review.opened}' FROM riktlinje.entry
        WHERE riktlinje.is_count(number) AND seq = (number #>> '{}')::bigint AND kind = 'review.opened' AND NOT EXISTS (
            SELECT FROM riktlinje.entry AS later WHERE later.kind = 'review.closed'
                AND convert_from(later.body, 'UTF8')::jsonb #> '{what,review.closed,review}' = number)
$$;

-- Every event but a change: what it is about, and who may.
CREATE FUNCTION judge_other(kind text, said jsonb, me account, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    bound account;
BEGIN
    CASE kind
    WHEN 'permission.denied' THEN
        PERFORM has_keys(said, '{verb,target,rule}');
        IF NOT is_target(said -> 'target')
            OR said ->> 'verb' NOT IN ('granted', 'paused', 'resumed', 'extended', 'revoked', 'undone')
            OR said ->> 'rule' NOT IN ('egen-mottagning', 'utses-regionalt', 'inte-sig-sjalv', 'sista-administratoren',
                'granskare-ej-administrator', 'skal-och-referens', 'massandring', 'okand-i-katalogen',
                'administrator-foreslas-ej') THEN
            PERFORM senseless('a refusal has a verb, a target and a rule');
        END IF;
    WHEN 'clinic.opened', 'clinic.closed' THEN
        PERFORM for_region(me);
        PERFORM has_keys(said, '{clinic,reference}');
        IF NOT is_text(said -> 'clinic', '^[0-9A-Z._-]{1,64}$') OR NOT is_reference(said -> 'reference')
            OR is_open(said ->> 'clinic') = (kind = 'clinic.opened') THEN
            PERFORM senseless('a clinic is opened that is not open, and closed that is');
        END IF;
        IF kind = 'clinic.opened' AND NOT administered(said ->> 'clinic', NULL, day(at)) @> day(at) THEN
            PERFORM forbidden('sista-administratoren');
        END IF;
    WHEN 'actor.bound' THEN
        PERFORM for_region(me);
        PERFORM has_keys(said, '{account,person,regional}');
        IF NOT is_text(said -> 'account', '^pg:[^[:cntrl:]]{1,63}$') OR jsonb_typeof(said -> 'regional') <> 'boolean'
            OR NOT EXISTS (SELECT FROM person WHERE ref = said ->> 'person')
            OR NOT EXISTS (SELECT FROM pg_roles WHERE 'pg:' || rolname = said ->> 'account' AND rolcanlogin) THEN
            RAISE EXCEPTION 'no such login role' USING ERRCODE = 'RK006';
        END IF;
        SELECT * INTO bound FROM account WHERE account = said ->> 'account';
        IF bound.person = me.person THEN
            PERFORM forbidden('inte-sig-sjalv');
        END IF;
    WHEN 'actor.unbound' THEN
        PERFORM for_region(me);
        PERFORM has_keys(said, '{account}');
        SELECT * INTO bound FROM account WHERE account = said ->> 'account';
        IF bound.person IS NULL THEN
            PERFORM senseless('the account stands for nobody');
        ELSIF bound.person = me.person THEN
            PERFORM forbidden('inte-sig-sjalv');
        END IF;
    WHEN 'policy.changed' THEN
        PERFORM for_region(me);
        PERFORM check_settings(said);
    WHEN 'source.compared' THEN
        PERFORM for_region(me);
        PERFORM has_keys(said, '{source,taken,rows,digest}');
        IF NOT is_text(said -> 'source', '^[a-z_]{1,32}$') OR NOT is_date(said -> 'taken') OR NOT is_count(said -> 'rows')
            OR NOT is_text(said -> 'digest', '^[0-9a-f]{2,64}$') THEN
            PERFORM senseless('a source that is compared has a day, rows and a digest');
        END IF;
    WHEN 'tool.confirmed' THEN
        PERFORM has_keys(said, '{events}', '{digest}');
        IF said ? 'digest' AND (NOT me.regional OR NOT is_text(said -> 'digest', '^[0-9a-f]{2,64}$'))
            OR jsonb_typeof(said -> 'events') <> 'array' OR said -> 'events' = '[]' THEN
            PERFORM senseless('decisions are confirmed by their numbers');
        END IF;
        -- There may be very many: all of them at once.
        IF EXISTS (SELECT FROM jsonb_array_elements(said -> 'events') AS number LEFT JOIN entry
            ON seq = CASE WHEN is_count(number) THEN (number #>> '{}')::bigint END AND entry.kind = 'permission.changed'
            WHERE seq IS NULL) THEN
            PERFORM senseless('only decisions on permissions are confirmed');
        END IF;
        IF NOT me.regional AND EXISTS (SELECT FROM jsonb_array_elements(said -> 'events') AS number JOIN entry
            ON seq = (number #>> '{}')::bigint
            WHERE NOT administers(me, convert_from(body, 'UTF8')::jsonb #> '{what,permission.changed,target}', at)) THEN
            PERFORM forbidden('egen-mottagning');
        END IF;
    WHEN 'review.opened' THEN
        PERFORM for_region(me);
        PERFORM has_keys(said, '{deadline,clinics,reference}');
        IF NOT is_date(said -> 'deadline') OR (said ->> 'deadline')::date < day(at) OR NOT is_reference(said -> 'reference')
            OR jsonb_typeof(said -> 'clinics') <> 'array' OR said -> 'clinics' = '[]'
            OR EXISTS (SELECT FROM jsonb_array_elements_text(said -> 'clinics') AS name WHERE NOT is_open(name))
            OR EXISTS (SELECT FROM entry WHERE entry.kind = 'review.opened' AND review(to_jsonb(seq)) -> 'clinics'
                ?| ARRAY(SELECT jsonb_array_elements_text(said -> 'clinics'))) THEN
            PERFORM senseless('a review is of open clinics that no other review is about, with a day to come');
        END IF;
    WHEN 'review.decided' THEN
        PERFORM has_keys(said, '{review,target,verdict}');
        IF NOT is_target(said -> 'target') OR said ->> 'verdict' NOT IN ('keep', 'pause', 'revoke')
            OR NOT coalesce(review(said -> 'review') -> 'clinics' ? (said #>> '{target,clinic}'), false)
            OR NOT EXISTS (SELECT FROM holding WHERE clinic = said #>> '{target,clinic}'
                AND person = said #>> '{target,person}' AND role = said #>> '{target,role}'
                AND is_over(facts, at) = (said ->> 'verdict' = 'revoke')
                AND (facts ? 'pauses' OR said ->> 'verdict' <> 'pause')) THEN
            PERFORM senseless('what is decided is so, at a clinic of a review that goes on');
        END IF;
        IF NOT administers(me, said -> 'target', at) AND NOT (said ->> 'verdict' = 'keep'
            AND has_role(me.person, said #>> '{target,clinic}', 'granskare', at)) THEN
            PERFORM forbidden('egen-mottagning');
        END IF;
        IF me.person = said #>> '{target,person}' AND said ->> 'verdict' = 'keep' THEN
            PERFORM forbidden('inte-sig-sjalv');
        END IF;
    WHEN 'review.closed' THEN
        PERFORM for_region(me);
        PERFORM has_keys(said, '{review,undecided}');
        IF review(said -> 'review') IS NULL OR jsonb_typeof(said -> 'undecided') <> 'array'
            OR EXISTS (SELECT FROM jsonb_array_elements(said -> 'undecided') AS target WHERE NOT is_target(target)) THEN
            PERFORM senseless('a review that goes on is closed');
        END IF;
    WHEN 'person.erased' THEN
        PERFORM for_region(me);
        PERFORM has_keys(said, '{person}');
        IF NOT EXISTS (SELECT FROM person WHERE ref = said ->> 'person')
            OR EXISTS (SELECT FROM account WHERE person = said ->> 'person')
            OR EXISTS (SELECT FROM holding WHERE person = said ->> 'person' AND NOT is_over(facts, at)) THEN
            PERFORM senseless('a person is taken out who holds nothing and has no account');
        END IF;
    ELSE
        PERFORM senseless('there is no such event');
    END CASE;
END $$;

CREATE FUNCTION check_settings(said jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    settings jsonb := said -> 'settings';
BEGIN
    PERFORM has_keys(said, '{settings}');
    PERFORM has_keys(settings, '{region,appointed_by,mass_least,mass_percent}');
    IF NOT is_text(settings -> 'region', '^[^[:cntrl:]]{1,200}$') OR settings ->> 'appointed_by' NOT IN ('region', 'clinic')
        OR NOT is_count(settings -> 'mass_least') OR (settings ->> 'mass_least')::bigint > 2147483647
        OR NOT is_count(settings -> 'mass_percent') OR (settings ->> 'mass_percent')::bigint > 100 THEN
        PERFORM senseless('settings have a region, who appoints, and a limit');
    END IF;
END $$;
