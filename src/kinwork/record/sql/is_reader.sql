-- Whether the person who asks is named for a limited entry, or has opened its family in an emergency.
CREATE OR REPLACE FUNCTION kinwork_is_reader(entry bigint, family bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT EXISTS (SELECT 1 FROM record_reader WHERE entry_id = entry AND user_id = kinwork_user())
        OR EXISTS (SELECT 1 FROM access_accessgrant
                   WHERE family_id = family AND user_id = kinwork_user() AND kind = 'emergency' AND ends_at > now())
$$;

REVOKE ALL ON FUNCTION kinwork_is_reader(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_is_reader(bigint, bigint) TO kinwork_app;
