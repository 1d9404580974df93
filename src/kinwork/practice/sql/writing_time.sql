-- How long writing took and how long people were with families, month by month (docs/adr/0113): sums and medians of
-- groups, for the page to decide which are large enough to be shown. It reads what no page may show, and gives no
-- entry's and no person's figure. Restricted families count for everyone alike, or two readers could subtract.

-- By month of recording, unit that held the family that day (none: the whole service), and what is counted. Of each
-- person only where they wrote at least so many entries there.
CREATE OR REPLACE FUNCTION kinwork_writing_time(since date, before date, least_each integer)
RETURNS TABLE (what text, month date, unit_id bigint, people bigint[], entries bigint, median_written numeric,
    written bigint, largest_share numeric, with_minutes bigint, with_families bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH said AS MATERIALIZED (
        SELECT date_trunc('month', e.recorded_at AT TIME ZONE 'Europe/London')::date AS month, h.unit_id, e.by_id,
               e.kind = 'visit' AS is_visit, w.seconds, e.minutes
        FROM record_entry e JOIN record_writingtime w ON w.entry_id = e.id
        JOIN cases_holding h ON h.family_id = e.family_id
             AND h.began_on <= (e.recorded_at AT TIME ZONE 'Europe/London')::date
             AND (h.ended_on IS NULL OR h.ended_on > (e.recorded_at AT TIME ZONE 'Europe/London')::date)
        WHERE e.recorded_at >= since::timestamp AT TIME ZONE 'Europe/London'
          AND e.recorded_at < before::timestamp AT TIME ZONE 'Europe/London'
    ), counted AS MATERIALIZED (
        SELECT 'entries' AS what, s.* FROM said s UNION ALL SELECT 'visits', s.* FROM said s WHERE s.is_visit
    ), kept AS MATERIALIZED (
        SELECT c.* FROM counted c JOIN (
            SELECT x.what, x.month, x.unit_id, x.by_id FROM counted x
            GROUP BY x.what, x.month, x.unit_id, x.by_id HAVING count(*) >= least_each
        ) enough USING (what, month, unit_id, by_id)
    ), groups AS MATERIALIZED (
        SELECT k.what, k.month, k.unit_id, k.by_id, k.seconds, k.minutes FROM kept k
        UNION ALL SELECT k.what, k.month, NULL, k.by_id, k.seconds, k.minutes FROM kept k
    ), each AS (
        SELECT g.what, g.month, g.unit_id, g.by_id, sum(g.seconds) AS written FROM groups g GROUP BY 1, 2, 3, 4
    )
    SELECT g.what, g.month, g.unit_id, array_agg(DISTINCT g.by_id), count(*),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY g.seconds)::numeric, sum(g.seconds),
           (SELECT max(e.written)::numeric / sum(e.written) FROM each e
            WHERE e.what = g.what AND e.month = g.month AND e.unit_id IS NOT DISTINCT FROM g.unit_id),
           count(g.minutes), coalesce(sum(g.minutes), 0)
    FROM groups g GROUP BY g.what, g.month, g.unit_id ORDER BY g.what, g.month, g.unit_id
$$;

REVOKE ALL ON FUNCTION kinwork_writing_time(date, date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_writing_time(date, date, integer) TO kinwork_app;
