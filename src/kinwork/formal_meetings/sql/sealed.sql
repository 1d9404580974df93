-- Whether a meeting is about nobody but children whose record is sealed from the person who asks.
CREATE OR REPLACE FUNCTION kinwork_meets_about_sealed(meeting bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(bool_and(person_id = ANY (kinwork_sealed())), false)
    FROM formal_meetings_formalmeeting_children WHERE formalmeeting_id = meeting
$$;

-- Whether somebody at a meeting would tell who a sealed child of the family is now (children/sql/sealing.sql).
CREATE OR REPLACE FUNCTION kinwork_at_meeting_of_sealed(meeting bigint, who bigint, called text, noted timestamptz)
RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT kinwork_told_of_sealed(i.family_id, who, called, coalesce(noted, m.arranged_at))
    FROM formal_meetings_formalmeeting m JOIN cases_involvement i ON i.id = m.involvement_id WHERE m.id = meeting
$$;

REVOKE ALL ON FUNCTION kinwork_meets_about_sealed(bigint),
    kinwork_at_meeting_of_sealed(bigint, bigint, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_meets_about_sealed(bigint),
    kinwork_at_meeting_of_sealed(bigint, bigint, text, timestamptz) TO kinwork_app;
