-- Who opened families with an address where they live or near it, or searched for the postcode where they live: that
-- it was so, never where it is. Of a confidential address it is told only that it is near. Hidden families are left
-- out, and what was noted in their records.
CREATE OR REPLACE FUNCTION kinwork_near_home(since timestamptz)
RETURNS TABLE (user_id bigint, what text, families bigint[], times bigint, last timestamptz) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH hidden AS MATERIALIZED (
        SELECT kinwork_hidden_families() AS families, kinwork_hidden_searches() AS searches
    ),
    home AS MATERIALIZED (SELECT * FROM access_home WHERE ended_at IS NULL OR ended_at >= since),
    near AS (
        SELECT h.id, h.user_id, h.ended_at, m.family_id, bool_or(
            NOT a.is_confidential AND h.house <> ''
            AND strpos(' ' || kinwork_fold(a.lines) || ' ', ' ' || kinwork_fold(h.house) || ' ') > 0) AS is_house
        FROM hidden, home h JOIN people_address a ON a.postcode = h.postcode AND NOT a.is_mistaken
        JOIN families_familymember m ON m.person_id = a.person_id AND NOT m.taken_back
        WHERE m.family_id <> ALL (hidden.families)
          AND (a.family_id IS NULL OR a.family_id <> ALL (hidden.families))
        GROUP BY h.id, h.user_id, h.ended_at, m.family_id
    )
    SELECT n.user_id, CASE WHEN n.is_house THEN 'house' ELSE 'near' END, array_agg(DISTINCT n.family_id), count(*),
           max(e.at)
    FROM near n JOIN access_auditevent e ON e.actor_id = n.user_id AND e.family_id = n.family_id
    WHERE e.at >= since AND (n.ended_at IS NULL OR e.at <= n.ended_at) AND e.object_type <> 'Study'
    GROUP BY n.user_id, n.is_house
    UNION ALL
    SELECT h.user_id, 'search', NULL, count(*), max(e.at)
    FROM hidden, home h JOIN access_auditevent e ON e.actor_id = h.user_id
    WHERE e.at >= since AND (h.ended_at IS NULL OR e.at <= h.ended_at) AND e.verb = 'searched'
      AND e.id <> ALL (hidden.searches)
      AND strpos(replace(upper(e.words), ' ', ''), replace(h.postcode, ' ', '')) > 0
    GROUP BY h.user_id
$$;

REVOKE ALL ON FUNCTION kinwork_near_home(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_near_home(timestamptz) TO kinwork_app;
