-- Whether the person who asks is named for a limited text that was brought in, or has opened its family in an emergency.
CREATE OR REPLACE FUNCTION kinwork_is_reader_of_brought_in(brought bigint, family bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (SELECT 1 FROM origins_mayread WHERE brought_in_id = brought AND user_id = kinwork_user())
        OR EXISTS (SELECT 1 FROM access_accessgrant
                   WHERE family_id = family AND user_id = kinwork_user() AND kind = 'emergency' AND ends_at > now())
$$;

REVOKE ALL ON FUNCTION kinwork_is_reader_of_brought_in(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_is_reader_of_brought_in(bigint, bigint) TO kinwork_app;
