-- Ids of what may be hidden: gaps between them would tell that something hidden was made, and when. So they count time,
-- not rows: milliseconds since 2020, then thirteen random bits (as UUIDv7 does, in the 53 bits that a browser's numbers
-- hold, until 2054). Within a session they only rise, since much is read in the order in which it was made.
CREATE OR REPLACE FUNCTION kinwork_new_id() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    chance bigint := ('x' || right(gen_random_uuid()::text, 4))::bit(16)::bigint & 8191;
    new bigint := ((floor(extract(epoch FROM clock_timestamp()) * 1000))::bigint - 1577836800000) * 8192 + chance;
    last bigint := nullif(current_setting('kinwork.last_id', true), '')::bigint;
BEGIN
    IF last >= new THEN
        new := last + 1 + chance;
    END IF;
    PERFORM set_config('kinwork.last_id', new::text, false);
    RETURN new;
END
$$;
