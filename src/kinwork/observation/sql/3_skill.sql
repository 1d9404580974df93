-- Skill that was observed, session by session, for the chain: overall skill, without whose it is. Which coding
-- counts, and of how many workers a figure must be, are as in kinwork_observed_skill.
--
-- A coded session is its worker's own to show. So a unit's count only where they are of enough workers, none of them with
-- more than half; and in the whole also those of the other units, if those together are of enough workers, or what is left
-- of the whole would give a worker away. It reads what no page may show, for everyone alike: otherwise two readers could
-- subtract.
CREATE OR REPLACE FUNCTION kinwork_skill_of_sessions(of_instrument text, of_items smallint[], since date, until date,
    units bigint[], least_workers integer)
RETURNS TABLE (unit_id bigint, family_id bigint, skill double precision, counts boolean, counts_alone boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH primary_coding AS (
        SELECT DISTINCT ON (s.id) s.id, s.unit_id, s.family_id, s.worker_id, c.id AS coding_id
        FROM observation_session s JOIN observation_coding c ON c.session_id = s.id
        WHERE s.removed_at IS NULL AND NOT s.is_training AND s.instrument = of_instrument AND s.family_id IS NOT NULL
          AND c.submitted_at IS NOT NULL AND c.codes_as IN ('blind', 'live') AND NOT c.is_second
          AND s.held_on > since AND s.held_on <= until AND (units IS NULL OR s.unit_id = ANY (units))
        ORDER BY s.id, c.codes_as
    ), coded AS MATERIALIZED (
        SELECT p.* FROM primary_coding p
        WHERE (SELECT count(k.value) FROM observation_code k
               WHERE k.coding_id = p.coding_id AND k.item = ANY (of_items)) = cardinality(of_items)
    ), each AS (
        SELECT x.unit_id, x.worker_id, count(*) AS sessions FROM coded x GROUP BY x.unit_id, x.worker_id
    ), alone AS MATERIALIZED (
        SELECT e.unit_id, count(*) >= least_workers AND 2 * max(e.sessions) <= sum(e.sessions) AS is_enough
        FROM each e GROUP BY e.unit_id
    ), rest AS (
        SELECT count(DISTINCT x.worker_id) >= least_workers AND 2 * max(x.of_worker) <= count(*) AS is_enough
        FROM (
            SELECT c.worker_id, count(*) OVER (PARTITION BY c.worker_id) AS of_worker
            FROM coded c JOIN alone a ON a.unit_id = c.unit_id AND NOT a.is_enough
        ) x
    )
    SELECT c.unit_id, c.family_id, (
        SELECT avg(d.value)::double precision FROM observation_code d
        WHERE d.coding_id = c.coding_id AND d.item = ANY (of_items) AND (a.is_enough OR r.is_enough)
    ), a.is_enough OR r.is_enough, a.is_enough
    FROM coded c JOIN alone a ON a.unit_id = c.unit_id CROSS JOIN rest r ORDER BY c.coding_id
$$;

REVOKE ALL ON FUNCTION kinwork_skill_of_sessions(text, smallint[], date, date, bigint[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_skill_of_sessions(text, smallint[], date, date, bigint[], integer) TO kinwork_app;
