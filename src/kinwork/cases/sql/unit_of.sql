-- The unit that holds a family: to know who leads it, when the family itself is hidden.
CREATE OR REPLACE FUNCTION kinwork_unit_of(family bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT a.unit_id FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    WHERE i.family_id = family ORDER BY i.opened_on DESC, a.during DESC LIMIT 1
$$;

REVOKE ALL ON FUNCTION kinwork_unit_of(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_unit_of(bigint) TO kinwork_app;
