-- Whether nobody was seen, as an entry says, but children whose record is sealed from the person who asks.
CREATE OR REPLACE FUNCTION kinwork_is_of_sealed(entry bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT coalesce(bool_and(person_id = ANY (kinwork_sealed())), false) FROM record_seen WHERE entry_id = entry $$;

REVOKE ALL ON FUNCTION kinwork_is_of_sealed(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_is_of_sealed(bigint) TO kinwork_app;
