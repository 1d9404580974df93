-- Whether a meeting is about nobody but children whose record is sealed from the person who asks.
CREATE OR REPLACE FUNCTION kinwork_meets_about_sealed(meeting bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(bool_and(person_id = ANY (kinwork_sealed())), false)
    FROM formal_meetings_formalmeeting_children WHERE formalmeeting_id = meeting
$$;

REVOKE ALL ON FUNCTION kinwork_meets_about_sealed(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_meets_about_sealed(bigint) TO kinwork_app;
