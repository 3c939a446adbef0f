-- Three roles that nobody logs in with. The owner has the tables and writes; the reader reads, and row-level security says
-- what; a member may call the functions that are offered and nothing else. Roles belong to the whole server, so they may
-- be there already.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['riktlinje_owner', 'riktlinje_reader', 'riktlinje_member'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- Another register of the same server begins just now.
            END;
        END IF;
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = name AND (rolcanlogin OR rolsuper OR rolbypassrls)) THEN
            RAISE EXCEPTION 'the role % can log in or go around row-level security', name USING ERRCODE = 'RK002';
        END IF;
    END LOOP;
    -- Whoever installs acts as the two for as long as that takes.
    EXECUTE format('GRANT riktlinje_owner, riktlinje_reader TO %I', session_user);
    -- Binding an account makes it a member, which the owner's function does.
    GRANT riktlinje_member TO riktlinje_owner WITH ADMIN OPTION;
END $$;
CREATE SCHEMA riktlinje AUTHORIZATION riktlinje_owner;
SET ROLE riktlinje_owner;
GRANT USAGE ON SCHEMA riktlinje TO riktlinje_member, riktlinje_reader;
GRANT CREATE ON SCHEMA riktlinje TO riktlinje_reader;
SET search_path = riktlinje, pg_temp;
