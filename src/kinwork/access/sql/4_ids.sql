-- Ids of what may be hidden: gaps between them would tell that something hidden was made, and when. So they count time,
-- not rows: milliseconds since 2020, then eight random bits (as UUIDv7 does, in the 53 bits that a browser's numbers
-- hold, until 2054), then five of the connection: two that write many rows at once hardly ever meet, since their
-- processes have numbers near to one another. Within a session they only rise: much is read in the order of making.
CREATE OR REPLACE FUNCTION kinwork_new_id() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    chance bigint := ('x' || right(gen_random_uuid()::text, 4))::bit(16)::bigint & 511;
    new bigint := ((floor(extract(epoch FROM clock_timestamp()) * 1000))::bigint - 1577836800000) * 8192
                  + (chance & 255) * 32 + pg_backend_pid() % 32;
    last bigint := nullif(current_setting('kinwork.last_id', true), '')::bigint;
BEGIN
    IF last >= new THEN
        new := (last / 32 + 1 + chance) * 32 + pg_backend_pid() % 32;
    END IF;
    PERFORM set_config('kinwork.last_id', new::text, false);
    RETURN new;
END
$$;

-- Many of them: as one by one, without a look at the clock for each.
CREATE OR REPLACE FUNCTION kinwork_new_ids(number int) RETURNS SETOF bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    new bigint := kinwork_new_id();
    process int := pg_backend_pid() % 32;
BEGIN
    IF number > 1000000 THEN
        RAISE EXCEPTION '% ids at once, expected at most a million', number;
    END IF;
    FOR n IN 1 .. number LOOP
        new := (new / 32 + 1 + (random() * 511)::int) * 32 + process;
        RETURN NEXT new;
    END LOOP;
    PERFORM set_config('kinwork.last_id', new::text, false);
END
$$;
