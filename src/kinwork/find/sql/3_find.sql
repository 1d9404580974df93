-- Looking in what can be found (docs/adr/0119). Whether a text has a word is no leakproof question to PostgreSQL: behind
-- row security no index answers it. So a function of the tables' owner asks the index, with the walls in its condition,
-- and gives nothing but keys; whoever asked reads by these through row security, and counts what is there then.

-- The statement, in literals: PostgreSQL plans each as it is asked, by how common its words are. ``stems`` and ``words``
-- are empty where nothing is asked of them, ``families`` is NULL for all.
CREATE OR REPLACE FUNCTION kinwork_find_statement(
    stems tsquery, words tsquery, families bigint[], kinds text[], since date, until date, writer bigint,
    named bigint, most int
) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT concat_ws(E'\n',
        'SELECT f.key::text FROM find_findable f WHERE true',
        CASE WHEN numnode(stems) > 0 THEN format('AND f.stems @@ %L::tsquery', stems) END,
        CASE WHEN numnode(words) > 0 THEN format('AND f.words @@ %L::tsquery', words) END,
        CASE WHEN families IS NOT NULL THEN format('AND f.family_id = ANY (%L::bigint[])', families) END,
        CASE WHEN cardinality(kinds) > 0
             THEN format('AND (f.source = ANY (%1$L::text[]) OR f.kind = ANY (%1$L::text[]))', kinds) END,
        CASE WHEN since IS NOT NULL THEN format('AND f.on_day >= %L::date', since) END,
        CASE WHEN until IS NOT NULL THEN format('AND f.on_day <= %L::date', until) END,
        CASE WHEN writer IS NOT NULL THEN format('AND f.by_id = %L::bigint', writer) END,
        CASE WHEN named IS NOT NULL THEN format('AND f.people @> ARRAY[%L::bigint]', named) END,
        CASE WHEN kinwork_hidden() <> '{}' THEN format(
            'AND f.family_id <> ALL (%1$L::bigint[]) AND (f.source <> ''contact'' OR NOT EXISTS ('
            'SELECT 1 FROM front_door_contact c WHERE c.id = f.thing_id '
            'AND (c.family_ids && %1$L::bigint[] OR c.person_ids && kinwork_hidden_persons())))', kinwork_hidden()) END,
        'AND (NOT f.is_limited OR f.by_id = kinwork_user() OR kinwork_is_reader(f.thing_id, f.family_id))',
        CASE WHEN kinwork_sealed() <> '{}' THEN
            'AND CASE f.source WHEN ''entry'' THEN NOT kinwork_is_of_sealed(f.thing_id) '
            'WHEN ''formal'' THEN NOT kinwork_meets_about_sealed(f.thing_id) ELSE true END' END,
        format('ORDER BY f.on_day DESC, f.key LIMIT %s', most))
$$;

CREATE OR REPLACE FUNCTION kinwork_find(
    stems tsquery, words tsquery, families bigint[], kinds text[], since date, until date, writer bigint,
    named bigint, most int
) RETURNS SETOF text LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET jit = off SET work_mem = '64MB' AS $$
BEGIN
    IF numnode(stems) = 0 AND numnode(words) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE kinwork_find_statement(
        stems, words, families, kinds, since, until, writer, named, least(most, 1001));
END
$$;

REVOKE ALL ON FUNCTION kinwork_find_statement(tsquery, tsquery, bigint[], text[], date, date, bigint, bigint, int),
    kinwork_find(tsquery, tsquery, bigint[], text[], date, date, bigint, bigint, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_find(tsquery, tsquery, bigint[], text[], date, date, bigint, bigint, int)
    TO kinwork_app;
