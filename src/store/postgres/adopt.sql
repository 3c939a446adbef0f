-- Takes over the entries of another store, as they are. Nobody but the owner may call it; every link is computed anew.
CREATE FUNCTION adopt(bodies bytea[], hashes bytea[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    head register := (SELECT register FROM register);
    at timestamptz;
BEGIN
    FOR place IN 1 .. cardinality(bodies) LOOP
        head.size := head.size + 1;
        head.head := link(head.id, head.size, head.head, bodies[place]);
        IF hashes[place] IS DISTINCT FROM head.head THEN
            PERFORM senseless('the chain breaks at entry ' || head.size);
        END IF;
        at := (convert_from(bodies[place], 'UTF8')::jsonb ->> 'at')::timestamptz;
        PERFORM keep(head.size, bodies[place], head.head, at);
        head.last := at;
    END LOOP;
    PERFORM close(head);
END $$;
