-- People who are in families only of which the person who asks must not know.
CREATE OR REPLACE FUNCTION kinwork_hidden_people() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH hidden AS (SELECT unnest(kinwork_hidden_families()) AS family_id)
    SELECT coalesce(array_agg(DISTINCT m.person_id), '{}')
    FROM hidden JOIN families_familymember m USING (family_id)
    -- Past memberships count: or whoever takes somebody out of a family would see by what vanishes that they are in a
    -- hidden one.
    WHERE NOT EXISTS (
        SELECT 1 FROM families_familymember o
        WHERE o.person_id = m.person_id AND o.family_id NOT IN (SELECT family_id FROM hidden))
$$;

-- The same as worked out when the request began, as with families (access/sql/1_restricted_families.sql).
CREATE OR REPLACE FUNCTION kinwork_hidden_persons() RETURNS bigint[] LANGUAGE sql STABLE
AS $$ SELECT CASE WHEN current_setting('kinwork.hidden_people', true) <> ''
             THEN current_setting('kinwork.hidden_people')::bigint[] ELSE kinwork_hidden_people() END $$;

REVOKE ALL ON FUNCTION kinwork_hidden_people() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_hidden_people() TO kinwork_app;
