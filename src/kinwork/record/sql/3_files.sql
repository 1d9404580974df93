-- Which of these fingerprints no file of any entry or draft names: asked before what is under them is taken away. Says
-- nothing of whose they are.
CREATE OR REPLACE FUNCTION kinwork_unnamed_files(asked text[]) RETURNS SETOF text LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT one FROM unnest(asked) one
    WHERE NOT EXISTS (SELECT 1 FROM record_attachment WHERE sha256 = one)
      AND NOT EXISTS (SELECT 1 FROM record_attachment WHERE small_sha256 = one AND small_sha256 <> '')
$$;

-- Files that their writers did not want, of entries that were never saved with them. A day is the least they are kept.
CREATE OR REPLACE FUNCTION kinwork_let_go_of_files() RETURNS bigint LANGUAGE sql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH gone AS (
        DELETE FROM record_attachment f USING record_entrydraft d
        WHERE d.id = f.draft_id AND f.entry_id IS NULL
          AND (f.removed_at < now() - interval '1 day'
               OR (d.removed_at < now() - interval '1 day' AND d.entry_id IS NULL))
        RETURNING 1)
    SELECT count(*) FROM gone
$$;

REVOKE ALL ON FUNCTION kinwork_unnamed_files(text[]), kinwork_let_go_of_files() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kinwork_unnamed_files(text[]), kinwork_let_go_of_files() TO kinwork_app;
