-- Whether what is kept of other tables is worked out once at the end of what is being written, not after each table
-- (docs/adr/0181). Whoever says kinwork.put_off works it out in the same transaction (imports/writing.py). Heard of the
-- owner of the tables alone: the application keeps everything at once, whatever it says.
CREATE OR REPLACE FUNCTION kinwork_is_put_off() RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT current_setting('kinwork.put_off', true) = 'on' AND session_user = (
        SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'public.people_person'::regclass)
$$;
