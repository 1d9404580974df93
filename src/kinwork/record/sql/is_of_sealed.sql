-- Whether an entry is about nobody but children whose record is sealed from the person who asks: nobody else was seen or
-- meant to be seen; and where it says nothing of that, nobody else was there.
CREATE OR REPLACE FUNCTION kinwork_is_of_sealed(entry bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(
        (SELECT bool_and(person_id = ANY (kinwork_sealed())) FROM (
            SELECT person_id FROM record_seen WHERE entry_id = entry
            UNION ALL SELECT person_id FROM record_notseen WHERE entry_id = entry) children),
        (SELECT bool_and(person_id = ANY (kinwork_sealed())) FROM record_present
         WHERE entry_id = entry AND person_id IS NOT NULL),
        false)
$$;

REVOKE ALL ON FUNCTION kinwork_is_of_sealed(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_is_of_sealed(bigint) TO kinwork_app;
