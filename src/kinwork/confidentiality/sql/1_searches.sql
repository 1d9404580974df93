-- Searches that found a restricted family of which the person who asks must not know, and what was typed on the way to
-- them or went on from them within a minute: their words tell of it.
CREATE OR REPLACE FUNCTION kinwork_hidden_searches() RETURNS bigint[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH hit AS MATERIALIZED (
        SELECT e.actor_id, e.id, e.at, kinwork_fold(e.words) AS words
        FROM access_auditeventfamilies s JOIN access_auditevent e ON e.id = s.event_id
        WHERE s.family_ids && kinwork_hidden_families() AND e.verb IN ('searched', 'searched in emergency')
    )
    SELECT coalesce(array_agg(DISTINCT e.id), '{}')
    FROM hit JOIN access_auditevent e ON e.actor_id = hit.actor_id AND e.verb IN ('searched', 'searched in emergency')
         AND e.at BETWEEN hit.at - interval '1 minute' AND hit.at + interval '1 minute',
         LATERAL (SELECT kinwork_fold(e.words) AS words) said
    WHERE e.id = hit.id OR starts_with(said.words, hit.words) OR starts_with(hit.words, said.words)
$$;

REVOKE ALL ON FUNCTION kinwork_hidden_searches() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_hidden_searches() TO kinwork_app;
