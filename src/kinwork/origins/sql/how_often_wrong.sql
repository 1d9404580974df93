-- How often what a machine made was put right or struck out in checking: numbers alone, of all families. Only texts that
-- somebody has finished, or a single unfinished one would stand among them by its first sentence.
CREATE OR REPLACE FUNCTION kinwork_how_often_wrong(kinds text[])
RETURNS TABLE (kind varchar, tool text, texts bigint, passages bigint, corrected bigint, struck bigint, invented bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT b.kind, lower(btrim(b.made_by)), count(DISTINCT b.id), count(*),
           count(*) FILTER (WHERE p.outcome = 'corrected'), count(*) FILTER (WHERE p.outcome = 'struck'),
           count(*) FILTER (WHERE p.struck_for = 'invented')
    FROM origins_broughtin b JOIN origins_passage p ON p.brought_in_id = b.id
    WHERE b.entry_id IS NOT NULL AND b.kind = ANY (kinds) AND p.outcome <> ''
    GROUP BY 1, 2
$$;

REVOKE ALL ON FUNCTION kinwork_how_often_wrong(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_how_often_wrong(text[]) TO kinwork_app;
