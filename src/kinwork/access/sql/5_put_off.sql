-- Whether what is kept of other tables is worked out once at the end of what is being written, not after each table
-- (docs/adr/0182). Whoever says kinwork.put_off works it out in the same transaction (imports/writing.py). Heard of the
-- owner of the tables alone: the application keeps everything at once, whatever it says. Asked at every change, and so
-- without a search path of its own: whoever asks has one.
CREATE OR REPLACE FUNCTION kinwork_is_put_off() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF pg_catalog.current_setting('kinwork.put_off', true) IS DISTINCT FROM 'on' THEN
        RETURN false;
    END IF;
    RETURN session_user = (
        SELECT pg_catalog.pg_get_userbyid(relowner) FROM pg_catalog.pg_class
        WHERE oid = 'public.people_person'::pg_catalog.regclass);
END
$$;
