-- What is offered, and to whom. Everything else is nobody's but its owner's.
DO $$
DECLARE
    function record;
BEGIN
    FOR function IN SELECT oid::regprocedure AS name, proowner::regrole AS owner FROM pg_proc
        WHERE pronamespace = 'riktlinje'::regnamespace LOOP
        EXECUTE format('SET ROLE %s', function.owner);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', function.name);
    END LOOP;
END $$;
SET ROLE riktlinje_owner;
REVOKE CREATE ON SCHEMA riktlinje FROM riktlinje_reader;
GRANT EXECUTE ON FUNCTION hold(), append(jsonb, jsonb, jsonb, boolean), record_people(text[], jsonb, jsonb, boolean),
    stands(bigint, text) TO riktlinje_member;
SET ROLE riktlinje_reader;
GRANT EXECUTE ON FUNCTION login(), head(), held(text, text), clinics(), accounts(), people(), directory(),
    entries(bigint, integer), look(text[], text[]) TO riktlinje_member;
RESET ROLE;
