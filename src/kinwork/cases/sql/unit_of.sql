-- Which unit holds a family: that of its open involvement, else of its last. From it follows who may open the record,
-- so it is said here and nowhere else. It stands in FROM (LATERAL, if for many families): PostgreSQL then plans it as
-- if it were written out there, and whoever asks sees by the rows that are there for them.
CREATE OR REPLACE FUNCTION kinwork_holding(family bigint)
RETURNS TABLE (involvement_id bigint, unit_id bigint, is_open boolean) LANGUAGE sql STABLE
AS $$
    SELECT i.id, a.unit_id, i.closed_on IS NULL
    FROM cases_involvement i LEFT JOIN cases_allocation a ON a.involvement_id = i.id
    WHERE i.family_id = family ORDER BY i.opened_on DESC, a.during DESC NULLS LAST LIMIT 1
$$;

-- The same to know who leads the unit, when the family itself is hidden.
CREATE OR REPLACE FUNCTION kinwork_unit_of(family bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT unit_id FROM kinwork_holding(family) $$;

REVOKE ALL ON FUNCTION kinwork_unit_of(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_unit_of(bigint) TO kinwork_app;
