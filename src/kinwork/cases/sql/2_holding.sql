-- Which unit holds each open family from when until when, kept (docs/adr/0106).

-- How it is, worked out. A unit that held a family on no day (moved on the day it came) is not there.
CREATE OR REPLACE FUNCTION kinwork_held_now(involvements bigint[])
RETURNS TABLE (
    allocation_id bigint, involvement_id bigint, family_id bigint, unit_id bigint, began_on date, ended_on date
) LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT a.id, i.id, i.family_id, a.unit_id, coalesce(lower(a.during), '-infinity'), upper(a.during)
    FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    WHERE i.id = ANY (involvements) AND i.closed_on IS NULL AND NOT isempty(a.during)
$$;

-- Two who write of an involvement at once keep it one after the other: the second sees what the first has written.
CREATE OR REPLACE FUNCTION kinwork_keep_held(involvements bigint[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF involvements IS NULL THEN
        RETURN;
    END IF;
    PERFORM 1 FROM cases_involvement i WHERE i.id = ANY (involvements) ORDER BY i.id FOR NO KEY UPDATE;
    WITH so AS MATERIALIZED (SELECT * FROM kinwork_held_now(involvements)), gone AS (
        DELETE FROM cases_holding h
        WHERE h.involvement_id = ANY (involvements) AND NOT EXISTS (
            SELECT 1 FROM so WHERE so.allocation_id = h.allocation_id)
    )
    INSERT INTO cases_holding AS h (allocation_id, involvement_id, family_id, unit_id, began_on, ended_on)
    SELECT so.* FROM so
    ON CONFLICT (allocation_id) DO UPDATE SET
        involvement_id = EXCLUDED.involvement_id, family_id = EXCLUDED.family_id, unit_id = EXCLUDED.unit_id,
        began_on = EXCLUDED.began_on, ended_on = EXCLUDED.ended_on
    WHERE (h.involvement_id, h.family_id, h.unit_id, h.began_on, h.ended_on)
        IS DISTINCT FROM (EXCLUDED.involvement_id, EXCLUDED.family_id, EXCLUDED.unit_id, EXCLUDED.began_on,
                          EXCLUDED.ended_on);
END
$$;

-- Statement triggers see all rows of a statement at once. Each says in which involvements something changed.
CREATE OR REPLACE FUNCTION kinwork_held_by_allocation() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM kinwork_keep_held((SELECT array_agg(DISTINCT now.involvement_id) FROM now));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION kinwork_held_by_involvement() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM kinwork_keep_held((
        SELECT array_agg(now.id) FROM now JOIN was USING (id)
        WHERE (now.closed_on, now.family_id) IS DISTINCT FROM (was.closed_on, was.family_id)));
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER kinwork_held_insert AFTER INSERT ON cases_allocation REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_held_by_allocation();
CREATE OR REPLACE TRIGGER kinwork_held_update AFTER UPDATE ON cases_allocation REFERENCING NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_held_by_allocation();
CREATE OR REPLACE TRIGGER kinwork_held_delete AFTER DELETE ON cases_allocation REFERENCING OLD TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_held_by_allocation();

CREATE OR REPLACE TRIGGER kinwork_held_update AFTER UPDATE ON cases_involvement
REFERENCING OLD TABLE AS was NEW TABLE AS now
FOR EACH STATEMENT EXECUTE FUNCTION kinwork_held_by_involvement();

REVOKE ALL ON FUNCTION kinwork_held_now(bigint[]), kinwork_keep_held(bigint[]), kinwork_held_by_allocation(),
    kinwork_held_by_involvement() FROM PUBLIC;
