-- Which families somebody must not know of. What PostgreSQL keeps back (row_level_security.py of each room) asks this.

-- Who asks: said by the application at the beginning of each request (units/queries.py).
CREATE OR REPLACE FUNCTION kinwork_user() RETURNS bigint LANGUAGE sql STABLE
AS $$ SELECT nullif(current_setting('kinwork.asking', true), '')::bigint $$;

-- Restricted families of which the person who asks must not know.
CREATE OR REPLACE FUNCTION kinwork_hidden_families() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT coalesce(array_agg(r.family_id), '{}')
    FROM access_restriction r
    WHERE r.lifted_at IS NULL
      AND r.guardian_id IS DISTINCT FROM kinwork_user()
      AND NOT EXISTS (SELECT 1 FROM access_listed l WHERE l.restriction_id = r.id AND l.user_id = kinwork_user())
      -- until anybody is listed, whoever imposes it is still at work on the list
      AND NOT (r.imposed_by_id IS NOT DISTINCT FROM kinwork_user()
               AND NOT EXISTS (SELECT 1 FROM access_listed l WHERE l.restriction_id = r.id))
      AND NOT EXISTS (
          SELECT 1 FROM access_accessgrant o
          WHERE o.family_id = r.family_id AND o.user_id = kinwork_user() AND o.kind = 'emergency' AND o.ends_at > now()
            AND o.opened_at >= r.imposed_at)  -- what was opened before it was restricted is closed by that
$$;

-- The same as worked out when the request began (units/queries.py), so that a page does not work it out at every table;
-- worked out now where nobody has: then for a person who is nobody, from whom everything restricted is hidden.
CREATE OR REPLACE FUNCTION kinwork_hidden() RETURNS bigint[] LANGUAGE sql STABLE
AS $$ SELECT CASE WHEN current_setting('kinwork.hidden', true) <> ''
             THEN current_setting('kinwork.hidden')::bigint[] ELSE kinwork_hidden_families() END $$;

-- Who is to be told of an emergency opening: the named guardian, or nobody in particular.
CREATE OR REPLACE FUNCTION kinwork_guardian(family bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT guardian_id FROM access_restriction WHERE family_id = family AND lifted_at IS NULL $$;

-- Whether somebody else may know of a family: whom to tell of what happened in it.
CREATE OR REPLACE FUNCTION kinwork_may_know(family bigint, who bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM access_restriction r
        WHERE r.family_id = family AND r.lifted_at IS NULL AND r.guardian_id <> who
          AND NOT EXISTS (SELECT 1 FROM access_listed l WHERE l.restriction_id = r.id AND l.user_id = who))
$$;

REVOKE ALL ON FUNCTION kinwork_hidden_families(), kinwork_guardian(bigint),
    kinwork_may_know(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_hidden_families(), kinwork_guardian(bigint),
    kinwork_may_know(bigint, bigint) TO kinwork_app;
